/* People who stand in the lists twice: the queue of pairs, two records side by side. */
#ifndef TN_UI_SCREENS_SAME_H
#define TN_UI_SCREENS_SAME_H

#include "core/same.h"
#include "ui/screens/screens.h"

/* Two records side by side, with those that follow in the queue; pairs[at] first. The pairs are copied. */
int same_page_open(
	struct app *app, const struct same_pair *pairs, size_t n, size_t at, struct err *err);

/* "likely one person (75): the same name, the same birth date" */
void same_verdict_add(struct strbuf *b, const struct same_verdict *v);

/* Asks for a note and remembers that they are two. ERR_STOPPED: the user thought better of it. */
int same_ask_other(struct app *app, const struct same_pair *p, struct err *err);

#endif
