/* What each row of a file would do: new, update, same, in conflict, refused, left out; each can be looked at, mended in
 * place or left out before all the rest is written as one batch. */
#include "ui/screens/import_own.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "viet/text.h"
#include "viet/wording.h"

#include <string.h>

enum { ALL = ROW_GROUPS };

struct rows {
	struct wizard *w;
	int group;  /* enum row_group, ALL */
	char *note; /* only rows of which this is said; NULL: all */
};

struct row {
	struct list_row row; /* place in result.rows, from 1 */
	enum row_group group;
	char place[40], name[200], what[400];
};

enum { ACT_OPEN = 1, ACT_WRITE, ACT_FILTER, ACT_NOTES, ACT_LEAVE, ACT_MEND };

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("look"),
		N_("This row, field by field: in the file, as it is read, old → new."), ACTION_ROW},
	{ACT_WRITE, "F2 w", N_("write"),
		N_("Write all of them as one batch that can be taken back."), ACTION_WRITE},
	{ACT_FILTER, "f", N_("one group"), N_("Only the new, the changed, those in conflict …")},
	{ACT_NOTES, "n", N_("by reason"),
		N_("All that is said of the rows, each once with the number of its rows; Enter: "
		   "only "
		   "these rows.")},
	{ACT_MEND, "e F4", N_("mend"),
		N_("Put a field of this row right, here and not in the file; in all rows that say "
		   "the "
		   "same, if you wish."),
		ACTION_ROW},
	{ACT_LEAVE, "x F8", N_("leave out"), N_("Leave the row out, or take it in again."),
		ACTION_ROW | ACTION_MARKED},
	{0}};

static const struct row *at(const void *row)
{
	return row;
}

static size_t sheets_used(const struct wizard *w)
{
	size_t used = 0;
	for (size_t i = 0; i < w->plan.sheet_count; i++)
		used += w->plan.sheets[i].is_used;
	return used;
}

void import_place_add(const struct wizard *w, size_t sheet, size_t row, struct strbuf *ret)
{
	const struct workbook_sheet *s = &w->book->sheets[sheet];
	if (sheets_used(w) > 1)
		strbuf_addf(ret, "%s · ", s->name);
	strbuf_addf(ret, "%ld", workbook_row_number(s, row));
}

/* A batch that is done again is taken back first. */
static int run(struct wizard *w, const struct plan_options *options, struct plan_result *ret,
	struct err *err)
{
	struct undo_result undone = {0};
	if (!w->redo_of)
		return plan_run(
			w->office->db, &w->office->by, w->book, &w->plan, options, ret, err);
	int r = batch_redo(w->office->db, &w->office->by, w->redo_of, w->book, &w->plan, options,
		&undone, ret, err);
	if (!r)
		undo_result_done(&undone);
	return r;
}

static bool all_are_same(const struct plan_result *res)
{
	long same = res->of_group[ROW_GROUP_SAME] + res->of_group[ROW_GROUP_LEFT_OUT];
	return res->of_group[ROW_GROUP_SAME] && (size_t)same == res->row_count;
}

int import_try(struct wizard *w, struct err *err)
{
	struct plan_result fresh = {0};
	const struct plan_options options = {
		.dry_run = true, .progress = import_progress, .ctx = w->app};
	int r = run(w, &options, &fresh, err);
	if (r)
		return r;
	plan_result_done(&w->result);
	w->result = fresh;
	app_say(w->app, "%s",
		!fresh.row_count       ? _("No row stands below the heading.")
		: all_are_same(&fresh) ? _("Nothing new: all these rows are in the data already.")
				       : _("Nothing has been written yet."));
	return 0;
}

bool import_progress(void *app, long done, long total)
{
	return app_progress(app, _("Reading the rows…"), done, total);
}

/* ---- the list --------------------------------------------------------------------------------------- */

static void place_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->place);
}

static void group_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(row_group_label(at(row)->group)));
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

static void what_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->what);
}

static enum style group_style(const void *row, void *ctx)
{
	static const enum style of[ROW_GROUPS] = {[ROW_GROUP_NEW] = STYLE_GOOD,
		[ROW_GROUP_UPDATE] = STYLE_STRONG,
		[ROW_GROUP_SAME] = STYLE_DIM,
		[ROW_GROUP_CONFLICT] = STYLE_WARN,
		[ROW_GROUP_REFUSED] = STYLE_BAD,
		[ROW_GROUP_LEFT_OUT] = STYLE_DIM};
	(void)ctx;
	return of[at(row)->group];
}

#define COLUMNS_BEHIND                                                                             \
	{N_("Group"), .min = 9, .ideal = 9, .text = group_text, .style = group_style},             \
		{N_("Who"), .min = 18, .ideal = 22, .find = true, .text = name_text},              \
		{N_("What"), .min = 20, .ideal = 40, .grow = true, .find = true,                   \
			.text = what_text},                                                        \
	{                                                                                          \
		0                                                                                  \
	}

static const struct column columns[] = {
	{N_("Row"), .min = 6, .ideal = 6, .text = place_text}, COLUMNS_BEHIND};
/* of several sheets */
static const struct column columns_of_sheets[] = {
	{N_("Row"), .min = 13, .ideal = 16, .text = place_text}, COLUMNS_BEHIND};

/* What the row is about: the first field of the list that it has. */
static void add_name(const struct wizard *w, const struct row_verdict *v, struct strbuf *ret)
{
	const struct plan_sheet *s = &w->plan.sheets[v->sheet];
	for (int f = 0; !ret->len && import_heading(w->plan.kind, (size_t)f); f++) {
		size_t column = import_column_of(s, f);
		bool changed;
		if (column != SIZE_MAX)
			plan_value(
				w->book, &w->plan, v->sheet, v->row, column, ret, &changed, NULL);
	}
}

static void add_change(const struct wizard *w, const struct row_change *c, struct strbuf *ret)
{
	strbuf_addf(ret, "%s: %s → %s", import_heading(w->plan.kind, (size_t)c->field),
		c->before ? c->before : "…", c->after ? c->after : "…");
}

static void add_notes(
	const struct wizard *w, const struct row_verdict *v, bool are_warnings, struct strbuf *ret)
{
	for (size_t i = 0; i < v->note_count; i++) {
		const struct import_note *n = &w->result.sum.notes[v->note + i];
		if (n->is_warning != are_warnings)
			continue;
		strbuf_add(ret, ret->len ? " · " : "");
		import_note_text(n, ret);
	}
}

/* Why the row stays out first, then what is only said of it, else what changes. */
static void add_what(const struct wizard *w, const struct row_verdict *v, struct strbuf *ret)
{
	add_notes(w, v, false, ret);
	add_notes(w, v, true, ret);
	if (v->group != ROW_GROUP_UPDATE)
		return;
	for (size_t i = 0; i < v->change_count; i++) {
		strbuf_add(ret, ret->len ? " · " : "");
		add_change(w, &w->result.changes[v->change + i], ret);
	}
}

static void fill(const struct wizard *w, size_t i, struct row *ret)
{
	const struct row_verdict *v = &w->result.rows[i];
	struct strbuf b = {0};
	*ret = (struct row){.row = {(int64_t)i + 1}, .group = v->group};
	import_place_add(w, v->sheet, v->row, &b);
	str_fit(ret->place, sizeof ret->place, strbuf_str(&b));
	strbuf_clear(&b);
	add_name(w, v, &b);
	str_fit(ret->name, sizeof ret->name, strbuf_str(&b));
	strbuf_clear(&b);
	add_what(w, v, &b);
	str_fit(ret->what, sizeof ret->what, strbuf_str(&b));
	strbuf_done(&b);
}

/* Is the row in the group, and is said of it what was chosen? */
static bool is_in(const struct rows *l, size_t i)
{
	const struct row_verdict *v = &l->w->result.rows[i];
	return (l->group == ALL || (int)v->group == l->group) &&
	       (!l->note || import_has_note(l->w, v, l->note));
}

/* And does it fit what is filtered by? */
static bool fits(const struct rows *l, const struct list_query *q, size_t i, struct row *ret)
{
	bool does = true;
	if (!is_in(l, i))
		return false;
	fill(l->w, i, ret);
	if (q->filter && *q->filter) {
		struct strbuf b = {0};
		strbuf_addf(&b, "%s %s", ret->name, ret->what);
		text_matches(strbuf_str(&b), q->filter, &does, NULL);
		strbuf_done(&b);
	}
	return does;
}

static int read(void *ctx, const struct list_query *q, const void *anchor, enum list_dir dir,
	size_t n, void *ret_rows, size_t *ret_n, struct err *err)
{
	const struct rows *l = ctx;
	struct row *to = ret_rows;
	size_t all = l->w->result.row_count, got = 0;
	(void)err;
	/* one past the place, so that none before the first needs no sign */
	size_t i = anchor ? (size_t)at(anchor)->row.id : dir == LIST_AFTER ? 0 : all + 1;
	if (dir == LIST_AFTER)
		for (; i < all && got < n; i++)
			got += fits(l, q, i, &to[got]);
	else
		for (; i > 1 && got < n; i--)
			got += fits(l, q, i - 2, &to[got]);
	*ret_n = got;
	return 0;
}

static int at_id(void *ctx, const struct list_query *q, int64_t id, void *ret_row, struct err *err)
{
	const struct rows *l = ctx;
	bool is_there = id > 0 && (size_t)id <= l->w->result.row_count &&
			fits(l, q, (size_t)id - 1, ret_row);
	return is_there ? 0 : ERR(err, ERR_NOT_FOUND, "row", NULL);
}

static int count(
	void *ctx, const struct list_query *q, long *ret_shown, long *ret_all, struct err *err)
{
	const struct rows *l = ctx;
	const struct plan_result *res = &l->w->result;
	struct row row;
	long n = 0;
	(void)err;
	*ret_all = l->group == ALL ? (long)res->row_count : res->of_group[l->group];
	bool is_filtered = q->filter && *q->filter;
	if (!l->note && !is_filtered) {
		*ret_shown = *ret_all;
		return 0;
	}
	for (size_t i = 0; i < res->row_count; i++)
		n += is_filtered ? fits(l, q, i, &row) : is_in(l, i);
	*ret_shown = n;
	return 0;
}

/* ---- what is done ----------------------------------------------------------------------------------- */

static int choose_group(struct rows *l)
{
	struct choice choices[ROW_GROUPS + 2] = {{"", N_("All rows")}};
	for (int g = 0; g < ROW_GROUPS; g++)
		choices[g + 1] = (struct choice){"", row_group_label((enum row_group)g)};
	int r = ask_choice(l->w->app, _("Which rows"), choices, l->group == ALL ? 0 : l->group + 1);
	if (r < 0)
		return r;
	l->group = r == 0 ? ALL : r - 1;
	return 0;
}

static int choose_note(struct rows *l, struct err *err)
{
	char *note = NULL;
	int r = import_choose_note(l->w, &note, err);
	if (r)
		return r;
	free(l->note);
	l->note = note;
	return 0;
}

static int leave(struct wizard *w, const struct chosen *on, struct err *err)
{
	int r = 0;
	for (size_t i = 0; !r && i < on->n; i++) {
		const struct row_verdict *v = &w->result.rows[on->ids[i] - 1];
		r = plan_leave_out(&w->plan, v->sheet, v->row, v->group != ROW_GROUP_LEFT_OUT, err);
	}
	w->is_changed |= !r;
	return r ? r : import_try(w, err);
}

static long stopped(const struct plan_result *res)
{
	return res->of_group[ROW_GROUP_CONFLICT] + res->of_group[ROW_GROUP_REFUSED];
}

static int write_all(struct app *app, struct wizard *w, struct err *err)
{
	const struct plan_options options = {
		.leave_out = true, .progress = import_progress, .ctx = app};
	struct plan_result res = {0};
	struct strbuf text = {0};
	long n = stopped(&w->result);
	if (n) {
		strbuf_addf(&text,
			_("%ld rows are in conflict or refused: they stay out, and can be brought "
			  "in once they are "
			  "put right. All others are written."),
			n);
		bool is_sure = ask_confirm(
			app, _("Write without these rows?"), strbuf_str(&text), _("Write"));
		strbuf_done(&text);
		if (!is_sure)
			return ERR_STOPPED;
	}
	int r = run(w, &options, &res, err);
	if (r)
		return r;
	int64_t batch = res.batch;
	app_say(app, _("Written as batch %lld: %ld new, %ld updated."), (long long)batch,
		res.sum.added, res.sum.updated);
	plan_result_done(&res);
	w->is_changed = false;
	app_close(app); /* the rows, and how they were read */
	app_close(app);
	return import_batch_open(app, batch, err);
}

/* Is there anything to write? */
static bool is_any(const struct plan_result *res)
{
	return res->of_group[ROW_GROUP_NEW] + res->of_group[ROW_GROUP_UPDATE] > 0;
}

static bool can(void *ctx, int action, const void *row)
{
	const struct plan_result *res = &((struct rows *)ctx)->w->result;
	if (action == ACT_WRITE)
		return is_any(res);
	if (action == ACT_NOTES)
		return res->sum.note_count > 0;
	return action != ACT_MEND || (row && at(row)->group != ROW_GROUP_LEFT_OUT);
}

/* Once no row has it any more, all are seen again. */
static void forget_note(struct rows *l)
{
	for (size_t i = 0; l->note && i < l->w->result.row_count; i++)
		if (import_has_note(l->w, &l->w->result.rows[i], l->note))
			return;
	free(l->note);
	l->note = NULL;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct rows *l = ctx;
	int r;
	switch (action) {
	case ACT_OPEN:
		return import_row_open(l->w, (size_t)on->ids[0] - 1, err);
	case ACT_WRITE:
		return write_all(app, l->w, err);
	case ACT_FILTER:
		return choose_group(l);
	case ACT_NOTES:
		return choose_note(l, err);
	case ACT_MEND:
		r = import_row_mend(l->w, (size_t)on->ids[0] - 1, err);
		break;
	default:
		r = leave(l->w, on, err);
	}
	forget_note(l);
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct wizard *w = ((struct rows *)ctx)->w;
	strbuf_addf(ret, "%s · %s", w->book->name, _("what would be done"));
}

static void chip(void *ctx, struct strbuf *ret)
{
	const struct rows *l = ctx;
	if (l->group != ALL)
		strbuf_add(ret, _(row_group_label((enum row_group)l->group)));
	if (l->note)
		strbuf_addf(ret, "%s%s", l->group != ALL ? " · " : "", _("by reason"));
}

static void unfilter(void *ctx)
{
	struct rows *l = ctx;
	l->group = ALL;
	free(l->note);
	l->note = NULL;
}

static void done(void *ctx)
{
	unfilter(ctx);
	free(ctx);
}

static void foot(void *ctx, struct strbuf *ret)
{
	const struct plan_result *res = &((struct rows *)ctx)->w->result;
	char n[WORDING_MAX];
	for (int g = 0; g < ROW_GROUPS; g++)
		if (res->of_group[g])
			strbuf_addf(ret, "%s%s %s", ret->len ? " · " : "",
				_(row_group_label((enum row_group)g)),
				wording_number(res->of_group[g], n));
	strbuf_addf(ret, "%s%s", ret->len ? " · " : "",
		is_any(res) ? _("nothing is written yet") : _("there is nothing to write"));
}

static int preview(void *ctx, const void *row, struct page *page, struct err *err)
{
	return import_row_add(((struct rows *)ctx)->w, (size_t)at(row)->row.id - 1, page, err);
}

#define OPS(of)                                                                                    \
	{                                                                                          \
		.name = "import-rows", .title_text = title_text,                                   \
		.source = {.row_size = sizeof(struct row),                                         \
			.read = read,                                                              \
			.at = at_id,                                                               \
			.count = count},                                                           \
		.columns = of, .actions = actions, .empty = N_("There is no row in this group."),  \
		.can = can, .act = act, .preview = preview, .beside = 70, .chip = chip,            \
		.unfilter = unfilter, .foot = foot, .done = done,                                  \
	}

static const struct list_ops ops = OPS(columns), ops_of_sheets = OPS(columns_of_sheets);

int import_rows_open(struct wizard *w, struct err *err)
{
	struct rows *l = mem_alloc(sizeof *l);
	if (!l)
		return ERR_OOM(err);
	l->w = w;
	l->group = ALL;
	return list_open(w->app, sheets_used(w) > 1 ? &ops_of_sheets : &ops, l, err);
}
