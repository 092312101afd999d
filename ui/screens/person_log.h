/* Nhật ký: what was recorded about one person, by whom and when. */
#ifndef TN_UI_SCREENS_PERSON_LOG_H
#define TN_UI_SCREENS_PERSON_LOG_H

#include "core/audit_log.h"
#include "ui/screens/screens.h"

/* "Changed, Person · Phone: 090… → 091…": one entry in one line, safe to be shown. */
void log_entry_words(struct strbuf *b, const struct log_entry *e);
int person_log_open(struct app *app, struct person_id id, struct err *err);

#endif
