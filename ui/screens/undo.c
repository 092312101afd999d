#include "ui/screens/undo.h"

#include "base/i18n.h"
#include "core/audit_log.h"
#include "core/undo.h"
#include "ui/ask.h"
#include "ui/screens/person_log.h"

#include <string.h>

/* What a box has room for; of more it is said how many. */
enum { ENTRIES = 7, REASONS = 5 };
/* Of so many changes one waits. */
enum { MANY = 1000 };

struct undoing {
	struct db *db;
	const struct act_by *by;
	struct person_id person;
	int64_t act;
	int64_t again, again_act; /* the undo that may be taken back, and what it took back; 0 */
	int64_t changes;	  /* of the act */
	const char *label;	  /* of the act: N_() or its code */
	struct undo_result result;
};

/* ---- words ------------------------------------------------------------------------------------------ */

static int add_more(struct strbuf *b, long n)
{
	if (n > 0)
		strbuf_addf(b, P_("\n… and %ld more", "\n… and %ld more", (unsigned long)n), n);
	return 0;
}

static int add_whose(
	const struct undoing *u, struct strbuf *b, const struct log_entry *e, struct err *err)
{
	size_t before = b->len;
	int r = 0;
	if (e->person.v && e->person.v != u->person.v)
		r = person_name_add(u->db, b, e->person, err);
	else if (e->cell.v && !e->person.v)
		r = cell_name_add(u->db, b, e->cell, err);
	if (b->len > before)
		strbuf_add(b, " · ");
	return r;
}

/* The act, and under it what it did. */
static int describe(struct undoing *u, struct strbuf *b, struct err *err)
{
	struct audit_log log = {0};
	int r = audit_act_add(u->db, b, u->act, err);
	if (!r)
		r = undo_changes(u->db, u->act, &u->changes, err);
	if (!r)
		r = audit_log_of_act(u->db, u->act, ENTRIES, &log, err);
	u->label = !r && log.n ? audit_act_label(log.entries[0].act) : "";
	for (size_t i = 0; !r && i < log.n; i++) {
		strbuf_add(b, "\n– ");
		r = add_whose(u, b, &log.entries[i], err);
		log_entry_words(b, &log.entries[i]);
	}
	audit_log_done(&log);
	return r ? r : add_more(b, (long)u->changes - ENTRIES);
}

static int add_reasons(const struct undoing *u, struct strbuf *b, struct err *err)
{
	size_t n = u->result.kept_count;
	int r = 0;
	strbuf_addf(b, "\n\n%s", _("It stays, because:"));
	for (size_t i = 0; !r && i < n && i < REASONS; i++) {
		strbuf_add(b, "\n– ");
		r = undo_kept_add(u->db, b, &u->result.kept[i], err);
	}
	return r ? r : add_more(b, (long)n - REASONS);
}

/* ---- asking ----------------------------------------------------------------------------------------- */

/* 1: look at the one before it. */
static int tell_why(
	struct app *app, const struct undoing *u, struct strbuf *b, int code, struct err *err)
{
	int r = 0;
	if (code == ERR_CONFLICT)
		r = add_reasons(u, b, err);
	else
		strbuf_addf(b, "\n\n%s", _("This cannot be brought back from the log."));
	if (r)
		return r;
	return ask_confirm(app, _("This cannot be undone"), strbuf_str(b),
		       _("Look at what was done before it"))
		       ? 1
		       : ERR_STOPPED;
}

static int take_back(struct app *app, struct undoing *u, struct err *err)
{
	undo_result_done(&u->result);
	int r = undo_act(u->db, u->by, u->act, true, false, &u->result, err);
	if (!r)
		app_say(app, _("Undone: %s. Once more: one further back."), _(u->label));
	return r;
}

/* Takes the undo back. */
static int do_again(struct app *app, struct undoing *u, struct err *err)
{
	struct strbuf b = {0};
	undo_result_done(&u->result);
	int r = undo_act(u->db, u->by, u->again, true, false, &u->result, err);
	if (r == ERR_CONFLICT) {
		r = audit_act_add(u->db, &b, u->again_act, err);
		if (!r)
			r = add_reasons(u, &b, err);
		if (!r)
			ask_read(app, _("This cannot be done again"), strbuf_str(&b));
		r = r ? r : ERR_STOPPED;
	} else if (!r) {
		r = audit_act_add(u->db, &b, u->again_act, err);
		app_say(app, _("Done again: %s"), strbuf_str(&b));
	}
	strbuf_done(&b);
	return r;
}

/* What can be done: nothing, the undo (`undo`: its words, NULL if there is none), the last undo taken back. */
static int ask_deed(struct app *app, struct undoing *u, const char *undo, struct err *err)
{
	enum { LEAVE, FIRST, SECOND };
	struct strbuf again = {0};
	int r = 0;
	if (u->again) {
		strbuf_addf(&again, "%s: ", _("Do again"));
		r = audit_act_add(u->db, &again, u->again_act, err);
	}
	const char *more = u->again ? strbuf_str(&again) : NULL;
	const char *const lines[] = {
		_("No, leave it as it is"), undo ? _("Undo") : more, undo ? more : NULL, NULL};
	if (!r)
		r = ask_among(app, undo ? _("Undo this?") : _("Nothing more to undo"),
			undo ? undo : _("There is nothing more of yours to undo here."), lines);
	strbuf_done(&again);
	if (r < 0 || r == LEAVE)
		return r < 0 ? r : ERR_STOPPED;
	return undo && r == FIRST ? take_back(app, u, err) : do_again(app, u, err);
}

/* One act: 0 undone, 1 look at the one before it. */
static int ask_one(struct app *app, struct undoing *u, struct err *err)
{
	struct strbuf b = {0};
	struct err e = {0};
	int r = describe(u, &b, err);
	if (!r) {
		/* first on trial: nobody is asked about what cannot be */
		if (u->changes > MANY)
			app_progress(app, _("Looking at what can be undone …"), 0, 0);
		int code = undo_act(u->db, u->by, u->act, true, true, &u->result, &e);
		if (code == ERR_CONFLICT || code == ERR_REFUSED)
			r = tell_why(app, u, &b, code, err);
		else if (code) {
			*err = e;
			r = code;
		} else
			r = ask_deed(app, u, strbuf_str(&b), err);
	}
	strbuf_done(&b);
	undo_result_done(&u->result);
	return r;
}

static int ask_last(struct app *app, struct undoing *u, struct err *err)
{
	int r = u->again ? ask_deed(app, u, NULL, err) : ERR_STOPPED;
	if (!u->again)
		app_say(app, "%s", _("There is nothing more of yours to undo here."));
	undo_result_done(&u->result);
	return r;
}

int undo_ask(struct app *app, struct person_id person, struct err *err)
{
	const struct office *office = app_data(app);
	struct undoing u = {.db = office->db, .by = &office->by, .person = person};
	int r = undo_again(u.db, u.by->actor, person, &u.again, &u.again_act, err);
	if (r)
		return r;
	do {
		int64_t before = u.act;
		u.act = 0;
		r = undo_last(u.db, u.by->actor, person, before, &u.act, err);
		if (!r)
			r = u.act ? ask_one(app, &u, err) : ask_last(app, &u, err);
	} while (r == 1);
	return r;
}
