/* Two records side by side, field by field: which value stays, what both have, then one of them. */
#include "ui/screens/same.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/page.h"
#include "ui/screens/undo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOOR_FIELD = 1, DOOR_DOUBLE, DOOR_PERSON };
enum { ACT_LEFT = 1, ACT_RIGHT, ACT_TOGGLE, ACT_MERGE, ACT_OTHER, ACT_NEXT, ACT_UNDO };
enum { LABEL = 21, MARK = 4 };

struct same_page {
	struct app *app;
	struct db *db;
	struct same_pair *pairs;
	size_t n, at;
	bool is_another;       /* than was shown before */
	struct same_take take; /* of the second record */
	struct person p[2];
	struct person_history h[2];
};

static void forget(struct same_page *c)
{
	for (int i = 0; i < 2; i++) {
		person_done(&c->p[i]);
		person_history_done(&c->h[i]);
		c->p[i] = (struct person){0};
		c->h[i] = (struct person_history){0};
	}
}

static int read_both(struct same_page *c, struct err *err)
{
	const struct same_pair *pair = &c->pairs[c->at];
	forget(c);
	int r = person_load(c->db, pair->a, &c->p[0], err);
	if (!r)
		r = person_load(c->db, pair->b, &c->p[1], err);
	if (!r)
		r = person_history_load(c->db, pair->a, &c->h[0], err);
	if (!r)
		r = person_history_load(c->db, pair->b, &c->h[1], err);
	return r;
}

/* A pair is looked at anew: what the second record knows better is proposed. */
static int begin(struct same_page *c, struct err *err)
{
	int r = read_both(c, err);
	same_take_done(&c->take);
	return r ? r : same_propose(c->db, &c->p[0], &c->p[1], &c->take, err);
}

/* The same pair as it is now, with what was chosen before. */
static int read_again(struct same_page *c, struct err *err)
{
	struct same_take now = {0};
	int r = read_both(c, err);
	if (!r)
		r = same_propose(c->db, &c->p[0], &c->p[1], &now, err);
	if (r)
		return r;
	same_take_choose(&now, &c->take);
	same_take_done(&c->take);
	c->take = now;
	return 0;
}

/* ---- the page ----------------------------------------------------------------------------------------------- */

static int half(const struct page *p)
{
	return (page_width(p) - LABEL) / 2;
}

static void add_cells(
	struct page *p, enum style style, const char *label, const char *a, const char *b)
{
	page_line(p);
	page_to(p, 1);
	page_cell(p, STYLE_DIM, LABEL - 2, -1, label);
	page_to(p, LABEL + MARK);
	page_cell(p, style, half(p) - MARK - 1, -1, a);
	page_to(p, LABEL + half(p) + MARK);
	page_cell(p, style, half(p) - MARK, -1, b);
}

static void add_value(struct page *p, int side, bool stays, const char *value)
{
	page_to(p, LABEL + side * half(p));
	page_cell(p, STYLE_NORMAL, MARK, -1, stays ? "(●)" : "( )");
	page_cell(p, stays ? STYLE_STRONG : STYLE_DIM, half(p) - MARK - 1, -1, value);
}

static void add_choice(struct page *p, struct door door, const char *label, bool second,
	const char *a, const char *b)
{
	page_line(p);
	page_line_door(p, door);
	page_to(p, 1);
	page_cell(p, STYLE_NORMAL, LABEL - 2, -1, label);
	add_value(p, 0, !second, a);
	add_value(p, 1, second, b);
}

/* What is the same is shown once and asked of nobody; what only one knows stays. */
static int add_field(struct same_page *c, struct page *p, size_t i, struct err *err)
{
	struct strbuf text[2] = {{0}, {0}};
	int r = same_field_add(c->db, &text[0], &c->p[0], i, err);
	if (!r)
		r = same_field_add(c->db, &text[1], &c->p[1], i, err);
	const char *a = strbuf_str(&text[0]), *b = strbuf_str(&text[1]);
	const char *label = _(same_fields[i].label);
	if (!r && (*a || *b)) {
		bool differ = strcmp(a, b) != 0, takes = c->take.fields >> i & 1;
		if (!differ)
			add_cells(p, STYLE_NORMAL, label, a, "=");
		else if (!*a || !*b)
			add_cells(p, STYLE_NORMAL, label, a, b);
		else
			add_choice(p, (struct door){DOOR_FIELD, (int64_t)i, 0}, label, takes, a, b);
	}
	strbuf_done(&text[0]);
	strbuf_done(&text[1]);
	return r;
}

static void add_doubles(const struct same_page *c, struct page *p)
{
	if (c->take.double_count) {
		page_line(p);
		page_line(p);
		page_text(p, STYLE_HEAD,
			_(" Recorded of both otherwise: one stands, its note tells the other"));
	}
	for (size_t i = 0; i < c->take.double_count; i++) {
		const struct same_double *d = &c->take.doubles[i];
		struct strbuf label = {0};
		same_double_label(&label, d);
		add_choice(p, (struct door){DOOR_DOUBLE, (int64_t)i, 0}, strbuf_str(&label),
			d->second_stands, d->text[0], d->text[1]);
		strbuf_done(&label);
	}
}

static void add_head(struct same_page *c, struct page *p)
{
	const struct same_pair *pair = &c->pairs[c->at];
	const struct person_id ids[] = {pair->a, pair->b};
	struct strbuf b = {0};
	same_verdict_add(&b, &pair->verdict);
	page_line(p);
	page_wrap(p, STYLE_STRONG, 1, strbuf_str(&b));
	strbuf_done(&b);
	page_line(p);
	for (int i = 0; i < 2; i++) {
		char text[96];
		page_to(p, LABEL + i * half(p) + MARK);
		snprintf(text, sizeof text,
			i ? _("Second record (no. %lld)") : _("First record (no. %lld)"),
			(long long)ids[i].v);
		page_door(p, (struct door){DOOR_PERSON, ids[i].v, 0}, 0, -1, text);
	}
	page_head_end(p);
}

/* "Phát hiện · 12-NQ/CB · Hội Phụ nữ" */
static void add_event_words(struct strbuf *b, const struct event *e)
{
	const char *more[] = {e->paper_no, e->source, e->body, e->note};
	strbuf_add(b, _(event_label(e->kind)));
	for (size_t i = 0; i < ARRAY_LEN(more); i++)
		if (more[i] && *more[i])
			strbuf_addf(b, " · %s", more[i]);
}

static int event_cmp(const struct event *a, const struct event *b)
{
	int c = date_cmp(a->on, b->on);
	return c ? c : (int)a->kind - (int)b->kind;
}

/* "14/02/2026  1  Phát hiện · Hội Phụ nữ": of which record, over the whole width. */
static void add_line(struct page *p, const char *day, const char *whose, const char *text)
{
	page_line(p);
	page_to(p, 1);
	page_cell(p, STYLE_DIM, 11, -1, day);
	page_cell(p, STYLE_STRONG, 4, -1, whose);
	page_cell(p, STYLE_NORMAL, page_width(p) - 16, -1, text);
}

static void add_event(struct page *p, const struct event *e, bool with_day, const char *whose)
{
	char day[DATE_TEXT];
	struct strbuf b = {0};
	add_event_words(&b, e);
	add_line(p, with_day ? date_to_user(e->on, day) : "", whose, strbuf_str(&b));
	strbuf_done(&b);
}

static bool is_double(const struct same_page *c, int side, const struct event *e)
{
	for (size_t i = 0; i < c->take.double_count; i++)
		if (!c->take.doubles[i].is_vote && c->take.doubles[i].id[side] == e->id)
			return true;
	return false;
}

/* The next of this side that is not among the doubles; NULL: none is left. */
static const struct event *next_event(const struct same_page *c, int side, size_t *at)
{
	const struct person_history *h = &c->h[side];
	while (*at < h->event_count && is_double(c, side, &h->events[*at]))
		++*at;
	return *at < h->event_count ? &h->events[*at] : NULL;
}

/* Both, by day: one that both have becomes one. */
static void add_events(const struct same_page *c, struct page *p)
{
	size_t at[2] = {0, 0};
	for (;;) {
		const struct event *a = next_event(c, 0, &at[0]), *b = next_event(c, 1, &at[1]);
		if (!a && !b)
			return;
		int order = !a ? 1 : !b ? -1 : event_cmp(a, b);
		if (order <= 0)
			add_event(p, a, true, order ? "1" : "1 =");
		if (order >= 0)
			add_event(p, b, order > 0, "2");
		at[0] += order <= 0;
		at[1] += order >= 0;
	}
}

static void add_mentors(const struct same_page *c, struct page *p)
{
	for (int k = 0; k < 2; k++)
		for (size_t i = 0; i < c->h[k].assignment_count; i++) {
			const struct assignment *a = &c->h[k].assignments[i];
			char from[DATE_TEXT], to[DATE_TEXT];
			struct strbuf b = {0};
			strbuf_addf(&b, "%s: %s", _("Mentor"), a->mentor_name);
			if (date_is_set(a->to))
				strbuf_addf(&b, " (– %s)", date_to_user(a->to, to));
			add_line(p, date_to_user(a->from, from), k ? "2" : "1", strbuf_str(&b));
			strbuf_done(&b);
		}
}

static void add_recorded(const struct same_page *c, struct page *p)
{
	size_t at[2] = {0, 0};
	bool has_events = next_event(c, 0, &at[0]) || next_event(c, 1, &at[1]);
	bool has_mentors = c->h[0].assignment_count || c->h[1].assignment_count;
	if (c->take.double_count && !has_events && !has_mentors)
		return;
	page_line(p);
	page_line(p);
	page_text(p, STYLE_HEAD, _(" What is recorded of both: all of it stays"));
	if (!has_events && !has_mentors) {
		page_line(p);
		page_text(p, STYLE_DIM, _(" No events yet."));
	}
	add_events(c, p);
	add_mentors(c, p);
}

static const char *or_nothing(const char *s)
{
	return s ? s : "";
}

static int build(void *ctx, struct page *p, struct err *err)
{
	struct same_page *c = ctx;
	int r = read_again(c, err);
	if (r == ERR_NOT_FOUND) { /* merged or taken back by somebody else meanwhile */
		page_line(p);
		page_wrap(p, STYLE_WARN, 1,
			_("One of the two is not there any more. Esc goes back."));
		return 0;
	}
	if (r)
		return r;
	if (c->is_another)
		page_from_top(p);
	c->is_another = false;
	add_head(c, p);
	for (size_t i = 0; !r && i < same_field_count; i++)
		r = add_field(c, p, i, err);
	if (c->p[0].note || c->p[1].note)
		add_cells(p, STYLE_NORMAL, _("Note"), or_nothing(c->p[0].note),
			or_nothing(c->p[1].note));
	add_doubles(c, p);
	add_recorded(c, p);
	return r;
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct same_page *c = ctx;
	strbuf_add(ret, _("The same person?"));
	if (c->n > 1)
		strbuf_addf(ret, " · %zu/%zu", c->at + 1, c->n);
}

/* ---- what is done -------------------------------------------------------------------------------------------- */

/* Are both there still, and is nothing judged of them? */
static int is_open_pair(struct db *db, const struct same_pair *p, bool *ret, struct err *err)
{
	const struct person_id ids[] = {p->a, p->b};
	int r = same_is_judged(db, p->a, p->b, ret, err);
	*ret = !*ret;
	for (size_t i = 0; !r && *ret && i < 2; i++) {
		struct person one = {0};
		struct err e = {0};
		r = person_load(db, ids[i], &one, &e);
		person_done(&one);
		if (r == ERR_NOT_FOUND) {
			r = 0;
			*ret = false;
		} else if (r && err)
			*err = e;
	}
	return r;
}

/* To the next pair that is still open; the last one closes the page. */
static int go_next(struct same_page *c, struct err *err)
{
	for (size_t i = c->at + 1; i < c->n; i++) {
		bool is_open = false;
		int r = is_open_pair(c->db, &c->pairs[i], &is_open, err);
		if (r)
			return r;
		if (is_open) {
			c->at = i;
			c->is_another = true;
			return begin(c, err);
		}
	}
	app_close(c->app);
	return 0;
}

static int merge(struct same_page *c, struct err *err)
{
	const struct office *office = app_data(c->app);
	const struct same_pair pair = c->pairs[c->at];
	struct strbuf name = {0};
	/* the name that stays */
	int r = same_field_add(c->db, &name, &c->p[c->take.fields & 1], 0, err);
	CLEANUP_FREE char *text = mem_printf(_("%s: the values marked with ● stay, and of both "
					       "records every event, mentor, dossier, "
					       "paper and note. Record no. %lld is then part of "
					       "no. %lld. It can be taken back with u."),
		strbuf_str(&name), (long long)pair.b.v, (long long)pair.a.v);
	strbuf_done(&name);
	if (!r && !text)
		r = ERR_OOM(err);
	if (r)
		return r;
	if (!ask_confirm(c->app, _("Make one of the two?"), text, _("Make one")))
		return ERR_STOPPED;
	r = same_merge_seen(c->db, &office->by, &c->p[0], &c->p[1], &c->take, err);
	if (r == ERR_CONFLICT) /* as they are now is to be seen before they are asked for again */
		app_changed(c->app);
	if (!r)
		r = go_next(c, err);
	if (!r)
		app_say(c->app, "%s", _("Made one; u takes it back."));
	return r;
}

static void choose(struct same_page *c, struct door on, int action)
{
	if (on.kind == DOOR_DOUBLE) {
		bool *second = &c->take.doubles[on.a].second_stands;
		*second = action == ACT_TOGGLE ? !*second : action == ACT_RIGHT;
		return;
	}
	unsigned bit = 1u << on.a;
	if (action == ACT_TOGGLE)
		c->take.fields ^= bit;
	else
		c->take.fields = action == ACT_RIGHT ? c->take.fields | bit : c->take.fields & ~bit;
}

static bool can(void *ctx, int action, struct door on)
{
	const struct same_page *c = ctx;
	if (action == ACT_LEFT || action == ACT_RIGHT || action == ACT_TOGGLE)
		return on.kind == DOOR_FIELD || on.kind == DOOR_DOUBLE;
	if (action == ACT_NEXT)
		return c->at + 1 < c->n;
	return action == ACT_UNDO || (c->p[0].full_name && c->p[1].full_name);
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct same_page *c = ctx;
	int r;
	switch (action) {
	case ACT_MERGE:
		return merge(c, err);
	case ACT_OTHER:
		r = same_ask_other(app, &c->pairs[c->at], err);
		return r ? r : go_next(c, err);
	case ACT_NEXT:
		return go_next(c, err);
	case ACT_UNDO:
		return undo_ask(app, (struct person_id){0}, err);
	default:
		choose(c, on, action);
		return 0;
	}
}

static int open(struct app *app, void *ctx, struct door door, struct err *err)
{
	if (door.kind == DOOR_PERSON)
		return person_page_open(app, (struct person_id){door.a}, err);
	choose(ctx, door, ACT_TOGGLE);
	return 0;
}

static void done(void *ctx)
{
	struct same_page *c = ctx;
	forget(c);
	same_take_done(&c->take);
	free(c->pairs);
	free(c);
}

static const struct action actions[] = {
	{ACT_LEFT, "Left", N_("left stays"), N_("The first record's value stays."),
		ACTION_WRITE | ACTION_HIDDEN},
	{ACT_RIGHT, "Right", N_("right stays"), N_("The second record's value stays."),
		ACTION_WRITE | ACTION_HIDDEN},
	{ACT_TOGGLE, "Space", N_("the other value"), N_("The other value stays; ← → as well."),
		ACTION_WRITE},
	{ACT_MERGE, "g F2", N_("make one"), N_("Make one of the two records."), ACTION_WRITE},
	{ACT_OTHER, "k", N_("not the same"),
		N_("These are two people: the pair is not shown again."), ACTION_WRITE},
	{ACT_NEXT, "n", N_("next pair"), N_("Leave this pair as it is and go to the next.")},
	{ACT_UNDO, "u U", N_("undo"),
		N_("Take back what you recorded, the last thing first; or do again what was taken "
		   "back."),
		ACTION_WRITE},
	{0}};

static const struct page_ops ops = {
	.name = "same-page",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.can = can,
	.act = act,
	.open = open,
	.done = done,
};

int same_page_open(
	struct app *app, const struct same_pair *pairs, size_t n, size_t at, struct err *err)
{
	const struct office *office = app_data(app);
	struct same_page *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	*c = (struct same_page){.app = app, .db = office->db, .n = n, .at = at};
	c->pairs = mem_alloc(n * sizeof *pairs);
	if (!c->pairs) {
		done(c);
		return ERR_OOM(err);
	}
	memcpy(c->pairs, pairs, n * sizeof *pairs);
	int r = begin(c, err);
	if (r) {
		done(c);
		return r;
	}
	return page_open(app, &ops, c, err);
}
