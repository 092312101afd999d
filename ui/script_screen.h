/* The screen as a script sees it: looked through, printed, compared with a saved one. */
#ifndef TN_UI_SCRIPT_SCREEN_H
#define TN_UI_SCRIPT_SCREEN_H

#include "base/strbuf.h"

#include <stdio.h>

bool script_screen_has(const char *text);
void script_screen_print(FILE *to);
/* With NAME.snap in TAONGUON_SNAP_DIR; GENERATE=1 writes it instead. *why: the lines that differ.
 */
bool script_screen_compare(const char *name, struct strbuf *why);

#endif
