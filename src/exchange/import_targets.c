/* targets: a row is a year or a term of the committee or of a cell, with up to three targets. */
#include "exchange/verdict.h"

#include <stdio.h>
#include <string.h>

enum { YEARS, CELL, ADMISSION, CLASS, LIST, PERCENT, BASE, BASE_DATE, PAPER };

static const struct column columns[] = {
	[YEARS] = {"from_year", "Năm", "nhiem ky|nam nhiem ky", VALUE_YEARS, true},
	[CELL] = {"cell", "Chi bộ", "ten chi bo|ma chi bo", VALUE_TEXT},
	[ADMISSION] = {"count", "Chỉ tiêu kết nạp", "ket nap", VALUE_NUMBER},
	[CLASS] = {"class_count", "Chỉ tiêu học lớp", "hoc lop", VALUE_NUMBER},
	[LIST] = {"list_count", "Chỉ tiêu tạo nguồn", "tao nguon", VALUE_NUMBER},
	[PERCENT] = {"percent", "Tỷ lệ %", "ti le|ty le ket nap", VALUE_PERCENT},
	[BASE] = {"base", "Mẫu số", NULL, VALUE_NUMBER},
	[BASE_DATE] = {"base_date", "Ngày mẫu số", NULL, VALUE_DATE},
	[PAPER] = {"paper_no", "Số văn bản", "so nghi quyet|van ban", VALUE_TEXT},
};

static const struct {
	enum target_kind kind;
	int column;
} kinds[] = {{TARGET_ADMISSION, ADMISSION}, {TARGET_CLASS, CLASS}, {TARGET_LIST, LIST}};

static int set(struct import *im, int column, long *to, bool *changed, struct err *err)
{
	char was[24];
	if (!has(im, column) || *to == im->v[column].number)
		return 0;
	if (column == PERCENT)
		snprintf(was, sizeof was, "%ld,%02ld", *to / 100, *to % 100);
	else
		snprintf(was, sizeof was, "%ld", *to);
	int r = verdict_change(im, column, *to < 0 ? NULL : was, im->v[column].text, err);
	*to = im->v[column].number;
	*changed = true;
	return r;
}

static int set_admission(struct import *im, struct target *t, bool *changed, struct err *err)
{
	struct date d = im->v[BASE_DATE].date;
	int r = set(im, PERCENT, &t->percent, changed, err);
	if (!r)
		r = set(im, BASE, &t->base, changed, err);
	if (r || !date_is_set(d) || date_cmp(d, t->base_date) == 0)
		return r;
	r = verdict_change_date(im, BASE_DATE, t->base_date, d, err);
	t->base_date = d;
	*changed = true;
	return r;
}

static bool is_given(const struct import *im, size_t i)
{
	return has(im, kinds[i].column) ||
	       (kinds[i].kind == TARGET_ADMISSION &&
		       (has(im, PERCENT) || has(im, BASE) || has(im, BASE_DATE)));
}

static int bring(struct import *im, size_t i, struct cell_id cell, struct err *err)
{
	int from = (int)im->v[YEARS].number, to = (int)im->v[YEARS].second;
	struct target t = {.from_year = from,
		.to_year = to,
		.cell = cell,
		.kind = kinds[i].kind,
		.count = -1,
		.percent = -1,
		.base = -1};
	bool changed = false;
	int r = target_find(im->db, from, to, cell, kinds[i].kind, &t, err);
	bool is_new = r == ERR_NOT_FOUND;
	if (r && !is_new)
		return r;
	r = set(im, kinds[i].column, &t.count, &changed, err);
	if (!r && kinds[i].kind == TARGET_ADMISSION)
		r = set_admission(im, &t, &changed, err);
	struct target out = t;
	if (has(im, PAPER) && (!t.paper_no || strcmp(t.paper_no, im->v[PAPER].text) != 0)) {
		out.paper_no = (char *)im->v[PAPER].text;
		changed = true;
		r = r ? r : verdict_change(im, PAPER, t.paper_no, out.paper_no, err);
	}
	if (!r && changed) {
		if (im->outcome != ROW_ADDED)
			im->outcome = is_new ? ROW_ADDED : ROW_UPDATED;
		r = target_save(im->db, &im->by, &out, NULL, err);
	}
	if (r && strcmp(err->field, "count") == 0)
		im->at = kinds[i].column;
	target_done(&t);
	return r;
}

static int row(struct import *im, struct err *err)
{
	struct cell_id cell;
	int r = import_need(im, YEARS, err);
	if (!r)
		r = import_cell(im, CELL, &cell, err);
	if (!r)
		r = db_mark(im->db, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < ARRAY_LEN(kinds); i++)
		if (is_given(im, i))
			r = bring(im, i, cell, err);
	return import_mark_end(im, r, err);
}

const struct table import_targets = {.columns = columns, .n = ARRAY_LEN(columns), .row = row};
