#include "ui/screens/task_work.h"

#include "base/clock.h"
#include "ui/screens/book.h"
#include "ui/screens/screens.h"

/* The record that the matter rests on, to be gone on with. */
static int edit(struct app *app, enum book_kind kind, int64_t id, struct err *err)
{
	const struct office *office = app_data(app);
	struct book_row row;
	int r = book_load(office->db, kind, id, &row, err);
	if (r)
		return r;
	r = book_form(app, kind, &row, NULL, err);
	book_row_done(&row);
	return r;
}

/* A new record of the cell, and of the person or the year. */
static int add(struct app *app, enum book_kind kind, const struct task_row *t, const char *column,
	int64_t value, struct err *err)
{
	struct book_row row = {0};
	int r = book_set_id(kind, &row, "cell_id", t->cell.v, err);
	if (!r && column)
		r = book_set_id(kind, &row, column, value, err);
	if (!r)
		r = book_form(app, kind, &row, NULL, err);
	book_row_done(&row);
	return r;
}

int task_work(struct app *app, const struct task_row *row, struct err *err)
{
	const struct task_row t = *row;
	switch (t.kind) {
	case NEED_RESOLUTION:
		return add(app, BOOK_RESOLUTION, &t, "year", t.due.year, err);
	case NEED_REPORTS: {
		/* due in the month after the one that is missing */
		struct date month = date_add_months((struct date){t.due.year, t.due.month, 1}, -1);
		return sheet_open(app, t.cell, month.year, month.month, err);
	}
	case NEED_DIPLOMA:
	case NEED_OBSTACLE_STEP:
		return edit(app, BOOK_OBSTACLE, t.nth, err);
	case NEED_TALK:
		return add(app, BOOK_VISIT, &t, t.person.v ? "person_id" : NULL, t.person.v, err);
	case NEED_CELL_VISIT:
		return add(app, BOOK_MEETING, &t, NULL, 0, err);
	case NEED_REQUEST:
		return edit(app, BOOK_MEETING, t.nth, err);
	default:
		return 0;
	}
}
