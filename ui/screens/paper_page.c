/* A paper in the making: its number and day, what is missing and where that is mended, and what it says. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/sentence.h"
#include "ui/page.h"
#include "ui/screens/paper_own.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DOOR_NUMBER = 1, DOOR_GAP, DOOR_TYPED };
enum { ACT_NUMBER = 1, ACT_TYPE, ACT_PAGES, ACT_PRINT, ACT_SAVE, ACT_TEMPLATE, ACT_REMOVE };
enum { LABEL = 14, WHERE = 20, TEXT_LEAST = 60, TEXT_MOST = 100 }; /* cells */

static const struct action actions[] = {
	{ACT_NUMBER, "n F4", N_("number"), N_("Number and day of the paper.")},
	{ACT_TYPE, "t", N_("type"),
		N_("Type what is missing for this paper alone; the records stay as they are.")},
	{ACT_SAVE, "s F2", N_("save"), N_("Save the paper for Word, as PDF, or as text.")},
	{ACT_PRINT, "p", N_("print"), N_("Print the paper.")},
	{ACT_PAGES, "x", N_("pages"), N_("The pages of the paper as they will be printed.")},
	{ACT_REMOVE, "d F8", N_("remove"), N_("Take away what was typed for this paper alone.")},
	{ACT_TEMPLATE, "m", N_("own wording"),
		N_("Write the text of this paper as a Word file, for the office to edit.")},
	{0}};

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct paper_making *m = ctx;
	paper_kind_add(ret, m->kind);
}

/* ---- making ------------------------------------------------------------------------------------------ */

const char *paper_typed(const struct paper_making *m, const struct paper_field *f)
{
	VEC_EACH (g, &m->given)
		if (strcmp(g->field, f->name) == 0)
			return g->text;
	return NULL;
}

static void drop_text(struct paper_given *g)
{
	free((char *)(uintptr_t)g->text);
}

int paper_type_in(
	struct paper_making *m, const struct paper_field *f, const char *text, struct err *err)
{
	size_t i = 0;
	while (i < m->given.n && strcmp(m->given.v[i].field, f->name) != 0)
		i++;
	if (!text) {
		if (i == m->given.n)
			return 0;
		drop_text(&m->given.v[i]);
		memmove(&m->given.v[i], &m->given.v[i + 1],
			(--m->given.n - i) * sizeof *m->given.v);
		return 0;
	}
	struct paper_given g = {f->name, mem_strdup(text)};
	if (!g.text || (i == m->given.n && !VEC_PUSH(&m->given, ((struct paper_given){0})))) {
		drop_text(&g);
		return ERR_OOM(err);
	}
	drop_text(&m->given.v[i]);
	m->given.v[i] = g;
	return 0;
}

/* What has been recorded since has a day and a number, too. */
static int renew_day(struct paper_making *m, struct err *err)
{
	char *number;
	int r = m->is_dated ? 0
			    : paper_begin(m->office->db, m->kind, m->people, m->n, &m->on, &number,
				      err);
	if (r || m->is_dated)
		return r;
	free(m->number);
	m->number = number;
	return 0;
}

/* Without one the page says why. */
static int make(struct paper_making *m, struct err *err)
{
	const struct paper_request q = {.kind = m->kind,
		.people = m->people,
		.n = m->n,
		.on = m->on,
		.number = m->number,
		.given = m->given.v,
		.given_count = m->given.n,
		.folder = m->folder};
	CLEANUP_FREE char *own = mem_printf("%s/%s.docx", m->folder, m->kind->code);
	struct office_paper paper;
	if (!own)
		return ERR_OOM(err);
	m->is_own = access(own, F_OK) == 0;
	m->why_not = (struct err){0};
	int r = paper_make(m->office->db, &q, &paper, &m->why_not);
	if (m->is_made)
		paper_done(&m->paper);
	m->is_made = r == 0;
	if (m->is_made)
		m->paper = paper;
	return r == ERR_NOMEM ? ERR_OOM(err) : 0;
}

/* ---- the page ---------------------------------------------------------------------------------------- */

static void line_of(struct page *p, const char *label)
{
	page_line(p);
	page_cell(p, STYLE_DIM, LABEL, -1, label);
}

/* In the order that the paper has them in. */
static int add_people(struct page *p, const struct paper_making *m, struct err *err)
{
	struct strbuf b = {0};
	int r = 0;
	for (size_t i = 0; !r && i < m->n; i++) {
		strbuf_add(&b, i ? ", " : "");
		r = person_name_add(m->office->db, &b, m->people[i], err);
	}
	line_of(p, _("About"));
	page_wrap(p, STYLE_STRONG, LABEL, strbuf_str(&b));
	strbuf_done(&b);
	return r;
}

/* As it stands on the paper, without the word. */
static const char *number_of(const struct paper_making *m)
{
	static const char word[] = "Số ";
	const char *number = m->is_made ? m->paper.doc.head.number : NULL;
	if (!*m->number)
		return _("none yet: room is left for it");
	if (!number)
		return m->number;
	return number + (strncmp(number, word, sizeof word - 1) ? 0 : sizeof word - 1);
}

static int add_number(struct page *p, const struct paper_making *m, struct err *err)
{
	char day[DATE_TEXT], entry[160];
	enum paper_entry has = ENTRY_NONE;
	int r = paper_registered(m, &has, entry, sizeof entry, err);
	if (!m->kind->is_unsigned) {
		line_of(p, _("Paper number"));
		page_door(p, (struct door){DOOR_NUMBER, 0, 0}, 0, -1, number_of(m));
	}
	if (has == ENTRY_OF_THIS)
		page_textf(p, STYLE_GOOD, "   %s", _("entered in the register"));
	line_of(p, _("Date"));
	page_door(p, (struct door){DOOR_NUMBER, 1, 0}, 0, -1, date_to_user(m->on, day));
	if (has == ENTRY_OF_OTHER) {
		page_line(p);
		page_textf(p, STYLE_WARN, _("! This number stands in the register: %s"), entry);
	}
	line_of(p, _("Wording"));
	if (m->is_own)
		page_textf(p, STYLE_NORMAL, _("the office's own: mau/%s.docx"), m->kind->code);
	else
		page_text(p, STYLE_NORMAL, _("the program's (m: to edit it in Word)"));
	return r;
}

/* Whose it is goes without saying where the paper is about one. */
static void add_gap(struct page *p, const struct paper_making *m, size_t i)
{
	const struct paper_gap *g = &m->paper.gaps[i];
	struct strbuf b = {0};
	if (g->name && m->n > 1)
		strbuf_addf(&b, "%s: ", g->name);
	strbuf_add(&b, _(g->field->label));
	page_line(p);
	page_line_door(p, (struct door){DOOR_GAP, (int64_t)i, 0});
	page_text(p, STYLE_WARN, paper_is_left(m, g) ? "… " : "· ");
	page_cell(p, STYLE_NORMAL, page_width(p) - WHERE - 5, -1, strbuf_str(&b));
	page_to(p, -WHERE);
	page_cell(p, STYLE_DIM, WHERE, -1, _(paper_mend_label(g->field->mend)));
	strbuf_done(&b);
}

static void add_gaps(struct page *p, const struct paper_making *m)
{
	size_t open = paper_gaps_open(&m->paper);
	page_line(p);
	page_line(p);
	if (!open) {
		page_text(p, STYLE_GOOD, _("Nothing is missing."));
		return;
	}
	page_textf(p, STYLE_HEAD, _("Missing: %zu"), open);
	page_to(p, -WHERE);
	page_text(p, STYLE_HEAD, _("Recorded in"));
	for (size_t i = 0; i < m->paper.gap_count; i++)
		if (m->paper.gaps[i].field->mend != MEND_NUMBER)
			add_gap(p, m, i);
}

static void add_typed(struct page *p, const struct paper_making *m)
{
	if (!m->given.n)
		return;
	page_line(p);
	page_line(p);
	page_text(p, STYLE_HEAD, _("Typed for this paper alone"));
	for (size_t i = 0; i < m->given.n; i++) {
		page_line(p);
		page_line_door(p, (struct door){DOOR_TYPED, (int64_t)i, 0});
		page_textf(p, STYLE_DIM, "%s: ", _(paper_field_of(m->given.v[i].field)->label));
		page_text(p, STYLE_NORMAL, m->given.v[i].text);
	}
}

/* The paper as text, head and signature too. */
static int add_text(struct page *p, const struct paper_making *m, struct err *err)
{
	int width = page_width(p);
	const struct doc_text_options o = {.width = width < TEXT_LEAST	? TEXT_LEAST
						    : width > TEXT_MOST ? TEXT_MOST
									: width};
	struct strbuf b = {0};
	int r = doc_write_text(&m->paper.doc, &o, &b, err);
	page_line(p);
	page_rule(p);
	for (const char *s = strbuf_str(&b); !r && *s;) {
		size_t n = strcspn(s, "\n");
		CLEANUP_FREE char *line = mem_strndup(s, n);
		page_line(p);
		page_text(p, STYLE_NORMAL, line ? line : "");
		s += n + (s[n] == '\n');
	}
	strbuf_done(&b);
	return r;
}

static int build(void *ctx, struct page *p, struct err *err)
{
	struct paper_making *m = ctx;
	struct strbuf b = {0};
	int r = renew_day(m, err);
	if (!r)
		r = make(m, err);
	if (!r)
		r = add_people(p, m, err);
	if (!r)
		r = add_number(p, m, err);
	if (r)
		return r;
	if (m->is_made) {
		add_gaps(p, m);
		add_typed(p, m);
		return add_text(p, m, err);
	}
	sentence_add(&b, &m->why_not);
	page_line(p);
	page_line(p);
	page_wrap(p, STYLE_WARN, 0, strbuf_str(&b));
	strbuf_done(&b);
	add_typed(p, m);
	return 0;
}

/* ---- acting ------------------------------------------------------------------------------------------ */

static const struct paper_gap *gap_at(const struct paper_making *m, struct door on)
{
	bool is_one = on.kind == DOOR_GAP && m->is_made && (size_t)on.a < m->paper.gap_count;
	return is_one ? &m->paper.gaps[on.a] : NULL;
}

static const struct paper_field *typed_at(const struct paper_making *m, struct door on)
{
	bool is_one = on.kind == DOOR_TYPED && (size_t)on.a < m->given.n;
	return is_one ? paper_field_of(m->given.v[on.a].field) : NULL;
}

/* What is typed stands for everybody that the paper is about. */
static const struct paper_field *field_at(const struct paper_making *m, struct door on)
{
	const struct paper_gap *g = gap_at(m, on);
	if (!g)
		return typed_at(m, on);
	return m->n == 1 || !paper_field_is_of_person(g->field) ? g->field : NULL;
}

static bool can(void *ctx, int action, struct door on)
{
	const struct paper_making *m = ctx;
	switch (action) {
	case ACT_TYPE:
		return field_at(m, on) != NULL;
	case ACT_REMOVE:
		return typed_at(m, on) != NULL;
	case ACT_PAGES:
	case ACT_PRINT:
	case ACT_SAVE:
		return m->is_made;
	default:
		return true;
	}
}

static int act(struct app *app, void *ctx, int action, struct door on, struct err *err)
{
	struct paper_making *m = ctx;
	switch (action) {
	case ACT_NUMBER:
		return paper_number_form(app, m, err);
	case ACT_TYPE:
		return paper_type_form(app, m, field_at(m, on), err);
	case ACT_REMOVE:
		return paper_type_in(m, typed_at(m, on), NULL, err);
	case ACT_PAGES:
		return paper_out_pages(app, m, err);
	case ACT_PRINT:
		return paper_out_print(app, m, err);
	case ACT_SAVE:
		return paper_out_save(app, m, err);
	default:
		return paper_write_template(app, m->kind, err);
	}
}

static int open_door(struct app *app, void *ctx, struct door on, struct err *err)
{
	struct paper_making *m = ctx;
	const struct paper_gap *gap = gap_at(m, on);
	if (on.kind == DOOR_NUMBER)
		return paper_number_form(app, m, err);
	if (gap)
		return paper_mend(app, m, *gap, err);
	return typed_at(m, on) ? paper_type_form(app, m, typed_at(m, on), err) : 0;
}

static void done(void *ctx)
{
	struct paper_making *m = ctx;
	if (m->is_made)
		paper_done(&m->paper);
	VEC_EACH (g, &m->given)
		drop_text(g);
	VEC_DONE(&m->given);
	VEC_DONE(&m->left);
	free(m->people);
	free(m->number);
	free(m->folder);
	free(m);
}

static const struct page_ops ops = {
	.name = "paper",
	.title_text = title_text,
	.actions = actions,
	.build = build,
	.can = can,
	.act = act,
	.open = open_door,
	.done = done,
};

int paper_open(struct app *app, const struct paper_kind *kind, const struct person_id *people,
	size_t n, struct err *err)
{
	struct paper_making *m = mem_alloc(sizeof *m);
	if (!m)
		return ERR_OOM(err);
	*m = (struct paper_making){.office = app_data(app), .kind = kind, .n = n};
	m->folder = paper_folder(db_path(m->office->db));
	m->people = mem_alloc(n * sizeof *people);
	int r = m->folder && m->people ? 0 : ERR_OOM(err);
	if (!r) {
		memcpy(m->people, people, n * sizeof *people);
		r = renew_day(m, err);
	}
	if (r) {
		done(m);
		return r;
	}
	return page_open(app, &ops, m, err);
}
