/* What the counted words say together. */
#include "viet/charset_tally.h"

enum {
	LEAST_STRONG = 3
}; /* different words of three letters or more without which nobody is sure */

/* Of different words. */
struct sums {
	long words, utf8;
	struct sum {
		long marked, spelled, strong, latin, odd;
	} of[READINGS];
};

static bool is_spelled(const struct seen_word *w, int r)
{
	return w->looks[r] == LOOK_STRONG || w->looks[r] == LOOK_SHORT;
}

static void sum_up(
	const struct charset_tally *t, struct sums *sums, struct charset_score scores[READINGS])
{
	for (size_t i = 0; i < t->slot_count; i++) {
		const struct seen_word *w = &t->slots[i];
		if (!w->hash)
			continue;
		sums->words++;
		sums->utf8 += w->is_utf8;
		for (int r = 0; r < READINGS; r++) {
			struct sum *of = &sums->of[r];
			bool is_marked = w->looks[r] != LOOK_PLAIN;
			of->marked += is_marked;
			of->spelled += is_spelled(w, r);
			of->strong += w->looks[r] == LOOK_STRONG;
			of->latin += w->looks[r] == LOOK_LATIN;
			of->odd += w->odd[r] != 0;
			scores[r].words += is_marked ? w->count : 0;
			scores[r].spelled += is_spelled(w, r) ? w->count : 0;
			scores[r].odd += w->odd[r] * w->count;
		}
	}
}

/* Different words that a reading other than r spells where r does not: of the reading that has most of them. */
static long gain_beside(const struct charset_tally *t, int r)
{
	long gains[READINGS] = {0}, most = 0;
	for (size_t i = 0; i < t->slot_count; i++) {
		const struct seen_word *w = &t->slots[i];
		for (int k = 0; w->hash && k < READINGS; k++)
			gains[k] += w->looks[k] == LOOK_STRONG && w->looks[r] >= LOOK_LATIN;
	}
	for (int k = 0; k < READINGS; k++)
		most = k != r && gains[k] > most ? gains[k] : most;
	return most;
}

/* Syllables for it, everything else against it, impossible letters most. */
static long points(const struct sum *of)
{
	return of->spelled - (of->marked - of->spelled) - of->odd;
}

static int index_of(enum charset c)
{
	for (int r = 0; r < READINGS; r++)
		if (charset_readings[r] == c)
			return r;
	return -1;
}

/* In a workbook CP1252 is Unicode once more. */
static bool is_asked(const struct charset_tally *t, int r)
{
	return !t->is_seen || charset_readings[r] != CHARSET_CP1252;
}

static void sort_scores(const struct charset_tally *t, const struct sums *sums,
	const struct charset_score scores[READINGS], struct charset_verdict *ret)
{
	long of_score[READINGS];
	for (int r = 0; r < READINGS; r++) {
		if (!is_asked(t, r))
			continue;
		long p = points(&sums->of[r]);
		size_t at = ret->score_count++;
		for (; at > 0 && of_score[at - 1] < p; at--) {
			of_score[at] = of_score[at - 1];
			ret->scores[at] = ret->scores[at - 1];
		}
		of_score[at] = p;
		ret->scores[at] = scores[r];
		ret->scores[at].charset = charset_readings[r];
	}
}

/* ---- by the words ------------------------------------------------------------------------------------- */

static bool spells_most(const struct sum *of)
{
	return of->spelled * 10 >= of->marked * 6;
}

/* How sure: each different word more that only one reading can spell leaves a third of the doubt. */
static int confidence_of(long lead, const struct sum *of)
{
	double doubt = 1, share = of->marked ? (double)of->spelled / (double)of->marked : 0;
	for (long i = 0; i < lead && i < 20; i++)
		doubt *= 0.3;
	int sure = (int)(100 * (share < 0.9 ? share + 0.1 : 1) * (1 - doubt));
	return sure > 99 ? 99 : sure;
}

/* Not to be passed over, though not clear either: words of two letters (µm) must be nearly all, longer ones need not. */
static bool is_likely(const struct sum *of, const struct sum *unicode)
{
	return spells_most(of) ||
	       (of->strong > unicode->strong && of->strong * 10 >= of->marked * 3);
}

struct rivals {
	int best;    /* of those that may be; -1: none */
	long second; /* words that the next best spells */
};

/* A reading of a workbook's text that leaves letters over is none. */
static struct rivals rivals_of(const struct charset_tally *t, const struct sums *sums)
{
	struct rivals rivals = {.best = -1};
	bool may_be[READINGS];
	for (int r = 0; r < READINGS; r++) {
		may_be[r] = is_asked(t, r) && !(t->is_seen && r > 0 && sums->of[r].odd);
		if (may_be[r] && !(t->is_seen && r == 0) &&
			(rivals.best < 0 || points(&sums->of[r]) > points(&sums->of[rivals.best])))
			rivals.best = r;
	}
	for (int r = 0; r < READINGS; r++)
		if (may_be[r] && r != rivals.best && sums->of[r].spelled > rivals.second)
			rivals.second = sums->of[r].spelled;
	return rivals;
}

/* It spells most of its words, enough of them, clearly more than any other reading; and not a part of them is another
 * charset's. */
static bool is_clear(const struct charset_tally *t, const struct sums *sums, struct rivals rivals)
{
	const struct sum *of = &sums->of[rivals.best];
	long lead = of->spelled - rivals.second;
	return of->strong >= LEAST_STRONG && spells_most(of) && lead >= 2 &&
	       lead * 7 >= of->spelled && of->odd * 20 <= of->marked &&
	       gain_beside(t, rivals.best) * 8 <= of->marked;
}

static void take_best(const struct sums *sums, struct rivals rivals, struct charset_verdict *ret)
{
	const struct sum *of = &sums->of[rivals.best];
	ret->charset = charset_readings[rivals.best];
	ret->confidence = confidence_of(of->spelled - rivals.second, of);
}

/* Unicode, unless all of it can be read otherwise, and clearly better. */
static void judge_seen(
	const struct charset_tally *t, const struct sums *sums, struct charset_verdict *ret)
{
	const struct sum *unicode = &sums->of[0];
	struct rivals rivals = rivals_of(t, sums);
	long rival = rivals.best >= 0 ? sums->of[rivals.best].spelled : 0;
	long gain = gain_beside(t, 0);
	if (rivals.best >= 0 && is_clear(t, sums, rivals)) {
		take_best(sums, rivals, ret);
		return;
	}
	if (rival > unicode->spelled && is_likely(&sums->of[rivals.best], unicode))
		return; /* too little to go by */
	if (gain >= LEAST_STRONG && gain * 5 >= unicode->marked)
		return; /* some of it is in an old font, some not */
	ret->charset = CHARSET_UTF8;
	if (rival > unicode->spelled)
		ret->confidence = 60;
	else if (rivals.best >= 0) /* all of it could be read otherwise */
		ret->confidence = confidence_of(
			1 + unicode->spelled - rival, &(struct sum){.spelled = 1, .marked = 1});
	else
		ret->confidence = gain * 20 > unicode->marked ? 75 : 99;
}

/* Words of another Latin language; nothing that only looks so to the program. */
static bool is_latin(const struct sums *sums)
{
	const struct sum *of = &sums->of[index_of(CHARSET_CP1252)];
	for (int r = 0; r < READINGS; r++)
		if (sums->of[r].spelled * 10 > sums->of[r].marked * 3)
			return false;
	return of->marked >= 5 && !of->odd && (of->latin + of->spelled) * 20 >= of->marked * 19;
}

static void judge_bytes(
	const struct charset_tally *t, const struct sums *sums, struct charset_verdict *ret)
{
	struct rivals rivals = rivals_of(t, sums);
	bool is_enough = sums->words >= LEAST_STRONG;
	/* no other charset's text is valid UTF-8 but by chance */
	if (sums->utf8 == sums->words &&
		(is_enough || sums->of[0].spelled >= sums->of[rivals.best].spelled)) {
		ret->charset = CHARSET_UTF8;
		ret->confidence = is_enough ? 99 : 90;
	} else if (is_clear(t, sums, rivals)) {
		take_best(sums, rivals, ret);
	} else if (is_latin(sums)) {
		ret->charset = CHARSET_CP1252;
		ret->confidence = 50;
	}
}

/* ---- by the font, by zeros ---------------------------------------------------------------------------- */

/* Where all that is marked stands in fonts of one charset, and nothing contradicts. */
static bool by_font(
	const struct charset_tally *t, const struct sums *sums, struct charset_verdict *ret)
{
	long small = t->in_font[CHARSET_TCVN3], capitals = t->in_font[CHARSET_TCVN3_CAPITALS];
	long vni = t->in_font[CHARSET_VNI], all = 0;
	for (int c = 0; c < CHARSETS; c++)
		all += t->in_font[c];
	if (small + capitals != all && vni != all)
		return false;
	enum charset c = vni ? CHARSET_VNI : small ? CHARSET_TCVN3 : CHARSET_TCVN3_CAPITALS;
	const struct sum *of = &sums->of[index_of(vni ? CHARSET_VNI : CHARSET_TCVN3)];
	/* Unicode typed into cells that kept their old font; a sign or two (→) may be */
	if (of->spelled < sums->of[0].spelled || (of->odd && !spells_most(of)) ||
		of->odd * 50 > of->marked)
		return false;
	ret->charset = c;
	ret->is_by_font = true;
	ret->confidence = spells_most(of) ? 99 : 80;
	return true;
}

/* Text has no zero bytes: where they fill one half of the pairs it is the high one. */
static bool is_utf16(const struct charset_tally *t)
{
	long all = t->zeros[0] + t->zeros[1], in_one = t->zeros[t->zeros[1] > t->zeros[0]];
	return t->has_mark16 || (all && all * 5 >= t->bytes && in_one * 10 >= all * 9);
}

void charset_tally_verdict(const struct charset_tally *t, struct charset_verdict *ret)
{
	struct sums sums = {0};
	struct charset_score scores[READINGS] = {{0}};
	*ret = (struct charset_verdict){0};
	if (is_utf16(t)) {
		ret->charset = CHARSET_UTF16;
		ret->confidence = t->has_mark16 ? 99 : 90;
		return;
	}
	sum_up(t, &sums, scores);
	sort_scores(t, &sums, scores, ret);
	ret->is_plain = !sums.words;
	if (ret->is_plain || by_font(t, &sums, ret))
		;
	else if (t->is_seen)
		judge_seen(t, &sums, ret);
	else
		judge_bytes(t, &sums, ret);
	ret->loses_capitals =
		ret->charset == CHARSET_TCVN3 || ret->charset == CHARSET_TCVN3_CAPITALS;
}
