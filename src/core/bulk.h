/* One field of many people changed at once: first what would become of each, said by the very code that writes; then as
 * one act. */
#ifndef TN_CORE_BULK_H
#define TN_CORE_BULK_H

#include "core/act.h"

enum bulk_kind {
	BULK_TEXT,   /* the value takes the place of what is there; "" empties it */
	BULK_NUMBER, /* likewise: enum education, enum professional; "" or "0": not recorded */
	BULK_YES,    /* "1" or "" */
	BULK_CELL,   /* an id; a correction of where they are, not a move */
	BULK_ADD,    /* the value is put after what is there */
	BULK_TIDY,   /* no value: what is there is written as it should be */
};
struct bulk_field {
	const char *field, *label; /* column of person; N_() */
	enum bulk_kind kind;
};
extern const struct bulk_field bulk_fields[];
extern const size_t bulk_field_count;
/* NULL: not one that is changed in bulk. */
const struct bulk_field *bulk_field_of(const char *field);

enum bulk_state { BULK_CHANGES, BULK_SAME, BULK_REFUSED };
struct bulk_row {
	struct person_id id;
	int64_t rev;
	char *name, *before, *after; /* as people read them */
	enum bulk_state state;
	struct err why; /* of BULK_REFUSED */
	bool left_out;
};
struct bulk_plan {
	const struct bulk_field *field;
	char *value;
	struct bulk_row *rows;
	size_t n;
};
void bulk_plan_done(struct bulk_plan *p);
/* Writes nothing. A person who is gone is left out of the plan. ERR_STOPPED. */
int bulk_plan_make(struct db *db, const struct act_by *by, const struct bulk_field *field,
	const char *value, const struct person_id *ids, size_t n,
	bool (*progress)(void *ctx, long done, long all), void *ctx, struct bulk_plan *ret,
	struct err *err);
/* How many rows bulk_save would change. */
size_t bulk_changes(const struct bulk_plan *p);
/* Act "person_change_many": all rows of BULK_CHANGES that are not left out, or none. err->subject names who was refused,
 * or changed by somebody else since (ERR_CONFLICT). */
int bulk_save(struct db *db, const struct act_by *by, const struct bulk_plan *p, struct err *err);

/* A name as it should be written: one in capitals, or in small letters, gets a capital a word, and each word that begins
 * with a small letter gets one. To the caller. */
int bulk_tidy_name(const char *name, char **ret, struct err *err);

#endif
