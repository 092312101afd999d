/* Which field a heading means: what people said of it before, else the list's own words and their synonyms. */
#include "exchange/plan_own.h"

#include "viet/heading.h"

#include <string.h>

enum { NAME_CUT = 10 }; /* letters of a DBF's field */

/* What office files number their rows with, and what says nothing that a list keeps. */
static const char ignored[] = "stt|so tt|tt|so thu tu|sott|no|#";

int matcher_open(struct db *db, const struct workbook *w, enum import_kind kind,
	struct matcher *ret, struct err *err)
{
	*ret = (struct matcher){.table = import_table(kind), .is_cut = w->format == WORKBOOK_DBF};
	int r = 0;
	for (size_t i = 0; !r && i < ret->table->n; i++)
		r = heading_key(ret->table->columns[i].heading, &ret->own[i], err);
	struct db_stmt *s = r ? NULL : db_begin(db, DBQ_IMPORT_HEADINGS, err);
	db_bind_text(s, "kind", import_kind_code(kind));
	while (!r && (r = db_step(s, err)) == 1) {
		const char *field = db_text(s, "field");
		struct matched_before b = {.heading = mem_strdup(db_text(s, "heading")),
			.field = import_column(ret->table, field)};
		r = 0;
		/* a field of another version of the program is none */
		if (*field && b.field == PLAN_IGNORED) {
			free(b.heading);
		} else if (!b.heading || !VEC_PUSH(&ret->before, b)) {
			free(b.heading);
			db_reset(s);
			r = ERR_OOM(err);
		}
	}
	if (r)
		matcher_done(ret);
	return r;
}

void matcher_done(struct matcher *m)
{
	for (size_t i = 0; i < COLUMNS_MAX; i++)
		free(m->own[i]);
	VEC_EACH (b, &m->before)
		free(b->heading);
	VEC_DONE(&m->before);
	*m = (struct matcher){0};
}

/* Is the key the word of n bytes; blanks aside where the key has none (HOTEN)? */
static bool is_word(const char *key, const char *word, size_t n, bool is_cut)
{
	bool squeezed = !strchr(key, ' ');
	const char *k = key;
	size_t i = 0;
	for (; i < n && *k; i++) {
		if (squeezed && word[i] == ' ')
			continue;
		if (word[i] != *k)
			return false;
		k++;
	}
	return !*k && (i == n || (is_cut && squeezed && strlen(key) == NAME_CUT));
}

/* Place of the key in the words parted by |, from 1; 0: it is none of them. */
static int place(const char *key, const char *words, bool is_cut)
{
	int n = 0;
	while (words && *words) {
		size_t len = strcspn(words, "|");
		n++;
		if (is_word(key, words, len, is_cut))
			return n;
		words += len + (words[len] == '|');
	}
	return 0;
}

static struct match by_words(const struct matcher *m, const char *key, bool is_cut)
{
	struct match best = {.field = PLAN_IGNORED, .known = PLAN_UNKNOWN, .rank = 0};
	for (size_t i = 0; i < m->table->n; i++) {
		bool is_own = is_word(key, m->own[i], strlen(m->own[i]), is_cut);
		int rank = is_own ? 0 : place(key, m->table->columns[i].others, is_cut);
		if (!is_own && !rank)
			continue;
		if (best.known == PLAN_UNKNOWN || rank < best.rank)
			best = (struct match){(int)i, PLAN_SYNONYM, rank};
	}
	return best;
}

struct match matcher_find(const struct matcher *m, const char *key)
{
	struct match none = {.field = PLAN_IGNORED, .known = PLAN_UNKNOWN};
	if (!*key)
		return none;
	VEC_EACH (b, &m->before)
		if (strcmp(b->heading, key) == 0)
			return (struct match){b->field, PLAN_REMEMBERED, 0};
	struct match found = by_words(m, key, false);
	if (found.known == PLAN_UNKNOWN && m->is_cut)
		found = by_words(m, key, true);
	if (found.known == PLAN_UNKNOWN && place(key, ignored, false))
		found.known = PLAN_SYNONYM;
	return found;
}
