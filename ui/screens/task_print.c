#include "ui/screens/task_print.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/screens.h"

/* What the list was when it was printed: the paper is read anew as data change. */
struct printing {
	struct db *db;
	struct task_query query;
	char *words, *only;
};

static void done(void *ctx)
{
	struct printing *p = ctx;
	free(p->words);
	free(p->only);
	free(p);
}

struct taking {
	const struct printing *p;
	int (*take)(void *ctx, const struct task_row *row);
	void *ctx;
	struct err *err;
};

static int take_one(void *ctx, const struct task_row *row)
{
	struct taking *t = ctx;
	bool has = true;
	int r = *t->p->words ? task_list_has_words(t->p->db, row, t->p->words, &has, t->err) : 0;
	return r || !has ? r : t->take(t->ctx, row);
}

static int rows(void *ctx, int (*take)(void *take_ctx, const struct task_row *row), void *take_ctx,
	struct err *err)
{
	const struct printing *p = ctx;
	struct taking t = {p, take, take_ctx, err};
	return tasks_each(p->db, &p->query, take_one, &t, err);
}

/* What a list was opened for stands in its title. */
static char *narrowed_to(const struct task_list *l)
{
	const struct task_view whole = {0};
	struct strbuf b = {0}, parts = {0};
	if (l->title)
		strbuf_add(&b, l->title);
	task_list_parts(l, l->title ? &l->base : &whole, &parts);
	if (parts.len)
		strbuf_addf(&b, "%s%s", b.len ? " · " : "", strbuf_str(&parts));
	if (*l->words) {
		strbuf_add(&b, b.len ? " · " : "");
		strbuf_addf(&b, _("filter: %s"), l->words);
	}
	char *text = b.len ? mem_printf(_("Only: %s"), strbuf_str(&b)) : NULL;
	strbuf_done(&parts);
	strbuf_done(&b);
	return text;
}

/* The paper's days: from today to the end of the list, or to its last row where that lies later. */
static int last_day(const struct task_list *l, struct date *ret, struct err *err)
{
	struct task_row row;
	size_t n = 0;
	struct date to = date_max(l->now.query.today, l->now.query.to);
	int r = tasks_read(l->db, &l->now.query, NULL, -1, 1, &row, &n, err);
	if (!r)
		*ret = n ? date_max(to, row.due) : to;
	return r;
}

int task_list_print(struct app *app, const struct task_list *l, struct err *err)
{
	struct report_request q = {.kind = REPORT_DUE, .from = l->now.query.today, .rows = rows};
	int r = last_day(l, &q.to, err);
	if (r)
		return r;
	struct printing *p = mem_alloc(sizeof *p);
	if (!p)
		return ERR_OOM(err);
	*p = (struct printing){.db = l->db,
		.query = l->now.query,
		.words = mem_strdup(l->words),
		.only = narrowed_to(l)};
	if (!p->words) {
		done(p);
		return ERR_OOM(err);
	}
	q.rows_ctx = p;
	q.only = p->only;
	return report_open_rows(app, &q, done, err);
}
