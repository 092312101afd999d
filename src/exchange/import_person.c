/* A person's own data, as rows of members and of candidates have it. */
#include "exchange/import_row.h"

#include "base/i18n.h"
#include "exchange/verdict.h"
#include "exchange/word.h"

#include <string.h>

union field {
	const char *text;
	struct date date;
	int number;
	bool flag;
	char letter;
};

static void *at(struct person *p, const struct part *part)
{
	return (char *)p + part->offset;
}

/* The value as the person's field holds it, and the field's size. */
static size_t field_of(const struct part *part, const struct value *v, union field *ret)
{
	switch (part->kind) {
	case PART_DATE:
		ret->date = v->date;
		return sizeof ret->date;
	case PART_INT:
		ret->number = (int)v->number;
		return sizeof ret->number;
	case PART_BOOL:
		ret->flag = v->number != 0;
		return sizeof ret->flag;
	case PART_CHAR:
		ret->letter = (char)v->number;
		return sizeof ret->letter;
	default:
		ret->text = v->text;
		return sizeof ret->text;
	}
}

static bool says_nothing(const struct part *part, const struct value *v)
{
	return !v->text || (part->kind == PART_GRADE &&
				   strcmp(v->text, word_of_education((int)v->number)) == 0);
}

void parts_fill(const struct import *im, const struct part *parts, size_t n, struct person *p)
{
	for (size_t i = 0; i < n; i++)
		if (!says_nothing(&parts[i], &im->v[parts[i].column])) {
			union field f;
			size_t size = field_of(&parts[i], &im->v[parts[i].column], &f);
			memcpy(at(p, &parts[i]), &f, size);
		}
}

/* Two spellings of one name are no change. */
static int name_differs(const char *a, const char *b, bool *ret, struct err *err)
{
	struct wanted x, y;
	int r = wanted_set(&x, a, (struct date){0}, NULL, (struct cell_id){0}, err);
	if (!r)
		r = wanted_set(&y, b, (struct date){0}, NULL, (struct cell_id){0}, err);
	if (!r)
		*ret = x.key_len != y.key_len || memcmp(x.key, y.key, x.key_len) != 0;
	return r;
}

static int merge_text(struct import *im, const struct part *part, const char *text,
	struct person *p, bool *ret_changed, struct err *err)
{
	char **to = at(p, part);
	bool differs = !*to || strcmp(*to, text) != 0;
	int r = 0;
	if (differs && part->kind == PART_NAME)
		r = name_differs(*to, text, &differs, err);
	if (r || !differs)
		return r;
	char *own = mem_strdup(text);
	if (!own)
		return ERR_OOM(err);
	r = verdict_change(im, part->column, *to, text, err);
	free(*to);
	*to = own;
	*ret_changed = true;
	return r;
}

/* The person's field as people read it; NULL: nothing is there. */
static const char *shown(
	enum value_kind kind, const struct part *part, struct person *p, char buf[DATE_TEXT])
{
	const void *from = at(p, part);
	struct date d;
	int number = 0;
	bool flag = false;
	char letter = 0;
	switch (part->kind) {
	case PART_DATE:
		memcpy(&d, from, sizeof d);
		return date_is_set(d) ? date_to_user(d, buf) : NULL;
	case PART_BOOL:
		memcpy(&flag, from, sizeof flag);
		return flag ? _("yes") : _("no");
	case PART_CHAR:
		memcpy(&letter, from, sizeof letter);
		return letter ? (letter == 'f' ? _("Female") : _("Male")) : NULL;
	case PART_INT:
		memcpy(&number, from, sizeof number);
		return number ? _(kind == VALUE_PROFESSIONAL ? professional_label(number)
							     : education_label(number))
			      : NULL;
	default:
		return NULL;
	}
}

/* Who somebody is is not changed by the way: another birth or sex is another person, or a slip that somebody must look
 * at. Where nobody is shown the rows before they go in (import_csv) the row corrects the record. */
static int contradicts(const struct import *im, const struct part *part, struct person *p,
	const struct value *v, struct err *err)
{
	char buf[DATE_TEXT];
	const char *field = im->table->columns[part->column].field;
	struct date now;
	char sex;
	if (!im->verdicts)
		return 0;
	if (strcmp(field, "birth") == 0 && part->kind == PART_DATE) {
		memcpy(&now, at(p, part), sizeof now);
		bool differs =
			date_is_set(now) &&
			(now.year != v->date.year || (date_is_full(now) && date_is_full(v->date) &&
							     date_cmp(now, v->date) != 0));
		return differs ? ERR(err, ERR_DUPLICATE, "birth", "%s", date_to_user(now, buf)) : 0;
	}
	if (strcmp(field, "sex") == 0) {
		memcpy(&sex, at(p, part), sizeof sex);
		return sex && sex != (char)v->number ? ERR(err, ERR_DUPLICATE, "sex", "%s",
							       sex == 'f' ? _("Female") : _("Male"))
						     : 0;
	}
	return 0;
}

/* A year alone adds nothing to the full date of that year. */
static bool says_more(struct date now, struct date given)
{
	if (date_cmp(now, given) == 0)
		return false;
	return date_is_full(given) || !date_is_set(now) || now.year != given.year;
}

static int merge_value(struct import *im, const struct part *part, const union field *f,
	size_t size, struct person *p, struct err *err)
{
	enum value_kind kind = im->table->columns[part->column].kind;
	char before[DATE_TEXT], after[DATE_TEXT];
	const char *was = im->verdicts ? shown(kind, part, p, before) : NULL;
	memcpy(at(p, part), f, size);
	return im->verdicts
		       ? verdict_change(im, part->column, was, shown(kind, part, p, after), err)
		       : 0;
}

/* Puts them over a loaded person; *ret_changed is set true where something differs. */
static int parts_merge(struct import *im, const struct part *parts, size_t n, struct person *p,
	bool *ret_changed, struct err *err)
{
	for (size_t i = 0; i < n; i++) {
		const struct part *part = &parts[i];
		const struct value *v = &im->v[part->column];
		union field f;
		struct date now = {0};
		if (says_nothing(part, v))
			continue;
		if (part->kind == PART_TEXT || part->kind == PART_NAME ||
			part->kind == PART_GRADE) {
			int r = merge_text(im, part, v->text, p, ret_changed, err);
			if (r)
				return r;
			continue;
		}
		int r = contradicts(im, part, p, v, err);
		if (r)
			return r;
		if (part->kind == PART_DATE)
			memcpy(&now, at(p, part), sizeof now);
		if (part->kind == PART_DATE && !says_more(now, v->date))
			continue;
		size_t size = field_of(part, v, &f);
		if (memcmp(at(p, part), &f, size) == 0)
			continue;
		*ret_changed = true;
		r = merge_value(im, part, &f, size, p, err);
		if (r)
			return r;
	}
	return 0;
}

int warn_cccd(struct import *im, int column, const struct person *p)
{
	if (!has(im, column))
		return 0;
	switch (cccd_check(im->v[column].text, p->sex, p->birth)) {
	case CCCD_SEX:
		return import_warn(im, column, 0, _("The fourth digit does not fit the sex."));
	case CCCD_YEAR:
		return import_warn(
			im, column, 0, _("The digits of century and year do not fit the birth."));
	default:
		return 0;
	}
}

/* *ret_cell is what person_save shall get: 0 leaves it. */
static int person_cell_wish(struct import *im, struct person_id id, struct cell_id wanted,
	int column, struct cell_id *ret_cell, struct err *err)
{
	bool was_here = !wanted.v, was_somewhere = false;
	struct db_stmt *s = db_begin(im->db, DBQ_PERSON_CELLS, err);
	db_bind_int(s, "person", id.v);
	int r;
	while ((r = db_step(s, err)) == 1) {
		was_here |= db_int(s, "cell_id") == wanted.v;
		was_somewhere = true;
	}
	if (r)
		return r;
	*ret_cell = was_here ? (struct cell_id){0} : wanted;
	if (was_here || !was_somewhere)
		return 0;
	return import_warn(
		im, column, 0, _("The person stood in another cell; this was corrected."));
}

int person_change(struct import *im, const struct part *parts, size_t n,
	const struct person_columns *c, struct person_id id, struct cell_id cell, bool as_member,
	struct err *err)
{
	struct person p;
	int r = person_load(im->db, id, &p, err);
	if (r)
		return r;
	bool changed = as_member && !p.is_member;
	/* of those who were admitted here it is known that they are members */
	bool was_none = changed && p.stage != STAGE_NONE && !stage_is_member(p.stage);
	p.is_member |= as_member;
	r = parts_merge(im, parts, n, &p, &changed, err);
	if (!r)
		r = person_cell_wish(im, id, cell, c->cell, &cell, err);
	if (!r && (changed || cell.v)) {
		im->outcome = ROW_UPDATED;
		r = person_save(im->db, &im->by, &p, cell, &id, err);
	}
	if (!r && was_none)
		r = import_warn(im, c->name, 0,
			_("Is no member until now: this list makes one of this person."));
	if (!r)
		r = warn_cccd(im, c->cccd, &p);
	person_done(&p);
	return r;
}

int found_by(struct import *im, struct person_id id, struct date on, struct err *err)
{
	struct event found;
	int r = event_last(im->db, id, EVENT_FOUND, &found, err);
	if (r)
		return r == ERR_NOT_FOUND ? 0 : r;
	if (date_cmp(found.on, on) > 0 && !found.paper_no && !found.note && !found.finder.v) {
		found.on = on;
		r = event_save(im->db, &im->by, &found, true, NULL, NULL, err);
	}
	event_done(&found);
	return r;
}
