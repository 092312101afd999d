/* Schools and offices: members in the workforce and how their share moved, who are no members yet, talks; the
 * education of those who were admitted. */
#include "base/i18n.h"
#include "report/admissions_read.h"
#include "report/sourcing.h"
#include "viet/wording.h"

#include <stdio.h>
#include <stdlib.h>

enum { YEARS_BACK = 5 };

/* ---- members in the workforce -------------------------------------------------------------------------- */

struct stock {
	long all, members; /* -1: not stated */
};

static int stock_on(struct sourcing *s, struct cell_id cell, struct date day, struct stock *ret)
{
	struct cell_stated st;
	struct err e = {0};
	int k = cell_stated_on(s->db, cell, day, &st, &e);
	*ret = (struct stock){-1, -1};
	if (!k && !st.workforce_after)
		*ret = (struct stock){st.workforce, st.workforce_members};
	if (k && k != ERR_NOT_FOUND && s->err)
		*s->err = e;
	return k == ERR_NOT_FOUND ? 0 : k;
}

static int read_talks(struct sourcing *s, long *ret)
{
	struct db_stmt *q = db_begin(s->db, DBQ_SOURCING_TALKS, s->err);
	db_bind_date(q, "from", s->r->q.from);
	db_bind_date(q, "to", s->r->f.as_of);
	int k;
	while ((k = db_step(q, s->err)) == 1) {
		size_t at = cell_places_find(&s->places, (struct cell_id){db_int(q, "cell_id")});
		if (at != SIZE_MAX)
			ret[at] = (long)db_int(q, "n");
	}
	return k;
}

static long share(struct stock x)
{
	return x.all > 0 && x.members >= 0 ? percent_tenths(x.members, x.all) : PERCENT_NONE;
}

/* "+2,3": percentage points. */
static void table_moved(struct table *t, struct stock now, struct stock then)
{
	char text[WORDING_MAX + 2] = "-", n[WORDING_MAX];
	long a = share(now), b = share(then);
	bool is_known = a >= 0 && b >= 0;
	if (is_known)
		snprintf(text, sizeof text, "%s%s",
			a < b	? "-"
			: a > b ? "+"
				: "",
			wording_tenths(labs(a - b), n));
	table_both(t, 0, text, NULL);
	if (is_known)
		json_points(t->j, "moved", a - b);
	else
		json_text(t->j, "moved", NULL);
}

static void stock_cells(struct table *t, struct stock now, struct stock then, long talks)
{
	table_number(t, 0, now.members);
	table_number(t, 0, now.all);
	table_percent(t, share(now));
	table_number(t, 0, then.members);
	table_number(t, 0, then.all);
	table_percent(t, share(then));
	table_moved(t, now, then);
	table_number(t, 0, talks);
}

static void sum_up(struct stock *sum, struct stock x)
{
	if (x.all < 0 || x.members < 0)
		return;
	sum->all = (sum->all < 0 ? 0 : sum->all) + x.all;
	sum->members = (sum->members < 0 ? 0 : sum->members) + x.members;
}

static int stock_rows(struct sourcing *s, struct table *t, const long *talks, bool schools)
{
	struct stock sum_now = {-1, -1}, sum_then = {-1, -1};
	long sum_talks = 0;
	int k = 0;
	for (size_t i = 0; !k && i < s->r->f.cells.n; i++) {
		const struct cell_figures *c = &s->r->f.cells.v[i];
		struct stock now, then;
		if ((c->cell.type == CELL_SCHOOL) != schools || !c->is_valid)
			continue;
		k = stock_on(s, c->cell.id, s->r->f.as_of, &now);
		if (!k)
			k = stock_on(s, c->cell.id, date_add_months(s->r->f.as_of, -12), &then);
		if (k || (!schools && now.all < 0 && !talks[i]))
			continue;
		table_row(t);
		table_text(t, c->cell.name);
		table_text(t, c->cell.code);
		stock_cells(t, now, then, talks[i]);
		sum_up(&sum_now, now);
		sum_up(&sum_then, then);
		sum_talks += talks[i];
	}
	if (!k && schools) {
		table_total(t);
		table_text(t, _("Schools together"));
		table_skip(t);
		stock_cells(t, sum_now, sum_then, sum_talks);
	}
	return k;
}

static int add_stock(struct sourcing *s, const long *talks, bool schools)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "name", DOC_LEFT, 1, NULL},
		{NULL, "code", DOC_LEFT, 0, NULL},
		{N_("Members"), "members", DOC_RIGHT, 0, N_("At the end")},
		{N_("Workforce"), "workforce", DOC_RIGHT, 0, N_("At the end")},
		{N_("%"), "percent", DOC_RIGHT, 0, N_("At the end")},
		{N_("Members"), "members_before", DOC_RIGHT, 0, N_("A year before")},
		{N_("Workforce"), "workforce_before", DOC_RIGHT, 0, N_("A year before")},
		{N_("%"), "percent_before", DOC_RIGHT, 0, N_("A year before")},
		{N_("Moved, points"), NULL, DOC_RIGHT, 0, NULL},
		{N_("Talks"), "talks", DOC_RIGHT, 0, NULL},
	};
	struct table t;
	doc_heading(
		&s->r->doc, 2, "%s", schools ? _("Schools (teachers)") : _("Offices and others"));
	table_begin(&t, s->r, &s->j, schools ? "schools" : "offices", columns, ARRAY_LEN(columns));
	int k = stock_rows(s, &t, talks, schools);
	table_end(&t);
	return k;
}

/* ---- no members yet --------------------------------------------------------------------------------- */

static void staff_row(struct table *t, struct db_stmt *q, const struct cell *cell)
{
	char ages[32] = "";
	long from = db_is_null(q, "age_from") ? -1 : (long)db_int(q, "age_from");
	long to = db_is_null(q, "age_to") ? -1 : (long)db_int(q, "age_to");
	if (from >= 0 && to >= 0)
		snprintf(ages, sizeof ages, "%ld-%ld", from, to);
	else if (from >= 0)
		snprintf(ages, sizeof ages, "≥ %ld", from);
	else if (to >= 0)
		snprintf(ages, sizeof ages, "≤ %ld", to);
	table_row(t);
	table_text(t, cell->name);
	table_text(t, cell->code);
	table_date(t, db_date(q, "as_of"));
	table_text(t, db_text(q, "post"));
	table_text(t, ages);
	table_number(t, 0, (long)db_int(q, "count"));
}

static int add_staff(struct sourcing *s)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "name", DOC_LEFT, 1, NULL},
		{NULL, "code", DOC_LEFT, 0, NULL},
		{N_("As of"), "as_of", DOC_LEFT, 0, NULL},
		{N_("Post"), "post", DOC_LEFT, 1, NULL},
		{N_("Age"), "age", DOC_LEFT, 0, NULL},
		{N_("No members yet"), "count", DOC_RIGHT, 0, NULL},
	};
	struct db_stmt *q = db_begin(s->db, DBQ_SOURCING_STAFF, s->err);
	long sum = 0;
	struct table t;
	int k;
	db_bind_date(q, "day", s->r->f.as_of);
	doc_heading(&s->r->doc, 2, "%s", _("Staff who are no members yet"));
	table_begin(&t, s->r, &s->j, "staff", columns, ARRAY_LEN(columns));
	while ((k = db_step(q, s->err)) == 1) {
		size_t at = cell_places_find(&s->places, (struct cell_id){db_int(q, "cell_id")});
		if (at == SIZE_MAX)
			continue;
		staff_row(&t, q, &s->r->f.cells.v[at].cell);
		sum += (long)db_int(q, "count");
	}
	if (t.t) {
		table_total(&t);
		table_text(&t, _("Total"));
		for (int i = 0; i < 4; i++)
			table_skip(&t);
		table_number(&t, 0, sum);
	}
	table_end(&t);
	return k;
}

/* ---- education of the admitted ---------------------------------------------------------------------- */

static bool has_upper(const struct admission *a)
{
	return a->education == EDU_UPPER;
}
static bool has_lower(const struct admission *a)
{
	return a->education == EDU_LOWER;
}
static bool has_less(const struct admission *a)
{
	return a->education && a->education < EDU_LOWER;
}
static bool has_none(const struct admission *a)
{
	return !a->education;
}
static bool has_college(const struct admission *a)
{
	return a->professional == PRO_COLLEGE;
}
static bool has_university(const struct admission *a)
{
	return a->professional >= PRO_UNIVERSITY;
}
static bool any(const struct admission *a)
{
	(void)a;
	return true;
}

static void education_figure(struct sourcing *s, struct table *t, const struct admissions *list,
	int year, bool (*test)(const struct admission *a))
{
	struct door_rule rule = {.of = DOOR_LIST, .from = s->r->listed.n};
	VEC_EACH (a, list) {
		if (a->on.year != year || !test(a))
			continue;
		rule.n++;
		if (!VEC_PUSH(&s->r->listed, a->person))
			s->r->doc.failed = true;
	}
	table_number(t, rule.n ? report_door(s->r, rule) : 0, (long)rule.n);
}

static int add_education(struct sourcing *s)
{
	static const struct table_column columns[] = {
		{N_("Year"), "year", DOC_LEFT, 1, NULL},
		{N_("Admitted"), "admitted", DOC_RIGHT, 0, NULL},
		{N_("upper secondary"), "upper", DOC_RIGHT, 0, N_("General education")},
		{N_("lower secondary"), "lower", DOC_RIGHT, 0, N_("General education")},
		{N_("less"), "less", DOC_RIGHT, 0, N_("General education")},
		{N_("not recorded"), "unrecorded", DOC_RIGHT, 0, N_("General education")},
		{N_("college"), "college", DOC_RIGHT, 0, N_("Professional level")},
		{N_("university and above"), "university", DOC_RIGHT, 0, N_("Professional level")},
	};
	static bool (*const tests[])(const struct admission *a) = {
		any, has_upper, has_lower, has_less, has_none, has_college, has_university};
	struct admissions list = {0};
	int last = s->r->f.as_of.year, k;
	struct table t;
	k = admissions_read(s->db, report_year_from(last - YEARS_BACK + 1), s->r->f.as_of,
		s->r->f.settings.date_basis, &list, s->err);
	doc_heading(&s->r->doc, 1, "%s", _("Education of the admitted by year"));
	table_begin(&t, s->r, &s->j, "education", columns, ARRAY_LEN(columns));
	size_t kept = 0;
	VEC_EACH (a, &list)
		if (s->r->q.cell.v && a->cell.v != s->r->q.cell.v)
			admission_done(a);
		else
			list.v[kept++] = *a;
	list.n = kept;
	for (int year = last - YEARS_BACK + 1; !k && year <= last; year++) {
		table_row(&t);
		table_year(&t, year);
		for (size_t i = 0; i < ARRAY_LEN(tests); i++)
			education_figure(s, &t, &list, year, tests[i]);
	}
	table_end(&t);
	admissions_done(&list);
	return k;
}

int sourcing_add_schools(struct sourcing *s)
{
	long *talks = mem_alloc((s->r->f.cells.n + 1) * sizeof *talks);
	if (!talks)
		return ERR_OOM(s->err);
	int k = read_talks(s, talks);
	doc_heading(&s->r->doc, 1, "%s", _("Schools and offices"));
	if (!k)
		k = add_stock(s, talks, true);
	if (!k)
		k = add_stock(s, talks, false);
	free(talks);
	if (!k)
		k = add_staff(s);
	return k ? k : add_education(s);
}
