/* What every screen works on: app_data(app). */
#ifndef TN_UI_SCREENS_OFFICE_H
#define TN_UI_SCREENS_OFFICE_H

#include "core/act.h"
#include "core/setting.h"
#include "report/print.h"

struct office {
	struct db *db; /* NULL until the first start has made it */
	struct act_by by;
	const char *path; /* where the first start makes the database */
	struct settings settings;
	const char *open_at;	    /* the screen to be shown first; NULL: home */
	struct print_options print; /* as it was chosen last */
	int64_t seen_version;	    /* of the data, db_data_version */
};

#endif
