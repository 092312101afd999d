/* A file in the writing: a bar of the rows that are done, and Esc stops it. */
#ifndef TN_UI_SCREENS_WRITING_H
#define TN_UI_SCREENS_WRITING_H

#include "report/doc.h"
#include "ui/app.h"

struct writing {
	struct app *app;
	size_t next; /* rows done when the bar is painted next */
	bool is_stopped;
};

/* For struct doc.progress; `w` lives as long as the writing. */
struct doc_progress writing_begin(struct writing *w, struct app *app);
/* What became of it, in the status line: saved as `path`, or stopped. Returns r. */
int writing_end(struct writing *w, int r, const char *path);
/* Does `path` name nothing yet, or may what is there go? *ret_keep: for struct doc.keep_existing. */
bool writing_may(struct app *app, const char *path, bool *ret_keep);

#endif
