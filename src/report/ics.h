/* What is due as iCalendar (RFC 5545): for whoever wants it in a calendar. */
#ifndef TN_REPORT_ICS_H
#define TN_REPORT_ICS_H

#include "base/strbuf.h"
#include "report/build.h"

void ics_begin(struct strbuf *out);
/* Name and matter, no more: a calendar is often shared. `office`: what the UID ends in. */
void ics_add(struct strbuf *out, const struct due_row *d, const char *office);
/* In place of events where there are none: a calendar has at least one component (RFC 5545, 3.6). */
void ics_add_timezone(struct strbuf *out);
void ics_end(struct strbuf *out);

#endif
