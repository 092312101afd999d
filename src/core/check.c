#include "core/check.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "core/act_scope.h"
#include "core/check_scope.h"
#include "core/sentence.h"
#include "viet/name.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

static int tell(
	struct check *c, const char *name, int64_t id, const char *what, const struct err *why)
{
	CLEANUP(strbuf_done) struct strbuf b = {0};
	text_safe(&b, name, strlen(name), false, false);
	if (id)
		strbuf_addf(&b, " (%lld)", (long long)id);
	strbuf_add(&b, ": ");
	if (why)
		sentence_add(&b, why);
	else
		text_safe(&b, what, strlen(what), false, false);
	return b.failed ? ERR_OOM(c->err) : c->fault(c->ctx, strbuf_str(&b));
}

int check_tell(struct check *c, const char *name, int64_t id, const char *what)
{
	return tell(c, name, id, _(what), NULL);
}

int check_tell_rule(
	struct check *c, const char *name, int64_t id, int rule, int other, struct date on)
{
	struct err why = {.code = ERR_REFUSED, .rule = rule, .other = other};
	date_to_user(on, why.detail);
	return tell(c, name, id, NULL, &why);
}

static int tell_file(void *ctx, const char *text)
{
	struct check *c = ctx;
	return tell(c, _("The file"), 0, text, NULL);
}

/* ---- cells ----------------------------------------------------------------------------------- */

/* Does the chain of successors lead back to where it began, or into a ring? */
static int check_successors(struct check *c, const char *code, int64_t id, int64_t next)
{
	enum { LONGEST = 1000 };
	int steps = 0;
	while (next && next != id && steps++ < LONGEST) {
		struct db_stmt *s = db_begin(c->db, DBQ_CELL_BY_ID, c->err);
		db_bind_int(s, "id", next);
		int r = db_step(s, c->err);
		if (r < 0)
			return r;
		next = r ? db_int(s, "successor_id") : 0;
		db_reset(s);
	}
	return next ? check_tell(c, code, id, N_("the cells it was merged into lead back to it"))
		    : 0;
}

static int check_names(struct check *c, const char *code, int64_t id)
{
	bool has_name = false, is_wrong = false;
	struct db_stmt *s = db_begin(c->db, DBQ_CHECK_CELL_NAMES, c->err);
	db_bind_int(s, "cell", id);
	int r;
	while ((r = db_step(s, c->err)) == 1) {
		CLEANUP_FREE char *fold = NULL;
		has_name = true;
		r = act_cell_fold(db_text(s, "name"), &fold, c->err);
		if (r) {
			db_reset(s);
			return r;
		}
		is_wrong |= strcmp(db_text(s, "name_fold"), fold) != 0;
	}
	if (!r && !has_name)
		r = check_tell(c, code, id, N_("it has no name"));
	if (!r && is_wrong)
		r = check_tell(c, code, id, N_("it cannot be found by its name"));
	return r;
}

static int check_cell(struct check *c, struct db_stmt *s)
{
	unsigned char key[NAME_KEY_MAX];
	size_t n = 0, stored_n;
	int64_t id = db_int(s, "id"), successor = db_int(s, "successor_id");
	struct date from = db_date(s, "valid_from"), to = db_date(s, "valid_to");
	CLEANUP_FREE char *code = mem_strdup(db_text(s, "code"));
	int r = code ? label_key(code, key, &n, c->err) : ERR_OOM(c->err);
	const void *stored = db_blob(s, "code_key", &stored_n);
	bool is_key = !r && n == stored_n && memcmp(key, stored, n) == 0;
	db_reset(s);
	if (!r && !is_key)
		r = check_tell(c, code, id, N_("it is sorted by another code than its own"));
	if (!r && date_is_set(from) && date_is_set(to) && date_cmp(to, from) < 0)
		r = check_tell_rule(c, code, id, RULE_CELL_PERIOD, 0, (struct date){0});
	if (!r)
		r = check_names(c, code, id);
	return r ? r : check_successors(c, code, id, successor);
}

int check_cell_by_id(struct check *c, int64_t id)
{
	struct db_stmt *s = db_begin(c->db, DBQ_CHECK_CELL_NEXT, c->err);
	db_bind_int(s, "id", id - 1);
	int r = db_step(s, c->err);
	if (r == 1 && db_int(s, "id") == id)
		return check_cell(c, s);
	db_reset(s);
	return r < 0 ? r : 0;
}

/* ---- figures and targets --------------------------------------------------------------------- */

static int check_count(struct check *c, struct db_stmt *s)
{
	int64_t id = db_int(s, "id");
	struct date on = db_date(s, "as_of");
	db_reset(s);
	return check_tell_rule(c, _("Figures of a cell"), id, RULE_PARTS, 0, on);
}

static int check_target(struct check *c, struct db_stmt *s)
{
	char years[48];
	int64_t id = db_int(s, "id");
	long count = (long)db_int(s, "count"), percent = (long)db_int(s, "percent"),
	     base = (long)db_int(s, "base");
	bool has_count = !db_is_null(s, "count"), has_percent = !db_is_null(s, "percent"),
	     has_base = !db_is_null(s, "base");
	snprintf(years, sizeof years, "%lld-%lld", (long long)db_int(s, "from_year"),
		(long long)db_int(s, "to_year"));
	db_reset(s);
	if (has_percent && !has_base)
		return check_tell_rule(c, years, id, RULE_TARGET_NO_BASE, 0, (struct date){0});
	if (!has_percent && !has_count)
		return check_tell(c, years, id, N_("a target without a figure"));
	if (has_percent && has_count && target_from_percent(base, percent) != count) {
		struct err why = {.code = ERR_REFUSED, .rule = RULE_TARGET_DISAGREES};
		snprintf(why.detail, sizeof why.detail, "%ld", target_from_percent(base, percent));
		return tell(c, years, id, NULL, &why);
	}
	return 0;
}

/* Every record of a statement that gives the one after :id. */
static int each(struct check *c, enum db_query q, int (*one)(struct check *c, struct db_stmt *s))
{
	int64_t id = 0;
	for (;;) {
		struct db_stmt *s = db_begin(c->db, q, c->err);
		db_bind_int(s, "id", id);
		int r = db_step(s, c->err);
		if (r <= 0)
			return r;
		id = db_int(s, "id");
		r = one(c, s);
		db_reset(s);
		if (r)
			return r;
	}
}

struct date check_today(void)
{
	char stamp[CLOCK_STAMP];
	struct date real = {0};
	clock_stamp(stamp);
	stamp[DATE_TEXT - 1] = '\0';
	date_from_iso(stamp, false, &real);
	return date_max(clock_today(), real);
}

int check_database(
	struct db *db, int (*fault)(void *ctx, const char *text), void *ctx, struct err *err)
{
	struct check c = {.db = db, .fault = fault, .ctx = ctx, .today = check_today(), .err = err};
	int r = db_read_begin(db, err);
	if (r)
		return r;
	r = db_check_file(db, tell_file, &c, err);
	if (!r)
		r = each(&c, DBQ_CHECK_CELL_NEXT, check_cell);
	if (!r)
		r = each(&c, DBQ_CHECK_COUNT_NEXT, check_count);
	if (!r)
		r = each(&c, DBQ_CHECK_TARGET_NEXT, check_target);
	if (!r)
		r = check_people(&c);
	if (!r)
		r = check_audit(&c);
	db_read_end(db);
	return r;
}
