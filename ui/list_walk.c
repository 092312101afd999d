/* All rows of a list one after another, a page at a time, whatever its source. */
#include "ui/list_walk.h"

#include "base/mem.h"
#include "ui/list_model.h"

#include <stdlib.h>

enum { PAGE = 100 };

struct list_walk {
	struct list *l;
	/* the page that is told, and the one before: its last row is the anchor */
	char *now, *before;
	size_t n, before_n, at;
	bool is_over;
};

static void page_done(struct list_walk *w, char *rows, size_t *n)
{
	list_rows_done(w->l, rows, *n);
	*n = 0;
}

int list_walk_new(struct list *l, struct list_walk **ret, struct err *err)
{
	struct list_walk *w = mem_alloc(sizeof *w);
	if (!w)
		return ERR_OOM(err);
	w->l = l;
	w->now = mem_alloc(PAGE * l->source.row_size);
	w->before = mem_alloc(PAGE * l->source.row_size);
	if (!w->now || !w->before) {
		list_walk_free(w);
		return ERR_OOM(err);
	}
	*ret = w;
	return 0;
}

static int turn(struct list_walk *w, struct err *err)
{
	char *swap = w->before;
	page_done(w, w->before, &w->before_n);
	w->before = w->now;
	w->before_n = w->n;
	w->now = swap;
	w->n = w->at = 0;
	const void *anchor = w->before_n ? list_at(w->l, w->before, w->before_n - 1) : NULL;
	int r = w->l->source.read(
		list_source_ctx(w->l), &w->l->query, anchor, LIST_AFTER, PAGE, w->now, &w->n, err);
	w->is_over = w->n == 0;
	return r;
}

int list_walk_next(struct list_walk *w, const void **ret, struct err *err)
{
	if (w->at == w->n) {
		int r = w->is_over ? 0 : turn(w, err);
		if (r)
			return r;
	}
	if (w->at == w->n)
		return 0;
	*ret = list_at(w->l, w->now, w->at++);
	return 1;
}

void list_walk_rewind(struct list_walk *w)
{
	page_done(w, w->now, &w->n);
	page_done(w, w->before, &w->before_n);
	w->at = 0;
	w->is_over = false;
}

void list_walk_free(struct list_walk *w)
{
	if (!w)
		return;
	if (w->now && w->before)
		list_walk_rewind(w);
	free(w->now);
	free(w->before);
	free(w);
}
