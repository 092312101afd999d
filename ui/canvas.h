/* A sheet that may be larger than the window, one of several: scrolled up and down and sideways, and turned. What is
 * on it stands where it was put; nothing is laid out here. */
#ifndef TN_UI_CANVAS_H
#define TN_UI_CANVAS_H

#include "base/vec.h"
#include "ui/app.h"
#include "ui/draw.h"

struct canvas_piece {
	int row, col, cells;
	enum style style;
	size_t text; /* offset in texts */
};

struct canvas {
	int rows, cols;
	VEC(struct canvas_piece) pieces; /* later ones lie on earlier ones */
	struct strbuf texts;
	bool failed;
};

/* Text of `n` bytes with its first cell at row, col, and the sheet as large as that wants. */
void canvas_put(struct canvas *c, int row, int col, enum style style, const char *s, size_t n);
void canvas_clear(struct canvas *c);
void canvas_done(struct canvas *c);

enum canvas_turn { TURN_FIRST, TURN_BEFORE, TURN_AFTER, TURN_LAST };

struct canvas_ops {
	const char *name; /* for the help and scripts */
	void (*title_text)(void *ctx, struct strbuf *ret);
	const struct action *actions; /* may be NULL */
	/* The present sheet; the canvas is empty. Called when opened, when turned and when the window has another
	 * width. */
	int (*build)(void *ctx, struct canvas *c, int width, struct err *err);
	/* Another sheet: 1 turned, 0 there is none that way. */
	int (*turn)(void *ctx, enum canvas_turn where, struct err *err);
	int (*act)(struct app *app, void *ctx, int action, struct err *err);
	/* Right end of the status line; may be NULL. */
	void (*info)(void *ctx, struct strbuf *ret);
	void (*done)(void *ctx); /* frees ctx; may be NULL */
};

/* Pushes it. ctx belongs to the view from now on, also on failure. */
int canvas_open(struct app *app, const struct canvas_ops *ops, void *ctx, struct err *err);

#endif
