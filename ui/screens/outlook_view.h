/* Can this person be admitted, and when at the earliest: the answer and what is missing, on a page. */
#ifndef TN_UI_SCREENS_OUTLOOK_VIEW_H
#define TN_UI_SCREENS_OUTLOOK_VIEW_H

#include "core/task.h"
#include "ui/page.h"

/* The answer in one line. `usual` NULL: without what is likely here. */
void outlook_line(struct page *page, const struct dossier_view *v, const struct calendar *cal,
	const struct step_days *usual);
/* Which rule set applies, and why. */
void outlook_set(struct page *page, const struct dossier_view *v);
/* One need: what, whose move, by when, on which rule. */
void outlook_need(struct page *page, const struct dossier_view *v, const struct need *n);
/* The box of a person's page: answer, rule set, up to `most` needs. */
int outlook_box(struct db *db, struct page *page, const struct dossier_view *v,
	const struct step_days *usual, size_t most, struct err *err);
/* Does it matter today: not met by time alone, no lapse that is far off, no step that waits for another? */
bool outlook_matters(const struct need *n, struct date today);

/* Shows how the earliest day came about, line by line. */
int outlook_how(struct app *app, struct db *db, struct person_id person, struct err *err);

#endif
