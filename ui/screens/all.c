/* The menu, in its order, and the program around it. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/sentence.h"
#include "ui/screens/health.h"
#include "ui/screens/help.h"
#include "ui/screens/list_export.h"
#include "ui/screens/screens.h"

#include <string.h>

static int begin(struct app *app, struct err *err);

static const struct screen screens[] = {
	{NULL, N_("Today"), N_("This year against its targets, and what needs somebody."), begin},
	{"1", N_("Cells"), N_("The cells with their figures; a cell's page."), cells_open},
	{"2", N_("Candidates"), N_("The pipeline: how many in which cell at which step."),
		board_open},
	{"3", N_("Mentors"), N_("Who helps whom, and who has nobody."), mentors_open},
	{"4", N_("Targets"), N_("What each cell has to reach in a year, and has."), targets_open},
	{"5", N_("Members"), N_("Members; probationary ones with the day their twelve months end."),
		members_open},
	{"6", N_("Summary, print"), N_("The admission summary and the other papers."),
		summary_open},
	{"7", N_("Bring in data"), N_("Lists from Excel, CSV and old database files."),
		imports_open},
	{"8", N_("Things to do"), N_("What is due, overdue, blocked or waited for, by day."),
		tasks_open},
	{"9", N_("Settings"), N_("The committee's names; rule sets, days off; how is counted."),
		settings_open},
	{"0", N_("Map of the cells"),
		N_("What each cell does for sources: resolutions, reports, names; which are dry."),
		cell_map_open},
	{NULL, N_("Lists"),
		N_("Sympathisers, class, probation, admitted …: with chosen columns, on paper, in "
		   "files."),
		rosters_open},
	{NULL, N_("Health of the data"),
		N_("Correct, complete, clean, living: a score for each cell, and what is to be "
		   "mended."),
		health_open, .off_menu = true},
	{NULL, N_("The same person?"),
		N_("Who may stand in the lists twice, the likeliest first, to make one of two."),
		same_open, .off_menu = true},
	{NULL, N_("Help"), N_("How to move, to find and to type."), help_open}, {0}};

/* What --screen calls them; "candidates" is their list, "export" what goes out. */
static const char *const names[] = {"home", "cells", "board", "mentors", "targets", "members",
	"summary", "import", "tasks", "settings", "map", "lists", "health", "same", "help"};

static int begin(struct app *app, struct err *err)
{
	struct office *office = app_data(app);
	int r = home_open(app, err);
	for (size_t i = 1; !r && office->open_at && i < ARRAY_LEN(names); i++)
		if (strcmp(names[i], office->open_at) == 0)
			return screens[i].open(app, err);
	if (!r && office->open_at && strcmp(office->open_at, "export") == 0)
		return export_open(app, err);
	return !r && office->open_at && strcmp(office->open_at, "candidates") == 0
		       ? candidates_open(app, err)
		       : r;
}

static bool changed(void *data)
{
	struct office *office = data;
	if (!office->db)
		return false;
	int64_t version = db_data_version(office->db);
	bool is_new = version != office->seen_version;
	office->seen_version = version;
	return is_new;
}

static const char *say(const struct err *e, char *buf, size_t size)
{
	return sentence(e, buf, size);
}

static int start(struct app *app, struct err *err)
{
	struct office *office = app_data(app);
	int r = office->db ? 0 : first_start(app, err);
	if (!r)
		office->seen_version = db_data_version(office->db);
	return r;
}

int screens_run(struct office *office, const char *open_at, struct err *err)
{
	const struct app_config config = {.data = office,
		.user = office->by.actor,
		.read_only = office->db && db_is_readonly(office->db),
		.screens = screens,
		.changed = changed,
		.sentence = say,
		.help = help_text(),
		.draft_base = office->path,
		.first = start,
		.export_list = list_export};
	office->open_at = open_at;
	int r = app_run(&config, err);
	return r == ERR_STOPPED ? 0 : r;
}
