/* How a file is read: its sheets, where their heads stand, what each column is. What was guessed is shown and can be
 * chosen otherwise; then every row says what it would do. */
#include "ui/screens/import_own.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "viet/wording.h"

#include <stdio.h>
#include <string.h>

enum { DOOR_SHEET = 1, DOOR_CHARSET, DOOR_COLUMN, DOOR_FIXED, DOOR_MEANING };
enum { ACT_GO = 1, ACT_KIND, ACT_USE, ACT_HEAD, ACT_CHARSET, ACT_DAYS, ACT_SHOW, ACT_FIX };

static const struct action actions[] = {
	{ACT_GO, "F2 w", N_("look through"),
		N_("What each row would do, or how it differs from ours; nothing is written yet.")},
	{ACT_KIND, "l", N_("other list"),
		N_("Read the file as the list that its headings fit better.")},
	{ACT_USE, "Space", N_("use sheet"), N_("Bring this sheet in too, or leave it.")},
	{ACT_FIX, "a", N_("for all rows"),
		N_("What no column says: all rows of this sheet are of one cell, say.")},
	{ACT_HEAD, "h", N_("head"), N_("In which row the heads of this sheet's columns stand.")},
	{ACT_CHARSET, "c", N_("charset"),
		N_("In which old charset this column was written; on another line: all columns.")},
	{ACT_DAYS, "d", N_("day or month first"),
		N_("Is 3/10/2022 the third of October or the tenth of March in this column?")},
	{ACT_SHOW, "x", N_("before and after"),
		N_("Ten rows of this column as they stand in the file and as they are read.")},
	{0}};

static const struct plan_sheet *seen(const struct wizard *w)
{
	return &w->plan.sheets[w->sheet];
}

size_t import_column_of(const struct plan_sheet *s, int field)
{
	for (size_t c = 0; c < s->column_count; c++)
		if (s->columns[c].field == field)
			return c;
	return SIZE_MAX;
}

/* ---- what is seen ----------------------------------------------------------------------------------- */

static void add_file(const struct wizard *w, struct page *p)
{
	page_line(p);
	page_textf(p, STYLE_STRONG, "%s", w->book->name);
	page_textf(p, STYLE_DIM, "  %s", workbook_format_label(w->book->format));
	if (w->redo_of)
		page_textf(p, STYLE_WARN, "  %s",
			w->is_undone ? _("done again")
				     : _("done again: the batch of before is taken back first"));
}

static void add_sheet_state(
	const struct plan_sheet *s, const struct workbook_sheet *of, struct page *p)
{
	struct strbuf b = {0};
	char n[WORDING_MAX];
	if (!s->head_rows)
		strbuf_add(&b, _("no head was found"));
	else if (of->is_headed && s->head == 0)
		strbuf_add(&b, _("field names"));
	else if (s->head_rows > 1)
		strbuf_addf(&b, _("head in rows %ld and %ld"), workbook_row_number(of, s->head),
			workbook_row_number(of, s->head + 1));
	else
		strbuf_addf(&b, _("head in row %ld"), workbook_row_number(of, s->head));
	size_t below = s->head + s->head_rows;
	strbuf_addf(&b, " · %s %s",
		wording_number((long)(of->rows > below ? of->rows - below : 0), n), _("rows"));
	if (of->deleted)
		strbuf_addf(&b, _(" · %ld deleted"), of->deleted);
	if (of->is_hidden)
		strbuf_addf(&b, " · %s", _("hidden"));
	page_text(p, s->head_rows ? STYLE_NORMAL : STYLE_DIM, strbuf_str(&b));
	strbuf_done(&b);
}

static void add_sheets(const struct wizard *w, struct page *p)
{
	page_line(p);
	page_line(p);
	page_text(p, STYLE_HEAD, _("Sheets"));
	for (size_t i = 0; i < w->plan.sheet_count; i++) {
		const struct plan_sheet *s = &w->plan.sheets[i];
		const char *name = w->book->sheets[i].name;
		page_line(p);
		page_cell(p, STYLE_GOOD, 2, -1, s->is_used ? "✓" : "");
		page_door(p, (struct door){DOOR_SHEET, (int64_t)i, 0}, 24, -1,
			*name ? name : _("the table"));
		page_text(p, STYLE_NORMAL, "  ");
		add_sheet_state(s, &w->book->sheets[i], p);
	}
}

/* In how many columns of the seen sheet each charset is, and how sure the least sure of them is. */
struct charset_use {
	long columns;
	int confidence; /* 0: none tells, people have chosen */
	bool is_by_font;
};

static bool count_charsets(const struct plan_sheet *s, struct charset_use ret[CHARSETS])
{
	bool any = false;
	for (size_t i = 0; i < s->column_count; i++) {
		const struct plan_column *c = &s->columns[i];
		if (c->verdict.is_plain && c->verdict.charset == c->charset)
			continue;
		struct charset_use *use = &ret[c->charset];
		/* one that is too short to tell goes with the rest */
		int sure = c->verdict.charset == c->charset ? c->verdict.confidence : 0;
		if (sure && (!use->confidence || sure < use->confidence))
			use->confidence = sure;
		use->is_by_font |= sure && c->verdict.is_by_font;
		use->columns++;
		any = true;
	}
	return any;
}

static void add_charset_use(struct page *p, enum charset charset, const struct charset_use *use)
{
	page_door(p, (struct door){DOOR_CHARSET, charset, 0}, 0, -1,
		charset ? charset_label(charset) : _("not known: choose it"));
	page_textf(p, STYLE_NORMAL, _("  %ld columns"), use->columns);
	if (charset && use->confidence)
		page_textf(p, STYLE_DIM, _(" · %d %% sure"), use->confidence);
	if (use->is_by_font)
		page_textf(p, STYLE_DIM, " · %s", _("by the font"));
}

static void add_charset(const struct wizard *w, struct page *p)
{
	struct charset_use uses[CHARSETS] = {0};
	bool any = count_charsets(seen(w), uses), is_first = true;
	page_line(p);
	page_line(p);
	page_cell(p, STYLE_HEAD, 12, -1, _("Charset"));
	if (!any)
		page_door(p, (struct door){DOOR_CHARSET, 0, 0}, 0, -1,
			_("nothing but plain letters"));
	for (int c = 0; c < CHARSETS; c++) {
		if (!uses[c].columns)
			continue;
		if (!is_first) {
			page_line(p);
			page_to(p, 12);
		}
		is_first = false;
		add_charset_use(p, (enum charset)c, &uses[c]);
	}
	if (uses[CHARSET_TCVN3].columns) {
		page_line(p);
		page_to(p, 12);
		page_wrap(p, STYLE_WARN, 12,
			_("This charset has no capitals with tone marks: which letters were "
			  "capitals cannot be known for certain; look at the names."));
	}
}

/* The first row below the head that has something in this column. */
static bool first_value(const struct wizard *w, size_t column, size_t *ret)
{
	const struct plan_sheet *s = seen(w);
	const struct workbook_sheet *of = &w->book->sheets[w->sheet];
	for (size_t row = s->head + s->head_rows; row < of->rows; row++)
		if (workbook_cell(of, row, column).kind != RAW_EMPTY) {
			*ret = row;
			return true;
		}
	return false;
}

void import_line_add(
	struct page *p, struct door door, const char *label, enum style style, const char *means)
{
	/* headings of two rows are long */
	int more = page_width(p) > 78 ? (page_width(p) - 78) / 3 : 0;
	page_line(p);
	page_door(p, door, 28 + more, -1, label);
	page_text(p, STYLE_NORMAL, " → ");
	page_cell(p, style, 26 + more / 2, -1, means);
}

static int add_column(const struct wizard *w, size_t column, struct page *p, struct err *err)
{
	const struct plan_column *c = &seen(w)->columns[column];
	bool is_known = c->field != PLAN_IGNORED;
	size_t row;
	import_line_add(p, (struct door){DOOR_COLUMN, (int64_t)w->sheet, (int64_t)column},
		c->heading[0] ? c->heading : _("(no heading)"), is_known ? STYLE_STRONG : STYLE_DIM,
		is_known		   ? import_heading(w->plan.kind, (size_t)c->field)
		: c->known == PLAN_UNKNOWN ? _("? not known")
					   : _("passed over"));
	if (!first_value(w, column, &row))
		return 0;
	struct strbuf value = {0};
	bool changed;
	int r = plan_value(w->book, &w->plan, w->sheet, row, column, &value, &changed, err);
	page_textf(p, STYLE_DIM, " %s%s", c->is_days_proved || !changed ? "" : "→ ",
		strbuf_str(&value));
	strbuf_done(&value);
	return r;
}

static int add_columns(const struct wizard *w, struct page *p, struct err *err)
{
	const struct plan_sheet *s = seen(w);
	int r = 0;
	page_line(p);
	page_line(p);
	page_text(p, STYLE_HEAD, _("Columns"));
	if (w->plan.sheet_count > 1)
		page_textf(p, STYLE_HEAD, " · %s", w->book->sheets[w->sheet].name);
	for (size_t c = 0; !r && c < s->column_count; c++)
		r = add_column(w, c, p, err);
	r = r ? r : import_fixed_add(w, DOOR_FIXED, p, err);
	return r ? r : import_meanings_add(w, DOOR_MEANING, p, err);
}

static int add_fault(void *ctx, const char *text)
{
	struct page *p = ctx;
	page_line(p);
	page_wrap(p, STYLE_BAD, 2, text);
	return 0;
}

static int build(void *ctx, struct page *p, struct err *err)
{
	const struct wizard *w = ctx;
	add_file(w, p);
	int r = plan_faults(&w->plan, add_fault, p, err);
	import_hints_add(w, p);
	add_sheets(w, p);
	add_charset(w, p);
	return r ? r : add_columns(w, p, err);
}

/* ---- what is done ----------------------------------------------------------------------------------- */

static int fault_found(void *ctx, const char *text)
{
	(void)ctx;
	(void)text;
	return 1;
}

static bool can(void *ctx, int action, struct door on)
{
	const struct wizard *w = ctx;
	switch (action) {
	case ACT_GO:
		return plan_faults(&w->plan, fault_found, NULL, NULL) == 0;
	case ACT_KIND:
		return w->likelier != w->plan.kind;
	case ACT_USE:
		return on.kind == DOOR_SHEET;
	case ACT_DAYS:
	case ACT_SHOW:
		return on.kind == DOOR_COLUMN;
	default:
		return true;
	}
}

static void turn_days(struct wizard *w, size_t column)
{
	struct plan_column *c = &w->plan.sheets[w->sheet].columns[column];
	c->days = c->days == DAYS_FIRST ? MONTHS_FIRST : DAYS_FIRST;
	c->is_days_mixed = false; /* somebody has said it */
	app_say(w->app, "%s",
		c->days == DAYS_FIRST ? _("3/10/2022 is read as the third of October.")
				      : _("3/10/2022 is read as the tenth of March."));
}

static void see_first_used(struct wizard *w)
{
	w->sheet = 0;
	while (w->sheet + 1 < w->plan.sheet_count && !w->plan.sheets[w->sheet].is_used)
		w->sheet++;
	if (w->plan.sheet_count && !w->plan.sheets[w->sheet].is_used)
		w->sheet = 0;
}

/* The file is another list than was said. */
static int read_as(struct wizard *w, enum import_kind kind, struct err *err)
{
	struct plan fresh = {0};
	int r = plan_guess(w->office->db, w->book, kind, &fresh, err);
	if (r)
		return r;
	plan_done(&w->plan);
	w->plan = fresh;
	w->likelier = kind;
	w->is_changed = false;
	see_first_used(w);
	return 0;
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct wizard *w = ctx;
	size_t column = on.kind == DOOR_COLUMN ? (size_t)on.b : SIZE_MAX;
	int r = 0;
	(void)app;
	switch (action) {
	case ACT_GO:
		if (w->compares)
			return import_compare(w, err);
		r = import_try(w, err);
		return r ? r : import_rows_open(w, err);
	case ACT_KIND:
		return read_as(w, w->likelier, err);
	case ACT_SHOW:
		return import_show_column(w, column, err);
	case ACT_USE:
		w->plan.sheets[on.a].is_used = !w->plan.sheets[on.a].is_used;
		break;
	case ACT_HEAD:
		r = import_choose_head(w, on.kind == DOOR_SHEET ? (size_t)on.a : w->sheet, err);
		break;
	case ACT_CHARSET:
		r = import_choose_charset(w, column, err);
		break;
	case ACT_FIX:
		if (on.kind == DOOR_SHEET)
			w->sheet = (size_t)on.a;
		r = import_fix(w, -1, err);
		break;
	default:
		turn_days(w, column);
	}
	w->is_changed |= !r;
	return r;
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	struct wizard *w = ctx;
	int r = 0;
	switch (door.kind) {
	case DOOR_SHEET:
		w->sheet = (size_t)door.a;
		app_changed(app);
		return 0;
	case DOOR_CHARSET:
		r = import_choose_charset(w, SIZE_MAX, err);
		break;
	case DOOR_FIXED:
		r = import_fix(w, (int)door.b, err);
		break;
	case DOOR_MEANING:
		r = import_meaning_turn(w, (size_t)door.a, err);
		break;
	default:
		r = import_choose_field(w, (size_t)door.b, err);
	}
	if (!r)
		app_changed(app);
	w->is_changed |= !r;
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct wizard *w = ctx;
	strbuf_addf(ret, "%s · %s", w->compares ? _("Reconciling") : _("Bring in data"),
		_(import_kind_label(w->plan.kind)));
}

/* What was chosen and put right by hand is kept with the batch, and with nothing else. */
static bool leave(struct app *app, void *ctx)
{
	const struct wizard *w = ctx;
	return !w->is_changed || w->compares ||
	       ask_confirm(app, _("Leave without bringing the file in?"),
		       _("Nothing of this file has been written, and what you chose and put right "
			 "here would be lost."),
		       _("Leave, and lose it"));
}

static void done(void *ctx)
{
	struct wizard *w = ctx;
	plan_result_done(&w->result);
	plan_done(&w->plan);
	workbook_free(w->book);
	free(w);
}

static const struct page_ops ops = {
	.name = "import-plan",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.can = can,
	.act = act,
	.open = open,
	.leave = leave,
	.done = done,
};

/* ---- beginning -------------------------------------------------------------------------------------- */

static struct wizard *make(struct app *app, struct workbook *book)
{
	struct wizard *w = mem_alloc(sizeof *w);
	if (!w) {
		workbook_free(book);
		return NULL;
	}
	w->app = app;
	w->office = app_data(app);
	w->book = book;
	return w;
}

static int begin(struct wizard *w, int r, struct err *err)
{
	if (r) {
		done(w);
		return r;
	}
	r = import_hints_find(w, err);
	if (r) {
		done(w);
		return r;
	}
	see_first_used(w);
	app_say(w->app, "%s", _("The file has been read."));
	return page_open(w->app, &ops, w, err);
}

int import_wizard_open(struct app *app, enum import_kind kind, struct workbook *book, bool compares,
	struct err *err)
{
	struct wizard *w = make(app, book);
	if (!w)
		return ERR_OOM(err);
	w->compares = compares;
	return begin(w, plan_guess(w->office->db, book, kind, &w->plan, err), err);
}

int import_redo_open(struct app *app, int64_t batch, struct err *err)
{
	const struct office *office = app_data(app);
	struct workbook *book = NULL;
	struct plan plan = {0};
	struct batch before = {0};
	int r = batch_load(office->db, batch, &before, err);
	bool is_undone = !r && before.undone_by;
	batch_done(&before);
	if (!r)
		r = batch_open(office->db, batch, NULL, &book, &plan, err);
	if (r)
		return r;
	struct wizard *w = make(app, book);
	if (!w) {
		plan_done(&plan);
		return ERR_OOM(err);
	}
	w->plan = plan;
	w->redo_of = batch;
	w->is_undone = is_undone;
	return begin(w, 0, err);
}
