/* The inside of a list's view: list_view.c acts, list_view_paint.c draws. */
#ifndef TN_UI_LIST_VIEW_MODEL_H
#define TN_UI_LIST_VIEW_MODEL_H

#include "ui/edit.h"
#include "ui/list_view.h"
#include "ui/view.h"

enum typing { TYPING_NONE, TYPING_FIND, TYPING_FILTER };

struct list_view {
	struct view view;
	const struct list_ops *ops;
	void *ctx;
	struct list *list;
	enum typing typing; /* what the line at the bottom is for */
	struct edit line;   /* what is being typed */
	struct edit found;  /* what n and N look for */
	bool nothing;	    /* … and there is none */
	int sorts;	    /* columns that can be sorted by */
	bool marks;	    /* some action works on marked rows */
	bool picking;	    /* list_pick */
	int64_t picked;
	int64_t show_id; /* to be chosen after the next reading */
	struct page *preview;
	int64_t preview_id; /* the row it shows, 0: none yet */
	int preview_width;  /* 0: no room for it */
};

void list_view_paint(struct view *v, struct area a);
/* Lays the preview out if it shows another row; true if it did. */
bool list_view_preview(struct list_view *l, bool *ret_seen);

#endif
