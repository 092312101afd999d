/* Mentor assignments: by mentor with the load, or by candidate with those whom nobody helps first. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/task.h"
#include "ui/screens/mentor_form.h"
#include "ui/screens/people_source.h"
#include "ui/screens/undo.h"

#include <stdlib.h>
#include <string.h>

enum { ACT_OPEN = 1, ACT_OTHER, ACT_ASSIGN, ACT_REPLACE, ACT_END, ACT_PRINT, ACT_TASKS, ACT_UNDO };

/* ---- by candidate: two lists, one after the other ---------------------------------------------------- */

static int part(struct people_list *l, bool uncovered, const struct list_query *q,
	const void *anchor, enum list_dir dir, size_t n, struct people_row *ret, size_t *ret_n,
	struct err *err)
{
	struct people_list one = *l;
	one.query.set = uncovered ? PEOPLE_UNCOVERED : PEOPLE_COVERED;
	return people_source_read(&one, q, anchor, dir, n, ret, ret_n, err);
}

static int read_candidates(void *ctx, const struct list_query *q, const void *anchor,
	enum list_dir dir, size_t n, void *ret_rows, size_t *ret_n, struct err *err)
{
	struct people_list *l = ctx;
	struct people_row *out = ret_rows;
	const struct people_row *from = anchor;
	bool forward = dir == LIST_AFTER;
	/* where we are: in the first list (nobody helps) or in the second */
	bool in_first = from ? from->p.uncovered : forward;
	size_t got = 0, more = 0;
	int r = part(l, in_first, q, anchor, dir, n, out, &got, err);
	if (!r && got < n && in_first == forward)
		r = part(l, !in_first, q, NULL, dir, n - got, out + got, &more, err);
	if (!r)
		*ret_n = got + more;
	return r;
}

static int candidate_at(
	void *ctx, const struct list_query *q, int64_t id, void *ret_row, struct err *err)
{
	struct people_list *l = ctx, one = *l;
	struct err e = {0};
	one.query.set = PEOPLE_UNCOVERED;
	int r = people_source_at(&one, q, id, ret_row, &e);
	if (r == ERR_NOT_FOUND) {
		one.query.set = PEOPLE_COVERED;
		return people_source_at(&one, q, id, ret_row, err);
	}
	if (r && err)
		*err = e;
	return r;
}

static int count_candidates(
	void *ctx, const struct list_query *q, long *ret_shown, long *ret_all, struct err *err)
{
	struct people_list one = *(struct people_list *)ctx;
	long shown, all, shown2, all2;
	one.query.set = PEOPLE_UNCOVERED;
	int r = people_source_count(&one, q, &shown, &all, err);
	one.query.set = PEOPLE_COVERED;
	if (!r)
		r = people_source_count(&one, q, &shown2, &all2, err);
	if (!r) {
		*ret_shown = shown + shown2;
		*ret_all = all + all2;
	}
	return r;
}

/* The mentors at work, or that there is none. */
static void mentors_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct people_list *l = ctx;
	struct assignment *list;
	size_t n, shown = 0;
	struct person_id id = {((const struct people_row *)row)->p.id};
	if (assignments_of_person(l->db, id, &list, &n, NULL))
		return;
	for (size_t i = 0; i < n; i++) {
		bool active = false;
		if (assignment_is_active(l->db, &list[i], &active, NULL) || !active)
			continue;
		strbuf_addf(ret, "%s%s%s", shown++ ? ", " : "", list[i].mentor_name,
			list[i].mentor.v ? "" : " ?");
	}
	assignments_done(list, n);
	if (!shown)
		strbuf_add(ret, _("! nobody"));
}

static const struct column candidate_columns[] = {
	{N_("Full name"), .min = 18, .ideal = 24, .grow = true, .find = true,
		.text = people_name_text},
	{N_("Cell"), .min = 8, .ideal = 16, .drop = 2, .text = people_cell_text,
		.brief = people_cell_code},
	{N_("Stage"), .min = 20, .ideal = 22, .drop = 1, .text = people_stage_text},
	{N_("Mentor"), .min = 18, .ideal = 34, .grow = true, .text = mentors_text}, {0}};

static const struct action candidate_actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the person's page."), ACTION_ROW},
	{ACT_ASSIGN, "g F5", N_("assign"), N_("Assign a mentor."), ACTION_WRITE | ACTION_ROW},
	{ACT_REPLACE, "r", N_("replace"), N_("Another mentor instead of one who cannot go on."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_END, "k", N_("end"), N_("End a mentor's work."), ACTION_WRITE | ACTION_ROW},
	{ACT_OTHER, "v", N_("by mentor"), N_("The mentors with the people they help.")},
	{ACT_UNDO, "u U", N_("undo"),
		N_("Take back what you recorded, the last thing first; or do again what was taken "
		   "back."),
		ACTION_WRITE},
	{ACT_PRINT, "p", N_("print"), N_("Who helps whom as a paper, to print or to save.")}, {0}};

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct person_id id = {on->n ? on->ids[0] : 0};
	struct date today = clock_today();
	int64_t assignment;
	int r;
	(void)ctx;
	switch (action) {
	case ACT_OPEN:
		return person_page_open(app, id, err);
	case ACT_ASSIGN:
		return mentor_form(app, id, 0, err);
	case ACT_REPLACE:
	case ACT_END:
		r = mentor_choose(app, id, &assignment, err);
		if (r)
			return r;
		return action == ACT_END ? mentor_form_end(app, assignment, err)
					 : mentor_form(app, id, assignment, err);
	case ACT_UNDO:
		return undo_ask(app, (struct person_id){0}, err);
	case ACT_OTHER:
		return mentors_open_by_mentor(app, err);
	case ACT_TASKS:
		return tasks_open_for(app, &(struct task_query){.mentor = id},
			((const struct people_row *)on->row)->p.name, err);
	case ACT_PRINT:
		return report_open(app, REPORT_MENTORS, report_year_from(today.year),
			report_year_to(today.year), err);
	default:
		return 0;
	}
}

static const struct list_ops candidate_ops = {
	.name = "mentors",
	.title = N_("Mentors: by candidate, those without one first"),
	.source = {.row_size = sizeof(struct people_row),
		.read = read_candidates,
		.at = candidate_at,
		.count = count_candidates},
	.columns = candidate_columns,
	.actions = candidate_actions,
	.empty = N_("Nobody on the list of sympathisers yet."),
	.act = act,
	.preview = people_preview,
	.done = free,
};

/* ---- by mentor ------------------------------------------------------------------------------------------ */

static void load_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct people_list *l = ctx;
	int64_t n = 0;
	struct db_stmt *s = db_begin(l->db, DBQ_MENTOR_LOAD, NULL);
	db_bind_int(s, "mentor", ((const struct people_row *)row)->p.id);
	if (s && !db_number(s, 0, &n, NULL))
		strbuf_addf(ret, "%ld", (long)n);
}

static void helped_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct people_list *l = ctx;
	struct assignment *list;
	size_t n, shown = 0;
	if (assignments_of_mentor(l->db, (struct person_id){((const struct people_row *)row)->p.id},
		    &list, &n, NULL))
		return;
	for (size_t i = 0; i < n; i++) {
		struct person p;
		if (date_is_set(list[i].to) || person_load(l->db, list[i].person, &p, NULL))
			continue;
		strbuf_addf(ret, "%s%s", shown++ ? ", " : "", p.full_name);
		person_done(&p);
	}
	assignments_done(list, n);
}

static const struct column mentor_columns[] = {{N_("Mentor"), .min = 18, .ideal = 24, .grow = true,
						       .find = true, .text = people_name_text},
	{N_("Cell"), .min = 8, .ideal = 16, .drop = 1, .text = people_cell_text,
		.brief = people_cell_code},
	{N_("Load"), .min = 5, .ideal = 5, .align = 1, .text = load_text},
	{N_("Helps"), .min = 20, .ideal = 40, .grow = true, .text = helped_text}, {0}};

static const struct action mentor_actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the person's page."), ACTION_ROW},
	{ACT_TASKS, "t", N_("tasks"), N_("What is to be done for the people this member helps."),
		ACTION_ROW},
	{ACT_PRINT, "p", N_("print"), N_("Who helps whom as a paper, to print or to save.")}, {0}};

static const struct list_ops mentor_ops = {
	.name = "mentors-load",
	.title = N_("Mentors with the people they help"),
	.source = PEOPLE_SOURCE,
	.columns = mentor_columns,
	.actions = mentor_actions,
	.empty = N_("No mentor has somebody to help."),
	.act = act,
	.preview = people_preview,
	.done = free,
};

static int open_list(
	struct app *app, const struct list_ops *ops, enum people_set set, struct err *err)
{
	const struct office *office = app_data(app);
	struct people_list *l = mem_alloc(sizeof *l);
	if (!l)
		return ERR_OOM(err);
	l->db = office->db;
	l->app = app;
	l->query = (struct people_query){.set = set};
	return list_open(app, ops, l, err);
}

int mentors_open(struct app *app, struct err *err)
{
	return open_list(app, &candidate_ops, PEOPLE_UNCOVERED, err);
}

int mentors_open_by_mentor(struct app *app, struct err *err)
{
	return open_list(app, &mentor_ops, PEOPLE_MENTORS, err);
}
