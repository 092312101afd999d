/* Reports that were sent, on screen. */
#ifndef TN_UI_SCREENS_FROZEN_H
#define TN_UI_SCREENS_FROZEN_H

#include "ui/screens/screens.h"

/* All that were kept, the latest first. */
int frozen_list_open(struct app *app, struct err *err);
/* One as it was. */
int frozen_page_open(struct app *app, int64_t id, struct err *err);
/* What the records say otherwise now. */
int corrections_page_open(struct app *app, int64_t id, struct err *err);
/* The people behind a figure as the paper knew them; each opens the page of now. The report must outlive the call
 * only. */
int frozen_people_open(
	struct app *app, const struct report *r, int door, const char *title, struct err *err);

/* Asks for number, receiver and day, and keeps the report of the request. */
int frozen_keep_form(
	struct app *app, const struct report_request *q, int64_t *ret, struct err *err);
/* Corrects them of one that was kept. */
int frozen_sent_form(struct app *app, int64_t id, struct err *err);

#endif
