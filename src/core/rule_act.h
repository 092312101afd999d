/* What the acts that write rules share. */
#ifndef TN_CORE_RULE_ACT_H
#define TN_CORE_RULE_ACT_H

#include "core/act_scope.h"
#include "core/rulebook_own.h"

/* Those whose papers began on `from` or later and that rest on no frozen set keep the present one. */
int rule_freeze_since(struct db *db, struct date from, struct err *err);
/* Ends an act that wrote rules: everything that is due is reckoned anew. */
int rule_act_leave(
	struct act_scope *scope, int r, const char *record, int64_t record_id, struct err *err);

/* act_is_current for a row of the set `id`; a set that another version has overtaken is in conflict. */
int rule_is_current(
	struct db *db, int64_t id, int64_t now, int64_t read, const char *field, struct err *err);

/* A citation cleaned; done frees it. Without a document: ERR_INVALID "document". */
struct clean_cite {
	char *document, *point;
	struct date date;
	char mark[2];
};
int clean_cite(const struct rule_cite *c, struct clean_cite *ret, struct err *err);
void clean_cite_done(struct clean_cite *c);
void bind_cite(struct db_stmt *s, const struct clean_cite *c);

#endif
