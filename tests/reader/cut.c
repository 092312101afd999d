/* Files cut short at every hundredth byte, and with bytes put wrong: a workbook or a clear error, and nothing is left.
 * cut FILE… */
#include "base/mem.h"
#include "base/program.h"
#include "reader/file.h"
#include "reader/workbook.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

static struct reader_limits limits;
static long count, whole;

/* 0: as it must be. */
static int check(const char *what, const char *bytes, size_t n)
{
	static const enum err_code fine[] = {ERR_CORRUPT, ERR_LIMIT, ERR_INVALID};
	struct err err = {0};
	struct workbook *w = NULL;
	const struct reader_options options = {.limits = &limits};
	int r = workbook_from_bytes("x", bytes, n, &options, &w, &err);
	bool ok = !r;
	for (size_t i = 0; r && i < ARRAY_LEN(fine); i++)
		ok |= r == (int)fine[i];
	workbook_free(w);
	count++;
	whole += !r;
	if (ok && waitpid(-1, NULL, WNOHANG) < 0 && errno == ECHILD)
		return 0;
	printf("%s: %d %s %s\n", what, r, err.field, err.detail);
	return 1;
}

static int cut(const char *path, const char *bytes, size_t n)
{
	char what[300];
	int failed = 0;
	for (size_t i = 0; i < n; i += 100) {
		snprintf(what, sizeof what, "%s cut at %zu", path, i);
		failed += check(what, bytes, i);
	}
	return failed;
}

static int damage(const char *path, char *bytes, size_t n)
{
	char what[300];
	int failed = 0;
	uint32_t seed = 20261128;
	for (int i = 0; i < 60; i++) {
		seed = seed * 1664525U + 1013904223U;
		/* heads are where it hurts most */
		size_t at = (seed >> 8) % (i % 2 || n < 600 ? n : 600);
		char was = bytes[at];
		bytes[at] = (char)(seed >> 24);
		snprintf(what, sizeof what, "%s byte %zu is %d", path, at, bytes[at]);
		failed += check(what, bytes, n);
		bytes[at] = was;
	}
	return failed;
}

int main(int argc, char **argv)
{
	int failed = 0;
	limits = reader_limits_usual;
	limits.seconds = 60; /* no test is about how busy the machine is */
	if (program_init(NULL, NULL))
		return 2;
	for (int i = 1; i < argc; i++) {
		char *bytes;
		size_t n;
		if (file_load(argv[i], limits.unpacked, &bytes, &n, NULL))
			return 2;
		failed += cut(argv[i], bytes, n) + damage(argv[i], bytes, n);
		free(bytes);
	}
	printf("%ld damaged files, %ld of them still whole enough, %d wrong\n", count, whole,
		failed);
	return failed != 0;
}
