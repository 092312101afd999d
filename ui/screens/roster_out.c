/* A list of people on its way to the printer or into a file, as it is seen. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/list_walk.h"
#include "ui/screens/list_export.h"
#include "ui/screens/roster_own.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is seen, in the order that it is seen in. */
struct seen_rows {
	struct list_walk *walk;
	const int *columns; /* of the screen's choice */
	size_t given;
	char place[24];
	struct doc_cell cells[ROSTER_COLUMNS_MAX];
	struct doc_row row;
};

static int seen_begin(void *ctx, struct err *err)
{
	struct seen_rows *s = ctx;
	(void)err;
	list_walk_rewind(s->walk);
	s->given = 0;
	return 0;
}

static int seen_next(void *ctx, const struct doc_row **ret, struct err *err)
{
	struct seen_rows *s = ctx;
	const void *row;
	int k = list_walk_next(s->walk, &row, err);
	if (k != 1)
		return k;
	const struct roster_line *line = row;
	snprintf(s->place, sizeof s->place, "%zu", ++s->given);
	for (int i = 0; i < line->n; i++) {
		bool is_place = strcmp(roster_columns[s->columns[i]].code, "place") == 0;
		s->cells[i] = (struct doc_cell){is_place ? s->place : line->cells[i], 0};
	}
	s->row = (struct doc_row){.cells = s->cells};
	*ret = &s->row;
	return 1;
}

static void seen_done(void *ctx)
{
	struct seen_rows *s = ctx;
	list_walk_free(s->walk);
	free(s);
}

static int put_seen(struct app *app, const struct roster_view *c, struct doc *d, struct err *err)
{
	long shown = 0, all = 0;
	struct seen_rows *s = mem_alloc(sizeof *s);
	if (!s)
		return ERR_OOM(err);
	struct list *list = list_on_top(app);
	*s = (struct seen_rows){.columns = c->choice.v};
	int r = list_walk_new(list, &s->walk, err);
	if (r) {
		free(s);
		return r;
	}
	list_counts(list, &shown, &all);
	const char *filter = list_query(list)->filter;
	if (*filter) {
		struct strbuf about = {0};
		strbuf_addf(&about, "%s · ", d->subtitle);
		strbuf_addf(&about, _("filter: %s"), filter);
		free(d->subtitle);
		d->subtitle = strbuf_take(&about);
		d->failed = d->failed || !d->subtitle;
	}
	doc_table_rows(d, &d->blocks[d->block_count - 1].table,
		&(struct doc_rows){.begin = seen_begin,
			.next = seen_next,
			.done = seen_done,
			.ctx = s,
			.count = (size_t)shown});
	return 0;
}

/* A list that is longer than the screen shows goes out whole, in its own order. */
int roster_out(struct app *app, const struct roster_view *c, enum roster_way way, struct err *err)
{
	struct doc d;
	struct roster_request q = c->q;
	CLEANUP_FREE char *codes = roster_choice_codes(&c->choice);
	const char *words = _(q.roster->title);
	if (!codes)
		return ERR_OOM(err);
	q.columns = codes;
	int r = roster_make(c->office->db, &q, &d, err);
	if (r)
		return r;
	if (!c->has_more)
		r = put_seen(app, c, &d, err);
	if (!r && way == ROSTER_TO_PAGES)
		return list_pages_open(app, &d, words, err);
	if (!r)
		r = way == ROSTER_TO_PRINTER ? list_print(app, &d, words, err)
					     : list_save(app, &d, words, err);
	doc_done(&d);
	return r;
}
