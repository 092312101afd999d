/* Which columns a list of people has, and in which order. */
#include "base/i18n.h"
#include "base/mem.h"
#include "core/book.h"
#include "ui/ask.h"
#include "ui/screens/roster_own.h"
#include "viet/text.h"

#include <string.h>

void roster_choice_from(struct roster_choice *c, const char *codes)
{
	*c = (struct roster_choice){0};
	while (*codes) {
		char code[40];
		size_t n = strcspn(codes, " ,"), kept = n < sizeof code ? n : sizeof code - 1;
		memcpy(code, codes, kept);
		code[kept] = '\0';
		const struct roster_column *column = n ? roster_column_of(code) : NULL;
		if (column && c->n < ROSTER_COLUMNS_MAX)
			c->v[c->n++] = (int)(column - roster_columns);
		codes += n + strspn(codes + n, " ,");
	}
}

char *roster_choice_codes(const struct roster_choice *c)
{
	struct strbuf b = {0};
	for (int i = 0; i < c->n; i++)
		strbuf_addf(&b, "%s%s", i ? " " : "", roster_columns[c->v[i]].code);
	return strbuf_take(&b);
}

/* ---- choosing --------------------------------------------------------------------------------------- */

struct choosing {
	const struct roster *roster;
	struct roster_choice *choice;
};
struct row {
	struct list_row row; /* the place in roster_columns, from 1 */
	int place;	     /* among those that are shown, from 1; 0: not shown */
};
enum { ACT_DONE = 1, ACT_TAKE, ACT_UP, ACT_DOWN, ACT_OWN };

static const struct row *at(const void *row)
{
	return row;
}

static void place_text(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	if (at(row)->place)
		strbuf_addf(ret, "✓ %d", at(row)->place);
}

static void title_of(const void *row, void *ctx, struct strbuf *ret)
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

static const struct column columns[] = {{N_("Shown"), .min = 5, .ideal = 6, .text = place_text},
	{N_("Column"), .min = 30, .ideal = 34, .find = true, .text = title_of},
	{"", .min = 20, .ideal = 40, .grow = true, .drop = 1, .text = note_text}, {0}};

static const struct action actions[] = {
	{ACT_DONE, "Enter F2", N_("show the list"), N_("The list with these columns.")},
	{ACT_TAKE, "Space", N_("take/leave"), N_("Show this column, or leave it out."), ACTION_ROW},
	{ACT_UP, "u", N_("earlier"), N_("This column one place further left."), ACTION_ROW},
	{ACT_DOWN, "d", N_("later"), N_("This column one place further right."), ACTION_ROW},
	{ACT_OWN, "m", N_("as it comes"), N_("The columns that this list comes with.")}, {0}};

static int place_of(const struct roster_choice *c, int column)
{
	int i = 0;
	while (i < c->n && c->v[i] != column)
		i++;
	return i;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	const struct roster_choice *c = ((struct choosing *)ctx)->choice;
	int r = 0;
	for (int i = 0; !r && i < c->n; i++)
		r = list_add(list, &(struct row){{c->v[i] + 1}, i + 1}, err);
	for (int i = 0; !r && i < (int)roster_column_count; i++)
		if (place_of(c, i) == c->n)
			r = list_add(list, &(struct row){{i + 1}, 0}, err);
	return r;
}

static bool can(void *ctx, int action, const void *row)
{
	const struct choosing *c = ctx;
	switch (action) {
	case ACT_UP:
		return row && at(row)->place > 1;
	case ACT_DOWN:
		return row && at(row)->place && at(row)->place < c->choice->n;
	default:
		return true;
	}
}

static void take(struct roster_choice *c, int column)
{
	int i = place_of(c, column);
	if (i == c->n && c->n < ROSTER_COLUMNS_MAX) {
		c->v[c->n++] = column;
	} else if (i < c->n) {
		memmove(c->v + i, c->v + i + 1, (size_t)(c->n - i - 1) * sizeof *c->v);
		c->n--;
	}
}

static void move(struct roster_choice *c, int column, int by)
{
	int i = place_of(c, column), other = c->v[i + by];
	c->v[i + by] = column;
	c->v[i] = other;
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct choosing *c = ctx;
	int column = on->n ? (int)on->ids[0] - 1 : 0;
	(void)err;
	switch (action) {
	case ACT_DONE:
		app_close(app);
		return 0;
	case ACT_TAKE:
		take(c->choice, column);
		if (!c->choice->n) {
			take(c->choice, column);
			app_say(app, "%s", _("A list has one column at least."));
		}
		break;
	case ACT_UP:
	case ACT_DOWN:
		move(c->choice, column, action == ACT_UP ? -1 : 1);
		break;
	case ACT_OWN:
		roster_choice_from(c->choice, c->roster->columns);
		break;
	}
	return 0;
}

static const struct list_ops ops = {
	.name = "list-columns",
	.title = N_("Columns of the list"),
	.source = {.row_size = sizeof(struct row), .load = load},
	.columns = columns,
	.actions = actions,
	.can = can,
	.act = act,
	.done = free,
};

int roster_choose_open(
	struct app *app, const struct roster *roster, struct roster_choice *choice, struct err *err)
{
	struct choosing *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	*c = (struct choosing){roster, choice};
	return list_open(app, &ops, c, err);
}

/* ---- saving ----------------------------------------------------------------------------------------- */

/* The record of that name, to be replaced; id 0: there is none. */
static int find_saved(
	struct db *db, const char *list, const char *name, struct book_row *ret, struct err *err)
{
	struct book_rows rows = {0};
	*ret = (struct book_row){0};
	int r = book_read(db, BOOK_SAVED_LIST, &(struct book_query){0}, &rows, err);
	for (size_t i = 0; !r && i < rows.n; i++)
		if (strcmp(book_text(BOOK_SAVED_LIST, &rows.v[i], "list"), list) == 0 &&
			strcmp(book_text(BOOK_SAVED_LIST, &rows.v[i], "name"), name) == 0) {
			ret->id = rows.v[i].id;
			ret->rev = rows.v[i].rev;
		}
	book_rows_done(&rows);
	return r;
}

static int put(struct db *db, const struct act_by *by, struct book_row *row, const char *list,
	const char *name, const char *codes, const char *order, struct err *err)
{
	int64_t id;
	int r = book_set(BOOK_SAVED_LIST, row, "list", list, err);
	if (!r)
		r = book_set(BOOK_SAVED_LIST, row, "name", name, err);
	if (!r)
		r = book_set(BOOK_SAVED_LIST, row, "columns", codes, err);
	if (!r)
		r = book_set(BOOK_SAVED_LIST, row, "order_by", order, err);
	return r ? r : book_save(db, by, BOOK_SAVED_LIST, row, &id, err);
}

int roster_save_choice(struct app *app, const struct roster *roster,
	const struct roster_choice *choice, const char *order, const char *name, char **ret,
	struct err *err)
{
	const struct office *office = app_data(app);
	CLEANUP_FREE char *codes = roster_choice_codes(choice), *typed = NULL;
	struct book_row row;
	if (!codes)
		return ERR_OOM(err);
	int r = ask_line(
		app, _("Save this choice of columns"), _("Name"), name ? name : "", &typed, err);
	if (!r)
		r = find_saved(office->db, roster->code, typed, &row, err);
	if (r)
		return r;
	if (row.id && (!name || strcmp(name, typed) != 0) &&
		!ask_confirm(app, _("Replace the saved list?"), typed, _("Replace")))
		return ERR_STOPPED;
	r = put(office->db, &office->by, &row, roster->code, typed, codes, order, err);
	book_row_done(&row);
	if (!r) {
		*ret = typed;
		typed = NULL;
	}
	return r;
}
