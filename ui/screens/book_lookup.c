/* Lookups of the books' forms: terms of the office's lists, records of other books, names of members. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/people.h"
#include "ui/screens/book_own.h"
#include "viet/text.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static int add_match(int64_t id, const char *label, const char *detail, const char *typed,
	struct picks *ret, struct err *err)
{
	char value[24];
	bool fits = !*typed;
	int r = fits ? 0 : text_matches(label, typed, &fits, err);
	if (r || !fits)
		return r;
	snprintf(value, sizeof value, "%" PRId64, id);
	return picks_add(ret, value, label, detail) ? ERR_OOM(err) : 0;
}

/* ---- terms ------------------------------------------------------------------------------------------ */

static int add_terms(
	void *ctx, enum term_list list, const char *typed, struct picks *ret, struct err *err)
{
	const struct book_lookup *c = ctx;
	const struct book_query q = {.parent = list};
	struct book_rows rows = {0};
	int r = book_read(c->db, BOOK_TERM, &q, &rows, err);
	for (size_t i = 0; !r && i < rows.n; i++) {
		const struct book_row *t = &rows.v[i];
		int64_t side = book_id(BOOK_TERM, t, "side");
		if (book_id(BOOK_TERM, t, "closed"))
			continue;
		r = add_match(t->id,
			term_name(book_text(BOOK_TERM, t, "code"), book_text(BOOK_TERM, t, "name")),
			side ? _(cause_side_label((enum cause_side)side)) : "", typed, ret, err);
	}
	book_rows_done(&rows);
	return r;
}

#define TERM_LOOKUP(name, list)                                                                    \
	static int name(void *ctx, const char *typed, struct picks *ret, struct err *err)          \
	{                                                                                          \
		return add_terms(ctx, list, typed, ret, err);                                      \
	}
TERM_LOOKUP(lookup_association, TERM_ASSOCIATION)
TERM_LOOKUP(lookup_obstacle, TERM_OBSTACLE)
TERM_LOOKUP(lookup_cause, TERM_CAUSE)

book_lookup_fn *lookup_term_of(enum term_list list)
{
	return list == TERM_ASSOCIATION ? lookup_association
	       : list == TERM_OBSTACLE	? lookup_obstacle
					: lookup_cause;
}

const char *lookup_term_hint(void)
{
	return _("One of the office's list, which Settings (9) keep.");
}

/* ---- records ---------------------------------------------------------------------------------------- */

static int add_records(
	void *ctx, enum book_kind kind, const char *typed, struct picks *ret, struct err *err)
{
	const struct book_lookup *c = ctx;
	const struct book_query q = {.cell = c->cell};
	struct book_rows rows = {0};
	struct strbuf name = {0}, cell = {0};
	int r = book_read(c->db, kind, &q, &rows, err);
	for (size_t i = rows.n; !r && i-- > 0;) {
		int column = book_column(kind, "cell_id");
		strbuf_clear(&name);
		strbuf_clear(&cell);
		r = book_name_add(c->db, &name, kind, rows.v[i].id, err);
		if (!r && !c->cell.v && column >= 0)
			r = book_value_add(
				c->db, &cell, kind, (size_t)column, rows.v[i].v[column], err);
		if (!r)
			r = add_match(rows.v[i].id, strbuf_str(&name), strbuf_str(&cell), typed,
				ret, err);
	}
	strbuf_done(&name);
	strbuf_done(&cell);
	book_rows_done(&rows);
	return r;
}

#define RECORD_LOOKUP(name, kind)                                                                  \
	static int name(void *ctx, const char *typed, struct picks *ret, struct err *err)          \
	{                                                                                          \
		return add_records(ctx, kind, typed, ret, err);                                    \
	}
RECORD_LOOKUP(lookup_head, BOOK_HEAD)
RECORD_LOOKUP(lookup_activity, BOOK_ACTIVITY)
RECORD_LOOKUP(lookup_review, BOOK_REVIEW)

book_lookup_fn *lookup_record_of(enum book_kind kind)
{
	static book_lookup_fn *const of[BOOK_KINDS] = {[BOOK_HEAD] = lookup_head,
		[BOOK_ACTIVITY] = lookup_activity,
		[BOOK_REVIEW] = lookup_review};
	return of[kind];
}

/* ---- names ------------------------------------------------------------------------------------------ */

int lookup_name(void *ctx, const char *typed, struct picks *ret, struct err *err)
{
	const struct book_lookup *c = ctx;
	struct person_row *rows = mem_alloc(PICKS_MAX * sizeof *rows);
	size_t n = 0;
	if (!rows)
		return ERR_OOM(err);
	int r = people_lookup(c->db, typed, true, rows, PICKS_MAX, &n, err);
	for (size_t i = 0; !r && i < n; i++) {
		CLEANUP_FREE char *cell = NULL;
		if (rows[i].cell.v)
			r = cell_name(c->db, rows[i].cell, (struct date){0}, &cell, err);
		if (!r && picks_add(ret, rows[i].name, rows[i].name,
				  cell ? cell_short_name(cell) : ""))
			r = ERR_OOM(err);
	}
	free(rows);
	return r;
}
