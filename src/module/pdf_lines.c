/* The lines of a page, drawn together when it is full: those of a table are hundreds of pieces of a few, and each
 * piece drawn by itself costs as much as its text. */
#include "module/pdf_page.h"

#include "base/vec.h"

/* Pieces of one line come within a row of the table. */
enum { LOOK_BACK = PDF_COLUMNS + 8 };

static bool joins(const struct pdf_piece *last, double x1, double y1, double x2, double y2)
{
	bool is_upright = x1 == x2 && last->x1 == last->x2;
	return is_upright && last->x1 == x1 && last->y2 == y1 && y2 >= y1;
}

void pdf_line(struct pdf *p, double x1, double y1, double x2, double y2, double thick)
{
	if (p->trace) {
		if (!p->is_stopped)
			p->is_stopped = p->trace->line(p->trace->ctx, x1, y1, x2, y2) != 0;
		return;
	}
	if (thick != p->thick)
		pdf_lines_show(p);
	p->thick = thick;
	for (size_t i = p->lines.n; i > 0 && p->lines.n - i < LOOK_BACK; i--)
		if (joins(&p->lines.v[i - 1], x1, y1, x2, y2)) {
			p->lines.v[i - 1].y2 = y2;
			return;
		}
	const struct pdf_piece piece = {x1, y1, x2, y2};
	p->failed |= !VEC_PUSH(&p->lines, piece);
}

void pdf_lines_show(struct pdf *p)
{
	if (!p->lines.n)
		return;
	cairo_set_line_width(p->cr, p->thick);
	VEC_EACH (l, &p->lines) {
		cairo_move_to(p->cr, l->x1, l->y1);
		cairo_line_to(p->cr, l->x2, l->y2);
	}
	cairo_stroke(p->cr);
	p->lines.n = 0;
}
