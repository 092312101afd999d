/* What the audit has of one person: his data, events, mentors, cells, dossier with its papers, votes and checks, what
 * was removed too. In the office's words. */
#ifndef TN_CORE_AUDIT_LOG_H
#define TN_CORE_AUDIT_LOG_H

#include "base/strbuf.h"
#include "db/db.h"

/* before NULL: nothing was there; after NULL: nothing is there any more. */
struct log_field {
	const char *label; /* translated */
	char *before, *after;
};

enum log_change { LOG_ADDED = 1, LOG_CHANGED, LOG_REMOVED };

struct log_entry {
	int64_t id, act_id; /* entries of one act have one act_id and stand together */
	char *at;	    /* dd/mm/yyyy hh:mm */
	char *actor, *act;  /* act: its code */
	char *reason;	    /* written, or NULL */
	char *record;	    /* the table */
	char *name; /* which one: the kind of event, the paper's title, the mentor … or NULL */
	int64_t record_id;
	enum log_change change;
	struct person_id person;  /* audit_log_since, audit_log_of_act: whose it is, 0 */
	struct cell_id cell;	  /* likewise */
	struct log_field *fields; /* of a change those that differ, else all but what is the name */
	size_t field_count;
};

struct audit_log {
	struct log_entry *entries; /* latest act first; in an act as it was written */
	size_t n;
};

int audit_log_load(struct db *db, struct person_id person, struct audit_log *ret, struct err *err);
/* All that was recorded after an act, of whomever `wants` says yes to (of neither a person nor a cell: both are 0). */
int audit_log_since(struct db *db, int64_t after,
	bool (*wants)(void *ctx, const char *record, struct person_id person, struct cell_id cell),
	void *ctx, struct audit_log *ret, struct err *err);
/* What one act did, as it was written: its first n changes. */
int audit_log_of_act(struct db *db, int64_t act, size_t n, struct audit_log *ret, struct err *err);
void audit_log_done(struct audit_log *log);

/* "Event corrected · 28/11/2026 09:12 · lan"; of an act that is not there nothing. */
int audit_act_add(struct db *db, struct strbuf *b, int64_t act, struct err *err);

/* ---- words ------------------------------------------------------------------------------------------ */
const char *audit_act_label(const char *act); /* N_(); the code itself where it is not known */
const char *audit_record_label(const char *record); /* likewise */
/* Translated; NULL for what is not shown (whose record it is). */
const char *audit_field_label(const char *record, const char *field);
/* Does the field say which record of its table it is? */
bool audit_field_names(const char *record, const char *field);
/* A value as the office writes it: dates d/m/Y, choices and records by their names. */
int audit_value_add(struct db *db, struct strbuf *b, const char *record, const char *field,
	const char *value, struct err *err);
/* "2026-11-23T08:15:02.123+07:00" as 23/11/2026 08:15, what is no such stamp as it stands; NULL: "". To the caller; NULL
 * without memory. */
char *audit_moment(const char *at);

#endif
