/* The people behind a figure: a fixed list whose rows open each one's page. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/people_source.h"

#include <stdio.h>
#include <string.h>

struct people {
	struct people_list list; /* first: the preview's */
	char *title;
	struct person_id *ids;
	size_t n;
};

enum { SORT_NAME = 1, SORT_BIRTH, SORT_CELL, SORT_STAGE };
enum { ACT_OPEN = 1 };

static int by_name(const void *x, const void *y)
{
	const struct person_row *a = &((const struct people_row *)x)->p,
				*b = &((const struct people_row *)y)->p;
	return name_key_cmp(a->key, a->key_len, b->key, b->key_len);
}

static int by_birth(const void *x, const void *y)
{
	return date_cmp(
		((const struct people_row *)x)->p.birth, ((const struct people_row *)y)->p.birth);
}

static int by_stage(const void *x, const void *y)
{
	const struct person_row *a = &((const struct people_row *)x)->p,
				*b = &((const struct people_row *)y)->p;
	return a->stage != b->stage ? (int)a->stage - (int)b->stage
				    : date_cmp(a->stage_on, b->stage_on);
}

static const struct column columns[] = {
	{N_("Full name"), .min = 16, .ideal = 28, .grow = true, .sort = SORT_NAME, .find = true,
		.text = people_name_text, .compare = by_name},
	{N_("Born"), .min = 10, .ideal = 10, .drop = 1, .sort = SORT_BIRTH,
		.text = people_birth_text, .compare = by_birth},
	{N_("Cell"), .min = 12, .ideal = 22, .grow = true, .sort = SORT_CELL, .find = true,
		.text = people_cell_text, .brief = people_cell_code},
	{N_("Stage"), .min = 16, .ideal = 22, .sort = SORT_STAGE, .text = people_stage_text,
		.compare = by_stage},
	{N_("Since"), .min = 10, .ideal = 10, .drop = 2, .text = people_since_text}, {0}};

static const struct action actions[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("Open the person's page."), ACTION_ROW}, {0}};

/* Who has been removed since the figure was counted is left out. */
static int load(void *ctx, struct list *list, struct err *err)
{
	const struct people *p = ctx;
	const struct people_query all = {.set = PEOPLE_ALL};
	int r = db_read_begin(p->list.db, err);
	for (size_t i = 0; !r && i < p->n; i++) {
		struct people_row row = {0};
		struct err e = {0};
		r = people_at(p->list.db, &all, p->ids[i], &row.p, &e);
		if (r == ERR_NOT_FOUND) {
			r = 0;
			continue;
		}
		if (!r)
			r = people_row_name_cell(p->list.db, &row, &e);
		if (r) {
			if (err)
				*err = e;
			break;
		}
		r = list_add(list, &row, err);
	}
	db_read_end(p->list.db);
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
	free(p->ids);
	free(p);
}

static const struct list_ops ops = {
	.name = "people",
	.title_text = title_text,
	.source = {.row_size = sizeof(struct people_row), .load = load},
	.columns = columns,
	.actions = actions,
	.empty = N_("Nobody."),
	.act = act,
	.preview = people_preview,
	.done = done,
};

int people_open(
	struct app *app, const char *title, const struct person_id *ids, size_t n, struct err *err)
{
	const struct office *office = app_data(app);
	struct people *p = mem_alloc(sizeof *p);
	if (!p)
		return ERR_OOM(err);
	p->list = (struct people_list){.db = office->db, .app = app};
	p->n = n;
	p->title = mem_strdup(title);
	p->ids = mem_alloc((n ? n : 1) * sizeof *ids);
	if (!p->title || !p->ids) {
		done(p);
		return ERR_OOM(err);
	}
	if (n)
		memcpy(p->ids, ids, n * sizeof *ids);
	return list_open(app, &ops, p, err);
}
