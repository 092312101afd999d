/* A document as an A4 paper of the office. */
#include "module/pdf.h"

#include "module/pdf_grid.h"
#include "module/pdf_page.h"

/* Points of letters: the text, tables' notes, letterhead and signature. */
enum { BODY = 14, NOTE = 10, HEAD = 13, COPIES = 12 };
/* Of the text: a line is 18 points high (domain.md 4: 18 to 20), which Times takes 16.1 of. */
static const double line_gap = 1.9, after_paragraph = 5, around_heading = 4, room_to_sign = 60;

/* ---- head of the paper ------------------------------------------------------------------------------ */

/* Left and right block: where they stand, as parts of the width. */
static const struct {
	double at, width;
} left = {0, 0.46}, right = {0.48, 0.52};

/* The narrowest room that takes no more lines: names over several lines are of one length, no word is left over. */
static double balanced(struct pdf *p, const char *text, double size, int style, double width)
{
	enum { STEPS = 6 };
	pdf_height(p, text, size, style, width);
	int lines = pango_layout_get_line_count(p->layout);
	double least = width / 2;
	for (int i = 0; lines > 1 && i < STEPS; i++) {
		double half = (least + width) / 2;
		pdf_height(p, text, size, style, half);
		if (pango_layout_get_line_count(p->layout) > lines)
			least = half;
		else
			width = half;
	}
	return width;
}

/* In the middle of the room. */
static double put_middle(
	struct pdf *p, const char *text, double size, int style, double x, double y, double width)
{
	double room = balanced(p, text, size, style, width);
	return pdf_text(p, text, size, style, x + (width - room) / 2, y, room, PANGO_ALIGN_CENTER);
}

static double put_left(struct pdf *p, const char *text, int style, double y)
{
	return text ? put_middle(p, text, HEAD, style, p->left + left.at * p->width, y,
			      left.width * p->width)
		    : 0;
}

static double put_right(struct pdf *p, const char *text, double size, int style, double y)
{
	return text ? pdf_text(p, text, size, style, p->left + right.at * p->width, y,
			      right.width * p->width, PANGO_ALIGN_CENTER)
		    : 0;
}

/* As wide as the widest of its lines. */
static double put_motto(struct pdf *p, const char *text, double y)
{
	enum { SIZE = 14, BELOW = 1 };
	double h = put_right(p, text, SIZE, PDF_BOLD, y), middle = right.at + right.width / 2;
	int width;
	if (!text)
		return 0;
	pdf_set(p, p->layout, text, SIZE, PDF_BOLD, right.width * p->width, PANGO_ALIGN_CENTER);
	PangoRectangle r;
	pango_layout_get_extents(p->layout, NULL, &r);
	width = r.width / PANGO_SCALE;
	middle = p->left + middle * p->width;
	pdf_line(p, middle - width / 2.0, y + h + BELOW, middle + width / 2.0, y + h + BELOW, 0.6);
	return h + 2 * BELOW;
}

/* The names of the bodies may take several lines: the motto stands beside the first of them, number and day below
 * the last. */
static void letterhead(struct pdf *p)
{
	const struct doc_letterhead *h = &p->d->head;
	double y = p->y;
	if (p->d->form)
		y = p->y += pdf_text(p, p->d->form, NOTE, PDF_ITALIC, p->left, p->y, p->width,
			PANGO_ALIGN_RIGHT);
	if (!h->body && !h->motto)
		return;
	y += put_left(p, h->superior, 0, y);
	y += put_left(p, h->body, PDF_BOLD, y);
	y += put_left(p, "*", 0, y);
	double motto = p->y + put_motto(p, h->motto, p->y) + 4;
	y = y > motto ? y : motto;
	double a = put_left(p, h->number, 0, y),
	       b = put_right(p, h->place_date, HEAD, PDF_ITALIC, y);
	p->y = y + (a > b ? a : b) + 14;
}

static void middle(struct pdf *p, const char *text, double size, int style)
{
	if (text)
		p->y += put_middle(p, text, size, style, p->left, p->y, p->width);
}

static void title(struct pdf *p)
{
	middle(p, p->d->kind, 15, PDF_BOLD);
	middle(p, p->d->title, 14, PDF_BOLD);
	middle(p, p->d->subtitle, BODY, 0);
	middle(p, "-----", BODY, 0);
	p->y += 6;
	p->is_blank = false;
}

/* ---- paragraphs ------------------------------------------------------------------------------------- */

struct look {
	double size, indent, gap;
	int style;
};
static const struct look body = {BODY, 10 * MM, line_gap, PDF_JUSTIFY},
			 note = {NOTE, 0, 0, PDF_ITALIC | PDF_JUSTIFY};

/* In the first column's layout: the marks of a new page leave it alone. Returns the height of a line. */
static double set_paragraph(struct pdf *p, const struct look *k, const char *text)
{
	PangoLayout *l = p->cell[0];
	pango_layout_set_indent(l, (int)(k->indent * PANGO_SCALE));
	pango_layout_set_spacing(l, (int)(k->gap * PANGO_SCALE));
	double h = pdf_set(p, l, text, k->size, k->style, p->width, PANGO_ALIGN_LEFT) + k->gap;
	return h / pango_layout_get_line_count(l);
}

static void set_nothing(struct pdf *p)
{
	pango_layout_set_indent(p->cell[0], 0);
	pango_layout_set_spacing(p->cell[0], 0);
}

/* How many of the `left` lines go on this page: two at least on either side of a break. */
static int lines_here(struct pdf *p, int left_over, double line, double tail)
{
	int room = (int)((p->bottom - p->y + 0.1) / line),
	    n = room < left_over - 2 ? room : left_over - 2;
	if (left_over * line + tail <= p->bottom - p->y + 0.1)
		return left_over;
	if (n >= 2)
		return n;
	/* nothing of it, unless the page is its own already */
	return !p->is_blank ? 0 : room < left_over ? room : left_over;
}

static void paragraph(struct pdf *p, const struct look *k, const char *text, double tail)
{
	double line = set_paragraph(p, k, text), height;
	int lines = pango_layout_get_line_count(p->cell[0]), at = 0;
	while (at < lines && pdf_goes_on(p)) {
		int n = lines_here(p, lines - at, line, tail);
		if (n > 0) {
			at = pdf_show_lines(
				p, p->cell[0], at, p->left, p->y, n * line + 0.1, &height);
			p->y += height + k->gap;
			p->is_blank = false;
		}
		if (at < lines)
			pdf_new_page(p, p->is_landscape);
	}
	p->y += after_paragraph;
	set_nothing(p);
}

/* The lines that a paragraph begins with. */
static double paragraph_lead(struct pdf *p, const struct look *k, const char *text)
{
	double line = set_paragraph(p, k, text);
	int lines = pango_layout_get_line_count(p->cell[0]);
	set_nothing(p);
	return line * (lines < 4 ? lines : 2);
}

static double paragraph_height(struct pdf *p, const struct look *k, const char *text)
{
	double line = set_paragraph(p, k, text);
	int lines = pango_layout_get_line_count(p->cell[0]);
	set_nothing(p);
	return line * lines + after_paragraph;
}

/* ---- signature -------------------------------------------------------------------------------------- */

static double copies_height(struct pdf *p)
{
	const struct doc_letterhead *h = &p->d->head;
	double sum = 0;
	for (size_t i = 0; i < h->copy_count; i++)
		sum += pdf_height(p, h->copies[i], COPIES, 0, left.width * p->width);
	return sum;
}

static double signer_height(struct pdf *p)
{
	const struct doc_letterhead *h = &p->d->head;
	const char *const lines[] = {h->on_behalf, h->office_held, h->signer};
	double sum = room_to_sign;
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		if (lines[i])
			sum += pdf_height(p, lines[i], BODY, PDF_BOLD, right.width * p->width);
	return sum;
}

enum { ABOVE_SIGNATURE = 10 };

static double signature_height(struct pdf *p)
{
	const struct doc_letterhead *h = &p->d->head;
	if (!h->on_behalf && !h->copy_count)
		return 0;
	double a = copies_height(p), b = signer_height(p);
	return ABOVE_SIGNATURE + (a > b ? a : b);
}

static void signature(struct pdf *p)
{
	const struct doc_letterhead *h = &p->d->head;
	double height = signature_height(p);
	if (!height)
		return;
	pdf_need(p, height);
	p->y += ABOVE_SIGNATURE;
	double y = p->y;
	for (size_t i = 0; i < h->copy_count; i++)
		y += pdf_text(p, h->copies[i], COPIES, i ? 0 : PDF_UNDERLINE, p->left, y,
			left.width * p->width, PANGO_ALIGN_LEFT);
	y = p->y;
	y += put_right(p, h->on_behalf, BODY, PDF_BOLD, y);
	y += put_right(p, h->office_held, BODY, 0, y) + room_to_sign;
	put_right(p, h->signer, BODY, PDF_BOLD, y);
}

/* ---- blocks ----------------------------------------------------------------------------------------- */

static const char *text_of(const struct doc_block *b)
{
	return b->text ? b->text : "";
}

/* Bold, bold italic, italic: as deep as the headings go. */
static int heading_style(const struct doc_block *b)
{
	return b->level <= 1 ? PDF_BOLD : b->level == 2 ? PDF_BOLD | PDF_ITALIC : PDF_ITALIC;
}

static double heading_height(struct pdf *p, const struct doc_block *b)
{
	return 2 * around_heading + pdf_height(p, text_of(b), BODY, heading_style(b), p->width);
}

/* What must stand on one page with whatever is above block i, for that not to be left alone; is it a table that
 * needs a page that lies? */
static double lead(struct pdf *p, size_t i, bool *ret_turns)
{
	const struct doc *d = p->d;
	double sum = 0, own;
	for (; i < d->block_count; i++) {
		const struct doc_block *b = &d->blocks[i];
		switch (b->kind) {
		case DOC_HEADING:
		case DOC_CENTRED:
			sum += heading_height(p, b);
			break;
		case DOC_PARAGRAPH:
			return sum + paragraph_lead(p, &body, text_of(b));
		case DOC_NOTE:
			return sum + paragraph_lead(p, &note, text_of(b));
		case DOC_TABLE:
		case DOC_CHART:
			own = b->kind == DOC_TABLE ? pdf_table_lead(p, &b->table, ret_turns)
						   : pdf_chart_height(p, &b->chart);
			/* without columns or bars it is nothing: what follows counts */
			if (own > 0)
				return sum + own;
			break;
		case DOC_PAGE:
			return sum;
		}
	}
	return sum + signature_height(p);
}

/* What is never alone on a page stands below the end of block i: its first note, and the signature. */
static double tail(struct pdf *p, size_t i)
{
	const struct doc *d = p->d;
	double sum = d->blocks[i].kind == DOC_TABLE ? PDF_BELOW_TABLE : 0;
	double most = (p->bottom - p->top) / 2;
	size_t next = i + 1;
	if (next < d->block_count && d->blocks[next].kind == DOC_NOTE)
		sum += paragraph_height(p, &note, text_of(&d->blocks[next++]));
	if (next == d->block_count)
		sum += signature_height(p) + after_paragraph;
	return sum < most ? sum : 0;
}

static void heading(struct pdf *p, size_t i)
{
	const struct doc_block *b = &p->d->blocks[i];
	bool turns = false;
	double room = lead(p, i, &turns);
	pdf_turn(p, p->is_wide || turns);
	/* sums may differ in their last digits from what will be asked for below */
	pdf_need(p, room + 1);
	p->y += p->is_blank ? 0 : around_heading;
	p->y += pdf_text(p, text_of(b), BODY, heading_style(b), p->left, p->y, p->width,
			b->kind == DOC_CENTRED ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT) +
		around_heading;
	p->is_blank = false;
}

static void block(struct pdf *p, size_t i)
{
	const struct doc_block *b = &p->d->blocks[i];
	switch (b->kind) {
	case DOC_HEADING:
	case DOC_CENTRED:
		heading(p, i);
		break;
	case DOC_PARAGRAPH:
		pdf_turn(p, p->is_wide);
		paragraph(p, &body, text_of(b), tail(p, i));
		break;
	case DOC_NOTE:
		/* it belongs to what is above: on a page that lies, too */
		paragraph(p, &note, text_of(b), tail(p, i));
		break;
	case DOC_TABLE:
		pdf_table(p, &b->table, tail(p, i));
		break;
	case DOC_CHART:
		pdf_chart(p, &b->chart, tail(p, i));
		break;
	case DOC_PAGE:
		if (!p->is_blank)
			pdf_new_page(p, p->is_wide);
		break;
	}
}

/* The letterhead is not left alone on a page that stands where the first table needs one that lies. */
static bool begins_wide(struct pdf *p)
{
	const struct doc *d = p->d;
	for (size_t i = 0; i < d->block_count; i++) {
		const struct doc_block *b = &d->blocks[i];
		if (b->kind == DOC_CHART && b->chart.bar_count)
			return false;
		const struct pdf_grid *g = b->kind == DOC_TABLE ? pdf_grid(p, &b->table) : NULL;
		if (g)
			return g->turns;
	}
	return false;
}

static int run(struct pdf *p, struct err *err)
{
	int r = pdf_begin(p, err);
	if (r)
		return r;
	p->err = err;
	p->is_wide = p->d->is_wide;
	p->is_wide = p->is_wide || begins_wide(p);
	pdf_new_page(p, p->is_wide);
	letterhead(p);
	title(p);
	for (size_t i = 0; i < p->d->block_count && pdf_goes_on(p); i++)
		block(p, i);
	if (pdf_goes_on(p))
		signature(p);
	r = pdf_end(p, err);
	return p->r ? p->r : r;
}

static int write_pdf(const struct doc *d, const struct pdf_text *text,
	int (*put)(void *ctx, const unsigned char *data, unsigned n), void *ctx, struct err *err)
{
	struct pdf p = {.d = d, .text = text, .sink = pdf_sink_new(d->lang, put, ctx)};
	if (!p.sink)
		return ERR_OOM(err);
	int r = run(&p, err);
	pdf_sink_free(p.sink);
	return r;
}

static int trace_pdf(const struct doc *d, const struct pdf_text *text, const struct doc_trace *to,
	struct err *err)
{
	struct pdf p = {.d = d, .text = text, .trace = to};
	int r = run(&p, err);
	return !r && p.is_stopped ? ERR(err, ERR_STOPPED, NULL, NULL) : r;
}

__attribute__((visibility("default"))) extern const struct pdf_module pdf_module;
const struct pdf_module pdf_module = {.write = write_pdf, .trace = trace_pdf};
