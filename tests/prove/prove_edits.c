/* Promise: two clerks never overwrite each other silently. prove_edits PROCESSES EDITS
 *
 * Each process adds one to a number that stands in a person's note, EDITS times, on people that all
 * of them edit. A save that was overtaken is refused, and the clerk takes the newer record and does
 * it again. In the end the numbers must add up, and each edit must have its audit row. */
#include "base/mem.h"
#include "office.h"

#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PEOPLE = 3 };

struct shared {
	long edits, conflicts, others;
};

static int add_one(struct db *db, struct person_id id, struct err *err)
{
	const struct act_by by = {.actor = "clerk"};
	char note[24];
	struct person p;
	int r = person_load(db, id, &p, err);
	if (r)
		return r;
	snprintf(note, sizeof note, "%ld", p.note ? atol(p.note) + 1 : 1);
	free(p.note);
	p.note = mem_strdup(note);
	sched_yield(); /* a clerk takes her time */
	r = person_save(db, &by, &p, p.cell, &p.id, err);
	person_done(&p);
	return r;
}

static void edit(const char *path, int process, long edits, struct shared *shared)
{
	struct db *db;
	struct err err = {0};
	office_must(db_open(path, 0, &db, &err), &err);
	for (long i = 0; i < edits; i++) {
		int r;
		while ((r = add_one(db, (struct person_id){1 + (process + i) % PEOPLE}, &err)) != 0)
			__atomic_add_fetch(r == ERR_CONFLICT ? &shared->conflicts : &shared->others,
				1, __ATOMIC_RELAXED);
		__atomic_add_fetch(&shared->edits, 1, __ATOMIC_RELAXED);
	}
	db_close(db);
}

static long sum_of_notes(const char *path)
{
	long sum = 0;
	struct db *db;
	struct err err = {0};
	office_must(db_open(path, 0, &db, &err), &err);
	for (int i = 0; i < PEOPLE; i++) {
		struct person p;
		office_must(person_load(db, (struct person_id){1 + i}, &p, &err), &err);
		sum += p.note ? atol(p.note) : 0;
		person_done(&p);
	}
	db_close(db);
	return sum;
}

static void clear_notes(const char *path)
{
	struct db *db;
	struct err err = {0};
	const struct act_by by = {.actor = "clerk"};
	office_must(db_open(path, 0, &db, &err), &err);
	for (int i = 0; i < PEOPLE; i++) {
		struct person p;
		office_must(person_load(db, (struct person_id){1 + i}, &p, &err), &err);
		mem_freep(&p.note);
		office_must(person_save(db, &by, &p, p.cell, &p.id, &err), &err);
		person_done(&p);
	}
	db_close(db);
}

int main(int argc, char **argv)
{
	int processes = argc > 1 ? atoi(argv[1]) : 4, done = 0;
	long edits = argc > 2 ? atol(argv[2]) : 1200;
	const char *path = office_path("office.db");
	struct shared *shared = mmap(
		NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		office_die("memory", "none");
	office_make(path);
	clear_notes(path);
	for (int i = 0; i < processes; i++) {
		pid_t pid = fork();
		if (pid == 0) {
			edit(path, i, edits, shared);
			_exit(0);
		}
		if (pid < 0)
			office_die("fork", "failed");
	}
	for (int status; wait(&status) > 0;)
		done += WIFEXITED(status) && WEXITSTATUS(status) == 0;
	struct office_run none = {.seed = -3};
	long sum = sum_of_notes(path), lost = shared->edits - sum;
	struct office_verdict v = office_judge(path, &none);
	printf("clerks on the same records: %d processes, %ld edits; conflicts shown %ld, other "
	       "errors %ld; "
	       "lost: %ld, corrupt: %ld%s%s\n",
		processes, shared->edits, shared->conflicts, shared->others, lost, v.corrupt,
		v.why[0] ? "; first: " : "", v.why);
	/* without a conflict nothing was tried */
	return done != processes || shared->edits != processes * edits || lost != 0 || v.corrupt ||
	       !shared->conflicts;
}
