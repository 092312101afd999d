#include "core/frozen.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/vec.h"
#include "core/act_scope.h"

#include <stdlib.h>

/* ---- reading ------------------------------------------------------------------------------------------ */

void frozen_row_done(struct frozen_row *row)
{
	free(row->report);
	free(row->lang);
	free(row->title);
	free(row->paper_no);
	free(row->sent_to);
	free(row->at);
	free(row->by);
	*row = (struct frozen_row){0};
}

static int take_row(struct db_stmt *s, struct frozen_row *ret, struct err *err)
{
	const char *no = db_text(s, "paper_no"), *to = db_text(s, "sent_to");
	struct frozen_row row = {.id = db_int(s, "id"),
		.rev = db_int(s, "rev"),
		.report = mem_strdup(db_text(s, "report")),
		.from = db_date(s, "from_date"),
		.to = db_date(s, "to_date"),
		.as_of = db_date(s, "as_of"),
		.cell = {db_int(s, "cell_id")},
		.with_overdue = db_int(s, "with_overdue"),
		.lang = mem_strdup(db_text(s, "lang")),
		.title = mem_strdup(db_text(s, "title")),
		.paper_no = mem_strdup(no),
		.sent_on = db_date(s, "sent_on"),
		.sent_to = mem_strdup(to),
		.at = mem_strdup(db_text(s, "frozen_at")),
		.by = mem_strdup(db_text(s, "frozen_by")),
		.audit_id = db_int(s, "audit_id")};
	if (row.report && row.lang && row.title && row.at && row.by && (!no || row.paper_no) &&
		(!to || row.sent_to)) {
		*ret = row;
		return 0;
	}
	frozen_row_done(&row);
	return ERR_OOM(err);
}

void frozen_rows_done(struct frozen_rows *rows)
{
	VEC_EACH (row, rows)
		frozen_row_done(row);
	VEC_DONE(rows);
}

int frozen_rows_read(struct db *db, struct frozen_rows *ret, struct err *err)
{
	struct frozen_rows rows = {0};
	struct db_stmt *s = db_begin(db, DBQ_FROZEN_ALL, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct frozen_row row;
		r = take_row(s, &row, err);
		if (!r && !VEC_PUSH(&rows, row)) {
			frozen_row_done(&row);
			r = ERR_OOM(err);
		}
		if (r)
			break;
	}
	db_reset(s);
	if (r)
		frozen_rows_done(&rows);
	else
		*ret = rows;
	return r;
}

/* The one row of a statement. */
static int step_to(struct db_stmt *s, int64_t id, struct err *err)
{
	db_bind_int(s, "id", id);
	int r = db_step(s, err);
	return r == 0 ? ERR(err, ERR_NOT_FOUND, "frozen_report", NULL) : r < 0 ? r : 0;
}

int frozen_row_load(struct db *db, int64_t id, struct frozen_row *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_FROZEN_ONE, err);
	int r = step_to(s, id, err);
	if (!r)
		r = take_row(s, ret, err);
	db_reset(s);
	return r;
}

int frozen_says_read(struct db *db, int64_t id,
	int (*take)(void *ctx, const struct frozen_says *says, struct err *err), void *ctx,
	struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_FROZEN_SAYS, err);
	int r = step_to(s, id, err);
	if (!r) {
		struct frozen_says says = {0};
		says.doc = db_blob(s, "doc", &says.doc_n);
		says.json = db_blob(s, "json", &says.json_n);
		says.names = db_blob(s, "names", &says.names_n);
		r = take(ctx, &says, err);
	}
	db_reset(s);
	return r;
}

int frozen_state(struct db *db, int64_t *ret, struct err *err)
{
	return db_number(db_begin(db, DBQ_FROZEN_STATE, err), 0, ret, err);
}

/* ---- acts --------------------------------------------------------------------------------------------- */

/* What is said of the paper, cleaned. */
struct sent {
	char *paper_no, *sent_to;
};

static void sent_done(struct sent *s)
{
	free(s->paper_no);
	free(s->sent_to);
}

static int clean(const struct frozen_row *row, struct sent *ret, struct err *err)
{
	char text[DATE_TEXT];
	if (date_is_set(row->sent_on) && date_cmp(row->sent_on, clock_today()) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, "sent_on", "%s",
			date_to_user(row->sent_on, text));
	int r = act_clean(row->paper_no, "paper_no", &ret->paper_no, err);
	return r ? r : act_clean(row->sent_to, "sent_to", &ret->sent_to, err);
}

static void bind_sent(struct db_stmt *s, const struct sent *sent, struct date on)
{
	db_bind_text(s, "paper_no", sent->paper_no);
	db_bind_text(s, "sent_to", sent->sent_to);
	db_bind_date(s, "sent_on", on);
}

static int add(struct db *db, const struct act_by *by, const struct frozen_row *row,
	const struct frozen_says *says, const struct sent *sent, struct err *err)
{
	char at[CLOCK_STAMP];
	struct db_stmt *s = db_begin(db, DBQ_FROZEN_ADD, err);
	db_bind_text(s, "report", row->report);
	db_bind_date(s, "from", row->from);
	db_bind_date(s, "to", row->to);
	db_bind_date(s, "as_of", row->as_of);
	db_bind_id(s, "cell", row->cell.v);
	db_bind_int(s, "with_overdue", row->with_overdue);
	db_bind_text(s, "lang", row->lang);
	db_bind_text(s, "title", row->title);
	bind_sent(s, sent, row->sent_on);
	db_bind_text(s, "at", clock_stamp(at));
	db_bind_text(s, "by", by->actor);
	db_bind_int(s, "audit", row->audit_id);
	db_bind_blob(s, "doc", says->doc, says->doc_n);
	db_bind_blob(s, "json", says->json, says->json_n);
	db_bind_blob(s, "names", says->names, says->names_n);
	return db_run(s, err);
}

int frozen_add(struct db *db, const struct act_by *by, const struct frozen_row *row,
	const struct frozen_says *says, int64_t *ret, struct err *err)
{
	struct act_scope scope;
	struct sent sent = {0};
	int64_t id = 0;
	int r = clean(row, &sent, err);
	if (!r)
		r = act_enter(&scope, db, by, "frozen_add", err);
	if (!r) {
		r = add(db, by, row, says, &sent, err);
		id = db_last_id(db);
		r = act_leave(&scope, r, "frozen_report", id, err);
	} else if (r > 0) {
		id = scope.done;
		r = 0;
	}
	sent_done(&sent);
	if (!r && ret)
		*ret = id;
	return r;
}

int frozen_save(
	struct db *db, const struct act_by *by, const struct frozen_row *row, struct err *err)
{
	struct act_scope scope;
	struct sent sent = {0};
	int r = clean(row, &sent, err);
	if (!r)
		r = act_enter(&scope, db, by, "frozen_change", err);
	if (!r) {
		struct db_stmt *s = db_begin(db, DBQ_FROZEN_SAVE, err);
		bind_sent(s, &sent, row->sent_on);
		db_bind_int(s, "id", row->id);
		db_bind_int(s, "rev", row->rev);
		r = db_run(s, err);
		if (!r)
			r = act_saved(db, "frozen_report", err);
		r = act_leave(&scope, r, "frozen_report", row->id, err);
	}
	sent_done(&sent);
	return r > 0 ? 0 : r;
}

int frozen_remove(struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err)
{
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "frozen_remove", err);
	if (r)
		return r < 0 ? r : 0;
	struct db_stmt *s = db_begin(db, DBQ_FROZEN_REMOVE, err);
	db_bind_int(s, "id", id);
	db_bind_int(s, "rev", rev);
	r = db_run(s, err);
	if (!r)
		r = act_saved(db, "frozen_report", err);
	return act_leave(&scope, r, "frozen_report", id, err);
}
