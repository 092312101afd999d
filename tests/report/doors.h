/* Every figure with a door is the length of its list. */
#ifndef TN_TESTS_REPORT_DOORS_H
#define TN_TESTS_REPORT_DOORS_H

#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static inline void check_door(const struct report *r, const char *where, const char *text, int door)
{
	struct report_people p = {0};
	struct err err = {0};
	if (report_people(r, door, &p, &err))
		fail_msg("%s: door %d", where, door);
	/* a name has a door of one, a number one of as many as it says */
	long says = strspn(text, "0123456789") ? atol(text) : strcmp(text, "-") == 0 ? 0 : 1;
	if (says != (long)p.n)
		fail_msg("%s: “%s” opens %zu", where, text, p.n);
	report_people_done(&p);
}

/* How many doors there are. */
static inline long walk(const struct report *r)
{
	const struct doc *d = report_doc(r);
	long doors = 0;
	for (size_t b = 0; b < d->block_count; b++) {
		const struct doc_table *t = &d->blocks[b].table;
		for (size_t i = 0; i < t->row_count; i++)
			for (size_t c = 0; c < t->column_count; c++)
				if (t->rows[i].cells[c].door) {
					check_door(r, t->key, t->rows[i].cells[c].text,
						t->rows[i].cells[c].door);
					doors++;
				}
		const struct doc_chart *ch = &d->blocks[b].chart;
		for (size_t i = 0; i < ch->bar_count; i++)
			if (ch->bars[i].door) {
				char n[24];
				snprintf(n, sizeof n, "%ld", ch->bars[i].value);
				check_door(r, ch->title, n, ch->bars[i].door);
				doors++;
			}
	}
	return doors;
}

#endif
