/* What was recorded after a paper, of the people and cells that its corrections speak of. */
#include "base/i18n.h"
#include "core/audit_log.h"
#include "report/corrections_own.h"
#include "report/frozen.h"

#include <stdlib.h>
#include <string.h>

struct about {
	struct corrections *c;
	VEC(const char *) texts; /* of the rows that differ, sorted */
	VEC(int64_t) people;	 /* sorted */
	bool failed;
};

static int by_text(const void *a, const void *b)
{
	const char *const *x = a, *const *y = b;
	return strcmp(*x, *y);
}

static int by_number(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static void add_text(struct about *a, const char *text)
{
	if (text && *text && !VEC_PUSH(&a->texts, text))
		a->failed = true;
}

static void add_cells(struct about *a, const struct doc_row *row, size_t n)
{
	for (size_t i = 0; row && i < n; i++)
		add_text(a, row->cells[i].text);
}

static void gather(struct about *a)
{
	struct corrections *c = a->c;
	for (size_t i = 0; i < c->d.n; i++) {
		const struct doc_difference *d = &c->d.v[i];
		add_text(a, d->section);
		add_text(a, d->line);
		add_cells(a, d->paper_row, d->paper_cells);
		add_cells(a, d->now_row, d->now_cells);
	}
	VEC_EACH (m, &c->moved)
		a->failed |= !VEC_PUSH(&a->people, m->person.v);
	VEC_EACH (n, &c->renamed)
		a->failed |= !VEC_PUSH(&a->people, n->person.v);
	if (a->texts.n)
		qsort(a->texts.v, a->texts.n, sizeof *a->texts.v, by_text);
	if (a->people.n)
		qsort(a->people.v, a->people.n, sizeof *a->people.v, by_number);
}

static bool is_said(const struct about *a, const char *text)
{
	return text && a->texts.n &&
	       bsearch(&text, a->texts.v, a->texts.n, sizeof *a->texts.v, by_text);
}

static bool is_person(const struct about *a, struct person_id id)
{
	const struct frozen_person *then = frozen_person(a->c->paper, id);
	struct person p;
	if (a->people.n && bsearch(&id.v, a->people.v, a->people.n, sizeof *a->people.v, by_number))
		return true;
	if (then && is_said(a, then->name))
		return true;
	if (person_load(a->c->db, id, &p, NULL))
		return false;
	bool said = is_said(a, p.full_name);
	person_done(&p);
	return said;
}

static bool is_cell(const struct about *a, struct cell_id id)
{
	struct date days[] = {a->c->row.as_of, {0}};
	bool said = false;
	for (size_t i = 0; !said && i < ARRAY_LEN(days); i++) {
		struct cell cell;
		if (cell_load(a->c->db, id, days[i], &cell, NULL))
			return false;
		said = is_said(a, cell.name) || is_said(a, cell_short_name(cell.name)) ||
		       is_said(a, cell_shortest_name(cell.name)) || is_said(a, cell.code);
		cell_done(&cell);
	}
	return said;
}

static bool wants(void *ctx, const char *record, struct person_id person, struct cell_id cell)
{
	static const char *const of_all[] = {"target", "setting"};
	const struct about *a = ctx;
	for (size_t i = 0; i < ARRAY_LEN(of_all); i++)
		if (strcmp(record, of_all[i]) == 0)
			return !cell.v || is_cell(a, cell);
	if (strcmp(record, "frozen_report") == 0)
		return false;
	return person.v ? is_person(a, person) : cell.v && is_cell(a, cell);
}

/* ---- the document ------------------------------------------------------------------------------------- */

static int add_whose(struct corrections *c, const struct log_entry *e, struct strbuf *b)
{
	int r = e->person.v ? person_name_add(c->db, b, e->person, c->err)
		: e->cell.v ? cell_name_add(c->db, b, e->cell, c->err)
			    : 0;
	/* a cell's records are called after it */
	if (!r && e->name && strcmp(e->name, strbuf_str(b)) != 0)
		strbuf_addf(b, "%s%s", b->len ? ": " : "", e->name);
	return r;
}

/* "Ngày: 12/05/2022 → 14/05/2022; …": of what is gone or new, the values alone. */
static void add_change(const struct log_entry *e, struct strbuf *b)
{
	if (e->change == LOG_REMOVED)
		strbuf_add(b, _("removed"));
	for (size_t i = 0; i < e->field_count; i++) {
		const struct log_field *f = &e->fields[i];
		strbuf_addf(b, "%s%s: ", b->len ? "; " : "", f->label);
		if (e->change == LOG_CHANGED)
			strbuf_addf(b, "%s → %s", f->before ? f->before : "-",
				f->after ? f->after : "-");
		else
			strbuf_add(b, f->after ? f->after : f->before ? f->before : "");
	}
}

static int add_act(struct corrections *c, struct table *t, const struct log_entry *e)
{
	struct strbuf whose = {0}, change = {0};
	int r = add_whose(c, e, &whose);
	add_change(e, &change);
	if (!r) {
		table_row(t);
		table_text(t, e->at);
		table_text(t, e->actor);
		table_both(t, 0, _(audit_act_label(e->act)), e->act);
		table_text(t, strbuf_str(&whose));
		table_text(t, strbuf_str(&change));
		table_text(t, e->reason);
	}
	c->r->doc.failed |= whose.failed || change.failed;
	strbuf_done(&whose);
	strbuf_done(&change);
	return r;
}

int corrections_add_acts(struct corrections *c)
{
	static const struct table_column columns[] = {
		{N_("When"), "at", DOC_LEFT, 0, NULL},
		{N_("By whom"), "actor", DOC_LEFT, 0, NULL},
		{N_("What was done"), "act", DOC_LEFT, 1, NULL},
		{N_("Of whom"), "whose", DOC_LEFT, 1, NULL},
		{N_("What changed"), "change", DOC_LEFT, 3, NULL},
		{N_("Reason"), "reason", DOC_LEFT, 1, NULL},
	};
	struct about a = {.c = c};
	struct audit_log log = {0};
	struct table t;
	gather(&a);
	int r = a.failed ? ERR_OOM(c->err)
			 : audit_log_since(c->db, c->row.audit_id, wants, &a, &log, c->err);
	doc_heading(&c->r->doc, 1, "%s", _("Recorded since"));
	table_begin(&t, c->r, &c->j, "acts", columns, ARRAY_LEN(columns));
	for (size_t i = 0; !r && i < log.n; i++)
		r = add_act(c, &t, &log.entries[i]);
	table_end(&t);
	audit_log_done(&log);
	VEC_DONE(&a.texts);
	VEC_DONE(&a.people);
	return r;
}
