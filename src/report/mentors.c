/* Who helps whom: by mentor with the load, then who is without. */
#include "base/i18n.h"
#include "report/build.h"

#include <stdio.h>
#include <string.h>

/* Assignments that run on the last day of the report, of people who are still on the way. */
static int table(struct db *db, struct report *r, struct json *j, struct err *err)
{
	static const char *const titles[] = {
		N_("Mentor"), N_("Person helped"), N_("Stage"), N_("From"), N_("Note")};
	/* names and notes break where they must */
	static const int weights[] = {1, 1, 0, 0, 1};
	struct doc *d = &r->doc;
	struct doc_table *t = doc_table(d, "mentors");
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		doc_table_column(d, t, NULL, _(titles[i]), DOC_LEFT, weights[i]);
	struct db_stmt *s = db_begin(db, DBQ_MENTORS_AT_WORK, err);
	db_bind_date(s, "day", r->f.as_of);
	char last[256] = "";
	int k;
	json_open(j, "assignments", '[');
	while ((k = db_step(s, err)) == 1) {
		char date[DATE_TEXT];
		const char *mentor = db_text(s, "mentor_name"), *person = db_text(s, "full_name");
		if (r->f.only.v && db_int(s, "cell_id") != r->f.only.v)
			continue;
		struct person_id id = {db_int(s, "person_id")};
		struct door_rule rule = {.of = DOOR_LIST, .from = r->listed.n, .n = 1};
		if (!VEC_PUSH(&r->listed, id)) {
			k = ERR_OOM(err);
			break;
		}
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "%s", strcmp(mentor, last) ? mentor : "");
		doc_cell(d, t, 1, report_door(r, rule), "%s", person);
		doc_cell(d, t, 2, 0, "%s", _(stage_label((enum stage)db_int(s, "stage"))));
		doc_cell(d, t, 3, 0, "%s", date_to_user(db_date(s, "from_date"), date));
		doc_cell(d, t, 4, 0, "%s",
			db_is_null(s, "mentor_id") ? _("mentor unconfirmed") : "");
		snprintf(last, sizeof last, "%s", mentor);
		json_open(j, NULL, '{');
		json_text(j, "mentor", mentor);
		json_bool(j, "confirmed", !db_is_null(s, "mentor_id"));
		json_text(j, "person", person);
		json_text(j, "stage", stage_code((enum stage)db_int(s, "stage")));
		json_date(j, "from", db_date(s, "from_date"));
		json_close(j, '}');
	}
	json_close(j, ']');
	db_reset(s);
	return k;
}

static int uncovered(struct db *db, struct report *r, struct json *j, struct err *err)
{
	struct doc *d = &r->doc;
	doc_heading(d, 1, "%s", _("Without a mentor"));
	struct doc_table *t = doc_table(d, "uncovered");
	doc_table_column(d, t, NULL, _("Full name"), DOC_LEFT, 1);
	doc_table_column(d, t, NULL, _("Cell"), DOC_LEFT, 1);
	doc_table_column(d, t, NULL, _("Stage"), DOC_LEFT, 0);
	struct db_stmt *s = db_begin(db, DBQ_UNCOVERED_SOME, err);
	db_bind_int(s, "n", -1);
	int k;
	json_open(j, "uncovered", '[');
	while ((k = db_step(s, err)) == 1) {
		const char *cell = "";
		VEC_EACH (c, &r->f.cells)
			if (c->cell.id.v == db_int(s, "cell_id"))
				cell = c->cell.name;
		if (r->f.only.v && db_int(s, "cell_id") != r->f.only.v)
			continue;
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "%s", db_text(s, "full_name"));
		doc_cell(d, t, 1, 0, "%s", cell);
		doc_cell(d, t, 2, 0, "%s", _(stage_label((enum stage)db_int(s, "stage"))));
		json_open(j, NULL, '{');
		json_text(j, "name", db_text(s, "full_name"));
		json_text(j, "cell", cell);
		json_close(j, '}');
	}
	json_close(j, ']');
	db_reset(s);
	return k;
}

int report_build_mentors(struct db *db, struct report *r, struct err *err)
{
	struct json j = {.out = &r->json};
	report_basis(r);
	json_open(&j, NULL, '{');
	json_date(&j, "as_of", r->f.as_of);
	int k = table(db, r, &j, err);
	if (!k)
		k = uncovered(db, r, &j, err);
	json_close(&j, '}');
	return k;
}
