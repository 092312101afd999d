/* Scores, and the faults behind them. */
#include "core/health.h"

#include <string.h>

void health_done(struct health *h)
{
	VEC_DONE(&h->cells);
	VEC_DONE(&h->findings);
}

void health_faults_free(struct health_fault *v, size_t n)
{
	for (size_t i = 0; i < n; i++)
		free(v[i].value);
	free(v);
}

int health_score(struct health_sum s)
{
	long all = s.records * HEALTH_MARKS;
	return all ? (int)((all - s.lost) * 100 / all) : -1;
}

int health_score_of_four(const int scores[HEALTH_SIDES])
{
	static const int times[HEALTH_SIDES] = {3, 3, 2, 2};
	int sum = 0, all = 0;
	for (int i = 0; i < HEALTH_SIDES; i++)
		if (scores[i] >= 0) {
			sum += times[i] * scores[i];
			all += times[i];
		}
	return all ? sum / all : -1;
}

bool health_is_in(struct health_scope scope, const struct health_finding *f)
{
	return (scope.cell == HEALTH_ALL_CELLS || (long)f->cell == scope.cell) &&
	       (scope.side == HEALTH_ALL_SIDES || (int)health_rules[f->rule].side == scope.side) &&
	       (scope.rule < 0 || f->rule == scope.rule) && f->is_accepted == scope.accepted;
}

struct health_sum health_sum(const struct health *h, long cell, enum health_side side)
{
	struct health_sum all = {0};
	for (size_t i = 0; i < h->cells.n; i++)
		if (cell == HEALTH_ALL_CELLS || (long)i == cell) {
			const struct health_sum *s = &h->cells.v[i].sides[side];
			all.records += s->records;
			all.lost += s->lost;
			all.found += s->found;
		}
	return all;
}

long health_people(const struct health *h, long cell)
{
	long n = 0;
	for (size_t i = 0; i < h->cells.n; i++)
		if (cell == HEALTH_ALL_CELLS || (long)i == cell)
			n += h->cells.v[i].people;
	return n;
}

/* ---- by field ------------------------------------------------------------------------------------------- */

/* Marks lost through each field, one record after the other: its findings stand together. */
struct tally {
	long lost[HEALTH_RULES_MAX]; /* by the first rule of the field */
	int now[HEALTH_RULES_MAX];   /* of the present record */
};

static size_t field_of(size_t rule)
{
	size_t i = 0;
	while (health_rules[i].of_cell != health_rules[rule].of_cell ||
		strcmp(health_rules[i].field, health_rules[rule].field) != 0)
		i++;
	return i;
}

static void settle(struct tally *t)
{
	for (size_t i = 0; i < health_rule_count; i++)
		t->lost[i] += t->now[i] < HEALTH_MARKS ? t->now[i] : HEALTH_MARKS;
	memset(t->now, 0, sizeof t->now);
}

static long records_of(const struct health *h, long cell, bool of_cell)
{
	long people = health_people(h, cell);
	return of_cell ? health_sum(h, cell, HEALTH_FULL).records - people : people;
}

size_t health_counts(const struct health *h, struct health_scope scope,
	struct health_count ret[HEALTH_RULES_MAX])
{
	long found[HEALTH_RULES_MAX] = {0};
	struct tally t = {0};
	const struct health_finding *before = NULL;
	size_t fields[HEALTH_RULES_MAX], n = 0;
	for (size_t i = 0; i < health_rule_count; i++)
		fields[i] = field_of(i);
	VEC_EACH (f, &h->findings) {
		if (scope.cell != HEALTH_ALL_CELLS && (long)f->cell != scope.cell)
			continue;
		if (before && (before->person != f->person || before->cell != f->cell))
			settle(&t);
		before = f;
		if (!f->is_accepted)
			t.now[fields[f->rule]] += health_rules[f->rule].weight;
		found[f->rule] += health_is_in(scope, f);
	}
	settle(&t);
	for (size_t i = 0; i < health_rule_count; i++)
		if (found[i]) {
			struct health_sum s = {
				.records = records_of(h, scope.cell, health_rules[i].of_cell),
				.lost = t.lost[fields[i]]};
			ret[n++] =
				(struct health_count){(unsigned char)i, found[i], health_score(s)};
		}
	return n;
}
