/* Records of the books in words. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/book.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *code, *name;
} shipped[] = {
	{"front", N_("Fatherland Front")},
	{"farmers", N_("Farmers' association")},
	{"women", N_("Women's association")},
	{"veterans", N_("Veterans' association")},
	{"youth", N_("Youth union")},
	{"red_cross", N_("Red Cross")},
	{"union", N_("Trade union")},
	{"diploma", N_("no lower-secondary diploma")},
	{"family", N_("family does not agree")},
	{"away", N_("away for study or work")},
	{"factory", N_("factory shift work")},
	{"no_wish", N_("no wish of their own")},
	{"below_standard", N_("not up to the standard")},
	{"background_check", N_("background check pending")},
	{"young_away", N_("young people go on to study or work far away")},
	{"factory_work", N_("factory work leaves little time for local activities")},
	{"no_ambition", N_("some young people do not strive, or fall short")},
	{"cell_not_decisive", N_("the cell committee is not decisive")},
	{"members_not_assigned", N_("members were not assigned to find sources")},
	{"not_persuaded", N_("not won over though talked to many times")},
	{"nobody_left", N_("nobody is left to admit")},
};

const char *term_shipped(size_t i)
{
	return i < ARRAY_LEN(shipped) ? shipped[i].code : NULL;
}

const char *term_name(const char *code, const char *name)
{
	if (name && *name)
		return name;
	for (size_t i = 0; code && i < ARRAY_LEN(shipped); i++)
		if (strcmp(shipped[i].code, code) == 0)
			return _(shipped[i].name);
	return code ? code : "";
}

const char *term_list_label(enum term_list l)
{
	return book_of(BOOK_TERM)->fields[0].choices[l - 1];
}

const char *cause_side_label(enum cause_side s)
{
	return book_of(BOOK_TERM)->fields[3].choices[s - 1];
}

static void add_day(struct strbuf *b, enum book_type type, const char *value)
{
	struct date d;
	char text[DATE_TEXT];
	if (type == BOOK_MONTH && strlen(value) == 7)
		strbuf_addf(b, "%s/%.4s", value + 5, value);
	else if (date_from_iso(value, false, &d))
		strbuf_add(b, date_to_user(d, text));
}

/* A number that is none of the choices adds nothing: the audit has what was there once. */
static void add_choice(struct strbuf *b, const char *const *choices, long n)
{
	long i = 1;
	while (choices[i - 1] && i != n)
		i++;
	if (choices[i - 1])
		strbuf_add(b, _(choices[i - 1]));
}

int book_value_add(struct db *db, struct strbuf *b, enum book_kind kind, size_t field,
	const char *value, struct err *err)
{
	const struct book_field *f = &book_of(kind)->fields[field];
	if (!value || !*value)
		return 0;
	long n = strtol(value, NULL, 10);
	switch (f->type) {
	case BOOK_DATE:
	case BOOK_MONTH:
		add_day(b, f->type, value);
		return 0;
	case BOOK_YES:
		strbuf_add(b, n ? _("yes") : "");
		return 0;
	case BOOK_CHOICE:
		add_choice(b, f->choices, n);
		return 0;
	case BOOK_CELL:
		return cell_name_add(db, b, (struct cell_id){n}, err);
	case BOOK_PERSON:
	case BOOK_MEMBER:
		return person_name_add(db, b, (struct person_id){n}, err);
	case BOOK_ONE_OF:
		return book_name_add(db, b, BOOK_TERM, n, err);
	case BOOK_RECORD:
		return book_name_add(db, b, (enum book_kind)f->of, n, err);
	default:
		strbuf_add(b, value);
		return 0;
	}
}

static int add_value(struct db *db, struct strbuf *b, enum book_kind kind,
	const struct book_row *row, const char *column, struct err *err)
{
	const char *value = book_text(kind, row, column);
	if (!*value)
		return 0;
	strbuf_add(b, b->len ? " · " : "");
	return book_value_add(db, b, kind, (size_t)book_column(kind, column), value, err);
}

int book_name_add(struct db *db, struct strbuf *b, enum book_kind kind, int64_t id, struct err *err)
{
	static const char *const columns[BOOK_KINDS][3] = {
		[BOOK_HEAD] = {"name"},
		[BOOK_RESOLUTION] = {"cell_id", "year", "number"},
		[BOOK_MONTHLY] = {"month", "person_id", "association_id"},
		[BOOK_ACTIVITY] = {"on_date", "name"},
		[BOOK_REVIEW] = {"on_date", "association_id"},
		[BOOK_DIRECTIVE] = {"number", "subject"},
	};
	struct strbuf text = {0};
	struct book_row row;
	int r = book_load(db, kind, id, &row, err);
	if (r)
		return r == ERR_NOT_FOUND ? 0 : r;
	if (kind == BOOK_TERM)
		strbuf_add(&text, term_name(row.v[1], row.v[2]));
	for (size_t i = 0; !r && i < 3 && columns[kind][i]; i++)
		r = add_value(db, &text, kind, &row, columns[kind][i], err);
	strbuf_add(b, strbuf_str(&text));
	strbuf_done(&text);
	book_row_done(&row);
	return r;
}
