#include "rules/vote.h"

enum vote_fault vote_check(const struct fact_vote *v)
{
	if (v->base <= 0)
		return VOTE_NO_BASE;
	if (v->present < 0 || v->yes < 0 || v->no < 0 || v->invalid < 0 || v->left_out < 0)
		return VOTE_NEGATIVE;
	if (v->present > v->base)
		return VOTE_PRESENT;
	/* one after the other: a sum of what somebody typed may overflow */
	bool is_too_many = v->yes > v->present || v->no > v->present - v->yes ||
			   v->invalid > v->present - v->yes - v->no;
	return is_too_many ? VOTE_COUNT : VOTE_FINE;
}

bool vote_passes(struct rule_fraction f, long yes, long base)
{
	if (base <= 0 || f.den <= 0)
		return false;
	return f.is_more ? f.den * yes > f.num * base : f.den * yes >= f.num * base;
}

long vote_needed(struct rule_fraction f, long base)
{
	if (base <= 0 || f.den <= 0)
		return 0;
	long whole = f.num * base;
	return f.is_more ? whole / f.den + 1 : (whole + f.den - 1) / f.den;
}

int vote_failed_rounds(const struct fact_vote *v, size_t n, enum vote_purpose purpose,
	enum vote_body body, struct rule_fraction f)
{
	int failed = 0;
	for (size_t i = 0; i < n; i++) {
		struct rule_fraction own = v[i].fraction.den ? v[i].fraction : f;
		if (v[i].purpose == purpose && v[i].body == body && own.den)
			failed = vote_passes(own, v[i].yes, v[i].base) ? 0 : failed + 1;
	}
	return failed;
}
