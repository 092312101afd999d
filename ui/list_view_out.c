#include "ui/list_view_model.h"

#include "base/i18n.h"

/* What the rows are narrowed down to, and by what they are sorted. */
static void add_about(struct list_view *l, struct strbuf *ret)
{
	const struct list_query *q = list_query(l->list);
	if (l->ops->chip)
		l->ops->chip(l->ctx, ret);
	if (*q->filter) {
		strbuf_add(ret, ret->len ? " · " : "");
		strbuf_addf(ret, _("filter: %s"), q->filter);
	}
	const struct column *c = l->ops->columns;
	while (c->text && (!q->sort || c->sort != q->sort))
		c++;
	if (!c->text || !*c->title)
		return;
	strbuf_add(ret, ret->len ? " · " : "");
	strbuf_addf(ret, q->descending ? _("by %s, descending") : _("by %s"), _(c->title));
}

int list_view_out(struct list_view *l, struct err *err)
{
	struct strbuf title = {0}, about = {0};
	view_title(&l->view, &title);
	add_about(l, &about);
	const struct list_out out = {.title = strbuf_str(&title),
		.words = l->ops->title ? _(l->ops->title) : NULL,
		.about = strbuf_str(&about),
		.columns = l->ops->columns,
		.ctx = l->ctx,
		.list = l->list};
	int r = title.failed || about.failed
			? ERR_OOM(err)
			: app_config(l->view.app)->list_out(l->view.app, &out, err);
	strbuf_done(&title);
	strbuf_done(&about);
	return r;
}
