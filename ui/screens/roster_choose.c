/* The columns of a list: which, and in which order. The chosen ones stand first, in their order. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/list_view.h"
#include "ui/screens/roster.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct choosing {
	char *codes;			  /* the caller's */
	size_t order[ROSTER_COLUMNS_MAX]; /* chosen ones: indices into roster_columns */
	size_t n;
};

struct row {
	struct list_row row; /* the column's index + 1 */
	size_t place;	     /* from 1; 0: not chosen */
};

static const struct row *at(const void *row)
{
	return row;
}

static void place_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (at(row)->place)
		strbuf_addf(ret, "%zu", at(row)->place);
}

static void title_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, _(roster_columns[at(row)->row.id - 1].title));
}

static void note_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (roster_columns[at(row)->row.id - 1].is_sensitive)
		strbuf_add(ret, _("sensitive: only where it is needed"));
}

static enum style style(const void *row, void *ctx)
{
	(void)ctx;
	return at(row)->place ? STYLE_STRONG : STYLE_DIM;
}

static const struct column columns[] = {
	{N_("Place in order"), .min = 6, .ideal = 6, .align = 1, .text = place_text},
	{N_("Column"), .min = 24, .ideal = 36, .find = true, .text = title_text, .style = style},
	{N_("Note"), .min = 10, .ideal = 30, .grow = true, .drop = 1, .text = note_text}, {0}};

enum { ACT_TOGGLE = 1, ACT_UP, ACT_DOWN };
static const struct action actions[] = {
	{ACT_TOGGLE, "Enter x", N_("take, leave out"), N_("The column is in the list, or not."),
		ACTION_ROW},
	{ACT_UP, "-", N_("forward"), N_("One place further to the front."), ACTION_ROW},
	{ACT_DOWN, "+", N_("backward"), N_("One place further to the back."), ACTION_ROW}, {0}};

static size_t place_of(const struct choosing *c, size_t column)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->order[i] == column)
			return i + 1;
	return 0;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	const struct choosing *c = ctx;
	int r = 0;
	for (size_t i = 0; !r && i < c->n; i++)
		r = list_add(list, &(struct row){{(int64_t)c->order[i] + 1}, i + 1}, err);
	for (size_t i = 0; !r && i < roster_column_count; i++)
		if (!place_of(c, i))
			r = list_add(list, &(struct row){{(int64_t)i + 1}, 0}, err);
	return r;
}

static void write_back(const struct choosing *c)
{
	size_t used = 0;
	c->codes[0] = '\0';
	for (size_t i = 0; i < c->n; i++)
		used += (size_t)snprintf(c->codes + used, ROSTER_CODES_MAX - used, "%s%s",
			i ? " " : "", roster_columns[c->order[i]].code);
}

static void move(struct choosing *c, size_t place, int by)
{
	size_t to = place + (size_t)by;
	if (!place || to < 1 || to > c->n)
		return;
	size_t swap = c->order[place - 1];
	c->order[place - 1] = c->order[to - 1];
	c->order[to - 1] = swap;
}

static void toggle(struct choosing *c, size_t column)
{
	size_t place = place_of(c, column);
	if (!place && c->n < ROSTER_COLUMNS_MAX)
		c->order[c->n++] = column;
	/* a list has a column at least */
	if (place && c->n > 1) {
		memmove(&c->order[place - 1], &c->order[place], (c->n - place) * sizeof *c->order);
		c->n--;
	}
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct choosing *c = ctx;
	size_t column = (size_t)on->ids[0] - 1;
	(void)err;
	if (action == ACT_TOGGLE)
		toggle(c, column);
	else
		move(c, place_of(c, column), action == ACT_UP ? -1 : 1);
	write_back(c);
	list_show(app, on->ids[0]);
	return 0;
}

static const struct list_ops ops = {
	.name = "columns",
	.title = N_("Columns of the list"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.act = act,
	.done = free,
};

int roster_choose_open(struct app *app, char codes[ROSTER_CODES_MAX], struct err *err)
{
	struct choosing *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->codes = codes;
	for (const char *s = codes; *s; s += strspn(s, " ")) {
		char code[40];
		size_t n = strcspn(s, " ");
		snprintf(code, sizeof code, "%.*s", (int)n, s);
		const struct roster_column *found = roster_column_of(code);
		if (found && c->n < ROSTER_COLUMNS_MAX)
			c->order[c->n++] = (size_t)(found - roster_columns);
		s += n;
	}
	return list_open(app, &ops, c, err);
}
