/* What is said of the rows of a file, each thing once: hundreds of rows are wrong in a handful of ways. */
#include "ui/screens/import_own.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/vec.h"
#include "ui/popup.h"
#include "viet/wording.h"

#include <stdlib.h>
#include <string.h>

/* Of a head of two rows the lower one says enough here. */
static const char *short_heading(const char *heading)
{
	static const char between[] = " · ";
	for (const char *at; (at = strstr(heading, between));)
		heading = at + sizeof between - 1;
	return heading;
}

void import_note_text(const struct import_note *n, struct strbuf *ret)
{
	if (n->column)
		strbuf_addf(ret, "%s: ", short_heading(n->column));
	strbuf_add(ret, n->reason);
}

bool import_has_note(const struct wizard *w, const struct row_verdict *v, const char *note)
{
	bool has = false;
	for (size_t i = 0; !has && i < v->note_count; i++) {
		struct strbuf b = {0};
		import_note_text(&w->result.sum.notes[v->note + i], &b);
		has = strcmp(strbuf_str(&b), note) == 0;
		strbuf_done(&b);
	}
	return has;
}

/* ---- each once -------------------------------------------------------------------------------------- */

struct said {
	char *text;
	bool is_warning;
	long rows;
	size_t line_end; /* behind its last line in the box */
};

struct all_said {
	VEC(struct said) notes;
};

/* By their texts, so that equal ones stand together. */
static int by_text(const void *a, const void *b)
{
	return strcmp(((const struct said *)a)->text, ((const struct said *)b)->text);
}

/* What keeps rows out first, then what most rows have. */
static int by_weight(const void *a, const void *b)
{
	const struct said *x = a, *y = b;
	if (x->is_warning != y->is_warning)
		return x->is_warning - y->is_warning;
	if (x->rows != y->rows)
		return x->rows < y->rows ? 1 : -1;
	return strcmp(x->text, y->text);
}

static void all_done(struct all_said *all)
{
	VEC_EACH (s, &all->notes)
		free(s->text);
	VEC_DONE(&all->notes);
}

static int read_all(const struct wizard *w, struct all_said *ret, struct err *err)
{
	for (size_t i = 0; i < w->result.row_count; i++) {
		const struct row_verdict *v = &w->result.rows[i];
		for (size_t n = 0; n < v->note_count; n++) {
			const struct import_note *note = &w->result.sum.notes[v->note + n];
			struct strbuf b = {0};
			import_note_text(note, &b);
			struct said s = {strbuf_take(&b), note->is_warning, 1, 0};
			if (!s.text || !VEC_PUSH(&ret->notes, s)) {
				free(s.text);
				return ERR_OOM(err);
			}
		}
	}
	return 0;
}

static void put_together(struct all_said *all)
{
	size_t n = 0;
	struct said *v = all->notes.v;
	if (all->notes.n)
		qsort(v, all->notes.n, sizeof *v, by_text);
	for (size_t i = 0; i < all->notes.n; i++) {
		if (n && strcmp(v[n - 1].text, v[i].text) == 0) {
			v[n - 1].rows++;
			free(v[i].text);
		} else {
			v[n++] = v[i];
		}
	}
	all->notes.n = n;
	if (n)
		qsort(v, n, sizeof *v, by_weight);
}

/* The place of the chosen one; the number of all if the user left. */
static size_t choose(const struct wizard *w, struct all_said *all)
{
	enum { MOST = 500 };
	struct popup p = {.kind = POPUP_FIND,
		.name = "notes",
		.title = _("Rows by what is said of them"),
		.label_cells = 14};
	for (size_t i = 0; i < all->notes.n && i < MOST; i++) {
		char number[WORDING_MAX];
		struct strbuf label = {0};
		strbuf_addf(&label, _("%s rows"), wording_number(all->notes.v[i].rows, number));
		popup_add(&p, strbuf_str(&label), all->notes.v[i].text);
		strbuf_done(&label);
		all->notes.v[i].line_end = p.lines.n;
	}
	int at = popup_run(w->app, &p);
	size_t i = 0;
	while (at >= 0 && i < all->notes.n && all->notes.v[i].line_end <= (size_t)at)
		i++;
	return at < 0 ? all->notes.n : i;
}

int import_choose_note(const struct wizard *w, char **ret, struct err *err)
{
	struct all_said all = {0};
	int r = read_all(w, &all, err);
	if (!r) {
		put_together(&all);
		size_t at = choose(w, &all);
		if (at >= all.notes.n)
			r = ERR_STOPPED;
		else
			*ret = TAKE_PTR(all.notes.v[at].text);
	}
	all_done(&all);
	return r;
}
