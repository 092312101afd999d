#include "report/report.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/letterhead.h"
#include "core/past.h"
#include "report/admissions_read.h"
#include "report/build.h"
#include "report/frozen_own.h"
#include "report/ics.h"
#include "viet/wording.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *name, *title;
	enum { NO_FIGURES, FIGURES, WITH_PEOPLE } needs;
	int (*build)(struct db *db, struct report *r, struct err *err);
	bool is_of_year;
	bool is_of_day; /* of a period that is over: all of it as it stood on its last day */
	bool is_of_month;
} kinds[REPORT_KINDS] = {
	[REPORT_ADMISSIONS] = {"admissions", N_("Admission summary"), FIGURES,
		report_build_admissions},
	[REPORT_PIPELINE] = {"pipeline", N_("Pipeline by cell"), WITH_PEOPLE, report_build_pipeline,
		.is_of_day = true},
	[REPORT_CELLS] = {"cells", N_("Cells"), FIGURES, report_build_cells, .is_of_day = true},
	[REPORT_MENTORS] = {"mentors", N_("Mentors and the people they help"), FIGURES,
		report_build_mentors, .is_of_day = true},
	[REPORT_TARGETS] = {"targets", N_("Targets and results"), FIGURES, report_build_targets,
		.is_of_day = true},
	[REPORT_DUE] = {"due", N_("What is to be done"), NO_FIGURES, report_build_due},
	[REPORT_FORECAST] = {"forecast", N_("Forecast of the year"), FIGURES,
		report_build_forecast},
	[REPORT_TIMES] = {"times", N_("Time in each step"), NO_FIGURES, report_build_times},
	[REPORT_MAP] = {"map", N_("Map of the cells"), WITH_PEOPLE, report_build_map, true, true},
	[REPORT_SOURCING] = {"sourcing", N_("Work for sources"), FIGURES, report_build_sourcing,
		.is_of_day = true},
	[REPORT_OBSTACLES] = {"obstacles", N_("Obstacles of candidates"), FIGURES,
		report_build_obstacles, .is_of_day = true},
	[REPORT_EVALUATION] = {"evaluation-facts", N_("Facts for the yearly evaluation"), FIGURES,
		report_build_evaluation, true, true},
	[REPORT_TRENDS] = {"trends", N_("Trends"), FIGURES, report_build_trends, true, true},
	[REPORT_FORM2] = {"form-2", N_("Statistics of new members (form 2)"), FIGURES,
		report_build_form2},
	[REPORT_TURNAROUND] = {"turnaround", N_("Sheets for the cells, by month"), FIGURES,
		report_build_turnaround, .is_of_month = true},
	[REPORT_HEALTH] = {"health", N_("Health of the data"), NO_FIGURES, report_build_health},
};

const char *report_name(enum report_kind k)
{
	return kinds[k].name;
}

const char *report_title(enum report_kind k)
{
	return kinds[k].title;
}

bool report_is_of_year(enum report_kind k)
{
	return kinds[k].is_of_year;
}

struct date report_year_from(int year)
{
	return (struct date){.year = (short)year, .month = 1, .day = 1};
}

static struct date month_from(struct date from, struct date to, struct date today)
{
	bool is_now = date_cmp(from, today) <= 0 && date_cmp(today, to) <= 0;
	struct date day = is_now ? today : to;
	return (struct date){day.year, day.month, 1};
}

struct date report_year_to(int year)
{
	return (struct date){.year = (short)year, .month = 12, .day = 31};
}

int report_door(struct report *r, struct door_rule rule)
{
	if (VEC_PUSH(&r->doors, rule))
		return (int)r->doors.n;
	r->doc.failed = true;
	return 0;
}

int report_door_now(struct report *r, bool (*test)(const struct admission *a, int arg), int arg)
{
	return report_door(r, (struct door_rule){.of = DOOR_NOW, .test = test, .arg = arg});
}

void report_number(struct report *r, struct doc_table *t, size_t column, int door, long n)
{
	char text[WORDING_MAX];
	doc_cell(&r->doc, t, column, door, "%s", n < 0 ? "-" : wording_number(n, text));
}

void report_percent(struct report *r, struct doc_table *t, size_t column, long tenths)
{
	char text[WORDING_MAX];
	doc_cell(&r->doc, t, column, 0, "%s", wording_tenths(tenths, text));
}

static void fill_head(struct report *r, const struct letterhead *h)
{
	struct doc *d = &r->doc;
	char date[WORDING_MAX];
	CLEANUP_FREE char *place = mem_printf("%s%s%s", h->place ? h->place : "",
		h->place ? ", " : "", wording_long_date(r->today, date));
	d->head.superior = doc_dup(d, h->superior);
	d->head.body = doc_dup(d, h->body);
	d->head.motto = doc_dup(d, _("COMMUNIST PARTY OF VIETNAM"));
	d->head.place_date = doc_dup(d, place);
	d->head.on_behalf = doc_dup(d, h->on_behalf);
	d->head.office_held = doc_dup(d, h->office_held);
	d->head.signer = doc_dup(d, h->signer);
}

/* A year, a half of it, or any other days. To the caller; NULL without memory. */
static char *period_text(struct date from, struct date to)
{
	char first[DATE_TEXT], last[DATE_TEXT];
	int year = from.year;
	const struct date july = {(short)year, 7, 1}, june = {(short)year, 6, 30};
	bool begins = date_cmp(from, report_year_from(year)) == 0;
	bool ends = date_cmp(to, report_year_to(year)) == 0;
	if (begins && ends)
		return mem_printf(_("year %d"), year);
	if (begins && date_cmp(to, june) == 0)
		return mem_printf(_("first six months of %d"), year);
	if (ends && date_cmp(from, july) == 0)
		return mem_printf(_("last six months of %d"), year);
	return mem_printf(_("from %s to %s"), date_to_user(from, first), date_to_user(to, last));
}

int report_head(struct db *db, struct report *r, const char *what, struct err *err)
{
	struct letterhead h;
	char stamp[CLOCK_STAMP], today[DATE_TEXT];
	int k = letterhead_load(db, SIGNS_COMMITTEE, (struct cell_id){0}, r->today, &h, err);
	if (k)
		return k;
	fill_head(r, &h);
	letterhead_done(&h);
	struct doc *d = &r->doc;
	CLEANUP_FREE char *period = period_text(r->q.from, r->q.to);
	/* the stamp has the real time; the day is the one that the report rests on */
	clock_stamp(stamp);
	CLEANUP_FREE char *printed = mem_printf(_("Printed by %s on %s at %.5s"),
		r->q.user ? r->q.user : "?", date_to_user(r->today, today), stamp + 11);
	d->kind = doc_dup(d, _("REPORT"));
	d->title = doc_dup(d, what);
	d->subtitle = doc_dup(d, period);
	d->lang = doc_dup(d, i18n_lang() == LANG_VI ? "vi" : "en");
	d->printed_by = doc_dup(d, printed);
	return d->failed || !period || !printed ? ERR_OOM(err) : 0;
}

void report_basis(struct report *r)
{
	char as_of[DATE_TEXT];
	doc_paragraph(&r->doc,
		r->f.settings.date_basis == BASIS_DECISION
			? _("As of %s. Admissions count by the date of the decision.")
			: _("As of %s. Admissions count by the date of the ceremony."),
		date_to_user(r->f.as_of, as_of));
	if (r->f.other_date)
		doc_note(&r->doc,
			r->f.settings.date_basis == BASIS_DECISION
				? P_("For %ld person without a date of the decision the ceremony "
				     "counts.",
					  "For %ld persons without a date of the decision the "
					  "ceremony counts.",
					  (unsigned long)r->f.other_date)
				: P_("For %ld person without a date of the ceremony the decision "
				     "counts.",
					  "For %ld persons without a date of the ceremony the "
					  "decision counts.",
					  (unsigned long)r->f.other_date),
			r->f.other_date);
}

bool report_says_past(const struct report *r)
{
	return date_is_set(r->q.as_of) && date_cmp(r->q.as_of, r->today) < 0 && !r->q.is_compared;
}

/* What bears no day cannot be told of a past one: it is said whose it is. */
static void say_past(struct report *r)
{
	char as_of[DATE_TEXT], today[DATE_TEXT];
	doc_paragraph(&r->doc,
		_("Made as of %s, from what is dated until then. Targets, settings, data of the "
		  "persons and whether a cell has nobody left bear no date: they are those of %s."),
		date_to_user(r->q.as_of, as_of), date_to_user(r->today, today));
}

static int build(struct db *db, struct report *r, struct err *err)
{
	const struct report_request *q = &r->q;
	r->day = clock_today();
	r->f.as_of = date_min(q->to, r->day);
	int k = kinds[q->kind].needs ? figures_make(db, q->from, q->to, q->cell,
					       kinds[q->kind].needs == WITH_PEOPLE, &r->f, err)
				     : 0;
	if (!k)
		k = kinds[q->kind].build(db, r, err);
	return !k && (r->doc.failed || r->json.failed) ? ERR_OOM(err) : k;
}

/* On the records of the day that it is of. */
static int build_of_day(struct db *db, struct report *r, struct err *err)
{
	const struct report_request *q = &r->q;
	struct past past = {0};
	struct date known = date_is_set(q->as_of) ? q->as_of : r->today;
	struct date day = kinds[q->kind].is_of_day ? date_min(q->to, known) : known;
	int k = report_head(db, r, _(kinds[q->kind].title), err);
	if (k)
		return k;
	if (report_says_past(r))
		say_past(r);
	if (date_cmp(day, r->today) < 0)
		k = past_begin(&past, db, day, known, q->kind == REPORT_DUE, err);
	if (!k)
		k = build(db, r, err);
	past_end(&past);
	return k;
}

static int check_request(const struct report_request *q, struct err *err)
{
	char as_of[DATE_TEXT];
	if (date_cmp(q->from, q->to) > 0)
		return ERR(err, ERR_INVALID, "from", NULL);
	if (date_is_set(q->as_of) && date_cmp(q->as_of, clock_today()) > 0)
		return ERR_RULE(err, ERR_REFUSED, RULE_FUTURE, "as_of", "%s",
			date_to_user(q->as_of, as_of));
	return 0;
}

int report_make(struct db *db, const struct report_request *q, struct report **ret, struct err *err)
{
	int k = check_request(q, err);
	if (k)
		return k;
	struct report *r = mem_alloc(sizeof *r);
	if (!r)
		return ERR_OOM(err);
	r->q = *q;
	r->today = clock_today();
	if (kinds[q->kind].is_of_year) {
		r->q.from = report_year_from(q->to.year);
		r->q.to = report_year_to(q->to.year);
	}
	if (kinds[q->kind].is_of_month) {
		r->q.from = month_from(q->from, q->to, date_is_set(q->as_of) ? q->as_of : r->today);
		r->q.to = date_add_days(date_add_months(r->q.from, 1), -1);
	}
	k = db_read_begin(db, err);
	if (!k) {
		k = build_of_day(db, r, err);
		db_read_end(db);
	}
	if (k)
		report_free(r);
	else
		*ret = r;
	return k;
}

void report_free(struct report *r)
{
	if (!r)
		return;
	doc_done(&r->doc);
	figures_done(&r->f);
	VEC_DONE(&r->doors);
	VEC_DONE(&r->listed);
	report_due_done(r);
	if (r->names)
		frozen_names_done(r->names);
	free(r->names);
	strbuf_done(&r->json);
	free(r);
}

const struct doc *report_doc(const struct report *r)
{
	return &r->doc;
}

void report_saving(struct report *r, struct doc_progress progress, bool keep_existing)
{
	r->doc.progress = progress;
	r->doc.keep_existing = keep_existing;
}

int report_kept(const struct strbuf *kept, struct strbuf *out, struct err *err)
{
	strbuf_addn(out, strbuf_str(kept), kept->len);
	return out->failed ? ERR_OOM(err) : 0;
}

int report_json(const struct report *r, struct strbuf *out, struct err *err)
{
	return report_kept(&r->json, out, err);
}

int report_ics(const struct report *r, struct strbuf *out, struct err *err)
{
	if (r->q.kind != REPORT_DUE)
		return ERR(err, ERR_INVALID, "format", "%s", "ics");
	if (r->names)
		return report_kept(&r->names->ics, out, err);
	ics_begin(out);
	VEC_EACH (d, &r->due)
		ics_add(out, d, r->office);
	if (!r->due.n)
		ics_add_timezone(out);
	ics_end(out);
	return out->failed ? ERR_OOM(err) : 0;
}

/* ---- doors ------------------------------------------------------------------------------------------ */

static bool in_pipeline_door(const struct pipeline_entry *e, const struct door_rule *d)
{
	if (d->cell != SIZE_MAX && d->cell != e->cell)
		return false;
	if (d->stage < 0)
		return true;
	return d->stage ? (int)e->stage == d->stage : stage_in_pipeline(e->stage);
}

static int kept_people(
	const struct frozen_names *n, int door, struct report_people *ret, struct err *err)
{
	const struct frozen_door *d = frozen_door(n, door);
	if (!d)
		return ERR(err, ERR_NOT_FOUND, "door", NULL);
	struct person_id *v = mem_alloc((d->n + 1) * sizeof *v);
	if (!v)
		return ERR_OOM(err);
	if (d->n)
		memcpy(v, n->ids.v + d->from, d->n * sizeof *v);
	*ret = (struct report_people){v, d->n};
	return 0;
}

int report_people(const struct report *r, int door, struct report_people *ret, struct err *err)
{
	if (r->names)
		return kept_people(r->names, door, ret, err);
	if (door < 1 || (size_t)door > r->doors.n)
		return ERR(err, ERR_NOT_FOUND, "door", NULL);
	const struct door_rule *d = &r->doors.v[door - 1];
	VEC(struct person_id) people = {0};
	bool ok = true;
	const struct admissions *list = d->of == DOOR_BEFORE ? &r->f.before : &r->f.now;
	if (d->of == DOOR_NOW || d->of == DOOR_BEFORE) {
		VEC_EACH (a, list)
			if (ok && d->test(a, d->arg))
				ok = VEC_PUSH(&people, a->person);
	} else if (d->of == DOOR_PIPELINE) {
		VEC_EACH (e, &r->f.pipeline)
			if (ok && in_pipeline_door(e, d))
				ok = VEC_PUSH(&people, e->person);
	} else
		for (size_t i = 0; ok && i < d->n; i++)
			ok = VEC_PUSH(&people, r->listed.v[d->from + i]);
	if (!ok) {
		VEC_DONE(&people);
		return ERR_OOM(err);
	}
	ret->v = people.v;
	ret->n = people.n;
	return 0;
}

void report_people_done(struct report_people *p)
{
	free(p->v);
	p->v = NULL;
	p->n = 0;
}
