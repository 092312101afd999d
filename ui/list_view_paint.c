#include "ui/list_view_model.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/page_model.h"
#include "viet/text.h"

#define PREVIEW_FROM 110 /* columns of the window */

static int ideal_width(const struct column *c)
{
	int sum = 2;
	for (; c->text; c++)
		sum += c->ideal + 1;
	return sum;
}

/* What of the width the list itself gets; the rest is the preview's. */
static int list_width(const struct list_view *l, int w)
{
	if (w < PREVIEW_FROM || !l->ops->preview)
		return w;
	int ideal = ideal_width(l->ops->columns), most = w * 3 / 5;
	int least = w / 2;
	if (l->ops->beside && l->ops->beside > most)
		most = l->ops->beside < w * 2 / 3 ? l->ops->beside : w * 2 / 3;
	return ideal > most ? most : ideal < least ? least : ideal;
}

static void paint_head(struct list_view *l, struct area a, const int *width)
{
	const struct list_query *q = list_query(l->list);
	struct strbuf b = {0};
	int x = a.x + 2;
	draw_text(a.y, a.x, a.w, STYLE_HEAD, -1, "");
	for (int i = 0; l->ops->columns[i].text; i++) {
		const struct column *c = &l->ops->columns[i];
		if (!width[i])
			continue;
		strbuf_clear(&b);
		strbuf_add(&b, *c->title ? _(c->title) : "");
		if (c->sort && c->sort == q->sort) {
			/* the arrow stays when the heading is cut */
			const char *arrow = q->descending ? "▼" : "▲";
			struct strbuf cut = {0};
			int n = text_cells(strbuf_str(&b));
			text_pad(&cut, strbuf_str(&b), n < width[i] - 1 ? n : width[i] - 1, -1,
				false);
			strbuf_add(&cut, arrow);
			strbuf_done(&b);
			b = cut;
		}
		draw_text(a.y, x, width[i], STYLE_HEAD, c->align ? c->align : -1, strbuf_str(&b));
		x += width[i] + 1;
	}
	strbuf_done(&b);
}

static void shorten(struct list_view *l, const struct column *c, const void *row, struct strbuf *b)
{
	struct strbuf brief = {0};
	c->brief(row, l->ctx, &brief);
	if (brief.len) {
		strbuf_clear(b);
		strbuf_add(b, strbuf_str(&brief));
	}
	strbuf_done(&brief);
}

static void paint_row(
	struct list_view *l, const void *row, int y, struct area a, const int *width, bool chosen)
{
	static struct strbuf b;
	bool marked = list_is_marked(l->list, ((const struct list_row *)row)->id);
	enum style plain = chosen ? STYLE_CURSOR : marked ? STYLE_MARK : STYLE_NORMAL;
	int x = a.x + 2;
	draw_text(y, a.x, chosen ? a.w : 2, plain, -1, chosen ? "▸" : " ");
	if (marked)
		draw_text(y, a.x + 1, 1, plain, -1, "*");
	for (int i = 0; l->ops->columns[i].text; i++) {
		const struct column *c = &l->ops->columns[i];
		if (!width[i])
			continue;
		enum style style = plain;
		if (plain == STYLE_NORMAL && c->style)
			style = c->style(row, l->ctx);
		strbuf_clear(&b);
		c->text(row, l->ctx, &b);
		if (c->brief && text_cells(strbuf_str(&b)) > width[i])
			shorten(l, c, row, &b);
		draw_text(y, x, width[i], style, c->align ? c->align : -1, strbuf_str(&b));
		x += width[i] + 1;
	}
}

bool list_view_preview(struct list_view *l, bool *ret_seen)
{
	int64_t id = list_chosen_id(l->list);
	if (l->preview_width <= 0 ||
		(l->preview && l->preview_id == id && page_width(l->preview) == l->preview_width))
		return false;
	if (!l->preview)
		l->preview = mem_alloc(sizeof *l->preview);
	if (!l->preview)
		return false;
	struct err err = {0};
	l->preview_id = id;
	page_begin(l->preview, l->preview_width);
	if (id && l->ops->preview(l->ctx, list_chosen(l->list), l->preview, &err) < 0)
		app_fail(l->view.app, &err);
	*ret_seen = true;
	return true;
}

/* A preview that is not of this row yet is not shown at all, rather than as another's. */
static void paint_preview(struct list_view *l, struct area a)
{
	for (int y = 0; y < a.h; y++)
		draw_text(a.y + y, a.x, 1, STYLE_BORDER, -1, "│");
	l->preview_width = a.w - 3;
	if (!l->preview || !l->preview_id || l->preview_id != list_chosen_id(l->list) ||
		page_width(l->preview) != l->preview_width)
		return;
	for (int i = 0; i < a.h && i < page_lines(l->preview); i++)
		page_draw_line(l->preview, i, a.y + i, a.x + 2, l->preview_width, NULL);
}

void list_view_paint(struct view *v, struct area a)
{
	struct list_view *l = (struct list_view *)v;
	struct err err = {0};
	int width[LIST_COLUMNS_MAX], foot = l->ops->foot ? 1 : 0;
	struct area side = a;
	a.w = list_width(l, a.w);
	side.x = a.x + a.w;
	side.w -= a.w;
	int rows = a.h - 1 - foot;
	if (list_set_height(l->list, rows > 0 ? (size_t)rows : 0, &err) < 0)
		app_fail(v->app, &err);
	list_layout(l->ops->columns, a.w - 3, width);
	paint_head(l, a, width);
	for (size_t i = 0; i < list_visible(l->list); i++)
		paint_row(l, list_visible_row(l->list, i), a.y + 1 + (int)i, a, width,
			i == list_chosen_index(l->list));
	if (!list_visible(l->list)) {
		const char *s = *list_query(l->list)->filter
					? N_("Nothing fits the filter; Esc shows all.")
				: l->ops->empty ? l->ops->empty
						: N_("There is nothing here yet.");
		draw_text(a.y + 2, a.x + 2, a.w - 4, STYLE_DIM, -1, _(s));
	}
	if (foot) {
		struct strbuf b = {0};
		l->ops->foot(l->ctx, &b);
		draw_text(a.y + a.h - 1, a.x + 2, a.w - 2, STYLE_STRONG, -1, strbuf_str(&b));
		strbuf_done(&b);
	}
	if (side.w > 3)
		paint_preview(l, side);
	else
		l->preview_width = 0;
}
