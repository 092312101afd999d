/* How far the data can be relied on: the cells with their scores, what is wrong by field; of one cell each thing that is
 * to be mended, for its secretary. */
#include "core/health.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/people.h"
#include "report/build.h"

#include <stdlib.h>

static const char *const side_codes[HEALTH_SIDES] = {"correct", "complete", "clean", "living"};

static void put_score(struct report *r, struct doc_table *t, size_t column, int score)
{
	if (score < 0)
		doc_cell(&r->doc, t, column, 0, "-");
	else
		doc_cell(&r->doc, t, column, 0, "%d", score);
}

/* ---- the cells --------------------------------------------------------------------------------------- */

static struct doc_table *begin_cells(struct report *r)
{
	struct doc_table *t = doc_table(&r->doc, "by_cell");
	doc_table_column(&r->doc, t, NULL, _("Cell"), DOC_LEFT, 3);
	doc_table_column(&r->doc, t, NULL, _("People"), DOC_RIGHT, 0);
	for (int i = 0; i < HEALTH_SIDES; i++)
		doc_table_column(
			&r->doc, t, NULL, _(health_side_label((enum health_side)i)), DOC_RIGHT, 0);
	doc_table_column(&r->doc, t, NULL, _("Score"), DOC_RIGHT, 0);
	doc_table_column(&r->doc, t, NULL, _("To be mended"), DOC_RIGHT, 0);
	return t;
}

static void add_row(struct report *r, struct doc_table *t, struct json *j, const struct health *h,
	long place, const char *name)
{
	int scores[HEALTH_SIDES];
	long found = 0;
	struct doc_row *row = doc_table_row(&r->doc, t);
	if (row)
		row->is_total = place == HEALTH_ALL_CELLS;
	json_open(j, place == HEALTH_ALL_CELLS ? "all" : NULL, '{');
	if (place == HEALTH_ALL_CELLS)
		json_number_or_null(j, "cell_id", -1);
	else
		json_number(j, "cell_id", (long)h->cells.v[place].id.v);
	json_text(j, "name", name);
	json_number(j, "people", health_people(h, place));
	doc_cell(&r->doc, t, 0, 0, "%s", name);
	report_number(r, t, 1, 0, health_people(h, place));
	for (int i = 0; i < HEALTH_SIDES; i++) {
		struct health_sum s = health_sum(h, place, (enum health_side)i);
		scores[i] = health_score(s);
		found += s.found;
		put_score(r, t, (size_t)i + 2, scores[i]);
		json_number_or_null(j, side_codes[i], scores[i]);
	}
	put_score(r, t, HEALTH_SIDES + 2, health_score_of_four(scores));
	report_number(r, t, HEALTH_SIDES + 3, 0, found);
	json_number_or_null(j, "score", health_score_of_four(scores));
	json_number(j, "found", found);
	json_close(j, '}');
}

static bool is_shown(const struct health *h, size_t place, long only)
{
	const struct health_cell *c = &h->cells.v[place];
	return only == HEALTH_ALL_CELLS ? c->people || (c->id.v && !c->is_over)
					: (long)place == only;
}

static int add_cells(struct db *db, struct report *r, struct json *j, const struct health *h,
	long only, struct err *err)
{
	struct doc_table *t = begin_cells(r);
	int k = 0;
	json_open(j, "cells", '[');
	for (size_t i = 0; !k && i < h->cells.n; i++) {
		CLEANUP_FREE char *name = NULL;
		if (!is_shown(h, i, only))
			continue;
		if (h->cells.v[i].id.v)
			k = cell_name(db, h->cells.v[i].id, (struct date){0}, &name, err);
		if (!k)
			add_row(r, t, j, h, (long)i, name ? name : _("Without a cell"));
	}
	json_close(j, ']');
	if (only == HEALTH_ALL_CELLS)
		add_row(r, t, j, h, HEALTH_ALL_CELLS, _("Total"));
	return k;
}

/* ---- by field ---------------------------------------------------------------------------------------- */

/* Everybody behind the figure; 0 of a cell's own fault. */
static int door_of(struct report *r, const struct health *h, struct health_scope scope)
{
	struct door_rule rule = {.of = DOOR_LIST, .from = r->listed.n};
	if (health_rules[scope.rule].of_cell)
		return 0;
	VEC_EACH (f, &h->findings)
		if (health_is_in(scope, f) &&
			!VEC_PUSH(&r->listed, ((struct person_id){f->person}))) {
			r->doc.failed = true;
			return 0;
		}
	rule.n = r->listed.n - rule.from;
	return report_door(r, rule);
}

static void add_faults(struct report *r, struct json *j, const struct health *h, long only)
{
	static const char *const titles[] = {N_("Field"), N_("What is wrong"), N_("Dimension"),
		N_("Each costs"), N_("How many"), N_("Field's score")};
	struct health_scope scope = {only, HEALTH_ALL_SIDES, -1, false};
	struct health_count counts[HEALTH_RULES_MAX];
	size_t n = health_counts(h, scope, counts);
	doc_heading(&r->doc, 1, "%s", _("What is to be mended, by field"));
	struct doc_table *t = doc_table(&r->doc, "by_fault");
	for (size_t i = 0; i < ARRAY_LEN(titles); i++)
		doc_table_column(&r->doc, t, NULL, _(titles[i]), i < 3 ? DOC_LEFT : DOC_RIGHT,
			i == 1 ? 4 : i == 0);
	json_open(j, "faults", '[');
	for (size_t i = 0; i < n; i++) {
		const struct health_rule *rule = &health_rules[counts[i].rule];
		scope.rule = counts[i].rule;
		doc_table_row(&r->doc, t);
		doc_cell(&r->doc, t, 0, 0, "%s", _(health_field_label(rule->field)));
		doc_cell(&r->doc, t, 1, 0, "%s", _(rule->label));
		doc_cell(&r->doc, t, 2, 0, "%s", _(health_side_label(rule->side)));
		doc_cell(&r->doc, t, 3, 0, "%d", rule->weight);
		report_number(r, t, 4, door_of(r, h, scope), counts[i].found);
		put_score(r, t, 5, counts[i].field_score);
		json_open(j, NULL, '{');
		json_text(j, "fault", rule->code);
		json_text(j, "field", rule->field);
		json_text(j, "dimension", side_codes[rule->side]);
		json_number(j, "weight", rule->weight);
		json_number(j, "found", counts[i].found);
		json_number(j, "field_score", counts[i].field_score);
		json_close(j, '}');
	}
	json_close(j, ']');
	if (!n)
		doc_note(&r->doc, "%s", _("Nothing is wrong."));
}

/* ---- person by person -------------------------------------------------------------------------------- */

static int by_name(const void *x, const void *y)
{
	const struct person_row *a = x, *b = y;
	int c = name_key_cmp(a->key, a->key_len, b->key, b->key_len);
	return c ? c : (a->id > b->id) - (a->id < b->id);
}

static int add_person(struct db *db, struct report *r, struct doc_table *t, struct json *j,
	const struct health *h, const struct person_row *p, struct err *err)
{
	struct health_fault *faults;
	size_t n;
	int k = health_of_person(db, h, (struct person_id){p->id}, &faults, &n, err);
	for (size_t i = 0; !k && i < n; i++) {
		struct strbuf value = {0};
		if (faults[i].is_accepted)
			continue;
		health_value_add(&value, faults[i].value);
		doc_table_row(&r->doc, t);
		doc_cell(&r->doc, t, 0, 0, "%s", p->name);
		doc_cell(&r->doc, t, 1, 0, "%s", _(health_rules[faults[i].rule].label));
		doc_cell(&r->doc, t, 2, 0, "%s", strbuf_str(&value));
		json_open(j, NULL, '{');
		json_number(j, "person_id", (long)p->id);
		json_text(j, "fault", health_rules[faults[i].rule].code);
		json_text(j, "value", faults[i].value);
		json_close(j, '}');
		strbuf_done(&value);
	}
	if (!k)
		health_faults_free(faults, n);
	return k;
}

static int add_people(struct db *db, struct report *r, struct json *j, const struct health *h,
	long only, struct err *err)
{
	const struct people_query all = {.set = PEOPLE_ALL};
	struct health_scope scope = {only, HEALTH_ALL_SIDES, -1, false};
	VEC(struct person_row) people = {0};
	int k = 0;
	VEC_EACH (f, &h->findings) {
		struct person_row row;
		bool is_new = !people.n || people.v[people.n - 1].id != f->person;
		if (k || !f->person || !is_new || !health_is_in(scope, f))
			continue;
		k = people_at(db, &all, (struct person_id){f->person}, &row, err);
		if (!k && !VEC_PUSH(&people, row))
			k = ERR_OOM(err);
	}
	if (people.n)
		qsort(people.v, people.n, sizeof *people.v, by_name);
	doc_heading(&r->doc, 1, "%s", _("What is to be mended, person by person"));
	struct doc_table *t = doc_table(&r->doc, "people");
	doc_table_column(&r->doc, t, NULL, _("Full name"), DOC_LEFT, 3);
	doc_table_column(&r->doc, t, NULL, _("What is wrong"), DOC_LEFT, 4);
	doc_table_column(&r->doc, t, NULL, _("Value, day"), DOC_LEFT, 2);
	json_open(j, "people", '[');
	VEC_EACH (p, &people)
		if (!k)
			k = add_person(db, r, t, j, h, p, err);
	json_close(j, ']');
	VEC_DONE(&people);
	return k;
}

/* ---- the report -------------------------------------------------------------------------------------- */

static long place_of(const struct health *h, struct cell_id cell)
{
	for (size_t i = 0; cell.v && i < h->cells.n; i++)
		if (h->cells.v[i].id.v == cell.v)
			return (long)i;
	return HEALTH_ALL_CELLS;
}

int report_build_health(struct db *db, struct report *r, struct err *err)
{
	struct json j = {.out = &r->json};
	struct health h;
	char day[DATE_TEXT];
	int k = health_read(db, r->day, NULL, NULL, &h, err);
	if (k)
		return k;
	/* it is of a day, not of a period */
	CLEANUP_FREE char *of = mem_printf(_("on %s"), date_to_user(r->day, day));
	free(r->doc.subtitle);
	r->doc.subtitle = doc_dup(&r->doc, of);
	long only = place_of(&h, r->q.cell);
	json_open(&j, NULL, '{');
	json_date(&j, "as_of", r->day);
	doc_paragraph(&r->doc, "%s",
		_("Correct: what cannot be so. Complete: what is missing at the step that somebody "
		  "has reached. Clean: what is doubtful or untidy. Living: what has grown old. A "
		  "score of 100 means that nothing is wrong; whoever has left is not looked at."));
	k = add_cells(db, r, &j, &h, only, err);
	if (!k)
		add_faults(r, &j, &h, only);
	if (!k && only != HEALTH_ALL_CELLS)
		k = add_people(db, r, &j, &h, only, err);
	json_close(&j, '}');
	health_done(&h);
	return k;
}
