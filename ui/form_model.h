/* The inside of a form: form.c keeps values, form_view.c runs it, form_paint.c draws it,
 * form_conflict.c puts two versions together, form_draft.c keeps what a signal cut off. */
#ifndef TN_UI_FORM_MODEL_H
#define TN_UI_FORM_MODEL_H

#include "base/vec.h"
#include "ui/edit.h"
#include "ui/form.h"
#include "ui/view.h"

struct pick {
	char *value, *label, *detail;
};

struct picks {
	VEC(struct pick) all;
};
void picks_clear(struct picks *p);

struct form_value {
	char *value;	  /* canonical, never NULL */
	struct edit edit; /* what is typed: text, date, number, lookup */
	char *base;	  /* the value as it was loaded */
	char *base_shown;
};

struct form {
	struct view view;
	const struct form_ops *ops;
	void *ctx;
	size_t n; /* fields */
	struct form_value *v;
	size_t at;	    /* field with the cursor; n: the buttons */
	int button;	    /* 0 save, 1 leave */
	int top;	    /* first line seen */
	size_t wrong;	    /* field with the error; n: none */
	char message[512];  /* its sentence */
	char *save_name;    /* for the key bar; NULL: as the action is called */
	struct picks picks; /* of the lookup with the cursor */
	bool open;	    /* … shown */
	bool fresh;	    /* no key yet since the cursor came here */
	int pick;	    /* highlighted, -1 none */
	bool saved, dropped;
	bool conflict; /* another's save is not settled yet: nothing is saved before that */
};

int form_init(struct form *f, const struct form_ops *ops, void *ctx, struct err *err);
void form_done(struct form *f);
/* What is there now is what the record has: not dirty. */
int form_rebase(struct form *f, struct err *err);
bool form_is_dirty(const struct form *f);
/* Index by name; n if there is none. */
size_t form_index(const struct form *f, const char *field);
bool form_shows(const struct form *f, size_t i);
bool form_is_typed(enum field_type type); /* has a line to type in */
/* After typing: the canonical value follows. */
void form_sync(struct form *f, size_t i);
/* As people read it; valid until the next call or change. */
const char *form_shown(const struct form *f, size_t i);
/* The first field that cannot be saved as it is, with the reason in `message`; n: none. */
size_t form_check(struct form *f);
bool form_check_one(struct form *f, size_t i);
/* Sets value and what is typed. */
int form_put(struct form *f, size_t i, const char *value, const char *shown);
/* Reads the candidates for what is typed in lookup i. */
void form_look_up(struct form *f, size_t i);
void form_take_pick(struct form *f, size_t i, const struct pick *p);
/* The next (dir 1) or previous choice, round the end; by = a letter: the next that begins with it.
 */
void form_turn(struct form *f, size_t i, int dir);
void form_turn_to(struct form *f, size_t i, uint32_t letter);

void form_paint(struct view *v, struct area a);
/* Shows both versions; true: put together, false: the user thought better of it. */
bool form_settle_conflict(struct form *f, struct err *err);
void form_draft_keep(const struct form *f);
/* Offers a draft of this very form and record; it is gone afterwards. */
void form_draft_offer(struct form *f);

/* In a box over what is there (ask_line). */
int form_run_small(struct app *app, const struct form_ops *ops, void *ctx, struct err *err);

#endif
