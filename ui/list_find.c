#include "ui/list_model.h"

#include "base/mem.h"
#include "viet/text.h"

#include <string.h>

/* Rows looked at between two looks at the clock. */
#define FIND_CHUNK 64

int list_row_has(struct list *l, const void *row, const char *text, bool *ret, struct err *err)
{
	struct strbuf b = {0};
	for (const struct column *c = l->columns; c->text; c++)
		if (c->find) {
			if (b.len)
				strbuf_addc(&b, ' ');
			c->text(row, l->ctx, &b);
		}
	int r = b.failed ? ERR_OOM(err) : text_matches(strbuf_str(&b), text, ret, err);
	strbuf_done(&b);
	return r;
}

static void anchor_done(struct list *l)
{
	if (l->find.has_anchor && l->source.row_done && !l->in_memory)
		l->source.row_done(l->find.anchor);
	l->find.has_anchor = false;
}

void list_find_stop(struct list *l)
{
	anchor_done(l);
	free(l->find.text);
	l->find.text = NULL;
	l->find.active = false;
}

bool list_is_finding(const struct list *l)
{
	return l->find.active;
}

/* The first steps of a search start from the chosen row itself, which stays in the window. */
static const void *anchor_of(const struct list *l)
{
	if (l->find.has_anchor)
		return l->find.anchor;
	return l->find.wrapped ? NULL : list_chosen(l);
}

static void anchor_set(struct list *l, const void *row)
{
	if (row != l->find.anchor) {
		anchor_done(l);
		memcpy(l->find.anchor, row, l->source.row_size);
	}
	l->find.has_anchor = true;
}

/* Looks at rows one by one: for sources that cannot search. `ret` gets the row found or reached. */
static int walk(struct list *l, void *ret, struct err *err)
{
	size_t size = l->source.row_size, n, i;
	struct timespec start;
	CLEANUP_FREE char *rows = mem_alloc(FIND_CHUNK * size);
	if (!rows)
		return ERR_OOM(err);
	const void *anchor = anchor_of(l);
	clock_gettime(CLOCK_MONOTONIC, &start);
	bool has = false, reached = false;
	int r;
	do {
		r = l->source.read(list_source_ctx(l), &l->query, anchor, l->find.dir, FIND_CHUNK,
			rows, &n, err);
		if (r == 0 && n == 0)
			r = ERR_NOT_FOUND;
		for (i = 0; r == 0 && i < n; i++) {
			r = list_row_has(l, rows + i * size, l->find.text, &has, err);
			if (has)
				break;
		}
		if (r < 0) {
			if (r != ERR_NOT_FOUND)
				list_rows_done(l, rows, n);
			break;
		}
		size_t at = has ? i : n - 1;
		if (reached)
			list_rows_done(l, ret, 1);
		memcpy(ret, rows + at * size, size);
		list_rows_done(l, rows, at);
		list_rows_done(l, rows + (at + 1) * size, n - at - 1);
		reached = true;
		anchor = ret;
	} while (!has && !list_budget_over(&start));
	if (r < 0 && reached)
		list_rows_done(l, ret, 1);
	return r < 0 ? r : has ? 0 : LIST_LATER;
}

int list_find_more(struct list *l, struct err *err)
{
	CLEANUP_FREE char *row = mem_alloc(l->source.row_size);
	if (!row)
		return ERR_OOM(err);
	int r = l->source.find ? l->source.find(list_source_ctx(l), &l->query, l->find.text,
					 anchor_of(l), l->find.dir, row, err)
			       : walk(l, row, err);
	if (r == LIST_LATER) {
		anchor_set(l, row);
		return r;
	}
	if (r == ERR_NOT_FOUND && !l->find.wrapped) {
		anchor_done(l);
		l->find.wrapped = true;
		return LIST_LATER;
	}
	list_find_stop(l);
	return r < 0 ? r : list_land_on(l, row, err);
}

int list_find(
	struct list *l, const char *text, enum list_dir dir, bool from_chosen, struct err *err)
{
	bool has = false;
	list_find_stop(l);
	if (!l->n || !*text)
		return ERR_NOT_FOUND;
	if (from_chosen) {
		int r = list_row_has(l, list_chosen(l), text, &has, err);
		if (r < 0 || has)
			return r;
	}
	l->find.text = mem_strdup(text);
	if (!l->find.text)
		return ERR_OOM(err);
	l->find.dir = dir;
	l->find.wrapped = false;
	l->find.active = true;
	int r = list_find_more(l, err);
	/* one end was near: the other half still has its budget */
	return r == LIST_LATER && l->find.wrapped && !l->find.has_anchor ? list_find_more(l, err)
									 : r;
}
