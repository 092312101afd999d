#include "core/setting.h"

#include "base/mem.h"
#include "core/act_scope.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int read_setting(struct db *db, const char *key, char *ret, size_t size, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_SETTING_GET, err);
	db_bind_text(s, "key", key);
	int r = db_step(s, err);
	if (r == 1)
		snprintf(ret, size, "%s", db_text(s, "value"));
	db_reset(s);
	return r < 0 ? r : 0;
}

int settings_load(struct db *db, struct settings *ret, struct err *err)
{
	struct settings v = {.date_basis = BASIS_CEREMONY, .dry_years = 3};
	char basis[16] = "", years[8] = "", uy[8] = "", by[8] = "02-15", day[8] = "5",
	     months[8] = "3";
	int r = read_setting(db, "date_basis", basis, sizeof basis, err);
	if (!r)
		r = read_setting(db, "dry_years", years, sizeof years, err);
	if (!r)
		r = read_setting(db, "lang", v.lang, sizeof v.lang, err);
	if (!r)
		r = read_setting(db, "uy", uy, sizeof uy, err);
	if (!r)
		r = read_setting(db, "resolution_by", by, sizeof by, err);
	if (!r)
		r = read_setting(db, "report_day", day, sizeof day, err);
	if (!r)
		r = read_setting(db, "visit_months", months, sizeof months, err);
	if (r)
		return r;
	if (strlen(by) == 5) {
		v.resolution_month = atoi(by);
		v.resolution_day = atoi(by + 3);
	}
	v.tone_on_y = strcmp(uy, "uỷ") == 0;
	v.report_day = atoi(day);
	v.visit_months = atoi(months);
	if (strcmp(basis, "decision") == 0)
		v.date_basis = BASIS_DECISION;
	if (years[0])
		v.dry_years = atoi(years);
	*ret = v;
	return 0;
}

static bool is_number(const char *value, long least, long most)
{
	char *end;
	long n = strtol(value, &end, 10);
	return *value && !*end && n >= least && n <= most;
}

/* "02-15": a day of every year, 29/2 is none. Empty: not asked for. */
static bool is_day_of_year(const char *value)
{
	char text[16];
	struct date d;
	snprintf(text, sizeof text, "2001-%.7s", value);
	return !*value || (strlen(value) == 5 && date_from_iso(text, false, &d));
}

int setting_check(const char *key, const char *value, struct err *err)
{
	bool ok = false;
	if (strcmp(key, "date_basis") == 0)
		ok = strcmp(value, "ceremony") == 0 || strcmp(value, "decision") == 0;
	else if (strcmp(key, "dry_years") == 0)
		ok = is_number(value, 1, 50);
	else if (strcmp(key, "resolution_by") == 0)
		ok = is_day_of_year(value);
	else if (strcmp(key, "report_day") == 0)
		ok = is_number(value, 0, 28);
	else if (strcmp(key, "visit_months") == 0)
		ok = is_number(value, 0, 24);
	else if (strcmp(key, "lang") == 0)
		ok = strcmp(value, "vi") == 0 || strcmp(value, "en") == 0 || !*value;
	else if (strcmp(key, "uy") == 0)
		ok = strcmp(value, "ủy") == 0 || strcmp(value, "uỷ") == 0;
	else if (strcmp(key, "collator") == 0)
		ok = true;
	return ok ? 0 : ERR(err, ERR_INVALID, key, "%s", value);
}

int setting_save(
	struct db *db, const struct act_by *by, const char *key, const char *value, struct err *err)
{
	int r = setting_check(key, value, err);
	if (r)
		return r;
	struct act_scope scope;
	r = act_enter(&scope, db, by, "setting", err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, DBQ_SETTING_PUT, err);
	db_bind_text(s, "key", key);
	db_bind_text(s, "value", value);
	r = db_run(s, err);
	return act_leave(&scope, r, "setting", 0, err);
}

int committee_save(
	struct db *db, const struct act_by *by, const struct committee *c, struct err *err)
{
	const struct {
		const char *field, *text;
	} in[] = {{"name", c->name}, {"superior", c->superior}, {"place", c->place},
		{"on_behalf", c->on_behalf}, {"office_held", c->office_held}, {"signer", c->signer},
		{"symbol", c->symbol}};
	char *text[ARRAY_LEN(in)] = {0};
	struct act_scope scope;
	int r = 0;
	for (size_t i = 0; !r && i < ARRAY_LEN(in); i++)
		r = act_clean(in[i].text, in[i].field, &text[i], err);
	if (!r && !text[0])
		r = ERR(err, ERR_INVALID, "name", "%s", "");
	if (!r)
		r = act_enter(&scope, db, by, c->id ? "committee_change" : "committee_add", err);
	if (!r) {
		struct db_stmt *s =
			db_begin(db, c->id ? DBQ_COMMITTEE_SAVE : DBQ_COMMITTEE_ADD, err);
		if (c->id) {
			db_bind_int(s, "id", c->id);
			db_bind_int(s, "rev", c->rev);
		}
		db_bind_date(s, "from_date", c->from);
		for (size_t i = 0; i < ARRAY_LEN(in); i++)
			db_bind_text(s, in[i].field, text[i]);
		r = db_run(s, err);
		if (!r && c->id)
			r = act_saved(db, "committee", err);
		int64_t id = c->id || r ? c->id : db_last_id(db);
		r = act_leave(&scope, r, "committee", id, err);
	}
	for (size_t i = 0; i < ARRAY_LEN(in); i++)
		free(text[i]);
	return r < 0 ? r : 0;
}
