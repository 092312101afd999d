/* The terminal: starting, reading keys, and giving it back whatever happens. One per program. */
#ifndef TN_UI_TERM_H
#define TN_UI_TERM_H

#include "base/err.h"
#include "ui/key.h"

#include <stdbool.h>

struct term_options {
	bool ascii;	 /* no character outside ASCII; also where the locale is not UTF-8 */
	bool no_colour;	 /* NO_COLOR in the environment does the same */
	bool nowhere;	 /* real curses on /dev/null, keys come from a script (ui/script.h) */
	int cols, lines; /* with `nowhere` */
};

/* Only what the first paint needs. ERR_IO (detail: TERM) if the terminal is unknown or none. */
int term_start(const struct term_options *options, struct err *err);
/* Gives the terminal back; may be called twice. */
void term_stop(void);

/* Waits up to `timeout_ms` (-1: for ever) for one key: true and *ret, false when the time is over.
 * When the terminal has hung up or TERM, HUP or INT came, every call gives K_END_OF_INPUT. */
bool term_read(int timeout_ms, struct key_event *ret);
/* Is a key (or the end) waiting? Work of more than a moment asks this and stops. */
bool term_key_pending(void);
bool term_is_ending(void);
bool term_is_ascii(void);
bool term_has_colour(void);

/* Ctrl-Z: the shell is back until the program is continued. */
void term_suspend(void);
/* Ctrl-L: everything is drawn anew. */
void term_redraw(void);
/* Scripts: changes the size of the terminal on /dev/null. */
void term_resize(int cols, int lines);
/* Runs `work` (a pager, a printing command) with the terminal given back meanwhile. */
void term_lend(void (*work)(void *ctx), void *ctx);

#endif
