#include "module/docx_part.h"

#include <string.h>

#define X(s) ((const xmlChar *)(s))

static void check(struct docx *x, int r)
{
	if (r < 0)
		x->failed = true;
}

void part_open(struct docx *x, const char *element)
{
	if (!x->failed)
		check(x, xmlTextWriterStartElement(x->w, X(element)));
}

void part_close(struct docx *x)
{
	if (!x->failed)
		check(x, xmlTextWriterEndElement(x->w));
}

void part_attr(struct docx *x, const char *name, const char *value)
{
	if (!x->failed)
		check(x, xmlTextWriterWriteAttribute(x->w, X(name), X(value)));
}

void part_attr_int(struct docx *x, const char *name, int value)
{
	char text[16];
	snprintf(text, sizeof text, "%d", value);
	part_attr(x, name, text);
}

void part_value(struct docx *x, const char *element, const char *value)
{
	part_open(x, element);
	if (value)
		part_attr(x, "w:val", value);
	part_close(x);
}

void part_value_int(struct docx *x, const char *element, int value)
{
	char text[16];
	snprintf(text, sizeof text, "%d", value);
	part_value(x, element, text);
}

/* ---- text ------------------------------------------------------------------------------------------ */

static void put_line(struct docx *x, const char *s, size_t n)
{
	part_open(x, "w:t");
	part_attr(x, "xml:space", "preserve");
	char *line = strndup(s, n);
	if (!line)
		x->failed = true;
	else if (!x->failed)
		check(x, xmlTextWriterWriteString(x->w, X(line)));
	free(line);
	part_close(x);
}

static void put_lines(struct docx *x, const char *text)
{
	strbuf_clear(&x->clean);
	x->text->safe(&x->clean, text, strlen(text), true, false);
	x->failed |= x->clean.failed;
	for (const char *s = strbuf_str(&x->clean); !x->failed;) {
		size_t n = strcspn(s, "\n");
		put_line(x, s, n);
		if (!s[n])
			break;
		part_value(x, "w:br", NULL);
		s += n + 1;
	}
}

static void put_looks(struct docx *x, int flags, int half_points)
{
	if (!flags && !half_points)
		return;
	part_open(x, "w:rPr");
	if (flags & RUN_BOLD)
		part_value(x, "w:b", NULL);
	if (flags & RUN_ITALIC)
		part_value(x, "w:i", NULL);
	if (flags & RUN_GREY)
		part_value(x, "w:color", "808080");
	if (half_points) {
		part_value_int(x, "w:sz", half_points);
		part_value_int(x, "w:szCs", half_points);
	}
	if (flags & RUN_UNDERLINE)
		part_value(x, "w:u", "single");
	part_close(x);
}

void part_run(struct docx *x, const char *text, int flags, int half_points)
{
	if (!text || !*text)
		return;
	part_open(x, "w:r");
	put_looks(x, flags, half_points);
	put_lines(x, text);
	part_close(x);
}

void part_paragraph(struct docx *x, const char *style, int align, const char *text, int flags)
{
	static const char *const aligns[] = {
		[DOC_LEFT] = "left", [DOC_CENTRE] = "center", [DOC_RIGHT] = "right"};
	part_open(x, "w:p");
	part_open(x, "w:pPr");
	part_value(x, "w:pStyle", style);
	if (flags & PARA_KEEP)
		part_value(x, "w:keepNext", NULL);
	if (flags & PARA_PAGE)
		part_value(x, "w:pageBreakBefore", NULL);
	if (align >= 0)
		part_value(x, "w:jc", aligns[align]);
	part_close(x);
	part_run(x, text, flags & ~(PARA_KEEP | PARA_PAGE), 0);
	part_close(x);
}
