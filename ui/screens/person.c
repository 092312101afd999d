/* A person's page: everything known, and everything that can be done. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form.h"
#include "ui/screens/book_own.h"
#include "ui/screens/dossier.h"
#include "ui/screens/event_form.h"
#include "ui/screens/lookup.h"
#include "ui/screens/mentor_form.h"
#include "ui/screens/outlook_view.h"
#include "ui/screens/paper.h"
#include "ui/screens/person_form.h"
#include "ui/screens/person_log.h"
#include "ui/screens/person_view.h"
#include "ui/screens/undo.h"
#include "ui/term.h"

#include <stdlib.h>
#include <string.h>

struct person_page {
	struct db *db; /* first: lookup.h */
	struct person_id id;
	struct step_days usual; /* how long steps take here, once read */
	bool has_usual;
};

enum {
	ACT_NEXT = 1,
	ACT_DOSSIER,
	ACT_OTHER,
	ACT_EDIT,
	ACT_MENTOR,
	ACT_REPLACE,
	ACT_END,
	ACT_MOVE,
	ACT_REMOVE,
	ACT_LOG,
	ACT_HOW,
	ACT_PLAN,
	ACT_OBSTACLE,
	ACT_TALK,
	ACT_STATISTICS,
	ACT_PAPERS,
	ACT_UNDO
};

static const struct action actions[] = {
	{ACT_NEXT, "s F7", N_("next step"), N_("Record the next step of this person."),
		ACTION_WRITE},
	{ACT_DOSSIER, "o", N_("dossier"),
		N_("The papers, votes and background checks; what is missing and by when.")},
	{ACT_PAPERS, "i", N_("papers to make"),
		N_("The resolutions, decisions and letters that the office makes for a step, "
		   "filled in "
		   "from the records.")},
	{ACT_MENTOR, "g F5", N_("mentor"), N_("Assign a mentor."), ACTION_WRITE},
	{ACT_OBSTACLE, "v", N_("obstacle"),
		N_("Something stands in the way; on an obstacle: change it."), ACTION_WRITE},
	{ACT_TALK, "t", N_("talk"), N_("Somebody talked with this person, or with the family."),
		ACTION_WRITE},
	{ACT_EDIT, "e F4", N_("edit"), N_("Change the data; on an event or a record: correct it."),
		ACTION_WRITE},
	{ACT_HOW, "c", N_("reckoning"), N_("How the earliest day of admission is reckoned.")},
	{ACT_REPLACE, "r", N_("replace"), N_("Another mentor instead of one who cannot go on."),
		ACTION_WRITE},
	{ACT_END, "k", N_("end"), N_("End a mentor's work."), ACTION_WRITE},
	{ACT_OTHER, "x", N_("leave"),
		N_("Taken off the list, moved away, died … and the way back."), ACTION_WRITE},
	{ACT_MOVE, "m F6", N_("move"), N_("Move to another cell of the committee."), ACTION_WRITE},
	{ACT_REMOVE, "d F8", N_("remove"), N_("Take back the event or record the cursor is on."),
		ACTION_WRITE},
	{ACT_PLAN, "b", N_("plan back"), N_("To admit on a day: the last day of each step.")},
	{ACT_STATISTICS, "f", N_("statistics"),
		N_("What the statistics ask beyond the person's data: kind of work, title …"),
		ACTION_WRITE},
	{ACT_UNDO, "u U", N_("undo"),
		N_("Take back what you recorded about this person, the last thing first; or do "
		   "again "
		   "what was taken back."),
		ACTION_WRITE},
	{ACT_LOG, "n h", N_("log"), N_("Who recorded or changed what, when and why.")}, {0}};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct person_page *c = ctx;
	struct person p;
	if (person_load(c->db, c->id, &p, NULL))
		return;
	strbuf_add(ret, p.full_name);
	CLEANUP_FREE char *cell = NULL;
	if (p.cell.v && !cell_name(c->db, p.cell, (struct date){0}, &cell, NULL))
		strbuf_addf(ret, " · %s", cell);
	person_done(&p);
}

static int build(void *ctx, struct page *page, struct err *err)
{
	const struct person_page *c = ctx;
	return person_view_full(c->db, page, c->id, c->has_usual ? &c->usual : NULL, err);
}

static bool key_pending(void *ctx)
{
	(void)ctx;
	return term_key_pending();
}

/* The pace of the office is read over all records: when nobody types, and once. */
static int later(void *ctx, bool anew, struct err *err)
{
	struct person_page *c = ctx;
	(void)anew;
	if (c->has_usual)
		return 0;
	db_stop_when(c->db, key_pending, NULL);
	int r = step_days_read(c->db, clock_today(), &c->usual, err);
	db_stop_when(c->db, NULL, NULL);
	c->has_usual = r == 0;
	return r;
}

static bool can(void *ctx, int action, struct door on)
{
	(void)ctx;
	return action != ACT_REMOVE || on.kind == DOOR_EVENT || on.kind == DOOR_RECORD;
}

/* ---- moving inside the committee ------------------------------------------------------------------ */

struct move_ctx {
	struct db *db; /* first: lookup.h */
	struct act_by by;
	char uid[DB_UID_MAX];
	struct person_id id;
};

static const struct field move_fields[] = {
	{"cell", N_("To the cell"), N_("Type a part of its name or code."), FIELD_LOOKUP,
		.required = true, .lookup = lookup_cell, .cells = 36},
	{"on_date", N_("From"), N_("No exit: the person stays in the committee."), FIELD_DATE,
		.required = true},
	{0}};

static int load_move(void *ctx, struct form *f, struct err *err)
{
	(void)ctx;
	(void)err;
	return form_set_date(f, "on_date", clock_today());
}

static int save_move(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct move_ctx *c = ctx;
	c->by.reason = reason;
	return person_move(c->db, &c->by, c->id, (struct cell_id){form_id(f, "cell")},
		form_date(f, "on_date"), err);
}

static const struct form_ops move_ops = {.name = "move",
	.title = N_("Move to another cell"),
	.fields = move_fields,
	.load = load_move,
	.save = save_move};

static int move(struct app *app, struct person_id id, struct err *err)
{
	const struct office *office = app_data(app);
	struct move_ctx c = {.db = office->db, .by = office->by, .id = id};
	db_make_uid(c.uid);
	c.by.uid = c.uid;
	return form_run(app, &move_ops, &c, err);
}

/* There is one record a person: it is made or changed. */
static int statistics(struct app *app, const struct person_page *c, struct err *err)
{
	struct book_rows rows = {0};
	struct book_row start = {0};
	int r = book_read(
		c->db, BOOK_STATISTICS, &(struct book_query){.person = c->id}, &rows, err);
	if (!r && rows.n)
		start.id = rows.v[0].id;
	else if (!r)
		r = book_set_id(BOOK_STATISTICS, &start, "person_id", c->id.v, err);
	book_rows_done(&rows);
	if (!r)
		r = book_form(app, BOOK_STATISTICS, &start, NULL, err);
	book_row_done(&start);
	return r;
}

/* ---- acting ------------------------------------------------------------------------------------------ */

static int saved(struct app *app, int r)
{
	if (!r)
		app_say(app, _("Saved. u = undo"));
	return r;
}

static int edit(struct app *app, struct person_page *c, struct door on, struct err *err)
{
	struct person_id id;
	if (on.kind == DOOR_EVENT)
		return saved(app, event_form_edit(app, on.a, err));
	if (on.kind == DOOR_RECORD)
		return book_edit(app, (enum book_kind)on.b, on.a, err);
	return saved(app, person_form(app, PERSON_EDIT, c->id, (struct cell_id){0}, &id, err));
}

static int remove_it(struct app *app, struct door on, struct err *err)
{
	return on.kind == DOOR_RECORD ? book_ask_remove(app, (enum book_kind)on.b, on.a, err)
				      : event_form_remove(app, on.a, err);
}

/* A new obstacle or talk of this person. */
static int add_record(struct app *app, struct person_page *c, enum book_kind kind, struct err *err)
{
	struct book_row row = {0};
	int r = book_set_id(kind, &row, "person_id", c->id.v, err);
	if (!r)
		r = book_form(app, kind, &row, NULL, err);
	book_row_done(&row);
	return r;
}

/* What was undone may be that the person was recorded. */
static int leave_if_gone(struct app *app, const struct person_page *c, struct err *err)
{
	struct err e = {0};
	struct person p = {0};
	int r = person_load(c->db, c->id, &p, &e);
	person_done(&p);
	if (r == ERR_NOT_FOUND) {
		app_close(app);
		return 0;
	}
	if (r)
		*err = e;
	return r;
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct person_page *c = ctx;
	struct person p;
	int64_t assignment = on.kind == DOOR_ASSIGNMENT ? on.a : 0;
	int r;
	switch (action) {
	case ACT_NEXT:
		r = person_load(c->db, c->id, &p, err);
		if (r)
			return r;
		enum event_kind kind = event_after(p.stage);
		person_done(&p);
		return event_form(app, &c->id, 1, kind, err);
	case ACT_DOSSIER:
		return dossier_open(app, c->id, err);
	case ACT_OTHER:
		return event_form_leave(app, c->id, err);
	case ACT_EDIT:
		return edit(app, c, on, err);
	case ACT_MENTOR:
		return mentor_form(app, c->id, 0, err);
	case ACT_REPLACE:
	case ACT_END:
		r = assignment ? 0 : mentor_choose(app, c->id, &assignment, err);
		if (r)
			return r;
		return action == ACT_END ? mentor_form_end(app, assignment, err)
					 : mentor_form(app, c->id, assignment, err);
	case ACT_MOVE:
		return saved(app, move(app, c->id, err));
	case ACT_REMOVE:
		return remove_it(app, on, err);
	case ACT_OBSTACLE:
		return on.kind == DOOR_RECORD && on.b == BOOK_OBSTACLE
			       ? book_edit(app, BOOK_OBSTACLE, on.a, err)
			       : add_record(app, c, BOOK_OBSTACLE, err);
	case ACT_TALK:
		return add_record(app, c, BOOK_VISIT, err);
	case ACT_HOW:
		return outlook_how(app, c->db, c->id, err);
	case ACT_PLAN:
		return plan_open(app, c->id, err);
	case ACT_STATISTICS:
		return statistics(app, c, err);
	case ACT_PAPERS:
		return papers_open(app, &c->id, 1, err);
	case ACT_UNDO:
		r = undo_ask(app, c->id, err);
		return r ? r : leave_if_gone(app, c, err);
	case ACT_LOG:
		return person_log_open(app, c->id, err);
	default:
		return 0;
	}
}

static int open_door(struct app *app, void *ctx, struct door door, struct err *err)
{
	(void)ctx;
	switch (door.kind) {
	case DOOR_ASSIGNMENT:
		return door.b ? person_page_open(app, (struct person_id){door.b}, err) : 0;
	case DOOR_PERSON:
		return door.a ? person_page_open(app, (struct person_id){door.a}, err) : 0;
	case DOOR_CELL:
		return cell_page_open(app, (struct cell_id){door.a}, err);
	case DOOR_RECORD:
		return book_edit(app, (enum book_kind)door.b, door.a, err);
	default:
		return 0;
	}
}

static const struct page_ops ops = {
	.name = "person",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.later = later,
	.can = can,
	.act = act,
	.open = open_door,
	.done = free,
};

int person_page_open(struct app *app, struct person_id id, struct err *err)
{
	const struct office *office = app_data(app);
	struct person_page *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	c->id = id;
	return page_open(app, &ops, c, err);
}
