/* Forms: a table of fields over an array of texts. Values are kept as the database has them: dates
 * ISO
 * ("2026-11-23", or "2026"), numbers as digits, choices and lookups by their value, yes as "1" and
 * no as ""; the form shows them as people write them. */
#ifndef TN_UI_FORM_H
#define TN_UI_FORM_H

#include "base/date.h"
#include "base/err.h"
#include "base/strbuf.h"
#include "ui/app.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum field_type {
	FIELD_TEXT,
	FIELD_NAME, /* of a person: cleaned as names are */
	FIELD_DATE,
	FIELD_NUMBER,
	FIELD_CHOICE, /* one of `choices` */
	FIELD_YES,    /* yes or no */
	FIELD_LOOKUP, /* a record, found by typing */
	FIELD_SHOWN,  /* a text that changed() sets: the cursor passes over it */
	FIELD_HEAD,   /* no field: a heading between fields */
};

/* Ends with an entry without label. */
struct choice {
	const char *value;
	const char *label; /* N_() */
};

/* What a lookup found: the record's value (its id as text) and how it is shown. */
struct picks;
int picks_add(struct picks *p, const char *value, const char *label, const char *detail);
#define PICKS_MAX 50 /* further ones are not taken: ask for no more */

struct field {
	const char *name;  /* the err.field that it answers to */
	const char *label; /* N_() */
	const char *hint;  /* N_(): a line below the form while the cursor is here; may be NULL */
	enum field_type type;
	bool required;
	bool year_ok; /* FIELD_DATE: a year alone will do */
	bool free;    /* FIELD_LOOKUP: a text that is no record's is a value too */
	bool prefer;  /* with `free`: Enter takes the first record found; Esc keeps the text */
	int cells;    /* width; 0: what its type needs */
	size_t max;   /* characters; 0: 200 */
	const struct choice *choices;
	/* FIELD_LOOKUP: records for what is typed ("" too: the first ones). */
	int (*lookup)(void *ctx, const char *typed, struct picks *ret, struct err *err);
};

struct form;

/* Values by the field's name; a name that is not in the table is a programming error. */
const char *form_value(const struct form *f, const char *field); /* never NULL, trimmed */
int64_t form_id(const struct form *f, const char *field);	 /* a number; 0 if empty */
struct date form_date(const struct form *f, const char *field);
bool form_yes(const struct form *f, const char *field);
/* In load() and changed(); s NULL is "". */
int form_set(struct form *f, const char *field, const char *s);
int form_set_id(struct form *f, const char *field, int64_t v); /* 0 empties */
int form_set_date(struct form *f, const char *field, struct date d);
/* A lookup's value and what is shown for it. */
int form_set_lookup(struct form *f, const char *field, const char *value, const char *label);
/* What is typed in a lookup with `free` that is no record (value empty), else "". */
const char *form_typed(const struct form *f, const char *field);

struct form_ops {
	const char *name;  /* for scripts and drafts: "cell" */
	const char *title; /* N_(); or title_text */
	void (*title_text)(void *ctx, struct strbuf *ret);
	const struct field *fields; /* ends with an entry without label */
	const char *save_name;	    /* N_("add"): what F2 is called in the key bar; NULL: "save" */
	/* Fills in the record's values with form_set…. Called again for the other's version after
	 * ERR_CONFLICT, and must then leave the record's new rev in ctx. NULL: an empty form. */
	int (*load)(void *ctx, struct form *f, struct err *err);
	/* Saves. ERR_INVALID, ERR_DUPLICATE, ERR_REFUSED …: err.field gets the cursor and the
	 * sentence; ERR_CONFLICT: both versions are shown; ERR_REASON: a written reason is asked
	 * for and save is called again with it (`reason` is NULL at first). */
	int (*save)(void *ctx, const struct form *f, const char *reason, struct err *err);
	/* Is this field shown now? NULL: all are. */
	bool (*shows)(void *ctx, const struct form *f, const char *field);
	/* The field where the cursor stands when the form opens; NULL, or NULL given, or one that is
	 * not shown: the first. Asked after load. */
	const char *(*first)(void *ctx);
	/* A value was changed by the user: others may follow. May be NULL. */
	void (*changed)(void *ctx, struct form *f, const char *field);
};

/* Runs the form: 0 saved; ERR_STOPPED left without saving (a dirty form has asked); or what load
 * failed with. ctx stays the caller's. */
int form_run(struct app *app, const struct form_ops *ops, void *ctx, struct err *err);

#endif
