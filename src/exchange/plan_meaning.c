/* What people said that a value means, in all rows of a file: "Ấp I" is the cell "Chi bộ Ấp 1". Kept with the plan, and
 * remembered out of the plans of the latest batches. */
#include "exchange/plan_own.h"

#include <string.h>

static struct plan_meaning *find(const struct plan *p, int field, const char *said)
{
	for (size_t i = 0; i < p->meaning_count; i++)
		if (p->meanings[i].field == field && strcmp(p->meanings[i].said, said) == 0)
			return &p->meanings[i];
	return NULL;
}

static void meaning_done(struct plan_meaning *m)
{
	free(m->said);
	free(m->means);
}

void plan_meanings_done(struct plan *p)
{
	for (size_t i = 0; i < p->meaning_count; i++)
		meaning_done(&p->meanings[i]);
	free(p->meanings);
}

int plan_put_meaning(struct plan *p, int field, const char *said, const char *means,
	enum plan_meant from, struct err *err)
{
	struct plan_meaning given = {field, mem_strdup(said), mem_strdup(means), from};
	struct plan_meaning *there = find(p, field, said), *more = NULL;
	if (given.said && given.means && !there)
		more = mem_resize(p->meanings, (p->meaning_count + 1) * sizeof *more);
	if (!given.said || !given.means || (!there && !more)) {
		meaning_done(&given);
		return ERR_OOM(err);
	}
	if (!there) {
		p->meanings = more;
		there = &more[p->meaning_count++];
	} else {
		meaning_done(there);
	}
	*there = given;
	return 0;
}

int plan_mean(struct plan *p, int field, const char *said, const char *means, struct err *err)
{
	const struct table *t = import_table(p->kind);
	if (field < 0 || (size_t)field >= t->n || !*said)
		return ERR(err, ERR_INVALID, "plan", NULL);
	if (means)
		return plan_put_meaning(p, field, said, means, PLAN_MEANT_NOW, err);
	/* kept, so that it is not proposed again out of an earlier batch */
	struct plan_meaning *m = find(p, field, said);
	if (m)
		m->from = PLAN_MEANT_NOT;
	return 0;
}

const struct plan_meaning *plan_meaning_of(const struct plan *p, int field, const char *said)
{
	const struct plan_meaning *m = find(p, field, said);
	return m && m->from != PLAN_MEANT_NOT ? m : NULL;
}

int plan_said(const struct workbook *w, const struct plan *p, size_t sheet, size_t row,
	size_t column, struct strbuf *ret, struct err *err)
{
	size_t from = ret->len;
	int r = plan_text(w, &w->sheets[sheet], row, column, &p->sheets[sheet].columns[column], ret,
		NULL, err);
	return r || ret->len == from ? r : plan_tidy(ret, from, err);
}

int plan_meaning_rows(const struct workbook *w, const struct plan *p, size_t sheet,
	const struct plan_meaning *m, long *ret, struct err *err)
{
	const struct plan_sheet *s = &p->sheets[sheet];
	CLEANUP(strbuf_done) struct strbuf b = {0};
	int r = 0;
	*ret = 0;
	for (size_t c = 0; c < s->column_count; c++)
		for (size_t row = s->head + s->head_rows;
			!r && s->columns[c].field == m->field && row < w->sheets[sheet].rows;
			row++) {
			strbuf_clear(&b);
			r = plan_said(w, p, sheet, row, c, &b, err);
			*ret += !r && !plan_edited(p, sheet, row, c) &&
				strcmp(strbuf_str(&b), m->said) == 0;
		}
	return r;
}

/* ---- remembered -------------------------------------------------------------------------------------- */

struct memory {
	struct db *db;
	struct plan *p;
};

/* The batches come latest first: what one says of a value, earlier ones say no more. */
static int recall(void *ctx, const struct plan_kept_meaning *kept, struct err *err)
{
	const struct memory *m = ctx;
	int field = import_column(import_table(m->p->kind), kept->field);
	bool is_known = false, is_there = false;
	/* what was but proposed there somebody said before, or has taken back since */
	if (kept->from == PLAN_MEANT_BEFORE || field < 0 || strcmp(kept->field, "cell") != 0 ||
		find(m->p, field, kept->said))
		return 0;
	int r = plan_is_cell(m->db, kept->said, &is_known, err);
	if (!r)
		r = plan_is_cell(m->db, kept->means, &is_there, err);
	if (r)
		return r;
	bool is_meant = kept->from == PLAN_MEANT_NOW && !is_known && is_there;
	return plan_put_meaning(m->p, field, kept->said, kept->means,
		is_meant ? PLAN_MEANT_BEFORE : PLAN_MEANT_NOT, err);
}

/* They have kept earlier ones from being proposed. */
static void drop_unmeant(struct plan *p)
{
	size_t n = 0;
	for (size_t i = 0; i < p->meaning_count; i++)
		if (p->meanings[i].from == PLAN_MEANT_NOT)
			meaning_done(&p->meanings[i]);
		else
			p->meanings[n++] = p->meanings[i];
	p->meaning_count = n;
}

int plan_remember(struct db *db, struct plan *p, struct err *err)
{
	struct memory m = {db, p};
	VEC(char *) plans = {0};
	struct db_stmt *s = db_begin(db, DBQ_IMPORT_MEANT, err);
	int r;
	while ((r = db_step(s, err)) == 1) {
		char *text = mem_strdup(db_text(s, "plan"));
		if (text && VEC_PUSH(&plans, text))
			continue;
		free(text);
		r = ERR_OOM(err);
		break;
	}
	if (r)
		db_reset(s);
	for (size_t i = 0; i < plans.n; i++) {
		r = r ? r : plan_each_meaning(plans.v[i], recall, &m, err);
		free(plans.v[i]);
	}
	free(plans.v);
	drop_unmeant(p);
	return r;
}
