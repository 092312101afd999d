/* Times the import of a list of candidates against sqlite3's own .import: import TAONGUON FOLDER
 * ROWS, where FOLDER holds what make_csv wrote.
 *
 * The floor reads three CSV files with exactly the rows that our import leaves in person,
 * person_cell and event (taken from its database; sort keys as hexadecimal text) into tables
 * without constraints, then makes the indexes of those tables. It checks nothing, looks nobody up,
 * and computes neither keys nor stages. The second floor also brings in person_word and the audit's
 * rows, which ours writes too.
 *
 * The same rows as a workbook (make_xlsx) are held against our own import of the CSV. */
#include "bench.h"

#include "base/mem.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { RUNS = 3 };

extern char **environ;

static const char *folder;

static char *in_folder(const char *name)
{
	char *path = mem_printf("%s/%s", folder, name);
	if (!path)
		bench_die("memory", NULL);
	return path;
}

static double run(char *const *argv)
{
	posix_spawn_file_actions_t quiet;
	pid_t pid;
	int status;
	posix_spawn_file_actions_init(&quiet);
	posix_spawn_file_actions_addopen(&quiet, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	double began = bench_now();
	if (posix_spawnp(&pid, argv[0], &quiet, NULL, argv, environ))
		bench_die(argv[0], "cannot be run");
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status))
		bench_die(argv[0], "failed");
	posix_spawn_file_actions_destroy(&quiet);
	return bench_now() - began;
}

static void remove_database(const char *path)
{
	static const char *const tails[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
		CLEANUP_FREE char *name = mem_printf("%s%s", path, tails[i]);
		if (name)
			unlink(name);
	}
}

static double run_ours(char *program, const char *database, const char *list)
{
	CLEANUP_FREE char *db = in_folder(database), *cells = in_folder("cells.csv");
	CLEANUP_FREE char *people = in_folder(list);
	remove_database(db);
	run((char *[]){program, (char *)"--db", db, (char *)"init", NULL});
	run((char *[]){
		program, (char *)"--db", db, (char *)"import", (char *)"cells", cells, NULL});
	return run((char *[]){
		program, (char *)"--db", db, (char *)"import", (char *)"candidates", people, NULL});
}

/* ---- the floor ------------------------------------------------------------------------------- */

static const struct table {
	const char *name, *columns;
	bool is_beside; /* only in the second floor */
} tables[] = {
	{"person",
		"id, full_name, birth, sex, ethnicity, religion, cccd, phone, home_place, "
		"residence, "
		"occupation, education, grade, professional, youth_union, organisation, position, "
		"is_member, joined_on, official_on, card_no, readmission, note, rev, "
		"hex (name_key) AS name_key, name_fold, cell_id, stage, stage_on, is_candidate, "
		"uncovered",
		false},
	{"person_cell", "id, person_id, cell_id, from_date, to_date, rev", false},
	{"event", "id, person_id, kind, on_date, paper_no, body, source, finder_id, note, rev",
		false},
	{"person_word", "word, hex (name_key) AS name_key, person_id", true},
	{"audit_change", "id, audit_id, record, record_id, before, after", true},
};

static FILE *open_script(const char *name)
{
	CLEANUP_FREE char *path = in_folder(name);
	FILE *f = fopen(path, "w");
	if (!f)
		bench_die(path, "cannot be written");
	return f;
}

static void run_script(const char *db_name, const char *script, double *ret_ms)
{
	CLEANUP_FREE char *db = in_folder(db_name), *path = in_folder(script);
	CLEANUP_FREE char *read = mem_printf(".read %s", path);
	double ms = run((char *[]){(char *)"sqlite3", db, read, NULL});
	if (ret_ms)
		*ret_ms = ms;
}

static void export_rows(void)
{
	FILE *f = open_script("export.sql");
	fputs(".mode csv\n", f);
	for (size_t i = 0; i < ARRAY_LEN(tables); i++)
		fprintf(f, ".once %s/floor_%s.csv\nSELECT %s FROM %s;\n", folder, tables[i].name,
			tables[i].columns, tables[i].name);
	fclose(f);
	run_script("ours.db", "export.sql", NULL);
}

/* The schema comes from our database; only the reading and indexing are timed. */
static void write_floor(bool with_beside)
{
	CLEANUP_FREE char *path = in_folder("ours.db");
	sqlite3 *h;
	FILE *make = open_script("make.sql"), *fill = open_script("fill.sql");
	if (sqlite3_open_v2(path, &h, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		bench_die(path, sqlite3_errmsg(h));
	fprintf(make, "ATTACH '%s' AS ours;\n", path);
	fputs(".mode csv\n", fill);
	for (size_t i = 0; i < ARRAY_LEN(tables); i++) {
		const struct table *t = &tables[i];
		if (t->is_beside && !with_beside)
			continue;
		fprintf(make, "CREATE TABLE %s AS SELECT %s FROM ours.%s LIMIT 0;\n", t->name,
			t->columns, t->name);
		fprintf(fill, ".import %s/floor_%s.csv %s\n", folder, t->name, t->name);
		sqlite3_stmt *s = bench_prepare(h,
			"SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 "
			"AND sql IS NOT NULL");
		sqlite3_bind_text(s, 1, t->name, -1, SQLITE_STATIC);
		while (sqlite3_step(s) == SQLITE_ROW)
			fprintf(fill, "%s;\n", (const char *)sqlite3_column_text(s, 0));
		sqlite3_finalize(s);
		if (strcmp(t->name, "person_word") == 0)
			fputs("CREATE UNIQUE INDEX person_word_key ON person_word (word, name_key, "
			      "person_id);\n",
				fill);
	}
	fclose(make);
	fclose(fill);
	sqlite3_close(h);
}

static double run_floor(bool with_beside)
{
	CLEANUP_FREE char *db = in_folder("floor.db");
	double ms;
	write_floor(with_beside);
	remove_database(db);
	run_script("floor.db", "make.sql", NULL);
	run_script("floor.db", "fill.sql", &ms);
	return ms;
}

int main(int argc, char **argv)
{
	struct samples ours = {0}, floor = {0}, all = {0}, book = {0};
	char row[80];
	if (argc != 4)
		bench_die("import TAONGUON FOLDER ROWS", NULL);
	folder = argv[2];
	for (int i = 0; i < RUNS; i++) {
		bench_add(&ours, run_ours(argv[1], "ours.db", "candidates.csv"));
		if (i == 0)
			export_rows();
		bench_add(&floor, run_floor(false));
		bench_add(&all, run_floor(true));
		bench_add(&book, run_ours(argv[1], "book.db", "candidates.xlsx"));
	}
	double mine = bench_median(&ours);
	snprintf(row, sizeof row, "import of %s rows; floor: .import", argv[3]);
	bench_row(row, "ms", bench_median(&floor), mine, (struct bench_goal){.ratio = 3});
	bench_row("  the same; floor with words and audit rows", "ms", bench_median(&all), mine,
		(struct bench_goal){0});
	bench_row("  the same rows as XLSX; floor: our CSV", "ms", mine, bench_median(&book),
		(struct bench_goal){.ratio = 2});
	return 0;
}
