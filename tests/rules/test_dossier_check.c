/* What a rule set says of an event that is to be recorded; beside each case where it stands. */
#include "dossier_test.h"

struct row {
	const char *set;
	struct facts f;
	const char *event;
	enum verdict_kind kind;
	enum rule_id rule;
	enum rule_param param;
	const char *source; /* document and point of the parameter */
	const char *other;  /* the day that the verdict names */
};

#define FINE	  VERDICT_OK, RULE_NONE, PARAM_NONE, "", ""
#define WITH(...) .with = {__VA_ARGS__}

static struct verdict ask(const struct rule_set *set, const struct facts *f, const char *event)
{
	struct dossier x = {0};
	struct fact_event e[EVENTS];
	dossier_of(f, &x);
	assert_int_equal(events_of(event, e), 1);
	return dossier_event_check(&x.d, set, &law, e[0]);
}

static void all_hold(const struct row *t, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct rule_set *set = set_of(t[i].set);
		struct verdict v = ask(set, &t[i].f, t[i].event);
		char source[128], other[DATE_TEXT];
		source_of(set, v.param, source);
		date_to_iso(v.other_on, other);
		if (v.kind != t[i].kind || v.rule != t[i].rule || v.param != (int)t[i].param ||
			strcmp(source, t[i].source) != 0 || strcmp(other, t[i].other) != 0)
			fail_msg("row %zu, %s: verdict %d, rule %d, param %d, \"%s\", \"%s\"", i,
				t[i].event, v.kind, v.rule, v.param, source, other);
	}
}
#define HOLD(t) all_hold(t, sizeof(t) / sizeof(t)[0])

/* ---- the cell's meeting ---------------------------------------------------------------------------- */

static void test_age(void **state)
{
	(void)state;
#define YOUNG VERDICT_REFUSED, RULE_UNDER_AGE, PARAM_AGE_MIN
#define OLD   VERDICT_REASON, RULE_OVER_AGE, PARAM_AGE_MAX
	static const struct row t[] = {
		/* 294-QĐ/TW 1.1: from 18, by months: the month counts, not the day */
		{"294", {.birth = "2008-03-31"}, "cell 2026-02-28", YOUNG, "294-QĐ/TW 1.1", ""},
		{"294", {.birth = "2008-03-31"}, "cell 2026-03-01", FINE},
		{"24", {.birth = "2004-03-31"}, "cell 2022-02-28", YOUNG, "24-QĐ/TW", ""},
		{"232", {.birth = "2007-03-31"}, "cell 2025-02-28", YOUNG, "232-QĐ/TW", ""},
		{"208", {.birth = "2008-10-31"}, "cell 2026-09-30", YOUNG, "208-QĐ/TW", ""},
		{"208", {.birth = "2008-10-31"}, "cell 2026-10-01", FINE},
		/* to 60: in the month of the birthday a reason is asked for */
		{"294", {.birth = "1966-03-31"}, "cell 2026-02-28", FINE},
		{"294", {.birth = "1966-03-31"}, "cell 2026-03-01", OLD, "294-QĐ/TW 1.1", ""},
		{"24", {.birth = "1962-03-31"}, "cell 2022-03-01", OLD, "24-QĐ/TW", ""},
		/* 06-HD/TW 1.1: with the consent of the committee under the Centre */
		{"294", {.birth = "1966-03-31", WITH(.has_over_age_consent = true)},
			"cell 2026-03-01", FINE},
		/* of a year alone the doubt counts for the person, at both ends */
		{"294", {.birth = "2008"}, "cell 2025-12-31", YOUNG, "294-QĐ/TW 1.1", ""},
		{"294", {.birth = "2008"}, "cell 2026-01-01", FINE},
		{"294", {.birth = "1965"}, "cell 2025-12-31", FINE},
		{"294", {.birth = "1965"}, "cell 2026-01-01", OLD, "294-QĐ/TW 1.1", ""},
		{"294", {.birth = ""}, "cell 2026-03-01", FINE},
	};
	HOLD(t);
}

static void test_education(void **state)
{
	(void)state;
#define LOW(p) VERDICT_REASON, RULE_EDUCATION, p
	static const struct row t[] = {
		{"294", {WITH(.education = 2)}, "cell 2026-03-02", LOW(PARAM_EDUCATION),
			"294-QĐ/TW", ""},
		{"294", {WITH(.education = 3)}, "cell 2026-03-02", FINE},
		{"294", {WITH(.education = 0)}, "cell 2026-03-02", FINE}, /* not recorded */
		/* 06-HD/TW 1.2: primary school in the areas that are named */
		{"294", {WITH(.education = 2, .education_case = EDUCATION_AREA)}, "cell 2026-03-02",
			FINE},
		{"294", {WITH(.education = 1, .education_case = EDUCATION_AREA)}, "cell 2026-03-02",
			LOW(PARAM_EDUCATION_AREA), "06-HD/TW 1.2", ""},
		/* an elder there: reads and writes */
		{"294", {WITH(.education = 1, .education_case = EDUCATION_ELDER)},
			"cell 2026-03-02", FINE},
	};
	HOLD(t);
	/* the office's own set may ask more of elders */
	struct rule_set own = *set_of("294");
	own.values[PARAM_EDUCATION_ELDER].value = 2;
	struct facts f = {WITH(.education = 1, .education_case = EDUCATION_ELDER)};
	struct verdict v = ask(&own, &f, "cell 2026-03-02");
	assert_int_equal(v.rule, RULE_EDUCATION);
	assert_int_equal(v.param, PARAM_EDUCATION_ELDER);
}

static void test_certificate(void **state)
{
	(void)state;
#define LAPSED VERDICT_REASON, RULE_CERTIFICATE, PARAM_CERTIFICATE_MONTHS, "06-HD/TW 5.4b"
	static const struct row t[] = {
		/* 06-HD/TW 5.4b: sixty months from its issue */
		{"294", {.events = "class 2021-03-02"}, "cell 2026-03-02", FINE},
		{"294", {.events = "class 2021-03-02"}, "cell 2026-03-03", LAPSED, "2026-03-02"},
		{"232", {.events = "class 2020-02-29"}, "cell 2025-02-28", FINE},
		{"232", {.events = "class 2020-02-29"}, "cell 2025-03-01", LAPSED, "2025-02-28"},
		{"294", {.events = "class 2021-01-31"}, "cell 2026-02-01", LAPSED, "2026-01-31"},
		/* studied again: before the meeting, or only after it */
		{"294", {.events = "class 2020-01-01, class 2026-01-05"}, "cell 2026-03-02", FINE},
		{"294", {.events = "class 2020-01-01, class 2026-04-01"}, "cell 2026-03-02", LAPSED,
			"2025-01-01"},
		{"294", {.events = "class 2026-04-01"}, "cell 2026-03-02", FINE},
		{"294", {.events = NULL}, "cell 2026-03-02", FINE},
		/* asked when the cell considers it, not later */
		{"294", {.events = "class 2021-03-02, cell 2026-03-02"}, "decision 2026-03-20",
			FINE},
	};
	HOLD(t);
}

static void test_dossier_age(void **state)
{
	(void)state;
#define AGED VERDICT_REASON, RULE_DOSSIER_LAPSED, PARAM_DOSSIER_MONTHS, "06-HD/TW 5.4a"
#define ANEW "3-KND-1 2026-02-02, 3-KND-2 2026-02-10, "
	static const struct row t[] = {
		/* 06-HD/TW 5.4a: twelve months since it was compiled */
		{"294", {.events = "dossier 2025-03-02"}, "cell 2026-03-02", FINE},
		{"294", {.events = "dossier 2025-03-02"}, "cell 2026-03-03", AGED, "2026-03-02"},
		{"24", {.events = "dossier 2024-02-29"}, "cell 2025-02-28", FINE},
		{"24", {.events = "dossier 2024-02-29"}, "cell 2025-03-01", AGED, "2025-02-28"},
		/* the papers that are named, made anew: from the earliest of them */
		{"294", {.events = "dossier 2025-03-02", .papers = ANEW "5-KND 2026-02-05"},
			"cell 2026-03-03", FINE},
		{"294", {.events = "dossier 2025-03-02", .papers = ANEW "5-KND 2026-02-05"},
			"cell 2027-02-02", FINE},
		{"294", {.events = "dossier 2025-03-02", .papers = ANEW "5-KND 2026-02-05"},
			"cell 2027-02-03", AGED, "2027-02-02"},
		/* one is the old one, is missing, or was never recorded */
		{"294", {.events = "dossier 2025-03-02", .papers = ANEW "5-KND 2025-02-20"},
			"cell 2026-03-03", AGED, "2026-03-02"},
		{"294", {.events = "dossier 2025-03-02", .papers = ANEW "5-KND -"},
			"cell 2026-03-03", AGED, "2026-03-02"},
		{"294", {.events = "dossier 2025-03-02", .papers = ANEW}, "cell 2026-03-03", AGED,
			"2026-03-02"},
		/* a youth union's resolution is one of them where it introduces */
		{"294",
			{.events = "dossier 2025-03-02",
				.papers = "3-KND-1 2026-02-02, 5-KND 2026-02-05",
				WITH(.is_youth = true)},
			"cell 2026-03-03", AGED, "2026-03-02"},
		{"294",
			{.events = "dossier 2025-03-02",
				.papers = "3-KND-1 2026-02-02, 4-KND 2026-02-03, 5-KND 2026-02-05",
				WITH(.is_youth = true)},
			"cell 2026-03-03", FINE},
	};
	HOLD(t);
}

static void test_mentor(void **state)
{
	(void)state;
#define SHORT  VERDICT_REASON, RULE_MENTOR_MONTHS, PARAM_MENTOR_MONTHS, "294-QĐ/TW 3.2.1"
#define NOBODY VERDICT_REASON, RULE_NO_MENTOR, PARAM_INTRODUCERS, "294-QĐ/TW 3.1"
	static const struct row t[] = {
		/* 294-QĐ/TW 3.2.1: together for twelve months */
		{"294", {.mentors = "2025-03-02"}, "cell 2026-03-02", FINE},
		{"294", {.mentors = "2025-03-02"}, "cell 2026-03-01", SHORT, "2026-03-02"},
		{"294", {.mentors = "2024-02-29"}, "cell 2025-02-28", FINE},
		{"294", {.mentors = "2024-02-29"}, "cell 2025-02-27", SHORT, "2025-02-28"},
		{"294", {.mentors = "2025-03-02, 2026-01-05"}, "cell 2026-03-02", FINE},
		/* 294-QĐ/TW 3.2.2: not of whoever replaces another */
		{"294", {.mentors = "2025-06-01/2026-01-15, +2026-01-16"}, "cell 2026-03-02", FINE},
		{"294", {.mentors = "2025-06-01/2026-01-15, 2026-01-16"}, "cell 2026-03-02", SHORT,
			"2027-01-16"},
		/* nobody on the day */
		{"294", {.mentors = "2024-01-05/2026-03-02"}, "cell 2026-03-02", FINE},
		{"294", {.mentors = "2024-01-05/2026-03-01"}, "cell 2026-03-02", NOBODY, ""},
		{"294", {.mentors = "2026-03-03"}, "cell 2026-03-02", NOBODY, ""},
		{"294", {.mentors = NULL}, "cell 2026-03-02", FINE}, /* not recorded */
	};
	HOLD(t);
	/* a set without the waiver asks the months of everybody */
	struct rule_set own = *set_of("294");
	own.values[PARAM_MENTOR_WAIVER].value = 0;
	struct facts f = {.mentors = "2025-06-01/2026-01-15, +2026-01-16"};
	assert_int_equal(ask(&own, &f, "cell 2026-03-02").rule, RULE_MENTOR_MONTHS);
}

static void test_check(void **state)
{
	(void)state;
#define OPEN(p) VERDICT_REASON, RULE_CHECK_OPEN, p
/* domain.md 1.1: a problem of the political standard needs the written consent of the superior */
#define NEGATIVE VERDICT_REASON, RULE_CHECK_NEGATIVE, PARAM_CHECK_CONSENT, "06-HD/TW 3.7c", ""
	static const struct row t[] = {
		/* 06-HD/TW 3.4d */
		{"294", {.checks = "2026-01-05"}, "cell 2026-03-02", OPEN(PARAM_CHECK_HOME),
			"06-HD/TW 3.4d", ""},
		{"294", {.checks = "*2026-01-05"}, "cell 2026-03-02", OPEN(PARAM_CHECK_ABROAD),
			"06-HD/TW 3.4d", ""},
		/* 06-HD/TW 3.9c: asked for again by the receiver */
		{"294", {.checks = "!2026-01-05"}, "cell 2026-03-02", OPEN(PARAM_RECHECK),
			"06-HD/TW 3.9c", ""},
		{"294", {.checks = "2026-01-05/2026-03-03 yes"}, "cell 2026-03-02",
			OPEN(PARAM_CHECK_HOME), "06-HD/TW 3.4d", ""},
		{"294", {.checks = "2026-01-05/2026-03-02 yes"}, "cell 2026-03-02", FINE},
		{"294", {.checks = "2026-01-05/2026-02-02 yes, 2026-02-03"}, "cell 2026-03-02",
			OPEN(PARAM_CHECK_HOME), "06-HD/TW 3.4d", ""},
		{"294", {.checks = "2026-03-03"}, "cell 2026-03-02", FINE},
		/* the latest answer counts */
		{"294", {.checks = "2026-01-05/2026-02-02 no"}, "cell 2026-03-02", NEGATIVE},
		{"294", {.checks = "2026-01-05/2026-02-02 no, 2026-02-03/2026-02-20 yes"},
			"cell 2026-03-02", FINE},
		{"294", {.checks = "2026-02-03/2026-02-20 no, 2026-01-05/2026-02-02 yes"},
			"cell 2026-03-02", NEGATIVE},
		{"294", {.checks = "2026-01-05/2026-03-03 no"}, "cell 2026-03-03", NEGATIVE},
	};
	HOLD(t);
}

static void test_papers(void **state)
{
	(void)state;
	static const struct {
		struct facts f;
		long missing;
	} t[] = {
		/* domain.md 1.7, 2: birth and school certificates, 1- and 2-KNĐ, two 3-KNĐ, 5-KNĐ */
		{{WITH(.has_checklist = true)}, 7},
		{{WITH(.has_checklist = true, .needs_check = true)}, 8},
		{{.checks = "2026-01-05/2026-02-05 yes",
			 WITH(.has_checklist = true, .needs_check = true)},
			7},
		/* 294-QĐ/TW 3.1: a union's resolution beside one member */
		{{WITH(.has_checklist = true, .is_youth = true)}, 7},
		{{WITH(.has_checklist = true, .is_union = true)}, 7},
		{{.papers = "khai-sinh 2025-01-05, van-bang x, 1-KND ?, 2-KND -",
			 WITH(.has_checklist = true)},
			5},
		{{.papers = "khai-sinh 2025-01-05, van-bang x, 1-KND 2025-01-05, 2-KND 2025-01-05, "
			    "3-KND-1 2025-01-05, 3-KND-2 2025-01-05, 5-KND 2025-01-05",
			 WITH(.has_checklist = true)},
			0},
		/* nobody keeps a list here: nothing is missing */
		{{.papers = "1-KND -"}, 0},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct facts f = t[i].f;
		/* the steps before it are recorded, somebody helps */
		f.events = "listed 2024-01-05, class 2024-06-03, papers 2026-01-05";
		f.mentors = "2024-01-05";
		struct verdict v = ask(set_of("294"), &f, "cell 2026-03-02");
		if (v.number != t[i].missing ||
			v.rule != (t[i].missing ? RULE_PAPERS_MISSING : RULE_NONE) ||
			v.kind != (t[i].missing ? VERDICT_REASON : VERDICT_OK))
			fail_msg("row %zu: rule %d, %ld missing", i, v.rule, v.number);
	}
}

/* ---- votes ------------------------------------------------------------------------------------------- */

static void test_votes(void **state)
{
	(void)state;
#define FAILED(p) VERDICT_REFUSED, RULE_VOTE_FAILED, p
	static const struct row t[] = {
		/* 06-HD/TW 3.6b: two thirds of the cell */
		{"294", {.votes = "admission cell 1 2026-03-02 20/30"}, "cell 2026-03-02", FINE},
		{"294", {.votes = "admission cell 1 2026-03-02 19/30"}, "cell 2026-03-02",
			FAILED(PARAM_VOTE_CELL), "06-HD/TW 3.6b", ""},
		{"208", {.votes = "admission cell 1 2026-08-03 19/30"}, "cell 2026-08-03",
			FAILED(PARAM_VOTE_CELL), "208-QĐ/TW", ""},
		{"294",
			{.votes = "admission cell 1 2026-03-02 19/30, admission cell 2 2026-03-02 "
				  "20/30"},
			"cell 2026-03-02", FINE},
		{"294",
			{.votes = "admission cell 1 2026-02-02 20/30, admission cell 2 2026-03-02 "
				  "19/30"},
			"cell 2026-03-02", FAILED(PARAM_VOTE_CELL), "06-HD/TW 3.6b", ""},
		/* only what was known on the day, of that purpose and body */
		{"294", {.votes = "admission cell 1 2026-03-03 1/30"}, "cell 2026-03-02", FINE},
		{"294", {.votes = "admission committee 1 2026-03-02 1/30"}, "cell 2026-03-02",
			FINE},
		{"294", {.votes = "recognition cell 1 2026-03-02 1/30"}, "cell 2026-03-02", FINE},
		/* 06-HD/TW 3.6c: two thirds of the committee that proposes */
		{"294", {.votes = "admission committee 1 2026-03-02 10/15"}, "committee 2026-03-02",
			FINE},
		{"294", {.votes = "admission committee 1 2026-03-02 9/15"}, "committee 2026-03-02",
			FAILED(PARAM_VOTE_COMMITTEE), "06-HD/TW 3.6c", ""},
		/* 06-HD/TW 3.7a: more than half of the standing committee … */
		{"294", {.votes = "admission decider 1 2026-03-02 6/10"}, "decision 2026-03-02",
			FINE},
		{"294", {.votes = "admission decider 1 2026-03-02 5/10"}, "decision 2026-03-02",
			FAILED(PARAM_VOTE_DECIDE), "06-HD/TW 3.7a", ""},
		/* … two thirds of the whole committee that was authorised */
		{"294",
			{.votes = "admission decider 1 2026-03-02 6/10",
				WITH(.decide_vote = {2, 3, false})},
			"decision 2026-03-02", FAILED(PARAM_VOTE_DECIDE), "06-HD/TW 3.7a", ""},
		{"294",
			{.votes = "admission decider 1 2026-03-02 7/10",
				WITH(.decide_vote = {2, 3, false})},
			"decision 2026-03-02", FINE},
		/* a refusal goes before what a reason may pass over */
		{"294",
			{.events = "class 2020-01-05",
				.votes = "admission cell 1 2026-03-02 19/30"},
			"cell 2026-03-02", FAILED(PARAM_VOTE_CELL), "06-HD/TW 3.6b", ""},
	};
	HOLD(t);
}

static void test_rounds(void **state)
{
	(void)state;
#define ROUND_1 "recognition cell 1 2026-03-02 19/30"
#define ROUND_2 ROUND_1 ", recognition cell 2 2026-03-09 19/30"
#define ROUND_3 ROUND_2 ", recognition cell 3 2026-03-16 19/30"
#define THRICE	VERDICT_REASON, RULE_VOTE_ROUNDS, PARAM_VOTE_ROUNDS, "294-QĐ/TW 4.2.3", ""
#define NOT_YET FAILED(PARAM_VOTE_CELL), "06-HD/TW 3.6b", ""
	static const struct row t[] = {
		{"294", {.votes = ROUND_1}, "recognised 2026-03-20", NOT_YET},
		{"294", {.votes = ROUND_2}, "recognised 2026-03-20", NOT_YET},
		/* 294-QĐ/TW 4.2.3: three times: the committee above decides */
		{"294", {.votes = ROUND_3}, "recognised 2026-03-20", THRICE},
		{"294", {.votes = ROUND_3}, "recognised 2026-03-16", THRICE},
		/* on that day there had been two */
		{"294", {.votes = ROUND_3}, "recognised 2026-03-15", NOT_YET},
		{"294", {.votes = ROUND_2 ", recognition cell 3 2026-03-16 20/30"},
			"recognised 2026-03-20", FINE},
		/* what the body above refuses is refused */
		{"294", {.votes = ROUND_3 ", recognition decider 1 2026-03-18 5/10"},
			"recognised 2026-03-20", FAILED(PARAM_VOTE_DECIDE), "06-HD/TW 3.7a", ""},
		/* of an admission nothing is said: each round may fail */
		{"294",
			{.votes = "admission cell 1 2026-03-02 1/30, admission cell 2 2026-03-03 "
				  "1/30, admission cell 3 2026-03-04 1/30"},
			"cell 2026-03-05", NOT_YET},
	};
	HOLD(t);
}

/* ---- limits -------------------------------------------------------------------------------------------- */

static void test_decision(void **state)
{
	(void)state;
#define LATE(p)	 VERDICT_REASON, RULE_DECISION_LATE, p
#define LATE_294 LATE(PARAM_DECISION_DAYS), "294-QĐ/TW 4.3.1"
#define TET_2026 .events = "cell 2026-01-15"
#define TET_2025 .events = "cell 2024-12-20"
	static const struct row t[] = {
		/* 294-QĐ/TW 4.3.1: 45 working days after the cell's resolution, over 16 to 20/2 */
		{"294", {TET_2026}, "decision 2026-03-26", FINE},
		{"294", {TET_2026}, "decision 2026-03-27", LATE_294, "2026-03-26"},
		{"208", {TET_2026}, "decision 2026-03-27", LATE_294, "2026-03-26"},
		/* 24-QĐ/TW: 60, over Tết of 2025 */
		{"24", {TET_2025}, "decision 2025-03-24", FINE},
		{"24", {TET_2025}, "decision 2025-03-25", LATE(PARAM_DECISION_DAYS), "24-QĐ/TW",
			"2025-03-24"},
		{"232", {TET_2025}, "decision 2025-03-25", LATE(PARAM_DECISION_DAYS), "232-QĐ/TW",
			"2025-03-24"},
		/* extended by 15 at most, over the Hùng kings' day it does not reach */
		{"294", {TET_2026, .extensions = "decision 2026-04-10"}, "decision 2026-04-10",
			FINE},
		{"294", {TET_2026, .extensions = "decision 2026-04-10"}, "decision 2026-04-11",
			LATE_294, "2026-04-10"},
		{"294", {TET_2026, .extensions = "decision 2026-12-31"}, "decision 2026-04-16",
			FINE},
		{"294", {TET_2026, .extensions = "decision 2026-12-31"}, "decision 2026-04-17",
			LATE_294, "2026-04-16"},
		/* by 30 under 24-QĐ/TW */
		{"24", {TET_2025, .extensions = "decision 2025-12-31"}, "decision 2025-05-08",
			FINE},
		{"24", {TET_2025, .extensions = "decision 2025-12-31"}, "decision 2025-05-09",
			LATE(PARAM_DECISION_DAYS), "24-QĐ/TW", "2025-05-08"},
		/* one that ends before the limit, or of something else, changes nothing */
		{"294", {TET_2026, .extensions = "decision 2026-03-01"}, "decision 2026-03-26",
			FINE},
		{"294", {TET_2026, .extensions = "ceremony 2026-12-31"}, "decision 2026-03-27",
			LATE_294, "2026-03-26"},
		{"294", {.events = NULL}, "decision 2026-03-27", FINE},
	};
	HOLD(t);
	/* a set that tells no most extends as far as was granted */
	struct rule_set own = *set_of("294");
	own.values[PARAM_DECISION_EXTRA].value = RULE_NOT_SET;
	struct facts f = {TET_2026, .extensions = "decision 2026-12-31"};
	assert_int_equal(ask(&own, &f, "decision 2026-12-31").rule, RULE_NONE);
}

static void test_move(void **state)
{
	(void)state;
	static const struct row t[] = {
		/* 06-HD/TW 3.9c: decided within 30 working days of the move */
		{"294", {.events = "cell 2026-02-23, moved 2026-03-02"}, "decision 2026-04-13",
			FINE},
		{"294", {.events = "cell 2026-02-23, moved 2026-03-02"}, "decision 2026-04-14",
			VERDICT_REASON, RULE_MOVE_DECISION, PARAM_MOVE_DECISION, "06-HD/TW 3.9c",
			""},
		/* who came back has not moved */
		{"294", {.events = "cell 2026-02-23, moved 2026-03-02, arrived 2026-04-01"},
			"decision 2026-04-14", FINE},
		/* decided before the move, entered after it */
		{"294", {.events = "cell 2026-02-23, moved 2026-03-02"}, "decision 2026-03-01",
			FINE},
	};
	HOLD(t);
}

static void test_ceremony(void **state)
{
	(void)state;
#define LATER(source) VERDICT_REASON, RULE_CEREMONY_LATE, PARAM_CEREMONY_DAYS, source
#define DECIDED	      .events = "decision 2026-08-10", WITH(.decision_received = {2026, 8, 14})
	static const struct row t[] = {
		/* 294-QĐ/TW 4.1: 30 working days after the decision was received, over 2 and 3/9 */
		{"294", {DECIDED}, "ceremony 2026-09-29", FINE},
		{"294", {DECIDED}, "ceremony 2026-09-30", LATER("294-QĐ/TW 4.1"), "2026-09-29"},
		{"24", {DECIDED}, "ceremony 2026-09-30", LATER("24-QĐ/TW"), "2026-09-29"},
		{"232", {DECIDED}, "ceremony 2026-09-30", LATER("232-QĐ/TW"), "2026-09-29"},
		/* 208-QĐ/TW: after it was issued */
		{"208", {DECIDED}, "ceremony 2026-09-23", FINE},
		{"208", {DECIDED}, "ceremony 2026-09-24", LATER("208-QĐ/TW"), "2026-09-23"},
		/* not known when received: from its day */
		{"294", {.events = "decision 2026-08-10"}, "ceremony 2026-09-24",
			LATER("294-QĐ/TW 4.1"), "2026-09-23"},
		/* with the consent of the superior: as long as it says */
		{"208", {DECIDED, .extensions = "ceremony 2026-12-31"}, "ceremony 2026-12-31",
			FINE},
		{"208", {DECIDED, .extensions = "ceremony 2026-12-31"}, "ceremony 2027-01-01",
			LATER("208-QĐ/TW"), "2026-12-31"},
		{"294", {.events = NULL}, "ceremony 2026-09-30", FINE},
	};
	HOLD(t);
}

static void test_recognition_late(void **state)
{
	(void)state;
#define PASSED	.votes = "recognition cell 1 2026-03-02 20/30"
#define LATE_16 LATE(PARAM_RECOGNITION_DAYS), "294-QĐ/TW 4.3.1"
	static const struct row t[] = {
		/* 294-QĐ/TW 4.3.1: 30 working days after the cell's resolution, 15 more at most */
		{"294", {PASSED}, "recognised 2026-04-13", FINE},
		{"294", {PASSED}, "recognised 2026-04-14", LATE_16, "2026-04-13"},
		{"294", {PASSED, .extensions = "recognition_decision 2026-12-31"},
			"recognised 2026-05-07", FINE},
		{"294", {PASSED, .extensions = "recognition_decision 2026-12-31"},
			"recognised 2026-05-08", LATE_16, "2026-05-07"},
		/* 24-QĐ/TW: 60 */
		{"24", {PASSED}, "recognised 2026-05-28", FINE},
		{"24", {PASSED}, "recognised 2026-05-29", LATE(PARAM_RECOGNITION_DAYS), "24-QĐ/TW",
			"2026-05-28"},
		{"294", {.votes = NULL}, "recognised 2026-04-14", FINE},
	};
	HOLD(t);
}

/* ---- coming back ------------------------------------------------------------------------------------ */

static void test_readmission(void **state)
{
	(void)state;
#define WAIT(p)	       VERDICT_REFUSED, RULE_READMIT_WAIT, p
#define LEFT(how, ...) WITH(.left_how = how, .left_on = {__VA_ARGS__})
	static const struct row t[] = {
		/* 294-QĐ/TW 3.5: 36 months after leaving */
		{"294", {LEFT(LEFT_STRUCK, 2023, 3, 2)}, "cell 2026-03-02", FINE},
		{"294", {LEFT(LEFT_STRUCK, 2023, 3, 2)}, "cell 2026-03-01",
			WAIT(PARAM_READMIT_MONTHS), "294-QĐ/TW 3.5", "2026-03-02"},
		{"294", {LEFT(LEFT_STRUCK, 2023, 3, 2)}, "decision 2026-03-01",
			WAIT(PARAM_READMIT_MONTHS), "294-QĐ/TW 3.5", "2026-03-02"},
		{"24", {LEFT(LEFT_STRUCK, 2020, 2, 29)}, "cell 2023-02-27",
			WAIT(PARAM_READMIT_MONTHS), "24-QĐ/TW", "2023-02-28"},
		{"208", {LEFT(LEFT_STRUCK, 2023, 8, 31)}, "cell 2026-08-30",
			WAIT(PARAM_READMIT_MONTHS), "208-QĐ/TW", "2026-08-31"},
		/* 60 after a conviction was struck off the record */
		{"294", {LEFT(LEFT_CONVICTED, 2021, 3, 2)}, "cell 2026-03-02", FINE},
		{"294", {LEFT(LEFT_CONVICTED, 2021, 3, 2)}, "cell 2026-03-01",
			WAIT(PARAM_READMIT_CONVICTED), "294-QĐ/TW 3.5", "2026-03-02"},
		/* once only, and not whom the rule excludes */
		{"294", {WITH(.was_readmitted = true)}, "cell 2026-03-02", VERDICT_REFUSED,
			RULE_READMIT_ONCE, PARAM_READMIT_ONCE, "294-QĐ/TW 3.5", ""},
		{"294", {WITH(.was_readmitted = true)}, "decision 2026-03-02", VERDICT_REFUSED,
			RULE_READMIT_ONCE, PARAM_READMIT_ONCE, "294-QĐ/TW 3.5", ""},
		{"294", {LEFT(LEFT_EXCLUDED, 1990, 1, 1)}, "cell 2026-03-02", VERDICT_REFUSED,
			RULE_READMIT_EXCLUDED, PARAM_READMIT_MONTHS, "294-QĐ/TW 3.5", ""},
		/* when he left is not known */
		{"294", {WITH(.left_how = LEFT_STRUCK)}, "cell 2026-03-02", FINE},
	};
	HOLD(t);
}

/* Before the first set, and of steps that a set says nothing of, nothing is asked. */
static void test_nothing_asked(void **state)
{
	(void)state;
	static const char *const events[] = {"found 2026-03-02", "listed 2026-03-02",
		"class 2026-03-02", "papers 2026-03-02", "dossier 2026-03-02", "cell 2026-03-02",
		"committee 2026-03-02", "decision 2026-03-02", "ceremony 2026-03-02",
		"recognised 2026-03-02", "off_list 2026-03-02", "moved 2026-03-02",
		"vote_failed 2026-03-02", "refused 2026-03-02", "cancelled 2026-03-02",
		"struck 2026-03-02", "died 2026-03-02", "returned 2026-03-02",
		"arrived 2026-03-02"};
	static const struct facts worst = {.birth = "2012-01-01",
		.events = "class 2010-01-01, dossier 2010-02-01, cell 2010-03-01, decision "
			  "2010-04-01",
		.mentors = "2010-01-01/2010-02-01",
		.papers = "1-KND -",
		.votes = "admission cell 1 2026-01-01 1/9, admission committee 1 2026-01-01 1/9, "
			 "admission decider 1 2026-01-01 1/9, recognition cell 1 2026-01-01 1/9, "
			 "recognition decider 1 2026-01-01 1/9",
		.checks = "2010-01-01/2010-02-01 no",
		WITH(.education = 1, .has_checklist = true, .left_how = LEFT_EXCLUDED)};
	for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
		struct fact_event e[EVENTS];
		events_of(events[i], e);
		bool is_asked = e[0].kind == EVENT_PAPERS || e[0].kind == EVENT_RECOGNISED ||
				(e[0].kind >= EVENT_CELL_VOTE && e[0].kind <= EVENT_CEREMONY);
		struct verdict none = ask(NULL, &worst, events[i]);
		struct verdict v = ask(set_of("294"), &worst, events[i]);
		if (none.kind != VERDICT_OK || (v.kind != VERDICT_OK) != is_asked)
			fail_msg("%s: %d without a set, %d with one", events[i], none.kind, v.kind);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_age),
		cmocka_unit_test(test_education),
		cmocka_unit_test(test_certificate),
		cmocka_unit_test(test_dossier_age),
		cmocka_unit_test(test_mentor),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_papers),
		cmocka_unit_test(test_votes),
		cmocka_unit_test(test_rounds),
		cmocka_unit_test(test_decision),
		cmocka_unit_test(test_move),
		cmocka_unit_test(test_ceremony),
		cmocka_unit_test(test_recognition_late),
		cmocka_unit_test(test_readmission),
		cmocka_unit_test(test_nothing_asked),
	};
	return cmocka_run_group_tests(tests, law_set_up, law_tear_down);
}
