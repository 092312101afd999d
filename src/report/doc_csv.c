#include "report/doc.h"

#include <stdbool.h>
#include <string.h>

/* Texts that a spreadsheet would run as a formula get a ' before them; numbers and dashes do not. */
static bool is_formula(const char *s)
{
	if (!strchr("=+-@\t\r", s[0]) || !s[0])
		return false;
	if (s[0] == '-' || s[0] == '+') {
		size_t n = strspn(s + 1, "0123456789.,");
		return s[1 + n] != '\0';
	}
	return true;
}

void doc_csv_field(struct strbuf *out, const char *s)
{
	bool quote = strpbrk(s, ",\"\r\n;") != NULL;
	if (quote)
		strbuf_addc(out, '"');
	if (is_formula(s))
		strbuf_addc(out, '\'');
	for (; *s; s++) {
		if (*s == '"')
			strbuf_addc(out, '"');
		strbuf_addc(out, *s);
	}
	if (quote)
		strbuf_addc(out, '"');
}

static void add_line(struct strbuf *out, const char *text)
{
	if (text && *text) {
		doc_csv_field(out, text);
		strbuf_add(out, "\r\n");
	}
}

static void add_table(struct strbuf *out, const struct doc_table *t)
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
	for (size_t r = 0; r < t->row_count; r++) {
		size_t n = t->rows[r].is_group ? 1 : t->column_count;
		for (size_t c = 0; c < n; c++) {
			const char *text = t->rows[r].cells[c].text;
			strbuf_add(out, c ? "," : "");
			doc_csv_field(out, text ? text : "");
		}
		strbuf_add(out, "\r\n");
	}
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

int doc_write_csv(const struct doc *d, struct strbuf *out, struct err *err)
{
	if (d->failed)
		return ERR_OOM(err);
	strbuf_add(out, "\xEF\xBB\xBF");
	add_line(out, d->title);
	add_line(out, d->subtitle);
	for (size_t i = 0; i < d->block_count; i++) {
		const struct doc_block *b = &d->blocks[i];
		if (b->kind == DOC_HEADING)
			strbuf_add(out, "\r\n");
		if (b->kind == DOC_TABLE)
			add_table(out, &b->table);
		else if (b->kind == DOC_CHART)
			add_chart(out, &b->chart);
		else
			add_line(out, b->text);
	}
	strbuf_add(out, "\r\n");
	add_line(out, d->printed_by);
	return out->failed ? ERR_OOM(err) : 0;
}
