/* One part of a DOCX in the making, written from its first to its last element. Private to the module. The first
 * failure makes the part `failed`; what follows does nothing. */
#ifndef TN_MODULE_DOCX_PART_H
#define TN_MODULE_DOCX_PART_H

#include "module/office.h"

#include <libxml/xmlwriter.h>

struct docx {
	const struct doc *d;
	const struct office_text *text;
	xmlTextWriterPtr w;
	struct strbuf clean;
	bool is_landscape; /* the page at this place */
	bool has_section;  /* one is finished: the next takes head and foot over from it */
	bool keep_end;	   /* the block's end is on the page of the signature */
	bool failed;
	int r; /* what reading the rows failed with, told in *err; 0: memory ran out */
	struct err *err;
};

/* In the word processor's measure, a twentieth of a point. */
#define DOCX_MM(mm) (((mm)*14400 + 127) / 254)
enum { DOCX_A4_SHORT = 11906, DOCX_A4_LONG = 16838 };

/* Styles of styles.xml. */
#define STYLE_BODY	 "BodyText"
#define STYLE_NOTE	 "Note"
#define STYLE_KIND	 "ReportKind"
#define STYLE_TITLE	 "Title"
#define STYLE_SUBTITLE	 "Subtitle"
#define STYLE_LETTERHEAD "Letterhead"
#define STYLE_TABLE	 "ReportTable"
#define STYLE_PLAIN	 "PlainTable"
#define STYLE_CELL	 "TableText"
#define STYLE_HEAD	 "TableHead"
#define STYLE_PAGE	 "Header"
#define STYLE_FOOT	 "Footer"
#define STYLE_GAP	 "TableGap"

void part_open(struct docx *x, const char *element);
void part_close(struct docx *x);
void part_attr(struct docx *x, const char *name, const char *value);
void part_attr_int(struct docx *x, const char *name, int value);
/* <element w:val="value"/>; without a value (NULL) <element/>. */
void part_value(struct docx *x, const char *element, const char *value);
void part_value_int(struct docx *x, const char *element, int value);

/* PARA_KEEP: the paragraph is on the page of the next one. PARA_PAGE: it begins a page. */
enum { RUN_BOLD = 1, RUN_ITALIC = 2, RUN_UNDERLINE = 4, RUN_GREY = 8, PARA_KEEP = 16, PARA_PAGE = 32 };
/* Text in the paragraph that is open: cleaned, its lines kept apart. `half_points` 0: the style's. */
void part_run(struct docx *x, const char *text, int flags, int half_points);
/* A paragraph whole. `align` < 0: the style's. NULL: an empty one. */
void part_paragraph(struct docx *x, const char *style, int align, const char *text, int flags);

/* What stands between <w:body> and its end. */
void docx_body(struct docx *x);
/* Begins and ends a page that lies or stands; nothing where it does so already. */
void docx_turn(struct docx *x, bool landscape);
/* Width between the margins. */
int docx_room(bool landscape);
void docx_table(struct docx *x, const struct doc_table *t);
/* Has a page that stands no room for it? */
bool docx_table_turns(struct docx *x, const struct doc_table *t);
void docx_chart(struct docx *x, const struct doc_chart *c);
/* In thousandths of the font's size: of the longest line, of the longest word. */
struct docx_width {
	int all, word;
};
struct docx_width docx_text_width(const char *text);
/* Rows without lines around them. */
void docx_plain_begin(struct docx *x, const int *widths, int n);
void docx_plain_cell(struct docx *x, int width);
/* The parts beside the document. */
void docx_styles(struct docx *x);
void docx_settings(struct docx *x);
void docx_header(struct docx *x);
void docx_footer(struct docx *x);
void docx_core(struct docx *x);
void docx_app(struct docx *x);

#define DOCX_W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define DOCX_R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
/* Of document.xml.rels. */
#define DOCX_HEADER "rId3"
#define DOCX_FOOTER "rId4"

#endif
