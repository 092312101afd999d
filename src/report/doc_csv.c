#include "report/doc_save.h"
#include "report/doc_walk.h"
#include "viet/text.h"

#include <stdbool.h>
#include <string.h>

bool doc_csv_needs_guard(const char *s)
{
	size_t quotes = strspn(s, "'");
	if (!s[quotes] || !strchr("=+-@\t\r\n", s[quotes]))
		return false;
	if (!quotes && (s[0] == '-' || s[0] == '+')) {
		size_t n = strspn(s + 1, "0123456789.,");
		return s[1 + n] != '\0';
	}
	return true;
}

/* A CSV is also looked at in a terminal: it holds no commands for one either. */
void doc_csv_field(struct strbuf *out, const char *s)
{
	struct strbuf safe = {0};
	text_safe(&safe, s, strlen(s), true, false);
	bool quote = strpbrk(strbuf_str(&safe), ",\"\r\n;") != NULL;
	if (quote)
		strbuf_addc(out, '"');
	if (doc_csv_needs_guard(strbuf_str(&safe)))
		strbuf_addc(out, '\'');
	for (s = strbuf_str(&safe); *s; s++) {
		if (*s == '"')
			strbuf_addc(out, '"');
		strbuf_addc(out, *s);
	}
	if (quote)
		strbuf_addc(out, '"');
	out->failed |= safe.failed;
	strbuf_done(&safe);
}

static void add_line(struct strbuf *out, const char *text)
{
	if (text && *text) {
		doc_csv_field(out, text);
		strbuf_add(out, "\r\n");
	}
}

static void add_titles(struct strbuf *out, const struct doc_table *t)
{
	for (size_t c = 0; c < t->column_count; c++) {
		struct strbuf title = {0};
		if (t->columns[c].group)
			strbuf_addf(&title, "%s: ", t->columns[c].group);
		strbuf_add(&title, t->columns[c].title ? t->columns[c].title : "");
		strbuf_add(out, c ? "," : "");
		doc_csv_field(out, strbuf_str(&title));
		out->failed |= title.failed;
		strbuf_done(&title);
	}
	strbuf_add(out, "\r\n");
}

static void add_row(struct strbuf *out, const struct doc_table *t, const struct doc_row *row)
{
	size_t n = row->is_group ? 1 : t->column_count;
	for (size_t c = 0; c < n; c++) {
		const char *text = row->cells[c].text;
		strbuf_add(out, c ? "," : "");
		doc_csv_field(out, text ? text : "");
	}
	strbuf_add(out, "\r\n");
}

static int add_table(
	struct doc_sink *s, const struct doc *d, const struct doc_table *t, struct err *err)
{
	struct doc_walk walk;
	const struct doc_row *row;
	add_titles(s->text, t);
	int r = doc_walk_begin(&walk, d, t, DOC_WRITE, err);
	while (!r && (r = doc_walk_next(&walk, &row, err)) == 1) {
		add_row(s->text, t, row);
		r = doc_sink_drain(s, err);
	}
	return r;
}

static void add_chart(struct strbuf *out, const struct doc_chart *ch)
{
	add_line(out, ch->title);
	strbuf_add(out, ",");
	doc_csv_field(out, ch->value_name ? ch->value_name : "");
	strbuf_add(out, ",");
	doc_csv_field(out, ch->target_name ? ch->target_name : "");
	strbuf_add(out, "\r\n");
	for (size_t i = 0; i < ch->bar_count; i++) {
		doc_csv_field(out, ch->bars[i].label);
		strbuf_addf(out, ",%ld,", ch->bars[i].value);
		if (ch->bars[i].target >= 0)
			strbuf_addf(out, "%ld", ch->bars[i].target);
		strbuf_add(out, "\r\n");
	}
}

static int add_doc(void *ctx, struct doc_sink *s, struct err *err)
{
	const struct doc *d = ctx;
	int r = 0;
	strbuf_add(s->text, "\xEF\xBB\xBF");
	add_line(s->text, d->title);
	add_line(s->text, d->subtitle);
	for (size_t i = 0; !r && i < d->block_count; i++) {
		const struct doc_block *b = &d->blocks[i];
		if (b->kind == DOC_HEADING)
			strbuf_add(s->text, "\r\n");
		if (b->kind == DOC_TABLE)
			r = add_table(s, d, &b->table, err);
		else if (b->kind == DOC_CHART)
			add_chart(s->text, &b->chart);
		else if (b->kind != DOC_PAGE)
			add_line(s->text, b->text);
	}
	strbuf_add(s->text, "\r\n");
	add_line(s->text, d->printed_by);
	return !r && s->text->failed ? ERR_OOM(err) : r;
}

int doc_write_csv(const struct doc *d, struct strbuf *out, struct err *err)
{
	if (d->failed)
		return ERR_OOM(err);
	return add_doc((void *)d, &(struct doc_sink){.text = out}, err);
}

int doc_save_csv(const struct doc *d, const char *path, struct err *err)
{
	const struct doc_target t = doc_target(d, path);
	return d->failed ? ERR_OOM(err) : doc_save_text_by(&t, add_doc, (void *)d, err);
}
