/* Drawing in cells. Every text goes through text_safe and is cut to its cells: nothing reaches
 * curses unsanitised. In ASCII mode the signs ▸ · █ ░ │ ─ ✓ ✗ … – have their twins and letters lose
 * their marks. A style is never the only signal of anything. */
#ifndef TN_UI_DRAW_H
#define TN_UI_DRAW_H

#include "base/strbuf.h"

#include <stdbool.h>

enum style {
	STYLE_NORMAL,
	STYLE_TITLE,  /* the first line */
	STYLE_HEAD,   /* column headings, headings in a page */
	STYLE_DIM,    /* what matters less; a hint */
	STYLE_STRONG, /* what matters more */
	STYLE_CURSOR, /* the row or door the cursor is on */
	STYLE_DOOR,   /* a figure that opens something */
	STYLE_MARK,   /* a marked row */
	STYLE_GOOD,
	STYLE_WARN,
	STYLE_BAD,
	STYLE_FIELD,	    /* where something can be typed */
	STYLE_FIELD_CURSOR, /* where typing goes now */
	STYLE_KEY,	    /* a key in the key bar */
	STYLE_CHIP,	    /* filter chip */
	STYLE_BORDER,
	STYLE_COUNT
};

struct area {
	int y, x, h, w;
};

int draw_lines(void);
int draw_cols(void);
/* Everything blank; the cursor is hidden unless draw_cursor is called. */
void draw_begin(void);
/* What has changed goes to the terminal. */
void draw_end(void);

/* `s` cut or padded to exactly `cells`; align <0 left, 0 centre, >0 right. Out of the window is
 * cut. */
void draw_text(int y, int x, int cells, enum style style, int align, const char *s);
/* At its own width, at most `max` cells; returns the cells used. */
int draw_label(int y, int x, int max, enum style style, const char *s);
void draw_fill(struct area a, enum style style);
/* A frame around `a` with a title in its upper edge (NULL: none), blank inside; returns the inside.
 */
struct area draw_box(struct area a, const char *title);
void draw_rule(int y, int x, int cells);
/* ████░░ value of max; over the mark is full. Always with figures beside it. */
void draw_bar(int y, int x, int cells, long value, long max);
/* The terminal's cursor, for typing. */
void draw_cursor(int y, int x);
/* "…" or "~", and so on: the twin of `sign` in ASCII mode, itself otherwise. */
const char *draw_sign(const char *sign);

/* Scripts: the screen as it would be seen, lines without trailing blanks, then the styles as one
 * letter a cell ('.' normal). */
void draw_snapshot(struct strbuf *text, struct strbuf *styles);

#endif
