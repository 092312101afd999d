/* Times terminal programs as their user sees them, through a pseudo-terminal: the product against
 * the floors, in turns, medians over the runs.
 *
 *   harness --runs N [--cold | --preview] --needle TEXT --curses PROGRAM --list PROGRAM --db FILE
 * -- OURS ARG…
 *
 * Start: from exec to the last byte of the burst that completes a row of the first page (`needle`).
 * A key: from its being written to the last byte before the terminal is silent. The time of the
 * silence itself never counts. With --cold the system's caches are dropped before each start, and
 * only starts are timed. The terminal has 40 lines of 100 columns, where a list is a list and
 * nothing else; with
 * --preview it has 120, where ours shows the chosen person's page beside the list, and the floor
 * does not. */
#include "bench.h"

#include "base/mem.h"
#include "base/strbuf.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <math.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	LINES = 40,
	START_MS = 30000,
	BURST_MS = 10,
	KEY_QUIET_MS = 40,
	SEARCH_QUIET_MS = 150, /* a search may come in more than one burst */
	REST_MS = 400,
};

static int cols = 100;

struct session {
	pid_t pid;
	int fd;
	double began;
	bool is_over, wants_application_keys;
	struct strbuf text; /* all it wrote */
};

/* What came between a key and silence. */
struct answer {
	double ms; /* NaN: nothing came */
	size_t bytes;
};

/* ---- the terminal ---------------------------------------------------------------------------- */

static void start(struct session *s, char *const *argv)
{
	struct winsize size = {.ws_row = LINES, .ws_col = (unsigned short)cols};
	int clock[2];
	double began;
	if (pipe2(clock, O_CLOEXEC))
		bench_die("pipe", strerror(errno));
	*s = (struct session){0};
	s->pid = forkpty(&s->fd, NULL, NULL, &size);
	if (s->pid < 0)
		bench_die("forkpty", strerror(errno));
	if (s->pid == 0) {
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		unsetenv("LINES");
		unsetenv("COLUMNS");
		began = bench_now();
		if (write(clock[1], &began, sizeof began) == (ssize_t)sizeof began)
			execv(argv[0], argv);
		_exit(127);
	}
	close(clock[1]);
	if (read(clock[0], &began, sizeof began) != (ssize_t)sizeof began)
		bench_die(argv[0], "did not start");
	close(clock[0]);
	s->began = began;
	fcntl(s->fd, F_SETFL, O_NONBLOCK);
}

/* Answers what programs ask a terminal at start, as xterm would; a program that got no answer would
 * wait for its own time-out. */
static void reply(struct session *s, const char *new)
{
	static const struct {
		const char *asks, *answer;
	} known[] = {{"\033[6n", "\033[1;1R"}, {"\033[c", "\033[?64;1;2;6;22c"},
		{"\033[>c", "\033[>41;380;0c"}, {"\033[5n", "\033[0n"}};
	for (size_t i = 0; i < ARRAY_LEN(known); i++)
		if (strstr(new, known[i].asks) &&
			write(s->fd, known[i].answer, strlen(known[i].answer)) < 0)
			bench_die("write", strerror(errno));
	if (strstr(new, "\033[?1h"))
		s->wants_application_keys = true;
}

/* Reads what comes within `ms`: false after that long a silence. */
static bool pump(struct session *s, int ms)
{
	char buf[65536];
	struct pollfd p = {.fd = s->fd, .events = POLLIN};
	if (s->is_over || poll(&p, 1, ms) <= 0)
		return false;
	ssize_t n = read(s->fd, buf, sizeof buf - 1);
	if (n <= 0) {
		s->is_over = true;
		return false;
	}
	buf[n] = '\0';
	strbuf_addn(&s->text, buf, (size_t)n);
	reply(s, buf);
	return true;
}

static double pump_until_quiet(struct session *s, int quiet)
{
	double last = (double)NAN;
	while (pump(s, quiet))
		last = bench_now();
	return last;
}

/* To the last byte of the burst in which the needle comes; NaN: it never came. */
static double wait_for(struct session *s, const char *needle)
{
	double end = s->began + START_MS, last = (double)NAN;
	while (!s->is_over && bench_now() < end) {
		if (pump(s, BURST_MS))
			last = bench_now();
		else if (s->text.len && strstr(strbuf_str(&s->text), needle))
			return last - s->began;
	}
	return (double)NAN;
}

static struct answer send(struct session *s, const char *bytes, size_t n, int quiet)
{
	size_t before = s->text.len;
	double began = bench_now();
	if (write(s->fd, bytes, n) != (ssize_t)n)
		bench_die("write", strerror(errno));
	double last = (double)NAN;
	/* the first byte may take its time; what follows it is one answer */
	if (pump(s, 2000)) {
		last = bench_now();
		double more = pump_until_quiet(s, quiet);
		last = isnan(more) ? last : more;
	}
	return (struct answer){last - began, s->text.len - before};
}

static double peak_megabytes(const struct session *s)
{
	char path[40], line[128];
	long kb = -1;
	snprintf(path, sizeof path, "/proc/%d/status", (int)s->pid);
	FILE *f = fopen(path, "r");
	while (f && kb < 0 && fgets(line, sizeof line, f))
		if (sscanf(line, "VmHWM: %ld", &kb) != 1)
			kb = -1;
	if (f)
		fclose(f);
	return kb < 0 ? (double)NAN : (double)kb / 1024;
}

static void finish(struct session *s)
{
	static const int signals[] = {SIGHUP, SIGTERM, SIGKILL};
	for (size_t i = 0; i < ARRAY_LEN(signals); i++) {
		kill(s->pid, signals[i]);
		for (int ms = 0; ms < 2000; ms += 10) {
			while (pump(s, 0))
				;
			if (waitpid(s->pid, NULL, WNOHANG) == s->pid) {
				close(s->fd);
				strbuf_done(&s->text);
				return;
			}
			poll(NULL, 0, 10);
		}
	}
	bench_die("a program would not end", NULL);
}

/* ---- what is measured ------------------------------------------------------------------------ */

enum move { DOWN, PAGE_DOWN, END, BURST, MOVES };

static const struct {
	const char *name, *normal, *application;
	int times, at_once;
} moves[MOVES] = {
	[DOWN] = {"Down", "\033[B", "\033OB", 30, 1},
	[PAGE_DOWN] = {"PageDown", "\033[6~", "\033[6~", 30, 1},
	[END] = {"End", "\033[F", "\033OF", 1, 1},
	[BURST] = {"burst of 200 Downs", "\033[B", "\033OB", 1, 200},
};
static const char home[2][4] = {"\033[H", "\033OH"};

struct measured {
	struct samples start, memory, ms[MOVES], bytes[MOVES];
};

static void press(struct session *s, enum move m, struct measured *ret)
{
	struct strbuf keys = {0};
	const char *key = s->wants_application_keys ? moves[m].application : moves[m].normal;
	for (int i = 0; i < moves[m].at_once; i++)
		strbuf_add(&keys, key);
	for (int i = 0; i < moves[m].times; i++) {
		struct answer a = send(s, keys.s, keys.len, KEY_QUIET_MS);
		bench_add(&ret->ms[m], a.ms);
		bench_add(&ret->bytes[m], (double)a.bytes);
	}
	strbuf_done(&keys);
}

static void go_home(struct session *s)
{
	const char *key = home[s->wants_application_keys];
	send(s, key, strlen(key), REST_MS);
}

static void measure_start(char *const *argv, const char *needle, struct measured *ret)
{
	struct session s;
	start(&s, argv);
	double ms = wait_for(&s, needle);
	if (isnan(ms))
		bench_die(argv[0], s.is_over ? strbuf_str(&s.text) : "the first page never came");
	bench_add(&ret->start, ms);
	finish(&s);
}

static void measure_keys(char *const *argv, const char *needle, struct measured *ret)
{
	struct session s;
	start(&s, argv);
	bench_add(&ret->start, wait_for(&s, needle));
	pump_until_quiet(&s, REST_MS);
	press(&s, DOWN, ret);
	press(&s, PAGE_DOWN, ret);
	press(&s, END, ret);
	go_home(&s);
	press(&s, BURST, ret);
	bench_add(&ret->memory, peak_megabytes(&s));
	finish(&s);
}

/* A query typed letter by letter into the list's search: the slowest and the middle of its letters.
 */
static void measure_search(
	char *const *argv, const char *needle, const char *query, int runs, const char *what)
{
	struct samples all = {0}, memory = {0};
	char row[128];
	for (int run = 0; run < runs; run++) {
		struct session s;
		start(&s, argv);
		wait_for(&s, needle);
		pump_until_quiet(&s, REST_MS);
		send(&s, "/", 1, REST_MS);
		for (const char *c = query; *c; c++)
			bench_add(&all, send(&s, c, 1, SEARCH_QUIET_MS).ms);
		bench_add(&memory, peak_megabytes(&s));
		finish(&s);
	}
	double max = bench_max(&all);
	snprintf(row, sizeof row, "search: %s, median key", what);
	bench_row(row, "ms", (double)NAN, bench_median(&all), (struct bench_goal){.limit = 16});
	snprintf(row, sizeof row, "search: %s, slowest key", what);
	bench_row(row, "ms", (double)NAN, max, (struct bench_goal){.limit = 16});
	snprintf(row, sizeof row, "search: %s, memory", what);
	bench_row(row, "MB", (double)NAN, bench_median(&memory), (struct bench_goal){.limit = 25});
	free(all.v);
	free(memory.v);
}

static bool drop_caches(void)
{
	sync();
	int fd = open("/proc/sys/vm/drop_caches", O_WRONLY);
	bool ok = fd >= 0 && write(fd, "3\n", 2) == 2;
	if (fd >= 0)
		close(fd);
	return ok;
}

struct programs {
	char *curses[2], *list[3], **ours;
	const char *needle;
	int runs;
};

static void cold_starts(struct programs *p)
{
	struct measured floor = {0}, list = {0}, ours = {0};
	for (int i = 0; i < p->runs; i++) {
		if (!drop_caches()) {
			printf("%-44s skipped: only root can drop the caches\n", "cold start");
			return;
		}
		measure_start(p->curses, "CB", &floor);
		drop_caches();
		measure_start(p->list, p->needle, &list);
		drop_caches();
		measure_start(p->ours, p->needle, &ours);
	}
	double mine = bench_median(&ours.start);
	bench_row("cold start; floor: empty ncurses", "ms", bench_median(&floor.start), mine,
		(struct bench_goal){.ratio = 3});
	bench_row("cold start; floor: the list", "ms", bench_median(&list.start), mine,
		(struct bench_goal){0});
}

static void warm(struct programs *p, bool has_preview)
{
	const struct bench_goal half_more = {.ratio = has_preview ? 0 : 1.5};
	const char *beside = has_preview ? ", person beside" : "";
	char row[80];
	struct measured empty = {0}, floor = {0}, ours = {0};
	for (int i = 0; i < p->runs; i++) {
		measure_start(p->curses, "CB", &empty);
		measure_keys(p->list, p->needle, &floor);
		measure_keys(p->ours, p->needle, &ours);
	}
	double mine = bench_median(&ours.start);
	snprintf(row, sizeof row, "start to painted list%s", beside);
	bench_row(row, "ms", bench_median(&floor.start), mine, half_more);
	if (!has_preview)
		bench_row("start; floor: empty ncurses", "ms", bench_median(&empty.start), mine,
			(struct bench_goal){0});
	for (int m = 0; m < MOVES; m++) {
		snprintf(row, sizeof row, "%s%s", moves[m].name, beside);
		bench_row(row, "ms", bench_median(&floor.ms[m]), bench_median(&ours.ms[m]),
			half_more);
		snprintf(row, sizeof row, "%s%s, bytes", moves[m].name, beside);
		bench_row(row, "B", bench_median(&floor.bytes[m]), bench_median(&ours.bytes[m]),
			half_more);
	}
	bench_row("memory of the list at its peak", "MB", bench_median(&floor.memory),
		bench_median(&ours.memory), (struct bench_goal){.limit = 25});
}

int main(int argc, char **argv)
{
	static const struct option options[] = {{"runs", required_argument, NULL, 'r'},
		{"cold", no_argument, NULL, 'c'}, {"preview", no_argument, NULL, 'p'},
		{"needle", required_argument, NULL, 'n'}, {"curses", required_argument, NULL, 'e'},
		{"list", required_argument, NULL, 'l'}, {"db", required_argument, NULL, 'd'}, {0}};
	struct programs p = {.runs = 9};
	bool is_cold = false, has_preview = false;
	int opt;
	while ((opt = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (opt) {
		case 'r':
			p.runs = atoi(optarg);
			break;
		case 'c':
			is_cold = true;
			break;
		case 'p':
			has_preview = true;
			cols = 120;
			break;
		case 'n':
			p.needle = optarg;
			break;
		case 'e':
			p.curses[0] = optarg;
			break;
		case 'l':
			p.list[0] = optarg;
			break;
		case 'd':
			p.list[1] = optarg;
			break;
		default:
			return 2;
		}
	p.ours = argv + optind;
	if (!p.needle || !p.curses[0] || !p.list[0] || !p.list[1] || optind >= argc)
		bench_die("an option is missing", NULL);
	signal(SIGPIPE, SIG_IGN);
	if (is_cold) {
		cold_starts(&p);
		return 0;
	}
	warm(&p, has_preview);
	if (has_preview)
		return 0;
	measure_search(p.ours, p.needle, "nguyen", 3, "a common word");
	measure_search(p.ours, p.needle, "khong", 3, "a rare word");
	measure_search(p.ours, p.needle, "zwxq", 3, "no match");
	measure_search(p.ours, p.needle, "nguyen thi", 3, "two common words");
	return 0;
}
