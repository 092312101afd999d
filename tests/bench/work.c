/* Times what the layers below the screens do against the bare statements, in turns on the same
 * file: work BIG SMALL. SMALL is a scratch file that does not exist yet; saves go there. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/program.h"
#include "bench.h"
#include "core/act.h"
#include "core/people.h"
#include "core/task.h"
#include "floor_sql.h"
#include "invent.h"
#include "report/admissions_read.h"
#include "report/report.h"

#include <stdio.h>
#include <string.h>

enum { RUNS = 7, WINDOW = 50, PAST_YEAR = 2019, LAST_YEAR = 2022, SAVES = 300 };

struct pair {
	struct db *db;
	sqlite3 *floor;
	struct err err;
};

typedef long work(struct pair *p, int arg);

static long floor_of_board(struct pair *p, int arg)
{
	(void)arg;
	return floor_board(p->floor);
}

static long board(struct pair *p, int arg)
{
	(void)arg;
	long rows = 0, people = 0;
	int r;
	struct db_stmt *s = db_begin(p->db, DBQ_CELLS_STAGES, &p->err);
	while ((r = db_step(s, &p->err)) == 1) {
		people += db_int(s, "cell_id") && db_int(s, "stage") ? (long)db_int(s, "n") : 0;
		rows++;
	}
	bench_must(r, &p->err);
	return people ? rows : 0;
}

static long floor_of_admissions(struct pair *p, int year)
{
	return floor_admissions(p->floor, year);
}

static long admissions(struct pair *p, int year)
{
	struct admissions list;
	bench_must(db_read_begin(p->db, &p->err), &p->err); /* as the reports do */
	bench_must(admissions_read(p->db, report_year_from(year), report_year_to(year),
			   BASIS_CEREMONY, &list, &p->err),
		&p->err);
	db_read_end(p->db);
	long n = (long)list.n;
	admissions_done(&list);
	return n;
}

static long floor_of_summary(struct pair *p, int year)
{
	return floor_summary(p->floor, year);
}

static long summary(struct pair *p, int year)
{
	struct report *report;
	struct strbuf json = {0};
	const struct report_request request = {.kind = REPORT_ADMISSIONS,
		.from = report_year_from(year),
		.to = report_year_to(year),
		.user = "clerk"};
	bench_must(report_make(p->db, &request, &report, &p->err), &p->err);
	bench_must(report_json(report, &json, &p->err), &p->err);
	long n = (long)json.len;
	strbuf_done(&json);
	report_free(report);
	return n;
}

static long floor_of_window(struct pair *p, int cell)
{
	long rows = 0;
	for (int i = 0; i < 100; i++)
		rows += floor_window(p->floor, cell + i, WINDOW);
	return rows;
}

static long window(struct pair *p, int cell)
{
	static struct person_row rows[WINDOW];
	long all = 0;
	for (int i = 0; i < 100; i++) {
		struct people_query q = {.set = PEOPLE_CANDIDATES, .cell = {cell + i}};
		size_t n;
		bench_must(people_read(p->db, &q, NULL, 1, WINDOW, rows, &n, &p->err), &p->err);
		all += (long)n;
	}
	return all;
}

/* What is due in a week, in every cell: the bare indexed statement reads the same columns. */
static long floor_of_week(struct pair *p, int days)
{
	return floor_week(p->floor, "2022-12-12", days);
}

static long floor_of_week_facts(struct pair *p, int days)
{
	return floor_week_facts(p->floor, "2022-12-12", days);
}

static int count_task(void *ctx, const struct task_row *row)
{
	*(long *)ctx += row->name[0] != '\0';
	return 0;
}

static long week(struct pair *p, int days)
{
	long n = 0;
	const struct date from = {2022, 12, 12};
	const struct task_query q = {.from = from, .to = date_add_days(from, days - 1)};
	bench_must(tasks_each(p->db, &q, count_task, &n, &p->err), &p->err);
	return n;
}

/* The whole report of that week as `report due --format json` makes it: rows, and for each on which rule it
 * rests, by which arithmetic, and which papers are missing. */
static long week_report(struct pair *p, int days)
{
	struct report *report;
	struct strbuf json = {0};
	const struct date from = {2022, 12, 12};
	const struct report_request request = {.kind = REPORT_DUE,
		.from = from,
		.to = date_add_days(from, days - 1),
		.user = "clerk",
		.data_only = true};
	bench_must(report_make(p->db, &request, &report, &p->err), &p->err);
	bench_must(report_json(report, &json, &p->err), &p->err);
	long n = 0;
	for (const char *at = strbuf_str(&json); (at = strstr(at, "\"due\": \"")); at++)
		n++;
	strbuf_done(&json);
	report_free(report);
	return n;
}

static long forecast(struct pair *p, int arg)
{
	struct report *report;
	const struct report_request request = {.kind = REPORT_FORECAST,
		.from = report_year_from(arg),
		.to = report_year_to(arg),
		.user = "clerk"};
	bench_must(report_make(p->db, &request, &report, &p->err), &p->err);
	report_free(report);
	return 1;
}

static double time_of(work *w, struct pair *p, int arg, long *ret)
{
	double began = bench_now();
	*ret = w(p, arg);
	return bench_now() - began;
}

/* `same`: both must give the same number, or the comparison means nothing. */
static void compare(const char *what, struct pair *p, work *floor, work *ours, int arg, int runs,
	int parts, bool same, double goal)
{
	struct samples a = {0}, b = {0};
	for (int i = 0; i <= runs; i++) {
		long x, y;
		double floor_ms = time_of(floor, p, arg, &x), ours_ms = time_of(ours, p, arg, &y);
		if (!x || !y || (same && x != y))
			bench_die(what, "the floor reads other rows");
		if (i == 0 && runs > 1)
			continue; /* the first one fills the caches */
		bench_add(&a, floor_ms / parts);
		bench_add(&b, ours_ms / parts);
	}
	bench_row(
		what, "ms", bench_median(&a), bench_median(&b), (struct bench_goal){.ratio = goal});
	free(a.v);
	free(b.v);
}

/* ---- saving ---------------------------------------------------------------------------------- */

static void make_people(struct pair *p, struct person_id ret[SAVES])
{
	const struct act_by by = {.actor = "clerk"};
	struct cell cell = {
		.code = (char *)"CB01", .name = (char *)"Chi bộ 1", .type = CELL_RESIDENTIAL};
	struct cell_id cell_id;
	bench_must(act_begin(p->db, &by, "import", NULL, &p->err), &p->err);
	bench_must(cell_save(p->db, &by, &cell, (struct date){0}, &cell_id, &p->err), &p->err);
	for (int i = 0; i < SAVES; i++) {
		struct person person = {.full_name = (char *)"Nguyễn Văn Ánh",
			.birth = date_add_days((struct date){1980, 5, 1}, i)};
		bench_must(person_save(p->db, &by, &person, cell_id, &ret[i], &p->err), &p->err);
	}
	bench_must(db_act_commit(p->db, "cell", cell_id.v, &p->err), &p->err);
}

static void compare_saves(const char *path, struct pair *p)
{
	struct samples a = {0}, b = {0};
	const struct act_by by = {.actor = "clerk"};
	bench_must(db_open(path, DB_CREATE, &p->db, &p->err), &p->err);
	p->floor = floor_open(path);
	bench_exec(p->floor,
		"PRAGMA synchronous = FULL;"
		"CREATE TABLE floor_event (id INTEGER PRIMARY KEY, person_id INTEGER NOT NULL, "
		"kind INTEGER NOT NULL, on_date TEXT NOT NULL, paper_no TEXT) STRICT;"
		"CREATE INDEX floor_event_person ON floor_event (person_id, kind, on_date);"
		"CREATE TABLE floor_audit (id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, "
		"at TEXT NOT NULL, actor TEXT NOT NULL, act TEXT NOT NULL, after TEXT) STRICT;");
	struct person_id people[SAVES];
	make_people(p, people);
	for (int i = 0; i < SAVES; i++) {
		struct event e = {.person = people[i],
			.kind = EVENT_CLASS,
			.paper_no = (char *)"12-GCN",
			.on = {2015, 6, 1}};
		double t0 = bench_now();
		floor_save(p->floor, people[i].v, i);
		double t1 = bench_now();
		bench_must(event_save(p->db, &by, &e, true, NULL, NULL, &p->err), &p->err);
		double t2 = bench_now();
		bench_add(&a, t1 - t0);
		bench_add(&b, t2 - t1);
	}
	bench_row("a durable save (an event, audited)", "ms", bench_median(&a), bench_median(&b),
		(struct bench_goal){.ratio = 2});
	free(a.v);
	free(b.v);
	db_close(p->db);
}

int main(int argc, char **argv)
{
	struct pair p = {0};
	if (argc != 3)
		bench_die("work BIG SMALL", NULL);
	bench_must(program_init(NULL, &p.err), &p.err);
	clock_pin_today(INVENT_TODAY);
	bench_must(db_open(argv[1], DB_READONLY, &p.db, &p.err), &p.err);
	p.floor = floor_open(argv[1]);
	compare("counts of the board, cells x stages", &p, floor_of_board, board, 0, RUNS, 1, true,
		1.2);
	compare("one cell's window of 50", &p, floor_of_window, window, 1000, RUNS, 100, true, 1.5);
	compare("a year's admissions", &p, floor_of_admissions, admissions, PAST_YEAR, RUNS, 1,
		true, 1.5);
	compare("summary of the last year, whole", &p, floor_of_summary, summary, LAST_YEAR, 3, 1,
		false, 1.5);
	compare("summary of a past year, whole", &p, floor_of_summary, summary, PAST_YEAR, 1, 1,
		false, 0);
	compare("what is due in a week: the list", &p, floor_of_week, week, 7, RUNS, 1, true, 1.5);
	compare("the same as a report, JSON with explanations", &p, floor_of_week, week_report, 7,
		RUNS, 1, true, 1.5);
	compare("  floor: the bare statements of all it reads", &p, floor_of_week_facts,
		week_report, 7, RUNS, 1, true, 1.5);
	compare("forecast of the year; floor: the summary", &p, floor_of_summary, forecast,
		LAST_YEAR, 1, 1, false, 0);
	db_close(p.db);
	compare_saves(argv[2], &p);
	return 0;
}
