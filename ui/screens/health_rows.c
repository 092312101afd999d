/* The rows of the list of faults: whose, which, and what stands there. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "core/people.h"
#include "ui/screens/health_own.h"
#include "viet/name.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- values ------------------------------------------------------------------------------------------ */

void health_rows_clear(struct health_rows *p)
{
	for (size_t i = 0; i < HEALTH_CACHE; i++) {
		free(p->cache[i].value);
		p->cache[i] = (struct health_cached){0};
	}
}

/* Of a cell only for which day its figures are. */
static char *value_of_cell(struct db *db, const struct health_row *row)
{
	struct cell_stated stated;
	char iso[DATE_TEXT];
	if (health_rules[row->rule].mend != HEALTH_MEND_FIGURES ||
		cell_stated_on(db, row->cell, clock_today(), &stated, NULL))
		return NULL;
	return mem_strdup(date_to_iso(stated.members_on, iso));
}

char *health_row_value(const struct health_rows *p, const struct health_row *row)
{
	struct db *db = p->data->office->db;
	struct health_fault *faults;
	char *value = NULL;
	size_t n;
	if (!row->person)
		return value_of_cell(db, row);
	if (health_of_person(
		    db, &p->data->health, (struct person_id){row->person}, &faults, &n, NULL))
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (faults[i].rule == row->rule)
			value = TAKE_PTR(faults[i].value);
	health_faults_free(faults, n);
	return value;
}

const char *health_row_seen(struct health_rows *p, const struct health_row *row)
{
	struct health_cached *c = &p->cache[(uint64_t)row->row.id % HEALTH_CACHE];
	if (c->row != row->row.id) {
		free(c->value);
		*c = (struct health_cached){row->row.id, health_row_value(p, row)};
	}
	return c->value;
}

/* ---- rows -------------------------------------------------------------------------------------------- */

struct key {
	unsigned char key[NAME_KEY_MAX];
	size_t n;
	struct health_row row;
};

static int compare(const void *x, const void *y)
{
	const struct key *const *a = x, *const *b = y;
	int c = name_key_cmp((*a)->key, (*a)->n, (*b)->key, (*b)->n);
	return c ? c
		 : ((*a)->row.row.id > (*b)->row.row.id) - ((*a)->row.row.id < (*b)->row.row.id);
}

static int read_person(struct db *db, int64_t id, struct key *k, struct err *err)
{
	struct person_row p;
	int r = people_at(
		db, &(struct people_query){.set = PEOPLE_ALL}, (struct person_id){id}, &p, err);
	if (r)
		return r;
	str_fit(k->row.name, sizeof k->row.name, p.name);
	k->row.stage = p.stage;
	memcpy(k->key, p.key, p.key_len);
	k->n = p.key_len;
	return 0;
}

/* 0 and a row to the caller; ERR_NOT_FOUND: gone meanwhile. */
static int make_row(
	struct health_rows *p, const struct health_finding *f, struct key **ret, struct err *err)
{
	const struct health *h = &p->data->health;
	struct db *db = p->data->office->db;
	struct strbuf b = {0};
	CLEANUP_FREE char *code = NULL;
	CLEANUP_FREE struct key *k = mem_alloc(sizeof *k);
	if (!k)
		return ERR_OOM(err);
	int64_t whose = f->person ? f->person : -(int64_t)f->cell - 1;
	k->row = (struct health_row){.row = {whose * HEALTH_ROW_RULES + f->rule},
		.person = f->person,
		.cell = h->cells.v[f->cell].id,
		.rule = f->rule};
	int r = health_cell_name(db, h, f->cell, &b, err);
	str_fit(k->row.cell_name, sizeof k->row.cell_name, strbuf_str(&b));
	strbuf_done(&b);
	if (!r && k->row.cell.v)
		r = cell_code_of(db, k->row.cell, &code, err);
	str_fit(k->row.code, sizeof k->row.code, code);
	if (!r && f->person)
		r = read_person(db, f->person, k, err);
	else if (!r)
		snprintf(k->row.name, sizeof k->row.name, _("(the cell %s)"), k->row.cell_name);
	if (!r)
		*ret = TAKE_PTR(k);
	return r;
}

static int collect(struct health_rows *p, struct key ***ret, size_t *ret_n, struct err *err)
{
	const struct health *h = &p->data->health;
	struct health_scope scope = health_scope_of(h, &p->view);
	VEC(struct key *) keys = {0};
	int r = 0;
	p->found = 0;
	VEC_EACH (f, &h->findings) {
		struct key *k = NULL;
		struct err e = {0};
		if (!health_is_in(scope, f) || ++p->found > HEALTH_ROWS_MAX)
			continue;
		r = make_row(p, f, &k, &e);
		if (r == ERR_NOT_FOUND) {
			r = 0;
			continue;
		}
		if (!r && !VEC_PUSH(&keys, k)) {
			free(k);
			r = ERR_OOM(&e);
		}
		if (r) {
			if (err)
				*err = e;
			break;
		}
	}
	*ret = keys.v;
	*ret_n = keys.n;
	return r;
}

int health_rows_load(void *ctx, struct list *list, struct err *err)
{
	struct health_rows *p = ctx;
	struct key **keys = NULL;
	size_t n = 0;
	int r = health_data_renew(p->data, NULL, NULL, err);
	if (!r)
		r = db_read_begin(p->data->office->db, err);
	if (r)
		return r;
	health_rows_clear(p);
	r = collect(p, &keys, &n, err);
	db_read_end(p->data->office->db);
	if (n)
		qsort(keys, n, sizeof *keys, compare);
	for (size_t i = 0; i < n; i++) {
		keys[i]->row.place = (int)i;
		if (!r)
			r = list_add(list, &keys[i]->row, err);
		free(keys[i]);
	}
	free(keys);
	return r;
}
