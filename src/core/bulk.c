#include "core/bulk.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act_scope.h"
#include "rules/contact.h"
#include "viet/name.h"
#include "viet/text.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PROGRESS_EVERY = 50 };

const struct bulk_field bulk_fields[] = {
	{"ethnicity", N_("Ethnicity"), BULK_TEXT},
	{"religion", N_("Religion"), BULK_TEXT},
	{"residence", N_("Residence"), BULK_TEXT},
	{"home_place", N_("Home place"), BULK_TEXT},
	{"occupation", N_("Occupation"), BULK_TEXT},
	{"organisation", N_("Organisations"), BULK_TEXT},
	{"position", N_("Position"), BULK_TEXT},
	{"education", N_("General education"), BULK_NUMBER},
	{"professional", N_("Professional level"), BULK_NUMBER},
	{"youth_union", N_("Youth union member"), BULK_YES},
	{"cell", N_("Cell"), BULK_CELL},
	{"note", N_("Note: to be added"), BULK_ADD},
	{"full_name", N_("Full name: capitals put right"), BULK_TIDY},
	{"phone", N_("Phone: written as numbers are today"), BULK_TIDY},
};
const size_t bulk_field_count = ARRAY_LEN(bulk_fields);

const struct bulk_field *bulk_field_of(const char *field)
{
	for (size_t i = 0; i < bulk_field_count; i++)
		if (strcmp(bulk_fields[i].field, field) == 0)
			return &bulk_fields[i];
	return NULL;
}

void bulk_plan_done(struct bulk_plan *p)
{
	for (size_t i = 0; i < p->n; i++) {
		free(p->rows[i].name);
		free(p->rows[i].before);
		free(p->rows[i].after);
	}
	free(p->rows);
	free(p->value);
	*p = (struct bulk_plan){0};
}

size_t bulk_changes(const struct bulk_plan *p)
{
	size_t n = 0;
	for (size_t i = 0; i < p->n; i++)
		n += p->rows[i].state == BULK_CHANGES && !p->rows[i].left_out;
	return n;
}

/* ---- what becomes of one --------------------------------------------------------------------------------- */

int bulk_tidy_name(const char *name, char **ret, struct err *err)
{
	CLEANUP_FREE char *upper = NULL, *lower = NULL;
	struct strbuf b = {0};
	int r = text_upper(name, &upper, err);
	if (!r)
		r = text_lower(name, &lower, err);
	if (r)
		return r;
	/* a single letter is a name in capitals and right */
	const char *from = strcmp(name, upper) == 0 && strcmp(name, lower) != 0 ? lower : name;
	for (const char *s = from; !r && *s;) {
		size_t n = strcspn(s, " ");
		CLEANUP_FREE char *word = mem_strndup(s, n), *written = NULL;
		r = word ? name_capitals(word, &written, err) : ERR_OOM(err);
		/* what has a capital somewhere is left by name_capitals: H'Hen, McCarthy */
		strbuf_add(&b, r ? "" : written);
		s += n;
		n = strspn(s, " ");
		strbuf_addn(&b, s, n);
		s += n;
	}
	char *whole = r ? NULL : strbuf_take(&b);
	strbuf_done(&b);
	if (!r && !whole)
		return ERR_OOM(err);
	if (!r)
		*ret = whole;
	return r;
}

/* Where a text of a person stands. */
static char **text_at(struct person *p, const char *field)
{
	static const struct {
		const char *field;
		size_t offset;
	} texts[] = {{"full_name", offsetof(struct person, full_name)},
		{"ethnicity", offsetof(struct person, ethnicity)},
		{"religion", offsetof(struct person, religion)},
		{"phone", offsetof(struct person, phone)},
		{"residence", offsetof(struct person, residence)},
		{"home_place", offsetof(struct person, home_place)},
		{"occupation", offsetof(struct person, occupation)},
		{"organisation", offsetof(struct person, organisation)},
		{"position", offsetof(struct person, position)},
		{"note", offsetof(struct person, note)}};
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (strcmp(texts[i].field, field) == 0)
			return (char **)(void *)((char *)p + texts[i].offset);
	return NULL;
}

static int tidy(const char *field, const char *now, char **ret, struct err *err)
{
	char phone[PHONE_MAX];
	if (!now || !*now) {
		*ret = mem_strdup("");
		return *ret ? 0 : ERR_OOM(err);
	}
	if (strcmp(field, "full_name") == 0)
		return bulk_tidy_name(now, ret, err);
	if (!phone_tidy(now, phone))
		return ERR(err, ERR_INVALID, "phone", "%s", now);
	*ret = mem_strdup(phone_check(now) == PHONE_OK ? now : phone);
	return *ret ? 0 : ERR_OOM(err);
}

static int change_text(
	struct person *p, const struct bulk_field *f, const char *value, struct err *err)
{
	char **at = text_at(p, f->field), *text = NULL;
	bool has = *at && **at;
	int r = 0;
	if (f->kind == BULK_TIDY)
		r = tidy(f->field, *at, &text, err);
	else if (f->kind == BULK_ADD && has && *value)
		text = mem_printf("%s; %s", *at, value);
	else
		text = mem_strdup(f->kind == BULK_ADD && has ? *at : value);
	if (!r && !text)
		r = ERR_OOM(err);
	if (r)
		return r;
	free(*at);
	*at = text;
	return 0;
}

/* `cell`: of whom is changed, or the new one. */
static int change(struct person *p, const struct bulk_field *f, const char *value, struct err *err)
{
	long n = strtol(value, NULL, 10);
	switch (f->kind) {
	case BULK_NUMBER:
		*(strcmp(f->field, "education") == 0 ? &p->education : &p->professional) = (int)n;
		return 0;
	case BULK_YES:
		p->youth_union = n != 0;
		return 0;
	case BULK_CELL:
		p->cell.v = n;
		return 0;
	default:
		return change_text(p, f, value, err);
	}
}

/* As people read it. */
static int shown(
	struct db *db, struct person *p, const struct bulk_field *f, char **ret, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	const char *text = "";
	int r = 0;
	switch (f->kind) {
	case BULK_NUMBER:
		text = strcmp(f->field, "education") == 0 ? education_label(p->education)
							  : professional_label(p->professional);
		text = *text ? _(text) : "";
		break;
	case BULK_YES:
		text = p->youth_union ? _("yes") : _("no");
		break;
	case BULK_CELL:
		r = p->cell.v ? cell_name(db, p->cell, (struct date){0}, &name, err) : 0;
		text = name ? cell_short_name(name) : "";
		break;
	default:
		text = *text_at(p, f->field);
		break;
	}
	*ret = r ? NULL : mem_strdup(text ? text : "");
	return r ? r : *ret ? 0 : ERR_OOM(err);
}

/* ---- the plan -------------------------------------------------------------------------------------------- */

/* Tried inside a mark that is taken back: what refuses it is what would refuse it. */
static int try_save(struct db *db, const struct act_by *by, const struct person *p,
	struct bulk_row *row, struct err *err)
{
	struct person_id id;
	struct err why = {0};
	int r = db_mark(db, err);
	if (r)
		return r;
	r = person_save(db, by, p, p->cell, &id, &why);
	db_mark_rollback(db);
	if (r == ERR_NOMEM || r == ERR_IO || r == ERR_CORRUPT || r == ERR_FULL) {
		if (err)
			*err = why;
		return r;
	}
	if (r) {
		row->state = BULK_REFUSED;
		row->why = why;
	}
	return 0;
}

static int plan_one(struct db *db, const struct act_by *by, const struct bulk_plan *plan,
	struct person *p, struct bulk_row *row, struct err *err)
{
	struct err why = {0};
	*row = (struct bulk_row){.id = p->id, .rev = p->rev, .name = mem_strdup(p->full_name)};
	int r = row->name ? shown(db, p, plan->field, &row->before, err) : ERR_OOM(err);
	if (r)
		return r;
	r = change(p, plan->field, plan->value, &why);
	if (r == ERR_NOMEM)
		return ERR_OOM(err);
	if (r) {
		row->state = BULK_REFUSED;
		row->why = why;
		row->after = mem_strdup("");
		return row->after ? 0 : ERR_OOM(err);
	}
	r = shown(db, p, plan->field, &row->after, err);
	if (r)
		return r;
	row->state = strcmp(row->before, row->after) == 0 ? BULK_SAME : BULK_CHANGES;
	return row->state == BULK_CHANGES ? try_save(db, by, p, row, err) : 0;
}

static int plan_all(struct db *db, const struct act_by *by, const struct person_id *ids, size_t n,
	bool (*progress)(void *ctx, long done, long all), void *ctx, struct bulk_plan *plan,
	struct err *err)
{
	int r = 0;
	for (size_t i = 0; !r && i < n; i++) {
		struct person p;
		struct err e = {0};
		if (progress && i % PROGRESS_EVERY == PROGRESS_EVERY - 1 &&
			progress(ctx, (long)i, (long)n))
			return ERR(err, ERR_STOPPED, NULL, NULL);
		r = person_load(db, ids[i], &p, &e);
		if (r == ERR_NOT_FOUND) {
			r = 0;
			continue;
		}
		if (!r) {
			r = plan_one(db, by, plan, &p, &plan->rows[plan->n++], &e);
			person_done(&p);
		}
		if (r && err)
			*err = e;
	}
	return r;
}

int bulk_plan_make(struct db *db, const struct act_by *by, const struct bulk_field *field,
	const char *value, const struct person_id *ids, size_t n,
	bool (*progress)(void *ctx, long done, long all), void *ctx, struct bulk_plan *ret,
	struct err *err)
{
	struct bulk_plan plan = {
		.field = field, .rows = mem_alloc((n ? n : 1) * sizeof *plan.rows)};
	const struct act_by trial = {.actor = by->actor};
	struct act_scope scope;
	/* cleaned as it will be stored, so that what stays the same is seen */
	int r = act_clean(value, field->field, &plan.value, err);
	if (!r && !plan.value)
		plan.value = mem_strdup("");
	if (!r && (!plan.rows || !plan.value))
		r = ERR_OOM(err);
	if (!r)
		r = act_enter(&scope, db, &trial, "person_change_many", err);
	if (!r) {
		r = plan_all(db, &trial, ids, n, progress, ctx, &plan, err);
		if (scope.is_own)
			db_act_rollback(db);
	}
	if (r) {
		bulk_plan_done(&plan);
		return r;
	}
	*ret = plan;
	return 0;
}

/* ---- saving ---------------------------------------------------------------------------------------------- */

static int save_one(struct db *db, const struct act_by *by, const struct bulk_plan *plan,
	const struct bulk_row *row, struct err *err)
{
	struct person p;
	struct person_id id;
	int r = person_load(db, row->id, &p, err);
	if (r)
		return r;
	if (p.rev != row->rev)
		r = ERR(err, ERR_CONFLICT, "person", NULL);
	if (!r)
		r = change(&p, plan->field, plan->value, err);
	if (!r)
		r = person_save(db, by, &p, p.cell, &id, err);
	person_done(&p);
	return r;
}

int bulk_save(struct db *db, const struct act_by *by, const struct bulk_plan *p, struct err *err)
{
	struct act_scope scope;
	int r = act_enter(&scope, db, by, "person_change_many", err);
	if (r)
		return r < 0 ? r : 0;
	for (size_t i = 0; !r && i < p->n; i++) {
		const struct bulk_row *row = &p->rows[i];
		if (row->state != BULK_CHANGES || row->left_out)
			continue;
		r = save_one(db, by, p, row, err);
		if (r && err)
			str_fit(err->subject, sizeof err->subject, row->name);
	}
	return act_leave(&scope, r, "person", 0, err);
}
