#include "core/judgement.h"

#include "base/clock.h"
#include "core/act_scope.h"

#include <stdlib.h>

static int put(struct db *db, struct person_id person, const char *fault, const char *value,
	const char *note, struct err *err)
{
	int64_t known = 0;
	struct db_stmt *s = db_begin(db, DBQ_JUDGEMENT_PERSON, err);
	db_bind_int(s, "person", person.v);
	int r = db_number(s, 0, &known, err);
	if (!r && !known)
		r = ERR(err, ERR_NOT_FOUND, "person", NULL);
	if (r)
		return r;
	s = db_begin(db, DBQ_JUDGEMENT_PUT, err);
	db_bind_int(s, "person", person.v);
	db_bind_text(s, "fault", fault);
	db_bind_text(s, "value", value);
	db_bind_date(s, "on_date", clock_today());
	db_bind_text(s, "note", note);
	return db_run(s, err);
}

int judgement_save(struct db *db, const struct act_by *by, struct person_id person,
	const char *fault, const char *value, const char *note, struct err *err)
{
	char *text = NULL;
	struct act_scope scope;
	int r = act_clean(note, "note", &text, err);
	if (!r)
		r = act_enter(&scope, db, by, "judgement_save", err);
	if (!r) {
		r = put(db, person, fault, value, text, err);
		r = act_leave(&scope, r, "person", person.v, err);
	}
	free(text);
	return r < 0 ? r : 0;
}

int judgement_save_many(struct db *db, const struct act_by *by, const struct judgement_item *items,
	size_t n, struct err *err)
{
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "judgement_save", err);
	if (r)
		return r < 0 ? r : 0;
	for (size_t i = 0; !r && i < n; i++)
		r = put(db, items[i].person, items[i].fault, items[i].value, NULL, err);
	return act_leave(&scope, r, "person", n ? items[0].person.v : 0, err);
}

int judgement_remove_many(struct db *db, const struct act_by *by,
	const struct judgement_item *items, size_t n, struct err *err)
{
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "judgement_remove", err);
	if (r)
		return r < 0 ? r : 0;
	for (size_t i = 0; !r && i < n; i++) {
		struct db_stmt *s = db_begin(db, DBQ_JUDGEMENT_REMOVE, err);
		db_bind_int(s, "person", items[i].person.v);
		db_bind_text(s, "fault", items[i].fault);
		r = db_run(s, err);
		if (!r && !db_changes(db))
			r = ERR(err, ERR_NOT_FOUND, "judgement", NULL);
	}
	return act_leave(&scope, r, "person", n ? items[0].person.v : 0, err);
}

int judgement_remove(struct db *db, const struct act_by *by, struct person_id person,
	const char *fault, struct err *err)
{
	const struct judgement_item item = {.person = person, .fault = fault};
	return judgement_remove_many(db, by, &item, 1, err);
}
