#include "ui/list_model.h"

#include "base/mem.h"

#include <string.h>

#define INVERT_MAX 10000

/* Where the id stands among the marks, or would. */
static size_t place_of(const struct list *l, int64_t id)
{
	size_t low = 0, high = l->marks.n;
	while (low < high) {
		size_t mid = (low + high) / 2;
		if (l->marks.v[mid] < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

bool list_is_marked(const struct list *l, int64_t id)
{
	size_t i = place_of(l, id);
	return i < l->marks.n && l->marks.v[i] == id;
}

size_t list_marked(const struct list *l)
{
	return l->marks.n;
}

int list_mark(struct list *l, int64_t id, bool on, struct err *err)
{
	size_t i = place_of(l, id);
	if (list_is_marked(l, id) == on)
		return 0;
	if (on) {
		if (!VEC_PUSH(&l->marks, id))
			return ERR_OOM(err);
		memmove(l->marks.v + i + 1, l->marks.v + i,
			(l->marks.n - 1 - i) * sizeof *l->marks.v);
		l->marks.v[i] = id;
	} else {
		memmove(l->marks.v + i, l->marks.v + i + 1,
			(l->marks.n - 1 - i) * sizeof *l->marks.v);
		l->marks.n--;
	}
	return 0;
}

void list_unmark(struct list *l)
{
	l->marks.n = 0;
}

/* Ids of all rows of the query. */
static int all_ids(struct list *l, int64_t *ids, size_t *ret_n, struct err *err)
{
	enum { CHUNK = 256 };
	size_t size = l->source.row_size, n, all = 0;
	CLEANUP_FREE char *rows = mem_alloc(CHUNK * size), *anchor = mem_alloc(size);
	if (!rows || !anchor)
		return ERR_OOM(err);
	int r;
	for (;;) {
		r = l->source.read(list_source_ctx(l), &l->query, all ? anchor : NULL, LIST_AFTER,
			CHUNK, rows, &n, err);
		if (r < 0 || n == 0)
			break;
		if (all + n > INVERT_MAX) {
			list_rows_done(l, rows, n);
			r = ERR(err, ERR_REFUSED, "marks", "%d", INVERT_MAX);
			break;
		}
		for (size_t i = 0; i < n; i++)
			ids[all + i] = list_id(rows + i * size);
		if (all)
			list_rows_done(l, anchor, 1);
		memcpy(anchor, rows + (n - 1) * size, size);
		list_rows_done(l, rows, n - 1);
		all += n;
	}
	if (all)
		list_rows_done(l, anchor, 1);
	*ret_n = all;
	return r;
}

int list_mark_invert(struct list *l, struct err *err)
{
	size_t n = 0;
	CLEANUP_FREE int64_t *ids = mem_alloc(INVERT_MAX * sizeof *ids);
	if (!ids)
		return ERR_OOM(err);
	int r = all_ids(l, ids, &n, err);
	for (size_t i = 0; r == 0 && i < n; i++)
		r = list_mark(l, ids[i], !list_is_marked(l, ids[i]), err);
	return r;
}

size_t list_targets(const struct list *l, const int64_t **ret_ids)
{
	if (l->marks.n) {
		*ret_ids = l->marks.v;
		return l->marks.n;
	}
	((struct list *)(uintptr_t)l)->one = list_chosen_id(l);
	*ret_ids = &l->one;
	return l->one ? 1 : 0;
}
