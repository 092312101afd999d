/* Trợ giúp: how to move, how to type, and a place to try it. */
#include "ui/screens/help.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/page.h"
#include "ui/screens/screens.h"
#include "version.h"
#include "viet/text.h"

#include <string.h>

enum { DOOR_TRY = 1 };
enum { ACT_TRY = 1 };

static const struct {
	const char *head, *text;
} chapters[] = {
	{N_("Moving about"),
		N_("Arrows choose, Enter opens, Esc goes back: that is enough to walk "
		   "through everything. The "
		   "last line always shows what can be done here; ? or F1 says it in "
		   "full. The numbers 1 to "
		   "9, and 0, go to a screen from anywhere, : finds an action or a screen by "
		   "a part of its name.")},
	{N_("Finding"),
		N_("/ searches as you type, f shows only the rows that fit. Letters without marks "
		   "find all: "
		   "\"nguyen\" finds Nguyễn, \"duc\" finds Đức. A word with marks is found exactly "
		   "so. Names are in "
		   "the order of the given name, then the middle names, then the family name.")},
	{N_("The year's sourcing work"), N_("0 is the map of the cells: what each owes and does "
					    "for sources, and why nobody is "
					    "admitted. m on a cell is its sheet of monthly "
					    "reports: x for reported and nothing "
					    "new, a and one line for a name. b has all books, each "
					    "kept in the same way: a adds, "
					    "Enter opens, d removes.")},
	{N_("Many at once"), N_("Space marks a row, * turns the marks round. What you do then is "
				"done for all marked "
				"people, or if none is marked for the one under the cursor.")},
	{N_("Data that can be relied on"),
		N_("d on the first screen shows what is wrong with the data: correct, complete, "
		   "clean, "
		   "living, cell by cell. n opens the gravest thing at the field that is wrong, "
		   "and "
		   "when it is saved the next one; k says that it is right as it is. c in a list "
		   "changes one field of all marked people, after showing old and new.")},
	{N_("Entering"), N_("In a form Tab or Enter goes to the next field, F2 or Ctrl-S saves, "
			    "Esc leaves and asks "
			    "before anything typed is lost. Dates are typed as 5/2/2026 or "
			    "05-02-2026. Where a rule "
			    "leaves room a written reason is asked for and kept.")},
	{N_("Typing Vietnamese"), N_("Any input method will do: UniKey, ibus, fcitx. If letters "
				     "double or vanish, switch it to "
				     "another output mode, or in ibus-bamboo to \"preedit\". In "
				     "fields for numbers and dates the "
				     "letters of Telex and VNI are left out. Press t to try.")},
	{N_("Letters on the screen"),
		N_("This line must show every mark in its place and nothing must be shifted: "
		   "Nguyễn Thị Ánh · "
		   "Đường Bưởi · ắ ấ ế ố ớ ứ ặ ậ ệ ộ ợ ự. If not, choose the font DejaVu Sans "
		   "Mono, Consolas or Cascadia in the "
		   "terminal. The option --ascii does without marks and lines.")},
	{N_("Colours and keys"), N_("Nothing is told by colour alone; NO_COLOR in the environment "
				    "switches colours off. Every F-key has a letter or "
				    "a Ctrl key beside it, for terminals that keep F1 or F10 for "
				    "themselves. Text is selected "
				    "with the mouse as usual.")},
	{N_("Safety"), N_("What the program has said it saved is on the disk, also if the power "
			  "fails. Every change "
			  "is kept with who made it and when. Several people may work on one "
			  "database: what others "
			  "save appears within a second, and nobody overwrites anybody unseen.")},
};

const char *help_text(void)
{
	static struct strbuf text;
	strbuf_clear(&text);
	for (size_t i = 0; i < ARRAY_LEN(chapters); i++)
		strbuf_addf(&text, "%s%s\n%s\n", i ? "\n" : "", _(chapters[i].head),
			_(chapters[i].text));
	return strbuf_str(&text);
}

/* ---- trying ---------------------------------------------------------------------------------- */

static const struct field fields[] = {{"text", N_("A name"), N_("Nguyễn Thị Ánh, Đặng Thuỳ Trâm …"),
					      FIELD_TEXT, .required = true, .cells = 50},
	{"date", N_("A date"), NULL, FIELD_DATE},
	{"number", N_("A number"), NULL, FIELD_NUMBER, .cells = 14, .max = 12}, {0}};

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	char **typed = ctx;
	char day[DATE_TEXT];
	(void)reason;
	char *said = mem_printf("%s · %s · %s", form_value(f, "text"),
		date_to_user(form_date(f, "date"), day), form_value(f, "number"));
	if (!said)
		return ERR_OOM(err);
	free(*typed);
	*typed = said;
	return 0;
}

static int try_typing(struct app *app, struct err *err)
{
	static const struct form_ops ops = {.name = "try",
		.title = N_("Try typing: nothing is kept"),
		.fields = fields,
		.save_name = N_("Show"),
		.save = save};
	CLEANUP_FREE char *typed = NULL;
	int r = form_run(app, &ops, &typed, err);
	if (r)
		return r;
	app_say(app, _("This arrived: %s"), typed);
	return 0;
}

/* ---- the page -------------------------------------------------------------------------------- */

static const struct action actions[] = {
	{ACT_TRY, "t", N_("try typing"),
		N_("Try whether Vietnamese letters arrive as you type them.")},
	{0}};

static int build(void *ctx, struct page *p, struct err *err)
{
	(void)ctx;
	(void)err;
	page_line(p);
	page_door(p, (struct door){DOOR_TRY, 0, 0}, 0, -1, _("Try typing"));
	page_line(p);
	for (size_t i = 0; i < ARRAY_LEN(chapters); i++) {
		page_line(p);
		page_text(p, STYLE_HEAD, _(chapters[i].head));
		page_line(p);
		page_to(p, 2);
		page_wrap(p, STYLE_NORMAL, 2, _(chapters[i].text));
		page_line(p);
	}
	page_line(p);
	page_textf(p, STYLE_DIM, _("taonguon %s. Free software under the MIT licence."),
		TAONGUON_VERSION);
	return 0;
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	(void)ctx;
	(void)on;
	return action == ACT_TRY ? try_typing(app, err) : 0;
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	(void)ctx;
	(void)door;
	return try_typing(app, err);
}

static const struct page_ops ops = {
	.name = "help",
	.title = N_("Help"),
	.actions = actions,
	.build = build,
	.act = act,
	.open = open,
};

int help_open(struct app *app, struct err *err)
{
	return page_open(app, &ops, NULL, err);
}
