/* The source of a `load` list: every row in memory, an order over them. */
#include "ui/list_model.h"

#include "base/mem.h"
#include "viet/name.h"

#include <stdlib.h>
#include <string.h>

static void *row_at(const struct list *l, size_t place)
{
	return list_at(l, l->all, l->order[place]);
}

int list_add(struct list *l, const void *row, struct err *err)
{
	if (l->all_n == l->all_cap) {
		size_t cap = l->all_cap ? l->all_cap * 2 : 64;
		char *all = mem_resize(l->all, cap * l->source.row_size);
		if (!all)
			return ERR_OOM(err);
		l->all = all;
		l->all_cap = cap;
	}
	memcpy(list_at(l, l->all, l->all_n++), row, l->source.row_size);
	return 0;
}

static void rows_clear(struct list *l)
{
	if (l->in_memory && l->source.row_done)
		for (size_t i = 0; i < l->all_n; i++)
			l->source.row_done(list_at(l, l->all, i));
	l->all_n = l->order_n = 0;
}

void list_memory_done(struct list *l)
{
	rows_clear(l);
	free(l->all);
	free(l->order);
}

int list_memory_load(struct list *l, struct err *err)
{
	rows_clear(l);
	int r = l->load(l->ctx, l, err);
	/* a load that failed is tried again by a reload, not by every row that is asked for */
	l->loaded = true;
	return r < 0 ? r : list_memory_order(l, err);
}

struct sort_key {
	size_t row;
	size_t len;
	unsigned char *key;
};

struct sorting {
	struct list *list;
	const struct column *column;
};

static int by_column(const void *a, const void *b, void *ctx)
{
	const struct sort_key *x = a, *y = b;
	const struct sorting *s = ctx;
	int c;
	if (s->column->compare) {
		c = s->column->compare(list_at(s->list, s->list->all, x->row),
			list_at(s->list, s->list->all, y->row));
	} else {
		c = name_key_cmp(x->key, x->len, y->key, y->len);
	}
	if (s->list->query.descending)
		c = -c;
	return c ? c : (x->row > y->row) - (x->row < y->row);
}

static int make_keys(struct list *l, const struct column *c, struct sort_key *keys, struct err *err)
{
	unsigned char key[NAME_KEY_MAX];
	struct strbuf b = {0};
	int r = 0;
	for (size_t i = 0; r == 0 && i < l->order_n; i++) {
		keys[i].row = l->order[i];
		if (c->compare)
			continue;
		strbuf_clear(&b);
		c->text(row_at(l, i), l->ctx, &b);
		r = label_key(strbuf_str(&b), key, &keys[i].len, err);
		if (r < 0)
			break;
		keys[i].key = mem_alloc(keys[i].len + 1);
		if (!keys[i].key)
			r = ERR_OOM(err);
		else
			memcpy(keys[i].key, key, keys[i].len);
	}
	strbuf_done(&b);
	return r;
}

static int sort_rows(struct list *l, struct err *err)
{
	const struct column *c = l->columns;
	while (c->text && c->sort != l->query.sort)
		c++;
	if (!l->query.sort || !c->text)
		return 0;
	CLEANUP_FREE struct sort_key *keys = mem_alloc(l->order_n * sizeof *keys);
	if (!keys)
		return ERR_OOM(err);
	int r = make_keys(l, c, keys, err);
	if (r == 0) {
		struct sorting s = {l, c};
		qsort_r(keys, l->order_n, sizeof *keys, by_column, &s);
		for (size_t i = 0; i < l->order_n; i++)
			l->order[i] = keys[i].row;
	}
	for (size_t i = 0; i < l->order_n; i++)
		free(keys[i].key);
	return r;
}

int list_memory_order(struct list *l, struct err *err)
{
	size_t *order = mem_resize(l->order, (l->all_n + 1) * sizeof *order);
	if (!order)
		return ERR_OOM(err);
	l->order = order;
	l->order_n = 0;
	for (size_t i = 0; i < l->all_n; i++) {
		bool has = true;
		int r = *l->query.filter
				? list_row_has(l, list_at(l, l->all, i), l->query.filter, &has, err)
				: 0;
		if (r < 0)
			return r;
		if (has)
			l->order[l->order_n++] = i;
	}
	return sort_rows(l, err);
}

size_t list_memory_place(const struct list *l, int64_t id)
{
	size_t i = 0;
	while (i < l->order_n && list_id(row_at(l, i)) != id)
		i++;
	return i;
}

/* ---- the source ------------------------------------------------------------------------------ */

static int memory_read(void *ctx, const struct list_query *q, const void *anchor, enum list_dir dir,
	size_t n, void *ret_rows, size_t *ret_n, struct err *err)
{
	struct list *l = ctx;
	(void)q;
	if (!l->loaded) {
		int r = list_memory_load(l, err);
		if (r < 0)
			return r;
	}
	/* place: of the next row when going on, one past the next when going back */
	size_t place = dir == LIST_AFTER ? 0 : l->order_n, m = 0;
	if (anchor)
		place = list_memory_place(l, list_id(anchor)) + (dir == LIST_AFTER);
	while (m < n && (dir == LIST_AFTER ? place < l->order_n : place > 0)) {
		size_t at = dir == LIST_AFTER ? place++ : --place;
		memcpy(list_at(l, ret_rows, m++), row_at(l, at), l->source.row_size);
	}
	*ret_n = m;
	return 0;
}

static int memory_at(
	void *ctx, const struct list_query *q, int64_t id, void *ret_row, struct err *err)
{
	struct list *l = ctx;
	(void)q;
	size_t place = list_memory_place(l, id);
	if (place == l->order_n)
		return ERR(err, ERR_NOT_FOUND, "row", NULL);
	memcpy(ret_row, row_at(l, place), l->source.row_size);
	return 0;
}

static int memory_count(
	void *ctx, const struct list_query *q, long *ret_shown, long *ret_all, struct err *err)
{
	struct list *l = ctx;
	(void)q;
	(void)err;
	*ret_shown = (long)l->order_n;
	*ret_all = (long)l->all_n;
	return 0;
}

const struct list_source list_memory_source = {
	.read = memory_read, .at = memory_at, .count = memory_count};
