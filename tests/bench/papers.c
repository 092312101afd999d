/* Times long lists on their way into a file: papers TOOLS SCRATCH.
 *
 * Ours and the floors write the same rows, each in a process of its own, in turns; the times are those of the writing
 * alone, the memory is the process's at its peak. Where LibreOffice is installed it makes a PDF of our Word file of
 * the same list. As "papers make FILE ROWS" it is one of these processes. */
#include "base/program.h"
#include "bench.h"
#include "list_rows.h"
#include "report/doc.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* PDF_ROWS: a hundred pages. */
enum { RUNS = 5, PDF_ROWS = 5100, XLSX_ROWS = 100000 };

/* ---- ours ------------------------------------------------------------------------------------------ */

struct source {
	size_t at, count;
	struct doc_cell cells[LIST_COLUMNS];
	struct doc_row row;
};

static int rows_begin(void *ctx, struct err *err)
{
	struct source *s = ctx;
	(void)err;
	s->at = 0;
	return 0;
}

static int rows_next(void *ctx, const struct doc_row **ret, struct err *err)
{
	struct source *s = ctx;
	(void)err;
	if (s->at == s->count)
		return 0;
	const char *const *texts = list_row(s->at++);
	for (int c = 0; c < LIST_COLUMNS; c++)
		s->cells[c].text = (char *)texts[c];
	s->row.cells = s->cells;
	*ret = &s->row;
	return 1;
}

static int make(const char *file, size_t rows)
{
	struct err err = {0};
	struct doc d = {0};
	struct source source = {.count = rows};
	const struct doc_rows streamed = {
		.begin = rows_begin, .next = rows_next, .ctx = &source, .count = rows};
	bool is_xlsx = strstr(file, ".xlsx") != NULL;
	int columns = is_xlsx ? LIST_COLUMNS : LIST_PDF_COLUMNS;
	bench_must(program_init(NULL, &err), &err);
	list_row(0);
	list_ms();
	d.title = doc_dup(&d, "Danh sách");
	d.lang = doc_dup(&d, "vi");
	struct doc_table *t = doc_table(&d, "people");
	for (int c = 0; c < columns; c++)
		doc_table_column(&d, t, NULL, list_titles[c], c ? DOC_LEFT : DOC_RIGHT, c == 1);
	doc_table_rows(&d, t, &streamed);
	bench_must((is_xlsx			  ? doc_write_xlsx
			   : strstr(file, ".pdf") ? doc_write_pdf
						  : doc_write_docx)(&d, file, &err),
		&err);
	printf("%.3f\n", list_ms());
	doc_done(&d);
	return 0;
}

/* ---- processes ------------------------------------------------------------------------------------- */

struct outcome {
	struct samples ms, megabytes;
};

/* The first number that the program prints, or how long it ran where it prints none. False: it could not. */
static bool run(char *const argv[], bool prints, struct outcome *ret)
{
	posix_spawn_file_actions_t files;
	struct rusage used;
	int out[2], status;
	pid_t pid;
	double ms = 0, began = bench_now();
	if (pipe(out) || posix_spawn_file_actions_init(&files))
		bench_die("pipe", strerror(errno));
	posix_spawn_file_actions_adddup2(&files, out[1], 1);
	posix_spawn_file_actions_addclose(&files, out[0]);
	/* LibreOffice complains of what it can do without; ours and the floors say why they fail */
	if (!prints)
		posix_spawn_file_actions_addopen(&files, 2, "/dev/null", O_WRONLY, 0);
	int rc = posix_spawnp(&pid, argv[0], &files, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&files);
	close(out[1]);
	FILE *f = fdopen(out[0], "r");
	if (rc || !f) {
		close(out[0]);
		return false;
	}
	bool has_number = fscanf(f, "%lf", &ms) == 1;
	while (fgetc(f) != EOF)
		continue;
	fclose(f);
	if (wait4(pid, &status, 0, &used) != pid || status || (prints && !has_number))
		bench_die(argv[0], "failed");
	bench_add(&ret->ms, prints ? ms : bench_now() - began);
	bench_add(&ret->megabytes, (double)used.ru_maxrss / 1024);
	return true;
}

struct place {
	char *self, *tools, *scratch;
};

static void compare(const struct place *at, const char *what, const char *ending, size_t rows,
	double goal, struct outcome *ours)
{
	struct outcome floor = {0};
	char row[80], count[24];
	CLEANUP_FREE char *tool = mem_printf("%s/floor_%s", at->tools, ending);
	CLEANUP_FREE char *theirs = mem_printf("%s/floor.%s", at->scratch, ending);
	CLEANUP_FREE char *file = mem_printf("%s/list.%s", at->scratch, ending);
	char make_word[] = "make";
	snprintf(count, sizeof count, "%zu", rows);
	char *const floor_args[] = {tool, theirs, count, NULL};
	char *const our_args[] = {at->self, make_word, file, count, NULL};
	for (int i = 0; i < RUNS; i++) {
		unlink(file);
		if (!run(floor_args, true, &floor) || !run(our_args, true, ours))
			bench_die(tool, "did not start");
	}
	bench_row(what, "ms", bench_median(&floor.ms), bench_median(&ours->ms),
		(struct bench_goal){.ratio = goal});
	snprintf(row, sizeof row, "%s, memory", what);
	bench_row(row, "MB", bench_median(&floor.megabytes), bench_median(&ours->megabytes),
		(struct bench_goal){.limit = 40});
	free(floor.ms.v);
	free(floor.megabytes.v);
}

/* What a list ten times as long takes of memory, against the shorter one. */
static void compare_growth(const struct place *at, const char *ending, size_t rows)
{
	struct outcome few = {0}, many = {0};
	char row[80], short_count[24], long_count[24], make_word[] = "make";
	CLEANUP_FREE char *file = mem_printf("%s/growth.%s", at->scratch, ending);
	snprintf(short_count, sizeof short_count, "%zu", rows / 10);
	snprintf(long_count, sizeof long_count, "%zu", rows);
	run((char *const[]){at->self, make_word, file, short_count, NULL}, true, &few);
	run((char *const[]){at->self, make_word, file, long_count, NULL}, true, &many);
	snprintf(row, sizeof row, "%s of %zu rows, memory; floor: a tenth", ending, rows);
	bench_row(row, "MB", bench_median(&few.megabytes), bench_median(&many.megabytes),
		(struct bench_goal){.ratio = 1.2});
	free(few.ms.v);
	free(few.megabytes.v);
	free(many.ms.v);
	free(many.megabytes.v);
}

/* Milliseconds that LibreOffice takes for a PDF of our file; NaN: there is no LibreOffice. */
static double office_ms(const struct place *at, const char *ending, int rows)
{
	struct outcome ours = {0}, office = {0};
	char count[24], make_word[] = "make", name[] = "soffice", headless[] = "--headless",
			to[] = "--convert-to", pdf[] = "pdf", into[] = "--outdir";
	CLEANUP_FREE char *file = mem_printf("%s/office.%s", at->scratch, ending);
	CLEANUP_FREE char *folder = mem_printf("%s/office", at->scratch);
	CLEANUP_FREE char *profile =
		mem_printf("-env:UserInstallation=file://%s/profile", at->scratch);
	snprintf(count, sizeof count, "%d", rows);
	run((char *const[]){at->self, make_word, file, count, NULL}, true, &ours);
	bool ran = run((char *const[]){name, profile, headless, to, pdf, into, folder, file, NULL},
		false, &office);
	double ms = ran ? bench_median(&office.ms) : (double)NAN;
	free(ours.ms.v);
	free(ours.megabytes.v);
	free(office.ms.v);
	free(office.megabytes.v);
	return ms;
}

/* Its word processor makes the same paper, in minutes; its spreadsheet a simpler one. */
static void compare_office(const struct place *at, struct outcome *ours)
{
	enum { TIMES = 20, FEW = 10 };
	double mine = bench_median(&ours->ms);
	/* the first time it makes its profile */
	if (isnan(office_ms(at, "docx", FEW))) {
		printf("%-44s skipped: there is no soffice\n", "100 pages by LibreOffice");
		return;
	}
	bench_row("100 pages; floor: LibreOffice Calc / 20", "ms",
		office_ms(at, "xlsx", PDF_ROWS) / TIMES, mine, (struct bench_goal){0});
	bench_row("100 pages; floor: LibreOffice Writer / 20", "ms",
		office_ms(at, "docx", PDF_ROWS) / TIMES, mine, (struct bench_goal){.ratio = 1});
}

int main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "make") == 0)
		return make(argv[2], strtoul(argv[3], NULL, 10));
	if (argc != 3)
		bench_die("papers TOOLS SCRATCH", NULL);
	struct outcome pdf = {0}, xlsx = {0};
	const struct place at = {argv[0], argv[1], argv[2]};
	compare(&at, "a list of 100 pages as PDF", "pdf", PDF_ROWS, 1.5, &pdf);
	compare(&at, "100,000 rows of 12 as XLSX", "xlsx", XLSX_ROWS, 1.3, &xlsx);
	compare_growth(&at, "pdf", PDF_ROWS);
	compare_growth(&at, "xlsx", XLSX_ROWS);
	compare_growth(&at, "docx", XLSX_ROWS / 10);
	compare_office(&at, &pdf);
	return 0;
}
