/* Between term.c and draw.c. */
#ifndef TN_UI_DRAW_START_H
#define TN_UI_DRAW_START_H

#include <stdbool.h>

/* curses is on: sets up styles. */
void draw_start(bool colour, bool ascii);

#endif
