#include "core/act_scope.h"
#include "core/crowd.h"
#include "core/standing.h"

#include "base/clock.h"
#include "base/mem.h"
#include "viet/name.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

enum { CCCD = 2 };

/* The text columns of a person: cleaned on the way in, bound by the same name. */
static const struct {
	const char *column;
	size_t offset;
} texts[] = {
	{"ethnicity", offsetof(struct person, ethnicity)},
	{"religion", offsetof(struct person, religion)},
	[CCCD] = {"cccd", offsetof(struct person, cccd)},
	{"phone", offsetof(struct person, phone)},
	{"home_place", offsetof(struct person, home_place)},
	{"residence", offsetof(struct person, residence)},
	{"occupation", offsetof(struct person, occupation)},
	{"grade", offsetof(struct person, grade)},
	{"organisation", offsetof(struct person, organisation)},
	{"position", offsetof(struct person, position)},
	{"card_no", offsetof(struct person, card_no)},
	{"note", offsetof(struct person, note)},
};

struct clean {
	char *name, *fold;
	char *text[ARRAY_LEN(texts)];
	unsigned char key[NAME_KEY_MAX];
	size_t key_len;
};

static void clean_done(struct clean *c)
{
	free(c->name);
	free(c->fold);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		free(c->text[i]);
}

static int clean_all(const struct person *p, struct clean *c, struct err *err)
{
	if (!p->full_name)
		return ERR(err, ERR_INVALID, "full_name", "%s", "");
	int r = name_clean(p->full_name, &c->name, err);
	if (r && err)
		snprintf(err->field, sizeof err->field, "full_name");
	if (!r)
		r = text_fold(c->name, &c->fold, err);
	if (!r)
		r = name_key(c->name, c->key, &c->key_len, err);
	for (size_t i = 0; !r && i < ARRAY_LEN(texts); i++) {
		const char *text;
		memcpy(&text, (const char *)p + texts[i].offset, sizeof text);
		r = act_clean(text, texts[i].column, &c->text[i], err);
	}
	return r;
}

/* Dates of a listed member must not contradict each other; all else may be missing. */
static int check_dates(const struct person *p, struct err *err)
{
	struct date today = clock_today();
	static const struct {
		const char *field;
		size_t offset;
	} dates[] = {{"birth", offsetof(struct person, birth)},
		{"joined_on", offsetof(struct person, joined_on)},
		{"official_on", offsetof(struct person, official_on)}};
	for (size_t i = 0; i < ARRAY_LEN(dates); i++) {
		char text[DATE_TEXT];
		struct date d;
		memcpy(&d, (const char *)p + dates[i].offset, sizeof d);
		if (date_is_set(d) && date_cmp(d, today) > 0)
			return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, dates[i].field, "%s",
				date_to_user(d, text));
		if (i && date_is_set(d) && date_is_set(p->birth) && d.year < p->birth.year)
			return ERR_RULE(err, ERR_REFUSED, RULE_BEFORE_BIRTH, dates[i].field, "%s",
				date_to_user(d, text));
	}
	if (date_is_set(p->joined_on) && date_is_set(p->official_on) &&
		date_cmp(p->official_on, p->joined_on) < 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_ORDER, "official_on", NULL);
	return 0;
}

struct word_ctx {
	struct db *db;
	const struct clean *c;
	const unsigned char *key;
	size_t key_len;
	int64_t person;
	enum db_query q;
	struct err *err;
};

static int put_word(void *ctx, const char *word)
{
	struct word_ctx *w = ctx;
	struct db_stmt *s = db_begin(w->db, w->q, w->err);
	db_bind_text(s, "word", word);
	db_bind_blob(s, "key", w->key, w->key_len);
	db_bind_int(s, "person", w->person);
	return db_run(s, w->err);
}

static int put_words(struct db *db, const char *name, const void *key, size_t key_len,
	int64_t person, enum db_query q, struct err *err)
{
	struct word_ctx w = {
		.db = db, .key = key, .key_len = key_len, .person = person, .q = q, .err = err};
	return name_words(name, put_word, &w, err);
}

static void bind_number(struct db_stmt *s, const char *name, int v)
{
	if (v)
		db_bind_int(s, name, v);
	else
		db_bind_null(s, name);
}

static int put_person(struct db *db, const struct person *p, const struct clean *c,
	const struct derived *d, struct err *err)
{
	char sex[2] = {p->sex, '\0'};
	struct db_stmt *s = db_begin(db, p->id.v ? DBQ_PERSON_SAVE : DBQ_PERSON_ADD, err);
	if (p->id.v) {
		db_bind_int(s, "id", p->id.v);
		db_bind_int(s, "rev", p->rev);
	} else {
		db_bind_id(s, "cell_id", d->cell.v);
		db_bind_int(s, "stage", d->stage);
		db_bind_date(s, "stage_on", d->stage_on);
		db_bind_int(s, "is_candidate", d->is_candidate);
		db_bind_int(s, "uncovered", d->uncovered);
	}
	db_bind_text(s, "full_name", c->name);
	db_bind_text(s, "name_fold", c->fold);
	db_bind_blob(s, "name_key", c->key, c->key_len);
	db_bind_date(s, "birth", p->birth);
	db_bind_text(s, "sex", p->sex ? sex : NULL);
	bind_number(s, "education", p->education);
	bind_number(s, "professional", p->professional);
	db_bind_int(s, "youth_union", p->youth_union);
	db_bind_int(s, "is_member", p->is_member);
	db_bind_int(s, "readmission", p->readmission);
	db_bind_date(s, "joined_on", p->joined_on);
	db_bind_date(s, "official_on", p->official_on);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		db_bind_text(s, texts[i].column, c->text[i]);
	int r = db_run(s, err);
	if (!r && p->id.v)
		r = act_saved(db, "person", err);
	return r ? r : crowd_note(db, c->key, c->key_len, p->birth, c->text[CCCD], err);
}

static int add_cell(
	struct db *db, int64_t person, struct cell_id cell, struct date from, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_CELL_ADD, err);
	db_bind_int(s, "person_id", person);
	db_bind_int(s, "cell_id", cell.v);
	db_bind_date(s, "from_date", from);
	db_bind_null(s, "to_date");
	return db_run(s, err);
}

/* The latest membership: *ret.id 0 if there is none. */
static int latest(struct db *db, int64_t person, struct person_cell *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_CELLS, err);
	db_bind_int(s, "person", person);
	*ret = (struct person_cell){0};
	int r;
	while ((r = db_step(s, err)) == 1)
		*ret = (struct person_cell){.id = db_int(s, "id"),
			.cell = {db_int(s, "cell_id")},
			.from = db_date(s, "from_date"),
			.to = db_date(s, "to_date")};
	return r;
}

static int set_cell(struct db *db, int64_t person, struct cell_id cell, struct err *err)
{
	struct person_cell now;
	int r = latest(db, person, &now, err);
	if (r || now.cell.v == cell.v)
		return r;
	if (!now.id)
		return add_cell(db, person, cell, (struct date){0}, err);
	struct db_stmt *s = db_begin(db, DBQ_PERSON_CELL_SET, err);
	db_bind_int(s, "id", now.id);
	db_bind_int(s, "cell", cell.v);
	return db_run(s, err);
}

int person_words_add(struct db *db, struct person_id id, const char *name, const void *key,
	size_t n, struct err *err)
{
	return put_words(db, name, key, n, id.v, DBQ_WORD_ADD, err);
}

int person_words_drop(struct db *db, struct person_id id, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_PERSON_BY_ID, err);
	db_bind_int(s, "id", id.v);
	int r = db_step(s, err);
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "person", NULL);
	unsigned char key[NAME_KEY_MAX];
	size_t n;
	const void *blob = db_blob(s, "name_key", &n);
	n = n < sizeof key ? n : sizeof key;
	memcpy(key, blob, n);
	CLEANUP_FREE char *name = mem_strdup(db_text(s, "full_name"));
	db_reset(s);
	return name ? put_words(db, name, key, n, id.v, DBQ_WORD_REMOVE, err) : ERR_OOM(err);
}

int person_remove(struct db *db, struct person_id id, int64_t rev, struct err *err)
{
	int r = person_words_drop(db, id, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_TASKS_CLEAR_OF, err);
	db_bind_int(s, "person", id.v);
	r = db_run(s, err);
	if (r)
		return r;
	s = db_begin(db, DBQ_PERSON_REMOVE, err);
	db_bind_int(s, "id", id.v);
	db_bind_int(s, "rev", rev);
	r = db_run(s, err);
	return r ? r : act_saved(db, "person", err);
}

/* A changed date of birth or of membership must not contradict the events that stand. */
static int check_events(struct db *db, struct person_id id, struct err *err)
{
	struct fact_event *events = NULL;
	struct fact_person facts;
	int r = person_facts(db, id, &events, &facts, err);
	if (r)
		return r;
	struct verdict v = events_check_all(&facts, clock_today());
	free(events);
	return v.kind == VERDICT_REFUSED ? ERR_RULE(err, ERR_REFUSED, (int)v.rule, "birth", NULL)
					 : 0;
}

/* `known`: what follows from the events that the caller adds. */
static int save(struct db *db, const struct act_by *by, const struct person *p, struct cell_id cell,
	const struct derived *known, struct person_id *ret, struct err *err)
{
	const struct derived d = known ? *known : (struct derived){.cell = cell};
	struct clean c = {0};
	struct act_scope scope;
	int r = clean_all(p, &c, err);
	if (!r && c.text[CCCD] && cccd_check(c.text[CCCD], p->sex, p->birth) == CCCD_FORM)
		r = ERR(err, ERR_INVALID, "cccd", "%s", c.text[CCCD]);
	if (!r)
		r = check_dates(p, err);
	if (r) {
		clean_done(&c);
		return r;
	}
	r = act_enter(&scope, db, by, p->id.v ? "person_change" : "person_add", err);
	if (r) {
		clean_done(&c);
		if (r == 1)
			ret->v = scope.done;
		return r < 0 ? r : 0;
	}
	struct person_id id = p->id;
	bool words_wait = crowd_words_wait(db, id);
	if (id.v && !words_wait)
		r = person_words_drop(db, id, err);
	if (!r)
		r = put_person(db, p, &c, &d, err);
	if (!r && !id.v)
		id.v = db_last_id(db);
	if (!r && !words_wait)
		r = put_words(db, c.name, c.key, c.key_len, id.v, DBQ_WORD_ADD, err);
	if (!r && cell.v)
		r = p->id.v ? set_cell(db, id.v, cell, err)
			    : add_cell(db, id.v, cell, (struct date){0}, err);
	if (!r && p->id.v)
		r = check_events(db, id, err);
	if (!r && !known && (p->id.v || p->is_member))
		r = standing_refresh(db, id, p->id.v != 0, err);
	if (!r && p->id.v)
		r = act_check_helped(db, id, err);
	r = act_leave(&scope, r, "person", id.v, err);
	if (!r)
		*ret = id;
	clean_done(&c);
	return r;
}

int person_save(struct db *db, const struct act_by *by, const struct person *p, struct cell_id cell,
	struct person_id *ret, struct err *err)
{
	return save(db, by, p, cell, NULL, ret, err);
}

int person_add_as(struct db *db, const struct act_by *by, const struct person *p,
	const struct derived *d, struct person_id *ret, struct err *err)
{
	return save(db, by, p, d->cell, d, ret, err);
}

static int check_open(struct db *db, struct cell_id cell, struct date on, struct err *err)
{
	char text[DATE_TEXT];
	struct db_stmt *s = db_begin(db, DBQ_CELL_BY_ID, err);
	db_bind_int(s, "id", cell.v);
	int r = db_step(s, err);
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "cell", NULL);
	struct date from = db_date(s, "valid_from"), to = db_date(s, "valid_to");
	db_reset(s);
	if ((date_is_set(from) && date_cmp(on, from) < 0) ||
		(date_is_set(to) && date_cmp(on, to) > 0))
		return ERR_RULE(
			err, ERR_REFUSED, RULE_CELL_CLOSED, "cell", "%s", date_to_user(on, text));
	return 0;
}

int person_move(struct db *db, const struct act_by *by, struct person_id id, struct cell_id to,
	struct date on, struct err *err)
{
	char text[DATE_TEXT];
	if (!date_is_full(on))
		return ERR(err, ERR_INVALID, "on_date", "%s", "");
	if (date_cmp(on, clock_today()) > 0)
		return ERR_RULE(
			err, ERR_REFUSED, RULE_FUTURE, "on_date", "%s", date_to_user(on, text));
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "person_move", err);
	if (r)
		return r < 0 ? r : 0;
	struct person_cell now;
	r = latest(db, id.v, &now, err);
	if (!r && now.id && date_is_set(now.from) && date_cmp(on, now.from) < 0)
		r = ERR_RULE(err, ERR_REFUSED, RULE_CELL_PERIOD, "on_date", "%s",
			date_to_user(on, text));
	if (!r)
		r = check_open(db, to, on, err);
	if (!r && now.id && !date_is_set(now.to)) {
		struct db_stmt *s = db_begin(db, DBQ_PERSON_CELL_END, err);
		db_bind_int(s, "id", now.id);
		db_bind_date(s, "to", on);
		r = db_run(s, err);
	}
	if (!r)
		r = add_cell(db, id.v, to, on, err);
	if (!r)
		r = standing_refresh(db, id, false, err);
	return act_leave(&scope, r, "person", id.v, err);
}
