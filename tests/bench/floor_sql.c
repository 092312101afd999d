#include "floor_sql.h"

#include "base/mem.h"
#include "bench.h"

#include <stdio.h>

/* Kept prepared: preparing is no part of the floor. */
struct kept {
	sqlite3 *h;
	const char *sql;
	sqlite3_stmt *s;
};

static sqlite3_stmt *statement(sqlite3 *h, const char *sql)
{
	static struct kept all[48];
	for (size_t i = 0; i < ARRAY_LEN(all); i++) {
		if (all[i].h == h && all[i].sql == sql)
			return all[i].s;
		if (!all[i].h) {
			all[i] = (struct kept){h, sql, bench_prepare(h, sql)};
			return all[i].s;
		}
	}
	bench_die("too many statements", sql);
}

/* Every column as text, as a program that shows it would read it. */
static long read_all(sqlite3_stmt *s)
{
	static volatile size_t seen; /* so that nothing is left out */
	long rows = 0;
	int rc, columns = sqlite3_column_count(s);
	while ((rc = sqlite3_step(s)) == SQLITE_ROW) {
		for (int i = 0; i < columns; i++)
			seen += sqlite3_column_type(s, i) == SQLITE_INTEGER
					? (size_t)sqlite3_column_int64(s, i)
					: sqlite3_column_blob(s, i) != NULL;
		rows++;
	}
	if (rc != SQLITE_DONE)
		bench_die(sqlite3_sql(s), sqlite3_errmsg(sqlite3_db_handle(s)));
	sqlite3_reset(s);
	return rows;
}

sqlite3 *floor_open(const char *path)
{
	sqlite3 *h;
	if (sqlite3_open_v2(path, &h, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
		bench_die(path, sqlite3_errmsg(h));
	return h;
}

long floor_board(sqlite3 *h)
{
	static const char sql[] =
		"SELECT cell_id, stage, count (*) FROM person WHERE is_candidate = 1 "
		"GROUP BY cell_id, stage";
	return read_all(statement(h, sql));
}

long floor_admissions(sqlite3 *h, int year)
{
	static const char sql[] =
		"SELECT e.person_id, e.on_date, p.full_name, p.name_key, p.birth, p.sex, "
		"p.ethnicity, "
		"p.religion, p.youth_union, p.readmission, p.education, p.professional, "
		"(SELECT cell_id FROM person_cell c WHERE c.person_id = e.person_id "
		"AND (c.from_date IS NULL OR c.from_date <= e.on_date) "
		"ORDER BY c.from_date DESC LIMIT 1), "
		"(SELECT paper_no FROM event d WHERE d.person_id = e.person_id AND d.kind = 9 "
		"AND d.on_date <= e.on_date ORDER BY d.on_date DESC LIMIT 1) "
		"FROM event e JOIN person p ON p.id = e.person_id "
		"WHERE e.kind IN (9, 10) AND e.on_date BETWEEN ?1 AND ?2 AND (e.kind = 10 OR NOT "
		"EXISTS "
		"(SELECT 1 FROM event c WHERE c.person_id = e.person_id AND c.kind = 10)) "
		"ORDER BY p.name_key, p.id";
	char from[24], to[24];
	sqlite3_stmt *s = statement(h, sql);
	snprintf(from, sizeof from, "%04d-01-01", year);
	snprintf(to, sizeof to, "%04d-12-31", year);
	sqlite3_bind_text(s, 1, from, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 2, to, -1, SQLITE_STATIC);
	return read_all(s);
}

long floor_summary(sqlite3 *h, int year)
{
	static const char cells[] =
		"SELECT c.id, c.code, c.type, n.name, s.members, s.official FROM cell c "
		"JOIN cell_name n ON n.cell_id = c.id LEFT JOIN cell_count s ON s.cell_id = c.id "
		"ORDER BY c.type, c.code_key, c.id";
	static const char last[] =
		"SELECT c.cell_id, max (e.on_date) FROM event e JOIN person_cell c "
		"ON c.person_id = e.person_id WHERE e.kind = 10 AND e.on_date <= ?1 GROUP BY "
		"c.cell_id";
	static const char targets[] =
		"SELECT cell_id, kind, count FROM target WHERE from_year = ?1 AND to_year = ?1";
	char day[24];
	long rows = floor_admissions(h, year) + floor_admissions(h, year - 1) + floor_board(h) +
		    read_all(statement(h, cells));
	sqlite3_stmt *s = statement(h, last);
	snprintf(day, sizeof day, "%04d-12-31", year);
	sqlite3_bind_text(s, 1, day, -1, SQLITE_STATIC);
	rows += read_all(s);
	s = statement(h, targets);
	sqlite3_bind_int(s, 1, year);
	return rows + read_all(s);
}

long floor_window(sqlite3 *h, long cell, int rows)
{
	static const char sql[] =
		"SELECT id, name_key, full_name, birth, cell_id, stage, stage_on FROM person "
		"WHERE is_candidate = 1 AND cell_id = ?1 ORDER BY name_key, id LIMIT ?2";
	sqlite3_stmt *s = statement(h, sql);
	sqlite3_bind_int64(s, 1, cell);
	sqlite3_bind_int(s, 2, rows);
	return read_all(s);
}

void floor_save(sqlite3 *h, long person, int nth)
{
	static const char begin[] = "BEGIN IMMEDIATE", commit[] = "COMMIT";
	static const char audit[] = "INSERT INTO floor_audit (uid, at, actor, act, after) VALUES "
				    "(?1, '2022-12-31T10:00:00', "
				    "'clerk', 'event_add', ?2)";
	static const char event[] = "INSERT INTO floor_event (person_id, kind, on_date, paper_no) "
				    "VALUES (?1, 4, ?2, ?3)";
	char uid[40], day[24], json[200];
	snprintf(uid, sizeof uid, "%032d", nth);
	snprintf(day, sizeof day, "2022-%02d-%02d", nth / 28 % 12 + 1, nth % 28 + 1);
	snprintf(json, sizeof json,
		"{\"person_id\":%ld,\"kind\":4,\"on_date\":\"%s\",\"paper_no\":\"12-GCN\"}", person,
		day);
	read_all(statement(h, begin));
	sqlite3_stmt *s = statement(h, event);
	sqlite3_bind_int64(s, 1, person);
	sqlite3_bind_text(s, 2, day, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 3, "12-GCN", -1, SQLITE_STATIC);
	read_all(s);
	s = statement(h, audit);
	sqlite3_bind_text(s, 1, uid, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 2, json, -1, SQLITE_STATIC);
	read_all(s);
	read_all(statement(h, commit));
}

long floor_week(sqlite3 *h, const char *from, int days)
{
	static const char sql[] = "SELECT t.due_on, t.person_id, t.kind, t.nth, t.opens_on, "
				  "t.mover, t.state, t.is_lapse, "
				  "t.cell_id, p.full_name, p.stage FROM task t CROSS JOIN person p "
				  "ON p.id = t.person_id "
				  "WHERE t.due_on BETWEEN ?1 AND date (?1, ?2) "
				  "ORDER BY t.due_on, t.person_id, t.kind, t.nth";
	char span[24];
	sqlite3_stmt *s = statement(h, sql);
	snprintf(span, sizeof span, "%+d days", days - 1);
	sqlite3_bind_text(s, 1, from, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 2, span, -1, SQLITE_STATIC);
	return read_all(s);
}

/* Every row of a statement of one parameter, as text. */
static long read_of(sqlite3 *h, const char *sql, int64_t id)
{
	sqlite3_stmt *s = statement(h, sql);
	sqlite3_bind_int64(s, 1, id);
	return read_all(s);
}

static void read_facts(sqlite3 *h, int64_t person)
{
	static const char self[] =
		"SELECT birth, joined_on, official_on, is_member, education, youth_union, "
		"readmission, cell_id FROM person WHERE id = ?1";
	static const char events[] = "SELECT kind, on_date FROM event WHERE person_id = ?1";
	static const char mentors[] =
		"SELECT a.from_date, a.to_date, m.stage FROM mentor_assignment a "
		"LEFT JOIN person m ON m.id = a.mentor_id WHERE a.person_id = ?1";
	static const char moves[] = "SELECT from_date FROM person_cell WHERE person_id = ?1";
	static const char type[] = "SELECT type FROM cell WHERE id = "
				   "(SELECT cell_id FROM person WHERE id = ?1)";
	static const char dossier[] =
		"SELECT id, began_on, frozen_on, rule_shipped, rule_set_id, decision_received, "
		"education_case, is_union, is_pupil, no_check FROM dossier WHERE person_id = ?1";
	/* the benchmark's dossiers have the ids of their persons */
	static const char papers[] = "SELECT code, state, on_date FROM paper WHERE dossier_id = ?1";
	static const char votes[] =
		"SELECT purpose, body, round, on_date, base, left_out, present, yes, no, invalid "
		"FROM vote WHERE dossier_id = ?1";
	static const char inquiries[] =
		"SELECT sent_on, answered_on, is_abroad, is_recheck, conclusion FROM inquiry "
		"WHERE dossier_id = ?1";
	static const char more[] = "SELECT kind, until FROM extension WHERE dossier_id = ?1";
	read_of(h, self, person);
	read_of(h, events, person);
	read_of(h, mentors, person);
	read_of(h, moves, person);
	read_of(h, type, person);
	if (read_of(h, dossier, person)) {
		read_of(h, papers, person);
		read_of(h, votes, person);
		read_of(h, inquiries, person);
		read_of(h, more, person);
	}
}

long floor_week_facts(sqlite3 *h, const char *from, int days)
{
	static const char people[] = "SELECT DISTINCT person_id FROM task "
				     "WHERE due_on BETWEEN ?1 AND date (?1, ?2) ORDER BY 1";
	static const char begin[] = "BEGIN", commit[] = "COMMIT";
	char span[24];
	int rc;
	read_all(statement(h, begin));
	long rows = floor_week(h, from, days);
	sqlite3_stmt *s = statement(h, people);
	snprintf(span, sizeof span, "%+d days", days - 1);
	sqlite3_bind_text(s, 1, from, -1, SQLITE_STATIC);
	sqlite3_bind_text(s, 2, span, -1, SQLITE_STATIC);
	while ((rc = sqlite3_step(s)) == SQLITE_ROW)
		read_facts(h, sqlite3_column_int64(s, 0));
	if (rc != SQLITE_DONE)
		bench_die(people, sqlite3_errmsg(h));
	sqlite3_reset(s);
	read_all(statement(h, commit));
	return rows;
}
