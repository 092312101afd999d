#include "exchange/verdict.h"

#include "base/i18n.h"

int verdict_row(struct import *im, size_t sheet, size_t row, struct err *err)
{
	struct row_verdict v = {.sheet = sheet, .row = row, .group = ROW_GROUP_SAME};
	im->row = im->verdicts->rows.n;
	return VEC_PUSH(&im->verdicts->rows, v) ? 0 : ERR_OOM(err);
}

static struct row_verdict *present(const struct import *im)
{
	return im->verdicts && im->row < im->verdicts->rows.n ? &im->verdicts->rows.v[im->row]
							      : NULL;
}

static int warn_twice(struct import *im, const struct row_verdict *first, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf b = {0};
	strbuf_addf(&b, _("Line %ld of this sheet is about the same person."),
		workbook_row_number(&im->verdicts->w->sheets[first->sheet], first->row));
	return b.failed || import_warn(im, -1, 0, strbuf_str(&b)) ? ERR_OOM(err) : 0;
}

int verdict_person(struct import *im, struct person_id id, struct err *err)
{
	struct row_verdict *v = present(im);
	int64_t first;
	im->person = id;
	if (!v || !id.v)
		return 0;
	v->person = id;
	if (memo_get(&im->verdicts->people, &id.v, sizeof id.v, &first)) {
		const struct row_verdict *before = &im->verdicts->rows.v[first];
		bool is_twice = im->verdicts->makes_people && (size_t)first != im->row &&
				before->sheet == v->sheet;
		if (is_twice && im->is_near)
			im->verdicts->doubtful = im->row + 1;
		return is_twice ? warn_twice(im, before, err) : 0;
	}
	return memo_put(&im->verdicts->people, &id.v, sizeof id.v, (int64_t)im->row) ? 0
										     : ERR_OOM(err);
}

static char *safe(const char *s)
{
	return s ? import_safe(s) : NULL;
}

/* A birth that is told more exactly fits both; a mark that is missing says nothing. */
static bool is_doubtful(const struct import *im, int column)
{
	enum value_kind kind = im->table->columns[column].kind;
	return im->verdicts->doubtful == im->row + 1 && kind != VALUE_BIRTH && kind != VALUE_YES;
}

int verdict_change(
	struct import *im, int column, const char *before, const char *after, struct err *err)
{
	if (!present(im))
		return 0;
	if (before && is_doubtful(im, column))
		return ERR(err, ERR_DUPLICATE, im->table->columns[column].field, "%s", before);
	struct verdict_change c = {.row = im->row,
		.order = im->verdicts->changes.n,
		.change = {.field = column, .before = safe(before), .after = safe(after)}};
	if ((!before || c.change.before) && (!after || c.change.after) &&
		VEC_PUSH(&im->verdicts->changes, c))
		return 0;
	free(c.change.before);
	free(c.change.after);
	return ERR_OOM(err);
}

int verdict_change_date(
	struct import *im, int column, struct date before, struct date after, struct err *err)
{
	char was[DATE_TEXT], is[DATE_TEXT];
	if (!present(im) || date_cmp(before, after) == 0)
		return 0;
	return verdict_change(im, column, date_is_set(before) ? date_to_user(before, was) : NULL,
		date_to_user(after, is), err);
}

void verdict_outcome(struct import *im, enum outcome o)
{
	static const enum row_group groups[] = {[ROW_SAME] = ROW_GROUP_SAME,
		[ROW_ADDED] = ROW_GROUP_NEW,
		[ROW_UPDATED] = ROW_GROUP_UPDATE};
	struct row_verdict *v = present(im);
	if (v && o != ROW_REFUSED)
		v->group = groups[o];
}

void verdict_refused(struct import *im, enum err_code code)
{
	struct row_verdict *v = present(im);
	bool is_conflict = code == ERR_AMBIGUOUS || code == ERR_DUPLICATE;
	if (v && v->group != ROW_GROUP_REFUSED)
		v->group = is_conflict ? ROW_GROUP_CONFLICT : ROW_GROUP_REFUSED;
}

void verdict_add_earlier(const struct import *im, const struct err *e, struct strbuf *b)
{
	struct row_verdict *v = present(im);
	int64_t first;
	if (!v || e->code != ERR_DUPLICATE || !im->person.v ||
		!memo_get(&im->verdicts->people, &im->person.v, sizeof im->person.v, &first) ||
		(size_t)first == im->row)
		return;
	strbuf_addc(b, ' ');
	strbuf_add(b, _("An earlier row of this file is about the same person."));
	if (im->verdicts->doubtful == im->row + 1) {
		strbuf_addc(b, ' ');
		strbuf_add(b,
			_("If this is somebody else of that name, give the birth dates of both."));
	}
}

/* By row and field, the latest first: what was tried before it was taken back. */
static int by_row(const void *a, const void *b)
{
	const struct verdict_change *x = a, *y = b;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->change.field != y->change.field)
		return x->change.field < y->change.field ? -1 : 1;
	return (x->order < y->order) - (x->order > y->order);
}

static void change_done(struct row_change *c)
{
	free(c->before);
	free(c->after);
}

/* Is it one of a row that changed something, and the last that was said of its field? */
static bool holds(const struct verdicts *v, size_t i)
{
	const struct verdict_change *c = &v->changes.v[i];
	if (v->rows.v[c->row].group != ROW_GROUP_UPDATE)
		return false;
	return !i || c[-1].row != c->row || c[-1].change.field != c->change.field;
}

static int take_changes(struct verdicts *v, struct plan_result *ret, struct err *err)
{
	size_t n = v->changes.n;
	if (!n)
		return 0;
	ret->changes = mem_alloc(n * sizeof *ret->changes);
	if (!ret->changes)
		return ERR_OOM(err);
	qsort(v->changes.v, n, sizeof *v->changes.v, by_row);
	for (size_t i = 0; i < n; i++) {
		struct row_verdict *row = &v->rows.v[v->changes.v[i].row];
		if (!holds(v, i))
			continue;
		if (!row->change_count++)
			row->change = ret->change_count;
		ret->changes[ret->change_count++] = v->changes.v[i].change;
		v->changes.v[i].change.before = v->changes.v[i].change.after = NULL;
	}
	return 0;
}

int verdicts_take(struct verdicts *v, bool is_written, struct plan_result *ret, struct err *err)
{
	int r = take_changes(v, ret, err);
	if (r)
		return r;
	for (size_t i = 0; i < ret->sum.note_count; i++) {
		struct row_verdict *row = &v->rows.v[ret->sum.notes[i].row];
		if (!row->note_count++)
			row->note = i;
	}
	VEC_EACH (row, &v->rows) {
		int64_t first;
		ret->of_group[row->group]++;
		/* who is new is nobody again where it was only tried */
		if (!is_written && v->makes_people && row->person.v &&
			memo_get(&v->people, &row->person.v, sizeof row->person.v, &first) &&
			v->rows.v[first].group == ROW_GROUP_NEW)
			row->person.v = 0;
	}
	ret->rows = v->rows.v;
	ret->row_count = v->rows.n;
	v->rows.v = NULL;
	v->rows.n = v->rows.cap = 0;
	return 0;
}

void verdicts_done(struct verdicts *v)
{
	VEC_EACH (c, &v->changes)
		change_done(&c->change);
	VEC_DONE(&v->changes);
	VEC_DONE(&v->rows);
	memo_done(&v->people);
}
