#include "module/xlsx_in.h"

#include <string.h>

struct format {
	long id;
	enum value_format format;
};

struct reading {
	struct xlsx_styles *ret;
	VEC(struct format) formats;
	VEC(enum charset) fonts;
	/* where we are: lists of the same elements stand elsewhere too, for what is shown on conditions */
	enum list { OUTSIDE, IN_FORMATS, IN_FONTS, IN_STYLES } list;
};

static const struct {
	const char *name;
	enum list list;
} lists[] = {{"numFmts", IN_FORMATS}, {"fonts", IN_FONTS}, {"cellXfs", IN_STYLES}};

static int add_format(struct part *p, struct reading *r, struct err *err)
{
	char code[512];
	struct format f = {.id = part_attr_number(p, "numFmtId", -1)};
	f.format = value_format_of(part_attr_text(p, "formatCode", code, sizeof code));
	return VEC_PUSH(&r->formats, f) ? 0 : ERR_OOM(err);
}

static int add_style(struct part *p, struct reading *r, struct err *err)
{
	long id = part_attr_number(p, "numFmtId", 0), font = part_attr_number(p, "fontId", 0);
	struct xlsx_style s = {.format = value_format_builtin(id)};
	VEC_EACH (f, &r->formats)
		if (f->id == id)
			s.format = f->format;
	if (font >= 0 && (size_t)font < r->fonts.n)
		s.font = r->fonts.v[font];
	return VEC_PUSH(&r->ret->list, s) ? 0 : ERR_OOM(err);
}

static int on_start(struct part *p, const char *name, struct err *err)
{
	struct reading *r = p->ctx;
	char font[128];
	for (size_t i = 0; r->list == OUTSIDE && i < sizeof lists / sizeof *lists; i++)
		if (strcmp(name, lists[i].name) == 0)
			r->list = lists[i].list;
	if (r->list == IN_FORMATS && strcmp(name, "numFmt") == 0)
		return add_format(p, r, err);
	if (r->list == IN_FONTS && strcmp(name, "font") == 0)
		return VEC_PUSH(&r->fonts, CHARSET_NONE) ? 0 : ERR_OOM(err);
	if (r->list == IN_FONTS && strcmp(name, "name") == 0 && r->fonts.n)
		r->fonts.v[r->fonts.n - 1] = p->package->in->charset_of_font(
			part_attr_text(p, "val", font, sizeof font));
	if (r->list == IN_STYLES && strcmp(name, "xf") == 0)
		return add_style(p, r, err);
	return 0;
}

static int on_end(struct part *p, const char *name, struct err *err)
{
	(void)err;
	struct reading *r = p->ctx;
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (r->list == lists[i].list && strcmp(name, lists[i].name) == 0)
			r->list = OUTSIDE;
	return 0;
}

int xlsx_styles_read(struct package *p, const char *part, struct xlsx_styles *ret, struct err *err)
{
	static const struct part_ops ops = {on_start, on_end};
	struct reading r = {.ret = ret};
	int code = part_read(p, part, &ops, &r, err);
	VEC_DONE(&r.formats);
	VEC_DONE(&r.fonts);
	return code;
}

void xlsx_styles_done(struct xlsx_styles *s)
{
	VEC_DONE(&s->list);
}
