#include "ui/screens/report_file.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/screens/path.h"

#include <string.h>
#include <unistd.h>

#define TEXT_WIDTH 100

enum format { FORMAT_PDF, FORMAT_TEXT, FORMAT_CSV, FORMAT_JSON };
static const char *const endings[] = {"pdf", "txt", "csv", "json"};

static int write_text(
	const struct report *report, enum format format, const char *path, struct err *err)
{
	const struct doc_text_options o = {.width = TEXT_WIDTH};
	struct strbuf out = {0};
	int r = format == FORMAT_TEXT  ? doc_write_text(report_doc(report), &o, &out, err)
		: format == FORMAT_CSV ? report_csv(report, &out, err)
				       : report_json(report, &out, err);
	if (!r)
		r = doc_save(path, strbuf_str(&out), out.len, err);
	strbuf_done(&out);
	return r;
}

/* "ket-nap-2026.pdf" in the folder that the program was started in. */
static char *suggest(const struct report_request *q, enum format format)
{
	bool is_year = q->from.year == q->to.year;
	return is_year ? mem_printf("%s-%d.%s", report_name(q->kind), q->from.year, endings[format])
		       : mem_printf("%s-%d-%d.%s", report_name(q->kind), q->from.year, q->to.year,
				 endings[format]);
}

static int save_as(struct app *app, const struct report *report, const struct report_request *q,
	enum format format, struct err *err)
{
	CLEANUP_FREE char *initial = suggest(q, format), *typed = NULL;
	if (!initial)
		return ERR_OOM(err);
	int r = ask_line(app, _("Save the paper"), _("File"), initial, &typed, err);
	if (r)
		return r;
	CLEANUP_FREE char *path = path_from_user(typed);
	if (!path)
		return ERR_OOM(err);
	if (access(path, F_OK) == 0 &&
		!ask_confirm(app, _("Replace the file?"), path, _("Replace")))
		return ERR_STOPPED;
	app_progress(app, _("Writing…"), 0, 0);
	r = format == FORMAT_PDF ? doc_write_pdf(report_doc(report), path, err)
				 : write_text(report, format, path, err);
	if (!r)
		app_say(app, _("Saved as %s."), path);
	return r;
}

int report_save(struct app *app, const struct report *report, const struct report_request *q,
	struct err *err)
{
	static const struct choice formats[] = {{"pdf", N_("PDF, as it is printed")},
		{"text", N_("Text")}, {"csv", N_("CSV, for a spreadsheet")},
		{"json", N_("JSON, for other programs")}, {0}};
	int format = ask_choice(app, _("Save as"), formats, 0);
	return format < 0 ? format : save_as(app, report, q, (enum format)format, err);
}

static int print(const struct report *report, struct err *err)
{
	const char *tmp = getenv("TMPDIR");
	CLEANUP_FREE char *path = mem_printf("%s/taonguon-XXXXXX.pdf", tmp && *tmp ? tmp : "/tmp");
	if (!path)
		return ERR_OOM(err);
	int fd = mkstemps(path, (int)strlen(".pdf"));
	if (fd < 0)
		return ERR(err, ERR_IO, "file", "%s", path);
	close(fd);
	int r = doc_write_pdf(report_doc(report), path, err);
	if (!r)
		r = doc_print(path, NULL, err);
	unlink(path);
	return r;
}

int report_print(struct app *app, const struct report *report, const struct report_request *q,
	struct err *err)
{
	struct err e = {0};
	app_progress(app, _("Printing…"), 0, 0);
	int r = print(report, &e);
	if (!r) {
		app_say(app, _("Sent to the printer."));
		return 0;
	}
	if (r != ERR_NOT_FOUND || strcmp(e.field, "printer") != 0) {
		if (err)
			*err = e;
		return r;
	}
	app_say(app, "%s", "");
	if (!ask_go_on(app, _("No printer can be reached"),
		    _("The paper can be saved as a PDF file instead, and printed elsewhere."),
		    _("Save as PDF")))
		return ERR_STOPPED;
	return save_as(app, report, q, FORMAT_PDF, err);
}
