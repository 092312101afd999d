/* Đợt nhập: what was brought in, the latest first; taking a batch back, doing it again with another plan. */
#include "ui/screens/import_own.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/audit_log.h"
#include "core/sentence.h"
#include "ui/ask.h"
#include "ui/screens/screens.h"
#include "viet/wording.h"

#include <string.h>

/* ---- one batch -------------------------------------------------------------------------------------- */

enum { ACT_UNDO = 1, ACT_REDO };
enum { DOOR_PERSON = 1 };

struct batch_page {
	struct app *app;
	const struct office *office;
	int64_t id;
	struct batch batch;
	struct undo_result undo; /* what taking it back would do, or did */
	bool is_tried;
};

static const struct action batch_actions[] = {
	{ACT_UNDO, "u", N_("take back"),
		N_("Take back what this batch wrote and nobody has changed since."), ACTION_WRITE},
	{ACT_REDO, "r F5", N_("do again"),
		N_("Take it back and bring the same file in with other columns or another "
		   "charset."),
		ACTION_WRITE},
	{0}};

static void add_line(struct page *p, const char *label, const char *value)
{
	page_line(p);
	page_cell(p, STYLE_DIM, 22, -1, label);
	page_text(p, STYLE_NORMAL, value);
}

static void add_count(struct page *p, const char *label, long n)
{
	char buf[WORDING_MAX];
	add_line(p, label, wording_number(n, buf));
}

static const char *why_kept(const struct undo_kept *k)
{
	switch (k->why) {
	case UNDO_CHANGED:
		return _("changed since");
	case UNDO_DEPENDED:
		return _("others have come to depend on it");
	case UNDO_GONE:
		return _("removed since");
	default:
		return _("what would remain contradicts itself");
	}
}

static int add_kept(const struct batch_page *b, struct page *p, struct err *err)
{
	int r = 0;
	if (!b->is_tried || !b->undo.kept_count)
		return 0;
	page_line(p);
	page_line(p);
	page_text(p, STYLE_HEAD, _("What stays when the batch is taken back"));
	for (size_t i = 0; !r && i < b->undo.kept_count; i++) {
		const struct undo_kept *k = &b->undo.kept[i];
		struct strbuf who = {0};
		r = k->person.v ? person_name_add(b->office->db, &who, k->person, err)
		    : k->cell.v ? cell_name_add(b->office->db, &who, k->cell, err)
				: 0;
		page_line(p);
		page_cell(p, STYLE_NORMAL, 24, -1, _(audit_record_label(k->record)));
		if (k->person.v)
			page_door(p, (struct door){DOOR_PERSON, k->person.v, 0}, 28, -1,
				strbuf_str(&who));
		else
			page_cell(p, STYLE_NORMAL, 28, -1, strbuf_str(&who));
		page_textf(p, STYLE_WARN, "  %s", why_kept(k));
		strbuf_done(&who);
	}
	return r;
}

static int batch_build(void *ctx, struct page *p, struct err *err)
{
	struct batch_page *b = ctx;
	struct batch fresh = {0};
	int r = batch_load(b->office->db, b->id, &fresh, err);
	if (r)
		return r;
	batch_done(&b->batch);
	b->batch = fresh;
	page_line(p);
	page_text(p, STYLE_STRONG, fresh.file_name);
	add_line(p, _("List"), _(import_kind_label(fresh.kind)));
	add_line(p, _("Brought in"), fresh.at);
	add_line(p, _("Brought in by"), fresh.actor);
	page_line(p);
	add_count(p, _("New"), fresh.added);
	add_count(p, _("Updated"), fresh.updated);
	add_count(p, _("Already the same"), fresh.same);
	add_count(p, _("Not brought in"), fresh.left_out);
	if (fresh.undone_by) {
		page_line(p);
		page_line(p);
		page_textf(p, STYLE_WARN, _("Taken back on %s."), fresh.undone_at);
	}
	if (fresh.left_out && !fresh.undone_by && !app_is_read_only(b->app)) {
		page_line(p);
		page_line(p);
		page_wrap(p, STYLE_DIM, 0,
			_("r shows the rows that were not brought in, to put them right and do all "
			  "of it again."));
	}
	return add_kept(b, p, err);
}

static bool batch_can(void *ctx, int action, struct door on)
{
	const struct batch_page *b = ctx;
	(void)on;
	return action == ACT_REDO ? !b->batch.redone_as : !b->batch.undone_by;
}

static void add_undo(const struct undo_result *u, struct strbuf *ret)
{
	strbuf_addf(ret, _("%ld records would go, %ld would become what they were."), u->removed,
		u->restored + u->brought_back);
	if (u->kept_count)
		strbuf_addf(ret, " %zu %s", u->kept_count,
			_("records stay, for they were changed since or others depend on them; "
			  "they are listed then."));
}

static int undo(struct app *app, struct batch_page *b, struct err *err)
{
	struct undo_result trial = {0}, done = {0};
	struct strbuf text = {0};
	int r = batch_undo(b->office->db, &b->office->by, b->id, true, &trial, err);
	if (r)
		return r;
	add_undo(&trial, &text);
	undo_result_done(&trial);
	bool is_sure =
		ask_confirm(app, _("Take the batch back?"), strbuf_str(&text), _("Take it back"));
	strbuf_done(&text);
	if (!is_sure)
		return ERR_STOPPED;
	r = batch_undo(b->office->db, &b->office->by, b->id, false, &done, err);
	if (r)
		return r;
	app_say(app, _("Taken back: %ld records gone, %ld as they were, %zu kept."), done.removed,
		done.restored + done.brought_back, done.kept_count);
	undo_result_done(&b->undo);
	b->undo = done;
	b->is_tried = true;
	return 0;
}

static int batch_act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct batch_page *b = ctx;
	(void)on;
	return action == ACT_UNDO ? undo(app, b, err) : import_redo_open(app, b->id, err);
}

static int batch_open_door(struct app *app, void *ctx, struct door door, struct err *err)
{
	(void)ctx;
	return person_page_open(app, (struct person_id){door.a}, err);
}

static void batch_title(void *ctx, struct strbuf *ret)
{
	strbuf_addf(ret, _("Batch %lld"), (long long)((struct batch_page *)ctx)->id);
}

static void batch_page_done(void *ctx)
{
	struct batch_page *b = ctx;
	batch_done(&b->batch);
	undo_result_done(&b->undo);
	free(b);
}

static const struct page_ops batch_ops = {
	.name = "import-batch",
	.title_text = batch_title,
	.actions = batch_actions,
	.build = batch_build,
	.can = batch_can,
	.act = batch_act,
	.open = batch_open_door,
	.done = batch_page_done,
};

int import_batch_open(struct app *app, int64_t id, struct err *err)
{
	struct batch_page *b = mem_alloc(sizeof *b);
	if (!b)
		return ERR_OOM(err);
	b->app = app;
	b->office = app_data(app);
	b->id = id;
	return page_open(app, &batch_ops, b, err);
}

/* ---- all of them ------------------------------------------------------------------------------------ */

struct row {
	struct list_row row;
	enum import_kind kind;
	long added, updated, left_out;
	bool is_undone;
	char at[20], file[200];
};

enum { ACT_OPEN = 1 };

static const struct row *at(const void *row)
{
	return row;
}

static void number_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_addf(ret, "%lld", (long long)at(row)->row.id);
}

static void at_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->at);
}

static void kind_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(import_kind_label(at(row)->kind)));
}

static void file_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->file);
}

static void add_number(struct strbuf *ret, long n)
{
	char buf[WORDING_MAX];
	strbuf_add(ret, wording_number(n, buf));
}

static void added_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	add_number(ret, at(row)->added);
}

static void updated_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	add_number(ret, at(row)->updated);
}

static void state_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (at(row)->is_undone)
		strbuf_add(ret, _("taken back"));
}

static const struct column columns[] = {
	{N_("Batch"), .min = 4, .ideal = 5, .align = 1, .text = number_text},
	{N_("Brought in"), .min = 16, .ideal = 16, .text = at_text},
	{N_("List"), .min = 10, .ideal = 12, .find = true, .text = kind_text},
	{N_("File"), .min = 16, .ideal = 30, .grow = true, .find = true, .text = file_text},
	{N_("New"), .min = 5, .ideal = 6, .align = 1, .text = added_text},
	{N_("Updated"), .min = 8, .ideal = 8, .align = 1, .text = updated_text},
	{"", .min = 10, .ideal = 10, .text = state_text}, {0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("What the batch wrote; take it back, do it again."),
		ACTION_ROW},
	{0}};

static int load(void *ctx, struct list *list, struct err *err)
{
	struct batch *batches = NULL;
	size_t n = 0;
	int r = batches_load(ctx, &batches, &n, err);
	for (size_t i = 0; !r && i < n; i++) {
		const struct batch *b = &batches[i];
		struct row row = {.row = {b->id},
			.kind = b->kind,
			.added = b->added,
			.updated = b->updated,
			.left_out = b->left_out,
			.is_undone = b->undone_by != 0};
		str_fit(row.at, sizeof row.at, b->at);
		str_fit(row.file, sizeof row.file, b->file_name);
		r = list_add(list, &row, err);
	}
	batches_done(batches, n);
	return r;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	(void)ctx;
	(void)action;
	return import_batch_open(app, on->ids[0], err);
}

static const struct list_ops ops = {
	.name = "import-batches",
	.title = N_("Batches that were brought in"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_("Nothing was brought in from a file yet."),
	.act = act,
};

int import_batches_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	return list_open(app, &ops, office->db, err);
}
