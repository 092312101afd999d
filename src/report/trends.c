/* Trends as pictures: admissions against targets, names by month and association, the share of teachers. */
#include "base/clock.h"
#include "base/i18n.h"
#include "report/admissions_read.h"
#include "report/sourcing.h"
#include "viet/wording.h"

#include <stdio.h>
#include <stdlib.h>

enum { YEARS = 5, MONTHS = 12 };

/* ---- admissions --------------------------------------------------------------------------------------- */

static int year_door(struct report *r, const struct admissions *list, int year, long *ret_n)
{
	struct door_rule rule = {.of = DOOR_LIST, .from = r->listed.n};
	VEC_EACH (a, list) {
		if (a->on.year != year || (r->q.cell.v && a->cell.v != r->q.cell.v))
			continue;
		if (!VEC_PUSH(&r->listed, a->person))
			r->doc.failed = true;
		rule.n++;
	}
	*ret_n = (long)rule.n;
	return rule.n ? report_door(r, rule) : 0;
}

static int add_admissions(struct sourcing *s)
{
	struct report *r = s->r;
	struct admissions list = {0};
	int last = r->q.to.year, k;
	k = admissions_read(s->db, report_year_from(last - YEARS + 1), r->f.as_of,
		r->f.settings.date_basis, &list, s->err);
	json_open(&s->j, "admissions", '[');
	doc_heading(&r->doc, 1, "%s", _("Admissions"));
	struct doc_chart *c = doc_chart(
		&r->doc, _("Admitted by year, against the target"), _("Admitted"), _("Target"));
	for (int year = last - YEARS + 1; !k && year <= last; year++) {
		char label[8];
		long target = -1, n;
		k = target_for(s->db, r->q.cell, TARGET_ADMISSION, report_year_from(year),
			report_year_to(year), &target, s->err);
		int door = year_door(r, &list, year, &n);
		snprintf(label, sizeof label, "%d", year);
		doc_chart_bar(&r->doc, c, label, n, target, door);
		json_open(&s->j, NULL, '{');
		json_number(&s->j, "year", year);
		json_number(&s->j, "admitted", n);
		json_number_or_null(&s->j, "target", target);
		json_close(&s->j, '}');
	}
	json_close(&s->j, ']');
	admissions_done(&list);
	return k;
}

/* ---- names -------------------------------------------------------------------------------------------- */

static int source_door(struct report *r, const struct named *n, int64_t source, int month)
{
	struct door_rule rule = {.of = DOOR_LIST, .from = r->listed.n};
	VEC_EACH (f, &n->firsts) {
		if (f->source != source || (month && f->month != month))
			continue;
		if (!VEC_PUSH(&r->listed, f->person))
			r->doc.failed = true;
		rule.n++;
	}
	return rule.n ? report_door(r, rule) : 0;
}

static void months_of(const struct named *n, int64_t source, long ret[MONTHS])
{
	for (int m = 0; m < MONTHS; m++)
		ret[m] = 0;
	VEC_EACH (f, &n->firsts)
		if (f->source == source)
			ret[f->month - 1]++;
}

static void names_chart(struct sourcing *s, int64_t source, const char *title)
{
	long months[MONTHS];
	struct report *r = s->r;
	months_of(&s->named, source, months);
	struct doc_chart *c = doc_chart(&r->doc, title, _("Names"), NULL);
	for (int m = 0; m < MONTHS; m++) {
		char label[8];
		snprintf(label, sizeof label, "%d", m + 1);
		doc_chart_bar(&r->doc, c, label, months[m], -1,
			months[m] ? source_door(r, &s->named, source, m + 1) : 0);
	}
}

/* A source in words, and its code for programs; 0 is everybody. */
struct source {
	int64_t id;
	const char *name, *code;
};

static void source_row(struct sourcing *s, struct table *t, const struct source *of)
{
	long months[MONTHS], sum = 0;
	months_of(&s->named, of->id, months);
	table_text(t, of->name);
	if (of->id)
		table_text(t, of->code);
	else
		table_skip(t);
	if (of->id)
		table_number(t, 0, of->id > 0 ? (long)of->id : -1);
	else
		table_skip(t);
	for (int m = 0; m < MONTHS; m++) {
		table_number(
			t, months[m] ? source_door(s->r, &s->named, of->id, m + 1) : 0, months[m]);
		sum += months[m];
	}
	table_number(t, sum ? source_door(s->r, &s->named, of->id, 0) : 0, sum);
}

static size_t sources_of(struct sourcing *s, struct source *ret)
{
	const struct source others[] = {{SOURCE_MEMBER, _("Members"), "member"},
		{SOURCE_HEAD, _("Heads of hamlets and others"), "head"},
		{SOURCE_NONE, _("No source recorded"), "none"}};
	size_t n = 0;
	VEC_EACH (a, &s->associations)
		if (tally_of(&s->named.by_source, a->id).n)
			ret[n++] = (struct source){a->id, a->name, "association"};
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		if (tally_of(&s->named.by_source, others[i].id).n)
			ret[n++] = others[i];
	return n;
}

static void names_table(struct sourcing *s, const struct source *of, size_t n)
{
	static const struct table_column columns[] = {{N_("Named by"), "name", DOC_LEFT, 1, NULL},
		{NULL, "source", DOC_LEFT, 0, NULL}, {NULL, "id", DOC_LEFT, 0, NULL},
		{"1", "m1", DOC_RIGHT, 0, N_("Month of the first time")},
		{"2", "m2", DOC_RIGHT, 0, N_("Month of the first time")},
		{"3", "m3", DOC_RIGHT, 0, N_("Month of the first time")},
		{"4", "m4", DOC_RIGHT, 0, N_("Month of the first time")},
		{"5", "m5", DOC_RIGHT, 0, N_("Month of the first time")},
		{"6", "m6", DOC_RIGHT, 0, N_("Month of the first time")},
		{"7", "m7", DOC_RIGHT, 0, N_("Month of the first time")},
		{"8", "m8", DOC_RIGHT, 0, N_("Month of the first time")},
		{"9", "m9", DOC_RIGHT, 0, N_("Month of the first time")},
		{"10", "m10", DOC_RIGHT, 0, N_("Month of the first time")},
		{"11", "m11", DOC_RIGHT, 0, N_("Month of the first time")},
		{"12", "m12", DOC_RIGHT, 0, N_("Month of the first time")},
		{N_("Total"), "total", DOC_RIGHT, 0, NULL}};
	const struct source all = {0, _("All, each person once"), NULL};
	struct table t;
	table_begin(&t, s->r, &s->j, "names", columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < n; i++) {
		table_row(&t);
		source_row(s, &t, &of[i]);
	}
	table_total(&t);
	source_row(s, &t, &all);
	table_end(&t);
}

static int add_names(struct sourcing *s)
{
	struct source *of = mem_alloc((s->associations.n + 3) * sizeof *of);
	if (!of)
		return ERR_OOM(s->err);
	size_t n = sources_of(s, of);
	doc_heading(&s->r->doc, 1, "%s", _("Names by month"));
	names_chart(s, 0, _("Names by month: all, each person once"));
	names_table(s, of, n);
	for (size_t i = 0; i < n; i++)
		if (of[i].id > 0) {
			CLEANUP_FREE char *title = mem_printf(_("Names by month: %s"), of[i].name);
			names_chart(s, of[i].id, title);
		}
	free(of);
	return 0;
}

/* ---- teachers ----------------------------------------------------------------------------------------- */

static int teachers_on(struct sourcing *s, struct date day, long *ret_all, long *ret_members)
{
	*ret_all = *ret_members = -1;
	VEC_EACH (c, &s->r->f.cells) {
		struct cell_stated st;
		struct err e = {0};
		if (c->cell.type != CELL_SCHOOL)
			continue;
		int k = cell_stated_on(s->db, c->cell.id, day, &st, &e);
		if (k && k != ERR_NOT_FOUND) {
			if (s->err)
				*s->err = e;
			return k;
		}
		if (k || st.workforce_after || st.workforce < 0 || st.workforce_members < 0)
			continue;
		*ret_all = (*ret_all < 0 ? 0 : *ret_all) + st.workforce;
		*ret_members = (*ret_members < 0 ? 0 : *ret_members) + st.workforce_members;
	}
	return 0;
}

static int add_teachers(struct sourcing *s)
{
	struct report *r = s->r;
	int last = r->q.to.year, k = 0;
	doc_heading(&r->doc, 1, "%s", _("Members among the teachers"));
	struct doc_chart *c = doc_chart(&r->doc, _("Members among the teachers by year"),
		_("Members"), _("Teachers in all"));
	json_open(&s->j, "teachers", '[');
	for (int year = last - YEARS + 1; !k && year <= last; year++) {
		char label[WORDING_MAX + 16], share[WORDING_MAX];
		long all, members;
		k = teachers_on(s, date_min(report_year_to(year), r->f.as_of), &all, &members);
		if (k || all < 0)
			continue;
		snprintf(label, sizeof label, "%d (%s)", year,
			wording_percent(percent_tenths(members, all), share));
		doc_chart_bar(&r->doc, c, label, members, all, 0);
		json_open(&s->j, NULL, '{');
		json_number(&s->j, "year", year);
		json_number(&s->j, "members", members);
		json_number(&s->j, "workforce", all);
		json_tenths(&s->j, "percent", percent_tenths(members, all));
		json_close(&s->j, '}');
	}
	json_close(&s->j, ']');
	return k;
}

int report_build_trends(struct db *db, struct report *r, struct err *err)
{
	struct sourcing s;
	int k = sourcing_begin(&s, db, r, err);
	report_basis(r);
	json_open(&s.j, NULL, '{');
	json_number(&s.j, "year", r->q.to.year);
	json_date(&s.j, "as_of", r->f.as_of);
	if (!k)
		k = add_admissions(&s);
	if (!k)
		k = add_names(&s);
	if (!k)
		k = add_teachers(&s);
	json_close(&s.j, '}');
	sourcing_done(&s);
	return k;
}
