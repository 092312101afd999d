/* Days off: what the office adds to the law. */
#include "base/mem.h"
#include "base/vec.h"
#include "core/rule_act.h"
#include "core/task_own.h"

bool day_off_is_law(struct date on)
{
	struct calendar_day law[CALENDAR_YEAR_MAX];
	size_t n = date_is_full(on) && date_weekday(on) < 5 ? calendar_of_year(on.year, law) : 0;
	for (size_t i = 0; i < n; i++)
		if (date_cmp(law[i].on, on) == 0)
			return true;
	return false;
}

/* What is worked is a weekend, which is off already, or a day that is off by law or assumed to be. */
static int check_day(struct date on, bool is_worked, struct err *err)
{
	if (!date_is_full(on))
		return ERR(err, ERR_INVALID, "on_date", "%s", "");
	bool ok = date_weekday(on) >= 5 ? is_worked : !is_worked || day_off_is_law(on);
	return ok ? 0 : ERR(err, ERR_INVALID, "is_worked", "%s", "");
}

/* Inside the act: nobody else has saved this day since it was read. */
static int check_rev(struct db *db, struct date on, int64_t rev, struct err *err)
{
	struct day_off now = {0};
	int r = day_off_load(db, on, &now, err);
	day_off_done(&now);
	if (r && r != ERR_NOT_FOUND)
		return r;
	return act_is_current(r ? 0 : now.rev, rev, rev ? "day_off" : "on_date", err);
}

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
	const char *reason, int64_t rev, struct err *err)
{
	CLEANUP_FREE char *text = NULL;
	struct act_scope scope;
	bool were_current = false;
	int r = check_day(on, is_worked, err);
	if (!r)
		r = act_clean(reason, "reason", &text, err);
	if (!r)
		r = enter(&scope, db, by, "day_off", &were_current, err);
	if (r)
		return r < 0 ? r : 0;
	r = check_rev(db, on, rev, err);
	if (!r) {
		struct db_stmt *s = db_begin(db, DBQ_DAY_OFF_PUT, err);
		db_bind_date(s, "on", on);
		db_bind_int(s, "is_worked", is_worked);
		db_bind_text(s, "reason", text);
		r = db_run(s, err);
	}
	return leave(&scope, r, were_current, on, "day_off", err);
}

int day_off_remove(
	struct db *db, const struct act_by *by, struct date on, int64_t rev, struct err *err)
{
	struct act_scope scope;
	bool were_current = false;
	int r = enter(&scope, db, by, "day_off_remove", &were_current, err);
	if (r)
		return r < 0 ? r : 0;
	r = check_rev(db, on, rev, err);
	if (!r) {
		struct db_stmt *s = db_begin(db, DBQ_DAY_OFF_REMOVE, err);
		db_bind_date(s, "on", on);
		r = db_run(s, err);
	}
	return leave(&scope, r, were_current, on, "day_off", err);
}

static int put_year(struct db *db, int year, const char *paper_no, bool confirmed, struct err *err)
{
	struct db_stmt *s =
		db_begin(db, confirmed ? DBQ_CALENDAR_YEAR_PUT : DBQ_CALENDAR_YEAR_REMOVE, err);
	db_bind_int(s, "year", year);
	if (confirmed)
		db_bind_text(s, "paper_no", paper_no);
	return db_run(s, err);
}

int calendar_confirm(struct db *db, const struct act_by *by, int year, const char *paper_no,
	bool confirmed, int64_t rev, struct err *err)
{
	CLEANUP_FREE char *text = NULL, *now_text = NULL;
	struct act_scope scope;
	bool were_current = false;
	int64_t now = 0;
	int r = year >= 1930 && year <= 2200 ? 0 : ERR(err, ERR_INVALID, "year", "%d", year);
	if (!r)
		r = act_clean(paper_no, "paper_no", &text, err);
	if (!r)
		r = enter(&scope, db, by, confirmed ? "calendar_confirm" : "calendar_open",
			&were_current, err);
	if (r)
		return r < 0 ? r : 0;
	r = calendar_confirmed(db, year, &now, &now_text, err);
	if (!r)
		r = act_is_current(now, rev, "year", err);
	if (!r)
		r = put_year(db, year, text, confirmed, err);
	/* how certain a day is moves no deadline */
	return leave(&scope, r, were_current, (struct date){0}, "calendar_year", err);
}

static int read_day(struct db_stmt *s, struct day_off *ret, struct err *err)
{
	const char *reason = db_text(s, "reason");
	*ret = (struct day_off){.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.on = db_date(s, "on_date"),
		.is_worked = db_int(s, "is_worked"),
		.reason = mem_strdup(reason)};
	return reason && !ret->reason ? ERR_OOM(err) : 0;
}

int day_off_load(struct db *db, struct date on, struct day_off *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_DAY_OFF_ON, err);
	db_bind_date(s, "on", on);
	int r = db_step(s, err);
	if (r == 1)
		r = read_day(s, ret, err);
	else if (!r)
		r = ERR(err, ERR_NOT_FOUND, "day_off", NULL);
	db_reset(s);
	return r;
}

void day_off_done(struct day_off *d)
{
	mem_freep(&d->reason);
}

int days_off_load(struct db *db, int year, struct day_off **ret, size_t *ret_n, struct err *err)
{
	VEC(struct day_off) list = {0};
	struct db_stmt *s = db_begin(db, DBQ_DAYS_OFF_BETWEEN, err);
	db_bind_date(s, "from", (struct date){.year = (short)year, .month = 1, .day = 1});
	db_bind_date(s, "to", (struct date){.year = (short)year, .month = 12, .day = 31});
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct day_off d;
		r = read_day(s, &d, err);
		if (!r && !VEC_PUSH(&list, d)) {
			day_off_done(&d);
			r = ERR_OOM(err);
		}
		if (r)
			break;
	}
	db_reset(s);
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

int calendar_confirmed(struct db *db, int year, int64_t *ret_rev, char **ret_paper, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CALENDAR_YEAR, err);
	db_bind_int(s, "year", year);
	int r = db_step(s, err);
	const char *text = r == 1 ? db_text(s, "paper_no") : NULL;
	char *paper = mem_strdup(text);
	*ret_rev = r == 1 ? db_int(s, "rev") : 0;
	db_reset(s);
	if (r < 0)
		return r;
	if (text && !paper)
		return ERR_OOM(err);
	*ret_paper = paper;
	return 0;
}
