/* Promise: what was said to be saved is on the disk, even if the power fails, and half-saved work
 * never appears. prove_power CUTS [normal]
 *
 * The office works on its database while the power fails at one write, truncation, sync or deletion
 * after another, round after round, each time with another share of the unsynced writes kept,
 * dropped or torn. With `normal` the connection is set to synchronous=NORMAL, which does not keep
 * the promise: the proof must then find lost acts, or it cannot see them. */
#include "db/conn.h"
#include "fault_vfs.h"
#include "office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ACTS = 150 };

static void work(struct office_run *run, const char *path, bool normal)
{
	struct err err = {0};
	if (db_open(path, 0, &run->db, &err))
		return;
	bool goes_on = !normal || db_exec(run->db, "PRAGMA synchronous = NORMAL", &err) == 0;
	while (goes_on && run->acts < ACTS)
		goes_on = office_act(run, &err) == 0;
	db_close(run->db);
}

int main(int argc, char **argv)
{
	long cuts = argc > 1 ? atol(argv[1]) : 10000, operations = 0, saved = 0;
	bool normal = argc > 2 && strcmp(argv[2], "normal") == 0;
	const char *path = office_path("office.db");
	struct office_verdict all = {0};
	if (fault_install())
		office_die("the layer under SQLite", "cannot be installed");
	office_make(path);
	for (long i = 0; i < cuts; i++) {
		struct office_run run = {.seed = i};
		office_restore(path);
		/* the first round, without a cut, counts the operations; then they are cut in turn
		 */
		fault_arm(operations ? FAULT_POWER : FAULT_NONE,
			operations ? 1 + i % operations : 0, false);
		work(&run, path, normal);
		if (!operations)
			operations = fault_operations();
		if (fault_after_power((uint64_t)i))
			office_die(path, "cannot be rewritten");
		fault_arm(FAULT_NONE, 0, false);
		struct office_verdict v = office_judge(path, &run);
		for (int k = 0; k < run.acts; k++)
			saved += run.is_saved[k];
		if ((v.lost || v.corrupt) && !all.why[0])
			memcpy(all.why, v.why, sizeof all.why);
		all.lost += v.lost > 0;
		all.corrupt += v.corrupt > 0;
	}
	bool failed = normal ? !all.lost : all.lost || all.corrupt;
	printf("%s: %ld cuts at %ld points, %ld acts acknowledged; cuts that lost some: %ld, "
	       "corrupt: %ld%s%s\n",
		normal ? "power fails, synchronous=NORMAL (must lose)" : "power fails", cuts,
		operations, saved, all.lost, all.corrupt, all.why[0] ? "; first: " : "", all.why);
	return failed;
}
