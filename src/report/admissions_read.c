/* Who was admitted, and when: an admission is the decision and the ceremony of one candidacy; a
 * cancelled decision takes it back. */
#include "report/admissions_read.h"

#include "base/mem.h"
#include "viet/heading.h"

#include <stdlib.h>
#include <string.h>

void admission_done(struct admission *a)
{
	free(a->decision_no);
	free(a->name);
	free(a->key);
	memset(a, 0, sizeof *a);
}

void admissions_done(struct admissions *list)
{
	VEC_EACH (a, list)
		admission_done(a);
	VEC_DONE(list);
}

static void close_pair(
	struct admission_dates *ret, size_t max, size_t *n, struct admission_dates *open)
{
	if ((date_is_set(open->decision) || date_is_set(open->ceremony)) && *n < max)
		ret[(*n)++] = *open;
	*open = (struct admission_dates){0};
}

int admission_dates_of(struct db *db, struct person_id person, struct admission_dates *ret,
	size_t max, size_t *ret_n, struct err *err)
{
	struct admission_dates open = {0};
	size_t n = 0;
	struct db_stmt *s = db_begin(db, DBQ_ADMISSION_EVENTS, err);
	db_bind_int(s, "person", person.v);
	db_bind_date(s, "known", db_past_known(db));
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct date on = db_date(s, "on_date");
		switch (db_int(s, "kind")) {
		case EVENT_DECISION:
			close_pair(ret, max, &n, &open);
			open.decision = on;
			open.decision_event = db_int(s, "id");
			break;
		case EVENT_CEREMONY:
			if (date_is_set(open.ceremony))
				close_pair(ret, max, &n, &open);
			open.ceremony = on;
			break;
		default:
			open = (struct admission_dates){0};
		}
	}
	if (r)
		return r;
	close_pair(ret, max, &n, &open);
	*ret_n = n;
	return 0;
}

struct date admission_counting_date(const struct admission_dates *d, enum date_basis basis)
{
	struct date chosen = basis == BASIS_DECISION ? d->decision : d->ceremony;
	struct date other = basis == BASIS_DECISION ? d->ceremony : d->decision;
	return date_is_set(chosen) ? chosen : other;
}

int admission_cell_on(struct db *db, struct person_id person, struct date day, struct cell_id *ret,
	struct err *err)
{
	int64_t cell = 0;
	struct db_stmt *s = db_begin(db, DBQ_PERSON_CELL_ON, err);
	db_bind_int(s, "person", person.v);
	db_bind_date(s, "day", day);
	int r = db_number(s, 0, &cell, err);
	if (!r && !cell) {
		s = db_begin(db, DBQ_PERSON_CELL_FIRST, err);
		db_bind_int(s, "person", person.v);
		r = db_number(s, 0, &cell, err);
	}
	if (!r)
		ret->v = cell;
	return r;
}

/* Answers that say "none" where a form asks for a religion, and the majority where it asks for an
 * ethnicity. */
static int is_other_than(const char *text, const char *const *none, bool *ret, struct err *err)
{
	*ret = false;
	if (!text || !*text)
		return 0;
	CLEANUP_FREE char *key = NULL;
	int r = heading_key(text, &key, err);
	if (r)
		return r;
	*ret = *key != '\0';
	for (; *none; none++)
		if (strcmp(key, *none) == 0)
			*ret = false;
	return 0;
}

static int read_person(struct db *db, int64_t decision, struct admission *a, struct err *err)
{
	static const char *const majority[] = {"kinh", "viet", NULL};
	static const char *const no_religion[] = {"khong", "none", "khong co", NULL};
	struct db_stmt *s = db_begin(db, DBQ_ADMITTED_PERSON, err);
	db_bind_int(s, "id", a->person.v);
	db_bind_date(s, "day", a->on);
	db_bind_int(s, "event", decision);
	int r = db_step(s, err);
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "person", NULL);
	const char *sex = db_text(s, "sex");
	const void *key = db_blob(s, "name_key", &a->key_len);
	a->name = mem_strdup(db_text(s, "full_name"));
	a->key = mem_alloc(a->key_len);
	if (a->key)
		memcpy(a->key, key, a->key_len);
	a->birth = db_date(s, "birth");
	a->age = age_years(a->birth, a->on);
	a->is_female = sex && *sex == 'f';
	a->is_youth = db_int(s, "youth_union");
	a->is_readmitted = db_int(s, "readmission");
	a->education = (int)db_int(s, "education");
	a->professional = (int)db_int(s, "professional");
	a->work_kind = (int)db_int(s, "work_kind");
	a->academic_title = (int)db_int(s, "academic_title");
	a->is_business_owner = db_int(s, "business_owner");
	a->is_foreign_marriage = db_int(s, "foreign_marriage");
	a->is_policy_case = db_int(s, "policy_case");
	a->cell.v = db_int(s, "cell_id");
	const char *paper = db_text(s, "paper_no");
	a->decision_no = mem_strdup(paper);
	r = a->name && a->key && (a->decision_no || !paper) ? 0 : ERR_OOM(err);
	if (!r)
		r = is_other_than(db_text(s, "ethnicity"), majority, &a->is_minority, err);
	if (!r)
		r = is_other_than(db_text(s, "religion"), no_religion, &a->is_religious, err);
	db_reset(s);
	return r;
}

static int by_name(const void *x, const void *y)
{
	const struct admission *a = x, *b = y;
	int c = name_key_cmp(a->key, a->key_len, b->key, b->key_len);
	if (!c)
		c = date_cmp(a->on, b->on);
	return c ? c : (a->person.v > b->person.v) - (a->person.v < b->person.v);
}

static bool within(struct date d, struct date from, struct date to)
{
	return date_cmp(d, from) >= 0 && date_cmp(d, to) <= 0;
}

static int add_person(struct db *db, struct person_id person, struct date from, struct date to,
	enum date_basis basis, struct admissions *list, struct err *err)
{
	struct admission_dates dates[8];
	size_t n;
	int r = admission_dates_of(db, person, dates, ARRAY_LEN(dates), &n, err);
	for (size_t i = 0; !r && i < n; i++) {
		struct admission a = {
			.person = person, .on = admission_counting_date(&dates[i], basis)};
		if (!within(a.on, from, to))
			continue;
		a.is_other_date = !date_is_set(
			basis == BASIS_DECISION ? dates[i].decision : dates[i].ceremony);
		r = read_person(db, dates[i].decision_event, &a, err);
		if (!r && !VEC_PUSH(list, a))
			r = ERR_OOM(err);
		if (r)
			admission_done(&a);
	}
	return r;
}

struct people {
	struct person_id *v;
	size_t n, cap;
};

/* Whoever has a decision or a ceremony in the period. */
static int read_people(
	struct db *db, struct date from, struct date to, struct people *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_ADMITTED, err);
	db_bind_date(s, "from", from);
	db_bind_date(s, "to", to);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct person_id id = {db_int(s, "id")};
		if (!VEC_PUSH(ret, id)) {
			r = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	return r;
}

int admissions_count(struct db *db, struct date from, struct date to, enum date_basis basis,
	long *ret, struct err *err)
{
	struct admission_dates dates[8];
	struct people people = {0};
	size_t n;
	long sum = 0;
	int r = read_people(db, from, to, &people, err);
	for (size_t i = 0; !r && i < people.n; i++) {
		r = admission_dates_of(db, people.v[i], dates, ARRAY_LEN(dates), &n, err);
		for (size_t k = 0; !r && k < n; k++)
			sum += within(admission_counting_date(&dates[k], basis), from, to);
	}
	VEC_DONE(&people);
	if (!r)
		*ret = sum;
	return r;
}

int admissions_read(struct db *db, struct date from, struct date to, enum date_basis basis,
	struct admissions *ret, struct err *err)
{
	struct admissions list = {0};
	struct people people = {0};
	int r = read_people(db, from, to, &people, err);
	for (size_t i = 0; !r && i < people.n; i++)
		r = add_person(db, people.v[i], from, to, basis, &list, err);
	VEC_DONE(&people);
	if (r) {
		admissions_done(&list);
		return r;
	}
	if (list.n)
		qsort(list.v, list.n, sizeof *list.v, by_name);
	*ret = list;
	return 0;
}
