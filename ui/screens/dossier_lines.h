/* The lines of a dossier's page: what is missing, votes, background checks, more time, papers by step. */
#ifndef TN_UI_SCREENS_DOSSIER_LINES_H
#define TN_UI_SCREENS_DOSSIER_LINES_H

#include "core/task.h"
#include "ui/page.h"

/* Doors: a is the index of the need or of the set's paper, or the record's id (b its rev). */
enum { DOOR_NEED = 1, DOOR_PAPER, DOOR_VOTE, DOOR_INQUIRY, DOOR_EXTENSION, DOOR_OWN };

void dossier_page_add(
	struct page *p, const struct dossier_view *v, const struct calendar *calendar);

#endif
