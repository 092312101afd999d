/* What is due in a period, by cell, as it is laid before the monthly meeting. */
#include "base/clock.h"
#include "base/hash.h"
#include "base/i18n.h"
#include "report/build.h"

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void report_due_done(struct report *r)
{
	VEC_EACH (d, &r->due) {
		free(d->missing);
		free(d->cell);
	}
	VEC_DONE(&r->due);
}

/* ---- reading -------------------------------------------------------------------------------------- */

struct collecting {
	struct report *r;
	bool is_before;
	struct err *err;
};

static int collect(void *ctx, const struct task_row *row)
{
	struct collecting *c = ctx;
	struct due_row d = {.t = *row, .is_before = c->is_before};
	return VEC_PUSH(&c->r->due, d) ? 0 : ERR_OOM(c->err);
}

static int read_rows(struct db *db, struct report *r, struct err *err)
{
	static const enum task_set open[] = {TASKS_OVERDUE, TASKS_BLOCKED, TASKS_WAITING};
	struct task_query q = {.today = clock_today(), .cell = r->q.cell, .with_work = true};
	struct collecting c = {.r = r, .is_before = true, .err = err};
	int k = 0;
	if (r->q.rows) {
		if (r->q.only)
			doc_paragraph(&r->doc, "%s", r->q.only);
		k = r->q.rows(r->q.rows_ctx, collect, &c, err);
		VEC_EACH (d, &r->due)
			d->is_before = date_cmp(d->t.due, r->q.from) < 0;
		return k;
	}
	for (size_t i = 0; !k && r->q.with_overdue && i < ARRAY_LEN(open); i++) {
		q.set = open[i];
		/* an answer that is overdue stands among those already */
		q.from = open[i] == TASKS_WAITING ? q.today : (struct date){0};
		q.to = date_add_days(r->q.from, -1);
		k = tasks_each(db, &q, collect, &c, err);
	}
	c.is_before = false;
	q.set = TASKS_ALL;
	q.from = r->q.from;
	q.to = r->q.to;
	return k ? k : tasks_each(db, &q, collect, &c, err);
}

/* Single papers that are missing before the next step; NULL: none. */
static int missing_papers(
	const struct dossier_view *v, const struct calendar *cal, char **ret, struct err *err)
{
	struct need needs[NEEDS_MAX];
	struct strbuf b = {0};
	size_t n = v->facts.has_checklist ? dossier_needs(&v->facts, v->set, cal, false, needs) : 0;
	for (size_t i = 0; i < n; i++)
		if (needs[i].kind == NEED_PAPER && needs[i].state != NEED_LATER)
			strbuf_addf(&b, "%s%s", b.len ? ", " : "",
				needs[i].paper->form ? needs[i].paper->form
						     : needs[i].paper->title);
	if (b.failed) {
		strbuf_done(&b);
		return ERR_OOM(err);
	}
	*ret = b.len ? strbuf_take(&b) : NULL;
	return 0;
}

/* Where a row stands: the rule and the arithmetic, of the set that its day was reckoned by. */
static void explain_row(
	struct due_row *d, const struct rule_set *set, const struct need *needs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (needs[i].kind != d->t.kind || needs[i].number != d->t.nth)
			continue;
		const struct rule_cite *cite = rule_cite(set, (enum rule_param)needs[i].param);
		d->how = needs[i].how;
		d->set = set ? set->number : NULL;
		if (cite)
			d->cite = *cite;
	}
}

/* All rows of one person, who is read once; with the words of this state of the data, which the report is
 * written in later. */
static int explain_person(struct db *db, const struct rulebook *book, struct date as_of,
	struct due_row *const *rows, size_t count, struct err *err)
{
	struct need needs[TASKS_MAX];
	struct dossier_view v;
	int r = dossier_view_load(db, rows[0]->t.person, &v, err);
	if (r)
		return r;
	const struct rule_set *set = task_set_of(book, &v);
	size_t n = dossier_tasks(&v.facts, set, &book->calendar, needs);
	CLEANUP_FREE char *missing = NULL, *cell = NULL;
	r = missing_papers(&v, &book->calendar, &missing, err);
	if (!r && rows[0]->t.cell.v)
		r = cell_name(db, rows[0]->t.cell, as_of, &cell, err);
	for (size_t i = 0; !r && i < count; i++) {
		explain_row(rows[i], set, needs, n);
		if (!need_is_work(rows[i]->t.kind))
			rows[i]->missing = mem_strdup(missing);
		rows[i]->cell = mem_strdup(cell);
		bool lacks = missing && !rows[i]->missing && !need_is_work(rows[i]->t.kind);
		r = lacks || (cell && !rows[i]->cell) ? ERR_OOM(err) : 0;
	}
	dossier_view_done(&v);
	return r;
}

/* What a cell owes rests on no rule set: only its name is wanted. */
static int explain_cell(struct db *db, struct report *r, struct due_row *d, struct err *err)
{
	return d->t.cell.v ? cell_name(db, d->t.cell, r->f.as_of, &d->cell, err) : 0;
}

static int by_person(const void *a, const void *b)
{
	const struct due_row *const *x = a, *const *y = b;
	int64_t p = (*x)->t.person.v, q = (*y)->t.person.v;
	return (p > q) - (p < q);
}

static int explain_all(struct db *db, struct report *r, struct err *err)
{
	const struct rulebook *book;
	size_t n = r->due.n, i = 0;
	struct due_row **rows = n ? mem_alloc(n * sizeof *rows) : NULL;
	if (n && !rows)
		return ERR_OOM(err);
	VEC_EACH (d, &r->due)
		rows[i++] = d;
	if (n)
		qsort(rows, n, sizeof *rows, by_person);
	int k = rulebook_of(db, &book, err);
	for (size_t from = 0, to; !k && from < n; from = to) {
		for (to = from + 1; to < n && by_person(&rows[from], &rows[to]) == 0; to++)
			;
		if (rows[from]->t.person.v)
			k = explain_person(db, book, r->f.as_of, rows + from, to - from, err);
		for (size_t at = from; !k && !rows[from]->t.person.v && at < to; at++)
			k = explain_cell(db, r, rows[at], err);
	}
	free(rows);
	return k;
}

/* ---- the document --------------------------------------------------------------------------------- */

static void add_day(struct report *r, struct doc_table *t, const struct due_row *d)
{
	char due[DATE_TEXT];
	long over = date_to_days(clock_today()) - date_to_days(d->t.due);
	date_to_user(d->t.due, due);
	if (over > 0 && !d->t.is_lapse && d->t.state != NEED_BLOCKED)
		doc_cell(&r->doc, t, 0, 0,
			P_("%s (%ld day over)", "%s (%ld days over)", (unsigned long)over), due,
			over);
	else
		doc_cell(&r->doc, t, 0, 0, "%s", due);
}

static void add_rule(struct report *r, struct doc_table *t, const struct due_row *d)
{
	struct strbuf b = {0};
	cite_add(&b, &d->cite);
	if (d->how.open_year)
		strbuf_addf(&b, _("; the days off of %d are not confirmed"), d->how.open_year);
	if (d->missing)
		strbuf_addf(&b, "%s%s %s", b.len ? "; " : "", _("missing:"), d->missing);
	doc_cell(&r->doc, t, 4, 0, "%s", strbuf_str(&b));
	strbuf_done(&b);
}

static struct doc_table *begin_table(struct report *r, const char *key)
{
	struct doc *d = &r->doc;
	struct doc_table *t = doc_table(d, key);
	doc_table_column(d, t, NULL, _("Day"), DOC_LEFT, 0);
	doc_table_column(d, t, NULL, _("Full name"), DOC_LEFT, 2);
	doc_table_column(d, t, NULL, _("To be done"), DOC_LEFT, 3);
	doc_table_column(d, t, NULL, _("Whose move"), DOC_LEFT, 1);
	doc_table_column(d, t, NULL, _("Rests on"), DOC_LEFT, 3);
	return t;
}

static bool add_row(struct report *r, struct doc_table *t, const struct due_row *d)
{
	struct door_rule rule = {.of = DOOR_LIST, .from = r->listed.n, .n = 1};
	if (d->t.person.v && !VEC_PUSH(&r->listed, d->t.person))
		return false;
	doc_table_row(&r->doc, t);
	add_day(r, t, d);
	doc_cell(&r->doc, t, 1, d->t.person.v ? report_door(r, rule) : 0, "%s", d->t.name);
	doc_cell(&r->doc, t, 2, 0, "%s", _(need_label(d->t.kind)));
	doc_cell(&r->doc, t, 3, 0, "%s", _(mover_label(d->t.mover)));
	add_rule(r, t, d);
	return true;
}

/* The rows in the order of print: by section, by cell in the order of cells (without one last), by day. */
struct placed {
	const struct due_row *d;
	size_t rank; /* of the cell */
	size_t nth;  /* of the row, by day */
};

static int by_place(const void *a, const void *b)
{
	const struct placed *x = a, *y = b;
	if (x->d->is_before != y->d->is_before)
		return x->d->is_before ? -1 : 1;
	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return (x->nth > y->nth) - (x->nth < y->nth);
}

static int rank_cells(struct db *db, struct cell_places *ret, struct err *err)
{
	CLEANUP_FREE int64_t *ids = NULL;
	size_t n = 0;
	int k = db_read_ids(db_begin(db, DBQ_CELLS_IN_ORDER, err), &ids, &n, err);
	for (size_t i = 0; !k && i < n; i++)
		if (!cell_places_add(ret, (struct cell_id){ids[i]}))
			k = ERR_OOM(err);
	cell_places_sort(ret);
	return k;
}

static int place_rows(struct db *db, struct report *r, struct placed **ret, struct err *err)
{
	struct cell_places ranks = {0};
	struct placed *rows = NULL;
	size_t n = 0;
	int k = rank_cells(db, &ranks, err);
	if (!k && !(rows = mem_alloc((r->due.n + 1) * sizeof *rows)))
		k = ERR_OOM(err);
	if (!k) {
		VEC_EACH (d, &r->due) {
			rows[n] = (struct placed){d, cell_places_find(&ranks, d->t.cell), n};
			n++;
		}
		qsort(rows, n, sizeof *rows, by_place);
		*ret = rows;
	}
	VEC_DONE(&ranks);
	return k;
}

static int add_rows(struct report *r, const struct placed *rows, size_t n, struct err *err)
{
	struct doc_table *t = NULL;
	for (size_t i = 0; i < n; i++) {
		const struct due_row *d = rows[i].d;
		if (i == 0 || rows[i].rank != rows[i - 1].rank) {
			doc_heading(&r->doc, 2, "%s", d->cell ? d->cell : _("Without a cell"));
			t = begin_table(r, d->is_before ? "overdue" : "due");
		}
		if (!add_row(r, t, d))
			return ERR_OOM(err);
	}
	return 0;
}

static int add_document(struct db *db, struct report *r, struct err *err)
{
	struct placed *rows = NULL;
	size_t before = 0;
	int k = place_rows(db, r, &rows, err);
	if (k)
		return k;
	VEC_EACH (d, &r->due)
		before += d->is_before;
	if (before)
		doc_heading(&r->doc, 1, "%s", _("Overdue, blocked or waited for since before"));
	k = add_rows(r, rows, before, err);
	doc_heading(&r->doc, 1, "%s", _("Due in this period"));
	if (before == r->due.n)
		doc_paragraph(&r->doc, "%s", _("Nothing is due."));
	if (!k)
		k = add_rows(r, rows + before, r->due.n - before, err);
	free(rows);
	return k;
}

/* ---- JSON ----------------------------------------------------------------------------------------- */

static void add_json(struct json *j, const struct due_row *d)
{
	static const char *const states[] = {[NEED_OPEN] = "open",
		[NEED_LATER] = "later",
		[NEED_WAITING] = "waiting",
		[NEED_BLOCKED] = "blocked",
		[NEED_DONE] = "done"};
	json_open(j, NULL, '{');
	json_date(j, "due", d->t.due);
	json_date(j, "opens", d->t.opens);
	json_bool(j, "before", d->is_before);
	json_text(j, "kind", need_code(d->t.kind));
	json_text(j, "state", states[d->t.state]);
	json_bool(j, "lapse", d->t.is_lapse);
	json_number_or_null(j, "person_id", d->t.person.v ? (long)d->t.person.v : -1);
	json_text(j, "person", d->t.person.v ? d->t.name : NULL);
	json_text(j, "about", d->t.person.v ? NULL : d->t.name);
	json_number(j, "number", d->t.nth);
	json_number_or_null(j, "cell_id", d->t.cell.v ? (long)d->t.cell.v : -1);
	json_text(j, "mover", mover_code(d->t.mover));
	json_text(j, "rule_set", d->set);
	json_text(j, "document", d->cite.document);
	json_text(j, "point", d->cite.point);
	json_bool(j, "unconfirmed", d->cite.document && rule_mark_is_open(d->cite.mark));
	json_number(j, "workdays", d->how.workdays);
	json_number_or_null(j, "open_year", d->how.open_year ? d->how.open_year : -1);
	json_text(j, "missing", d->missing);
	json_close(j, '}');
}

/* A hash of what was drawn when the database began: it stays when the committee's name changes, is the same in
 * a copy, and says nothing of anybody. */
static int read_office(struct db *db, struct report *r, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_AUDIT_FIRST, err);
	int k = db_step(s, err);
	const char *uid = k == 1 ? db_text(s, "uid") : "";
	snprintf(r->office, sizeof r->office, "%016" PRIx64, hash_bytes(uid, strlen(uid)));
	db_reset(s);
	return k < 0 ? k : 0;
}

int report_build_due(struct db *db, struct report *r, struct err *err)
{
	struct json j = {.out = &r->json};
	bool is_current = false;
	int k = tasks_are_current(db, &is_current, err);
	if (!k && !is_current)
		k = ERR(err, ERR_READONLY, "task", NULL);
	if (!k)
		k = read_office(db, r, err);
	if (!k)
		k = read_rows(db, r, err);
	if (!k)
		k = explain_all(db, r, err);
	if (!k && !r->q.data_only)
		k = add_document(db, r, err);
	if (k)
		return k;
	json_open(&j, NULL, '{');
	json_date(&j, "from", r->q.from);
	json_date(&j, "to", r->q.to);
	json_date(&j, "today", clock_today());
	json_open(&j, "due", '[');
	VEC_EACH (d, &r->due)
		add_json(&j, d);
	json_close(&j, ']');
	json_close(&j, '}');
	return 0;
}
