/* What is due in a period, by cell, as it is laid before the monthly meeting. */
#include "base/clock.h"
#include "base/i18n.h"
#include "report/build.h"

#include <stdlib.h>
#include <string.h>

void report_due_done(struct report *r)
{
	VEC_EACH (d, &r->due)
		free(d->missing);
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
	struct task_query q = {.today = clock_today(), .cell = r->q.cell};
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
		q.to = date_add_days(r->q.from, -1);
		k = tasks_each(db, &q, collect, &c, err);
	}
	c.is_before = false;
	q.set = TASKS_ALL;
	q.from = r->q.from;
	q.to = r->q.to;
	return k ? k : tasks_each(db, &q, collect, &c, err);
}

/* Single papers that are missing before the next step. */
static char *missing_papers(const struct dossier_view *v, const struct calendar *cal)
{
	struct need needs[NEEDS_MAX];
	struct strbuf b = {0};
	size_t n = v->facts.has_checklist ? dossier_needs(&v->facts, v->set, cal, false, needs) : 0;
	for (size_t i = 0; i < n; i++)
		if (needs[i].kind == NEED_PAPER && needs[i].state != NEED_LATER)
			strbuf_addf(&b, "%s%s", b.len ? ", " : "",
				needs[i].paper->form ? needs[i].paper->form
						     : needs[i].paper->title);
	return b.len ? strbuf_take(&b) : NULL;
}

/* Where it stands: the rule and the arithmetic, of the person's own set. */
static int explain(struct db *db, struct due_row *d, struct err *err)
{
	struct need needs[TASKS_MAX];
	const struct rulebook *book;
	struct dossier_view v;
	int r = dossier_view_load(db, d->t.person, &v, err);
	if (r)
		return r;
	r = rulebook_of(db, &book, err);
	size_t n = r ? 0 : dossier_tasks(&v.facts, v.set, &book->calendar, needs);
	for (size_t i = 0; i < n; i++) {
		if (needs[i].kind != d->t.kind || needs[i].number != d->t.nth)
			continue;
		const struct rule_cite *cite = rule_cite(v.set, (enum rule_param)needs[i].param);
		d->how = needs[i].how;
		d->set = v.set ? v.set->number : NULL;
		if (cite)
			d->cite = *cite;
	}
	if (!r)
		d->missing = missing_papers(&v, &book->calendar);
	dossier_view_done(&v);
	return r;
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
	if (!VEC_PUSH(&r->listed, d->t.person))
		return false;
	doc_table_row(&r->doc, t);
	add_day(r, t, d);
	doc_cell(&r->doc, t, 1, report_door(r, rule), "%s", d->t.name);
	doc_cell(&r->doc, t, 2, 0, "%s", _(need_label(d->t.kind)));
	doc_cell(&r->doc, t, 3, 0, "%s", _(mover_label(d->t.mover)));
	add_rule(r, t, d);
	return true;
}

static int add_cell(
	struct report *r, const char *name, struct cell_id cell, bool is_before, struct err *err)
{
	struct doc_table *t = NULL;
	VEC_EACH (d, &r->due) {
		if (d->t.cell.v != cell.v || d->is_before != is_before)
			continue;
		if (!t) {
			doc_heading(&r->doc, 2, "%s", name);
			t = begin_table(r, is_before ? "overdue" : "due");
		}
		if (!add_row(r, t, d))
			return ERR_OOM(err);
	}
	return 0;
}

/* The cells in their order, each once; people without a cell last. */
static int each_cell(struct db *db, struct report *r, bool is_before, struct err *err)
{
	int64_t *ids = NULL;
	size_t n = 0;
	int k = db_read_ids(db_begin(db, DBQ_CELLS_IN_ORDER, err), &ids, &n, err);
	for (size_t i = 0; !k && i < n; i++) {
		CLEANUP_FREE char *name = NULL;
		k = cell_name(db, (struct cell_id){ids[i]}, r->f.as_of, &name, err);
		if (!k)
			k = add_cell(r, name, (struct cell_id){ids[i]}, is_before, err);
	}
	free(ids);
	return k ? k : add_cell(r, _("Without a cell"), (struct cell_id){0}, is_before, err);
}

static int section(struct db *db, struct report *r, bool is_before, struct err *err)
{
	long n = 0;
	VEC_EACH (d, &r->due)
		n += d->is_before == is_before;
	if (is_before && !n)
		return 0;
	doc_heading(&r->doc, 1, "%s",
		is_before ? _("Overdue, blocked or waited for since before")
			  : _("Due in this period"));
	if (!n)
		doc_paragraph(&r->doc, "%s", _("Nothing is due."));
	return each_cell(db, r, is_before, err);
}

/* ---- JSON ----------------------------------------------------------------------------------------- */

static void add_json(struct json *j, const struct due_row *d)
{
	static const char *const states[] = {[NEED_OPEN] = "open",
		[NEED_LATER] = "later",
		[NEED_WAITING] = "waiting",
		[NEED_BLOCKED] = "blocked",
		[NEED_DONE] = "done"};
	static const char *const movers[MOVERS] = {[MOVER_CANDIDATE] = "candidate",
		[MOVER_MENTOR] = "mentor",
		[MOVER_CELL] = "cell",
		[MOVER_UNIONS] = "organisations",
		[MOVER_CENTRE] = "centre",
		[MOVER_COMMITTEE] = "committee",
		[MOVER_DECIDER] = "decider",
		[MOVER_SUPERIOR] = "superior",
		[MOVER_OTHERS] = "others",
		[MOVER_OFFICE] = "office"};
	json_open(j, NULL, '{');
	json_date(j, "due", d->t.due);
	json_date(j, "opens", d->t.opens);
	json_bool(j, "before", d->is_before);
	json_text(j, "kind", need_code(d->t.kind));
	json_text(j, "state", states[d->t.state]);
	json_bool(j, "lapse", d->t.is_lapse);
	json_number(j, "person_id", (long)d->t.person.v);
	json_text(j, "person", d->t.name);
	json_number_or_null(j, "cell_id", d->t.cell.v ? (long)d->t.cell.v : -1);
	json_text(j, "mover", movers[d->t.mover]);
	json_text(j, "rule_set", d->set);
	json_text(j, "document", d->cite.document);
	json_text(j, "point", d->cite.point);
	json_bool(j, "unconfirmed", d->cite.document && rule_mark_is_open(d->cite.mark));
	json_number(j, "workdays", d->how.workdays);
	json_number_or_null(j, "open_year", d->how.open_year ? d->how.open_year : -1);
	json_text(j, "missing", d->missing);
	json_close(j, '}');
}

int report_build_due(struct db *db, struct report *r, struct err *err)
{
	struct json j = {.out = &r->json};
	bool is_current = false;
	int k = tasks_are_current(db, &is_current, err);
	if (!k && !is_current)
		k = ERR(err, ERR_READONLY, "task", NULL);
	if (!k)
		k = read_rows(db, r, err);
	VEC_EACH (d, &r->due) {
		if (k)
			break;
		k = explain(db, d, err);
	}
	if (!k && r->q.with_overdue)
		k = section(db, r, true, err);
	if (!k)
		k = section(db, r, false, err);
	json_open(&j, NULL, '{');
	json_date(&j, "from", r->q.from);
	json_date(&j, "to", r->q.to);
	json_date(&j, "today", clock_today());
	json_open(&j, "due", '[');
	VEC_EACH (d, &r->due)
		add_json(&j, d);
	json_close(&j, ']');
	json_close(&j, '}');
	return k;
}
