#include "ui/screens/choices.h"

#include <stdio.h>

static void add(struct choices *c, const char *label)
{
	c->all[c->n] = (struct choice){c->values[c->n], label};
	c->n++;
}

void choices_add(struct choices *c, long value, const char *label)
{
	if (!label || !*label || c->n >= CHOICES_MAX)
		return;
	snprintf(c->values[c->n], sizeof c->values[0], "%ld", value);
	add(c, label);
}

void choices_add_none(struct choices *c, const char *label)
{
	if (c->n < CHOICES_MAX)
		add(c, label);
}
