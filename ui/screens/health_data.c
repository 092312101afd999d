/* The health of the data as the screens have it: read once, anew when something was saved. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/health_own.h"

#include <stdlib.h>

struct health_data *health_data_hold(struct health_data *d)
{
	d->holds++;
	return d;
}

void health_data_drop(struct health_data *d)
{
	if (!d || --d->holds > 0)
		return;
	health_done(&d->health);
	free(d);
}

bool health_is_old(const struct health_data *d)
{
	return !d->is_read || d->health.state != health_state(d->office->db, NULL) ||
	       date_cmp(d->health.today, clock_today()) != 0;
}

int health_data_renew(struct health_data *d, bool (*progress)(void *ctx, long done, long all),
	void *ctx, struct err *err)
{
	struct health h;
	if (!health_is_old(d))
		return 0;
	int r = health_read(d->office->db, clock_today(), progress, ctx, &h, err);
	if (r)
		return r;
	health_done(&d->health);
	d->health = h;
	d->is_read = true;
	return 0;
}

bool health_progress(void *ctx, long done, long all)
{
	return app_progress(ctx, _("Looking through the data… Esc stops."), done, all);
}

struct health_scope health_scope_of(const struct health *h, const struct health_view *v)
{
	struct health_scope s = {HEALTH_ALL_CELLS, v->side, v->rule, v->accepted};
	size_t i = 0;
	if (v->cell == HEALTH_OF_ALL)
		return s;
	while (i + 1 < h->cells.n && h->cells.v[i].id.v != v->cell)
		i++;
	s.cell = (long)i;
	return s;
}

int health_cell_name(
	struct db *db, const struct health *h, size_t place, struct strbuf *b, struct err *err)
{
	CLEANUP_FREE char *name = NULL;
	if (!h->cells.v[place].id.v) {
		strbuf_add(b, _("(no cell)"));
		return 0;
	}
	int r = cell_name(db, h->cells.v[place].id, (struct date){0}, &name, err);
	if (!r)
		strbuf_add(b, cell_shortest_name(name));
	return r;
}

void health_view_add(struct strbuf *b, const struct health_data *d, const struct health_view *v)
{
	const struct health *h = &d->health;
	if (v->cell != HEALTH_OF_ALL) {
		strbuf_add(b, " · ");
		health_cell_name(d->office->db, h, (size_t)health_scope_of(h, v).cell, b, NULL);
	}
	if (v->rule >= 0)
		strbuf_addf(b, " · %s", _(health_rules[v->rule].label));
	else if (v->side != HEALTH_ALL_SIDES)
		strbuf_addf(b, " · %s", _(health_side_label((enum health_side)v->side)));
}
