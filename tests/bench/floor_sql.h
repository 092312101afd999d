/* Floors of reading and saving: the bare statements through SQLite's own interface, as one would
 * write them who needs nothing but these rows. Each reads all its columns and gives how many rows
 * there were. */
#ifndef TN_TESTS_BENCH_FLOOR_SQL_H
#define TN_TESTS_BENCH_FLOOR_SQL_H

#include <sqlite3.h>

sqlite3 *floor_open(const char *path);
long floor_board(sqlite3 *h);
/* Who was admitted in a year, by the ceremony or, where there is none, by the decision: person,
 * cell of that day, decision. */
long floor_admissions(sqlite3 *h, int year);
/* What a whole summary stands on: admissions of two years, cells with name and stated members, the
 * last admission of each cell, the pipeline, targets. */
long floor_summary(sqlite3 *h, int year);
long floor_window(sqlite3 *h, long cell, int rows);
/* A durable save: event, change and audit in one transaction. */
void floor_save(sqlite3 *h, long person, int nth);

/* Rows due in the days from `from` on, by day, with the person's name. */
long floor_week(sqlite3 *h, const char *from, int days);
/* The same, and of each of these persons everything that the rules ask for to say why: events, mentors, moves,
 * dossier, papers, votes, inquiries, extensions; in one read transaction, as the report reads. */
long floor_week_facts(sqlite3 *h, const char *from, int days);

#endif
