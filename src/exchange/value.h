/* What a cell of an office's file says, written so that the importers read it: dates of every shape as dd/mm/yyyy, numbers
 * with their lost zeros, phones without blanks. Pure. What cannot be known is not guessed: the text stays as it stood and
 * the importers refuse it, or a sentence says why and what to do. */
#ifndef TN_EXCHANGE_VALUE_H
#define TN_EXCHANGE_VALUE_H

#include "base/strbuf.h"
#include "exchange/import_row.h"
#include "exchange/plan.h"

/* What the rest of the row and of the column tells. */
struct value_about {
	enum plan_days days;
	struct date today;
	struct date birth;    /* unset: not known */
	char sex;	      /* 0: not known */
	bool is_days_swapped; /* Excel took day and month for each other where it could */
	bool is_days_mixed;   /* the column proves no order of day and month, but both */
	bool is_female_mark;  /* the column is headed "Nữ": a mark says so */
};

struct value_said {
	bool is_changed;	       /* it is written otherwise than it stood */
	const char *warning, *refusal; /* N_(); NULL: none */
};

/* `text` in UTF-8. Appends; nothing where the cell says nothing. */
void value_read(enum value_kind kind, enum raw_kind raw, const char *text,
	const struct value_about *about, struct strbuf *ret, struct value_said *said);

/* ---- dates (value_date.c) ---- */
/* `text` folded (viet/text.h). Appends dd/mm/yyyy, or yyyy where the year alone is allowed and known. false: no date. */
bool value_date(const char *text, enum raw_kind raw, bool year_ok, const struct value_about *about,
	struct strbuf *ret, struct value_said *said);
/* What the date tells of its column's order: +1 a first number above 12, -1 a second one, 0 nothing. */
int value_date_order(const char *text);

/* ---- two in one (value.c) ---- */
/* "Lê Văn A, Trần Thị B" or with ; / "và" or a line's end between: the second name into `second`, without "đ/c". */
void value_names(const char *text, struct strbuf *first, struct strbuf *second);

#endif
