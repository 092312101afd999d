#include "ui/list.h"

#include "base/mem.h"
#include "ui/list_model.h"

#include <string.h>
#include <time.h>

void list_rows_done(struct list *l, char *rows, size_t n)
{
	if (l->source.row_done && !l->in_memory)
		for (size_t i = 0; i < n; i++)
			l->source.row_done(list_at(l, rows, i));
}

int list_new(const struct list_source *source, const struct column *columns, void *ctx,
	struct list **ret, struct err *err)
{
	struct list *l = mem_alloc(sizeof *l);
	if (!l)
		return ERR_OOM(err);
	l->source = *source;
	if (source->load) {
		l->in_memory = true;
		l->load = source->load;
		l->source = list_memory_source;
		l->source.row_size = source->row_size;
		l->source.row_done = source->row_done;
	}
	l->columns = columns;
	l->ctx = ctx;
	l->find.anchor = mem_alloc(source->row_size);
	l->query.filter = mem_strdup("");
	if (!l->find.anchor || !l->query.filter) {
		list_free(l);
		return ERR_OOM(err);
	}
	*ret = l;
	return 0;
}

void list_free(struct list *l)
{
	if (!l)
		return;
	list_find_stop(l);
	list_rows_done(l, l->rows, l->n);
	list_memory_done(l);
	free(l->rows);
	free(l->spare);
	free(l->find.anchor);
	free((char *)(uintptr_t)l->query.filter);
	VEC_DONE(&l->marks);
	free(l);
}

static int read_rows(struct list *l, const void *anchor, enum list_dir dir, size_t n, char *to,
	size_t *ret_n, struct err *err)
{
	*ret_n = 0;
	if (n == 0)
		return 0;
	return l->source.read(list_source_ctx(l), &l->query, anchor, dir, n, to, ret_n, err);
}

static void reverse(struct list *l, char *rows, size_t n)
{
	size_t size = l->source.row_size;
	char *swap = list_at(l, l->spare, l->height);
	for (size_t i = 0; i < n / 2; i++) {
		memcpy(swap, rows + i * size, size);
		memcpy(rows + i * size, rows + (n - 1 - i) * size, size);
		memcpy(rows + (n - 1 - i) * size, swap, size);
	}
}

/* Puts the m rows of `spare` below the window, dropping as many above. */
static void push_below(struct list *l, size_t m)
{
	size_t size = l->source.row_size;
	if (!m) /* an empty list has no rows to move, nor room for any */
		return;
	size_t drop = l->n + m > l->height ? l->n + m - l->height : 0;
	list_rows_done(l, l->rows, drop);
	memmove(l->rows, l->rows + drop * size, (l->n - drop) * size);
	memcpy(l->rows + (l->n - drop) * size, l->spare, m * size);
	l->n = l->n - drop + m;
	l->chosen = l->chosen > drop ? l->chosen - drop : 0;
}

/* Puts the m rows of `spare`, nearest first, above the window, dropping as many below. */
static void push_above(struct list *l, size_t m)
{
	size_t size = l->source.row_size;
	if (!m)
		return;
	size_t keep = l->n + m > l->height ? l->height - m : l->n;
	list_rows_done(l, list_at(l, l->rows, keep), l->n - keep);
	reverse(l, l->spare, m);
	memmove(l->rows + m * size, l->rows, keep * size);
	memcpy(l->rows, l->spare, m * size);
	l->n = keep + m;
	l->chosen = l->chosen + m < l->n ? l->chosen + m : l->n - 1;
}

static int fill_below(struct list *l, struct err *err)
{
	size_t m;
	int r = read_rows(l, l->n ? list_at(l, l->rows, l->n - 1) : NULL, LIST_AFTER,
		l->height - l->n, l->spare, &m, err);
	if (r == 0)
		push_below(l, m);
	return r;
}

static int fill_above(struct list *l, size_t most, struct err *err)
{
	size_t m, room = l->height - l->n;
	if (l->n == 0)
		return 0;
	int r = read_rows(l, l->rows, LIST_BEFORE, most < room ? most : room, l->spare, &m, err);
	if (r == 0)
		push_above(l, m);
	return r;
}

static void window_clear(struct list *l)
{
	list_rows_done(l, l->rows, l->n);
	l->n = l->chosen = 0;
}

static int window_from_start(struct list *l, struct err *err)
{
	window_clear(l);
	return fill_below(l, err);
}

/* The window around a row that becomes the chosen one, `above` rows over it if there are so many.
 */
static int window_around(struct list *l, const void *row, size_t above, struct err *err)
{
	window_clear(l);
	if (l->height == 0) {
		if (l->source.row_done && !l->in_memory)
			l->source.row_done((void *)(uintptr_t)row);
		return 0;
	}
	memcpy(l->rows, row, l->source.row_size);
	l->n = 1;
	int r = fill_above(l, above < l->height ? above : l->height - 1, err);
	if (r == 0)
		r = fill_below(l, err);
	if (r == 0)
		r = fill_above(l, l->height, err);
	return r;
}

int list_land_on(struct list *l, const void *row, struct err *err)
{
	int64_t id = list_id(row);
	for (size_t i = 0; i < l->n; i++)
		if (list_id(list_at(l, l->rows, i)) == id) {
			l->chosen = i;
			if (l->source.row_done && !l->in_memory)
				l->source.row_done((void *)(uintptr_t)row);
			return 0;
		}
	return window_around(l, row, l->height / 2, err);
}

int list_set_height(struct list *l, size_t height, struct err *err)
{
	size_t size = l->source.row_size;
	if (height == l->height)
		return 0;
	if (height < l->n) {
		size_t first = l->chosen >= height ? l->chosen - height + 1 : 0;
		if (height == 0)
			first = l->n;
		list_rows_done(l, l->rows, first);
		list_rows_done(l, list_at(l, l->rows, first + height),
			l->n > first + height ? l->n - first - height : 0);
		memmove(l->rows, l->rows + first * size, height * size);
		l->n = height;
		l->chosen = l->chosen > first ? l->chosen - first : 0;
	}
	char *rows = mem_resize(l->rows, (height + 1) * size);
	if (rows)
		l->rows = rows;
	char *spare = mem_resize(l->spare, (height + 1) * size);
	if (spare)
		l->spare = spare;
	if (!rows || !spare)
		return height < l->height ? 0 : ERR_OOM(err);
	bool grew = height > l->height;
	l->height = height;
	if (!grew)
		return 0;
	int r = fill_below(l, err);
	return r == 0 ? fill_above(l, height, err) : r;
}

/* The chosen row is gone: the one that took its place, else the last. */
static int window_in_place_of(struct list *l, const void *old, size_t above, struct err *err)
{
	CLEANUP_FREE char *row = mem_alloc(l->source.row_size);
	size_t m;
	if (!row)
		return ERR_OOM(err);
	int r = read_rows(l, old, LIST_AFTER, 1, row, &m, err);
	if (r == 0 && m == 0)
		r = read_rows(l, old, LIST_BEFORE, 1, row, &m, err);
	if (r < 0)
		return r;
	return m ? window_around(l, row, above, err) : window_from_start(l, err);
}

/* Reads the window anew around the row `old`, of which the id counts. */
static int reread(struct list *l, const void *old, size_t above, struct err *err)
{
	CLEANUP_FREE char *row = mem_alloc(l->source.row_size);
	if (!row)
		return ERR_OOM(err);
	int r = l->source.at(list_source_ctx(l), &l->query, list_id(old), row, err);
	if (r == 0)
		return window_around(l, row, above, err);
	return r == ERR_NOT_FOUND ? window_in_place_of(l, old, above, err) : r;
}

int list_reload(struct list *l, struct err *err)
{
	CLEANUP_FREE char *old = NULL;
	size_t above = l->chosen, place = 0;
	l->counted = false;
	list_find_stop(l);
	if (l->n) {
		old = mem_alloc(l->source.row_size);
		if (!old)
			return ERR_OOM(err);
		memcpy(old, list_chosen(l), l->source.row_size);
	}
	if (!l->in_memory) {
		if (!old)
			return window_from_start(l, err);
		/* the anchor keeps what it owns until its place is found */
		size_t size = l->source.row_size;
		memmove(list_at(l, l->rows, l->chosen), list_at(l, l->rows, l->chosen + 1),
			(l->n - l->chosen - 1) * size);
		l->n--;
		int r = reread(l, old, above, err);
		if (l->source.row_done)
			l->source.row_done(old);
		return r;
	}
	if (old)
		place = list_memory_place(l, list_id(old));
	int64_t id = old ? list_id(old) : 0;
	window_clear(l);
	int r = list_memory_load(l, err);
	if (r < 0 || !old)
		return r < 0 ? r : window_from_start(l, err);
	size_t now = list_memory_place(l, id);
	if (now == l->order_n)
		now = place < l->order_n ? place : l->order_n - 1;
	if (l->order_n == 0)
		return 0;
	return window_around(l, list_at(l, l->all, l->order[now]), above, err);
}

/* After the query has changed: the chosen row if it is still there, else the first. */
static int requery(struct list *l, struct err *err)
{
	int64_t id = list_chosen_id(l);
	CLEANUP_FREE char *row = mem_alloc(l->source.row_size);
	size_t above = l->chosen;
	int r = row ? 0 : ERR_OOM(err);
	l->counted = false;
	list_find_stop(l);
	if (r == 0 && l->in_memory && l->loaded) {
		window_clear(l);
		r = list_memory_order(l, err);
	}
	if (r < 0)
		return r;
	r = id ? l->source.at(list_source_ctx(l), &l->query, id, row, err) : ERR_NOT_FOUND;
	if (r == ERR_NOT_FOUND)
		return window_from_start(l, err);
	return r < 0 ? r : window_around(l, row, above, err);
}

int list_set_sort(struct list *l, int sort, bool descending, struct err *err)
{
	l->query.sort = sort;
	l->query.descending = descending;
	return requery(l, err);
}

int list_set_filter(struct list *l, const char *filter, struct err *err)
{
	char *s = mem_strdup(filter);
	if (!s)
		return ERR_OOM(err);
	free((char *)(uintptr_t)l->query.filter);
	l->query.filter = s;
	return requery(l, err);
}

const struct list_query *list_query(const struct list *l)
{
	return &l->query;
}

size_t list_visible(const struct list *l)
{
	return l->n;
}

const void *list_visible_row(const struct list *l, size_t i)
{
	return list_at(l, l->rows, i);
}

size_t list_chosen_index(const struct list *l)
{
	return l->chosen;
}

const void *list_chosen(const struct list *l)
{
	return l->n ? list_at(l, l->rows, l->chosen) : NULL;
}

int64_t list_chosen_id(const struct list *l)
{
	return l->n ? list_id(list_chosen(l)) : 0;
}

/* ---- moving ---------------------------------------------------------------------------------- */

/* Reads up to k rows past the window's edge and shifts it; *ret_m: how many there were. */
static int shift(struct list *l, enum list_dir dir, size_t k, size_t *ret_m, struct err *err)
{
	const void *edge = list_at(l, l->rows, dir == LIST_AFTER ? l->n - 1 : 0);
	if (k > l->height)
		k = l->height;
	int r = read_rows(l, edge, dir, k, l->spare, ret_m, err);
	if (r < 0)
		return r;
	if (dir == LIST_AFTER)
		push_below(l, *ret_m);
	else
		push_above(l, *ret_m);
	return 0;
}

int list_move(struct list *l, long by, struct err *err)
{
	enum list_dir dir = by < 0 ? LIST_BEFORE : LIST_AFTER;
	size_t left = (size_t)(by < 0 ? -by : by), m = 1;
	while (left && l->n && m) {
		size_t room = dir == LIST_AFTER ? l->n - 1 - l->chosen : l->chosen;
		size_t step = left < room ? left : room;
		l->chosen = dir == LIST_AFTER ? l->chosen + step : l->chosen - step;
		left -= step;
		if (!left)
			break;
		int r = shift(l, dir, left, &m, err);
		if (r < 0)
			return r;
		/* the shift has moved the chosen row along: to the new edge */
		l->chosen = dir == LIST_AFTER ? l->n - 1 : 0;
		left = left > m ? left - m : 0;
	}
	return 0;
}

int list_move_page(struct list *l, int dir, struct err *err)
{
	size_t m, chosen = l->chosen;
	if (!l->n)
		return 0;
	int r = shift(l, dir > 0 ? LIST_AFTER : LIST_BEFORE, l->height, &m, err);
	if (r < 0)
		return r;
	l->chosen = m ? chosen : dir > 0 ? l->n - 1 : 0;
	return 0;
}

int list_move_end(struct list *l, enum list_dir end, struct err *err)
{
	size_t m;
	if (end == LIST_BEFORE)
		return window_from_start(l, err);
	int r = read_rows(l, NULL, LIST_BEFORE, l->height, l->spare, &m, err);
	if (r < 0)
		return r;
	window_clear(l);
	push_above(l, m);
	l->chosen = l->n ? l->n - 1 : 0;
	return 0;
}

int list_choose(struct list *l, int64_t id, struct err *err)
{
	CLEANUP_FREE char *row = mem_alloc(l->source.row_size);
	if (!row)
		return ERR_OOM(err);
	int r = l->source.at(list_source_ctx(l), &l->query, id, row, err);
	return r < 0 ? r : list_land_on(l, row, err);
}

/* ---- idle work ------------------------------------------------------------------------------- */

bool list_budget_over(const struct timespec *start)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - start->tv_sec) * 1000 + (now.tv_nsec - start->tv_nsec) / 1000000 >=
	       LIST_BUDGET_MS;
}

bool list_counts(const struct list *l, long *ret_shown, long *ret_all)
{
	if (l->counted) {
		*ret_shown = l->shown;
		*ret_all = l->total;
	}
	return l->counted;
}

int list_idle(struct list *l, struct err *err)
{
	if (l->find.active)
		return list_find_more(l, err);
	if (l->counted || !l->source.count)
		return 0;
	int r = l->source.count(list_source_ctx(l), &l->query, &l->shown, &l->total, err);
	/* a count that fails is not asked for again and again */
	l->counted = r == 0;
	if (r < 0)
		l->source.count = NULL;
	return r;
}
