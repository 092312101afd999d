/* Signals of the terminal; part of term.c's trade. */
#ifndef TN_UI_TERM_SIGNAL_H
#define TN_UI_TERM_SIGNAL_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

enum signal_news { NEWS_END = 1, NEWS_SIZE = 2, NEWS_STOP = 4 };

/* Installs the handlers. When the program dies of a fatal signal, `restore` is written to `fd` and
 * `modes` are set; both are copied. */
int signal_start(
	int fd, const char *restore, size_t n, const struct termios *modes, struct err *err);
void signal_stop(void); /* as they were */
/* What has come since the last call; NEWS_END stays. */
unsigned signal_news(void);
bool signal_is_ending(void);
/* Readable when there is news. */
int signal_fd(void);
/* Lets a stop signal through to the whole job and returns when it is continued. */
void signal_suspend(void);

#endif
