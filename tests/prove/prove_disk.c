/* Promise: a full or failing disk damages nothing and is reported. prove_disk
 *
 * The office works while one file operation after another fails, with an I/O error or for lack of
 * room, once and for good. A clerk would try again what was refused. Swallowed: an operation failed
 * before the database was closed, and neither the opening nor any act nor the beginning of the next
 * one said so. */
#include "fault_vfs.h"
#include "office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ACTS = 130 };

struct outcome {
	bool is_told;
	long hits;
};

static struct outcome work(struct office_run *run, const char *path)
{
	struct outcome o = {0};
	struct err err = {0};
	if (db_open(path, 0, &run->db, &err)) {
		o.is_told = true;
		o.hits = fault_hits();
		return o;
	}
	while (run->acts < ACTS) {
		bool again = office_act(run, &err) != 0 && office_again(run, &err) != 0;
		o.is_told |= again || !run->is_saved[run->acts - 1];
		if (err.code)
			o.is_told = true;
		if (again)
			break;
	}
	/* what a checkpoint ran into is told when the next act begins */
	const struct act_by by = {.actor = "clerk"};
	if (act_begin(run->db, &by, "probe", NULL, &err))
		o.is_told = true;
	else
		db_act_rollback(run->db);
	o.hits = fault_hits();
	db_close(run->db);
	return o;
}

static long prove(enum fault_kind kind, const char *what, const char *path, long operations)
{
	long runs = 0, bad = 0, swallowed = 0, told = 0;
	char why[400] = "";
	for (long at = 1; at <= operations; at++) {
		struct office_run run = {.seed = at};
		char first[80];
		office_restore(path);
		fault_arm(kind, at, true);
		struct outcome o = work(&run, path);
		snprintf(first, sizeof first, "%s", fault_first());
		fault_arm(FAULT_NONE, 0, false);
		struct office_verdict v = office_judge(path, &run);
		bool is_bad = v.lost || v.corrupt, is_swallowed = o.hits && !o.is_told;
		if ((is_bad || is_swallowed) && !why[0])
			snprintf(why, sizeof why, "; first: %s at %ld: %s", first, at,
				is_bad ? v.why : "nobody was told");
		runs++;
		told += o.is_told;
		bad += is_bad;
		swallowed += is_swallowed;
	}
	printf("%s: %ld runs, %ld told; bad: %ld, swallowed: %ld%s\n", what, runs, told, bad,
		swallowed, why);
	fflush(stdout);
	return bad + swallowed;
}

int main(void)
{
	const char *path = office_path("office.db");
	struct office_run run = {.seed = 0};
	if (fault_install())
		office_die("the layer under SQLite", "cannot be installed");
	office_make(path);
	office_restore(path);
	fault_arm(FAULT_NONE, 0, true);
	work(&run, path);
	long operations = fault_operations();
	long failed = prove(FAULT_IO_ONCE, "I/O error, once", path, operations);
	failed += prove(FAULT_IO_FOREVER, "I/O error, for good", path, operations);
	failed += prove(FAULT_FULL_ONCE, "disk full, once", path, operations);
	failed += prove(FAULT_FULL_FOREVER, "disk full, for good", path, operations);
	return failed > 0;
}
