/* OpenDocument spreadsheets as they come from outside: content.xml in a package, or flat. */
#ifndef TN_MODULE_ODS_IN_H
#define TN_MODULE_ODS_IN_H

#include "base/vec.h"
#include "module/part_in.h"
#include "module/runs_in.h"
#include "module/value_in.h"

/* Fonts by the names of styles; a style without a font has its parent's. (ods_in_styles.c) */
struct ods_style {
	char name[64];
	char family; /* first letters of table-cell, text, table: 'c', 't', 'T' */
	int font;    /* enum charset, RUNS_OF_CELL: says nothing */
	bool is_hidden;
};
struct ods_styles {
	VEC(struct ods_style) list;
	size_t last; /* found: the next is often the same */
	bool is_open;
};
/* Elements of the styles' sections; true: it was one of theirs. */
int ods_styles_start(struct part *p, struct ods_styles *s, const char *name, struct err *err);
void ods_styles_end(struct ods_styles *s, const char *name);
const struct ods_style *ods_style(struct ods_styles *s, char family, const char *name);
void ods_styles_done(struct ods_styles *s);

/* The text of a cell, from its paragraphs. (ods_in_text.c) */
enum { ODS_SPANS = 16 };
struct ods_text {
	struct ods_styles *styles;
	struct runs runs;
	int fonts[ODS_SPANS]; /* of the spans that are open */
	int depth;
	int paragraphs;
	bool is_in_paragraph, is_after_blank;
};
void ods_text_clear(struct ods_text *t);
int ods_text_start(struct part *p, struct ods_text *t, const char *name, struct err *err);
int ods_text_end(struct part *p, struct ods_text *t, const char *name, struct err *err);

int ods_parse(struct package *p, struct err *err);

#endif
