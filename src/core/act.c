#include "core/act_scope.h"

#include "base/mem.h"
#include "viet/text.h"

#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

const char *act_user(void)
{
	static char name[64];
	if (!name[0]) {
		const struct passwd *pw = getpwuid(getuid());
		if (pw)
			snprintf(name, sizeof name, "%s", pw->pw_name);
		else
			snprintf(name, sizeof name, "uid %u", (unsigned)getuid());
	}
	return name;
}

int act_begin(
	struct db *db, const struct act_by *by, const char *act, int64_t *ret_done, struct err *err)
{
	struct db_act a = {.uid = by->uid, .actor = by->actor, .act = act, .reason = by->reason};
	return db_act_begin(db, &a, ret_done, err);
}

int act_enter(struct act_scope *scope, struct db *db, const struct act_by *by, const char *act,
	struct err *err)
{
	*scope = (struct act_scope){.db = db, .is_own = !db_act_is_open(db)};
	return scope->is_own ? act_begin(db, by, act, &scope->done, err) : 0;
}

int act_leave(
	struct act_scope *scope, int r, const char *record, int64_t record_id, struct err *err)
{
	if (!scope->is_own)
		return r;
	if (!r)
		return db_act_commit(scope->db, record, record_id, err);
	db_act_rollback(scope->db);
	return r;
}

int act_keep(struct act_scope *scope, int r, struct err *err)
{
	if (!scope->is_own)
		return r;
	if (!r)
		return db_act_keep(scope->db, err);
	db_act_rollback(scope->db);
	return r;
}

int act_clean(const char *text, const char *field, char **ret, struct err *err)
{
	*ret = NULL;
	if (!text || !*text)
		return 0;
	char *clean;
	int r = text_clean(text, &clean, err);
	if (r) {
		if (err)
			snprintf(err->field, sizeof err->field, "%s", field);
		return r;
	}
	if (*clean)
		*ret = clean;
	else
		free(clean);
	return 0;
}

int act_saved(struct db *db, const char *table, struct err *err)
{
	return db_changes(db) == 1 ? 0 : ERR(err, ERR_CONFLICT, table, NULL);
}

int act_is_current(int64_t now, int64_t read, const char *field, struct err *err)
{
	return now == read ? 0
	       : !read	   ? ERR(err, ERR_DUPLICATE, field, NULL)
	       : !now	   ? ERR(err, ERR_NOT_FOUND, field, NULL)
			   : ERR(err, ERR_CONFLICT, field, NULL);
}
