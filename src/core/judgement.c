#include "core/judgement.h"

#include "base/clock.h"
#include "base/mem.h"
#include "core/act_scope.h"

static int put(struct db *db, const struct judgement_item *item, struct err *err)
{
	CLEANUP_FREE char *note = NULL;
	int64_t known = 0;
	struct db_stmt *s = db_begin(db, DBQ_PERSON_IS_THERE, err);
	db_bind_int(s, "id", item->person.v);
	int r = db_number(s, 0, &known, err);
	if (!r && !known)
		r = ERR(err, ERR_NOT_FOUND, "person", NULL);
	if (!r)
		r = act_clean(item->note, "note", &note, err);
	if (r)
		return r;
	s = db_begin(db, DBQ_JUDGEMENT_PUT, err);
	db_bind_int(s, "person", item->person.v);
	db_bind_text(s, "fault", item->fault);
	db_bind_text(s, "value", item->value);
	db_bind_date(s, "on_date", clock_today());
	db_bind_text(s, "note", note);
	return db_run(s, err);
}

static int take_away(struct db *db, const struct judgement_item *item, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_JUDGEMENT_REMOVE, err);
	db_bind_int(s, "person", item->person.v);
	db_bind_text(s, "fault", item->fault);
	int r = db_run(s, err);
	return r || db_changes(db) ? r : ERR(err, ERR_NOT_FOUND, "judgement", NULL);
}

static int all(struct db *db, const struct act_by *by, const char *act,
	const struct judgement_item *items, size_t n,
	int (*one)(struct db *db, const struct judgement_item *item, struct err *err),
	struct err *err)
{
	struct act_scope scope;
	int r = act_enter(&scope, db, by, act, err);
	if (r)
		return r < 0 ? r : 0;
	for (size_t i = 0; !r && i < n; i++)
		r = one(db, &items[i], err);
	return act_leave(&scope, r, "person", n ? items[0].person.v : 0, err);
}

int judgement_save(struct db *db, const struct act_by *by, const struct judgement_item *items,
	size_t n, struct err *err)
{
	return all(db, by, "judgement_save", items, n, put, err);
}

int judgement_remove(struct db *db, const struct act_by *by, const struct judgement_item *items,
	size_t n, struct err *err)
{
	return all(db, by, "judgement_remove", items, n, take_away, err);
}
