/* Where dossiers lie: days between one step and the next. */
#include "base/i18n.h"
#include "report/build.h"

#include <stdlib.h>

/* The rows of one: everybody's, or a cell's. */
struct span {
	const struct step_time *v;
	size_t n;
};

static struct doc_table *begin_table(struct report *r, const char *key)
{
	static const char *const titles[] = {N_("From the step"), N_("To the step"), N_("People"),
		N_("Median, days"), N_("Slowest, days"), N_("Slowest person")};
	struct doc_table *t = doc_table(&r->doc, key);
	for (int i = 0; i < (int)ARRAY_LEN(titles); i++) {
		bool is_number = i >= 2 && i <= 4;
		doc_table_column(&r->doc, t, NULL, _(titles[i]), is_number ? DOC_RIGHT : DOC_LEFT,
			i < 2 ? 2 : i == 5);
	}
	return t;
}

static int add_row(struct db *db, struct report *r, struct doc_table *t, const struct step_time *s,
	struct err *err)
{
	struct door_rule rule = {.of = DOOR_LIST, .from = r->listed.n, .n = 1};
	struct doc *d = &r->doc;
	struct person p;
	if (!VEC_PUSH(&r->listed, s->slowest_person))
		return ERR_OOM(err);
	int k = person_load(db, s->slowest_person, &p, err);
	if (k)
		return k;
	doc_table_row(d, t);
	doc_cell(d, t, 0, 0, "%s", _(event_label(s->from)));
	doc_cell(d, t, 1, 0, "%s", _(event_label(s->to)));
	report_number(r, t, 2, 0, s->n);
	report_number(r, t, 3, 0, s->median);
	report_number(r, t, 4, 0, s->slowest);
	doc_cell(d, t, 5, report_door(r, rule), "%s", p.full_name);
	person_done(&p);
	return 0;
}

static void add_json(struct json *j, const struct step_time *s)
{
	json_open(j, NULL, '{');
	json_number_or_null(j, "cell_id", s->is_all ? -1 : (long)s->cell.v);
	json_text(j, "from", event_code(s->from));
	json_text(j, "to", event_code(s->to));
	json_number(j, "people", s->n);
	json_number(j, "median", s->median);
	json_number(j, "slowest", s->slowest);
	json_close(j, '}');
}

static int add_span(struct db *db, struct report *r, struct json *j, struct span span,
	const char *name, bool is_all, struct err *err)
{
	int k = 0;
	doc_heading(&r->doc, is_all ? 1 : 2, "%s", name);
	struct doc_table *t = begin_table(r, is_all ? "all" : "cell");
	for (size_t i = 0; !k && i < span.n; i++) {
		k = add_row(db, r, t, &span.v[i], err);
		add_json(j, &span.v[i]);
	}
	return k;
}

/* Of `rows` (everybody's first, then by cell id) those of a cell. */
static struct span span_of(const struct step_time *rows, size_t n, int64_t cell)
{
	size_t a = 0, b = n;
	while (a < b) {
		size_t m = a + (b - a) / 2;
		if (rows[m].is_all || rows[m].cell.v < cell)
			a = m + 1;
		else
			b = m;
	}
	for (b = a; b < n && rows[b].cell.v == cell; b++)
		;
	return (struct span){rows + a, b - a};
}

static int add_cells(struct db *db, struct report *r, struct json *j, const struct step_time *rows,
	size_t n, struct err *err)
{
	int64_t *ids = NULL;
	size_t count = 0;
	int k = db_read_ids(db_begin(db, DBQ_CELLS_IN_ORDER, err), &ids, &count, err);
	for (size_t i = 0; !k && i < count; i++) {
		CLEANUP_FREE char *name = NULL;
		struct span span = span_of(rows, n, ids[i]);
		if (!span.n)
			continue;
		k = cell_name(db, (struct cell_id){ids[i]}, r->f.as_of, &name, err);
		if (!k)
			k = add_span(db, r, j, span, name, false, err);
	}
	free(ids);
	struct span none = span_of(rows, n, 0);
	return k || !none.n ? k : add_span(db, r, j, none, _("Without a cell"), false, err);
}

static int add_all(struct db *db, struct report *r, struct json *j, struct err *err)
{
	struct step_time *rows = NULL;
	size_t n = 0, all = 0;
	int k = step_times_by_cell(db, r->q.from, r->q.to, &rows, &n, err);
	while (all < n && rows[all].is_all)
		all++;
	if (!k)
		k = add_span(db, r, j, (struct span){rows, all}, _("All cells"), true, err);
	if (!k)
		k = add_cells(db, r, j, rows, n, err);
	free(rows);
	return k;
}

static int add_one(struct db *db, struct report *r, struct json *j, struct err *err)
{
	struct step_time rows[STEP_TIMES];
	CLEANUP_FREE char *name = NULL;
	size_t n = 0;
	int k = step_times_read(db, r->q.cell, r->q.from, r->q.to, rows, &n, err);
	if (!k)
		k = cell_name(db, r->q.cell, r->f.as_of, &name, err);
	return k ? k : add_span(db, r, j, (struct span){rows, n}, name, false, err);
}

int report_build_times(struct db *db, struct report *r, struct err *err)
{
	struct json j = {.out = &r->json};
	json_open(&j, NULL, '{');
	json_date(&j, "from", r->q.from);
	json_date(&j, "to", r->q.to);
	json_open(&j, "steps", '[');
	doc_paragraph(&r->doc, "%s",
		_("Calendar days from the step before to the step, of people whose step lies in "
		  "the "
		  "period; a step that was not recorded is left out with the one after it."));
	int k = r->q.cell.v ? add_one(db, r, &j, err) : add_all(db, r, &j, err);
	json_close(&j, ']');
	json_close(&j, '}');
	return k;
}
