/* A list whose rows are made as they are asked for, or stored: the same ones. */
#ifndef TN_TESTS_REPORT_LONG_LIST_H
#define TN_TESTS_REPORT_LONG_LIST_H

#include "base/mem.h"
#include "report/doc.h"

#include <stdio.h>
#include <string.h>

enum { LONG_COLUMNS = 4 };

struct long_list {
	size_t at, count;
	size_t fail_at; /* 0: never */
	int begun, done;
	char text[LONG_COLUMNS][96];
	struct doc_cell cells[LONG_COLUMNS];
	struct doc_row row;
};

/* Groups, totals, steps to the right, empty cells, lines that are long for their columns, numbers. */
static inline void long_row(struct long_list *l, size_t i)
{
	static const char *const given[] = {"Ánh", "Bình", "Cẩm Tú", "Đoan", "Ửng", "=1+2", ""};
	const char *name = given[i % (sizeof given / sizeof *given)];
	l->row = (struct doc_row){.cells = l->cells,
		.is_group = i % 97 == 0,
		.is_total = i % 97 == 96,
		.indent = (int)(i % 3)};
	memset(l->cells, 0, sizeof l->cells);
	snprintf(l->text[0], sizeof l->text[0], l->row.is_group ? "Chi bộ ấp %zu" : "%zu", i);
	snprintf(l->text[1], sizeof l->text[1], "Nguyễn Thị %s", name);
	snprintf(l->text[2], sizeof l->text[2],
		i % 50 == 7 ? "ngụ tại ấp %zu, xã Tiến Hưng, thành phố Đồng Xoài, tỉnh Bình Phước"
			    : "Ấp %zu",
		i % 20);
	snprintf(l->text[3], sizeof l->text[3], "%zu,%zu", i % 100, i % 10);
	for (int c = 0; c < (l->row.is_group ? 1 : LONG_COLUMNS); c++)
		l->cells[c].text = i % 11 == 5 && c == 2 ? NULL : l->text[c];
}

static inline int long_begin(void *ctx, struct err *err)
{
	struct long_list *l = ctx;
	(void)err;
	l->at = 0;
	l->begun++;
	return 0;
}

static inline int long_next(void *ctx, const struct doc_row **ret, struct err *err)
{
	struct long_list *l = ctx;
	if (l->fail_at && l->at == l->fail_at)
		return ERR(err, ERR_CORRUPT, "person", "row %zu", l->at);
	if (l->at == l->count)
		return 0;
	long_row(l, l->at++);
	*ret = &l->row;
	return 1;
}

static inline void long_done(void *ctx)
{
	struct long_list *l = ctx;
	l->done++;
}

static inline void long_begin_doc(struct doc *d)
{
	memset(d, 0, sizeof *d);
	d->title = doc_dup(d, "Danh sách dài");
	d->lang = doc_dup(d, "vi");
	d->printed_by = doc_dup(d, "in lúc nào đó");
}

static inline struct doc_table *long_table(struct doc *d)
{
	struct doc_table *t = doc_table(d, "people");
	doc_table_column(d, t, NULL, "TT", DOC_RIGHT, 0);
	doc_table_column(d, t, "Người", "Họ và tên", DOC_LEFT, 1);
	doc_table_column(d, t, "Người", "Nơi ở", DOC_LEFT, 1);
	doc_table_column(d, t, NULL, "Số", DOC_RIGHT, 0);
	return t;
}

static inline void long_stream(struct doc *d, struct long_list *l)
{
	struct doc_table *t = long_table(d);
	const struct doc_rows rows = {.begin = long_begin,
		.next = long_next,
		.done = long_done,
		.ctx = l,
		.count = l->count};
	doc_table_rows(d, t, &rows);
}

static inline void long_store(struct doc *d, struct long_list *l)
{
	struct doc_table *t = long_table(d);
	for (size_t i = 0; i < l->count; i++) {
		struct doc_row *row = doc_table_row(d, t);
		if (!row)
			return;
		long_row(l, i);
		row->is_group = l->row.is_group;
		row->is_total = l->row.is_total;
		row->indent = l->row.indent;
		for (size_t c = 0; c < LONG_COLUMNS; c++)
			if (l->cells[c].text)
				doc_cell(d, t, c, 0, "%s", l->cells[c].text);
	}
}

static inline int long_write(const struct doc *d, const char *path, struct err *err)
{
	static const struct doc_text_options text = {.width = 100};
	const char *ending = strrchr(path, '.');
	if (!strcmp(ending, ".pdf"))
		return doc_write_pdf(d, path, err);
	if (!strcmp(ending, ".xlsx"))
		return doc_write_xlsx(d, path, err);
	if (!strcmp(ending, ".docx"))
		return doc_write_docx(d, path, err);
	if (!strcmp(ending, ".csv"))
		return doc_save_csv(d, path, err);
	return doc_save_text(d, &text, path, err);
}

#endif
