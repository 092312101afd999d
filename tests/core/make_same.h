/* Invented people of a commune, some of whom stand in the lists twice, and others who only look like it: the same ones
 * for a seed on every machine. */
#ifndef TN_TESTS_CORE_MAKE_SAME_H
#define TN_TESTS_CORE_MAKE_SAME_H

#include "core/same.h"

enum made_kind {
	MADE_MARKS,    /* the marks are lost */
	MADE_SPELLING, /* tone elsewhere, i for y, capitals, blanks, full-width letters, NFD */
	MADE_INITIALS,
	MADE_SLIP,   /* a letter other, missing, doubled or turned */
	MADE_TURNED, /* two words of the name */
	MADE_SHORT,  /* a word of the name is missing */
	MADE_BIRTH_TURNED,
	MADE_BIRTH_YEAR,
	MADE_CCCD,  /* one digit of the number */
	MADE_PHONE, /* the phone, a name with a slip, no birth */
	MADE_KINDS
};

struct made_twice {
	struct person_id a, b; /* a.v < b.v */
	enum made_kind kind;
};

enum made_alike {
	ALIKE_NAME,  /* the same name, another birth; some in one cell or of one year */
	ALIKE_CHILD, /* a father and a son of one home, phone and cell, whose names are near */
	ALIKE_TWINS, /* one birth, home, phone and cell; names of one pattern */
	ALIKE_KINDS
};

struct made_pair {
	struct person_id a, b;
	enum made_alike kind;
};

struct made {
	struct made_twice *twice;
	size_t twice_count;
	struct made_pair *alike;
	size_t alike_count;
};
/* `people` records, of whom `twice` stand there twice (as many of each kind). Fails the test on an error. */
void make_same(struct db *db, uint64_t seed, size_t people, size_t twice, struct made *ret);
void made_done(struct made *m);

/* How all pairs of the database answer it. */
struct made_score {
	size_t planted[MADE_KINDS], found[MADE_KINDS];
	size_t shown, right;		 /* pairs */
	size_t by_level[4], right_of[4]; /* the same by enum same_level */
};
void made_score(
	const struct made *m, const struct same_pair *pairs, size_t n, struct made_score *ret);
bool made_is_twice(const struct made *m, const struct same_pair *p);

#endif
