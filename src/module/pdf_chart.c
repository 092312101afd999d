/* Upright bars, the target as a line across its bar. */
#include "module/pdf_page.h"

#include <stdio.h>

enum { HEIGHT = 130, AROUND = 70 };

double pdf_chart_height(const struct doc_chart *c)
{
	return c->bar_count ? HEIGHT + AROUND : 0;
}

static void legend(struct pdf *p, const struct doc_chart *c)
{
	double x = p->left + 20;
	pdf_grey(p, x, p->y + 3, 10, 7);
	pdf_text(p, c->value_name ? c->value_name : "", 10, 0, x + 14, p->y, 150, PANGO_ALIGN_LEFT);
	if (c->target_name) {
		pdf_line(p, x + 160, p->y + 6, x + 172, p->y + 6, 1.6);
		pdf_text(p, c->target_name, 10, 0, x + 176, p->y, 150, PANGO_ALIGN_LEFT);
	}
	p->y += 20;
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
	pdf_need(p, pdf_chart_height(c) + tail);
	p->y += pdf_text(p, c->title ? c->title : "", 12, PDF_BOLD, p->left, p->y, p->width,
			PANGO_ALIGN_CENTER) +
		14;
	double base = p->y + HEIGHT, step = p->width / (double)c->bar_count;
	double w = step * 0.5 < 60 ? step * 0.5 : 60;
	for (size_t i = 0; i < c->bar_count; i++) {
		const struct doc_bar *b = &c->bars[i];
		double x = p->left + step * ((double)i + 0.5) - w / 2;
		double h = (double)HEIGHT * (double)b->value / (double)most;
		char n[24];
		pdf_grey(p, x, base - h, w, h);
		snprintf(n, sizeof n, "%ld", b->value);
		pdf_text(p, n, 10, 0, x - 10, base - h - 13, w + 20, PANGO_ALIGN_CENTER);
		if (b->target >= 0) {
			double t = base - (double)HEIGHT * (double)b->target / (double)most;
			pdf_line(p, x - 5, t, x + w + 5, t, 1.6);
		}
		pdf_text(p, b->label, 10, 0, x - 20, base + 2, w + 40, PANGO_ALIGN_CENTER);
	}
	pdf_line(p, p->left, base, p->left + p->width, base, 0.6);
	p->y = base + 20;
	p->is_blank = false;
	legend(p, c);
}
