/* Who decides: what the office adds to what is shipped. */
#include "base/mem.h"
#include "core/rule_act.h"

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

static int put_authority(struct db *db, const struct authority *a, int64_t rev, const char *name,
	const char *on_behalf, const struct clean_cite *cite, struct err *err)
{
	struct db_stmt *s = db_begin(db, a->id ? DBQ_AUTHORITY_SAVE : DBQ_AUTHORITY_ADD, err);
	if (a->id) {
		db_bind_int(s, "id", a->id);
		db_bind_int(s, "rev", rev);
	}
	db_bind_date(s, "from", a->from);
	db_bind_id(s, "cell", a->cell);
	db_bind_id(s, "type", a->cell ? 0 : a->cell_type);
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
