/* One PDF in the making: the page, the place on it, and text in the office's font. Private to the module. */
#ifndef TN_MODULE_PDF_PAGE_H
#define TN_MODULE_PDF_PAGE_H

#include "report/doc.h"

#include <pango/pangocairo.h>

#define MM (72.0 / 25.4)

enum { PDF_COLUMNS = 32 };

struct pdf {
	const struct doc *d;
	cairo_surface_t *surface;
	cairo_t *cr;
	PangoLayout *layout;		/* for whatever stands by itself */
	PangoLayout *cell[PDF_COLUMNS]; /* one a column, so that a row is shaped once */
	double left, width, top, bottom, y;
	int page;
	bool is_landscape, is_blank; /* nothing on the page yet */
};

enum { PDF_BOLD = 1, PDF_ITALIC = 2, PDF_JUSTIFY = 4 };

int pdf_begin(
	struct pdf *p, const struct doc *d, cairo_write_func_t sink, void *ctx, struct err *err);
int pdf_end(struct pdf *p, struct err *err);
/* A page of that orientation; the first one too. */
void pdf_new_page(struct pdf *p, bool landscape);
/* Room for `height` points, else a new page. */
void pdf_need(struct pdf *p, double height);

/* Sets text, font and width (0: as wide as it is) of a layout; returns its height. */
double pdf_set(PangoLayout *l, const char *text, double size, int style, double width,
	PangoAlignment align);
/* Draws the layout with its upper left at x, y. */
void pdf_show(struct pdf *p, PangoLayout *l, double x, double y);
/* The same in one: draws at x and returns the height. */
double pdf_text(struct pdf *p, const char *text, double size, int style, double x, double y,
	double width, PangoAlignment align);
void pdf_line(struct pdf *p, double x1, double y1, double x2, double y2, double thick);

void pdf_table(struct pdf *p, const struct doc_table *t);
void pdf_chart(struct pdf *p, const struct doc_chart *c);

#endif
