/* Every person with what the tables say of him, from one pass over each table in the order of ids: no query a person,
 * and no memory but for what is wrong. */
#include "core/health_own.h"

#include "base/mem.h"
#include "core/person_stream.h"

#include <stdio.h>
#include <string.h>

enum { PROGRESS_EVERY = 2000 };

enum { EVENTS, FOLLOW_UPS, VISITS, OBSTACLES, OUTSIDE, UNDATED, JUDGED, STREAMS };

struct judged {
	size_t rule;
	char *value; /* NULL: none */
};

/* Where a cell stands in health.cells. */
struct place {
	int64_t id;
	size_t at;
};

struct pass {
	struct db *db;
	struct health *h;
	const struct health
		*known; /* of one person: what is known of the others' phones; else NULL */
	struct person_stream streams[STREAMS];
	VEC(struct fact_event) events;
	VEC(struct judged) judged;
	int64_t *sharing; /* who shares a phone with somebody, by id */
	size_t sharing_count;
	VEC(struct place) places; /* of the cells, by id */
	size_t next_phone;
	char mentor[488];
	struct err *err;
	/* faults of one person go here, with their values; NULL: into h */
	int (*fault)(void *ctx, size_t rule, const char *value, bool is_accepted);
	void *ctx;
};

static int streams_begin(struct pass *p, int64_t from, int64_t to)
{
	static const enum db_query queries[STREAMS] = {[EVENTS] = DBQ_HEALTH_EVENTS,
		[FOLLOW_UPS] = DBQ_HEALTH_FOLLOW_UPS,
		[VISITS] = DBQ_HEALTH_VISITS,
		[OBSTACLES] = DBQ_HEALTH_OBSTACLES,
		[OUTSIDE] = DBQ_HEALTH_OUTSIDE,
		[UNDATED] = DBQ_HEALTH_UNDATED,
		[JUDGED] = DBQ_HEALTH_JUDGED};
	int r = 0;
	for (int i = 0; !r && i < STREAMS; i++) {
		struct db_stmt *s = db_begin(p->db, queries[i], p->err);
		db_bind_int(s, "from", from);
		db_bind_int(s, "to", to);
		r = person_stream_begin(&p->streams[i], s, p->err);
	}
	return r;
}

static void judged_clear(struct pass *p)
{
	VEC_EACH (j, &p->judged)
		free(j->value);
	p->judged.n = 0;
}

static void pass_done(struct pass *p)
{
	for (int i = 0; i < STREAMS; i++)
		db_reset(p->streams[i].s);
	judged_clear(p);
	VEC_DONE(&p->events);
	VEC_DONE(&p->judged);
	free(p->sharing);
	VEC_DONE(&p->places);
}

/* ---- what the tables say of one ----------------------------------------------------------------------- */

static int take_events(struct pass *p, struct health_facts *f, int64_t id)
{
	struct person_stream *st = &p->streams[EVENTS];
	unsigned without = 0;
	bool has;
	int r = person_stream_seek(st, id, &has, p->err);
	p->events.n = 0;
	while (!r && has) {
		struct fact_event e = {
			(enum event_kind)db_int(st->s, "kind"), db_date(st->s, "on_date")};
		if (!db_int(st->s, "has_number"))
			without |= 1U << e.kind;
		if (e.kind == EVENT_FOUND)
			f->has_source |= db_int(st->s, "has_source") != 0;
		if (event_code(e.kind) && !VEC_PUSH(&p->events, e))
			return ERR_OOM(p->err);
		r = person_stream_next(st, id, &has, p->err);
	}
	f->numbered = ~without;
	f->events = p->events.v;
	f->event_count = p->events.n;
	return r;
}

static int take_heard(struct pass *p, struct health_facts *f, int64_t id)
{
	int r = 0;
	for (int i = FOLLOW_UPS; !r && i <= OBSTACLES; i++) {
		bool has;
		r = person_stream_seek(&p->streams[i], id, &has, p->err);
		if (!r && has)
			f->heard = date_max(f->heard, db_date(p->streams[i].s, "heard"));
	}
	return r;
}

static int take_rest(struct pass *p, struct health_facts *f, int64_t id)
{
	bool has;
	int r = person_stream_seek(&p->streams[OUTSIDE], id, &has, p->err);
	if (!r && has) {
		str_fit(p->mentor, sizeof p->mentor, db_text(p->streams[OUTSIDE].s, "name"));
		f->outside_mentor = p->mentor;
	}
	if (!r)
		r = person_stream_seek(&p->streams[UNDATED], id, &has, p->err);
	if (!r && has)
		f->undated_papers = (long)db_int(p->streams[UNDATED].s, "n");
	return r;
}

static int take_judged(struct pass *p, int64_t id)
{
	struct person_stream *st = &p->streams[JUDGED];
	bool has;
	int r = person_stream_seek(st, id, &has, p->err);
	judged_clear(p);
	while (!r && has) {
		const char *value = db_text(st->s, "value");
		struct judged j = {health_rule_of(db_text(st->s, "fault")), mem_strdup(value)};
		if ((value && !j.value) || !VEC_PUSH(&p->judged, j)) {
			free(j.value);
			return ERR_OOM(p->err);
		}
		r = person_stream_next(st, id, &has, p->err);
	}
	return r;
}

static int by_cell(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	return (x->id > y->id) - (x->id < y->id);
}

/* Of a cell among all; 0, no cell, is the last place. */
static size_t cell_place(const struct pass *p, int64_t cell)
{
	struct place key = {.id = cell}, *found;
	size_t i = 0;
	if (p->known) {
		while (i + 1 < p->known->cells.n && p->known->cells.v[i].id.v != cell)
			i++;
		return i;
	}
	found = cell && p->places.n ? bsearch(&key, p->places.v, p->places.n, sizeof key, by_cell)
				    : NULL;
	return found ? found->at : p->h->cells.n - 1;
}

static bool shares_phone(struct pass *p, int64_t id)
{
	if (p->known) {
		size_t rule = health_rule_of("phone_shared");
		VEC_EACH (f, &p->known->findings)
			if (f->person == id && f->rule == rule)
				return true;
		return false;
	}
	while (p->next_phone < p->sharing_count && p->sharing[p->next_phone] < id)
		p->next_phone++;
	return p->next_phone < p->sharing_count && p->sharing[p->next_phone] == id;
}

static struct health_facts facts_of_row(const struct pass *p, struct db_stmt *s, size_t cell)
{
	const char *sex = db_text(s, "sex");
	return (struct health_facts){.today = p->h->today,
		.name = db_text(s, "full_name"),
		.ethnicity = db_text(s, "ethnicity"),
		.cccd = db_text(s, "cccd"),
		.phone = db_text(s, "phone"),
		.home_place = db_text(s, "home_place"),
		.residence = db_text(s, "residence"),
		.occupation = db_text(s, "occupation"),
		.birth = db_date(s, "birth"),
		.sex = sex ? *sex : 0,
		.education = (int)db_int(s, "education"),
		.youth_union = db_int(s, "youth_union"),
		.stage = (enum stage)db_int(s, "stage"),
		.stage_on = db_date(s, "stage_on"),
		.is_candidate = db_int(s, "is_candidate"),
		.is_member = db_int(s, "is_member"),
		.uncovered = db_int(s, "uncovered"),
		.joined_on = db_date(s, "joined_on"),
		.official_on = db_date(s, "official_on"),
		.has_cell = !db_is_null(s, "cell_id"),
		.cell_over = (p->known ? p->known : p->h)->cells.v[cell].ends};
}

/* ---- what is wrong -------------------------------------------------------------------------------------- */

static bool is_judged(const struct pass *p, size_t rule, const char *value)
{
	VEC_EACH (j, &p->judged)
		if (j->rule == rule &&
			(value && j->value ? strcmp(value, j->value) == 0 : !value && !j->value))
			return true;
	return false;
}

static int tell(struct pass *p, int64_t person, size_t cell, size_t rule, const char *value,
	int lost[HEALTH_SIDES])
{
	const struct health_rule *rule_of = &health_rules[rule];
	bool accepted = is_judged(p, rule, value);
	if (p->fault)
		return p->fault(p->ctx, rule, value, accepted) ? ERR_OOM(p->err) : 0;
	struct health_finding f = {.person = person,
		.cell = (unsigned)cell,
		.rule = (unsigned char)rule,
		.is_accepted = accepted};
	if (!accepted) {
		lost[rule_of->side] += rule_of->weight;
		p->h->cells.v[cell].sides[rule_of->side].found++;
	}
	return VEC_PUSH(&p->h->findings, f) ? 0 : ERR_OOM(p->err);
}

static int judge(struct pass *p, const struct health_facts *f, int64_t person, size_t cell)
{
	unsigned char faults[HEALTH_RULES_MAX];
	int lost[HEALTH_SIDES] = {0}, r = 0;
	struct strbuf value = {0};
	size_t n = health_check(f, faults);
	for (size_t i = 0; !r && i < n; i++) {
		const struct health_rule *rule = &health_rules[faults[i]];
		strbuf_clear(&value);
		if (rule->value)
			rule->value(rule, f, &value);
		r = value.failed ? ERR_OOM(p->err)
				 : tell(p, person, cell, faults[i],
					   rule->value ? strbuf_str(&value) : NULL, lost);
	}
	strbuf_done(&value);
	for (int i = 0; !p->fault && i < HEALTH_SIDES; i++) {
		struct health_sum *s = &p->h->cells.v[cell].sides[i];
		bool counts = !f->is_cell || i == HEALTH_FULL || i == HEALTH_ALIVE;
		s->records += counts;
		s->lost += lost[i] < HEALTH_MARKS ? lost[i] : HEALTH_MARKS;
	}
	return r;
}

static int take_person(struct pass *p, struct db_stmt *s)
{
	int64_t id = db_int(s, "id");
	size_t cell = cell_place(p, db_int(s, "cell_id"));
	struct health_facts f = facts_of_row(p, s, cell);
	int r = take_events(p, &f, id);
	if (!r)
		r = take_heard(p, &f, id);
	if (!r)
		r = take_rest(p, &f, id);
	if (!r)
		r = take_judged(p, id);
	if (r)
		return r;
	f.shares_phone = shares_phone(p, id);
	if (!p->fault)
		p->h->cells.v[cell].people++;
	return judge(p, &f, id, cell);
}

/* ---- the cells ------------------------------------------------------------------------------------------ */

static int take_cell(struct pass *p, struct db_stmt *s)
{
	struct health_cell c = {.id = {db_int(s, "id")}, .ends = db_date(s, "valid_to")};
	struct health_facts f = {.today = p->h->today,
		.is_cell = true,
		.has_secretary = db_int(s, "has_secretary"),
		.has_target = db_int(s, "has_target"),
		.had_target = db_int(s, "had_target"),
		.figures_on = db_date(s, "figures_on")};
	c.is_over = date_is_set(c.ends) && date_cmp(c.ends, p->h->today) < 0;
	struct place place = {c.id.v, p->h->cells.n};
	if (!VEC_PUSH(&p->h->cells, c) || !VEC_PUSH(&p->places, place))
		return ERR_OOM(p->err);
	return c.is_over ? 0 : judge(p, &f, 0, p->h->cells.n - 1);
}

static int take_cells(struct pass *p)
{
	struct db_stmt *s = db_begin(p->db, DBQ_HEALTH_CELLS, p->err);
	char iso[DATE_TEXT];
	int r;
	db_bind_text(s, "today", date_to_iso(p->h->today, iso));
	db_bind_int(s, "year", p->h->today.year);
	while ((r = db_step(s, p->err)) == 1 && !(r = take_cell(p, s)))
		;
	db_reset(s);
	if (p->places.n)
		qsort(p->places.v, p->places.n, sizeof *p->places.v, by_cell);
	if (!r && !VEC_PUSH(&p->h->cells, (struct health_cell){0}))
		r = ERR_OOM(p->err);
	return r;
}

/* ---- all of it ------------------------------------------------------------------------------------------ */

int64_t health_state(struct db *db, struct err *err)
{
	int64_t n = 0;
	int r = db_number(db_begin(db, DBQ_AUDIT_NEXT, err), 0, &n, err);
	return r ? r : n;
}

static int take_people(struct pass *p, int64_t from, int64_t to,
	bool (*progress)(void *ctx, long done, long all), void *ctx)
{
	struct db_stmt *s = db_begin(p->db, DBQ_HEALTH_PEOPLE, p->err);
	long n = 0;
	int r;
	db_bind_int(s, "from", from);
	db_bind_int(s, "to", to);
	while ((r = db_step(s, p->err)) == 1) {
		if (progress && ++n % PROGRESS_EVERY == 0 &&
			progress(ctx, (long)db_int(s, "id"), (long)to))
			r = ERR(p->err, ERR_STOPPED, NULL, NULL);
		else
			r = take_person(p, s);
		if (r)
			break;
	}
	db_reset(s);
	return r;
}

int health_read(struct db *db, struct date today, bool (*progress)(void *ctx, long done, long all),
	void *ctx, struct health *ret, struct err *err)
{
	struct health h = {.today = today};
	struct pass p = {.db = db, .h = &h, .err = err};
	int64_t last = 0;
	int r = db_read_begin(db, err);
	if (r)
		return r;
	h.state = health_state(db, err);
	if (h.state < 0)
		r = (int)h.state;
	if (!r)
		r = db_number(db_begin(db, DBQ_PERSON_LAST, err), 0, &last, err);
	if (!r)
		r = take_cells(&p);
	if (!r)
		r = health_sharing_phones(db, &p.sharing, &p.sharing_count, err);
	if (!r)
		r = streams_begin(&p, 0, last);
	if (!r)
		r = take_people(&p, 0, last, progress, ctx);
	pass_done(&p);
	db_read_end(db);
	if (r) {
		health_done(&h);
		return r;
	}
	*ret = h;
	return 0;
}

/* ---- one person ----------------------------------------------------------------------------------------- */

struct faults {
	VEC(struct health_fault) all;
};

static int keep_fault(void *ctx, size_t rule, const char *value, bool is_accepted)
{
	struct faults *f = ctx;
	struct health_fault one = {(unsigned char)rule, is_accepted, mem_strdup(value)};
	if ((value && !one.value) || !VEC_PUSH(&f->all, one)) {
		free(one.value);
		return ERR_NOMEM;
	}
	return 0;
}

int health_of_person(struct db *db, const struct health *h, struct person_id id,
	struct health_fault **ret, size_t *ret_n, struct err *err)
{
	struct health own = {.today = h->today};
	struct faults faults = {0};
	struct pass p = {
		.db = db, .h = &own, .known = h, .err = err, .fault = keep_fault, .ctx = &faults};
	int r = db_read_begin(db, err);
	if (r)
		return r;
	r = streams_begin(&p, id.v, id.v);
	if (!r)
		r = take_people(&p, id.v, id.v, NULL, NULL);
	pass_done(&p);
	db_read_end(db);
	health_done(&own);
	if (r) {
		health_faults_free(faults.all.v, faults.all.n);
		return r;
	}
	*ret = faults.all.v;
	*ret_n = faults.all.n;
	return 0;
}
