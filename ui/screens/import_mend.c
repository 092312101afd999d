/* A field of a row put right by hand, and what stands in other rows of the file just so along with it: a value that the
 * lists do not know is said once, not in each of its rows. */
#include "ui/screens/import_own.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/record.h"
#include "ui/ask.h"
#include "ui/form_model.h"
#include "ui/popup.h"
#include "ui/screens/lookup.h"

#include <string.h>

/* ---- what is meant ---------------------------------------------------------------------------------- */

struct meaning {
	struct db *db; /* first: lookup_cell */
	const char *now;
	bool is_cell;
	char *typed;
};

static void meaning_title(void *ctx, struct strbuf *ret)
{
	const struct meaning *m = ctx;
	if (m->is_cell && *m->now)
		strbuf_addf(ret, _("Which cell does “%s” mean?"), m->now);
	else
		strbuf_add(ret, _("Put right"));
}

static int meaning_load(void *ctx, struct form *f, struct err *err)
{
	const struct meaning *m = ctx;
	(void)err;
	return m->is_cell ? 0 : form_set(f, "line", m->now);
}

static int meaning_save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct meaning *m = ctx;
	int r = 0;
	(void)reason;
	if (m->is_cell)
		r = cell_name(m->db, (struct cell_id){form_id(f, "line")}, (struct date){0},
			&m->typed, err);
	else if (!(m->typed = mem_strdup(form_value(f, "line"))))
		r = ERR_OOM(err);
	return r;
}

static bool is_field(enum import_kind kind, int field, const char *key)
{
	return strcmp(import_field(kind, (size_t)field), key) == 0;
}

/* Two words are all that this field knows. */
static int ask_sex(struct app *app, const char *now, char **ret, struct err *err)
{
	static const struct choice choices[] = {{"Nam", N_("Male")}, {"Nữ", N_("Female")}, {0}};
	struct strbuf title = {0};
	strbuf_addf(&title, _("What does “%s” mean?"), now);
	int at = ask_choice(app, strbuf_str(&title), choices, 0);
	strbuf_done(&title);
	if (at < 0)
		return at;
	*ret = mem_strdup(choices[at].value);
	return *ret ? 0 : ERR_OOM(err);
}

/* A cell is found by typing; but for the sex any other field is a line of text. */
static int ask_value(struct wizard *w, int field, const char *now, char **ret, struct err *err)
{
	if (*now && is_field(w->plan.kind, field, "sex"))
		return ask_sex(w->app, now, ret, err);
	struct meaning m = {
		.db = w->office->db, .now = now, .is_cell = is_field(w->plan.kind, field, "cell")};
	const struct field fields[] = {{.name = "line",
					       .label = import_heading(w->plan.kind, (size_t)field),
					       .type = m.is_cell ? FIELD_LOOKUP : FIELD_TEXT,
					       .required = m.is_cell,
					       .lookup = m.is_cell ? lookup_cell : NULL,
					       .cells = m.is_cell ? 40 : 60},
		{0}};
	const struct form_ops ops = {.name = "line",
		.title_text = meaning_title,
		.fields = fields,
		.save_name = N_("Done"),
		.load = meaning_load,
		.save = meaning_save};
	int r = form_run_small(w->app, &ops, &m, err);
	if (!r)
		*ret = m.typed;
	return r;
}

/* ---- the other rows --------------------------------------------------------------------------------- */

/* What is somebody's own is nobody else's. */
static bool is_own(enum import_kind kind, int field)
{
	static const char *const own[] = {"full_name", "name", "code", "birth", "cccd", "phone"};
	for (size_t i = 0; i < ARRAY_LEN(own); i++)
		if (is_field(kind, field, own[i]))
			return true;
	return false;
}

/* What is put right: a value as it is read now, or what the file itself says and a meaning is given to. */
struct wrong {
	int field;
	const char *value;
	bool is_meaning;
};

/* A cell is meant by a word, in whatever row it stands; what was put right in the row itself is this row's. */
static int look_at(const struct wizard *w, size_t sheet, size_t row, size_t column,
	struct strbuf *said, struct wrong *ret, struct err *err)
{
	int field = w->plan.sheets[sheet].columns[column].field, r = 0;
	bool changed;
	*ret = (struct wrong){.field = field,
		.is_meaning = is_field(w->plan.kind, field, "cell") &&
			      !plan_edited(&w->plan, sheet, row, column)};
	r = ret->is_meaning
		    ? plan_said(w->book, &w->plan, sheet, row, column, said, err)
		    : plan_value(w->book, &w->plan, sheet, row, column, said, &changed, err);
	ret->value = strbuf_str(said);
	return r;
}

/* Does the row, left out or not, say this in the field? Then *ret_column is where. */
static int says(const struct wizard *w, const struct row_verdict *v, const struct wrong *what,
	bool *ret, size_t *ret_column, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf there = {0};
	struct wrong other;
	*ret = false;
	*ret_column = import_column_of(&w->plan.sheets[v->sheet], what->field);
	if (*ret_column == SIZE_MAX)
		return 0;
	int r = look_at(w, v->sheet, v->row, *ret_column, &there, &other, err);
	*ret = !r && other.is_meaning == what->is_meaning && strcmp(other.value, what->value) == 0;
	return r;
}

/* All rows that say it there; `text` NULL: they are but counted. */
static int each_alike(
	struct wizard *w, const struct wrong *what, const char *text, long *ret_n, struct err *err)
{
	int r = 0;
	*ret_n = 0;
	for (size_t i = 0; !r && i < w->result.row_count; i++) {
		const struct row_verdict *v = &w->result.rows[i];
		size_t column;
		bool does;
		r = says(w, v, what, &does, &column, err);
		if (r || !does)
			continue;
		++*ret_n;
		if (text)
			r = plan_edit(&w->plan, v->sheet, v->row, column, text, err);
	}
	return r;
}

/* 0: all of them, 1: this row alone, ERR_STOPPED. */
static int ask_all(struct wizard *w, const struct wrong *what, const char *text, long n)
{
	struct strbuf said = {0}, all = {0};
	strbuf_addf(&said,
		_("%ld rows of this file say “%s” in “%s”. Read it as “%s” in all of them?"), n,
		what->value, import_heading(w->plan.kind, (size_t)what->field), text);
	strbuf_addf(&all, _("In all %ld rows"), n);
	const char *const lines[] = {strbuf_str(&all), _("In this row only"), NULL};
	int r = ask_among(w->app, _("The same in other rows"), strbuf_str(&said), lines);
	strbuf_done(&said);
	strbuf_done(&all);
	return r;
}

static int put_right(struct wizard *w, size_t sheet, size_t row, size_t column,
	const struct wrong *what, const char *text, struct err *err)
{
	bool is_word = *what->value && *text && !is_own(w->plan.kind, what->field);
	long n = 0;
	int r = is_word ? each_alike(w, what, NULL, &n, err) : 0;
	/* what a word means is asked of the word, if it stands in but one row */
	int which = r || n < 2 ? !(is_word && what->is_meaning) : ask_all(w, what, text, n);
	if (r || which < 0)
		return r ? r : which;
	if (which)
		return plan_edit(&w->plan, sheet, row, column, text, err);
	return what->is_meaning ? plan_mean(&w->plan, what->field, what->value, text, err)
				: each_alike(w, what, text, &n, err);
}

int import_mend(struct wizard *w, size_t sheet, size_t row, size_t column, struct err *err)
{
	CLEANUP_FREE char *typed = NULL;
	CLEANUP(strbuf_done) struct strbuf now = {0};
	struct wrong what;
	int r = look_at(w, sheet, row, column, &now, &what, err);
	if (!r)
		r = ask_value(w, what.field, what.value, &typed, err);
	if (!r)
		r = put_right(w, sheet, row, column, &what, typed, err);
	w->is_changed |= !r;
	return r ? r : import_try(w, err);
}

/* ---- which field ------------------------------------------------------------------------------------ */

/* Of the first note that keeps the row out, else of the first one. */
static const char *wrong_column(const struct wizard *w, const struct row_verdict *v)
{
	const struct import_note *notes = &w->result.sum.notes[v->note];
	for (size_t i = 0; i < v->note_count; i++)
		if (!notes[i].is_warning && notes[i].column)
			return notes[i].column;
	return v->note_count ? notes[0].column : NULL;
}

static int ask_column(struct wizard *w, const struct row_verdict *v, size_t *ret)
{
	const struct plan_sheet *s = &w->plan.sheets[v->sheet];
	const char *wrong = wrong_column(w, v);
	struct popup p = {
		.kind = POPUP_CHOOSE, .name = "mend", .title = _("Put right which field?")};
	size_t of[512], n = 0;
	for (size_t c = 0; c < s->column_count && n < 512; c++) {
		if (s->columns[c].field == PLAN_IGNORED)
			continue;
		if (wrong && strcmp(wrong, s->columns[c].heading) == 0)
			p.chosen = n;
		of[n++] = c;
		popup_add(&p, import_heading(w->plan.kind, (size_t)s->columns[c].field), "");
	}
	int at = popup_run(w->app, &p);
	if (at < 0)
		return ERR_STOPPED;
	*ret = of[at];
	return 0;
}

int import_row_mend(struct wizard *w, size_t at, struct err *err)
{
	const struct row_verdict v = w->result.rows[at];
	size_t column;
	int r = ask_column(w, &v, &column);
	return r ? r : import_mend(w, v.sheet, v.row, column, err);
}
