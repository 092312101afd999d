#include "report/print.h"

#include "base/mem.h"
#include "base/strbuf.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* ---- programs --------------------------------------------------------------------------------------- */

/* What is matched below is in the words of the C locale. */
static char **plain_environ(void)
{
	static char all[] = "LC_ALL=C";
	size_t n = 0, k = 0;
	while (environ[n])
		n++;
	char **to = mem_alloc((n + 2) * sizeof *to);
	for (size_t i = 0; to && i < n; i++)
		if (strncmp(environ[i], "LC_", 3) && strncmp(environ[i], "LANG", 4))
			to[k++] = environ[i];
	if (to)
		to[k] = all;
	return to;
}

static void read_all(int fd, struct strbuf *to)
{
	enum { MOST = 64 * 1024 };
	char part[1024];
	for (;;) {
		ssize_t n = read(fd, part, sizeof part);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		/* whoever talks more than that is read, so that it can end, and not heard */
		if (to->len < MOST)
			strbuf_addn(to, part, (size_t)n);
	}
}

static int wait_for(pid_t pid)
{
	int status;
	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

/* Runs the program with its output (1) or its complaints (2) in `said`: on the screen they would fall into its middle.
 * Its exit status, -1 if it could not be started. */
static int run(const char *const argv[], int heard, struct strbuf *said)
{
	posix_spawn_file_actions_t files;
	pid_t pid;
	int ends[2], rc = -1;
	char **env = plain_environ();
	if (!env || pipe2(ends, O_CLOEXEC)) {
		free(env);
		return -1;
	}
	if (posix_spawn_file_actions_init(&files) == 0) {
		posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0);
		posix_spawn_file_actions_addopen(&files, 3 - heard, "/dev/null", O_WRONLY, 0);
		posix_spawn_file_actions_adddup2(&files, ends[1], heard);
		rc = posix_spawnp(&pid, argv[0], &files, NULL, (char *const *)argv, env);
		posix_spawn_file_actions_destroy(&files);
	}
	close(ends[1]);
	if (rc == 0)
		read_all(ends[0], said);
	close(ends[0]);
	free(env);
	return rc == 0 ? wait_for(pid) : -1;
}

/* ---- printers --------------------------------------------------------------------------------------- */

/* What may be a printer's name: it goes to lp as a word of its own, but let nobody take it for something else. */
static bool is_name(const char *s)
{
	size_t n = strlen(s);
	if (!n || n >= PRINT_NAME_MAX || *s == '-')
		return false;
	for (; *s; s++)
		if ((unsigned char)*s <= ' ' || *s == 0x7F || *s == '/' || *s == '#')
			return false;
	return true;
}

static void take_names(struct printers *p, const char *said)
{
	for (; *said && p->n < PRINTERS_MAX; said += *said == '\n') {
		size_t n = strcspn(said, "\n");
		if (n < PRINT_NAME_MAX) {
			memcpy(p->name[p->n], said, n);
			p->name[p->n][n] = '\0';
			p->n += is_name(p->name[p->n]);
		}
		said += n;
	}
}

/* "system default destination: NAME" */
static void take_standard(struct printers *p, const char *said)
{
	const char *at = strchr(said, ':');
	p->standard = p->n;
	if (!at)
		return;
	at += 1 + strspn(at + 1, " \t");
	size_t n = strcspn(at, " \t\n/");
	for (size_t i = 0; i < p->n; i++)
		if (strlen(p->name[i]) == n && strncmp(p->name[i], at, n) == 0)
			p->standard = i;
}

int printers_read(struct printers *ret, struct err *err)
{
	static const char *const all[] = {"lpstat", "-e", NULL}, *const standard[] = {
									 "lpstat", "-d", NULL};
	struct printers *p = mem_alloc(sizeof *p);
	struct strbuf said = {0};
	if (!p)
		return ERR_OOM(err);
	if (run(all, 1, &said) == 0)
		take_names(p, strbuf_str(&said));
	strbuf_clear(&said);
	if (p->n && run(standard, 1, &said) == 0)
		take_standard(p, strbuf_str(&said));
	else
		p->standard = p->n;
	strbuf_done(&said);
	int r = p->n ? 0 : ERR(err, ERR_NOT_FOUND, "printer", NULL);
	if (!r)
		*ret = *p;
	free(p);
	return r;
}

/* ---- options ---------------------------------------------------------------------------------------- */

static bool take_page(const char **at, long *ret)
{
	long n = 0;
	const char *s = *at;
	for (; *s >= '0' && *s <= '9' && n < 100000; s++)
		n = 10 * n + (*s - '0');
	if (s == *at || n < 1 || n >= 100000)
		return false;
	*at = s;
	*ret = n;
	return true;
}

/* "1-3,5": numbers from 1, upwards. */
static bool is_pages(const char *s, size_t count)
{
	long from, to, before = 0;
	do {
		if (!take_page(&s, &from))
			return false;
		to = from;
		if (*s == '-') {
			s++;
			if (!take_page(&s, &to))
				return false;
		}
		if (to < from || from <= before || (count && (size_t)to > count))
			return false;
		before = to;
	} while (*s == ',' && *++s);
	return !*s && s[-1] != ',';
}

static void squeeze(char *s)
{
	char *to = s;
	for (; *s; s++)
		if (*s != ' ')
			*to++ = *s == ';' ? ',' : *s;
	*to = '\0';
}

int print_check(struct print_options *o, size_t page_count, struct err *err)
{
	squeeze(o->pages);
	if (*o->printer && !is_name(o->printer))
		return ERR(err, ERR_INVALID, "printer_name", "%s", o->printer);
	if (o->copies < 0 || o->copies > PRINT_COPIES_MAX)
		return ERR(err, ERR_INVALID, "copies", "%d", o->copies);
	if (*o->pages && !is_pages(o->pages, page_count))
		return ERR(err, ERR_INVALID, "pages", "%s", o->pages);
	return 0;
}

/* ---- printing --------------------------------------------------------------------------------------- */

static int complaint(const struct print_options *o, const char *said, struct err *err)
{
	static const struct {
		const char *words, *field;
		enum err_code code;
	} known[] = {
		{"not accepting", "printer", ERR_BUSY},
		{"no default destination", "printer", ERR_NOT_FOUND},
		{"no system default", "printer", ERR_NOT_FOUND},
		{"does not exist", "printer_name", ERR_NOT_FOUND},
		{"nknown destination", "printer_name", ERR_NOT_FOUND},
		{"nvalid destination", "printer_name", ERR_NOT_FOUND},
	};
	char line[160] = "";
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strstr(said, known[i].words))
			return ERR(err, known[i].code, known[i].field, "%s", o->printer);
	/* its first line */
	snprintf(line, sizeof line, "%.*s", (int)strcspn(said, "\n"), said);
	return ERR(err, ERR_IO, "printer", "%s", line);
}

int print_file(const char *pdf_path, const struct print_options *o, struct err *err)
{
	static const char *const sides[] = {[PRINT_ONE_SIDE] = "sides=one-sided",
		[PRINT_LONG_EDGE] = "sides=two-sided-long-edge",
		[PRINT_SHORT_EDGE] = "sides=two-sided-short-edge"};
	enum { COMMAND_NOT_FOUND = 127 };
	struct print_options own = *o;
	const char *argv[16] = {"lp"};
	char copies[16];
	size_t n = 1;
	struct strbuf said = {0};
	int r = print_check(&own, 0, err);
	if (r)
		return r;
	if (*own.printer) {
		argv[n++] = "-d";
		argv[n++] = own.printer;
	}
	snprintf(copies, sizeof copies, "%d", own.copies ? own.copies : 1);
	argv[n++] = "-n";
	argv[n++] = copies;
	if (*own.pages) {
		argv[n++] = "-P";
		argv[n++] = own.pages;
	}
	argv[n++] = "-o";
	argv[n++] = sides[own.sides];
	argv[n++] = "-o";
	argv[n++] = "media=A4";
	argv[n++] = "--";
	argv[n++] = pdf_path;
	int status = run(argv, 2, &said);
	if (status == -1 || status == COMMAND_NOT_FOUND)
		r = ERR(err, ERR_NOT_FOUND, "lp", NULL);
	else if (status)
		r = complaint(&own, strbuf_str(&said), err);
	strbuf_done(&said);
	return r;
}

int print_document(const struct doc *d, const struct print_options *o, struct err *err)
{
	const char *tmp = getenv("TMPDIR");
	CLEANUP_FREE char *path = mem_printf("%s/taonguon-XXXXXX.pdf", tmp && *tmp ? tmp : "/tmp");
	if (!path)
		return ERR_OOM(err);
	int fd = mkstemps(path, (int)strlen(".pdf"));
	if (fd < 0)
		return ERR(err, ERR_IO, "file", "%s", path);
	close(fd);
	int r = doc_write_pdf(d, path, err);
	if (!r)
		r = print_file(path, o, err);
	unlink(path);
	return r;
}
