/* Members; the probationary ones with the day their twelve months end. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/bulk.h"
#include "ui/screens/event_form.h"
#include "ui/screens/people_source.h"
#include "ui/screens/person_form.h"
#include "ui/screens/undo.h"

#include <stdlib.h>

enum {
	ACT_OPEN = 1,
	ACT_ADD,
	ACT_EDIT,
	ACT_PROBATION,
	ACT_NEXT,
	ACT_LEAVE,
	ACT_MANY,
	ACT_UNDO,
	ACT_SAME
};

/* The day the twelve months end, with "!" once they have. */
static void end_text(const void *row, void *ctx, struct strbuf *ret)
{
	const struct people_row *p = row;
	char buf[DATE_TEXT];
	(void)ctx;
	if (p->p.stage != STAGE_PROBATION || !date_is_set(p->p.stage_on))
		return;
	struct date end = probation_end(p->p.stage_on);
	strbuf_addf(
		ret, "%s%s", date_to_user(end, buf), date_cmp(end, clock_today()) <= 0 ? " !" : "");
}

static const struct column columns[] = {
	{N_("Full name"), .min = 18, .ideal = 28, .grow = true, .sort = PEOPLE_SORT_NAME,
		.find = true, .text = people_name_text},
	{N_("Born"), .min = 10, .ideal = 10, .drop = 3, .text = people_birth_text},
	{N_("Cell"), .min = 8, .ideal = 18, .drop = 1, .text = people_cell_text,
		.brief = people_cell_code},
	{N_("Standing"), .min = 20, .ideal = 22, .text = people_stage_text},
	{N_("Since"), .min = 10, .ideal = 10, .drop = 2, .text = people_since_text},
	{N_("Probation ends"), .min = 12, .ideal = 13, .text = end_text}, {0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the person's page."), ACTION_ROW},
	{ACT_ADD, "a F7", N_("add"), N_("Add a member."), ACTION_WRITE},
	{ACT_EDIT, "e F4", N_("edit"), N_("Change the data of this person."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_PROBATION, "u", N_("probationary"),
		N_("Only probationary members, by the day they were admitted; or all again.")},
	{ACT_NEXT, "s", N_("next step"), N_("Recognised as official member …"),
		ACTION_WRITE | ACTION_ROW},
	{ACT_LEAVE, "x", N_("leave"),
		N_("Taken off the list, moved away, died … and the way back."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_MANY, "c", N_("change many"),
		N_("One field of the marked people at once: names, phones, ethnicity …"),
		ACTION_WRITE | ACTION_ROW | ACTION_MARKED},
	{ACT_UNDO, "U", N_("undo"),
		N_("Take back what you recorded, the last thing first; or do again what was taken "
		   "back."),
		ACTION_WRITE | ACTION_HIDDEN},
	{ACT_SAME, "t", N_("twice?"), N_("Who may stand in the lists twice."), ACTION_HIDDEN}, {0}};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct people_list *l = ctx;
	CLEANUP_FREE char *cell = NULL;
	strbuf_add(ret, _("Members"));
	if (l->query.cell.v && !cell_name(l->db, l->query.cell, (struct date){0}, &cell, NULL))
		strbuf_addf(ret, " · %s", cell);
}

static void chip(void *ctx, struct strbuf *ret)
{
	if (((const struct people_list *)ctx)->query.set == PEOPLE_PROBATION)
		strbuf_add(ret, _("probationary"));
}

static void unfilter(void *ctx)
{
	((struct people_list *)ctx)->query.set = PEOPLE_MEMBERS;
}

/* The marks stay: what is left may be changed next. */
static int change_many(struct app *app, const struct chosen *on, struct err *err)
{
	CLEANUP_FREE struct person_id *ids = mem_alloc(on->n * sizeof *ids);
	if (!ids)
		return ERR_OOM(err);
	for (size_t i = 0; i < on->n; i++)
		ids[i].v = on->ids[i];
	int r = bulk_open(app, ids, on->n, NULL, err);
	return r ? r : ERR_STOPPED;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct people_list *l = ctx;
	struct person_id id = {on->n ? on->ids[0] : 0};
	int r;
	switch (action) {
	case ACT_OPEN:
		return person_page_open(app, id, err);
	case ACT_ADD:
		r = person_form(app, PERSON_MEMBER, (struct person_id){0}, l->query.cell, &id, err);
		if (!r)
			list_show(app, id.v);
		return r;
	case ACT_EDIT:
		return person_form(app, PERSON_EDIT, id, (struct cell_id){0}, &id, err);
	case ACT_PROBATION:
		l->query.set = l->query.set == PEOPLE_PROBATION ? PEOPLE_MEMBERS : PEOPLE_PROBATION;
		return 0;
	case ACT_NEXT:
		return event_form(app, &id, 1,
			event_after(((const struct people_row *)on->row)->p.stage), err);
	case ACT_UNDO:
		return undo_ask(app, (struct person_id){0}, err);
	case ACT_LEAVE:
		return event_form_leave(app, id, err);
	case ACT_MANY:
		return change_many(app, on, err);
	case ACT_SAME:
		return same_open(app, err);
	default:
		return 0;
	}
}

static const struct list_ops ops = {
	.name = "members",
	.title_text = title_text,
	.source = PEOPLE_SOURCE,
	.columns = columns,
	.actions = actions,
	.sort = PEOPLE_SORT_NAME,
	.empty = N_("No members here. Press a to add one, or 7 on home to bring in a list."),
	.act = act,
	.preview = people_preview,
	.chip = chip,
	.unfilter = unfilter,
	.done = free,
};

int members_open_cell(struct app *app, struct cell_id cell, struct err *err)
{
	const struct office *office = app_data(app);
	struct people_list *l = mem_alloc(sizeof *l);
	if (!l)
		return ERR_OOM(err);
	l->db = office->db;
	l->app = app;
	l->query = (struct people_query){.set = PEOPLE_MEMBERS, .cell = cell};
	return list_open(app, &ops, l, err);
}

int members_open(struct app *app, struct err *err)
{
	return members_open_cell(app, (struct cell_id){0}, err);
}
