/* What the home page says: the same figures as the reports, and deadlines to the day. */
#include "fixture.h"

#include "core/task.h"
#include "report/admissions_read.h"
#include "report/overview.h"

static void read_all(struct db *db, struct overview *o, const char *today)
{
	struct err err = {0};
	int r;
	overview_begin(o, day(today));
	while ((r = overview_next(db, o, &err)) == 1)
		;
	if (r)
		fail_msg("%s %s", err.field, err.detail);
}

static void test_as_the_reports(void **state)
{
	struct overview o = {0};
	struct figures f;
	struct admissions list;
	struct err err = {0};
	long dry = 0;
	read_all(*state, &o, "2026-11-23");
	assert_int_equal(figures_make(*state, day("2026-01-01"), day("2026-12-31"),
				 (struct cell_id){0}, false, &f, &err),
		0);
	assert_true(o.has_figures);
	for (int k = TARGET_ADMISSION; k <= TARGET_LIST; k++) {
		assert_int_equal(o.actual[k], f.actual[k]);
		assert_int_equal(o.target[k], f.target[k]);
		assert_true(o.actual[k] > 0);
	}
	VEC_EACH (c, &f.cells)
		dry += c->is_dry;
	assert_int_equal(o.tasks[OVERVIEW_DRY].n, dry);
	assert_int_equal(o.dry.n, dry);
	assert_true(dry > 0);
	for (int basis = BASIS_CEREMONY; basis <= BASIS_DECISION; basis++) {
		long n = 0;
		assert_int_equal(admissions_read(*state, f.from, f.as_of, (enum date_basis)basis,
					 &list, &err),
			0);
		assert_int_equal(
			admissions_count(*state, f.from, f.as_of, (enum date_basis)basis, &n, &err),
			0);
		assert_int_equal(n, list.n);
		admissions_done(&list);
	}
	/* every number is the size of the list that it opens */
	for (int i = OVERVIEW_BLOCKED; i < OVERVIEW_PARTS; i++) {
		long rows, people;
		assert_int_equal(tasks_count(*state, &o.tasks[i].query, &rows, &people, &err), 0);
		assert_int_equal(o.tasks[i].n, rows);
	}
	figures_done(&f);
	overview_done(&o);
}

/* What the page says is overdue is what the list of things to do says, whatever the kind. */
static void test_overdue_all_told(void **state)
{
	struct overview o = {0};
	struct err err = {0};
	long rows, people, lines = 0, marks = 0;
	read_all(*state, &o, "2026-11-23");
	struct task_query q = {.set = TASKS_OVERDUE, .today = o.today, .with_work = true};
	assert_int_equal(tasks_count(*state, &q, &rows, &people, &err), 0);
	assert_int_equal(o.overdue, rows);
	/* of the sourcing work each kind is counted once */
	assert_true(o.tasks[OVERVIEW_WORK_LATE].n > 0);
	assert_int_equal(o.work.resolutions + o.work.reports + o.work.steps + o.work.visits,
		o.tasks[OVERVIEW_WORK_LATE].n);
	assert_true(o.tasks[OVERVIEW_OTHERS_LATE].n > 0);
	for (int i = OVERVIEW_CEREMONY_LATE; i <= OVERVIEW_WORK_LATE; i++)
		lines += o.tasks[i].n;
	q.kind = NEED_MENTOR;
	assert_int_equal(tasks_count(*state, &q, &rows, &people, &err), 0);
	assert_int_equal(lines + rows, o.overdue);
	for (int i = 0; i < TASK_MARKS; i++)
		marks += o.marks[i];
	assert_int_equal(marks, o.tasks[OVERVIEW_PROBATION_ENDS].n);
	overview_done(&o);
}

/* A second reading takes the place of the first. */
static void test_again(void **state)
{
	struct overview o = {0};
	read_all(*state, &o, "2026-11-23");
	long uncovered = o.tasks[OVERVIEW_UNCOVERED].n;
	read_all(*state, &o, "2026-11-23");
	assert_int_equal(o.tasks[OVERVIEW_UNCOVERED].n, uncovered);
	assert_true(uncovered > 0);
	assert_int_equal(o.dry.n, o.tasks[OVERVIEW_DRY].n);
	overview_done(&o);
}

static struct person_id add_person(struct db *db, const char *name)
{
	const struct act_by by = {.actor = "test"};
	const struct cell c = {
		.code = (char[]){"C1"}, .name = (char[]){"Ấp 1"}, .type = CELL_RESIDENTIAL};
	struct person p = {.birth = day("1995-05-05")};
	struct cell_id cell;
	struct person_id id;
	struct err err = {0};
	if (cell_find(db, "C1", &cell, &err))
		assert_int_equal(cell_save(db, &by, &c, (struct date){0}, &cell, &err), 0);
	p.full_name = mem_strdup(name);
	if (person_save(db, &by, &p, cell, &id, &err))
		fail_msg("%s: %s %s", name, err.field, err.detail);
	free(p.full_name);
	return id;
}

static void add_event(struct db *db, struct person_id person, enum event_kind kind, const char *on)
{
	const struct act_by by = {.actor = "test"};
	const struct event e = {.person = person, .kind = kind, .on = day(on)};
	struct err err = {0};
	if (event_save(db, &by, &e, true, NULL, NULL, &err))
		fail_msg("%d %s: rule %d", kind, on, err.rule);
}

/* The last day on which nothing is said, and the first on which it is; the first when it no longer
 * is. */
static void test_deadlines(void **state)
{
	static const struct {
		enum overview_part part;
		enum event_kind kind;
		const char *on, *quiet, *said, *last, *over;
	} t[] = {
		/* Monday 2/2 and 30 working days over the Tết of 16 to 20/2: Monday 23/3 */
		{OVERVIEW_CEREMONY_LATE, EVENT_DECISION, "2026-02-02", "2026-03-23", "2026-03-24",
			"2026-11-23", NULL},
		/* Monday 2/2 and 45 working days over that Tết: Monday 13/4 */
		{OVERVIEW_DECISION_LATE, EVENT_CELL_VOTE, "2026-02-02", "2026-04-13", "2026-04-14",
			"2026-11-23", NULL},
		{OVERVIEW_RECOGNITION_LATE, EVENT_CEREMONY, "2024-02-29", "2025-02-28",
			"2025-03-01", "2027-02-28", "2027-03-01"},
		{OVERVIEW_PROBATION_ENDS, EVENT_CEREMONY, "2024-02-29", "2024-11-29", "2024-11-30",
			"2025-02-28", "2025-03-01"},
		{OVERVIEW_CERTIFICATES, EVENT_CLASS, "2021-03-31", "2025-12-30", "2025-12-31",
			"2026-03-31", "2026-04-01"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
		struct err err = {0};
		struct db *db = NULL;
		struct overview o = {0};
		assert_int_equal(db_open("", DB_MEMORY, &db, &err), 0);
		struct person_id id = add_person(db, "Lê Thị Hoa");
		add_event(db, id, EVENT_LISTED, "2020-01-06");
		add_event(db, id, t[i].kind, t[i].on);
		const char *const days[] = {t[i].quiet, t[i].said, t[i].last, t[i].over};
		for (size_t k = 0; k < 4 && days[k]; k++) {
			read_all(db, &o, days[k]);
			if (o.tasks[t[i].part].n != (k == 1 || k == 2))
				fail_msg("part %d on %s: %ld", t[i].part, days[k],
					o.tasks[t[i].part].n);
		}
		overview_done(&o);
		db_close(db);
	}
}

/* A step further takes the line away. */
static void test_done(void **state)
{
	struct err err = {0};
	struct db *db = NULL;
	struct overview o = {0};
	(void)state;
	assert_int_equal(db_open("", DB_MEMORY, &db, &err), 0);
	struct person_id id = add_person(db, "Lê Thị Hoa");
	add_event(db, id, EVENT_LISTED, "2020-01-06");
	add_event(db, id, EVENT_CELL_VOTE, "2026-01-05");
	read_all(db, &o, "2026-11-23");
	assert_int_equal(o.tasks[OVERVIEW_DECISION_LATE].n, 1);
	assert_int_equal(o.tasks[OVERVIEW_DECISION_LATE].query.kind, NEED_DECISION);
	assert_int_equal(o.tasks[OVERVIEW_UNCOVERED].n, 1);
	assert_string_equal(strbuf_str(&o.tasks[OVERVIEW_DECISION_LATE].few), "Lê Thị Hoa");
	/* the committee's own resolution changes nothing: the clock began with the cell's */
	add_event(db, id, EVENT_COMMITTEE, "2026-11-02");
	read_all(db, &o, "2026-11-23");
	assert_int_equal(o.tasks[OVERVIEW_DECISION_LATE].n, 1);
	add_event(db, id, EVENT_DECISION, "2026-11-16");
	read_all(db, &o, "2026-11-23");
	assert_int_equal(o.tasks[OVERVIEW_DECISION_LATE].n, 0);
	assert_int_equal(o.tasks[OVERVIEW_CEREMONY_LATE].n, 0);
	overview_done(&o);
	db_close(db);
}

static bool at_once(void *ctx)
{
	(void)ctx;
	return true;
}

/* Stopped by a key, the same part comes again, and nothing is lost. */
static void test_stopped(void **state)
{
	struct overview o = {0};
	struct err err = {0};
	overview_begin(&o, day("2026-11-23"));
	db_stop_when(*state, at_once, NULL);
	int r, parts = 0;
	while ((r = overview_next(*state, &o, &err)) == 1)
		parts++;
	db_stop_when(*state, NULL, NULL);
	if (r)
		assert_int_equal(r, ERR_STOPPED);
	assert_int_equal(o.next, r ? parts : OVERVIEW_PARTS);
	while (o.next < OVERVIEW_PARTS)
		assert_true(overview_next(*state, &o, &err) >= 0);
	assert_true(o.has_figures && o.tasks[OVERVIEW_PROBATION_ENDS].is_known);
	overview_done(&o);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_the_reports),
		cmocka_unit_test(test_overdue_all_told),
		cmocka_unit_test(test_again),
		cmocka_unit_test(test_deadlines),
		cmocka_unit_test(test_done),
		cmocka_unit_test(test_stopped),
	};
	return cmocka_run_group_tests(tests, open_sample, close_sample);
}
