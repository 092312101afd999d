/* Widths: first what no word and no figure may go below, then room where it saves most lines. */
#include "module/pdf_measure.h"

#include <stdlib.h>
#include <string.h>

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

/* Some points from a column. One row that gets another line pays for many points: so steps of several sizes are
 * weighed, each by what it costs a point. */
struct give {
	size_t c;
	double points, cost;
};

static bool is_better(const struct give *a, const struct give *b, const double *width)
{
	if (!b->points || a->cost < b->cost - 0.0001)
		return true;
	return a->cost < b->cost + 0.0001 && width[a->c] > width[b->c];
}

static struct give cheapest(const struct measure *m, double pad, const double least[], double over)
{
	static const double steps[] = {3, 12, 36, 72};
	const double *width = m->g->width;
	struct give best = {0};
	for (size_t c = 0; c < m->g->n; c++)
		for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
			struct give give = {.c = c, .points = steps[i]};
			/* no more than is wanted */
			if (width[c] - steps[i] < least[c] || (i && steps[i] > over + steps[0]))
				break;
			give.cost =
				cost(m, c, width[c] - pad, width[c] - pad - steps[i]) / steps[i];
			if (is_better(&give, &best, width))
				best = give;
		}
	return best;
}

static void shrink(struct measure *m, double pad, const double least[], double over)
{
	while (over > 0.01) {
		find_most(m, pad);
		struct give give = cheapest(m, pad, least, over);
		if (!give.points)
			break;
		m->g->width[give.c] -= give.points;
		over -= give.points;
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
	enum { FEW = 4, SHORT_SIZE = 11 };
	static const double sizes[] = {11, 10, 9, 8};
	const double short_enough = 1.5, worth_it = 0.75;
	/* a few rows are read in letters as large as the text's */
	const bool is_short = m->rows <= FEW;
	double room = pdf_width(landscape), best = 0, best_lines = 0;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes && sizes[i] >= smallest; i++) {
		if (!holds(m, sizes[i], room, p->d->is_wide && sizes[i] > smallest))
			continue;
		double lines = fit(m, sizes[i], room);
		if (!best || lines < best_lines * worth_it) {
			best = sizes[i];
			best_lines = lines;
		}
		if (best_lines <= short_enough || (best && is_short && sizes[i] <= SHORT_SIZE))
			break;
	}
	*ret_lines = best_lines;
	return best;
}

/* On a page that stands letters of 9 points at least, in rows of two or three lines; else it lies. */
static void choose(struct pdf *p, struct measure *m)
{
	enum { SMALLEST = 8, SMALL = 9 };
	/* rows for handwriting are high anyhow: a page that stands has more of them */
	const double too_many = m->g->t->is_form ? 4.5 : 2.6;
	double lines, size = choose_size(p, m, p->is_wide, p->is_wide ? SMALLEST : SMALL, &lines);
	m->g->turns = !p->is_wide && (!size || lines > too_many);
	if (m->g->turns)
		size = choose_size(p, m, true, SMALLEST, &lines);
	fit(m, size ? size : SMALLEST, pdf_width(p->is_wide || m->g->turns));
}

/* Room to spare: the columns with a weight take it, all of them where none has one. */
static void spread(struct pdf *p, struct pdf_grid *g)
{
	double all = sum(g->width, g->n), rest = pdf_width(p->is_wide || g->turns) - all;
	int weights = 0;
	for (size_t c = 0; c < g->n; c++)
		weights += g->t->columns[c].weight;
	for (size_t c = 0; rest > 0 && c < g->n; c++)
		g->width[c] += weights ? rest * g->t->columns[c].weight / weights
				       : rest * g->width[c] / all;
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
		pdf_measure(p, m);
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
	if (p->grid && pdf_is_alike(p->grid->t, t) && p->grid->for_wide == p->is_wide) {
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
