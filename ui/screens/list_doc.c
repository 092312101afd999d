/* A list as it stands, as a document of one table. */
#include "ui/screens/list_doc.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "report/doc_texts.h"
#include "ui/list_walk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct list_rows {
	struct list_walk *walk;
	const struct column *columns[LIST_COLUMNS_MAX];
	size_t n;
	void *ctx;
	const struct list *list;
	bool only_marked;
	size_t given;
	struct doc_texts texts; /* the place is the first */
};
_Static_assert(1 + LIST_COLUMNS_MAX <= DOC_TEXTS_MAX, "a list has no more columns than a row");

static int begin(void *ctx, struct err *err)
{
	struct list_rows *r = ctx;
	(void)err;
	r->given = 0;
	list_walk_rewind(r->walk);
	return 0;
}

static int next(void *ctx, const struct doc_row **ret, struct err *err)
{
	struct list_rows *r = ctx;
	const void *row;
	int k;
	do
		k = list_walk_next(r->walk, &row, err);
	while (k == 1 && r->only_marked &&
		!list_is_marked(r->list, ((const struct list_row *)row)->id));
	if (k != 1)
		return k;
	strbuf_addf(doc_texts_at(&r->texts, 0), "%zu", ++r->given);
	for (size_t i = 0; i < r->n; i++)
		r->columns[i]->text(row, r->ctx, doc_texts_at(&r->texts, i + 1));
	return doc_texts_row(&r->texts, r->n + 1, ret, err);
}

static void done(void *ctx)
{
	struct list_rows *r = ctx;
	list_walk_free(r->walk);
	doc_texts_done(&r->texts);
	free(r);
}

/* More than a page that stands has room for. */
enum { WIDE = 7 };

/* Members of a JSON object have names, each its own. */
static void name_column(struct doc *d, struct doc_table *t, const struct list_rows *r, size_t i)
{
	char code[32];
	const char *title = r->columns[i]->title;
	bool is_named = *title;
	for (size_t k = 0; is_named && k < i; k++)
		is_named = !*r->columns[k]->title || strcmp(_(r->columns[k]->title), _(title)) != 0;
	snprintf(code, sizeof code, "column-%zu", i + 1);
	if (!is_named)
		doc_table_column_code(d, t, code);
}

int list_document(struct list *l, const struct column *columns, void *ctx, bool only_marked,
	struct doc *d, struct err *err)
{
	struct list_rows *r = mem_alloc(sizeof *r);
	long shown = 0, all;
	if (!r)
		return ERR_OOM(err);
	r->ctx = ctx;
	r->list = l;
	r->only_marked = only_marked;
	int k = list_walk_new(l, &r->walk, err);
	if (k) {
		free(r);
		return k;
	}
	struct doc_table *t = doc_table(d, "rows");
	doc_table_column(d, t, NULL, _("No."), DOC_RIGHT, 0);
	for (const struct column *c = columns; c->text && r->n < LIST_COLUMNS_MAX; c++) {
		r->columns[r->n++] = c;
		doc_table_column(d, t, NULL, *c->title ? _(c->title) : "",
			c->align > 0 ? DOC_RIGHT : DOC_LEFT, c->grow ? c->ideal : 0);
		name_column(d, t, r, r->n - 1);
	}
	if (only_marked)
		shown = (long)list_marked(l);
	else
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
