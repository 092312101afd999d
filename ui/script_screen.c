#include "ui/script_screen.h"

#include "base/mem.h"
#include "ui/draw.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MIDDLE "---- styles ----\n"

bool script_screen_has(const char *text)
{
	struct strbuf screen = {0}, styles = {0};
	draw_snapshot(&screen, &styles);
	bool has = strstr(strbuf_str(&screen), text) != NULL;
	strbuf_done(&screen);
	strbuf_done(&styles);
	return has;
}

void script_screen_print(FILE *to)
{
	struct strbuf screen = {0}, styles = {0};
	draw_snapshot(&screen, &styles);
	fprintf(to, "---- screen %dx%d ----\n%s--------\n", draw_cols(), draw_lines(),
		strbuf_str(&screen));
	strbuf_done(&screen);
	strbuf_done(&styles);
}

static bool file_write(const char *path, const struct strbuf *b)
{
	FILE *f = fopen(path, "we");
	if (!f)
		return false;
	bool ok = fwrite(strbuf_str(b), 1, b->len, f) == b->len;
	return fclose(f) == 0 && ok;
}

static bool file_read(const char *path, struct strbuf *b)
{
	char buf[4096];
	size_t n;
	FILE *f = fopen(path, "re");
	if (!f)
		return false;
	while ((n = fread(buf, 1, sizeof buf, f)) > 0)
		strbuf_addn(b, buf, n);
	fclose(f);
	return !b->failed;
}

/* The next line of *s, without its end; "" after the last. */
static const char *take_line(const char **s, int *ret_n)
{
	const char *line = *s;
	size_t n = strcspn(line, "\n");
	*ret_n = (int)n;
	*s = line + n + (line[n] == '\n');
	return line;
}

static void add_diff(struct strbuf *why, const char *old, const char *new)
{
	for (int line = 1; *old || *new; line++) {
		int an, bn;
		const char *a = take_line(&old, &an), *b = take_line(&new, &bn);
		if (an != bn || memcmp(a, b, (size_t)an) != 0)
			strbuf_addf(why, "\n%3d - %.*s\n    + %.*s", line, an, a, bn, b);
	}
	strbuf_addc(why, '\n');
}

bool script_screen_compare(const char *name, struct strbuf *why)
{
	const char *dir = getenv("TAONGUON_SNAP_DIR"), *generate = getenv("GENERATE");
	struct strbuf now = {0}, styles = {0}, saved = {0};
	CLEANUP_FREE char *path = mem_printf("%s/%s.snap", dir ? dir : ".", name);
	bool same = false;
	draw_snapshot(&now, &styles);
	strbuf_add(&now, MIDDLE);
	strbuf_add(&now, strbuf_str(&styles));
	if (!path || now.failed) {
		strbuf_add(why, name);
	} else if (generate && strcmp(generate, "1") == 0) {
		same = file_write(path, &now);
		if (!same)
			strbuf_addf(why, "%s: %s", path, strerror(errno));
	} else if (!file_read(path, &saved)) {
		strbuf_addf(why, "%s: %s", path, strerror(errno));
	} else {
		same = strcmp(strbuf_str(&saved), strbuf_str(&now)) == 0;
		if (!same) {
			strbuf_add(why, path);
			add_diff(why, strbuf_str(&saved), strbuf_str(&now));
		}
	}
	strbuf_done(&now);
	strbuf_done(&styles);
	strbuf_done(&saved);
	return same;
}
