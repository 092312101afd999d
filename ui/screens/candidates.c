/* Candidates: all, those of a cell, of a step, or those whom nobody helps. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/bulk.h"
#include "ui/screens/event_form.h"
#include "ui/screens/mentor_form.h"
#include "ui/screens/paper.h"
#include "ui/screens/people_source.h"
#include "ui/screens/person_form.h"
#include "ui/screens/undo.h"

#include <stdlib.h>
#include <string.h>

enum {
	ACT_OPEN = 1,
	ACT_ADD,
	ACT_NEXT,
	ACT_MENTOR,
	ACT_UNCOVERED,
	ACT_STAGE,
	ACT_PAPERS,
	ACT_MANY,
	ACT_LISTS,
	ACT_UNDO,
	ACT_SAME
};

static const struct column columns[] = {
	{N_("Full name"), .min = 18, .ideal = 28, .grow = true, .sort = PEOPLE_SORT_NAME,
		.find = true, .text = people_name_text},
	{N_("Born"), .min = 10, .ideal = 10, .drop = 3, .text = people_birth_text},
	{N_("Cell"), .min = 7, .ideal = 18, .drop = 1, .text = people_cell_text,
		.brief = people_cell_code},
	{N_("Stage"), .min = 22, .ideal = 24, .text = people_stage_text},
	{N_("Since"), .min = 10, .ideal = 10, .drop = 2, .sort = PEOPLE_SORT_DAY,
		.text = people_since_text},
	{0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the person's page."), ACTION_ROW},
	{ACT_ADD, "a F7", N_("add"), N_("Add a candidate."), ACTION_WRITE},
	{ACT_NEXT, "s", N_("next step"), N_("Record the next step for the marked people."),
		ACTION_WRITE | ACTION_ROW | ACTION_MARKED},
	{ACT_MENTOR, "g F5", N_("mentor"), N_("Assign a mentor."), ACTION_WRITE | ACTION_ROW},
	{ACT_PAPERS, "i", N_("papers to make"),
		N_("Resolutions about the marked people, or all papers for one."),
		ACTION_ROW | ACTION_MARKED},
	{ACT_UNCOVERED, "u", N_("without mentor"),
		N_("Only those whom nobody helps, or all again.")},
	{ACT_STAGE, "w", N_("step"), N_("Only those at this person's step, or all again."),
		ACTION_ROW},
	{ACT_MANY, "c", N_("change many"),
		N_("One field of the marked people at once: names, phones, ethnicity …"),
		ACTION_WRITE | ACTION_ROW | ACTION_MARKED},
	{ACT_UNDO, "U", N_("undo"),
		N_("Take back what you recorded, the last thing first; or do again what was taken "
		   "back."),
		ACTION_WRITE | ACTION_HIDDEN},
	{ACT_LISTS, "l", N_("lists"),
		N_("Lists of people with chosen columns: sympathisers, probation, admitted …"),
		ACTION_HIDDEN},
	{ACT_SAME, "t", N_("twice?"), N_("Who may stand in the lists twice."), ACTION_HIDDEN}, {0}};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct people_list *l = ctx;
	CLEANUP_FREE char *cell = NULL;
	strbuf_add(ret, _("Candidates"));
	if (l->query.cell.v && !cell_name(l->db, l->query.cell, (struct date){0}, &cell, NULL))
		strbuf_addf(ret, " · %s", cell);
	if (l->base.stage)
		strbuf_addf(ret, " · %s", _(stage_label(l->base.stage)));
}

static bool is_base(const struct people_list *l)
{
	return l->query.set == l->base.set && l->query.stage == l->base.stage;
}

/* What the user has narrowed the list to since it was opened. */
static void chip(void *ctx, struct strbuf *ret)
{
	const struct people_list *l = ctx;
	if (is_base(l))
		return;
	if (l->query.set == PEOPLE_UNCOVERED)
		strbuf_add(ret, _("without mentor"));
	else if (l->query.stage)
		strbuf_add(ret, _(stage_label(l->query.stage)));
}

static void unfilter(void *ctx)
{
	struct people_list *l = ctx;
	l->query = l->base;
}

static enum event_kind common_step(const struct people_list *l, const struct chosen *on)
{
	struct person p;
	enum event_kind kind = 0;
	if (!person_load(l->db, (struct person_id){on->ids[0]}, &p, NULL)) {
		kind = event_after(p.stage);
		person_done(&p);
	}
	return kind;
}

static int with_chosen(struct app *app, const struct people_list *l, int action,
	const struct chosen *on, struct err *err)
{
	struct person_id *ids = mem_alloc(on->n * sizeof *ids);
	if (!ids)
		return ERR_OOM(err);
	for (size_t i = 0; i < on->n; i++)
		ids[i].v = on->ids[i];
	int r = action == ACT_PAPERS ? papers_open(app, ids, on->n, err)
		: action == ACT_MANY ? bulk_open(app, ids, on->n, NULL, err)
				     : event_form(app, ids, on->n, common_step(l, on), err);
	free(ids);
	return r;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct people_list *l = ctx;
	struct person_id id;
	int r;
	switch (action) {
	case ACT_OPEN:
		return person_page_open(app, (struct person_id){on->ids[0]}, err);
	case ACT_ADD:
		r = person_form(
			app, PERSON_CANDIDATE, (struct person_id){0}, l->query.cell, &id, err);
		if (!r) {
			list_show(app, id.v);
			app_say(app, _("Candidate added."));
		}
		return r;
	case ACT_NEXT:
		return with_chosen(app, l, action, on, err);
	case ACT_MANY:
	case ACT_PAPERS:
		/* the marks stay: what was resolved is recorded next */
		r = with_chosen(app, l, action, on, err);
		return r ? r : ERR_STOPPED;
	case ACT_MENTOR:
		return mentor_form(app, (struct person_id){on->ids[0]}, 0, err);
	case ACT_UNCOVERED:
		l->query.set =
			l->query.set == PEOPLE_UNCOVERED ? PEOPLE_CANDIDATES : PEOPLE_UNCOVERED;
		l->query.stage = l->query.set == PEOPLE_CANDIDATES ? l->base.stage : STAGE_NONE;
		return 0;
	case ACT_STAGE:
		l->query.stage =
			l->query.stage ? STAGE_NONE : ((const struct people_row *)on->row)->p.stage;
		l->query.set = PEOPLE_CANDIDATES;
		return 0;
	case ACT_UNDO:
		return undo_ask(app, (struct person_id){0}, err);
	case ACT_LISTS:
		return rosters_open(app, err);
	case ACT_SAME:
		return same_open(app, err);
	default:
		return 0;
	}
}

static const struct list_ops ops = {
	.name = "candidates",
	.title_text = title_text,
	.source = PEOPLE_SOURCE,
	.columns = columns,
	.actions = actions,
	.sort = PEOPLE_SORT_NAME,
	.empty = N_("No candidates here. Press a to add one."),
	.act = act,
	.preview = people_preview,
	.chip = chip,
	.unfilter = unfilter,
	.done = free,
};

int candidates_open_filtered(
	struct app *app, struct cell_id cell, enum stage stage, bool uncovered, struct err *err)
{
	const struct office *office = app_data(app);
	struct people_list *l = mem_alloc(sizeof *l);
	if (!l)
		return ERR_OOM(err);
	l->db = office->db;
	l->app = app;
	l->query = (struct people_query){.set = uncovered ? PEOPLE_UNCOVERED : PEOPLE_CANDIDATES,
		.cell = cell,
		.stage = stage};
	l->base = l->query;
	return list_open(app, &ops, l, err);
}

int candidates_open(struct app *app, struct err *err)
{
	return candidates_open_filtered(app, (struct cell_id){0}, STAGE_NONE, false, err);
}

int uncovered_open(struct app *app, struct err *err)
{
	return candidates_open_filtered(app, (struct cell_id){0}, STAGE_NONE, true, err);
}
