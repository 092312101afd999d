/* One line that is being typed. NFC at every insert, one grapheme a backspace, bursts of an input
 * method as they come (terminal.md 3.3). Knows no terminal. */
#ifndef TN_UI_EDIT_H
#define TN_UI_EDIT_H

#include "base/err.h"
#include "base/strbuf.h"
#include "ui/key.h"

#include <stdbool.h>
#include <stddef.h>

enum edit_kind {
	EDIT_ANY,
	EDIT_DATE,   /* digits and / - . ; the letters and marks of an input method are refused */
	EDIT_NUMBER, /* digits */
};

enum edit_result {
	EDIT_IGNORED, /* not a key of the line: the form may have it */
	EDIT_DONE,
	EDIT_LEFT_OUT, /* a character that no text may have was left out: say so */
	EDIT_REFUSED,  /* a letter in a number or date: say so */
	EDIT_FULL,     /* longer than `max`: say so */
};

struct edit {
	struct strbuf text;
	size_t cursor; /* bytes */
	size_t scroll; /* first byte that is seen */
	enum edit_kind kind;
	size_t max; /* code points; 0: no limit */
	/* Letters refused since the last accepted key. An input method believes that they stand
	 * there and takes them back with as many backspaces, which must not eat digits. */
	unsigned held;
};

void edit_done(struct edit *e);
int edit_set(struct edit *e, const char *s, struct err *err); /* cursor at the end */
const char *edit_text(const struct edit *e);		      /* as it stands, NFC */
/* Left Right Home End Backspace Delete C-a C-e C-b C-f C-d C-h C-u C-k C-w, and text. */
enum edit_result edit_key(struct edit *e, uint32_t key);
/* Inserts `s` up to its first newline or tab (a spreadsheet's next cell); *ret_rest gets what
 * follows it, NULL if there is none. */
enum edit_result edit_paste(struct edit *e, const char *s, const char **ret_rest);
/* What to show in `cells`: the text from *ret_from on, the cursor at cell *ret_cursor of it. */
void edit_show(struct edit *e, int cells, const char **ret_from, int *ret_cursor);

#endif
