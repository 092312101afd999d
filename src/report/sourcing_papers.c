/* What associations did, who was at the cells, papers from above, briefings. */
#include "base/i18n.h"
#include "report/sourcing.h"

#include <stdlib.h>

static void bind_days(struct sourcing *s, struct db_stmt *q)
{
	db_bind_date(q, "from", s->r->q.from);
	db_bind_date(q, "to", s->r->f.as_of);
}

/* ---- associations ------------------------------------------------------------------------------------- */

enum { DID_ACTIVITIES, DID_TOOK_PART, DID_REVIEWS, DID_LOOKED_AT, DID_NOTICED, DID };
struct did {
	long n[DID];
};

/* By place in the list of associations; the last one is without. */
static size_t place_of(struct sourcing *s, struct db_stmt *q)
{
	size_t i = 0;
	while (i < s->associations.n &&
		(db_is_null(q, "association_id") ||
			s->associations.v[i].id != db_int(q, "association_id")))
		i++;
	return i;
}

static int read_did(struct sourcing *s, struct did *did)
{
	struct db_stmt *q = db_begin(s->db, DBQ_SOURCING_ACTIVITIES, s->err);
	bind_days(s, q);
	sourcing_bind_cell(q, s->r->q.cell);
	int k;
	while ((k = db_step(q, s->err)) == 1) {
		struct did *d = &did[place_of(s, q)];
		d->n[DID_ACTIVITIES] = (long)db_int(q, "n");
		d->n[DID_TOOK_PART] = (long)db_int(q, "took_part");
	}
	if (k)
		return k;
	q = db_begin(s->db, DBQ_SOURCING_REVIEWS, s->err);
	bind_days(s, q);
	sourcing_bind_cell(q, s->r->q.cell);
	while ((k = db_step(q, s->err)) == 1) {
		struct did *d = &did[place_of(s, q)];
		d->n[DID_REVIEWS] = (long)db_int(q, "n");
		d->n[DID_LOOKED_AT] = (long)db_int(q, "looked_at");
		d->n[DID_NOTICED] = (long)db_int(q, "noticed");
	}
	return k;
}

static void did_row(struct table *t, const char *name, int64_t id, const struct did *d)
{
	table_text(t, name);
	table_number(t, 0, id ? (long)id : -1);
	for (int i = 0; i < DID; i++)
		table_number(t, 0, d->n[i]);
}

int sourcing_add_associations(struct sourcing *s)
{
	static const struct table_column columns[] = {
		{N_("Association"), "name", DOC_LEFT, 1, NULL},
		{NULL, "id", DOC_LEFT, 0, NULL},
		{N_("Number"), "activities", DOC_RIGHT, 0, N_("Activities in the hamlets")},
		{N_("Took part"), "took_part", DOC_RIGHT, 0, N_("Activities in the hamlets")},
		{N_("Number"), "reviews", DOC_RIGHT, 0, N_("Reviews by associations")},
		{N_("Looked at"), "looked_at", DOC_RIGHT, 0, N_("Reviews by associations")},
		{N_("Noticed"), "noticed", DOC_RIGHT, 0, N_("Reviews by associations")},
	};
	struct did *did = mem_alloc((s->associations.n + 1) * sizeof *did), sum = {{0}};
	if (!did)
		return ERR_OOM(s->err);
	int k = read_did(s, did);
	struct table t;
	doc_heading(&s->r->doc, 1, "%s", _("What the Front and the associations did"));
	table_begin(&t, s->r, &s->j, "associations", columns, ARRAY_LEN(columns));
	for (size_t i = 0; i <= s->associations.n; i++) {
		bool has = did[i].n[DID_ACTIVITIES] || did[i].n[DID_REVIEWS];
		for (int c = 0; c < DID; c++)
			sum.n[c] += did[i].n[c];
		if (!has && (i == s->associations.n || s->associations.v[i].is_closed))
			continue;
		table_row(&t);
		did_row(&t,
			i < s->associations.n ? s->associations.v[i].name : _("Several, or none"),
			i < s->associations.n ? s->associations.v[i].id : 0, &did[i]);
	}
	table_total(&t);
	did_row(&t, _("Total"), 0, &sum);
	table_end(&t);
	free(did);
	return k;
}

/* ---- oversight ---------------------------------------------------------------------------------------- */

struct attended {
	long n, asked, done;
};

static int read_attended(struct sourcing *s, struct attended *ret)
{
	struct db_stmt *q = db_begin(s->db, DBQ_SOURCING_MEETINGS, s->err);
	bind_days(s, q);
	db_bind_date(q, "day", s->r->f.as_of);
	int k;
	while ((k = db_step(q, s->err)) == 1) {
		size_t at = cell_places_find(&s->places, (struct cell_id){db_int(q, "cell_id")});
		if (at != SIZE_MAX)
			ret[at] = (struct attended){(long)db_int(q, "n"), (long)db_int(q, "asked"),
				(long)db_int(q, "done")};
	}
	return k;
}

static int meetings_begun(struct sourcing *s, struct date *ret)
{
	struct db_stmt *q = db_begin(s->db, DBQ_SOURCING_MEETINGS_BEGUN, s->err);
	int k = db_step(q, s->err);
	if (k == 1)
		*ret = db_date(q, "begun");
	db_reset(q);
	return k < 0 ? k : 0;
}

/* Nobody of the committee was there for so long; not asked before the first attendance was ever recorded. */
static bool is_unvisited(
	struct sourcing *s, const struct cell_figures *c, struct date last, struct date begun)
{
	struct date due = visit_due_on(last, begun, s->r->f.settings.visit_months);
	return c->is_valid && date_is_set(due) && date_cmp(due, s->r->f.as_of) < 0;
}

static long add_attended(struct sourcing *s, const struct attended *attended, struct date begun)
{
	static const struct table_column columns[] = {
		{N_("Cell"), "name", DOC_LEFT, 1, NULL},
		{NULL, "code", DOC_LEFT, 0, NULL},
		{N_("In charge"), "in_charge", DOC_LEFT, 1, NULL},
		{N_("Times attended"), "attended", DOC_RIGHT, 0, NULL},
		{N_("Asked for"), "asked", DOC_RIGHT, 0, NULL},
		{N_("Done"), "done", DOC_RIGHT, 0, NULL},
		{N_("Last visit"), "last_visit", DOC_RIGHT, 0, NULL},
		{N_("Too long ago"), "unvisited", DOC_CENTRE, 0, NULL},
	};
	const struct work *w = &s->years.v[s->years.n - 1].w;
	struct attended sum = {0};
	long unvisited = 0;
	struct table t;
	table_begin(&t, s->r, &s->j, "oversight", columns, ARRAY_LEN(columns));
	for (size_t i = 0; i < s->r->f.cells.n; i++) {
		const struct cell_figures *c = &s->r->f.cells.v[i];
		const struct cell_work *work = work_of(w, c->cell.id);
		struct date last = work ? work->last_meeting : (struct date){0};
		bool is_late = is_unvisited(s, c, last, begun);
		table_row(&t);
		table_text(&t, c->cell.name);
		table_text(&t, c->cell.code);
		table_text(&t, c->cell.overseer);
		table_number(&t, 0, attended[i].n);
		table_number(&t, 0, attended[i].asked);
		table_number(&t, 0, attended[i].done);
		table_date(&t, last);
		table_yes(&t, is_late);
		unvisited += is_late;
		sum.n += attended[i].n;
		sum.asked += attended[i].asked;
		sum.done += attended[i].done;
	}
	table_total(&t);
	table_text(&t, _("Total"));
	table_skip(&t);
	table_skip(&t);
	table_number(&t, 0, sum.n);
	table_number(&t, 0, sum.asked);
	table_number(&t, 0, sum.done);
	table_end(&t);
	return unvisited;
}

int sourcing_add_oversight(struct sourcing *s)
{
	struct attended *attended = mem_alloc((s->r->f.cells.n + 1) * sizeof *attended);
	struct date begun = {0};
	if (!attended)
		return ERR_OOM(s->err);
	int k = read_attended(s, attended);
	if (!k)
		k = meetings_begun(s, &begun);
	doc_heading(&s->r->doc, 1, "%s", _("The committee at the cells"));
	long unvisited = add_attended(s, attended, begun);
	json_number(&s->j, "cells_unvisited", unvisited);
	if (s->r->f.settings.visit_months)
		doc_note(&s->r->doc,
			P_("Without a visit for %d months and more: %ld cell.",
				"Without a visit for %d months and more: %ld cells.",
				(unsigned long)unvisited),
			s->r->f.settings.visit_months, unvisited);
	free(attended);
	return k;
}

/* ---- papers ------------------------------------------------------------------------------------------- */

static int add_directives(struct sourcing *s)
{
	static const struct table_column columns[] = {
		{N_("Number of the paper"), "number", DOC_LEFT, 0, NULL},
		{N_("Date"), "date", DOC_LEFT, 0, NULL},
		{N_("Issued by"), "issuer", DOC_LEFT, 1, NULL},
		{N_("On what"), "subject", DOC_LEFT, 2, NULL},
		{N_("Passed on to cells"), "cells", DOC_RIGHT, 0, NULL},
	};
	struct db_stmt *q = db_begin(s->db, DBQ_SOURCING_DIRECTIVES, s->err);
	struct table t;
	int k;
	bind_days(s, q);
	db_bind_date(q, "day", s->r->f.as_of);
	sourcing_bind_cell(q, s->r->q.cell);
	doc_heading(&s->r->doc, 1, "%s", _("Papers from above"));
	table_begin(&t, s->r, &s->j, "directives", columns, ARRAY_LEN(columns));
	while ((k = db_step(q, s->err)) == 1) {
		table_row(&t);
		table_text(&t, db_text(q, "number"));
		table_date(&t, db_date(q, "on_date"));
		table_text(&t, db_text(q, "issuer"));
		table_text(&t, db_text(q, "subject"));
		table_number(&t, 0, (long)db_int(q, "cells"));
	}
	table_end(&t);
	return k;
}

static int add_briefings(struct sourcing *s)
{
	static const struct table_column columns[] = {
		{N_("Date"), "date", DOC_LEFT, 0, NULL},
		{N_("On what"), "subject", DOC_LEFT, 2, NULL},
		{N_("Who explained"), "speaker", DOC_LEFT, 1, NULL},
		{N_("To whom"), "audience", DOC_LEFT, 1, NULL},
		{N_("Attended"), "attended", DOC_RIGHT, 0, NULL},
	};
	struct db_stmt *q = db_begin(s->db, DBQ_SOURCING_BRIEFINGS, s->err);
	struct table t;
	int k;
	bind_days(s, q);
	sourcing_bind_cell(q, s->r->q.cell);
	doc_heading(&s->r->doc, 1, "%s", _("Briefings"));
	table_begin(&t, s->r, &s->j, "briefings", columns, ARRAY_LEN(columns));
	while ((k = db_step(q, s->err)) == 1) {
		const char *cell = report_cell_name(s->r, &s->places, db_int(q, "cell_id"));
		const char *audience = db_text(q, "audience");
		table_row(&t);
		table_date(&t, db_date(q, "on_date"));
		table_text(&t, db_text(q, "subject"));
		table_text(&t, db_text(q, "speaker"));
		table_text(&t, audience ? audience : cell);
		table_number(&t, 0, db_is_null(q, "attended") ? -1 : (long)db_int(q, "attended"));
	}
	table_end(&t);
	return k;
}

int sourcing_add_papers(struct sourcing *s)
{
	int k = add_directives(s);
	return k ? k : add_briefings(s);
}
