/* The papers of a step that can be made for somebody, with what is missing in each. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/people.h"
#include "core/sentence.h"
#include "ui/page.h"
#include "ui/screens/event_form.h"
#include "ui/screens/paper_own.h"

#include <stdlib.h>
#include <string.h>

enum { DOOR_KIND = 1 };
enum { ACT_TEMPLATE = 1 };
enum { WHAT = 48, STEP = 40, STEP_FROM = 110 }; /* cells; the step where the page is as wide */

struct papers {
	struct office *office;
	struct person_id *people;
	size_t n;
	char *name; /* of the one person */
	enum stage stage;
	char *folder;
};

static const struct action actions[] = {
	{ACT_TEMPLATE, "m", N_("own wording"),
		N_("Write the text of this paper as a Word file, for the office to edit.")},
	{0}};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct papers *c = ctx;
	strbuf_add(ret, _("Papers to make"));
	if (c->n == 1)
		strbuf_addf(ret, " · %s", c->name);
	else
		strbuf_addf(ret, P_(" · %zu person", " · %zu people", c->n), c->n);
}

/* ---- the kinds -------------------------------------------------------------------------------------- */

void paper_kind_add(struct strbuf *b, const struct paper_kind *k)
{
	strbuf_add(b, _(k->what));
	if (k->form)
		strbuf_addf(b, " (%s)", k->form);
}

int paper_begin(struct db *db, const struct paper_kind *kind, const struct person_id *people,
	size_t n, struct date *ret_on, char **ret_number, struct err *err)
{
	struct date on = {0};
	char *number = NULL;
	int r = n == 1 ? paper_recorded(db, kind, people[0], &on, &number, err) : 0;
	if (!r && !number && !(number = mem_strdup("")))
		r = ERR_OOM(err);
	if (r)
		return r;
	*ret_on = date_is_set(on) ? on : clock_today();
	*ret_number = number;
	return 0;
}

/* What is missing, or why there is no such paper. */
static int check(const struct papers *c, const struct paper_kind *kind, size_t *ret_gaps,
	struct err *ret_why, struct err *err)
{
	struct office_paper paper;
	struct paper_request q = {
		.kind = kind, .people = c->people, .n = c->n, .folder = c->folder};
	CLEANUP_FREE char *number = NULL;
	int r = paper_begin(c->office->db, kind, c->people, c->n, &q.on, &number, err);
	if (r)
		return r;
	q.number = number;
	r = paper_make(c->office->db, &q, &paper, ret_why);
	if (r)
		return r == ERR_NOMEM ? ERR_OOM(err) : 0;
	*ret_gaps = paper_gaps_open(&paper);
	paper_done(&paper);
	return 0;
}

static void add_state(struct page *p, const struct err *why, size_t gaps)
{
	if (why->code)
		page_text(p, STYLE_DIM, _("not to be made"));
	else if (gaps)
		page_textf(
			p, STYLE_WARN, P_("%zu field missing", "%zu fields missing", gaps), gaps);
	else
		page_text(p, STYLE_GOOD, _("complete"));
}

/* The same reason for several in a row is given once: *why is that of the line before. */
static void add_reason(struct page *p, const struct err *now, struct err *why)
{
	struct strbuf b = {0};
	bool is_new = now->code && (now->code != why->code || now->rule != why->rule ||
					   strcmp(now->detail, why->detail) != 0);
	*why = *now;
	if (!is_new)
		return;
	sentence_add(&b, now);
	page_line(p);
	page_to(p, 4);
	page_wrap(p, STYLE_DIM, 4, strbuf_str(&b));
	strbuf_done(&b);
}

static int add_kind(
	struct page *p, const struct papers *c, size_t i, struct err *why, struct err *err)
{
	const struct paper_kind *k = &paper_kinds[i];
	struct err now = {0};
	struct strbuf b = {0};
	size_t gaps = 0;
	int r = check(c, k, &gaps, &now, err);
	if (r)
		return r;
	paper_kind_add(&b, k);
	page_line(p);
	page_line_door(p, (struct door){DOOR_KIND, (int64_t)i, 0});
	page_cell(p, now.code ? STYLE_DIM : STYLE_NORMAL, WHAT, -1, strbuf_str(&b));
	page_text(p, STYLE_NORMAL, " ");
	if (page_width(p) >= STEP_FROM)
		page_cell(p, STYLE_DIM, STEP, -1, _(event_label(k->step)));
	add_state(p, &now, gaps);
	add_reason(p, &now, why);
	strbuf_done(&b);
	return 0;
}

/* Of the step that the person is at, or that comes next? */
static bool is_of_now(const struct papers *c, const struct paper_kind *k)
{
	return c->n > 1 || (int)k->step == (int)c->stage || k->step == event_after(c->stage);
}

static int add_kinds(
	struct page *p, const struct papers *c, bool now, const char *head, struct err *err)
{
	bool has_head = false;
	struct err why = {0};
	int r = 0;
	for (size_t i = 0; !r && i < paper_kind_count; i++) {
		if (is_of_now(c, &paper_kinds[i]) != now ||
			(c->n > 1 && !paper_kinds[i].is_of_many))
			continue;
		if (!has_head) {
			page_line(p);
			page_text(p, STYLE_HEAD, head);
		}
		has_head = true;
		r = add_kind(p, c, i, &why, err);
	}
	if (has_head)
		page_line(p);
	return r;
}

static int add_names(struct page *p, const struct papers *c, struct err *err)
{
	struct strbuf b = {0};
	int r = 0;
	for (size_t i = 0; !r && i < c->n; i++) {
		strbuf_add(&b, i ? ", " : "");
		r = person_name_add(c->office->db, &b, c->people[i], err);
	}
	page_line(p);
	page_wrap(p, STYLE_NORMAL, 0, strbuf_str(&b));
	page_line(p);
	strbuf_done(&b);
	return r;
}

static int read_person(struct papers *c, struct err *err)
{
	struct person person;
	int r = person_load(c->office->db, c->people[0], &person, err);
	if (r)
		return r;
	free(c->name);
	c->name = mem_strdup(person.full_name);
	c->stage = person.stage == STAGE_PROBATION_OVER ? STAGE_PROBATION
		   : person.stage == STAGE_MENTORED	? STAGE_LISTED
							: person.stage;
	person_done(&person);
	return c->name ? 0 : ERR_OOM(err);
}

static int build(void *ctx, struct page *p, struct err *err)
{
	struct papers *c = ctx;
	int r = c->n > 1 ? add_names(p, c, err) : read_person(c, err);
	if (!r)
		r = add_kinds(p, c, true,
			c->n > 1 ? _("For several people") : _("Of the present step"), err);
	return r ? r : add_kinds(p, c, false, _("Other papers"), err);
}

/* ---- acting ------------------------------------------------------------------------------------------ */

int paper_write_template(struct app *app, const struct paper_kind *kind, struct err *err)
{
	const struct office *office = app_data(app);
	CLEANUP_FREE char *folder = paper_folder(db_path(office->db)), *path = NULL, *whole = NULL;
	struct err e = {0};
	if (!folder)
		return ERR_OOM(err);
	int r = paper_template_write(kind, folder, &path, &e);
	whole = path ? realpath(path, NULL) : NULL;
	if (!r)
		app_say(app, _("Edit it in Word and save it there: %s"), whole ? whole : path);
	else if (r == ERR_EXISTS)
		app_say(app, _("It is there already: %s"), whole ? whole : path);
	else if (err)
		*err = e;
	return r == ERR_EXISTS ? 0 : r;
}

static bool can(void *ctx, int action, struct door on)
{
	(void)ctx;
	(void)action;
	return on.kind == DOOR_KIND;
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	(void)ctx;
	(void)action;
	return paper_write_template(app, &paper_kinds[on.a], err);
}

static int open_door(struct app *app, void *ctx, struct door on, struct err *err)
{
	const struct papers *c = ctx;
	return paper_open(app, &paper_kinds[on.a], c->people, c->n, err);
}

static void done(void *ctx)
{
	struct papers *c = ctx;
	free(c->people);
	free(c->name);
	free(c->folder);
	free(c);
}

static const struct page_ops ops = {
	.name = "papers",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.can = can,
	.act = act,
	.open = open_door,
	.done = done,
};

/* ---- opening ----------------------------------------------------------------------------------------- */

static int by_name(const void *x, const void *y)
{
	const struct person_row *a = x, *b = y;
	return name_key_cmp(a->key, a->key_len, b->key, b->key_len);
}

static int sort_people(struct db *db, struct person_id *people, size_t n, struct err *err)
{
	const struct people_query all = {.set = PEOPLE_ALL};
	struct person_row *rows = mem_alloc(n * sizeof *rows);
	int r = rows ? 0 : ERR_OOM(err);
	for (size_t i = 0; !r && i < n; i++)
		r = people_at(db, &all, people[i], &rows[i], err);
	if (!r)
		qsort(rows, n, sizeof *rows, by_name);
	for (size_t i = 0; !r && i < n; i++)
		people[i].v = rows[i].id;
	free(rows);
	return r;
}

int papers_open(struct app *app, const struct person_id *people, size_t n, struct err *err)
{
	struct papers *c = n ? mem_alloc(sizeof *c) : NULL;
	if (!n)
		return ERR_STOPPED;
	if (!c)
		return ERR_OOM(err);
	*c = (struct papers){.office = app_data(app), .n = n};
	c->folder = paper_folder(db_path(c->office->db));
	c->people = mem_alloc(n * sizeof *people);
	int r = c->folder && c->people ? 0 : ERR_OOM(err);
	if (!r) {
		memcpy(c->people, people, n * sizeof *people);
		r = n > 1 ? sort_people(c->office->db, c->people, n, err) : read_person(c, err);
	}
	if (r) {
		done(c);
		return r;
	}
	return page_open(app, &ops, c, err);
}
