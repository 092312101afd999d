/* Widths: first what no word and no figure may go below, then room where it saves most lines. */
#include "module/pdf_grid.h"

#include "report/doc_walk.h"

#include <stdlib.h>
#include <string.h>

/* Everything is measured once, in letters of UNIT points: without hinting widths grow with the size. */
enum { UNIT = 10, MEASURED = 300, WORDS_MAX = 16, WORD_LETTERS = 30 };

struct words {
	size_t n;
	double v[WORDS_MAX], longest;
};

struct column {
	double least;	    /* the longest word, or the longest figure */
	struct words title; /* in bold */
	double text[MEASURED];
};

/* Of a row: the lines of the cell that has most, which cell that is, and of the one that comes after it. */
struct most {
	double lines, after;
	size_t c;
};

struct measure {
	struct pdf_grid *g;
	struct column *columns;
	size_t rows;	   /* that were measured */
	size_t seen, step; /* rows so far; each step-th of them is measured */
	struct most most[MEASURED];
	struct words group[PDF_COLUMNS]; /* at the first column of each */
	double space;
};

size_t pdf_group_end(const struct pdf_grid *g, size_t c)
{
	const char *group = g->t->columns[c].group;
	size_t end = c + 1;
	while (group && end < g->n && g->t->columns[end].group &&
		!strcmp(group, g->t->columns[end].group))
		end++;
	return end;
}

double pdf_indent(const struct doc_row *row)
{
	enum { STEP = 10, STEPS_MAX = 6 };
	int steps = row->indent < STEPS_MAX ? row->indent : STEPS_MAX;
	return steps > 0 ? STEP * steps : 0;
}

/* ---- measuring ------------------------------------------------------------------------------------- */

static double text_width(struct pdf *p, const char *text, int style)
{
	int w;
	pdf_set(p, p->layout, text, UNIT, style, 0, PANGO_ALIGN_LEFT);
	pango_layout_get_size(p->layout, &w, NULL);
	return (double)w / PANGO_SCALE;
}

/* A word longer than any word is breaks where it must: it widens its column no further. */
static size_t letters(const char *s, size_t n)
{
	size_t i = 0;
	for (int k = 0; i < n && k < WORD_LETTERS; k++)
		for (i++; i < n && ((unsigned char)s[i] & 0xC0) == 0x80; i++)
			continue;
	return i;
}

static struct words measure_words(struct pdf *p, const char *text, int style)
{
	struct words w = {0};
	char word[4 * WORD_LETTERS + 1];
	while (text && *text) {
		size_t n = strcspn(text, " \n"), k = letters(text, n);
		k = k < sizeof word - 1 ? k : sizeof word - 1;
		memcpy(word, text, k);
		word[k] = '\0';
		double width = text_width(p, word, style);
		w.longest = width > w.longest ? width : w.longest;
		if (k && w.n < WORDS_MAX)
			w.v[w.n++] = width;
		text += n + (text[n] != '\0');
	}
	return w;
}

static void measure_cell(struct pdf *p, struct measure *m, const struct doc_row *row, size_t c)
{
	struct column *to = &m->columns[c];
	const char *text = row->cells[c].text;
	int style = row->is_total ? PDF_BOLD : 0;
	double indent = c ? 0 : pdf_indent(row), all, word;
	if (!text || !*text)
		return;
	word = all = text_width(p, text, style) + indent;
	if (m->g->t->columns[c].weight)
		word = measure_words(p, text, style).longest + indent;
	to->least = word > to->least ? word : to->least;
	to->text[m->rows] = all;
}

/* There are more rows than anybody said: every other of those that are measured is forgotten. */
static void thin_out(struct measure *m)
{
	for (size_t c = 0; c < m->g->n; c++) {
		double *text = m->columns[c].text;
		for (size_t i = 0; i < MEASURED; i++)
			text[i] = 2 * i < MEASURED ? text[2 * i] : 0;
	}
	m->rows = MEASURED / 2;
	m->step *= 2;
}

static void measure_rows(struct pdf *p, struct measure *m, const struct doc_table *t)
{
	struct doc_walk walk;
	const struct doc_row *row;
	int r = doc_walk_begin(&walk, p->d, t, DOC_MEASURE, p->err);
	while (!r && (r = doc_walk_next(&walk, &row, p->err)) == 1) {
		r = 0;
		if (row->is_group || m->seen++ % m->step)
			continue;
		if (m->rows == MEASURED)
			thin_out(m);
		for (size_t c = 0; c < m->g->n; c++)
			measure_cell(p, m, row, c);
		m->rows++;
	}
	p->r = r;
}

/* Tables of the same heads look alike, from one end of the paper to the other. */
static bool is_alike(const struct doc_table *a, const struct doc_table *b)
{
	if (a->column_count != b->column_count)
		return false;
	for (size_t c = 0; c < a->column_count; c++) {
		const char *one = a->columns[c].title, *other = b->columns[c].title;
		if (strcmp(one ? one : "", other ? other : "") != 0 ||
			a->columns[c].weight != b->columns[c].weight)
			return false;
	}
	return true;
}

static const struct doc_table *alike(const struct pdf *p, const struct doc_table *t, size_t i)
{
	const struct doc_block *b = &p->d->blocks[i];
	return b->kind == DOC_TABLE && is_alike(&b->table, t) ? &b->table : NULL;
}

static void measure_all(struct pdf *p, struct measure *m)
{
	struct pdf_grid *g = m->g;
	size_t all = 0;
	const struct doc_table *t;
	m->space = text_width(p, "a a", 0) - text_width(p, "aa", 0);
	for (size_t c = 0, end; c < g->n; c = end) {
		end = pdf_group_end(g, c);
		m->group[c] = measure_words(p, g->t->columns[c].group, PDF_BOLD);
	}
	for (size_t c = 0; c < g->n; c++) {
		m->columns[c].title = measure_words(p, g->t->columns[c].title, PDF_BOLD);
		m->columns[c].least = m->columns[c].title.longest;
	}
	for (size_t i = 0; i < p->d->block_count; i++)
		if ((t = alike(p, g->t, i)) != NULL)
			all += t->streamed ? t->streamed->count : t->row_count;
	m->step = all / MEASURED + 1;
	for (size_t i = 0; i < p->d->block_count && pdf_goes_on(p); i++)
		if ((t = alike(p, g->t, i)) != NULL)
			measure_rows(p, m, t);
}

/* ---- lines ----------------------------------------------------------------------------------------- */

static long lines_of_words(const struct words *w, double space, double room)
{
	double at = 0;
	long lines = w->n ? 1 : 0;
	for (size_t i = 0; i < w->n; i++) {
		if (at > 0 && at + space + w->v[i] > room) {
			lines++;
			at = 0;
		}
		at += (at > 0 ? space : 0) + w->v[i];
	}
	return lines;
}

/* Parts of lines count: else it would not matter how far a column is from its next line. Lines break at words, so that
 * the last part of each stays empty. */
static double lines_of_text(double width, double room)
{
	return width <= room + 0.01 ? 1 : 1 + width * 1.05 / room;
}

/* The head stands on every page: two lines are as any, from the fourth on they are ugly. */
static double cost_of_head(const struct measure *m, size_t c, double room)
{
	long lines = lines_of_words(&m->columns[c].title, m->space, room);
	return lines > 3 ? 4 * (double)lines - 11 : lines > 2 ? 1 : 0;
}

/* What it costs to give the column less: mostly the lines by which rows grow, a little those that only it gets. */
static double cost(const struct measure *m, size_t c, double room, double less)
{
	const struct column *col = &m->columns[c];
	double sum = cost_of_head(m, c, less) - cost_of_head(m, c, room);
	for (size_t i = 0; i < m->rows; i++) {
		const struct most *most = &m->most[i];
		double now = lines_of_text(col->text[i], room),
		       then = lines_of_text(col->text[i], less),
		       others = most->c == c ? most->after : most->lines;
		if (then > now)
			sum += 0.15 * (then - now) + (then > others ? then : others) -
			       (now > others ? now : others);
	}
	return sum;
}

static void find_most(struct measure *m, double pad)
{
	for (size_t i = 0; i < m->rows; i++) {
		struct most *most = &m->most[i];
		*most = (struct most){0};
		for (size_t c = 0; c < m->g->n; c++) {
			double lines = lines_of_text(m->columns[c].text[i], m->g->width[c] - pad);
			if (lines > most->lines) {
				most->after = most->lines;
				most->lines = lines;
				most->c = c;
			} else if (lines > most->after)
				most->after = lines;
		}
	}
}

static double widest_text(const struct measure *m, const struct column *col)
{
	double widest = col->least;
	for (size_t i = 0; i < m->rows; i++)
		widest = col->text[i] > widest ? col->text[i] : widest;
	return widest;
}

/* ---- fitting --------------------------------------------------------------------------------------- */

static double sum(const double *v, size_t n)
{
	double s = 0;
	for (size_t i = 0; i < n; i++)
		s += v[i];
	return s;
}

/* A head over several columns keeps its words whole as well. */
static void widen_for_groups(struct measure *m, double least[])
{
	struct pdf_grid *g = m->g;
	for (size_t c = 0, end; c < g->n; c = end) {
		end = pdf_group_end(g, c);
		double over = m->group[c].longest + 2 * PDF_PAD + 1 - sum(least + c, end - c);
		for (size_t k = c; over > 0 && k < end; k++)
			least[k] += over / (double)(end - c);
	}
}

/* In the measure of UNIT; pads do not grow with the letters. */
static double pad_of(double scale)
{
	return (2 * PDF_PAD + 1) / scale;
}

static void wanted(struct measure *m, double scale, double least[], double full[])
{
	double pad = pad_of(scale);
	for (size_t c = 0; c < m->g->n; c++)
		least[c] = m->columns[c].least + pad;
	widen_for_groups(m, least);
	for (size_t c = 0; c < m->g->n; c++) {
		const struct column *col = &m->columns[c];
		double room = widest_text(m, col);
		/* a head of two lines rather than of one for each word */
		while (lines_of_words(&col->title, m->space, room) > 2)
			room += 2;
		full[c] = room + pad > least[c] ? room + pad : least[c];
	}
}

/* Three points at a time from the column that loses least by it; of several the widest. */
static void shrink(struct measure *m, double pad, const double least[], double over)
{
	enum { GIVE = 3 };
	double *width = m->g->width;
	while (over > 0.01) {
		size_t best = m->g->n;
		double best_cost = 0;
		find_most(m, pad);
		for (size_t c = 0; c < m->g->n; c++) {
			if (width[c] - GIVE < least[c])
				continue;
			double more = cost(m, c, width[c] - pad, width[c] - pad - GIVE);
			if (best == m->g->n || more < best_cost - 0.001 ||
				(more < best_cost + 0.001 && width[c] > width[best])) {
				best = c;
				best_cost = more;
			}
		}
		if (best == m->g->n)
			break;
		width[best] -= GIVE;
		over -= GIVE;
	}
}

/* What is still too wide goes down to the least, then all alike. */
static void squeeze(struct pdf_grid *g, const double least[], double room)
{
	for (size_t c = 0; c < g->n; c++) {
		double over = sum(g->width, g->n) - room, give = g->width[c] - least[c];
		if (over > 0 && give > 0)
			g->width[c] -= give < over ? give : over;
	}
	double all = sum(g->width, g->n);
	for (size_t c = 0; all > room + 0.01 && c < g->n; c++)
		g->width[c] *= room / all;
}

/* The widths for letters of that size and a page of that room. Returns the lines of a row on average: the more, the
 * harder it is to read along. */
static double fit(struct measure *m, double size, double room)
{
	struct pdf_grid *g = m->g;
	double scale = size / UNIT, pad = pad_of(scale), least[PDF_COLUMNS], lines = 0;
	room /= scale;
	g->size = size;
	wanted(m, scale, least, g->width);
	shrink(m, pad, least, sum(g->width, g->n) - room);
	squeeze(g, least, room);
	find_most(m, pad);
	for (size_t i = 0; i < m->rows; i++)
		lines += (double)(long)m->most[i].lines;
	for (size_t c = 0; c < g->n; c++)
		g->width[c] *= scale;
	return m->rows ? lines / (double)m->rows : 1;
}

static bool holds(struct measure *m, double size, double room, bool in_one_line)
{
	double scale = size / UNIT, least[PDF_COLUMNS], full[PDF_COLUMNS];
	wanted(m, scale, least, full);
	return sum(in_one_line ? full : least, m->g->n) * scale <= room;
}

/* The largest letters whose rows are short, else those of the shortest rows; 0: not even the words have room. A paper
 * that is wide from the start is one to see at a glance: there rows of one line come before large letters. */
static double choose_size(
	struct pdf *p, struct measure *m, bool landscape, double smallest, double *ret_lines)
{
	static const double sizes[] = {11, 10, 9, 8};
	const double short_enough = 1.5, worth_it = 0.8;
	double room = pdf_width(landscape), best = 0, best_lines = 0;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes && sizes[i] >= smallest; i++) {
		if (!holds(m, sizes[i], room, p->d->is_wide && sizes[i] > smallest))
			continue;
		double lines = fit(m, sizes[i], room);
		if (!best || lines < best_lines * worth_it) {
			best = sizes[i];
			best_lines = lines;
		}
		if (best_lines <= short_enough)
			break;
	}
	*ret_lines = best_lines;
	return best;
}

/* On a page that stands letters of 9 points at least, in rows of two or three lines; else it lies. */
static void choose(struct pdf *p, struct measure *m)
{
	enum { SMALLEST = 8, SMALL = 9 };
	const double too_many = 2.6;
	double lines, size = choose_size(p, m, p->is_wide, p->is_wide ? SMALLEST : SMALL, &lines);
	m->g->turns = !p->is_wide && (!size || lines > too_many);
	if (m->g->turns)
		size = choose_size(p, m, true, SMALLEST, &lines);
	fit(m, size ? size : SMALLEST, pdf_width(p->is_wide || m->g->turns));
}

/* Room to spare: the columns with a weight take it. */
static void spread(struct pdf *p, struct pdf_grid *g)
{
	double rest = pdf_width(p->is_wide || g->turns) - sum(g->width, g->n);
	int weights = 0;
	for (size_t c = 0; c < g->n; c++)
		weights += g->t->columns[c].weight;
	for (size_t c = 0; rest > 0 && weights && c < g->n; c++)
		g->width[c] += rest * g->t->columns[c].weight / weights;
	g->x[0] = p->left;
	for (size_t c = 0; c < g->n; c++)
		g->x[c + 1] = g->x[c] + g->width[c];
}

static bool make(struct pdf *p, struct pdf_grid *g)
{
	struct measure *m = calloc(1, sizeof *m);
	struct column *columns = calloc(g->n, sizeof *columns);
	bool ok = m && columns;
	if (ok) {
		m->g = g;
		m->columns = columns;
		for (size_t c = 0; c < g->n; c++)
			g->has_groups |= g->t->columns[c].group != NULL;
		measure_all(p, m);
		choose(p, m);
		spread(p, g);
	}
	free(m);
	free(columns);
	return ok;
}

struct pdf_grid *pdf_grid(struct pdf *p, const struct doc_table *t)
{
	if (!t->column_count)
		return NULL;
	if (p->grid && is_alike(p->grid->t, t) && p->grid->for_wide == p->is_wide) {
		p->grid->t = t;
		return p->grid;
	}
	free(p->grid);
	p->grid = malloc(sizeof *p->grid);
	if (p->grid) {
		*p->grid = (struct pdf_grid){.t = t,
			.for_wide = p->is_wide,
			.n = t->column_count < PDF_COLUMNS ? t->column_count : PDF_COLUMNS};
		if (make(p, p->grid))
			return p->grid;
		free(p->grid);
		p->grid = NULL;
	}
	p->failed = true;
	return NULL;
}
