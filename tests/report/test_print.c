/* Printing: with an lp that keeps what it was given, with one that complains, and with none. */
#include "base/mem.h"
#include "report/print.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[64];

static void in_folder(char path[128], const char *name)
{
	snprintf(path, 128, "%s/%s", folder, name);
}

static void program(const char *name, const char *body)
{
	char path[128];
	in_folder(path, name);
	FILE *f = fopen(path, "w");
	fprintf(f, "#!/bin/sh\n%s\n", body);
	fclose(f);
	chmod(path, 0700);
}

/* What lp was given, a line each. */
static void expect_given(const char *want)
{
	char path[128], got[1024] = "";
	in_folder(path, "given");
	FILE *f = fopen(path, "r");
	if (f) {
		got[fread(got, 1, sizeof got - 1, f)] = '\0';
		fclose(f);
	}
	assert_string_equal(got, want);
	unlink(path);
}

static void taking(void)
{
	program("lp", "for a; do printf '%s\\n' \"$a\"; done >\"${0%/*}/given\"");
}

static int print(
	const char *printer, int copies, const char *pages, enum print_sides sides, struct err *err)
{
	struct print_options o = {.copies = copies, .sides = sides};
	strcpy(o.printer, printer);
	strcpy(o.pages, pages);
	return print_file("/tmp/a b; touch x.pdf", &o, err);
}

static void test_words_of_lp(void **state)
{
	struct err err = {0};
	(void)state;
	taking();
	assert_int_equal(print("", 0, "", PRINT_ONE_SIDE, &err), 0);
	expect_given("-n\n1\n-o\nsides=one-sided\n-o\nmedia=A4\n--\n/tmp/a b; touch x.pdf\n");
	assert_int_equal(print("HP_LaserJet", 99, "1-3, 5;7-", PRINT_ONE_SIDE, &err), ERR_INVALID);
	assert_string_equal(err.field, "pages");
	expect_given("");
	assert_int_equal(print("HP_LaserJet", 99, "1-3, 5;7-9", PRINT_LONG_EDGE, &err), 0);
	expect_given("-d\nHP_LaserJet\n-n\n99\n-P\n1-3,5,7-9\n-o\nsides=two-sided-long-edge\n-o\n"
		     "media=A4\n--\n/tmp/a b; touch x.pdf\n");
	assert_int_equal(print("x", 1, "", PRINT_SHORT_EDGE, &err), 0);
	expect_given("-d\nx\n-n\n1\n-o\nsides=two-sided-short-edge\n-o\nmedia=A4\n--\n"
		     "/tmp/a b; touch x.pdf\n");
}

static void test_options_that_cannot_be(void **state)
{
	static const char *const names[] = {"-x", "a b", "a/b", "a#b", "a\nb"};
	static const char *const pages[] = {"0", "1-", "-1", "3-2", "1,,2", "1,", ",1", "a", "1 a",
		"2,1", "1-3,3", "1-2-3", "999999", "1..3"};
	struct err err = {0};
	(void)state;
	taking();
	for (size_t i = 0; i < ARRAY_LEN(names); i++) {
		assert_int_equal(print(names[i], 1, "", PRINT_ONE_SIDE, &err), ERR_INVALID);
		assert_string_equal(err.field, "printer_name");
	}
	for (size_t i = 0; i < ARRAY_LEN(pages); i++) {
		assert_int_equal(print("", 1, pages[i], PRINT_ONE_SIDE, &err), ERR_INVALID);
		assert_string_equal(err.field, "pages");
	}
	assert_int_equal(print("", 100, "", PRINT_ONE_SIDE, &err), ERR_INVALID);
	assert_string_equal(err.field, "copies");
	assert_int_equal(print("", -1, "", PRINT_ONE_SIDE, &err), ERR_INVALID);
	expect_given("");
	/* no further than the paper goes */
	struct print_options o = {.pages = "2-4"};
	assert_int_equal(print_check(&o, 4, &err), 0);
	assert_int_equal(print_check(&o, 3, &err), ERR_INVALID);
}

static void test_complaints(void **state)
{
	static const struct {
		const char *says;
		int code;
		const char *field;
	} all[] = {
		{"lp: Error - no default destination available.", ERR_NOT_FOUND, "printer"},
		{"lp: The printer or class does not exist.", ERR_NOT_FOUND, "printer_name"},
		{"lp: Destination \\\"x\\\" is not accepting jobs.", ERR_BUSY, "printer"},
		{"lp: Error - scheduler not responding.", ERR_IO, "printer"},
		{"", ERR_IO, "printer"},
	};
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		struct err err = {0};
		char body[256];
		/* it is asked in the words that are known */
		snprintf(body, sizeof body, "[ \"$LC_ALL\" = C ] && echo \"%s\" >&2; exit 1",
			all[i].says);
		program("lp", body);
		setenv("LANGUAGE", "vi", 1);
		assert_int_equal(print("x", 1, "", PRINT_ONE_SIDE, &err), all[i].code);
		assert_string_equal(err.field, all[i].field);
	}
	struct err err = {0};
	program("lp", "echo 'first line' >&2; echo second >&2; exit 1");
	assert_int_equal(print("", 1, "", PRINT_ONE_SIDE, &err), ERR_IO);
	assert_string_equal(err.detail, "first line");
	/* one that talks without end is not waited for in vain */
	program("lp", "i=0; while [ $i -lt 4000 ]; do echo "
		      "'a line of some length that fills any pipe sooner or later' >&2; "
		      "i=$((i+1)); done; exit 1");
	assert_int_equal(print("", 1, "", PRINT_ONE_SIDE, &err), ERR_IO);
}

static void test_no_lp(void **state)
{
	struct err err = {0};
	struct printers p;
	char path[128];
	(void)state;
	in_folder(path, "lp");
	unlink(path);
	in_folder(path, "lpstat");
	unlink(path);
	assert_int_equal(print("", 1, "", PRINT_ONE_SIDE, &err), ERR_NOT_FOUND);
	assert_string_equal(err.field, "lp");
	assert_int_equal(printers_read(&p, &err), ERR_NOT_FOUND);
	assert_string_equal(err.field, "printer");
}

static void test_printers(void **state)
{
	struct err err = {0};
	struct printers p;
	(void)state;
	program("lpstat", "[ $1 = -e ] && printf 'HP\\n-x\\nCanon_2\\n\\na b\\n'; "
			  "[ $1 = -d ] && echo 'system default destination: Canon_2'; exit 0");
	assert_int_equal(printers_read(&p, &err), 0);
	assert_int_equal(p.n, 2);
	assert_string_equal(p.name[0], "HP");
	assert_string_equal(p.name[1], "Canon_2");
	assert_int_equal(p.standard, 1);
	program("lpstat", "[ $1 = -e ] && echo HP; [ $1 = -d ] && echo 'no system default "
			  "destination'; exit 0");
	assert_int_equal(printers_read(&p, &err), 0);
	assert_int_equal(p.standard, p.n);
	program("lpstat", "exit 0");
	assert_int_equal(printers_read(&p, &err), ERR_NOT_FOUND);
	program("lpstat", "echo HP; exit 1");
	assert_int_equal(printers_read(&p, &err), ERR_NOT_FOUND);
}

/* Only what is here is found. */
static int set_up(void **state)
{
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/taonguon-test-XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	return setenv("PATH", folder, 1);
}

static int tear_down(void **state)
{
	static const char *const files[] = {"lp", "lpstat", "given"};
	char path[128];
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(files); i++) {
		in_folder(path, files[i]);
		unlink(path);
	}
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words_of_lp),
		cmocka_unit_test(test_options_that_cannot_be),
		cmocka_unit_test(test_complaints),
		cmocka_unit_test(test_no_lp),
		cmocka_unit_test(test_printers),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
