/* Rows that stand in a table without being anybody: the head again, numbers of columns, totals, who signed. Never
 * guessed by what a name looks like alone: somebody with a birth date or a number is somebody. */
#include "exchange/plan_own.h"

#include "base/i18n.h"
#include "viet/heading.h"

#include <ctype.h>
#include <string.h>

enum { SIGNED_FIELDS = 2 };

static bool begins(const char *key, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(words[i]);
		if (strncmp(key, words[i], len) == 0 && (!key[len] || key[len] == ' '))
			return true;
	}
	return false;
}

/* "Cộng", "Tổng cộng: 25 đồng chí"; "Công" and "Tống" are family names, so the rest must be none of a name. */
static bool is_total(const char *key)
{
	static const char *const words[] = {"tong cong", "tong so", "cong danh sach",
		"danh sach nay co", "danh sach co", "tong danh sach"};
	if (begins(key, words, ARRAY_LEN(words)) || strcmp(key, "cong") == 0 ||
		strcmp(key, "tong") == 0)
		return true;
	return strncmp(key, "cong ", 5) == 0 && isdigit((unsigned char)key[5]);
}

static bool is_signature(const char *key)
{
	static const char *const words[] = {"nguoi lap", "nguoi tong hop", "nguoi ky", "t m", "tm",
		"thay mat", "k t", "kt", "bi thu", "pho bi thu", "ky ten", "ky ghi ro",
		"ky va ghi ro", "thu truong", "noi nhan", "xac nhan cua", "luu vt", "lanh dao"};
	if (begins(key, words, ARRAY_LEN(words)))
		return true;
	/* "Tiến Hưng, ngày 5 tháng 2 năm 2022" */
	const char *day = strstr(key, "ngay"), *month = strstr(key, "thang");
	return day && month && strstr(key, " nam") && month > day;
}

/* "(2)", "2", "B" under the head. */
static bool is_column_number(const char *s)
{
	size_t n = strlen(s);
	if (s[0] == '(' && n > 2 && s[n - 1] == ')')
		return strspn(s + 1, "0123456789") == n - 2;
	return strspn(s, "0123456789") == n || (n == 1 && isupper((unsigned char)*s));
}

static bool are_column_numbers(const struct plan_reader *r, const struct plan_line *line)
{
	size_t n = 0;
	for (size_t i = 0; i < r->table->n; i++) {
		if (line->value[i] && !is_column_number(line->value[i]))
			return false;
		n += line->value[i] != NULL;
	}
	return n > 1;
}

static bool is_head_again(const struct plan_reader *r, const struct plan_line *line)
{
	const struct plan_sheet *s = &r->p->sheets[r->sheet];
	size_t same = 0;
	for (size_t c = 0; c < s->column_count; c++) {
		const char *value =
			s->columns[c].field >= 0 ? line->value[s->columns[c].field] : NULL;
		const char *heading = s->columns[c].heading;
		size_t n = value ? strlen(value) : 0, all = strlen(heading);
		/* of a head of two rows either may come again */
		same += value && all >= n &&
			(strncmp(heading, value, n) == 0 || strcmp(heading + all - n, value) == 0);
	}
	return same >= 2 && same * 2 >= r->given;
}

static bool is_given(const struct plan_line *line, int field)
{
	return field >= 0 && line->value[field];
}

static int by_name(
	struct plan_reader *r, const struct plan_line *line, const char **ret, struct err *err)
{
	CLEANUP_FREE char *key = NULL;
	const char *name = line->value[r->name];
	if (are_column_numbers(r, line)) {
		*ret = N_("These are the numbers of the columns.");
		return 0;
	}
	if (is_head_again(r, line)) {
		*ret = N_("The head stands here once more.");
		return 0;
	}
	if (r->given > SIGNED_FIELDS + 2)
		return 0;
	int code = heading_key(name, &key, err);
	if (code)
		return code == ERR_INVALID ? 0 : code;
	if (is_total(key)) {
		*ret = N_("A line of totals.");
	} else if (r->given <= SIGNED_FIELDS && is_signature(key)) {
		*ret = N_("A line of those who signed.");
	} else if (r->is_past_end && r->cells == 1) {
		*ret = N_("It stands behind the end of the list.");
	}
	r->is_past_end = *ret || (r->is_past_end && r->given <= 1);
	return 0;
}

/* The first text of the row, whatever column it is in. */
static int by_any(struct plan_reader *r, const char **ret, struct err *err)
{
	const struct plan_sheet *p = &r->p->sheets[r->sheet];
	for (size_t c = 0; c < r->columns; c++) {
		CLEANUP_FREE char *key = NULL;
		const struct raw_cell *cell = &r->cell[c];
		if (cell->kind != RAW_TEXT || !cell->size)
			continue;
		strbuf_clear(&r->raw);
		int code = plan_cell_text(r->w, cell, &p->columns[c], &r->raw, NULL, err);
		if (!code)
			code = heading_key(strbuf_str(&r->raw), &key, err);
		if (code == ERR_INVALID)
			continue;
		if (code)
			return code;
		if (is_total(key) || is_signature(key)) {
			*ret = is_total(key) ? N_("A line of totals.")
					     : N_("A line of those who signed.");
			r->is_past_end = true;
			return 0;
		}
	}
	return 0;
}

int plan_skip(struct plan_reader *r, size_t row, const struct plan_line *line, const char **ret,
	struct err *err)
{
	struct date birth;
	bool is_born =
		is_given(line, r->birth) && date_from_user(line->value[r->birth], true, &birth);
	*ret = NULL;
	if (plan_is_left_out(r->p, r->sheet, row)) {
		*ret = N_("Left out by hand.");
		return 0;
	}
	if (r->name < 0 || !r->is_mapped[r->name] || is_born || is_given(line, r->cccd) ||
		is_given(line, r->phone)) {
		if (is_given(line, r->name) && are_column_numbers(r, line))
			*ret = N_("These are the numbers of the columns.");
		else if (is_given(line, r->name) && strstr(r->name_heading, line->value[r->name]) &&
			 is_head_again(r, line))
			*ret = N_("The head stands here once more.");
		return 0;
	}
	if (is_given(line, r->name))
		return by_name(r, line, ret, err);
	int code = by_any(r, ret, err);
	if (code || *ret)
		return code;
	/* a number of the row alone, the heading of a part of the list */
	if (r->p->kind != IMPORT_CELLS && (r->given <= 1 || r->is_past_end))
		*ret = N_("No name stands in this row.");
	return 0;
}
