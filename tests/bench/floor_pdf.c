/* floor_pdf FILE ROWS: the list's cells by Pango and Cairo alone, one layout reused, without a line or a head; prints
 * milliseconds and pages. */
#include "list_rows.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>

#define MM (72.0 / 25.4)

static const double widths[LIST_PDF_COLUMNS] = {19, 98, 48, 20, 52, 45, 51, 85};

static PangoLayout *new_layout(cairo_t *cr)
{
	PangoLayout *l = pango_cairo_create_layout(cr);
	cairo_font_options_t *options = cairo_font_options_create();
	pango_cairo_context_set_resolution(pango_layout_get_context(l), 72);
	pango_context_set_round_glyph_positions(pango_layout_get_context(l), FALSE);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(pango_layout_get_context(l), options);
	cairo_font_options_destroy(options);
	pango_layout_context_changed(l);
	PangoFontDescription *font = pango_font_description_from_string("Liberation Serif");
	pango_font_description_set_absolute_size(font, 10 * PANGO_SCALE);
	pango_layout_set_font_description(l, font);
	pango_font_description_free(font);
	return l;
}

static double put_row(cairo_t *cr, PangoLayout *l, size_t i, double y)
{
	const char *const *row = list_row(i);
	double x = 30 * MM, h = 0;
	for (int c = 0; c < LIST_PDF_COLUMNS; c++) {
		int height;
		pango_layout_set_width(l, (int)(widths[c] * PANGO_SCALE));
		pango_layout_set_text(l, row[c], -1);
		pango_layout_get_size(l, NULL, &height);
		cairo_move_to(cr, x, y);
		pango_cairo_show_layout(cr, l);
		x += widths[c] + 6;
		h = height / (double)PANGO_SCALE > h ? height / (double)PANGO_SCALE : h;
	}
	return h;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	size_t rows = strtoul(argv[2], NULL, 10);
	list_row(0);
	list_ms();
	cairo_surface_t *surface = cairo_pdf_surface_create(argv[1], 210 * MM, 297 * MM);
	cairo_t *cr = cairo_create(surface);
	PangoLayout *l = new_layout(cr);
	double y = 20 * MM;
	int pages = 1;
	for (size_t i = 0; i < rows; i++) {
		if (y > 277 * MM - 12) {
			cairo_show_page(cr);
			pages++;
			y = 20 * MM;
		}
		y += put_row(cr, l, i, y) + 2;
	}
	g_object_unref(l);
	cairo_destroy(cr);
	cairo_surface_finish(surface);
	if (cairo_surface_status(surface))
		return 1;
	cairo_surface_destroy(surface);
	printf("%.3f %d\n", list_ms(), pages);
	return 0;
}
