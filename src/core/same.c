/* Are two records one person? Points for and against, added up. */
#include "core/same_own.h"

#include "base/i18n.h"
#include "base/mem.h"

/* What each reason weighs. Two things decide the numbers: among ten thousand people of a commune one name in ten is had
 * by dozens, so a name alone, or with a year, is nobody's (35 + 15); a full birth date is shared by a handful of
 * strangers, so with the name it is likely the same person (35 + 40). What one slip of a hand makes of a name or a date
 * is often another person's right name or date, so it needs something beside it. A family shares home, phone and cell
 * (49 in all): with names that are near and births that are other it must stay below, and twins, who share the birth
 * too, are told apart by their names. */
static const signed char points[SAME_REASONS] = {
	[SAME_CCCD] = 90,
	[SAME_CCCD_SLIP] = 40,
	[SAME_NAME] = 35,
	[SAME_NAME_MARKS] = 30,
	[SAME_NAME_INITIALS] = 22,
	[SAME_NAME_SLIP] = 22,
	[SAME_NAME_TURNED] = 22,
	[SAME_NAME_SHORT] = 22,
	[SAME_BIRTH] = 40,
	[SAME_BIRTH_YEAR] = 15,
	[SAME_BIRTH_TURNED] = 30,
	[SAME_BIRTH_SLIP] = 16,
	[SAME_PHONE] = 33,
	[SAME_HOME] = 6,
	[SAME_CELL] = 10,
	[OTHER_NAME] = -36,
	[OTHER_CCCD] =
		-45, /* a number is for life; two valid ones are two people, but for a slip */
	[OTHER_SEX] = -30,
	[OTHER_BIRTH] = -40,
};
enum {
	MAYBE = 55,
	LIKELY = 70,
	SURE = 90,
	NEW_YEAR = 28,	     /* 1 January is written where only the year is known */
	HOME_PLACE = 3,	     /* where a family comes from is often no more than a province */
	DOUBTFUL_CCCD = -15, /* one that contradicts its own owner tells little */
};

static void add(struct same_verdict *v, enum same_reason reason, int n)
{
	v->score += n;
	if (v->n < ARRAY_LEN(v->reasons))
		v->reasons[v->n++] = reason;
}

static bool has(const struct same_verdict *v, enum same_reason reason)
{
	for (size_t i = 0; i < v->n; i++)
		if (v->reasons[i] == reason)
			return true;
	return false;
}

/* ---- numbers ------------------------------------------------------------------------------------------- */

/* One digit other, or two neighbours turned, of the last `n` digits. */
static bool is_slip(int64_t a, int64_t b, int n)
{
	int at[2], others = 0;
	int x[2], y[2];
	for (int i = 0; i < n; i++, a /= 10, b /= 10) {
		if (a % 10 == b % 10)
			continue;
		if (others == 2)
			return false;
		at[others] = i;
		x[others] = (int)(a % 10);
		y[others++] = (int)(b % 10);
	}
	return others == 1 || (others == 2 && at[1] == at[0] + 1 && x[0] == y[1] && x[1] == y[0]);
}

static void weigh_cccd(
	const struct same_facts *a, const struct same_facts *b, struct same_verdict *v)
{
	if (!a->cccd || !b->cccd)
		return;
	if (a->cccd == b->cccd)
		add(v, SAME_CCCD, points[SAME_CCCD]);
	else if (is_slip(a->cccd, b->cccd, 12))
		add(v, SAME_CCCD_SLIP, points[SAME_CCCD_SLIP]);
	else
		add(v, OTHER_CCCD,
			a->cccd_is_valid && b->cccd_is_valid ? points[OTHER_CCCD] : DOUBTFUL_CCCD);
}

static int number_of(struct date d)
{
	return d.year * 10000 + d.month * 100 + d.day;
}

static void weigh_birth(
	const struct same_facts *a, const struct same_facts *b, struct same_verdict *v)
{
	struct date x = a->birth, y = b->birth;
	if (!date_is_set(x) || !date_is_set(y))
		return;
	enum same_reason reason = OTHER_BIRTH;
	/* a year that may come from the number that both have says nothing more */
	if (a->cccd && a->cccd == b->cccd && (!date_is_full(x) || !date_is_full(y)))
		return;
	if (!date_is_full(x) || !date_is_full(y))
		reason = x.year == y.year ? SAME_BIRTH_YEAR : OTHER_BIRTH;
	else if (date_cmp(x, y) == 0)
		reason = SAME_BIRTH;
	else if (x.year == y.year && x.month == y.day && x.day == y.month)
		reason = SAME_BIRTH_TURNED;
	else if (is_slip(number_of(x), number_of(y), 8))
		reason = SAME_BIRTH_SLIP;
	bool is_new_year = reason == SAME_BIRTH && x.month == 1 && x.day == 1;
	add(v, reason, is_new_year ? NEW_YEAR : points[reason]);
}

static void weigh_numbers(
	const struct same_facts *a, const struct same_facts *b, struct same_verdict *v)
{
	weigh_cccd(a, b, v);
	weigh_birth(a, b, v);
	if (a->phone && a->phone == b->phone)
		add(v, SAME_PHONE, points[SAME_PHONE]);
	if (a->cell && a->cell == b->cell)
		add(v, SAME_CELL, points[SAME_CELL]);
	if (a->sex && b->sex && a->sex != b->sex)
		add(v, OTHER_SEX, points[OTHER_SEX]);
}

bool same_may_be(const struct same_facts *a, const struct same_facts *b)
{
	struct same_verdict v = {0};
	weigh_numbers(a, b, &v);
	return v.score + points[SAME_NAME] + points[SAME_HOME] >= MAYBE || has(&v, SAME_CCCD);
}

/* ---- all of it ----------------------------------------------------------------------------------------- */

static void weigh_name(
	const struct same_facts *a, const struct same_facts *b, struct same_verdict *v)
{
	static const enum same_reason reasons[] = {[NAME_OTHER] = OTHER_NAME,
		[NAME_SAME] = SAME_NAME,
		[NAME_MARKS] = SAME_NAME_MARKS,
		[NAME_INITIALS] = SAME_NAME_INITIALS,
		[NAME_SLIP] = SAME_NAME_SLIP,
		[NAME_TURNED] = SAME_NAME_TURNED,
		[NAME_SHORT] = SAME_NAME_SHORT};
	enum same_reason reason = reasons[name_near_compare(&a->name, &b->name)];
	add(v, reason, points[reason]);
}

static void weigh_home(
	const struct same_facts *a, const struct same_facts *b, struct same_verdict *v)
{
	if (a->residence && a->residence == b->residence)
		add(v, SAME_HOME, points[SAME_HOME]);
	else if (a->home_place && a->home_place == b->home_place)
		add(v, SAME_HOME, HOME_PLACE);
}

static enum same_level level_of(const struct same_verdict *v, bool are_valid)
{
	bool is_named = has(v, SAME_NAME) || has(v, SAME_NAME_MARKS);
	if (has(v, OTHER_CCCD) && has(v, OTHER_BIRTH) && are_valid)
		return SAME_NO;
	if (v->score >= SURE && (is_named || has(v, SAME_CCCD)))
		return SAME_SURE;
	if (v->score >= LIKELY)
		return SAME_LIKELY;
	/* nobody may have a number twice: whoever else has it, one of the two is to be mended */
	return v->score >= MAYBE || has(v, SAME_CCCD) ? SAME_MAYBE : SAME_NO;
}

void same_weigh(const struct same_facts *a, const struct same_facts *b, struct same_verdict *ret)
{
	struct same_verdict v = {0};
	weigh_name(a, b, &v);
	weigh_numbers(a, b, &v);
	weigh_home(a, b, &v);
	v.level = level_of(&v, a->cccd_is_valid && b->cccd_is_valid);
	v.score = v.score < 0 ? 0 : v.score > 100 ? 100 : v.score;
	*ret = v;
}

int same_compare(
	const struct person *a, const struct person *b, struct same_verdict *ret, struct err *err)
{
	struct same_facts x = {0}, y = {0};
	int r = same_facts_make(&x, a, err);
	if (!r)
		r = same_facts_make(&y, b, err);
	if (!r)
		same_weigh(&x, &y, ret);
	same_facts_done(&x);
	same_facts_done(&y);
	return r;
}

const char *same_level_label(enum same_level level)
{
	static const char *const labels[] = {[SAME_NO] = N_("hardly"),
		[SAME_MAYBE] = N_("perhaps"),
		[SAME_LIKELY] = N_("likely"),
		[SAME_SURE] = N_("almost certainly")};
	return labels[level];
}

const char *same_reason_code(enum same_reason reason)
{
	static const char *const codes[SAME_REASONS] = {
		[SAME_CCCD] = "cccd",
		[SAME_CCCD_SLIP] = "cccd-slip",
		[SAME_NAME] = "name",
		[SAME_NAME_MARKS] = "name-marks",
		[SAME_NAME_INITIALS] = "name-initials",
		[SAME_NAME_SLIP] = "name-slip",
		[SAME_NAME_TURNED] = "name-turned",
		[SAME_NAME_SHORT] = "name-short",
		[SAME_BIRTH] = "birth",
		[SAME_BIRTH_YEAR] = "birth-year",
		[SAME_BIRTH_TURNED] = "birth-turned",
		[SAME_BIRTH_SLIP] = "birth-slip",
		[SAME_PHONE] = "phone",
		[SAME_HOME] = "home",
		[SAME_CELL] = "cell",
		[OTHER_NAME] = "other-name",
		[OTHER_CCCD] = "other-cccd",
		[OTHER_SEX] = "other-sex",
		[OTHER_BIRTH] = "other-birth",
	};
	return codes[reason];
}

void same_reasons_add(struct strbuf *b, const struct same_verdict *v)
{
	static const char *const words[SAME_REASONS] = {
		[SAME_CCCD] = N_("the same identity number"),
		[SAME_CCCD_SLIP] = N_("identity numbers that differ by a slip"),
		[SAME_NAME] = N_("the same name"),
		[SAME_NAME_MARKS] = N_("the same name without its marks"),
		[SAME_NAME_INITIALS] = N_("a name with initials"),
		[SAME_NAME_SLIP] = N_("names that differ by a letter"),
		[SAME_NAME_TURNED] = N_("names with two words turned"),
		[SAME_NAME_SHORT] = N_("a name that lacks a word"),
		[SAME_BIRTH] = N_("the same birth date"),
		[SAME_BIRTH_YEAR] = N_("the same year of birth"),
		[SAME_BIRTH_TURNED] = N_("day and month of birth turned"),
		[SAME_BIRTH_SLIP] = N_("birth dates that differ by a digit"),
		[SAME_PHONE] = N_("the same phone"),
		[SAME_HOME] = N_("the same home"),
		[SAME_CELL] = N_("the same cell"),
		[OTHER_NAME] = N_("but another name"),
		[OTHER_CCCD] = N_("but another identity number"),
		[OTHER_SEX] = N_("but the other sex"),
		[OTHER_BIRTH] = N_("but another birth date"),
	};
	/* what speaks against stands behind what speaks for it */
	for (int against = 0, n = 0; against < 2; against++)
		for (size_t i = 0; i < v->n; i++)
			if ((v->reasons[i] >= OTHER_NAME) == against) {
				strbuf_add(b, n++ ? ", " : "");
				strbuf_add(b, _(words[v->reasons[i]]));
			}
}
