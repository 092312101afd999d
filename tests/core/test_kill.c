/* Programs that are killed at any moment: what was said to be saved is there, nothing is there
 * twice, and the database holds together. Which writer is killed comes from a fixed seed; when,
 * from the real time. Usage: test_kill [KILLS [EDITS]], or the environment's TAONGUON_KILLS. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "fixture.h"

#include "base/mem.h"
#include "db/conn.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WRITERS = 4, ACTS_A_PERSON = 3, EDITORS = 4 };

static int kills = 1000, edits = 300;
static char folder[200], path[256];

static struct db *open_file(void)
{
	struct db *db = NULL;
	struct err e = {0};
	if (db_open(path, 0, &db, &e)) {
		fprintf(stderr, "db_open: %d %s\n", e.code, e.detail);
		_exit(9);
	}
	return db;
}

static int setup(void **state)
{
	(void)state;
	struct db *db = NULL;
	const char *tmp = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%.150s/taonguon-kill-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof path, "%s/k.db", folder);
	assert_int_equal(db_open(path, DB_CREATE, &db, NULL), 0);
	fixture_cell(db, "AP1", "Ấp 1", CELL_RESIDENTIAL);
	fixture_member(db, "Nguyễn Văn An", "2009-01-01", "2010-01-01", (struct cell_id){1});
	db_close(db);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	static const char *const tails[] = {"", "-wal", "-shm"};
	for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
		char name[300];
		snprintf(name, sizeof name, "%s%s", path, tails[i]);
		unlink(name);
	}
	return rmdir(folder);
}

/* ---- the writers ----------------------------------------------------------------------------- */

/* Act number `n` of a writer, always the same one for the same number: a person, listed, with a
 * mentor. The person's name tells whose it is, so that one of them twice would be seen. */
static int act(struct db *db, int writer, long n, struct err *err)
{
	char uid[DB_UID_MAX], name[64];
	struct act_by by = {.actor = "writer", .uid = uid};
	struct person p = {.full_name = name};
	struct person_id id = {0};
	long whose = n / ACTS_A_PERSON;
	snprintf(uid, sizeof uid, "w%d-%ld", writer, n);
	snprintf(name, sizeof name, "Người Số %c%ld", 'A' + writer, whose);
	if (n % ACTS_A_PERSON == 0)
		return person_save(db, &by, &p, (struct cell_id){1}, &id, err);
	int64_t found = 0;
	snprintf(uid, sizeof uid, "w%d-%ld", writer, whose * ACTS_A_PERSON);
	struct db_stmt *s = db_begin(db, DBQ_AUDIT_BY_UID, err);
	db_bind_text(s, "uid", uid);
	int r = db_number(s, 0, &found, err);
	if (r || !found)
		return r ? r : ERR(err, ERR_NOT_FOUND, "person", "%s", uid);
	snprintf(uid, sizeof uid, "w%d-%ld", writer, n);
	struct event e = {.person = {found}, .kind = EVENT_LISTED, .on = {2025, 1, 1}};
	struct assignment a = {.person = {found}, .mentor = {1}, .from = {2025, 2, 1}};
	return n % ACTS_A_PERSON == 1 ? event_save(db, &by, &e, false, NULL, NULL, err)
				      : assignment_save(db, &by, &a, NULL, err);
}

/* A writer's life: from the first act that nobody knows to be saved, on and on. What is saved is
 * said. */
static void write_on(int writer, long from, int out)
{
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	struct db *db = open_file();
	for (long n = from;; n++) {
		struct err e = {0};
		if (act(db, writer, n, &e)) {
			fprintf(stderr, "writer %d, act %ld: %d %s %s\n", writer, n, e.code,
				e.field, e.detail);
			_exit(8);
		}
		if (write(out, &n, sizeof n) != (ssize_t)sizeof n)
			_exit(7);
	}
}

struct writer {
	pid_t pid;
	int in;
	long saved; /* the last act it said was saved; -1: none */
	unsigned char part[sizeof(long)];
	size_t got;
};

static void start(struct writer *w, int number)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	w->pid = fork();
	assert_true(w->pid >= 0);
	if (w->pid == 0) {
		close(ends[0]);
		/* the next one may be in the file or not: it is done again, with the same uid. Half
		 * of them repeat what is known to be saved, too */
		write_on(number, w->saved > 0 && number % 2 ? w->saved : w->saved + 1, ends[1]);
	}
	close(ends[1]);
	w->in = ends[0];
	w->got = 0;
}

/* Takes what has been said; false at the end of the pipe. */
static bool listen_to(struct writer *w)
{
	ssize_t n = read(w->in, w->part + w->got, sizeof w->part - w->got);
	if (n <= 0)
		return n < 0 && errno == EINTR;
	w->got += (size_t)n;
	if (w->got == sizeof w->part) {
		long said;
		memcpy(&said, w->part, sizeof said);
		w->got = 0;
		/* one that was begun again may repeat its last act, no other */
		assert_true(said == w->saved + 1 || said == w->saved);
		w->saved = said;
	}
	return true;
}

static void kill_one(struct writer *w)
{
	int status;
	assert_int_equal(kill(w->pid, SIGKILL), 0);
	assert_int_equal(waitpid(w->pid, &status, 0), w->pid);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGKILL)
		fail_msg("a writer ended by itself: %d", WEXITSTATUS(status));
	while (listen_to(w))
		;
	close(w->in);
}

/* Listens until somebody has saved `acts` more, then for a moment that no one chose: that is where
 * it dies. */
static void let_work(struct writer writers[WRITERS], int acts, long microseconds)
{
	struct timespec now, end;
	clock_gettime(CLOCK_MONOTONIC, &end);
	long long until = end.tv_sec * 1000000LL + end.tv_nsec / 1000 + microseconds, at;
	int heard = 0;
	do {
		struct pollfd fds[WRITERS];
		for (int i = 0; i < WRITERS; i++)
			fds[i] = (struct pollfd){.fd = writers[i].in, .events = POLLIN};
		struct timespec wait = {.tv_nsec = heard < acts ? 50000000 : 50000};
		ppoll(fds, WRITERS, &wait, NULL);
		for (int i = 0; i < WRITERS; i++)
			if (fds[i].revents & (POLLIN | POLLHUP)) {
				if (!listen_to(&writers[i]))
					fail_msg("writer %d has gone", i);
				heard++;
			}
		clock_gettime(CLOCK_MONOTONIC, &now);
		at = now.tv_sec * 1000000LL + now.tv_nsec / 1000;
	} while (heard < acts || at < until);
}

/* After the last kill every writer's next act is done once more: it was saved, or it is now. */
static void settle(struct db *db, const struct writer *w, int number)
{
	struct err e = {0};
	for (long n = w->saved > 0 ? w->saved : 0; n <= w->saved + 1; n++)
		if (act(db, number, n, &e))
			fail_msg("writer %d, act %ld: %d %s", number, n, e.code, e.detail);
}

static void count_up(struct db *db, const struct writer writers[WRITERS])
{
	static const char *const counts[] = {"SELECT count (*) FROM person WHERE id > 1",
		"SELECT count (*) FROM event", "SELECT count (*) FROM mentor_assignment"};
	for (int kind = 0; kind < ACTS_A_PERSON; kind++) {
		long want = 0;
		for (int i = 0; i < WRITERS; i++)
			want += (writers[i].saved + ACTS_A_PERSON - kind) / ACTS_A_PERSON;
		assert_int_equal(fixture_number(db, counts[kind]), want);
	}
	assert_int_equal(fixture_number(db, "SELECT count (DISTINCT full_name) FROM person"),
		fixture_number(db, "SELECT count (*) FROM person"));
	for (int i = 0; i < WRITERS; i++) {
		char sql[160];
		snprintf(sql, sizeof sql,
			"SELECT count (*) FROM audit WHERE uid GLOB 'w%d-*' AND "
			"CAST (substr (uid, 4) AS INTEGER) <= %ld",
			i, writers[i].saved);
		assert_int_equal(fixture_number(db, sql), writers[i].saved + 1);
	}
}

static void test_kill(void **state)
{
	(void)state;
	struct writer writers[WRITERS];
	uint64_t seed = 20261123;
	for (int i = 0; i < WRITERS; i++) {
		writers[i] = (struct writer){.saved = -1};
		start(&writers[i], i);
	}
	for (int k = 0; k < kills; k++) {
		let_work(writers, 1 + fixture_below(&seed, 6), fixture_below(&seed, 8000));
		int victim = fixture_below(&seed, WRITERS);
		kill_one(&writers[victim]);
		if (k % 50 == 49) { /* now and then all at once: nobody is left to tidy up */
			for (int i = 0; i < WRITERS; i++)
				if (i != victim) {
					kill_one(&writers[i]);
					start(&writers[i], i);
				}
		}
		start(&writers[victim], victim);
	}
	for (int i = 0; i < WRITERS; i++)
		kill_one(&writers[i]);
	struct db *db = open_file();
	for (int i = 0; i < WRITERS; i++) {
		assert_true(writers[i].saved >= 0);
		settle(db, &writers[i], i);
		writers[i].saved++;
	}
	count_up(db, writers);
	fixture_sound(db);
	db_close(db);
}

/* ---- edits of one record --------------------------------------------------------------------- */

/* Adds one to the number in the note, `edits` times, whoever else does. */
static void edit_on(void)
{
	struct db *db = open_file();
	for (int done = 0; done < edits;) {
		struct err e = {0};
		struct person p;
		struct person_id id;
		char note[32];
		if (person_load(db, (struct person_id){1}, &p, &e))
			_exit(6);
		snprintf(note, sizeof note, "%d", (p.note ? atoi(p.note) : 0) + 1);
		free(p.note);
		p.note = mem_strdup(note);
		int r = person_save(db, &fixture_by, &p, (struct cell_id){0}, &id, &e);
		person_done(&p);
		if (r && r != ERR_CONFLICT) {
			fprintf(stderr, "edit: %d %s\n", e.code, e.detail);
			_exit(5);
		}
		done += r == 0;
	}
	db_close(db);
	_exit(0);
}

static void test_no_lost_update(void **state)
{
	(void)state;
	pid_t pids[EDITORS];
	for (int i = 0; i < EDITORS; i++) {
		fflush(NULL);
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (!pids[i])
			edit_on();
	}
	for (int i = 0; i < EDITORS; i++) {
		int status;
		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFEXITED(status));
		assert_int_equal(WEXITSTATUS(status), 0);
	}
	struct db *db = open_file();
	struct person p = fixture_load(db, (struct person_id){1});
	assert_int_equal(atoi(p.note), EDITORS * edits);
	assert_int_equal(p.rev, 1 + EDITORS * edits);
	person_done(&p);
	assert_int_equal(
		fixture_number(db, "SELECT count (*) FROM audit WHERE act = 'person_change'"),
		EDITORS * edits);
	fixture_sound(db);
	db_close(db);
}

int main(int argc, char **argv)
{
	const char *fewer = getenv("TAONGUON_KILLS");
	if (fewer && atoi(fewer) > 0) {
		kills = atoi(fewer);
		edits = kills < 300 ? kills : 300;
	}
	if (argc > 1)
		kills = atoi(argv[1]);
	if (argc > 2)
		edits = atoi(argv[2]);
	fixture_start();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_kill, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_lost_update, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
