/* What is said of a file from outside: every fault has a sentence of its own, and the line or record is in it. */
#include "base/mem.h"
#include "core/sentence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

static void says(enum err_code code, const char *field, const char *detail, const char *part)
{
	struct err e = {.code = code};
	char buf[500];
	snprintf(e.field, sizeof e.field, "%s", field);
	snprintf(e.detail, sizeof e.detail, "%s", detail);
	sentence(&e, buf, sizeof buf);
	if (!strstr(buf, part) || strstr(buf, "%s"))
		fail_msg("%s %s: %s", field, detail, buf);
}

static void test_sentences(void **state)
{
	(void)state;
	static const char *const old[] = {"Excel (.xls)", "Excel (.xlsb)"};
	for (size_t i = 0; i < ARRAY_LEN(old); i++)
		says(ERR_INVALID, "file", old[i], "save it as .xlsx");
	says(ERR_INVALID, "file", "Excel, encrypted", "password");
	says(ERR_INVALID, "file", "HTML", "web page");
	says(ERR_INVALID, "file", "Word (.docx)", "Copy the table");
	says(ERR_INVALID, "file", "PDF", "(PDF)");
	says(ERR_INVALID, "file", "ZIP", "Unpack");
	says(ERR_INVALID, "file", "binary", ".xlsx, .ods, .csv and .dbf");
	says(ERR_CORRUPT, "file", "ZIP", "damaged");
	says(ERR_CORRUPT, "quote", "12", "in line 12 is");
	says(ERR_CORRUPT, "line", "12", "Line 12 holds");
	says(ERR_CORRUPT, "record", "7", "record 7 is");
	static const char *const limits[] = {
		"seconds", "memory", "unpacked", "rows", "columns", "cell"};
	for (size_t i = 0; i < ARRAY_LEN(limits); i++) {
		struct err e = {.code = ERR_LIMIT};
		snprintf(e.field, sizeof e.field, "%s", limits[i]);
		assert_non_null(sentence_reading(&e));
	}
	says(ERR_LIMIT, "cell", "5", "line 5");
	says(ERR_LIMIT, "cell", "", "A cell holds");
	says(ERR_MODULE, "sandbox", "seccomp: x", "(seccomp: x)");
	/* the database's own damage is another matter */
	says(ERR_CORRUPT, "", "", "database");
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_sentences)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
