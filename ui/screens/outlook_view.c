#include "ui/screens/outlook_view.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "ui/ask.h"

enum { NEAR_DAYS = 90 };

/* ---- the answer --------------------------------------------------------------------------------- */

static void add_member(struct strbuf *b, const struct outlook *o)
{
	char text[DATE_TEXT];
	if (!date_is_set(o->earliest))
		strbuf_add(b, _("Is an official member."));
	else if (date_cmp(o->earliest, clock_today()) > 0)
		strbuf_addf(b, _("Admitted. The official day will be %s."),
			date_to_user(o->earliest, text));
	else
		strbuf_addf(b, _("Admitted; twelve months are over: the official day is %s."),
			date_to_user(o->earliest, text));
	if (o->blocked_by)
		strbuf_addf(b, _(" Held up: %s."), _(need_label(o->blocked_by)));
}

static void add_answer(struct strbuf *b, const struct dossier_view *v, const struct outlook *o)
{
	char text[DATE_TEXT];
	switch (o->answer) {
	case OUTLOOK_NOW:
		strbuf_add(b, _("Yes: only the ceremony is missing."));
		break;
	case OUTLOOK_LATER:
		strbuf_addf(b, _("Not yet. By the rules on %s at the earliest."),
			date_to_user(o->earliest, text));
		break;
	case OUTLOOK_BLOCKED:
		strbuf_addf(b, _("No, until this is mended: %s."), _(need_label(o->blocked_by)));
		break;
	case OUTLOOK_NEVER:
		strbuf_addf(b, _("No: %s."), _(need_label(o->blocked_by)));
		break;
	case OUTLOOK_MEMBER:
		add_member(b, o);
		break;
	case OUTLOOK_OUT:
		strbuf_addf(b, _("No longer followed: %s."), _(stage_label(v->person.stage)));
		if (date_is_set(o->earliest))
			strbuf_addf(b, _(" May be admitted again from %s on."),
				date_to_user(o->earliest, text));
		break;
	case OUTLOOK_NO_SET:
		strbuf_add(b, _("No rule set was in force: only the order of events is checked."));
		break;
	}
	if (date_is_set(o->likely))
		strbuf_addf(b, _(" At the pace here about %s."), date_to_user(o->likely, text));
}

/* The ceremony's limit has passed: later only with the consent of the superior. */
static void add_late(struct strbuf *b, const struct dossier_view *v, const struct calendar *cal)
{
	struct need needs[NEEDS_MAX];
	char text[DATE_TEXT];
	size_t n = dossier_needs(&v->facts, v->set, cal, false, needs);
	for (size_t i = 0; i < n; i++)
		if (needs[i].kind == NEED_CEREMONY && date_is_set(needs[i].due) &&
			date_cmp(needs[i].due, clock_today()) < 0)
			strbuf_addf(b,
				_(" Its limit was %s: now only with the superior's written "
				  "consent."),
				date_to_user(needs[i].due, text));
}

void outlook_line(struct page *page, const struct dossier_view *v, const struct calendar *cal,
	const struct step_days *usual)
{
	struct outlook o = dossier_outlook(&v->facts, v->set, cal, usual, clock_today());
	struct strbuf b = {0};
	add_answer(&b, v, &o);
	if (o.answer == OUTLOOK_NOW)
		add_late(&b, v, cal);
	page_line(page);
	page_wrap(page,
		o.answer == OUTLOOK_BLOCKED || o.answer == OUTLOOK_NEVER ? STYLE_WARN
									 : STYLE_STRONG,
		1, strbuf_str(&b));
	strbuf_done(&b);
}

void outlook_set(struct page *page, const struct dossier_view *v)
{
	char text[DATE_TEXT];
	struct strbuf b = {0};
	struct date began = way_began(&v->way);
	if (!v->set)
		strbuf_add(&b, _("no rule set"));
	else if (date_is_set(began))
		strbuf_addf(&b, _("By %s: the papers began on %s"), v->set->number,
			date_to_user(began, text));
	else
		strbuf_addf(&b, _("By %s, in force since %s"), v->set->number,
			date_to_user(v->set->from, text));
	if (v->set_now && v->set && v->set_now != v->set)
		strbuf_addf(&b, _("; only what began on %s or later falls under %s"),
			date_to_user(v->set_now->from, text), v->set_now->number);
	page_line(page);
	page_wrap(page, STYLE_DIM, 1, strbuf_str(&b));
	strbuf_done(&b);
}

/* ---- what is missing ---------------------------------------------------------------------------- */

bool outlook_matters(const struct need *n, struct date today)
{
	if (need_is_met(n, today))
		return false;
	if (n->is_lapse)
		return date_is_set(n->due) &&
		       date_to_days(n->due) - date_to_days(today) <= task_days_before(n->kind);
	/* what waits for an earlier step is not missing yet; what waits for a day is, if that holds up the
	 * admission or is near */
	if (n->state != NEED_LATER)
		return true;
	bool holds_up = n->kind == NEED_MENTOR_MONTHS || n->kind == NEED_AGE ||
			n->kind == NEED_READMIT_WAIT;
	struct date day = date_is_set(n->opens) ? n->opens : n->due;
	return date_is_set(day) &&
	       (holds_up || date_to_days(day) - date_to_days(today) <= NEAR_DAYS);
}

static void add_days(struct strbuf *b, const struct need *n, struct date today)
{
	char text[DATE_TEXT];
	if (date_is_set(n->opens) && date_cmp(n->opens, today) > 0)
		strbuf_addf(b, _(" · from %s"), date_to_user(n->opens, text));
	if (!date_is_set(n->due) || n->kind == NEED_MENTOR)
		return;
	if (n->is_lapse)
		strbuf_addf(b,
			need_has_lapsed(n, today) ? _(" · lapsed on %s") : _(" · good until %s"),
			date_to_user(n->due, text));
	else if (n->state != NEED_BLOCKED)
		strbuf_addf(b, _(" · due %s"), date_to_user(n->due, text));
	long over = date_to_days(today) - date_to_days(n->due);
	if (over > 0 && !n->is_lapse && n->state != NEED_BLOCKED)
		strbuf_addf(
			b, P_(" (%ld day over)", " (%ld days over)", (unsigned long)over), over);
	if (n->how.open_year)
		strbuf_addf(b, _(" · days off of %d not confirmed"), n->how.open_year);
}

static bool is_bad(const struct need *n, struct date today)
{
	bool over = date_is_set(n->due) && !n->is_lapse && date_cmp(n->due, today) < 0;
	return n->state == NEED_BLOCKED || n->kind == NEED_MENTOR || over ||
	       (n->is_lapse && need_has_lapsed(n, today));
}

void outlook_need(struct page *page, const struct dossier_view *v, const struct need *n)
{
	struct date today = clock_today();
	struct strbuf b = {0}, cite = {0};
	bool bad = is_bad(n, today);
	strbuf_add(&b, bad ? "! " : n->state == NEED_WAITING ? "… " : "· ");
	need_add(&b, n);
	if (n->mover)
		strbuf_addf(&b, " · %s", _(mover_label(n->mover)));
	add_days(&b, n, today);
	need_cite_add(&cite, v->set, n);
	if (cite.len)
		strbuf_addf(&b, " · %s", strbuf_str(&cite));
	page_line(page);
	page_wrap(page, bad ? STYLE_WARN : STYLE_NORMAL, 2, strbuf_str(&b));
	strbuf_done(&b);
	strbuf_done(&cite);
}

/* What stands in the way or is late comes first, then what has a day, then the rest in its order. */
enum { RANKS = 3 };
static int rank_of(const struct need *n, struct date today)
{
	bool has_day = date_is_set(n->due) || date_is_set(n->opens) || n->state == NEED_WAITING;
	return is_bad(n, today) ? 0 : has_day ? 1 : 2;
}

int outlook_box(struct db *db, struct page *page, const struct dossier_view *v,
	const struct step_days *usual, size_t most, struct err *err)
{
	struct need needs[NEEDS_MAX];
	const struct rulebook *book;
	struct date today = clock_today();
	size_t shown = 0, more = 0;
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	size_t n = dossier_needs(&v->facts, v->set, &book->calendar, false, needs);
	page_box(page, _("Can this person be admitted, and when at the earliest?"));
	outlook_line(page, v, &book->calendar, usual);
	outlook_set(page, v);
	for (int rank = 0; rank < RANKS; rank++)
		for (size_t i = 0; i < n; i++) {
			if (!outlook_matters(&needs[i], today) || rank_of(&needs[i], today) != rank)
				continue;
			if (shown < most)
				outlook_need(page, v, &needs[i]);
			more += shown >= most;
			shown += shown < most;
		}
	if (more) {
		page_line(page);
		page_textf(page, STYLE_DIM,
			P_("… and %zu more: o opens the dossier",
				"… and %zu more: o opens the dossier", more),
			more);
	}
	page_box_end(page);
	return 0;
}

static void add_trail(struct strbuf *b, const struct dossier_view *v, const struct calendar *cal)
{
	struct outlook_step steps[TRAIL_MAX];
	char text[DATE_TEXT];
	size_t n = dossier_trail(&v->facts, v->set, cal, clock_today(), steps);
	struct outlook o = dossier_outlook(&v->facts, v->set, cal, NULL, clock_today());
	add_answer(b, v, &o);
	strbuf_add(b, "\n");
	for (size_t i = 0; i < n; i++)
		strbuf_addf(b, "%s  %s\n", date_to_user(steps[i].on, text),
			_(need_label(steps[i].kind)));
	if (n)
		strbuf_add(
			b, _("Each step that is missing takes one working day; an answer that is "
			     "waited for its whole time."));
}

int outlook_how(struct app *app, struct db *db, struct person_id person, struct err *err)
{
	const struct rulebook *book;
	struct dossier_view v;
	struct strbuf b = {0};
	int r = dossier_view_load(db, person, &v, err);
	if (r)
		return r;
	r = rulebook_of(db, &book, err);
	if (!r) {
		add_trail(&b, &v, &book->calendar);
		ask_read(app, _("How the earliest day is reckoned"), strbuf_str(&b));
	}
	strbuf_done(&b);
	dossier_view_done(&v);
	return r;
}
