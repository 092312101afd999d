/* A fault of the data is put right where it is recorded. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/cell_form.h"
#include "ui/screens/dossier.h"
#include "ui/screens/event_form.h"
#include "ui/screens/health_own.h"
#include "ui/screens/mentor_form.h"
#include "ui/screens/person_form.h"

#include <string.h>

/* The event lacks a number, or who found the person. */
static int mend_event(
	struct app *app, struct person_id person, const struct health_rule *rule, struct err *err)
{
	const struct office *office = app_data(app);
	struct event e;
	int r = event_last(office->db, person, rule->event, &e, err);
	if (r)
		return r;
	int64_t id = e.id;
	event_done(&e);
	return event_form_edit_at(app, id, rule->field, err);
}

static int opened(int r)
{
	return r ? r : HEALTH_OPENED;
}

int health_mend(
	struct app *app, struct person_id person, struct cell_id cell, size_t rule, struct err *err)
{
	const struct health_rule *r = &health_rules[rule];
	if (app_is_read_only(app) && person.v)
		return opened(person_page_open(app, person, err));
	if (app_is_read_only(app))
		return opened(cell_page_open(app, cell, err));
	switch (r->mend) {
	case HEALTH_MEND_PERSON:
		return person_form_at(app, person, r->field, err);
	case HEALTH_MEND_EVENT:
		return mend_event(app, person, r, err);
	case HEALTH_MEND_MENTOR:
		return mentor_form(app, person, 0, err);
	case HEALTH_MEND_DOSSIER:
		return opened(dossier_open(app, person, err));
	case HEALTH_MEND_CELL:
		return cell_form(app, cell, &cell, err);
	case HEALTH_MEND_FIGURES:
		return cell_form_count(app, cell, err);
	case HEALTH_MEND_TARGET:
		return opened(targets_open(app, err));
	default:
		return opened(person_page_open(app, person, err));
	}
}
