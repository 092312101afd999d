#include "report/table_out.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "exchange/word.h"
#include "report/doc_texts.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum how {
	AS_TEXT,
	AS_DAY,
	AS_NUMBER,
	AS_YES,
	AS_SEX,
	AS_EDUCATION,
	AS_PROFESSIONAL,
	AS_CELL_TYPE,
	AS_EVENT,
	AS_PERCENT,
	AS_YEARS,
	AS_STEP, /* of a candidate: a date or number of the step `arg` */
	AS_STEP_NO,
	AS_MENTOR, /* the first, the second */
	AS_ASSIGNED,
};

/* One a heading of the import, in its order. */
struct out_column {
	const char *field; /* of the statement */
	enum how how;
	int arg, weight;
};

static const struct out_column cells[] = {
	{"code", AS_TEXT},
	{"name", AS_TEXT, 0, 2},
	{"type", AS_CELL_TYPE},
	{"day", AS_DAY},
	{"members", AS_NUMBER},
	{"official", AS_NUMBER},
	{"workforce", AS_NUMBER},
	{"workforce_members", AS_NUMBER},
	{"secretary", AS_TEXT},
	{"overseer", AS_TEXT},
	{"nobody_left", AS_YES},
};

static const struct out_column members[] = {
	{"full_name", AS_TEXT, 0, 2},
	{"birth", AS_DAY},
	{"sex", AS_SEX},
	{"cccd", AS_TEXT},
	{"cell", AS_TEXT},
	{"joined_on", AS_DAY},
	{"official_on", AS_DAY},
	{"card_no", AS_TEXT},
	{"position", AS_TEXT},
	{"ethnicity", AS_TEXT},
	{"religion", AS_TEXT},
	{"phone", AS_TEXT},
	{"home_place", AS_TEXT},
	{"residence", AS_TEXT},
	{"occupation", AS_TEXT},
	{"education", AS_EDUCATION},
	{"professional", AS_PROFESSIONAL},
	{"youth_union", AS_YES},
	{"organisation", AS_TEXT},
	{"readmission", AS_YES},
	{"note", AS_TEXT},
};

static const struct out_column candidates[] = {
	{"full_name", AS_TEXT, 0, 2},
	{"birth", AS_DAY},
	{"sex", AS_SEX},
	{"ethnicity", AS_TEXT},
	{"religion", AS_TEXT},
	{"cccd", AS_TEXT},
	{"phone", AS_TEXT},
	{"home_place", AS_TEXT},
	{"residence", AS_TEXT},
	{"occupation", AS_TEXT},
	{"education", AS_EDUCATION},
	{"professional", AS_PROFESSIONAL},
	{"youth_union", AS_YES},
	{"source", AS_TEXT},
	{"cell", AS_TEXT},
	{"listed_on", AS_STEP, EVENT_LISTED},
	{"listed_no", AS_STEP_NO, EVENT_LISTED},
	{"mentors", AS_MENTOR, 0},
	{"mentors", AS_MENTOR, 1},
	{"assigned_on", AS_ASSIGNED},
	{"class_no", AS_STEP_NO, EVENT_CLASS},
	{"class_on", AS_STEP, EVENT_CLASS},
	{"cell_vote_on", AS_STEP, EVENT_CELL_VOTE},
	{"decision_no", AS_STEP_NO, EVENT_DECISION},
	{"decision_on", AS_STEP, EVENT_DECISION},
	{"ceremony_on", AS_STEP, EVENT_CEREMONY},
	{"recognised_on", AS_STEP, EVENT_RECOGNISED},
	{"readmission", AS_YES},
	{"note", AS_TEXT},
	{"organisation", AS_TEXT},
	{"position", AS_TEXT},
};

static const struct out_column events[] = {
	{"full_name", AS_TEXT, 0, 2},
	{"birth", AS_DAY},
	{"cccd", AS_TEXT},
	{"cell", AS_TEXT},
	{"kind", AS_EVENT},
	{"on_date", AS_DAY},
	{"paper_no", AS_TEXT},
	{"body", AS_TEXT},
	{"note", AS_TEXT},
};

static const struct out_column mentors[] = {
	{"full_name", AS_TEXT, 0, 2},
	{"birth", AS_DAY},
	{"cccd", AS_TEXT},
	{"cell", AS_TEXT},
	{"mentor", AS_TEXT},
	{"from_date", AS_DAY},
	{"to_date", AS_DAY},
	{"resolution", AS_TEXT},
	{"end_reason", AS_TEXT},
};

static const struct out_column targets[] = {
	{"from_year", AS_YEARS},
	{"cell", AS_TEXT},
	{"admission", AS_NUMBER},
	{"class", AS_NUMBER},
	{"list", AS_NUMBER},
	{"percent", AS_PERCENT},
	{"base", AS_NUMBER},
	{"base_date", AS_DAY},
	{"paper_no", AS_TEXT},
};

#define COLUMNS(list) .columns = list, .n = ARRAY_LEN(list)
static const struct out {
	const char *file;
	const struct out_column *columns;
	size_t n;
	enum db_query rows, count; /* DBQ_COUNT: they are few, nobody counts them */
} outs[IMPORT_KINDS] = {
	[IMPORT_CELLS] = {"chi-bo", COLUMNS(cells), .rows = DBQ_OUT_CELLS, .count = DBQ_COUNT},
	[IMPORT_MEMBERS] = {"dang-vien", COLUMNS(members), .rows = DBQ_OUT_MEMBERS,
		.count = DBQ_OUT_MEMBER_COUNT},
	[IMPORT_CANDIDATES] = {"quan-chung", COLUMNS(candidates), .rows = DBQ_OUT_CANDIDATES,
		.count = DBQ_OUT_CANDIDATE_COUNT},
	[IMPORT_EVENTS] = {"su-kien", COLUMNS(events), .rows = DBQ_OUT_EVENTS,
		.count = DBQ_OUT_EVENT_COUNT},
	[IMPORT_MENTORS] = {"phan-cong-giup-do", COLUMNS(mentors), .rows = DBQ_OUT_MENTORS,
		.count = DBQ_OUT_MENTOR_COUNT},
	[IMPORT_TARGETS] = {"chi-tieu", COLUMNS(targets), .rows = DBQ_OUT_TARGETS,
		.count = DBQ_COUNT},
};

const char *table_out_file(enum import_kind kind)
{
	return outs[kind].file;
}

/* ---- rows ------------------------------------------------------------------------------------------- */

struct rows {
	struct db *db;
	const struct out *out;
	struct db_stmt *s; /* NULL: not begun */
	struct doc_texts texts;
};
_Static_assert(ARRAY_LEN(candidates) <= DOC_TEXTS_MAX, "the widest has no more columns than a row");

static int rows_begin(void *ctx, struct err *err)
{
	struct rows *r = ctx;
	db_reset(r->s);
	r->s = db_begin(r->db, r->out->rows, err);
	return r->s ? 0 : err && err->code ? (int)err->code : ERR_INTERNAL;
}

static void add(struct strbuf *b, const char *text)
{
	strbuf_add(b, text ? text : "");
}

static void add_day(struct strbuf *b, struct date d)
{
	char text[DATE_TEXT];
	if (date_is_set(d))
		strbuf_add(b, date_to_user(d, text));
}

/* A step goes with its person where all of them are one plain way. Else the table of events has them, and here stands
 * at most the first of all: without any the import would take it that he has just been found. */
static bool is_step_shown(struct db_stmt *s, int kind)
{
	return db_int(s, "is_plain") ||
	       (db_is_null(s, "found_on") && db_int(s, "first_kind") == kind);
}

/* Nobody helps before he was found; such a one is for the table of mentors. */
static bool are_mentors_shown(struct db_stmt *s)
{
	struct date assigned = db_date(s, "assigned_on"), found = db_date(s, "found_on");
	return !date_is_set(assigned) || !date_is_set(found) || date_cmp(assigned, found) >= 0;
}

static void add_mentor(struct strbuf *b, const char *names, int which)
{
	for (; names && which; which--)
		names = (names = strchr(names, '\n')) ? names + 1 : NULL;
	if (names)
		strbuf_addn(b, names, strcspn(names, "\n"));
}

static void add_percent(struct strbuf *b, long hundredths)
{
	strbuf_addf(b, "%ld", hundredths / 100);
	if (hundredths % 100)
		strbuf_addf(b, ",%02ld", hundredths % 100);
}

static void add_years(struct strbuf *b, struct db_stmt *s)
{
	int from = (int)db_int(s, "from_year"), to = (int)db_int(s, "to_year");
	strbuf_addf(b, from == to ? "%d" : "%d-%d", from, to);
}

static void add_education(struct strbuf *b, struct db_stmt *s)
{
	const char *grade = db_text(s, "grade");
	add(b, grade && *grade ? grade : word_of_education((int)db_int(s, "education")));
}

static void add_value(struct strbuf *b, struct db_stmt *s, const struct out_column *c)
{
	switch (c->how) {
	case AS_TEXT:
	case AS_NUMBER:
		add(b, db_text(s, c->field));
		break;
	case AS_DAY:
		add_day(b, db_date(s, c->field));
		break;
	case AS_YES:
		add(b, db_int(s, c->field) ? "x" : "");
		break;
	case AS_SEX:
		add(b, db_is_null(s, c->field) ? "" : word_of_sex(*db_text(s, c->field)));
		break;
	case AS_EDUCATION:
		add_education(b, s);
		break;
	case AS_PROFESSIONAL:
		add(b, word_of_professional((int)db_int(s, c->field)));
		break;
	case AS_CELL_TYPE:
		add(b, word_of_cell_type((enum cell_type)db_int(s, c->field)));
		break;
	case AS_EVENT:
		add(b, word_of_event((enum event_kind)db_int(s, c->field)));
		break;
	case AS_PERCENT:
		if (!db_is_null(s, c->field))
			add_percent(b, (long)db_int(s, c->field));
		break;
	case AS_YEARS:
		add_years(b, s);
		break;
	case AS_STEP:
		if (is_step_shown(s, c->arg))
			add_day(b, db_date(s, c->field));
		break;
	case AS_STEP_NO:
		if (is_step_shown(s, c->arg))
			add(b, db_text(s, c->field));
		break;
	case AS_MENTOR:
		if (are_mentors_shown(s))
			add_mentor(b, db_text(s, c->field), c->arg);
		break;
	case AS_ASSIGNED:
		if (are_mentors_shown(s))
			add_day(b, db_date(s, c->field));
		break;
	}
}

static int rows_next(void *ctx, const struct doc_row **row, struct err *err)
{
	struct rows *r = ctx;
	int k = db_step(r->s, err);
	if (k != 1)
		return k;
	for (size_t i = 0; i < r->out->n; i++)
		add_value(doc_texts_at(&r->texts, i), r->s, &r->out->columns[i]);
	return doc_texts_row(&r->texts, r->out->n, row, err);
}

static void rows_done(void *ctx)
{
	struct rows *r = ctx;
	db_reset(r->s);
	db_read_end(r->db);
	doc_texts_done(&r->texts);
	free(r);
}

/* ---- the document ----------------------------------------------------------------------------------- */

static struct doc_table *make_table(struct doc *d, enum import_kind kind)
{
	const struct out *out = &outs[kind];
	d->is_data = true;
	d->title = doc_dup(d, _(import_kind_label(kind)));
	d->lang = doc_dup(d, i18n_lang() == LANG_VI ? "vi" : "en");
	doc_heading(d, 1, "%s", _(import_kind_label(kind)));
	struct doc_table *t = doc_table(d, outs[kind].file);
	for (size_t i = 0; i < out->n; i++)
		doc_table_column(d, t, NULL, import_heading(kind, i),
			out->columns[i].how == AS_NUMBER ? DOC_RIGHT : DOC_LEFT,
			out->columns[i].weight);
	return t;
}

static int count_rows(struct db *db, const struct out *out, size_t *ret, struct err *err)
{
	int64_t n = 0;
	int r = out->count == DBQ_COUNT ? 0 : db_number(db_begin(db, out->count, err), 0, &n, err);
	*ret = (size_t)n;
	return r;
}

int table_out_make(struct db *db, enum import_kind kind, struct doc *ret, struct err *err)
{
	struct doc d = {0};
	size_t count;
	struct rows *rows = mem_alloc(sizeof *rows);
	if (!rows)
		return ERR_OOM(err);
	*rows = (struct rows){.db = db, .out = &outs[kind]};
	int r = db_read_begin(db, err);
	if (!r && (r = count_rows(db, rows->out, &count, err)) != 0)
		db_read_end(db);
	if (r) {
		free(rows);
		return r;
	}
	doc_table_rows(&d, make_table(&d, kind),
		&(struct doc_rows){rows_begin, rows_next, rows_done, rows, count});
	if (d.failed) {
		doc_done(&d);
		return ERR_OOM(err);
	}
	*ret = d;
	return 0;
}

int table_out_template(enum import_kind kind, struct doc *ret, struct err *err)
{
	struct doc d = {0};
	make_table(&d, kind);
	d.is_form = true;
	doc_heading(&d, 1, "%s", _("How to fill it in"));
	struct doc_table *t = doc_table(&d, "guide");
	doc_table_column(&d, t, NULL, _("Column"), DOC_LEFT, 1);
	doc_table_column(&d, t, NULL, _("What it means"), DOC_LEFT, 3);
	doc_table_column(&d, t, NULL, _("How it is written"), DOC_LEFT, 3);
	doc_table_column(&d, t, NULL, _("Example"), DOC_LEFT, 1);
	for (size_t i = 0; i < outs[kind].n; i++) {
		struct table_guide g = table_out_guide(kind, i);
		doc_table_row(&d, t);
		doc_cell(&d, t, 0, 0, "%s", import_heading(kind, i));
		doc_cell(&d, t, 1, 0, "%s", g.means);
		doc_cell(&d, t, 2, 0, "%s%s%s", g.how, g.is_needed ? " " : "",
			g.is_needed ? _("Must be filled in.") : "");
		doc_cell(&d, t, 3, 0, "%s", g.example);
	}
	if (d.failed) {
		doc_done(&d);
		return ERR_OOM(err);
	}
	*ret = d;
	return 0;
}

/* ---- formats ---------------------------------------------------------------------------------------- */

static const char *const formats[] = {"csv", "xlsx"};

const struct doc_list_format *table_out_format(const char *name)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (strcmp(formats[i], name) == 0)
			return doc_list_format(name);
	return NULL;
}

const struct doc_list_format *table_out_format_of(const char *path)
{
	const char *dot = strrchr(path, '.');
	for (size_t i = 0; dot && i < ARRAY_LEN(formats); i++)
		if (strcasecmp(formats[i], dot + 1) == 0)
			return doc_list_format(formats[i]);
	return NULL;
}
