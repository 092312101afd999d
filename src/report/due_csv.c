/* What is due as a list for a spreadsheet: one head, a line each, no titles. */
#include "base/i18n.h"
#include "report/build.h"
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

static int due_csv(const struct report *r, struct strbuf *out, struct err *err)
{
	const char *const head[] = {_("Cell"), _("Full name"), _("To be done"), _("Day"),
		_("Whose move"), _("State"), _("Rests on"), _("Rule set"), _("Papers missing")};
	strbuf_add(out, "\xEF\xBB\xBF");
	add_line(out, head, ARRAY_LEN(head));
	VEC_EACH (d, &r->due)
		add_row(out, d, r->day);
	return out->failed ? ERR_OOM(err) : 0;
}

int report_csv(const struct report *r, struct strbuf *out, struct err *err)
{
	if (r->names && r->names->csv.len)
		return report_kept(&r->names->csv, out, err);
	return r->q.kind == REPORT_DUE ? due_csv(r, out, err) : doc_write_csv(&r->doc, out, err);
}
