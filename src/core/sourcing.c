#include "core/sourcing.h"

#include "base/mem.h"
#include "core/act_scope.h"
#include "viet/name.h"

#include <stdio.h>
#include <string.h>

/* ---- naming somebody ---------------------------------------------------------------------------- */

int propose_parse(const char *line, char **ret_name, struct date *ret_birth, struct err *err)
{
	size_t n = strlen(line);
	struct date birth = {0};
	while (n && line[n - 1] == ' ')
		n--;
	size_t at = n;
	while (at && line[at - 1] != ' ')
		at--;
	CLEANUP_FREE char *last = mem_strndup(line + at, n - at);
	if (!last)
		return ERR_OOM(err);
	/* a last word that begins with a digit is a birth, or it is nothing */
	if (*last >= '0' && *last <= '9') {
		if (!date_from_user(last, true, &birth))
			return ERR(err, ERR_INVALID, "birth_last", "%s", last);
		n = at;
	}
	while (n && (line[n - 1] == ' ' || line[n - 1] == ','))
		n--;
	if (!n)
		return ERR(err, ERR_INVALID, "name", "%s", "");
	CLEANUP_FREE char *name = mem_strndup(line, n);
	if (!name)
		return ERR_OOM(err);
	*ret_birth = birth;
	return name_capitals(name, ret_name, err);
}

/* "Hội Phụ nữ", "Ngày hội Đại đoàn kết": what the event of being found says of its source. */
static int source_text(struct db *db, const struct proposing *p, char **ret, struct err *err)
{
	struct strbuf b = {0};
	int r = 0;
	if (p->association)
		r = book_name_add(db, &b, BOOK_TERM, p->association, err);
	if (!r && p->head) {
		strbuf_add(&b, b.len ? ", " : "");
		r = book_name_add(db, &b, BOOK_HEAD, p->head, err);
	}
	if (!r && p->activity) {
		strbuf_add(&b, b.len ? ", " : "");
		r = book_name_add(db, &b, BOOK_ACTIVITY, p->activity, err);
	}
	if (!r && b.len && !(*ret = strbuf_take(&b)))
		r = ERR_OOM(err);
	strbuf_done(&b);
	return r;
}

static int find_or_add(struct db *db, const struct act_by *by, const struct proposing *p,
	struct person_id *ret, struct err *err)
{
	CLEANUP_FREE char *source = NULL;
	int r = source_text(db, p, &source, err);
	if (r)
		return r;
	struct event found = {
		.kind = EVENT_FOUND, .on = p->on, .source = source, .finder = p->finder};
	if (!p->known.v) {
		const struct person new = {
			.full_name = (char *)(uintptr_t)p->name, .birth = p->birth};
		return candidate_add(db, by, &new, p->cell, &found, (struct date){0}, ret, err);
	}
	struct person known;
	r = person_load(db, p->known, &known, err);
	if (r)
		return r;
	bool is_found = known.is_candidate;
	if (known.is_member || stage_is_member(known.stage))
		r = ERR_RULE(err, ERR_REFUSED, RULE_PROPOSED_MEMBER, "person_id", NULL);
	person_done(&known);
	found.person = *ret = p->known;
	return r || is_found ? r : event_save(db, by, &found, false, NULL, NULL, err);
}

static int add_proposal(struct db *db, const struct act_by *by, const struct proposing *p,
	struct person_id person, struct err *err)
{
	const struct {
		const char *column;
		int64_t id;
	} ids[] = {{"person_id", person.v}, {"cell_id", p->cell.v}, {"finder_id", p->finder.v},
		{"association_id", p->association}, {"head_id", p->head}, {"report_id", p->report},
		{"activity_id", p->activity}, {"review_id", p->review}};
	struct book_row row = {0};
	int r = book_set_date(BOOK_PROPOSAL, &row, "on_date", p->on, err);
	for (size_t i = 0; !r && i < ARRAY_LEN(ids); i++)
		r = book_set_id(BOOK_PROPOSAL, &row, ids[i].column, ids[i].id, err);
	if (!r)
		r = book_set(BOOK_PROPOSAL, &row, "note", p->note, err);
	if (!r)
		r = book_save(db, by, BOOK_PROPOSAL, &row, NULL, err);
	book_row_done(&row);
	return r;
}

int propose(struct db *db, const struct act_by *by, const struct proposing *p,
	struct person_id *ret, struct err *err)
{
	struct act_scope scope;
	struct person_id person = {0};
	if (!p->known.v && (!p->name || !*p->name))
		return ERR(err, ERR_INVALID, "name", "%s", "");
	if (!p->cell.v)
		return ERR(err, ERR_INVALID, "cell_id", "%s", "");
	if (!date_is_full(p->on))
		return ERR(err, ERR_INVALID, "on_date", "%s", "");
	int r = act_enter(&scope, db, by, "proposal_add", err);
	if (r == 1)
		person.v = scope.done;
	if (!r) {
		r = find_or_add(db, by, p, &person, err);
		if (!r)
			r = add_proposal(db, by, p, person, err);
		r = act_leave(&scope, r, "person", person.v, err);
	}
	if (r >= 0 && ret)
		*ret = person;
	return r < 0 ? r : 0;
}

/* ---- for many ------------------------------------------------------------------------------------ */

static int add_duty(struct db *db, const struct act_by *by, int64_t resolution, long position,
	int64_t person, int64_t association, const char *find, struct err *err)
{
	struct book_row row = {0};
	int r = book_set_id(BOOK_DUTY, &row, "resolution_id", resolution, err);
	if (!r)
		r = book_set_id(BOOK_DUTY, &row, "position", position, err);
	if (!r)
		r = book_set_id(BOOK_DUTY, &row, "person_id", person, err);
	if (!r)
		r = book_set_id(BOOK_DUTY, &row, "association_id", association, err);
	if (!r)
		r = book_set(BOOK_DUTY, &row, "find", find, err);
	if (!r)
		r = book_save(db, by, BOOK_DUTY, &row, NULL, err);
	book_row_done(&row);
	return r;
}

static bool has_duty(const struct book_rows *rows, int64_t person, int64_t association)
{
	for (size_t i = 0; i < rows->n; i++)
		if (person ? book_id(BOOK_DUTY, &rows->v[i], "person_id") == person
			   : book_id(BOOK_DUTY, &rows->v[i], "association_id") == association)
			return true;
	return false;
}

static int officials(struct db *db, int64_t cell, int64_t **ret, size_t *ret_n, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_CELL_OFFICIALS, err);
	db_bind_int(s, "cell", cell);
	return db_read_ids(s, ret, ret_n, err);
}

static bool is_one_of(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static int duties_of(struct db *db, int64_t resolution, struct book_rows *ret, struct err *err)
{
	const struct book_query q = {.parent = resolution};
	return book_read(db, BOOK_DUTY, &q, ret, err);
}

static int add_for_members(struct db *db, const struct act_by *by, const struct book_row *row,
	const char *find, long *ret_n, struct err *err)
{
	struct book_rows duties = {0};
	CLEANUP_FREE int64_t *ids = NULL;
	size_t n = 0;
	int r = officials(db, book_id(BOOK_RESOLUTION, row, "cell_id"), &ids, &n, err);
	if (!r)
		r = duties_of(db, row->id, &duties, err);
	for (size_t i = 0; !r && i < n; i++) {
		if (has_duty(&duties, ids[i], 0))
			continue;
		r = add_duty(db, by, row->id, (long)i + 1, ids[i], 0, find, err);
		*ret_n += !r;
	}
	book_rows_done(&duties);
	return r;
}

int duties_for_members(struct db *db, const struct act_by *by, int64_t resolution, long find,
	long *ret_n, struct err *err)
{
	struct act_scope scope;
	struct book_row row = {0};
	char text[24];
	long n = 0;
	snprintf(text, sizeof text, "%ld", find);
	int r = act_enter(&scope, db, by, "duty_add", err);
	if (r)
		return r < 0 ? r : 0;
	r = book_load(db, BOOK_RESOLUTION, resolution, &row, err);
	if (!r)
		r = add_for_members(db, by, &row, text, &n, err);
	book_row_done(&row);
	r = act_leave(&scope, r, "resolution", resolution, err);
	if (!r)
		*ret_n = n;
	return r;
}

static int resolution_of(
	struct db *db, struct cell_id cell, int year, int64_t *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_RESOLUTION_OF, err);
	db_bind_int(s, "cell", cell.v);
	db_bind_int(s, "year", year);
	return db_number(s, 0, ret, err);
}

static int add_resolution(struct db *db, const struct act_by *by, struct cell_id cell, int year,
	int64_t *ret, struct err *err)
{
	struct book_row row = {0};
	int r = book_set_id(BOOK_RESOLUTION, &row, "cell_id", cell.v, err);
	if (!r)
		r = book_set_id(BOOK_RESOLUTION, &row, "year", year, err);
	if (!r)
		r = book_save(db, by, BOOK_RESOLUTION, &row, ret, err);
	book_row_done(&row);
	return r;
}

static int take_over(struct db *db, const struct act_by *by, struct cell_id cell, int64_t old,
	int64_t new, long *ret_n, struct err *err)
{
	struct book_rows from = {0}, to = {0};
	CLEANUP_FREE int64_t *ids = NULL;
	size_t n = 0;
	int r = officials(db, cell.v, &ids, &n, err);
	if (!r)
		r = duties_of(db, old, &from, err);
	if (!r)
		r = duties_of(db, new, &to, err);
	for (size_t i = 0; !r && i < from.n; i++) {
		const struct book_row *d = &from.v[i];
		int64_t person = book_id(BOOK_DUTY, d, "person_id"),
			association = book_id(BOOK_DUTY, d, "association_id");
		if (has_duty(&to, person, association) || (person && !is_one_of(ids, n, person)))
			continue;
		r = add_duty(db, by, new, (long)book_id(BOOK_DUTY, d, "position"), person,
			association, book_text(BOOK_DUTY, d, "find"), err);
		*ret_n += !r;
	}
	book_rows_done(&from);
	book_rows_done(&to);
	return r;
}

int duties_take_over(struct db *db, const struct act_by *by, struct cell_id cell, int from, int to,
	int64_t *ret_resolution, long *ret_n, struct err *err)
{
	struct act_scope scope;
	int64_t old = 0, new = 0;
	long n = 0;
	int r = act_enter(&scope, db, by, "resolution_add", err);
	if (r)
		return r < 0 ? r : 0;
	r = resolution_of(db, cell, from, &old, err);
	if (!r && !old)
		r = ERR(err, ERR_NOT_FOUND, "resolution", "%d", from);
	if (!r)
		r = resolution_of(db, cell, to, &new, err);
	if (!r && !new)
		r = add_resolution(db, by, cell, to, &new, err);
	if (!r)
		r = take_over(db, by, cell, old, new, &n, err);
	r = act_leave(&scope, r, "resolution", new, err);
	if (!r) {
		*ret_resolution = new;
		*ret_n = n;
	}
	return r;
}

static bool is_passed(const struct book_rows *rows, int64_t cell)
{
	for (size_t i = 0; i < rows->n; i++)
		if (book_id(BOOK_DIRECTIVE_CELL, &rows->v[i], "cell_id") == cell)
			return true;
	return false;
}

static int pass_to(struct db *db, const struct act_by *by, int64_t directive, int64_t cell,
	struct date on, long *ret_n, struct err *err)
{
	struct cell c;
	struct book_row row = {0};
	int r = cell_load(db, (struct cell_id){cell}, on, &c, err);
	if (r)
		return r;
	bool is_there = (!date_is_set(c.valid_from) || date_cmp(c.valid_from, on) <= 0) &&
			(!date_is_set(c.valid_to) || date_cmp(c.valid_to, on) >= 0);
	cell_done(&c);
	if (!is_there)
		return 0;
	r = book_set_id(BOOK_DIRECTIVE_CELL, &row, "directive_id", directive, err);
	if (!r)
		r = book_set_id(BOOK_DIRECTIVE_CELL, &row, "cell_id", cell, err);
	if (!r)
		r = book_set_date(BOOK_DIRECTIVE_CELL, &row, "passed_on", on, err);
	if (!r)
		r = book_save(db, by, BOOK_DIRECTIVE_CELL, &row, NULL, err);
	book_row_done(&row);
	*ret_n += !r;
	return r;
}

int directive_pass_to_all(struct db *db, const struct act_by *by, int64_t directive, struct date on,
	long *ret_n, struct err *err)
{
	const struct book_query q = {.parent = directive};
	struct book_rows passed = {0};
	struct act_scope scope;
	CLEANUP_FREE int64_t *ids = NULL;
	size_t count = 0;
	long n = 0;
	int r = act_enter(&scope, db, by, "directive_cell_add", err);
	if (r)
		return r < 0 ? r : 0;
	r = db_read_ids(db_begin(db, DBQ_CELLS_IN_ORDER, err), &ids, &count, err);
	if (!r)
		r = book_read(db, BOOK_DIRECTIVE_CELL, &q, &passed, err);
	for (size_t i = 0; !r && i < count; i++)
		if (!is_passed(&passed, ids[i]))
			r = pass_to(db, by, directive, ids[i], on, &n, err);
	book_rows_done(&passed);
	r = act_leave(&scope, r, "directive", directive, err);
	if (!r)
		*ret_n = n;
	return r;
}
