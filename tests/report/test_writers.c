/* The writers on documents of our own. */
#include "fixture.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static void small(struct doc *d)
{
	memset(d, 0, sizeof *d);
	d->title = doc_dup(d, "Tổng hợp");
	doc_heading(d, 1, "Mục %d", 1);
	struct doc_table *t = doc_table(d, "t");
	doc_table_column(d, t, NULL, "Chi bộ", DOC_LEFT, 1);
	doc_table_column(d, t, NULL, "Số", DOC_RIGHT, 0);
	doc_table_row(d, t);
	doc_cell(d, t, 0, 0, "Ấp 1, xã \"Tiến Hưng\"");
	doc_cell(d, t, 1, 0, "5");
	struct doc_row *row = doc_table_row(d, t);
	doc_cell(d, t, 0, 0, "=1+2");
	doc_cell(d, t, 1, 0, "-");
	row->is_total = true;
}

static void test_text(void **state)
{
	(void)state;
	static const char *const expected[] = {"Mục 1\n\n"
					       "┌──────────────────────┬────┐\n"
					       "│        Chi bộ        │ Số │\n"
					       "├──────────────────────┼────┤\n"
					       "│ Ấp 1, xã \"Tiến Hưng\" │  5 │\n"
					       "├──────────────────────┼────┤\n"
					       "│ =1+2                 │  - │\n"
					       "└──────────────────────┴────┘\n",
		"Muc 1\n\n"
		"+----------------------+----+\n"
		"|        Chi bo        | So |\n"
		"+----------------------+----+\n"
		"| Ap 1, xa \"Tien Hung\" |  5 |\n"
		"+----------------------+----+\n"
		"| =1+2                 |  - |\n"
		"+----------------------+----+\n"};
	struct doc d;
	small(&d);
	for (int ascii = 0; ascii < 2; ascii++) {
		struct strbuf out = {0};
		struct err err = {0};
		const struct doc_text_options o = {.width = 60, .ascii = ascii};
		assert_int_equal(doc_write_text(&d, &o, &out, &err), 0);
		if (!strstr(strbuf_str(&out), expected[ascii]))
			fail_msg("%s", strbuf_str(&out));
		if (ascii)
			for (const char *s = strbuf_str(&out); *s; s++)
				assert_true((unsigned char)*s < 0x80);
		strbuf_done(&out);
	}
	doc_done(&d);
}

static void test_csv(void **state)
{
	(void)state;
	struct doc d;
	struct strbuf out = {0};
	struct err err = {0};
	small(&d);
	assert_int_equal(doc_write_csv(&d, &out, &err), 0);
	assert_string_equal(strbuf_str(&out),
		"\xEF\xBB\xBFTổng hợp\r\n\r\nMục 1\r\nChi bộ,Số\r\n"
		"\"Ấp 1, xã \"\"Tiến Hưng\"\"\",5\r\n'=1+2,-\r\n\r\n");
	strbuf_done(&out);
	doc_done(&d);
}

static void test_hostile_text(void **state)
{
	(void)state;
	struct doc d = {0};
	struct strbuf out = {0};
	struct err err = {0};
	doc_paragraph(&d, "a\x1b[31mb\xE2\x80\xAE"
			  "c");
	const struct doc_text_options o = {.width = 60};
	assert_int_equal(doc_write_text(&d, &o, &out, &err), 0);
	assert_null(strchr(strbuf_str(&out), 0x1b));
	assert_null(strstr(strbuf_str(&out), "\xE2\x80\xAE"));
	strbuf_done(&out);
	doc_done(&d);
}

static void test_out_of_memory(void **state)
{
	(void)state;
	struct err err = {0};
	for (long n = 1; n < 40; n++) {
		struct doc d;
		struct strbuf out = {0};
		memset(&d, 0, sizeof d);
		mem_fail_at(n);
		doc_heading(&d, 1, "x");
		struct doc_table *t = doc_table(&d, "t");
		doc_table_column(&d, t, "g", "c", DOC_LEFT, 1);
		doc_table_row(&d, t);
		doc_cell(&d, t, 0, 0, "cell");
		bool failed_in_building = d.failed;
		const struct doc_text_options o = {.width = 60};
		int r = doc_write_text(&d, &o, &out, &err);
		bool reached = mem_count() >= n;
		mem_fail_at(0);
		if (failed_in_building)
			assert_int_equal(r, ERR_NOMEM);
		if (r == 0 && reached)
			fail_msg("allocation %ld failed unnoticed", n);
		strbuf_done(&out);
		doc_done(&d);
	}
}

static void read_file(const char *path, char *buf, size_t size)
{
	FILE *f = fopen(path, "rb");
	assert_non_null(f);
	buf[fread(buf, 1, size - 1, f)] = '\0';
	fclose(f);
}

static void test_save(void **state)
{
	(void)state;
	char path[128], buf[64];
	struct err err = {0};
	snprintf(path, sizeof path, "%s/a.txt", folder);
	assert_int_equal(doc_save(path, "one", 3, &err), 0);
	assert_int_equal(doc_save(path, "two", 3, &err), 0);
	read_file(path, buf, sizeof buf);
	assert_string_equal(buf, "two");
	/* a folder of that name cannot be replaced; nothing is left beside it */
	char dir[128];
	snprintf(dir, sizeof dir, "%s/dir", folder);
	mkdir(dir, 0700);
	assert_int_equal(doc_save(dir, "x", 1, &err), ERR_IO);
	assert_string_equal(err.field, "file");
	snprintf(path, sizeof path, "%s/none/a.txt", folder);
	assert_int_equal(doc_save(path, "x", 1, &err), ERR_NOT_FOUND);
}

static int set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/taonguon-test-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	static const char *const files[] = {"a.txt", "dir"};
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", folder, files[i]);
		if (remove(path))
			continue;
	}
	/* fails if a writer left something behind */
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_hostile_text),
		cmocka_unit_test(test_out_of_memory),
		cmocka_unit_test(test_save),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
