/* What is missing at each stage, and what of it is due when. */
#include "dossier_test.h"

enum { TEXT = 4096 };

static size_t put(char *ret, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
static size_t put(char *ret, size_t at, const char *format, ...)
{
	va_list args;
	va_start(args, format);
	int n = vsnprintf(ret + at, TEXT - at, format, args);
	va_end(args);
	assert_true(n >= 0 && at + (size_t)n < TEXT);
	return at + (size_t)n;
}

/* "cell_vote open #1, decision later 2026-03-26 decision_days": kind, state, due (! a lapse), from when, number,
 * what it rests on. */
static size_t put_need(char *ret, size_t at, const struct need *n, bool is_whole)
{
	static const char *const states[] = {[NEED_OPEN] = "open",
		[NEED_LATER] = "later",
		[NEED_WAITING] = "waiting",
		[NEED_BLOCKED] = "blocked",
		[NEED_DONE] = "done"};
	char iso[DATE_TEXT];
	at = put(ret, at, "%s%s", at ? ", " : "", need_code(n->kind));
	if (n->paper)
		at = put(ret, at, " %s", n->paper->code);
	if (is_whole)
		at = put(ret, at, " %s", states[n->state]);
	if (date_is_set(n->due))
		at = put(ret, at, " %s%s", date_to_iso(n->due, iso), n->is_lapse ? "!" : "");
	if (is_whole && date_is_set(n->opens))
		at = put(ret, at, " from %s", date_to_iso(n->opens, iso));
	if (n->number)
		at = put(ret, at, " #%ld", n->number);
	if (is_whole && n->param)
		at = put(ret, at, " %s", rule_param_code((enum rule_param)n->param));
	return at;
}

static void needs_text(
	const struct facts *f, const struct rule_set *set, bool with_done, char ret[TEXT])
{
	struct dossier x = {0};
	struct need v[NEEDS_MAX];
	size_t at = 0;
	dossier_of(f, &x);
	size_t n = dossier_needs(&x.d, set, &law, with_done, v);
	ret[0] = '\0';
	for (size_t i = 0; i < n; i++)
		at = put_need(ret, at, &v[i], true);
}

static void tasks_text(const struct facts *f, const struct rule_set *set, char ret[TEXT])
{
	struct dossier x = {0};
	struct need v[TASKS_MAX];
	size_t at = 0;
	dossier_of(f, &x);
	size_t n = dossier_tasks(&x.d, set, &law, v);
	ret[0] = '\0';
	for (size_t i = 0; i < n; i++)
		at = put_need(ret, at, &v[i], false);
}

struct row {
	const char *set;
	struct facts f;
	const char *expected;
};

static void same_text(const char *what, size_t row, const char *found, const char *expected)
{
	if (strcmp(found, expected) != 0)
		fail_msg("%s, row %zu:\n%s\nnot\n%s", what, row, found, expected);
}

static void needs_hold(const struct row *t, size_t n)
{
	char found[TEXT];
	for (size_t i = 0; i < n; i++) {
		needs_text(&t[i].f, set_of(t[i].set), false, found);
		same_text("needs", i, found, t[i].expected);
	}
}

static void tasks_hold(const struct row *t, size_t n)
{
	char found[TEXT];
	for (size_t i = 0; i < n; i++) {
		tasks_text(&t[i].f, set_of(t[i].set), found);
		same_text("tasks", i, found, t[i].expected);
	}
}
#define LEN(t)	  (sizeof(t) / sizeof(t)[0])
#define WITH(...) .with = {__VA_ARGS__}

static void test_before_papers(void **state)
{
	(void)state;
#define BEGINNING                                                                                  \
	"permission later permission, compiled later dossier_months, cell_vote later #1 vote_cell"
#define BORN_1990 "age later from 2008-05-01 age_min, age_limit open 2050-05-01! age_max, "
	static const struct row t[] = {
		{"294", {.birth = "1990-05-20", .events = "found 2026-01-05"},
			"listing open listing, mentor later introducers, " BORN_1990
			"class later class, " BEGINNING},
		/* nobody helps since the day of the list */
		{"294", {.birth = "1990-05-20", .events = "listed 2026-01-05"},
			"mentor open 2026-01-05 introducers, " BORN_1990
			"class open class, " BEGINNING},
		/* 294-QĐ/TW 3.2.1: twelve months; 06-HD/TW 5.4b: sixty; 294-QĐ/TW: secondary school */
		{"294",
			{.birth = "1990-05-20",
				.events = "listed 2026-01-05, class 2025-12-01",
				.mentors = "2026-01-05",
				WITH(.education = 2)},
			"mentor_months later from 2027-01-05 mentor_months, " BORN_1990
			"education blocked 2026-01-05 education, certificate open 2030-12-01! "
			"certificate_months, permission open permission, compiled later "
			"dossier_months, "
			"cell_vote later #1 vote_cell"},
		/* 06-HD/TW 1.2; a year alone; since the last mentor's end */
		{"294",
			{.birth = "1967",
				.events = "listed 2026-01-05",
				.mentors = "2026-01-05/2026-02-01",
				WITH(.education = 1, .education_case = EDUCATION_AREA)},
			"mentor open 2026-02-01 introducers, age later from 1985-01-01 age_min, "
			"age_limit open 2028-01-01! age_max, education blocked 2026-01-05 "
			"education_area, "
			"class open class, " BEGINNING},
		/* 06-HD/TW 1.1: with the consent the limit is no matter */
		{"294",
			{.birth = "1967",
				.events = "listed 2026-01-05",
				.mentors = "+2026-02-01",
				WITH(.has_over_age_consent = true)},
			"age later from 1985-01-01 age_min, class open class, " BEGINNING},
		/* 294-QĐ/TW 3.5 */
		{"294",
			{.events = "listed 2026-01-05",
				.mentors = "+2026-01-05",
				WITH(.left_how = LEFT_STRUCK, .left_on = {2024, 2, 29})},
			"readmit_wait later from 2027-02-28 readmit_months, readmit_consent open "
			"readmit_months, class open class, " BEGINNING},
		{"294",
			{.events = "listed 2026-01-05",
				.mentors = "+2026-01-05",
				WITH(.left_how = LEFT_CONVICTED, .left_on = {2024, 2, 29},
					.has_readmit_consent = true)},
			"readmit_wait later from 2029-02-28 readmit_convicted, class open "
			"class, " BEGINNING},
		{"294",
			{.events = "listed 2026-01-05",
				.mentors = "+2026-01-05",
				WITH(.left_how = LEFT_EXCLUDED)},
			"readmit_never blocked 2026-01-05 readmit_months, class open "
			"class, " BEGINNING},
		{"294",
			{.events = "listed 2026-01-05",
				.mentors = "+2026-01-05",
				WITH(.was_readmitted = true)},
			"readmit_never blocked 2026-01-05 readmit_once, class open "
			"class, " BEGINNING},
	};
	needs_hold(t, LEN(t));
}

static void test_dossier(void **state)
{
	(void)state;
#define CLASS	    "class 2025-12-01, "
#define CERTIFICATE "certificate open 2030-12-01! certificate_months, "
	static const struct row t[] = {
		/* 294-QĐ/TW 3.1: the youth union's resolution beside one member; one paper is asked for */
		{"294",
			{.events = CLASS "papers 2026-02-02",
				.mentors = "+2026-01-05",
				.papers = "1-KND 2026-02-05, 2-KND ?, tham-tra ?, khai-sinh x",
				WITH(.has_checklist = true, .is_youth = true, .needs_check = true)},
			CERTIFICATE
			"paper van-bang open, paper 2-KND open, paper tham-tra waiting, "
			"paper 3-KND-1 open, paper 4-KND open, paper 5-KND open, check "
			"open check_home, compiled later dossier_months, cell_vote later "
			"#1 vote_cell"},
		/* before the papers are allowed those that are kept come later */
		{"294",
			{.events = CLASS "listed 2026-02-02",
				.mentors = "+2026-01-05",
				.papers = "khai-sinh -, van-bang x, 1-KND x, 2-KND x, 3-KND-1 x, "
					  "3-KND-2 "
					  "x, 5-KND x",
				WITH(.has_checklist = true)},
			CERTIFICATE
			"permission open permission, paper khai-sinh later, compiled later "
			"dossier_months, cell_vote later #1 vote_cell"},
		/* 06-HD/TW 3.4d: 30 and 90 working days over Tết; 3.9c: 60; 5.4a: twelve months */
		{"294",
			{.events = CLASS "dossier 2026-02-27",
				.mentors = "+2026-01-05",
				.papers = "khai-sinh x, van-bang x, 1-KND x, 2-KND x, tham-tra ?, "
					  "5-KND "
					  "2026-02-05, 3-KND-1 2026-02-05, 3-KND-2 2026-02-05",
				.checks = "2026-01-15, *2026-01-15, !2026-01-15, "
					  "2026-01-15/2026-02-09 yes",
				WITH(.needs_check = true)},
			CERTIFICATE
			"paper tham-tra waiting, check_answer waiting 2026-03-05 #1 "
			"check_home, check_answer waiting 2026-06-02 #2 check_abroad, "
			"check_answer waiting 2026-04-16 #3 recheck, dossier_lapse open "
			"2027-02-27! #3 dossier_months, cell_vote open #1 vote_cell"},
		/* leap days; a check with no; the third round; one of three papers is new */
		{"294",
			{.events = "class 2024-02-29, dossier 2024-02-29",
				.mentors = "+2026-01-05",
				.papers = "khai-sinh x, van-bang x, 1-KND x, 2-KND x, tham-tra x, "
					  "5-KND "
					  "2025-03-01, 3-KND-1 2024-02-05, 3-KND-2 2024-02-05",
				.checks = "2026-01-15/2026-02-09 no",
				.votes = "admission cell 1 2026-03-02 19/30, admission cell 2 "
					 "2026-03-09 "
					 "19/30"},
			"certificate open 2029-02-28! certificate_months, check_negative blocked "
			"2026-02-09 check_consent, dossier_lapse open 2025-02-28! #2 "
			"dossier_months, cell_vote "
			"open "
			"#3 vote_cell"},
		/* the answer in hand, or not needed: nothing is to be sent */
		{"294",
			{.events = CLASS "dossier 2026-02-28",
				.mentors = "+2026-01-05",
				.papers = "khai-sinh x, van-bang x, 1-KND x, 2-KND x, tham-tra "
					  "2026-02-05, 5-KND x, 3-KND-1 x, 3-KND-2 x",
				WITH(.needs_check = true)},
			CERTIFICATE
			"dossier_lapse open 2027-02-28! dossier_months, cell_vote open #1 "
			"vote_cell"},
	};
	needs_hold(t, LEN(t));
}

static void test_after_meeting(void **state)
{
	(void)state;
#define SENT_UP                                                                                    \
	"committee open 2026-03-05 committee_days, "                                               \
	"decision later 2026-03-26 #1 decision_days"
	static const struct row t[] = {
		/* the province's 5 and 30, 294-QĐ/TW 4.3.1: 45, over Tết; the months with the mentor, the
		 * certificate and the dossier's age were asked for at the meeting */
		{"294",
			{.birth = "1966-05-20",
				.events = "class 2021-02-01, dossier 2025-02-05, cell 2026-01-15",
				.mentors = "2025-06-01"},
			SENT_UP},
		/* 24-QĐ/TW: 60; no time of the committee's own is known, only its majority */
		{"24", {.events = "cell 2024-12-20", .mentors = "2024-11-01/2024-12-25"},
			"mentor open 2024-12-25 introducers, committee open vote_committee, "
			"decision "
			"later 2025-03-24 #1 decision_days"},
		{"232", {.events = "cell 2024-12-20", .mentors = "2024-11-01"},
			"committee open vote_committee, decision later 2025-03-24 #1 "
			"decision_days"},
		/* extended by no more than 15 (30); the round after one that failed */
		{"294",
			{.events = "cell 2026-01-15, committee 2026-01-20",
				.mentors = "2025-01-01",
				.votes = "admission decider 1 2026-01-21 5/10",
				.extensions = "decision 2026-04-10",
				WITH(.has_checklist = true, .has_subcommittee = true)},
			"paper 7-KND open, decision open 2026-04-10 #2 decision_days"},
		{"294",
			{.events = "cell 2026-01-15, committee 2026-01-20",
				.mentors = "2025-01-01",
				.extensions = "decision 2026-12-31"},
			"decision open 2026-04-16 #1 decision_days"},
		{"24",
			{.events = "cell 2024-12-20, committee 2024-12-23",
				.mentors = "2024-01-01",
				.extensions = "decision 2025-12-31"},
			"decision open 2025-05-08 #1 decision_days"},
		/* 06-HD/TW 3.9b: the receiver decides within 30; 3.9c: its own check within 60 */
		{"294",
			{.events = "cell 2026-01-15",
				.mentors = "2025-01-01",
				.checks = "!2026-02-12",
				WITH(.arrived = {2026, 2, 9})},
			"committee open 2026-03-05 committee_days, decision later #1 "
			"decision_days, "
			"receiver open 2026-03-30 receiver_days, check_answer waiting "
			"2026-05-19 #1 recheck"},
		/* came with the papers begun, voted on here */
		{"294",
			{.events = "cell 2026-01-15",
				.mentors = "2025-01-01",
				WITH(.arrived = {2026, 1, 14})},
			SENT_UP},
	};
	needs_hold(t, LEN(t));
}

static void test_ceremony(void **state)
{
	(void)state;
	static const struct row t[] = {
		/* 294-QĐ/TW 4.1: from receipt; 208-QĐ/TW: from issue; longer with consent, unbounded */
		{"294", {.events = "decision 2026-08-10", WITH(.decision_received = {2026, 8, 14})},
			"ceremony open 2026-09-29 ceremony_days"},
		{"208", {.events = "decision 2026-08-10", WITH(.decision_received = {2026, 8, 14})},
			"ceremony open 2026-09-23 ceremony_days"},
		{"294", {.events = "decision 2026-08-10"},
			"ceremony open 2026-09-23 ceremony_days"},
		{"208", {.events = "decision 2026-08-10", .extensions = "ceremony 2027-06-30"},
			"ceremony open 2027-06-30 ceremony_days"},
	};
	needs_hold(t, LEN(t));
}

static void test_probation(void **state)
{
	(void)state;
#define PAPERS(end)                                                                                \
	"probation later " end "! from " end " probation_months, paper CN-DVM later from " end     \
	", paper 10-KND later from " end ", paper 11-KND later from " end                          \
	", paper 12-KND later from " end
#define NOT_VOTED                                                                                  \
	", recognition_committee later vote_committee, recognition_decision later "                \
	"recognition_days"
	static const struct row t[] = {
		/* Điều lệ Đảng, Điều 5: twelve months from the ceremony: 29/2, the 31st */
		{"24",
			{.events = "decision 2024-02-01, ceremony 2024-02-29",
				.mentors = "2023-01-05"},
			PAPERS("2025-02-28") ", recognition_cell later 2025-04-14 from 2025-02-28 "
					     "#1 "
					     "recognition_cell" NOT_VOTED},
		{"294", {.events = "ceremony 2026-01-31", .mentors = "2023-01-05"},
			PAPERS("2027-01-31") ", recognition_cell later 2027-03-19 from 2027-01-31 "
					     "#1 "
					     "recognition_cell" NOT_VOTED},
		/* of who was listed the day of joining */
		{"294", {WITH(.person.joined = {2026, 1, 31}, .person.is_listed_member = true)},
			PAPERS("2027-01-31") ", recognition_cell later 2027-03-19 from 2027-01-31 "
					     "#1 "
					     "recognition_cell" NOT_VOTED},
		/* 06-HD/TW 3.8c: somebody goes on helping; of who was only listed nobody knows */
		{"294", {.events = "ceremony 2026-01-31", .mentors = "2025-01-05/2026-03-02"},
			"probation_mentor open 2026-03-02 probation_mentor, " PAPERS(
				"2027-01-31") ", recognition_cell later 2027-03-19 from 2027-01-31 "
					      "#1 recognition_cell" NOT_VOTED},
		/* 06-HD/TW 4.6: the cell wants the name struck off; three rounds: 294-QĐ/TW 4.2.3 */
		{"294",
			{.events = "ceremony 2026-01-15",
				.mentors = "2025-01-05",
				.votes = "removal cell 1 2026-05-05 20/30"},
			"removal blocked 2026-05-05 vote_committee"},
		{"294",
			{.events = "ceremony 2026-01-15",
				.mentors = "2025-01-05",
				.votes = "removal cell 1 2026-05-05 20/30, removal committee 1 "
					 "2026-05-12 10/15"},
			"removal blocked 2026-05-12 vote_decide"},
		{"294",
			{.events = "ceremony 2026-01-15",
				.mentors = "2025-01-05",
				.votes = "removal cell 1 2026-05-05 19/30, removal cell 2 "
					 "2026-06-05 "
					 "19/30, removal cell 3 2026-07-06 19/30"},
			"rounds blocked 2026-07-06 #3 vote_rounds"},
		/* 38-HD/BTCTW, the province: 30 working days after the ceremony and the decision */
		{"294",
			{.events = "decision 2025-12-05, ceremony 2026-01-15",
				.mentors = "2023-01-05",
				.papers =
					"phieu-dang-vien 2026-02-05, 10-KND x, 11-KND 2027-01-16, "
					"12-KND x",
				.votes = "recognition cell 1 2027-01-18 19/30, recognition cell 2 "
					 "2027-01-19 19/30",
				WITH(.has_checklist = true)},
			"declare open 2026-03-05 declare_days, register open 2026-01-19 "
			"register_days, probation later 2027-01-15! from 2027-01-15 "
			"probation_months, "
			"paper CN-DVM later from 2027-01-15, recognition_cell later 2027-03-05 "
			"from "
			"2027-01-15 #3 recognition_cell" NOT_VOTED},
		/* 294-QĐ/TW 4.3.1: 30 after the cell's resolution, 15 more at most */
		{"294",
			{.events = "ceremony 2026-01-15",
				.mentors = "2023-01-05",
				.votes = "recognition cell 1 2027-01-18 20/30"},
			PAPERS("2027-01-15") ", recognition_committee open vote_committee, "
					     "recognition_decision open 2027-03-08 "
					     "recognition_days"},
		{"294",
			{.events = "ceremony 2026-01-15",
				.mentors = "2023-01-05",
				.votes = "recognition cell 1 2027-01-18 20/30, recognition "
					 "committee 1 "
					 "2027-01-20 10/15",
				.extensions = "recognition_decision 2027-12-31"},
			PAPERS("2027-01-15") ", recognition_decision open 2027-03-29 "
					     "recognition_days"},
		/* 294-QĐ/TW 4.2.3 */
		{"294",
			{.events = "ceremony 2026-01-15",
				.mentors = "2023-01-05",
				.votes = "recognition cell 1 2027-01-18 19/30, recognition cell 2 "
					 "2027-01-19 19/30, recognition cell 3 2027-01-20 19/30"},
			PAPERS("2027-01-15") ", rounds blocked 2027-01-20 #3 vote_rounds"},
	};
	needs_hold(t, LEN(t));
}

static void test_moved(void **state)
{
	(void)state;
	static const struct row t[] = {
		/* 06-HD/TW 3.9b: the dossier that is kept here follows within 15 working days */
		{"294",
			{.events = "cell 2026-01-15, moved 2026-02-09",
				WITH(.has_checklist = true)},
			"forward open 2026-03-09 forward_days"},
		{"294",
			{.events = "cell 2026-01-15, moved 2026-02-09",
				.papers = "gioi-thieu-chuyen 2026-02-10",
				WITH(.has_checklist = true)},
			""},
		{"294", {.events = "cell 2026-01-15, moved 2026-02-09"}, ""},
		{"294",
			{.events = "cell 2026-01-15, moved 2026-02-09, arrived 2026-03-02",
				.mentors = "2025-01-01",
				WITH(.has_checklist = true)},
			"send_up open 2026-01-22 send_up, " SENT_UP},
		/* sent up: the day is a paper's */
		{"294",
			{.events = "cell 2026-01-15",
				.mentors = "2025-01-01",
				.papers = "gui-len 2026-01-20",
				WITH(.has_checklist = true)},
			SENT_UP},
	};
	needs_hold(t, LEN(t));
}

/* Nothing is asked of who is out or has come to the end, and nothing without a set. */
static void test_nothing(void **state)
{
	(void)state;
	static const struct row t[] = {
		{"294", {.events = "ceremony 2024-01-15, recognised 2025-02-10"}, ""},
		{"294", {WITH(.person.is_listed_member = true)}, ""},
		{"294", {WITH(.person.joined = {2019, 5, 19}, .person.official = {2020, 5, 19})},
			""},
		{"294",
			{.events = "listed 2026-01-05, off_list 2026-02-02",
				WITH(.has_checklist = true)},
			""},
		{"294",
			{.events = "cell 2026-01-05, refused 2026-02-02",
				WITH(.has_checklist = true)},
			""},
		{"294", {.events = "decision 2026-01-05, cancelled 2026-02-02"}, ""},
		{"294", {.events = "ceremony 2026-01-05, struck 2026-02-02"}, ""},
		{"294", {.events = "listed 2026-01-05, died 2026-02-02"}, ""},
		/* never found: whatever else was recorded */
		{"294",
			{.events = "vote_failed 2019-09-07, returned 2025-07-22",
				WITH(.person.birth = {1958, 0, 0})},
			""},
		{NULL, {.events = "listed 2019-01-05"}, ""},
	};
	needs_hold(t, LEN(t));
	tasks_hold(t, LEN(t));
}

/* What has a day, and no more: the day of each stage, exactly. */
static void test_tasks(void **state)
{
	(void)state;
	static const struct row t[] = {
		{"294", {.birth = "1990-05-20", .events = "found 2026-01-05"}, ""},
		{"294", {.birth = "1990-05-20", .events = "listed 2026-01-05"},
			"mentor 2026-01-05"},
		/* the limit of age once it is near: 57 at the latest event */
		{"294",
			{.birth = "1969-02-20",
				.events = "listed 2026-01-31",
				.mentors = "2026-01-05"},
			""},
		{"294",
			{.birth = "1969-02-20",
				.events = "listed 2026-02-01",
				.mentors = "2026-01-05"},
			"age_limit 2029-02-01!"},
		{"294", {.birth = "1969", .events = "listed 2026-01-01", .mentors = "2026-01-05"},
			"age_limit 2030-01-01!"},
		/* checks tell each other apart by number, rounds do not */
		{"294",
			{.events = "class 2024-02-29, dossier 2026-02-28",
				.mentors = "2025-01-01",
				.checks = "2026-01-15, 2026-01-15/2026-02-01 yes, *2026-01-15",
				.votes = "admission cell 1 2026-03-02 19/30"},
			"certificate 2029-02-28!, check_answer 2026-03-05 #1, check_answer "
			"2026-06-02 "
			"#3, dossier_lapse 2027-02-28!"},
		{"294", {.events = "cell 2026-01-15", .mentors = "2025-01-01"},
			"committee 2026-03-05, decision 2026-03-26"},
		{"24", {.events = "cell 2024-12-20", .mentors = "2024-01-01"},
			"decision 2025-03-24"},
		{"294", {.events = "decision 2026-08-10"}, "ceremony 2026-09-23"},
		{"294",
			{.events = "decision 2025-12-05, ceremony 2026-01-15",
				.mentors = "2023-01-05",
				WITH(.has_checklist = true)},
			"declare 2026-03-05, register 2026-01-19, probation 2027-01-15!, "
			"recognition_cell 2027-03-05"},
		{"294",
			{.events = "ceremony 2026-01-15",
				.mentors = "2023-01-05",
				.votes = "recognition cell 1 2027-01-18 20/30"},
			"probation 2027-01-15!, recognition_decision 2027-03-08"},
		{"294",
			{.events = "ceremony 2026-01-15",
				.mentors = "2023-01-05",
				.votes = "recognition cell 1 2027-01-18 19/30, recognition cell 2 "
					 "2027-01-19 19/30, recognition cell 3 2027-01-20 19/30"},
			"probation 2027-01-15!, rounds 2027-01-20"},
		/* who cannot go on is blocked since the day he is known */
		{"294",
			{.events = "listed 2026-01-05",
				.mentors = "2026-01-05",
				WITH(.education = 2)},
			"education 2026-01-05"},
		{"294", {.events = "ceremony 2026-01-15"},
			"probation_mentor 2026-01-15, probation 2027-01-15!, recognition_cell "
			"2027-03-05"},
		{"294",
			{.events = "cell 2026-01-15, moved 2026-02-09",
				WITH(.has_checklist = true)},
			"forward 2026-03-09"},
	};
	tasks_hold(t, LEN(t));
}

static void test_done(void **state)
{
	(void)state;
	static const struct facts f = {.events = "listed 2025-01-06, cell 2026-01-15, committee "
						 "2026-01-20",
		.mentors = "2025-01-06",
		.checks = "!2026-01-21/2026-02-02 yes"};
	char found[TEXT];
	needs_text(&f, set_of("294"), true, found);
	same_text("done", 0, found,
		"mentor done introducers, committee done 2026-03-05 committee_days, decision open "
		"2026-03-26 #1 decision_days, check_answer done #1 recheck");
}

/* 294-QĐ/TW up to 25/7/2026, 208-QĐ/TW from the 26th: by the day the papers began, whatever comes later. */
static void test_set_is_kept(void **state)
{
	(void)state;
	static const struct {
		const char *papers, *key, *ceremony;
	} t[] = {
		{"papers 2026-07-25", "294-QĐ/TW#1", "2026-09-29"},
		{"papers 2026-07-26", "208-QĐ/TW#1", "2026-09-23"},
		/* not recorded: the earliest step after it */
		{"cell 2026-07-25", "294-QĐ/TW#1", "2026-09-29"},
		{"dossier 2026-07-26", "208-QĐ/TW#1", "2026-09-23"},
		/* put on the list is not begun */
		{"listed 2026-06-01, papers 2026-07-27", "208-QĐ/TW#1", "2026-09-23"},
	};
	const struct rule_set *all[8];
	size_t n;
	const struct rule_set *shipped = rule_sets_shipped(&n);
	assert_true(n <= LEN(all));
	for (size_t i = 0; i < n; i++)
		all[i] = &shipped[i];
	for (size_t i = 0; i < LEN(t); i++) {
		char events[128], expected[128], found[TEXT];
		snprintf(events, sizeof events, "%s, decision 2026-08-10", t[i].papers);
		snprintf(expected, sizeof expected, "ceremony %s", t[i].ceremony);
		struct facts f = {.events = events, WITH(.decision_received = {2026, 8, 14})};
		struct dossier x = {0};
		dossier_of(&f, &x);
		struct way w = way_of(&x.d.person, (struct date){0});
		const struct rule_set *set = rule_set_on(all, n, way_began(&w));
		assert_non_null(set);
		assert_string_equal(set->key, t[i].key);
		tasks_text(&f, set, found);
		same_text("set", i, found, expected);
	}
}

/* A paper of who is admitted again is asked of everybody of whom the consent is. */
static void test_paper_again(void **state)
{
	(void)state;
	static const struct rule_paper paper = {.code = "xet-lai", .need = PAPER_IF_READMITTED};
	static const struct {
		struct facts f;
		bool applies;
	} t[] = {
		{{.events = "listed 2026-01-05"}, false},
		{{.events = "listed 2026-01-05", WITH(.is_readmission = true)}, true},
		{{.events = "listed 2026-01-05", WITH(.left_how = LEFT_STRUCK)}, true},
		{{.events = "ceremony 2020-01-06, struck 2022-01-10, listed 2026-01-05"}, true},
		{{.events = "listed 2026-01-05",
			 .papers = "xet-lai x",
			 WITH(.is_readmission = true)},
			false},
	};
	for (size_t i = 0; i < LEN(t); i++) {
		struct dossier x = {0};
		struct need v[NEEDS_MAX];
		dossier_of(&t[i].f, &x);
		struct way w = way_of(&x.d.person, (struct date){0});
		if (paper_applies(&x.d, &w, &paper) != t[i].applies)
			fail_msg("row %zu", i);
		size_t n = dossier_needs(&x.d, set_of("294"), &law, false, v), consents = 0;
		for (size_t k = 0; k < n; k++)
			consents += v[k].kind == NEED_READMIT_CONSENT;
		assert_true(consents == t[i].applies || x.d.paper_count);
	}
}

/* How a day came about: shown when asked. */
static void test_arithmetic(void **state)
{
	(void)state;
	static const struct {
		struct facts f;
		struct deadline how; /* of the last need that has a day */
	} t[] = {
		/* over the five days of Tết 2026, which were announced */
		{{.events = "cell 2026-01-15, committee 2026-01-20", .mentors = "2025-01-01"},
			{{2026, 1, 15}, {2026, 3, 26}, 45, 20, 5, 0, 0}},
		/* 3/9/2026 is not confirmed */
		{{.events = "decision 2026-08-10"},
			{{2026, 8, 10}, {2026, 9, 23}, 30, 12, 2, 0, 2026}},
		/* granted in writing: a day is no arithmetic, the most that may be granted is */
		{{.events = "decision 2026-08-10", .extensions = "ceremony 2026-12-31"},
			{.workdays = 0}},
		{{.events = "cell 2026-01-15, committee 2026-01-20",
			 .mentors = "2025-01-01",
			 .extensions = "decision 2026-12-31"},
			{{2026, 1, 15}, {2026, 4, 16}, 60, 26, 5, 0, 0}},
	};
	for (size_t i = 0; i < LEN(t); i++) {
		struct dossier x = {0};
		struct need v[TASKS_MAX];
		dossier_of(&t[i].f, &x);
		size_t n = dossier_tasks(&x.d, set_of("294"), &law, v);
		assert_true(n > 0);
		const struct deadline *a = &v[n - 1].how, *b = &t[i].how;
		if (date_cmp(a->from, b->from) != 0 || date_cmp(a->due, b->due) != 0 ||
			a->workdays != b->workdays || a->weekend != b->weekend ||
			a->off != b->off || a->swapped != b->swapped ||
			a->open_year != b->open_year)
			fail_msg("row %zu: %d working days, %d of weekends, %d off, year %d", i,
				a->workdays, a->weekend, a->off, a->open_year);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_before_papers),
		cmocka_unit_test(test_dossier),
		cmocka_unit_test(test_after_meeting),
		cmocka_unit_test(test_ceremony),
		cmocka_unit_test(test_probation),
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_tasks),
		cmocka_unit_test(test_done),
		cmocka_unit_test(test_set_is_kept),
		cmocka_unit_test(test_paper_again),
		cmocka_unit_test(test_arithmetic),
	};
	return cmocka_run_group_tests(tests, law_set_up, law_tear_down);
}
