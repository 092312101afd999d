/* Promise: a large import on a full or failing disk goes in as a whole or not at all, and says which. prove_batch
 *
 * So many rows that indexes and words wait until their end (db/bulk.h), brought in while one file operation after another
 * fails; of the many operations every so-manieth. */
#include "fault_vfs.h"
#include "office.h"

#include "base/mem.h"
#include "exchange/plan.h"
#include "reader/workbook.h"

#include <sqlite3.h>
#include <stdio.h>

enum { ROWS = 2200, TRIES = 60 };

static struct workbook *make_list(void)
{
	struct strbuf b = {0};
	struct workbook *w;
	struct err err = {0};
	strbuf_add(&b, "Họ và tên,Ngày sinh,Chi bộ\n");
	for (int i = 0; i < ROWS; i++)
		strbuf_addf(&b, "Trần Thị %c%c,%d/%d/%d,CB%d\n", 'A' + i % 26, 'a' + i / 26 % 26,
			i % 28 + 1, i / 28 % 12 + 1, 1985 + i / 336, 1 + i % 2);
	office_must(workbook_from_bytes("list.csv", b.s, b.len, NULL, &w, &err), &err);
	strbuf_done(&b);
	return w;
}

struct outcome {
	bool is_saved, is_told;
	long hits;
};

static struct outcome bring(const char *path, const struct workbook *w)
{
	const struct act_by by = {.actor = "clerk"};
	struct outcome o = {0};
	struct err err = {0};
	struct plan p = {0};
	struct plan_result result = {0};
	struct db *db;
	if (db_open(path, 0, &db, &err)) {
		o.is_told = true;
		o.hits = fault_hits();
		return o;
	}
	int r = plan_guess(db, w, IMPORT_CANDIDATES, &p, &err);
	if (!r)
		r = plan_run(db, &by, w, &p, NULL, &result, &err);
	o.is_saved = !r && result.sum.is_saved;
	o.is_told = r != 0 || !o.is_saved;
	/* what a checkpoint ran into is told when the next act begins */
	if (act_begin(db, &by, "probe", NULL, &err))
		o.is_told = true;
	else
		db_act_rollback(db);
	o.hits = fault_hits();
	plan_result_done(&result);
	plan_done(&p);
	db_close(db);
	return o;
}

static long people(const char *path)
{
	sqlite3 *c;
	sqlite3_stmt *s;
	long n = -1;
	if (sqlite3_open(path, &c) == SQLITE_OK &&
		sqlite3_prepare_v2(c, "SELECT count (*) FROM person", -1, &s, NULL) == SQLITE_OK) {
		if (sqlite3_step(s) == SQLITE_ROW)
			n = (long)sqlite3_column_int64(s, 0);
		sqlite3_finalize(s);
	}
	sqlite3_close(c);
	return n;
}

struct tally {
	long runs, told, bad, swallowed, in;
};

static void judge(const char *path, const struct outcome *o, long before, struct tally *t,
	char why[static 400], long at)
{
	long n = people(path) - before;
	struct office_run none = {.seed = at};
	struct office_verdict v = office_judge(path, &none);
	bool is_bad = v.corrupt || (n && n != ROWS) || (o->is_saved && n != ROWS);
	bool is_swallowed = o->hits && !o->is_told && !o->is_saved;
	if ((is_bad || is_swallowed) && !why[0])
		snprintf(why, 400, "; first: %s at %ld: %ld of %d rows, %s", fault_first(), at, n,
			ROWS,
			v.corrupt ? v.why
			: is_bad  ? "not as it was said"
				  : "nobody was told");
	t->runs++;
	t->told += o->is_told;
	t->bad += is_bad;
	t->swallowed += is_swallowed;
	t->in += n == ROWS;
}

static long prove(enum fault_kind kind, const char *what, const char *path,
	const struct workbook *w, long operations, long before)
{
	struct tally t = {0};
	char why[400] = "";
	long step = operations / TRIES + 1;
	for (long at = 1; at <= operations; at += step) {
		office_restore(path);
		fault_arm(kind, at, true);
		struct outcome o = bring(path, w);
		fault_arm(FAULT_NONE, 0, false);
		judge(path, &o, before, &t, why, at);
	}
	printf("a large import, %s: %ld runs at %ld operations, %ld told, %ld went in; bad: %ld, "
	       "swallowed: %ld%s\n",
		what, t.runs, operations, t.told, t.in, t.bad, t.swallowed, why);
	fflush(stdout);
	return t.bad + t.swallowed;
}

int main(void)
{
	const char *path = office_path("office.db");
	if (fault_install())
		office_die("the layer under SQLite", "cannot be installed");
	office_make(path);
	struct workbook *w = make_list();
	office_restore(path);
	long before = people(path);
	fault_arm(FAULT_NONE, 0, true);
	struct outcome o = bring(path, w);
	long operations = fault_operations();
	if (!o.is_saved || people(path) - before != ROWS)
		office_die("the list", "does not go in even without a fault");
	long failed = prove(FAULT_IO_ONCE, "I/O error, once", path, w, operations, before);
	failed += prove(FAULT_IO_FOREVER, "I/O error, for good", path, w, operations, before);
	failed += prove(FAULT_FULL_ONCE, "disk full, once", path, w, operations, before);
	failed += prove(FAULT_FULL_FOREVER, "disk full, for good", path, w, operations, before);
	workbook_free(w);
	return failed > 0;
}
