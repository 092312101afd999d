/* Makes the benchmark's database: make_big FILE PEOPLE CELLS. The schema is the program's own, and
 * what is kept beside the records (sort keys, words, stages) is computed by the program's own
 * functions. Rows go in by plain SQL before indexes and triggers: the audit of their making is left
 * out, so `check` says that nobody made them. */
#include "base/clock.h"
#include "base/program.h"
#include "base/vec.h"
#include "bench.h"
#include "core/act_scope.h"
#include "core/task.h"
#include "db/conn.h"
#include "dossiers.h"
#include "invent.h"
#include "viet/name.h"
#include "viet/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SEED = 20, FIRST_TARGET = 2018, LAST_TARGET = 2022 };

struct maker {
	sqlite3 *h;
	sqlite3_stmt *person, *membership, *event, *assignment, *word;
	VEC(int64_t) officials; /* who may be a mentor */
	VEC(char *) later;	/* indexes and triggers, made at the end */
	struct dossiers *dossiers;
	struct err err;
};

static void bind_text(sqlite3_stmt *s, const char *name, const char *text)
{
	int i = sqlite3_bind_parameter_index(s, name);
	if (!i)
		bench_die("no such parameter", name);
	sqlite3_bind_text(s, i, text, -1, SQLITE_TRANSIENT);
}

static void bind_int(sqlite3_stmt *s, const char *name, int64_t v)
{
	int i = sqlite3_bind_parameter_index(s, name);
	if (!i)
		bench_die("no such parameter", name);
	sqlite3_bind_int64(s, i, v);
}

static void bind_blob(sqlite3_stmt *s, const char *name, const void *data, size_t n)
{
	sqlite3_bind_blob64(s, sqlite3_bind_parameter_index(s, name), data, n, SQLITE_TRANSIENT);
}

static void bind_date(sqlite3_stmt *s, const char *name, struct date d)
{
	char text[DATE_TEXT];
	bind_text(s, name, date_to_iso(d, text));
}

static void run(struct maker *m, sqlite3_stmt *s)
{
	if (sqlite3_step(s) != SQLITE_DONE)
		bench_die(sqlite3_sql(s), sqlite3_errmsg(m->h));
	sqlite3_reset(s);
	sqlite3_clear_bindings(s);
}

static void put_schema_aside(struct maker *m)
{
	VEC(char *) drop = {0};
	sqlite3_stmt *s = bench_prepare(m->h,
		"SELECT sql, 'DROP ' || type || ' ' || name FROM sqlite_schema "
		"WHERE type IN ('index', 'trigger') AND sql IS NOT NULL ORDER BY type, rowid");
	while (sqlite3_step(s) == SQLITE_ROW) {
		char *sql = mem_strdup((const char *)sqlite3_column_text(s, 0));
		char *gone = mem_strdup((const char *)sqlite3_column_text(s, 1));
		if (!sql || !gone || !VEC_PUSH(&m->later, sql) || !VEC_PUSH(&drop, gone))
			bench_die("memory", NULL);
	}
	sqlite3_finalize(s);
	VEC_EACH (d, &drop) {
		bench_exec(m->h, *d);
		free(*d);
	}
	VEC_DONE(&drop);
}

static void put_schema_back(struct maker *m)
{
	VEC_EACH (sql, &m->later) {
		bench_exec(m->h, *sql);
		free(*sql);
	}
	VEC_DONE(&m->later);
}

static void make_committee(struct maker *m)
{
	char collator[32];
	bench_must(name_collator(collator, &m->err), &m->err);
	bench_exec(m->h, "INSERT INTO committee (name, superior, place) "
			 "VALUES ('Đảng bộ huyện Thử Nghiệm', 'Tỉnh ủy', 'Thử Nghiệm')");
	sqlite3_stmt *s =
		bench_prepare(m->h, "INSERT INTO setting (key, value) VALUES ('collator', :v)");
	bind_text(s, ":v", collator);
	run(m, s);
	sqlite3_finalize(s);
}

static void make_cells(struct maker *m, struct inventor *v)
{
	sqlite3_stmt *cell = bench_prepare(m->h,
		"INSERT INTO cell (id, code, code_key, type) VALUES (:id, :code, :key, :type)");
	sqlite3_stmt *name = bench_prepare(m->h,
		"INSERT INTO cell_name (cell_id, name, name_fold) VALUES (:id, :name, :fold)");
	sqlite3_stmt *count = bench_prepare(m->h, "INSERT INTO cell_count (cell_id, as_of, "
						  "members, official) VALUES (:id, '2017-12-31', "
						  ":n, :n - 2)");
	sqlite3_stmt *target =
		bench_prepare(m->h, "INSERT INTO target (from_year, to_year, cell_id, kind, count) "
				    "VALUES (:year, :year, :id, "
				    "1, 6)");
	for (long i = 1; i <= v->cells; i++) {
		unsigned char key[NAME_KEY_MAX];
		char code[24], text[64];
		size_t len;
		CLEANUP_FREE char *fold = NULL;
		snprintf(code, sizeof code, "CB%04ld", i);
		snprintf(text, sizeof text, "Chi bộ ấp %ld", i);
		bench_must(label_key(code, key, &len, &m->err), &m->err);
		bench_must(act_cell_fold(text, &fold, &m->err), &m->err);
		bind_int(cell, ":id", i);
		bind_text(cell, ":code", code);
		bind_blob(cell, ":key", key, len);
		bind_int(cell, ":type", 1 + (i % 2 ? 0 : (int)invent_below(v, 8)));
		run(m, cell);
		bind_int(name, ":id", i);
		bind_text(name, ":name", text);
		bind_text(name, ":fold", fold);
		run(m, name);
		bind_int(count, ":id", i);
		bind_int(count, ":n", 20 + (int)invent_below(v, 60));
		run(m, count);
		for (int year = FIRST_TARGET; year <= LAST_TARGET; year++) {
			bind_int(target, ":id", i);
			bind_int(target, ":year", year);
			run(m, target);
		}
	}
	sqlite3_finalize(cell);
	sqlite3_finalize(name);
	sqlite3_finalize(count);
	sqlite3_finalize(target);
}

struct word_ctx {
	struct maker *m;
	int64_t person;
};

static int put_word(void *ctx, const char *word)
{
	struct word_ctx *w = ctx;
	bind_text(w->m->word, ":word", word);
	bind_int(w->m->word, ":person", w->person);
	run(w->m, w->m->word);
	return 0;
}

static void put_person(
	struct maker *m, int64_t id, const struct invented *p, const struct standing *s)
{
	unsigned char key[NAME_KEY_MAX];
	char sex[] = {p->sex, '\0'};
	size_t len;
	CLEANUP_FREE char *fold = NULL;
	bench_must(name_key(p->name, key, &len, &m->err), &m->err);
	bench_must(text_fold(p->name, &fold, &m->err), &m->err);
	bool needs = s->is_candidate && s->stage >= STAGE_LISTED && s->stage <= STAGE_DECISION;
	bind_int(m->person, ":id", id);
	bind_text(m->person, ":name", p->name);
	bind_date(m->person, ":birth", p->birth);
	bind_text(m->person, ":sex", sex);
	bind_text(m->person, ":ethnicity", p->ethnicity);
	bind_text(m->person, ":religion", p->religion);
	bind_text(m->person, ":cccd", p->cccd);
	bind_text(m->person, ":phone", p->phone);
	bind_text(m->person, ":residence", p->residence);
	bind_text(m->person, ":occupation", p->occupation);
	bind_int(m->person, ":education", p->education);
	if (p->professional)
		bind_int(m->person, ":professional", p->professional);
	bind_int(m->person, ":youth", p->is_youth);
	bind_blob(m->person, ":key", key, len);
	bind_text(m->person, ":fold", fold);
	bind_int(m->person, ":cell", p->cell);
	bind_int(m->person, ":stage", s->stage);
	bind_date(m->person, ":since", s->since);
	bind_int(m->person, ":candidate", s->is_candidate);
	bind_int(m->person, ":uncovered", needs && !p->is_mentored);
	run(m, m->person);
	bench_must(name_words(p->name, put_word, &(struct word_ctx){m, id}, &m->err), &m->err);
}

static void put_events(struct maker *m, int64_t id, const struct invented *p)
{
	char paper[32];
	for (size_t i = 0; i < p->event_count; i++) {
		enum event_kind kind = p->events[i].kind;
		bool has_paper = kind != EVENT_FOUND && kind != EVENT_CEREMONY;
		snprintf(paper, sizeof paper, "%ld-QĐ/ĐU", (long)(id % 900 + 1));
		bind_int(m->event, ":person", id);
		bind_int(m->event, ":kind", kind);
		bind_date(m->event, ":on", p->events[i].on);
		if (has_paper)
			bind_text(m->event, ":paper", paper);
		run(m, m->event);
	}
}

static void make_person(struct maker *m, struct inventor *v, int64_t id)
{
	struct invented p;
	invent_person(v, &p);
	p.is_mentored = p.is_mentored && m->officials.n;
	struct date from = p.is_mentored ? p.events[1].on : (struct date){0};
	struct fact_person facts = {.birth = p.birth,
		.events = p.events,
		.event_count = p.event_count,
		.is_mentored = p.is_mentored,
		.first_mentored = from};
	struct standing s = standing_of(&facts, (struct date){0});
	put_person(m, id, &p, &s);
	put_events(m, id, &p);
	bind_int(m->membership, ":person", id);
	bind_int(m->membership, ":cell", p.cell);
	run(m, m->membership);
	if (p.is_mentored) {
		/* one who was recognised before the pipeline's people were found */
		bind_int(m->assignment, ":person", id);
		bind_int(m->assignment, ":mentor", m->officials.v[invent_below(v, m->officials.n)]);
		bind_date(m->assignment, ":from", from);
		run(m, m->assignment);
	}
	if (p.has_dossier)
		dossiers_add(m->dossiers, id, &p);
	if (s.stage == STAGE_OFFICIAL && s.since.year < 2016 && !VEC_PUSH(&m->officials, id))
		bench_die("memory", NULL);
}

static void make_people(struct maker *m, struct inventor *v)
{
	m->person = bench_prepare(m->h,
		"INSERT INTO person (id, full_name, birth, sex, ethnicity, religion, cccd, phone, "
		"residence, occupation, education, professional, youth_union, name_key, name_fold, "
		"cell_id, stage, stage_on, is_candidate, uncovered) VALUES (:id, :name, :birth, "
		":sex, "
		":ethnicity, :religion, :cccd, :phone, :residence, :occupation, :education, "
		":professional, :youth, :key, :fold, :cell, :stage, :since, :candidate, "
		":uncovered)");
	m->membership = bench_prepare(
		m->h, "INSERT INTO person_cell (person_id, cell_id) VALUES (:person, :cell)");
	m->event = bench_prepare(m->h, "INSERT INTO event (person_id, kind, on_date, paper_no) "
				       "VALUES (:person, :kind, :on, "
				       ":paper)");
	m->assignment = bench_prepare(m->h,
		"INSERT INTO mentor_assignment (person_id, mentor_id, mentor_name, from_date) "
		"SELECT :person, id, full_name, :from FROM person WHERE id = :mentor");
	m->word = bench_prepare(m->h, "INSERT INTO temp.w (word, person) VALUES (:word, :person)");
	m->dossiers = dossiers_begin(m->h, v);
	for (int64_t id = 1; id <= v->people; id++)
		make_person(m, v, id);
	dossiers_end(m->dossiers);
	sqlite3_finalize(m->person);
	sqlite3_finalize(m->membership);
	sqlite3_finalize(m->event);
	sqlite3_finalize(m->assignment);
	sqlite3_finalize(m->word);
	VEC_DONE(&m->officials);
}

int main(int argc, char **argv)
{
	struct maker m = {0};
	struct db *db;
	if (argc != 4)
		bench_die("make_big FILE PEOPLE CELLS", NULL);
	struct inventor v = invent_begin(SEED, atol(argv[2]), atol(argv[3]));
	double begin = bench_now();
	bench_must(program_init(NULL, &m.err), &m.err);
	clock_pin_today(INVENT_TODAY); /* what is due is kept by the rules of a day */
	bench_must(db_open(argv[1], DB_CREATE | DB_FAST, &db, &m.err), &m.err);
	m.h = db->h;
	sqlite3_db_config(
		m.h, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL); /* it forbids journal_mode = OFF */
	bench_exec(m.h, "PRAGMA journal_mode = OFF; PRAGMA locking_mode = EXCLUSIVE; PRAGMA "
			"foreign_keys = OFF;"
			"PRAGMA cache_size = -100000; PRAGMA temp_store = FILE; BEGIN;"
			"CREATE TEMP TABLE w (word TEXT, person INTEGER)");
	put_schema_aside(&m);
	make_committee(&m);
	make_cells(&m, &v);
	make_people(&m, &v);
	bench_exec(m.h, "INSERT INTO person_word (word, name_key, person_id) SELECT w.word, "
			"p.name_key, p.id "
			"FROM temp.w w JOIN person p ON p.id = w.person ORDER BY 1, 2, 3");
	put_schema_back(&m);
	bench_exec(
		m.h, "COMMIT; ANALYZE; PRAGMA locking_mode = NORMAL; PRAGMA journal_mode = WAL;");
	db_close(db);
	double prepare = bench_now();
	bench_must(db_open(argv[1], DB_FAST, &db, &m.err), &m.err);
	bench_must(tasks_prepare(db, NULL, NULL, &m.err), &m.err);
	db_close(db);
	printf("what is due of everybody in %.1f s\n", (bench_now() - prepare) / 1e3);
	printf("%ld people, %ld cells, %ld events in %.0f s\n", v.made, v.cells, v.events,
		(bench_now() - begin) / 1e3);
	return 0;
}
