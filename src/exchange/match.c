/* Which cell and which person a row means. Never guessed: more than one that fits is an error. */
#include "exchange/verdict.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/crowd.h"
#include "viet/heading.h"

#include <string.h>

/* The code or name as it stands comes first. */
int cell_find_said(struct db *db, const char *text, struct cell_id *ret, struct err *err)
{
	CLEANUP_FREE char *key = NULL;
	struct err other;
	char *zero;
	int r = cell_find(db, text, ret, err);
	if (r != ERR_NOT_FOUND)
		return r;
	int again = heading_key(text, &key, err);
	if (again)
		return again;
	char *bare = strncmp(key, "cb ", 3) == 0 ? key + 3 : key;
	while ((zero = strstr(bare, " 0")) && zero[2] >= '0' && zero[2] <= '9')
		memmove(zero + 1, zero + 2, strlen(zero + 1));
	again = cell_find(db, bare, ret, &other);
	if (again == ERR_NOT_FOUND) /* said of what stands in the file */
		return ERR(err, ERR_NOT_FOUND, "cell", "%s", text);
	if (again && err)
		*err = other;
	return again;
}

int import_cell(struct import *im, int column, struct cell_id *ret, struct err *err)
{
	const char *text = im->v[column].text;
	*ret = (struct cell_id){0};
	if (!text)
		return 0;
	size_t n = strlen(text);
	if (memo_get(&im->cells, text, n, &ret->v))
		return 0;
	int r = cell_find_said(im->db, text, ret, err);
	if (r) {
		im->at = column;
		return r;
	}
	return memo_put(&im->cells, text, n, ret->v) ? 0 : ERR_OOM(err);
}

int wanted_set(struct wanted *w, const char *name, struct date birth, const char *cccd,
	struct cell_id cell, struct err *err)
{
	*w = (struct wanted){.name = name, .cccd = cccd, .birth = birth, .cell = cell};
	return name_key(name, w->key, &w->key_len, err);
}

/* Somebody of the same name. */
struct hit {
	int64_t id;
	struct date birth;
	bool is_exact; /* the same birth date (a year alone is one where no cell is known) */
	bool is_near;  /* one of the two has no birth date, or only the year, which agrees */
	bool is_other; /* both have an identity number, and not the same: somebody else */
	bool is_here;  /* is or was in the cell */
};
typedef VEC(struct hit) hit_list;

static bool birth_may_be(struct date a, struct date b)
{
	if (!date_is_set(a) || !date_is_set(b))
		return true;
	return a.year == b.year && (!date_is_full(a) || !date_is_full(b));
}

static int read_hits(struct db *db, const struct wanted *w, hit_list *list, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_BY_KEY, err);
	db_bind_blob(s, "key", w->key, w->key_len);
	int r;
	while ((r = db_step(s, err)) == 1) {
		const char *cccd = db_text(s, "cccd");
		struct hit h = {.id = db_int(s, "id"), .birth = db_date(s, "birth")};
		h.is_exact = date_is_set(w->birth) && date_cmp(h.birth, w->birth) == 0 &&
			     (date_is_full(w->birth) || !w->cell.v);
		h.is_near = birth_may_be(h.birth, w->birth);
		h.is_other = cccd && w->cccd && strcmp(cccd, w->cccd) != 0;
		h.is_here = w->cell.v && db_int(s, "cell_id") == w->cell.v;
		if (!VEC_PUSH(list, h)) {
			db_reset(s);
			return ERR_OOM(err);
		}
	}
	return r;
}

/* Where nobody of the name is in the cell now, those who were in it count. */
static int look_back(struct db *db, const struct wanted *w, hit_list *list, struct err *err)
{
	int r = 0;
	VEC_EACH (h, list)
		if (!w->cell.v || h->is_here)
			return 0;
	VEC_EACH (h, list) {
		struct db_stmt *s = db_begin(db, DBQ_PERSON_CELLS, err);
		db_bind_int(s, "person", h->id);
		while ((r = db_step(s, err)) == 1)
			h->is_here |= db_int(s, "cell_id") == w->cell.v;
		if (r)
			return r;
	}
	return 0;
}

static int ambiguous(struct err *err)
{
	return ERR(err, ERR_AMBIGUOUS, "full_name", NULL);
}

/* By name and birth date: of several, the one in the cell. */
static int pick_exact(const hit_list *list, int64_t *ret, struct err *err)
{
	int64_t any = 0, here = 0;
	int n = 0, n_here = 0;
	VEC_EACH (h, list) {
		if (!h->is_exact || h->is_other)
			continue;
		any = h->id;
		n++;
		if (h->is_here) {
			here = h->id;
			n_here++;
		}
	}
	if (n > 1 && n_here != 1)
		return ambiguous(err);
	*ret = n > 1 ? here : any;
	return 0;
}

static int pick_near(const hit_list *list, int64_t *ret, struct err *err)
{
	int64_t id = 0;
	VEC_EACH (h, list) {
		if (!h->is_near || !h->is_here || h->is_other)
			continue;
		if (id)
			return ambiguous(err);
		id = h->id;
	}
	*ret = id;
	return 0;
}

static int by_cccd(
	struct db *db, const char *cccd, int64_t *ret, struct date *ret_birth, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_BY_CCCD, err);
	db_bind_text(s, "cccd", cccd);
	int r = db_number(s, 0, ret, err);
	if (r || !*ret)
		return r;
	s = db_begin(db, DBQ_PERSON_BY_ID, err);
	db_bind_int(s, "id", *ret);
	r = db_step(s, err);
	if (r == 1)
		*ret_birth = db_date(s, "birth");
	db_reset(s);
	return r < 0 ? r : 0;
}

/* The number decides, unless name and birth date say that it is somebody else's. */
static int confirm(const struct wanted *w, const hit_list *list, int64_t id, struct date birth,
	struct err *err)
{
	bool is_named = false, is_somebody_else = false;
	VEC_EACH (h, list) {
		is_named |= h->id == id;
		is_somebody_else |= h->id != id && h->is_exact;
	}
	if (is_named)
		return 0;
	if (is_somebody_else)
		return ambiguous(err);
	return birth_may_be(birth, w->birth) || date_cmp(birth, w->birth) == 0
		       ? 0
		       : ERR(err, ERR_DUPLICATE, "cccd", "%s", w->cccd);
}

int match_person(struct db *db, struct wanted *w, struct person_id *ret, struct err *err)
{
	hit_list list = {0};
	struct date birth = {0};
	int64_t id = 0, known = 0;
	if (crowd_has_not(db, w->key, w->key_len, w->birth, w->cccd)) {
		ret->v = 0;
		return 0;
	}
	int r = w->cccd ? by_cccd(db, w->cccd, &known, &birth, err) : 0;
	if (!r)
		r = read_hits(db, w, &list, err);
	if (!r && known) {
		r = confirm(w, &list, known, birth, err);
		id = known;
	} else if (!r && list.n) {
		r = look_back(db, w, &list, err);
		if (!r)
			r = pick_exact(&list, &id, err);
		if (!r && !id) {
			r = pick_near(&list, &id, err);
			w->is_near = id != 0;
		}
	}
	VEC_EACH (h, &list)
		w->has_namesake |= h->is_exact && h->is_other && !id;
	VEC_DONE(&list);
	if (!r)
		ret->v = id;
	return r;
}

/* ---- who a row is about ------------------------------------------------------------------------------ */

static int find_person(struct import *im, const struct person_columns *c, bool must_be,
	struct wanted *w, struct person_id *ret, struct err *err)
{
	struct cell_id cell;
	int r = import_need(im, c->name, err);
	if (!r)
		r = import_cell(im, c->cell, &cell, err);
	if (!r)
		r = wanted_set(w, im->v[c->name].text, im->v[c->birth].date, im->v[c->cccd].text,
			cell, err);
	if (!r && must_be && !w->cccd && !date_is_set(w->birth))
		r = import_need(im, c->cell, err);
	if (!r)
		r = match_person(im->db, w, ret, err);
	im->is_near = !r && w->is_near;
	return r ? r : verdict_person(im, *ret, err);
}

int import_person(struct import *im, const struct person_columns *c, struct wanted *w,
	struct person_id *ret, struct err *err)
{
	int r = find_person(im, c, false, w, ret, err);
	if (r || !w->has_namesake)
		return r;
	return import_warn(im, c->cccd, 0,
		_("Somebody of the same name and birth date has another identity "
		  "number; this is taken for a new person."));
}

int import_known_person(struct import *im, const struct person_columns *c, struct cell_id *ret_cell,
	struct person_id *ret, struct err *err)
{
	struct wanted w;
	int r = find_person(im, c, true, &w, ret, err);
	if (r)
		return r;
	*ret_cell = w.cell;
	return ret->v ? 0 : ERR(err, ERR_NOT_FOUND, "full_name", "%.80s", w.name);
}
