/* The cells with their scores: correct, complete, clean, living; a number opens what is behind it. */
#include "ui/screens/health.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/page.h"
#include "ui/screens/health_own.h"
#include "ui/term.h"
#include "viet/text.h"
#include "viet/wording.h"

#include <stdio.h>
#include <stdlib.h>

enum { DOOR_CELL = 1, DOOR_SIDE };
enum { ACT_NEXT = 1, ACT_ACCEPTED };
enum { SCORE = 4, FOUND = 6, NAME_MIN = 18, NAME_MAX = 34, BAR_MIN = 3, BAR_MAX = 10 }; /* cells */

static const struct action actions[] = {
	{ACT_NEXT, "n", N_("what is next"),
		N_("What is to be mended here, the gravest first, one form after the other.")},
	{ACT_ACCEPTED, "a", N_("judged right"),
		N_("What somebody has looked at and judged right as it is.")},
	{0}};

/* ---- drawing ----------------------------------------------------------------------------------------- */

static int bar_width(const struct page *p)
{
	int w = (page_width(p) - NAME_MIN - SCORE - 2) / HEALTH_SIDES - SCORE - FOUND - 1;
	return w < BAR_MIN ? BAR_MIN : w > BAR_MAX ? BAR_MAX : w;
}

static int side_width(const struct page *p)
{
	return bar_width(p) + SCORE + FOUND + 1;
}

static int name_width(const struct page *p)
{
	int w = page_width(p) - HEALTH_SIDES * side_width(p) - SCORE - 2;
	return w < NAME_MIN ? NAME_MIN : w > NAME_MAX ? NAME_MAX : w;
}

static void head(struct page *p)
{
	page_line(p);
	page_cell(p, STYLE_HEAD, name_width(p), -1, _("Cell"));
	for (int i = 0; i < HEALTH_SIDES; i++) {
		page_text(p, STYLE_HEAD, " ");
		page_cell(p, STYLE_HEAD, side_width(p) - 1, -1,
			_(health_side_label((enum health_side)i)));
	}
	page_cell(p, STYLE_HEAD, SCORE + 1, 1, _("Score"));
	page_head_end(p);
}

static const char *score_text(int score, char buf[16])
{
	if (score < 0)
		return "–";
	snprintf(buf, 16, "%d", score);
	return buf;
}

/* A bar, the score, and in brackets how many faults there are: the door to them. */
static int add_side(struct page *p, int64_t cell, int side, struct health_sum s)
{
	char text[16], count[WORDING_MAX + 4] = "", n[WORDING_MAX];
	int score = health_score(s);
	page_text(p, STYLE_NORMAL, " ");
	if (score < 0)
		page_cell(p, STYLE_DIM, bar_width(p), -1, "");
	else
		page_bar(p, bar_width(p), score, 100);
	page_cell(p, score >= 0 && score < 60 ? STYLE_WARN : STYLE_NORMAL, SCORE, 1,
		score_text(score, text));
	if (s.found) {
		snprintf(count, sizeof count, "(%s)", wording_number(s.found, n));
		page_text(p, STYLE_NORMAL, " ");
		page_door(p, (struct door){DOOR_SIDE, cell, side}, 0, -1, count);
		page_cell(p, STYLE_NORMAL, FOUND - 1 - text_cells(count), -1, "");
	} else {
		page_cell(p, STYLE_NORMAL, FOUND, -1, "");
	}
	return score;
}

static void add_row(
	struct page *p, const struct health *h, long place, int64_t cell, const char *name)
{
	int scores[HEALTH_SIDES];
	char text[16];
	page_line(p);
	page_door(p, (struct door){DOOR_CELL, cell, 0}, name_width(p), -1, name);
	for (int i = 0; i < HEALTH_SIDES; i++)
		scores[i] = add_side(p, cell, i, health_sum(h, place, (enum health_side)i));
	page_cell(p, STYLE_STRONG, SCORE + 1, 1, score_text(health_score_of_four(scores), text));
}

static bool is_shown(const struct health_cell *c)
{
	return c->people || (c->id.v && !c->is_over);
}

static int add_cells(struct page *p, const struct health_data *d, struct err *err)
{
	const struct health *h = &d->health;
	struct strbuf name = {0};
	int r = 0;
	for (size_t i = 0; !r && i < h->cells.n; i++) {
		if (!is_shown(&h->cells.v[i]))
			continue;
		strbuf_clear(&name);
		r = health_cell_name(d->office->db, h, i, &name, err);
		if (!r && text_cells(strbuf_str(&name)) > name_width(p) && h->cells.v[i].id.v) {
			/* cut, it could be any school's: the code stands for it */
			CLEANUP_FREE char *code = NULL;
			r = cell_code_of(d->office->db, h->cells.v[i].id, &code, err);
			strbuf_clear(&name);
			strbuf_add(&name, code ? code : "");
		}
		if (!r)
			add_row(p, h, (long)i, h->cells.v[i].id.v, strbuf_str(&name));
	}
	strbuf_done(&name);
	return r;
}

static void add_words(struct page *p)
{
	page_line(p);
	page_line(p);
	page_wrap(p, STYLE_DIM, 1,
		_(" 100: nothing is wrong. In brackets: how many things are to be mended; Enter "
		  "opens them."));
	page_line(p);
	page_wrap(p, STYLE_DIM, 1,
		_(" Correct: what cannot be so. Complete: what is missing at this step. Clean: "
		  "what is "
		  "doubtful or untidy. Living: what has grown old."));
}

static int build(void *ctx, struct page *p, struct err *err)
{
	const struct health_data *d = ctx;
	head(p);
	if (!d->is_read) {
		page_line(p);
		page_text(p, STYLE_DIM, "…");
		return 0;
	}
	int r = add_cells(p, d, err);
	page_rule(p);
	if (!r)
		add_row(p, &d->health, HEALTH_ALL_CELLS, HEALTH_OF_ALL, _("Total"));
	add_words(p);
	return r;
}

/* ---- reading ----------------------------------------------------------------------------------------- */

static bool key_pending(void *ctx, long done, long all)
{
	(void)ctx;
	(void)done;
	(void)all;
	return term_key_pending();
}

static int later(void *ctx, bool anew, struct err *err)
{
	(void)anew;
	return health_data_renew(ctx, key_pending, NULL, err);
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct health_view v = {on.kind ? on.a : HEALTH_OF_ALL,
		on.kind == DOOR_SIDE ? (int)on.b : HEALTH_ALL_SIDES, -1, action == ACT_ACCEPTED};
	return health_people_open(app, ctx, v, action == ACT_NEXT, err);
}

static bool can(void *ctx, int action, struct door on)
{
	(void)action;
	(void)on;
	return ((const struct health_data *)ctx)->is_read;
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	struct health_view v = {
		door.a, door.kind == DOOR_SIDE ? (int)door.b : HEALTH_ALL_SIDES, -1, false};
	return health_faults_open(app, ctx, v, err);
}

static void done(void *ctx)
{
	health_data_drop(ctx);
}

static const struct page_ops ops = {
	.name = "health",
	.title = N_("Health of the data"),
	.actions = actions,
	.build = build,
	.later = later,
	.can = can,
	.act = act,
	.open = open,
	.done = done,
};

static struct health_data *begin(struct app *app, struct err *err)
{
	struct health_data *d = mem_alloc(sizeof *d);
	if (!d) {
		ERR_OOM(err);
		return NULL;
	}
	*d = (struct health_data){.app = app, .office = app_data(app), .holds = 1};
	return d;
}

int health_open(struct app *app, struct err *err)
{
	struct health_data *d = begin(app, err);
	int r = d ? health_data_renew(d, health_progress, app, err) : ERR_NOMEM;
	if (!r)
		return page_open(app, &ops, d, err);
	health_data_drop(d);
	return r;
}

int health_open_cell(struct app *app, struct cell_id cell, struct err *err)
{
	struct health_data *d = begin(app, err);
	int r = d ? health_data_renew(d, health_progress, app, err) : ERR_NOMEM;
	if (!r)
		r = health_faults_open(
			app, d, (struct health_view){cell.v, HEALTH_ALL_SIDES, -1, false}, err);
	health_data_drop(d);
	return r;
}
