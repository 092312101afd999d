/* Upright bars, the target as a line across its bar. */
#include "module/pdf_page.h"

#include <stdio.h>

enum {
	HEIGHT = 130,
	FIGURE = 13,
	LETTERS = 10,
	TITLE = 12,
	BELOW_TITLE = 20,
	LEGEND = 20,
	GAP = 4
};

/* Each bar with its words has as much of the width as any: none stands in another's. */
static double step_of(const struct doc_chart *c)
{
	return pdf_width(false) / (double)c->bar_count;
}

static double label_height(struct pdf *p, const struct doc_chart *c, double step)
{
	double most = 0;
	for (size_t i = 0; i < c->bar_count; i++) {
		const char *label = c->bars[i].label;
		double h = pdf_height(p, label ? label : "", LETTERS, 0, step);
		most = h > most ? h : most;
	}
	return most;
}

double pdf_chart_height(struct pdf *p, const struct doc_chart *c)
{
	const char *title = c->title ? c->title : "";
	if (!c->bar_count)
		return 0;
	/* on a page that lies there is only more room */
	return pdf_height(p, title, TITLE, PDF_BOLD, pdf_width(false)) + BELOW_TITLE + HEIGHT +
	       label_height(p, c, step_of(c)) + 2 * GAP + LEGEND;
}

static void legend(struct pdf *p, const struct doc_chart *c)
{
	double x = p->left + 20;
	pdf_grey(p, x, p->y + 3, 10, 7);
	pdf_text(p, c->value_name ? c->value_name : "", 10, 0, x + 14, p->y, 140, PANGO_ALIGN_LEFT);
	if (c->target_name) {
		pdf_line(p, x + 160, p->y + 6, x + 172, p->y + 6, 1.6);
		pdf_text(p, c->target_name, 10, 0, x + 176, p->y, 140, PANGO_ALIGN_LEFT);
	}
	p->y += 20;
}

static void bar(
	struct pdf *p, const struct doc_bar *b, double x, double step, double base, long most)
{
	double w = step * 0.5 < 60 ? step * 0.5 : 60, unit = (double)HEIGHT / (double)most;
	double top = base - unit * (double)b->value, target = base - unit * (double)b->target;
	double left = x + (step - w) / 2;
	char n[24];
	pdf_grey(p, left, top, w, base - top);
	if (b->target >= 0) {
		pdf_line(p, left - 5, target, left + w + 5, target, 1.6);
		/* the figure stands above a line that would go through it */
		if (target < top && target > top - FIGURE - 3)
			top = target - 2;
	}
	snprintf(n, sizeof n, "%ld", b->value);
	pdf_text(p, n, LETTERS, 0, x, top - FIGURE, step, PANGO_ALIGN_CENTER);
	pdf_text(p, b->label ? b->label : "", LETTERS, 0, x, base + GAP / 2.0, step,
		PANGO_ALIGN_CENTER);
}

void pdf_chart(struct pdf *p, const struct doc_chart *c, double tail)
{
	long most = 1;
	if (!c->bar_count)
		return;
	for (size_t i = 0; i < c->bar_count; i++) {
		most = c->bars[i].value > most ? c->bars[i].value : most;
		most = c->bars[i].target > most ? c->bars[i].target : most;
	}
	pdf_turn(p, p->is_wide);
	pdf_need(p, pdf_chart_height(p, c) + tail);
	p->y += pdf_text(p, c->title ? c->title : "", TITLE, PDF_BOLD, p->left, p->y, p->width,
			PANGO_ALIGN_CENTER) +
		BELOW_TITLE;
	double base = p->y + HEIGHT, step = p->width / (double)c->bar_count;
	for (size_t i = 0; i < c->bar_count; i++)
		bar(p, &c->bars[i], p->left + step * (double)i, step, base, most);
	pdf_line(p, p->left, base, p->left + p->width, base, 0.6);
	p->y = base + 2 * GAP + label_height(p, c, step);
	p->is_blank = false;
	legend(p, c);
}
