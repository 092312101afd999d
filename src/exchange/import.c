/* Reading the values of a row, and the act around all of them; what a row means is the tables' (import_*.c). Where the
 * rows come from is import_csv.c's and plan_run.c's. */
#include "exchange/import_row.h"

#include "base/i18n.h"
#include "exchange/word.h"
#include "viet/text.h"

#include <string.h>

static const struct {
	const char *code, *label, *act;
	const struct table *table;
} kinds[IMPORT_KINDS] = {
	[IMPORT_CELLS] = {"cells", N_("Cells"), "import_cells", &import_cells},
	[IMPORT_MEMBERS] = {"members", N_("Members"), "import_members", &import_members},
	[IMPORT_CANDIDATES] = {"candidates", N_("Candidates"), "import_candidates",
		&import_candidates},
	[IMPORT_EVENTS] = {"events", N_("Events of candidates"), "import_events", &import_events},
	[IMPORT_MENTORS] = {"mentors", N_("Mentor assignments"), "import_mentors", &import_mentors},
	[IMPORT_TARGETS] = {"targets", N_("Targets"), "import_targets", &import_targets},
};

const char *import_kind_label(enum import_kind k)
{
	return kinds[k].label;
}

bool import_kind_from_code(const char *code, enum import_kind *ret)
{
	for (int k = 0; k < IMPORT_KINDS; k++)
		if (strcmp(kinds[k].code, code) == 0) {
			*ret = (enum import_kind)k;
			return true;
		}
	return false;
}

const char *import_field(enum import_kind k, size_t i)
{
	return i < kinds[k].table->n ? kinds[k].table->columns[i].field : NULL;
}

const char *import_heading(enum import_kind k, size_t i)
{
	return i < kinds[k].table->n ? kinds[k].table->columns[i].heading : NULL;
}

const char *import_kind_code(enum import_kind k)
{
	return kinds[k].code;
}

const struct table *import_table(enum import_kind k)
{
	return kinds[k].table;
}

int import_column(const struct table *t, const char *field)
{
	for (size_t i = 0; i < t->n; i++)
		if (strcmp(t->columns[i].field, field) == 0)
			return (int)i;
	return -1;
}

/* ---- rows ------------------------------------------------------------------------------------ */

/* Nothing that text_clean would change. */
static bool is_clean_ascii(const char *s)
{
	if (*s == ' ')
		return false;
	for (; *s; s++)
		if (*s < 0x20 || *s > 0x7E || (*s == ' ' && (s[1] == ' ' || !s[1])))
			return false;
	return true;
}

/* The clean value, the row's own; "" where nothing is left. */
static int clean(struct import *im, char *s, char **ret, struct err *err)
{
	*ret = s;
	if (is_clean_ascii(s))
		return 0;
	/* a line broken within a cell of a spreadsheet */
	for (char *p = s; (p = strchr(p, '\n'));)
		*p = ' ';
	char *own;
	int r = text_clean(s, &own, err);
	if (r)
		return r;
	if (!VEC_PUSH(&im->texts, own)) {
		free(own);
		return ERR_OOM(err);
	}
	*ret = own;
	return 0;
}

/* Blanks out of an identity number. */
static void squeeze(char *s)
{
	char *to = s;
	for (; *s; s++)
		if (*s != ' ')
			*to++ = *s;
	*to = '\0';
}

static bool read_value(enum value_kind kind, const char *s, struct value *v)
{
	bool yes = false, ok = true;
	char sex = 0;
	int number = 0, second = 0;
	enum cell_type type = CELL_OTHER;
	enum event_kind event = EVENT_FOUND;
	switch (kind) {
	case VALUE_TEXT:
	case VALUE_CCCD:
	case VALUE_PHONE:
		return true;
	case VALUE_RELIGION:
		if (word_none(s))
			v->text = NULL;
		return true;
	case VALUE_DATE:
	case VALUE_BIRTH:
		return date_from_user(s, kind == VALUE_BIRTH, &v->date);
	case VALUE_NUMBER:
		return word_number(s, &v->number);
	case VALUE_PERCENT:
		return word_percent(s, &v->number);
	case VALUE_YES:
		ok = word_yes(s, &yes);
		number = yes;
		break;
	case VALUE_SEX:
		ok = word_sex(s, &sex);
		number = sex;
		break;
	case VALUE_YEARS:
		ok = word_years(s, &number, &second);
		break;
	case VALUE_CELL_TYPE:
		ok = word_cell_type(s, &type);
		number = (int)type;
		break;
	case VALUE_EDUCATION:
		ok = word_education(s, &number);
		break;
	case VALUE_PROFESSIONAL:
		ok = word_professional(s, &number);
		break;
	case VALUE_EVENT:
		ok = word_event(s, &event);
		number = (int)event;
		break;
	}
	v->number = number;
	v->second = second;
	return ok;
}

int import_row_field(struct import *im, int column, char *raw, struct err *err)
{
	const struct column *c = &im->table->columns[column];
	struct value *v = &im->v[column];
	char *s;
	im->at = column;
	if (!*raw)
		return 0;
	int r = clean(im, raw, &s, err);
	if (r || !*s)
		return import_settle(im, r, err);
	if (c->kind == VALUE_CCCD)
		squeeze(s);
	*v = (struct value){.text = s};
	long failures = mem_failures();
	bool is_read = read_value(c->kind, s, v);
	if (mem_failures() != failures)
		return ERR_OOM(err);
	if (is_read)
		return 0;
	ERR(err, ERR_INVALID, c->field, "%.80s", s);
	return import_refuse(im, err);
}

void import_row_clear(struct import *im)
{
	VEC_EACH (s, &im->texts)
		free(*s);
	im->texts.n = 0;
	memset(im->v, 0, sizeof im->v);
	im->at = -1;
	im->person = (struct person_id){0};
	im->outcome = ROW_SAME;
}

int import_row_enter(struct import *im, struct err *err)
{
	im->at = -1;
	return im->outcome == ROW_REFUSED ? 0 : import_settle(im, im->table->row(im, err), err);
}

int import_mark_end(struct import *im, int r, struct err *err)
{
	if (!r)
		return db_mark_release(im->db, err);
	db_mark_rollback(im->db);
	return r;
}

/* ---- the act around them --------------------------------------------------------------------- */

static int by_line(const void *a, const void *b)
{
	const struct import_note *x = a, *y = b;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	return (x->is_warning > y->is_warning) - (x->is_warning < y->is_warning);
}

void import_headings_done(struct import *im)
{
	for (size_t f = 0; f < im->heading_count; f++)
		free(im->headings[f]);
	free(im->headings);
	im->headings = NULL;
	im->heading_count = 0;
}

void import_free(struct import *im)
{
	import_row_clear(im);
	VEC_DONE(&im->texts);
	if (im->state && im->table->done)
		im->table->done(im);
	free(im->state);
	import_headings_done(im);
	memo_done(&im->cells);
	im->result->notes = im->notes.v;
	im->result->note_count = im->notes.n;
	if (im->notes.n)
		qsort(im->notes.v, im->notes.n, sizeof *im->notes.v, by_line);
	free(im);
}

int import_make(struct db *db, const struct act_by *by, enum import_kind kind,
	const struct import_options *options, struct import_result *result, struct import **ret,
	struct err *err)
{
	static const struct import_options none = {0};
	struct import *im = mem_alloc(sizeof *im);
	if (!im)
		return ERR_OOM(err);
	im->db = db;
	im->by = *by;
	im->kind = kind;
	im->table = kinds[kind].table;
	im->options = options ? options : &none;
	im->result = result;
	memset(im->file_of, -1, sizeof im->file_of);
	if (!(im->state = mem_alloc(im->table->state_size + 1))) {
		free(im);
		return ERR_OOM(err);
	}
	*ret = im;
	return 0;
}

int import_begin(struct import *im, struct err *err)
{
	return act_begin(im->db, &im->by, kinds[im->kind].act, NULL, err);
}

int import_finish(struct import *im, bool keep, int r, struct err *err)
{
	if (r || !keep) {
		db_act_rollback(im->db);
		return r;
	}
	return db_act_commit(im->db, kinds[im->kind].act, 0, err);
}
