/* A process gives up what it does not need to read a file's bytes and to say what they hold. One after the other: what
 * the kernel counts (time, memory), what it may open, and every call but a few. Whatever of this fails, all fails. */
#include "reader/sandbox.h"

#include <errno.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define IS_ASAN 1
#else
#define IS_ASAN 0
#endif

extern const struct sandbox_module sandbox_module;

static int refused(const char *what, int why, struct err *err)
{
	return ERR(err, ERR_MODULE, "sandbox", "%s: %s", what, strerror(why));
}

/* Bytes of address space that the process has now: modules and the parent's memory, shared with it. */
static rlim_t has_now(void)
{
	unsigned long pages = 0;
	FILE *f = fopen("/proc/self/statm", "re");
	if (f) {
		if (fscanf(f, "%lu", &pages) != 1)
			pages = 0;
		fclose(f);
	}
	return (rlim_t)pages * (rlim_t)sysconf(_SC_PAGESIZE);
}

static int set_limits(const struct sandbox_needs *needs, struct err *err)
{
	rlim_t now = has_now(), seconds = (rlim_t)needs->seconds;
	const struct {
		const char *name;
		__rlimit_resource_t which;
		struct rlimit limit;
	} limits[] = {
		{"RLIMIT_CPU", RLIMIT_CPU, {seconds, seconds + 1}},
		{"RLIMIT_FSIZE", RLIMIT_FSIZE, {0, 0}},
		{"RLIMIT_CORE", RLIMIT_CORE, {0, 0}},
		{"RLIMIT_NPROC", RLIMIT_NPROC, {0, 0}},
		{"RLIMIT_NOFILE", RLIMIT_NOFILE, {0, 0}},
		/* the address sanitizer keeps a shadow of all addresses there are */
		{"RLIMIT_AS", RLIMIT_AS, {now + needs->memory, now + needs->memory}},
	};
	if (!now)
		return refused("/proc/self/statm", ENOENT, err);
	for (size_t i = 0; i < sizeof limits / sizeof *limits - IS_ASAN; i++)
		if (setrlimit(limits[i].which, &limits[i].limit) != 0)
			return refused(limits[i].name, errno, err);
	return 0;
}

static int set_flags(struct err *err)
{
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
		return refused("PR_SET_NO_NEW_PRIVS", errno, err);
	if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return refused("PR_SET_DUMPABLE", errno, err);
	return 0;
}

/* A kernel before 5.9, or one that is told to have no close_range. */
static int close_one_by_one(int fd)
{
	long n = sysconf(_SC_OPEN_MAX);
	for (int i = 0; i < (n > 0 && n < 65536 ? n : 65536); i++)
		if (i != fd)
			close(i);
	return 0;
}

/* Nothing inherited stays open: not the database, not the terminal. */
static int close_others(int fd, struct err *err)
{
	bool ok = (fd == 0 || close_range(0, (unsigned)fd - 1, 0) == 0) &&
		  close_range((unsigned)fd + 1, ~0U, 0) == 0;
	if (!ok && errno != ENOSYS && errno != EPERM)
		return refused("close_range", errno, err);
	return ok ? 0 : close_one_by_one(fd);
}

static int add_rules(scmp_filter_ctx f, int fd)
{
	static const int plain[] = {
		SCMP_SYS(brk),
		SCMP_SYS(munmap),
		SCMP_SYS(mremap),
		SCMP_SYS(madvise),
		SCMP_SYS(futex),
		SCMP_SYS(futex_time64),
		SCMP_SYS(getrandom),
		SCMP_SYS(exit),
		SCMP_SYS(exit_group),
		SCMP_SYS(rt_sigreturn),
		SCMP_SYS(clock_gettime), /* where it is no call within the process */
		SCMP_SYS(clock_gettime64),
		SCMP_SYS(gettimeofday),
		SCMP_SYS(time),
#if IS_ASAN
		SCMP_SYS(getpid),
		SCMP_SYS(gettid),
		SCMP_SYS(sched_yield),
		SCMP_SYS(sigaltstack),
#endif
	};
	int r = 0;
	for (size_t i = 0; !r && i < sizeof plain / sizeof *plain; i++)
		r = seccomp_rule_add(f, SCMP_ACT_ALLOW, plain[i], 0);
	if (!r)
		r = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(write), 1,
			SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)fd));
	/* memory of its own, never to be run; mmap2 is what it is called on machines of 32 bits */
	static const int maps[] = {SCMP_SYS(mmap), SCMP_SYS(mmap2)};
	for (size_t i = 0; !r && i < sizeof maps / sizeof *maps; i++)
		r = seccomp_rule_add(f, SCMP_ACT_ALLOW, maps[i], 2,
			SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0),
			SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS, MAP_ANONYMOUS));
	if (!r)
		r = seccomp_rule_add(f, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1,
			SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
	return r;
}

static int close_calls(int fd, struct err *err)
{
	scmp_filter_ctx f = seccomp_init(SCMP_ACT_KILL_PROCESS);
	if (!f)
		return refused("seccomp_init", ENOMEM, err);
	int r = add_rules(f, fd);
	if (!r)
		r = seccomp_load(f);
	/* its memory goes with the process */
	return r ? refused("seccomp", -r, err) : 0;
}

static int enter(const struct sandbox_needs *needs, struct err *err)
{
	int r = close_others(needs->fd, err);
	if (!r)
		r = set_limits(needs, err);
	if (!r)
		r = set_flags(err);
	return r ? r : close_calls(needs->fd, err);
}

const struct sandbox_module sandbox_module = {enter};
