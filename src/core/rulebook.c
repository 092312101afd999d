#include "core/rulebook.h"

#include "base/clock.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "core/rulebook_own.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_YEAR = 2015, LAST_YEAR = 2035, YEARS_AHEAD = 5 };

/* ---- texts: live as long as the book ---------------------------------------------------------- */

/* NULL in, NULL out; *ok false without memory. */
static const char *keep(struct rulebook_own *own, const char *text, bool *ok)
{
	if (!text)
		return NULL;
	char *copy = mem_strdup(text);
	if (copy && VEC_PUSH(&own->texts, copy))
		return copy;
	free(copy);
	*ok = false;
	return NULL;
}

static struct rule_cite read_cite(struct rulebook_own *own, struct db_stmt *s, bool *ok)
{
	const char *mark = db_text(s, "mark");
	return (struct rule_cite){.document = keep(own, db_text(s, "document"), ok),
		.date = db_date(s, "document_date"),
		.point = keep(own, db_text(s, "point"), ok),
		.mark = mark && *mark ? (enum rule_mark) * mark : MARK_OFFICE};
}

/* ---- the office's own sets ---------------------------------------------------------------------- */

static struct own_set *find_own(struct rulebook_own *own, int64_t id)
{
	VEC_EACH (s, &own->sets)
		if ((*s)->id == id)
			return *s;
	return NULL;
}

static int read_sets(struct db *db, struct rulebook_own *own, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_RULE_SETS, err);
	bool ok = true;
	int r;
	while (ok && (r = db_step(s, err)) == 1) {
		char key[32];
		struct own_set *set = mem_alloc(sizeof *set);
		if (!set || !VEC_PUSH(&own->sets, set)) {
			free(set);
			ok = false;
			break;
		}
		set->id = db_int(s, "id");
		set->rev = db_int(s, "rev");
		set->is_superseded = db_int(s, "is_superseded");
		snprintf(key, sizeof key, "own/%lld", (long long)set->id);
		set->set.key = keep(own, key, &ok);
		set->set.number = keep(own, db_text(s, "number"), &ok);
		set->set.from = db_date(s, "from_date");
		set->set.guides = keep(own, db_text(s, "guides"), &ok);
		for (int p = 0; p < PARAM_COUNT; p++)
			set->set.values[p].value = RULE_NOT_SET;
	}
	db_reset(s);
	return ok ? r : ERR_OOM(err);
}

static int read_values(struct db *db, struct rulebook_own *own, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_RULE_VALUES, err);
	bool ok = true;
	int r;
	while (ok && (r = db_step(s, err)) == 1) {
		struct own_set *set = find_own(own, db_int(s, "rule_set_id"));
		enum rule_param p;
		if (!set || !rule_param_from_code(db_text(s, "param"), &p))
			continue;
		struct rule_value *v = &set->set.values[p];
		v->value = db_is_null(s, "value") ? RULE_NOT_SET : (long)db_int(s, "value");
		v->cite = read_cite(own, s, &ok);
	}
	db_reset(s);
	return ok ? r : ERR_OOM(err);
}

static int read_papers(struct db *db, struct rulebook_own *own, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_RULE_PAPERS, err);
	bool ok = true;
	int r;
	while (ok && (r = db_step(s, err)) == 1) {
		struct own_set *set = find_own(own, db_int(s, "rule_set_id"));
		struct rule_paper p = {.code = keep(own, db_text(s, "code"), &ok),
			.form = keep(own, db_text(s, "form"), &ok),
			.title = keep(own, db_text(s, "title"), &ok),
			.step = (enum paper_step)db_int(s, "step"),
			.need = (enum paper_need)db_int(s, "need"),
			.mover = (enum mover)db_int(s, "mover"),
			.event = (int)db_int(s, "event"),
			.is_redone = db_int(s, "is_redone"),
			.cite = read_cite(own, s, &ok)};
		if (set && ok)
			ok = VEC_PUSH(&set->papers, p);
	}
	db_reset(s);
	VEC_EACH (set, &own->sets) {
		(*set)->set.papers = (*set)->papers.v;
		(*set)->set.paper_count = (*set)->papers.n;
	}
	return ok ? r : ERR_OOM(err);
}

/* ---- who decides ---------------------------------------------------------------------------------- */

static int read_authorities(struct db *db, struct rulebook_own *own, struct err *err)
{
	size_t n;
	const struct authority *shipped = authorities_shipped(&n);
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		ok = VEC_PUSH(&own->authorities, shipped[i]);
	struct db_stmt *s = ok ? db_begin(db, DBQ_AUTHORITIES, err) : NULL;
	int r = 0;
	while (ok && (r = db_step(s, err)) == 1) {
		struct authority a = {.id = db_int(s, "id"),
			.rev = db_int(s, "rev"),
			.from = db_date(s, "from_date"),
			.cell = db_int(s, "cell_id"),
			.cell_type = (int)db_int(s, "cell_type"),
			.kind = (enum authority_kind)db_int(s, "kind"),
			.name = keep(own, db_text(s, "name"), &ok),
			.on_behalf = keep(own, db_text(s, "on_behalf"), &ok),
			.vote = rule_fraction((long)db_int(s, "vote")),
			.cite = read_cite(own, s, &ok)};
		ok = ok && VEC_PUSH(&own->authorities, a);
	}
	db_reset(s);
	return ok ? r : ERR_OOM(err);
}

/* ---- the calendar --------------------------------------------------------------------------------- */

static int read_calendar(struct db *db, struct rulebook_own *own, struct err *err)
{
	VEC(struct calendar_day) days = {0};
	VEC(int) years = {0};
	bool ok = true;
	struct db_stmt *s = db_begin(db, DBQ_DAYS_OFF, err);
	int r;
	while (ok && (r = db_step(s, err)) == 1) {
		struct calendar_day d = {db_date(s, "on_date"),
			db_int(s, "is_worked") ? DAY_SWAPPED : DAY_OFFICE, true};
		ok = VEC_PUSH(&days, d);
	}
	db_reset(s);
	s = ok && !r ? db_begin(db, DBQ_CALENDAR_YEARS, err) : NULL;
	while (s && ok && (r = db_step(s, err)) == 1)
		ok = VEC_PUSH(&years, (int)db_int(s, "year"));
	db_reset(s);
	int last = clock_today().year + YEARS_AHEAD;
	if (ok && !r) {
		own->days = calendar_merge(FIRST_YEAR, last > LAST_YEAR ? last : LAST_YEAR, days.v,
			days.n, years.v, years.n, &own->day_count);
		ok = own->days;
	}
	VEC_DONE(&days);
	VEC_DONE(&years);
	return ok ? r : ERR_OOM(err);
}

/* ---- the book --------------------------------------------------------------------------------------- */

/* Of one number only the latest edition; the office's own set takes the place of a shipped one with its
 * number and day. */
static bool is_hidden(
	const struct rulebook_own *own, const struct rule_set *shipped, size_t n, size_t i)
{
	if (i + 1 < n && strcmp(shipped[i].number, shipped[i + 1].number) == 0)
		return true;
	VEC_EACH (s, &own->sets)
		if (!(*s)->is_superseded && strcmp((*s)->set.number, shipped[i].number) == 0 &&
			date_cmp((*s)->set.from, shipped[i].from) == 0)
			return true;
	return false;
}

static bool choose(struct rulebook_own *own)
{
	size_t n;
	const struct rule_set *shipped = rule_sets_shipped(&n);
	bool ok = true;
	for (size_t i = 0; ok && i < n; i++)
		if (!is_hidden(own, shipped, n, i))
			ok = VEC_PUSH(&own->chosen, &shipped[i]);
	VEC_EACH (s, &own->sets)
		if (ok && !(*s)->is_superseded)
			ok = VEC_PUSH(&own->chosen, &(*s)->set);
	return ok;
}

static void own_free(struct rulebook_own *own)
{
	if (!own)
		return;
	VEC_EACH (t, &own->texts)
		free(*t);
	VEC_EACH (s, &own->sets) {
		VEC_DONE(&(*s)->papers);
		free(*s);
	}
	VEC_DONE(&own->texts);
	VEC_DONE(&own->sets);
	VEC_DONE(&own->chosen);
	VEC_DONE(&own->authorities);
	free(own->days);
	free(own);
}

int rulebook_load(struct db *db, struct rulebook *ret, struct err *err)
{
	struct rulebook_own *own = mem_alloc(sizeof *own);
	if (!own)
		return ERR_OOM(err);
	int r = read_sets(db, own, err);
	if (!r && own->sets.n)
		r = read_values(db, own, err);
	if (!r && own->sets.n)
		r = read_papers(db, own, err);
	if (!r)
		r = read_authorities(db, own, err);
	if (!r)
		r = read_calendar(db, own, err);
	if (!r && !choose(own))
		r = ERR_OOM(err);
	if (r) {
		own_free(own);
		return r;
	}
	*ret = (struct rulebook){.sets = own->chosen.v,
		.set_count = own->chosen.n,
		.authorities = own->authorities.v,
		.authority_count = own->authorities.n,
		.calendar = {own->days, own->day_count},
		.own = own};
	return 0;
}

void rulebook_done(struct rulebook *b)
{
	own_free(b->own);
	*b = (struct rulebook){0};
}

/* ---- the one that the connection keeps ---------------------------------------------------------------- */

/* Books that were overtaken stay until the end: somebody may still hold a set of theirs. Rules change a few
 * times a year. */
struct shelf {
	VEC(struct rulebook *) books;
	char *digest;	 /* of the last one */
	int64_t version; /* of the data, when it was last looked whether the rules had changed */
	int64_t changed; /* the latest change of rules or days off that the last one was read with */
	bool is_dirty;	 /* rules were written by this connection */
};

static void shelf_free(void *thing)
{
	struct shelf *shelf = thing;
	VEC_EACH (b, &shelf->books) {
		rulebook_done(*b);
		free(*b);
	}
	VEC_DONE(&shelf->books);
	free(shelf->digest);
	free(shelf);
}

static struct shelf *shelf_of(struct db *db)
{
	struct shelf *shelf = db_kept(db, DB_RULEBOOK);
	if (!shelf && (shelf = mem_alloc(sizeof *shelf)))
		db_keep(db, DB_RULEBOOK, shelf, shelf_free);
	return shelf;
}

void rulebook_touch(struct db *db)
{
	struct shelf *shelf = shelf_of(db);
	if (shelf)
		shelf->is_dirty = true;
}

static int take(struct shelf *shelf, struct rulebook *book, struct err *err)
{
	struct strbuf digest = {0};
	rulebook_digest(book, &digest);
	if (digest.failed)
		return ERR_OOM(err);
	if (shelf->digest && strcmp(shelf->digest, strbuf_str(&digest)) == 0) {
		strbuf_done(&digest);
		rulebook_done(book);
		return 0;
	}
	struct rulebook *kept = mem_alloc(sizeof *kept);
	char *text = mem_strdup(strbuf_str(&digest));
	strbuf_done(&digest);
	if (!kept || !text || !VEC_PUSH(&shelf->books, kept)) {
		free(kept);
		free(text);
		return ERR_OOM(err);
	}
	*kept = *book;
	free(shelf->digest);
	shelf->digest = text;
	return 0;
}

static int read_anew(struct db *db, struct shelf *shelf, struct err *err)
{
	struct rulebook book;
	int r = rulebook_load(db, &book, err);
	if (r)
		return r;
	r = take(shelf, &book, err);
	if (r)
		rulebook_done(&book);
	/* what was written in an open act may still be taken back */
	else
		shelf->is_dirty = shelf->is_dirty && db_act_is_open(db);
	return r;
}

int rulebook_of(struct db *db, const struct rulebook **ret, struct err *err)
{
	struct shelf *shelf = shelf_of(db);
	if (!shelf)
		return ERR_OOM(err);
	int64_t version = db_data_version(db);
	if (!shelf->books.n || shelf->is_dirty || shelf->version != version) {
		/* somebody else saves often, and rules hardly ever: every change of theirs is in the audit */
		int64_t changed = 0;
		int r = db_number(db_begin(db, DBQ_RULES_CHANGED, err), 0, &changed, err);
		if (!r && (!shelf->books.n || shelf->is_dirty || shelf->changed != changed))
			r = read_anew(db, shelf, err);
		if (r)
			return r;
		shelf->changed = changed;
		shelf->version = version;
	}
	*ret = shelf->books.v[shelf->books.n - 1];
	return 0;
}

const struct rule_set *rulebook_on(const struct rulebook *b, struct date day)
{
	return rule_set_on(b->sets, b->set_count, day);
}

int rulebook_find(
	const struct rulebook *b, const char *key, const struct rule_set **ret, struct err *err)
{
	struct rulebook_own *own = b->own;
	const struct rule_set *found = rule_set_by_key(key);
	VEC_EACH (s, &own->sets)
		if (!found && strcmp((*s)->set.key, key) == 0)
			found = &(*s)->set;
	if (!found)
		return ERR(err, ERR_NOT_FOUND, "rule_set", "%s", key);
	*ret = found;
	return 0;
}
