/* Monthly reports, heads, associations, oversight, papers. */
#include "base/i18n.h"
#include "core/setting.h"
#include "report/cell_map.h"
#include "report/sourcing.h"

#include <stdio.h>
#include <stdlib.h>

static const char *cell_text(struct sourcing *s, int64_t cell)
{
	const char *name = report_cell_name(s->r, &s->places, cell);
	return name ? name : "";
}

static const char *cell_code(struct sourcing *s, int64_t cell)
{
	size_t at = cell_places_find(&s->places, (struct cell_id){cell});
	return at == SIZE_MAX ? NULL : s->r->f.cells.v[at].cell.code;
}

static bool is_asked(struct sourcing *s, int64_t cell)
{
	return !s->r->q.cell.v || s->r->q.cell.v == cell;
}

/* ---- monthly reports ---------------------------------------------------------------------------------- */

static void report_row(struct sourcing *s, struct table *t, const struct work_year *y,
	const struct cell *cell, const struct cell_work *w)
{
	struct strbuf marks = {0};
	long due = sourcing_reports(y, w, false), made = sourcing_reports(y, w, true);
	month_marks_add(&marks, w, y->first, y->last);
	table_row(t);
	table_text(t, cell->name);
	table_text(t, cell->code);
	table_both(t, 0, strbuf_str(&marks), NULL);
	s->r->doc.failed |= marks.failed;
	strbuf_done(&marks);
	table_number(t, 0, made);
	table_number(t, 0, due);
	table_percent(t, percent_tenths(made, due));
	json_open(&s->j, "months", '[');
	for (int m = y->first; m <= y->last; m++) {
		json_open(&s->j, NULL, '{');
		json_number(&s->j, "month", m);
		json_number(&s->j, "made", w->months[m - 1].due ? w->months[m - 1].made : 0);
		json_number(&s->j, "due", w->months[m - 1].due);
		json_close(&s->j, '}');
	}
	json_close(&s->j, ']');
}

static void add_year(struct sourcing *s, const struct work_year *y)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "name", DOC_LEFT, 1, NULL},
		{NULL, "code", DOC_LEFT, 0, NULL},
		{N_("Months"), NULL, DOC_LEFT, 0, NULL},
		{N_("Made"), "made", DOC_RIGHT, 0, NULL},
		{N_("Due"), "due", DOC_RIGHT, 0, NULL},
		{N_("%"), "percent", DOC_RIGHT, 0, NULL},
	};
	long due = 0, made = 0;
	struct table t;
	json_open(&s->j, NULL, '{');
	json_number(&s->j, "year", y->w.year);
	doc_heading(&s->r->doc, 2, _("Year %d, months %d to %d"), y->w.year, y->first, y->last);
	table_begin(&t, s->r, &s->j, "cells", columns, ARRAY_LEN(columns));
	VEC_EACH (c, &s->r->f.cells) {
		const struct cell_work *w = work_of(&y->w, c->cell.id);
		if (!w)
			continue;
		report_row(s, &t, y, &c->cell, w);
		due += sourcing_reports(y, w, false);
		made += sourcing_reports(y, w, true);
	}
	table_total(&t);
	table_text(&t, _("Total"));
	table_skip(&t);
	table_skip(&t);
	table_number(&t, 0, made);
	table_number(&t, 0, due);
	table_percent(&t, percent_tenths(made, due));
	table_end(&t);
	json_close(&s->j, '}');
}

/* The last month of the period that any cell had to report of; 0: none. */
static int last_owed(const struct work_year *y)
{
	int last = 0;
	for (size_t i = 0; i < y->w.n; i++)
		for (int m = y->first; m <= y->last; m++)
			if (y->w.cells[i].months[m - 1].due && m > last)
				last = m;
	return last;
}

static int missing_rows(struct sourcing *s, struct table *t, const struct work_year *y, int month)
{
	char text[16];
	struct db_stmt *q = db_begin(s->db, DBQ_SOURCING_MISSING, s->err);
	snprintf(text, sizeof text, "%04d-%02d", y->w.year, month);
	db_bind_int(q, "year", y->w.year);
	db_bind_text(q, "month", text);
	int k;
	while ((k = db_step(q, s->err)) == 1) {
		int64_t cell = db_int(q, "cell_id");
		const struct cell_work *w = work_of(&y->w, (struct cell_id){cell});
		struct door_rule rule = {.of = DOOR_LIST, .from = s->r->listed.n, .n = 1};
		int door = 0;
		if (!w || !w->months[month - 1].due || !is_asked(s, cell))
			continue;
		bool is_person = !db_is_null(q, "person_id");
		if (is_person) {
			struct person_id person = {db_int(q, "person_id")};
			if (!VEC_PUSH(&s->r->listed, person))
				s->r->doc.failed = true;
			else
				door = report_door(s->r, rule);
		}
		const char *name = is_person ? db_text(q, "full_name")
					     : term_name(db_text(q, "code"), db_text(q, "name"));
		table_row(t);
		table_text(t, cell_text(s, cell));
		table_text(t, cell_code(s, cell));
		table_both(t, door, name, name);
		table_text(t, is_person ? "member" : "association");
	}
	return k;
}

static int add_missing(struct sourcing *s)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "cell", DOC_LEFT, 1, NULL},
		{NULL, "code", DOC_LEFT, 0, NULL},
		{N_("Who has not reported"), "who", DOC_LEFT, 1, NULL},
		{NULL, "kind", DOC_LEFT, 0, NULL},
	};
	const struct work_year *y = &s->years.v[s->years.n - 1];
	int month = last_owed(y), k = 0;
	struct table t;
	json_number_or_null(&s->j, "missing_month", month ? month : -1);
	if (month)
		doc_heading(&s->r->doc, 2, _("Missing for month %d of %d"), month, y->w.year);
	if (!month) {
		json_open(&s->j, "missing", '[');
		json_close(&s->j, ']');
		return 0;
	}
	table_begin(&t, s->r, &s->j, "missing", columns, ARRAY_LEN(columns));
	k = missing_rows(s, &t, y, month);
	table_end(&t);
	return k;
}

int sourcing_add_reports(struct sourcing *s)
{
	doc_heading(&s->r->doc, 1, "%s", _("Monthly reports"));
	json_open(&s->j, "monthly_reports", '[');
	VEC_EACH (y, &s->years)
		add_year(s, y);
	json_close(&s->j, ']');
	doc_note(&s->r->doc, "%s",
		_("● all reported, ◐ some, ○ none, · not due: before the resolution, or the month "
		  "is not "
		  "over."));
	return add_missing(s);
}

/* ---- heads ------------------------------------------------------------------------------------------- */

enum { HEAD_MEMBER = 1, HEAD_CANDIDATE = 2, HEAD_TO_WIN = 4, HEAD_KNOWN = 8 };
struct head_row {
	int post;
	unsigned flags;
	struct person_id person;
	int64_t cell;
	char *name, *association;
};
struct head_rows {
	struct head_row *v;
	size_t n, cap;
};

static int read_heads(struct sourcing *s, struct head_rows *ret)
{
	struct db_stmt *q = db_begin(s->db, DBQ_SOURCING_HEADS, s->err);
	db_bind_date(q, "day", s->r->f.as_of);
	int k;
	while ((k = db_step(q, s->err)) == 1) {
		bool is_member =
			db_int(q, "is_member") || stage_is_member((enum stage)db_int(q, "stage"));
		struct head_row h = {.post = (int)db_int(q, "post"),
			.cell = db_int(q, "cell_id"),
			.person = {db_int(q, "person_id")},
			.flags = is_member		     ? HEAD_MEMBER
				 : db_int(q, "is_candidate") ? HEAD_CANDIDATE
							     : HEAD_TO_WIN};
		if (!is_asked(s, h.cell))
			continue;
		h.name = mem_strdup(db_text(q, "name"));
		h.association =
			mem_strdup(db_is_null(q, "association_id")
					   ? ""
					   : term_name(db_text(q, "code"), db_text(q, "term")));
		if (!h.name || !h.association || !VEC_PUSH(ret, h)) {
			free(h.name);
			free(h.association);
			k = ERR_OOM(s->err);
			break;
		}
	}
	db_reset(q);
	return k;
}

/* Those of a post (0: all) with the flags; a door only where all of them are in the lists, each once. */
static void head_figure(
	struct sourcing *s, struct table *t, const struct head_rows *rows, int post, unsigned flags)
{
	struct door_rule rule = {.of = DOOR_LIST, .from = s->r->listed.n};
	long n = 0, known = 0;
	bool twice = false;
	VEC_EACH (h, rows) {
		if ((post && h->post != post) || (h->flags & flags) != flags)
			continue;
		n++;
		if (!h->person.v)
			continue;
		twice |= known && s->r->listed.v[s->r->listed.n - 1].v == h->person.v;
		known++;
		if (!VEC_PUSH(&s->r->listed, h->person))
			s->r->doc.failed = true;
	}
	if (known != n || twice)
		s->r->listed.n = rule.from;
	rule.n = (size_t)n;
	table_number(t, n && known == n && !twice ? report_door(s->r, rule) : 0, n);
}

static void head_figures(
	struct sourcing *s, struct table *t, const struct head_rows *rows, int post)
{
	static const unsigned flags[] = {0, HEAD_MEMBER, HEAD_CANDIDATE, HEAD_TO_WIN};
	for (size_t i = 0; i < ARRAY_LEN(flags); i++)
		head_figure(s, t, rows, post, flags[i]);
}

static void add_head_posts(struct sourcing *s, const struct head_rows *rows)
{
	static const struct table_column columns[] = {
		{N_("Post"), NULL, DOC_LEFT, 1, NULL},
		{NULL, "post", DOC_LEFT, 0, NULL},
		{N_("Number"), "heads", DOC_RIGHT, 0, NULL},
		{N_("Members already"), "members", DOC_RIGHT, 0, NULL},
		{N_("Candidates"), "candidates", DOC_RIGHT, 0, NULL},
		{N_("Still to be won"), "to_win", DOC_RIGHT, 0, NULL},
	};
	static const struct {
		int post;
		const char *label, *code;
	} posts[] = {{HEAD_HAMLET, N_("Heads of hamlets"), "hamlet"},
		{HEAD_ASSOCIATION, N_("Heads of associations"), "association"},
		{HEAD_OTHER, N_("Others"), "other"}};
	struct table t;
	table_begin(&t, s->r, &s->j, "heads", columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < ARRAY_LEN(posts); i++) {
		table_row(&t);
		table_text(&t, _(posts[i].label));
		table_text(&t, posts[i].code);
		head_figures(s, &t, rows, posts[i].post);
	}
	table_total(&t);
	table_text(&t, _("Total"));
	table_skip(&t);
	head_figures(s, &t, rows, 0);
	table_end(&t);
}

static void add_heads_to_win(struct sourcing *s, const struct head_rows *rows)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "cell", DOC_LEFT, 1, NULL},
		{N_("Full name"), "name", DOC_LEFT, 1, NULL},
		{N_("Post"), NULL, DOC_LEFT, 1, NULL},
		{NULL, "post", DOC_LEFT, 0, NULL},
		{N_("Association"), "association", DOC_LEFT, 1, NULL},
	};
	static const char *const codes[] = {[HEAD_HAMLET] = "hamlet",
		[HEAD_ASSOCIATION] = "association",
		[HEAD_OTHER] = "other"};
	const struct book_field *post = &book_of(BOOK_HEAD)->fields[book_column(BOOK_HEAD, "post")];
	struct table t;
	doc_heading(&s->r->doc, 2, "%s", _("Heads still to be won"));
	table_begin(&t, s->r, &s->j, "heads_to_win", columns, ARRAY_LEN(columns));
	VEC_EACH (h, rows) {
		if (!(h->flags & HEAD_TO_WIN))
			continue;
		table_row(&t);
		table_text(&t, cell_text(s, h->cell));
		table_text(&t, h->name);
		table_text(&t, _(post->choices[h->post - 1]));
		table_text(&t, codes[h->post]);
		table_text(&t, h->association);
	}
	table_end(&t);
}

int sourcing_add_heads(struct sourcing *s)
{
	struct head_rows rows = {0};
	int k = read_heads(s, &rows);
	if (!k) {
		doc_heading(&s->r->doc, 1, "%s", _("Heads of hamlets and associations"));
		add_head_posts(s, &rows);
		add_heads_to_win(s, &rows);
	}
	VEC_EACH (h, &rows) {
		free(h->name);
		free(h->association);
	}
	VEC_DONE(&rows);
	return k;
}
