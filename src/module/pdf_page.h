/* One PDF in the making: the page, the place on it, and text in the office's font. Private to the module. */
#ifndef TN_MODULE_PDF_PAGE_H
#define TN_MODULE_PDF_PAGE_H

#include "base/vec.h"
#include "module/pdf.h"

#include <pango/pangocairo.h>

#define MM (72.0 / 25.4)

enum { PDF_COLUMNS = 64 };

struct pdf_piece {
	double x1, y1, x2, y2;
};

struct pdf {
	const struct doc *d;
	const struct pdf_text *text;
	const struct doc_trace *trace; /* NULL: drawn */
	cairo_surface_t *surface;
	cairo_t *cr;
	struct pdf_sink *sink;
	struct pdf_grid *grid; /* of the last table that was laid out */
	struct strbuf clean;
	PangoLayout *layout;		/* for whatever stands by itself */
	PangoLayout *cell[PDF_COLUMNS]; /* one a column, so that a row is shaped once */
	double left, width, top, bottom, y;
	VEC(struct pdf_piece) lines; /* of the page, not drawn yet */
	double thick;		     /* all of them */
	int page;
	bool is_wide; /* the document's pages lie; tables that need it have such a page anyhow */
	bool is_landscape; /* the page at this place lies */
	bool is_blank;	   /* nothing on the page yet */
	bool is_stopped;   /* whoever is traced to has enough */
	bool failed;	   /* memory ran out */
	int r;		   /* what reading the rows failed with, told in *err; ERR_STOPPED */
	struct err *err;
};

/* Nothing went wrong so far, and more is wanted. */
static inline bool pdf_goes_on(const struct pdf *p)
{
	return !p->is_stopped && !p->failed && !p->r;
}

enum { PDF_BOLD = TRACE_BOLD, PDF_ITALIC = TRACE_ITALIC, PDF_JUSTIFY = 4, PDF_UNDERLINE = 8 };

/* Where the file goes, with the document's language put in on the way (pdf_sink.c). */
struct pdf_sink *pdf_sink_new(
	const char *lang, int (*put)(void *ctx, const unsigned char *data, unsigned n), void *ctx);
cairo_status_t pdf_sink_write(void *sink, const unsigned char *data, unsigned n);
/* What was held back. */
cairo_status_t pdf_sink_end(struct pdf_sink *s);
void pdf_sink_free(struct pdf_sink *s);

/* `p` has d, text and trace or sink. */
int pdf_begin(struct pdf *p, struct err *err);
int pdf_end(struct pdf *p, struct err *err);
/* Between the margins. */
double pdf_width(bool landscape);
/* A page of that orientation; the first one too. */
void pdf_new_page(struct pdf *p, bool landscape);
/* The same, where this page is not of that orientation. */
void pdf_turn(struct pdf *p, bool landscape);
/* Room for `height` points, else a new page. */
void pdf_need(struct pdf *p, double height);

/* Sets text (cleaned: nothing in it is a command, its letters are composed), font and width (0: as wide as it is) of a
 * layout; returns its height. */
double pdf_set(struct pdf *p, PangoLayout *l, const char *text, double size, int style,
	double width, PangoAlignment align);
/* Draws the layout with its upper left at x, y. */
void pdf_show(struct pdf *p, PangoLayout *l, double x, double y);
/* The same of the lines from `first` on that fit into `room` points; returns the next line, and in *ret_height what
 * they took. At least one. */
int pdf_show_lines(struct pdf *p, PangoLayout *l, int first, double x, double y, double room,
	double *ret_height);
/* The same in one: draws at x and returns the height. */
double pdf_text(struct pdf *p, const char *text, double size, int style, double x, double y,
	double width, PangoAlignment align);
/* Without drawing. */
double pdf_height(struct pdf *p, const char *text, double size, int style, double width);
void pdf_line(struct pdf *p, double x1, double y1, double x2, double y2, double thick);
/* Draws them: at the end of a page. */
void pdf_lines_show(struct pdf *p);
void pdf_grey(struct pdf *p, double x, double y, double width, double height);

enum { PDF_BELOW_TABLE = 8 };
/* `tail`: points that must stay on the page of the table's last rows, for what is never alone on a page. */
void pdf_table(struct pdf *p, const struct doc_table *t, double tail);
/* What the beginning of a table takes: its head and the rows that stay with it. */
double pdf_table_lead(struct pdf *p, const struct doc_table *t, bool *ret_turns);
void pdf_chart(struct pdf *p, const struct doc_chart *c, double tail);
double pdf_chart_height(const struct doc_chart *c);

#endif
