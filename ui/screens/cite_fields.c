#include "ui/screens/cite_fields.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static const enum rule_mark marks[] = {
	MARK_READ, MARK_LOCAL, MARK_QUOTED, MARK_INFERRED, MARK_OFFICE};

void cite_marks(struct choices *ret)
{
	for (size_t i = 0; i < ARRAY_LEN(marks); i++)
		choices_add(ret, marks[i], rule_mark_label(marks[i]));
}

int cite_load(struct form *f, const struct rule_cite *cite)
{
	static const struct rule_cite none = {.mark = MARK_OFFICE};
	const struct rule_cite *c = cite && cite->mark ? cite : &none;
	int r = form_set(f, "document", c->document);
	if (!r)
		r = form_set_date(f, "document_date", c->date);
	if (!r)
		r = form_set(f, "point", c->point);
	if (!r)
		r = form_set_id(f, "mark", c->mark);
	return r;
}

void cite_changed(void *ctx, struct form *f, const char *field)
{
	(void)ctx;
	if (strcmp(field, "document") == 0)
		form_set_id(f, "mark", MARK_OFFICE);
}

static const char *text_or_none(const struct form *f, const char *field)
{
	const char *s = form_value(f, field);
	return *s ? s : NULL;
}

struct rule_cite cite_read(const struct form *f)
{
	return (struct rule_cite){.document = text_or_none(f, "document"),
		.date = form_date(f, "document_date"),
		.point = text_or_none(f, "point"),
		.mark = (enum rule_mark)form_id(f, "mark")};
}

bool fraction_from_user(const char *s, bool is_more, long *ret)
{
	int num = 0, den = 0, end = 0;
	if (sscanf(s, "%2d / %2d %n", &num, &den, &end) != 2 || s[end] || num < 1 || den < 1 ||
		num > den)
		return false;
	*ret = RULE_FRACTION(num, den, is_more);
	return true;
}

const char *fraction_to_user(long value, char buf[16])
{
	struct rule_fraction f = rule_fraction(value);
	if (value <= 0)
		return strcpy(buf, "");
	snprintf(buf, 16, "%hd/%hd", (short)f.num, (short)f.den);
	return buf;
}
