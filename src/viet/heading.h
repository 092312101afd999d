/* Words that files and forms use for the same thing: headings, yes and no, sexes, education. */
#ifndef TN_VIET_HEADING_H
#define TN_VIET_HEADING_H

#include "base/err.h"

/* "Ngày  công nhận Cảm-tình Đảng" → "ngay cong nhan cam tinh dang": text_fold, punctuation to
 * spaces, runs of spaces to one, trimmed. Two headings are the same if these are equal. */
int heading_key(const char *s, char **ret, struct err *err);

#endif
