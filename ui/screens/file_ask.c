#include "ui/screens/file_ask.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "ui/ask.h"
#include "ui/screens/path.h"
#include "viet/text.h"

#include <stdlib.h>
#include <string.h>

char *file_name_of(const char *title, struct err *err)
{
	CLEANUP_FREE char *plain = NULL;
	struct strbuf b = {0};
	if (text_fold(title, &plain, err))
		return NULL;
	for (const char *s = plain; *s; s++) {
		bool is_letter = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9');
		if (is_letter || (b.len && strbuf_str(&b)[b.len - 1] != '-'))
			strbuf_addf(&b, "%c", is_letter ? *s : '-');
	}
	char *name = strbuf_take(&b);
	if (!name)
		ERR_OOM(err);
	return name;
}

/* As it was typed, with the ending if it has none: Windows opens a file by its ending. */
static char *path_of(const char *typed, const char *ending)
{
	CLEANUP_FREE char *path = path_from_user(typed);
	const char *slash = path ? strrchr(path, '/') : NULL;
	const char *name = slash ? slash + 1 : path;
	if (!path)
		return NULL;
	return *name && !strchr(name, '.') ? mem_printf("%s.%s", path, ending) : mem_strdup(path);
}

/* Another name may do. */
static bool is_about_file(int r)
{
	return r == ERR_IO || r == ERR_FULL || r == ERR_READONLY || r == ERR_NOT_FOUND ||
	       r == ERR_EXISTS;
}

/* `ending` NULL: as it was typed. */
static int ask(struct app *app, const char *title, const char *label, const char *suggested,
	const char *ending, file_write *write, void *ctx, struct err *err)
{
	CLEANUP_FREE char *typed = mem_strdup(suggested);
	if (!typed)
		return ERR_OOM(err);
	for (;;) {
		char *answer = NULL;
		int r = ask_line(app, title, label, typed, &answer, err);
		if (r)
			return r;
		free(typed);
		typed = answer;
		CLEANUP_FREE char *path = ending ? path_of(typed, ending) : path_from_user(typed);
		if (!path)
			return ERR_OOM(err);
		struct err e = {0};
		r = write(app, ctx, path, &e);
		if (!is_about_file(r)) {
			if (r && err)
				*err = e;
			return r;
		}
		/* what was typed stays, to be put right */
		app_fail(app, &e);
	}
}

int file_ask(struct app *app, const char *suggested, const char *ending, file_write *write,
	void *ctx, struct err *err)
{
	return ask(app, _("Save the paper"), _("File"), suggested, ending, write, ctx, err);
}

int folder_ask(struct app *app, const char *title, const char *suggested, file_write *write,
	void *ctx, struct err *err)
{
	return ask(app, title, _("New folder"), suggested, NULL, write, ctx, err);
}
