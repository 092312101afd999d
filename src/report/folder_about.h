/* The description of the folder, in the language that is spoken. */
#ifndef TN_REPORT_FOLDER_ABOUT_H
#define TN_REPORT_FOLDER_ABOUT_H

#include "base/i18n.h"
#include "base/strbuf.h"
#include "db/dump.h"

void folder_about_add(
	struct strbuf *b, const struct db_dump_table *tables, size_t n, int schema_version);

#endif
