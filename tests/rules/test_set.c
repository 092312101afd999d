#include "rules_test.h"

#include "rules/set.h"

#define NOT_SET		    RULE_NOT_SET
#define AT_LEAST(num, den)  RULE_FRACTION(num, den, 0)
#define MORE_THAN(num, den) RULE_FRACTION(num, den, 1)

static const struct rule_set *shipped(const char *key)
{
	const struct rule_set *s = rule_set_by_key(key);
	if (!s)
		fail_msg("no set %s", key);
	return s;
}

/* ---- which set ---------------------------------------------------------------------------------------- */

static void test_in_force(void **state)
{
	static const struct {
		const char *day, *number;
	} t[] = {
		{"2016-07-25", NULL},
		{"2021-07-29", NULL},
		{"2021-07-30", "24-QĐ/TW"},
		{"2025-01-19", "24-QĐ/TW"},
		{"2025-01-20", "232-QĐ/TW"},
		{"2025-06-30", "232-QĐ/TW"}, /* 294-QĐ/TW is of 26/5/2025, in force from 1/7/2025 */
		{"2025-07-01", "294-QĐ/TW"},
		{"2026-04-08", "294-QĐ/TW"}, /* of 20-QĐ/TW nothing is known: no set of its own */
		{"2026-07-25", "294-QĐ/TW"},
		{"2026-07-26", "208-QĐ/TW"},
		{"2027-12-31", "208-QĐ/TW"},
	};
	const struct rule_set *list[8];
	size_t n;
	const struct rule_set *all = rule_sets_shipped(&n);
	(void)state;
	assert_int_equal(n, 4);
	/* in any order */
	for (size_t i = 0; i < n; i++)
		list[n - 1 - i] = &all[i];
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		const struct rule_set *s = rule_set_on(list, n, day(t[i].day));
		if (t[i].number)
			assert_string_equal(s ? s->number : "none", t[i].number);
		else
			assert_null(s);
	}
	assert_null(rule_set_on(list, 0, day("2026-07-26")));
}

/* Of two with one day the later in the array: the office's own after the shipped, a new edition after the old. */
static void test_same_day(void **state)
{
	struct rule_set own = {.key = "own/12", .number = "208-QĐ/TW", .from = {2026, 7, 26}};
	const struct rule_set *list[] = {shipped("208-QĐ/TW#1"), &own};
	(void)state;
	assert_ptr_equal(rule_set_on(list, 2, day("2026-07-26")), &own);
}

static void test_keys(void **state)
{
	size_t n;
	const struct rule_set *all = rule_sets_shipped(&n);
	(void)state;
	for (size_t i = 0; i < n; i++) {
		assert_ptr_equal(rule_set_by_key(all[i].key), &all[i]);
		assert_int_equal(strncmp(all[i].key, all[i].number, strlen(all[i].number)), 0);
		if (i)
			assert_true(date_cmp(all[i - 1].from, all[i].from) < 0);
	}
	assert_null(rule_set_by_key("20-QĐ/TW#1"));
	assert_null(rule_set_by_key(NULL));
}

/* ---- the figures ---------------------------------------------------------------------------------------- */

struct figure {
	enum rule_param param;
	long value;
	const char *document, *point; /* of the document that is cited; "": none */
	enum rule_mark mark;
};

#define IN_294	  "294-QĐ/TW"
#define IN_06	  "06-HD/TW"
#define PROVINCE  "Hướng dẫn của Ban Tổ chức Thành ủy Hà Nội, tháng 11/2025"
#define CHARTER_5 "Điều 5 Điều lệ Đảng"

/* Read in full, but for what is of a province. */
static const struct figure figures_294[] = {
	{PARAM_AGE_MIN, 216, IN_294, "1.1", MARK_READ},
	{PARAM_AGE_MAX, 720, IN_294, "1.1", MARK_READ},
	{PARAM_AGE_OVER, 1, IN_06, "1.1", MARK_READ},
	{PARAM_EDUCATION, 3, IN_294, "", MARK_READ},
	{PARAM_EDUCATION_AREA, 2, IN_06, "1.2", MARK_READ},
	{PARAM_EDUCATION_ELDER, 1, IN_06, "1.2", MARK_READ},
	{PARAM_LISTING, 1, "38-HD/BTCTW", "I.1.1", MARK_READ},
	{PARAM_CLASS, 1, "38-HD/BTCTW", "I.1.1", MARK_READ},
	{PARAM_PERMISSION, 1, "38-HD/BTCTW", "I.1.1", MARK_READ},
	{PARAM_INTRODUCERS, 2, IN_294, "3.1", MARK_READ},
	{PARAM_INTRODUCERS_UNION, 1, IN_294, "3.1", MARK_READ},
	{PARAM_MENTOR_MONTHS, 12, IN_294, "3.2.1", MARK_READ},
	{PARAM_MENTOR_WAIVER, 1, IN_294, "3.2.2", MARK_READ},
	{PARAM_CERTIFICATE_MONTHS, 60, IN_06, "5.4b", MARK_READ},
	{PARAM_DOSSIER_MONTHS, 12, IN_06, "5.4a", MARK_READ},
	{PARAM_VOTE_CELL, AT_LEAST(2, 3), IN_06, "3.6b", MARK_READ},
	{PARAM_VOTE_COMMITTEE, AT_LEAST(2, 3), IN_06, "3.6c", MARK_READ},
	{PARAM_VOTE_DECIDE, MORE_THAN(1, 2), IN_06, "3.7a", MARK_READ},
	{PARAM_VOTE_ROUNDS, 3, IN_294, "4.2.3", MARK_READ},
	{PARAM_CHECK_CONSENT, 1, IN_06, "3.7c", MARK_READ},
	{PARAM_CHECK_HOME, 30, IN_06, "3.4d", MARK_READ},
	{PARAM_CHECK_ABROAD, 90, IN_06, "3.4d", MARK_READ},
	{PARAM_RECHECK, 60, IN_06, "3.9c", MARK_READ},
	{PARAM_SEND_UP, 5, PROVINCE, "", MARK_LOCAL},
	{PARAM_COMMITTEE_DAYS, 30, PROVINCE, "", MARK_LOCAL}, /* 5, and 25 from the receipt */
	{PARAM_DECISION_DAYS, 45, IN_294, "4.3.1", MARK_READ},
	{PARAM_DECISION_EXTRA, 15, IN_294, "4.3.1", MARK_READ},
	{PARAM_CEREMONY_DAYS, 30, IN_294, "4.1", MARK_READ},
	{PARAM_CEREMONY_CLOCK, CLOCK_RECEIVED, IN_294, "4.1", MARK_READ},
	{PARAM_DECLARE_DAYS, 30, "38-HD/BTCTW", "", MARK_LOCAL},
	{PARAM_REGISTER_DAYS, 30, PROVINCE, "", MARK_LOCAL},
	{PARAM_PROBATION_MONTHS, 12, CHARTER_5, "", MARK_READ},
	{PARAM_PROBATION_MENTOR, 1, IN_06, "3.8c", MARK_READ},
	{PARAM_RECOGNITION_CELL, 30, IN_294, "4.2.1", MARK_READ},
	{PARAM_RECOGNITION_DAYS, 30, IN_294, "4.3.1", MARK_READ},
	{PARAM_RECOGNITION_EXTRA, 15, IN_294, "4.3.1", MARK_READ},
	{PARAM_FORWARD_DAYS, 15, IN_06, "3.9b", MARK_READ},
	{PARAM_RECEIVER_DAYS, 30, IN_06, "3.9b", MARK_READ},
	{PARAM_MOVE_DECISION, 30, IN_06, "3.9c", MARK_READ},
	{PARAM_READMIT_MONTHS, 36, IN_294, "3.5", MARK_READ},
	{PARAM_READMIT_CONVICTED, 60, IN_294, "3.5", MARK_READ},
	{PARAM_READMIT_ONCE, 1, IN_294, "3.5", MARK_READ},
};

/* Excerpts were read, not these places; the rest is 294's, inferred. */
static const struct figure figures_24[] = {
	{PARAM_AGE_MIN, 216, "24-QĐ/TW", "", MARK_QUOTED},
	{PARAM_AGE_MAX, 720, "24-QĐ/TW", "", MARK_QUOTED},
	{PARAM_AGE_OVER, 1, "24-QĐ/TW", "", MARK_QUOTED},
	{PARAM_EDUCATION, 3, "24-QĐ/TW", "", MARK_QUOTED},
	{PARAM_LISTING, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_CLASS, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_PERMISSION, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_SEND_UP, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_COMMITTEE_DAYS, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_DECISION_DAYS, 60, "24-QĐ/TW", "", MARK_QUOTED},
	{PARAM_DECISION_EXTRA, 30, "24-QĐ/TW", "", MARK_QUOTED},
	{PARAM_CEREMONY_DAYS, 30, "24-QĐ/TW", "", MARK_QUOTED},
	{PARAM_CEREMONY_CLOCK, CLOCK_RECEIVED, "24-QĐ/TW", "", MARK_QUOTED},
	{PARAM_DECLARE_DAYS, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_REGISTER_DAYS, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_PROBATION_MONTHS, 12, CHARTER_5, "", MARK_READ},
	{PARAM_RECOGNITION_DAYS, 60, "24-QĐ/TW", "", MARK_QUOTED},
	{PARAM_RECOGNITION_EXTRA, 30, "24-QĐ/TW", "", MARK_QUOTED},
	{PARAM_READMIT_MONTHS, 36, "24-QĐ/TW", "", MARK_QUOTED},
};

/* Quoted by others; of recognition not even that. */
static const struct figure figures_232[] = {
	{PARAM_AGE_MIN, 216, "232-QĐ/TW", "", MARK_QUOTED},
	{PARAM_AGE_MAX, 720, "232-QĐ/TW", "", MARK_QUOTED},
	{PARAM_AGE_OVER, 1, "232-QĐ/TW", "", MARK_QUOTED},
	{PARAM_EDUCATION, 3, "232-QĐ/TW", "", MARK_QUOTED},
	{PARAM_LISTING, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_CLASS, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_PERMISSION, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_SEND_UP, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_COMMITTEE_DAYS, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_DECISION_DAYS, 60, "232-QĐ/TW", "", MARK_QUOTED},
	{PARAM_DECISION_EXTRA, 30, "232-QĐ/TW", "", MARK_QUOTED},
	{PARAM_CEREMONY_DAYS, 30, "232-QĐ/TW", "", MARK_QUOTED},
	{PARAM_CEREMONY_CLOCK, CLOCK_RECEIVED, "232-QĐ/TW", "", MARK_QUOTED},
	{PARAM_DECLARE_DAYS, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_REGISTER_DAYS, NOT_SET, "", "", MARK_INFERRED},
	{PARAM_PROBATION_MONTHS, 12, CHARTER_5, "", MARK_READ},
	{PARAM_RECOGNITION_DAYS, 60, "24-QĐ/TW", "", MARK_INFERRED},
	{PARAM_RECOGNITION_EXTRA, 30, "24-QĐ/TW", "", MARK_INFERRED},
	{PARAM_READMIT_MONTHS, 36, "232-QĐ/TW", "", MARK_QUOTED},
};

/* Quoted by public documents of autumn 2026. */
static const struct figure figures_208[] = {
	{PARAM_AGE_MIN, 216, "208-QĐ/TW", "", MARK_QUOTED},
	{PARAM_AGE_MAX, 720, "208-QĐ/TW", "", MARK_QUOTED},
	{PARAM_EDUCATION, 3, "208-QĐ/TW", "", MARK_QUOTED},
	{PARAM_VOTE_CELL, AT_LEAST(2, 3), "208-QĐ/TW", "", MARK_QUOTED},
	{PARAM_VOTE_COMMITTEE, AT_LEAST(2, 3), "208-QĐ/TW", "", MARK_QUOTED},
	{PARAM_VOTE_DECIDE, MORE_THAN(1, 2), "208-QĐ/TW", "", MARK_QUOTED},
	{PARAM_CEREMONY_DAYS, 30, "208-QĐ/TW", "", MARK_QUOTED},
	{PARAM_CEREMONY_CLOCK, CLOCK_ISSUED, "208-QĐ/TW", "", MARK_QUOTED},
	{PARAM_PROBATION_MONTHS, 12, CHARTER_5, "", MARK_READ},
	{PARAM_READMIT_MONTHS, 36, "208-QĐ/TW", "", MARK_QUOTED},
};

static void same_text(const char *found, const char *expected, enum rule_param p)
{
	if (strcmp(found ? found : "", expected) != 0)
		fail_msg(
			"%s: \"%s\", not \"%s\"", rule_param_code(p), found ? found : "", expected);
}

static void check_figures(const char *key, const struct figure *f, size_t n)
{
	const struct rule_set *s = shipped(key), *like = shipped("294-QĐ/TW#1");
	for (int i = PARAM_NONE + 1; i < PARAM_COUNT; i++) {
		enum rule_param p = (enum rule_param)i;
		const struct rule_value *v = &s->values[p];
		struct figure expected = {p, like->values[p].value, like->values[p].cite.document,
			like->values[p].cite.point, MARK_INFERRED};
		for (size_t k = 0; k < n; k++)
			if (f[k].param == p)
				expected = f[k];
		if (v->value != expected.value || v->cite.mark != expected.mark)
			fail_msg("%s, %s: %ld %c", key, rule_param_code(p), v->value,
				(char)v->cite.mark);
		same_text(v->cite.document, expected.document, p);
		same_text(v->cite.point, expected.point ? expected.point : "", p);
	}
}

static void test_figures(void **state)
{
	(void)state;
	assert_int_equal(sizeof figures_294 / sizeof *figures_294, PARAM_COUNT - 1);
	check_figures("294-QĐ/TW#1", figures_294, sizeof figures_294 / sizeof *figures_294);
	check_figures("24-QĐ/TW#1", figures_24, sizeof figures_24 / sizeof *figures_24);
	check_figures("232-QĐ/TW#1", figures_232, sizeof figures_232 / sizeof *figures_232);
	check_figures("208-QĐ/TW#1", figures_208, sizeof figures_208 / sizeof *figures_208);
}

static void test_document_days(void **state)
{
	static const struct {
		const char *key;
		enum rule_param param;
		const char *day; /* of the document */
	} t[] = {
		{"24-QĐ/TW#1", PARAM_DECISION_DAYS, "2021-07-30"},
		{"232-QĐ/TW#1", PARAM_DECISION_DAYS, "2025-01-20"},
		{"294-QĐ/TW#1", PARAM_DECISION_DAYS, "2025-05-26"},
		{"294-QĐ/TW#1", PARAM_CHECK_HOME, "2025-06-09"},
		{"294-QĐ/TW#1", PARAM_DECLARE_DAYS, "2025-09-29"},
		{"294-QĐ/TW#1", PARAM_PROBATION_MONTHS, "2011-01-19"},
		{"208-QĐ/TW#1", PARAM_CEREMONY_CLOCK, "2026-07-26"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		assert_int_equal(
			date_cmp(rule_cite(shipped(t[i].key), t[i].param)->date, day(t[i].day)), 0);
}

static void test_asking(void **state)
{
	const struct rule_set *old = shipped("24-QĐ/TW#1");
	(void)state;
	assert_int_equal(rule_value(old, PARAM_DECISION_DAYS, 7), 60);
	/* where a set says nothing, and before the first one */
	assert_int_equal(rule_value(old, PARAM_SEND_UP, 7), 7);
	assert_null(rule_cite(old, PARAM_SEND_UP));
	assert_int_equal(rule_value(NULL, PARAM_DECISION_DAYS, RULE_NOT_SET), RULE_NOT_SET);
	assert_null(rule_cite(NULL, PARAM_DECISION_DAYS));
	assert_null(rule_cite(old, PARAM_NONE));
	assert_null(rule_cite(old, PARAM_COUNT));
}

static void test_marks(void **state)
{
	(void)state;
	assert_false(rule_mark_is_open(MARK_READ));
	assert_false(rule_mark_is_open(MARK_OFFICE));
	assert_true(rule_mark_is_open(MARK_LOCAL));
	assert_true(rule_mark_is_open(MARK_QUOTED));
	assert_true(rule_mark_is_open(MARK_INFERRED));
}

/* ---- what a set changes ------------------------------------------------------------------------------------ */

/* The parameters whose values differ. */
static size_t diff(
	const struct rule_set *a, const struct rule_set *b, enum rule_param ret[PARAM_COUNT])
{
	size_t n = 0;
	for (int p = PARAM_NONE + 1; p < PARAM_COUNT; p++)
		if (a->values[p].value != b->values[p].value)
			ret[n++] = (enum rule_param)p;
	return n;
}

static void test_diff(void **state)
{
	static const struct {
		const char *from, *to;
		size_t n;
		enum rule_param params[PARAM_COUNT];
	} t[] = {
		{"294-QĐ/TW#1", "208-QĐ/TW#1", 1, {PARAM_CEREMONY_CLOCK}},
		{"208-QĐ/TW#1", "294-QĐ/TW#1", 1, {PARAM_CEREMONY_CLOCK}},
		{"24-QĐ/TW#1", "232-QĐ/TW#1", 0, {PARAM_NONE}},
		{"232-QĐ/TW#1", "294-QĐ/TW#1", 11,
			{PARAM_LISTING, PARAM_CLASS, PARAM_PERMISSION, PARAM_SEND_UP,
				PARAM_COMMITTEE_DAYS, PARAM_DECISION_DAYS, PARAM_DECISION_EXTRA,
				PARAM_DECLARE_DAYS, PARAM_REGISTER_DAYS, PARAM_RECOGNITION_DAYS,
				PARAM_RECOGNITION_EXTRA}},
		{"294-QĐ/TW#1", "294-QĐ/TW#1", 0, {PARAM_NONE}},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		enum rule_param found[PARAM_COUNT];
		size_t n = diff(shipped(t[i].from), shipped(t[i].to), found);
		assert_int_equal(n, t[i].n);
		for (size_t k = 0; k < n; k++)
			assert_int_equal(found[k], t[i].params[k]);
	}
}

/* ---- parameters --------------------------------------------------------------------------------------------- */

static void test_codes(void **state)
{
	enum rule_param found = PARAM_AGE_MIN;
	(void)state;
	for (int i = PARAM_NONE + 1; i < PARAM_COUNT; i++) {
		assert_true(rule_param_from_code(rule_param_code((enum rule_param)i), &found));
		assert_int_equal(found, i);
	}
	assert_string_equal(rule_param_code(PARAM_AGE_MIN), "age_min");
	found = PARAM_AGE_MAX;
	assert_false(rule_param_from_code("age", &found));
	assert_false(rule_param_from_code("", &found));
	assert_false(rule_param_from_code(NULL, &found));
	assert_int_equal(found, PARAM_AGE_MAX);
}

/* Whose move it is: each has a code of its own. */
static void test_movers(void **state)
{
	(void)state;
	for (int i = 1; i < MOVERS; i++) {
		assert_non_null(mover_code((enum mover)i));
		for (int k = 1; k < i; k++)
			assert_string_not_equal(
				mover_code((enum mover)i), mover_code((enum mover)k));
	}
	assert_string_equal(mover_code(MOVER_PROBATIONER), "probationer");
	assert_null(mover_code((enum mover)0));
	assert_null(mover_code((enum mover)MOVERS));
}

static void test_valid(void **state)
{
	static const struct {
		enum rule_param param;
		long value;
		bool is_valid;
	} t[] = {
		{PARAM_DECISION_DAYS, RULE_NOT_SET, true},
		{PARAM_DECISION_DAYS, 0, true},
		{PARAM_DECISION_DAYS, 999, true},
		{PARAM_DECISION_DAYS, 1000, false},
		{PARAM_DECISION_DAYS, -2, false},
		{PARAM_AGE_MIN, 216, true},
		{PARAM_AGE_MIN, 1201, false},
		{PARAM_AGE_OVER, 0, true},
		{PARAM_AGE_OVER, 1, true},
		{PARAM_AGE_OVER, 2, false},
		{PARAM_EDUCATION, 0, false},
		{PARAM_EDUCATION, 4, true},
		{PARAM_EDUCATION, 5, false},
		{PARAM_CEREMONY_CLOCK, CLOCK_ISSUED, true},
		{PARAM_CEREMONY_CLOCK, 3, false},
		{PARAM_VOTE_CELL, AT_LEAST(2, 3), true},
		{PARAM_VOTE_CELL, MORE_THAN(1, 2), true},
		{PARAM_VOTE_CELL, AT_LEAST(1, 1), true},
		{PARAM_VOTE_CELL, MORE_THAN(1, 1), false}, /* more than all of them */
		{PARAM_VOTE_CELL, AT_LEAST(3, 2), false},
		{PARAM_VOTE_CELL, AT_LEAST(0, 3), false},
		{PARAM_VOTE_CELL, AT_LEAST(2, 0), false},
		{PARAM_VOTE_CELL, 2032, false},
		{PARAM_VOTE_CELL, 0, false},
		{PARAM_VOTE_CELL, -2, false},
		{PARAM_VOTE_CELL, 4294967296000 + AT_LEAST(2, 3), false}, /* cut to an int: 2/3 */
		{PARAM_NONE, 1, false},
		{PARAM_COUNT, 1, false},
	};
	size_t n;
	const struct rule_set *all = rule_sets_shipped(&n);
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		if (rule_value_is_valid(t[i].param, t[i].value) != t[i].is_valid)
			fail_msg("case %zu", i);
	for (size_t i = 0; i < n; i++)
		for (int p = PARAM_NONE + 1; p < PARAM_COUNT; p++)
			assert_true(
				rule_value_is_valid((enum rule_param)p, all[i].values[p].value));
}

static void test_fraction(void **state)
{
	(void)state;
	struct rule_fraction f = rule_fraction(AT_LEAST(2, 3));
	assert_int_equal(f.num, 2);
	assert_int_equal(f.den, 3);
	assert_false(f.is_more);
	f = rule_fraction(MORE_THAN(1, 2));
	assert_int_equal(f.num, 1);
	assert_int_equal(f.den, 2);
	assert_true(f.is_more);
	assert_int_equal(rule_fraction(AT_LEAST(9, 10)).den, 10);
	assert_int_equal(rule_fraction(RULE_NOT_SET).den, 0);
	assert_int_equal(rule_fraction(0).den, 0);
}

static void test_types(void **state)
{
	(void)state;
	assert_int_equal(rule_type(PARAM_AGE_MIN), RULE_TYPE_MONTHS);
	assert_int_equal(rule_type(PARAM_DECISION_DAYS), RULE_TYPE_WORKDAYS);
	assert_int_equal(rule_type(PARAM_INTRODUCERS), RULE_TYPE_COUNT);
	assert_int_equal(rule_type(PARAM_VOTE_DECIDE), RULE_TYPE_FRACTION);
	assert_int_equal(rule_type(PARAM_CEREMONY_CLOCK), RULE_TYPE_CHOICE);
	assert_int_equal(rule_type(PARAM_READMIT_ONCE), RULE_TYPE_FLAG);
}

/* ---- papers --------------------------------------------------------------------------------------------------- */

static void test_papers(void **state)
{
	static const struct {
		const char *code, *form;
		enum paper_step step;
		enum paper_need need;
		enum mover mover;
		int event;
		bool is_redone;
	} t[] = {
		/* domain: the forms of 12-HD/BTCTW; redone after twelve months by 06-HD/TW 2025, 5.4a */
		{"1-TN", "1A/1B-TN", PAPER_STEP_LIST, PAPER_ALL, MOVER_CELL, EVENT_LISTED, false},
		{"2-TN", "2-TN", PAPER_STEP_LIST, PAPER_IF_PUPIL, MOVER_CELL, 0, false},
		{"CN-NTVD", "CN-NTVĐ", PAPER_STEP_CLASS, PAPER_ALL, MOVER_CENTRE, EVENT_CLASS,
			false},
		{"6-TN", "6-TN", PAPER_STEP_PAPERS, PAPER_ALL, MOVER_COMMITTEE, EVENT_PAPERS,
			false},
		{"khai-sinh", "", PAPER_STEP_PAPERS, PAPER_ALL, MOVER_CANDIDATE, 0, false},
		{"van-bang", "", PAPER_STEP_PAPERS, PAPER_ALL, MOVER_CANDIDATE, 0, false},
		{"1-KND", "1-KNĐ", PAPER_STEP_PAPERS, PAPER_ALL, MOVER_CANDIDATE, 0, false},
		{"2-KND", "2-KNĐ", PAPER_STEP_PAPERS, PAPER_ALL, MOVER_CANDIDATE, 0, false},
		{"tham-tra", "", PAPER_STEP_PAPERS, PAPER_IF_CHECKED, MOVER_OTHERS, 0, false},
		{"3-KND-1", "3-KNĐ", PAPER_STEP_PAPERS, PAPER_ALL, MOVER_MENTOR, 0, true},
		{"3-KND-2", "3-KNĐ", PAPER_STEP_PAPERS, PAPER_IF_TWO_MEMBERS, MOVER_MENTOR, 0,
			true},
		{"4-KND", "4-KNĐ", PAPER_STEP_PAPERS, PAPER_IF_YOUTH, MOVER_UNIONS, 0, true},
		{"4A-KND", "4A-KNĐ", PAPER_STEP_PAPERS, PAPER_IF_UNION, MOVER_UNIONS, 0, true},
		{"5-KND", "5-KNĐ", PAPER_STEP_PAPERS, PAPER_ALL, MOVER_CELL, 0, true},
		{"6-KND", "6-KNĐ", PAPER_STEP_CELL, PAPER_ALL, MOVER_CELL, EVENT_CELL_VOTE, false},
		{"7-KND", "7-KNĐ", PAPER_STEP_COMMITTEE, PAPER_IF_SUBCOMMITTEE, MOVER_COMMITTEE, 0,
			false},
		{"8-KND", "8-KNĐ", PAPER_STEP_COMMITTEE, PAPER_ALL, MOVER_COMMITTEE,
			EVENT_COMMITTEE, false},
		{"9-KND", "9-KNĐ", PAPER_STEP_DECISION, PAPER_ALL, MOVER_DECIDER, EVENT_DECISION,
			false},
		{"ly-lich-dang-vien", "", PAPER_STEP_CEREMONY, PAPER_ALL, MOVER_PROBATIONER, 0,
			false},
		{"phieu-dang-vien", "", PAPER_STEP_CEREMONY, PAPER_ALL, MOVER_PROBATIONER, 0,
			false},
		{"co-so-du-lieu", "", PAPER_STEP_CEREMONY, PAPER_ALL, MOVER_OFFICE, 0, false},
		{"CN-DVM", "", PAPER_STEP_PROBATION, PAPER_ALL, MOVER_CENTRE, 0, false},
		{"10-KND", "10-KNĐ", PAPER_STEP_PROBATION, PAPER_ALL, MOVER_PROBATIONER, 0, false},
		{"11-KND", "11-KNĐ", PAPER_STEP_PROBATION, PAPER_ALL, MOVER_MENTOR, 0, false},
		{"12-KND", "12-KNĐ", PAPER_STEP_PROBATION, PAPER_ALL, MOVER_CELL, 0, false},
		{"13-KND", "13-KNĐ", PAPER_STEP_RECOGNITION, PAPER_ALL, MOVER_CELL, 0, false},
		{"14-KND", "14-KNĐ", PAPER_STEP_RECOGNITION, PAPER_IF_SUBCOMMITTEE, MOVER_COMMITTEE,
			0, false},
		{"15-KND", "15-KNĐ", PAPER_STEP_RECOGNITION, PAPER_ALL, MOVER_COMMITTEE, 0, false},
		{"16-KND", "16-KNĐ", PAPER_STEP_RECOGNITION, PAPER_ALL, MOVER_DECIDER,
			EVENT_RECOGNISED, false},
		{"gioi-thieu-chuyen", "", PAPER_STEP_MOVE, PAPER_IF_MOVING, MOVER_COMMITTEE, 0,
			false},
	};
	size_t sets, needed = 0;
	const struct rule_set *all = rule_sets_shipped(&sets);
	(void)state;
	for (size_t s = 0; s < sets; s++)
		for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
			const struct rule_paper *p = rule_paper_find(&all[s], t[i].code);
			if (!p)
				fail_msg("no paper %s", t[i].code);
			assert_string_equal(p->form ? p->form : "", t[i].form);
			assert_int_equal(p->step, t[i].step);
			assert_int_equal(p->need, t[i].need);
			assert_int_equal(p->mover, t[i].mover);
			assert_int_equal(p->event, t[i].event);
			assert_int_equal(p->is_redone, t[i].is_redone);
		}
	/* nothing else is asked for: what is not in the table is optional */
	for (size_t i = 0; i < all[0].paper_count; i++)
		needed += all[0].papers[i].need != PAPER_OPTIONAL;
	assert_int_equal(needed, sizeof t / sizeof *t);
	assert_null(rule_paper_find(&all[0], "17-KND"));
	assert_null(rule_paper_find(&all[0], NULL));
	assert_null(rule_paper_find(NULL, "1-KND"));
}

static bool is_plain(const char *code)
{
	for (; *code; code++)
		if (!strchr("-", *code) && !(*code >= '0' && *code <= '9') &&
			!(*code >= 'A' && *code <= 'Z') && !(*code >= 'a' && *code <= 'z'))
			return false;
	return true;
}

static void test_paper_table(void **state)
{
	size_t sets;
	const struct rule_set *all = rule_sets_shipped(&sets);
	(void)state;
	for (size_t s = 0; s < sets; s++)
		for (size_t i = 0; i < all[s].paper_count; i++) {
			const struct rule_paper *p = &all[s].papers[i];
			assert_true(is_plain(p->code));
			assert_ptr_equal(rule_paper_find(&all[s], p->code), p); /* once */
			assert_true(strlen(p->title) > 0);
			assert_non_null(p->cite.document);
			assert_true(p->step >= PAPER_STEP_LIST && p->step <= PAPER_STEPS);
			assert_true(p->mover > 0 && p->mover < MOVERS);
			if (i)
				assert_true(p[-1].step <= p->step);
			if (p->event)
				assert_non_null(event_code((enum event_kind)p->event));
			/* their titles were not found */
			assert_true(!p->form || (strcmp(p->form, "17-KNĐ") != 0 &&
							strcmp(p->form, "18-KNĐ") != 0));
		}
}

static void test_paper_marks(void **state)
{
	static const struct {
		const char *code;
		enum rule_mark in_294, in_others;
	} t[] = {
		{"1-KND", MARK_READ, MARK_READ}, /* the blank form itself */
		{"6-KND", MARK_QUOTED, MARK_QUOTED},
		{"1-TN", MARK_LOCAL, MARK_INFERRED},   /* of one province, autumn 2025 */
		{"CN-NTVD", MARK_READ, MARK_INFERRED}, /* 06-HD/TW 2025, 3.1 */
		{"gioi-thieu-chuyen", MARK_QUOTED, MARK_INFERRED},
	};
	static const char *const others[] = {"24-QĐ/TW#1", "232-QĐ/TW#1", "208-QĐ/TW#1"};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		assert_int_equal(
			rule_paper_find(shipped("294-QĐ/TW#1"), t[i].code)->cite.mark, t[i].in_294);
		for (size_t s = 0; s < sizeof others / sizeof *others; s++)
			assert_int_equal(rule_paper_find(shipped(others[s]), t[i].code)->cite.mark,
				t[i].in_others);
	}
}

/* ---- editions -------------------------------------------------------------------------------------------------- */

static void add_text(uint64_t *hash, const char *s)
{
	for (s = s ? s : ""; *s; s++)
		*hash = (*hash ^ (unsigned char)*s) * 0x100000001b3; /* FNV-1a */
	*hash = (*hash ^ 0xff) * 0x100000001b3;
}

static void add_number(uint64_t *hash, long n)
{
	char text[32];
	snprintf(text, sizeof text, "%ld", n);
	add_text(hash, text);
}

static void add_cite(uint64_t *hash, const struct rule_cite *c)
{
	char on[DATE_TEXT];
	add_text(hash, c->document);
	add_text(hash, date_to_iso(c->date, on));
	add_text(hash, c->point);
	add_number(hash, c->mark);
}

static uint64_t digest(const struct rule_set *s)
{
	uint64_t hash = 0xcbf29ce484222325;
	char on[DATE_TEXT];
	add_text(&hash, s->key);
	add_text(&hash, s->number);
	add_text(&hash, date_to_iso(s->from, on));
	add_text(&hash, s->guides);
	for (int p = PARAM_NONE + 1; p < PARAM_COUNT; p++) {
		add_text(&hash, rule_param_code((enum rule_param)p));
		add_number(&hash, s->values[p].value);
		add_cite(&hash, &s->values[p].cite);
	}
	for (size_t i = 0; i < s->paper_count; i++) {
		const struct rule_paper *p = &s->papers[i];
		add_text(&hash, p->code);
		add_text(&hash, p->form);
		add_text(&hash, p->title);
		add_number(&hash, p->step);
		add_number(&hash, p->need);
		add_number(&hash, p->mover);
		add_number(&hash, p->event);
		add_number(&hash, p->is_redone);
		add_cite(&hash, &p->cite);
	}
	return hash;
}

/* Dossiers rest on an edition by its key. Once released it stays as it is: what is read better later is a new
 * edition (#2 …) with a line of its own here. */
static void test_editions(void **state)
{
	static const struct {
		const char *key;
		uint64_t digest;
	} t[] = {
		{"24-QĐ/TW#1", 0x49aa27960634d4b2},
		{"232-QĐ/TW#1", 0x36d9fa6bb40ae4eb},
		{"294-QĐ/TW#1", 0x975639bd827869de},
		{"208-QĐ/TW#1", 0xc39675e8ffa33318},
	};
	size_t n;
	const struct rule_set *all = rule_sets_shipped(&n);
	(void)state;
	assert_int_equal(n, sizeof t / sizeof *t);
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(all[i].key, t[i].key);
		if (digest(&all[i]) != t[i].digest)
			fail_msg("%s has changed: 0x%016llx", t[i].key,
				(unsigned long long)digest(&all[i]));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_in_force),
		cmocka_unit_test(test_same_day),
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_figures),
		cmocka_unit_test(test_document_days),
		cmocka_unit_test(test_asking),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_diff),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_movers),
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_fraction),
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_papers),
		cmocka_unit_test(test_paper_table),
		cmocka_unit_test(test_paper_marks),
		cmocka_unit_test(test_editions),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
