/* What is due as a list for a spreadsheet: one head, a line each, no titles. */
#include "base/i18n.h"
#include "report/build.h"
#include "report/doc_save.h"
#include "report/frozen_own.h"

static void add_line(struct strbuf *out, const char *const *fields, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		strbuf_add(out, i ? "," : "");
		doc_csv_field(out, fields[i] ? fields[i] : "");
	}
	strbuf_add(out, "\r\n");
}

static const char *state(const struct task_row *t, struct date today)
{
	static const char *const texts[] = {[TONE_LATER] = N_("not due yet"),
		[TONE_SOON] = N_("not due yet"),
		[TONE_TODAY] = N_("today"),
		[TONE_OVERDUE] = N_("overdue"),
		[TONE_WAITING] = N_("waiting for others"),
		[TONE_BLOCKED] = N_("blocked")};
	return _(texts[task_tone(t, today)]);
}

static void add_row(struct strbuf *out, const struct due_row *d, struct date today)
{
	struct strbuf cite = {0};
	char due[DATE_TEXT];
	cite_add(&cite, &d->cite);
	const char *const fields[] = {d->cell, d->t.name, _(need_label(d->t.kind)),
		date_to_user(d->t.due, due), d->t.mover ? _(mover_label(d->t.mover)) : "",
		state(&d->t, today), strbuf_str(&cite), d->set, d->missing};
	add_line(out, fields, ARRAY_LEN(fields));
	out->failed |= cite.failed;
	strbuf_done(&cite);
}

static int add_list(void *ctx, struct doc_sink *s, struct err *err)
{
	const struct report *r = ctx;
	const char *const head[] = {_("Cell"), _("Full name"), _("To be done"), _("Day"),
		_("Whose move"), _("State"), _("Rests on"), _("Rule set"), _("Papers missing")};
	int failed = 0;
	strbuf_add(s->text, "\xEF\xBB\xBF");
	add_line(s->text, head, ARRAY_LEN(head));
	for (size_t i = 0; !failed && i < r->due.n; i++) {
		add_row(s->text, &r->due.v[i], r->day);
		failed = doc_sink_drain(s, err);
	}
	return failed;
}

static int add_kept(void *ctx, struct doc_sink *s, struct err *err)
{
	return report_kept(ctx, s->text, err);
}

int report_csv(const struct report *r, struct strbuf *out, struct err *err)
{
	struct doc_sink s = {.text = out};
	if (r->names && r->names->csv.len)
		return report_kept(&r->names->csv, out, err);
	if (r->q.kind != REPORT_DUE || r->names)
		return doc_write_csv(&r->doc, out, err);
	int k = add_list((void *)r, &s, err);
	return k ? k : out->failed ? ERR_OOM(err) : 0;
}

int report_save_csv(const struct report *r, const char *path, struct err *err)
{
	const struct doc_target t = doc_target(&r->doc, path);
	if (r->names && r->names->csv.len)
		return doc_save_text_by(&t, add_kept, &r->names->csv, err);
	return r->q.kind == REPORT_DUE ? doc_save_text_by(&t, add_list, (void *)r, err)
				       : doc_save_csv(&r->doc, path, err);
}
