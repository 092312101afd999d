/* The sourcing work of the sample commune, with gaps to find. Each line of the file is a record of a book: the book's
 * code, then its values in the order of its fields; a cell by its code, a person by name, an entry of a list by its
 * code, another record by its number in the file, "*" the report in which somebody was named. A line "year" is a
 * cell's resolution with its duties and a mark per month: how many have reported. */
#include "exchange/sample_sourcing.h"

#include "base/mem.h"
#include "base/vec.h"
#include "core/book.h"
#include "db/embed.h"
#include "reader/csv.h"
#include "viet/name.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern const struct embedded sample_books[];

enum { RECORDS_MAX = 80, REPORTERS_MAX = 16 };

struct reporter {
	int64_t member, association;
};
struct report {
	int64_t cell, id;
	struct reporter by;
	char month[16]; /* "2026-11" */
};
struct loader {
	struct db *db;
	const struct act_by *by;
	struct csv_record line;
	int64_t ids[BOOK_KINDS][RECORDS_MAX];
	size_t n[BOOK_KINDS];
	struct {
		struct report *v;
		size_t n, cap;
	} reports;
};

static const char *value(const struct loader *l, size_t i)
{
	return i < l->line.n ? l->line.field[i] : "";
}

/* ---- who and what --------------------------------------------------------------------------------- */

static int find_person(struct loader *l, const char *name, int64_t *ret, struct err *err)
{
	unsigned char key[NAME_KEY_MAX];
	size_t n;
	int r = name_key(name, key, &n, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(l->db, DBQ_PERSON_BY_KEY, err);
	db_bind_blob(s, "key", key, n);
	r = db_number(s, 0, ret, err);
	return r || *ret ? r : ERR(err, ERR_NOT_FOUND, "person", "%s", name);
}

static int find_cell(struct loader *l, const char *code, int64_t *ret, struct err *err)
{
	struct cell_id id = {0};
	int r = cell_find(l->db, code, &id, err);
	*ret = id.v;
	return r;
}

static int find_term(
	struct loader *l, enum term_list list, const char *code, int64_t *ret, struct err *err)
{
	const struct book_query q = {.parent = list};
	struct book_rows terms = {0};
	int r = book_read(l->db, BOOK_TERM, &q, &terms, err);
	*ret = 0;
	for (size_t i = 0; i < terms.n; i++)
		if (strcmp(book_text(BOOK_TERM, &terms.v[i], "code"), code) == 0)
			*ret = terms.v[i].id;
	book_rows_done(&terms);
	return r || *ret ? r : ERR(err, ERR_NOT_FOUND, "term", "%s", code);
}

/* 0: it was named outside of a report. */
static int64_t find_report(const struct loader *l, const struct book_row *proposal)
{
	const char *on = book_text(BOOK_PROPOSAL, proposal, "on_date");
	int64_t cell = book_id(BOOK_PROPOSAL, proposal, "cell_id"),
		member = book_id(BOOK_PROPOSAL, proposal, "finder_id"),
		association = book_id(BOOK_PROPOSAL, proposal, "association_id");
	for (size_t i = 0; i < l->reports.n; i++) {
		const struct report *m = &l->reports.v[i];
		if (m->cell == cell && m->by.member == member && m->by.association == association &&
			strncmp(m->month, on, 7) == 0)
			return m->id;
	}
	return 0;
}

static int find_value(struct loader *l, const struct book_field *f, const struct book_row *row,
	const char *text, int64_t *ret, struct err *err)
{
	switch (f->type) {
	case BOOK_CELL:
		return find_cell(l, text, ret, err);
	case BOOK_PERSON:
	case BOOK_MEMBER:
		return find_person(l, text, ret, err);
	case BOOK_ONE_OF:
		return find_term(l, (enum term_list)f->of, text, ret, err);
	case BOOK_RECORD:
		*ret = *text == '*' ? find_report(l, row)
				    : l->ids[f->of][strtoul(text, NULL, 10) - 1];
		return 0;
	default:
		return ERR(err, ERR_INTERNAL, f->column, "%s", text);
	}
}

/* ---- records --------------------------------------------------------------------------------------- */

static bool is_looked_up(enum book_type t)
{
	return t == BOOK_CELL || t == BOOK_PERSON || t == BOOK_MEMBER || t == BOOK_ONE_OF ||
	       t == BOOK_RECORD;
}

static int save(struct loader *l, enum book_kind kind, const struct book_row *row, int64_t *ret,
	struct err *err)
{
	int r = book_save(l->db, l->by, kind, row, ret, err);
	if (!r && l->n[kind] < RECORDS_MAX)
		l->ids[kind][l->n[kind]++] = *ret;
	return r;
}

static int add_record(struct loader *l, enum book_kind kind, struct err *err)
{
	const struct book *b = book_of(kind);
	struct book_row row = {0};
	int64_t id = 0;
	int r = 0;
	for (size_t i = 0; !r && i < b->field_count; i++) {
		const struct book_field *f = &b->fields[i];
		const char *text = value(l, i + 1);
		if (!*text || !is_looked_up(f->type)) {
			r = book_set(kind, &row, f->column, text, err);
			continue;
		}
		r = find_value(l, f, &row, text, &id, err);
		if (!r)
			r = book_set_id(kind, &row, f->column, id, err);
	}
	if (!r)
		r = save(l, kind, &row, &id, err);
	book_row_done(&row);
	return r;
}

/* ---- a cell's year ---------------------------------------------------------------------------------- */

static int add_duty(
	struct loader *l, int64_t resolution, size_t position, struct reporter to, struct err *err)
{
	struct book_row row = {0};
	int64_t id;
	int r = book_set_id(BOOK_DUTY, &row, "resolution_id", resolution, err);
	if (!r)
		r = book_set_id(BOOK_DUTY, &row, "position", (int64_t)position, err);
	if (!r)
		r = book_set_id(BOOK_DUTY, &row, "person_id", to.member, err);
	if (!r)
		r = book_set_id(BOOK_DUTY, &row, "association_id", to.association, err);
	if (!r)
		r = book_set(BOOK_DUTY, &row, "find", "1", err);
	if (!r)
		r = save(l, BOOK_DUTY, &row, &id, err);
	book_row_done(&row);
	return r;
}

/* The members (";" between them) and associations (" ") of a year, each with its duty. */
static int add_duties(
	struct loader *l, int64_t resolution, struct reporter *ret, size_t *ret_n, struct err *err)
{
	static const char *const between[] = {";", " "};
	char list[600];
	size_t n = 0;
	int r = 0;
	for (size_t k = 0; k < 2; k++) {
		char *rest;
		snprintf(list, sizeof list, "%s", value(l, 5 + k));
		for (char *name = strtok_r(list, between[k], &rest);
			!r && name && n < REPORTERS_MAX; name = strtok_r(NULL, between[k], &rest)) {
			struct reporter to = {0};
			r = k ? find_term(l, TERM_ASSOCIATION, name, &to.association, err)
			      : find_person(l, name, &to.member, err);
			if (!r)
				r = add_duty(l, resolution, n + 1, to, err);
			ret[n++] = to;
		}
	}
	*ret_n = n;
	return r;
}

/* Most have nothing new. */
static const char *what_was_done(size_t k)
{
	static const char *const lines[] = {
		"Gặp gỡ hai quần chúng, chưa ai có nguyện vọng",
		"Vận động một hội viên tham gia sinh hoạt ở khu dân cư",
		"Đã nói chuyện với gia đình quần chúng",
		"Rà soát hội viên dưới 35 tuổi",
		"Giúp quần chúng viết lý lịch",
		"Mời quần chúng dự ngày hội ở ấp",
		"Giới thiệu quần chúng tham gia tổ tự quản",
		"Theo dõi quần chúng đã được phân công, tiến bộ",
	};
	return k % 7 == 3 ? lines[k / 7 % ARRAY_LEN(lines)] : NULL;
}

static int add_report(struct loader *l, int64_t cell, int year, int month, size_t k,
	struct reporter from, struct err *err)
{
	struct report m = {.cell = cell, .by = from};
	struct book_row row = {0};
	struct date received = {(short)(month < 12 ? year : year + 1),
		(signed char)(month < 12 ? month + 1 : 1), (signed char)(1 + k % 5)};
	snprintf(m.month, sizeof m.month, "%04d-%02d", year, month);
	int r = book_set_id(BOOK_MONTHLY, &row, "cell_id", cell, err);
	if (!r)
		r = book_set(BOOK_MONTHLY, &row, "month", m.month, err);
	if (!r)
		r = book_set_id(BOOK_MONTHLY, &row, "person_id", from.member, err);
	if (!r)
		r = book_set_id(BOOK_MONTHLY, &row, "association_id", from.association, err);
	if (!r)
		r = book_set(BOOK_MONTHLY, &row, "done", what_was_done(k), err);
	if (!r)
		r = book_set_date(BOOK_MONTHLY, &row, "received_on", received, err);
	if (!r)
		r = save(l, BOOK_MONTHLY, &row, &m.id, err);
	book_row_done(&row);
	return !r && !VEC_PUSH(&l->reports, m) ? ERR_OOM(err) : r;
}

/* A mark per month: "*" all have reported, a digit that many, each month others of them. */
static int add_reports(struct loader *l, int64_t cell, int year, const struct reporter *from,
	size_t n, struct err *err)
{
	const char *marks = value(l, 7);
	int r = 0;
	for (int month = 1; !r && marks[month - 1]; month++) {
		char mark = marks[month - 1];
		size_t made = mark == '*'		   ? n
			      : mark >= '0' && mark <= '9' ? (size_t)(mark - '0')
							   : 0;
		for (size_t i = 0; !r && i < made && i < n; i++) {
			size_t k = mark == '*' ? i : ((size_t)month + i) % n;
			r = add_report(l, cell, year, month,
				k + (size_t)month * 3 + (size_t)cell * 5, from[k], err);
		}
	}
	return r;
}

static int add_year(struct loader *l, struct err *err)
{
	static const char *const columns[] = {"year", "number", "on_date"};
	struct reporter reporters[REPORTERS_MAX];
	struct book_row row = {0};
	int64_t cell, id = 0;
	size_t n = 0;
	int r = find_cell(l, value(l, 1), &cell, err);
	if (!r)
		r = book_set_id(BOOK_RESOLUTION, &row, "cell_id", cell, err);
	for (size_t i = 0; !r && i < ARRAY_LEN(columns); i++)
		r = book_set(BOOK_RESOLUTION, &row, columns[i], value(l, 2 + i), err);
	if (!r)
		r = save(l, BOOK_RESOLUTION, &row, &id, err);
	book_row_done(&row);
	if (!r)
		r = add_duties(l, id, reporters, &n, err);
	int year = (int)strtol(value(l, 2), NULL, 10);
	return r ? r : add_reports(l, cell, year, reporters, n, err);
}

/* ---- the rest --------------------------------------------------------------------------------------- */

/* What a school stated for a day: all who work there, and the members among them. */
static int add_count(struct loader *l, struct err *err)
{
	struct cell_count c = {.members = -1,
		.official = -1,
		.workforce = strtol(value(l, 3), NULL, 10),
		.workforce_members = strtol(value(l, 4), NULL, 10)};
	int r = find_cell(l, value(l, 1), &c.cell.v, err);
	if (!r && !date_from_iso(value(l, 2), false, &c.as_of))
		r = ERR(err, ERR_INVALID, "as_of", "%s", value(l, 2));
	return r ? r : cell_count_save(l->db, l->by, &c, err);
}

/* Of which body somebody in charge is; of one cell also until when. */
static int add_rank(struct loader *l, struct err *err)
{
	const struct book_query all = {0};
	struct book_rows posts = {0};
	int64_t ended = 0;
	int r = *value(l, 3) ? find_cell(l, value(l, 3), &ended, err) : 0;
	if (!r)
		r = book_read(l->db, BOOK_OVERSIGHT, &all, &posts, err);
	for (size_t i = 0; !r && i < posts.n; i++) {
		struct book_row *post = &posts.v[i];
		if (strcmp(book_text(BOOK_OVERSIGHT, post, "holder"), value(l, 1)) != 0)
			continue;
		r = book_set(BOOK_OVERSIGHT, post, "rank", value(l, 2), err);
		if (!r && ended && book_id(BOOK_OVERSIGHT, post, "cell_id") == ended)
			r = book_set(BOOK_OVERSIGHT, post, "to_date", value(l, 4), err);
		if (!r)
			r = book_save(l->db, l->by, BOOK_OVERSIGHT, post, NULL, err);
	}
	book_rows_done(&posts);
	return r;
}

/* A paper from above, passed to the cells of a list. */
static int add_passed(struct loader *l, struct err *err)
{
	char list[200];
	int64_t directive = l->ids[BOOK_DIRECTIVE][strtoul(value(l, 1), NULL, 10) - 1], id = 0;
	int r = 0;
	char *rest;
	snprintf(list, sizeof list, "%s", value(l, 2));
	for (char *code = strtok_r(list, " ", &rest); !r && code;
		code = strtok_r(NULL, " ", &rest)) {
		struct book_row row = {0};
		r = find_cell(l, code, &id, err);
		if (!r)
			r = book_set_id(BOOK_DIRECTIVE_CELL, &row, "directive_id", directive, err);
		if (!r)
			r = book_set_id(BOOK_DIRECTIVE_CELL, &row, "cell_id", id, err);
		if (!r)
			r = book_set(BOOK_DIRECTIVE_CELL, &row, "passed_on", value(l, 3), err);
		if (!r)
			r = save(l, BOOK_DIRECTIVE_CELL, &row, &id, err);
		book_row_done(&row);
	}
	return r;
}

static int add_line(struct loader *l, struct err *err)
{
	static const struct {
		const char *code;
		int (*add)(struct loader *l, struct err *err);
	} others[] = {{"year", add_year}, {"count", add_count}, {"rank", add_rank},
		{"passed", add_passed}};
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		if (strcmp(value(l, 0), others[i].code) == 0)
			return others[i].add(l, err);
	for (int k = 0; k < BOOK_KINDS; k++)
		if (strcmp(value(l, 0), book_of((enum book_kind)k)->code) == 0)
			return add_record(l, (enum book_kind)k, err);
	return ERR(err, ERR_INTERNAL, "book", "%s", value(l, 0));
}

int sample_sourcing(struct db *db, const struct act_by *by, struct err *err)
{
	struct loader l = {.db = db, .by = by};
	struct csv *csv;
	int r = csv_open_memory(sample_books[0].data, sample_books[0].size, &csv, err);
	if (r)
		return r;
	bool is_heading = true;
	while ((r = csv_next(csv, &l.line, err)) == 1) {
		r = is_heading ? 0 : add_line(&l, err);
		is_heading = false;
		if (r)
			break;
	}
	csv_close(csv);
	VEC_DONE(&l.reports);
	return r;
}
