/* What the files of undoing share: one act read from the audit, its records, and what has become of each. */
#ifndef TN_CORE_UNDO_OWN_H
#define TN_CORE_UNDO_OWN_H

#include "base/vec.h"
#include "core/undo.h"
#include "db/query/audited.h"

enum undo_table {
#define TABLE(NAME, table, names, values) TABLE_##NAME,
	AUDITED_ALL(TABLE)
#undef TABLE
		UNDO_TABLES
};

struct undo_record {
	enum undo_table table;
	int64_t id;
	int64_t last;		  /* newest change of it by the act */
	bool was_there, is_there; /* before the act, and after it */
	bool is_back;		  /* nothing to do: taken back before, or gone as it would go now */
	int why;		  /* UNDO_CHANGED … if it stays, else 0 */
	int64_t since;		  /* struct undo_kept's act */
};

/* As the audit has it; those of a record are taken back one by one, from the last, so that each state on the way is one
 * that was. */
struct undo_change {
	int64_t id;
	uint32_t record;
	bool was_there, is_there;
	bool is_same; /* wrote what was there */
};

/* Somebody whose standing may be another afterwards; as_mentor: that of those he helps, too. */
struct undo_person {
	int64_t id;
	bool as_mentor;
};

/* A record of the act that is about somebody; as_mentor: of one whom he helps. */
struct undo_about {
	int64_t person;
	uint32_t record;
	bool as_mentor;
};

struct undo {
	struct db *db;
	int64_t act;
	const struct act_by *by;
	bool is_own; /* the open act is this undo's: taken back as a whole, without marks, which cost as much as lies after them */
	VEC(struct undo_change) changes; /* from the first on */
	VEC(struct undo_record) records; /* by table and id */
	VEC(uint32_t) stay; /* records that stay, whose neighbours are still to be looked at */
	VEC(struct undo_about) about; /* by person; made when first asked for */
	VEC(struct undo_person) people;
	VEC(int64_t) cells;
	VEC(struct date) days; /* that became a working day or ceased to be one */
	bool were_current;     /* what is due, before */
	bool has_rules, has_days;
	bool is_partial; /* something stays */
	struct err *err;
};

/* An id in a record as the audit wrote it; 0: none. A quote inside a text is escaped there. */
int64_t undo_json_id(const char *json, const char *column);
struct undo_record *undo_find(struct undo *u, enum undo_table table, int64_t id);
/* UNDO_TABLES: none that is audited. */
enum undo_table undo_table_of(const char *name);
const char *undo_table_name(enum undo_table t);
/* Before and after of one change, either may be NULL; to the caller. */
int undo_read_change(
	struct undo *u, int64_t id, char **ret_before, char **ret_after, struct err *err);
/* The newest change of a record, of whatever act. */
int undo_newest(struct undo *u, enum undo_table table, int64_t id, int64_t *ret);
/* The person a record's text speaks of, 0: none. */
int undo_person_of(struct undo *u, const struct undo_record *rec, const char *json, int64_t *ret,
	struct err *err);

/* ---- undo_stay.c: what cannot be taken back -------------------------------------------------------- */
/* Of every record: has it been changed since, does something else refer to it. */
int undo_find_stay(struct undo *u);
int undo_keep(struct undo *u, struct undo_record *rec, int why, int64_t since);
/* All that the act wrote about somebody, of those he helps as well. *ret_n grows by what was not kept before. */
int undo_keep_person(struct undo *u, int64_t person, int why, size_t *ret_n);
/* What stays keeps what it rests on, its parts, and what else the act wrote about the same person: nobody is left with
 * half of it. */
int undo_spread(struct undo *u);

/* ---- undo_write.c ----------------------------------------------------------------------------------- */
/* One change back; what the database refuses is its error. */
int undo_write(struct undo *u, const struct undo_change *c, struct err *err);

/* ---- undo_follow.c ---------------------------------------------------------------------------------- */
/* What follows from the records, made anew. *ret_n: how many records must stay because what would be left contradicts a
 * rule; they are kept. */
int undo_follow(struct undo *u, size_t *ret_n);

#endif
