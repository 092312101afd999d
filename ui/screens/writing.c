#include "ui/screens/writing.h"

#include "base/i18n.h"
#include "ui/ask.h"

#include <unistd.h>

/* Some hundred times at most: painting is not to be what a long list takes its time for. */
static int go_on(void *ctx, size_t done, size_t all)
{
	enum { STEPS = 200 };
	struct writing *w = ctx;
	if (w->is_stopped)
		return 1;
	if (done && done < w->next && done != all)
		return 0;
	w->next = done + all / STEPS;
	w->is_stopped = app_progress(w->app, _("Writing… Esc stops."), (long)done, (long)all);
	return w->is_stopped;
}

struct doc_progress writing_begin(struct writing *w, struct app *app)
{
	*w = (struct writing){.app = app};
	w->is_stopped = app_progress(app, _("Writing… Esc stops."), 0, 0);
	return (struct doc_progress){go_on, w};
}

int writing_end(struct writing *w, int r, const char *path)
{
	if (!r)
		app_say(w->app, _("Saved as %s."), path);
	else if (r == ERR_STOPPED)
		app_say(w->app, "%s", _("Stopped: no file was written."));
	return r;
}

bool writing_may(struct app *app, const char *path, bool *ret_keep)
{
	*ret_keep = access(path, F_OK) != 0;
	return *ret_keep || ask_confirm(app, _("Replace the file?"), path, _("Replace"));
}
