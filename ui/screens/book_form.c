/* One form for the records of all books, made from their fields. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/form.h"
#include "ui/screens/book_own.h"
#include "ui/screens/book_register.h"
#include "ui/screens/choices.h"
#include "ui/screens/lookup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CHOICE_FIELDS = 2, HINT_MAX = 400 }; /* at most of a book */

struct book_ctx {
	struct book_lookup look; /* first: lookup.h */
	struct act_by by;
	char uid[DB_UID_MAX];
	enum book_kind kind;
	const struct book *book;
	const struct book_row *start;
	const struct book_part *part; /* NULL: the whole record */
	struct book_row row;	      /* as read or preset: what is not in the form stays */
	int64_t id, diploma;
	struct field fields[BOOK_FIELDS_MAX + 2];
	struct choices choices[CHOICE_FIELDS];
	char hints[BOOK_FIELDS_MAX][HINT_MAX];
};

/* ---- fields that only some records have ---------------------------------------------------------- */

static bool is_diploma(const struct book_ctx *c, const struct form *f, const char *field)
{
	return form_id(f, "kind_id") == c->diploma || *form_value(f, field);
}

static bool is_of_association(const struct book_ctx *c, const struct form *f, const char *field)
{
	(void)c;
	(void)field;
	return form_id(f, "post") == HEAD_ASSOCIATION;
}

static bool is_of_cell(const struct book_ctx *c, const struct form *f, const char *field)
{
	(void)c;
	(void)field;
	return form_id(f, "body") == SIGNS_CELL;
}

static bool is_list_of_causes(const struct book_ctx *c, const struct form *f, const char *field)
{
	(void)f;
	(void)field;
	return book_id(BOOK_TERM, &c->row, "list") == TERM_CAUSE;
}

/* The list's causes have their side. */
static bool is_own_words(const struct book_ctx *c, const struct form *f, const char *field)
{
	(void)c;
	(void)field;
	return !form_id(f, "kind_id");
}

static const struct {
	enum book_kind kind;
	const char *column;
	bool (*shows)(const struct book_ctx *c, const struct form *f, const char *field);
} conditions[] = {
	{BOOK_OBSTACLE, "reported_on", is_diploma},
	{BOOK_OBSTACLE, "school", is_diploma},
	{BOOK_OBSTACLE, "study_from", is_diploma},
	{BOOK_OBSTACLE, "study_done", is_diploma},
	{BOOK_HEAD, "association_id", is_of_association},
	{BOOK_SIGNER, "cell_id", is_of_cell},
	{BOOK_TERM, "side", is_list_of_causes},
	{BOOK_CAUSE, "side", is_own_words},
};

static bool shows(void *ctx, const struct form *f, const char *field)
{
	const struct book_ctx *c = ctx;
	for (size_t i = 0; i < ARRAY_LEN(conditions); i++)
		if (conditions[i].kind == c->kind && strcmp(conditions[i].column, field) == 0)
			return conditions[i].shows(c, f, field);
	return true;
}

static bool is_in_form(const struct book_ctx *c, const struct book_field *f)
{
	bool is_in = !c->part;
	for (size_t i = 0; c->part && i < ARRAY_LEN(c->part->columns); i++)
		is_in = is_in || (c->part->columns[i] && !strcmp(c->part->columns[i], f->column));
	return is_in && !f->hidden;
}

/* ---- reading ---------------------------------------------------------------------------------------- */

static int copy_row(
	enum book_kind kind, const struct book_row *from, struct book_row *to, struct err *err)
{
	const struct book *book = book_of(kind);
	int r = 0;
	*to = (struct book_row){0};
	for (size_t i = 0; !r && i < book->field_count; i++)
		r = book_set(kind, to, book->fields[i].column, from->v[i], err);
	return r;
}

/* Days that must be given begin with today, years and months with the present ones. */
static int preset(const struct book_field *f, bool must, enum book_kind kind, struct book_row *row,
	struct err *err)
{
	struct date today = clock_today();
	char text[DATE_TEXT];
	if (!must || *book_text(kind, row, f->column))
		return 0;
	date_to_iso(today, text);
	if (f->type == BOOK_MONTH)
		text[7] = '\0';
	else if (f->type == BOOK_NUMBER && f->least >= 1900)
		text[4] = '\0';
	else if (f->type != BOOK_DATE)
		return 0;
	return book_set(kind, row, f->column, text, err);
}

static int begin(struct book_ctx *c, struct err *err)
{
	book_row_done(&c->row);
	int r = c->id ? book_load(c->look.db, c->kind, c->id, &c->row, err)
		      : copy_row(c->kind, c->start, &c->row, err);
	if (!r && c->kind == BOOK_REGISTER && !c->id)
		r = register_preset(c->look.db, &c->row, err);
	for (size_t i = 0; !r && i < c->book->field_count; i++) {
		const struct book_field *f = &c->book->fields[i];
		bool must = c->part ? is_in_form(c, f) : !c->id && f->required;
		r = preset(f, must, c->kind, &c->row, err);
	}
	return r;
}

static int put(struct book_ctx *c, struct form *f, size_t i, struct err *err)
{
	const struct book_field *field = &c->book->fields[i];
	const char *value = c->row.v[i] ? c->row.v[i] : "";
	struct strbuf words = {0};
	int r = 0;
	switch (field->type) {
	case BOOK_TEXT:
	case BOOK_NUMBER:
	case BOOK_DATE:
	case BOOK_CHOICE:
		return *value || !field->required ? form_set(f, field->column, value) : 0;
	case BOOK_YES:
		return form_set(f, field->column, strcmp(value, "1") == 0 ? "1" : "");
	case BOOK_NAME:
		return form_set_lookup(f, field->column, value, value);
	default:
		r = book_value_add(c->look.db, &words, c->kind, i, value, err);
		if (!r)
			r = field->type == BOOK_MONTH
				    ? form_set(f, field->column, strbuf_str(&words))
				    : form_set_lookup(f, field->column, value, strbuf_str(&words));
		strbuf_done(&words);
		return r;
	}
}

/* The hint of a number follows what the number depends on. */
static void renew_hint(struct book_ctx *c, const struct form *f)
{
	int i = c->kind == BOOK_REGISTER ? book_column(BOOK_REGISTER, "number") : -1;
	if (i >= 0)
		register_hint(c->look.db, f, c->hints[i], HINT_MAX);
}

static int load(void *ctx, struct form *f, struct err *err)
{
	struct book_ctx *c = ctx;
	int r = begin(c, err);
	for (size_t i = 0; !r && i < c->book->field_count; i++)
		if (is_in_form(c, &c->book->fields[i]))
			r = put(c, f, i, err);
	c->look.cell.v = book_id(c->kind, &c->row, "cell_id");
	renew_hint(c, f);
	return r;
}

static void changed(void *ctx, struct form *f, const char *field)
{
	struct book_ctx *c = ctx;
	if (strcmp(field, "cell_id") == 0)
		c->look.cell.v = form_id(f, field);
	renew_hint(c, f);
}

/* ---- saving ----------------------------------------------------------------------------------------- */

/* "11/2026", "1-2026" → "2026-11". What is none stays as it is: the check refuses it. */
static void month_from_user(const char *typed, char *ret, size_t size)
{
	char text[40];
	struct date d;
	snprintf(text, sizeof text, "1/%.30s", typed);
	if (date_from_user(text, false, &d) && date_is_full(d))
		snprintf(ret, size, "%04d-%02d", d.year, d.month);
	else
		snprintf(ret, size, "%s", typed);
}

static int take(const struct book_ctx *c, const struct form *f, const struct book_field *field,
	struct book_row *row, struct err *err)
{
	char month[80];
	const char *text = form_value(f, field->column);
	if (!shows((void *)(uintptr_t)c, f, field->column))
		text = "";
	else if (field->type == BOOK_NAME && !*text)
		text = form_typed(f, field->column);
	else if (field->type == BOOK_MONTH && *text) {
		month_from_user(text, month, sizeof month);
		text = month;
	}
	return book_set(c->kind, row, field->column, text, err);
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct book_ctx *c = ctx;
	struct book_row row;
	int64_t id = 0;
	int r = copy_row(c->kind, &c->row, &row, err);
	row.id = c->id;
	row.rev = c->row.rev;
	for (size_t i = 0; !r && i < c->book->field_count; i++)
		if (is_in_form(c, &c->book->fields[i]))
			r = take(c, f, &c->book->fields[i], &row, err);
	c->by.reason = reason;
	if (!r)
		r = book_save(c->look.db, &c->by, c->kind, &row, &id, err);
	if (!r)
		c->id = id;
	book_row_done(&row);
	return r;
}

/* ---- the form --------------------------------------------------------------------------------------- */

static const struct choice *add_choices(
	struct book_ctx *c, size_t *used, const struct book_field *field)
{
	struct choices *list = &c->choices[(*used)++];
	if (!field->required)
		choices_add_none(list, N_("not given"));
	for (long i = 0; field->choices[i]; i++)
		choices_add(list, i + 1, field->choices[i]);
	return list->all;
}

static const char *term_hint(struct book_ctx *c, size_t i, const char *own)
{
	snprintf(c->hints[i], HINT_MAX, "%s%s%s", own ? _(own) : "", own ? " " : "",
		lookup_term_hint());
	return c->hints[i];
}

static struct field make_field(struct book_ctx *c, size_t i, size_t *used)
{
	const struct book_field *from = &c->book->fields[i];
	struct field f = {.name = from->column,
		.label = from->label,
		.hint = from->hint,
		.required = from->required || c->part,
		.type = FIELD_LOOKUP,
		.cells = 36};
	switch (from->type) {
	case BOOK_DATE:
		f.type = FIELD_DATE;
		f.cells = 0;
		break;
	case BOOK_NUMBER:
		if (c->kind == BOOK_REGISTER && strcmp(from->column, "number") == 0)
			f.hint = c->hints[i];
		f.type = FIELD_NUMBER;
		f.cells = 7;
		f.max = 7;
		break;
	case BOOK_MONTH:
		f.type = FIELD_TEXT;
		f.cells = 7;
		f.max = 7;
		break;
	case BOOK_YES:
		f.type = FIELD_YES;
		f.cells = 0;
		break;
	case BOOK_CHOICE:
		f.type = FIELD_CHOICE;
		f.choices = add_choices(c, used, from);
		break;
	case BOOK_CELL:
		f.lookup = lookup_cell;
		break;
	case BOOK_PERSON:
		f.lookup = lookup_person;
		break;
	case BOOK_MEMBER:
		f.lookup = lookup_member;
		break;
	case BOOK_NAME:
		f.lookup = lookup_name;
		f.free = true;
		break;
	case BOOK_ONE_OF:
		f.lookup = lookup_term_of((enum term_list)from->of);
		f.hint = term_hint(c, i, from->hint);
		break;
	case BOOK_RECORD:
		f.lookup = lookup_record_of((enum book_kind)from->of);
		break;
	default:
		f.type = FIELD_TEXT;
		f.cells = 44;
		break;
	}
	return f;
}

static void make_fields(struct book_ctx *c)
{
	size_t n = 0, used = 0;
	if (c->book->note)
		c->fields[n++] = (struct field){.label = c->book->note, .type = FIELD_HEAD};
	for (size_t i = 0; i < c->book->field_count; i++)
		if (is_in_form(c, &c->book->fields[i]))
			c->fields[n++] = make_field(c, i, &used);
}

/* The obstacle of a missing diploma is told apart by its code. */
static int find_diploma(struct book_ctx *c, struct err *err)
{
	const struct book_query q = {.parent = TERM_OBSTACLE};
	struct book_rows rows = {0};
	int r = c->kind == BOOK_OBSTACLE ? book_read(c->look.db, BOOK_TERM, &q, &rows, err) : 0;
	for (size_t i = 0; !r && i < rows.n; i++)
		if (strcmp(book_text(BOOK_TERM, &rows.v[i], "code"), "diploma") == 0)
			c->diploma = rows.v[i].id;
	book_rows_done(&rows);
	return r;
}

static int run(struct app *app, struct book_ctx *c, struct err *err)
{
	const struct office *office = app_data(app);
	c->look.db = office->db;
	c->by = office->by;
	c->book = book_of(c->kind);
	const struct form_ops ops = {.name = c->book->code,
		.title = c->part ? c->part->title : c->book->one,
		.fields = c->fields,
		.load = load,
		.save = save,
		.shows = shows,
		.changed = changed};
	make_fields(c);
	db_make_uid(c->uid);
	c->by.uid = c->uid;
	int r = find_diploma(c, err);
	if (!r)
		r = form_run(app, &ops, c, err);
	book_row_done(&c->row);
	if (!r)
		app_say(app, _("Saved."));
	return r;
}

int book_form(struct app *app, enum book_kind kind, const struct book_row *start, int64_t *ret,
	struct err *err)
{
	static const struct book_row none;
	struct book_ctx *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->kind = kind;
	c->start = start ? start : &none;
	c->id = c->start->id;
	bool is_new = !c->id;
	int r = run(app, c, err);
	int64_t id = c->id;
	free(c);
	if (r)
		return r;
	if (ret)
		*ret = id;
	return is_new && kind == BOOK_OBSTACLE ? obstacle_ask_report(app, id, err) : 0;
}

int book_form_part(struct app *app, enum book_kind kind, int64_t id, const struct book_part *part,
	struct err *err)
{
	struct book_ctx *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->kind = kind;
	c->id = id;
	c->part = part;
	int r = run(app, c, err);
	free(c);
	return r;
}
