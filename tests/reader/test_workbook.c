/* Workbooks as their users see them: what was pasted, what was kept, texts in their charset, limits, faults. */
#include "base/mem.h"
#include "base/program.h"
#include "reader/file.h"
#include "reader/workbook.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct reader_limits limits;
static struct reader_options options = {.limits = &limits};

static struct workbook *read_bytes(const char *bytes, size_t n)
{
	struct err err = {0};
	struct workbook *w = NULL;
	if (workbook_from_bytes("dán", bytes, n, &options, &w, &err))
		fail_msg("%d %s %s", (int)err.code, err.field, err.detail);
	return w;
}

static void cell_is(const struct workbook *w, size_t row, size_t column, const char *text)
{
	struct raw_cell c = workbook_cell(&w->sheets[0], row, column);
	assert_int_equal(c.size, strlen(text));
	assert_string_equal(c.text, text);
	assert_int_equal(c.kind, *text ? RAW_TEXT : RAW_EMPTY);
}

static void test_pasted(void **state)
{
	(void)state;
	static const char in[] = "Họ tên\tNgày sinh\r\nNguyễn Văn An\t1/2/1999\r\n\r\n\tx\t\tsau\n";
	struct workbook *w = read_bytes(in, sizeof in - 1);
	assert_int_equal(w->format, WORKBOOK_CSV);
	assert_true(w->is_bytes);
	assert_string_equal(w->name, "dán");
	assert_int_equal(w->size, sizeof in - 1);
	assert_memory_equal(w->bytes, in, sizeof in - 1);
	assert_int_equal(w->sheet_count, 1);
	assert_int_equal(w->sheets[0].rows, 3);
	assert_int_equal(w->sheets[0].columns, 4);
	assert_string_equal(w->sheets[0].name, "");
	cell_is(w, 0, 0, "Họ tên");
	cell_is(w, 1, 1, "1/2/1999");
	cell_is(w, 2, 0, "");
	cell_is(w, 2, 1, "x");
	cell_is(w, 2, 2, "");
	cell_is(w, 2, 3, "sau");
	/* beyond the row, the sheet */
	cell_is(w, 1, 2, "");
	cell_is(w, 1, 70000, "");
	cell_is(w, 3, 0, "");
	assert_int_equal(workbook_row_number(&w->sheets[0], 2), 4);
	workbook_free(w);
	w = read_bytes("", 0);
	assert_int_equal(w->sheets[0].rows, 0);
	workbook_free(w);
}

/* A title, a line that names the delimiter, a mark in front, two bytes a letter: all the same table. */
static void test_shapes(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		size_t n, row;
	} t[] = {
#define SHAPE(s, row) {s, sizeof s - 1, row}
		SHAPE("a;b\n1;2\n", 0),
		SHAPE("DANH SACH\na;b\n1;2\n", 1),
		SHAPE("sep=;\r\na;b\r\n1;2\r\n", 0),
		SHAPE("\xEF\xBB\xBF"
		      "a,b\n1,2\n",
			0),
		SHAPE("\xFF\xFE"
		      "a\0\t\0b\0\n\0"
		      "1\0\t\0"
		      "2\0\n\0",
			0),
		SHAPE("\xFE\xFF\0a\0\t\0b\0\n\0"
		      "1\0\t\0"
		      "2\0\n",
			0),
		SHAPE("a\0\t\0b\0\n\0"
		      "1\0\t\0"
		      "2\0\n\0",
			0),
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		struct workbook *w = read_bytes(t[i].in, t[i].n);
		cell_is(w, t[i].row, 0, "a");
		cell_is(w, t[i].row, 1, "b");
		cell_is(w, t[i].row + 1, 0, "1");
		cell_is(w, t[i].row + 1, 1, "2");
		workbook_free(w);
	}
}

static void text_is(const struct workbook *w, const struct raw_cell *c, enum charset charset,
	size_t odd, const char *want)
{
	struct strbuf b = {0};
	struct err err = {0};
	size_t got = 99;
	assert_int_equal(workbook_text(w, c, charset, &b, &got, &err), 0);
	assert_string_equal(strbuf_str(&b), want);
	assert_int_equal(got, odd);
	strbuf_done(&b);
}

static struct raw_cell cell(const char *text, enum charset font, bool is_mixed)
{
	return (struct raw_cell){.kind = RAW_TEXT,
		.font = font,
		.is_mixed = is_mixed,
		.text = text,
		.size = strlen(text)};
}

static void test_text(void **state)
{
	(void)state;
	const struct workbook bytes = {.is_bytes = true}, seen = {0};
	struct raw_cell c = cell("Tr\xC7n Qu\xE8"
				 "c Tu\xCAn",
		CHARSET_NONE, false);
	text_is(&bytes, &c, CHARSET_TCVN3, 0, "Trần Quốc Tuấn");
	c = cell("Tra\xCC\x82\xCC\x80n", CHARSET_NONE, false); /* â and ` apart */
	text_is(&bytes, &c, CHARSET_NONE, 0, "Trần");
	text_is(&seen, &c, CHARSET_NONE, 0, "Trần");
	/* as it looks in a workbook, ư as the soft hyphen */
	c = cell("TrÇn QuÇn H\u00ADng", CHARSET_TCVN3, false);
	text_is(&seen, &c, CHARSET_TCVN3, 0, "Trần Quần Hưng");
	text_is(&seen, &c, CHARSET_NONE, 0, "TrÇn QuÇn H\u00ADng");
	/* Unicode in a column of old texts stays what it is */
	c = cell("Trần Văn Đức", CHARSET_NONE, false);
	text_is(&seen, &c, CHARSET_TCVN3, 0, "Trần Văn Đức");
	/* runs by their fonts */
	c = cell("\x1F"
		 "AHọ tên: \x1F"
		 "DTrÇn \x1F"
		 "FTraàn",
		CHARSET_NONE, true);
	text_is(&seen, &c, CHARSET_NONE, 0, "Họ tên: Trần Trần");
	/* a number is no text in any charset */
	c = cell("79199012345", CHARSET_NONE, false);
	c.kind = RAW_NUMBER;
	text_is(&seen, &c, CHARSET_VNI, 0, "79199012345");
}

static void test_memo(void **state)
{
	(void)state;
	char folder[] = "/tmp/taonguon-memo-XXXXXX", path[64], memo[64];
	static const char head[] = "\x83\x7E\x0B\x1C\0\0\0\0\x41\0\x0B\0";
	char *bytes;
	const char *behind;
	size_t n, behind_n;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/ds.dbf", folder);
	snprintf(memo, sizeof memo, "%s/DS.Dbt", folder);
	char table[65] = {0};
	memcpy(table, head, sizeof head - 1);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fwrite(table, 1, sizeof table, f);
	fclose(f);
	f = fopen(memo, "w");
	assert_non_null(f);
	fputs("ghi", f);
	fclose(f);
	assert_int_equal(file_load(path, 1000, &bytes, &n, NULL), 0);
	assert_int_equal(file_memo(bytes, n, &behind, &behind_n), sizeof table);
	assert_int_equal(behind_n, 3);
	assert_memory_equal(behind, "ghi", 3);
	/* a length that is a lie: no memos */
	bytes[n - 8] = 100;
	assert_int_equal(file_memo(bytes, n, &behind, &behind_n), n);
	assert_null(behind);
	free(bytes);
	assert_int_equal(file_load(path, 66, &bytes, &n, NULL), ERR_LIMIT);
	unlink(memo);
	assert_int_equal(file_load(path, 1000, &bytes, &n, NULL), 0);
	assert_int_equal(file_memo(bytes, n, &behind, &behind_n), sizeof table);
	assert_null(behind);
	free(bytes);
	unlink(path);
	rmdir(folder);
}

static void fails(const char *path, enum err_code code, const char *field, const char *detail)
{
	struct err err = {0};
	struct workbook *w = NULL;
	assert_int_equal(workbook_read(path, &options, &w, &err), code);
	assert_null(w);
	assert_string_equal(err.field, field);
	if (detail)
		assert_string_equal(err.detail, detail);
}

static void test_faults(void **state)
{
	(void)state;
	fails("/nowhere/a.xlsx", ERR_NOT_FOUND, "file", NULL);
	fails("/", ERR_IO, "file", NULL);
	fails("/proc/self/exe", ERR_INVALID, "file", "ELF");
	char path[] = "/tmp/taonguon-fifo-XXXXXX";
	assert_true(mkdtemp(path) && rmdir(path) == 0); /* a name that nobody has */
	assert_int_equal(mkfifo(path, 0600), 0);
	fails(path, ERR_IO, "file", NULL); /* nobody writes to it: not waited for */
	unlink(path);
}

static void limit(const char *field, const char *in)
{
	struct err err = {0};
	struct workbook *w = NULL;
	assert_int_equal(workbook_from_bytes("x", in, strlen(in), &options, &w, &err), ERR_LIMIT);
	assert_string_equal(err.field, field);
}

static void test_limits(void **state)
{
	(void)state;
	struct workbook *w;
	const struct reader_limits before = limits;
	limits.rows = 3;
	w = read_bytes("a\nb\nc\n", 6);
	workbook_free(w);
	limit("rows", "a\nb\nc\nd\ne\n");
	limits = before;
	limits.columns = 2;
	limit("columns", "a,b\n1,2,3\n");
	limits = before;
	limits.cell = 3;
	limit("cell", "abcd\n");
	limits = before;
	limits.unpacked = 4;
	limit("unpacked", "a,b,c\n");
	limits = before;
}

static bool count(void *ctx, long done, long total)
{
	assert_true(done <= total || !total);
	return ++*(int *)ctx > 1000;
}

static void test_progress(void **state)
{
	(void)state;
	int calls = 0;
	options.progress = count;
	options.ctx = &calls;
	workbook_free(read_bytes("a,b\n", 4));
	options.progress = NULL;
	assert_true(calls >= 1);
}

/* Each allocation of the parent fails in turn: an error, no leak, no child. */
static void test_memory(void **state)
{
	(void)state;
	static const char in[] = "a,b\n1,\"2\n3\"\n";
	for (long at = 1;; at++) {
		struct workbook *w = NULL;
		mem_fail_at(at);
		int r = workbook_from_bytes("x", in, sizeof in - 1, &options, &w, NULL);
		bool all = mem_count() < at;
		mem_fail_at(0);
		workbook_free(w);
		/* the child counts on from the same number: there it is the child's memory that is short */
		assert_true(!r || r == ERR_NOMEM || r == ERR_LIMIT);
		if (all && !r) {
			assert_true(at > 5);
			return;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pasted),
		cmocka_unit_test(test_shapes),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_memo),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_progress),
		cmocka_unit_test(test_memory),
	};
	limits = reader_limits_usual;
	limits.seconds = 60; /* no test is about how busy the machine is */
	if (program_init(NULL, NULL))
		return 2;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
