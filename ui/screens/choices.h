/* Choices of a form that are made of an enumeration's labels: the number is the value. */
#ifndef TN_UI_SCREENS_CHOICES_H
#define TN_UI_SCREENS_CHOICES_H

#include "ui/form.h"

#define CHOICES_MAX 48

/* Zeroed at first; not to be copied or moved, as `all` points into itself. */
struct choices {
	struct choice all[CHOICES_MAX + 1];
	char values[CHOICES_MAX][16];
	size_t n;
};

/* `label` is N_(), or data; an empty one adds nothing, nor does one too many. */
void choices_add(struct choices *c, long value, const char *label);
/* The choice of none: its value is "". */
void choices_add_none(struct choices *c, const char *label);

#endif
