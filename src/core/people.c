#include "core/people.h"

#include "base/mem.h"
#include "core/word_merge.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

/* The five statements of a list, in the order of list.def. */
struct family {
	enum db_query first, last, next, prev, count;
};
#define FAMILY(NAME)                                                                               \
	{                                                                                          \
		DBQ_##NAME##_FIRST, DBQ_##NAME##_LAST, DBQ_##NAME##_NEXT, DBQ_##NAME##_PREV,       \
			DBQ_##NAME##_COUNT                                                         \
	}

static struct family family_of(const struct people_query *q)
{
	static const struct family candidates[2][2] = {
		{FAMILY(CAND), FAMILY(CAND_STAGE)}, {FAMILY(CAND_CELL), FAMILY(CAND_CELL_STAGE)}};
	static const struct family by_day[2][2] = {{FAMILY(CAND_DAY), FAMILY(CAND_STAGE_DAY)},
		{FAMILY(CAND_CELL_DAY), FAMILY(CAND_CELL_STAGE_DAY)}};
	static const struct family uncovered = FAMILY(CAND_UNCOVERED),
				   covered = FAMILY(CAND_COVERED), mentors = FAMILY(MENTOR),
				   members = FAMILY(MEMBER), of_cell = FAMILY(MEMBER_CELL),
				   probation = FAMILY(PROBATION), all = FAMILY(PEOPLE);
	switch (q->set) {
	case PEOPLE_CANDIDATES:
		return (q->by_day ? by_day : candidates)[q->cell.v != 0][q->stage != 0];
	case PEOPLE_UNCOVERED:
		return uncovered;
	case PEOPLE_COVERED:
		return covered;
	case PEOPLE_MENTORS:
		return mentors;
	case PEOPLE_MEMBERS:
		return q->cell.v ? of_cell : members;
	case PEOPLE_PROBATION:
		return probation;
	case PEOPLE_ALL:
		break;
	}
	return all;
}

static bool is_by_day(const struct people_query *q)
{
	return q->set == PEOPLE_PROBATION || (q->set == PEOPLE_CANDIDATES && q->by_day);
}

static void bind_filter(struct db_stmt *s, const struct people_query *q)
{
	bool has_cell = q->set == PEOPLE_CANDIDATES || q->set == PEOPLE_MEMBERS;
	if (has_cell && q->cell.v)
		db_bind_int(s, "cell", q->cell.v);
	if (q->set == PEOPLE_CANDIDATES && q->stage)
		db_bind_int(s, "stage", q->stage);
}

static void read_row(struct db_stmt *s, struct person_row *ret)
{
	size_t n;
	const void *key = db_blob(s, "name_key", &n);
	ret->id = db_int(s, "id");
	ret->key_len = n < sizeof ret->key ? n : sizeof ret->key;
	memcpy(ret->key, key, ret->key_len);
	ret->birth = db_date(s, "birth");
	ret->stage_on = db_date(s, "stage_on");
	ret->cell.v = db_int(s, "cell_id");
	ret->stage = (enum stage)db_int(s, "stage");
	ret->is_candidate = db_int(s, "is_candidate");
	ret->uncovered = db_int(s, "uncovered");
	snprintf(ret->name, sizeof ret->name, "%s", db_text(s, "full_name"));
}

static int read_plain(struct db *db, const struct people_query *q, const struct person_row *anchor,
	int dir, size_t n, struct person_row *ret, size_t *ret_n, struct err *err)
{
	struct family f = family_of(q);
	enum db_query which = anchor ? (dir > 0 ? f.next : f.prev) : (dir > 0 ? f.first : f.last);
	struct db_stmt *s = db_begin(db, which, err);
	bind_filter(s, q);
	db_bind_int(s, "n", (int64_t)n);
	if (anchor) {
		if (is_by_day(q))
			db_bind_date(s, "day", anchor->stage_on);
		else
			db_bind_blob(s, "key", anchor->key, anchor->key_len);
		db_bind_int(s, "id", anchor->id);
	}
	size_t got = 0;
	int r;
	while ((r = db_step(s, err)) == 1 && got < n)
		read_row(s, &ret[got++]);
	db_reset(s);
	if (r < 0)
		return r;
	*ret_n = got;
	return 0;
}

static bool belongs(const struct people_query *q, const struct person_row *row)
{
	switch (q->set) {
	case PEOPLE_CANDIDATES:
		return row->is_candidate && (!q->cell.v || q->cell.v == row->cell.v) &&
		       (!q->stage || q->stage == row->stage);
	case PEOPLE_UNCOVERED:
		return row->uncovered;
	case PEOPLE_COVERED:
		return row->is_candidate && !row->uncovered && row->stage >= STAGE_LISTED &&
		       row->stage <= STAGE_DECISION;
	case PEOPLE_MENTORS:
	case PEOPLE_MEMBERS:
		return stage_is_member(row->stage) && (!q->cell.v || q->cell.v == row->cell.v);
	case PEOPLE_PROBATION:
		return row->stage == STAGE_PROBATION;
	case PEOPLE_ALL:
		break;
	}
	return true;
}

/* 1: the row is there and fits; 0: not. */
static int fitting_row(struct db *db, const struct people_query *q, int64_t id,
	struct person_row *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_ROW, err);
	db_bind_int(s, "id", id);
	int r = db_step(s, err);
	if (r <= 0)
		return r;
	read_row(s, ret);
	db_reset(s);
	if (!belongs(q, ret))
		return 0;
	bool matches = true;
	if (q->words && *q->words && (r = text_matches(ret->name, q->words, &matches, err)) < 0)
		return r;
	return matches;
}

/* The words of a query, the one that the fewest names have first: its list is walked. */
enum { WORDS = 6, WORD_MAX = 128 };

struct wanted {
	char word[WORDS][WORD_MAX];
	size_t n;
};

static int wanted_words(struct db *db, const char *words, struct wanted *ret, struct err *err)
{
	enum { ENOUGH = 1500 };
	CLEANUP_FREE char *fold = NULL;
	struct wanted w = {0};
	long best = -1;
	size_t rarest = 0;
	int r = text_fold(words, &fold, err);
	char *save = NULL;
	for (char *s = r ? NULL : strtok_r(fold, " ", &save); s && w.n < WORDS;
		s = strtok_r(NULL, " ", &save)) {
		long n = 0;
		r = word_merge_size(db, s, ENOUGH, &n, err);
		if (r)
			return r;
		snprintf(w.word[w.n], WORD_MAX, "%s", s);
		/* of two common words the longer one is likely the rarer */
		if (best < 0 || n < best || (n == best && strlen(s) > strlen(w.word[rarest]))) {
			best = n;
			rarest = w.n;
		}
		w.n++;
	}
	if (r)
		return r;
	char first[WORD_MAX];
	memcpy(first, w.word[rarest], WORD_MAX);
	memcpy(w.word[rarest], w.word[0], WORD_MAX);
	memcpy(w.word[0], first, WORD_MAX);
	*ret = w;
	return 0;
}

/* The lists of several words, walked so that each leaps to where the others are: in the order of
 * names those of one word stand together, and what lies between is never read. */
struct walk {
	struct word_merge *m[WORDS];
	const struct word_place *at[WORDS];
	size_t n;
	int dir;
};

static void walk_done(struct walk *w)
{
	for (size_t i = 0; i < w->n; i++)
		word_merge_free(w->m[i]);
}

/* A word that may go on in many ways is left to the look at the name itself: leaping would cost
 * more. */
static int walk_begin(struct db *db, const struct wanted *words, int dir,
	const struct word_place *from, struct walk *ret, struct err *err)
{
	enum { FEW = 12 };
	struct walk w = {.dir = dir};
	int r = 0;
	for (size_t i = 0; !r && i < words->n; i++) {
		struct word_merge *m = NULL;
		r = word_merge_new(db, words->word[i], dir, from, &m, err);
		if (!r && (i == 0 || word_merge_words(m) <= FEW))
			w.m[w.n++] = m;
		else
			word_merge_free(m);
	}
	if (r)
		walk_done(&w);
	else
		*ret = w;
	return r;
}

/* 1: the next place that all lists have; 0: the end. */
static int walk_next(struct walk *w, const struct word_place **ret, struct err *err)
{
	int r = word_merge_next(w->m[0], &w->at[0], err);
	for (size_t agreed = 1, i = 1; r == 1 && agreed < w->n; i++) {
		size_t k = i % w->n, before = (i - 1) % w->n;
		const struct word_place *goal = w->at[before];
		int c = w->at[k] ? word_place_cmp(w->at[k], goal) * w->dir : -1;
		if (c < 0)
			r = word_merge_seek(w->m[k], goal, &w->at[k], err);
		if (r == 1)
			agreed = word_place_cmp(w->at[k], goal) == 0 ? agreed + 1 : 1;
	}
	*ret = w->at[0];
	return r;
}

static int read_by_words(struct db *db, const struct people_query *q,
	const struct person_row *anchor, int dir, size_t n, struct person_row *ret, size_t *ret_n,
	struct err *err)
{
	struct wanted words = {0};
	struct walk walk;
	struct word_place from = {0};
	if (anchor) {
		from.key_len = anchor->key_len;
		memcpy(from.key, anchor->key, anchor->key_len);
		from.person = anchor->id;
	}
	int r = wanted_words(db, q->words, &words, err);
	if (!r)
		r = walk_begin(db, &words, dir, anchor ? &from : NULL, &walk, err);
	if (r)
		return r;
	size_t got = 0;
	const struct word_place *place;
	while (got < n && (r = walk_next(&walk, &place, err)) == 1) {
		r = fitting_row(db, q, place->person, &ret[got], err);
		if (r < 0)
			break;
		got += r == 1;
	}
	walk_done(&walk);
	if (r < 0)
		return r;
	*ret_n = got;
	return 0;
}

/* By day there is no list of words: rows are read and looked at. */
static int read_by_looking(struct db *db, const struct people_query *q,
	const struct person_row *anchor, int dir, size_t n, struct person_row *ret, size_t *ret_n,
	struct err *err)
{
	enum { PAGE = 64 };
	struct person_row *page = mem_alloc(PAGE * sizeof *page), last;
	if (!page)
		return ERR_OOM(err);
	size_t got = 0, k = PAGE;
	int r = 0;
	while (!r && got < n && k == PAGE) {
		r = read_plain(db, q, anchor, dir, PAGE, page, &k, err);
		for (size_t i = 0; !r && i < k && got < n; i++) {
			bool matches;
			r = text_matches(page[i].name, q->words, &matches, err);
			if (!r && matches)
				ret[got++] = page[i];
		}
		if (!r && k) {
			last = page[k - 1];
			anchor = &last;
		}
	}
	free(page);
	if (!r)
		*ret_n = got;
	return r;
}

int people_read(struct db *db, const struct people_query *q, const struct person_row *anchor,
	int dir, size_t n, struct person_row *ret, size_t *ret_n, struct err *err)
{
	if (!q->words || !*q->words || strspn(q->words, " ") == strlen(q->words))
		return read_plain(db, q, anchor, dir, n, ret, ret_n, err);
	return is_by_day(q) ? read_by_looking(db, q, anchor, dir, n, ret, ret_n, err)
			    : read_by_words(db, q, anchor, dir, n, ret, ret_n, err);
}

int people_at(struct db *db, const struct people_query *q, struct person_id id,
	struct person_row *ret, struct err *err)
{
	struct person_row row;
	int r = fitting_row(db, q, id.v, &row, err);
	if (r < 0)
		return r;
	if (r == 0)
		return ERR(err, ERR_NOT_FOUND, "person", NULL);
	*ret = row;
	return 0;
}

int people_count(struct db *db, const struct people_query *q, long *ret_shown, long *ret_all,
	struct err *err)
{
	struct db_stmt *s = db_begin(db, family_of(q).count, err);
	int64_t all = 0;
	bind_filter(s, q);
	int r = db_number(s, 0, &all, err);
	long shown = (long)all;
	if (!r && q->words && *q->words) {
		enum { PAGE = 64 };
		struct person_row *page = mem_alloc(PAGE * sizeof *page), last;
		const struct person_row *anchor = NULL;
		size_t k = PAGE;
		if (!page)
			return ERR_OOM(err);
		for (shown = 0; !r && k == PAGE; shown += (long)k) {
			r = people_read(db, q, anchor, 1, PAGE, page, &k, err);
			if (r)
				break;
			if (k) {
				last = page[k - 1];
				anchor = &last;
			}
		}
		free(page);
	}
	if (r)
		return r;
	*ret_shown = shown;
	*ret_all = (long)all;
	return 0;
}

int people_lookup(struct db *db, const char *words, bool members_only, struct person_row *ret,
	size_t max, size_t *ret_n, struct err *err)
{
	struct people_query q = {.set = members_only ? PEOPLE_MEMBERS : PEOPLE_ALL, .words = words};
	return people_read(db, &q, NULL, 1, max, ret, ret_n, err);
}
