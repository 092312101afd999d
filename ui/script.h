/* Keys from a file instead of a person, on real curses that writes to nowhere; a support tool and
 * the screen tests. One command a line, `#` begins a comment:
 *
 *   key NAME [N]        a key, N times: `key Down 3`, `key C-s`
 *   keys NAME NAME…     several, typed ahead: `keys Enter Esc`
 *   type TEXT           its characters as single keys
 *   paste TEXT          one bracketed paste; \n is a newline, \t a tab, \uXXXX a character
 *   snap NAME           the screen and its styles, compared with NAME.snap in TAONGUON_SNAP_DIR;
 *                       GENERATE=1 writes it
 *   expect TEXT         it stands somewhere on the screen
 *   expect-not TEXT
 *   expect-status TEXT  it stands in the status line
 *   resize COLSxROWS
 *   resize-random N SEED   N sizes from 1x1 to 300x100, each painted
 *   idle                everything that is done when idle is done
 *
 * After the last line the input ends, as if the terminal were gone. */
#ifndef TN_UI_SCRIPT_H
#define TN_UI_SCRIPT_H

#include "base/err.h"

#include <stdbool.h>

/* Reads the file: ERR_IO, or ERR_INVALID with the line in `detail`. term_start must have been
 * called with `nowhere`. From now on the application takes its keys from it. */
int script_open(const char *path, struct err *err);
/* After app_run: 0 if every expectation was met. */
int script_close(void);
/* "80x24": false if it is not that. */
bool script_size(const char *s, int *ret_cols, int *ret_lines);

#endif
