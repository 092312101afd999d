#include "ui/screens/person_view.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/event_form.h"
#include "ui/screens/outlook_view.h"

#include <string.h>

static void add_fact(struct strbuf *b, const char *text)
{
	if (text && *text)
		strbuf_addf(b, "%s%s", b->len ? " · " : "", text);
}

static void who(struct page *page, const struct person *p)
{
	struct strbuf b = {0};
	char birth[DATE_TEXT];
	int age = age_years(p->birth, clock_today());
	if (date_is_set(p->birth))
		strbuf_addf(&b, age >= 0 ? _("born %s (%d years)") : _("born %s"),
			date_to_user(p->birth, birth), age);
	add_fact(&b, p->sex == 'f' ? _("female") : p->sex == 'm' ? _("male") : "");
	add_fact(&b, p->youth_union ? _("youth union member") : "");
	add_fact(&b, p->grade ? p->grade : _(education_label(p->education)));
	add_fact(&b, _(professional_label(p->professional)));
	add_fact(&b, p->occupation);
	add_fact(&b, p->position);
	add_fact(&b, p->readmission ? _("admitted again") : "");
	page_wrap(page, STYLE_NORMAL, 1, strbuf_str(&b));
	strbuf_done(&b);
}

static void stage_line(struct page *page, const struct person *p)
{
	char on[DATE_TEXT];
	page_line(page);
	page_textf(page, STYLE_STRONG, "%s", _(stage_label(p->stage)));
	if (date_is_set(p->stage_on))
		page_textf(page, STYLE_NORMAL, _(" since %s"), date_to_user(p->stage_on, on));
	if (p->uncovered)
		page_text(page, STYLE_WARN, _("  ! nobody helps this person"));
}

/* The latest event of a kind, by the history. */
static const struct event *last_of(const struct person_history *h, enum event_kind kind)
{
	const struct event *last = NULL;
	for (size_t i = 0; i < h->event_count; i++)
		if (h->events[i].kind == kind)
			last = &h->events[i];
	return last;
}

static void incomplete(struct page *page, const struct person *p, const struct person_history *h)
{
	if (stage_is_member(p->stage) && p->is_candidate &&
		(!last_of(h, EVENT_DECISION) || !last_of(h, EVENT_CELL_VOTE) ||
			!last_of(h, EVENT_LISTED))) {
		page_line(page);
		page_text(page, STYLE_DIM, _(" The record of the admission is incomplete."));
	}
}

static void date_line(struct page *page, const char *what, struct date on)
{
	char text[DATE_TEXT];
	page_line(page);
	page_text(page, STYLE_DIM, " ");
	page_textf(page, STYLE_DIM, what, date_to_user(on, text));
}

/* The three dates that are confused: each with what counts from it (06-HD/TW 2025, 4.2). */
static void three_dates(struct page *page, const struct person_history *h)
{
	const struct event *decision = last_of(h, EVENT_DECISION),
			   *ceremony = last_of(h, EVENT_CEREMONY),
			   *recognised = last_of(h, EVENT_RECOGNISED);
	char text[DATE_TEXT];
	if (decision)
		date_line(page, _("decision %s: the Party age counts from it"), decision->on);
	if (ceremony)
		date_line(page, _("ceremony %s: the twelve months count from it"), ceremony->on);
	if (!recognised) {
		if (ceremony)
			date_line(page, _("official %s: that day, whenever the decision comes"),
				probation_end(ceremony->on));
		return;
	}
	date_line(page, _("official %s: twelve months after the ceremony, whenever decided"),
		ceremony ? probation_end(ceremony->on) : recognised->on);
	if (ceremony && date_cmp(probation_end(ceremony->on), recognised->on) != 0)
		page_textf(
			page, STYLE_DIM, _(" (decided on %s)"), date_to_user(recognised->on, text));
}

static void next(struct page *page, const struct person *p, const struct person_history *h)
{
	char text[DATE_TEXT];
	enum event_kind kind = event_after(p->stage);
	if (kind && !stage_is_out(p->stage)) {
		page_line(page);
		page_textf(page, STYLE_NORMAL, _("Next: %s"), _(event_label(kind)));
	}
	if (p->stage == STAGE_PROBATION && date_is_set(p->stage_on)) {
		struct date end = probation_end(p->stage_on);
		long left = date_to_days(end) - date_to_days(clock_today());
		page_line(page);
		page_textf(page, left <= 90 ? STYLE_WARN : STYLE_NORMAL,
			_("Twelve months end on %s"), date_to_user(end, text));
		if (left > 0 && left <= 90)
			page_textf(page, STYLE_WARN,
				P_(" (%ld day left)", " (%ld days left)", (unsigned long)left),
				left);
		int mark = task_mark(NEED_PROBATION, left);
		if (mark)
			page_textf(page, STYLE_WARN, _(" · mark %d"), mark);
	}
	if (stage_is_member(p->stage))
		three_dates(page, h);
	incomplete(page, p, h);
}

static void events(struct page *page, const struct person_history *h, bool full)
{
	page_line(page);
	page_line(page);
	page_text(page, STYLE_HEAD, _("What happened"));
	for (size_t i = 0; i < h->event_count; i++) {
		const struct event *e = &h->events[i];
		char on[DATE_TEXT];
		page_line(page);
		if (full)
			page_line_door(page, (struct door){DOOR_EVENT, e->id, 0});
		page_textf(page, STYLE_NORMAL, " %s  %s", date_to_user(e->on, on),
			_(event_label(e->kind)));
		const char *const more[] = {e->paper_no, e->body, e->source, e->note};
		for (size_t k = 0; k < ARRAY_LEN(more); k++)
			if (more[k])
				page_textf(page, STYLE_DIM, " · %s", more[k]);
	}
	if (!h->event_count) {
		page_line(page);
		page_text(page, STYLE_DIM, _(" nothing recorded"));
	}
}

/* What has ended cannot be ended or replaced again. */
static struct door assignment_door(const struct assignment *a, struct person_id other)
{
	return date_is_set(a->to) ? (struct door){DOOR_PERSON, other.v, 0}
				  : (struct door){DOOR_ASSIGNMENT, a->id, other.v};
}

static int mentors(struct db *db, struct page *page, const struct person_history *h, bool full,
	struct err *err)
{
	if (!h->assignment_count)
		return 0;
	page_line(page);
	page_line(page);
	page_text(page, STYLE_HEAD, _("Mentor"));
	for (size_t i = 0; i < h->assignment_count; i++) {
		const struct assignment *a = &h->assignments[i];
		char from[DATE_TEXT], to[DATE_TEXT];
		bool active;
		int r = assignment_is_active(db, a, &active, err);
		if (r)
			return r;
		page_line(page);
		if (full)
			page_line_door(page, assignment_door(a, a->mentor));
		page_textf(page, active ? STYLE_NORMAL : STYLE_DIM, " %s  %s – %s", a->mentor_name,
			date_to_user(a->from, from), date_to_user(a->to, to));
		if (!a->mentor.v)
			page_text(page, STYLE_WARN, _(" · unconfirmed"));
		if (a->resolution)
			page_textf(page, STYLE_DIM, " · %s", a->resolution);
		if (a->end_reason)
			page_textf(page, STYLE_DIM, " · %s", a->end_reason);
		if (!active && !date_is_set(a->to))
			page_text(page, STYLE_WARN, _(" · is no longer a member here"));
	}
	return 0;
}

/* Whom this person helps or has helped; the doors are those of the assignments. */
static int helped(struct db *db, struct page *page, struct person_id id, bool full, struct err *err)
{
	struct assignment *list;
	size_t n;
	int r = assignments_of_mentor(db, id, &list, &n, err);
	if (r)
		return r;
	if (n) {
		page_line(page);
		page_line(page);
		page_text(page, STYLE_HEAD, _("Helps"));
	}
	for (size_t i = 0; !r && i < n; i++) {
		const struct assignment *a = &list[i];
		char from[DATE_TEXT], to[DATE_TEXT];
		struct person p;
		r = person_load(db, a->person, &p, err);
		if (r)
			break;
		page_line(page);
		if (full)
			page_line_door(page, assignment_door(a, a->person));
		page_textf(page, date_is_set(a->to) ? STYLE_DIM : STYLE_NORMAL, " %s  %s – %s",
			p.full_name, date_to_user(a->from, from), date_to_user(a->to, to));
		if (a->end_reason)
			page_textf(page, STYLE_DIM, " · %s", a->end_reason);
		person_done(&p);
	}
	assignments_done(list, n);
	return r;
}

static void data(struct page *page, const struct person *p)
{
	char text[DATE_TEXT];
	const struct {
		const char *label, *value;
	} rows[] = {{N_("Identity number"), p->cccd}, {N_("Phone"), p->phone},
		{N_("Home place"), p->home_place}, {N_("Residence"), p->residence},
		{N_("Organisations"), p->organisation}, {N_("Card number"), p->card_no},
		{N_("Note"), p->note}};
	page_line(page);
	for (size_t i = 0; i < ARRAY_LEN(rows); i++)
		if (rows[i].value) {
			page_line(page);
			page_textf(page, STYLE_DIM, " %s: ", _(rows[i].label));
			page_text(page, STYLE_NORMAL, rows[i].value);
		}
	if (p->is_member && date_is_set(p->joined_on)) {
		page_line(page);
		page_textf(page, STYLE_DIM, _(" Joined the Party: %s"),
			date_to_user(p->joined_on, text));
		if (date_is_set(p->official_on))
			page_textf(page, STYLE_DIM, _(" · official since %s"),
				date_to_user(p->official_on, text));
	}
}

static int cells(struct db *db, struct page *page, const struct person_history *h, struct err *err)
{
	for (size_t i = 0; i < h->cell_count; i++) {
		const struct person_cell *c = &h->cells[i];
		CLEANUP_FREE char *name = NULL;
		char from[DATE_TEXT], to[DATE_TEXT];
		int r = cell_name(db, c->cell, c->from, &name, err);
		if (r)
			return r;
		page_line(page);
		page_text(page, STYLE_DIM, _(" Cell: "));
		page_door(page, (struct door){DOOR_CELL, c->cell.v, 0}, 0, -1, name);
		if (date_is_set(c->from) || date_is_set(c->to))
			page_textf(page, STYLE_DIM, "  %s – %s", date_to_user(c->from, from),
				date_to_user(c->to, to));
	}
	return 0;
}

/* Of somebody on the way, or on probation. */
static int outlook(struct db *db, struct page *page, const struct person *p,
	const struct step_days *usual, bool full, struct err *err)
{
	const struct rulebook *book;
	struct dossier_view v;
	if (!stage_in_pipeline(p->stage) && p->stage != STAGE_PROBATION)
		return 0;
	int r = dossier_view_load(db, p->id, &v, err);
	if (r)
		return r;
	r = rulebook_of(db, &book, err);
	if (!r && full)
		r = outlook_box(db, page, &v, usual, 4, err);
	else if (!r)
		outlook_line(page, &v, &book->calendar, NULL);
	dossier_view_done(&v);
	return r;
}

static int view(struct db *db, struct page *page, struct person_id id,
	const struct step_days *usual, bool full, struct err *err)
{
	struct person p;
	struct person_history h;
	int r = person_load(db, id, &p, err);
	if (r)
		return r;
	r = person_history_load(db, id, &h, err);
	if (r) {
		person_done(&p);
		return r;
	}
	if (!full) {
		page_line(page);
		page_text(page, STYLE_STRONG, p.full_name);
		page_line(page);
	}
	who(page, &p);
	stage_line(page, &p);
	r = person_obstacles_hint(db, page, id, err);
	next(page, &p, &h);
	if (!r)
		r = outlook(db, page, &p, usual, full, err);
	events(page, &h, full);
	if (!r)
		r = mentors(db, page, &h, full, err);
	if (!r && stage_is_member(p.stage))
		r = helped(db, page, id, full, err);
	if (!r && full)
		r = person_work(db, page, id, err);
	if (!r && full) {
		data(page, &p);
		r = cells(db, page, &h, err);
	}
	person_history_done(&h);
	person_done(&p);
	return r;
}

int person_view(struct db *db, struct page *page, struct person_id id, struct err *err)
{
	return view(db, page, id, NULL, false, err);
}

int person_view_full(struct db *db, struct page *page, struct person_id id,
	const struct step_days *usual, struct err *err)
{
	return view(db, page, id, usual, true, err);
}
