/* make_formats sample FOLDER: every report of the sample, each as the document itself (.doc.json) and in the
 * formats; of 2022 in Vietnamese, of 2026 in English.
 * make_formats hostile FOLDER: a document of what people should not have in their names.
 * make_formats big FILE ROWS: a table of so many rows; prints by how many kilobytes memory grew while the file was
 * written. XLSX or DOCX by the file's ending.
 * make_formats limit FILE ROWS BYTES: the same where no file can grow beyond that; prints the error. */
#include "fixture.h"
#include "report/json.h"
#include "viet/text.h"

#include <signal.h>
#include <sys/resource.h>

/* Cleaned as the writers do. */
static void put(struct json *j, const char *key, const char *text)
{
	struct strbuf safe = {0};
	if (text)
		text_safe(&safe, text, strlen(text), true, false);
	json_text(j, key, text ? strbuf_str(&safe) : NULL);
	strbuf_done(&safe);
}

static void put_table(struct json *j, const struct doc_table *t)
{
	static const char *const aligns[] = {"left", "centre", "right"};
	put(j, "key", t->key);
	json_open(j, "columns", '[');
	for (size_t c = 0; c < t->column_count; c++) {
		json_open(j, NULL, '{');
		put(j, "title", t->columns[c].title);
		put(j, "group", t->columns[c].group);
		put(j, "align", aligns[t->columns[c].align]);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_open(j, "rows", '[');
	for (size_t r = 0; r < t->row_count; r++) {
		json_open(j, NULL, '{');
		json_bool(j, "total", t->rows[r].is_total);
		json_bool(j, "group", t->rows[r].is_group);
		json_open(j, "cells", '[');
		for (size_t c = 0; c < (t->rows[r].is_group ? 1 : t->column_count); c++)
			put(j, NULL, t->rows[r].cells[c].text);
		json_close(j, ']');
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void put_chart(struct json *j, const struct doc_chart *c)
{
	put(j, "title", c->title);
	put(j, "value_name", c->value_name);
	put(j, "target_name", c->target_name);
	json_open(j, "bars", '[');
	for (size_t i = 0; i < c->bar_count; i++) {
		json_open(j, NULL, '{');
		put(j, "label", c->bars[i].label);
		json_number(j, "value", c->bars[i].value);
		json_number_or_null(j, "target", c->bars[i].target);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void put_head(struct json *j, const struct doc_letterhead *h)
{
	const char *const lines[] = {h->superior, h->motto, h->body, h->number, h->place_date,
		h->on_behalf, h->office_held, h->signer};
	json_open(j, "letterhead", '[');
	for (size_t i = 0; i < ARRAY_LEN(lines); i++)
		if (lines[i])
			put(j, NULL, lines[i]);
	json_close(j, ']');
	/* the same by name */
	json_open(j, "head", '{');
	put(j, "superior", h->superior);
	put(j, "motto", h->motto);
	put(j, "body", h->body);
	put(j, "number", h->number);
	put(j, "place_date", h->place_date);
	json_close(j, '}');
	json_open(j, "foot", '[');
	for (size_t i = 0; i < h->copy_count; i++)
		put(j, NULL, h->copies[i]);
	put(j, NULL, h->on_behalf);
	put(j, NULL, h->office_held);
	put(j, NULL, h->signer);
	json_close(j, ']');
}

static void dump(const struct doc *d, struct strbuf *out)
{
	static const char *const kinds[] = {
		"heading", "paragraph", "centred", "note", "table", "chart", "page"};
	struct json j = {.out = out};
	json_open(&j, NULL, '{');
	put(&j, "lang", d->lang);
	put(&j, "kind", d->kind);
	put(&j, "title", d->title);
	put(&j, "subtitle", d->subtitle);
	put(&j, "form", d->form);
	put(&j, "printed_by", d->printed_by);
	json_bool(&j, "wide", d->is_wide);
	put_head(&j, &d->head);
	json_open(&j, "blocks", '[');
	for (size_t i = 0; i < d->block_count; i++) {
		const struct doc_block *b = &d->blocks[i];
		json_open(&j, NULL, '{');
		put(&j, "kind", kinds[b->kind]);
		json_number(&j, "level", b->level);
		put(&j, "text", b->text);
		put_table(&j, &b->table);
		put_chart(&j, &b->chart);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
}

static void must(int r, const struct err *err)
{
	if (r) {
		fprintf(stderr, "%s %s\n", err->field, err->detail);
		exit(1);
	}
}

/* Wide enough that no cell of the text breaks. */
static const struct doc_text_options text = {.width = 4000};

static void write_doc(const struct doc *d, const char *folder, const char *name)
{
	struct err err = {0};
	struct strbuf out = {0};
	CLEANUP_FREE char *json = mem_printf("%s/%s.doc.json", folder, name),
			  *txt = mem_printf("%s/%s.txt", folder, name),
			  *csv = mem_printf("%s/%s.csv", folder, name),
			  *xlsx = mem_printf("%s/%s.xlsx", folder, name),
			  *docx = mem_printf("%s/%s.docx", folder, name),
			  *pdf = mem_printf("%s/%s.pdf", folder, name);
	dump(d, &out);
	must(doc_save(json, out.s, out.len, &err), &err);
	strbuf_clear(&out);
	must(doc_write_text(d, &text, &out, &err), &err);
	must(doc_save(txt, out.s, out.len, &err), &err);
	strbuf_clear(&out);
	must(doc_write_csv(d, &out, &err), &err);
	must(doc_save(csv, out.s, out.len, &err), &err);
	strbuf_done(&out);
	must(doc_write_xlsx(d, xlsx, &err), &err);
	must(doc_write_docx(d, docx, &err), &err);
	must(doc_write_pdf(d, pdf, &err), &err);
}

/* What other programs get of the same report. */
static void write_json(const struct report *r, const char *folder, const char *name)
{
	struct err err = {0};
	struct strbuf out = {0};
	CLEANUP_FREE char *json = mem_printf("%s/%s.json", folder, name);
	must(report_json(r, &out, &err), &err);
	must(doc_save(json, out.s, out.len, &err), &err);
	strbuf_done(&out);
}

static void make_sample(const char *folder)
{
	struct db *db = sample();
	for (int k = 0; k < REPORT_KINDS; k++)
		for (int year = 2022; year <= 2026; year += 4) {
			struct report_request q = {.kind = (enum report_kind)k,
				.from = report_year_from(year),
				.to = report_year_to(year),
				.user = "test",
				.with_overdue = k == REPORT_DUE};
			struct report *r;
			struct err err = {0};
			i18n_init(year == 2022 ? LANG_VI : LANG_EN, program_locale_dir());
			CLEANUP_FREE char *name = mem_printf("%s-%d", report_name(q.kind), year);
			must(report_make(db, &q, &r, &err), &err);
			write_doc(report_doc(r), folder, name);
			write_json(r, folder, name);
			report_free(r);
		}
	db_close(db);
}

/* ---- hostile ----------------------------------------------------------------------------------------- */

static const char *const hostile[] = {"=1+2", "+84 123", "-1+2", "@SUM(A1)",
	"=HYPERLINK(\"http://x\")", "'=1", "\t=1", "a\x1b[31mb",
	"a\xE2\x80\xAE"
	"b",
	"a\xE2\x80\x8F\xE2\x81\xA6z", "a\x01\x02\x7F\xC2\x85z", "not utf-8 \xFF\xC3(",
	"_x0041_ _x000D_ _xZZZZ_", "<b>&amp;\"'</b>]]>", "  two  blanks  ", "line\nbreak",
	"line\r\nbreak\ttab", "\xEF\xBF\xBE\xEF\xBF\xBF", "\xF0\x9F\x98\x80 \xF0\xA0\x80\x80",
	"http://example.org/", "mailto:a@b.c", "internal:'x'!A1", "external:c:\\x", "{=A1}",
	"E\xCC\x82\xCC\xA3", "007", "1.234", "12.345", "1.234.567", "123456", "-5", "-0", "-12,5",
	"29,4", "29,45", "29.4", "0,0", "00,1", "1234,5", "12.345,6", "1.23", ".5", "5,", "+3",
	"1e5", "5/6", "29,4 %", "123456789012345678", "TRUE", "#N/A", "01/02/2026", "-", "", NULL};

static const char *const headings[] = {"A1", "2022", "History", "a1", "Ấp 1", "ấp 1", "[x]:*?/\\",
	"'quoted'", "", " ", "Chi bộ từ 3 năm trở lên chưa kết nạp được đảng viên",
	"Chi bộ từ 3 năm trở lên chưa kết nạp ai", "\x1b[2J", "=A1", "it's", "R1C1",
	"Đảng viên\nmới"};

static void make_hostile(const char *folder)
{
	struct doc d = {0};
	struct err err = {0};
	char longest[301];
	memset(longest, 'M', 300);
	longest[300] = '\0';
	must(program_init(NULL, &err), &err);
	d.lang = doc_dup(&d, "vi");
	d.kind = doc_dup(&d, "=KIND()");
	d.title = doc_dup(&d, "Tiêu đề <&> \x1b[31m =1");
	d.subtitle = doc_dup(&d, "@x");
	d.printed_by = doc_dup(&d,
		"a&b &P \x01 1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 "
		"1234567890 "
		"1234567890 1234567890 1234567890 1234567890 1234567890 1234567890 1234567890");
	d.head.body = doc_dup(&d, "=ĐẢNG ỦY");
	doc_paragraph(&d, "=before any heading");
	for (size_t i = 0; i < ARRAY_LEN(headings); i++) {
		doc_heading(&d, 1 + (int)(i % 3), "%s", headings[i]);
		struct doc_table *t = doc_table(&d, "t");
		doc_table_column(&d, t, NULL, "=Tên", DOC_LEFT, 1);
		doc_table_column(&d, t, "=Nhóm \x1b", "Giữa", DOC_CENTRE, 0);
		doc_table_column(&d, t, "=Nhóm \x1b", "@Số", DOC_RIGHT, 0);
		for (size_t k = 0; k < ARRAY_LEN(hostile) && i < 2; k++) {
			struct doc_row *row = doc_table_row(&d, t);
			for (size_t c = 0; c < 3 && hostile[k]; c++)
				doc_cell(&d, t, c, 0, "%s", hostile[k]);
			row->indent = (int)(k % 20);
			row->is_total = k % 7 == 0;
			row->is_group = k % 11 == 0;
		}
		doc_note(&d, "=note %zu", i);
	}
	/* too wide for a page that stands */
	struct doc_table *wide = doc_table(&d, "wide");
	for (int c = 0; c < 24; c++)
		doc_table_column(&d, wide, c % 8 < 3 ? "Nhóm" : NULL, "Nghiêng", DOC_RIGHT, 0);
	doc_table_row(&d, wide);
	for (size_t c = 0; c < 24; c++)
		doc_cell(&d, wide, c, 0, "%zu.000", c + 10);
	struct doc_table *one = doc_table(&d, "one");
	doc_table_column(&d, one, "g", "one column", DOC_RIGHT, 0);
	doc_table_row(&d, one)->is_group = true;
	doc_cell(&d, one, 0, 0, "=group");
	doc_table_row(&d, one);
	doc_cell(&d, one, 0, 0, "%s", longest);
	doc_table(&d, "without columns");
	struct doc_chart *c = doc_chart(&d, "=chart", "=value", "=target");
	doc_chart_bar(&d, c, "=bar", 5, 7, 0);
	doc_chart_bar(&d, c, longest, 0, -1, 0);
	doc_chart(&d, "empty", "v", NULL);
	write_doc(&d, folder, "hostile");
	doc_done(&d);
}

/* ---- big --------------------------------------------------------------------------------------------- */

static void fill_big(struct doc *d, long rows)
{
	d->title = doc_dup(d, "Danh sách dài");
	struct doc_table *t = doc_table(d, "people");
	doc_table_column(d, t, NULL, "Họ và tên", DOC_LEFT, 1);
	for (int c = 1; c < 6; c++)
		doc_table_column(d, t, NULL, "Số", DOC_RIGHT, 0);
	for (long i = 0; i < rows; i++) {
		doc_table_row(d, t);
		doc_cell(d, t, 0, 0, "Người thứ %ld trong danh sách", i);
		for (size_t c = 1; c < 6; c++)
			doc_cell(d, t, c, 0, "%ld", i);
	}
}

static long peak(void)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return u.ru_maxrss;
}

static int make_big(const char *file, long rows, long limit)
{
	struct doc d = {0};
	struct err err = {0};
	must(program_init(NULL, &err), &err);
	fill_big(&d, rows);
	long before = peak();
	if (limit) {
		const struct rlimit l = {(rlim_t)limit, (rlim_t)limit};
		signal(SIGXFSZ, SIG_IGN);
		setrlimit(RLIMIT_FSIZE, &l);
	}
	int r = strstr(file, ".docx") ? doc_write_docx(&d, file, &err)
				      : doc_write_xlsx(&d, file, &err);
	printf("%ld\n", limit ? (long)r : peak() - before);
	doc_done(&d);
	return !limit && r ? 1 : 0;
}

int main(int argc, char **argv)
{
	if (argc < 3)
		return 2;
	if (!strcmp(argv[1], "sample"))
		make_sample(argv[2]);
	else if (!strcmp(argv[1], "hostile"))
		make_hostile(argv[2]);
	else
		return make_big(argv[2], atol(argv[3]), argc > 4 ? atol(argv[4]) : 0);
	return 0;
}
