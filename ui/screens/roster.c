/* Danh sách: a list of people with the columns that the office has chosen and saved; to the printer, as pages, into a
 * file. */
#include "ui/screens/roster.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/report.h"
#include "ui/ask.h"
#include "ui/list_view.h"
#include "ui/screens/list_export.h"
#include "ui/screens/preview.h"
#include "ui/screens/print_form.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What is seen; a file or the paper has all of them. */
enum { SEEN = 20000, COLUMNS = 16 };

struct roster_list {
	struct office *office;
	struct roster_request q;
	char codes[ROSTER_CODES_MAX]; /* q.columns */
	char shown[ROSTER_CODES_MAX]; /* what `columns` was made of */
	char saved[121];	      /* the name that it is saved under; "": none */
	bool is_cut;		      /* there are more than are seen */
	struct column columns[COLUMNS + 1];
	struct list_ops ops;
};

struct row {
	struct list_row row; /* the place */
	int64_t person;
	char *words[COLUMNS];
	char code[41]; /* of the cell */
};

/* ---- columns ---------------------------------------------------------------------------------------- */

static void add(const void *row, size_t i, struct strbuf *ret)
{
	const char *words = ((const struct row *)row)->words[i];
	strbuf_add(ret, words ? words : "");
}

#define WORDS(n)                                                                                   \
	static void words_##n(const void *row, void *ctx, struct strbuf *ret)                      \
	{                                                                                          \
		(void)ctx;                                                                         \
		add(row, n, ret);                                                                  \
	}
WORDS(0)
WORDS(1)
WORDS(2)
WORDS(3)
WORDS(4)
WORDS(5)
WORDS(6)
WORDS(7)
WORDS(8)
WORDS(9)
WORDS(10)
WORDS(11)
WORDS(12)
WORDS(13)
WORDS(14)
WORDS(15)
static void (*const words[COLUMNS])(const void *row, void *ctx, struct strbuf *ret) = {words_0,
	words_1, words_2, words_3, words_4, words_5, words_6, words_7, words_8, words_9, words_10,
	words_11, words_12, words_13, words_14, words_15};

/* A cut name could be any school's. */
static void cell_code(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, ((const struct row *)row)->code);
}

/* The codes one by one; the end: NULL. */
static const struct roster_column *next_column(const char **codes)
{
	char code[40];
	*codes += strspn(*codes, " ,");
	size_t n = strcspn(*codes, " ,");
	snprintf(code, sizeof code, "%.*s", (int)n, *codes);
	*codes += n;
	return n ? roster_column_of(code) : NULL;
}

/* Places and days as wide as they are, names so that most of them are whole. */
static int least_of(const struct roster_column *c)
{
	static const struct {
		const char *code;
		int cells;
	} known[] = {{"place", 4}, {"full_name", 20}, {"sex", 9}};
	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (strcmp(known[i].code, c->code) == 0)
			return known[i].cells;
	return c->weight ? 12 : 10;
}

static void make_columns(struct roster_list *l)
{
	const char *codes = l->codes;
	const struct roster_column *c;
	size_t n = 0;
	while (n < COLUMNS && (c = next_column(&codes)) != NULL) {
		l->columns[n] = (struct column){c->title, .min = least_of(c),
			.ideal = least_of(c) + 6 * c->weight, .grow = c->weight > 1,
			.align = c->align == DOC_RIGHT, .drop = n < 3 ? 0 : (int)n,
			.find = c->weight > 0, .text = words[n],
			.brief = strcmp(c->code, "cell") == 0 ? cell_code : NULL};
		n++;
	}
	l->columns[n] = (struct column){0};
	snprintf(l->shown, sizeof l->shown, "%s", l->codes);
}

/* ---- rows ------------------------------------------------------------------------------------------- */

static void row_done(void *row)
{
	struct row *r = row;
	for (size_t i = 0; i < COLUMNS; i++)
		free(r->words[i]);
}

static int add_row(
	struct roster_list *l, const struct roster_person *p, struct list *list, struct err *err)
{
	struct row row = {.row = {(int64_t)p->place}, .person = p->id};
	const char *codes = l->codes;
	const struct roster_column *c;
	struct strbuf text = {0};
	size_t n = 0;
	bool ok = true;
	snprintf(row.code, sizeof row.code, "%s", p->cell_code ? p->cell_code : "");
	while (ok && n < COLUMNS && (c = next_column(&codes)) != NULL) {
		strbuf_clear(&text);
		c->get(p, c->arg, &text);
		row.words[n] = mem_strdup(strbuf_str(&text));
		ok = row.words[n++] != NULL && !text.failed;
	}
	strbuf_done(&text);
	int r = ok ? list_add(list, &row, err) : ERR_OOM(err);
	if (r)
		row_done(&row);
	return r;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct roster_list *l = ctx;
	const struct roster_person *p;
	struct roster_reader *reader;
	if (strcmp(l->shown, l->codes) != 0)
		make_columns(l);
	l->is_cut = false;
	int r = roster_open(l->office->db, &l->q, &reader, err);
	if (r)
		return r;
	for (long n = 0; !r && (r = roster_next(reader, &p, err)) == 1; n++) {
		l->is_cut = n == SEEN;
		r = l->is_cut ? 0 : add_row(l, p, list, err);
		if (l->is_cut)
			break;
	}
	roster_close(reader);
	return r < 0 ? r : 0;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct roster_list *l = ctx;
	char from[DATE_TEXT], to[DATE_TEXT];
	struct date first = report_year_from(l->q.from.year), last = report_year_to(l->q.from.year);
	strbuf_add(ret, _(l->q.roster->title));
	if (!roster_has_period(l->q.roster))
		;
	else if (date_cmp(l->q.from, first) == 0 && date_cmp(l->q.to, last) == 0)
		strbuf_addf(ret, " · %d", l->q.from.year);
	else
		strbuf_addf(ret, " · %s - %s", date_to_user(l->q.from, from),
			date_to_user(l->q.to, to));
	if (l->saved[0])
		strbuf_addf(ret, " · %s", l->saved);
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct roster_list *l = ctx;
	if (l->is_cut)
		strbuf_addf(ret, _("The first %d are seen; a file and the paper have all of them."),
			SEEN);
}

/* ---- out -------------------------------------------------------------------------------------------- */

static int save_doc(struct app *app, void *ctx, struct err *err)
{
	struct doc *d = ctx;
	return list_save(app, d, d->title, err);
}

static int print(struct app *app, const struct roster_list *l, struct err *err)
{
	struct doc d;
	int r = roster_make(l->office->db, &l->q, &d, err);
	if (r)
		return r;
	r = print_doc(app, &d, save_doc, &d, err);
	doc_done(&d);
	return r;
}

static int save(struct app *app, const struct roster_list *l, struct err *err)
{
	struct doc d;
	int r = roster_make(l->office->db, &l->q, &d, err);
	if (r)
		return r;
	r = list_save(app, &d, _(l->q.roster->title), err);
	doc_done(&d);
	return r;
}

static void doc_free(void *ctx)
{
	doc_done(ctx);
	free(ctx);
}

static int pages(struct app *app, const struct roster_list *l, struct err *err)
{
	struct doc *d = mem_alloc(sizeof *d);
	if (!d)
		return ERR_OOM(err);
	int r = roster_make(l->office->db, &l->q, d, err);
	if (r) {
		free(d);
		return r;
	}
	const struct preview p = {
		.doc = d, .save = save_doc, .save_pdf = save_doc, .ctx = d, .done = doc_free};
	return preview_open(app, &p, err);
}

/* ---- saved ------------------------------------------------------------------------------------------ */

static int read_saved(const struct roster_list *l, struct book_rows *ret, struct err *err)
{
	struct book_rows all = {0};
	int r = book_read(l->office->db, BOOK_SAVED_LIST, &(struct book_query){0}, &all, err);
	for (size_t i = 0; i < all.n; i++) {
		bool is_ours = strcmp(book_text(BOOK_SAVED_LIST, &all.v[i], "list"),
				       l->q.roster->code) == 0;
		if (!r && is_ours && VEC_PUSH(ret, all.v[i]))
			continue;
		if (!r && is_ours)
			r = ERR_OOM(err);
		book_row_done(&all.v[i]);
	}
	VEC_DONE(&all);
	return r;
}

/* Under a name: a new one, or what has it already is replaced. */
static int save_choice(struct app *app, struct roster_list *l, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	struct book_rows rows = {0};
	struct book_row row = {0};
	int r = ask_line(app, _("Save the columns"), _("Name"),
		l->saved[0] ? l->saved : _("the office's"), &name, err);
	if (!r)
		r = read_saved(l, &rows, err);
	for (size_t i = 0; !r && i < rows.n; i++)
		if (strcmp(book_text(BOOK_SAVED_LIST, &rows.v[i], "name"), name) == 0) {
			row.id = rows.v[i].id;
			row.rev = rows.v[i].rev;
		}
	if (!r)
		r = book_set(BOOK_SAVED_LIST, &row, "list", l->q.roster->code, err);
	if (!r)
		r = book_set(BOOK_SAVED_LIST, &row, "name", name, err);
	if (!r)
		r = book_set(BOOK_SAVED_LIST, &row, "columns", l->codes, err);
	if (!r)
		r = book_save(l->office->db, &l->office->by, BOOK_SAVED_LIST, &row, NULL, err);
	if (!r) {
		snprintf(l->saved, sizeof l->saved, "%s", name);
		app_say(app, _("Saved."));
	}
	book_row_done(&row);
	book_rows_done(&rows);
	return r;
}

/* The list's own columns, or those of a name. */
static int take_choice(struct app *app, struct roster_list *l, struct err *err)
{
	enum { MOST = 30 };
	struct choice choices[MOST + 2] = {{"", N_("the program's own")}};
	struct book_rows rows = {0};
	int r = read_saved(l, &rows, err), at = ERR_STOPPED;
	for (size_t i = 0; !r && i < rows.n && i < MOST; i++)
		choices[i + 1] = (struct choice){book_text(BOOK_SAVED_LIST, &rows.v[i], "columns"),
			book_text(BOOK_SAVED_LIST, &rows.v[i], "name")};
	if (!r)
		at = ask_choice(app, _("Which columns?"), choices, 0);
	if (!r && at >= 0) {
		snprintf(l->codes, sizeof l->codes, "%s",
			at ? choices[at].value : l->q.roster->columns);
		snprintf(l->saved, sizeof l->saved, "%s", at ? choices[at].label : "");
	}
	book_rows_done(&rows);
	return r ? r : at < 0 ? at : 0;
}

/* ---- the list --------------------------------------------------------------------------------------- */

enum {
	ACT_OPEN = 1,
	ACT_PRINT,
	ACT_PAGES,
	ACT_SAVE,
	ACT_COLUMNS,
	ACT_KEEP,
	ACT_TAKE,
	ACT_LIST,
	ACT_EARLIER,
	ACT_LATER
};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the person's page."), ACTION_ROW},
	{ACT_PRINT, "p", N_("print"), N_("Print the list.")},
	{ACT_PAGES, "x", N_("pages"), N_("The pages as they will be printed.")},
	{ACT_SAVE, "s F2", N_("save"), N_("Save the list for Word, Excel, as PDF, text or CSV.")},
	{ACT_COLUMNS, "c", N_("columns"), N_("Choose and order the columns.")},
	{ACT_KEEP, "w", N_("keep"), N_("Keep these columns under a name."), ACTION_WRITE},
	{ACT_TAKE, "t", N_("take"), N_("Columns that were kept, or the program's own.")},
	{ACT_LIST, "o", N_("other list"), N_("Another list of people.")},
	{ACT_EARLIER, "[", N_("year before"), N_("The same period a year before.")},
	{ACT_LATER, "]", N_("year after"), N_("The same period a year after.")}, {0}};

static bool can(void *ctx, int action, const void *row)
{
	const struct roster_list *l = ctx;
	(void)row;
	return (action != ACT_EARLIER && action != ACT_LATER) || roster_has_period(l->q.roster);
}

static void begin(struct roster_list *l, const struct roster *roster)
{
	l->q.roster = roster;
	l->saved[0] = '\0';
	snprintf(l->codes, sizeof l->codes, "%s", roster->columns);
}

static const struct roster *ask_list(struct app *app, const struct roster *now)
{
	enum { MOST = 24 };
	struct choice choices[MOST + 1] = {0};
	for (size_t i = 0; i < roster_count && i < MOST; i++)
		choices[i] = (struct choice){rosters[i].code, rosters[i].title};
	int at = ask_choice(app, _("Which list?"), choices, now ? (int)(now - rosters) : 0);
	return at < 0 ? NULL : &rosters[at];
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct roster_list *l = ctx;
	const struct roster *other;
	int years = action == ACT_LATER ? 12 : -12;
	switch (action) {
	case ACT_OPEN:
		return person_page_open(
			app, (struct person_id){((const struct row *)on->row)->person}, err);
	case ACT_PRINT:
		return print(app, l, err);
	case ACT_PAGES:
		return pages(app, l, err);
	case ACT_SAVE:
		return save(app, l, err);
	case ACT_COLUMNS:
		return roster_choose_open(app, l->codes, err);
	case ACT_KEEP:
		return save_choice(app, l, err);
	case ACT_TAKE:
		return take_choice(app, l, err);
	case ACT_LIST:
		other = ask_list(app, l->q.roster);
		if (!other)
			return ERR_STOPPED;
		begin(l, other);
		return 0;
	default:
		l->q.from = date_add_months(l->q.from, years);
		l->q.to = date_add_months(l->q.to, years);
		return 0;
	}
}

int roster_ask(struct app *app, struct err *err)
{
	const struct roster *roster = ask_list(app, NULL);
	if (!roster)
		return ERR_STOPPED;
	struct roster_list *l = mem_alloc(sizeof *l);
	if (!l)
		return ERR_OOM(err);
	int year = clock_today().year;
	l->office = app_data(app);
	l->q = (struct roster_request){.columns = l->codes,
		.from = report_year_from(year),
		.to = report_year_to(year),
		.user = l->office->by.actor};
	begin(l, roster);
	make_columns(l);
	l->ops = (struct list_ops){.name = "roster",
		.title_text = title_text,
		.source = {.row_size = sizeof(struct row), .load = load, .row_done = row_done},
		.columns = l->columns,
		.actions = actions,
		.empty = N_("Nobody."),
		.can = can,
		.act = act,
		.foot = foot,
		.done = free};
	return list_open(app, &l->ops, l, err);
}
