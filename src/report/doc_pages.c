#include "report/doc_pages.h"

#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Pages that are kept, page n at n % KEPT; those before the one that is asked for come first. */
enum { KEPT = 32, BEFORE = 8 };

struct doc_pages {
	const struct doc *d;
	struct doc_sheet kept[KEPT];
	size_t first, end; /* of those that are kept */
	size_t count;	   /* of all; 0: not known */
	/* of a layout that is going on */
	size_t from;  /* the first page that is wanted */
	size_t begun; /* pages */
	bool to_end;
	bool failed;
};

int doc_pages_new(const struct doc *d, struct doc_pages **ret, struct err *err)
{
	struct doc_pages *p = mem_alloc(sizeof *p);
	if (!p)
		return ERR_OOM(err);
	p->d = d;
	*ret = p;
	return 0;
}

void doc_pages_free(struct doc_pages *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < KEPT; i++) {
		VEC_DONE(&p->kept[i].marks);
		strbuf_done(&p->kept[i].texts);
	}
	free(p);
}

size_t doc_pages_count(const struct doc_pages *p)
{
	return p->count;
}

/* ---- recording ------------------------------------------------------------------------------------- */

static struct doc_sheet *sheet(struct doc_pages *p, size_t n)
{
	return &p->kept[n % KEPT];
}

static bool is_wanted(const struct doc_pages *p)
{
	return p->begun && p->begun > p->from;
}

static int on_page(void *ctx, double width, double height)
{
	struct doc_pages *p = ctx;
	size_t n = p->begun;
	if (p->failed || (!p->to_end && n == p->from + KEPT))
		return 1;
	p->begun++;
	if (n < p->from)
		return 0;
	struct doc_sheet *s = sheet(p, n);
	s->width = width;
	s->height = height;
	s->marks.n = 0;
	strbuf_clear(&s->texts);
	p->end = n + 1;
	p->first = p->end > p->from + KEPT ? p->end - KEPT : p->from;
	return 0;
}

static int add(struct doc_pages *p, struct doc_mark m)
{
	if (!is_wanted(p))
		return 0;
	p->failed |= !VEC_PUSH(&sheet(p, p->begun - 1)->marks, m);
	return p->failed;
}

static int on_text(void *ctx, double x, double y, double width, enum doc_align align, int style,
	const char *text, size_t n)
{
	struct doc_pages *p = ctx;
	if (!is_wanted(p))
		return 0;
	struct doc_sheet *s = sheet(p, p->begun - 1);
	size_t at = s->texts.len;
	strbuf_addn(&s->texts, text, n);
	strbuf_addn(&s->texts, "", 1);
	p->failed |= s->texts.failed;
	return add(p, (struct doc_mark){.kind = MARK_TEXT,
			      .x = (float)x,
			      .y = (float)y,
			      .width = (float)width,
			      .align = (unsigned char)align,
			      .style = (unsigned char)style,
			      .text = (unsigned)at});
}

static int on_line(void *ctx, double x1, double y1, double x2, double y2)
{
	return add(ctx, (struct doc_mark){.kind = MARK_LINE,
				.x = (float)x1,
				.y = (float)y1,
				.width = (float)(x2 - x1),
				.height = (float)(y2 - y1)});
}

static int on_area(void *ctx, double x, double y, double width, double height)
{
	return add(ctx, (struct doc_mark){.kind = MARK_AREA,
				.x = (float)x,
				.y = (float)y,
				.width = (float)width,
				.height = (float)height});
}

/* From page `from` on as many as are kept; to the end, the last ones. */
static int lay_out(struct doc_pages *p, size_t from, bool to_end, struct err *err)
{
	const struct doc_trace trace = {on_page, on_text, on_line, on_area, p};
	struct err e = {0};
	p->from = from;
	p->to_end = to_end;
	p->begun = p->first = p->end = 0;
	int r = doc_trace(p->d, &trace, &e);
	if (p->failed) {
		p->first = p->end = 0;
		p->failed = false;
		return ERR_OOM(err);
	}
	/* stopped because enough is kept, not by the user */
	if (r == ERR_STOPPED && !to_end && p->begun == from + KEPT)
		return 0;
	if (r) {
		p->first = p->end = 0;
		if (err)
			*err = e;
		return r;
	}
	p->count = p->begun;
	return 0;
}

int doc_pages_at(
	struct doc_pages *p, size_t n, const struct doc_sheet **ret, size_t *ret_n, struct err *err)
{
	bool is_last = n == DOC_PAGES_LAST;
	int r = 0;
	if (is_last && p->count)
		n = p->count - 1;
	if (p->count && n >= p->count)
		return ERR(err, ERR_NOT_FOUND, "page", NULL);
	if (n < p->first || n >= p->end)
		r = lay_out(p, is_last || n < BEFORE ? 0 : n - BEFORE, n == DOC_PAGES_LAST, err);
	if (!r && n == DOC_PAGES_LAST)
		n = p->count - 1;
	if (!r && n >= p->end)
		r = ERR(err, ERR_NOT_FOUND, "page", NULL);
	if (!r) {
		*ret = sheet(p, n);
		*ret_n = n;
	}
	return r;
}
