/* The terminal is given back whatever ends the program: a pty, the demo in it, a signal. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/strbuf.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#define PATIENCE 10000 /* ms until a hanging program fails the test */

static const char *demo;

struct child {
	pid_t pid;
	int master, slave;
	struct termios before;
	struct strbuf out;
};

/* Reads until `text` has come (NULL: until nobody holds the terminal any more). */
static void read_until(struct child *c, const char *text)
{
	char buf[4096];
	while (!text || !strstr(strbuf_str(&c->out), text)) {
		struct pollfd p = {c->master, POLLIN, 0};
		assert_int_equal(poll(&p, 1, PATIENCE), 1);
		ssize_t n = read(c->master, buf, sizeof buf);
		if (n <= 0) {
			assert_null(text);
			return;
		}
		strbuf_addn(&c->out, buf, (size_t)n);
	}
}

static void start(struct child *c, const char *sig)
{
	struct winsize size = {.ws_row = 24, .ws_col = 80};
	memset(c, 0, sizeof *c);
	assert_int_equal(openpty(&c->master, &c->slave, NULL, NULL, &size), 0);
	assert_int_equal(tcgetattr(c->slave, &c->before), 0);
	c->pid = fork();
	assert_true(c->pid >= 0);
	if (c->pid == 0) {
		close(c->master);
		login_tty(c->slave);
		setenv("TERM", "xterm-256color", 1);
		setenv("DEMO_SIGNAL", sig, 1);
		/* the sanitizer would take fatal signals for itself */
		setenv("ASAN_OPTIONS",
			"handle_segv=0:handle_abort=0:handle_sigbus=0:handle_sigfpe=0:"
			"handle_sigill=0:detect_leaks=0",
			1);
		execl(demo, demo, "--tty", (char *)NULL);
		_exit(127);
	}
	/* the first paint is complete when its last line stands there */
	read_until(c, "quit");
}

static int wait_end(struct child *c)
{
	int status;
	pid_t r;
	do
		r = waitpid(c->pid, &status, 0);
	while (r < 0 && errno == EINTR);
	assert_int_equal(r, c->pid);
	return status;
}

static void check_restored(struct child *c)
{
	static const char *const last[] = {"\033[?2004l", "\033[?1049l", "\033[?1l"};
	struct termios after;
	read_until(c, "\033[?1049l");
	for (size_t i = 0; i < sizeof last / sizeof *last; i++)
		assert_non_null(strstr(strbuf_str(&c->out), last[i]));
	assert_int_equal(tcgetattr(c->slave, &after), 0);
	assert_int_equal(after.c_lflag, c->before.c_lflag);
	assert_int_equal(after.c_iflag, c->before.c_iflag);
	assert_int_equal(after.c_oflag, c->before.c_oflag);
}

static void finish(struct child *c)
{
	close(c->slave);
	if (c->master >= 0)
		close(c->master);
	strbuf_done(&c->out);
}

static void send_keys(struct child *c, const char *s)
{
	assert_int_equal(write(c->master, s, strlen(s)), (ssize_t)strlen(s));
}

static void test_quit(void **state)
{
	struct child c;
	(void)state;
	start(&c, "0");
	assert_non_null(strstr(strbuf_str(&c.out), "\033[?2004h"));
	send_keys(&c, "\033[21~");
	int status = wait_end(&c);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	check_restored(&c);
	finish(&c);
}

static void test_end_signals(void **state)
{
	static const int signals[] = {SIGTERM, SIGHUP, SIGINT};
	(void)state;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct child c;
		start(&c, "0");
		kill(c.pid, signals[i]);
		int status = wait_end(&c);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		check_restored(&c);
		finish(&c);
	}
}

static void test_fatal_signals(void **state)
{
	static const int signals[] = {SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL};
	(void)state;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct child c;
		char number[8];
		snprintf(number, sizeof number, "%d", signals[i]);
		start(&c, number);
		send_keys(&c, "!");
		int status = wait_end(&c);
		assert_true(WIFSIGNALED(status));
		assert_int_equal(WTERMSIG(status), signals[i]);
		check_restored(&c);
		finish(&c);
	}
}

/* The terminal is gone: the program ends, it does not wait or spin. */
static void test_hang_up(void **state)
{
	struct child c;
	(void)state;
	start(&c, "0");
	close(c.slave);
	close(c.master);
	c.slave = c.master = -1;
	int status = wait_end(&c);
	assert_true(WIFEXITED(status));
	strbuf_done(&c.out);
}

/* What arrives in one read is many keys; a paste is no command; unknown sequences type nothing. */
static void test_burst(void **state)
{
	struct child c;
	(void)state;
	start(&c, "0");
	send_keys(&c, "1");
	read_until(&c, "Ngày sinh");
	send_keys(&c, "a"
		      "Khoo\x7f\x08ô \033[1;5Cvie\x08ê\033[200~ Nguye\xcc\x82\xcc\x83n\r5\033[201~"
		      "\x1b[24;5~");
	read_until(&c, "not saved yet");
	/* everything anew, so that it can be read in one piece */
	send_keys(&c, "\x0c");
	read_until(&c, "Khô viê Nguyễn");
	send_keys(&c, "\033");
	read_until(&c, "lose what was typed");
	send_keys(&c, "\033[B\033[B\r");
	send_keys(&c, "\033[21~");
	int status = wait_end(&c);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	finish(&c);
}

/* What was typed when the connection broke is offered where it belongs, once. */
static void test_draft(void **state)
{
	char dir[] = "/tmp/taonguon-draft-XXXXXX", path[64];
	struct child c;
	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/form", dir);
	setenv("DEMO_DRAFTS", path, 1);
	snprintf(path, sizeof path, "%s/form.person.draft", dir);
	start(&c, "0");
	send_keys(&c, "1\r");
	read_until(&c, "Họ và tên *");
	send_keys(&c, " Thảo");
	read_until(&c, "not saved yet");
	kill(c.pid, SIGTERM);
	wait_end(&c);
	check_restored(&c);
	finish(&c);
	assert_int_equal(access(path, R_OK), 0);
	/* another person's form says nothing */
	start(&c, "0");
	send_keys(&c, "1\033OB\r");
	read_until(&c, "Họ và tên *");
	send_keys(&c, "\033");
	send_keys(&c, "\033OA\r");
	read_until(&c, "Take it back into the form");
	send_keys(&c, "\r\x0c");
	read_until(&c, "Ánh 1 Thảo");
	assert_int_equal(access(path, R_OK), -1);
	kill(c.pid, SIGKILL);
	wait_end(&c);
	finish(&c);
	assert_int_equal(rmdir(dir), 0);
	unsetenv("DEMO_DRAFTS");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_quit),
		cmocka_unit_test(test_end_signals), cmocka_unit_test(test_fatal_signals),
		cmocka_unit_test(test_hang_up), cmocka_unit_test(test_burst),
		cmocka_unit_test(test_draft)};
	/* whoever runs the tests may ignore hang-ups (nohup), and children inherit that */
	signal(SIGHUP, SIG_DFL);
	if (argc != 2)
		return 2;
	demo = argv[1];
	return cmocka_run_group_tests(tests, NULL, NULL);
}
