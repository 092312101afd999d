/* Nhật ký: what was recorded about one person, by whom and when. */
#ifndef TN_UI_SCREENS_PERSON_LOG_H
#define TN_UI_SCREENS_PERSON_LOG_H

#include "ui/screens/screens.h"

int person_log_open(struct app *app, struct person_id id, struct err *err);

#endif
