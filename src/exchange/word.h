/* Words and numbers as offices write them in lists. Each takes a clean value (viet/text.h) that is
 * not empty; false: it is none of them. */
#ifndef TN_EXCHANGE_WORD_H
#define TN_EXCHANGE_WORD_H

#include "core/record.h"

#include <stdbool.h>

/* x, có, 1 and the like; không, 0 take a mark off again. */
bool word_yes(const char *s, bool *ret);
bool word_none(const char *s);		 /* không, không có */
bool word_sex(const char *s, char *ret); /* nam 'm', nữ 'f' */
bool word_cell_type(const char *s, enum cell_type *ret);
/* 12/12, 9/12, 10/10, THPT, "tốt nghiệp THCS", tiểu học, biết đọc biết viết: what was completed. */
bool word_education(const char *s, int *ret);
/* sơ cấp … tiến sĩ, also with what follows ("Đại học Sư phạm"); 0 for "không", "chưa qua đào tạo".
 */
bool word_professional(const char *s, int *ret);
/* The office's words for an event, our label in the user's language, or its code. */
bool word_event(const char *s, enum event_kind *ret);

bool word_number(const char *s, long *ret); /* 356, 1.234; at most 9 digits */
/* 3, 3%, 3,5 %, 3.25 → hundredths, at most two decimals */
bool word_percent(const char *s, long *ret);
bool word_years(
	const char *s, int *ret_from, int *ret_to); /* 2024, 2020-2025, nhiệm kỳ 2020–2025 */

/* How our own files write them (word_of.c): Vietnamese whatever the language, each read back by the above. "" for 0. */
const char *word_of_sex(char sex);
const char *word_of_cell_type(enum cell_type t);
const char *word_of_education(int e);
const char *word_of_professional(int p);
const char *word_of_event(enum event_kind k);

#endif
