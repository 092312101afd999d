/* How a file is probably meant: where the heads stand and what the columns are. */
#include "exchange/plan_own.h"

#include "base/i18n.h"
#include "viet/heading.h"

#include <ctype.h>
#include <string.h>

enum { HEAD_ROWS = 30, NAMES_MIN = 2, AREAS_MAX = 20000 };

/* ---- heads ------------------------------------------------------------------------------------------- */

struct head {
	size_t row, rows;
	int score;
	bool has_all; /* every column that the list needs */
};

/* What stands above the cell of a head's second row: in its own column, or in the merged area that covers it; where a
 * file keeps no areas (CSV), to the left. */
static int text_above(const struct workbook *w, const struct workbook_sheet *s, size_t row,
	size_t column, const struct plan_column *columns, struct strbuf *ret, struct err *err)
{
	size_t from = column;
	for (size_t i = 0; i < s->merged_count && i < AREAS_MAX; i++) {
		const struct workbook_area *a = &s->merged[i];
		if (row >= a->row && row < a->row + a->rows && column >= a->column &&
			column < a->column + a->columns)
			return plan_text(
				w, s, a->row, a->column, &columns[a->column], ret, NULL, err);
	}
	if (!s->merged_count)
		while (from && workbook_cell(s, row, from).kind == RAW_EMPTY)
			from--;
	return plan_text(w, s, row, from, &columns[from], ret, NULL, err);
}

struct heading {
	struct strbuf above, own;
};

static int read_heading(const struct workbook *w, const struct workbook_sheet *s,
	const struct head *h, size_t column, const struct plan_column *columns, struct heading *ret,
	struct err *err)
{
	const struct plan_column *as = &columns[column];
	*ret = (struct heading){0};
	int r = plan_text(w, s, h->row + h->rows - 1, column, as, &ret->own, NULL, err);
	if (!r && h->rows > 1)
		r = ret->own.len ? text_above(w, s, h->row, column, columns, &ret->above, err)
				 : plan_text(w, s, h->row, column, as, &ret->own, NULL, err);
	if (!r && ret->own.len)
		r = plan_tidy(&ret->own, 0, err);
	if (!r && ret->above.len)
		r = plan_tidy(&ret->above, 0, err);
	return r;
}

static void heading_done(struct heading *h)
{
	strbuf_done(&h->above);
	strbuf_done(&h->own);
}

static int match_words(
	const struct matcher *m, const char *a, const char *b, struct match *ret, struct err *err)
{
	CLEANUP_FREE char *key = NULL;
	CLEANUP(strbuf_done) struct strbuf joined = {0};
	strbuf_addf(&joined, *b ? "%s %s" : "%s%s", a, b);
	int r = joined.failed ? ERR_OOM(err) : heading_key(strbuf_str(&joined), &key, err);
	/* what is no clean text is no heading that is known */
	if (r == ERR_INVALID)
		return 0;
	if (!r)
		*ret = matcher_find(m, key);
	return r;
}

/* "Quyết định kết nạp" over "Số": as one, the other way round, the lower one by itself. */
static int match_heading(
	const struct matcher *m, const struct heading *h, struct match *ret, struct err *err)
{
	const char *above = strbuf_str(&h->above), *own = strbuf_str(&h->own);
	*ret = (struct match){.field = PLAN_IGNORED, .known = PLAN_UNKNOWN};
	int r = 0;
	if (*above)
		r = match_words(m, above, own, ret, err);
	if (!r && *above && ret->known == PLAN_UNKNOWN)
		r = match_words(m, own, above, ret, err);
	if (!r && ret->known == PLAN_UNKNOWN)
		r = match_words(m, own, "", ret, err);
	return r;
}

static int score_head(const struct workbook *w, const struct workbook_sheet *s,
	const struct matcher *m, const struct plan_column *columns, struct head *h, struct err *err)
{
	bool has[COLUMNS_MAX] = {false};
	h->score = 0;
	h->has_all = true;
	for (size_t c = 0; c < s->columns; c++) {
		struct heading heading;
		struct match match;
		int r = read_heading(w, s, h, c, columns, &heading, err);
		if (!r)
			r = match_heading(m, &heading, &match, err);
		heading_done(&heading);
		if (r)
			return r;
		if (match.field < 0 || has[match.field])
			continue;
		has[match.field] = true;
		h->score++;
	}
	for (size_t i = 0; i < m->table->n; i++)
		h->has_all &= has[i] || !m->table->columns[i].is_required;
	return 0;
}

static bool is_better(const struct head *a, const struct head *b)
{
	if (a->has_all != b->has_all)
		return a->has_all;
	/* a line above that says nothing is no part of the head */
	return a->score > b->score || (a->score == b->score && a->rows < b->rows);
}

static int find_head(const struct workbook *w, const struct workbook_sheet *s,
	const struct matcher *m, const struct plan_column *columns, struct head *ret,
	struct err *err)
{
	*ret = (struct head){0};
	for (size_t row = 0; row < s->rows && row < HEAD_ROWS; row++)
		for (size_t rows = 1; rows <= 2 && row + rows <= s->rows; rows++) {
			struct head h = {.row = row, .rows = rows};
			int r = score_head(w, s, m, columns, &h, err);
			if (r)
				return r;
			if (h.score >= NAMES_MIN && is_better(&h, ret))
				*ret = h;
			if (s->is_headed)
				break;
		}
	return 0;
}

int plan_head_fit(const struct workbook *w, const struct workbook_sheet *s, const struct matcher *m,
	const struct plan_column *columns, size_t *ret_named, bool *ret_has_all, struct err *err)
{
	struct head h;
	int r = find_head(w, s, m, columns, &h, err);
	*ret_named = r ? 0 : (size_t)h.score;
	*ret_has_all = !r && h.rows && h.has_all;
	return r;
}

/* ---- columns ----------------------------------------------------------------------------------------- */

static int name_column(const struct heading *h, struct plan_column *c, struct err *err)
{
	free(c->heading);
	c->heading = mem_printf(
		"%s%s%s", strbuf_str(&h->above), h->above.len ? " · " : "", strbuf_str(&h->own));
	return c->heading ? 0 : ERR_OOM(err);
}

/* "Column 3", where there is no head. */
static int number_column(struct plan_column *c, size_t i, struct err *err)
{
	free(c->heading);
	c->heading = mem_printf(_("Column %zu"), i + 1);
	return c->heading ? 0 : ERR_OOM(err);
}

/* ---- fields ------------------------------------------------------------------------------------------ */

struct guess {
	const struct matcher *m;
	struct plan_sheet *s;
	struct match *match; /* by column */
	char **key;
};

static void unknown(struct guess *g, size_t c)
{
	g->match[c] = (struct match){.field = PLAN_IGNORED, .known = PLAN_UNKNOWN};
}

static bool is_field(const struct guess *g, size_t c, int field)
{
	return c < g->s->column_count && g->match[c].field == field;
}

/* A bare "Ngày QĐ" belongs to the number beside it. */
static bool stands_by_pair(const struct guess *g, size_t c, int pair)
{
	return (c && is_field(g, c - 1, pair)) || is_field(g, c + 1, pair);
}

/* "Số QĐ mở lớp" beside "Ngày QĐ": the day is that of another paper than the list means. */
static bool is_of_other(const struct guess *g, size_t c)
{
	const char *key = g->key[c];
	if (strncmp(key, "ngay ", 5) != 0)
		return false;
	size_t n = strlen(key + 5);
	for (int step = -1; step <= 1; step += 2) {
		size_t at = c + (size_t)step;
		if ((!c && step < 0) || at >= g->s->column_count)
			continue;
		const char *other = g->key[at];
		if (strncmp(other, "so ", 3) == 0 && strncmp(other + 3, key + 5, n) == 0 &&
			other[3 + n] == ' ' && g->match[at].known == PLAN_UNKNOWN)
			return true;
	}
	return false;
}

/* Of several columns for one field: what people said, else the heading that is nearest to the list's own, else the one
 * that stands by its number. Where none of this tells, a day that may belong to several papers is nobody's; any other
 * field stays with all of them, and people choose. */
static void settle_field(struct guess *g, int field)
{
	const struct column *column = &g->m->table->columns[field];
	int pair = column->pair - 1, best = 0, n_best = 0, n = 0, n_by = 0;
	for (size_t c = 0; c < g->s->column_count; c++) {
		if (g->match[c].field != field)
			continue;
		int rank = g->match[c].known == PLAN_REMEMBERED ? -1 : g->match[c].rank;
		n_best = !n || rank < best ? 1 : n_best + (rank == best);
		best = !n || rank < best ? rank : best;
		n++;
		n_by += pair >= 0 && stands_by_pair(g, c, pair);
	}
	for (size_t c = 0; c < g->s->column_count && n; c++) {
		if (g->match[c].field != field)
			continue;
		bool is_remembered = g->match[c].known == PLAN_REMEMBERED;
		int rank = is_remembered ? -1 : g->match[c].rank;
		bool by = pair >= 0 && stands_by_pair(g, c, pair);
		bool stays = n == 1 || (rank == best && n_best == 1);
		if (!stays && rank == best)
			stays = pair < 0 || (by && n_by == 1);
		if (stays && !is_remembered && pair >= 0 && !by && is_of_other(g, c))
			stays = false;
		if (!stays)
			unknown(g, c);
	}
}

static int guess_columns(
	const struct workbook *w, const struct workbook_sheet *s, struct guess *g, struct err *err)
{
	struct head h = {.row = g->s->head, .rows = g->s->head_rows};
	int r = 0;
	for (size_t c = 0; !r && c < g->s->column_count; c++) {
		struct plan_column *column = &g->s->columns[c];
		struct heading heading = {0};
		unknown(g, c);
		if (h.rows) {
			r = read_heading(w, s, &h, c, g->s->columns, &heading, err);
			if (!r)
				r = match_heading(g->m, &heading, &g->match[c], err);
		}
		if (!r)
			r = h.rows ? name_column(&heading, column, err)
				   : number_column(column, c, err);
		if (!r && heading_key(strbuf_str(&heading.own), &g->key[c], NULL))
			r = (g->key[c] = mem_strdup("")) ? 0 : ERR_OOM(err);
		heading_done(&heading);
	}
	/* the numbers first, for the days stand by them */
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; !r && i < g->m->table->n; i++)
			if ((pass == 1) == (g->m->table->columns[i].pair > 0))
				settle_field(g, (int)i);
	for (size_t c = 0; !r && c < g->s->column_count; c++) {
		g->s->columns[c].field = g->match[c].field;
		g->s->columns[c].known = g->match[c].known;
	}
	return r;
}

static int guess_fields(const struct workbook *w, const struct workbook_sheet *s,
	const struct matcher *m, struct plan_sheet *ret, struct err *err)
{
	size_t n = ret->column_count;
	struct guess g = {.m = m, .s = ret};
	g.match = mem_alloc((n + 1) * sizeof *g.match);
	g.key = mem_alloc((n + 1) * sizeof *g.key);
	int r = g.match && g.key ? guess_columns(w, s, &g, err) : ERR_OOM(err);
	for (size_t c = 0; g.key && c < n; c++)
		free(g.key[c]);
	free(g.key);
	free(g.match);
	return r;
}

/* ---- sheets ------------------------------------------------------------------------------------------ */

static int year_in(const char *s)
{
	for (; *s; s++) {
		int y = 0, n = 0;
		while (n < 5 && isdigit((unsigned char)s[n]))
			y = y * 10 + (s[n++] - '0');
		if (n == 4 && y >= 1990 && y <= 2100)
			return y;
		s += n ? n - 1 : 0;
	}
	return 0;
}

/* Where the head stands, and what it says. */
static int read_head(const struct workbook *w, const struct workbook_sheet *s,
	const struct matcher *m, struct plan_sheet *ret, struct err *err)
{
	struct head h;
	int r = find_head(w, s, m, ret->columns, &h, err);
	if (r)
		return r;
	/* a single table is the one that is meant, and its first row its head, even if little of it is known */
	bool is_single = w->sheet_count == 1 && s->rows;
	if (is_single && !h.rows)
		h.rows = 1;
	ret->head = h.row;
	ret->head_rows = h.rows;
	ret->is_used = is_single || (h.has_all && h.rows && !s->is_hidden);
	return guess_fields(w, s, m, ret, err);
}

static int guess_sheet(const struct workbook *w, size_t i, const struct matcher *m,
	struct plan_sheet *ret, struct err *err)
{
	const struct workbook_sheet *s = &w->sheets[i];
	ret->year = year_in(s->name);
	ret->columns = mem_alloc((s->columns + 1) * sizeof *ret->columns);
	if (!ret->columns)
		return ERR_OOM(err);
	ret->column_count = s->columns;
	int r = plan_judge_columns(w, s, ret->columns, err);
	return r ? r : read_head(w, s, m, ret, err);
}

int plan_guess(struct db *db, const struct workbook *w, enum import_kind kind, struct plan *ret,
	struct err *err)
{
	struct plan p = {.kind = kind, .sheet_count = w->sheet_count};
	struct matcher m;
	int r = matcher_open(db, w, kind, &m, err);
	if (r)
		return r;
	p.sheets = mem_alloc((w->sheet_count + 1) * sizeof *p.sheets);
	if (!p.sheets)
		r = ERR_OOM(err);
	for (size_t i = 0; !r && i < w->sheet_count; i++)
		r = guess_sheet(w, i, &m, &p.sheets[i], err);
	for (size_t i = 0; !r && i < w->sheet_count; i++)
		r = plan_guess_cell(db, w, &p, i, err);
	if (!r)
		r = plan_remember(db, &p, err);
	matcher_done(&m);
	if (r)
		plan_done(&p);
	else
		*ret = p;
	return r;
}

int plan_find_heads(struct db *db, const struct workbook *w, struct plan *p, struct err *err)
{
	struct matcher m;
	int r = matcher_open(db, w, p->kind, &m, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < p->sheet_count; i++)
		r = read_head(w, &w->sheets[i], &m, &p->sheets[i], err);
	for (size_t i = 0; !r && i < p->sheet_count; i++)
		r = plan_guess_cell(db, w, p, i, err);
	matcher_done(&m);
	return r;
}

int plan_set_head(struct db *db, const struct workbook *w, struct plan *p, size_t sheet,
	size_t head, size_t head_rows, struct err *err)
{
	struct plan_sheet *s = sheet < p->sheet_count ? &p->sheets[sheet] : NULL;
	struct matcher m;
	if (!s || head_rows > 2 || head + head_rows > w->sheets[sheet].rows)
		return ERR(err, ERR_INVALID, "head", "%zu", head + 1);
	int r = matcher_open(db, w, p->kind, &m, err);
	if (r)
		return r;
	s->head = head;
	s->head_rows = head_rows;
	r = guess_fields(w, &w->sheets[sheet], &m, s, err);
	matcher_done(&m);
	return r;
}
