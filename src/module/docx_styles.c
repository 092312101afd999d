/* The parts beside the document: its styles, settings, head, foot and properties. */
#include "module/docx_part.h"

#include <string.h>
#include <time.h>

#define FONT "Times New Roman"

static const char *language(const struct docx *x)
{
	return x->d->lang && !strcmp(x->d->lang, "en") ? "en-US" : "vi-VN";
}

/* ---- styles ---------------------------------------------------------------------------------------- */

/* Names as word processors know them, so that a contents list and the navigator find the headings. */
struct style {
	const char *id, *name, *parent, *next;
	int points; /* 0: the parent's */
	bool bold, italic;
	const char *align; /* NULL: the parent's */
	int before, after; /* twentieths of a point */
	int indent;	   /* of the first line */
	int line;	   /* height of a line, in twentieths of a point; 0: the letters' */
	int outline;	   /* level of a heading, from 1; 0: none */
};

static const struct style styles[] = {
	{"Normal", "Normal"},
	{"Heading1", "heading 1", "Normal", STYLE_BODY, 14, .bold = true, .before = 120,
		.after = 80, .outline = 1},
	{"Heading2", "heading 2", "Normal", STYLE_BODY, 14, .bold = true, .italic = true,
		.before = 100, .after = 80, .outline = 2},
	{"Heading3", "heading 3", "Normal", STYLE_BODY, 14, .italic = true, .before = 80,
		.after = 60, .outline = 3},
	{STYLE_TITLE, "Title", "Normal", STYLE_SUBTITLE, 14, .bold = true, .align = "center"},
	{STYLE_SUBTITLE, "Subtitle", "Normal", STYLE_BODY, 14, .align = "center"},
	{STYLE_KIND, "Report Kind", "Normal", STYLE_TITLE, 15, .bold = true, .align = "center",
		.before = 240},
	{STYLE_BODY, "Body Text", "Normal", NULL, 14, .align = "both", .after = 100,
		.indent = DOCX_MM(10), .line = 360},
	{STYLE_NOTE, "Note", "Normal", NULL, 10, .italic = true, .align = "both", .after = 100},
	{STYLE_LETTERHEAD, "Letterhead", "Normal", NULL, 13, .align = "center"},
	{STYLE_CELL, "Table Text", "Normal", NULL, 11, .before = 20, .after = 20},
	{STYLE_HEAD, "Table Head", STYLE_CELL, NULL, 11, .bold = true, .align = "center",
		.before = 20, .after = 20},
	{STYLE_GAP, "Table Gap", "Normal", NULL, 6},
	{STYLE_PAGE, "header", "Normal", NULL, 13, .align = "center"},
	{STYLE_FOOT, "footer", "Normal", NULL, 8, .italic = true},
};

static void put_style(struct docx *x, const struct style *s)
{
	part_open(x, "w:style");
	part_attr(x, "w:type", "paragraph");
	if (!s->parent)
		part_attr(x, "w:default", "1");
	part_attr(x, "w:styleId", s->id);
	part_value(x, "w:name", s->name);
	if (s->parent)
		part_value(x, "w:basedOn", s->parent);
	if (s->next)
		part_value(x, "w:next", s->next);
	part_value(x, "w:qFormat", NULL);
	part_open(x, "w:pPr");
	if (s->outline)
		part_value(x, "w:keepNext", NULL);
	part_open(x, "w:spacing");
	part_attr_int(x, "w:before", s->before);
	part_attr_int(x, "w:after", s->after);
	if (s->line) {
		part_attr_int(x, "w:line", s->line);
		part_attr(x, "w:lineRule", "exact");
	}
	part_close(x);
	if (s->indent) {
		part_open(x, "w:ind");
		part_attr_int(x, "w:firstLine", s->indent);
		part_close(x);
	}
	if (s->align)
		part_value(x, "w:jc", s->align);
	if (s->outline)
		part_value_int(x, "w:outlineLvl", s->outline - 1);
	part_close(x);
	part_open(x, "w:rPr");
	if (s->bold)
		part_value(x, "w:b", NULL);
	if (s->italic)
		part_value(x, "w:i", NULL);
	if (s->points) {
		part_value_int(x, "w:sz", 2 * s->points);
		part_value_int(x, "w:szCs", 2 * s->points);
	}
	part_close(x);
	part_close(x);
}

static void put_margins(struct docx *x)
{
	static const char *const sides[] = {"w:top", "w:left", "w:bottom", "w:right"};
	part_open(x, "w:tblCellMar");
	for (int i = 0; i < 4; i++) {
		part_open(x, sides[i]);
		part_attr_int(x, "w:w", i % 2 ? 57 : 0);
		part_attr(x, "w:type", "dxa");
		part_close(x);
	}
	part_close(x);
}

static void put_borders(struct docx *x)
{
	static const char *const sides[] = {
		"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"};
	part_open(x, "w:tblBorders");
	for (int i = 0; i < 6; i++) {
		part_open(x, sides[i]);
		part_attr(x, "w:val", "single");
		part_attr(x, "w:sz", "4");
		part_attr(x, "w:space", "0");
		part_attr(x, "w:color", "auto");
		part_close(x);
	}
	part_close(x);
}

static void put_table_style(
	struct docx *x, const char *id, const char *name, const char *parent, bool borders)
{
	part_open(x, "w:style");
	part_attr(x, "w:type", "table");
	if (!parent)
		part_attr(x, "w:default", "1");
	part_attr(x, "w:styleId", id);
	part_value(x, "w:name", name);
	if (parent)
		part_value(x, "w:basedOn", parent);
	part_value(x, "w:qFormat", NULL);
	part_open(x, "w:tblPr");
	if (borders)
		put_borders(x);
	put_margins(x);
	part_close(x);
	part_close(x);
}

static void put_defaults(struct docx *x)
{
	part_open(x, "w:docDefaults");
	part_open(x, "w:rPrDefault");
	part_open(x, "w:rPr");
	part_open(x, "w:rFonts");
	part_attr(x, "w:ascii", FONT);
	part_attr(x, "w:eastAsia", FONT);
	part_attr(x, "w:hAnsi", FONT);
	part_attr(x, "w:cs", FONT);
	part_close(x);
	part_value(x, "w:sz", "26");
	part_value(x, "w:szCs", "26");
	part_open(x, "w:lang");
	part_attr(x, "w:val", language(x));
	part_attr(x, "w:eastAsia", language(x));
	part_close(x);
	part_close(x);
	part_close(x);
	part_open(x, "w:pPrDefault");
	part_close(x);
	part_close(x);
}

void docx_styles(struct docx *x)
{
	part_open(x, "w:styles");
	part_attr(x, "xmlns:w", DOCX_W);
	put_defaults(x);
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		put_style(x, &styles[i]);
	put_table_style(x, "TableNormal", "Normal Table", NULL, false);
	put_table_style(x, STYLE_PLAIN, "Plain Table", "TableNormal", false);
	put_table_style(x, STYLE_TABLE, "Report Table", "TableNormal", true);
	part_close(x);
}

/* ---- settings, head, foot -------------------------------------------------------------------------- */

void docx_settings(struct docx *x)
{
	bool comma = strcmp(language(x), "vi-VN") == 0;
	part_open(x, "w:settings");
	part_attr(x, "xmlns:w", DOCX_W);
	part_value(x, "w:defaultTabStop", "567");
	part_open(x, "w:compat");
	/* else the file opens as one of an old version */
	part_open(x, "w:compatSetting");
	part_attr(x, "w:name", "compatibilityMode");
	part_attr(x, "w:uri", "http://schemas.microsoft.com/office/word");
	part_attr(x, "w:val", "15");
	part_close(x);
	part_close(x);
	part_value(x, "w:themeFontLang", language(x));
	part_value(x, "w:decimalSymbol", comma ? "," : ".");
	part_value(x, "w:listSeparator", comma ? ";" : ",");
	part_close(x);
}

/* The page's number; the first page has none (domain: papers of the Party). */
void docx_header(struct docx *x)
{
	part_open(x, "w:hdr");
	part_attr(x, "xmlns:w", DOCX_W);
	part_open(x, "w:p");
	part_open(x, "w:pPr");
	part_value(x, "w:pStyle", STYLE_PAGE);
	part_close(x);
	part_open(x, "w:fldSimple");
	part_attr(x, "w:instr", " PAGE ");
	part_run(x, "2", 0, 0);
	part_close(x);
	part_close(x);
	part_close(x);
}

void docx_footer(struct docx *x)
{
	part_open(x, "w:ftr");
	part_attr(x, "xmlns:w", DOCX_W);
	part_paragraph(x, STYLE_FOOT, -1, x->d->printed_by, 0);
	part_close(x);
}

/* ---- properties ------------------------------------------------------------------------------------ */

static void put_text(struct docx *x, const char *element, const char *text)
{
	part_open(x, element);
	strbuf_clear(&x->clean);
	x->text->safe(&x->clean, text ? text : "", text ? strlen(text) : 0, false, false);
	x->failed |= x->clean.failed;
	if (!x->failed &&
		xmlTextWriterWriteString(x->w, (const xmlChar *)strbuf_str(&x->clean)) < 0)
		x->failed = true;
	part_close(x);
}

void docx_core(struct docx *x)
{
	char now[32] = "";
	time_t t = time(NULL);
	struct tm tm;
	part_open(x, "cp:coreProperties");
	part_attr(x, "xmlns:cp",
		"http://schemas.openxmlformats.org/package/2006/metadata/core-properties");
	part_attr(x, "xmlns:dc", "http://purl.org/dc/elements/1.1/");
	part_attr(x, "xmlns:dcterms", "http://purl.org/dc/terms/");
	part_attr(x, "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance");
	put_text(x, "dc:title", x->d->title);
	put_text(x, "dc:creator", x->d->head.body);
	put_text(x, "dc:language", language(x));
	if (gmtime_r(&t, &tm))
		strftime(now, sizeof now, "%Y-%m-%dT%H:%M:%SZ", &tm);
	part_open(x, "dcterms:created");
	part_attr(x, "xsi:type", "dcterms:W3CDTF");
	if (!x->failed && xmlTextWriterWriteString(x->w, (const xmlChar *)now) < 0)
		x->failed = true;
	part_close(x);
	part_close(x);
}

void docx_app(struct docx *x)
{
	part_open(x, "Properties");
	part_attr(x, "xmlns",
		"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties");
	put_text(x, "Application", "taonguon");
	part_close(x);
}
