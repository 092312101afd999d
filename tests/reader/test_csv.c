/* The CSV reader: what it reads, where it says things are, and that no bytes hurt it. */
#include "base/mem.h"
#include "base/strbuf.h"
#include "reader/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Records as "line:field|field;" with the fault's number before the fields of a bad one. */
static char *dump(const void *data, size_t n)
{
	struct csv *c;
	struct csv_record rec;
	struct strbuf b = {0};
	int r;
	assert_int_equal(csv_open_memory(data, n, &c, NULL), 0);
	while ((r = csv_next(c, &rec, NULL)) == 1) {
		strbuf_addf(&b, "%ld:", rec.line);
		if (rec.fault)
			strbuf_addf(&b, "!%d@%zu", (int)rec.fault, rec.fault_at);
		for (size_t i = 0; !rec.fault && i < rec.n; i++)
			strbuf_addf(&b, "%s%s", i ? "|" : "", rec.field[i]);
		strbuf_addc(&b, '\n');
	}
	assert_int_equal(r, 0);
	csv_close(c);
	return strbuf_take(&b);
}

static void test_records(void **state)
{
	(void)state;
	static const struct {
		const char *what, *in, *out;
	} t[] = {
		{"empty", "", ""},
		{"blank lines only", "\n\r\n\r", ""},
		{"plain", "a,b\n1,2\n", "1:a|b\n2:1|2\n"},
		{"no last line end", "a,b\n1,2", "1:a|b\n2:1|2\n"},
		{"last field empty at the end", "a,b\n1,", "1:a|b\n2:1|\n"},
		{"byte order mark",
			"\xEF\xBB\xBF"
			"a,b\n1,2\n",
			"1:a|b\n2:1|2\n"},
		{"semicolons", "a;b\n1,5;2\n", "1:a|b\n2:1,5|2\n"},
		{"tabs", "a\tb\n1;2\t3,4\n", "1:a|b\n2:1;2|3,4\n"},
		{"delimiter inside the heading's quotes", "\"a;b;c\",d\n1,2\n",
			"1:a;b;c|d\n2:1|2\n"},
		{"one column", "a\nx;y\n", "1:a\n2:x;y\n"},
		{"CRLF", "a,b\r\n1,2\r\n3,4\r\n", "1:a|b\n2:1|2\n3:3|4\n"},
		{"CR", "a,b\r1,2\r3,4", "1:a|b\n2:1|2\n3:3|4\n"},
		{"quotes", "a,b\n\"1,\"\"x\"\"\",\"\"\n", "1:a|b\n2:1,\"x\"|\n"},
		{"a line end in quotes counts", "a,b\n\"1\r\n2\r3\n4\",x\ny,z\n",
			"1:a|b\n2:1\n2\n3\n4|x\n6:y|z\n"},
		{"blank lines count", "a,b\n\n\n1,2\n", "1:a|b\n4:1|2\n"},
		{"blank lines before the heading", "\n\na,b\n1,2\n", "3:a|b\n4:1|2\n"},
		{"quotation mark within a field", "a,b\nx\"y,z\n", "1:a|b\n2:x\"y|z\n"},
		{"text behind a quotation", "a,b\n\"x\"y,z\n1,2\n", "1:a|b\n2:!4@0\n3:1|2\n"},
		{"quotation never closed", "a,b\n1,\"x\ny\n", "1:a|b\n2:!5@1\n"},
		{"not UTF-8", "a,b\n1,\xE1\xBB\n3,4\n", "1:a|b\n2:!1@1\n3:3|4\n"},
		{"not UTF-8 over lines", "a,b\n\"\xFF\n\xFF\",\xC0\n3,4\n",
			"1:a|b\n2:!1@0\n4:3|4\n"},
		{"guard taken off", "a,b\n'=1+1,'-5\n'@x,'+84\n", "1:a|b\n2:=1+1|-5\n3:@x|+84\n"},
		{"guard before a tab", "a,b\n'\tx,1\n", "1:a|b\n2:\tx|1\n"},
		{"no guard", "a,b\n'abc,''abc\n',x\n", "1:a|b\n2:'abc|''abc\n3:'|x\n"},
		{"a guard before a text's own", "a,b\n''=1,'''-x\n", "1:a|b\n2:'=1|''-x\n"},
		{"more and fewer fields", "a,b\n1\n1,2,3\n", "1:a|b\n2:1\n3:1|2|3\n"},
	};
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		char *out = dump(t[i].in, strlen(t[i].in));
		assert_non_null(out);
		if (strcmp(out, t[i].out) != 0)
			fail_msg("%s: got\n%s", t[i].what, out);
		free(out);
	}
}

static void test_nul(void **state)
{
	(void)state;
	static const char in[] = "a,b\n1,x\0y\n3,4\n";
	char *out = dump(in, sizeof in - 1);
	assert_string_equal(out, "1:a|b\n2:!2@1\n3:3|4\n");
	free(out);
}

/* A field one byte longer than allowed, in quotes and not; and too many fields. */
static void test_bounds(void **state)
{
	(void)state;
	for (int quoted = 0; quoted < 2; quoted++) {
		for (size_t n = CSV_FIELD_MAX; n <= CSV_FIELD_MAX + 1; n++) {
			struct strbuf b = {0};
			strbuf_add(&b, quoted ? "a,b\n\"" : "a,b\n");
			for (size_t i = 0; i < n; i++)
				strbuf_addc(&b, 'x');
			strbuf_add(&b, quoted ? "\",1\nc,d\n" : ",1\nc,d\n");
			char *out = dump(b.s, b.len);
			bool refused = strstr(out, "2:!3@0\n") != NULL;
			assert_int_equal(refused, n > CSV_FIELD_MAX);
			assert_non_null(strstr(out, "3:c|d\n"));
			free(out);
			strbuf_done(&b);
		}
	}
	struct strbuf b = {0};
	for (int i = 0; i < CSV_FIELDS_MAX; i++)
		strbuf_add(&b, ",");
	strbuf_add(&b, "\nc,d\n");
	char *out = dump(b.s, b.len);
	assert_non_null(strstr(out, "1:!3@"));
	assert_non_null(strstr(out, "2:c|d\n"));
	free(out);
	strbuf_done(&b);
}

/* Many records: each comes as it stands, with its line, and the whole is told. */
static void test_many(void **state)
{
	(void)state;
	struct err err = {0};
	struct csv *c = NULL;
	struct csv_record rec;
	struct strbuf b = {0};
	strbuf_add(&b, "họ tên;ngày\r\n");
	for (int i = 0; i < 20000; i++)
		strbuf_addf(&b, "\"Nguyễn Thị Ánh %d\r\n\";01/02/2003\r\n", i);
	assert_int_equal(csv_open_memory(b.s, b.len, &c, &err), 0);
	assert_int_equal(csv_count_lines(c), 40001);
	long n = 0, done, total, line = 0;
	int r;
	while ((r = csv_next(c, &rec, &err)) == 1) {
		char want[64];
		snprintf(want, sizeof want, "Nguyễn Thị Ánh %ld\n", n - 1);
		assert_int_equal(rec.n, 2);
		assert_int_equal(rec.fault, 0);
		if (n)
			assert_string_equal(rec.field[0], want);
		line = rec.line;
		n++;
	}
	assert_int_equal(r, 0);
	assert_int_equal(n, 20001);
	assert_int_equal(line, 40000);
	csv_progress(c, &done, &total);
	assert_int_equal(done, total);
	assert_int_equal(total, (long)b.len);
	csv_close(c);
	strbuf_done(&b);
}

/* Whatever the bytes: it ends, lines rise, fields are text or the record says why not. */
static void check_any(const unsigned char *data, size_t n)
{
	struct csv *c;
	struct csv_record rec;
	long line = 0;
	int r;
	assert_int_equal(csv_open_memory(data, n, &c, NULL), 0);
	while ((r = csv_next(c, &rec, NULL)) == 1) {
		assert_true(rec.line > line);
		line = rec.line;
		assert_in_range(rec.n, 1, CSV_FIELDS_MAX);
		for (size_t i = 0; i < rec.n; i++)
			assert_true(strlen(rec.field[i]) <= CSV_FIELD_MAX);
		assert_true(rec.fault == CSV_OK || rec.fault_at < rec.n);
	}
	assert_int_equal(r, 0);
	csv_close(c);
}

static void test_random(void **state)
{
	(void)state;
	static const char likely[] = "\"\"\"\n\r,;\t'=+-@ab\xE1\xBB\x87\xEF\xBB\xBF";
	uint32_t seed = 20221231;
	unsigned char data[400];
	for (int round = 0; round < 20000; round++) {
		size_t n = 0;
		seed = seed * 1664525U + 1013904223U;
		size_t len = seed >> 16 & 0xFF;
		while (n < len) {
			seed = seed * 1664525U + 1013904223U;
			uint32_t x = seed >> 8;
			data[n++] = x & 0x10000 ? (unsigned char)x
						: (unsigned char)likely[x % sizeof likely];
		}
		check_any(data, n);
	}
}

/* Each allocation fails in turn: an error, no leak. */
static void test_memory(void **state)
{
	(void)state;
	static const char in[] = "a,b\n1,\"2\n3\"\n";
	for (long at = 1;; at++) {
		struct csv *c;
		struct csv_record rec;
		int r;
		mem_fail_at(at);
		r = csv_open_memory(in, sizeof in - 1, &c, NULL);
		if (!r) {
			while ((r = csv_next(c, &rec, NULL)) == 1)
				;
			csv_close(c);
		}
		bool all = mem_count() < at;
		mem_fail_at(0);
		if (all) {
			assert_int_equal(r, 0);
			assert_true(at > 3);
			return;
		}
		assert_int_equal(r, ERR_NOMEM);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_records),
		cmocka_unit_test(test_nul),
		cmocka_unit_test(test_bounds),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
