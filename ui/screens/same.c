/* The queue of pairs that may be one person, the likeliest first. */
#include "ui/screens/same.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/list_view.h"
#include "ui/screens/undo.h"

#include <stdlib.h>
#include <string.h>

enum { ACT_OPEN = 1, ACT_OTHER, ACT_AGAIN, ACT_UNDO, ACT_FIRST, ACT_SECOND };
enum { SHOWN_MAX = 2000 }; /* nobody goes through more at a time */

struct queue {
	struct db *db;
	struct app *app;
	struct same_pair *pairs; /* as they were looked for last */
	size_t n;
	struct strbuf foot;
};

struct row {
	struct list_row row; /* place in `pairs`, from 1 */
	enum same_level level;
	struct {
		char name[244];
		char cell[120];
		struct date birth;
	} who[2];
};

static const struct row *at(const void *row)
{
	return row;
}

/* ---- words shared with the page -------------------------------------------------------------------------- */

void same_verdict_add(struct strbuf *b, const struct same_verdict *v)
{
	strbuf_addf(b, _("One person: %s"), _(same_level_label(v->level)));
	strbuf_addf(b, " (%d). ", v->score);
	size_t from = b->len;
	same_reasons_add(b, v);
	/* a sentence of its own begins with a capital: reasons begin with ASCII letters in both languages */
	if (b->len > from && b->s[from] >= 'a' && b->s[from] <= 'z')
		b->s[from] = (char)(b->s[from] - 'a' + 'A');
}

int same_ask_other(struct app *app, const struct same_pair *p, struct err *err)
{
	const struct office *office = app_data(app);
	CLEANUP_FREE char *note = NULL;
	struct person_id a = p->a, b = p->b;
	int r = ask_line_or_none(app, _("These are two people"), _("Note"), "", &note, err);
	if (!r)
		r = same_judge_other(office->db, &office->by, a, b, note, err);
	if (!r)
		app_say(app, "%s", _("Remembered: this pair is not shown again."));
	return r;
}

/* ---- the list ---------------------------------------------------------------------------------------------- */

static void level_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(same_level_label(at(row)->level)));
}

static void name(const void *row, int i, struct strbuf *ret)
{
	strbuf_add(ret, at(row)->who[i].name);
}

static void birth(const void *row, int i, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	strbuf_add(ret, date_to_user(at(row)->who[i].birth, buf));
}

static void first_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	name(row, 0, ret);
}

static void second_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	name(row, 1, ret);
}

static void first_birth(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	birth(row, 0, ret);
}

static void second_birth(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	birth(row, 1, ret);
}

static int by_level(const void *a, const void *b)
{
	return (int)(at(a)->row.id - at(b)->row.id);
}

static const struct column columns[] = {{N_("One person"), .min = 12, .ideal = 14, .sort = 1,
						.text = level_text, .compare = by_level},
	{N_("First record"), .min = 18, .ideal = 28, .grow = true, .sort = 2, .find = true,
		.text = first_text},
	{N_("Born"), .min = 10, .ideal = 10, .text = first_birth},
	{N_("Second record"), .min = 18, .ideal = 28, .grow = true, .sort = 3, .find = true,
		.text = second_text},
	{N_("Born"), .min = 10, .ideal = 10, .text = second_birth}, {0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("compare"), N_("Both records side by side, to make one of them."),
		ACTION_ROW},
	{ACT_OTHER, "k", N_("not the same"),
		N_("These are two people: the pair is not shown again."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_FIRST, "a", N_("the first"), N_("The page of the first of the two."), ACTION_ROW},
	{ACT_SECOND, "b", N_("the second"), N_("The page of the second of the two."), ACTION_ROW},
	{ACT_UNDO, "u U", N_("undo"),
		N_("Take back what you recorded, the last thing first; or do again what was taken "
		   "back."),
		ACTION_WRITE},
	{ACT_AGAIN, "r F5", N_("look again"), N_("Hold everybody against everybody once more.")},
	{0}};

static bool progress(void *ctx, long done, long total)
{
	enum { WORTH_A_BAR = 200000 };
	return total >= WORTH_A_BAR &&
	       app_progress(ctx, _("Looking for people who stand there twice…"), done, total);
}

static int look(struct queue *q, struct err *err)
{
	struct same_pair *pairs;
	size_t n;
	int r = same_pairs(q->db, progress, q->app, &pairs, &n, err);
	if (r)
		return r;
	free(q->pairs);
	q->pairs = pairs;
	q->n = n < SHOWN_MAX ? n : SHOWN_MAX;
	return 0;
}

static int take_person(
	struct queue *q, struct row *row, int i, struct person_id id, struct err *err)
{
	struct person p;
	struct strbuf cell = {0};
	int r = person_load(q->db, id, &p, err);
	if (r)
		return r;
	r = cell_name_add(q->db, &cell, p.cell, err);
	str_fit(row->who[i].name, sizeof row->who[i].name, p.full_name);
	str_fit(row->who[i].cell, sizeof row->who[i].cell, strbuf_str(&cell));
	row->who[i].birth = p.birth;
	strbuf_done(&cell);
	person_done(&p);
	return r;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct queue *q = ctx;
	int r = 0;
	for (size_t i = 0; !r && i < q->n; i++) {
		struct row row = {.row = {(int64_t)i + 1}, .level = q->pairs[i].verdict.level};
		bool is_judged = false;
		r = same_is_judged(q->db, q->pairs[i].a, q->pairs[i].b, &is_judged, err);
		if (r || is_judged)
			continue;
		r = take_person(q, &row, 0, q->pairs[i].a, err);
		if (!r)
			r = take_person(q, &row, 1, q->pairs[i].b, err);
		if (r == ERR_NOT_FOUND) /* made one with another meanwhile */
			r = 0;
		else if (!r)
			r = list_add(list, &row, err);
	}
	return r;
}

/* Why, of the pair under the cursor. */
static void foot(void *ctx, struct strbuf *ret)
{
	struct queue *q = ctx;
	struct list *list = list_on_top(q->app);
	const struct row *row = list ? list_chosen(list) : NULL;
	if (row) {
		const struct same_pair *p = &q->pairs[row->row.id - 1];
		strbuf_clear(&q->foot);
		strbuf_addf(&q->foot, "%s", row->who[0].cell);
		if (strcmp(row->who[0].cell, row->who[1].cell) != 0)
			strbuf_addf(&q->foot, " / %s", row->who[1].cell);
		strbuf_add(&q->foot, ": ");
		same_reasons_add(&q->foot, &p->verdict);
	} else if (list)
		strbuf_clear(&q->foot);
	strbuf_add(ret, strbuf_str(&q->foot));
}

static int preview(void *ctx, const void *row, struct page *page, struct err *err)
{
	struct queue *q = ctx;
	const struct same_pair *p = &q->pairs[at(row)->row.id - 1];
	const struct person_id ids[] = {p->a, p->b};
	struct strbuf b = {0};
	int r = 0;
	same_verdict_add(&b, &p->verdict);
	page_line(page);
	page_wrap(page, STYLE_STRONG, 0, strbuf_str(&b));
	for (int i = 0; !r && i < 2; i++) {
		struct person one;
		r = person_load(q->db, ids[i], &one, err);
		if (r)
			break;
		page_line(page);
		page_line(page);
		page_text(page, STYLE_HEAD, i ? _("Second record") : _("First record"));
		for (size_t f = 0; !r && f < same_field_count; f++) {
			strbuf_clear(&b);
			r = same_field_add(q->db, &b, &one, f, err);
			if (!b.len)
				continue;
			page_line(page);
			page_cell(page, STYLE_DIM, 20, -1, _(same_fields[f].label));
			page_text(page, STYLE_NORMAL, strbuf_str(&b));
		}
		person_done(&one);
	}
	strbuf_done(&b);
	return r;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct queue *q = ctx;
	size_t i = on->n ? (size_t)on->ids[0] - 1 : 0;
	switch (action) {
	case ACT_OPEN:
		return same_page_open(app, q->pairs, q->n, i, err);
	case ACT_OTHER:
		return same_ask_other(app, &q->pairs[i], err);
	case ACT_FIRST:
		return person_page_open(app, q->pairs[i].a, err);
	case ACT_SECOND:
		return person_page_open(app, q->pairs[i].b, err);
	case ACT_UNDO:
		return undo_ask(app, (struct person_id){0}, err);
	default:
		return look(q, err);
	}
}

static void done(void *ctx)
{
	struct queue *q = ctx;
	free(q->pairs);
	strbuf_done(&q->foot);
	free(q);
}

static const struct list_ops ops = {
	.name = "same",
	.title = N_("The same person?"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_("Nobody stands in the lists twice."),
	.act = act,
	.preview = preview,
	.beside = 76,
	.foot = foot,
	.done = done,
};

int same_open(struct app *app, struct err *err)
{
	const struct office *office = app_data(app);
	struct queue *q = mem_alloc(sizeof *q);
	if (!q)
		return ERR_OOM(err);
	q->db = office->db;
	q->app = app;
	int r = look(q, err);
	if (r) {
		done(q);
		return r;
	}
	return list_open(app, &ops, q, err);
}
