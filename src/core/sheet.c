/* The sheet of monthly reports of one cell and month. */
#include "base/mem.h"
#include "core/act_scope.h"
#include "core/sourcing.h"
#include "rules/sourcing.h"

#include <stdio.h>
#include <string.h>

static void line_done(struct sheet_line *l)
{
	free(l->name);
	free(l->done);
	free(l->proposed);
}

void sheet_done(struct sheet *s)
{
	for (size_t i = 0; i < s->n; i++)
		line_done(&s->v[i]);
	VEC_DONE(s);
}

/* ---- reading ------------------------------------------------------------------------------------- */

static int add_line(struct db *db, struct sheet *s, int64_t member, int64_t association,
	bool is_due, struct err *err)
{
	struct sheet_line l = {.member = {member}, .association = association, .is_due = is_due};
	struct strbuf b = {0};
	enum book_kind kind = BOOK_DUTY;
	char id[24];
	snprintf(id, sizeof id, "%lld", (long long)(member ? member : association));
	int column = book_column(kind, member ? "person_id" : "association_id");
	int r = book_value_add(db, &b, kind, (size_t)column, id, err);
	if (!r && !(l.name = b.len ? strbuf_take(&b) : mem_strdup("?")))
		r = ERR_OOM(err);
	strbuf_done(&b);
	if (!r && !VEC_PUSH(s, l))
		r = ERR_OOM(err);
	if (r)
		line_done(&l);
	return r;
}

static int add_due(struct db *db, struct sheet *s, struct err *err)
{
	const struct book_query of_year = {
		.cell = s->cell, .from = {(short)s->year, 12, 31}, .to = {(short)s->year, 12, 31}};
	struct book_rows resolution = {0}, duties = {0};
	int r = book_read(db, BOOK_RESOLUTION, &of_year, &resolution, err);
	if (!r && resolution.n) {
		const struct book_query q = {.parent = resolution.v[0].id};
		s->resolution = q.parent;
		s->is_owed = report_is_owed(
			book_date(BOOK_RESOLUTION, &resolution.v[0], "on_date"), s->year, s->month);
		r = book_read(db, BOOK_DUTY, &q, &duties, err);
	}
	for (size_t i = 0; !r && i < duties.n; i++)
		r = add_line(db, s, book_id(BOOK_DUTY, &duties.v[i], "person_id"),
			book_id(BOOK_DUTY, &duties.v[i], "association_id"), true, err);
	book_rows_done(&resolution);
	book_rows_done(&duties);
	return r;
}

static int add_members(struct db *db, struct sheet *s, struct err *err)
{
	CLEANUP_FREE int64_t *ids = NULL;
	size_t n = 0;
	struct db_stmt *q = db_begin(db, DBQ_CELL_OFFICIALS, err);
	db_bind_int(q, "cell", s->cell.v);
	int r = db_read_ids(q, &ids, &n, err);
	for (size_t i = 0; !r && i < n; i++)
		r = add_line(db, s, ids[i], 0, false, err);
	return r;
}

static struct sheet_line *find(struct sheet *s, int64_t member, int64_t association)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].member.v == member && s->v[i].association == association)
			return &s->v[i];
	return NULL;
}

static int add_names(struct db *db, struct sheet_line *l, struct err *err)
{
	struct strbuf b = {0};
	struct db_stmt *s = db_begin(db, DBQ_PROPOSED_IN_REPORT, err);
	db_bind_int(s, "report", l->report);
	int r;
	while ((r = db_step(s, err)) == 1) {
		strbuf_addf(&b, "%s%s", b.len ? ", " : "", db_text(s, "full_name"));
		l->names++;
	}
	if (!r && b.len && !(l->proposed = strbuf_take(&b)))
		r = ERR_OOM(err);
	strbuf_done(&b);
	return r;
}

static int take_report(struct db *db, struct sheet *s, const struct book_row *row, struct err *err)
{
	int64_t member = book_id(BOOK_MONTHLY, row, "person_id"),
		association = book_id(BOOK_MONTHLY, row, "association_id");
	struct sheet_line *l = find(s, member, association);
	int r = l ? 0 : add_line(db, s, member, association, false, err);
	if (r)
		return r;
	l = l ? l : &s->v[s->n - 1];
	const char *done = book_text(BOOK_MONTHLY, row, "done");
	l->report = row->id;
	l->rev = row->rev;
	l->received = book_date(BOOK_MONTHLY, row, "received_on");
	if (*done && !(l->done = mem_strdup(done)))
		return ERR_OOM(err);
	return add_names(db, l, err);
}

static int add_reports(struct db *db, struct sheet *s, struct err *err)
{
	struct date day = {(short)s->year, (signed char)s->month, 28};
	const struct book_query q = {.cell = s->cell, .from = day, .to = day};
	struct book_rows reports = {0};
	int r = book_read(db, BOOK_MONTHLY, &q, &reports, err);
	for (size_t i = 0; !r && i < reports.n; i++)
		r = take_report(db, s, &reports.v[i], err);
	book_rows_done(&reports);
	return r;
}

int sheet_read(
	struct db *db, struct cell_id cell, int year, int month, struct sheet *ret, struct err *err)
{
	struct sheet s = {.cell = cell, .year = year, .month = month};
	int r = db_read_begin(db, err);
	if (r)
		return r;
	r = add_due(db, &s, err);
	if (!r && !s.n)
		r = add_members(db, &s, err);
	if (!r)
		r = add_reports(db, &s, err);
	db_read_end(db);
	if (r)
		sheet_done(&s);
	else
		*ret = s;
	return r;
}

/* ---- writing ------------------------------------------------------------------------------------- */

int sheet_save(struct db *db, const struct act_by *by, const struct sheet *s,
	const struct sheet_line *line, const char *done, struct date received, int64_t *ret,
	struct err *err)
{
	struct book_row row = {.id = line->report, .rev = line->rev};
	char month[16];
	snprintf(month, sizeof month, "%04d-%02d", s->year, s->month);
	int r = book_set_id(BOOK_MONTHLY, &row, "cell_id", s->cell.v, err);
	if (!r)
		r = book_set(BOOK_MONTHLY, &row, "month", month, err);
	if (!r)
		r = book_set_id(BOOK_MONTHLY, &row, "person_id", line->member.v, err);
	if (!r)
		r = book_set_id(BOOK_MONTHLY, &row, "association_id", line->association, err);
	if (!r)
		r = book_set(BOOK_MONTHLY, &row, "done", done, err);
	if (!r)
		r = book_set_date(BOOK_MONTHLY, &row, "received_on", received, err);
	if (!r)
		r = book_save(db, by, BOOK_MONTHLY, &row, ret, err);
	book_row_done(&row);
	return r;
}

int sheet_save_rest(struct db *db, const struct act_by *by, const struct sheet *s,
	struct date received, long *ret_n, struct err *err)
{
	struct act_scope scope;
	long n = 0;
	int r = act_enter(&scope, db, by, "monthly_report_add", err);
	if (r)
		return r < 0 ? r : 0;
	for (size_t i = 0; !r && i < s->n; i++)
		if (!s->v[i].report) {
			r = sheet_save(db, by, s, &s->v[i], NULL, received, NULL, err);
			n += !r;
		}
	r = act_leave(&scope, r, "monthly_report", 0, err);
	if (!r)
		*ret_n = n;
	return r;
}

int sheet_propose(struct db *db, const struct act_by *by, const struct sheet *s,
	const struct sheet_line *line, struct person_id known, const char *name, struct date birth,
	struct date on, struct person_id *ret, struct err *err)
{
	struct proposing p = {.known = known,
		.name = name,
		.birth = birth,
		.cell = s->cell,
		.on = on,
		.finder = line->member,
		.association = line->association,
		.report = line->report};
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "proposal_add", err);
	if (r == 1 && ret)
		ret->v = scope.done;
	if (r)
		return r < 0 ? r : 0;
	struct person_id person = {0};
	if (!p.report)
		r = sheet_save(db, by, s, line, NULL, on, &p.report, err);
	if (!r)
		r = propose(db, by, &p, &person, err);
	r = act_leave(&scope, r, "person", person.v, err);
	if (!r && ret)
		*ret = person;
	return r;
}
