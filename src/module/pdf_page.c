#include "module/pdf_page.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <string.h>

/* Times metrics with all Vietnamese letters; what comes after the first only stands in. */
#define FONT "Liberation Serif, Tinos, FreeSerif, Times New Roman, serif"

static const double a4_short = 210 * MM, a4_long = 297 * MM;

static PangoLayout *new_layout(struct pdf *p)
{
	PangoLayout *l = pango_cairo_create_layout(p->cr);
	PangoContext *context = pango_layout_get_context(l);
	cairo_font_options_t *options = cairo_font_options_create();
	pango_cairo_context_set_resolution(context, 72);
	/* metrics of the page, not of a screen */
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(context, options);
	cairo_font_options_destroy(options);
	pango_context_set_language(
		context, pango_language_from_string(p->d->lang ? p->d->lang : "vi"));
	pango_layout_context_changed(l);
	pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
	return l;
}

int pdf_begin(
	struct pdf *p, const struct doc *d, cairo_write_func_t sink, void *ctx, struct err *err)
{
	*p = (struct pdf){.d = d};
	p->surface = cairo_pdf_surface_create_for_stream(sink, ctx, a4_short, a4_long);
	if (cairo_surface_status(p->surface) != CAIRO_STATUS_SUCCESS)
		return ERR_OOM(err);
	if (d->title)
		cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_TITLE, d->title);
	if (d->head.body)
		cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_AUTHOR, d->head.body);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "taonguon");
	p->cr = cairo_create(p->surface);
	p->layout = new_layout(p);
	for (int i = 0; i < PDF_COLUMNS; i++)
		p->cell[i] = new_layout(p);
	return 0;
}

int pdf_end(struct pdf *p, struct err *err)
{
	for (int i = 0; i < PDF_COLUMNS; i++)
		if (p->cell[i])
			g_object_unref(p->cell[i]);
	if (p->layout)
		g_object_unref(p->layout);
	if (p->cr)
		cairo_destroy(p->cr);
	cairo_surface_finish(p->surface);
	cairo_status_t status = cairo_surface_status(p->surface);
	cairo_surface_destroy(p->surface);
	if (status == CAIRO_STATUS_NO_MEMORY)
		return ERR_OOM(err);
	return status == CAIRO_STATUS_SUCCESS
		       ? 0
		       : ERR(err, ERR_IO, "file", "%s", cairo_status_to_string(status));
}

static void page_marks(struct pdf *p)
{
	char number[16];
	snprintf(number, sizeof number, "%d", p->page);
	if (p->page > 1)
		pdf_text(p, number, 13, 0, p->left, 9 * MM, p->width, PANGO_ALIGN_CENTER);
	if (p->d->printed_by)
		pdf_text(p, p->d->printed_by, 8, PDF_ITALIC, p->left, p->bottom + 6 * MM, p->width,
			PANGO_ALIGN_LEFT);
}

/* 20 mm above and below, 30 left, 15 right (domain: 36-HD/VPTW and what followed it). */
void pdf_new_page(struct pdf *p, bool landscape)
{
	double w = landscape ? a4_long : a4_short, h = landscape ? a4_short : a4_long;
	if (p->page)
		cairo_show_page(p->cr);
	cairo_pdf_surface_set_size(p->surface, w, h);
	p->page++;
	p->left = 30 * MM;
	p->width = w - 45 * MM;
	p->top = 20 * MM;
	p->bottom = h - 20 * MM;
	p->y = p->top;
	p->is_landscape = landscape;
	p->is_blank = true;
	page_marks(p);
}

void pdf_need(struct pdf *p, double height)
{
	if (p->y + height > p->bottom && !p->is_blank)
		pdf_new_page(p, p->is_landscape);
}

double pdf_set(PangoLayout *l, const char *text, double size, int style, double width,
	PangoAlignment align)
{
	static PangoFontDescription *font;
	int height;
	if (!font)
		font = pango_font_description_from_string(FONT);
	pango_font_description_set_absolute_size(font, size * PANGO_SCALE);
	pango_font_description_set_weight(
		font, style & PDF_BOLD ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
	pango_font_description_set_style(
		font, style & PDF_ITALIC ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
	pango_layout_set_font_description(l, font);
	pango_layout_set_width(l, width > 0 ? (int)(width * PANGO_SCALE) : -1);
	pango_layout_set_alignment(l, align);
	pango_layout_set_justify(l, style & PDF_JUSTIFY);
	pango_layout_set_text(l, text, -1);
	pango_layout_get_size(l, NULL, &height);
	return (double)height / PANGO_SCALE;
}

void pdf_show(struct pdf *p, PangoLayout *l, double x, double y)
{
	cairo_move_to(p->cr, x, y);
	pango_cairo_show_layout(p->cr, l);
}

double pdf_text(struct pdf *p, const char *text, double size, int style, double x, double y,
	double width, PangoAlignment align)
{
	double h = pdf_set(p->layout, text, size, style, width, align);
	pdf_show(p, p->layout, x, y);
	return h;
}

void pdf_line(struct pdf *p, double x1, double y1, double x2, double y2, double thick)
{
	cairo_set_line_width(p->cr, thick);
	cairo_move_to(p->cr, x1, y1);
	cairo_line_to(p->cr, x2, y2);
	cairo_stroke(p->cr);
}
