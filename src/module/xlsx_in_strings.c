#include "module/xlsx_in.h"

#include <string.h>

int xlsx_rich_start(struct part *p, struct xlsx_rich *r, const char *name)
{
	char font[128];
	if (strcmp(name, "rPh") == 0)
		r->phonetic++;
	else if (strcmp(name, "r") == 0)
		r->font = RUNS_OF_CELL;
	else if (strcmp(name, "rFont") == 0)
		r->font = (int)p->package->in->charset_of_font(
			part_attr_text(p, "val", font, sizeof font));
	else if (strcmp(name, "t") == 0 && !r->phonetic)
		p->takes_text = true;
	return 0;
}

void xlsx_rich_end(struct part *p, struct xlsx_rich *r, const char *name)
{
	if (strcmp(name, "rPh") == 0 && r->phonetic)
		r->phonetic--;
	if (strcmp(name, "r") == 0)
		r->font = RUNS_OF_CELL;
	if (strcmp(name, "t") != 0 || !p->takes_text)
		return;
	runs_add_escaped(&r->runs, r->font, strbuf_str(&p->text), p->text.len);
	strbuf_clear(&p->text);
	p->takes_text = false;
}

struct reading {
	struct xlsx_strings *ret;
	struct xlsx_rich rich;
};

static int on_start(struct part *p, const char *name, struct err *err)
{
	(void)err;
	struct reading *r = p->ctx;
	if (strcmp(name, "si") == 0) {
		r->rich.is_open = true;
		r->rich.font = RUNS_OF_CELL;
		r->rich.phonetic = 0;
		runs_clear(&r->rich.runs);
	} else if (r->rich.is_open) {
		return xlsx_rich_start(p, &r->rich, name);
	}
	return 0;
}

static int on_end(struct part *p, const char *name, struct err *err)
{
	struct reading *r = p->ctx;
	struct xlsx_strings *s = r->ret;
	if (!r->rich.is_open)
		return 0;
	if (strcmp(name, "si") != 0) {
		xlsx_rich_end(p, &r->rich, name);
		return 0;
	}
	r->rich.is_open = false;
	const struct strbuf *form = &r->rich.runs.form;
	strbuf_addn(&s->forms, strbuf_str(form), form->len);
	return form->failed || s->forms.failed || !VEC_PUSH(&s->ends, s->forms.len) ? ERR_OOM(err)
										    : 0;
}

int xlsx_strings_read(
	struct package *p, const char *part, struct xlsx_strings *ret, struct err *err)
{
	static const struct part_ops ops = {on_start, on_end};
	struct reading r = {.ret = ret};
	int code = part_read(p, part, &ops, &r, err);
	runs_done(&r.rich.runs);
	return code;
}

void xlsx_strings_done(struct xlsx_strings *s)
{
	strbuf_done(&s->forms);
	VEC_DONE(&s->ends);
}

bool xlsx_string(const struct xlsx_strings *s, size_t i, const char **ret, size_t *ret_n)
{
	if (i >= s->ends.n)
		return false;
	size_t from = i ? s->ends.v[i - 1] : 0;
	*ret = strbuf_str(&s->forms) + from;
	*ret_n = s->ends.v[i] - from;
	return true;
}
