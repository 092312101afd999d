/* Who somebody that is being entered may be. */
#include "core/same.h"

#include "base/i18n.h"
#include "viet/name.h"

/* Who has this name (marks count, case does not) and may have this birth. */
static int namesakes(struct db *db, const char *name, struct date birth, struct person_id *ret,
	size_t max, size_t *ret_n, struct err *err)
{
	unsigned char key[NAME_KEY_MAX];
	size_t key_len, n = 0;
	int r = name_key(name, key, &key_len, err);
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, DBQ_PERSON_BY_KEY, err);
	db_bind_blob(s, "key", key, key_len);
	while ((r = db_step(s, err)) == 1) {
		struct date b = db_date(s, "birth");
		bool may_be = !date_is_set(b) || !date_is_set(birth) ||
			      (date_is_full(b) && date_is_full(birth) ? date_cmp(b, birth) == 0
								      : b.year == birth.year);
		if (may_be && n < max)
			ret[n++].v = db_int(s, "id");
	}
	if (!r)
		*ret_n = n;
	return r;
}

/* Enough for whoever asks. */
enum { KNOWN_MAX = 16 };

static bool is_known(const struct same_known *v, size_t n, struct person_id id)
{
	for (size_t i = 0; i < n; i++)
		if (v[i].id.v == id.v)
			return true;
	return false;
}

int same_known_find(struct db *db, const struct person *p, struct same_known *ret, size_t max,
	size_t *ret_n, struct err *err)
{
	struct same_pair pairs[KNOWN_MAX];
	struct person_id named[KNOWN_MAX];
	size_t n = 0, m = 0;
	max = max < KNOWN_MAX ? max : KNOWN_MAX;
	int r = same_find(db, p, pairs, max, &n, err);
	if (!r)
		r = namesakes(db, p->full_name, p->birth, named, max, &m, err);
	if (r)
		return r;
	for (size_t i = 0; i < n; i++) {
		struct strbuf b = {0};
		same_reasons_add(&b, &pairs[i].verdict);
		ret[i].id = pairs[i].a.v == p->id.v ? pairs[i].b : pairs[i].a;
		str_fit(ret[i].why, sizeof ret[i].why, strbuf_str(&b));
		strbuf_done(&b);
	}
	for (size_t i = 0; i < m && n < max; i++)
		if (!is_known(ret, n, named[i])) {
			ret[n].id = named[i];
			str_fit(ret[n++].why, sizeof ret->why, _("the same name"));
		}
	*ret_n = n;
	return 0;
}
