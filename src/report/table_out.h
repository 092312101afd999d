/* The tables that can be brought in (exchange/import.h), on their way out with the very headings and words that the import
 * knows: what goes out of one database and into an empty one gives the same people, steps, mentors, figures and targets.
 * In the order of import_kind, for each looks up those before it.
 * Where one table says more than another can take at once (several rounds of a candidate, a second mentor of another day),
 * it leaves that to the table made for it: events, mentors. */
#ifndef TN_REPORT_TABLE_OUT_H
#define TN_REPORT_TABLE_OUT_H

#include "db/db.h"
#include "exchange/import.h"
#include "report/doc.h"
#include "report/doc_list.h"

/* A document of data alone, its rows read while it is written, on one state of the data, until doc_done. */
int table_out_make(struct db *db, enum import_kind kind, struct doc *ret, struct err *err);
/* The same without rows, to be filled in; in a workbook a second sheet explains each column. */
int table_out_template(enum import_kind kind, struct doc *ret, struct err *err);
/* What is said of a column: its meaning, how it is written (both translated), an invented example ("": none). */
struct table_guide {
	const char *means, *how, *example;
	bool is_needed; /* may not be left empty */
};
struct table_guide table_out_guide(enum import_kind kind, size_t column);

/* The formats of it, of those in doc_list.h: "csv" and "xlsx"; by a name, or by the ending of a file's. NULL: none. */
const struct doc_list_format *table_out_format(const char *name);
const struct doc_list_format *table_out_format_of(const char *path);
/* "quan-chung": of its files. */
const char *table_out_file(enum import_kind kind);

#endif
