/* A cell's page: data, stated figures by day, pipeline, names of former days. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/task.h"
#include "ui/page.h"
#include "ui/screens/cell_form.h"
#include "ui/screens/health.h"
#include "ui/screens/person_form.h"
#include "ui/screens/turnaround.h"

#include <stdio.h>
#include <stdlib.h>

struct cell_page {
	struct db *db;
	struct cell_id id;
};

enum {
	ACT_EDIT = 1,
	ACT_COUNT,
	ACT_RENAME,
	ACT_ADD,
	ACT_MEMBERS,
	ACT_TASKS,
	ACT_WORK,
	ACT_SHEET,
	ACT_FOLLOW,
	ACT_HEALTH
};
enum { DOOR_STAGE = 1, DOOR_SUCCESSOR, DOOR_MEMBERS, DOOR_TARGETS, DOOR_FOLLOW };

static const struct action actions[] = {
	{ACT_EDIT, "e F4", N_("edit"), N_("Change the data of this cell."), ACTION_WRITE},
	{ACT_COUNT, "c", N_("figures"), N_("Record the figures the cell stated for a day."),
		ACTION_WRITE},
	{ACT_ADD, "a F7", N_("add"), N_("Add a candidate of this cell."), ACTION_WRITE},
	{ACT_MEMBERS, "l", N_("members"), N_("The members of this cell.")},
	{ACT_WORK, "o", N_("sources"),
		N_("What this cell does for sources, and why nobody is admitted.")},
	{ACT_TASKS, "t", N_("tasks"), N_("What is to be done for people of this cell.")},
	{ACT_SHEET, "m", N_("monthly reports"),
		N_("The sheet of monthly reports of the last month that is over.")},
	{ACT_FOLLOW, "s", N_("follow-up sheet"),
		N_("What came back on paper about the candidates of this cell.")},
	{ACT_HEALTH, "d", N_("data to mend"),
		N_("What is missing, impossible, doubtful or old in the data of this cell.")},
	{ACT_RENAME, "r", N_("rename"), N_("Another name from a day on."), ACTION_WRITE}, {0}};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct cell_page *c = ctx;
	CLEANUP_FREE char *name = NULL;
	if (!cell_name(c->db, c->id, (struct date){0}, &name, NULL))
		strbuf_add(ret, name);
}

static void field(struct page *page, const char *label, const char *value)
{
	page_line(page);
	page_cell(page, STYLE_DIM, 28, -1, label);
	page_text(page, STYLE_NORMAL, value && *value ? value : "-");
}

static void figure(struct page *page, struct db_stmt *s, const char *column)
{
	char n[24] = "-";
	if (!db_is_null(s, column))
		snprintf(n, sizeof n, "%ld", (long)db_int(s, column));
	page_cell(page, STYLE_NORMAL, 15, 1, n);
}

static int counts(struct db *db, struct page *page, struct cell_id id, struct err *err)
{
	static const char *const heads[] = {
		N_("Members"), N_("Official"), N_("Employed"), N_("Members of it")};
	int64_t listed = 0;
	char buf[DATE_TEXT];
	page_line(page);
	page_line(page);
	page_cell(page, STYLE_HEAD, 17, -1, _("Stated for"));
	for (size_t i = 0; i < ARRAY_LEN(heads); i++)
		page_cell(page, STYLE_HEAD, 15, 1, _(heads[i]));
	struct db_stmt *s = db_begin(db, DBQ_CELL_COUNTS, err);
	db_bind_int(s, "cell", id.v);
	int r;
	while ((r = db_step(s, err)) == 1) {
		page_line(page);
		page_cell(page, STYLE_NORMAL, 17, -1, date_to_user(db_date(s, "as_of"), buf));
		figure(page, s, "members");
		figure(page, s, "official");
		figure(page, s, "workforce");
		figure(page, s, "workforce_members");
	}
	s = r ? NULL : db_begin(db, DBQ_CELL_LISTED_MEMBERS, err);
	db_bind_int(s, "cell", id.v);
	r = r ? r : db_number(s, 0, &listed, err);
	char n[24];
	snprintf(n, sizeof n, "%ld", (long)listed);
	page_line(page);
	page_cell(page, STYLE_DIM, 17, -1, _("from the list"));
	page_door(page, (struct door){DOOR_MEMBERS, 0, 0}, 15, 1, n);
	return r;
}

static int pipeline(struct db *db, struct page *page, struct cell_id id, struct err *err)
{
	page_line(page);
	page_line(page);
	page_text(page, STYLE_HEAD, _("Candidates by step"));
	struct db_stmt *s = db_begin(db, DBQ_CELL_STAGES, err);
	db_bind_int(s, "cell", id.v);
	int r;
	while ((r = db_step(s, err)) == 1) {
		enum stage stage = (enum stage)db_int(s, "stage");
		char n[24];
		snprintf(n, sizeof n, "%ld", (long)db_int(s, "n"));
		page_line(page);
		page_door(page, (struct door){DOOR_STAGE, (int64_t)stage, 0}, 5, 1, n);
		page_textf(page, STYLE_NORMAL, "  %s", _(stage_label(stage)));
	}
	return r;
}

/* How far the sheet of the month is keyed in. */
static int followed(struct db *db, struct page *page, struct cell_id id, struct err *err)
{
	struct date month = turnaround_month(clock_today());
	struct turnaround t;
	char n[32];
	int r = turnaround_read(db, id, month.year, month.month, &t, err);
	if (r)
		return r;
	if (t.numbered) {
		size_t missing = turnaround_missing(&t);
		snprintf(n, sizeof n, "%zu/%zu", t.numbered - missing, t.numbered);
		page_line(page);
		page_door(page, (struct door){DOOR_FOLLOW, 0, 0}, 5, 1, n);
		page_textf(page, missing ? STYLE_WARN : STYLE_NORMAL,
			_("  followed up in month %d/%d"), month.month, month.year);
	}
	turnaround_done(&t);
	return 0;
}

static int targets(struct db *db, struct page *page, struct cell_id id, struct err *err)
{
	int year = clock_today().year, r = 0;
	page_line(page);
	page_line(page);
	page_textf(page, STYLE_HEAD, _("Targets · year %d"), year);
	for (int k = TARGET_ADMISSION; !r && k <= TARGET_LIST; k++) {
		char n[24] = "-";
		long target;
		r = target_for(db, id, (enum target_kind)k, report_year_from(year),
			report_year_to(year), &target, err);
		if (!r && target >= 0)
			snprintf(n, sizeof n, "%ld", target);
		page_line(page);
		page_door(page, (struct door){DOOR_TARGETS, k, 0}, 5, 1, n);
		page_textf(page, STYLE_NORMAL, "  %s", _(target_kind_label((enum target_kind)k)));
	}
	return r;
}

static int names(struct db *db, struct page *page, struct cell_id id, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CELL_NAMES, err);
	char buf[DATE_TEXT];
	int r, n = 0;
	db_bind_int(s, "cell", id.v);
	while ((r = db_step(s, err)) == 1) {
		if (n++ == 0)
			continue;
		page_line(page);
		page_textf(page, STYLE_DIM, _(" from %s: %s"),
			date_to_user(db_date(s, "from_date"), buf), db_text(s, "name"));
	}
	return r;
}

static int build(void *ctx, struct page *page, struct err *err)
{
	const struct cell_page *p = ctx;
	struct cell c;
	char from[DATE_TEXT], to[DATE_TEXT];
	int r = cell_load(p->db, p->id, (struct date){0}, &c, err);
	if (r)
		return r;
	field(page, _("Cell code"), c.code);
	field(page, _("Type"), _(cell_type_label(c.type)));
	field(page, _("Secretary"), c.secretary);
	field(page, _("Committee member in charge"), c.overseer);
	if (c.nobody_left)
		field(page, _("Nobody left to admit"), _("yes"));
	if (date_is_set(c.valid_from) || date_is_set(c.valid_to)) {
		field(page, _("Valid"), date_to_user(c.valid_from, from));
		page_textf(page, STYLE_NORMAL, " – %s", date_to_user(c.valid_to, to));
	}
	if (c.successor.v) {
		CLEANUP_FREE char *name = NULL;
		r = cell_name(p->db, c.successor, (struct date){0}, &name, err);
		page_line(page);
		page_cell(page, STYLE_DIM, 28, -1, _("Merged into"));
		page_door(page, (struct door){DOOR_SUCCESSOR, c.successor.v, 0}, 0, -1,
			name ? name : "");
	}
	cell_done(&c);
	if (!r)
		r = names(p->db, page, p->id, err);
	if (!r)
		r = counts(p->db, page, p->id, err);
	if (!r)
		r = pipeline(p->db, page, p->id, err);
	if (!r)
		r = followed(p->db, page, p->id, err);
	return r ? r : targets(p->db, page, p->id, err);
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct cell_page *p = ctx;
	struct person_id person;
	struct cell_id id;
	(void)on;
	switch (action) {
	case ACT_EDIT:
		return cell_form(app, p->id, &id, err);
	case ACT_COUNT:
		return cell_form_count(app, p->id, err);
	case ACT_RENAME:
		return cell_form_rename(app, p->id, err);
	case ACT_ADD:
		return person_form(
			app, PERSON_CANDIDATE, (struct person_id){0}, p->id, &person, err);
	case ACT_MEMBERS:
		return members_open_cell(app, p->id, err);
	case ACT_TASKS:
		return tasks_open_cell(app, p->id, err);
	case ACT_WORK:
		return cell_work_open(app, p->id, 0, err);
	case ACT_SHEET:
		return cell_work_sheet(app, p->id, clock_today().year, err);
	case ACT_HEALTH:
		return health_open_cell(app, p->id, err);
	case ACT_FOLLOW:
		return turnaround_open_now(app, p->id, err);
	default:
		return 0;
	}
}

static int open_door(struct app *app, void *ctx, struct door door, struct err *err)
{
	struct cell_page *p = ctx;
	switch (door.kind) {
	case DOOR_STAGE:
		return candidates_open_filtered(app, p->id, (enum stage)door.a, false, err);
	case DOOR_SUCCESSOR:
		return cell_page_open(app, (struct cell_id){door.a}, err);
	case DOOR_TARGETS:
		return targets_open(app, err);
	case DOOR_FOLLOW:
		return turnaround_open_now(app, p->id, err);
	case DOOR_MEMBERS:
		return members_open_cell(app, p->id, err);
	default:
		return 0;
	}
}

static const struct page_ops ops = {
	.name = "cell",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.act = act,
	.open = open_door,
	.done = free,
};

int cell_page_open(struct app *app, struct cell_id id, struct err *err)
{
	const struct office *office = app_data(app);
	struct cell_page *p = mem_alloc(sizeof *p);
	if (!p)
		return ERR_OOM(err);
	p->db = office->db;
	p->id = id;
	return page_open(app, &ops, p, err);
}
