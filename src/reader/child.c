#include "reader/child.h"

#include "base/mem.h"
#include "base/program.h"
#include "reader/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 100, CHUNK = 65536, PIPE_BYTES = 1 << 20 };

/* ---- the child -------------------------------------------------------------------------------------- */

static int send_bytes(void *ctx, const void *bytes, size_t n)
{
	int fd = *(int *)ctx;
	for (const char *p = bytes; n;) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return ERR_IO;
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

/* The parent's handlers mend its terminal and its drafts: none of that is the child's. A key that stops the program stops
 * the parent, which ends the child. */
static void forget_signals(void)
{
	static const int passed_over[] = {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGTSTP, SIGPIPE};
	sigset_t none;
	for (int s = 1; s < NSIG; s++)
		signal(s, SIG_DFL);
	for (size_t i = 0; i < ARRAY_LEN(passed_over); i++)
		signal(passed_over[i], SIG_IGN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

static int work_in_child(const struct child_work *work, const struct reader_limits *limits, int fd,
	struct wire_out *out, struct err *err)
{
	const void *p;
	int r = program_module("sandbox", SANDBOX_MODULE_SYMBOL, &p, err);
	if (!r && work->load)
		r = work->load(work->ctx, err);
	if (!r) {
		const struct sandbox_module *sandbox = p;
		struct sandbox_needs needs = {
			.fd = fd, .seconds = limits->seconds, .memory = limits->memory};
		r = sandbox->enter(&needs, err);
	}
	return r ? r : work->parse(work->ctx, out, err);
}

static _Noreturn void be_child(
	const struct child_work *work, const struct reader_limits *limits, pid_t parent, int fd)
{
	struct err err = {0};
	struct wire_out out = {.send = send_bytes, .ctx = &fd, .limits = limits};
	forget_signals();
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != parent)
		_exit(1);
	setlocale(LC_ALL, "C");	 /* numbers have their point whatever the user speaks */
	setenv("TZ", "UTC0", 1); /* a library that asks for the time of day opens no file for it */
	tzset();
	int r = work_in_child(work, limits, fd, &out, &err);
	r = wire_end(&out, r, &err, &err);
	_exit(r ? 1 : 0);
}

/* ---- the parent ------------------------------------------------------------------------------------- */

struct watch {
	pid_t pid;
	int fd;
	long left_ms; /* of the time for the work */
	struct timespec then;
};

static int start(const struct child_work *work, const struct reader_limits *limits,
	struct watch *ret, struct err *err)
{
	int fds[2];
	if (pipe2(fds, O_CLOEXEC) != 0)
		return ERR(err, ERR_IO, "child", "%s", strerror(errno));
	fcntl(fds[1], F_SETPIPE_SZ, PIPE_BYTES); /* fewer turns; it works without */
	/* between fork and forget_signals no handler of the parent's may run in the child */
	sigset_t all, before;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	pid_t parent = getpid(), pid = fork();
	if (pid == 0) {
		close(fds[0]);
		be_child(work, limits, parent, fds[1]);
	}
	int why = errno;
	sigprocmask(SIG_SETMASK, &before, NULL);
	close(fds[1]);
	if (pid < 0) {
		close(fds[0]);
		return ERR(err, why == ENOMEM ? ERR_NOMEM : ERR_IO, "child", "%s", strerror(why));
	}
	/* less what it takes to end: the clerk waits no longer than was said */
	*ret = (struct watch){
		.pid = pid, .fd = fds[0], .left_ms = limits->seconds * 1000L - 2 * TICK_MS};
	clock_gettime(CLOCK_MONOTONIC, &ret->then);
	return 0;
}

/* Time counts in ticks: while this process is stopped or its user thinks, none is spent. */
static void spend(struct watch *w)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	long ms = (now.tv_sec - w->then.tv_sec) * 1000 + (now.tv_nsec - w->then.tv_nsec) / 1000000;
	if (ms < 1)
		return;
	w->left_ms -= ms < 2 * TICK_MS ? ms : 2 * TICK_MS;
	w->then = now;
}

static int tell(const struct reader_options *o, const struct wire_in *in, struct err *err)
{
	long done, total;
	if (!o || !o->progress)
		return 0;
	wire_in_progress(in, &done, &total);
	return o->progress(o->ctx, done, total) ? ERR(err, ERR_STOPPED, NULL, NULL) : 0;
}

/* 1: bytes came, 0: none yet, 2: there will be no more. */
static int take_bytes(struct watch *w, struct wire_in *in, struct err *err)
{
	static char chunk[CHUNK]; /* the program is single-threaded */
	struct pollfd p = {.fd = w->fd, .events = POLLIN};
	int n = poll(&p, 1, TICK_MS);
	if (n < 0 && errno != EINTR)
		return ERR(err, ERR_IO, "child", "%s", strerror(errno));
	if (n <= 0)
		return 0;
	ssize_t got = read(w->fd, chunk, sizeof chunk);
	if (got < 0)
		return errno == EINTR ? 0 : ERR(err, ERR_IO, "child", "%s", strerror(errno));
	if (!got)
		return 2;
	int r = wire_in_feed(in, chunk, (size_t)got, err);
	return r ? r : 1;
}

static int listen_to(
	struct watch *w, const struct reader_options *options, struct wire_in *in, struct err *err)
{
	long told = w->left_ms;
	for (;;) {
		int r = take_bytes(w, in, err);
		if (r < 0 || r == 2 || wire_in_is_complete(in))
			return r < 0 ? r : 0;
		spend(w);
		if (w->left_ms <= 0)
			return ERR(err, ERR_LIMIT, "seconds", NULL);
		if (told - w->left_ms >= TICK_MS) {
			told = w->left_ms;
			if ((r = tell(options, in, err)))
				return r;
		}
	}
}

/* Ends the child if it has not ended, and says how it did: -1 where the system does not know. */
static int end_child(const struct watch *w)
{
	int status = 0;
	pid_t pid;
	close(w->fd);
	kill(w->pid, SIGKILL);
	while ((pid = waitpid(w->pid, &status, 0)) < 0 && errno == EINTR)
		;
	return pid == w->pid ? status : -1;
}

static int how_it_broke(int status, struct err *err)
{
	int s = status >= 0 && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	if (s == SIGXCPU)
		return ERR(err, ERR_LIMIT, "seconds", NULL);
	if (s ==
		SIGKILL) /* not ours: that comes too late to be seen; the system had no memory left */
		return ERR(err, ERR_LIMIT, "memory", NULL);
	if (s)
		return ERR(
			err, ERR_CORRUPT, "file", "SIG%s", sigabbrev_np(s) ? sigabbrev_np(s) : "");
	return ERR(err, ERR_CORRUPT, "file", NULL);
}

int child_run(const struct child_work *work, const struct reader_limits *limits,
	const struct reader_options *options, struct wire_in *in, struct err *err)
{
	struct watch w;
	int r = tell(options, in, err);
	if (!r)
		r = start(work, limits, &w, err);
	if (r)
		return r;
	r = listen_to(&w, options, in, err);
	int status = end_child(&w);
	if (r || wire_in_is_complete(in))
		return r;
	return how_it_broke(status, err);
}
