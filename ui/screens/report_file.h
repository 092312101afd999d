/* A report on its way out: into a file that the user names. */
#ifndef TN_UI_SCREENS_REPORT_FILE_H
#define TN_UI_SCREENS_REPORT_FILE_H

#include "ui/screens/screens.h"

/* Asks for format and path; a file that is there is replaced only after a question. */
int report_save(
	struct app *app, struct report *report, const struct report_request *q, struct err *err);
/* The same as PDF, without asking. */
int report_save_pdf(
	struct app *app, struct report *report, const struct report_request *q, struct err *err);

#endif
