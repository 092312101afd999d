#include "ui/screens/task_next.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/vec.h"
#include "ui/ask.h"
#include "ui/screens/event_form.h"

#include <string.h>

/* Whom, and what records that it was done; event 0: nothing does. */
struct waiting {
	struct person_id person;
	enum event_kind event;
	char name[488];
};
struct waiters {
	VEC(struct waiting) all;
};

enum { TOLD = 12 }; /* names, at most */

/* What records that this was done; 0: the next step of the person. */
static enum event_kind event_of(enum need_kind k)
{
	switch (k) {
	case NEED_LISTING:
		return EVENT_LISTED;
	case NEED_CLASS:
	case NEED_CERTIFICATE:
		return EVENT_CLASS;
	case NEED_PERMISSION:
		return EVENT_PAPERS;
	case NEED_COMPILED:
		return EVENT_DOSSIER;
	case NEED_CELL_VOTE:
		return EVENT_CELL_VOTE;
	case NEED_COMMITTEE:
		return EVENT_COMMITTEE;
	case NEED_DECISION:
		return EVENT_DECISION;
	case NEED_CEREMONY:
		return EVENT_CEREMONY;
	case NEED_RECOGNITION_DECISION:
		return EVENT_RECOGNISED;
	default:
		return 0;
	}
}

/* The rows as they are now, whatever the list is narrowed down to: marks outlast that. */
static int read_rows(struct db *db, const struct chosen *on, struct waiters *ret, struct err *err)
{
	const struct task_query all = {.with_work = true};
	int r = 0;
	for (size_t i = 0; !r && i < on->n; i++) {
		struct task_row row;
		struct waiting w = {0};
		r = tasks_at(db, &all, on->ids[i], &row, err);
		if (r)
			break;
		if (!row.person.v)
			continue; /* of a cell: recorded by itself */
		w.person = row.person;
		w.event = event_of(row.kind);
		w.event = w.event ? w.event : event_after(row.stage);
		memcpy(w.name, row.name, sizeof w.name);
		r = VEC_PUSH(&ret->all, w) ? 0 : ERR_OOM(err);
	}
	return r;
}

/* What most of them wait for. */
static enum event_kind common_event(const struct waiters *w)
{
	size_t count[EVENT_ARRIVED + 1] = {0};
	enum event_kind most = w->all.v[0].event;
	VEC_EACH (p, &w->all)
		if (++count[p->event] > count[most])
			most = p->event;
	return most;
}

/* Who waits for something else, with what that is; adds nothing where nobody does. */
static void add_others(const struct waiters *w, enum event_kind event, struct strbuf *ret)
{
	size_t n = 0;
	VEC_EACH (p, &w->all) {
		if (p->event == event)
			continue;
		if (n++ < TOLD)
			strbuf_addf(ret, "%s: %s\n", p->name,
				p->event ? _(event_label(p->event))
					 : _("no step that is recorded"));
	}
	if (n > TOLD)
		strbuf_addf(ret, P_("and %zu other\n", "and %zu others\n", n - TOLD), n - TOLD);
}

/* True: somebody does not fit, and it was said. */
static bool refuse(struct app *app, const struct waiters *w, enum event_kind event)
{
	struct strbuf who = {0}, text = {0};
	add_others(w, event, &who);
	bool any = who.len > 0;
	if (any) {
		strbuf_addf(&text,
			_("Nothing was recorded: of those marked, these do not wait for “%s”:\n%s"),
			event ? _(event_label(event)) : _("no step that is recorded"),
			strbuf_str(&who));
		ask_read(app, _("Not the same step"), strbuf_str(&text));
	}
	strbuf_done(&text);
	strbuf_done(&who);
	return any;
}

/* Each once: one of them may have several rows. */
static size_t people_of(const struct waiters *w, struct person_id *ret)
{
	size_t n = 0;
	VEC_EACH (p, &w->all) {
		size_t k = 0;
		while (k < n && ret[k].v != p->person.v)
			k++;
		if (k == n)
			ret[n++] = p->person;
	}
	return n;
}

int task_next_step(
	struct app *app, const struct task_list *l, const struct chosen *on, struct err *err)
{
	struct waiters w = {0};
	CLEANUP_FREE struct person_id *ids = mem_alloc((on->n ? on->n : 1) * sizeof *ids);
	int r = ids ? read_rows(l->db, on, &w, err) : ERR_OOM(err);
	if (!r && !w.all.n)
		r = ERR_STOPPED;
	if (!r) {
		enum event_kind event = common_event(&w);
		r = refuse(app, &w, event) ? ERR_STOPPED
					   : event_form(app, ids, people_of(&w, ids), event, err);
	}
	VEC_DONE(&w.all);
	return r;
}
