/* When somebody can be admitted at the earliest: one working day a step, the first on the working day after
 * today. The days are counted by hand; beside each group stands the rule that it rests on. */
#include "dossier_test.h"

/* Monday 2/3/2026: no day off before Monday 27/4 */
#define MONDAY "2026-03-02"

struct row {
	struct facts f;
	const char *expected; /* "later 2026-03-12", "blocked education" … */
	const char *set;      /* NULL: "294"; "none" */
	const char *today;    /* NULL: MONDAY */
};

#define WITH(...) .with = {__VA_ARGS__}

/* The answer, the day, what stands in the way. */
static void outlook_text(
	const struct facts *f, const struct rule_set *set, const char *today, char ret[128])
{
	static const char *const answers[] = {[OUTLOOK_NOW] = "now",
		[OUTLOOK_LATER] = "later",
		[OUTLOOK_BLOCKED] = "blocked",
		[OUTLOOK_NEVER] = "never",
		[OUTLOOK_MEMBER] = "member",
		[OUTLOOK_OUT] = "out",
		[OUTLOOK_NO_SET] = "no set"};
	struct dossier x = {0};
	char earliest[DATE_TEXT];
	dossier_of(f, &x);
	struct outlook o = dossier_outlook(&x.d, set, &law, NULL, day(today ? today : MONDAY));
	date_to_iso(o.earliest, earliest);
	assert_false(date_is_set(o.likely)); /* no pace was told */
	snprintf(ret, 128, "%s%s%s%s%s", answers[o.answer], *earliest ? " " : "", earliest,
		o.blocked_by ? " " : "", o.blocked_by ? need_code(o.blocked_by) : "");
}

static void hold(const char *what, const struct row *t, size_t n)
{
	size_t wrong = 0;
	for (size_t i = 0; i < n; i++) {
		const char *set = t[i].set ? t[i].set : "294";
		char found[128];
		outlook_text(
			&t[i].f, set_of(strcmp(set, "none") == 0 ? NULL : set), t[i].today, found);
		if (strcmp(found, t[i].expected) == 0)
			continue;
		print_error("%s, row %zu: %s, not %s\n", what, i, found, t[i].expected);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}
#define LEN(t)	(sizeof(t) / sizeof(t)[0])
#define HOLD(t) hold(__func__, t, LEN(t))

/* Nothing of the papers before the meeting is missing. */
#define KEPT                                                                                       \
	"khai-sinh x, van-bang x, 1-KND x, 2-KND x, 3-KND-1 2019-01-07, 3-KND-2 2019-01-07, "      \
	"5-KND 2019-01-07"
#define PAPERS .papers = KEPT
#define MENTOR .mentors = "2019-01-07"
#define BEFORE "listed 2025-01-06, class 2025-03-03, papers 2025-12-01"
/* Only the meeting, the committee, the decision, the ceremony are missing: 3, 4, 5, 6/3. */
#define READY	   .events = BEFORE ", dossier 2026-02-02", PAPERS
#define VOTED	   .events = BEFORE ", cell 2026-02-10"
#define AT_ONCE	   "later 2026-03-06"
#define AFTER_VOTE "later 2026-03-05"

/* domain.md 1.12: the steps in their order. */
static void test_steps(void **state)
{
	(void)state;
	static const struct row t[] = {
		/* list, class, papers, dossier, meeting, committee, decision, ceremony */
		{{.events = NULL, PAPERS, MENTOR}, "later 2026-03-12"},
		{{.events = "found 2026-02-02", PAPERS, MENTOR}, "later 2026-03-12"},
		{{.events = "listed 2025-01-06", PAPERS, MENTOR}, "later 2026-03-11"},
		{{.events = "listed 2025-01-06, class 2025-03-03", PAPERS, MENTOR},
			"later 2026-03-10"},
		{{.events = BEFORE, PAPERS, MENTOR}, "later 2026-03-09"},
		{{READY, MENTOR}, "later 2026-03-06"},
		{{.events = BEFORE ", cell 2026-02-25"}, "later 2026-03-05"},
		{{.events = BEFORE ", cell 2026-02-25, committee 2026-02-26"}, "later 2026-03-04"},
		{{.events = "decision 2026-02-26"}, "now 2026-03-02"},
		/* a step that was not recorded is not asked for once a later one was taken; the class is
		 * one by itself */
		{{.events = "committee 2026-02-26"}, "later 2026-03-04"},
		{{.events = "dossier 2026-02-02", PAPERS, MENTOR}, "later 2026-03-09"},
		/* the papers: one step, be it one that is missing, asked for, or all of them */
		{{.events = BEFORE ", dossier 2026-02-02", MENTOR}, "later 2026-03-09"},
		{{READY ", 2-TN -, 5-TN ?", MENTOR}, "later 2026-03-09"},
		{{READY, MENTOR, WITH(.is_youth = true)}, "later 2026-03-09"},
		{{READY ", 4-KND 2026-02-02", MENTOR, WITH(.is_youth = true)}, AT_ONCE},
		/* the same in each set */
		{{.events = "found 2022-02-02", PAPERS, MENTOR}, "later 2022-03-17", "24",
			"2022-03-07"},
		{{.events = "papers 2024-02-02", PAPERS, MENTOR}, "later 2024-03-12", "24",
			"2024-03-04"},
		{{.events = "class 2024-03-04, papers 2025-02-03", PAPERS, MENTOR},
			"later 2025-03-10", "232", "2025-03-03"},
		{{READY, MENTOR}, "later 2026-08-07", "208", "2026-08-03"},
	};
	HOLD(t);
}

/* Weekends, days off: domain.md 1.13. */
static void test_days_off(void **state)
{
	(void)state;
	static const struct row t[] = {
		/* Tết from Saturday 14/2 to Sunday 22/2/2026 */
		{{READY, MENTOR}, "later 2026-02-25", "294", "2026-02-12"},
		{{READY, MENTOR}, "later 2026-02-26", "294", "2026-02-13"},
		{{READY, MENTOR}, "later 2026-02-27", "294", "2026-02-23"},
		{{VOTED}, "later 2026-02-24", "294", "2026-02-12"},
		/* only the ceremony: today, or the first working day */
		{{.events = "decision 2026-02-12"}, "now 2026-02-13", "294", "2026-02-13"},
		{{.events = "decision 2026-02-12"}, "now 2026-02-23", "294", "2026-02-14"},
		{{.events = "decision 2026-03-06"}, "now 2026-03-09", "294", "2026-03-07"},
		/* a Saturday, a Sunday */
		{{READY, MENTOR}, "later 2026-03-12", "294", "2026-03-08"},
		/* Hùng kings' day of 2026 is made up on Monday 27/4; 30/4, 1/5 */
		{{READY, MENTOR}, "later 2026-05-05", "294", "2026-04-24"},
	};
	HOLD(t);
}

static void test_answers(void **state)
{
	(void)state;
#define REMOVAL "removal cell 1 2025-10-01 20/30"
	static const struct row t[] = {
		/* Điều lệ Đảng, Điều 5: twelve months from the ceremony, whatever the day of the decision */
		{{.events = "ceremony 2025-06-15"}, "member 2026-06-15"},
		{{.events = "ceremony 2024-02-29"}, "member 2025-02-28", "24", "2024-03-04"},
		{{.events = "ceremony 2025-01-15"}, "member 2026-01-15"},
		{{WITH(.person.joined = {2025, 6, 15})}, "member 2026-06-15"},
		{{.events = "ceremony 2024-01-15, recognised 2025-01-15"}, "member"},
		{{WITH(.person.is_listed_member = true)}, "member"},
		/* 06-HD/TW 4.6: to be struck off; 294-QĐ/TW 4.2.3: failed three times */
		{{.events = "ceremony 2025-06-15", .votes = REMOVAL}, "member 2026-06-15 removal"},
		{{.events = "ceremony 2025-01-15",
			 .votes = "recognition cell 1 2026-01-19 1/30, recognition cell 2 "
				  "2026-01-26 "
				  "1/30, recognition cell 3 2026-02-09 1/30"},
			"member 2026-01-15 rounds"},
		/* nobody follows who is out, until he is back */
		{{.events = "listed 2026-01-05, off_list 2026-02-02"}, "out"},
		{{.events = "cell 2026-01-05, refused 2026-02-02"}, "out"},
		{{.events = "decision 2026-01-05, cancelled 2026-02-02"}, "out"},
		{{.events = "decision 2026-01-05, died 2026-02-02"}, "out"},
		{{.events = "cell 2026-01-05, moved 2026-02-02, arrived 2026-02-23"}, AFTER_VOTE},
		/* 294-QĐ/TW 3.5: whose name was struck off: since when he may be admitted again, once */
		{{.events = "ceremony 2026-01-05, struck 2026-02-02"}, "out 2029-02-02"},
		{{.events = "ceremony 2026-01-05, struck 2026-02-02", WITH(.was_readmitted = true)},
			"out"},
		/* taken off the list all begins anew but the certificate, once listed */
		{{.events = BEFORE ", off_list 2026-01-05, listed 2026-02-02", PAPERS, MENTOR},
			"later 2026-03-10"},
		/* no set: the order of events alone */
		{{READY, MENTOR}, "no set", "none", "2020-03-02"},
		{{.events = "decision 2020-02-03"}, "no set", "none", "2020-03-02"},
		{{.events = "ceremony 2020-02-03"}, "member 2021-02-03", "none", "2020-03-02"},
		{{.events = "listed 2020-01-06, died 2020-02-03"}, "out", "none", "2020-03-02"},
		/* 294-QĐ/TW: lower secondary school; 06-HD/TW 1.2: primary school in some areas */
		{{READY, MENTOR, WITH(.education = 2)}, "blocked education"},
		{{READY, MENTOR, WITH(.education = 0)}, AT_ONCE}, /* not recorded */
		{{READY, MENTOR, WITH(.education = 2, .education_case = EDUCATION_AREA)}, AT_ONCE},
		{{READY, MENTOR, WITH(.education = 1, .education_case = EDUCATION_AREA)},
			"blocked education"},
		{{VOTED, WITH(.education = 2)}, AFTER_VOTE}, /* the cell has passed over it */
	};
	HOLD(t);
}

/* 06-HD/TW 3.4d: 30 working days, 90 from abroad; 3.9c: 60 for what the receiver asks again. */
static void test_check(void **state)
{
	(void)state;
#define CHECKED WITH(.needs_check = true)
#define LISTED	.events = "listed 2025-01-06", PAPERS, MENTOR, CHECKED
	static const struct row t[] = {
		/* to be sent: 30 from today are 13/4; from 4/3, after class and papers, 15/4 */
		{{READY, MENTOR, CHECKED}, "later 2026-04-17"}, {{LISTED}, "later 2026-04-22"},
		/* over Tết: 30/3; over 27/4, 30/4 and 1/5: 25/6, 14/5 */
		{{READY, MENTOR, .checks = "2026-02-09", CHECKED}, "later 2026-04-03"},
		{{READY, MENTOR, .checks = "*2026-02-09", CHECKED}, "later 2026-07-01"},
		{{READY, MENTOR, .checks = "!2026-02-09", CHECKED}, "later 2026-05-20"},
		/* overdue, or due today: from tomorrow on any day */
		{{READY, MENTOR, .checks = "2025-12-01", CHECKED}, "later 2026-03-09"},
		{{READY, MENTOR, .checks = "2026-01-12", CHECKED}, "later 2026-03-09"},
		/* due on 4/3, or overdue, while class and papers take until then: no day more */
		{{LISTED, .checks = "2026-01-14"}, "later 2026-03-11"},
		{{LISTED, .checks = "2025-12-01"}, "later 2026-03-11"},
		/* answered; one of two; the paper is in hand, or none is asked for */
		{{READY, MENTOR, .checks = "2026-02-09/2026-02-27 yes", CHECKED}, AT_ONCE},
		{{READY, MENTOR, .checks = "*2026-01-05/2026-02-27 yes, 2026-02-09", CHECKED},
			"later 2026-04-03"},
		{{READY ", tham-tra 2026-02-27", MENTOR, .checks = "2026-02-09", CHECKED}, AT_ONCE},
		{{READY ", tham-tra x", MENTOR, CHECKED}, AT_ONCE},
		/* domain.md 1.1: not qualified; the latest answer counts */
		{{READY, MENTOR, .checks = "2026-02-09/2026-02-27 no", CHECKED},
			"blocked check_negative"},
		{{READY, MENTOR, .checks = "2026-01-05/2026-01-30 no, 2026-02-02/2026-02-27 yes",
			 CHECKED},
			AT_ONCE},
		/* what the receiver asks holds up the decision on who came with the cell's resolution,
		 * whatever paper came with him: 14/5 */
		{{VOTED, .papers = "tham-tra 2025-12-01", .checks = "!2026-02-09",
			 WITH(.needs_check = true, .arrived = {2026, 2, 13})},
			"later 2026-05-18"},
		{{VOTED, .checks = "!2026-02-09/2026-02-27 yes", CHECKED}, AFTER_VOTE},
		{{VOTED, CHECKED}, AFTER_VOTE}, /* the cell has passed over it */
	};
	HOLD(t);
}

static void test_mentor(void **state)
{
	(void)state;
#define OVER	  READY, .mentors = "2025-06-01/2026-01-15, +2026-01-16"
#define BROKE_OFF READY, .mentors = "2025-06-01/2026-01-15"
	static const struct row t[] = {
		/* 294-QĐ/TW 3.2.1: twelve months together when the cell meets: on that day itself */
		{{READY, .mentors = "2025-03-03"}, AT_ONCE},
		{{READY, .mentors = "2025-03-04"}, "later 2026-03-09"},
		{{READY, .mentors = "2024-02-29"}, "later 2025-03-05", "24", "2025-02-24"},
		/* 30/4 is off, a Saturday: on the working day after it */
		{{READY, .mentors = "2025-04-30"}, "later 2026-05-07"},
		{{READY, .mentors = "2025-06-06"}, "later 2026-06-11"},
		/* the steps before the meeting are taken meanwhile */
		{{.events = NULL, .mentors = "2025-05-04"}, "later 2026-05-07"},
		/* of two the first */
		{{READY, .mentors = "2026-01-05, 2025-05-04"}, "later 2026-05-07"},
		/* 294-QĐ/TW 3.2.2: whoever takes over needs no months; who comes beside does: 16/1 is a
		 * Saturday */
		{{OVER}, AT_ONCE},
		{{READY, .mentors = "2025-06-01/2026-01-15, 2026-01-16"}, "later 2027-01-21"},
		/* nobody: assigned on 3/3, twelve months from then */
		{{READY}, "later 2027-03-08"},
		/* nobody now: somebody takes over on 3/3, the meeting is on 4/3 */
		{{READY, .mentors = "2024-06-01/2026-01-15"}, "later 2026-03-09"},
		/* assigned with the list, by one resolution: no day more */
		{{.events = NULL, PAPERS, .mentors = "2024-06-01/2026-01-15"}, "later 2026-03-12"},
		/* that the months broke off brings nothing forward */
		{{BROKE_OFF}, "later 2026-06-04"},
		{{BROKE_OFF ", +2026-01-16/2026-02-20"}, "later 2026-06-04"},
		/* asked for at the meeting, not after it */
		{{VOTED, .mentors = "2026-02-02"}, AFTER_VOTE},
	};
	HOLD(t);
	/* a set without the waiver asks the months of everybody */
	static const struct facts over = {OVER}, broke_off = {BROKE_OFF};
	struct rule_set own = *set_of("294");
	char found[128];
	own.values[PARAM_MENTOR_WAIVER].value = 0;
	outlook_text(&over, &own, MONDAY, found);
	assert_string_equal(found, "later 2027-01-21");
	outlook_text(&broke_off, &own, MONDAY, found);
	assert_string_equal(found, "later 2027-03-08");
}

static void test_age(void **state)
{
	(void)state;
#define BORN READY, MENTOR, .birth
#define OLD  "blocked over_age_consent"
	static const struct row t[] = {
		/* 294-QĐ/TW 1.1: 18, by months, when the cell considers it */
		{{BORN = "2008-03-31"}, AT_ONCE},
		{{BORN = "2008-04-15"}, "later 2026-04-06"},
		{{BORN = "2008-10-15"}, "later 2026-10-06", "208", "2026-08-03"},
		/* of a year alone the doubt counts for the person */
		{{BORN = "2008"}, AT_ONCE},
		{{BORN = "2009"}, "later 2027-01-07"},
		{{BORN = ""}, AT_ONCE},
		/* to 60; domain.md 9: in the month itself a warning, no bar; the meeting is on 3/3, 1/4 */
		{{BORN = "1966-03-01"}, AT_ONCE},
		{{BORN = "1966-02-28"}, OLD},
		{{BORN = "1966-07-28"}, OLD, "208", "2026-08-03"},
		{{BORN = "1966-03-01"}, OLD, "294", "2026-03-31"},
		{{READY, .birth = "1966-03-31", .mentors = "2025-03-31"}, "later 2026-04-03"},
		{{READY, .birth = "1966-03-31", .mentors = "2025-04-01"}, OLD},
		/* 06-HD/TW 1.1: with the consent of the committee under the Centre */
		{{BORN = "1966-02-28", WITH(.has_over_age_consent = true)}, AT_ONCE},
		/* a year alone: for certain in the year after, from its first day */
		{{BORN = "1966"}, AT_ONCE},
		{{BORN = "1965"}, "later 2026-01-06", "294", "2025-12-30"},
		{{BORN = "1965"}, OLD, "294", "2026-01-05"},
		/* asked at the meeting, not after it */
		{{VOTED, .birth = "1966-02-01"}, AFTER_VOTE},
	};
	HOLD(t);
}

static void test_lapses(void **state)
{
	(void)state;
#define CLASS(text)   MENTOR, PAPERS, .events = "class " text ", dossier 2026-02-02"
#define DOSSIER(text) MENTOR, PAPERS, .events = BEFORE ", dossier " text
	static const struct row t[] = {
		/* 06-HD/TW 5.4b: sixty months; on the last day it is still good */
		{{CLASS("2021-03-03")}, AT_ONCE},
		{{CLASS("2021-03-02")}, "later 2026-03-09"},
		{{CLASS("2020-03-02, class 2026-02-09")}, AT_ONCE},
		{{CLASS("2020-02-29")}, "later 2025-03-05", "232", "2025-02-27"},
		{{CLASS("2020-02-29")}, "later 2025-03-07", "232", "2025-02-28"},
		/* before the papers: as if there had been no class */
		{{.events = "listed 2025-01-06, class 2020-03-02", PAPERS, MENTOR},
			"later 2026-03-11"},
		/* the meeting has been: nothing lapses any more */
		{{.events = "class 2020-03-02, cell 2026-02-25"}, AFTER_VOTE},
		/* 06-HD/TW 5.4a: twelve months since it was compiled; then papers are made anew */
		{{DOSSIER("2025-03-03")}, AT_ONCE},
		{{DOSSIER("2025-03-02")}, "later 2026-03-09"},
		{{.events = BEFORE ", dossier 2025-02-03",
			 MENTOR,
			 .papers = "khai-sinh x, van-bang x, 1-KND x, 2-KND x, 3-KND-1 2026-02-03, "
				   "3-KND-2 2026-02-09, 5-KND 2026-02-09"},
			AT_ONCE},
		{{.events = BEFORE ", dossier 2025-02-03",
			 MENTOR, /* of one the day is not known */
			 .papers = "khai-sinh x, van-bang x, 1-KND x, 2-KND x, 3-KND-1 2026-02-03, "
				   "3-KND-2 2026-02-09, 5-KND 2026"},
			"later 2026-03-09"},
		/* made anew while the mentor's months run: no day more */
		{{.events = "class 2021-04-01, dossier 2026-02-02",
			 PAPERS,
			 .mentors = "2025-05-04"},
			"later 2026-05-07"},
		{{.events = BEFORE ", dossier 2025-04-01", PAPERS, .mentors = "2025-05-04"},
			"later 2026-05-07"},
		/* both: a class, then the papers; the class alone brings the meeting to 4/3 */
		{{MENTOR, PAPERS, .events = "class 2020-03-02, dossier 2025-02-03"},
			"later 2026-03-10"},
		{{MENTOR, PAPERS, .events = "class 2021-03-02, dossier 2025-03-03"},
			"later 2026-03-10"},
	};
	HOLD(t);
}

static void test_readmission(void **state)
{
	(void)state;
#define LEFT(how, ...) WITH(.left_how = how, .left_on = {__VA_ARGS__}, .has_readmit_consent = true)
#define NEVER	       "never readmit_never"
	static const struct row t[] = {
		/* 294-QĐ/TW 3.5: 36 months; on that day the cell may meet, after a Saturday on Monday */
		{{READY, MENTOR, LEFT(LEFT_STRUCK, 2023, 3, 3)}, AT_ONCE},
		{{READY, MENTOR, LEFT(LEFT_STRUCK, 2023, 6, 15)}, "later 2026-06-18"},
		{{READY, MENTOR, LEFT(LEFT_STRUCK, 2023, 6, 13)}, "later 2026-06-18"},
		{{READY, MENTOR, LEFT(LEFT_STRUCK, 2023, 9, 15)}, "later 2026-09-18", "208",
			"2026-08-03"},
		{{.events = "class 2023-03-06, dossier 2024-02-05",
			 PAPERS,
			 MENTOR,
			 LEFT(LEFT_STRUCK, 2021, 9, 16)},
			"later 2024-09-19", "24", "2024-03-04"},
		/* 60 after a conviction was struck off the record */
		{{READY, MENTOR, LEFT(LEFT_CONVICTED, 2021, 6, 15)}, "later 2026-06-18"},
		/* the day is not known */
		{{READY, MENTOR, LEFT(LEFT_STRUCK, 0, 0, 0)}, AT_ONCE},
		/* as the events here tell */
		{{.events = "ceremony 2022-09-05, struck 2023-06-15, returned 2023-07-03, class "
			    "2025-03-03, dossier 2026-02-02",
			 PAPERS,
			 MENTOR,
			 WITH(.has_readmit_consent = true)},
			"later 2026-06-18"},
		/* resolved by the cell: the decision waits, the committee does not */
		{{VOTED, LEFT(LEFT_STRUCK, 2023, 6, 15)}, "later 2026-06-16"},
		/* once only; not of whom the rule excludes, however long ago */
		{{READY, MENTOR, WITH(.was_readmitted = true)}, NEVER},
		{{READY, MENTOR, LEFT(LEFT_EXCLUDED, 1990, 1, 1)}, NEVER},
		{{VOTED, WITH(.left_how = LEFT_EXCLUDED)}, NEVER},
		{{.events = "ceremony 2010-09-06, struck 2013-06-17, returned 2015-07-06, ceremony "
			    "2017-09-05, struck 2019-06-17, returned 2023-07-03"},
			NEVER},
	};
	HOLD(t);
	/* a set that lets come back again and again */
	static const struct facts again = {READY, MENTOR, WITH(.was_readmitted = true)};
	struct rule_set own = *set_of("294");
	char found[128];
	own.values[PARAM_READMIT_ONCE].value = 0;
	outlook_text(&again, &own, MONDAY, found);
	assert_string_equal(found, AT_ONCE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_days_off),
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_check),
		cmocka_unit_test(test_mentor),
		cmocka_unit_test(test_age),
		cmocka_unit_test(test_lapses),
		cmocka_unit_test(test_readmission),
	};
	return cmocka_run_group_tests(tests, law_set_up, law_tear_down);
}
