#include "ui/screens/person_log.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/audit_log.h"
#include "ui/page.h"
#include "viet/text.h"

#include <string.h>

struct person_log {
	struct db *db;
	struct person_id id;
};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct person_log *c = ctx;
	struct person p;
	strbuf_add(ret, _("Log"));
	if (person_load(c->db, c->id, &p, NULL))
		return;
	strbuf_addf(ret, " · %s", p.full_name);
	person_done(&p);
}

/* Whatever was typed, on one line. */
static void add_safe(struct strbuf *b, const char *s)
{
	text_safe(b, s, strlen(s), false, false);
}

/* "Label value · Label value" of what is new or gone. */
static void add_all(struct strbuf *b, const struct log_entry *e)
{
	bool is_first = true;
	for (size_t i = 0; i < e->field_count; i++) {
		const struct log_field *f = &e->fields[i];
		const char *value = e->change == LOG_ADDED ? f->after : f->before;
		/* what is not so is not news of a new record */
		if (!value || strcmp(value, _("no")) == 0 || strcmp(value, "0") == 0)
			continue;
		strbuf_addf(b, "%s%s: ", is_first ? "" : " · ", f->label);
		add_safe(b, value);
		is_first = false;
	}
}

void log_entry_words(struct strbuf *b, const struct log_entry *e)
{
	strbuf_addf(b, "%s, %s",
		e->change == LOG_ADDED	   ? _("Added")
		: e->change == LOG_REMOVED ? _("Removed")
					   : _("Changed"),
		_(audit_record_label(e->record)));
	strbuf_add(b, e->name ? " " : "");
	add_safe(b, e->name ? e->name : "");
	strbuf_add(b, e->field_count ? " · " : "");
	if (e->change != LOG_CHANGED)
		add_all(b, e);
	for (size_t i = 0; e->change == LOG_CHANGED && i < e->field_count; i++) {
		const struct log_field *f = &e->fields[i];
		strbuf_addf(b, "%s%s: ", i ? "; " : "", f->label);
		add_safe(b, f->before ? f->before : _("(empty)"));
		strbuf_add(b, " → ");
		add_safe(b, f->after ? f->after : _("(empty)"));
	}
}

static void entry(struct page *page, const struct log_entry *e)
{
	struct strbuf b = {0};
	log_entry_words(&b, e);
	page_line(page);
	page_to(page, 3);
	page_wrap(page, STYLE_NORMAL, 5, strbuf_str(&b));
	strbuf_done(&b);
}

static void act_head(struct page *page, const struct log_entry *e, bool is_first)
{
	if (!is_first)
		page_line(page);
	page_line(page);
	page_textf(page, STYLE_DIM, " %s  %s · ", e->at, e->actor);
	page_text(page, STYLE_STRONG, _(audit_act_label(e->act)));
	if (!e->reason || !*e->reason)
		return;
	struct strbuf b = {0};
	strbuf_addf(&b, "%s: ", _("Written reason"));
	add_safe(&b, e->reason);
	page_line(page);
	page_to(page, 3);
	page_wrap(page, STYLE_STRONG, 5, strbuf_str(&b));
	strbuf_done(&b);
}

static int build(void *ctx, struct page *page, struct err *err)
{
	const struct person_log *c = ctx;
	struct audit_log log;
	int r = audit_log_load(c->db, c->id, &log, err);
	if (r)
		return r;
	for (size_t i = 0; i < log.n; i++) {
		const struct log_entry *e = &log.entries[i];
		if (!i || e->act_id != log.entries[i - 1].act_id)
			act_head(page, e, !i);
		entry(page, e);
	}
	if (!log.n) {
		page_line(page);
		page_text(page, STYLE_DIM, _(" nothing recorded"));
	}
	audit_log_done(&log);
	return 0;
}

static const struct page_ops ops = {
	.name = "person-log",
	.title_text = title_text,
	.build = build,
	.done = free,
};

int person_log_open(struct app *app, struct person_id id, struct err *err)
{
	const struct office *office = app_data(app);
	struct person_log *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->db = office->db;
	c->id = id;
	return page_open(app, &ops, c, err);
}
