/* Saving and removing records of the books. */
#include "base/clock.h"
#include "base/mem.h"
#include "core/act_scope.h"
#include "core/register.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int check_number(const struct book_field *f, const char *text, struct err *err)
{
	char *end;
	long n = strtol(text, &end, 10);
	long most = f->most ? f->most : 1000000;
	return *end || n < f->least || n > most ? ERR(err, ERR_INVALID, f->column, "%s", text) : 0;
}

static int check_day(const struct book_field *f, const char *text, struct err *err)
{
	char day[DATE_TEXT], user[DATE_TEXT];
	struct date d;
	bool is_month = f->type == BOOK_MONTH;
	snprintf(day, sizeof day, "%.7s%s", text, is_month ? "-01" : "");
	if ((is_month && strlen(text) != 7) || !date_from_iso(is_month ? day : text, false, &d) ||
		!date_is_full(d))
		return ERR(err, ERR_INVALID, f->column, "%s", text);
	if (f->past && date_cmp(d, clock_today()) > 0)
		return ERR_RULE(
			err, ERR_REFUSED, RULE_FUTURE, f->column, "%s", date_to_user(d, user));
	return 0;
}

static int check_choice(const struct book_field *f, const char *text, struct err *err)
{
	long n = strtol(text, NULL, 10), most = 0;
	while (f->choices[most])
		most++;
	return n < 1 || n > most ? ERR(err, ERR_INVALID, f->column, "%s", text) : 0;
}

static int check_field(const struct book_field *f, const char *text, struct err *err)
{
	if (!text)
		return f->required ? ERR(err, ERR_INVALID, f->column, "%s", "") : 0;
	switch (f->type) {
	case BOOK_NUMBER:
		return check_number(f, text, err);
	case BOOK_DATE:
	case BOOK_MONTH:
		return check_day(f, text, err);
	case BOOK_CHOICE:
		return check_choice(f, text, err);
	default:
		return 0;
	}
}

static int check_order(enum book_kind kind, const struct book_row *row, const char *from,
	const char *to, struct err *err)
{
	struct date a = book_date(kind, row, from), b = book_date(kind, row, to);
	return date_is_set(a) && date_is_set(b) && date_cmp(b, a) < 0
		       ? ERR_RULE(err, ERR_REFUSED, RULE_MENTOR_PERIOD, to, NULL)
		       : 0;
}

static bool has(enum book_kind kind, const struct book_row *row, const char *column)
{
	return *book_text(kind, row, column);
}

static int missing(const char *column, struct err *err)
{
	return ERR(err, ERR_INVALID, column, "%s", "");
}

int book_check(enum book_kind kind, const struct book_row *row, struct err *err)
{
	switch (kind) {
	case BOOK_TERM:
		return has(kind, row, "name") || has(kind, row, "code") ? 0 : missing("name", err);
	case BOOK_HEAD:
		if (book_id(kind, row, "post") == HEAD_ASSOCIATION &&
			!has(kind, row, "association_id"))
			return missing("association_id", err);
		return check_order(kind, row, "from_date", "to_date", err);
	case BOOK_OVERSIGHT:
		return check_order(kind, row, "from_date", "to_date", err);
	case BOOK_DUTY:
	case BOOK_MONTHLY:
		/* a member or an association: one of them */
		if (has(kind, row, "person_id") == has(kind, row, "association_id"))
			return has(kind, row, "person_id")
				       ? ERR_RULE(err, ERR_REFUSED, RULE_REPORTER, "association_id",
						 NULL)
				       : missing("person_id", err);
		return 0;
	case BOOK_PROPOSAL:
		return 0;
	case BOOK_OBSTACLE:
		if (has(kind, row, "ended_on") && !has(kind, row, "outcome"))
			return missing("outcome", err);
		return check_order(kind, row, "since", "ended_on", err);
	case BOOK_VISIT:
		if (!has(kind, row, "cell_id") && !has(kind, row, "person_id"))
			return missing("person_id", err);
		return check_order(kind, row, "on_date", "next_on", err);
	case BOOK_MEETING:
		if (has(kind, row, "due_on") && !has(kind, row, "asked_for"))
			return missing("asked_for", err);
		return check_order(kind, row, "on_date", "done_on", err);
	case BOOK_REVIEW:
		return book_id(kind, row, "noticed") > book_id(kind, row, "looked_at")
			       ? ERR_RULE(err, ERR_REFUSED, RULE_PARTS, "noticed", "%s > %s",
					 book_text(kind, row, "noticed"),
					 book_text(kind, row, "looked_at"))
			       : 0;
	case BOOK_STAFF:
		return has(kind, row, "age_from") && has(kind, row, "age_to") &&
				       book_id(kind, row, "age_to") < book_id(kind, row, "age_from")
			       ? ERR(err, ERR_INVALID, "age_to", "%s",
					 book_text(kind, row, "age_to"))
			       : 0;
	case BOOK_SIGNER:
		if (book_id(kind, row, "body") == SIGNS_CELL && !has(kind, row, "cell_id"))
			return missing("cell_id", err);
		if (book_id(kind, row, "body") != SIGNS_CELL && has(kind, row, "cell_id"))
			return ERR_RULE(err, ERR_REFUSED, RULE_SIGNER_CELL, "cell_id", NULL);
		return check_order(kind, row, "from_date", "to_date", err);
	case BOOK_CAUSE:
		if (!has(kind, row, "kind_id") && !has(kind, row, "words"))
			return missing("kind_id", err);
		return !has(kind, row, "kind_id") && !has(kind, row, "side") ? missing("side", err)
									     : 0;
	default:
		return 0;
	}
}

/* A copy with its texts cleaned, and what is stored where nothing is given: yes and no are 1 and 0. */
static int clean_row(
	const struct book *b, const struct book_row *row, struct book_row *ret, struct err *err)
{
	int r = 0;
	*ret = (struct book_row){.id = row->id, .rev = row->rev};
	for (size_t i = 0; !r && i < b->field_count; i++) {
		r = act_clean(row->v[i], b->fields[i].column, &ret->v[i], err);
		const char *unset = b->fields[i].type == BOOK_YES ? "0" : b->fields[i].unset;
		if (!r && unset && !ret->v[i] && !(ret->v[i] = mem_strdup(unset)))
			r = ERR_OOM(err);
		if (!r)
			r = check_field(&b->fields[i], ret->v[i], err);
	}
	return r;
}

/* ---- what a record points at -------------------------------------------------------------------- */

static int check_link(struct db *db, const struct book_field *f, int64_t id, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	struct book_row row = {0};
	struct person p = {0};
	int r;
	switch (f->type) {
	case BOOK_CELL:
		r = cell_name(db, (struct cell_id){id}, (struct date){0}, &name, err);
		break;
	case BOOK_PERSON:
	case BOOK_MEMBER:
		r = person_load(db, (struct person_id){id}, &p, err);
		person_done(&p);
		break;
	case BOOK_ONE_OF:
	case BOOK_RECORD:
		r = book_load(db, f->type == BOOK_ONE_OF ? BOOK_TERM : (enum book_kind)f->of, id,
			&row, err);
		if (!r && f->type == BOOK_ONE_OF && book_id(BOOK_TERM, &row, "list") != f->of)
			r = ERR(err, ERR_INVALID, f->column, "%" PRId64, id);
		book_row_done(&row);
		break;
	default:
		return 0;
	}
	return r == ERR_NOT_FOUND ? ERR(err, ERR_NOT_FOUND, f->column, "%" PRId64, id) : r;
}

/* Is what it points at there, and (an entry) of the list that is meant? */
static int check_links(struct db *db, const struct book *b, const struct book_row *row,
	bool terms_only, struct err *err)
{
	int r = 0;
	for (size_t i = 0; !r && i < b->field_count; i++)
		if (row->v[i] && (!terms_only || b->fields[i].type == BOOK_ONE_OF))
			r = check_link(db, &b->fields[i], strtoll(row->v[i], NULL, 10), err);
	return r;
}

static int put(struct db *db, const struct book *b, const struct book_row *row, struct err *err)
{
	/* ADD and SAVE stand after ONE and ALL */
	struct db_stmt *s = db_begin(db, b->first + (row->id ? 3 : 2), err);
	if (row->id) {
		db_bind_int(s, "id", row->id);
		db_bind_int(s, "rev", row->rev);
	}
	for (size_t i = 0; i < b->field_count; i++)
		db_bind_text(s, b->fields[i].column, row->v[i]);
	int r = db_run(s, err);
	/* the database says that something is missing, but not what */
	int missing = r == ERR_IN_USE ? check_links(db, b, row, false, err) : 0;
	r = missing ? missing : r;
	return r ? r : row->id ? act_saved(db, b->table, err) : 0;
}

static void act_name(const struct book *b, const char *what, char ret[48])
{
	snprintf(ret, 48, "%s_%s", b->code, what);
}

int book_save(struct db *db, const struct act_by *by, enum book_kind kind,
	const struct book_row *row, int64_t *ret, struct err *err)
{
	const struct book *b = book_of(kind);
	struct book_row clean;
	struct act_scope scope;
	char act[48];
	int64_t id = row->id;
	int r = clean_row(b, row, &clean, err);
	if (!r)
		r = book_check(kind, &clean, err);
	act_name(b, row->id ? "change" : "add", act);
	if (!r)
		r = act_enter(&scope, db, by, act, err);
	if (r == 1) {
		id = scope.done;
	} else if (!r) {
		r = check_links(db, b, &clean, true, err);
		if (!r && kind == BOOK_REGISTER)
			r = register_check(db, &clean, by->reason, err);
		if (!r)
			r = put(db, b, &clean, err);
		if (!r && !id)
			id = db_last_id(db);
		r = act_leave(&scope, r, b->table, id, err);
	}
	book_row_done(&clean);
	if (r >= 0 && ret)
		*ret = id;
	return r < 0 ? r : 0;
}

/* What the program knows by its code stays: a missing diploma is reported by it. */
static int check_remove(struct db *db, enum book_kind kind, int64_t id, struct err *err)
{
	struct book_row row;
	if (kind != BOOK_TERM)
		return 0;
	int r = book_load(db, kind, id, &row, err);
	if (r)
		return r;
	if (has(kind, &row, "code"))
		r = ERR_RULE(err, ERR_REFUSED, RULE_TERM_SHIPPED, "code", NULL);
	book_row_done(&row);
	return r;
}

int book_remove(struct db *db, const struct act_by *by, enum book_kind kind, int64_t id,
	int64_t rev, struct err *err)
{
	const struct book *b = book_of(kind);
	struct act_scope scope;
	char act[48];
	act_name(b, "remove", act);
	int r = check_remove(db, kind, id, err);
	if (r)
		return r;
	r = act_enter(&scope, db, by, act, err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, b->first + 4, err);
	db_bind_int(s, "id", id);
	db_bind_int(s, "rev", rev);
	r = db_run(s, err);
	if (!r)
		r = act_saved(db, b->table, err);
	return act_leave(&scope, r, b->table, id, err);
}
