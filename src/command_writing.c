#include "command.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
static volatile sig_atomic_t end_came;

static void on_end(int sig)
{
	(void)sig;
	end_came = 1;
}

void command_bar(size_t done, size_t all)
{
	enum { CELLS = 40 };
	size_t part = done < all ? done : all;
	int full = (int)(CELLS * part / all);
	fprintf(stderr, "\r[%.*s%*s] %3zu %%", full, "########################################",
		CELLS - full, "", 100 * part / all);
	fflush(stderr);
}

bool command_progress(void *ctx, long done, long total)
{
	struct command_writing *w = ctx;
	if (!end_came && total > 0 && isatty(STDERR_FILENO)) {
		w->is_shown = true;
		command_bar((size_t)done, (size_t)total);
	}
	return end_came;
}

/* Short papers are there before anyone could read a bar. */
enum { WORTH_A_BAR = 2000 };

static int go_on(void *ctx, size_t done, size_t all)
{
	struct command_writing *w = ctx;
	if (w->has_bar && all >= WORTH_A_BAR) {
		w->is_shown = true;
		command_bar(done, all);
	}
	return end_came;
}

struct doc_progress command_writing_begin(struct command_writing *w, const char *output)
{
	const struct sigaction stop = {.sa_handler = on_end};
	*w = (struct command_writing){
		.has_bar = output && strcmp(output, "-") != 0 && isatty(STDERR_FILENO)};
	end_came = 0;
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		sigaction(ends[i], &stop, &w->before[i]);
		/* a job in the background stays deaf to what it was made deaf to */
		if (w->before[i].sa_handler == SIG_IGN)
			sigaction(ends[i], &w->before[i], NULL);
	}
	return (struct doc_progress){go_on, w};
}

void command_writing_end(struct command_writing *w)
{
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		sigaction(ends[i], &w->before[i], NULL);
	if (w->is_shown)
		fputs("\r\033[K", stderr);
}
