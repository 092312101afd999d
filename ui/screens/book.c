/* One list for the records of all books: its columns are the fields that are listed. */
#include "ui/screens/book_own.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ACT_OPEN = 1, ACT_ADD, ACT_EDIT, ACT_REMOVE, ACT_BEFORE, ACT_AFTER, ACT_ALL };

static const struct action common[] = {
	{ACT_OPEN, "Enter", N_("open"), N_("All of this record."), ACTION_ROW},
	{ACT_ADD, "a F7", N_("add"), N_("A new record."), ACTION_WRITE},
	{ACT_EDIT, "e F4", N_("edit"), N_("Change this record."), ACTION_WRITE | ACTION_ROW},
	{ACT_REMOVE, "d F8", N_("remove"), N_("Take out a record that was made by mistake."),
		ACTION_WRITE | ACTION_ROW},
	{ACT_BEFORE, "[", N_("year before"), N_("The year before.")},
	{ACT_AFTER, "]", N_("year after"), N_("The year after.")},
	{ACT_ALL, "y", N_("all years"), N_("All years, and back to this one.")},
};
static const struct action all_obstacles = {ACT_ALL, "y", N_("ended too"),
	N_("Those that have ended too, and back to those that stand in the way.")};

static const struct book_line *at(const void *row)
{
	return row;
}

/* ---- reading ---------------------------------------------------------------------------------------- */

static void row_done(void *row)
{
	struct book_line *r = row;
	for (size_t i = 0; i < BOOK_FIELDS_MAX; i++) {
		free(r->words[i]);
		free(r->raw[i]);
	}
}

/* Where others have their next step, an obstacle that is over says how it ended. */
static bool is_end_shown(const struct book_list *l, const struct book_row *row, size_t i)
{
	return l->kind == BOOK_OBSTACLE && (int)i == book_column(l->kind, "next_step") &&
	       *book_text(l->kind, row, "ended_on");
}

/* Of a school without "Trường": what tells it from the others stands at its end. */
static void cut_school(struct strbuf *b, const struct book_field *f)
{
	static const char school[] = "Trường ";
	size_t n = sizeof school - 1;
	if (f->type != BOOK_CELL || strncmp(strbuf_str(b), school, n) != 0)
		return;
	memmove(b->s, b->s + n, b->len - n + 1);
	b->len -= n;
}

static int read_code(struct book_list *l, const char *cell, struct book_line *ret, struct err *err)
{
	CLEANUP_FREE char *code = NULL;
	int r = cell_code_of(l->office->db, (struct cell_id){atoll(cell)}, &code, err);
	snprintf(ret->code, sizeof ret->code, "%s", code ? code : "");
	return r;
}

/* Rows often say what the row before them says: the same cell, the same member. */
static int add_field(struct book_list *l, const struct book_row *from,
	const struct book_row *before, const struct book_line *last, size_t i,
	struct book_line *ret, struct err *err)
{
	const char *value = from->v[i];
	struct strbuf b = {0};
	int r = 0;
	if (value && !(ret->raw[i] = mem_strdup(value)))
		return ERR_OOM(err);
	if (is_end_shown(l, from, i))
		strbuf_addf(&b, "✓ %s", book_text(l->kind, from, "outcome"));
	else if (value && before && before->v[i] && !is_end_shown(l, before, i) &&
		 strcmp(value, before->v[i]) == 0)
		strbuf_add(&b, last->words[i] ? last->words[i] : "");
	else
		r = book_cell_add(l->office->db, &b, l->kind, from, i, err);
	if (!r && value && book_of(l->kind)->fields[i].type == BOOK_CELL) {
		if (before && before->v[i] && strcmp(value, before->v[i]) == 0)
			snprintf(ret->code, sizeof ret->code, "%s", last->code);
		else
			r = read_code(l, value, ret, err);
	}
	cut_school(&b, &book_of(l->kind)->fields[i]);
	if (!r && b.len && !(ret->words[i] = strbuf_take(&b)))
		r = ERR_OOM(err);
	strbuf_done(&b);
	return r;
}

static bool is_shown(const struct book_list *l, const struct book_row *row)
{
	return l->kind != BOOK_OBSTACLE || l->is_all || !*book_text(l->kind, row, "ended_on");
}

static int add_rows(
	struct book_list *l, struct list *list, const struct book_rows *rows, struct err *err)
{
	const struct book *book = book_of(l->kind);
	const struct book_row *before = NULL;
	struct book_line last = {0};
	int r = 0;
	for (size_t k = 0; !r && k < rows->n; k++) {
		struct book_line row = {.row = {rows->v[k].id}};
		if (!is_shown(l, &rows->v[k]))
			continue;
		for (size_t i = 0; !r && i < book->field_count; i++)
			if (book->fields[i].listed)
				r = add_field(l, &rows->v[k], before, &last, i, &row, err);
		if (!r)
			r = list_add(list, &row, err);
		if (r)
			row_done(&row);
		last = row;
		before = &rows->v[k];
	}
	return r;
}

static bool has_resolution(const struct book_rows *rows, int64_t cell)
{
	for (size_t i = 0; i < rows->n; i++)
		if (book_id(BOOK_RESOLUTION, &rows->v[i], "cell_id") == cell)
			return true;
	return false;
}

static int add_without(struct book_list *l, int64_t id, struct strbuf *b, long *n, struct err *err)
{
	struct date today = clock_today(), end = {(short)l->year, 12, 31};
	struct cell c;
	int r = cell_load(l->office->db, (struct cell_id){id}, (struct date){0}, &c, err);
	if (r)
		return r;
	bool is_there =
		(!date_is_set(c.valid_to) || date_cmp(c.valid_to, date_min(today, end)) > 0) &&
		(!date_is_set(c.valid_from) || date_cmp(c.valid_from, end) <= 0);
	if (is_there) {
		strbuf_addf(b, "%s%s", *n ? ", " : "", cell_short_name(c.name));
		(*n)++;
	}
	cell_done(&c);
	return 0;
}

/* The cells without a resolution of the year, hamlets first. */
static int read_foot(struct book_list *l, const struct book_rows *rows, struct err *err)
{
	CLEANUP_FREE int64_t *ids = NULL;
	struct strbuf b = {0};
	size_t count = 0;
	long n = 0;
	l->foot[0] = '\0';
	if (l->kind != BOOK_RESOLUTION || !l->year || l->q.cell.v)
		return 0;
	int r = db_read_ids(db_begin(l->office->db, DBQ_CELLS_IN_ORDER, err), &ids, &count, err);
	for (size_t i = 0; !r && i < count; i++)
		if (!has_resolution(rows, ids[i]))
			r = add_without(l, ids[i], &b, &n, err);
	if (!r && n) {
		int used = snprintf(l->foot, sizeof l->foot,
			P_("! %ld cell without: ", "! %ld cells without: ", (unsigned long)n), n);
		/* cut at a character by the drawing; here at a byte that begins one */
		size_t room = sizeof l->foot - (size_t)used - 1, len = b.len < room ? b.len : room;
		while (len < b.len && len && ((unsigned char)b.s[len] & 0xC0) == 0x80)
			len--;
		memcpy(l->foot + used, strbuf_str(&b), len);
		l->foot[(size_t)used + len] = '\0';
	}
	strbuf_done(&b);
	return r;
}

static int load(void *ctx, struct list *list, struct err *err)
{
	struct book_list *l = ctx;
	struct book_query q = l->q;
	struct book_rows rows = {0};
	if (l->year) {
		q.from = (struct date){(short)l->year, 1, 1};
		q.to = (struct date){(short)l->year, 12, 31};
	}
	int r = book_read(l->office->db, l->kind, &q, &rows, err);
	if (!r)
		r = read_foot(l, &rows, err);
	if (!r)
		r = add_rows(l, list, &rows, err);
	book_rows_done(&rows);
	return r;
}

static void foot(void *ctx, struct strbuf *ret)
{
	strbuf_add(ret, ((struct book_list *)ctx)->foot);
}

static void title_text(void *ctx, struct strbuf *ret)
{
	const struct book_list *l = ctx;
	char from[DATE_TEXT], to[DATE_TEXT];
	strbuf_add(ret, l->kind == BOOK_TERM && l->q.parent
				? _(term_list_label((enum term_list)l->q.parent))
				: _(book_of(l->kind)->title));
	if (l->title)
		strbuf_addf(ret, " · %s", l->title);
	if (l->year)
		strbuf_addf(ret, _(" · year %d"), l->year);
	else if (date_is_set(l->q.from) || date_is_set(l->q.to))
		strbuf_addf(ret, " · %s – %s", date_to_user(l->q.from, from),
			date_to_user(l->q.to, to));
	else if (book_of(l->kind)->has_days)
		strbuf_add(ret, _(" · all years"));
	if (l->kind == BOOK_OBSTACLE)
		strbuf_add(ret, l->is_all ? _(" · all") : _(" · still in the way"));
}

/* ---- acting ------------------------------------------------------------------------------------------ */

/* The column of the record that those of this book belong to; NULL: to none. */
static const char *parent_of(enum book_kind kind)
{
	static const char *const columns[BOOK_KINDS] = {[BOOK_TERM] = "list",
		[BOOK_DUTY] = "resolution_id",
		[BOOK_DIRECTIVE_CELL] = "directive_id"};
	return columns[kind];
}

/* What a new record gets from the list that it is made in. */
static int begin_new(const struct book_list *l, struct book_row *row, struct err *err)
{
	const char *parent = parent_of(l->kind);
	int r = 0;
	if (book_column(l->kind, "cell_id") >= 0)
		r = book_set_id(l->kind, row, "cell_id", l->q.cell.v, err);
	if (!r && book_column(l->kind, "person_id") >= 0)
		r = book_set_id(l->kind, row, "person_id", l->q.person.v, err);
	if (!r && l->year && book_column(l->kind, "year") >= 0)
		r = book_set_id(l->kind, row, "year", l->year, err);
	return !r && parent ? book_set_id(l->kind, row, parent, l->q.parent, err) : r;
}

/* The next place of the paper sheet. */
static int number_duty(const struct book_list *l, struct book_row *row, struct err *err)
{
	struct book_rows rows = {0};
	int64_t last = 0;
	if (l->kind != BOOK_DUTY)
		return 0;
	int r = book_read(l->office->db, BOOK_DUTY, &l->q, &rows, err);
	for (size_t i = 0; !r && i < rows.n; i++) {
		int64_t n = book_id(BOOK_DUTY, &rows.v[i], "position");
		last = n > last ? n : last;
	}
	book_rows_done(&rows);
	if (!r)
		r = book_set_id(BOOK_DUTY, row, "position", last + 1, err);
	return r ? r : book_set(BOOK_DUTY, row, "find", "1", err);
}

static int add(struct app *app, struct book_list *l, struct err *err)
{
	struct book_row row = {0};
	int64_t id = 0;
	int r = begin_new(l, &row, err);
	if (!r)
		r = number_duty(l, &row, err);
	if (!r)
		r = book_form(app, l->kind, &row, &id, err);
	book_row_done(&row);
	if (!r)
		list_show(app, id);
	return r;
}

static int do_deed(struct app *app, struct book_list *l, const struct book_deed *deed,
	const struct chosen *on, struct err *err)
{
	struct book_row row;
	if (!(deed->action.flags & ACTION_ROW))
		return deed->act(app, l, NULL, err);
	int r = book_load(l->office->db, l->kind, on->ids[0], &row, err);
	if (r)
		return r;
	r = deed->act(app, l, &row, err);
	book_row_done(&row);
	return r;
}

static void turn_year(struct book_list *l, int by)
{
	if (l->year)
		l->year += by;
	else
		l->year = date_is_set(l->q.to) ? l->q.to.year : clock_today().year;
}

static void turn_all(struct book_list *l)
{
	if (l->kind == BOOK_OBSTACLE)
		l->is_all = !l->is_all;
	else
		l->year = l->year ? 0 : clock_today().year;
	if (book_of(l->kind)->has_days)
		l->q.from = l->q.to = (struct date){0};
}

static int act(struct app *app, void *ctx, int action, const struct chosen *on, struct err *err)
{
	struct book_list *l = ctx;
	if (action >= BOOK_DEEDS)
		return do_deed(app, l, &book_deeds[action - BOOK_DEEDS], on, err);
	switch (action) {
	case ACT_OPEN:
	case ACT_EDIT:
		return book_edit(app, l->kind, on->ids[0], err);
	case ACT_ADD:
		return add(app, l, err);
	case ACT_REMOVE:
		return book_ask_remove(app, l->kind, on->ids[0], err);
	case ACT_BEFORE:
	case ACT_AFTER:
		turn_year(l, action == ACT_BEFORE ? -1 : 1);
		return 0;
	case ACT_ALL:
		turn_all(l);
		return 0;
	default:
		return 0;
	}
}

static bool can_deed(const struct book_list *l, const struct book_deed *deed, const void *row)
{
	struct book_row as = {0};
	if (!deed->can)
		return true;
	if (row) {
		as.id = at(row)->row.id;
		memcpy(as.v, at(row)->raw, sizeof as.v);
	}
	return deed->can(l, &as);
}

static bool can(void *ctx, int action, const void *row)
{
	const struct book_list *l = ctx;
	if (action >= BOOK_DEEDS)
		return can_deed(l, &book_deeds[action - BOOK_DEEDS], row);
	/* what belongs to a record is added where that one is known */
	if (action == ACT_ADD && parent_of(l->kind) && !l->q.parent)
		return false;
	/* what is shipped is only renamed or closed */
	if (action == ACT_REMOVE && l->kind == BOOK_TERM && row) {
		struct book_row term;
		if (book_load(l->office->db, BOOK_TERM, at(row)->row.id, &term, NULL))
			return false;
		bool is_own = !*book_text(BOOK_TERM, &term, "code");
		book_row_done(&term);
		return is_own;
	}
	return true;
}

/* ---- opening ---------------------------------------------------------------------------------------- */

static const struct book_deed *deed_with(enum book_kind kind, const char *keys)
{
	for (size_t i = 0; i < book_deed_count; i++)
		if (book_deeds[i].kind == kind && strcmp(book_deeds[i].action.keys, keys) == 0)
			return &book_deeds[i];
	return NULL;
}

static bool is_offered(const struct book_list *l, const struct action *a)
{
	bool has_years = book_of(l->kind)->has_days;
	if (a->id == ACT_BEFORE || a->id == ACT_AFTER)
		return has_years;
	return a->id != ACT_ALL || has_years || l->kind == BOOK_OBSTACLE;
}

static struct action deed_action(const struct book_deed *deed)
{
	struct action a = deed->action;
	a.id = BOOK_DEEDS + (int)(deed - book_deeds);
	return a;
}

static void make_actions(struct book_list *l)
{
	size_t n = 0;
	for (size_t i = 0; i < ARRAY_LEN(common); i++) {
		const struct book_deed *instead = deed_with(l->kind, common[i].keys);
		if (instead)
			l->actions[n++] = deed_action(instead);
		else if (common[i].id == ACT_ALL && l->kind == BOOK_OBSTACLE)
			l->actions[n++] = all_obstacles;
		else if (is_offered(l, &common[i]))
			l->actions[n++] = common[i];
		/* the deeds of this book come before the years */
		for (size_t k = 0; common[i].id == ACT_ADD && k < book_deed_count; k++) {
			const char *keys = book_deeds[k].action.keys;
			bool is_instead = false;
			for (size_t m = 0; m < ARRAY_LEN(common); m++)
				is_instead = is_instead || strcmp(common[m].keys, keys) == 0;
			if (book_deeds[k].kind == l->kind && !is_instead)
				l->actions[n++] = deed_action(&book_deeds[k]);
		}
	}
}

/* What happened last stands first, where a book is one of days; 0: it has its own order. */
static int day_column(const struct book_list *l)
{
	int i = book_column(l->kind, "on_date");
	bool is_of_days = i >= 0 && book_of(l->kind)->has_days && l->kind != BOOK_RESOLUTION;
	return is_of_days && book_is_listed(l, &book_of(l->kind)->fields[i]) ? i + 1 : 0;
}

static void done(void *ctx)
{
	struct book_list *l = ctx;
	free(l->title);
	free(l);
}

/* From 1/1 to 31/12: a year, from which [ and ] go on. */
static bool is_year(const struct book_query *q)
{
	return date_is_full(q->from) && q->from.month == 1 && q->from.day == 1 &&
	       date_cmp(q->to, (struct date){q->from.year, 12, 31}) == 0;
}

int book_open(struct app *app, enum book_kind kind, const struct book_query *q, const char *title,
	struct err *err)
{
	struct book_list *l = mem_alloc(sizeof *l);
	if (!l)
		return ERR_OOM(err);
	*l = (struct book_list){.office = app_data(app), .kind = kind, .q = *q};
	if (title && !(l->title = mem_strdup(title))) {
		free(l);
		return ERR_OOM(err);
	}
	bool has_period = date_is_set(q->from) || date_is_set(q->to);
	if (is_year(q)) {
		l->year = q->from.year;
		l->q.from = l->q.to = (struct date){0};
	}
	/* the stock of a school is compared over the years */
	if (book_of(kind)->has_days && !has_period && !q->person.v && kind != BOOK_STAFF)
		l->year = clock_today().year;
	book_make_columns(l);
	make_actions(l);
	l->ops = (struct list_ops){.name = book_of(kind)->code,
		.title_text = title_text,
		.source = {.row_size = sizeof(struct book_line),
			.load = load,
			.row_done = row_done},
		.columns = l->columns,
		.actions = l->actions,
		.sort = day_column(l),
		.descending = true,
		.empty = book_of(kind)->empty,
		.can = can,
		.act = act,
		.foot = kind == BOOK_RESOLUTION && !q->cell.v ? foot : NULL,
		.done = done};
	return list_open(app, &l->ops, l, err);
}
