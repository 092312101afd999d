#include "ui/list_model.h"

#include "base/mem.h"

#include <string.h>

enum { CHUNK = 256 };

int list_walk_begin(struct list_walk *w, struct list *l, struct err *err)
{
	*w = (struct list_walk){.list = l};
	w->rows = mem_alloc(CHUNK * l->source.row_size);
	w->anchor = mem_alloc(l->source.row_size);
	if (w->rows && w->anchor)
		return 0;
	list_walk_done(w);
	return ERR_OOM(err);
}

static void anchor_done(struct list_walk *w)
{
	if (w->has_anchor)
		list_rows_done(w->list, w->anchor, 1);
	w->has_anchor = false;
}

/* The last row of a chunk owns its texts until the next chunk is there. */
static int next_chunk(struct list_walk *w, struct err *err)
{
	struct list *l = w->list;
	size_t size = l->source.row_size;
	if (w->n) {
		anchor_done(w);
		memcpy(w->anchor, w->rows + (w->n - 1) * size, size);
		w->has_anchor = true;
		list_rows_done(l, w->rows, w->n - 1);
	}
	w->n = w->at = 0;
	return l->source.read(list_source_ctx(l), &l->query, w->has_anchor ? w->anchor : NULL,
		LIST_AFTER, CHUNK, w->rows, &w->n, err);
}

int list_walk_next(struct list_walk *w, const void **ret, struct err *err)
{
	for (;;) {
		if (w->at == w->n) {
			int r = next_chunk(w, err);
			if (r < 0 || w->n == 0)
				return r;
		}
		const void *row = list_at(w->list, w->rows, w->at++);
		if (!w->only_marked || list_is_marked(w->list, list_id(row))) {
			*ret = row;
			return 1;
		}
	}
}

void list_walk_done(struct list_walk *w)
{
	if (w->list) {
		list_rows_done(w->list, w->rows, w->n);
		anchor_done(w);
	}
	free(w->rows);
	free(w->anchor);
	*w = (struct list_walk){0};
}
