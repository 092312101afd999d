/* The lines of a dossier's page. */
#include "ui/screens/dossier_lines.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "ui/screens/outlook_view.h"

#include <string.h>

/* A day that crosses a year whose days off are not confirmed says so, as in the list of things to do. */
static void add_needs(struct page *p, const struct need *needs, size_t n)
{
	struct date today = clock_today();
	int open_year = 0;
	page_line(p);
	page_text(p, STYLE_HEAD, _("What is missing"));
	for (size_t i = 0; i < n; i++) {
		if (need_is_met(&needs[i], today) || needs[i].kind == NEED_PAPER ||
			(needs[i].is_lapse && !outlook_matters(&needs[i], today)))
			continue;
		struct strbuf b = {0};
		char text[DATE_TEXT];
		bool over = date_is_set(needs[i].due) && date_cmp(needs[i].due, today) < 0;
		need_add(&b, &needs[i]);
		page_line(p);
		page_line_door(p, (struct door){DOOR_NEED, (int64_t)i, 0});
		page_text(p, over ? STYLE_WARN : STYLE_NORMAL, over ? "! " : "· ");
		page_cell(p, needs[i].state == NEED_LATER ? STYLE_DIM : STYLE_NORMAL, 43, -1,
			strbuf_str(&b));
		page_text(p, STYLE_NORMAL, " ");
		page_cell(p, STYLE_DIM, 18, -1, _(mover_label(needs[i].mover)));
		page_textf(p, over ? STYLE_WARN : STYLE_NORMAL, " %s%s",
			date_to_user(
				date_is_set(needs[i].due) ? needs[i].due : needs[i].opens, text),
			needs[i].how.open_year ? "~" : "");
		open_year = open_year ? open_year : needs[i].how.open_year;
		strbuf_done(&b);
	}
	if (!open_year)
		return;
	page_line(p);
	page_textf(p, STYLE_DIM, _("~ the days off of %d are not confirmed"), open_year);
}

static const struct paper *record_of(const struct dossier_view *v, const char *code)
{
	for (size_t i = 0; i < v->paper_count; i++)
		if (strcmp(v->papers[i].code, code) == 0)
			return &v->papers[i];
	return NULL;
}

/* The papers to be made anew, once the dossier has grown too old; none before. */
struct redone {
	const struct rule_paper *v[NEEDS_MAX];
	size_t n;
};

static void find_redone(
	const struct dossier_view *v, const struct need *needs, size_t n, struct redone *ret)
{
	ret->n = 0;
	for (size_t i = 0; i < n; i++)
		if (needs[i].kind == NEED_DOSSIER_LAPSE &&
			need_has_lapsed(&needs[i], clock_today()))
			ret->n = dossier_redone(&v->facts, v->set, ret->v);
}

static bool is_redone(const struct redone *r, const struct rule_paper *p)
{
	for (size_t i = 0; i < r->n; i++)
		if (strcmp(r->v[i]->code, p->code) == 0)
			return true;
	return false;
}

static void add_paper(
	struct page *p, const struct dossier_view *v, size_t i, const struct redone *redone)
{
	const struct rule_paper *paper = &v->set->papers[i];
	const struct paper *r = record_of(v, paper->code);
	bool is_done = paper_is_there(&v->facts, &v->way, paper);
	char on[DATE_TEXT];
	page_line(p);
	page_line_door(p, (struct door){DOOR_PAPER, (int64_t)i, 0});
	page_text(p, STYLE_NORMAL,
		is_done				    ? "[x] "
		: r && r->state == PAPER_ASKED	    ? "[.] "
		: r && r->state == PAPER_NOT_NEEDED ? "[-] "
						    : "[ ] ");
	page_cell(p, STYLE_NORMAL, 10, -1, paper->form ? paper->form : "");
	int wide = page_width(p) - 4 - 10 - 26;
	page_cell(p, STYLE_NORMAL, wide < 20 ? 20 : wide, -1, paper->title);
	page_text(p, STYLE_NORMAL, " ");
	if (is_redone(redone, paper))
		page_text(p, STYLE_WARN, _("! to be made anew "));
	if (r && r->state != PAPER_NOT_NEEDED)
		page_textf(p, STYLE_DIM, "%s %s%s%s", date_to_user(r->on, on),
			r->paper_no ? r->paper_no : "", r->kept_at ? " · " : "",
			r->kept_at ? r->kept_at : "");
	else if (r)
		page_text(p, STYLE_DIM, r->reason ? r->reason : "");
	else if (is_done && paper->event)
		page_text(p, STYLE_DIM, date_to_user(v->way.on[paper->event], on));
	else
		page_text(p, STYLE_DIM,
			paper->need == PAPER_OPTIONAL ? _(paper_need_label(paper->need))
						      : _(mover_label(paper->mover)));
}

/* Papers that are asked of this person, and those that were recorded. */
static void add_papers(struct page *p, const struct dossier_view *v, const struct redone *redone)
{
	enum paper_step step = 0;
	if (v->set) {
		page_line(p);
		page_line(p);
		page_text(
			p, STYLE_DIM, _("[x] in hand  [.] asked for  [-] not needed  [ ] missing"));
	}
	for (size_t i = 0; v->set && i < v->set->paper_count; i++) {
		const struct rule_paper *paper = &v->set->papers[i];
		if (!paper_applies(&v->facts, &v->way, paper) && paper->need != PAPER_OPTIONAL &&
			!record_of(v, paper->code))
			continue;
		if (paper->step != step) {
			step = paper->step;
			page_line(p);
			page_line(p);
			page_text(p, STYLE_HEAD, _(paper_step_label(step)));
		}
		add_paper(p, v, i, redone);
	}
}

static void add_votes(struct page *p, const struct dossier_view *v)
{
	if (!v->vote_count)
		return;
	page_line(p);
	page_line(p);
	page_text(p, STYLE_HEAD, _("Votes taken"));
	for (size_t i = 0; i < v->vote_count; i++) {
		const struct fact_vote *f = &v->votes[i].fact;
		char on[DATE_TEXT];
		struct rule_fraction need =
			f->fraction.den ? f->fraction : vote_fraction(&v->facts, v->set, f->body);
		bool passed = vote_has_passed(&v->facts, v->set, f);
		page_line(p);
		page_line_door(p, (struct door){DOOR_VOTE, v->votes[i].id, v->votes[i].rev});
		page_textf(p, passed ? STYLE_NORMAL : STYLE_WARN,
			_("%s %s, %s, round %d: %ld for of %ld, %ld needed"),
			date_to_user(f->on, on), _(vote_body_label(f->body)),
			_(vote_purpose_label(f->purpose)), f->round, f->yes, f->base,
			vote_needed(need, f->base));
		page_text(p, passed ? STYLE_GOOD : STYLE_WARN,
			passed ? _(" · passed") : _(" · not enough votes"));
	}
}

static void add_inquiries(struct page *p, const struct dossier_view *v)
{
	if (!v->inquiry_count)
		return;
	page_line(p);
	page_line(p);
	page_text(p, STYLE_HEAD, _("Background checks"));
	for (size_t i = 0; i < v->inquiry_count; i++) {
		const struct inquiry *q = &v->inquiries[i];
		char sent[DATE_TEXT], answered[DATE_TEXT];
		page_line(p);
		page_line_door(p, (struct door){DOOR_INQUIRY, q->id, q->rev});
		page_textf(p, STYLE_NORMAL, _("%s, sent on %s"), q->sent_to,
			date_to_user(q->fact.sent, sent));
		if (q->fact.conclusion < 0)
			page_text(p, STYLE_WARN, _(" · no answer yet"));
		else
			page_textf(p, q->fact.conclusion ? STYLE_GOOD : STYLE_WARN, " · %s %s",
				date_to_user(q->fact.answered, answered),
				q->fact.conclusion ? _("qualified") : _("not qualified"));
		if (q->kept_at)
			page_textf(p, STYLE_DIM, " · %s", q->kept_at);
	}
}

static void add_extensions(struct page *p, const struct dossier_view *v)
{
	for (size_t i = 0; i < v->extension_count; i++) {
		const struct extension *e = &v->extensions[i];
		char until[DATE_TEXT];
		if (!i) {
			page_line(p);
			page_line(p);
			page_text(p, STYLE_HEAD, _("More time"));
		}
		page_line(p);
		page_line_door(p, (struct door){DOOR_EXTENSION, e->id, e->rev});
		page_textf(p, STYLE_NORMAL, _("%s until %s · %s"), _(need_label(e->fact.of)),
			date_to_user(e->fact.until, until), e->paper_no);
	}
}

static void add_own(struct page *p, const struct dossier_view *v)
{
	char text[DATE_TEXT];
	const struct dossier *d = &v->d;
	page_line(p);
	page_line(p);
	page_line_door(p, (struct door){DOOR_OWN, 0, 0});
	page_text(p, STYLE_HEAD, _("Particulars"));
	if (v->authority)
		page_textf(p, STYLE_DIM, _(" · decides: %s"), v->authority->name);
	if (date_is_set(d->decision_received))
		page_textf(p, STYLE_DIM, _(" · decision received on %s"),
			date_to_user(d->decision_received, text));
	if (d->education_case)
		page_textf(p, STYLE_DIM, " · %s", _(education_case_label(d->education_case)));
	if (d->is_union)
		page_textf(p, STYLE_DIM, " · %s", _("trade union member"));
	if (d->is_pupil)
		page_textf(p, STYLE_DIM, " · %s", _("pupil"));
	if (d->no_check)
		page_textf(p, STYLE_DIM, _(" · no separate check: %s"),
			d->no_check_reason ? d->no_check_reason : "");
	if (d->left_how)
		page_textf(p, STYLE_DIM, " · %s %s", _(left_how_label(d->left_how)),
			date_to_user(d->left_on, text));
}

void dossier_page_add(struct page *p, const struct dossier_view *v, const struct calendar *calendar)
{
	struct need needs[NEEDS_MAX];
	struct redone redone;
	size_t n = dossier_needs(&v->facts, v->set, calendar, false, needs);
	outlook_line(p, v, calendar, NULL);
	outlook_set(p, v);
	add_needs(p, needs, n);
	add_votes(p, v);
	add_inquiries(p, v);
	add_extensions(p, v);
	find_redone(v, needs, n, &redone);
	add_papers(p, v, &redone);
	add_own(p, v);
}
