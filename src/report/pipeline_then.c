#include "report/pipeline_then.h"

#include "base/vec.h"

/* A statement that gives rows in the order of person ids; the present row waits for its person. */
struct stream {
	struct db_stmt *s;
	int64_t id; /* of the present row */
	bool is_over;
};

static int advance(struct stream *st, struct err *err)
{
	int r = db_step(st->s, err);
	st->is_over = r != 1;
	if (r == 1)
		st->id = db_int(st->s, "id");
	return r < 0 ? r : 0;
}

static int begin(struct db *db, enum db_query q, struct stream *ret, struct err *err)
{
	*ret = (struct stream){.s = db_begin(db, q, err)};
	return advance(ret, err);
}

/* Brings the stream to the person's rows. */
static int pass_over(struct stream *st, int64_t id, struct err *err)
{
	int r = 0;
	while (!r && !st->is_over && st->id < id)
		r = advance(st, err);
	return r;
}

typedef VEC(struct fact_event) events_of_one;

static int take_events(struct stream *st, int64_t id, events_of_one *list, struct err *err)
{
	int r = pass_over(st, id, err);
	for (list->n = 0; !r && !st->is_over && st->id == id;) {
		struct fact_event e = {
			(enum event_kind)db_int(st->s, "kind"), db_date(st->s, "on_date")};
		if (!VEC_PUSH(list, e))
			return ERR_OOM(err);
		r = advance(st, err);
	}
	return r;
}

static int take_mentors(struct stream *st, int64_t id, struct fact_person *p, struct err *err)
{
	int r = pass_over(st, id, err);
	p->is_mentored = !r && !st->is_over && st->id == id;
	p->first_mentored = p->is_mentored ? db_date(st->s, "first") : (struct date){0};
	return r;
}

/* The cell of the day, or before the first known one: that. */
static int take_cell(
	struct stream *st, int64_t id, struct date day, struct cell_id *ret, struct err *err)
{
	int r = pass_over(st, id, err);
	bool is_first = true;
	ret->v = 0;
	while (!r && !st->is_over && st->id == id) {
		struct date from = db_date(st->s, "from_date");
		if (is_first || !date_is_set(from) || date_cmp(from, day) <= 0)
			ret->v = db_int(st->s, "cell_id");
		is_first = false;
		r = advance(st, err);
	}
	return r;
}

int pipeline_then_read(struct db *db, struct date day,
	int (*each)(void *ctx, struct person_id person, struct cell_id cell, enum stage stage),
	void *ctx, struct err *err)
{
	struct stream events = {0}, mentors = {0}, cells = {0};
	events_of_one list = {0};
	int r = begin(db, DBQ_STREAM_EVENTS, &events, err);
	if (!r)
		r = begin(db, DBQ_STREAM_MENTORS, &mentors, err);
	if (!r)
		r = begin(db, DBQ_STREAM_CELLS, &cells, err);
	struct db_stmt *people = r ? NULL : db_begin(db, DBQ_STREAM_CANDIDATES, err);
	while (people && (r = db_step(people, err)) == 1) {
		int64_t id = db_int(people, "id");
		struct cell_id cell;
		struct fact_person p = {.joined = db_date(people, "joined_on"),
			.official = db_date(people, "official_on"),
			.is_listed_member = db_int(people, "is_member")};
		r = take_events(&events, id, &list, err);
		if (!r)
			r = take_mentors(&mentors, id, &p, err);
		if (!r)
			r = take_cell(&cells, id, day, &cell, err);
		if (r)
			break;
		p.events = list.v;
		p.event_count = list.n;
		struct standing st = standing_of(&p, day);
		r = st.is_candidate ? each(ctx, (struct person_id){id}, cell, st.stage) : 0;
		if (r)
			break;
	}
	db_reset(people);
	db_reset(events.s);
	db_reset(mentors.s);
	db_reset(cells.s);
	VEC_DONE(&list);
	return r;
}
