/* A list that does not come to its end: stopped, broken off, or its name taken meanwhile. What was there stays, nothing
 * is left beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/program.h"
#include "long_list.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const endings[] = {"txt", "csv", "pdf", "xlsx", "docx"};
enum { ROWS = 1500, ENOUGH = 500 };

static char folder[64];

/* What a writer tells of its progress, and what it is answered. */
struct watch {
	size_t stop_at;	   /* rows; SIZE_MAX: never */
	const char *taken; /* a file to put there once rows are written; NULL: none */
	size_t calls, last, all;
};

static void put_old(const char *path)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	fputs("old", f);
	fclose(f);
}

static int go_on(void *ctx, size_t done, size_t all)
{
	struct watch *w = ctx;
	assert_true(done >= w->last && done <= all);
	w->calls++;
	w->last = done;
	w->all = all;
	if (w->taken && done)
		put_old(w->taken);
	return done >= w->stop_at;
}

static size_t entries(const char *path)
{
	size_t n = 0;
	DIR *dir = opendir(path);
	assert_non_null(dir);
	while (readdir(dir))
		n++;
	closedir(dir);
	return n - 2;
}

static void assert_old(const char *path)
{
	char buf[8] = "";
	FILE *f = fopen(path, "r");
	assert_non_null(f);
	assert_int_equal(fread(buf, 1, sizeof buf - 1, f), 3);
	assert_string_equal(buf, "old");
	fclose(f);
}

static int write_list(
	const char *path, struct long_list *l, struct watch *w, bool keep_existing, struct err *err)
{
	struct doc d;
	long_begin_doc(&d);
	long_stream(&d, l);
	d.progress = (struct doc_progress){go_on, w};
	d.keep_existing = keep_existing;
	int r = long_write(&d, path, err);
	doc_done(&d);
	assert_int_equal(l->done, 1);
	return r;
}

static char *path_of(const char *ending)
{
	return mem_printf("%s/list.%s", folder, ending);
}

static void test_progress(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		CLEANUP_FREE char *path = path_of(endings[i]);
		struct err err = {0};
		struct watch w = {.stop_at = SIZE_MAX};
		struct long_list l = {.count = ROWS};
		assert_int_equal(write_list(path, &l, &w, false, &err), 0);
		assert_int_equal(w.all, ROWS);
		assert_true(w.last > ROWS / 2);
		assert_true(w.calls > 3 && w.calls < ROWS);
		struct stat st;
		assert_int_equal(stat(path, &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
		unlink(path);
	}
}

static void test_stop(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(endings); i++)
		/* at once, in the middle, after the last row */
		for (size_t at = 0; at <= ROWS; at += ENOUGH) {
			CLEANUP_FREE char *path = path_of(endings[i]);
			struct err err = {0};
			struct watch w = {.stop_at = at};
			struct long_list l = {.count = ROWS};
			size_t files = entries("/proc/self/fd");
			put_old(path);
			int r = write_list(path, &l, &w, false, &err);
			/* text that is written to its last row is there: nothing is asked after it */
			if (r || at < ROWS) {
				assert_int_equal(r, ERR_STOPPED);
				assert_string_equal(err.field, "file");
				assert_old(path);
			}
			assert_int_equal(entries(folder), 1);
			assert_int_equal(entries("/proc/self/fd"), files);
			unlink(path);
		}
}

static void test_broken_rows(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		CLEANUP_FREE char *path = path_of(endings[i]);
		struct err err = {0};
		struct watch w = {.stop_at = SIZE_MAX};
		struct long_list l = {.count = ROWS, .fail_at = ENOUGH};
		put_old(path);
		assert_int_equal(write_list(path, &l, &w, false, &err), ERR_CORRUPT);
		assert_string_equal(err.detail, "row 500");
		assert_old(path);
		assert_int_equal(entries(folder), 1);
		unlink(path);
	}
}

static void test_existing_is_kept(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		CLEANUP_FREE char *path = path_of(endings[i]);
		struct err err = {0};
		struct watch w = {.stop_at = SIZE_MAX};
		struct long_list l = {.count = ROWS};
		put_old(path);
		/* it is there, and not a row is read */
		assert_int_equal(write_list(path, &l, &w, true, &err), ERR_EXISTS);
		assert_string_equal(err.field, "file");
		assert_int_equal(l.begun, 0);
		unlink(path);
		/* it comes while ours is written */
		w = (struct watch){.stop_at = SIZE_MAX, .taken = path};
		l = (struct long_list){.count = ROWS};
		assert_int_equal(write_list(path, &l, &w, true, &err), ERR_EXISTS);
		assert_old(path);
		assert_int_equal(entries(folder), 1);
		unlink(path);
		/* it is not there */
		w = (struct watch){.stop_at = SIZE_MAX};
		l = (struct long_list){.count = ROWS};
		assert_int_equal(write_list(path, &l, &w, true, &err), 0);
		assert_int_equal(entries(folder), 1);
		unlink(path);
	}
}

/* A file is no folder, and a link that leads nowhere is a name that is taken. */
static void test_other_names(void **state)
{
	(void)state;
	CLEANUP_FREE char *dir = path_of("dir.txt"), *link = path_of("link.txt");
	struct err err = {0};
	struct watch w = {.stop_at = SIZE_MAX};
	struct long_list l = {.count = 3};
	mkdir(dir, 0700);
	assert_int_equal(write_list(dir, &l, &w, true, &err), ERR_IO);
	assert_string_equal(err.field, "file");
	rmdir(dir);
	assert_int_equal(symlink("/nonexistent/x", link), 0);
	w.last = 0;
	l = (struct long_list){.count = 3};
	assert_int_equal(write_list(link, &l, &w, true, &err), ERR_EXISTS);
	unlink(link);
	assert_int_equal(entries(folder), 0);
}

/* The rows belong to the document, also to one that has failed. */
static void test_ownership(void **state)
{
	(void)state;
	struct doc d;
	struct long_list a = {.count = 3}, b = {.count = 4}, c = {0};
	const struct doc_rows rows = {long_begin, long_next, long_done, &c, 0};
	long_begin_doc(&d);
	long_stream(&d, &a);
	doc_table_rows(&d, &d.blocks[0].table,
		&(struct doc_rows){long_begin, long_next, long_done, &b, 4});
	assert_int_equal(a.done, 1);
	d.failed = true;
	doc_table_rows(&d, NULL, &rows);
	assert_int_equal(c.done, 1);
	doc_done(&d);
	assert_int_equal(b.done, 1);
	assert_int_equal(a.done, 1);
}

static int set_up(void **state)
{
	struct err err = {0};
	(void)state;
	snprintf(folder, sizeof folder, "/tmp/taonguon-test-XXXXXX");
	if (!mkdtemp(folder) || program_init(NULL, &err))
		return -1;
	/* what the modules open once is open from here on */
	for (size_t i = 0; i < ARRAY_LEN(endings); i++) {
		CLEANUP_FREE char *path = path_of(endings[i]);
		struct watch w = {.stop_at = SIZE_MAX};
		struct long_list l = {.count = 1};
		if (write_list(path, &l, &w, false, &err))
			return -1;
		unlink(path);
	}
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	/* fails if a writer left something behind */
	return rmdir(folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_progress),
		cmocka_unit_test(test_stop),
		cmocka_unit_test(test_broken_rows),
		cmocka_unit_test(test_existing_is_kept),
		cmocka_unit_test(test_other_names),
		cmocka_unit_test(test_ownership),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
