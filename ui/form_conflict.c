/* Someone else saved this record first: both versions side by side, field by field. */
#include "ui/form_model.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "viet/text.h"

#include <string.h>

enum side { SIDE_NONE, SIDE_MINE, SIDE_THEIRS };

struct difference {
	size_t field;
	char *theirs, *theirs_shown; /* what the other saved */
	enum side side;
};

struct conflict {
	struct view view;
	struct form *form;
	VEC(struct difference) all;
	size_t at, top;
	bool settled;
};

enum { TAKE_MINE = 1, TAKE_THEIRS, GO_UP, GO_DOWN, DO_DONE, DO_CANCEL };

static const struct action conflict_actions[] = {
	{TAKE_MINE, "Left", N_("mine"), N_("Take what you typed.")},
	{TAKE_THEIRS, "Right", N_("the other's"), N_("Take what the other person saved.")},
	{GO_UP, "Up BackTab", N_("up"), N_("One field up."), ACTION_HIDDEN},
	{GO_DOWN, "Down Tab", N_("down"), N_("One field down."), ACTION_HIDDEN},
	{DO_DONE, "Enter F2 C-s", N_("go on"), N_("Back to the form with what was taken.")},
	{DO_CANCEL, "Esc", N_("decide later"), N_("Back to the form as it was; nothing is saved.")},
	{0}};

static struct conflict *self(struct view *v)
{
	return (struct conflict *)v;
}

static void title(struct view *v, struct strbuf *ret)
{
	(void)v;
	strbuf_add(ret, _("Someone else has saved this record meanwhile"));
}

static const char *mine(const struct conflict *c, const struct difference *d)
{
	return form_shown(c->form, d->field);
}

static void paint_one(
	struct conflict *c, const struct difference *d, int y, struct area a, bool here)
{
	int lw = a.w / 4, vw = (a.w - lw) / 2 - 5;
	const char *label = _(c->form->ops->fields[d->field].label);
	enum style style = here ? STYLE_CURSOR : STYLE_NORMAL;
	draw_text(y, a.x, a.w, style, -1, here ? "▸" : "");
	draw_text(y, a.x + 2, lw - 2, style, -1, label);
	draw_text(y, a.x + lw + 1, 3, style, -1, d->side == SIDE_MINE ? "(●)" : "( )");
	draw_text(y, a.x + lw + 5, vw, style, -1, mine(c, d));
	draw_text(y, a.x + lw + 6 + vw, 3, style, -1, d->side == SIDE_THEIRS ? "(●)" : "( )");
	draw_text(y, a.x + lw + 10 + vw, vw - 1, style, -1, d->theirs_shown);
}

static void paint(struct view *v, struct area a)
{
	struct conflict *c = self(v);
	int lw = a.w / 4, vw = (a.w - lw) / 2 - 5, h = a.h - 4;
	draw_text(a.y + 1, a.x + 1, a.w - 2, STYLE_NORMAL, -1,
		_("Choose with ← and → what shall stand in each field."));
	draw_text(a.y + 3, a.x + lw + 5, vw, STYLE_HEAD, -1, _("What you typed"));
	draw_text(a.y + 3, a.x + lw + 10 + vw, vw - 1, STYLE_HEAD, -1, _("What the other saved"));
	if (h < 1)
		return;
	if (c->at < c->top)
		c->top = c->at;
	if (c->at >= c->top + (size_t)h)
		c->top = c->at - (size_t)h + 1;
	for (size_t i = 0; i < (size_t)h && c->top + i < c->all.n; i++)
		paint_one(c, &c->all.v[c->top + i], a.y + 4 + (int)i, a, c->top + i == c->at);
}

static void finish(struct conflict *c)
{
	for (size_t i = 0; i < c->all.n; i++)
		if (c->all.v[i].side == SIDE_NONE) {
			c->at = i;
			app_warn(c->view.app, _("Choose one of the two here, too."));
			return;
		}
	c->settled = true;
	view_close(&c->view);
}

static int own_act(struct view *v, int id, struct err *err)
{
	struct conflict *c = self(v);
	(void)err;
	switch (id) {
	case TAKE_MINE:
	case TAKE_THEIRS:
		c->all.v[c->at].side = id == TAKE_MINE ? SIDE_MINE : SIDE_THEIRS;
		break;
	case GO_UP:
		c->at -= c->at > 0;
		break;
	case GO_DOWN:
		c->at += c->at + 1 < c->all.n;
		break;
	case DO_DONE:
		finish(c);
		break;
	case DO_CANCEL:
		view_close(v);
		break;
	}
	return 0;
}

static const struct view_class conflict_class = {
	.title = title, .paint = paint, .own = conflict_actions, .own_act = own_act};

/* Where only one of the two changed a field, that one's stands; where both did, the person decides.
 */
static int compare(struct conflict *c, const struct form *theirs, struct err *err)
{
	for (size_t i = 0; i < c->form->n; i++) {
		const struct form_value *m = &c->form->v[i], *t = &theirs->v[i];
		const char *shown = form_shown(theirs, i);
		if (strcmp(m->value, t->value) == 0 && strcmp(form_shown(c->form, i), shown) == 0)
			continue;
		bool i_changed = strcmp(m->value, m->base) != 0 ||
				 strcmp(form_shown(c->form, i), m->base_shown) != 0;
		bool they_changed =
			strcmp(t->value, m->base) != 0 || strcmp(shown, m->base_shown) != 0;
		struct difference d = {.field = i,
			.theirs = mem_strdup(t->value),
			.theirs_shown = mem_strdup(form_shown(theirs, i)),
			.side = !they_changed ? SIDE_MINE
				: !i_changed  ? SIDE_THEIRS
					      : SIDE_NONE};
		if (!d.theirs || !d.theirs_shown || !VEC_PUSH(&c->all, d)) {
			free(d.theirs);
			free(d.theirs_shown);
			return ERR_OOM(err);
		}
		if (d.side == SIDE_NONE && c->all.v[c->at].side != SIDE_NONE)
			c->at = c->all.n - 1;
	}
	return 0;
}

/* The base is the other's version from now on: the next save is measured against it. */
static int apply(struct conflict *c, const struct form *theirs, struct err *err)
{
	for (size_t i = 0; i < theirs->n; i++) {
		char **base = &c->form->v[i].base, **shown = &c->form->v[i].base_shown;
		char *a = mem_strdup(theirs->v[i].value), *b = mem_strdup(form_shown(theirs, i));
		if (!a || !b) {
			free(a);
			free(b);
			return ERR_OOM(err);
		}
		free(*base);
		free(*shown);
		*base = a;
		*shown = b;
	}
	VEC_EACH (d, &c->all)
		if (d->side == SIDE_THEIRS &&
			form_put(c->form, d->field, d->theirs, d->theirs_shown) < 0)
			return ERR_OOM(err);
	return 0;
}

bool form_settle_conflict(struct form *f, struct err *err)
{
	struct form theirs = {.view = {.app = f->view.app}};
	struct conflict c = {.form = f};
	c.view = (struct view){.class = &conflict_class, .name = "conflict"};
	int r = form_init(&theirs, f->ops, f->ctx, err);
	if (r == 0)
		r = compare(&c, &theirs, err);
	if (r == 0 && c.all.n) {
		app_run_view(f->view.app, &c.view);
		r = c.settled ? 0 : ERR_STOPPED;
	}
	if (r == 0)
		r = apply(&c, &theirs, err);
	if (r == ERR_STOPPED && err)
		err->code = ERR_STOPPED;
	VEC_EACH (d, &c.all) {
		free(d->theirs);
		free(d->theirs_shown);
	}
	VEC_DONE(&c.all);
	form_done(&theirs);
	return r == 0;
}
