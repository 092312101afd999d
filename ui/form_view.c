#include "ui/form.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/form_model.h"
#include "viet/name.h"
#include "viet/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DO_SAVE = 1, DO_LEAVE, DO_LIST, GO_NEXT, GO_BACK, GO_FIRST, GO_LAST, DO_TURN };

/* Every F-key has its Ctrl twin: letters are typed here. */
static const struct action form_actions[] = {
	{DO_SAVE, "F2 C-s", N_("save"), N_("Save and close the form.")},
	{DO_LEAVE, "Esc", N_("leave"), N_("Leave without saving; asks if something was typed.")},
	{DO_LIST, "F4 C-o", N_("list"), N_("Show what can be chosen here.")},
	{GO_NEXT, "Enter Tab Down", N_("next field"),
		N_("To the next field; after the last one stand the buttons.")},
	{GO_BACK, "Up BackTab", N_("previous field"), N_("To the field before."), ACTION_HIDDEN},
	{GO_FIRST, "PageUp", N_("first field"), N_("To the first field."), ACTION_HIDDEN},
	{GO_LAST, "PageDown", N_("buttons"), N_("To the buttons."), ACTION_HIDDEN},
	{DO_TURN, "Left Right", N_("choose"),
		N_("In a field with ‹ ›: the choice before or after; a letter goes to the choice "
		   "that "
		   "begins with it."),
		ACTION_HIDDEN},
	{0}};

static struct form *self(struct view *v)
{
	return (struct form *)v;
}

static enum field_type type_at(const struct form *f)
{
	return f->at < f->n ? f->ops->fields[f->at].type : FIELD_HEAD;
}

static bool can_stand(const struct form *f, size_t i)
{
	return i == f->n || (f->ops->fields[i].type < FIELD_SHOWN && form_shows(f, i));
}

/* ---- moving ---------------------------------------------------------------------------------- */

static void stand(struct form *f, size_t i)
{
	f->at = i;
	f->fresh = true;
	f->button = 0;
	f->open = false;
	picks_clear(&f->picks);
}

/* What was typed in a lookup is taken where it can only mean one record. */
static void settle_lookup(struct form *f)
{
	struct form_value *v = &f->v[f->at];
	if (type_at(f) != FIELD_LOOKUP || *v->value || !*edit_text(&v->edit))
		return;
	if (!f->picks.all.n)
		form_look_up(f, f->at);
	const struct pick *only = f->picks.all.n == 1 ? f->picks.all.v : NULL, *same = NULL;
	size_t n = 0;
	VEC_EACH (p, &f->picks.all)
		if (strcmp(p->label, edit_text(&v->edit)) == 0) {
			same = p;
			n++;
		}
	if (n == 1)
		form_take_pick(f, f->at, same);
	else if (only && !f->ops->fields[f->at].free)
		form_take_pick(f, f->at, only);
}

/* A date stands as the office writes it, a name that was typed without capitals gets them: seen before it
 * is saved. */
static void settle_text(struct form *f)
{
	const struct field *field = &f->ops->fields[f->at];
	CLEANUP_FREE char *name = NULL;
	struct date d;
	char user[DATE_TEXT];
	/* what came out of the database is not changed by walking over it */
	if (strcmp(edit_text(&f->v[f->at].edit), f->v[f->at].base_shown) == 0)
		return;
	if (field->type == FIELD_DATE && date_from_iso(f->v[f->at].value, true, &d) &&
		date_is_set(d))
		edit_set(&f->v[f->at].edit, date_to_user(d, user), NULL);
	else if (field->type == FIELD_NAME &&
		 !name_capitals(edit_text(&f->v[f->at].edit), &name, NULL) &&
		 strcmp(name, edit_text(&f->v[f->at].edit)) != 0) {
		edit_set(&f->v[f->at].edit, name, NULL);
		form_sync(f, f->at);
	}
}

/* A field that is left with a fault says so, but lets go: nothing is so wrong that it must hold the
 * cursor. An empty required field is only told of at the end. */
static void leave_field(struct form *f)
{
	if (f->at >= f->n)
		return;
	settle_lookup(f);
	settle_text(f);
	if (f->wrong == f->at)
		f->wrong = f->n;
	if (*form_shown(f, f->at))
		form_check_one(f, f->at);
}

static void step(struct form *f, int dir)
{
	size_t i = f->at;
	leave_field(f);
	do {
		if (dir < 0 && i == 0)
			return;
		if (dir > 0 && i == f->n)
			return;
		i = dir > 0 ? i + 1 : i - 1;
	} while (!can_stand(f, i));
	stand(f, i);
}

static void stand_first(struct form *f)
{
	size_t i = 0;
	while (!can_stand(f, i))
		i++;
	stand(f, i);
}

/* Where the form was opened for. */
static void stand_begin(struct form *f)
{
	const char *field = f->ops->first ? f->ops->first(f->ctx) : NULL;
	size_t i = field ? form_index(f, field) : f->n;
	if (i < f->n && can_stand(f, i))
		stand(f, i);
	else
		stand_first(f);
}

/* ---- saving and leaving ---------------------------------------------------------------------- */

static void show_error(struct form *f, const struct err *err)
{
	size_t i = form_index(f, err->field);
	if (i < f->n && form_shows(f, i)) {
		stand(f, i);
		f->wrong = i;
		app_sentence(f->view.app, err, f->message, sizeof f->message);
		return;
	}
	app_fail(f->view.app, err);
}

static int save_with_reason(struct form *f, struct err *err)
{
	char sentence[512];
	CLEANUP_FREE char *reason = NULL;
	app_sentence(f->view.app, err, sentence, sizeof sentence);
	int r = ask_line(f->view.app, sentence, _("Reason"), "", &reason, err);
	return r < 0 ? r : f->ops->save(f->ctx, f, reason, err);
}

static void settle(struct form *f)
{
	struct err err = {0};
	f->conflict = !form_settle_conflict(f, &err);
	if (f->conflict)
		app_fail(f->view.app, &err);
	else
		app_say(f->view.app, _("Look through it once more; F2 saves."));
}

static int save_record(struct form *f, struct err *err)
{
	int r = f->ops->save(f->ctx, f, NULL, err);
	if (r != ERR_REASON)
		return r;
	struct err asked = *err;
	asked.code = ERR_REASON;
	r = save_with_reason(f, &asked);
	*err = asked;
	return r;
}

static void save(struct form *f)
{
	struct err err = {0};
	leave_field(f);
	f->wrong = f->n;
	size_t bad = form_check(f);
	if (bad < f->n) {
		stand(f, bad);
		return;
	}
	int r = f->conflict ? ERR_CONFLICT : save_record(f, &err);
	if (r == 0) {
		f->saved = true;
		view_close(&f->view);
	} else if (r == ERR_CONFLICT) {
		settle(f);
	} else if (r != ERR_STOPPED) {
		err.code = (enum err_code)r;
		show_error(f, &err);
	}
}

static bool leave(struct view *v)
{
	static const struct choice choices[] = {{"stay", N_("Go on with the form")},
		{"save", N_("Save")}, {"drop", N_("Leave, and lose what was typed")}, {0}};
	struct form *f = self(v);
	if (!form_is_dirty(f))
		return true;
	switch (ask_choice(v->app, _("Not saved yet"), choices, 0)) {
	case 1:
		save(f);
		return f->saved;
	case 2:
		f->dropped = true;
		return true;
	default:
		return false;
	}
}

/* ---- keys ------------------------------------------------------------------------------------ */

static void changed(struct form *f)
{
	if (f->wrong == f->at)
		f->wrong = f->n;
	if (f->ops->changed)
		f->ops->changed(f->ctx, f, f->ops->fields[f->at].name);
}

static void typed(struct form *f, enum edit_result r)
{
	if (r == EDIT_LEFT_OUT)
		app_warn(f->view.app, _("A character that no text may have was left out."));
	else if (r == EDIT_REFUSED)
		app_warn(f->view.app, type_at(f) == FIELD_DATE
					      ? _("A date has digits and / only: 31/12/1999.")
					      : _("A number has digits only."));
	else if (r == EDIT_FULL)
		app_warn(f->view.app, _("There is no room for more here."));
	form_sync(f, f->at);
	if (type_at(f) == FIELD_LOOKUP)
		form_look_up(f, f->at);
	changed(f);
}

/* A pasted line end goes to the next field that can be typed in, as a spreadsheet's cells would. */
static void paste(struct form *f, const char *s)
{
	while (s && f->at < f->n) {
		if (!form_is_typed(type_at(f)))
			return;
		typed(f, edit_paste(&f->v[f->at].edit, s, &s));
		if (s && *s)
			step(f, 1);
		else
			break;
	}
}

static bool pick_key(struct form *f, uint32_t key)
{
	int n = (int)f->picks.all.n;
	if (!f->open)
		return false;
	if (key == K_DOWN)
		f->pick = f->pick + 1 < n ? f->pick + 1 : n - 1;
	else if (key == K_UP)
		f->pick = f->pick > 0 ? f->pick - 1 : 0;
	else if (key == K_ESC)
		f->open = false;
	else if ((key == K_ENTER || key == K_TAB) && f->pick >= 0) {
		form_take_pick(f, f->at, &f->picks.all.v[f->pick]);
		step(f, 1);
	} else
		return false;
	return true;
}

static bool turn_key(struct form *f, uint32_t key)
{
	if (key == K_LEFT || key == K_RIGHT || key == ' ')
		form_turn(f, f->at, key == K_LEFT ? -1 : 1);
	else if (key_is_text(key))
		form_turn_to(f, f->at, key);
	else
		return false;
	changed(f);
	return true;
}

/* The first digit replaces a date or a figure that stands there, the first letter a record: a part of another's name behind
 * it would find nobody. */
static bool replaces_all(const struct form *f, uint32_t key)
{
	enum field_type type = type_at(f);
	if (type == FIELD_DATE || type == FIELD_NUMBER)
		return key >= '0' && key <= '9';
	return type == FIELD_LOOKUP && !f->ops->fields[f->at].free && key_is_text(key);
}

static bool button_key(struct form *f, uint32_t key)
{
	if (key == K_LEFT || key == K_RIGHT)
		f->button = !f->button;
	else if ((key == K_ENTER || key == ' ') && f->button == 0)
		save(f);
	else if (key == K_ENTER || key == ' ')
		app_close(f->view.app);
	else
		return key_is_text(key);
	return true;
}

static bool type(struct view *v, const struct key_event *e)
{
	struct form *f = self(v);
	if (e->key == K_PASTE) {
		paste(f, e->text);
		return true;
	}
	if (f->at == f->n)
		return button_key(f, e->key);
	/* a question of one line is answered by its end, with what is chosen in its list */
	if (e->key == K_ENTER && v->modal && f->n == 1) {
		if (f->open && f->pick >= 0)
			form_take_pick(f, f->at, &f->picks.all.v[f->pick]);
		save(f);
		return true;
	}
	if (pick_key(f, e->key))
		return true;
	if (!form_is_typed(type_at(f)))
		return turn_key(f, e->key);
	struct edit *line = &f->v[f->at].edit;
	bool replaces = f->fresh && replaces_all(f, e->key);
	f->fresh = false;
	if (replaces)
		edit_set(line, "", NULL);
	size_t before = line->text.len;
	enum edit_result r = edit_key(line, e->key);
	if (r == EDIT_IGNORED)
		return false;
	/* moving in the line does not open a lookup's list */
	if (line->text.len != before || key_is_text(e->key) || r != EDIT_DONE)
		typed(f, r);
	return true;
}

static int show_list(struct form *f)
{
	const struct field *field = &f->ops->fields[f->at];
	if (field->type == FIELD_LOOKUP) {
		form_look_up(f, f->at);
	} else {
		int i = ask_choice(f->view.app, _(field->label), field->choices, 0);
		if (i >= 0) {
			form_put(f, f->at, field->choices[i].value, "");
			changed(f);
		}
	}
	return 0;
}

static const struct action *bar(struct view *v)
{
	static const struct action one_line[] = {{DO_SAVE, "Enter F2", N_("answer"), NULL},
		{DO_LEAVE, "Esc", N_("leave"), NULL}, {0}};
	return v->modal && self(v)->n == 1 ? one_line : NULL;
}

/* Saving as the button names it, small as everything in the key bar. */
static const char *own_name(struct view *v, int id)
{
	return id == DO_SAVE ? self(v)->save_name : NULL;
}

static bool own_can(struct view *v, int id)
{
	struct form *f = self(v);
	return id != DO_LIST || type_at(f) == FIELD_LOOKUP || type_at(f) == FIELD_CHOICE;
}

static int own_act(struct view *v, int id, struct err *err)
{
	struct form *f = self(v);
	(void)err;
	switch (id) {
	case DO_SAVE:
		save(f);
		return 0;
	case DO_LEAVE:
		app_close(v->app);
		return 0;
	case DO_LIST:
		return show_list(f);
	case GO_NEXT:
	case GO_BACK:
		step(f, id == GO_NEXT ? 1 : -1);
		return 0;
	case GO_FIRST:
		leave_field(f);
		stand_first(f);
		return 0;
	case GO_LAST:
		leave_field(f);
		stand(f, f->n);
		return 0;
	}
	return 0;
}

static void title(struct view *v, struct strbuf *ret)
{
	struct form *f = self(v);
	if (f->ops->title_text)
		f->ops->title_text(f->ctx, ret);
	else
		strbuf_add(ret, _(f->ops->title));
	if (form_is_dirty(f))
		strbuf_addf(ret, " · %s", _("not saved yet"));
}

static const struct view_class form_class = {
	.title = title,
	.paint = form_paint,
	.type = type,
	.own = form_actions,
	.own_can = own_can,
	.own_act = own_act,
	.own_name = own_name,
	.bar = bar,
	.leave = leave,
};

static int run(struct app *app, const struct form_ops *ops, void *ctx, bool small, struct err *err)
{
	struct form f = {
		.view = {.class = &form_class, .name = ops->name, .modal = small, .app = app}};
	int r = form_init(&f, ops, ctx, err);
	if (r == 0 && ops->save_name)
		r = text_lower(_(ops->save_name), &f.save_name, err);
	if (r == 0) {
		if (!small)
			form_draft_offer(&f);
		stand_begin(&f);
		app_run_view(app, &f.view);
		if (!f.saved && !f.dropped && !small && form_is_dirty(&f))
			form_draft_keep(&f);
		r = f.saved ? 0 : ERR_STOPPED;
	}
	free(f.save_name);
	form_done(&f);
	return r;
}

int form_run(struct app *app, const struct form_ops *ops, void *ctx, struct err *err)
{
	return run(app, ops, ctx, false, err);
}

int form_run_small(struct app *app, const struct form_ops *ops, void *ctx, struct err *err)
{
	return run(app, ops, ctx, true, err);
}
