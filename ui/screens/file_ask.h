/* Into which file something is saved: what is asked is the same for reports and papers. */
#ifndef TN_UI_SCREENS_FILE_ASK_H
#define TN_UI_SCREENS_FILE_ASK_H

#include "ui/app.h"

/* "Vướng mắc của quần chúng" is "vuong-mac-cua-quan-chung". To the caller; NULL after an error. */
char *file_name_of(const char *title, struct err *err);
/* Asks for the file, `suggested` at first, with `ending` where none is typed, and has it written. What cannot be
 * written there is said, and asked again; other errors, and ERR_STOPPED, are returned. `write` asks before it
 * replaces one. */
typedef int file_write(struct app *app, void *ctx, const char *path, struct err *err);
int file_ask(struct app *app, const char *suggested, const char *ending, file_write *write,
	void *ctx, struct err *err);
/* The same for a folder that is made. */
int folder_ask(struct app *app, const char *title, const char *suggested, file_write *write,
	void *ctx, struct err *err);

#endif
