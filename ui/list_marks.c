#include "ui/list_model.h"
#include "ui/list_walk.h"

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
	struct list_walk *walk;
	const void *row;
	size_t n = 0;
	int r = list_walk_new(l, &walk, err);
	if (r)
		return r;
	while ((r = list_walk_next(walk, &row, err)) == 1) {
		if (n == INVERT_MAX) {
			r = ERR(err, ERR_REFUSED, "marks", "%d", INVERT_MAX);
			break;
		}
		ids[n++] = list_id(row);
	}
	list_walk_free(walk);
	*ret_n = n;
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
