/* The people behind a figure of a report that was sent, as it knew them. */
#include "base/i18n.h"
#include "base/mem.h"
#include "report/frozen.h"
#include "ui/list_view.h"
#include "ui/screens/frozen.h"

#include <stdlib.h>
#include <string.h>

struct row {
	struct list_row row; /* the person's id */
	struct date birth;
	char name[488], cell[204], now[488];
};
struct people {
	struct db *db;
	char *title;
	struct row *v;
	size_t n;
};

static const struct row *at(const void *row)
{
	return row;
}

static void name_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->name);
}

static void birth_text(const void *row, void *ctx, struct strbuf *ret)
{
	char buf[DATE_TEXT];
	(void)ctx;
	strbuf_add(ret, date_to_user(at(row)->birth, buf));
}

static void cell_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->cell);
}

static void now_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, at(row)->now);
}

static const struct column columns[] = {
	{N_("Full name"), .min = 16, .ideal = 28, .grow = true, .find = true, .text = name_text},
	{N_("Born"), .min = 10, .ideal = 10, .text = birth_text},
	{N_("Cell then"), .min = 12, .ideal = 22, .grow = true, .find = true, .text = cell_text},
	{N_("Name now"), .min = 16, .ideal = 28, .drop = 1, .text = now_text}, {0}};

enum { ACT_OPEN = 1 };
static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the person's page, as it is now."), ACTION_ROW},
	{0}};

/* What the name is now, where it is another one. */
static int read_now(struct db *db, struct row *row, struct err *err)
{
	struct person p;
	struct err e = {0};
	int r = person_load(db, (struct person_id){row->row.id}, &p, &e);
	if (r == ERR_NOT_FOUND) {
		str_fit(row->now, sizeof row->now, _("not in the records any more"));
		return 0;
	}
	if (r) {
		if (err)
			*err = e;
		return r;
	}
	bool is_same = strcmp(p.full_name, row->name) == 0;
	str_fit(row->now, sizeof row->now, is_same ? "" : p.full_name);
	person_done(&p);
	return 0;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct people *p = ctx;
	int r = 0;
	for (size_t i = 0; !r && i < p->n; i++) {
		r = read_now(p->db, &p->v[i], err);
		if (!r)
			r = list_add(list, &p->v[i], err);
	}
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	strbuf_add(ret, ((const struct people *)ctx)->title);
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	(void)ctx;
	return action == ACT_OPEN ? person_page_open(app, (struct person_id){on->ids[0]}, err) : 0;
}

static void done(void *ctx)
{
	struct people *p = ctx;
	free(p->title);
	free(p->v);
	free(p);
}

static const struct list_ops ops = {
	.name = "frozen-people",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_("Nobody."),
	.act = act,
	.done = done,
};

static struct people *make(const struct report *r, const struct report_people *people,
	const char *title, struct db *db)
{
	struct people *p = mem_alloc(sizeof *p);
	if (!p)
		return NULL;
	p->db = db;
	p->title = mem_strdup(title);
	p->v = mem_alloc((people->n + 1) * sizeof *p->v);
	if (!p->title || !p->v) {
		done(p);
		return NULL;
	}
	for (; p->n < people->n; p->n++) {
		struct row *row = &p->v[p->n];
		const struct frozen_person *then = frozen_person(r, people->v[p->n]);
		row->row.id = people->v[p->n].v;
		if (!then)
			continue;
		row->birth = then->birth;
		str_fit(row->name, sizeof row->name, then->name);
		str_fit(row->cell, sizeof row->cell,
			then->cell ? cell_short_name(then->cell) : NULL);
	}
	return p;
}

int frozen_people_open(
	struct app *app, const struct report *r, int door, const char *title, struct err *err)
{
	const struct office *office = app_data(app);
	struct report_people people;
	int k = report_people(r, door, &people, err);
	if (k)
		return k;
	struct people *p = make(r, &people, title, office->db);
	report_people_done(&people);
	return p ? list_open(app, &ops, p, err) : ERR_OOM(err);
}
