/* The document from its letterhead to the signature. */
#include "module/docx_part.h"

enum { MARGIN_TOP = DOCX_MM(20), MARGIN_LEFT = DOCX_MM(30), MARGIN_RIGHT = DOCX_MM(15) };

int docx_room(bool landscape)
{
	return (landscape ? DOCX_A4_LONG : DOCX_A4_SHORT) - MARGIN_LEFT - MARGIN_RIGHT;
}

/* ---- pages ----------------------------------------------------------------------------------------- */

static void put_reference(struct docx *x, const char *element, const char *type, const char *id)
{
	part_open(x, element);
	part_attr(x, "w:type", type);
	part_attr(x, "r:id", id);
	part_close(x);
}

/* The section that ends here. Head and foot are the first one's, whose first page has no number. */
static void put_section(struct docx *x)
{
	part_open(x, "w:sectPr");
	if (!x->has_section) {
		put_reference(x, "w:headerReference", "default", DOCX_HEADER);
		put_reference(x, "w:footerReference", "default", DOCX_FOOTER);
		put_reference(x, "w:footerReference", "first", DOCX_FOOTER);
	}
	part_open(x, "w:pgSz");
	part_attr_int(x, "w:w", x->is_landscape ? DOCX_A4_LONG : DOCX_A4_SHORT);
	part_attr_int(x, "w:h", x->is_landscape ? DOCX_A4_SHORT : DOCX_A4_LONG);
	if (x->is_landscape)
		part_attr(x, "w:orient", "landscape");
	part_close(x);
	part_open(x, "w:pgMar");
	part_attr_int(x, "w:top", MARGIN_TOP);
	part_attr_int(x, "w:right", MARGIN_RIGHT);
	part_attr_int(x, "w:bottom", MARGIN_TOP);
	part_attr_int(x, "w:left", MARGIN_LEFT);
	part_attr_int(x, "w:header", DOCX_MM(9));
	part_attr_int(x, "w:footer", DOCX_MM(9));
	part_attr(x, "w:gutter", "0");
	part_close(x);
	if (!x->has_section)
		part_value(x, "w:titlePg", NULL);
	part_close(x);
	x->has_section = true;
}

void docx_turn(struct docx *x, bool landscape)
{
	if (x->is_landscape == landscape)
		return;
	part_open(x, "w:p");
	part_open(x, "w:pPr");
	part_value(x, "w:pStyle", STYLE_GAP);
	put_section(x);
	part_close(x);
	part_close(x);
	x->is_landscape = landscape;
}

/* ---- head and foot of the paper -------------------------------------------------------------------- */

static void line(struct docx *x, const char *text, int flags)
{
	if (text)
		part_paragraph(x, STYLE_LETTERHEAD, -1, text, flags);
}

static void letterhead(struct docx *x)
{
	const struct doc_letterhead *h = &x->d->head;
	int half = docx_room(x->is_landscape) / 2, widths[] = {half, half};
	if (x->d->form)
		part_paragraph(x, STYLE_NOTE, DOC_RIGHT, x->d->form, 0);
	if (!h->body && !h->motto)
		return;
	docx_plain_begin(x, widths, 2);
	docx_plain_cell(x, half);
	line(x, h->superior, 0);
	line(x, h->body, RUN_BOLD);
	line(x, "*", 0);
	line(x, h->number, 0);
	part_close(x);
	docx_plain_cell(x, half);
	part_paragraph(x, STYLE_LETTERHEAD, -1, h->motto, RUN_BOLD | RUN_UNDERLINE);
	line(x, "", 0);
	line(x, h->place_date, RUN_ITALIC);
	part_close(x);
	part_close(x); /* row */
	part_close(x); /* table */
}

static void title(struct docx *x)
{
	const struct doc *d = x->d;
	if (d->kind)
		part_paragraph(x, STYLE_KIND, -1, d->kind, 0);
	if (d->title)
		part_paragraph(x, STYLE_TITLE, -1, d->title, 0);
	if (d->subtitle)
		part_paragraph(x, STYLE_SUBTITLE, -1, d->subtitle, 0);
	part_paragraph(x, STYLE_SUBTITLE, -1, "-----", 0);
}

static bool has_signature(const struct docx *x)
{
	return x->d->head.on_behalf || x->d->head.copy_count;
}

static void signature(struct docx *x)
{
	enum { ROOM_TO_SIGN = 4 };
	const struct doc_letterhead *h = &x->d->head;
	int half = docx_room(x->is_landscape) / 2, widths[] = {half, half};
	if (!has_signature(x))
		return;
	part_paragraph(x, STYLE_GAP, -1, NULL, PARA_KEEP);
	docx_plain_begin(x, widths, 2);
	docx_plain_cell(x, half);
	for (size_t i = 0; i < h->copy_count; i++)
		part_paragraph(x, STYLE_CELL, -1, h->copies[i], i ? 0 : RUN_UNDERLINE);
	if (!h->copy_count)
		line(x, "", 0);
	part_close(x);
	docx_plain_cell(x, half);
	part_paragraph(x, STYLE_LETTERHEAD, -1, h->on_behalf, RUN_BOLD);
	line(x, h->office_held, 0);
	for (int i = 0; i < ROOM_TO_SIGN; i++)
		line(x, "", 0);
	line(x, h->signer, RUN_BOLD);
	part_close(x);
	part_close(x); /* row */
	part_close(x); /* table */
}

/* ---- blocks ---------------------------------------------------------------------------------------- */

static void block(struct docx *x, const struct doc_block *b)
{
	static const char *const headings[] = {"Heading1", "Heading2", "Heading3"};
	int level = b->level < 1   ? 1
		    : b->level > 3 ? 3
				   : b->level,
	    keep = x->keep_end ? PARA_KEEP : 0;
	switch (b->kind) {
	case DOC_HEADING:
		part_paragraph(x, headings[level - 1], -1, b->text, 0);
		break;
	case DOC_CENTRED:
		part_paragraph(x, STYLE_SUBTITLE, -1, b->text, RUN_BOLD);
		break;
	case DOC_PARAGRAPH:
		part_paragraph(x, STYLE_BODY, -1, b->text, keep);
		break;
	case DOC_NOTE:
		part_paragraph(x, STYLE_NOTE, -1, b->text, keep);
		break;
	case DOC_TABLE:
		docx_table(x, &b->table);
		break;
	case DOC_CHART:
		docx_chart(x, &b->chart);
		break;
	case DOC_PAGE:
		part_paragraph(x, STYLE_GAP, -1, NULL, PARA_PAGE);
		break;
	}
}

/* The letterhead is not left alone on a page that stands where the first table needs one that lies. */
static bool begins_wide(struct docx *x)
{
	for (size_t i = 0; i < x->d->block_count; i++) {
		const struct doc_block *b = &x->d->blocks[i];
		if (b->kind == DOC_CHART && b->chart.bar_count)
			return false;
		if (b->kind == DOC_TABLE && b->table.column_count)
			return docx_table_turns(x, &b->table);
	}
	return false;
}

void docx_body(struct docx *x)
{
	part_open(x, "w:document");
	part_attr(x, "xmlns:w", DOCX_W);
	part_attr(x, "xmlns:r", DOCX_R);
	part_open(x, "w:body");
	x->is_landscape = x->d->is_wide || begins_wide(x);
	letterhead(x);
	title(x);
	for (size_t i = 0; i < x->d->block_count && !x->failed; i++) {
		x->keep_end = i + 1 == x->d->block_count && has_signature(x);
		block(x, &x->d->blocks[i]);
	}
	signature(x);
	/* a table is never the last thing of a document */
	part_paragraph(x, STYLE_GAP, -1, NULL, 0);
	put_section(x);
	part_close(x);
	part_close(x);
}
