/* Days off and who decides: what the office adds to the law and to what is shipped. */
#include "base/mem.h"
#include "base/vec.h"
#include "core/rule_act.h"
#include "core/task_own.h"

#include <string.h>

/* ---- days off ----------------------------------------------------------------------------------- */

/* Enters an act on the calendar; *ret_current: whether what is due followed the rules before it. */
static int enter(struct act_scope *scope, struct db *db, const struct act_by *by, const char *act,
	bool *ret_current, struct err *err)
{
	int r = act_enter(scope, db, by, act, err);
	if (r)
		return r;
	r = tasks_are_current(db, ret_current, err);
	return r ? act_leave(scope, r, "day_off", 0, err) : 0;
}

/* Ends it: what this day moves is reckoned anew (unset: no day became a working day or ceased to be one). */
static int leave(struct act_scope *scope, int r, bool were_current, struct date day,
	const char *record, struct err *err)
{
	rulebook_touch(scope->db);
	if (!r)
		r = tasks_refresh_day(scope->db, were_current, day, err);
	return act_leave(scope, r, record, 0, err);
}

int day_off_save(struct db *db, const struct act_by *by, struct date on, bool is_worked,
	const char *reason, struct err *err)
{
	CLEANUP_FREE char *text = NULL;
	struct act_scope scope;
	bool were_current = false;
	int r = date_is_full(on) ? 0 : ERR(err, ERR_INVALID, "on_date", "%s", "");
	/* what is worked is a weekend; a weekend is off already */
	if (!r && is_worked != (date_weekday(on) >= 5))
		r = ERR(err, ERR_INVALID, "is_worked", "%s", "");
	if (!r)
		r = act_clean(reason, "reason", &text, err);
	if (!r)
		r = enter(&scope, db, by, "day_off", &were_current, err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, DBQ_DAY_OFF_PUT, err);
	db_bind_date(s, "on", on);
	db_bind_int(s, "is_worked", is_worked);
	db_bind_text(s, "reason", text);
	r = db_run(s, err);
	return leave(&scope, r, were_current, on, "day_off", err);
}

int day_off_remove(struct db *db, const struct act_by *by, struct date on, struct err *err)
{
	struct act_scope scope;
	bool were_current = false;
	int r = enter(&scope, db, by, "day_off_remove", &were_current, err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, DBQ_DAY_OFF_REMOVE, err);
	db_bind_date(s, "on", on);
	r = db_run(s, err);
	if (!r && db_changes(db) != 1)
		r = ERR(err, ERR_NOT_FOUND, "day_off", NULL);
	return leave(&scope, r, were_current, on, "day_off", err);
}

int calendar_confirm(struct db *db, const struct act_by *by, int year, const char *paper_no,
	bool confirmed, struct err *err)
{
	CLEANUP_FREE char *text = NULL;
	struct act_scope scope;
	bool were_current = false;
	int r = year >= 1930 && year <= 2200 ? 0 : ERR(err, ERR_INVALID, "year", "%d", year);
	if (!r)
		r = act_clean(paper_no, "paper_no", &text, err);
	if (!r)
		r = enter(&scope, db, by, confirmed ? "calendar_confirm" : "calendar_open",
			&were_current, err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s =
		db_begin(db, confirmed ? DBQ_CALENDAR_YEAR_PUT : DBQ_CALENDAR_YEAR_REMOVE, err);
	db_bind_int(s, "year", year);
	if (confirmed)
		db_bind_text(s, "paper_no", text);
	r = db_run(s, err);
	/* how certain a day is moves no deadline */
	return leave(&scope, r, were_current, (struct date){0}, "calendar_year", err);
}

int days_off_load(struct db *db, int year, struct day_off **ret, size_t *ret_n, struct err *err)
{
	VEC(struct day_off) list = {0};
	bool ok = true;
	struct db_stmt *s = db_begin(db, DBQ_DAYS_OFF_BETWEEN, err);
	db_bind_date(s, "from", (struct date){.year = (short)year, .month = 1, .day = 1});
	db_bind_date(s, "to", (struct date){.year = (short)year, .month = 12, .day = 31});
	int r;
	while (ok && (r = db_step(s, err)) == 1) {
		const char *reason = db_text(s, "reason");
		struct day_off d = {.id = db_int(s, "id"),
			.rev = db_int(s, "rev"),
			.on = db_date(s, "on_date"),
			.is_worked = db_int(s, "is_worked"),
			.reason = mem_strdup(reason)};
		ok = (!reason || d.reason) && VEC_PUSH(&list, d);
		if (!ok)
			free(d.reason);
	}
	db_reset(s);
	if (!ok)
		r = ERR_OOM(err);
	if (r) {
		days_off_done(list.v, list.n);
		return r;
	}
	*ret = list.v;
	*ret_n = list.n;
	return 0;
}

void days_off_done(struct day_off *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(list[i].reason);
	free(list);
}

int calendar_confirmed(struct db *db, int year, bool *ret, char **ret_paper, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CALENDAR_YEAR, err);
	db_bind_int(s, "year", year);
	int r = db_step(s, err);
	const char *text = r == 1 ? db_text(s, "paper_no") : NULL;
	char *paper = mem_strdup(text);
	db_reset(s);
	if (r < 0)
		return r;
	if (text && !paper)
		return ERR_OOM(err);
	*ret = r == 1;
	*ret_paper = paper;
	return 0;
}

/* ---- who decides -------------------------------------------------------------------------------- */

static int check_authority(const struct authority *a, struct err *err)
{
	if (!date_is_full(a->from))
		return ERR(err, ERR_INVALID, "from_date", "%s", "");
	if ((int)a->kind < AUTHORITY_SUPERIOR || (int)a->kind > AUTHORITY_COMMITTEE)
		return ERR(err, ERR_INVALID, "kind", "%d", (int)a->kind);
	if (a->vote.num < 1 || a->vote.den < 1 || a->vote.num > a->vote.den || a->vote.den > 99)
		return ERR(err, ERR_INVALID, "vote", "%d/%d", a->vote.num, a->vote.den);
	return 0;
}

static void bind_or_null(struct db_stmt *s, const char *name, int64_t id)
{
	if (id)
		db_bind_int(s, name, id);
	else
		db_bind_null(s, name);
}

static int put_authority(struct db *db, const struct authority *a, int64_t rev, const char *name,
	const char *on_behalf, const struct clean_cite *cite, struct err *err)
{
	struct db_stmt *s = db_begin(db, a->id ? DBQ_AUTHORITY_SAVE : DBQ_AUTHORITY_ADD, err);
	if (a->id) {
		db_bind_int(s, "id", a->id);
		db_bind_int(s, "rev", rev);
	}
	db_bind_date(s, "from", a->from);
	bind_or_null(s, "cell", a->cell);
	bind_or_null(s, "type", a->cell ? 0 : a->cell_type);
	db_bind_int(s, "kind", a->kind);
	db_bind_text(s, "name", name);
	db_bind_text(s, "on_behalf", on_behalf);
	db_bind_int(s, "vote", RULE_FRACTION(a->vote.num, a->vote.den, a->vote.is_more));
	bind_cite(s, cite);
	int r = db_run(s, err);
	return r ? r : a->id ? act_saved(db, "authority", err) : 0;
}

int authority_save(struct db *db, const struct act_by *by, const struct authority *a, int64_t rev,
	struct err *err)
{
	CLEANUP_FREE char *name = NULL, *on_behalf = NULL;
	struct clean_cite cite = {0};
	struct act_scope scope;
	int r = check_authority(a, err);
	if (!r)
		r = act_clean(a->name, "name", &name, err);
	if (!r && !name)
		r = ERR(err, ERR_INVALID, "name", "%s", "");
	if (!r)
		r = act_clean(a->on_behalf, "on_behalf", &on_behalf, err);
	if (!r)
		r = clean_cite(&a->cite, &cite, err);
	if (r)
		return r;
	r = act_enter(&scope, db, by, a->id ? "authority_change" : "authority_add", err);
	if (!r) {
		r = put_authority(db, a, rev, name, on_behalf, &cite, err);
		int64_t id = a->id || r ? a->id : db_last_id(db);
		r = rule_act_leave(&scope, r, "authority", id, err);
	}
	clean_cite_done(&cite);
	return r < 0 ? r : 0;
}

int authority_remove(
	struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err)
{
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "authority_remove", err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, DBQ_AUTHORITY_REMOVE, err);
	db_bind_int(s, "id", id);
	db_bind_int(s, "rev", rev);
	r = db_run(s, err);
	if (!r)
		r = act_saved(db, "authority", err);
	return rule_act_leave(&scope, r, "authority", id, err);
}
