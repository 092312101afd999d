#include "module/ods_in.h"

#include <string.h>

/* Faces stand in the same list, as a family of their own. */
enum { FACE = 'f' };

static char family_of(const char *name)
{
	static const struct {
		const char *name;
		char family;
	} t[] = {{"table-cell", 'c'}, {"text", 't'}, {"table", 'T'}};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		if (strcmp(t[i].name, name) == 0)
			return t[i].family;
	return 0;
}

static int font_by_name(struct part *p, const char *attribute)
{
	char buf[128];
	const char *name = part_attr_text(p, attribute, buf, sizeof buf);
	size_t n = strlen(name);
	/* a family with a point in its name stands in quotes */
	if (n >= 2 && (name[0] == '\'' || name[0] == '"')) {
		buf[n - 1] = '\0';
		name++;
	}
	return (int)p->package->in->charset_of_font(name);
}

static int add(struct part *p, struct ods_styles *s, char family, int font, struct err *err)
{
	struct ods_style style = {.family = family, .font = font};
	char parent[64];
	part_attr_text(p, "name", style.name, sizeof style.name);
	part_attr_text(p, "parent-style-name", parent, sizeof parent);
	const struct ods_style *from = parent[0] ? ods_style(s, family, parent) : NULL;
	if (from && font == RUNS_OF_CELL)
		style.font = from->font;
	return VEC_PUSH(&s->list, style) ? 0 : ERR_OOM(err);
}

static void set_font(struct part *p, struct ods_styles *s, struct ods_style *style)
{
	char name[64];
	const char *value;
	size_t n;
	if (part_attr(p, "font-name", &value, &n)) {
		part_attr_text(p, "font-name", name, sizeof name);
		const struct ods_style *face = ods_style(s, FACE, name);
		style->font = face ? face->font : font_by_name(p, "font-name");
	} else if (part_attr(p, "font-family", &value, &n)) {
		style->font = font_by_name(p, "font-family");
	}
}

int ods_styles_start(struct part *p, struct ods_styles *s, const char *name, struct err *err)
{
	char family[32];
	if (strcmp(name, "font-face") == 0)
		return add(p, s, FACE, font_by_name(p, "font-family"), err);
	if (strcmp(name, "style") == 0) {
		char f = family_of(part_attr_text(p, "family", family, sizeof family));
		s->is_open = f != 0;
		return f ? add(p, s, f, RUNS_OF_CELL, err) : 0;
	}
	if (!s->is_open || !s->list.n)
		return 0;
	struct ods_style *style = &s->list.v[s->list.n - 1];
	if (strcmp(name, "text-properties") == 0)
		set_font(p, s, style);
	else if (strcmp(name, "table-properties") == 0)
		style->is_hidden = part_attr_is(p, "display", "false");
	return 0;
}

void ods_styles_end(struct ods_styles *s, const char *name)
{
	if (strcmp(name, "style") == 0)
		s->is_open = false;
}

static bool is(const struct ods_style *s, char family, const char *name)
{
	return s->family == family && strcmp(s->name, name) == 0;
}

const struct ods_style *ods_style(struct ods_styles *s, char family, const char *name)
{
	if (s->last < s->list.n && is(&s->list.v[s->last], family, name))
		return &s->list.v[s->last];
	for (size_t i = s->list.n; i-- > 0;) /* those of the sheet itself came last */
		if (is(&s->list.v[i], family, name)) {
			s->last = i;
			return &s->list.v[i];
		}
	return NULL;
}

void ods_styles_done(struct ods_styles *s)
{
	VEC_DONE(&s->list);
}
