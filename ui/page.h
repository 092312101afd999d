/* A page: lines of styled text, some spans of which are doors (arrows and Tab move between them,
 * Enter opens). Home, a person's page, the board, the summary; also the preview beside a list. */
#ifndef TN_UI_PAGE_H
#define TN_UI_PAGE_H

#include "ui/app.h"
#include "ui/draw.h"

#include <stdint.h>

struct page;

/* What a door opens; the screen's own numbers. kind 0: no door. */
struct door {
	int kind;
	int64_t a, b;
};

/* ---- building: in the build() and preview() callbacks. Texts are already translated. ---- */
int page_width(const struct page *p);
/* A new line; everything below is put on it from the left. */
void page_line(struct page *p);
/* Text at its own width. */
void page_text(struct page *p, enum style style, const char *s);
void page_textf(struct page *p, enum style style, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* Cut or padded to `cells` (0: its own width); align as draw_text. */
void page_cell(struct page *p, enum style style, int cells, int align, const char *s);
/* The same as a door. */
void page_door(struct page *p, struct door door, int cells, int align, const char *s);
/* A door over the whole line as it will stand (a row of a table, a thing to do). Call it after
 * page_line. */
void page_line_door(struct page *p, struct door door);
/* Goes on at column x (from 0; negative: from the right edge). */
void page_to(struct page *p, int x);
void page_bar(struct page *p, int cells, long value, long max);
void page_rule(struct page *p);
/* A paragraph wrapped to the width, its further lines indented. */
void page_wrap(struct page *p, enum style style, int indent, const char *s);
/* Everything until page_box_end stands in a frame. Not nested. */
void page_box(struct page *p, const char *title);
void page_box_end(struct page *p);
/* What stands so far stays when the rest scrolls (headings of a board). */
void page_head_end(struct page *p);
/* This is about another thing than the page was: it is shown from its beginning. */
void page_from_top(struct page *p);

/* ---- a page as a screen ---- */
struct page_ops {
	const char *name;				   /* for the help and scripts: "board" */
	const char *title;				   /* N_(); or title_text */
	void (*title_text)(void *ctx, struct strbuf *ret); /* already translated */
	const struct action *actions;			   /* may be NULL */
	/* Reads and lays out; called when opened, when the width or the data have changed. */
	int (*build)(void *ctx, struct page *page, struct err *err);
	/* What would make the first paint wait: done when nobody types, one portion a call, after
	 * which the page is built again. 1: there is more, 0: all done; ERR_STOPPED (a key came):
	 * the same portion again. `anew`: the first call, or the data may have changed since. May
	 * be NULL. */
	int (*later)(void *ctx, bool anew, struct err *err);
	/* May this action be done now, on this door? NULL: all may. */
	bool (*can)(void *ctx, int action, struct door on);
	/* 0: done, the page is built anew; ERR_STOPPED: the user thought better of it. */
	int (*act)(struct app *app, void *ctx, int action, struct door on, struct err *err);
	/* Enter on a door. */
	int (*open)(struct app *app, void *ctx, struct door door, struct err *err);
	/* The page is about to be left for good: false, the user stays. May be NULL. */
	bool (*leave)(struct app *app, void *ctx);
	void (*done)(void *ctx); /* frees ctx; may be NULL */
};

/* Pushes the page. ctx belongs to the view from now on, also on failure. */
int page_open(struct app *app, const struct page_ops *ops, void *ctx, struct err *err);

/* A menu of the app's screens in `p`, three columns (two where it is narrow), as doors of kind `kind` with a = index in
 * `screens`. */
void page_screens(struct page *p, const struct screen *screens, int kind);

/* A page of plain paragraphs, read only: a report as text, a help. Takes lines as they are. */
int page_open_text(struct app *app, const char *title, const char *text, struct err *err);

#endif
