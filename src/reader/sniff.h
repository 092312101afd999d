/* What a file is, by its bytes. */
#ifndef TN_READER_SNIFF_H
#define TN_READER_SNIFF_H

#include "reader/workbook.h"

enum sniff_utf16 { UTF16_NONE, UTF16_LITTLE, UTF16_BIG };

/* false: none that is read; *ret_name then is what it is called ("PDF"), "" if nobody knows. A package (ZIP) is taken for
 * XLSX unless it says ODS: its parser looks into it. */
bool sniff_format(const char *bytes, size_t n, enum workbook_format *ret, const char **ret_name);
/* Text of two bytes a letter: by its mark, else by where its zero bytes stand. *ret_mark: bytes of the mark. */
enum sniff_utf16 sniff_utf16(const char *bytes, size_t n, size_t *ret_mark);
/* Does a DBF of this first byte keep its memos in a file beside it? `ret_end`: ".dbt", ".fpt". */
bool sniff_has_memo(unsigned char version, const char **ret_end);

#endif
