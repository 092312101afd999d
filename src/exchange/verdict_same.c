/* Who is new, but looks like somebody who is there: a warning, nothing more. */
#include "exchange/verdict.h"

#include "base/i18n.h"
#include "core/same.h"

#include <string.h>

/* Everybody is looked at for each: only where that takes no time worth mentioning. */
enum { NEW_MAX = 2000, LOOKS_MAX = 3000000 };

static int number_of_people(struct import *im, int64_t *ret, struct err *err)
{
	return db_number(db_begin(im->db, DBQ_IMPORT_PEOPLE, err), 0, ret, err);
}

static int warn(struct import *im, const struct same_pair *pair, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf b = {0};
	struct person_id other = pair->a.v == im->person.v ? pair->b : pair->a;
	strbuf_addf(&b, "%s ", _("Looks like somebody who is there already:"));
	int r = person_name_add(im->db, &b, other, err);
	if (r)
		return r;
	strbuf_add(&b, " (");
	same_reasons_add(&b, &pair->verdict);
	strbuf_add(&b, ").");
	return b.failed || import_warn(im, -1, 0, strbuf_str(&b)) ? ERR_OOM(err) : 0;
}

static int look(struct import *im, struct err *err)
{
	struct person p;
	struct same_pair pair;
	size_t n = 0;
	int r = person_load(im->db, im->person, &p, err);
	if (r)
		return r;
	r = same_find(im->db, &p, &pair, 1, &n, err);
	person_done(&p);
	return r || !n ? r : warn(im, &pair, err);
}

int verdict_look_alike(struct import *im, const struct workbook *w, struct err *err)
{
	struct verdicts *v = im->verdicts;
	int64_t people = 0;
	long n = 0;
	int r = 0;
	VEC_EACH (row, &v->rows)
		n += row->group == ROW_GROUP_NEW;
	if (!v->makes_people || !n || n > NEW_MAX)
		return 0;
	r = number_of_people(im, &people, err);
	if (r || people * n > LOOKS_MAX)
		return r;
	for (size_t i = 0; !r && i < v->rows.n; i++) {
		const struct row_verdict *row = &v->rows.v[i];
		if (row->group != ROW_GROUP_NEW)
			continue;
		im->row = i;
		im->person = row->person;
		im->line = workbook_row_number(&w->sheets[row->sheet], row->row);
		r = look(im, err);
	}
	return r;
}
