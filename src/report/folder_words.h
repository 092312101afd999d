/* What the description of the folder says of tables, columns and codes, in the language that is spoken. */
#ifndef TN_REPORT_FOLDER_WORDS_H
#define TN_REPORT_FOLDER_WORDS_H

#include "base/strbuf.h"
#include "db/dump.h"

/* "" for one that nothing is known of (a test holds that there is none). */
const char *folder_table_words(const char *table);
/* To `b`: the meaning, then the codes that can stand there. */
void folder_column_words(struct strbuf *b, const struct db_dump_table *t, size_t column);

#endif
