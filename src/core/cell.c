/* Cells: found by what people call them, read with the names of a day. */
#include "core/record.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/act_scope.h"
#include "viet/heading.h"

#include <string.h>

void cell_done(struct cell *c)
{
	free(c->code);
	free(c->name);
	free(c->secretary);
	free(c->overseer);
	memset(c, 0, sizeof *c);
}

static const struct date last_day = {.year = 9999, .month = 12, .day = 31};

static int read_text(struct db_stmt *s, const char *column, char **ret, struct err *err)
{
	int r = db_step(s, err);
	if (r == 1 && !(*ret = mem_strdup(db_text(s, column))))
		r = ERR_OOM(err);
	db_reset(s);
	return r;
}

int cell_name(struct db *db, struct cell_id id, struct date day, char **ret, struct err *err)
{
	char *name = NULL;
	struct db_stmt *s = db_begin(db, DBQ_CELL_NAME_ON, err);
	db_bind_int(s, "cell", id.v);
	db_bind_date(s, "day", date_is_set(day) ? day : last_day);
	int r = read_text(s, "name", &name, err);
	if (r == 0) { /* older than its first known name */
		s = db_begin(db, DBQ_CELL_NAME_FIRST, err);
		db_bind_int(s, "cell", id.v);
		r = read_text(s, "name", &name, err);
	}
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "cell", NULL);
	*ret = name;
	return 0;
}

int cell_code_of(struct db *db, struct cell_id id, char **ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CELL_BY_ID, err);
	db_bind_int(s, "id", id.v);
	int r = read_text(s, "code", ret, err);
	return r > 0 ? 0 : r ? r : ERR(err, ERR_NOT_FOUND, "cell", NULL);
}

const char *cell_short_name(const char *name)
{
	static const char word[] = "Chi bộ ";
	return strncmp(name, word, sizeof word - 1) == 0 ? name + sizeof word - 1 : name;
}

struct db_stmt *cell_post_begin(
	struct db *db, struct cell_id id, enum cell_post post, struct date day, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CELL_POST_ON, err);
	db_bind_int(s, "cell", id.v);
	db_bind_int(s, "post", post);
	db_bind_date(s, "day", date_is_set(day) ? day : last_day);
	db_bind_date(s, "until", date_is_set(day) ? day : clock_today());
	return s;
}

static int read_post(struct db *db, struct cell_id id, enum cell_post post, struct date day,
	char **ret, struct err *err)
{
	struct db_stmt *s = cell_post_begin(db, id, post, day, err);
	int r = read_text(s, "holder", ret, err);
	return r < 0 ? r : 0;
}

int cell_load(struct db *db, struct cell_id id, struct date day, struct cell *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CELL_BY_ID, err);
	db_bind_int(s, "id", id.v);
	int r = db_step(s, err);
	if (r <= 0)
		return r ? r : ERR(err, ERR_NOT_FOUND, "cell", NULL);
	struct cell c = {
		.id = id,
		.rev = db_int(s, "rev"),
		.code = mem_strdup(db_text(s, "code")),
		.type = (enum cell_type)db_int(s, "type"),
		.valid_from = db_date(s, "valid_from"),
		.valid_to = db_date(s, "valid_to"),
		.successor = {db_int(s, "successor_id")},
		.nobody_left = db_int(s, "nobody_left"),
	};
	db_reset(s);
	r = c.code ? cell_name(db, id, day, &c.name, err) : ERR_OOM(err);
	if (!r)
		r = read_post(db, id, POST_SECRETARY, day, &c.secretary, err);
	if (!r)
		r = read_post(db, id, POST_OVERSEER, day, &c.overseer, err);
	if (r)
		cell_done(&c);
	else
		*ret = c;
	return r;
}

/* The one id of a statement that gives at most two: 0 none, 1 one, ERR_AMBIGUOUS. */
static int only_one(struct db_stmt *s, const char *text, int64_t *ret, struct err *err)
{
	int64_t id = 0;
	int n = 0, r;
	while ((r = db_step(s, err)) == 1 && n < 2) {
		id = db_int(s, "id");
		n++;
	}
	db_reset(s);
	if (r < 0)
		return r;
	if (n > 1)
		return ERR(err, ERR_AMBIGUOUS, "cell", "%s", text);
	*ret = id;
	return n;
}

int cell_find(struct db *db, const char *code_or_name, struct cell_id *ret, struct err *err)
{
	static const enum db_query by_code[] = {DBQ_CELL_BY_CODE, DBQ_CELL_BY_CODE_FOLD};
	int64_t id = 0;
	int r = 0;
	for (size_t i = 0; r == 0 && i < ARRAY_LEN(by_code); i++) {
		struct db_stmt *s = db_begin(db, by_code[i], err);
		db_bind_text(s, "code", code_or_name);
		r = only_one(s, code_or_name, &id, err);
	}
	if (r == 0) {
		CLEANUP_FREE char *fold = NULL;
		r = heading_key(code_or_name, &fold, err);
		if (r)
			return r;
		/* "Chi bộ Ấp 1" and "Ấp 1" are one cell */
		const char *key = strncmp(fold, "chi bo ", 7) == 0 ? fold + 7 : fold;
		struct db_stmt *s = db_begin(db, DBQ_CELL_BY_NAME, err);
		db_bind_text(s, "fold", key);
		r = only_one(s, code_or_name, &id, err);
	}
	if (r < 0)
		return r;
	if (r == 0)
		return ERR(err, ERR_NOT_FOUND, "cell", "%s", code_or_name);
	ret->v = id;
	return 0;
}

static long figure(struct db_stmt *s, const char *column)
{
	return db_is_null(s, column) ? -1 : (long)db_int(s, column);
}

struct pair {
	long whole, part;
	struct date on;
	bool is_after;
};

/* The latest on or before the day, else the earliest after it. */
static int read_pair(struct db *db, struct cell_id id, struct date day, const enum db_query q[2],
	const char *whole, const char *part, struct pair *ret, struct err *err)
{
	*ret = (struct pair){.whole = -1, .part = -1};
	for (int i = 0; i < 2; i++) {
		struct db_stmt *s = db_begin(db, q[i], err);
		db_bind_int(s, "cell", id.v);
		db_bind_date(s, "day", day);
		int r = db_step(s, err);
		if (r < 0)
			return r;
		if (r == 1) {
			*ret = (struct pair){.whole = figure(s, whole),
				.part = figure(s, part),
				.on = db_date(s, "as_of"),
				.is_after = i == 1};
			db_reset(s);
			return 1;
		}
	}
	return 0;
}

int cell_stated_on(
	struct db *db, struct cell_id id, struct date day, struct cell_stated *ret, struct err *err)
{
	static const enum db_query members[] = {DBQ_CELL_MEMBERS_BEFORE, DBQ_CELL_MEMBERS_AFTER};
	static const enum db_query workforce[] = {
		DBQ_CELL_WORKFORCE_BEFORE, DBQ_CELL_WORKFORCE_AFTER};
	struct pair m, w;
	int r1 = read_pair(db, id, day, members, "members", "official", &m, err);
	if (r1 < 0)
		return r1;
	int r2 = read_pair(db, id, day, workforce, "workforce", "workforce_members", &w, err);
	if (r2 < 0)
		return r2;
	if (!r1 && !r2)
		return ERR(err, ERR_NOT_FOUND, "cell_count", NULL);
	*ret = (struct cell_stated){
		.members = m.whole,
		.official = m.part,
		.members_on = m.on,
		.members_after = m.is_after,
		.workforce = w.whole,
		.workforce_members = w.part,
		.workforce_on = w.on,
		.workforce_after = w.is_after,
	};
	return 0;
}

int cell_name_add(struct db *db, struct strbuf *b, struct cell_id id, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	int r = cell_name(db, id, (struct date){0}, &name, err);
	if (!r)
		strbuf_add(b, cell_short_name(name));
	return r == ERR_NOT_FOUND ? 0 : r;
}

const char *cell_shortest_name(const char *name)
{
	static const char school[] = "Trường ";
	name = cell_short_name(name);
	return strncmp(name, school, sizeof school - 1) == 0 ? name + sizeof school - 1 : name;
}
