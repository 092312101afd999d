/* The child without rights: what it tries is its end, however it ends the parent says so, and nothing is left of it. */
#include "base/mem.h"
#include "base/program.h"
#include "reader/child.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

static struct reader_limits limits;

/* Runs `parse` in a child; what came of it is in *err, the code is returned. */
static int run(int (*parse)(void *, struct wire_out *, struct err *),
	const struct reader_options *options, struct err *err)
{
	const struct child_work work = {.parse = parse};
	struct wire_in *in = wire_in_make(&limits);
	assert_non_null(in);
	memset(err, 0, sizeof *err);
	int r = child_run(&work, &limits, options, in, err);
	wire_in_free(in);
	/* neither running nor waiting to be reaped */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	assert_true(!r || (int)err->code == r);
	return r;
}

/* ---- rights ----------------------------------------------------------------------------------------- */

static int fine(void *ctx, struct wire_out *out, struct err *err)
{
	(void)ctx;
	char *much = malloc(8 << 20); /* memory it may have */
	if (!much)
		return ERR_OOM(err);
	memset(much, 1, 8 << 20);
	free(much);
	return wire_format(out, WORKBOOK_CSV, true, err);
}

/* Each does what it must not; to come back from it is a success for the child and a fault of the sandbox. */
#define TRIES(name, call)                                                                          \
	static int name(void *ctx, struct wire_out *out, struct err *err)                          \
	{                                                                                          \
		(void)ctx;                                                                         \
		(void)(call);                                                                      \
		return wire_format(out, WORKBOOK_CSV, true, err);                                  \
	}

TRIES(try_open, open("/etc/passwd", O_RDONLY))
TRIES(try_create, open("/tmp/taonguon-child", O_WRONLY | O_CREAT, 0600))
TRIES(try_socket, socket(AF_INET, SOCK_STREAM, 0))
TRIES(try_unix, socket(AF_UNIX, SOCK_STREAM, 0))
TRIES(try_fork, fork())
TRIES(try_exec, execl("/bin/true", "true", (char *)NULL))
TRIES(try_kill, kill(getppid(), 0))
TRIES(try_ptrace, syscall(SYS_ptrace, 16L, (long)1, 0L, 0L))
TRIES(try_stat, access("/", F_OK))
TRIES(try_read, read(0, (char[1]){0}, 1))
TRIES(try_terminal, write(1, "x", 1))
TRIES(try_code,
	mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
TRIES(try_unlink, unlink("/tmp/taonguon-child"))

static void test_rights(void **state)
{
	(void)state;
	static const struct {
		const char *what;
		int (*parse)(void *, struct wire_out *, struct err *);
	} t[] = {
		{"open", try_open},
		{"create", try_create},
		{"socket", try_socket},
		{"unix socket", try_unix},
		{"fork", try_fork},
		{"exec", try_exec},
		{"kill", try_kill},
		{"ptrace", try_ptrace},
		{"access", try_stat},
		{"read standard input", try_read},
		{"write to the terminal", try_terminal},
		{"memory that runs", try_code},
		{"unlink", try_unlink},
	};
	struct err err;
	assert_int_equal(run(fine, NULL, &err), 0);
	for (size_t i = 0; i < ARRAY_LEN(t); i++) {
		int r = run(t[i].parse, NULL, &err);
		if (r != ERR_CORRUPT || strcmp(err.detail, "SIGSYS") != 0)
			fail_msg("%s: %d %s", t[i].what, r, err.detail);
	}
	assert_int_equal(access("/tmp/taonguon-child", F_OK), -1);
}

/* ---- ways to end ------------------------------------------------------------------------------------ */

static int hang(void *ctx, struct wire_out *out, struct err *err)
{
	(void)ctx;
	(void)out;
	(void)err;
	static int lock;
	for (;;) /* asleep: no time of the processor is spent */
		syscall(SYS_futex, &lock, 0 /* FUTEX_WAIT */, 0, NULL, NULL, 0);
	return 0;
}

static int spin(void *ctx, struct wire_out *out, struct err *err)
{
	(void)ctx;
	(void)out;
	(void)err;
	for (volatile unsigned i = 0;; i = i + 1)
		;
	return 0;
}

static int crash(void *ctx, struct wire_out *out, struct err *err)
{
	(void)ctx;
	(void)out;
	(void)err;
	__builtin_trap();
	return 0;
}

static int leave(void *ctx, struct wire_out *out, struct err *err)
{
	(void)ctx;
	(void)out;
	(void)err;
	_exit(0);
	return 0;
}

static int eat(void *ctx, struct wire_out *out, struct err *err)
{
	(void)ctx;
	(void)out;
	for (size_t n = 0; n < 4096; n++) {
		char *p = malloc(1 << 20);
		if (!p)
			return ERR_OOM(err);
		memset(p, 1, 1 << 20);
	}
	return 0;
}

static int flood(void *ctx, struct wire_out *out, struct err *err)
{
	(void)ctx;
	char text[1000];
	memset(text, 'x', sizeof text);
	const struct raw_cell cell = {.kind = RAW_TEXT, .text = text, .size = sizeof text};
	int r = wire_format(out, WORKBOOK_CSV, true, err);
	if (!r)
		r = wire_sheet(out, "", false, false, err);
	for (long row = 1; !r; row++) {
		r = wire_row(out, row, err);
		for (size_t i = 0; !r && i < 500; i++)
			r = wire_cell(out, i, &cell, err);
		if (!r)
			r = wire_row_end(out, err);
	}
	return r;
}

static int lie(void *ctx, struct wire_out *out, struct err *err)
{
	(void)ctx;
	(void)err;
	char junk[500];
	memset(junk, 0xFF, sizeof junk);
	return out->send(out->ctx, junk, sizeof junk);
}

static void test_ends(void **state)
{
	(void)state;
	struct err err;
	limits.seconds = 1;
	assert_int_equal(run(hang, NULL, &err), ERR_LIMIT);
	assert_string_equal(err.field, "seconds");
	assert_int_equal(run(spin, NULL, &err), ERR_LIMIT);
	assert_string_equal(err.field, "seconds");
	limits.seconds = 60;
	assert_int_equal(run(crash, NULL, &err), ERR_CORRUPT);
	assert_int_equal(strncmp(err.detail, "SIG", 3), 0);
	assert_int_equal(run(leave, NULL, &err), ERR_CORRUPT);
	assert_int_equal(run(lie, NULL, &err), ERR_CORRUPT);
	limits.memory = 32 << 20;
#ifndef __SANITIZE_ADDRESS__ /* it keeps a shadow of all addresses: no limit of those */
	assert_int_equal(run(eat, NULL, &err), ERR_LIMIT);
	assert_string_equal(err.field, "memory");
#else
	(void)eat;
#endif
	/* what the parent keeps has a limit too */
	assert_int_equal(run(flood, NULL, &err), ERR_LIMIT);
	assert_string_equal(err.field, "memory");
	limits.memory = reader_limits_usual.memory;
}

static bool stop_at_third(void *ctx, long done, long total)
{
	(void)done;
	(void)total;
	return ++*(int *)ctx == 3;
}

static void test_stop(void **state)
{
	(void)state;
	struct err err;
	int calls = 0;
	const struct reader_options options = {.progress = stop_at_third, .ctx = &calls};
	assert_int_equal(run(hang, &options, &err), ERR_STOPPED);
	assert_int_equal(calls, 3);
}

static void on_alarm(int s)
{
	(void)s;
}

/* A clock that rings all the time, and a reader who does not wait for children: no harm. */
static void test_signals(void **state)
{
	(void)state;
	struct err err;
	struct sigaction on = {.sa_handler = on_alarm}, before;
	assert_int_equal(sigaction(SIGALRM, &on, &before), 0);
	struct itimerval often = {{0, 500}, {0, 500}}, never = {{0, 0}, {0, 0}};
	setitimer(ITIMER_REAL, &often, NULL);
	for (int i = 0; i < 20; i++)
		assert_int_equal(run(fine, NULL, &err), 0);
	setitimer(ITIMER_REAL, &never, NULL);
	sigaction(SIGALRM, &before, NULL);
	signal(SIGCHLD, SIG_IGN);
	assert_int_equal(run(fine, NULL, &err), 0);
	assert_int_equal(run(crash, NULL, &err), ERR_CORRUPT);
	signal(SIGCHLD, SIG_DFL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rights),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_stop),
		cmocka_unit_test(test_signals),
	};
	limits = reader_limits_usual;
	limits.seconds = 60; /* no test is about how busy the machine is */
	if (program_init(NULL, NULL))
		return 2;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
