/* What a rulebook owns; for the files that read and write rules. */
#ifndef TN_CORE_RULEBOOK_OWN_H
#define TN_CORE_RULEBOOK_OWN_H

#include "base/vec.h"
#include "core/rulebook.h"

struct own_set {
	int64_t id, rev;
	bool is_superseded;
	struct rule_set set;
	VEC(struct rule_paper) papers;
};

struct rulebook_own {
	VEC(char *) texts;
	VEC(struct own_set *) sets; /* all of the office's, superseded ones too */
	VEC(const struct rule_set *) chosen;
	VEC(struct authority) authorities;
	struct calendar_day *days;
	size_t day_count;
};

/* The rules were written: the connection's book is read anew. */
void rulebook_touch(struct db *db);
/* Everything in the book as text: equal texts, equal rules. */
void rulebook_digest(const struct rulebook *b, struct strbuf *out);
/* The same of what tasks rest on, short enough to be kept: a hash. */
void rulebook_version(const struct rulebook *b, char ret[32]);

#endif
