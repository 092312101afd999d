/* A report on its way out: to the printer or into a file that the user names. */
#ifndef TN_UI_SCREENS_REPORT_FILE_H
#define TN_UI_SCREENS_REPORT_FILE_H

#include "ui/screens/screens.h"

/* Asks for format and path; a file that is there is replaced only after a question. */
int report_save(
	struct app *app, struct report *report, const struct report_request *q, struct err *err);
/* Asks for printer, copies, pages and sides; where there is no printer it says so and offers a file. 0, or ERR_STOPPED
 * where the user left. */
int report_print(
	struct app *app, struct report *report, const struct report_request *q, struct err *err);
/* The pages as they will be printed, over the screen that has the report: it must keep it while it is not on top. */
int report_pages(
	struct app *app, struct report *report, const struct report_request *q, struct err *err);

#endif
