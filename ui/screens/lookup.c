#include "ui/screens/lookup.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/people.h"
#include "viet/text.h"

#include <inttypes.h>
#include <stdio.h>

/* 1 if it is one of those that are meant, 0 if not. */
static int add_cell(struct db *db, int64_t id, const char *code, const char *typed,
	struct picks *ret, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	char value[24];
	bool by_name = !*typed, by_code = false;
	int r = cell_name(db, (struct cell_id){id}, (struct date){0}, &name, err);
	if (!r && *typed)
		r = text_matches(name, typed, &by_name, err);
	if (!r && !by_name)
		r = text_matches(code, typed, &by_code, err);
	if (r || (!by_name && !by_code))
		return r;
	snprintf(value, sizeof value, "%" PRId64, id);
	return picks_add(ret, value, cell_short_name(name), code) ? ERR_OOM(err) : 1;
}

int lookup_cell(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	struct db *db = *(struct db **)ctx;
	struct db_stmt *s = db_begin(db, DBQ_CELL_ALL, err);
	int r = 0, found = 0;
	while (found < PICKS_MAX && (r = db_step(s, err)) == 1) {
		r = add_cell(db, db_int(s, "id"), db_text(s, "code"), typed, ret, err);
		if (r < 0)
			break;
		found += r;
	}
	db_reset(s);
	return r < 0 ? r : 0;
}

static int add_person(
	struct db *db, const struct person_row *row, struct picks *ret, struct err *err)
{
	CLEANUP_FREE char *cell = NULL;
	char value[24], detail[300], birth[DATE_TEXT];
	int r = row->cell.v ? cell_name(db, row->cell, (struct date){0}, &cell, err) : 0;
	snprintf(value, sizeof value, "%" PRId64, row->id);
	snprintf(detail, sizeof detail, "%s%s%.200s%s", date_to_user(row->birth, birth),
		cell ? " · " : "", cell ? cell_shortest_name(cell) : "",
		row->stage == STAGE_PROBATION ? _(" · probationary") : "");
	return r ? r : picks_add(ret, value, row->name, detail);
}

/* Those of the query; `but` (0: nobody) is the cell whose people are there already. */
static int add_people(struct db *db, const struct people_query *q, struct cell_id but,
	size_t *found, struct picks *ret, struct err *err)
{
	struct person_row *rows = mem_alloc(PICKS_MAX * sizeof *rows);
	size_t n = 0;
	if (!rows)
		return ERR_OOM(err);
	int r = people_read(db, q, NULL, 1, PICKS_MAX, rows, &n, err);
	for (size_t i = 0; !r && i < n && *found < PICKS_MAX; i++) {
		if (but.v && rows[i].cell.v == but.v)
			continue;
		r = add_person(db, &rows[i], ret, err);
		++*found;
	}
	free(rows);
	return r;
}

int lookup_member(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	return lookup_member_near(*(struct db **)ctx, (struct cell_id){0}, typed, ret, err);
}

int lookup_member_near(
	struct db *db, struct cell_id cell, const char *typed, struct picks *ret, struct err *err)
{
	struct people_query q = {.set = PEOPLE_MEMBERS, .cell = cell, .words = typed};
	size_t found = 0;
	int r = cell.v ? add_people(db, &q, (struct cell_id){0}, &found, ret, err) : 0;
	q.cell.v = 0;
	return r ? r : add_people(db, &q, cell, &found, ret, err);
}

int lookup_person(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	struct people_query q = {.set = PEOPLE_ALL, .words = typed};
	size_t found = 0;
	return add_people(*(struct db **)ctx, &q, (struct cell_id){0}, &found, ret, err);
}

int lookup_set_cell(
	struct db *db, struct form *f, const char *field, struct cell_id cell, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	char value[24];
	if (!cell.v)
		return form_set_lookup(f, field, "", "");
	int r = cell_name(db, cell, (struct date){0}, &name, err);
	snprintf(value, sizeof value, "%" PRId64, cell.v);
	return r ? r : form_set_lookup(f, field, value, cell_short_name(name));
}
