/* The inside of a page: page.c builds it, page_view.c and list_view.c show it. */
#ifndef TN_UI_PAGE_MODEL_H
#define TN_UI_PAGE_MODEL_H

#include "base/vec.h"
#include "ui/page.h"

enum span_kind { SPAN_TEXT, SPAN_BAR, SPAN_RULE };

struct span {
	int line, x, cells;
	enum span_kind kind;
	enum style style;
	int align;
	long value, max; /* bar */
	size_t text;	 /* offset in texts */
	struct door door;
};

struct page {
	int width;
	int line, x;   /* where the next span goes; line -1: nothing yet */
	int head;      /* lines that stay */
	bool from_top; /* another thing than before: shown from its beginning */
	bool boxed;
	VEC(struct span) spans; /* by line, then x */
	VEC(size_t) first;	/* of each line: its first span */
	struct strbuf texts;
	bool failed;
};

void page_begin(struct page *p, int width);
void page_done(struct page *p);
static inline int page_lines(const struct page *p)
{
	return p->line + 1;
}
static inline const char *page_span_text(const struct page *p, const struct span *s)
{
	return strbuf_str(&p->texts) + s->text;
}
/* Draws line `line` at y, x; the span `chosen` as the cursor. */
void page_draw_line(const struct page *p, int line, int y, int x, int w, const struct span *chosen);

#endif
