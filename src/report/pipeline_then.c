#include "report/pipeline_then.h"

#include "base/vec.h"
#include "core/person_stream.h"

typedef VEC(struct fact_event) events_of_one;

static int take_events(struct person_stream *st, int64_t id, events_of_one *list, struct err *err)
{
	bool has;
	int r = person_stream_seek(st, id, &has, err);
	list->n = 0;
	while (!r && has) {
		struct fact_event e = {
			(enum event_kind)db_int(st->s, "kind"), db_date(st->s, "on_date")};
		if (!VEC_PUSH(list, e))
			return ERR_OOM(err);
		r = person_stream_next(st, id, &has, err);
	}
	return r;
}

static int take_mentors(
	struct person_stream *st, int64_t id, struct fact_person *p, struct err *err)
{
	int r = person_stream_seek(st, id, &p->is_mentored, err);
	p->first_mentored = p->is_mentored ? db_date(st->s, "first") : (struct date){0};
	return r;
}

/* The cell of the day, or before the first known one: that. */
static int take_cell(
	struct person_stream *st, int64_t id, struct date day, struct cell_id *ret, struct err *err)
{
	bool has, is_first = true;
	int r = person_stream_seek(st, id, &has, err);
	ret->v = 0;
	while (!r && has) {
		struct date from = db_date(st->s, "from_date");
		if (is_first || !date_is_set(from) || date_cmp(from, day) <= 0)
			ret->v = db_int(st->s, "cell_id");
		is_first = false;
		r = person_stream_next(st, id, &has, err);
	}
	return r;
}

int pipeline_then_read(struct db *db, struct date day,
	int (*each)(void *ctx, struct person_id person, struct cell_id cell, enum stage stage),
	void *ctx, struct err *err)
{
	struct person_stream events = {0}, mentors = {0}, cells = {0};
	events_of_one list = {0};
	int r = person_stream_begin(&events, db_begin(db, DBQ_STREAM_EVENTS, err), err);
	if (!r)
		r = person_stream_begin(&mentors, db_begin(db, DBQ_STREAM_MENTORS, err), err);
	if (!r)
		r = person_stream_begin(&cells, db_begin(db, DBQ_STREAM_CELLS, err), err);
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
