#include "module/pdf_page.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
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
	/* metrics of the page, not of a screen; letters stand where their widths put them */
	pango_context_set_round_glyph_positions(context, FALSE);
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

/* ---- text that may be printed ----------------------------------------------------------------------- */

/* ASCII, and the letters of Vietnamese in one piece each: U+00C0 to U+01BF, U+1E80 to U+1EFF. */
static bool is_plain(const char *s)
{
	for (; *s; s++) {
		unsigned char c = (unsigned char)*s;
		bool is_lead = c >= 0xC3 && c <= 0xC6;
		if (c >= ' ' && c < 0x7F)
			continue;
		if (c == 0xE1 && ((unsigned char)s[1] == 0xBA || (unsigned char)s[1] == 0xBB)) {
			s++;
			is_lead = true;
		}
		if (!is_lead || ((unsigned char)s[1] & 0xC0) != 0x80)
			return false;
		s++;
	}
	return true;
}

/* Nothing in it is a command, and its letters are composed. Itself, or kept in p->clean until the next call. */
static const char *clean(struct pdf *p, const char *text)
{
	if (!text || is_plain(text))
		return text ? text : "";
	strbuf_clear(&p->clean);
	p->text->safe(&p->clean, text, strlen(text), true, false);
	char *nfc = g_utf8_normalize(strbuf_str(&p->clean), -1, G_NORMALIZE_NFC);
	if (nfc) {
		strbuf_clear(&p->clean);
		strbuf_add(&p->clean, nfc);
	}
	g_free(nfc);
	p->failed |= p->clean.failed;
	return strbuf_str(&p->clean);
}

static void set_metadata(struct pdf *p, cairo_pdf_metadata_t what, const char *text)
{
	cairo_pdf_surface_set_metadata(p->surface, what, clean(p, text));
}

/* ---- the file --------------------------------------------------------------------------------------- */

/* Traced, it is the same surface with nothing written: what is measured there is what is printed. */
int pdf_begin(struct pdf *p, struct err *err)
{
	const struct doc *d = p->d;
	p->surface = cairo_pdf_surface_create_for_stream(
		p->trace ? NULL : pdf_sink_write, p->sink, a4_short, a4_long);
	if (cairo_surface_status(p->surface) != CAIRO_STATUS_SUCCESS)
		return ERR_OOM(err);
	/* later versions pack the catalog away, where no language can be put in */
	cairo_pdf_surface_restrict_to_version(p->surface, CAIRO_PDF_VERSION_1_4);
	if (d->title)
		set_metadata(p, CAIRO_PDF_METADATA_TITLE, d->title);
	if (d->head.body)
		set_metadata(p, CAIRO_PDF_METADATA_AUTHOR, d->head.body);
	cairo_pdf_surface_set_metadata(p->surface, CAIRO_PDF_METADATA_CREATOR, "taonguon");
	p->cr = cairo_create(p->surface);
	p->left = 30 * MM;
	p->layout = new_layout(p);
	for (int i = 0; i < PDF_COLUMNS; i++)
		p->cell[i] = new_layout(p);
	return 0;
}

int pdf_end(struct pdf *p, struct err *err)
{
	pdf_lines_show(p);
	VEC_DONE(&p->lines);
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
	strbuf_done(&p->clean);
	free(p->grid);
	if (!status && p->sink)
		status = pdf_sink_end(p->sink);
	if (status == CAIRO_STATUS_NO_MEMORY || p->failed)
		return ERR_OOM(err);
	return status == CAIRO_STATUS_SUCCESS
		       ? 0
		       : ERR(err, ERR_IO, "file", "%s", cairo_status_to_string(status));
}

/* ---- pages ------------------------------------------------------------------------------------------ */

double pdf_width(bool landscape)
{
	return (landscape ? a4_long : a4_short) - 45 * MM;
}

/* In the margins: the page's number above from the second on, below who printed it. */
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
	pdf_lines_show(p);
	if (p->page)
		cairo_show_page(p->cr);
	cairo_pdf_surface_set_size(p->surface, w, h);
	p->page++;
	p->width = pdf_width(landscape);
	p->top = 20 * MM;
	p->bottom = h - 20 * MM;
	p->y = p->top;
	p->is_landscape = landscape;
	if (p->trace && !p->is_stopped)
		p->is_stopped = p->trace->page(p->trace->ctx, w, h) != 0;
	page_marks(p);
	p->is_blank = true;
}

void pdf_turn(struct pdf *p, bool landscape)
{
	if (p->is_landscape != landscape)
		pdf_new_page(p, landscape);
}

void pdf_need(struct pdf *p, double height)
{
	if (p->y + height > p->bottom && !p->is_blank)
		pdf_new_page(p, p->is_landscape);
}

/* ---- text ------------------------------------------------------------------------------------------- */

/* A word that is too long breaks without a hyphen: it may be a number. */
static void set_attributes(PangoLayout *l, bool is_underlined)
{
	static PangoAttrList *plain, *underlined;
	PangoAttrList **list = is_underlined ? &underlined : &plain;
	if (!*list) {
		*list = pango_attr_list_new();
		pango_attr_list_insert(*list, pango_attr_insert_hyphens_new(FALSE));
		if (is_underlined)
			pango_attr_list_insert(
				*list, pango_attr_underline_new(PANGO_UNDERLINE_SINGLE));
	}
	if (pango_layout_get_attributes(l) != *list)
		pango_layout_set_attributes(l, *list);
}

double pdf_set(struct pdf *p, PangoLayout *l, const char *text, double size, int style,
	double width, PangoAlignment align)
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
	set_attributes(l, style & PDF_UNDERLINE);
	pango_layout_set_width(l, width > 0 ? (int)(width * PANGO_SCALE) : -1);
	pango_layout_set_alignment(l, align);
	pango_layout_set_justify(l, style & PDF_JUSTIFY);
	pango_layout_set_text(l, clean(p, text), -1);
	pango_layout_get_size(l, NULL, &height);
	return (double)height / PANGO_SCALE;
}

static enum doc_align align_of(PangoLayout *l)
{
	PangoAlignment a = pango_layout_get_alignment(l);
	return a == PANGO_ALIGN_CENTER ? DOC_CENTRE : a == PANGO_ALIGN_RIGHT ? DOC_RIGHT : DOC_LEFT;
}

/* One line without the blank that it broke at. Where it is not as wide as it may be, a first line stands in. */
static int tell_line(struct pdf *p, PangoLayout *l, PangoLayoutIter *at, double x, double y)
{
	PangoLayoutLine *line = pango_layout_iter_get_line_readonly(at);
	const PangoFontDescription *font = pango_layout_get_font_description(l);
	const char *text = pango_layout_get_text(l) + line->start_index;
	size_t n = (size_t)line->length;
	PangoRectangle r;
	while (n && (text[n - 1] == ' ' || text[n - 1] == '\n'))
		n--;
	if (!n)
		return 0;
	pango_layout_iter_get_line_extents(at, NULL, &r);
	bool is_bold = pango_font_description_get_weight(font) >= PANGO_WEIGHT_BOLD,
	     is_italic = pango_font_description_get_style(font) == PANGO_STYLE_ITALIC;
	double width = pango_layout_get_width(l) > 0 ? pango_layout_get_width(l) : r.width;
	double indent = align_of(l) == DOC_LEFT ? (double)r.x / PANGO_SCALE : 0;
	return p->trace->text(p->trace->ctx, x + indent,
		y + (double)pango_layout_iter_get_baseline(at) / PANGO_SCALE,
		width / PANGO_SCALE - indent, align_of(l),
		(is_bold ? TRACE_BOLD : 0) | (is_italic ? TRACE_ITALIC : 0), text, n);
}

static void show_line(struct pdf *p, PangoLayout *l, PangoLayoutIter *at, double x, double y)
{
	PangoRectangle r;
	if (p->trace) {
		if (!p->is_stopped)
			p->is_stopped = tell_line(p, l, at, x, y) != 0;
		return;
	}
	pango_layout_iter_get_line_extents(at, NULL, &r);
	cairo_move_to(p->cr, x + (double)r.x / PANGO_SCALE,
		y + (double)pango_layout_iter_get_baseline(at) / PANGO_SCALE);
	pango_cairo_show_layout_line(p->cr, pango_layout_iter_get_line_readonly(at));
}

int pdf_show_lines(struct pdf *p, PangoLayout *l, int first, double x, double y, double room,
	double *ret_height)
{
	PangoLayoutIter *at = pango_layout_get_iter(l);
	int n = 0, top, bottom, begin = 0;
	double height = 0;
	do {
		pango_layout_iter_get_line_yrange(at, &top, &bottom);
		if (n == first)
			begin = top;
		double end = (double)(bottom - begin) / PANGO_SCALE;
		if (n > first && end > room)
			break;
		if (n >= first) {
			show_line(p, l, at, x, y - (double)begin / PANGO_SCALE);
			height = end;
		}
		n++;
	} while (pango_layout_iter_next_line(at));
	pango_layout_iter_free(at);
	*ret_height = height;
	return n;
}

void pdf_show(struct pdf *p, PangoLayout *l, double x, double y)
{
	double height;
	if (p->trace) {
		pdf_show_lines(p, l, 0, x, y, a4_long, &height);
		return;
	}
	cairo_move_to(p->cr, x, y);
	pango_cairo_show_layout(p->cr, l);
}

double pdf_text(struct pdf *p, const char *text, double size, int style, double x, double y,
	double width, PangoAlignment align)
{
	double h = pdf_set(p, p->layout, text, size, style, width, align);
	pdf_show(p, p->layout, x, y);
	return h;
}

double pdf_height(struct pdf *p, const char *text, double size, int style, double width)
{
	return pdf_set(p, p->layout, text, size, style, width, PANGO_ALIGN_LEFT);
}

/* ---- what is not text -------------------------------------------------------------------------------- */

void pdf_grey(struct pdf *p, double x, double y, double width, double height)
{
	if (p->trace) {
		if (!p->is_stopped)
			p->is_stopped = p->trace->area(p->trace->ctx, x, y, width, height) != 0;
		return;
	}
	cairo_set_source_rgb(p->cr, 0.55, 0.55, 0.55);
	cairo_rectangle(p->cr, x, y, width, height);
	cairo_fill(p->cr);
	cairo_set_source_rgb(p->cr, 0, 0, 0);
}
