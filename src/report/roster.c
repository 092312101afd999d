/* Which lists there are, and as documents. */
#include "report/roster.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "report/doc_list.h"
#include "report/doc_texts.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WHO "place full_name birth sex "

const struct roster rosters[] = {
	{"sympathisers", N_("Sympathisers on the list"),
		WHO "occupation cell listed_on listed_no mentor mentor_2 assigned_on "
		    "class_on",
		ROSTER_STAGES, STAGE_LISTED, STAGE_DECISION},
	{"class", N_("Went to the class"),
		WHO "occupation cell listed_on class_no class_on class_until", ROSTER_EVENTS,
		EVENT_CLASS, 0},
	{"awaiting-cell", N_("Waiting for the cell's meeting"),
		WHO "cell papers_on papers_no class_until mentor mentor_2", ROSTER_STAGES,
		STAGE_PAPERS, STAGE_DOSSIER},
	{"awaiting-committee", N_("Waiting for the committee"),
		WHO "cell papers_on cell_vote_on cell_vote_no mentor mentor_2", ROSTER_STAGES,
		STAGE_CELL_VOTE, STAGE_CELL_VOTE},
	{"awaiting-decision", N_("Waiting for the decision"),
		WHO "cell cell_vote_on committee_on committee_no", ROSTER_STAGES, STAGE_COMMITTEE,
		STAGE_COMMITTEE},
	{"awaiting-ceremony", N_("Decided, waiting for the ceremony"),
		WHO "cell decision_no decision_on mentor mentor_2", ROSTER_STAGES, STAGE_DECISION,
		STAGE_DECISION},
	{"probation", N_("Probationary members and when they are due"),
		WHO "cell decision_no decision_on ceremony_on due_on mentor mentor_2",
		ROSTER_STAGES, STAGE_PROBATION, STAGE_PROBATION},
	{"admitted", N_("Newly admitted members"),
		WHO "home_place occupation education professional cell decision_no "
		    "decision_on ceremony_on",
		ROSTER_ADMITTED, 0, 0},
	{"recognised", N_("Recognised as official members"),
		WHO "cell decision_on ceremony_on recognised_no recognised_on", ROSTER_EVENTS,
		EVENT_RECOGNISED, 0},
	{"certificate-lapsed", N_("Class certificate lapsed"),
		WHO "cell stage class_no class_on class_until mentor", ROSTER_STAGES, STAGE_LISTED,
		STAGE_DOSSIER, .is_lapsed = true},
	{"mentors", N_("Mentors and the people they help"),
		"place by_mentor full_name birth cell stage assigned_on", ROSTER_HELPED, 0, 0},
};
const size_t roster_count = ARRAY_LEN(rosters);

const struct roster *roster_of(const char *code)
{
	for (size_t i = 0; i < roster_count; i++)
		if (strcmp(rosters[i].code, code) == 0)
			return &rosters[i];
	return NULL;
}

bool roster_has_period(const struct roster *r)
{
	return r->from == ROSTER_EVENTS || r->from == ROSTER_ADMITTED;
}

/* ---- rows of the document --------------------------------------------------------------------------- */

struct roster_rows {
	struct roster_reader *reader;
	const struct roster_column *columns[ROSTER_COLUMNS_MAX];
	size_t n;
	struct doc_texts texts;
};
_Static_assert(ROSTER_COLUMNS_MAX <= DOC_TEXTS_MAX, "a list has no more columns than a row");

static int rows_begin(void *ctx, struct err *err)
{
	struct roster_rows *r = ctx;
	return roster_rewind(r->reader, err);
}

static int rows_next(void *ctx, const struct doc_row **row, struct err *err)
{
	struct roster_rows *r = ctx;
	const struct roster_person *p;
	int k = roster_next(r->reader, &p, err);
	if (k != 1)
		return k;
	for (size_t i = 0; i < r->n; i++)
		r->columns[i]->get(p, r->columns[i]->arg, doc_texts_at(&r->texts, i));
	return doc_texts_row(&r->texts, r->n, row, err);
}

static void rows_done(void *ctx)
{
	struct roster_rows *r = ctx;
	roster_close(r->reader);
	doc_texts_done(&r->texts);
	free(r);
}

/* ---- the document ----------------------------------------------------------------------------------- */

static int choose(struct roster_rows *r, const char *codes, struct err *err)
{
	while (*codes) {
		char code[40];
		size_t n = strcspn(codes, " ,");
		if (n) {
			snprintf(code, sizeof code, "%.*s", (int)(n < 39 ? n : 39), codes);
			const struct roster_column *c = roster_column_of(code);
			if (!c || r->n == ROSTER_COLUMNS_MAX)
				return ERR(err, ERR_INVALID, "columns", "%s", code);
			r->columns[r->n++] = c;
		}
		codes += n + strspn(codes + n, " ,");
	}
	return r->n ? 0 : ERR(err, ERR_INVALID, "columns", "%s", "");
}

/* "from 01/01/2026 to 31/12/2026 · Ấp 1" */
static int put_head(struct db *db, const struct roster_request *q, struct doc *d, struct err *err)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	CLEANUP_FREE char *cell = NULL;
	int r = q->cell.v ? cell_name(db, q->cell, (struct date){0}, &cell, err) : 0;
	if (r)
		return r;
	CLEANUP_FREE char *when =
		roster_has_period(q->roster)
			? mem_printf(_("from %s to %s"), date_to_user(q->from, from),
				  date_to_user(q->to, to))
			: mem_printf(_("as of %s"), date_to_user(clock_today(), to));
	CLEANUP_FREE char *about =
		when ? mem_printf("%s%s%s", when, cell ? " · " : "", cell ? cell : "") : NULL;
	if (!about)
		return ERR_OOM(err);
	return doc_list_head(db, _(q->roster->title), about, q->user, d, err);
}

int roster_make(struct db *db, const struct roster_request *q, struct doc *ret, struct err *err)
{
	struct doc d = {0};
	struct roster_rows *rows = mem_alloc(sizeof *rows);
	if (!rows)
		return ERR_OOM(err);
	int r = choose(rows, q->columns ? q->columns : q->roster->columns, err);
	if (!r)
		r = put_head(db, q, &d, err);
	if (!r)
		r = roster_open(db, q, &rows->reader, err);
	if (r) {
		free(rows);
		doc_done(&d);
		return r;
	}
	d.is_wide = rows->n > 8;
	struct doc_table *t = doc_table(&d, "people");
	for (size_t i = 0; i < rows->n; i++) {
		doc_table_column(&d, t, NULL, _(rows->columns[i]->title), rows->columns[i]->align,
			rows->columns[i]->weight);
		doc_table_column_code(&d, t, rows->columns[i]->code);
	}
	doc_table_rows(&d, t,
		&(struct doc_rows){
			.begin = rows_begin, .next = rows_next, .done = rows_done, .ctx = rows});
	if (d.failed) {
		doc_done(&d);
		return ERR_OOM(err);
	}
	*ret = d;
	return 0;
}
