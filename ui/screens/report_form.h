/* Which report of which period. */
#ifndef TN_UI_SCREENS_REPORT_FORM_H
#define TN_UI_SCREENS_REPORT_FORM_H

#include "ui/screens/screens.h"

/* Changes *q by a form. 0, or ERR_STOPPED with *q as it was. */
int report_form(struct app *app, struct report_request *q, struct err *err);

/* The term that holds `year`: of the committee's target, else from one year ending in 0 or 5 to the
 * next. */
int report_term(struct db *db, int year, struct report_request *q, struct err *err);

#endif
