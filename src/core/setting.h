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
	bool tone_on_y;		    /* "uy": "uỷ"; else "ủy" (default): i18n_spell */
	/* the sourcing work; 0: not asked for */
	int resolution_month, resolution_day; /* "resolution_by": "MM-DD", by when a cell has its
						 resolution of the year; 02-15 */
	int report_day; /* "report_day": of the next month, when the reports of a month are due; 5 */
	int visit_months; /* "visit_months": how long a cell may be without a visit; 3 */
};
int settings_load(struct db *db, struct settings *ret, struct err *err);
/* Is this a value that the key may have? ERR_INVALID with the key as field. */
int setting_check(const char *key, const char *value, struct err *err);

#endif
