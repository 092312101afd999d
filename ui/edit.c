#include "ui/edit.h"

#include "base/mem.h"
#include "viet/text.h"

#include <string.h>

void edit_done(struct edit *e)
{
	strbuf_done(&e->text);
	e->cursor = e->scroll = 0;
}

const char *edit_text(const struct edit *e)
{
	return strbuf_str(&e->text);
}

/* Replaces the bytes [from, to) by `s`; the cursor stands behind it. Nothing changes without
 * memory. */
static bool splice(struct edit *e, size_t from, size_t to, const char *s, size_t n)
{
	struct strbuf b = {0};
	strbuf_addn(&b, strbuf_str(&e->text), from);
	strbuf_addn(&b, s, n);
	strbuf_add(&b, strbuf_str(&e->text) + to);
	if (b.failed) {
		strbuf_done(&b);
		return false;
	}
	strbuf_done(&e->text);
	e->text = b;
	e->cursor = from + n;
	return true;
}

int edit_set(struct edit *e, const char *s, struct err *err)
{
	char *nfc = NULL;
	int r = text_nfc(s, strlen(s), &nfc, err);
	if (r == 0 && !splice(e, 0, e->text.len, nfc, strlen(nfc)))
		r = ERR_OOM(err);
	free(nfc);
	e->scroll = 0;
	e->held = 0;
	return r;
}

/* ---- where things are ------------------------------------------------------------------------ */

static uint32_t code_at(const struct edit *e, size_t at, size_t *ret_len)
{
	uint32_t cp = 0;
	int n = text_next(edit_text(e) + at, e->text.len - at, &cp);
	*ret_len = n > 0 ? (size_t)n : 1;
	return cp;
}

static size_t code_before(const struct edit *e, size_t at)
{
	const char *s = edit_text(e);
	while (at > 0 && ((unsigned char)s[--at] & 0xC0) == 0x80)
		continue;
	return at;
}

/* A letter with the marks behind it that have no letter of their own in NFC. */
static size_t grapheme_before(const struct edit *e, size_t at)
{
	size_t len;
	while (at > 0) {
		at = code_before(e, at);
		if (text_cp_cells(code_at(e, at, &len)) != 0)
			break;
	}
	return at;
}

static size_t grapheme_after(const struct edit *e, size_t at)
{
	size_t len;
	if (at >= e->text.len)
		return e->text.len;
	code_at(e, at, &len);
	at += len;
	while (at < e->text.len && text_cp_cells(code_at(e, at, &len)) == 0)
		at += len;
	return at;
}

static size_t word_before(const struct edit *e, size_t at)
{
	const char *s = edit_text(e);
	while (at > 0 && s[at - 1] == ' ')
		at--;
	while (at > 0 && s[at - 1] != ' ')
		at--;
	return at;
}

static size_t count_codes(const char *s)
{
	size_t n = 0;
	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}

/* ---- typing ---------------------------------------------------------------------------------- */

/* A mark joins the letter before it: the word up to the cursor becomes NFC. */
static void compose(struct edit *e)
{
	size_t from = e->cursor;
	const char *s = edit_text(e);
	char *nfc;
	while (from > 0 && s[from - 1] != ' ')
		from--;
	if (text_nfc(s + from, e->cursor - from, &nfc, NULL) < 0)
		return;
	splice(e, from, e->cursor, nfc, strlen(nfc));
	free(nfc);
}

static enum edit_result insert(struct edit *e, uint32_t cp)
{
	/* a wrong toggle of an input method: digits of full width */
	if (e->kind != EDIT_ANY && cp >= 0xFF0E && cp <= 0xFF19)
		cp -= 0xFEE0;
	bool digit = cp >= '0' && cp <= '9';
	bool date = e->kind == EDIT_DATE && (cp == '/' || cp == '-' || cp == '.');
	if (e->kind != EDIT_ANY && !digit && !date) {
		e->held++;
		return EDIT_REFUSED;
	}
	if (text_is_forbidden(cp))
		return EDIT_LEFT_OUT;
	/* a mark may still join its letter: it does not make the text longer */
	if (e->max && count_codes(edit_text(e)) >= e->max && text_cp_cells(cp) != 0) {
		e->held++;
		return EDIT_FULL;
	}
	e->held = 0;
	struct strbuf b = {0};
	text_put(&b, cp);
	bool ok = !b.failed && splice(e, e->cursor, e->cursor, b.s, b.len);
	strbuf_done(&b);
	if (ok && cp >= 0x80)
		compose(e);
	return EDIT_DONE;
}

static enum edit_result cut(struct edit *e, size_t from, size_t to)
{
	e->held = 0;
	splice(e, from, to, "", 0);
	return EDIT_DONE;
}

static enum edit_result go(struct edit *e, size_t to)
{
	e->held = 0;
	e->cursor = to;
	return EDIT_DONE;
}

enum edit_result edit_key(struct edit *e, uint32_t key)
{
	size_t at = e->cursor;
	switch (key) {
	case K_BACKSPACE:
	case K_CTRL('h'):
		if (e->held) {
			e->held--;
			return EDIT_DONE;
		}
		return at ? cut(e, grapheme_before(e, at), at) : EDIT_DONE;
	case K_DELETE:
	case K_CTRL('d'):
		return cut(e, at, grapheme_after(e, at));
	case K_LEFT:
	case K_CTRL('b'):
		return go(e, at ? grapheme_before(e, at) : 0);
	case K_RIGHT:
	case K_CTRL('f'):
		return go(e, grapheme_after(e, at));
	case K_HOME:
	case K_CTRL('a'):
		return go(e, 0);
	case K_END:
	case K_CTRL('e'):
		return go(e, e->text.len);
	case K_CTRL('u'):
		return cut(e, 0, at);
	case K_CTRL('k'):
		return cut(e, at, e->text.len);
	case K_CTRL('w'):
		return cut(e, word_before(e, at), at);
	default:
		return key_is_text(key) ? insert(e, key) : EDIT_IGNORED;
	}
}

enum edit_result edit_paste(struct edit *e, const char *s, const char **ret_rest)
{
	enum edit_result all = EDIT_DONE;
	size_t left = strlen(s);
	*ret_rest = NULL;
	while (left) {
		uint32_t cp;
		int n = text_next(s, left, &cp);
		if (n <= 0) {
			s++;
			left--;
			all = EDIT_LEFT_OUT;
			continue;
		}
		s += n;
		left -= (size_t)n;
		if (cp == '\n' || cp == '\t') {
			if (cp == '\n' || left)
				*ret_rest = s;
			break;
		}
		enum edit_result r = insert(e, cp);
		if (r != EDIT_DONE)
			all = r;
	}
	/* nobody takes a paste back letter by letter */
	e->held = 0;
	return all;
}

void edit_show(struct edit *e, int cells, const char **ret_from, int *ret_cursor)
{
	if (e->scroll > e->cursor)
		e->scroll = e->cursor;
	struct strbuf b = {0};
	int before;
	for (;;) {
		strbuf_clear(&b);
		strbuf_addn(&b, edit_text(e) + e->scroll, e->cursor - e->scroll);
		before = text_cells(strbuf_str(&b));
		if (before < cells || e->scroll >= e->cursor)
			break;
		e->scroll = grapheme_after(e, e->scroll);
	}
	/* a text that is shorter than its field again is shown from its beginning */
	if (text_cells(edit_text(e)) < cells) {
		e->scroll = 0;
		strbuf_clear(&b);
		strbuf_addn(&b, edit_text(e), e->cursor);
		before = text_cells(strbuf_str(&b));
	}
	strbuf_done(&b);
	*ret_from = edit_text(e) + e->scroll;
	*ret_cursor = before;
}
