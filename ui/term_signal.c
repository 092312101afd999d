#include "ui/term_signal.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t end_came, size_came, stop_came;
static int wake[2] = {-1, -1};

static struct {
	int fd;
	char text[512];
	size_t n;
	struct termios modes;
} restore = {.fd = -1};

/* A stack of its own: a fatal signal may come because the stack is used up. */
static char stack[64 * 1024];

static const int caught[] = {
	SIGTERM, SIGHUP, SIGINT, SIGWINCH, SIGTSTP, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
static struct sigaction before[ARRAY_LEN(caught)];
static bool started;

static void on_news(int sig)
{
	int saved = errno;
	if (sig == SIGWINCH)
		size_came = 1;
	else if (sig == SIGTSTP)
		stop_came = 1;
	else
		end_came = 1;
	if (write(wake[1], "", 1) < 0) {
		/* full: the reader is awake anyway */
	}
	errno = saved;
}

static void on_fatal(int sig)
{
	if (restore.fd >= 0) {
		size_t at = 0;
		while (at < restore.n) {
			ssize_t n = write(restore.fd, restore.text + at, restore.n - at);
			if (n <= 0)
				break;
			at += (size_t)n;
		}
		tcsetattr(restore.fd, TCSANOW, &restore.modes);
	}
	/* SA_RESETHAND: this time it kills, with its core */
	raise(sig);
}

int signal_start(int fd, const char *text, size_t n, const struct termios *modes, struct err *err)
{
	if (started)
		return 0;
	if (pipe2(wake, O_NONBLOCK | O_CLOEXEC) != 0)
		return ERR(err, ERR_IO, NULL, "%s", strerror(errno));
	restore.n = n < sizeof restore.text ? n : sizeof restore.text;
	memcpy(restore.text, text, restore.n);
	restore.modes = *modes;
	restore.fd = fd;
	end_came = size_came = stop_came = 0;
	stack_t st = {.ss_sp = stack, .ss_size = sizeof stack};
	sigaltstack(&st, NULL);
	for (size_t i = 0; i < ARRAY_LEN(caught); i++) {
		struct sigaction sa = {.sa_handler = on_news};
		sigemptyset(&sa.sa_mask);
		if (i >= 5) {
			sa.sa_handler = on_fatal;
			sa.sa_flags = (int)(SA_ONSTACK | SA_RESETHAND | SA_NODEFER);
		}
		sigaction(caught[i], &sa, &before[i]);
		/* a job started with nohup stays deaf to it */
		if (caught[i] == SIGHUP && before[i].sa_handler == SIG_IGN)
			sigaction(SIGHUP, &before[i], NULL);
	}
	started = true;
	return 0;
}

void signal_stop(void)
{
	if (!started)
		return;
	for (size_t i = 0; i < ARRAY_LEN(caught); i++)
		sigaction(caught[i], &before[i], NULL);
	restore.fd = -1;
	close(wake[0]);
	close(wake[1]);
	wake[0] = wake[1] = -1;
	started = false;
}

unsigned signal_news(void)
{
	unsigned news = end_came ? NEWS_END : 0;
	char sink[64];
	/* before the flags: what comes in between wakes the next poll */
	while (wake[0] >= 0 && read(wake[0], sink, sizeof sink) > 0)
		continue;
	if (size_came) {
		size_came = 0;
		news |= NEWS_SIZE;
	}
	if (stop_came) {
		stop_came = 0;
		news |= NEWS_STOP;
	}
	return news | (end_came ? NEWS_END : 0);
}

bool signal_is_ending(void)
{
	return end_came;
}

int signal_fd(void)
{
	return wake[0];
}

void signal_suspend(void)
{
	struct sigaction ours, plain = {.sa_handler = SIG_DFL};
	sigemptyset(&plain.sa_mask);
	sigaction(SIGTSTP, &plain, &ours);
	/* the whole job, as the terminal's own Ctrl-Z does: a wrapping script stops, too */
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	stop_came = 0;
}
