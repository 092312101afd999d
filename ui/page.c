#include "ui/page_model.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "viet/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void page_done(struct page *p)
{
	VEC_DONE(&p->spans);
	VEC_DONE(&p->first);
	strbuf_done(&p->texts);
}

void page_begin(struct page *p, int width)
{
	p->spans.n = p->first.n = 0;
	strbuf_clear(&p->texts);
	p->width = width;
	p->line = -1;
	p->x = p->head = 0;
	p->boxed = p->failed = p->from_top = false;
}

int page_width(const struct page *p)
{
	return p->boxed ? p->width - 4 : p->width;
}

static int left(const struct page *p)
{
	return p->boxed ? 2 : 0;
}

static struct span *add(struct page *p, struct span s, const char *text)
{
	if (p->line < 0)
		page_line(p);
	s.line = p->line;
	s.x = p->x;
	s.text = p->texts.len;
	strbuf_add(&p->texts, text);
	/* the NUL that ends it is kept as a byte of the buffer */
	strbuf_addn(&p->texts, "", 1);
	int end = left(p) + page_width(p);
	if (s.x + s.cells > end)
		s.cells = end > s.x ? end - s.x : 0;
	p->x += s.cells;
	if (!VEC_PUSH(&p->spans, s)) {
		p->failed = true;
		return NULL;
	}
	return &p->spans.v[p->spans.n - 1];
}

static void edge(struct page *p, int x)
{
	int was = p->x;
	p->boxed = false;
	p->x = x;
	add(p, (struct span){.cells = 1, .style = STYLE_BORDER}, "│");
	p->boxed = true;
	p->x = was;
}

static void new_line(struct page *p)
{
	p->line++;
	p->x = left(p);
	if (!VEC_PUSH(&p->first, p->spans.n))
		p->failed = true;
}

void page_line(struct page *p)
{
	new_line(p);
	if (p->boxed) {
		edge(p, 0);
		edge(p, p->width - 1);
	}
}

void page_cell(struct page *p, enum style style, int cells, int align, const char *s)
{
	if (cells == 0)
		cells = text_cells(s);
	add(p, (struct span){.cells = cells, .style = style, .align = align}, s);
}

void page_text(struct page *p, enum style style, const char *s)
{
	page_cell(p, style, 0, -1, s);
}

void page_textf(struct page *p, enum style style, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	char *s = NULL;
	if (vasprintf(&s, fmt, ap) >= 0)
		page_text(p, style, s);
	else
		p->failed = true;
	va_end(ap);
	free(s);
}

void page_door(struct page *p, struct door door, int cells, int align, const char *s)
{
	if (cells == 0)
		cells = text_cells(s);
	add(p, (struct span){.cells = cells, .style = STYLE_DOOR, .align = align, .door = door}, s);
}

void page_line_door(struct page *p, struct door door)
{
	add(p,
		(struct span){.cells = 2,
			.style = STYLE_NORMAL,
			.align = -1,
			.door = door,
			.max = -1 /* the whole line */},
		"");
}

void page_to(struct page *p, int x)
{
	p->x = left(p) + (x < 0 ? page_width(p) + x : x);
	if (p->x < left(p))
		p->x = left(p);
}

void page_bar(struct page *p, int cells, long value, long max)
{
	add(p, (struct span){.kind = SPAN_BAR, .cells = cells, .value = value, .max = max}, "");
}

void page_rule(struct page *p)
{
	page_line(p);
	add(p, (struct span){.kind = SPAN_RULE, .cells = page_width(p)}, "");
}

/* The longest beginning of s that fits and ends at a blank; at least one character. */
static size_t break_at(const char *s, int cells)
{
	int used;
	size_t fit = text_fit(s, cells, &used);
	if (!s[fit])
		return fit;
	size_t at = fit;
	while (at > 0 && s[at] != ' ')
		at--;
	if (at > 0)
		return at;
	return fit ? fit : strlen(s);
}

void page_wrap(struct page *p, enum style style, int indent, const char *s)
{
	bool first = true;
	if (p->line < 0)
		page_line(p);
	while (*s || first) {
		size_t para = strcspn(s, "\n");
		CLEANUP_FREE char *one = mem_strndup(s, para);
		char *at = one;
		while (at && (*at || first)) {
			if (!first) {
				page_line(p);
				page_to(p, indent);
			}
			first = false;
			size_t n = break_at(at, left(p) + page_width(p) - p->x);
			CLEANUP_FREE char *piece = mem_strndup(at, n);
			page_text(p, style, piece ? piece : "");
			at += n + strspn(at + n, " ");
		}
		s += para + (s[para] == '\n');
		if (!one)
			return;
	}
}

void page_box(struct page *p, const char *title)
{
	struct strbuf b = {0};
	strbuf_add(&b, "┌");
	int used = 1;
	if (title && *title) {
		strbuf_addf(&b, " %s ", title);
		used = text_cells(strbuf_str(&b));
	}
	for (; used < p->width - 1; used++)
		strbuf_add(&b, "─");
	strbuf_add(&b, "┐");
	page_line(p);
	page_cell(p, STYLE_BORDER, p->width, -1, strbuf_str(&b));
	strbuf_done(&b);
	p->boxed = true;
}

void page_box_end(struct page *p)
{
	struct strbuf b = {0};
	p->boxed = false;
	strbuf_add(&b, "└");
	for (int i = 1; i < p->width - 1; i++)
		strbuf_add(&b, "─");
	strbuf_add(&b, "┘");
	page_line(p);
	page_cell(p, STYLE_BORDER, p->width, -1, strbuf_str(&b));
	strbuf_done(&b);
}

void page_head_end(struct page *p)
{
	p->head = page_lines(p);
}

void page_from_top(struct page *p)
{
	p->from_top = true;
}

enum { MENU_WIDE = 72, MENU_MAX = 32 };

/* Which stand in the menu. The first screen is home itself: where the menu stands. */
static int menu(const struct screen *s, int ret[MENU_MAX])
{
	int n = 0;
	for (int i = 1; s[i].open && n < MENU_MAX; i++)
		if (!s[i].off_menu)
			ret[n++] = i;
	return n;
}

void page_screens(struct page *p, const struct screen *screens, int kind)
{
	int shown[MENU_MAX], n = menu(screens, shown);
	int columns = page_width(p) < MENU_WIDE ? 2 : 3;
	int column = page_width(p) / columns, rows = (n + columns - 1) / columns;
	for (int row = 0; row < rows; row++) {
		page_line(p);
		for (int k = 0; row + k * rows < n; k++) {
			int i = shown[row + k * rows];
			char text[160];
			snprintf(text, sizeof text, " %s %s ",
				screens[i].key ? screens[i].key : " ", _(screens[i].name));
			page_to(p, k * column);
			page_door(p, (struct door){kind, i, 0}, 0, -1, text);
		}
	}
}

void page_draw_line(const struct page *p, int line, int y, int x, int w, const struct span *chosen)
{
	size_t i = p->first.v[line],
	       end = line + 1 < page_lines(p) ? p->first.v[line + 1] : p->spans.n;
	bool whole = chosen && chosen->line == line && chosen->max == -1;
	if (whole)
		draw_text(y, x, w, STYLE_CURSOR, -1, "");
	for (; i < end; i++) {
		const struct span *s = &p->spans.v[i];
		int cells = s->x + s->cells > w ? w - s->x : s->cells;
		enum style style = s == chosen || (whole && s->style != STYLE_BORDER) ? STYLE_CURSOR
										      : s->style;
		if (s->kind == SPAN_BAR)
			draw_bar(y, x + s->x, cells, s->value, s->max);
		else if (s->kind == SPAN_RULE)
			draw_rule(y, x + s->x, cells);
		else if (s->max == -1)
			draw_text(y, x + s->x, cells, style, -1, s == chosen ? "▸" : "");
		else
			draw_text(y, x + s->x, cells, style, s->align, page_span_text(p, s));
	}
}
