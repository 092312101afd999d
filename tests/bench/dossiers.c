#include "dossiers.h"

#include "base/mem.h"
#include "bench.h"
#include "rules/dossier.h"

#include <string.h>

struct dossiers {
	sqlite3 *h;
	struct inventor *v;
	sqlite3_stmt *dossier, *paper, *vote, *inquiry;
	const struct rule_set *sets[16]; /* the latest editions, by day */
	size_t set_count;
};

struct dossiers *dossiers_begin(sqlite3 *h, struct inventor *v)
{
	struct dossiers *d = mem_alloc(sizeof *d);
	size_t n;
	const struct rule_set *shipped = rule_sets_shipped(&n);
	if (!d || n > ARRAY_LEN(d->sets))
		bench_die("memory", NULL);
	d->h = h;
	d->v = v;
	for (size_t i = 0; i < n; i++)
		d->sets[d->set_count++] = &shipped[i];
	d->dossier = bench_prepare(h,
		"INSERT INTO dossier (id, person_id, began_on, frozen_on, rule_shipped) "
		"VALUES (?1, ?1, ?2, ?2, ?3)");
	d->paper = bench_prepare(h, "INSERT INTO paper (dossier_id, code, state, on_date, kept_at) "
				    "VALUES (?1, ?2, ?3, ?4, 'Tủ 2')");
	d->vote = bench_prepare(h,
		"INSERT INTO vote (dossier_id, purpose, body, round, on_date, base, present, yes, "
		"no, is_secret) VALUES (?1, ?2, ?3, ?4, ?5, 20, 18, ?6, 18 - ?6, 0)");
	d->inquiry = bench_prepare(h,
		"INSERT INTO inquiry (dossier_id, sent_to, sent_on, answered_on, conclusion) "
		"VALUES (?1, 'Đảng ủy xã bên', ?2, ?3, iif (?3 IS NULL, NULL, 1))");
	return d;
}

void dossiers_end(struct dossiers *d)
{
	sqlite3_finalize(d->dossier);
	sqlite3_finalize(d->paper);
	sqlite3_finalize(d->vote);
	sqlite3_finalize(d->inquiry);
	free(d);
}

static void bind_date(sqlite3_stmt *s, int i, struct date on)
{
	char text[DATE_TEXT];
	if (date_is_set(on))
		sqlite3_bind_text(s, i, date_to_iso(on, text), -1, SQLITE_TRANSIENT);
}

static void run(struct dossiers *d, sqlite3_stmt *s)
{
	if (sqlite3_step(s) != SQLITE_DONE)
		bench_die(sqlite3_sql(s), sqlite3_errmsg(d->h));
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
}

static struct date day_of(const struct invented *p, enum event_kind kind)
{
	for (size_t i = 0; i < p->event_count; i++)
		if (p->events[i].kind == kind)
			return p->events[i].on;
	return (struct date){0};
}

/* What must be there before the cell's meeting: all of it once the dossier is compiled, before that some. */
static void add_papers(struct dossiers *d, int64_t id, const struct invented *p,
	const struct rule_set *set, struct date began)
{
	bool is_compiled = date_is_set(day_of(p, EVENT_DOSSIER));
	for (size_t i = 0; i < set->paper_count; i++) {
		const struct rule_paper *paper = &set->papers[i];
		if (paper->step != PAPER_STEP_PAPERS || paper->need != PAPER_ALL || paper->event)
			continue;
		uint64_t luck = invent_below(d->v, 10);
		if (!is_compiled && luck >= 7)
			continue; /* missing */
		bool is_asked = !is_compiled && luck >= 5;
		sqlite3_bind_int64(d->paper, 1, id);
		sqlite3_bind_text(d->paper, 2, paper->code, -1, SQLITE_STATIC);
		sqlite3_bind_int(d->paper, 3, is_asked ? PAPER_ASKED : PAPER_IN_HAND);
		bind_date(d->paper, 4, date_add_days(began, (long)luck));
		run(d, d->paper);
	}
}

static void add_inquiry(struct dossiers *d, int64_t id, const struct invented *p, struct date began)
{
	struct date sent = date_add_days(began, 3 + (long)invent_below(d->v, 5));
	struct date compiled = day_of(p, EVENT_DOSSIER);
	sqlite3_bind_int64(d->inquiry, 1, id);
	bind_date(d->inquiry, 2, sent);
	if (date_is_set(compiled))
		bind_date(d->inquiry, 3, date_max(sent, compiled));
	run(d, d->inquiry);
}

static void add_vote(
	struct dossiers *d, int64_t id, enum vote_body body, int round, long yes, struct date on)
{
	sqlite3_bind_int64(d->vote, 1, id);
	sqlite3_bind_int(d->vote, 2, VOTE_ADMISSION);
	sqlite3_bind_int(d->vote, 3, (int)body);
	sqlite3_bind_int(d->vote, 4, round);
	bind_date(d->vote, 5, on);
	sqlite3_bind_int64(d->vote, 6, yes);
	run(d, d->vote);
}

/* One in ten passes the cell in the second round only. */
static void add_votes(struct dossiers *d, int64_t id, const struct invented *p)
{
	struct date cell = day_of(p, EVENT_CELL_VOTE), committee = day_of(p, EVENT_COMMITTEE);
	bool has_failed = invent_below(d->v, 10) == 0;
	if (!date_is_set(cell))
		return;
	if (has_failed)
		add_vote(d, id, VOTE_CELL, 1, 10, date_add_days(cell, -7));
	add_vote(d, id, VOTE_CELL, 1 + has_failed, 17, cell);
	if (date_is_set(committee))
		add_vote(d, id, VOTE_COMMITTEE, 1, 17, committee);
}

void dossiers_add(struct dossiers *d, int64_t person, const struct invented *p)
{
	struct date began = day_of(p, EVENT_PAPERS);
	const struct rule_set *set = rule_set_on(d->sets, d->set_count, began);
	if (!set)
		bench_die("no rule set", NULL);
	sqlite3_bind_int64(d->dossier, 1, person);
	bind_date(d->dossier, 2, began);
	sqlite3_bind_text(d->dossier, 3, set->key, -1, SQLITE_STATIC);
	run(d, d->dossier);
	add_papers(d, person, p, set, began);
	add_inquiry(d, person, p, began);
	add_votes(d, person, p);
}
