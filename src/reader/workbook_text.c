#include "reader/workbook.h"

#include "viet/text.h"

#include <string.h>

static bool is_old(enum charset c)
{
	return c > CHARSET_UTF16;
}

/* A letter that no font of 256 letters has: then the text is Unicode, whatever the rest of its column is. */
static bool is_proved_unicode(const char *s, size_t n)
{
	uint32_t cp;
	for (int len; n && (len = text_next(s, n, &cp)) > 0; s += len, n -= (size_t)len)
		if ((cp >= 0x1EA0 && cp <= 0x1EF9) || cp == 0x103 || cp == 0x102 || cp == 0x110 ||
			cp == 0x111 || cp == 0x1A0 || cp == 0x1A1 || cp == 0x1AF || cp == 0x1B0)
			return true;
	return false;
}

/* Runs of one cell: \x1F, 'A' + charset of the font, text. */
static int add_runs(const struct raw_cell *cell, enum charset charset, struct strbuf *ret,
	size_t *ret_odd, struct err *err)
{
	const char *end = cell->text + cell->size;
	int r = 0;
	for (const char *p = cell->text; !r && p + 2 <= end;) {
		enum charset font = (enum charset)(p[1] - 'A');
		const char *text = p + 2, *next = memchr(text, '\x1F', (size_t)(end - text));
		size_t odd = 0, n = (size_t)((next ? next : end) - text);
		enum charset as = is_old(font)		       ? font
				  : is_proved_unicode(text, n) ? CHARSET_UTF8
							       : charset;
		r = charset_decode_seen(as ? as : CHARSET_UTF8, text, n, ret, &odd, err);
		if (ret_odd)
			*ret_odd += odd;
		p = text + n;
	}
	return r;
}

int workbook_text(const struct workbook *w, const struct raw_cell *cell, enum charset charset,
	struct strbuf *ret, size_t *ret_odd, struct err *err)
{
	if (ret_odd)
		*ret_odd = 0;
	if (cell->kind != RAW_TEXT) {
		strbuf_addn(ret, cell->text, cell->size);
		return ret->failed ? ERR_OOM(err) : 0;
	}
	if (cell->is_mixed)
		return add_runs(cell, charset, ret, ret_odd, err);
	if (w->is_bytes)
		return charset_decode(charset, cell->text, cell->size, ret, ret_odd, err);
	if (charset == CHARSET_NONE || (is_old(charset) && !is_old(cell->font) &&
					       is_proved_unicode(cell->text, cell->size)))
		charset = CHARSET_UTF8;
	return charset_decode_seen(charset, cell->text, cell->size, ret, ret_odd, err);
}
