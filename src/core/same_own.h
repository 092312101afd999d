/* What the files that compare people share. */
#ifndef TN_CORE_SAME_OWN_H
#define TN_CORE_SAME_OWN_H

#include "base/vec.h"
#include "core/same.h"
#include "viet/name_near.h"

/* What is compared of a person, read once. Texts are numbers here: 0 is not known. */
struct same_facts {
	int64_t id, cell;
	int64_t cccd;  /* without its leading zeros */
	int64_t phone; /* as it is dialled today, without the 0 */
	struct date birth;
	char sex;
	bool cccd_is_valid; /* its digits agree with birth and sex */
	bool is_whole;	    /* the following, too */
	uint64_t residence, home_place;
	struct name_near name;
};
/* What needs no look at texts; then all of it (same_facts_done). */
void same_facts_begin(struct same_facts *f, const struct person *p);
int same_facts_make(struct same_facts *f, const struct person *p, struct err *err);
void same_facts_done(struct same_facts *f);

/* Can the two be one whatever their names and homes are? What is not asked of names first is asked of few. */
bool same_may_be(const struct same_facts *a, const struct same_facts *b);
/* Both whole. */
void same_weigh(const struct same_facts *a, const struct same_facts *b, struct same_verdict *ret);

/* ---- everybody (same_index.c) ------------------------------------------------------------------------------ */

struct same_people {
	struct same_facts *v;
	size_t n, cap;
};
/* The present row of SAME_PEOPLE; its texts live until the next step. */
struct person same_row(struct db_stmt *s);
/* `each` after every one, until it fails; NULL. */
int same_people_read(struct db *db, struct same_people *ret,
	int (*each)(void *ctx, struct err *err), void *ctx, struct err *err);
void same_people_done(struct same_people *p);

/* Whoever may be one person shares one of so many keys. */
enum { SAME_KEYS = 6 };
struct same_entry {
	uint64_t key;
	uint32_t at; /* in the people */
};
/* Those who have this key (0 … SAME_KEYS - 1), in its order; room for all of them. */
size_t same_entries(const struct same_people *people, int key, struct same_entry *ret);
/* Each pair once, the likeliest first; how many are left. */
size_t same_pairs_once(struct same_pair *v, size_t n);

/* ---- merging ------------------------------------------------------------------------------------------------ */

unsigned same_fields_better(const struct person *keep, const struct person *drop);
/* The chosen fields, and those that are empty; texts change places, so that both stay whole. */
void same_fields_take(struct person *keep, struct person *drop, unsigned take);

/* What of `drop` goes over to `keep` in an act of merging; of tables whose rows become one the rows that point at them. */
struct same_reference {
	const char *table, *column, *parent;
	enum db_query move; /* DBQ_COUNT: made anew instead */
};
extern const struct same_reference same_references[];
extern const size_t same_reference_count;

struct same_two {
	int64_t keep, drop; /* ids of rows of one table */
};
typedef VEC(struct same_two) same_twos;
/* keep_id and drop_id of every row of the statement, each of drop once. */
int same_twos_read(struct db_stmt *s, same_twos *ret, struct err *err);

/* Inside the act (same_doubles.c): of each double one is left, keep's row. */
int same_take_doubles(struct db *db, const struct same_take *take, struct err *err);
/* Inside the act, when all events are keep's: whoever was found on a day that only a list gave was found at the latest on
 * the day of the first step. */
int same_take_found(struct db *db, struct person_id keep, struct err *err);
/* Inside the act (same_rows.c): all records of `drop` become those of `keep`. */
int same_take_rows(struct db *db, struct person_id keep, struct person_id drop, struct err *err);
/* Likewise the memberships; `of_drop`: those of drop stand. What cannot stand is told in `note`. */
int same_take_cells(struct db *db, struct person_id keep, struct person_id drop, bool of_drop,
	struct strbuf *note, struct err *err);

#endif
