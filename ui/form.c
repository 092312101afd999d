#include "ui/form.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/form_model.h"
#include "viet/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static const struct choice yes_no[] = {{"", N_("no")}, {"1", N_("yes")}, {0}};

/* ---- candidates of a lookup ------------------------------------------------------------------ */

int picks_add(struct picks *p, const char *value, const char *label, const char *detail)
{
	if (p->all.n >= PICKS_MAX)
		return 0;
	struct pick one = {mem_strdup(value), mem_strdup(label), mem_strdup(detail ? detail : "")};
	if (one.value && one.label && one.detail && VEC_PUSH(&p->all, one))
		return 0;
	free(one.value);
	free(one.label);
	free(one.detail);
	return ERR_NOMEM;
}

void picks_clear(struct picks *p)
{
	VEC_EACH (x, &p->all) {
		free(x->value);
		free(x->label);
		free(x->detail);
	}
	VEC_DONE(&p->all);
}

/* ---- values ---------------------------------------------------------------------------------- */

bool form_is_typed(enum field_type type)
{
	return type == FIELD_TEXT || type == FIELD_NAME || type == FIELD_DATE ||
	       type == FIELD_NUMBER || type == FIELD_LOOKUP;
}

static const struct choice *choices_of(const struct field *field)
{
	return field->type == FIELD_YES ? yes_no : field->choices;
}

size_t form_index(const struct form *f, const char *field)
{
	size_t i = 0;
	while (i < f->n && (!f->ops->fields[i].name || strcmp(f->ops->fields[i].name, field) != 0))
		i++;
	return i;
}

static size_t known(const struct form *f, const char *field)
{
	size_t i = form_index(f, field);
	assert(i < f->n);
	return i;
}

bool form_shows(const struct form *f, size_t i)
{
	const struct field *field = &f->ops->fields[i];
	return !f->ops->shows || f->ops->shows(f->ctx, f, field->name ? field->name : field->label);
}

static int replace(char **at, const char *s)
{
	char *copy = mem_strdup(s);
	if (!copy)
		return ERR_NOMEM;
	free(*at);
	*at = copy;
	return 0;
}

static char *trimmed(const char *s)
{
	while (*s == ' ')
		s++;
	size_t n = strlen(s);
	while (n && s[n - 1] == ' ')
		n--;
	return mem_strndup(s, n);
}

void form_sync(struct form *f, size_t i)
{
	const struct field *field = &f->ops->fields[i];
	CLEANUP_FREE char *text = trimmed(edit_text(&f->v[i].edit));
	char iso[DATE_TEXT];
	struct date d;
	if (!text)
		return;
	if (field->type == FIELD_DATE)
		replace(&f->v[i].value,
			date_from_user(text, field->year_ok, &d) ? date_to_iso(d, iso) : "");
	else
		/* a lookup's value comes from its candidates only */
		replace(&f->v[i].value, field->type == FIELD_LOOKUP ? "" : text);
}

int form_put(struct form *f, size_t i, const char *value, const char *shown)
{
	struct err err;
	int r = replace(&f->v[i].value, value);
	if (r == 0 && form_is_typed(f->ops->fields[i].type))
		r = edit_set(&f->v[i].edit, shown, &err);
	return r;
}

int form_set(struct form *f, const char *field, const char *s)
{
	size_t i = known(f, field);
	char user[DATE_TEXT];
	struct date d;
	if (!s)
		s = "";
	if (f->ops->fields[i].type == FIELD_DATE && date_from_iso(s, true, &d))
		return form_put(f, i, s, date_to_user(d, user));
	return form_put(f, i, s, s);
}

int form_set_id(struct form *f, const char *field, int64_t v)
{
	char buf[24] = "";
	if (v)
		snprintf(buf, sizeof buf, "%lld", (long long)v);
	return form_set(f, field, buf);
}

int form_set_date(struct form *f, const char *field, struct date d)
{
	char iso[DATE_TEXT];
	return form_set(f, field, date_to_iso(d, iso));
}

int form_set_lookup(struct form *f, const char *field, const char *value, const char *label)
{
	return form_put(f, known(f, field), value ? value : "", label ? label : "");
}

const char *form_value(const struct form *f, const char *field)
{
	return f->v[known(f, field)].value;
}

const char *form_typed(const struct form *f, const char *field)
{
	size_t i = known(f, field);
	return *f->v[i].value ? "" : edit_text(&f->v[i].edit);
}

int64_t form_id(const struct form *f, const char *field)
{
	return strtoll(form_value(f, field), NULL, 10);
}

struct date form_date(const struct form *f, const char *field)
{
	struct date d = {0};
	date_from_iso(form_value(f, field), true, &d);
	return d;
}

bool form_yes(const struct form *f, const char *field)
{
	return strcmp(form_value(f, field), "1") == 0;
}

const char *form_shown(const struct form *f, size_t i)
{
	const struct field *field = &f->ops->fields[i];
	if (form_is_typed(field->type))
		return edit_text(&f->v[i].edit);
	if (field->type == FIELD_SHOWN)
		return f->v[i].value;
	for (const struct choice *c = choices_of(field); c && c->label; c++)
		if (strcmp(c->value, f->v[i].value) == 0)
			return _(c->label);
	return "";
}

bool form_is_dirty(const struct form *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (strcmp(f->v[i].value, f->v[i].base) != 0 ||
			strcmp(form_shown(f, i), f->v[i].base_shown) != 0)
			return true;
	return false;
}

int form_rebase(struct form *f, struct err *err)
{
	for (size_t i = 0; i < f->n; i++)
		if (replace(&f->v[i].base, f->v[i].value) < 0 ||
			replace(&f->v[i].base_shown, form_shown(f, i)) < 0)
			return ERR_OOM(err);
	return 0;
}

/* ---- life ------------------------------------------------------------------------------------ */

static void init_edit(struct form_value *v, const struct field *field)
{
	v->edit.kind = field->type == FIELD_DATE     ? EDIT_DATE
		       : field->type == FIELD_NUMBER ? EDIT_NUMBER
						     : EDIT_ANY;
	v->edit.max = field->max		    ? field->max
		      : field->type == FIELD_DATE   ? DATE_TEXT - 1
		      : field->type == FIELD_NUMBER ? 12
						    : 200;
}

int form_init(struct form *f, const struct form_ops *ops, void *ctx, struct err *err)
{
	f->ops = ops;
	f->ctx = ctx;
	while (ops->fields[f->n].label)
		f->n++;
	f->wrong = f->n;
	f->v = mem_alloc((f->n + 1) * sizeof *f->v);
	if (!f->v)
		return ERR_OOM(err);
	for (size_t i = 0; i < f->n; i++) {
		const struct field *field = &ops->fields[i];
		bool must = field->type == FIELD_CHOICE && field->required;
		init_edit(&f->v[i], field);
		f->v[i].value = mem_strdup(must ? field->choices[0].value : "");
		f->v[i].base = mem_strdup("");
		f->v[i].base_shown = mem_strdup("");
		if (!f->v[i].value || !f->v[i].base || !f->v[i].base_shown)
			return ERR_OOM(err);
	}
	int r = ops->load ? ops->load(ctx, f, err) : 0;
	return r < 0 ? r : form_rebase(f, err);
}

void form_done(struct form *f)
{
	for (size_t i = 0; f->v && i < f->n; i++) {
		edit_done(&f->v[i].edit);
		free(f->v[i].value);
		free(f->v[i].base);
		free(f->v[i].base_shown);
	}
	free(f->v);
	f->v = NULL;
	picks_clear(&f->picks);
}

/* ---- what cannot be saved -------------------------------------------------------------------- */

/* Written as a date is, but of a day that is not in the calendar. */
static bool is_no_day(const char *s)
{
	size_t d = strspn(s, "0123456789"), m = 0, y = 0;
	if (d == 8)
		return !s[d];
	if (s[d])
		m = strspn(s + d + 1, "0123456789");
	if (m && s[d + 1 + m] == s[d])
		y = strspn(s + d + m + 2, "0123456789");
	return d && d <= 2 && m <= 2 && y == 4;
}

static const char *fault_of(const struct form *f, size_t i)
{
	const struct field *field = &f->ops->fields[i];
	const char *typed = form_shown(f, i);
	bool empty = !typed[strspn(typed, " ")];
	if (field->type == FIELD_HEAD || !form_shows(f, i))
		return NULL;
	if (form_is_typed(field->type) && empty && f->v[i].edit.held)
		return N_("Letters were left out here: write it again.");
	if (field->required && empty)
		return N_("This must be filled in.");
	if (field->type == FIELD_DATE && !empty && !*f->v[i].value && is_no_day(typed))
		return N_("There is no such day in the calendar. Write a date as 31/12/1999.");
	if (field->type == FIELD_DATE && !empty && !*f->v[i].value)
		return field->year_ok ? N_("Write a date as 31/12/1999, or the year alone.")
				      : N_("Write a date as 31/12/1999.");
	if (field->type == FIELD_LOOKUP && !empty && !*f->v[i].value && !field->free)
		return N_("Choose one of the list.");
	return NULL;
}

bool form_check_one(struct form *f, size_t i)
{
	const char *fault = fault_of(f, i);
	if (!fault)
		return true;
	f->wrong = i;
	snprintf(f->message, sizeof f->message, "%s", _(fault));
	return false;
}

size_t form_check(struct form *f)
{
	for (size_t i = 0; i < f->n; i++)
		if (!form_check_one(f, i))
			return i;
	return f->n;
}

/* ---- lookups and choices --------------------------------------------------------------------- */

void form_look_up(struct form *f, size_t i)
{
	const struct field *field = &f->ops->fields[i];
	struct err err = {0};
	picks_clear(&f->picks);
	f->pick = field->free && !field->prefer ? -1 : 0;
	f->open = false;
	if (field->lookup(f->ctx, edit_text(&f->v[i].edit), &f->picks, &err) < 0)
		app_fail(f->view.app, &err);
	else
		f->open = f->picks.all.n > 0;
}

void form_take_pick(struct form *f, size_t i, const struct pick *p)
{
	form_put(f, i, p->value, p->label);
	f->open = false;
	if (f->ops->changed)
		f->ops->changed(f->ctx, f, f->ops->fields[i].name);
}

static void turn_to(struct form *f, size_t i, const struct choice *c)
{
	replace(&f->v[i].value, c->value);
	if (f->ops->changed)
		f->ops->changed(f->ctx, f, f->ops->fields[i].name);
}

void form_turn(struct form *f, size_t i, int dir)
{
	const struct choice *all = choices_of(&f->ops->fields[i]);
	int n = 0, at = -1;
	for (; all[n].label; n++)
		if (strcmp(all[n].value, f->v[i].value) == 0)
			at = n;
	if (n)
		turn_to(f, i, &all[at < 0 ? (dir > 0 ? 0 : n - 1) : (at + dir + n) % n]);
}

void form_turn_to(struct form *f, size_t i, uint32_t letter)
{
	const struct choice *all = choices_of(&f->ops->fields[i]);
	struct strbuf typed = {0};
	int n = 0, at = -1;
	for (; all[n].label; n++)
		if (strcmp(all[n].value, f->v[i].value) == 0)
			at = n;
	text_put(&typed, letter);
	for (int k = 1; k <= n; k++) {
		const struct choice *c = &all[(at + k + n) % n];
		CLEANUP_FREE char *label = NULL, *key = NULL;
		if (text_fold(_(c->label), &label, NULL) == 0 &&
			text_fold(strbuf_str(&typed), &key, NULL) == 0 && *key &&
			!strncmp(label, key, strlen(key))) {
			turn_to(f, i, c);
			break;
		}
	}
	strbuf_done(&typed);
}
