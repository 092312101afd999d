/* The list that papers are timed with: so many rows of invented people, given from a small store, so that making them
 * costs nearly nothing and keeps no memory. The floors take the same rows. */
#ifndef TN_TESTS_BENCH_LIST_ROWS_H
#define TN_TESTS_BENCH_LIST_ROWS_H

#include <stddef.h>

enum { LIST_COLUMNS = 12, LIST_PDF_COLUMNS = 8, LIST_STORE = 1000 };

extern const char *const list_titles[LIST_COLUMNS];
/* LIST_COLUMNS texts, valid until the next call. */
const char *const *list_row(size_t i);
/* Milliseconds since the first call. */
double list_ms(void);

#endif
