#include "core/person_stream.h"

static int advance(struct person_stream *st, struct err *err)
{
	int r = db_step(st->s, err);
	st->is_over = r != 1;
	if (r == 1)
		st->id = db_int(st->s, "id");
	return r < 0 ? r : 0;
}

int person_stream_begin(struct person_stream *st, struct db_stmt *s, struct err *err)
{
	*st = (struct person_stream){.s = s};
	return advance(st, err);
}

static bool is_at(const struct person_stream *st, int64_t id)
{
	return !st->is_over && st->id == id;
}

int person_stream_seek(struct person_stream *st, int64_t id, bool *ret, struct err *err)
{
	int r = 0;
	while (!r && !st->is_over && st->id < id)
		r = advance(st, err);
	*ret = !r && is_at(st, id);
	return r;
}

int person_stream_next(struct person_stream *st, int64_t id, bool *ret, struct err *err)
{
	int r = advance(st, err);
	*ret = !r && is_at(st, id);
	return r;
}
