#include "report/corrections_own.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/program.h"
#include "report/doc_keep.h"
#include "report/frozen_own.h"

#include <stdlib.h>
#include <string.h>

/* ---- making the same report again --------------------------------------------------------------------- */

/* In the language of the paper: else every word would differ. */
static int make_now(struct corrections *c, const char *user)
{
	struct report_request q;
	enum i18n_lang spoken = i18n_lang();
	enum i18n_lang of_paper = strcmp(c->row.lang, "en") == 0 ? LANG_EN : LANG_VI;
	int k = frozen_request(&c->row, &q, c->err);
	if (k)
		return k;
	q.user = user;
	q.is_compared = true;
	/* a day that a clock set wrong has put ahead */
	q.as_of = date_min(q.as_of, clock_today());
	if (of_paper != spoken)
		i18n_init(of_paper, program_locale_dir());
	k = report_make(c->db, &q, &c->now, c->err);
	if (of_paper != spoken)
		i18n_init(spoken, program_locale_dir());
	return k;
}

/* Rows that are read while they are written have to stand still to be compared: as they do in one that was kept. */
static int settle_rows(struct report *r, struct err *err)
{
	struct strbuf bytes = {0};
	struct doc still = {0};
	int k = doc_keep(&r->doc, &bytes, err);
	if (!k)
		k = doc_open(strbuf_str(&bytes), bytes.len, &still, err);
	strbuf_done(&bytes);
	if (!k) {
		doc_done(&r->doc);
		r->doc = still;
	}
	return k;
}

static int read_all(struct corrections *c, const char *user)
{
	int k = make_now(c, user);
	if (!k)
		k = settle_rows(c->now, c->err);
	if (!k)
		k = doc_compare(
			&c->paper->doc, &c->now->doc, c->paper->names->says_past, &c->d, c->err);
	return k ? k : corrections_read_people(c);
}

/* ---- the document ------------------------------------------------------------------------------------- */

/* "Tổng hợp kết quả kết nạp đảng viên, năm 2022": of which paper. */
static void name_paper(struct corrections *c)
{
	struct doc *d = &c->r->doc;
	const struct doc *paper = &c->paper->doc;
	CLEANUP_FREE char *of = mem_printf(
		"%s, %s", paper->title ? paper->title : "", paper->subtitle ? paper->subtitle : "");
	free(d->kind);
	d->kind = doc_dup(d, _("CORRECTIONS"));
	free(d->title);
	d->title = doc_dup(d, of);
	free(d->subtitle);
	d->subtitle = c->row.paper_no ? doc_dup(d, paper->head.number) : NULL;
	d->failed |= !of;
}

static void say_what(struct corrections *c)
{
	struct doc *d = &c->r->doc;
	char sent[DATE_TEXT], as_of[DATE_TEXT], today[DATE_TEXT];
	struct strbuf b = {0};
	if (date_is_set(c->row.sent_on))
		strbuf_addf(&b, _("Sent on %s"), date_to_user(c->row.sent_on, sent));
	if (c->row.sent_to)
		strbuf_addf(&b, "%s%s %s", b.len ? ", " : "",
			b.len ? C_("sent", "to") : _("Sent to"), c->row.sent_to);
	if (b.len)
		doc_paragraph(d, "%s.", strbuf_str(&b));
	d->failed |= b.failed;
	strbuf_done(&b);
	doc_paragraph(d,
		_("What the records of %s say otherwise of the same days, as of %s. The paper "
		  "itself stays as it was sent."),
		date_to_user(c->r->today, today), date_to_user(c->row.as_of, as_of));
}

static int door(struct corrections *c, const struct report *of, int door)
{
	struct report_people people;
	struct door_rule rule = {.of = DOOR_LIST, .from = c->r->listed.n};
	if (!door || report_people(of, door, &people, NULL))
		return 0;
	rule.n = people.n;
	for (size_t i = 0; i < people.n; i++)
		if (!VEC_PUSH(&c->r->listed, people.v[i]))
			c->r->doc.failed = true;
	report_people_done(&people);
	return rule.n && !c->r->doc.failed ? report_door(c->r, rule) : 0;
}

static void add_difference(struct corrections *c, struct table *t, const struct doc_difference *d)
{
	struct strbuf column = {0};
	if (d->group)
		strbuf_addf(&column, "%s · ", d->group);
	strbuf_add(&column, d->column		      ? d->column
			    : d->kind == DIFFERS_GONE ? _("(not there any more)")
			    : d->kind == DIFFERS_NEW  ? _("(new)")
						      : "");
	table_row(t);
	table_text(t, d->section);
	table_text(t, d->line);
	table_both(t, 0, strbuf_str(&column), d->column);
	table_both(t, door(c, c->paper, d->paper_door), d->paper ? d->paper : "-", d->paper);
	table_both(t, door(c, c->now, d->now_door), d->now ? d->now : "-", d->now);
	c->r->doc.failed |= column.failed;
	strbuf_done(&column);
}

static void add_differences(struct corrections *c)
{
	static const struct table_column columns[] = {
		{N_("Part"), "section", DOC_LEFT, 2, NULL},
		{N_("Line"), "line", DOC_LEFT, 2, NULL},
		{N_("Column"), "column", DOC_LEFT, 1, NULL},
		{N_("On the paper"), "paper", DOC_LEFT, 2, NULL},
		{N_("In the records now"), "now", DOC_LEFT, 2, NULL},
	};
	struct table t;
	doc_heading(&c->r->doc, 1, "%s", _("Figures and texts that differ"));
	table_begin(&t, c->r, &c->j, "differences", columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < c->d.n; i++)
		add_difference(c, &t, &c->d.v[i]);
	table_end(&t);
}

static void begin_json(struct corrections *c)
{
	struct json *j = &c->j;
	json_open(j, NULL, '{');
	json_number(j, "id", (long)c->row.id);
	json_text(j, "report", c->row.report);
	json_date(j, "from", c->row.from);
	json_date(j, "to", c->row.to);
	json_date(j, "as_of", c->row.as_of);
	json_text(j, "paper_no", c->row.paper_no);
	json_date(j, "sent_on", c->row.sent_on);
	json_text(j, "sent_to", c->row.sent_to);
	json_text(j, "kept_at", c->row.at);
	json_text(j, "kept_by", c->row.by);
	json_number(j, "count", corrections_count(c->r));
}

static int build(struct corrections *c)
{
	int k = report_head(c->db, c->r, "", c->err);
	if (k)
		return k;
	c->r->doc.is_wide = true;
	name_paper(c);
	say_what(c);
	c->r->corrections = (long)(c->d.n + c->renamed.n);
	begin_json(c);
	if (!c->r->corrections && !c->moved.n)
		doc_paragraph(&c->r->doc, "%s", _("The records still say what the paper says."));
	else
		add_differences(c);
	if (c->moved.n)
		k = corrections_add_people(c);
	if (!k && c->renamed.n)
		k = corrections_add_names(c);
	if (!k && (c->r->corrections || c->moved.n))
		k = corrections_add_acts(c);
	json_close(&c->j, '}');
	return !k && (c->r->doc.failed || c->r->json.failed) ? ERR_OOM(c->err) : k;
}

static void done(struct corrections *c)
{
	doc_differences_done(&c->d);
	VEC_EACH (p, &c->renamed)
		free(p->name_now);
	VEC_DONE(&c->renamed);
	VEC_DONE(&c->moved);
	report_free(c->paper);
	report_free(c->now);
	report_free(c->r);
	frozen_row_done(&c->row);
}

int corrections_make(
	struct db *db, int64_t id, const char *user, struct report **ret, struct err *err)
{
	struct corrections c = {.db = db, .err = err, .r = mem_alloc(sizeof *c.r)};
	if (!c.r)
		return ERR_OOM(err);
	c.j.out = &c.r->json;
	int k = db_read_begin(db, err);
	if (!k) {
		k = frozen_row_load(db, id, &c.row, err);
		if (!k)
			k = frozen_open(db, id, &c.paper, err);
		if (!k) {
			c.r->q = (struct report_request){.kind = c.paper->q.kind,
				.from = c.row.from,
				.to = c.row.to,
				.cell = c.row.cell,
				.user = user};
			c.r->today = c.r->day = clock_today();
			k = read_all(&c, user);
		}
		if (!k)
			k = build(&c);
		db_read_end(db);
	}
	if (!k)
		*ret = TAKE_PTR(c.r);
	done(&c);
	return k;
}

long corrections_count(const struct report *corrections)
{
	return corrections->corrections;
}
