/* "Phiếu theo dõi": a page for each cell with its candidates of a month, to be filled in by hand and keyed back in the
 * same order (core/turnaround.h). */
#include "core/turnaround.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "report/build.h"

#include <stdio.h>
#include <stdlib.h>

enum { NEW_NAMES = 3 }; /* lines for them */

enum { NUMBER, NAME, BIRTH, STAGE, MENTORS, LAST, NOTHING, MET, STEP, DIFFICULTY };

struct sheets {
	struct db *db;
	struct report *r;
	struct json j;
	int year, month;
	size_t pages;
	struct err *err;
};

static int door_to(struct report *r, struct person_id person)
{
	struct door_rule rule = {.of = DOOR_LIST, .from = r->listed.n, .n = 1};
	if (VEC_PUSH(&r->listed, person))
		return report_door(r, rule);
	r->doc.failed = true;
	return 0;
}

static void add_columns(struct doc *d, struct doc_table *t)
{
	static const struct {
		const char *title;
		enum doc_align align;
		int weight;
		bool is_blank; /* for the hand */
	} columns[] = {[NUMBER] = {N_("No."), DOC_RIGHT, 0, false},
		[NAME] = {N_("Full name"), DOC_LEFT, 1, false},
		[BIRTH] = {N_("Year of birth"), DOC_RIGHT, 0, false},
		[STAGE] = {N_("Step"), DOC_LEFT, 1, false},
		[MENTORS] = {N_("Who help"), DOC_LEFT, 1, false},
		[LAST] = {N_("Heard last"), DOC_LEFT, 1, false},
		[NOTHING] = {N_("Nothing new"), DOC_CENTRE, 0, true},
		[MET] = {N_("Talked with on"), DOC_CENTRE, 0, true},
		[STEP] = {N_("Step done, on"), DOC_LEFT, 2, true},
		[DIFFICULTY] = {N_("Difficulty"), DOC_LEFT, 3, true}};
	for (size_t i = 0; i < ARRAY_LEN(columns); i++)
		doc_table_column(d, t, columns[i].is_blank ? _("To be filled in") : NULL,
			_(columns[i].title), columns[i].align, columns[i].weight);
}

static void last_text(struct strbuf *b, const struct follow_up *f)
{
	if (!f->id)
		return;
	strbuf_addf(b, "%d/%d: ", f->month, f->year);
	follow_up_add(b, f);
}

/* Dots keep room for what is written over them. */
static void add_blanks(struct doc *d, struct doc_table *t)
{
	doc_cell(d, t, NOTHING, 0, "□");
	doc_cell(d, t, MET, 0, "…../…..");
	doc_cell(d, t, STEP, 0, "…………");
	doc_cell(d, t, DIFFICULTY, 0, "……………");
}

static void row_json(struct sheets *s, const struct cell *cell, const struct turnaround_row *row,
	size_t number, const char *last)
{
	struct json *j = &s->j;
	json_open(j, NULL, '{');
	json_text(j, "cell", cell->code);
	json_text(j, "cell_name", cell->name);
	if (row->is_new)
		json_text(j, "number", NULL);
	else
		json_number(j, "number", (long)number);
	json_text(j, "person", row->name);
	json_number_or_null(j, "birth_year", row->birth.year ? row->birth.year : -1);
	json_text(j, "stage", stage_code(row->stage));
	json_text(j, "mentors", row->mentors);
	json_text(j, "last", *last ? last : NULL);
	json_close(j, '}');
}

static void add_row(struct sheets *s, struct doc_table *t, const struct cell *cell,
	const struct turnaround_row *row, size_t number)
{
	struct doc *d = &s->r->doc;
	struct strbuf last = {0};
	last_text(&last, &row->last);
	doc_table_row(d, t);
	if (!row->is_new)
		doc_cell(d, t, NUMBER, 0, "%zu", number);
	doc_cell(d, t, NAME, door_to(s->r, row->person), "%s", row->name);
	if (row->birth.year)
		doc_cell(d, t, BIRTH, 0, "%d", row->birth.year);
	doc_cell(d, t, STAGE, 0, "%s", _(stage_label(row->stage)));
	doc_cell(d, t, MENTORS, 0, "%s", row->mentors ? row->mentors : "");
	doc_cell(d, t, LAST, 0, "%s", strbuf_str(&last));
	add_blanks(d, t);
	row_json(s, cell, row, number, strbuf_str(&last));
	d->failed |= last.failed;
	strbuf_done(&last);
}

static void add_people(struct sheets *s, const struct cell *cell, const struct turnaround *people)
{
	struct doc *d = &s->r->doc;
	if (!people->n) {
		doc_paragraph(d, "%s", _("Nobody of this cell is on the way."));
		return;
	}
	struct doc_table *t = doc_table(d, "people");
	add_columns(d, t);
	if (t)
		t->is_form = true;
	for (size_t i = 0; i < people->n; i++)
		add_row(s, t, cell, &people->v[i], i + 1);
}

/* As propose takes them: a name with its birth, and who named it. */
static void add_new_names(struct doc *d)
{
	struct doc_table *t = doc_table(d, "new_names");
	doc_table_column(d, t, NULL, _("New name proposed"), DOC_LEFT, 3);
	doc_table_column(d, t, NULL, _("Born on"), DOC_LEFT, 1);
	doc_table_column(d, t, NULL, _("Where they live, what they do"), DOC_LEFT, 3);
	doc_table_column(d, t, NULL, _("Proposed by"), DOC_LEFT, 2);
	if (t)
		t->is_form = true;
	for (int i = 0; i < NEW_NAMES; i++) {
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "……………………");
		doc_cell(d, t, 1, 0, "…../…../………");
		doc_cell(d, t, 2, 0, "……………………");
		doc_cell(d, t, 3, 0, "………………");
	}
}

static int add_sheet(struct sheets *s, const struct cell_figures *f)
{
	struct doc *d = &s->r->doc;
	const struct cell *cell = &f->cell;
	struct turnaround people;
	int k = turnaround_read(s->db, cell->id, s->year, s->month, &people, s->err);
	if (k)
		return k;
	/* who has nobody left to name and nobody on the way gets no paper */
	if (people.n || !cell->nobody_left) {
		if (s->pages++) {
			doc_page_break(d);
			doc_centred(d, "%s", d->title ? d->title : "");
		}
		doc_heading(d, 1, "%s", cell->name);
		add_people(s, cell, &people);
		add_new_names(d);
		doc_note(d,
			_("On …../…../%d, secretary of the cell (signature, full name): "
			  "………………………………  %s"),
			s->year, cell->secretary ? cell->secretary : "");
	}
	turnaround_done(&people);
	return 0;
}

/* A paper of the office to its cells, no report to anybody: without letterhead and signature. */
static void set_head(struct sheets *s)
{
	struct doc *d = &s->r->doc;
	struct doc_letterhead *h = &d->head;
	char **const gone[] = {&h->superior, &h->body, &h->motto, &h->place_date, &h->on_behalf,
		&h->office_held, &h->signer, &d->kind, &d->title, &d->subtitle};
	CLEANUP_FREE char *title =
		mem_printf(_("Follow-up of candidates, month %d/%d"), s->month, s->year);
	for (size_t i = 0; i < ARRAY_LEN(gone); i++) {
		free(*gone[i]);
		*gone[i] = NULL;
	}
	d->failed |= !title;
	d->kind = doc_dup(d, _("SHEET"));
	d->title = doc_dup(d, title);
	d->subtitle = doc_dup(
		d, _("To be filled in by the cell during the month and given back to the office."));
}

int report_build_turnaround(struct db *db, struct report *r, struct err *err)
{
	struct sheets s = {.db = db,
		.r = r,
		.j = {.out = &r->json},
		.year = r->q.from.year,
		.month = r->q.from.month,
		.err = err};
	int k = 0;
	set_head(&s);
	json_open(&s.j, NULL, '{');
	json_number(&s.j, "year", s.year);
	json_number(&s.j, "month", s.month);
	json_open(&s.j, "people", '[');
	VEC_EACH (c, &r->f.cells)
		if (!k && c->is_valid && (!r->q.cell.v || r->q.cell.v == c->cell.id.v))
			k = add_sheet(&s, c);
	json_close(&s.j, ']');
	json_close(&s.j, '}');
	if (!k && !s.pages)
		doc_paragraph(&r->doc, "%s", _("No cell has anybody to follow up."));
	return k;
}
