/* A page of paper in cells. */
#ifndef TN_UI_SCREENS_PREVIEW_CELLS_H
#define TN_UI_SCREENS_PREVIEW_CELLS_H

#include "report/doc_pages.h"
#include "ui/canvas.h"

/* What stands on the page, each text at its place with the lines around it, none over another: `width` cells where they
 * suffice, else as many more as the page needs. What is empty on paper takes less room here. 0, ERR_NOMEM. */
int preview_cells(const struct doc_sheet *s, int width, struct canvas *c, struct err *err);

#endif
