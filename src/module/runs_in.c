#include "module/runs_in.h"

#include <string.h>

#define MARK '\x1F'

void runs_clear(struct runs *r)
{
	strbuf_clear(&r->form);
}

void runs_done(struct runs *r)
{
	strbuf_done(&r->form);
}

void runs_add(struct runs *r, int font, const char *s, size_t n)
{
	if (!n)
		return;
	if (!r->form.len || r->font != font) {
		strbuf_addc(&r->form, MARK);
		strbuf_addc(&r->form, (char)('A' + font));
		r->font = font;
	}
	strbuf_addn(&r->form, s, n);
}

/* _xHHHH_: its code point, 0 if it is none. */
static unsigned escape_at(const char *s, size_t n)
{
	unsigned v = 0;
	if (n < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return 0;
	for (int i = 2; i < 6; i++) {
		const char *digits = "0123456789abcdef", *at = strchr(digits, s[i] | 0x20);
		if (!s[i] || !at || (s[i] < '0' || (s[i] > '9' && s[i] < 'A')))
			return 0;
		v = v << 4 | (unsigned)(at - digits);
	}
	return v;
}

void runs_add_escaped(struct runs *r, int font, const char *s, size_t n)
{
	size_t from = 0;
	for (size_t i = 0; i < n; i++) {
		unsigned cp = s[i] == '_' ? escape_at(s + i, n - i) : 0;
		if (!cp)
			continue;
		/* only what XML itself cannot hold is ever written so, or "_" before what only looks like it */
		char one = cp == '_' || cp == '\n' || cp == '\t' || cp == '\r' ? (char)cp : '?';
		runs_add(r, font, s + from, i - from);
		runs_add(r, font, &one, 1);
		i += 6;
		from = i + 1;
	}
	runs_add(r, font, s + from, n - from);
}

/* The next run; false behind the last. */
static bool next_run(
	const char **at, const char *end, int *ret_font, const char **ret, size_t *ret_n)
{
	if (end - *at < 2)
		return false;
	*ret_font = (*at)[1] - 'A';
	*ret = *at + 2;
	const char *next = memchr(*ret, MARK, (size_t)(end - *ret));
	*at = next ? next : end;
	*ret_n = (size_t)(*at - *ret);
	return true;
}

static void put_runs(
	const char *form, size_t n, enum charset cell_font, bool is_mixed, struct strbuf *scratch)
{
	const char *at = form, *text;
	int font, last = -2;
	for (size_t len; next_run(&at, form + n, &font, &text, &len);) {
		font = font < 0 ? (int)cell_font : font;
		if (is_mixed && font != last) {
			strbuf_addc(scratch, MARK);
			strbuf_addc(scratch, (char)('A' + font));
		}
		strbuf_addn(scratch, text, len);
		last = font;
	}
}

int runs_cell(const char *form, size_t n, enum charset cell_font, struct strbuf *scratch,
	struct raw_cell *ret, struct err *err)
{
	const char *at = form, *text;
	int font, first = -2;
	bool is_mixed = false;
	for (size_t len; next_run(&at, form + n, &font, &text, &len);) {
		font = font < 0 ? (int)cell_font : font;
		first = first == -2 ? font : first;
		is_mixed |= font != first;
	}
	strbuf_clear(scratch);
	put_runs(form, n, cell_font, is_mixed, scratch);
	if (scratch->failed)
		return ERR_OOM(err);
	*ret = (struct raw_cell){.kind = scratch->len ? RAW_TEXT : RAW_EMPTY,
		.is_mixed = is_mixed,
		.font = is_mixed || first < 0 ? cell_font : (enum charset)first,
		.text = strbuf_str(scratch),
		.size = scratch->len};
	return 0;
}
