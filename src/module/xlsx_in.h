/* XLSX as it comes from outside. */
#ifndef TN_MODULE_XLSX_IN_H
#define TN_MODULE_XLSX_IN_H

#include "base/vec.h"
#include "module/part_in.h"
#include "module/runs_in.h"
#include "module/value_in.h"

#define XLSX_NAME 512 /* of a part */

/* What a cell's number of style says of it. (xlsx_in_styles.c) */
struct xlsx_style {
	enum value_format format;
	enum charset font;
};
struct xlsx_styles {
	VEC(struct xlsx_style) list;
};
int xlsx_styles_read(struct package *p, const char *part, struct xlsx_styles *ret, struct err *err);
void xlsx_styles_done(struct xlsx_styles *s);

/* Texts that cells name by number, as runs (runs_in.h). (xlsx_in_strings.c) */
struct xlsx_strings {
	struct strbuf forms;
	VEC(size_t) ends;
};
int xlsx_strings_read(
	struct package *p, const char *part, struct xlsx_strings *ret, struct err *err);
void xlsx_strings_done(struct xlsx_strings *s);
/* false: there is no such text. */
bool xlsx_string(const struct xlsx_strings *s, size_t i, const char **ret, size_t *ret_n);

/* A text with its runs, as strings and cells hold it: elements inside of <si> or <is>. */
struct xlsx_rich {
	struct runs runs;
	int font;     /* of the run that is open */
	int phonetic; /* inside of so many <rPh>: how to read it, not what it is */
	bool is_open;
};
int xlsx_rich_start(struct part *p, struct xlsx_rich *r, const char *name);
void xlsx_rich_end(struct part *p, struct xlsx_rich *r, const char *name);

/* (xlsx_in_sheet.c) */
struct xlsx_book {
	struct package *package;
	const struct xlsx_styles *styles;
	const struct xlsx_strings *strings;
	bool is_1904;
};
int xlsx_sheet_read(const struct xlsx_book *b, const char *part, struct err *err);

int xlsx_parse(struct package *p, struct err *err);

#endif
