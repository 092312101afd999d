/* A small program of two screens on the engine alone, for the tests of the engine. */
#ifndef TN_TESTS_UI_DEMO_H
#define TN_TESTS_UI_DEMO_H

#include "ui/app.h"
#include "ui/list.h"

struct demo_row {
	struct list_row row;
	int rev;
	char name[80], birth[12], sex[8], cell[16], cell_name[64];
};

struct demo {
	struct demo_row *rows;
	size_t n, cap;
	int64_t next_id;
	bool other_saves; /* the next save meets one of somebody else */
};

struct demo_row *demo_find(struct demo *d, int64_t id);
/* 0: a new one, its id in *ret_id. */
int demo_form(struct app *app, struct demo *d, int64_t id, int64_t *ret_id, struct err *err);

#endif
