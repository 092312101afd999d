#include "report/doc_walk.h"

/* Rows between two questions: rare enough to cost nothing, often enough for Esc to be felt at once. */
enum { ASK_EVERY = 200 };

static size_t count_of(const struct doc_block *b)
{
	if (b->kind != DOC_TABLE)
		return 0;
	return b->table.streamed ? b->table.streamed->count : b->table.row_count;
}

size_t doc_row_count(const struct doc *d)
{
	size_t n = 0;
	for (size_t i = 0; i < d->block_count; i++)
		n += count_of(&d->blocks[i]);
	return n;
}

static int ask(const struct doc *d, size_t done, size_t all, struct err *err)
{
	if (d->progress.go_on && d->progress.go_on(d->progress.ctx, done, all))
		return ERR(err, ERR_STOPPED, "file", NULL);
	return 0;
}

int doc_go_on(const struct doc *d, struct err *err)
{
	size_t all = doc_row_count(d);
	return ask(d, all, all, err);
}

static int ask_of_walk(const struct doc_walk *w, struct err *err)
{
	size_t done = w->before + (w->purpose == DOC_WRITE ? w->given : 0);
	/* a count from beforehand may be too small by now */
	return ask(w->d, done, !w->all || done <= w->all ? w->all : done, err);
}

int doc_walk_begin(struct doc_walk *w, const struct doc *d, const struct doc_table *t,
	enum doc_walk_purpose purpose, struct err *err)
{
	*w = (struct doc_walk){.d = d, .t = t, .purpose = purpose, .all = doc_row_count(d)};
	for (size_t i = 0; i < d->block_count && &d->blocks[i].table != t; i++)
		w->before += count_of(&d->blocks[i]);
	int r = ask_of_walk(w, err);
	return !r && t->streamed ? t->streamed->begin(t->streamed->ctx, err) : r;
}

int doc_walk_next(struct doc_walk *w, const struct doc_row **ret, struct err *err)
{
	const struct doc_table *t = w->t;
	if (w->given && w->given % ASK_EVERY == 0) {
		int r = ask_of_walk(w, err);
		if (r)
			return r;
	}
	if (t->streamed) {
		int r = t->streamed->next(t->streamed->ctx, ret, err);
		w->given += r == 1;
		return r;
	}
	if (w->given == t->row_count)
		return 0;
	*ret = &t->rows[w->given++];
	return 1;
}
