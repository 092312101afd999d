/* Settings by key; what is not set has a default. */
#ifndef TN_CORE_SETTING_H
#define TN_CORE_SETTING_H

#include "base/err.h"
#include "db/db.h"

enum date_basis { BASIS_CEREMONY, BASIS_DECISION };

struct settings {
	enum date_basis date_basis; /* "date_basis": "ceremony" (default), "decision" */
	int dry_years;		    /* "dry_years": 3 */
	char lang[3];		    /* "lang": "vi", "en", "" none */
};
int settings_load(struct db *db, struct settings *ret, struct err *err);
/* Is this a value that the key may have? ERR_INVALID with the key as field. */
int setting_check(const char *key, const char *value, struct err *err);

#endif
