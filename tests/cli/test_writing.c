/* Ctrl-C while a file is written on the command line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "command.h"

#include <signal.h>
#include <string.h>

static volatile sig_atomic_t heard;

static void hear(int sig)
{
	heard = sig;
}

static void test_signals_stop_the_writer(void **state)
{
	static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
	(void)state;
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++) {
		struct command_writing w;
		struct sigaction own = {.sa_handler = hear};
		sigaction(signals[i], &own, NULL);
		struct doc_progress p = command_writing_begin(&w, "-");
		assert_int_equal(p.go_on(p.ctx, 0, 100), 0);
		raise(signals[i]);
		assert_int_not_equal(p.go_on(p.ctx, 1, 100), 0);
		command_writing_end(&w);
		/* from here on it is again whose it was */
		heard = 0;
		raise(signals[i]);
		assert_int_equal(heard, signals[i]);
		/* one that came before does not stop the next file */
		p = command_writing_begin(&w, "-");
		assert_int_equal(p.go_on(p.ctx, 0, 0), 0);
		command_writing_end(&w);
	}
}

static void test_deaf_ones_stay_deaf(void **state)
{
	struct command_writing w;
	struct sigaction deaf = {.sa_handler = SIG_IGN}, now;
	(void)state;
	sigaction(SIGHUP, &deaf, NULL);
	struct doc_progress p = command_writing_begin(&w, "-");
	raise(SIGHUP);
	assert_int_equal(p.go_on(p.ctx, 0, 100), 0);
	command_writing_end(&w);
	sigaction(SIGHUP, NULL, &now);
	assert_true(now.sa_handler == SIG_IGN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_signals_stop_the_writer),
		cmocka_unit_test(test_deaf_ones_stay_deaf),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
