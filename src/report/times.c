/* Where dossiers lie: days between one step and the next. */
#include "base/i18n.h"
#include "report/build.h"

static int add_steps(struct db *db, struct report *r, struct json *j, struct cell_id cell,
	const char *name, struct err *err)
{
	struct step_time times[STEP_TIMES];
	struct doc *d = &r->doc;
	size_t n = 0;
	int k = step_times_read(db, cell, r->q.from, r->q.to, times, &n, err);
	if (k || (!n && cell.v != r->q.cell.v))
		return k;
	doc_heading(d, cell.v ? 2 : 1, "%s", name);
	struct doc_table *t = doc_table(d, cell.v ? "cell" : "all");
	doc_table_column(d, t, NULL, _("From the step"), DOC_LEFT, 2);
	doc_table_column(d, t, NULL, _("To the step"), DOC_LEFT, 2);
	doc_table_column(d, t, NULL, _("People"), DOC_RIGHT, 0);
	doc_table_column(d, t, NULL, _("Median, days"), DOC_RIGHT, 0);
	doc_table_column(d, t, NULL, _("Slowest, days"), DOC_RIGHT, 0);
	doc_table_column(d, t, NULL, _("Slowest person"), DOC_LEFT, 1);
	for (size_t i = 0; i < n; i++) {
		struct door_rule rule = {.of = DOOR_LIST, .from = r->listed.n, .n = 1};
		struct person p;
		if (!VEC_PUSH(&r->listed, times[i].slowest_person))
			return ERR_OOM(err);
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "%s", _(event_label(times[i].from)));
		doc_cell(d, t, 1, 0, "%s", _(event_label(times[i].to)));
		report_number(r, t, 2, 0, times[i].n);
		report_number(r, t, 3, 0, times[i].median);
		report_number(r, t, 4, 0, times[i].slowest);
		k = person_load(db, times[i].slowest_person, &p, err);
		if (k)
			return k;
		doc_cell(d, t, 5, report_door(r, rule), "%s", p.full_name);
		person_done(&p);
		json_open(j, NULL, '{');
		json_number_or_null(j, "cell_id", cell.v ? (long)cell.v : -1);
		json_text(j, "from", event_code(times[i].from));
		json_text(j, "to", event_code(times[i].to));
		json_number(j, "people", times[i].n);
		json_number(j, "median", times[i].median);
		json_number(j, "slowest", times[i].slowest);
		json_close(j, '}');
	}
	return 0;
}

/* One pass over the records for each: a district with thousands asks for one at a time (--cell). */
#define CELLS_MOST 200

int report_build_times(struct db *db, struct report *r, struct err *err)
{
	struct json j = {.out = &r->json};
	int64_t *ids = NULL;
	size_t n = 0;
	json_open(&j, NULL, '{');
	json_date(&j, "from", r->q.from);
	json_date(&j, "to", r->q.to);
	json_open(&j, "steps", '[');
	doc_paragraph(&r->doc, "%s",
		_("Calendar days from the step before to the step, of people whose step lies in "
		  "the "
		  "period; a step that was not recorded is left out with the one after it."));
	int k = r->q.cell.v ? 0 : add_steps(db, r, &j, (struct cell_id){0}, _("All cells"), err);
	if (!k)
		k = db_read_ids(db_begin(db, DBQ_CELLS_IN_ORDER, err), &ids, &n, err);
	bool all = n <= CELLS_MOST || r->q.cell.v;
	for (size_t i = 0; !k && all && i < n; i++) {
		CLEANUP_FREE char *name = NULL;
		if (r->q.cell.v && r->q.cell.v != ids[i])
			continue;
		k = cell_name(db, (struct cell_id){ids[i]}, r->f.as_of, &name, err);
		if (!k)
			k = add_steps(db, r, &j, (struct cell_id){ids[i]}, name, err);
	}
	free(ids);
	json_close(&j, ']');
	json_close(&j, '}');
	return k;
}
