/* The rules in force for this office: shipped rule sets and its own, who decides, the calendar. Read once
 * and kept until the data changes: everything that asks the rules borrows from here. */
#ifndef TN_CORE_RULEBOOK_H
#define TN_CORE_RULEBOOK_H

#include "base/strbuf.h"
#include "core/act.h"
#include "rules/authority.h"
#include "rules/calendar.h"
#include "rules/set.h"

struct rulebook {
	const struct rule_set *
		*sets; /* shipped (latest editions) and the office's that are not superseded */
	size_t set_count;
	const struct authority *authorities;
	size_t authority_count;
	struct calendar calendar;
	void *own; /* what the above points into */
};
/* Reads all of it, for years 2015 to the clock's + 5. */
int rulebook_load(struct db *db, struct rulebook *ret, struct err *err);
void rulebook_done(struct rulebook *b);
/* The one that the database handle keeps: read at first use, anew when this program or another has saved
 * rules or days off. Borrowed until the next call. */
int rulebook_of(struct db *db, const struct rulebook **ret, struct err *err);

/* In force on `day`; NULL: none yet. */
const struct rule_set *rulebook_on(const struct rulebook *b, struct date day);
/* By the key that a dossier keeps, old editions and superseded sets too; ERR_NOT_FOUND. */
int rulebook_find(
	const struct rulebook *b, const char *key, const struct rule_set **ret, struct err *err);

/* ---- words: the only place where a rule becomes text ---------------------------------------------- */

/* "294-QĐ/TW ngày 26/5/2025, điểm 4.3.1", with " (cần đối chiếu văn bản gốc)" where the mark is open. */
void cite_add(struct strbuf *b, const struct rule_cite *c);
const char *rule_param_label(enum rule_param p); /* N_() */
const char *rule_mark_label(enum rule_mark m);	 /* N_(): "read in the text", … */
/* The value as people read it: "60 months", "at least 2/3", "45 working days", "yes". */
void rule_value_add(struct strbuf *b, enum rule_param p, long value);
/* The choices of a RULE_TYPE_CHOICE parameter: values and N_() labels, ended by label NULL. */
struct rule_choice {
	long value;
	const char *label;
};
const struct rule_choice *rule_choices(enum rule_param p);
const char *mover_label(enum mover m);			 /* N_(): "cell", "committee" */
const char *day_kind_label(enum day_kind k);		 /* N_() */
const char *paper_step_label(enum paper_step s);	 /* N_() */
const char *paper_need_label(enum paper_need n);	 /* N_() */
const char *authority_kind_label(enum authority_kind k); /* N_() */
/* "from 02/02/2026, 45 working days: 18 Saturdays and Sundays, 6 days off passed over; the days off of 2026
 * are not confirmed". Empty for a deadline of no working days. */
void deadline_add(struct strbuf *b, const struct deadline *d);

/* ---- acts ------------------------------------------------------------------------------------------- */

/* Copies the set `key` as the office's own, in force from `from` under `number`. Dossiers that had begun
 * keep what they began under: those that rest on no frozen set are frozen first. */
int rule_set_copy(struct db *db, const struct act_by *by, const char *key, const char *number,
	struct date from, const char *guides, int64_t *ret, struct err *err);
/* One value of the office's own set `id`; RULE_SET_SHIPPED cannot happen here (shipped ones have no id).
 * Where dossiers rest on the set a new version takes its place: *ret is then the new id. cite.mark other
 * than MARK_OFFICE needs nothing; every value needs a document. ERR_INVALID "value", "document". `rev` is what
 * rule_value_rev gave when it was read; ERR_CONFLICT, also where another's change has made a new version. */
int rule_value_save(struct db *db, const struct act_by *by, int64_t id, enum rule_param p,
	long value, const struct rule_cite *cite, int64_t rev, int64_t *ret, struct err *err);
/* Adds (by a new code, rev 0: else ERR_DUPLICATE "code") or changes a paper of the set; `is_gone` takes it
 * out. */
int rule_paper_save(struct db *db, const struct act_by *by, int64_t id,
	const struct rule_paper *paper, bool is_gone, int64_t rev, int64_t *ret, struct err *err);
/* The state that is there; 0: none. */
int rule_value_rev(struct db *db, int64_t id, enum rule_param p, int64_t *ret, struct err *err);
int rule_paper_rev(struct db *db, int64_t id, const char *code, int64_t *ret, struct err *err);
/* The version that has taken the place of the office's set `id`: itself, if none has. ERR_NOT_FOUND "rule_set"
 * where it was taken back. */
int rule_set_now(struct db *db, int64_t id, int64_t *ret, struct err *err);
/* Takes the office's own set back: the shipped one holds again for what begins from now on. Kept, as
 * superseded, where dossiers rest on it. */
int rule_set_remove(struct db *db, const struct act_by *by, int64_t id, struct err *err);
int authority_save(struct db *db, const struct act_by *by, const struct authority *a, int64_t rev,
	struct err *err);
int authority_remove(
	struct db *db, const struct act_by *by, int64_t id, int64_t rev, struct err *err);
/* A day off of the office, a worked Saturday or Sunday, or a day of law of which the office says that it is worked
 * (ERR_INVALID "is_worked": another weekday worked, a weekend off). Tasks are reckoned anew. rev 0: a new one;
 * ERR_DUPLICATE "on_date", ERR_CONFLICT. */
int day_off_save(struct db *db, const struct act_by *by, struct date on, bool is_worked,
	const char *reason, int64_t rev, struct err *err);
int day_off_remove(
	struct db *db, const struct act_by *by, struct date on, int64_t rev, struct err *err);
/* Monday to Friday, and off by law or as its announcement is assumed: may be either. */
bool day_off_is_law(struct date on);
/* The year's days off are as announced; confirmed false takes that back. rev: as calendar_confirmed gave it. */
int calendar_confirm(struct db *db, const struct act_by *by, int year, const char *paper_no,
	bool confirmed, int64_t rev, struct err *err);
/* The office's own rows, for the screens. Texts are the caller's. */
struct day_off {
	int64_t id, rev;
	struct date on;
	bool is_worked;
	char *reason;
};
int days_off_load(struct db *db, int year, struct day_off **ret, size_t *ret_n, struct err *err);
void days_off_done(struct day_off *list, size_t n);
/* One of them; ERR_NOT_FOUND "day_off". */
int day_off_load(struct db *db, struct date on, struct day_off *ret, struct err *err);
void day_off_done(struct day_off *d);
/* *ret_rev 0: not confirmed. The text (may be NULL) is the caller's. */
int calendar_confirmed(
	struct db *db, int year, int64_t *ret_rev, char **ret_paper, struct err *err);

#endif
