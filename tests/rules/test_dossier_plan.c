/* Backwards from the day of a ceremony: the last day of each step that is missing. Counted by hand; beside each
 * group stands the rule. */
#include "dossier_random.h"

enum { TEXT = 1024, CASES = 20000 };
#define MONDAY	  "2026-03-02"
#define BIRTHDAY  "2027-05-19" /* a Wednesday */
#define WITH(...) .with = {__VA_ARGS__}
#define LEN(t)	  (sizeof(t) / sizeof(t)[0])

struct row {
	struct facts f;
	const char *expected; /* "ceremony 2027-05-19, cell_vote 2026-01-09!": !: too late */
	const char *goal;     /* NULL: BIRTHDAY */
	const char *set;      /* NULL: "294" */
	const char *today;    /* NULL: MONDAY */
};

static void plan_text(const struct row *r, char ret[TEXT])
{
	struct dossier x = {0};
	struct plan_line v[PLAN_MAX];
	size_t at = 0;
	dossier_of(&r->f, &x);
	const char *set = r->set ? r->set : "294";
	size_t n = dossier_plan(&x.d, set_of(strcmp(set, "none") == 0 ? NULL : set), &law,
		day(r->goal ? r->goal : BIRTHDAY), day(r->today ? r->today : MONDAY), v);
	ret[0] = '\0';
	for (size_t i = 0; i < n; i++) {
		char by[DATE_TEXT];
		at += (size_t)snprintf(ret + at, TEXT - at, "%s%s %s%s", i ? ", " : "",
			need_code(v[i].kind), date_to_iso(v[i].by, by),
			v[i].is_too_late ? "!" : "");
		assert_true(at < TEXT);
	}
}

static void hold(const char *what, const struct row *t, size_t n)
{
	size_t wrong = 0;
	for (size_t i = 0; i < n; i++) {
		char found[TEXT];
		plan_text(&t[i], found);
		if (strcmp(found, t[i].expected) == 0)
			continue;
		print_error("%s, row %zu: %s\n, not %s\n", what, i, found, t[i].expected);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}
#define HOLD(t) hold(__func__, t, LEN(t))

/* 294-QĐ/TW 4.3.1: 45 working days before 19/5/2027, over 16/4, 30/4 and 3/5, begin after Sunday 14/3: the cell
 * meets on Friday 12/3; 30 after it the committee. */
#define UP_TO_MEETING                                                                              \
	"ceremony 2027-05-19, decision 2027-05-19, committee 2027-04-26, cell_vote 2027-03-12"
#define COMPILED UP_TO_MEETING ", compiled 2027-03-11"
/* 06-HD/TW 3.4d: 30 before 11/3, over Tết (5 to 11/2) */
#define CHECKED COMPILED ", check 2027-01-21"
#define MENTOR	.mentors = "2026-02-02"

static void test_stages(void **state)
{
	(void)state;
	static const struct row t[] = {
		/* 294-QĐ/TW 3.2.1: the mentor twelve months before the meeting, the list with him */
		{{WITH(.needs_check = true)},
			CHECKED ", permission 2027-01-20, class 2027-01-19, mentor 2026-03-12, "
				"listing 2026-03-12"},
		{{.events = "found 2026-02-02", MENTOR, WITH(.needs_check = true)},
			CHECKED ", permission 2027-01-20, class 2027-01-19, listing 2027-01-19"},
		{{.events = "listed 2026-02-02", MENTOR, WITH(.needs_check = true)},
			CHECKED ", permission 2027-01-20, class 2027-01-19"},
		{{.events = "listed 2026-02-02, class 2026-02-09",
			 MENTOR,
			 WITH(.needs_check = true)},
			CHECKED ", permission 2027-01-20"},
		{{.events = "listed 2026-02-02, class 2026-02-09", MENTOR},
			COMPILED ", permission 2027-03-10"},
		{{.events = "class 2026-02-09, papers 2026-02-23",
			 MENTOR,
			 WITH(.needs_check = true)},
			CHECKED},
		/* the class alone, once the papers have begun */
		{{.events = "papers 2026-02-23", MENTOR, WITH(.needs_check = true)},
			CHECKED ", class 2027-03-11"},
		/* sent, answered, in hand */
		{{.events = "class 2026-02-09, papers 2026-02-23",
			 MENTOR,
			 .checks = "2026-02-24",
			 WITH(.needs_check = true)},
			COMPILED},
		{{.events = "class 2026-02-09, papers 2026-02-23",
			 MENTOR,
			 .papers = "tham-tra 2026-02-27",
			 WITH(.needs_check = true)},
			COMPILED},
		{{.events = "class 2026-02-09, dossier 2026-03-12", MENTOR}, UP_TO_MEETING},
		/* nobody since 20/2: who takes over needs no months (294-QĐ/TW 3.2.2), a working day before */
		{{.events = "class 2026-02-09, dossier 2026-03-12",
			 .mentors = "2025-01-06/2026-02-20"},
			UP_TO_MEETING ", mentor 2027-03-11"},
		{{.events = "class 2026-02-09, dossier 2026-03-12",
			 .mentors = "2025-01-06/2026-02-20, +2026-02-23"},
			UP_TO_MEETING},
		/* 06-HD/TW 5.4b, 5.4a: lapsed by the meeting: taken, compiled anew before it */
		{{.events = "class 2022-03-11, dossier 2026-03-12", MENTOR},
			UP_TO_MEETING ", class 2027-03-11"},
		{{.events = "class 2022-03-12, dossier 2026-03-12", MENTOR}, UP_TO_MEETING},
		{{.events = "class 2026-02-09, dossier 2026-03-11", MENTOR}, COMPILED},
		/* 24-QĐ/TW: 60 working days, over 18/4, 30/4 and 1/5/2024; no time of the committee's */
		{{.events = "class 2023-02-06, dossier 2023-06-05", .mentors = "2022-01-10"},
			"ceremony 2024-05-20, decision 2024-05-20, committee 2024-05-17, cell_vote "
			"2024-02-21",
			"2024-05-20", "24", "2023-06-05"},
		{{.events = "class 2026-02-09, dossier 2026-08-03", MENTOR}, UP_TO_MEETING, NULL,
			"208", "2026-08-03"},
	};
	HOLD(t);
}

/* The clocks that run already. */
static void test_after_meeting(void **state)
{
	(void)state;
	static const struct row t[] = {
		/* 45 working days after 1/3: 6/5; 30: 12/4 */
		{{.events = "cell 2027-03-01"},
			"ceremony 2027-05-19, decision 2027-05-06, committee 2027-04-12", NULL,
			NULL, "2027-03-02"},
		{{.events = "cell 2027-03-01, committee 2027-03-15"},
			"ceremony 2027-05-19, decision 2027-05-06", NULL, NULL, "2027-03-16"},
		{{.events = "cell 2027-03-01, committee 2027-03-15"},
			"ceremony 2027-04-20, decision 2027-04-20", "2027-04-20", NULL,
			"2027-03-16"},
		/* longer, as was granted in writing; no more than 15 (27/5) */
		{{.events = "cell 2027-03-01, committee 2027-03-15",
			 .extensions = "decision 2027-05-16"},
			"ceremony 2027-05-19, decision 2027-05-14", NULL, NULL, "2027-03-16"},
		/* 06-HD/TW 3.9b: the receiver's 30 after 15/3 */
		{{.events = "cell 2027-03-01, committee 2027-03-08",
			 WITH(.arrived = {2027, 3, 15})},
			"ceremony 2027-05-19, decision 2027-04-27", NULL, NULL, "2027-03-16"},
		/* the decision's time is over */
		{{.events = "cell 2027-03-01, committee 2027-03-15"},
			"ceremony 2027-06-10, decision 2027-05-06!", "2027-06-10", NULL,
			"2027-05-07"},
		/* 294-QĐ/TW 4.1: 30 after the latest day of the decision, 7/5/2026: later than that no
		 * ceremony is held */
		{{.events = "cell 2026-03-02"},
			"ceremony 2027-05-19!, decision 2026-05-07, committee 2026-04-13"},
		/* decided: 30 working days after 4/5, after 1/3 */
		{{.events = "decision 2027-05-04"}, "ceremony 2027-05-19", NULL, NULL,
			"2027-05-05"},
		{{.events = "decision 2027-03-01"}, "ceremony 2027-05-19!", NULL, NULL,
			"2027-03-02"},
		{{.events = "decision 2027-03-01", .extensions = "ceremony 2027-05-31"},
			"ceremony 2027-05-19", NULL, NULL, "2027-03-02"},
		/* 294-QĐ/TW: from the day of receipt; 208-QĐ/TW: of issue; 30 after 6/4 are 20/5 */
		{{.events = "decision 2027-03-15", WITH(.decision_received = {2027, 4, 6})},
			"ceremony 2027-05-19", NULL, "294", "2027-04-07"},
		{{.events = "decision 2027-03-15", WITH(.decision_received = {2027, 4, 6})},
			"ceremony 2027-05-19!", NULL, "208", "2027-04-07"},
	};
	HOLD(t);
}

/* Days off, days that lie before today, and what only time brings. */
static void test_too_early(void **state)
{
	(void)state;
#define READY .events = "class 2026-02-09, dossier 2026-05-04", .mentors = "2024-01-08"
	static const struct row t[] = {
		/* over Tết of 2026 */
		{{.events = "class 2025-02-10, dossier 2026-02-02", .mentors = "2024-01-08"},
			"ceremony 2026-03-20, decision 2026-03-20, committee 2026-02-27!, "
			"cell_vote "
			"2026-01-09!",
			"2026-03-20"},
		{{READY},
			"ceremony 2026-02-27!, decision 2026-02-27!, committee 2026-01-30!, "
			"cell_vote 2025-12-18!",
			"2026-02-27"},
		/* nobody decides on a day off: a Saturday of Tết 2027, a Sunday */
		{{READY},
			"ceremony 2027-02-06, decision 2027-02-04, committee 2027-01-14, "
			"cell_vote 2026-12-02",
			"2027-02-06"},
		{{READY},
			"ceremony 2027-05-16, decision 2027-05-14, committee 2027-04-21, "
			"cell_vote 2027-03-09",
			"2027-05-16"},
		/* of today it is not too late yet */
		{{READY}, UP_TO_MEETING, NULL, NULL, "2027-03-12"},
		{{READY},
			"ceremony 2027-05-19, decision 2027-05-19, committee 2027-04-26, "
			"cell_vote 2027-03-12!",
			NULL, NULL, "2027-03-13"},
		/* a mentor since 4/5/2026: he should have begun on 12/3 */
		{{.events = "class 2026-02-09, dossier 2026-05-04", .mentors = "2026-05-04"},
			UP_TO_MEETING ", mentor_months 2026-03-12!", NULL, NULL, "2026-06-01"},
		{{.events = "class 2026-02-09, dossier 2026-05-04", .mentors = "2026-03-12"},
			UP_TO_MEETING, NULL, NULL, "2026-06-01"},
		/* 294-QĐ/TW 1.1: 18 from 1/4, from 1/3/2027 */
		{{READY, .birth = "2009-04-10"}, UP_TO_MEETING ", age 2027-03-12!"},
		{{READY, .birth = "2009-03-31"}, UP_TO_MEETING},
		/* 294-QĐ/TW 3.5: 36 months end on 13/3, on 12/3/2027 */
		{{READY, WITH(.left_how = LEFT_STRUCK, .left_on = {2024, 3, 13})},
			UP_TO_MEETING ", readmit_wait 2027-03-12!"},
		{{READY, WITH(.left_how = LEFT_STRUCK, .left_on = {2024, 3, 12})}, UP_TO_MEETING},
		{{.events = "cell 2027-03-01, committee 2027-03-15",
			 WITH(.left_how = LEFT_CONVICTED, .left_on = {2022, 5, 7})},
			"ceremony 2027-05-19, decision 2027-05-06, readmit_wait 2027-05-06!", NULL,
			NULL, "2027-03-16"},
		/* 06-HD/TW 3.4d: the whole of its time ends on 12/3, on 11/3 */
		{{READY, .checks = "2027-01-22", WITH(.needs_check = true)},
			UP_TO_MEETING ", check_answer 2027-03-11!", NULL, NULL, "2027-02-01"},
		{{READY, .checks = "2027-01-21", WITH(.needs_check = true)}, UP_TO_MEETING, NULL,
			NULL, "2027-02-01"},
		/* overdue: it may come from tomorrow on, a day late for 11/3 */
		{{READY, .checks = "2027-01-21", WITH(.needs_check = true)},
			UP_TO_MEETING ", check_answer 2027-03-11!", NULL, NULL, "2027-03-11"},
		{{READY, .checks = "2026-06-01", WITH(.needs_check = true)},
			UP_TO_MEETING ", check_answer 2027-03-11!", NULL, NULL, "2027-03-11"},
		{{READY, .checks = "2026-06-01", WITH(.needs_check = true)}, UP_TO_MEETING, NULL,
			NULL, "2027-03-10"},
		/* 06-HD/TW 3.9c: 60 after 15/3, asked for by who receives: 10/6 */
		{{.events = "cell 2027-03-01, committee 2027-03-15", .checks = "!2027-03-15"},
			"ceremony 2027-05-19, decision 2027-05-06, check_answer 2027-05-06!", NULL,
			NULL, "2027-03-16"},
	};
	HOLD(t);
}

static void test_nothing(void **state)
{
	(void)state;
	static const struct row t[] = {
		{{.events = "ceremony 2026-02-02"}, ""},
		{{.events = "ceremony 2025-01-06, recognised 2026-01-06"}, ""},
		{{WITH(.person.is_listed_member = true)}, ""},
		{{.events = "listed 2026-02-02, off_list 2026-02-09"}, ""},
		{{.events = "cell 2026-02-02, moved 2026-02-09"}, ""},
		{{.events = "listed 2026-02-02"}, "", "2027"},
		{{.events = "listed 2026-02-02"}, "", ""},
		{{.events = "listed 2026-02-02"}, "", NULL, "none"},
	};
	HOLD(t);
}

/* How a day came about, and on what it rests. */
static void test_arithmetic(void **state)
{
	(void)state;
	static const struct {
		enum need_kind kind;
		const char *source;
		struct deadline how;
	} t[] = {
		{NEED_CEREMONY, "294-QĐ/TW 4.1", {.workdays = 0}},
		{NEED_DECISION, "294-QĐ/TW 4.3.1", {.workdays = 0}},
		{NEED_COMMITTEE, "Hướng dẫn của Ban Tổ chức Thành ủy Hà Nội, tháng 11/2025",
			{.workdays = 0}},
		/* forwards from 12/3: twenty days of weekends, 16/4, 30/4 and 3/5 */
		{NEED_CELL_VOTE, "294-QĐ/TW 4.3.1",
			{{2027, 3, 12}, {2027, 5, 19}, 45, 20, 3, 0, 0}},
		{NEED_COMPILED, "06-HD/TW 5.4a", {.workdays = 0}},
		/* 5 and 8 to 11/2, of Tết, which is not announced yet */
		{NEED_CHECK, "06-HD/TW 3.4d", {{2027, 1, 21}, {2027, 3, 11}, 30, 14, 5, 0, 2027}},
		{NEED_PERMISSION, "", {.workdays = 0}},
		{NEED_CLASS, "06-HD/TW 5.4b", {.workdays = 0}},
		{NEED_MENTOR, "294-QĐ/TW 3.2.1", {.workdays = 0}},
		{NEED_LISTING, "", {.workdays = 0}},
	};
	static const struct fact_dossier nobody = {.needs_check = true};
	struct plan_line v[PLAN_MAX];
	const struct rule_set *set = set_of("294");
	size_t n = dossier_plan(&nobody, set, &law, day(BIRTHDAY), day(MONDAY), v);
	assert_int_equal(n, LEN(t));
	for (size_t i = 0; i < n; i++) {
		const struct deadline *a = &v[i].how, *b = &t[i].how;
		char source[128];
		if (v[i].kind != t[i].kind ||
			strcmp(source_of(set, v[i].param, source), t[i].source) != 0 ||
			date_cmp(a->from, b->from) != 0 || date_cmp(a->due, b->due) != 0 ||
			a->workdays != b->workdays || a->weekend != b->weekend ||
			a->off != b->off || a->open_year != b->open_year)
			fail_msg(
				"row %zu: %s, %s: %d working days, %d of weekends, %d off, year %d",
				i, need_code(v[i].kind), source, a->workdays, a->weekend, a->off,
				a->open_year);
	}
}

/* ---- any facts, any goal ----------------------------------------------------------------------------- */

/* The lines of a plan by kind; unset: no line. */
struct lines {
	struct date by[NEED_KINDS];
	const struct plan_line *line[NEED_KINDS];
	bool is_too_late; /* one of them */
};

static struct lines lines_of(const struct plan_line *v, size_t n)
{
	struct lines l = {0};
	for (size_t i = 0; i < n; i++) {
		assert_true(date_is_full(v[i].by));
		assert_null(l.line[v[i].kind]); /* one line a kind */
		l.by[v[i].kind] = v[i].by;
		l.line[v[i].kind] = &v[i];
		l.is_too_late |= v[i].is_too_late;
	}
	return l;
}

/* No step after one that needs it. */
static void in_order(const struct lines *l)
{
	static const enum need_kind pairs[][2] = {{NEED_DECISION, NEED_CEREMONY},
		{NEED_COMMITTEE, NEED_DECISION}, {NEED_CELL_VOTE, NEED_COMMITTEE},
		{NEED_COMPILED, NEED_CELL_VOTE}, {NEED_CHECK, NEED_COMPILED},
		{NEED_CHECK, NEED_CELL_VOTE}, {NEED_PERMISSION, NEED_CHECK},
		{NEED_PERMISSION, NEED_COMPILED}, {NEED_CLASS, NEED_PERMISSION},
		{NEED_CLASS, NEED_CELL_VOTE}, {NEED_MENTOR, NEED_CELL_VOTE},
		{NEED_LISTING, NEED_CLASS}, {NEED_LISTING, NEED_PERMISSION},
		{NEED_LISTING, NEED_MENTOR}};
	for (size_t i = 0; i < LEN(pairs); i++) {
		struct date a = l->by[pairs[i][0]], b = l->by[pairs[i][1]];
		if (date_is_set(a) && date_is_set(b) && date_cmp(a, b) > 0)
			fail_msg("%s after %s", need_code(pairs[i][0]), need_code(pairs[i][1]));
	}
}

/* From each day the time of the body ends by the next step's; a working day later it would not. */
static void in_time(const struct lines *l, const struct rule_set *set)
{
	const struct plan_line *vote = l->line[NEED_CELL_VOTE], *check = l->line[NEED_CHECK];
	int days = (int)rule_value(set, PARAM_DECISION_DAYS, 0);
	if (vote) {
		struct date later = calendar_add(&law, vote->by, 1, NULL);
		assert_true(date_cmp(vote->how.due, l->by[NEED_DECISION]) <= 0);
		assert_int_equal(vote->how.workdays, days);
		assert_true(
			date_cmp(calendar_add(&law, later, days, NULL), l->by[NEED_DECISION]) > 0);
	}
	days = (int)rule_value(set, PARAM_CHECK_HOME, 0);
	if (check) {
		struct date by = date_is_set(l->by[NEED_COMPILED])
					 ? l->by[NEED_COMPILED]
					 : date_add_days(l->by[NEED_CELL_VOTE], -1);
		assert_true(date_cmp(calendar_add(&law, check->by, days, NULL), by) <= 0);
	}
	for (int k = 1; k < NEED_KINDS; k++)
		if (l->line[k] && k != NEED_CEREMONY)
			assert_true(calendar_is_workday(&law, l->by[k]));
}

/* A goal that the rules do not allow yet is told to be too early: the outlook's day lies far after it. Whoever
 * takes over needs no months for the plan; for the outlook the months go on. */
static bool is_told(const struct dossier *x, const struct rule_set *set, const struct lines *l,
	struct date goal, struct date today)
{
	enum { STEPS = 12 };
	struct outlook o = dossier_outlook(&x->d, set, &law, NULL, today);
	bool any, none = o.answer != OUTLOOK_LATER && o.answer != OUTLOOK_NOW;
	any = !x->d.mentor_count;
	for (size_t i = 0; i < x->d.mentor_count; i++)
		any |= x->d.mentors[i].is_active;
	if (none || !any || date_cmp(calendar_add(&law, goal, STEPS, NULL), o.earliest) >= 0)
		return false;
	if (!l->is_too_late)
		fail_msg("case not told: goal %d-%d-%d", goal.year, goal.month, goal.day);
	return true;
}

static void test_relations(void **state)
{
	(void)state;
	uint64_t s = 2027;
	long in_hand = 0, late = 0, told = 0;
	for (int i = 0; i < CASES; i++) {
		struct dossier x;
		struct plan_line v[PLAN_MAX];
		const char *number = random_sets[below(&s, RANDOM_SETS - 1)];
		const struct rule_set *set = set_of(number);
		struct date today = date_add_days(day("2022-01-03"), below(&s, 2200));
		struct date goal = date_add_days(today, below(&s, 800) - 20);
		random_dossier(&s, set, today, &x);
		size_t n = dossier_plan(&x.d, set, &law, goal, today, v);
		assert_true(n > 0 && n < PLAN_MAX);
		assert_int_equal(v[0].kind, NEED_CEREMONY);
		assert_int_equal(date_cmp(v[0].by, goal), 0);
		struct lines l = lines_of(v, n);
		for (size_t k = 0; k < n; k++)
			assert_true(v[k].is_too_late || date_cmp(v[k].by, today) >= 0);
		in_order(&l);
		in_time(&l, set);
		told += is_told(&x, set, &l, goal, today);
		in_hand += !l.is_too_late && n > 4;
		late += l.is_too_late;
	}
	if (in_hand < 100 || late < 1000 || told < 500)
		fail_msg("%ld in time, %ld late, %ld told", in_hand, late, told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_stages),
		cmocka_unit_test(test_after_meeting),
		cmocka_unit_test(test_too_early),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_arithmetic),
		cmocka_unit_test(test_relations),
	};
	return cmocka_run_group_tests(tests, law_set_up, law_tear_down);
}
