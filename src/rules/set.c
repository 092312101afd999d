#include "rules/set.h"

#include "rules/shipped.h"

#include <string.h>

#define FRACTION_MAX RULE_FRACTION(9, 99, 1)

static const struct {
	const char *code;
	enum rule_type type;
	long max;
} params[PARAM_COUNT] = {
	[PARAM_AGE_MIN] = {"age_min", RULE_TYPE_MONTHS, 1200},
	[PARAM_AGE_MAX] = {"age_max", RULE_TYPE_MONTHS, 1200},
	[PARAM_AGE_OVER] = {"age_over", RULE_TYPE_FLAG, 1},
	[PARAM_EDUCATION] = {"education", RULE_TYPE_CHOICE, 4},
	[PARAM_EDUCATION_AREA] = {"education_area", RULE_TYPE_CHOICE, 4},
	[PARAM_EDUCATION_ELDER] = {"education_elder", RULE_TYPE_CHOICE, 4},
	[PARAM_LISTING] = {"listing", RULE_TYPE_FLAG, 1},
	[PARAM_CLASS] = {"class", RULE_TYPE_FLAG, 1},
	[PARAM_PERMISSION] = {"permission", RULE_TYPE_FLAG, 1},
	[PARAM_INTRODUCERS] = {"introducers", RULE_TYPE_COUNT, 9},
	[PARAM_INTRODUCERS_UNION] = {"introducers_union", RULE_TYPE_COUNT, 9},
	[PARAM_MENTOR_MONTHS] = {"mentor_months", RULE_TYPE_MONTHS, 120},
	[PARAM_MENTOR_WAIVER] = {"mentor_waiver", RULE_TYPE_FLAG, 1},
	[PARAM_CERTIFICATE_MONTHS] = {"certificate_months", RULE_TYPE_MONTHS, 600},
	[PARAM_DOSSIER_MONTHS] = {"dossier_months", RULE_TYPE_MONTHS, 120},
	[PARAM_VOTE_CELL] = {"vote_cell", RULE_TYPE_FRACTION, FRACTION_MAX},
	[PARAM_VOTE_COMMITTEE] = {"vote_committee", RULE_TYPE_FRACTION, FRACTION_MAX},
	[PARAM_VOTE_DECIDE] = {"vote_decide", RULE_TYPE_FRACTION, FRACTION_MAX},
	[PARAM_VOTE_ROUNDS] = {"vote_rounds", RULE_TYPE_COUNT, 9},
	[PARAM_CHECK_CONSENT] = {"check_consent", RULE_TYPE_FLAG, 1},
	[PARAM_CHECK_HOME] = {"check_home", RULE_TYPE_WORKDAYS, 999},
	[PARAM_CHECK_ABROAD] = {"check_abroad", RULE_TYPE_WORKDAYS, 999},
	[PARAM_RECHECK] = {"recheck", RULE_TYPE_WORKDAYS, 999},
	[PARAM_SEND_UP] = {"send_up", RULE_TYPE_WORKDAYS, 999},
	[PARAM_COMMITTEE_DAYS] = {"committee_days", RULE_TYPE_WORKDAYS, 999},
	[PARAM_DECISION_DAYS] = {"decision_days", RULE_TYPE_WORKDAYS, 999},
	[PARAM_DECISION_EXTRA] = {"decision_extra", RULE_TYPE_WORKDAYS, 999},
	[PARAM_CEREMONY_DAYS] = {"ceremony_days", RULE_TYPE_WORKDAYS, 999},
	[PARAM_CEREMONY_CLOCK] = {"ceremony_clock", RULE_TYPE_CHOICE, CLOCK_ISSUED},
	[PARAM_DECLARE_DAYS] = {"declare_days", RULE_TYPE_WORKDAYS, 999},
	[PARAM_REGISTER_DAYS] = {"register_days", RULE_TYPE_WORKDAYS, 999},
	[PARAM_PROBATION_MONTHS] = {"probation_months", RULE_TYPE_MONTHS, 120},
	[PARAM_PROBATION_MENTOR] = {"probation_mentor", RULE_TYPE_FLAG, 1},
	[PARAM_RECOGNITION_CELL] = {"recognition_cell", RULE_TYPE_WORKDAYS, 999},
	[PARAM_RECOGNITION_DAYS] = {"recognition_days", RULE_TYPE_WORKDAYS, 999},
	[PARAM_RECOGNITION_EXTRA] = {"recognition_extra", RULE_TYPE_WORKDAYS, 999},
	[PARAM_FORWARD_DAYS] = {"forward_days", RULE_TYPE_WORKDAYS, 999},
	[PARAM_RECEIVER_DAYS] = {"receiver_days", RULE_TYPE_WORKDAYS, 999},
	[PARAM_MOVE_DECISION] = {"move_decision", RULE_TYPE_WORKDAYS, 999},
	[PARAM_READMIT_MONTHS] = {"readmit_months", RULE_TYPE_MONTHS, 600},
	[PARAM_READMIT_CONVICTED] = {"readmit_convicted", RULE_TYPE_MONTHS, 600},
	[PARAM_READMIT_ONCE] = {"readmit_once", RULE_TYPE_FLAG, 1},
};

bool rule_mark_is_open(enum rule_mark m)
{
	return m != MARK_READ && m != MARK_OFFICE;
}

struct rule_fraction rule_fraction(long value)
{
	struct rule_fraction f = {0};
	if (value > 0)
		f = (struct rule_fraction){
			(int)(value / 1000), (int)(value / 10 % 100), value % 10 != 0};
	return f;
}

/* ---- the shipped ones: put together once from their tables ---------------------------------------- */

static struct rule_set sets[SHIPPED_SETS];
static struct rule_paper papers[SHIPPED_SETS][SHIPPED_PAPERS];

static struct rule_set *find(const char *key)
{
	for (size_t i = 0; i < SHIPPED_SETS; i++)
		if (strcmp(sets[i].key, key) == 0)
			return &sets[i];
	return NULL;
}

/* The forms go on through all sets; what else was read of papers was read for the set that others are like. */
static void fill_papers(struct rule_paper to[SHIPPED_PAPERS], bool is_inferred)
{
	for (size_t i = 0; i < SHIPPED_PAPERS; i++) {
		to[i] = shipped_papers[i];
		if (is_inferred && strcmp(to[i].cite.document, SHIPPED_FORMS) != 0)
			to[i].cite.mark = MARK_INFERRED;
	}
}

static void fill(struct rule_set *to, const struct shipped_set *from)
{
	*to = (struct rule_set){.key = from->key,
		.number = from->number,
		.from = from->from,
		.guides = from->guides,
		.paper_count = SHIPPED_PAPERS};
	for (int p = 0; p < PARAM_COUNT; p++)
		to->values[p] =
			(struct rule_value){.value = RULE_NOT_SET, .cite.mark = MARK_INFERRED};
	for (size_t i = 0; i < from->value_count; i++)
		to->values[from->values[i].param] =
			(struct rule_value){from->values[i].value, from->values[i].cite};
}

static bool is_said(const struct shipped_set *s, enum rule_param p)
{
	for (size_t i = 0; i < s->value_count; i++)
		if (s->values[i].param == p)
			return true;
	return false;
}

static void infer(struct rule_set *to, const struct shipped_set *from)
{
	const struct rule_set *like = from->like ? find(from->like) : NULL;
	for (int p = PARAM_NONE + 1; like && p < PARAM_COUNT; p++)
		if (!is_said(from, (enum rule_param)p)) {
			to->values[p] = like->values[p];
			to->values[p].cite.mark = MARK_INFERRED;
		}
}

static void assemble(void)
{
	if (sets[0].key)
		return;
	for (size_t i = 0; i < SHIPPED_SETS; i++) {
		fill(&sets[i], &shipped_sets[i]);
		fill_papers(papers[i], shipped_sets[i].like);
		sets[i].papers = papers[i];
	}
	for (size_t i = 0; i < SHIPPED_SETS; i++)
		infer(&sets[i], &shipped_sets[i]);
}

const struct rule_set *rule_sets_shipped(size_t *ret_n)
{
	assemble();
	*ret_n = SHIPPED_SETS;
	return sets;
}

const struct rule_set *rule_set_by_key(const char *key)
{
	assemble();
	return key ? find(key) : NULL;
}

/* ---- asking --------------------------------------------------------------------------------------- */

const struct rule_set *rule_set_on(const struct rule_set *const *list, size_t n, struct date day)
{
	const struct rule_set *best = NULL;
	for (size_t i = 0; i < n; i++)
		if (date_cmp(list[i]->from, day) <= 0 &&
			(!best || date_cmp(list[i]->from, best->from) >= 0))
			best = list[i];
	return best;
}

long rule_value(const struct rule_set *set, enum rule_param p, long none)
{
	return set && set->values[p].value != RULE_NOT_SET ? set->values[p].value : none;
}

const struct rule_cite *rule_cite(const struct rule_set *set, enum rule_param p)
{
	return set && p > PARAM_NONE && p < PARAM_COUNT && set->values[p].cite.document
		       ? &set->values[p].cite
		       : NULL;
}

const struct rule_paper *rule_paper_find(const struct rule_set *set, const char *code)
{
	for (size_t i = 0; set && code && i < set->paper_count; i++)
		if (strcmp(set->papers[i].code, code) == 0)
			return &set->papers[i];
	return NULL;
}

enum rule_type rule_type(enum rule_param p)
{
	return params[p].type;
}

const char *rule_param_code(enum rule_param p)
{
	return params[p].code;
}

bool rule_param_from_code(const char *code, enum rule_param *ret)
{
	for (int p = PARAM_NONE + 1; code && p < PARAM_COUNT; p++)
		if (strcmp(params[p].code, code) == 0) {
			*ret = (enum rule_param)p;
			return true;
		}
	return false;
}

bool rule_value_is_valid(enum rule_param p, long value)
{
	if (p <= PARAM_NONE || p >= PARAM_COUNT)
		return false;
	if (value == RULE_NOT_SET)
		return true;
	switch (params[p].type) {
	case RULE_TYPE_FRACTION: {
		if (value < 0 || value > params[p].max || value % 10 > 1)
			return false;
		struct rule_fraction f = rule_fraction(value);
		/* more than all of them: nobody can */
		return f.num > 0 && (f.is_more ? f.num < f.den : f.num <= f.den);
	}
	case RULE_TYPE_CHOICE:
		return value >= 1 && value <= params[p].max;
	default:
		return value >= 0 && value <= params[p].max;
	}
}

const char *mover_code(enum mover m)
{
	static const char *const codes[MOVERS] = {
		[MOVER_CANDIDATE] = "candidate",
		[MOVER_MENTOR] = "mentor",
		[MOVER_CELL] = "cell",
		[MOVER_UNIONS] = "organisations",
		[MOVER_CENTRE] = "centre",
		[MOVER_COMMITTEE] = "committee",
		[MOVER_DECIDER] = "decider",
		[MOVER_SUPERIOR] = "superior",
		[MOVER_OTHERS] = "others",
		[MOVER_OFFICE] = "office",
		[MOVER_PROBATIONER] = "probationer",
	};
	return (int)m > 0 && (int)m < MOVERS ? codes[m] : NULL;
}
