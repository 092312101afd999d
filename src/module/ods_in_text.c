#include "module/ods_in.h"

#include <string.h>

void ods_text_clear(struct ods_text *t)
{
	runs_clear(&t->runs);
	t->paragraphs = t->depth = 0;
	t->is_in_paragraph = false;
}

static int font(const struct ods_text *t)
{
	int top = t->depth < ODS_SPANS ? t->depth : ODS_SPANS;
	return top ? t->fonts[top - 1] : RUNS_OF_CELL;
}

/* Blanks of the file's own layout are one, and none at the beginning: true ones beyond that are elements. */
static int flush(struct part *p, struct ods_text *t, struct err *err)
{
	const char *s = strbuf_str(&p->text);
	size_t from = 0;
	for (size_t i = 0; i < p->text.len; i++) {
		bool is_blank = strchr(" \t\r\n", s[i]) != NULL;
		if (is_blank) {
			runs_add(&t->runs, font(t), s + from, i - from);
			if (!t->is_after_blank)
				runs_add(&t->runs, font(t), " ", 1);
			from = i + 1;
		}
		t->is_after_blank = is_blank;
	}
	runs_add(&t->runs, font(t), s + from, p->text.len - from);
	strbuf_clear(&p->text);
	if (t->runs.form.failed)
		return ERR_OOM(err);
	if (t->runs.form.len > 4 * p->package->in->limits->cell)
		return ERR(err, ERR_LIMIT, "cell", NULL);
	return 0;
}

static int add_blanks(struct part *p, struct ods_text *t, struct err *err)
{
	long n = part_attr_number(p, "c", 1);
	if (n < 0 || (size_t)n > p->package->in->limits->cell)
		return ERR(err, ERR_LIMIT, "cell", NULL);
	while (n--)
		runs_add(&t->runs, font(t), " ", 1);
	t->is_after_blank = false;
	return 0;
}

static void open_span(struct part *p, struct ods_text *t)
{
	char name[64];
	const struct ods_style *s =
		ods_style(t->styles, 't', part_attr_text(p, "style-name", name, sizeof name));
	int f = s && s->font != RUNS_OF_CELL ? s->font : font(t);
	if (t->depth < ODS_SPANS)
		t->fonts[t->depth] = f;
	t->depth++;
}

int ods_text_start(struct part *p, struct ods_text *t, const char *name, struct err *err)
{
	int r = t->is_in_paragraph ? flush(p, t, err) : 0;
	if (r)
		return r;
	if (strcmp(name, "p") == 0) {
		if (t->paragraphs++)
			runs_add(&t->runs, RUNS_OF_CELL, "\n", 1);
		t->is_in_paragraph = p->takes_text = t->is_after_blank = true;
		return 0;
	}
	if (!t->is_in_paragraph)
		return 0;
	if (strcmp(name, "span") == 0)
		open_span(p, t);
	else if (strcmp(name, "s") == 0)
		return add_blanks(p, t, err);
	else if (strcmp(name, "tab") == 0)
		runs_add(&t->runs, font(t), "\t", 1);
	else if (strcmp(name, "line-break") == 0)
		runs_add(&t->runs, font(t), "\n", 1);
	return 0;
}

int ods_text_end(struct part *p, struct ods_text *t, const char *name, struct err *err)
{
	int r = t->is_in_paragraph ? flush(p, t, err) : 0;
	if (strcmp(name, "p") == 0) {
		t->is_in_paragraph = p->takes_text = false;
		t->depth = 0;
	} else if (strcmp(name, "span") == 0 && t->depth) {
		t->depth--;
	}
	return r;
}
