/* Invented people, the same ones on every machine: what the benchmark's database and lists are made
 * of. */
#ifndef TN_TESTS_BENCH_INVENT_H
#define TN_TESTS_BENCH_INVENT_H

#include "rules/rules.h"

#include <stdint.h>

/* The day on which all of it is looked at. */
#define INVENT_TODAY ((struct date){2022, 12, 31})
enum { INVENT_EVENTS = 12, INVENT_MEAN_EVENTS = 5 };

struct inventor {
	uint64_t state;
	long made, events; /* so far */
	long people, cells;
};

struct invented {
	char name[96];
	char sex;
	struct date birth;
	long cell;				       /* 1 … cells */
	const char *ethnicity, *religion, *occupation; /* religion may be NULL */
	char cccd[32], phone[32], residence[40];
	int education, professional;
	bool is_youth, is_mentored;
	bool has_dossier; /* its papers, votes and inquiries are kept, too */
	struct fact_event events[INVENT_EVENTS];
	size_t event_count;
};

/* Weights of names, stages and dates are those of a commune's lists; after `people` people there
 * are exactly INVENT_MEAN_EVENTS times as many events. All days lie in 2001 to 2022. */
struct inventor invent_begin(uint64_t seed, long people, long cells);
void invent_person(struct inventor *v, struct invented *ret);
/* A number below n. */
uint64_t invent_below(struct inventor *v, uint64_t n);

#endif
