/* What only some of the books can do: a table, by book. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/screens/book_own.h"
#include "ui/screens/lookup.h"
#include "ui/screens/screens.h"

#include <stdio.h>
#include <string.h>

/* The records that belong to this one. */
static int open_of(struct app *app, enum book_kind kind, const struct book_list *l,
	const struct book_row *row, struct err *err)
{
	const struct book_query q = {.parent = row->id};
	struct strbuf b = {0};
	int r = book_name_add(l->office->db, &b, l->kind, row->id, err);
	if (!r)
		r = book_open(app, kind, &q, strbuf_str(&b), err);
	strbuf_done(&b);
	return r;
}

/* ---- small forms ------------------------------------------------------------------------------------ */

struct small {
	struct db *db; /* first: lookup.h */
	struct act_by by;
	char uid[DB_UID_MAX];
	int64_t parent; /* the resolution, the paper */
	struct cell_id cell;
	int year;
	long n; /* done so many */
};

static int run(struct app *app, const struct form_ops *ops, struct small *s, struct err *err)
{
	const struct office *office = app_data(app);
	s->db = office->db;
	s->by = office->by;
	db_make_uid(s->uid);
	s->by.uid = s->uid;
	return form_run(app, ops, s, err);
}

/* ---- resolutions and their duties --------------------------------------------------------------- */

static int open_duties(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	return open_of(app, BOOK_DUTY, l, row, err);
}

static int load_take_over(void *ctx, struct form *f, struct err *err)
{
	const struct small *s = ctx;
	int r = lookup_set_cell(s->db, f, "cell", s->cell, err);
	return r ? r : form_set_id(f, "year", s->year);
}

static int save_take_over(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct small *s = ctx;
	s->by.reason = reason;
	s->year = (int)form_id(f, "year");
	return duties_take_over(s->db, &s->by, (struct cell_id){form_id(f, "cell")}, s->year - 1,
		s->year, &s->parent, &s->n, err);
}

static const struct field take_over_fields[] = {
	{"cell", N_("Cell"), N_("Who is no official member of it any more is left out."),
		FIELD_LOOKUP, .required = true, .lookup = lookup_cell, .cells = 36},
	{"year", N_("For the year"), N_("What the year before it gave is taken over."),
		FIELD_NUMBER, .required = true, .cells = 5, .max = 4},
	{0}};
static const struct form_ops take_over_ops = {.name = "take-over",
	.title = N_("Take over last year's duties"),
	.save_name = N_("Take over"),
	.fields = take_over_fields,
	.load = load_take_over,
	.save = save_take_over};

static void say_taken_over(struct app *app, long n)
{
	app_say(app,
		P_("%ld duty taken over. Number and date of the resolution are to be filled in.",
			"%ld duties taken over. Number and date of the resolution are to be filled "
			"in.",
			(unsigned long)n),
		n);
}

static int take_over_resolution(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	(void)row;
	struct small s = {.cell = l->q.cell, .year = l->year ? l->year : clock_today().year};
	int r = run(app, &take_over_ops, &s, err);
	if (r)
		return r;
	say_taken_over(app, s.n);
	list_show(app, s.parent);
	return 0;
}

static int take_over_duties(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	struct book_row of;
	int64_t id;
	long n = 0;
	(void)row;
	int r = book_load(l->office->db, BOOK_RESOLUTION, l->q.parent, &of, err);
	if (r)
		return r;
	const struct cell_id cell = {book_id(BOOK_RESOLUTION, &of, "cell_id")};
	int year = (int)book_id(BOOK_RESOLUTION, &of, "year");
	book_row_done(&of);
	r = duties_take_over(l->office->db, &l->office->by, cell, year - 1, year, &id, &n, err);
	if (!r)
		app_say(app, P_("%ld duty taken over.", "%ld duties taken over.", (unsigned long)n),
			n);
	return r;
}

static int load_find(void *ctx, struct form *f, struct err *err)
{
	(void)ctx;
	(void)err;
	return form_set_id(f, "find", 1);
}

static int save_find(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct small *s = ctx;
	s->by.reason = reason;
	return duties_for_members(s->db, &s->by, s->parent, (long)form_id(f, "find"), &s->n, err);
}

static const struct field find_fields[] = {
	{"find", N_("To find, each"), N_("Who has a duty already keeps it."), FIELD_NUMBER,
		.required = true, .cells = 5, .max = 4},
	{0}};
static const struct form_ops find_ops = {.name = "duties",
	.title = N_("A duty for every official member"),
	.save_name = N_("Give"),
	.fields = find_fields,
	.load = load_find,
	.save = save_find};

static int give_to_members(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	struct small s = {.parent = l->q.parent};
	(void)row;
	int r = run(app, &find_ops, &s, err);
	if (!r)
		app_say(app, P_("%ld duty given.", "%ld duties given.", (unsigned long)s.n), s.n);
	return r;
}

static bool is_of_one(const struct book_list *l, const struct book_row *row)
{
	(void)row;
	return l->q.parent != 0;
}

/* ---- papers from above ------------------------------------------------------------------------------ */

static int open_passed(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	return open_of(app, BOOK_DIRECTIVE_CELL, l, row, err);
}

static int load_pass(void *ctx, struct form *f, struct err *err)
{
	(void)ctx;
	(void)err;
	return form_set_date(f, "passed_on", clock_today());
}

static int save_pass(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct small *s = ctx;
	s->by.reason = reason;
	return directive_pass_to_all(
		s->db, &s->by, s->parent, form_date(f, "passed_on"), &s->n, err);
}

static const struct field pass_fields[] = {
	{"passed_on", N_("Passed on"), N_("To every cell that it was not passed to yet."),
		FIELD_DATE, .required = true},
	{0}};
static const struct form_ops pass_ops = {.name = "pass-on",
	.title = N_("Pass on to all cells"),
	.save_name = N_("Pass on"),
	.fields = pass_fields,
	.load = load_pass,
	.save = save_pass};

static int pass_to_all(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	struct small s = {.parent = l->q.parent};
	(void)row;
	int r = run(app, &pass_ops, &s, err);
	if (!r)
		app_say(app,
			P_("Passed on to %ld cell.", "Passed on to %ld cells.", (unsigned long)s.n),
			s.n);
	return r;
}

/* ---- naming people ---------------------------------------------------------------------------------- */

/* The list goes to the newest proposal of this person. */
static int show_newest(struct app *app, struct db *db, struct person_id person, struct err *err)
{
	const struct book_query q = {.person = person};
	struct book_rows rows = {0};
	int64_t newest = 0;
	int r = book_read(db, BOOK_PROPOSAL, &q, &rows, err);
	for (size_t i = 0; i < rows.n; i++)
		newest = rows.v[i].id > newest ? rows.v[i].id : newest;
	book_rows_done(&rows);
	if (!r)
		list_show(app, newest);
	return r;
}

static int propose_new(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	const struct proposing start = {.cell = l->q.cell, .known = l->q.person};
	struct person_id person;
	(void)row;
	int r = propose_form(app, &start, &person, err);
	return r ? r : show_newest(app, l->office->db, person, err);
}

static int open_person(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	(void)l;
	return person_page_open(
		app, (struct person_id){book_id(BOOK_PROPOSAL, row, "person_id")}, err);
}

/* The head becomes a candidate; from then on the record knows who that is. */
static int propose_head(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	const struct proposing start = {.name = book_text(BOOK_HEAD, row, "name"),
		.cell = {book_id(BOOK_HEAD, row, "cell_id")},
		.association = book_id(BOOK_HEAD, row, "association_id"),
		.head = row->id};
	struct person_id person;
	struct book_row now;
	int r = propose_form(app, &start, &person, err);
	if (r)
		return r;
	r = book_load(l->office->db, BOOK_HEAD, row->id, &now, err);
	if (r)
		return r;
	r = book_set_id(BOOK_HEAD, &now, "person_id", person.v, err);
	if (!r)
		r = book_save(l->office->db, &l->office->by, BOOK_HEAD, &now, NULL, err);
	book_row_done(&now);
	return r;
}

/* `raw` has listed fields only: a head that is in the lists is known by its record. */
static bool can_propose_head(const struct book_list *l, const struct book_row *row)
{
	struct book_row now;
	if (book_load(l->office->db, BOOK_HEAD, row->id, &now, NULL))
		return false;
	bool is_new =
		!book_id(BOOK_HEAD, &now, "person_id") && !book_id(BOOK_HEAD, &now, "is_member");
	book_row_done(&now);
	return is_new;
}

static int propose_noticed(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	const struct proposing start = {.cell = {book_id(l->kind, row, "cell_id")},
		.on = book_date(l->kind, row, "on_date"),
		.association = book_id(l->kind, row, "association_id"),
		.activity = l->kind == BOOK_ACTIVITY ? row->id : 0,
		.review = l->kind == BOOK_REVIEW ? row->id : 0};
	return propose_form(app, &start, NULL, err);
}

/* ---- obstacles and what was asked for ------------------------------------------------------------- */

static int end_obstacle(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	static const struct book_part part = {
		N_("The obstacle has ended"), {"ended_on", "outcome"}};
	return book_form_part(app, l->kind, row->id, &part, err);
}

static bool is_open_obstacle(const struct book_list *l, const struct book_row *row)
{
	return !*book_text(l->kind, row, "ended_on");
}

static int report_obstacle(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	(void)l;
	return obstacle_report(app, row->id, err);
}

static bool is_to_be_reported(const struct book_list *l, const struct book_row *row)
{
	struct book_row now;
	bool is_unreported = false;
	if (!row->id || book_load(l->office->db, l->kind, row->id, &now, NULL))
		return false;
	obstacle_is_unreported(l->office->db, &now, &is_unreported, NULL);
	book_row_done(&now);
	return is_unreported;
}

static int do_request(
	struct app *app, struct book_list *l, const struct book_row *row, struct err *err)
{
	static const struct book_part part = {
		N_("What was asked for is done"), {"done_on", "how_done"}};
	return book_form_part(app, l->kind, row->id, &part, err);
}

static bool is_open_request(const struct book_list *l, const struct book_row *row)
{
	return *book_text(l->kind, row, "asked_for") && !*book_text(l->kind, row, "done_on");
}

/* ---- the table -------------------------------------------------------------------------------------- */

#define ON_ROW ACTION_WRITE | ACTION_ROW
const struct book_deed book_deeds[] = {
	{BOOK_RESOLUTION,
		{0, "Enter", N_("duties"), N_("The duties that this resolution gives."),
			ACTION_ROW},
		open_duties, NULL},
	{BOOK_RESOLUTION,
		{0, "t", N_("take over"),
			N_("The duties of the year before for the resolution of this one."),
			ACTION_WRITE},
		take_over_resolution, NULL},
	{BOOK_DUTY,
		{0, "m", N_("all members"),
			N_("A duty for every official member of the cell who has none yet."),
			ACTION_WRITE},
		give_to_members, is_of_one},
	{BOOK_DUTY,
		{0, "t", N_("take over"), N_("The duties of the year before, in their order."),
			ACTION_WRITE},
		take_over_duties, is_of_one},
	{BOOK_DIRECTIVE,
		{0, "Enter", N_("cells"), N_("To which cells the paper was passed on."),
			ACTION_ROW},
		open_passed, NULL},
	{BOOK_DIRECTIVE_CELL,
		{0, "m", N_("all cells"), N_("Pass it on to every cell that has not got it yet."),
			ACTION_WRITE},
		pass_to_all, is_of_one},
	{BOOK_PROPOSAL, {0, "Enter", N_("person"), N_("The page of who was proposed."), ACTION_ROW},
		open_person, NULL},
	{BOOK_PROPOSAL,
		{0, "a F7", N_("propose"),
			N_("Somebody is named as a source: new, or in the lists already."),
			ACTION_WRITE},
		propose_new, NULL},
	{BOOK_HEAD,
		{0, "s", N_("propose"), N_("Propose this head: he or she becomes a candidate."),
			ON_ROW},
		propose_head, can_propose_head},
	{BOOK_REVIEW,
		{0, "s", N_("propose"), N_("Propose somebody who was noticed in this review."),
			ON_ROW},
		propose_noticed, NULL},
	{BOOK_ACTIVITY,
		{0, "s", N_("propose"), N_("Propose somebody who was noticed at this activity."),
			ON_ROW},
		propose_noticed, NULL},
	{BOOK_OBSTACLE,
		{0, "x", N_("ended"), N_("It no longer stands in the way: since when, and how."),
			ON_ROW},
		end_obstacle, is_open_obstacle},
	{BOOK_OBSTACLE,
		{0, "r", N_("reported"),
			N_("A missing diploma was reported to the standing committee today."),
			ON_ROW},
		report_obstacle, is_to_be_reported},
	{BOOK_MEETING,
		{0, "x", N_("carried out"), N_("What was asked for is done: since when, and how."),
			ON_ROW},
		do_request, is_open_request},
};
const size_t book_deed_count = ARRAY_LEN(book_deeds);
