/* To admit on a day: the last day of each step, backwards. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/page.h"
#include "ui/screens/dossier.h"
#include "ui/screens/outlook_view.h"

#include <stdlib.h>

struct plan_page {
	struct db *db;
	struct person_id person;
	struct date goal;
};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct plan_page *c = ctx;
	char goal[DATE_TEXT];
	struct person p;
	if (person_load(c->db, c->person, &p, NULL))
		return;
	strbuf_addf(ret, _("To admit %s on %s"), p.full_name, date_to_user(c->goal, goal));
	person_done(&p);
}

static void add_line(struct page *p, const struct dossier_view *v, const struct plan_line *l)
{
	struct strbuf b = {0};
	char by[DATE_TEXT];
	page_line(p);
	page_text(p, l->is_too_late ? STYLE_WARN : STYLE_NORMAL, l->is_too_late ? "! " : "  ");
	page_cell(p, STYLE_NORMAL, 36, -1,
		l->kind == NEED_MENTOR ? _("A mentor is assigned") : _(need_label(l->kind)));
	page_textf(p, l->is_too_late ? STYLE_WARN : STYLE_STRONG, _(" by %s"),
		date_to_user(l->by, by));
	if (l->is_too_late)
		page_text(p, STYLE_WARN, _(" · too late"));
	cite_add(&b, rule_cite(v->set, (enum rule_param)l->param));
	if (b.len) {
		page_line(p);
		page_text(p, STYLE_DIM, "      ");
		page_wrap(p, STYLE_DIM, 6, strbuf_str(&b));
	}
	strbuf_clear(&b);
	deadline_add(&b, &l->how);
	if (b.len) {
		page_line(p);
		page_text(p, STYLE_DIM, "      ");
		page_wrap(p, STYLE_DIM, 6, strbuf_str(&b));
	}
	strbuf_done(&b);
}

/* The latest day first. */
static int compare(const void *a, const void *b)
{
	const struct plan_line *x = a, *y = b;
	return date_cmp(y->by, x->by);
}

static int build(void *ctx, struct page *p, struct err *err)
{
	struct plan_page *c = ctx;
	struct plan_line lines[PLAN_MAX];
	const struct rulebook *book;
	struct dossier_view v;
	int r = dossier_view_load(c->db, c->person, &v, err);
	if (r)
		return r;
	r = rulebook_of(c->db, &book, err);
	if (!r) {
		size_t n = dossier_plan(
			&v.facts, v.set, &book->calendar, c->goal, clock_today(), lines);
		qsort(lines, n, sizeof *lines, compare);
		outlook_line(p, &v, &book->calendar, NULL);
		outlook_set(p, &v);
		page_line(p);
		for (size_t i = 0; i < n; i++)
			add_line(p, &v, &lines[i]);
		if (!n) {
			page_line(p);
			page_text(p, STYLE_NORMAL, _("There is nothing to plan."));
		}
	}
	dossier_view_done(&v);
	return r;
}

static const struct page_ops ops = {
	.name = "plan", .title_text = title_text, .build = build, .done = free};

int plan_open(struct app *app, struct person_id person, struct err *err)
{
	const struct office *office = app_data(app);
	CLEANUP_FREE char *text = NULL;
	struct date goal;
	int r = ask_line(app, _("Plan backwards"), _("To be admitted on"), "", &text, err);
	if (r)
		return r;
	if (!date_from_user(text, false, &goal) || !date_is_full(goal))
		return ERR(err, ERR_INVALID, "on_date", "%s", text);
	struct plan_page *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	*c = (struct plan_page){.db = office->db, .person = person, .goal = goal};
	return page_open(app, &ops, c, err);
}
