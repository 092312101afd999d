/* What can be done where. Keys, key bar, help and command palette are all made from these tables.
 */
#ifndef TN_UI_ACTION_H
#define TN_UI_ACTION_H

#include "ui/key.h"

enum action_flags {
	ACTION_WRITE = 1,  /* not offered in read-only mode */
	ACTION_MARKED = 2, /* works on the marked rows, else on the present one */
	ACTION_ROW = 4,	   /* needs a row: not offered in an empty list */
	ACTION_HIDDEN = 8, /* not in the key bar (but in help and palette) */
};

/* A table ends with a zero entry. The order is the order of the help; the key bar drops from the
 * end. */
struct action {
	int id;		  /* the screen's own number, from 1 */
	const char *keys; /* "e F4": the first stands in the key bar; every F-key has a letter
			     beside it */
	const char *name; /* N_("edit"): one or two words */
	const char *help; /* N_("Change the data of this cell."): one sentence */
	unsigned flags;
};

/* The action that `key` means, NULL if none. */
const struct action *action_find(const struct action *table, uint32_t key);

#endif
