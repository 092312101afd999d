/* A document as an A4 paper of the office. */
#include "module/pdf.h"

#include "module/pdf_page.h"

struct sink {
	int (*put)(void *ctx, const unsigned char *data, unsigned n);
	void *ctx;
};

static cairo_status_t to_sink(void *ctx, const unsigned char *data, unsigned n)
{
	struct sink *s = ctx;
	return s->put(s->ctx, data, n) == 0 ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Two blocks side by side; returns the height of the taller one. */
static double two(struct pdf *p, const char *left, int left_style, const char *right,
	int right_style, double size)
{
	double half = p->width * 0.45, gap = p->width * 0.10, a = 0, b = 0;
	if (left)
		a = pdf_text(p, left, size, left_style, p->left, p->y, half, PANGO_ALIGN_CENTER);
	if (right)
		b = pdf_text(p, right, size, right_style, p->left + half + gap, p->y, half,
			PANGO_ALIGN_CENTER);
	return a > b ? a : b;
}

static void letterhead(struct pdf *p)
{
	const struct doc_letterhead *h = &p->d->head;
	double right = p->left + p->width * 0.775;
	if (!h->body && !h->motto)
		return;
	p->y += two(p, h->superior, 0, h->motto, PDF_BOLD, 12);
	if (!h->superior)
		p->y += 0;
	pdf_line(p, right - 75, p->y + 1, right + 75, p->y + 1, 0.6);
	p->y += 2;
	p->y += two(p, h->body, PDF_BOLD, NULL, 0, 12);
	p->y += two(p, "*", 0, NULL, 0, 12);
	p->y += two(p, h->number, 0, h->place_date, PDF_ITALIC, 12) + 14;
}

static void title(struct pdf *p)
{
	const struct doc *d = p->d;
	if (d->kind)
		p->y += pdf_text(
			p, d->kind, 15, PDF_BOLD, p->left, p->y, p->width, PANGO_ALIGN_CENTER);
	if (d->title)
		p->y += pdf_text(
			p, d->title, 14, PDF_BOLD, p->left, p->y, p->width, PANGO_ALIGN_CENTER);
	if (d->subtitle)
		p->y += pdf_text(
			p, d->subtitle, 13, 0, p->left, p->y, p->width, PANGO_ALIGN_CENTER);
	p->y += pdf_text(p, "-----", 13, 0, p->left, p->y, p->width, PANGO_ALIGN_CENTER) + 6;
	p->is_blank = false;
}

static void paragraph(struct pdf *p, const char *text, double size, int style, double indent)
{
	pango_layout_set_indent(p->layout, (int)(indent * PANGO_SCALE));
	double h = pdf_set(p->layout, text, size, style | PDF_JUSTIFY, p->width, PANGO_ALIGN_LEFT);
	pdf_need(p, h);
	/* a new page has used the layout for its marks */
	pango_layout_set_indent(p->layout, (int)(indent * PANGO_SCALE));
	p->y += pdf_text(p, text, size, style | PDF_JUSTIFY, p->left, p->y, p->width,
			PANGO_ALIGN_LEFT) +
		5;
	pango_layout_set_indent(p->layout, 0);
	p->is_blank = false;
}

static void heading(struct pdf *p, const char *text)
{
	/* never alone at the foot of a page: some lines of what follows go with it */
	pdf_need(p, 90);
	p->y += 4;
	p->y += pdf_text(p, text, 13, PDF_BOLD, p->left, p->y, p->width, PANGO_ALIGN_LEFT) + 4;
	p->is_blank = false;
}

static void block(struct pdf *p, const struct doc_block *b)
{
	const char *text = b->text ? b->text : "";
	switch (b->kind) {
	case DOC_HEADING:
		heading(p, text);
		break;
	case DOC_PARAGRAPH:
		paragraph(p, text, 13, 0, 10 * MM);
		break;
	case DOC_NOTE:
		paragraph(p, text, 10, PDF_ITALIC, 0);
		break;
	case DOC_TABLE:
		pdf_table(p, &b->table);
		break;
	case DOC_CHART:
		pdf_chart(p, &b->chart);
		break;
	}
}

static void signature(struct pdf *p)
{
	const struct doc_letterhead *h = &p->d->head;
	if (!h->on_behalf && !h->copy_count)
		return;
	pdf_need(p, 130);
	p->y += 10;
	double y = p->y;
	for (size_t i = 0; i < h->copy_count; i++)
		y += pdf_text(p, h->copies[i], 11, i ? 0 : PDF_ITALIC, p->left, y, p->width * 0.45,
			PANGO_ALIGN_LEFT);
	p->y += two(p, NULL, 0, h->on_behalf, PDF_BOLD, 13);
	p->y += two(p, NULL, 0, h->office_held, 0, 13) + 60;
	two(p, NULL, 0, h->signer, PDF_BOLD, 13);
}

static int write_pdf(const struct doc *d,
	int (*put)(void *ctx, const unsigned char *data, unsigned n), void *ctx, struct err *err)
{
	struct sink sink = {put, ctx};
	struct pdf p;
	int r = pdf_begin(&p, d, to_sink, &sink, err);
	if (r)
		return r;
	pdf_new_page(&p, d->is_wide);
	letterhead(&p);
	title(&p);
	for (size_t i = 0; i < d->block_count; i++)
		block(&p, &d->blocks[i]);
	signature(&p);
	return pdf_end(&p, err);
}

__attribute__((visibility("default"))) extern const struct pdf_module pdf_module;
const struct pdf_module pdf_module = {.write = write_pdf};
