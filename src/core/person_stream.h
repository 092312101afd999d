/* A statement whose rows come in the order of person ids (its column "id"), read along with the people: one pass over
 * each table, no query a person. The present row waits for its person. */
#ifndef TN_CORE_PERSON_STREAM_H
#define TN_CORE_PERSON_STREAM_H

#include "db/db.h"

struct person_stream {
	struct db_stmt *s;
	int64_t id; /* of the present row */
	bool is_over;
};

/* Of a statement that is bound; it is the caller's to reset. */
int person_stream_begin(struct person_stream *st, struct db_stmt *s, struct err *err);
/* Brings the stream to the person's rows; *ret: has it any. */
int person_stream_seek(struct person_stream *st, int64_t id, bool *ret, struct err *err);
/* To the next row; *ret: it is the person's, too. */
int person_stream_next(struct person_stream *st, int64_t id, bool *ret, struct err *err);

#endif
