#include "ui/script.h"

#include "base/mem.h"
#include "base/vec.h"
#include "ui/script_screen.h"
#include "ui/term.h"
#include "ui/view.h"
#include "viet/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct {
	char *path;
	FILE *file;
	int line;
	bool failed, over;
	VEC(struct key_event) keys; /* of the present command */
	size_t next;
	char *paste;
	long random_left;
	unsigned random;
} script;

bool script_size(const char *s, int *ret_cols, int *ret_lines)
{
	int cols, lines, used = 0;
	if (sscanf(s, "%dx%d%n", &cols, &lines, &used) != 2 || s[used] || cols < 1 || lines < 1 ||
		cols > 1000 || lines > 1000)
		return false;
	*ret_cols = cols;
	*ret_lines = lines;
	return true;
}

/* Says what was wrong, with the screen as it is, once; the script ends there. */
static void fail(const char *why, const char *what)
{
	fprintf(stderr, "%s:%d: %s: %s\n", script.path, script.line, why, what);
	script_screen_print(stderr);
	script.failed = script.over = true;
}

static void push(uint32_t key, const char *text)
{
	struct key_event e = {.key = key, .text = text};
	if (!VEC_PUSH(&script.keys, e))
		fail("memory", "");
}

/* ---- commands -------------------------------------------------------------------------------- */

static void do_key(const char *arg)
{
	uint32_t key = key_from_name(arg);
	const char *times = strchr(arg, ' ');
	long n = times ? strtol(times, NULL, 10) : 1;
	if (!key || n < 1 || n > 100000) {
		fail("no such key", arg);
		return;
	}
	while (n-- > 0)
		push(key, NULL);
}

/* All are there before the first is read, as of someone who types ahead or will not wait. */
static void do_keys(const char *arg)
{
	while (*arg) {
		uint32_t key = key_from_name(arg);
		if (!key) {
			fail("no such key", arg);
			return;
		}
		push(key, NULL);
		arg += strcspn(arg, " ");
		arg += strspn(arg, " ");
	}
}

static void do_type(const char *arg)
{
	size_t left = strlen(arg);
	uint32_t cp;
	int n;
	while ((n = text_next(arg, left, &cp)) > 0) {
		push(cp, NULL);
		arg += n;
		left -= (size_t)n;
	}
}

static void do_paste(const char *arg)
{
	struct strbuf b = {0};
	for (; *arg; arg++) {
		unsigned cp;
		if (arg[0] == '\\' && arg[1] == 'n')
			strbuf_addc(&b, '\n'), arg++;
		else if (arg[0] == '\\' && arg[1] == 't')
			strbuf_addc(&b, '\t'), arg++;
		else if (arg[0] == '\\' && arg[1] == 'u' && sscanf(arg + 2, "%4x", &cp) == 1)
			text_put(&b, cp), arg += 5;
		else
			strbuf_addc(&b, *arg);
	}
	free(script.paste);
	script.paste = strbuf_take(&b);
	push(K_PASTE, script.paste);
}

static void do_snap(const char *arg)
{
	struct strbuf why = {0};
	app_settle();
	if (!script_screen_compare(arg, &why))
		fail("the screen differs", strbuf_str(&why));
	strbuf_done(&why);
}

static void do_expect(const char *arg)
{
	app_settle();
	if (!script_screen_has(arg))
		fail("not on the screen", arg);
}

static void do_expect_not(const char *arg)
{
	app_settle();
	if (script_screen_has(arg))
		fail("on the screen", arg);
}

static void do_expect_status(const char *arg)
{
	app_settle();
	if (!strstr(app_status(), arg))
		fail("not in the status line", arg);
}

static void do_resize(const char *arg)
{
	int cols, lines;
	if (!script_size(arg, &cols, &lines)) {
		fail("no size", arg);
		return;
	}
	term_resize(cols, lines);
	push(K_RESIZE, NULL);
}

static void do_resize_random(const char *arg)
{
	if (sscanf(arg, "%ld %u", &script.random_left, &script.random) != 2)
		fail("no count and seed", arg);
}

static void do_idle(const char *arg)
{
	(void)arg;
	app_settle();
}

static const struct {
	const char *name;
	void (*run)(const char *arg);
} commands[] = {{"key", do_key}, {"keys", do_keys}, {"type", do_type}, {"paste", do_paste},
	{"snap", do_snap}, {"expect", do_expect}, {"expect-not", do_expect_not},
	{"expect-status", do_expect_status}, {"resize", do_resize},
	{"resize-random", do_resize_random}, {"idle", do_idle}};

static void run_line(char *line)
{
	line[strcspn(line, "\r\n")] = '\0';
	line += strspn(line, " \t");
	if (!*line || *line == '#')
		return;
	size_t n = strcspn(line, " ");
	char *arg = line[n] ? line + n + 1 : line + n;
	for (size_t i = 0; i < ARRAY_LEN(commands); i++)
		if (strlen(commands[i].name) == n && !memcmp(commands[i].name, line, n)) {
			commands[i].run(arg);
			return;
		}
	fail("no such command", line);
}

/* ---- as the application's keys --------------------------------------------------------------- */

static unsigned random_next(unsigned below)
{
	script.random = script.random * 1103515245U + 12345U;
	return (script.random >> 16) % below;
}

/* Every size is painted before the next one: the application paints when no key is pending. */
static bool random_size(struct key_event *ret)
{
	if (script.random_left <= 0)
		return false;
	script.random_left--;
	int cols = 1 + (int)random_next(300);
	term_resize(cols, 1 + (int)random_next(100));
	*ret = (struct key_event){.key = K_RESIZE};
	return true;
}

static bool read_key(int timeout_ms, struct key_event *ret)
{
	CLEANUP_FREE char *line = NULL;
	size_t cap = 0;
	(void)timeout_ms;
	for (;;) {
		if (random_size(ret))
			return true;
		if (script.next < script.keys.n) {
			*ret = script.keys.v[script.next++];
			return true;
		}
		script.keys.n = script.next = 0;
		if (script.over || getline(&line, &cap, script.file) < 0) {
			script.over = true;
			*ret = (struct key_event){.key = K_END_OF_INPUT};
			return true;
		}
		script.line++;
		run_line(line);
	}
}

static bool pending(void)
{
	return script.next < script.keys.n;
}

int script_open(const char *path, struct err *err)
{
	static const struct input input = {read_key, pending};
	script.file = fopen(path, "re");
	if (!script.file)
		return ERR(err, ERR_IO, NULL, "%s: %s", path, strerror(errno));
	script.path = mem_strdup(path);
	script.line = 0;
	script.failed = script.over = false;
	app_set_input(&input);
	return 0;
}

/* Commands that are left when the program has ended were never done. */
static bool has_rest(void)
{
	CLEANUP_FREE char *line = NULL;
	size_t cap = 0;
	while (!script.over && getline(&line, &cap, script.file) >= 0) {
		script.line++;
		const char *s = line + strspn(line, " \t\r\n");
		if (*s && *s != '#') {
			fprintf(stderr, "%s:%d: the program ended before this line\n", script.path,
				script.line);
			return true;
		}
	}
	return false;
}

int script_close(void)
{
	int r = script.failed || !script.file || has_rest();
	if (script.file)
		fclose(script.file);
	free(script.path);
	free(script.paste);
	VEC_DONE(&script.keys);
	memset(&script, 0, sizeof script);
	app_set_input(NULL);
	return r;
}
