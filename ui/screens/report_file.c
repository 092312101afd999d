#include "ui/screens/report_file.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "report/format.h"
#include "ui/ask.h"
#include "ui/screens/path.h"
#include "ui/screens/writing.h"
#include "viet/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TEXT_WIDTH 100

/* "Vướng mắc của quần chúng" is "vuong-mac-cua-quan-chung". */
static char *name_of(const char *title, struct err *err)
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

/* "vuong-mac-cua-quan-chung-2026.pdf" in the folder that the program was started in. */
static char *suggest(
	const struct report_request *q, const struct report_format *format, struct err *err)
{
	bool is_year = q->from.year == q->to.year;
	CLEANUP_FREE char *name = name_of(_(report_title(q->kind)), err);
	char *file = !name     ? NULL
		     : is_year ? mem_printf("%s-%d.%s", name, q->from.year, format->ending)
			       : mem_printf("%s-%d-%d.%s", name, q->from.year, q->to.year,
					 format->ending);
	if (name && !file)
		ERR_OOM(err);
	return file;
}

/* As it was typed, with the ending if it has none: Windows opens a file by its ending. */
static char *path_of(const char *typed, const struct report_format *format)
{
	CLEANUP_FREE char *path = path_from_user(typed);
	const char *slash = path ? strrchr(path, '/') : NULL;
	const char *name = slash ? slash + 1 : path;
	if (!path)
		return NULL;
	return *name && !strchr(name, '.') ? mem_printf("%s.%s", path, format->ending)
					   : mem_strdup(path);
}

static int write_to(struct app *app, struct report *report, const struct report_format *format,
	const char *path, struct err *err)
{
	const struct doc_text_options text = {.width = TEXT_WIDTH};
	struct writing w;
	bool keep;
	if (!writing_may(app, path, &keep))
		return ERR_STOPPED;
	report_saving(report, writing_begin(&w, app), keep);
	int r = format->write(report, &text, path, err);
	report_saving(report, (struct doc_progress){0}, false);
	char *whole = r ? NULL : realpath(path, NULL);
	writing_end(&w, r, whole ? whole : path);
	free(whole);
	return r;
}

static int save_as(struct app *app, struct report *report, const struct report_request *q,
	const struct report_format *format, struct err *err)
{
	CLEANUP_FREE char *typed = suggest(q, format, err);
	if (!typed)
		return ERR_NOMEM;
	for (;;) {
		char *answer = NULL;
		int r = ask_line(app, _("Save the paper"), _("File"), typed, &answer, err);
		if (r)
			return r;
		free(typed);
		typed = answer;
		CLEANUP_FREE char *path = path_of(typed, format);
		if (!path)
			return ERR_OOM(err);
		struct err e = {0};
		r = write_to(app, report, format, path, &e);
		if (r != ERR_IO && r != ERR_FULL && r != ERR_READONLY && r != ERR_NOT_FOUND) {
			if (r && err)
				*err = e;
			return r;
		}
		/* what was typed stays, to be put right */
		app_fail(app, &e);
	}
}

int report_save(
	struct app *app, struct report *report, const struct report_request *q, struct err *err)
{
	enum { OFFERED_MAX = 16 };
	struct choice choices[OFFERED_MAX] = {0};
	const struct report_format *offered[OFFERED_MAX];
	int n = 0;
	for (const struct report_format *f = report_formats; f->name && n < OFFERED_MAX - 1; f++)
		if (f->title) {
			choices[n] = (struct choice){f->name, f->title};
			offered[n++] = f;
		}
	int at = ask_choice(app, _("Save as"), choices, 0);
	return at < 0 ? at : save_as(app, report, q, offered[at], err);
}

int report_save_pdf(
	struct app *app, struct report *report, const struct report_request *q, struct err *err)
{
	return save_as(app, report, q, report_format("pdf"), err);
}
