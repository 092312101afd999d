/* A list as it stands, as a document of one table. */
#include "ui/screens/list_doc.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/list_walk.h"

#include <stdlib.h>

struct list_rows {
	struct list_walk *walk;
	const struct column *columns[LIST_COLUMNS_MAX];
	size_t n;
	void *ctx;
	struct strbuf text[LIST_COLUMNS_MAX];
	struct doc_cell cells[LIST_COLUMNS_MAX];
	struct doc_row row;
};

static int begin(void *ctx, struct err *err)
{
	struct list_rows *r = ctx;
	(void)err;
	list_walk_rewind(r->walk);
	return 0;
}

static int next(void *ctx, const struct doc_row **ret, struct err *err)
{
	struct list_rows *r = ctx;
	const void *row;
	int k = list_walk_next(r->walk, &row, err);
	if (k != 1)
		return k;
	for (size_t i = 0; i < r->n; i++) {
		strbuf_clear(&r->text[i]);
		r->columns[i]->text(row, r->ctx, &r->text[i]);
		if (r->text[i].failed)
			return ERR_OOM(err);
		r->cells[i] = (struct doc_cell){.text = r->text[i].s};
	}
	r->row = (struct doc_row){.cells = r->cells};
	*ret = &r->row;
	return 1;
}

static void done(void *ctx)
{
	struct list_rows *r = ctx;
	list_walk_free(r->walk);
	for (size_t i = 0; i < LIST_COLUMNS_MAX; i++)
		strbuf_done(&r->text[i]);
	free(r);
}

/* More than a page that stands has room for. */
enum { WIDE = 7 };

int list_document(
	struct list *l, const struct column *columns, void *ctx, struct doc *d, struct err *err)
{
	struct list_rows *r = mem_alloc(sizeof *r);
	long shown = 0, all;
	if (!r)
		return ERR_OOM(err);
	r->ctx = ctx;
	int k = list_walk_new(l, &r->walk, err);
	if (k) {
		free(r);
		return k;
	}
	struct doc_table *t = doc_table(d, "rows");
	for (const struct column *c = columns; c->text && r->n < LIST_COLUMNS_MAX; c++) {
		r->columns[r->n++] = c;
		doc_table_column(d, t, NULL, *c->title ? _(c->title) : "",
			c->align > 0 ? DOC_RIGHT : DOC_LEFT, c->align > 0 ? 0 : 1);
	}
	list_counts(l, &shown, &all);
	d->is_wide = r->n > WIDE;
	doc_table_rows(d, t,
		&(struct doc_rows){.begin = begin,
			.next = next,
			.done = done,
			.ctx = r,
			.count = (size_t)shown});
	return d->failed ? ERR_OOM(err) : 0;
}
