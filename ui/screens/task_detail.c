#include "ui/screens/task_detail.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "core/book.h"
#include "ui/screens/weekday.h"

/* The kept row tells kind and day; the rest follows from the dossier. NULL: it has changed since. */
static const struct need *find(const struct need *needs, size_t n, const struct task_row *t)
{
	const struct need *found = NULL;
	for (size_t i = 0; i < n; i++)
		if (needs[i].kind == t->kind && date_cmp(needs[i].due, t->due) == 0 &&
			(!found || needs[i].number == t->nth))
			found = &needs[i];
	return found;
}

/* No dossier need be read where no day off of the time before is open. */
static bool can_be_open(const struct task_row *t, const struct calendar *cal)
{
	enum { LONGEST = 400 }; /* days that a term of working days may span */
	struct date from = date_add_days(t->due, -LONGEST);
	bool is_open = !calendar_knows(t->due.year) || !calendar_knows(from.year);
	if (t->is_lapse || t->state == NEED_BLOCKED || t->kind == NEED_MENTOR ||
		need_is_work(t->kind))
		return false;
	for (size_t i = 0; !is_open && i < cal->n; i++)
		is_open = !cal->days[i].is_certain && date_cmp(cal->days[i].on, from) >= 0 &&
			  date_cmp(cal->days[i].on, t->due) <= 0;
	return is_open;
}

/* The dossier of the row's person, the caller's to end, and in `needs` the row's own need, or NULL. */
static int read_need(struct db *db, const struct task_row *t, struct dossier_view *v,
	struct need needs[TASKS_MAX], const struct need **ret, struct err *err)
{
	const struct rulebook *book;
	int r = dossier_view_load(db, t->person, v, err);
	if (r)
		return r;
	r = rulebook_of(db, &book, err);
	if (r) {
		dossier_view_done(v);
		return r;
	}
	*ret = find(needs, dossier_tasks(&v->facts, v->set, &book->calendar, needs), t);
	return 0;
}

int task_is_open(struct db *db, const struct task_row *t, bool *ret, struct err *err)
{
	struct dossier_view v;
	struct need needs[TASKS_MAX];
	const struct need *need;
	const struct rulebook *book;
	int r = rulebook_of(db, &book, err);
	*ret = false;
	if (r || !can_be_open(t, &book->calendar))
		return r;
	r = read_need(db, t, &v, needs, &need, err);
	if (r)
		return r;
	*ret = need && need->how.open_year;
	dossier_view_done(&v);
	return 0;
}

static void add_days(const struct task_row *t, struct strbuf *ret)
{
	long left = date_to_days(t->due) - date_to_days(clock_today());
	int mark = task_mark(t->kind, left);
	if (left < 0)
		strbuf_addf(ret, P_("%ld day late", "%ld days late", (unsigned long)-left), -left);
	else if (left == 0)
		strbuf_add(ret, _("today"));
	else
		strbuf_addf(ret, P_("%ld day left", "%ld days left", (unsigned long)left), left);
	if (mark)
		strbuf_addf(ret, _(" · mark %d"), mark);
}

static void add_due(const struct task_row *t, struct strbuf *ret)
{
	char on[DATE_TEXT];
	strbuf_addf(ret, t->is_lapse ? _("Lapses on %s %s (") : _("Due on %s %s ("),
		weekday_short(t->due), date_to_user(t->due, on));
	add_days(t, ret);
	strbuf_add(ret, ")\n");
	if (date_is_set(t->opens) && date_cmp(t->opens, clock_today()) > 0)
		strbuf_addf(ret, _("Not before %s\n"), date_to_user(t->opens, on));
	if (t->mover)
		strbuf_addf(ret, _("Whose move: %s\n"), _(mover_label(t->mover)));
	if (t->state == NEED_WAITING)
		strbuf_add(ret, _("Somebody else has it; the answer is waited for.\n"));
	if (t->state == NEED_BLOCKED)
		strbuf_add(ret, _("Nothing goes on before this is mended.\n"));
}

static void add_how(const struct dossier_view *v, const struct need *need, struct strbuf *ret)
{
	struct strbuf b = {0};
	deadline_add(&b, &need->how);
	if (b.len)
		strbuf_addf(ret, _("Reckoned: %s\n"), strbuf_str(&b));
	strbuf_clear(&b);
	need_cite_add(&b, v->set, need);
	if (b.len)
		strbuf_addf(ret, _("Rests on: %s\n"), strbuf_str(&b));
	strbuf_done(&b);
}

/* A later set never reaches what began under an earlier one: both are named where they differ. */
static void add_set(const struct dossier_view *v, struct strbuf *ret)
{
	if (!v->set) {
		strbuf_add(
			ret, _("No rule set was in force: only the order of events is checked."));
		return;
	}
	strbuf_addf(ret, _("Rule set: %s"), v->set->number);
	if (v->is_frozen)
		strbuf_add(ret, _(", fixed since the papers began"));
	if (v->set_now && v->set_now != v->set)
		strbuf_addf(ret, _("; in force today is %s"), v->set_now->number);
}

/* On which record of the books a matter rests; BOOK_KINDS: on none that is there. */
static enum book_kind book_behind(enum need_kind kind)
{
	switch (kind) {
	case NEED_DIPLOMA:
	case NEED_OBSTACLE_STEP:
		return BOOK_OBSTACLE;
	case NEED_TALK:
		return BOOK_VISIT;
	case NEED_REQUEST:
		return BOOK_MEETING;
	default:
		return BOOK_KINDS;
	}
}

static int add_record(
	struct db *db, enum book_kind kind, int64_t id, struct strbuf *ret, struct err *err)
{
	const struct book *book = book_of(kind);
	struct book_row row;
	int r = book_load(db, kind, id, &row, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < book->field_count; i++)
		if (row.v[i]) {
			strbuf_addf(ret, "%s: ", _(book->fields[i].label));
			r = book_value_add(db, ret, kind, i, row.v[i], err);
			strbuf_add(ret, "\n");
		}
	book_row_done(&row);
	return r;
}

static int add_work(struct db *db, const struct task_row *t, struct strbuf *ret, struct err *err)
{
	enum book_kind kind = book_behind(t->kind);
	strbuf_addf(ret, "%s · %s\n", _(need_label(t->kind)), t->name);
	add_due(t, ret);
	int r = kind < BOOK_KINDS ? add_record(db, kind, t->nth, ret, err) : 0;
	return !r && ret->failed ? ERR_OOM(err) : r;
}

int task_detail_add(struct db *db, const struct task_row *t, struct strbuf *ret, struct err *err)
{
	if (need_is_work(t->kind))
		return add_work(db, t, ret, err);
	struct dossier_view v;
	struct need needs[TASKS_MAX];
	const struct need *need;
	int r = read_need(db, t, &v, needs, &need, err);
	if (r)
		return r;
	strbuf_addf(ret, "%s · %s\n", _(need_label(t->kind)), t->name);
	add_due(t, ret);
	if (need)
		add_how(&v, need, ret);
	add_set(&v, ret);
	dossier_view_done(&v);
	return ret->failed ? ERR_OOM(err) : 0;
}
