/* What all rows of a sheet have in common without a column that says it: "all of these are of Ấp 1". */
#include "exchange/plan_own.h"

#include <string.h>

static struct plan_fixed *find(const struct plan_sheet *s, int field)
{
	for (size_t i = 0; i < s->fixed_count; i++)
		if (s->fixed[i].field == field)
			return &s->fixed[i];
	return NULL;
}

const char *plan_fixed(const struct plan_sheet *s, int field)
{
	const struct plan_fixed *f = find(s, field);
	return f ? f->text : NULL;
}

static void take_back(struct plan_sheet *s, struct plan_fixed *f)
{
	size_t at = (size_t)(f - s->fixed);
	free(f->text);
	memmove(f, f + 1, (s->fixed_count - at - 1) * sizeof *f);
	s->fixed_count--;
}

/* Takes the text over. */
static int put(struct plan_sheet *s, struct plan_fixed given, struct err *err)
{
	struct plan_fixed *f = find(s, given.field);
	if (!f) {
		struct plan_fixed *more = mem_resize(s->fixed, (s->fixed_count + 1) * sizeof *more);
		if (!more) {
			free(given.text);
			return ERR_OOM(err);
		}
		s->fixed = more;
		f = &more[s->fixed_count++];
		f->text = NULL;
	}
	free(f->text);
	*f = given;
	return 0;
}

bool plan_may_fix(enum import_kind kind, size_t field)
{
	const struct table *t = import_table(kind);
	if (field >= t->n)
		return false;
	enum value_kind is = t->columns[field].kind;
	return is != VALUE_CCCD && is != VALUE_PHONE && is != VALUE_BIRTH &&
	       strcmp(t->columns[field].field, "full_name") != 0;
}

int plan_fix(
	struct plan *p, size_t sheet, int field, const char *text, bool is_guessed, struct err *err)
{
	if (sheet >= p->sheet_count || field < 0 || !plan_may_fix(p->kind, (size_t)field))
		return ERR(err, ERR_INVALID, "plan", NULL);
	struct plan_sheet *s = &p->sheets[sheet];
	struct plan_fixed *f = find(s, field);
	if (!text || !*text) {
		if (f)
			take_back(s, f);
		return 0;
	}
	struct plan_fixed given = {field, mem_strdup(text), is_guessed};
	return given.text ? put(s, given, err) : ERR_OOM(err);
}

/* ---- guessed ------------------------------------------------------------------------------------------- */

static bool is_said(const struct plan_sheet *s, int field)
{
	for (size_t c = 0; c < s->column_count; c++)
		if (s->columns[c].field == field)
			return true;
	return false;
}

/* The sheet's name; of a file with one table the file's own, without what follows its last point. */
static char *name_of(const struct workbook *w, size_t sheet, bool of_file)
{
	const char *dot = strrchr(w->name, '.');
	if (!of_file)
		return mem_strdup(w->sheets[sheet].name);
	return mem_strndup(w->name, dot ? (size_t)(dot - w->name) : strlen(w->name));
}

int plan_is_cell(struct db *db, const char *name, bool *ret, struct err *err)
{
	struct cell_id id;
	struct err own = {0};
	int r = *name ? cell_find_said(db, name, &id, &own) : ERR_NOT_FOUND;
	*ret = r == 0;
	if (r && r != ERR_NOT_FOUND && r != ERR_AMBIGUOUS && r != ERR_INVALID) {
		*err = own;
		return r;
	}
	return 0;
}

/* Do the columns and what is fixed say all that the list needs? */
static bool has_all(const struct table *t, const struct plan_sheet *s)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->columns[i].is_required && !is_said(s, (int)i) && !find(s, (int)i))
			return false;
	return true;
}

int plan_guess_cell(
	struct db *db, const struct workbook *w, struct plan *p, size_t sheet, struct err *err)
{
	const struct table *t = import_table(p->kind);
	struct plan_sheet *s = &p->sheets[sheet];
	int field = import_column(t, "cell"), r = 0;
	/* a target without a cell is the committee's own */
	if (field < 0 || p->kind == IMPORT_TARGETS || is_said(s, field))
		return 0;
	for (int of_file = 0; !r && !find(s, field) && of_file <= (w->sheet_count == 1);
		of_file++) {
		bool found = false;
		CLEANUP_FREE char *name = name_of(w, sheet, of_file);
		r = name ? plan_is_cell(db, name, &found, err) : ERR_OOM(err);
		if (!r && found)
			r = plan_fix(p, sheet, field, name, true, err);
	}
	if (!r && find(s, field) && s->head_rows && !w->sheets[sheet].is_hidden)
		s->is_used |= has_all(t, s);
	return r;
}
