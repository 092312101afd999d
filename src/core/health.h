/* "Đúng, đủ, sạch, sống": how far the data can be relied on. Rules over what is known of one person or one cell; all of
 * the database in one pass; scores with the names behind each. Whoever has left, and whoever is neither candidate nor
 * member, is not looked at.
 *
 * The score. A person has HEALTH_MARKS marks in each dimension; every fault of that dimension takes its rule's weight
 * away, but no more than there are. The score of a dimension is what is left of all marks, in percent, rounded down: 100
 * means not one fault. A cell's own faults (its figures, its targets) count as those of one more person, in the
 * dimensions "full" and "alive". The same with the faults of one field alone is the field's score. All of it are sums
 * over people, so that the cells' make the committee's. The score of a cell is the mean of its four, "right" and "full"
 * counting three times, "clean" and "alive" twice (health_score_of_four): it can be worked out from the row on paper. A
 * fault that somebody has judged right as it is (judgement.h) costs nothing, as long as its value stays the same. */
#ifndef TN_CORE_HEALTH_H
#define TN_CORE_HEALTH_H

#include "base/vec.h"
#include "core/record.h"

enum health_side { HEALTH_RIGHT, HEALTH_FULL, HEALTH_CLEAN, HEALTH_ALIVE };
#define HEALTH_SIDES	 4
#define HEALTH_ALL_SIDES (-1)
#define HEALTH_MARKS	 10
const char *health_side_label(enum health_side s); /* N_() */

/* ---- the rules ------------------------------------------------------------------------------------ */

/* How the words of a name are written. */
struct health_letters {
	bool has_small, has_capital, begins_small, has_digit;
	int words;
};

/* What is known of one of them; texts NULL or "" are missing. Of a cell only the last part is filled in. */
struct health_facts {
	struct date today;
	const char *name, *ethnicity, *cccd, *phone, *home_place, *residence, *occupation;
	struct date birth;
	char sex;
	int education; /* enum education, 0 */
	bool youth_union;
	enum stage stage;
	struct date stage_on;
	bool is_candidate, is_member, uncovered;
	struct date joined_on, official_on;
	bool has_cell;
	struct date cell_over; /* the last day of the cell; unset: it goes on */
	const struct fact_event *events;
	size_t event_count;
	unsigned numbered;	    /* bit of an event_kind: every such event has a number */
	bool has_source;	    /* who found the person */
	const char *outside_mentor; /* of another cell, without a resolution; NULL: none */
	long undated_papers;	    /* had, and nobody knows since when */
	struct date
		heard; /* the last talk, follow-up, obstacle; events are looked at by themselves */
	bool shares_phone;

	bool is_cell;
	bool has_secretary, has_target, had_target; /* target: of this year; of the one before */
	struct date figures_on; /* for which day the number of members was stated last */

	struct health_letters letters; /* of the name: health_check looks once for all rules */
};

/* Where a fault is mended. */
enum health_mend {
	HEALTH_MEND_PERSON, /* the person's form, at `field` */
	HEALTH_MEND_EVENT,  /* the last event of the kind `event` */
	HEALTH_MEND_MENTOR,
	HEALTH_MEND_DOSSIER,
	HEALTH_MEND_PAGE, /* the person's page: something is to happen, or to be recorded */
	HEALTH_MEND_CELL, /* the cell's form */
	HEALTH_MEND_FIGURES,
	HEALTH_MEND_TARGET,
};

struct health_rule {
	const char *code; /* stored with judgements: never changed */
	enum health_side side;
	int weight;	   /* 1 to HEALTH_MARKS */
	const char *label; /* N_() */
	const char *field; /* of health_fields; a form's where it is the person's form */
	enum health_mend mend;
	enum event_kind event; /* that it is about, 0 */
	bool (*is)(const struct health_rule *r, const struct health_facts *f);
	/* What is there, which a judgement rests on: dates as ISO text; NULL: there is nothing. */
	void (*value)(const struct health_rule *r, const struct health_facts *f, struct strbuf *b);
	bool of_cell;
};
extern const struct health_rule health_rules[];
extern const size_t health_rule_count;
#define HEALTH_RULES_MAX 64
/* Index by code; health_rule_count if there is none. */
size_t health_rule_of(const char *code);
const char *health_field_label(const char *field); /* N_() */

/* The faults: indices of health_rules, in their order. */
size_t health_check(const struct health_facts *f, unsigned char ret[HEALTH_RULES_MAX]);
/* Goes on in `b` with the value as people read it. */
void health_value_add(struct strbuf *b, const char *value);

/* ---- the whole database ----------------------------------------------------------------------------- */

struct health_sum {
	long records, lost, found; /* people (and cells); marks lost; faults */
};
/* 0 to 100; -1: nobody there. */
int health_score(struct health_sum s);
/* Of the scores of the four dimensions, those of -1 left out; -1: all are. */
int health_score_of_four(const int scores[HEALTH_SIDES]);

struct health_cell {
	struct cell_id id; /* 0: people without a cell */
	struct date ends;  /* its last day; unset: it goes on */
	bool is_over;
	long people;
	struct health_sum sides[HEALTH_SIDES];
};
struct health_finding {
	int64_t person; /* 0: of the cell itself */
	unsigned cell;	/* place in `cells` */
	unsigned char rule;
	bool is_accepted;
};
struct health {
	struct date today;
	int64_t state;			     /* of the data that it was read from: health_state */
	VEC(struct health_cell) cells;	     /* in their order; "without a cell" last */
	VEC(struct health_finding) findings; /* the cells' first, then by person id */
};

/* Reads everything once over. `progress` (NULL: none) is called now and then; true stops with ERR_STOPPED. */
int health_read(struct db *db, struct date today, bool (*progress)(void *ctx, long done, long all),
	void *ctx, struct health *ret, struct err *err);
void health_done(struct health *h);
/* A number that changes when anything was saved, here or by another program. */
int64_t health_state(struct db *db, struct err *err);

/* Which faults: a cell (HEALTH_ALL_CELLS: of all), a dimension (HEALTH_ALL_SIDES), one rule (-1: all). */
#define HEALTH_ALL_CELLS (-1L)
struct health_scope {
	long cell; /* place in health.cells */
	int side;
	int rule;
	bool accepted; /* those that were judged right instead */
};
bool health_is_in(struct health_scope scope, const struct health_finding *f);
struct health_sum health_sum(const struct health *h, long cell, enum health_side side);
long health_people(const struct health *h, long cell);
/* Each rule that has faults in the scope, with the score of its field there: in the order of the rules. */
struct health_count {
	unsigned char rule;
	long found;
	int field_score;
};
size_t health_counts(const struct health *h, struct health_scope scope,
	struct health_count ret[HEALTH_RULES_MAX]);

/* What is wrong with one: his faults with their values, as the pass finds them. */
struct health_fault {
	unsigned char rule;
	bool is_accepted;
	char *value; /* NULL: none */
};
int health_of_person(struct db *db, const struct health *h, struct person_id id,
	struct health_fault **ret, size_t *ret_n, struct err *err);
void health_faults_free(struct health_fault *v, size_t n);

#endif
