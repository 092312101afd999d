/* Whether what was read of an office's rule set still stands. */
#include "core/rule_act.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

static int rev_of(
	struct db *db, enum db_query q, int64_t id, const char *key, int64_t *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, q, err);
	db_bind_int(s, "set", id);
	db_bind_text(s, "key", key);
	return db_number(s, 0, ret, err);
}

int rule_value_rev(struct db *db, int64_t id, enum rule_param p, int64_t *ret, struct err *err)
{
	return rev_of(db, DBQ_RULE_VALUE_REV, id, rule_param_code(p), ret, err);
}

int rule_paper_rev(struct db *db, int64_t id, const char *code, int64_t *ret, struct err *err)
{
	return rev_of(db, DBQ_RULE_PAPER_REV, id, code, ret, err);
}

/* A version is copied from the one whose place it takes. */
static const struct own_set *next_version(
	const struct rulebook_own *own, const struct own_set *before)
{
	VEC_EACH (s, &own->sets)
		if ((*s)->id > before->id && strcmp((*s)->set.number, before->set.number) == 0 &&
			date_cmp((*s)->set.from, before->set.from) == 0)
			return *s;
	return NULL;
}

int rule_set_now(struct db *db, int64_t id, int64_t *ret, struct err *err)
{
	const struct rulebook *book;
	const struct own_set *at = NULL;
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	const struct rulebook_own *own = book->own;
	VEC_EACH (s, &own->sets)
		if ((*s)->id == id)
			at = *s;
	while (at && at->is_superseded)
		at = next_version(own, at);
	if (!at)
		return ERR(err, ERR_NOT_FOUND, "rule_set", NULL);
	*ret = at->id;
	return 0;
}

int rule_is_current(
	struct db *db, int64_t id, int64_t now, int64_t read, const char *field, struct err *err)
{
	int64_t version = 0;
	int r = rule_set_now(db, id, &version, err);
	if (r)
		return r;
	return version != id ? ERR(err, ERR_CONFLICT, "rule_set", NULL)
			     : act_is_current(now, read, field, err);
}
