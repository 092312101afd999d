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

static int add_people(
	struct db *db, const char *typed, bool members_only, struct picks *ret, struct err *err)
{
	struct person_row *rows = mem_alloc(PICKS_MAX * sizeof *rows);
	size_t n = 0;
	if (!rows)
		return ERR_OOM(err);
	int r = people_lookup(db, typed, members_only, rows, PICKS_MAX, &n, err);
	for (size_t i = 0; !r && i < n; i++) {
		CLEANUP_FREE char *cell = NULL;
		char value[24], detail[300], birth[DATE_TEXT];
		if (rows[i].cell.v)
			r = cell_name(db, rows[i].cell, (struct date){0}, &cell, err);
		snprintf(value, sizeof value, "%" PRId64, rows[i].id);
		snprintf(detail, sizeof detail, "%s%s%.200s%s", date_to_user(rows[i].birth, birth),
			cell ? " · " : "", cell ? cell_shortest_name(cell) : "",
			rows[i].stage == STAGE_PROBATION ? _(" · probationary") : "");
		if (!r)
			r = picks_add(ret, value, rows[i].name, detail);
	}
	free(rows);
	return r;
}

int lookup_member(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	return add_people(*(struct db **)ctx, typed, true, ret, err);
}

int lookup_person(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	return add_people(*(struct db **)ctx, typed, false, ret, err);
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
