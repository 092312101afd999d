/* How the earliest day comes about, step by step, and the day at the pace of the office. Counted by hand. */
#include "dossier_test.h"

enum { TEXT = 512 };
#define LEN(t)	  (sizeof(t) / sizeof(t)[0])
#define WITH(...) .with = {__VA_ARGS__}
#define MONDAY	  "2026-03-02"

/* Nothing of the papers before the meeting is missing. */
#define PAPERS                                                                                     \
	.papers = "khai-sinh x, van-bang x, 1-KND x, 2-KND x, 3-KND-1 2019-01-07, 3-KND-2 "        \
		  "2019-01-07, 5-KND 2019-01-07"
#define MENTOR .mentors = "2019-01-07"
#define BEFORE "listed 2025-01-06, class 2025-03-03, papers 2025-12-01"
#define READY  .events = BEFORE ", dossier 2026-02-02", PAPERS
#define VOTED  .events = BEFORE ", cell 2026-02-10"

static void trail_text(const struct facts *f, char ret[TEXT])
{
	struct dossier x = {0};
	struct outlook_step v[TRAIL_MAX];
	size_t at = 0;
	dossier_of(f, &x);
	size_t n = dossier_trail(&x.d, set_of("294"), &law, day(MONDAY), v);
	ret[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		char on[DATE_TEXT];
		at += (size_t)snprintf(ret + at, TEXT - at, "%s%s %s", i ? ", " : "",
			need_code(v[i].kind), date_to_iso(v[i].on, on) + strlen("20"));
		assert_true(at < TEXT);
	}
}

static void test_trail(void **state)
{
	(void)state;
	static const struct {
		struct facts f;
		const char *expected;
	} t[] = {
		{{READY, MENTOR},
			"cell_vote 26-03-03, committee 26-03-04, decision 26-03-05, ceremony "
			"26-03-06"},
		/* 06-HD/TW 3.4d: 30 working days; 294-QĐ/TW 3.2.1: twelve months after the list: the cell
		 * meets on the day on which they end */
		{{WITH(.needs_check = true)},
			"listing 26-03-03, class 26-03-04, permission 26-03-05, paper 26-03-06, "
			"check_answer 26-04-17, compiled 26-04-20, mentor_months 27-03-03, "
			"cell_vote 27-03-03, committee 27-03-04, decision 27-03-05, ceremony "
			"27-03-08"},
		/* on a Saturday: the cell meets on Monday */
		{{READY, .mentors = "2025-06-06"},
			"mentor_months 26-06-06, cell_vote 26-06-08, committee 26-06-09, decision "
			"26-06-10, ceremony 26-06-11"},
		/* 294-QĐ/TW 3.2.2: somebody takes over, then the cell meets */
		{{READY, .mentors = "2024-06-01/2026-01-15"},
			"mentor 26-03-03, cell_vote 26-03-04, committee 26-03-05, decision "
			"26-03-06, ceremony 26-03-09"},
		/* 06-HD/TW 5.4a, 5.4b: what lapses by then is made anew meanwhile */
		{{.events = "class 2021-04-01, dossier 2025-04-01",
			 PAPERS,
			 .mentors = "2025-05-04"},
			"class 26-03-03, compiled 26-03-04, mentor_months 26-05-04, cell_vote "
			"26-05-04, committee 26-05-05, decision 26-05-06, ceremony 26-05-07"},
		/* 294-QĐ/TW 1.1: 1/5 is off */
		{{READY, MENTOR, .birth = "2008-05-20"},
			"age 26-05-01, cell_vote 26-05-04, committee 26-05-05, decision 26-05-06, "
			"ceremony 26-05-07"},
		/* 294-QĐ/TW 3.5: the decision waits */
		{{VOTED, WITH(.left_how = LEFT_STRUCK, .left_on = {2023, 6, 15})},
			"committee 26-03-03, readmit_wait 26-06-15, decision 26-06-15, ceremony "
			"26-06-16"},
		/* 06-HD/TW 3.9c: 60 working days of what the receiver asks */
		{{VOTED, .checks = "!2026-02-09"},
			"committee 26-03-03, check_answer 26-05-14, decision 26-05-15, ceremony "
			"26-05-18"},
		/* nothing to reckon */
		{{.events = "decision 2026-02-26"}, ""},
		{{READY, MENTOR, WITH(.education = 1)}, ""},
		{{.events = "ceremony 2026-02-02"}, ""},
		{{.events = "listed 2026-01-05, moved 2026-02-02"}, ""},
	};
	size_t wrong = 0;
	for (size_t i = 0; i < LEN(t); i++) {
		char found[TEXT];
		trail_text(&t[i].f, found);
		if (strcmp(found, t[i].expected) == 0)
			continue;
		print_error("row %zu: %s\nnot %s\n", i, found, t[i].expected);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

/* ---- at the pace here -------------------------------------------------------------------------------- */

/* Each missing step after its days, from the step before; never before the rules allow. */
static const struct step_days usual_days = {{[EVENT_LISTED] = 10,
	[EVENT_CLASS] = 20,
	[EVENT_PAPERS] = 30,
	[EVENT_DOSSIER] = 40,
	[EVENT_CELL_VOTE] = 15,
	[EVENT_COMMITTEE] = 7,
	[EVENT_DECISION] = 20,
	[EVENT_CEREMONY] = 10}};

static struct date likely_of(const struct facts *f, const struct step_days *usual)
{
	struct dossier x = {0};
	dossier_of(f, &x);
	return dossier_outlook(&x.d, set_of("294"), &law, usual, day(MONDAY)).likely;
}

static void test_likely(void **state)
{
	(void)state;
	static const struct {
		struct facts f;
		const char *expected;
		enum event_kind unknown; /* a step whose pace nobody knows */
	} t[] = {
		{{.events = "found 2026-02-20", PAPERS, MENTOR}, "2026-07-22", 0},
		{{.events = "class 2026-02-02, papers 2026-02-20", PAPERS, MENTOR}, "2026-05-23",
			0},
		/* what should have come already comes today */
		{{.events = BEFORE, PAPERS, MENTOR}, "2026-04-23", 0},
		{{.events = "decision 2026-02-25"}, "2026-03-07", 0},
		{{.events = "decision 2026-02-02"}, "2026-03-02", 0},
		/* the meeting waits for the mentor's months, the others come after it */
		{{READY, .mentors = "2025-12-01"}, "2027-01-07", 0},
		/* unknown: it matters only where the step is missing; after the meeting no class is */
		{{.events = BEFORE, PAPERS, MENTOR}, "", EVENT_COMMITTEE},
		{{.events = BEFORE, PAPERS, MENTOR}, "2026-04-23", EVENT_LISTED},
		{{.events = "papers 2025-12-01", PAPERS, MENTOR}, "", EVENT_CLASS},
		{{.events = "decision 2026-02-25"}, "2026-03-07", EVENT_CLASS},
		/* no day, no pace */
		{{READY, MENTOR, WITH(.education = 1)}, "", 0},
		{{.events = "ceremony 2026-02-02"}, "", 0},
		{{.events = "listed 2026-01-05, moved 2026-02-02"}, "", 0},
	};
	for (size_t i = 0; i < LEN(t); i++) {
		struct step_days usual = usual_days;
		char found[DATE_TEXT];
		usual.days[t[i].unknown] = -1;
		date_to_iso(likely_of(&t[i].f, &usual), found);
		if (strcmp(found, t[i].expected) != 0)
			fail_msg("row %zu: %s, not %s", i, found, t[i].expected);
	}
	/* who is quicker than the rules is held by them */
	static const struct step_days quick;
	static const struct facts ready = {READY, MENTOR};
	assert_int_equal(date_cmp(likely_of(&ready, &quick), day("2026-03-06")), 0);
	assert_false(date_is_set(likely_of(&ready, NULL)));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_trail),
		cmocka_unit_test(test_likely),
	};
	return cmocka_run_group_tests(tests, law_set_up, law_tear_down);
}
