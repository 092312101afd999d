#include "office.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/program.h"
#include "core/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PEOPLE = 12 };

static char folder[256];
static char *kept;
static size_t kept_n;

void office_die(const char *what, const char *why)
{
	fprintf(stderr, "prove: %s: %s\n", what, why);
	exit(2);
}

void office_must(int r, const struct err *err)
{
	char text[400];
	snprintf(text, sizeof text, "error %d %s %s (%s:%d)", err->code, err->field, err->detail,
		err->file ? err->file : "", err->line);
	if (r)
		office_die("not prepared", text);
}

/* ---- files ----------------------------------------------------------------------------------- */

static const char *const tails[] = {"", "-wal", "-shm", "-journal"};

static void remove_all(const char *path)
{
	for (size_t i = 0; i < ARRAY_LEN(tails); i++) {
		CLEANUP_FREE char *name = mem_printf("%s%s", path, tails[i]);
		if (name)
			unlink(name);
	}
}

static void remove_folder(void)
{
	remove_all(office_path("office.db"));
	rmdir(folder);
}

const char *office_path(const char *name)
{
	static char path[512];
	if (!folder[0]) {
		const char *base = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp";
		snprintf(folder, sizeof folder, "%s/taonguon-prove-XXXXXX", base);
		if (!mkdtemp(folder))
			office_die(folder, "cannot be made");
		atexit(remove_folder);
	}
	snprintf(path, sizeof path, "%s/%s", folder, name);
	return path;
}

static void keep(const char *path)
{
	FILE *f = fopen(path, "r");
	if (!f || fseek(f, 0, SEEK_END))
		office_die(path, "cannot be read");
	kept_n = (size_t)ftell(f);
	rewind(f);
	kept = mem_alloc(kept_n);
	if (!kept || fread(kept, 1, kept_n, f) != kept_n)
		office_die(path, "cannot be read");
	fclose(f);
}

void office_restore(const char *path)
{
	remove_all(path);
	FILE *f = fopen(path, "w");
	if (!f || fwrite(kept, 1, kept_n, f) != kept_n || fclose(f))
		office_die(path, "cannot be written");
}

void office_make(const char *path)
{
	const struct act_by by = {.actor = "clerk"};
	struct db *db;
	struct err err = {0};
	struct cell_id id;
	office_must(program_init(NULL, &err), &err);
	clock_pin_today((struct date){2022, 12, 31});
	office_must(db_open(path, DB_CREATE, &db, &err), &err);
	for (int i = 1; i <= 2; i++) {
		char code[8], name[24];
		snprintf(code, sizeof code, "CB%d", i);
		snprintf(name, sizeof name, "Chi bộ ấp %d", i);
		struct cell c = {.code = code, .name = name, .type = CELL_RESIDENTIAL};
		office_must(cell_save(db, &by, &c, (struct date){0}, &id, &err), &err);
	}
	db_close(db);
	struct office_run run = {.seed = -1};
	office_must(db_open(path, 0, &run.db, &err), &err);
	for (int i = 0; i < PEOPLE; i++)
		office_must(office_act(&run, &err), &err);
	db_close(run.db);
	keep(path);
}

/* ---- acts ------------------------------------------------------------------------------------ */

static void make_uid(const struct office_run *run, int nth, char ret[DB_UID_MAX])
{
	snprintf(ret, DB_UID_MAX, "run %ld act %d", run->seed, nth);
}

static int add_person(struct office_run *run, const struct act_by *by, int nth, struct err *err)
{
	char name[64];
	static const char *const given[] = {"Ánh", "Bình", "Đạt", "Hòa", "Thủy", "Uyên"};
	snprintf(name, sizeof name, "Nguyễn Văn %s", given[nth / 5 % 6]);
	struct person p = {.full_name = name,
		.sex = 'm',
		.birth = {1980, 1, 1},
		.residence = (char *)"Ấp 1, xã Tiến Hưng"};
	p.birth = date_add_days(p.birth, nth + 1000 * (run->seed < 0));
	struct person_id id;
	int r = person_save(run->db, by, &p, (struct cell_id){1 + nth % 2}, &id, err);
	if (!r)
		run->newest = id;
	return r;
}

static int add_event(struct office_run *run, const struct act_by *by, enum event_kind kind,
	struct date on, struct err *err)
{
	struct event e = {
		.person = run->newest, .kind = kind, .on = on, .paper_no = (char *)"12-NQ/CB"};
	return event_save(run->db, by, &e, true, NULL, NULL, err);
}

static int correct_person(struct office_run *run, const struct act_by *by, int nth, struct err *err)
{
	char note[40];
	struct person p;
	int r = person_load(run->db, run->newest, &p, err);
	if (r)
		return r;
	snprintf(note, sizeof note, "sửa lần %d", nth);
	free(p.note);
	p.note = mem_strdup(note);
	r = person_save(run->db, by, &p, p.cell, &p.id, err);
	person_done(&p);
	return r;
}

static int do_act(struct office_run *run, int nth, struct err *err)
{
	char uid[DB_UID_MAX];
	const struct act_by by = {.actor = "clerk", .uid = uid};
	struct cell_id other = {1 + (nth / 5 + 1) % 2};
	make_uid(run, nth, uid);
	if (nth % 5 && !run->newest.v) /* the person was refused: there is nothing to go on with */
		return ERR(err, ERR_NOT_FOUND, "person", NULL);
	switch (nth % 5) {
	case 0:
		return add_person(run, &by, nth, err);
	case 1:
		return add_event(run, &by, EVENT_LISTED, (struct date){2019, 3, 1}, err);
	case 2:
		return correct_person(run, &by, nth, err);
	case 3:
		return add_event(run, &by, EVENT_CLASS, (struct date){2020, 4, 1}, err);
	default:
		return person_move(
			run->db, &by, run->newest, other, (struct date){2021, 1, 1}, err);
	}
}

int office_act(struct office_run *run, struct err *err)
{
	int nth = run->acts++;
	int r = do_act(run, nth, err);
	run->is_saved[nth] = !r;
	return r;
}

int office_again(struct office_run *run, struct err *err)
{
	run->acts--;
	return office_act(run, err);
}

/* ---- the verdict ----------------------------------------------------------------------------- */

static int note_fault(void *ctx, const char *text)
{
	struct office_verdict *v = ctx;
	if (!v->corrupt++)
		snprintf(v->why, sizeof v->why, "%s", text);
	return 0;
}

static void note_error(struct office_verdict *v, const char *what, const struct err *err)
{
	char text[180];
	snprintf(text, sizeof text, "%s: %d %.120s", what, err->code, err->detail);
	note_fault(v, text);
}

static bool is_there(struct db *db, const char *uid, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_AUDIT_BY_UID, err);
	db_bind_text(s, "uid", uid);
	int r = db_step(s, err);
	db_reset(s);
	return r == 1;
}

struct office_verdict office_judge(const char *path, const struct office_run *run)
{
	struct office_verdict v = {0};
	struct err err = {0};
	struct db *db;
	if (db_open(path, 0, &db, &err)) {
		note_error(&v, "open", &err);
		return v;
	}
	for (int i = 0; i < run->acts; i++) {
		char uid[DB_UID_MAX];
		make_uid(run, i, uid);
		if (run->is_saved[i] && !is_there(db, uid, &err) && !v.lost++)
			snprintf(v.why, sizeof v.why, "%s is gone", uid);
	}
	if (check_database(db, note_fault, &v, &err))
		note_error(&v, "check", &err);
	struct office_run next = {.db = db, .seed = -2};
	if (office_act(&next, &err))
		note_error(&v, "next act", &err);
	db_close(db);
	return v;
}
