#include "core/turnaround.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>

const char *follow_state_label(enum follow_state s)
{
	static const enum book_kind kind = BOOK_FOLLOW_UP;
	return s ? book_of(kind)->fields[book_column(kind, "state")].choices[s - 1] : "";
}

static void row_done(struct turnaround_row *r)
{
	free(r->name);
	free(r->mentors);
	free(r->now.note);
	free(r->last.note);
}

void turnaround_done(struct turnaround *t)
{
	for (size_t i = 0; i < t->n; i++)
		row_done(&t->v[i]);
	VEC_DONE(t);
}

size_t turnaround_missing(const struct turnaround *t)
{
	size_t n = 0;
	for (size_t i = 0; i < t->n; i++)
		n += !t->v[i].is_new && !t->v[i].now.id;
	return n;
}

/* ---- reading --------------------------------------------------------------------------------------- */

static bool copy(char **ret, const char *text)
{
	if (!text || !*text)
		return true;
	*ret = mem_strdup(text);
	return *ret != NULL;
}

static bool take_follow_up(struct follow_up *ret, struct db_stmt *s, const char *const columns[6])
{
	const char *month = db_text(s, columns[2]);
	if (db_is_null(s, columns[0]))
		return true;
	ret->id = db_int(s, columns[0]);
	ret->rev = db_int(s, columns[1]);
	if (month)
		sscanf(month, "%d-%d", &ret->year, &ret->month);
	ret->state = (enum follow_state)db_int(s, columns[3]);
	ret->met = db_date(s, columns[4]);
	return copy(&ret->note, db_text(s, columns[5]));
}

static int take(struct turnaround *t, struct db_stmt *s, struct err *err)
{
	static const char *const now[] = {
		"now_id", "now_rev", "now_month", "now_state", "now_met", "now_note"};
	static const char *const last[] = {
		"last_id", "last_rev", "last_month", "last_state", "last_met", "last_note"};
	struct turnaround_row row = {.person = {db_int(s, "id")},
		.birth = db_date(s, "birth"),
		.stage = (enum stage)db_int(s, "stage"),
		.stage_on = db_date(s, "stage_on"),
		.is_new = db_int(s, "is_new")};
	bool ok = copy(&row.name, db_text(s, "full_name")) &&
		  copy(&row.mentors, db_text(s, "mentors")) && take_follow_up(&row.now, s, now) &&
		  take_follow_up(&row.last, s, last) && VEC_PUSH(t, row);
	if (!ok)
		row_done(&row);
	t->numbered += ok && !row.is_new;
	return ok ? 0 : ERR_OOM(err);
}

static void month_text(const struct turnaround *t, char ret[16])
{
	snprintf(ret, 16, "%04d-%02d", t->year, t->month);
}

int turnaround_read(struct db *db, struct cell_id cell, int year, int month, struct turnaround *ret,
	struct err *err)
{
	struct turnaround t = {.cell = cell, .year = year, .month = month};
	const struct date first = {(short)year, (signed char)month, 1};
	struct db_stmt *s = db_begin(db, DBQ_TURNAROUND, err);
	char text[16];
	int r;
	month_text(&t, text);
	db_bind_int(s, "cell", cell.v);
	db_bind_text(s, "month", text);
	db_bind_date(s, "first", first);
	while ((r = db_step(s, err)) == 1)
		if ((r = take(&t, s, err)))
			break;
	db_reset(s);
	if (r)
		turnaround_done(&t);
	else
		*ret = t;
	return r;
}

/* ---- writing --------------------------------------------------------------------------------------- */

int turnaround_save(struct db *db, const struct act_by *by, const struct turnaround *t,
	const struct turnaround_row *row, enum follow_state state, struct date met,
	const char *note, struct err *err)
{
	struct book_row record = {.id = row->now.id, .rev = row->now.rev};
	char month[16], number[8];
	month_text(t, month);
	snprintf(number, sizeof number, "%d", (int)state);
	int r = book_set_id(BOOK_FOLLOW_UP, &record, "person_id", row->person.v, err);
	if (!r)
		r = book_set(BOOK_FOLLOW_UP, &record, "month", month, err);
	if (!r)
		r = book_set(BOOK_FOLLOW_UP, &record, "state", number, err);
	if (!r)
		r = book_set_date(BOOK_FOLLOW_UP, &record, "met_on", met, err);
	if (!r)
		r = book_set(BOOK_FOLLOW_UP, &record, "note", note, err);
	if (!r)
		r = book_save(db, by, BOOK_FOLLOW_UP, &record, NULL, err);
	book_row_done(&record);
	return r;
}

void follow_up_add(struct strbuf *b, const struct follow_up *f)
{
	char day[DATE_TEXT];
	size_t begun = b->len;
	/* a talk that brought nothing new is told as a talk */
	if (f->state != FOLLOW_NOTHING || !date_is_set(f->met))
		strbuf_add(b, _(follow_state_label(f->state)));
	if (date_is_set(f->met)) {
		strbuf_add(b, b->len > begun ? "; " : "");
		strbuf_addf(b, _("talked with on %.5s"), date_to_user(f->met, day));
	}
	if (f->note)
		strbuf_addf(b, ": %s", f->note);
}
