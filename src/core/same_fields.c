/* A person's own row, field by field. */
#include "core/same_own.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <string.h>

enum form { TEXT, DAY, SEX, EDUCATION, PROFESSIONAL, CELL };

/* The same order as same_fields. */
static const struct {
	enum form form;
	size_t offset;
} forms[] = {
	{TEXT, offsetof(struct person, full_name)},
	{DAY, offsetof(struct person, birth)},
	{SEX, offsetof(struct person, sex)},
	{TEXT, offsetof(struct person, cccd)},
	{TEXT, offsetof(struct person, phone)},
	{CELL, offsetof(struct person, cell)},
	{TEXT, offsetof(struct person, home_place)},
	{TEXT, offsetof(struct person, residence)},
	{TEXT, offsetof(struct person, occupation)},
	{TEXT, offsetof(struct person, ethnicity)},
	{TEXT, offsetof(struct person, religion)},
	{EDUCATION, offsetof(struct person, education)},
	{TEXT, offsetof(struct person, grade)},
	{PROFESSIONAL, offsetof(struct person, professional)},
	{TEXT, offsetof(struct person, organisation)},
	{TEXT, offsetof(struct person, position)},
	{DAY, offsetof(struct person, joined_on)},
	{DAY, offsetof(struct person, official_on)},
	{TEXT, offsetof(struct person, card_no)},
};

const struct same_field same_fields[] = {
	{"full_name", N_("Full name")},
	{"birth", N_("Birth date")},
	{"sex", N_("Sex")},
	{"cccd", N_("Identity number")},
	{"phone", N_("Phone")},
	{"cell_id", N_("Cell")},
	{"home_place", N_("Home place")},
	{"residence", N_("Residence")},
	{"occupation", N_("Occupation")},
	{"ethnicity", N_("Ethnicity")},
	{"religion", N_("Religion")},
	{"education", N_("General education")},
	{"grade", N_("Grade")},
	{"professional", N_("Professional level")},
	{"organisation", N_("Organisations")},
	{"position", N_("Position")},
	{"joined_on", N_("Joined the Party")},
	{"official_on", N_("Official since")},
	{"card_no", N_("Card number")},
};
const size_t same_field_count = ARRAY_LEN(same_fields);
_Static_assert(ARRAY_LEN(forms) == ARRAY_LEN(same_fields), "one form per field");

#define AT(p, i, T) ((T *)(void *)((char *)(p) + forms[i].offset))
#define OF(p, i, T) ((const T *)(const void *)((const char *)(p) + forms[i].offset))

static bool is_empty(const struct person *p, size_t i)
{
	switch (forms[i].form) {
	case TEXT: {
		const char *text = *OF(p, i, char *);
		return !text || !*text;
	}
	case DAY:
		return !date_is_set(*OF(p, i, struct date));
	case SEX:
		return !p->sex;
	case CELL:
		return !p->cell.v;
	default:
		return !*OF(p, i, int);
	}
}

int same_field_add(
	struct db *db, struct strbuf *b, const struct person *p, size_t i, struct err *err)
{
	char day[DATE_TEXT];
	if (is_empty(p, i))
		return 0;
	switch (forms[i].form) {
	case TEXT:
		strbuf_add(b, *OF(p, i, char *));
		break;
	case DAY:
		strbuf_add(b, date_to_user(*OF(p, i, struct date), day));
		break;
	case SEX:
		strbuf_add(b, p->sex == 'f' ? _("Female") : _("Male"));
		break;
	case EDUCATION:
		strbuf_add(b, _(education_label(p->education)));
		break;
	case PROFESSIONAL:
		strbuf_add(b, _(professional_label(p->professional)));
		break;
	case CELL:
		return cell_name_add(db, b, p->cell, err);
	}
	return b->failed ? ERR_OOM(err) : 0;
}

void same_fields_take(struct person *keep, struct person *drop, unsigned take)
{
	for (size_t i = 0; i < same_field_count; i++) {
		if (is_empty(drop, i) || (!(take >> i & 1) && !is_empty(keep, i)))
			continue;
		switch (forms[i].form) {
		case TEXT: {
			char *text = *AT(keep, i, char *);
			*AT(keep, i, char *) = *AT(drop, i, char *);
			*AT(drop, i, char *) = text;
			break;
		}
		case DAY:
			*AT(keep, i, struct date) = *AT(drop, i, struct date);
			break;
		case SEX:
			keep->sex = drop->sex;
			break;
		case CELL: /* follows from the memberships */
			break;
		default:
			*AT(keep, i, int) = *AT(drop, i, int);
		}
	}
	keep->youth_union |= drop->youth_union;
	keep->is_member |= drop->is_member;
	keep->readmission |= drop->readmission;
}

/* ---- which is better ------------------------------------------------------------------------------------- */

static bool is_better_name(const char *keep, const char *drop)
{
	struct name_near k = {0}, d = {0};
	bool better = false;
	if (!name_near_make(keep, &k, NULL) && !name_near_make(drop, &d, NULL)) {
		enum name_likeness l = name_near_compare(&k, &d);
		if (l == NAME_MARKS)
			better = k.is_bare || (!d.is_bare && strlen(d.sound) > strlen(k.sound));
		else if (l == NAME_INITIALS)
			better = strlen(d.bare) > strlen(k.bare);
		else if (l == NAME_SHORT)
			better = d.words > k.words;
	}
	name_near_done(&k);
	name_near_done(&d);
	return better;
}

static bool fits(const struct person *p, const char *cccd)
{
	return cccd_check(cccd, p->sex, p->birth) == CCCD_OK;
}

unsigned same_fields_better(const struct person *keep, const struct person *drop)
{
	unsigned better = 0;
	for (size_t i = 0; i < same_field_count; i++) {
		const char *field = same_fields[i].field;
		bool is_better = false;
		if (is_empty(drop, i) || is_empty(keep, i))
			is_better = is_empty(keep, i) && !is_empty(drop, i);
		else if (!strcmp(field, "full_name"))
			is_better = is_better_name(keep->full_name, drop->full_name);
		else if (!strcmp(field, "birth"))
			is_better = date_is_full(drop->birth) && !date_is_full(keep->birth);
		else if (!strcmp(field, "cccd"))
			is_better = !fits(keep, keep->cccd) && fits(drop, drop->cccd);
		better |= (unsigned)is_better << i;
	}
	return better;
}
