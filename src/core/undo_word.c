/* What stays and why, in words. */
#include "core/undo.h"

#include "base/i18n.h"
#include "core/audit_log.h"
#include "viet/text.h"

int undo_kept_add(struct db *db, struct strbuf *b, const struct undo_kept *k, struct err *err)
{
	static const char *const whys[] = {[UNDO_CHANGED] = N_("was changed since"),
		[UNDO_DEPENDED] = N_("something else rests on it"),
		[UNDO_GONE] = N_("is no longer there"),
		[UNDO_CONTRADICTS] = N_("what would be left contradicts itself")};
	struct strbuf name = {0};
	int r = k->person.v ? person_name_add(db, &name, k->person, err)
		: k->cell.v ? cell_name_add(db, &name, k->cell, err)
			    : 0;
	if (!r) {
		text_safe(b, strbuf_str(&name), name.len, false, false);
		strbuf_addf(b, "%s%s %s", name.len ? ": " : "", _(audit_record_label(k->record)),
			_(whys[k->why]));
	}
	strbuf_done(&name);
	if (r || !k->act)
		return r;
	strbuf_add(b, " (");
	r = audit_act_add(db, b, k->act, err);
	strbuf_add(b, ")");
	return r;
}

int undo_changes(struct db *db, int64_t act, int64_t *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_UNDO_COUNT, err);
	db_bind_int(s, "act", act);
	return db_number(s, 0, ret, err);
}
