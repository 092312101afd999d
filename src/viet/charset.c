#include "viet/charset.h"

#include "base/mem.h"
#include "viet/charset_own.h"
#include "viet/letters.h"
#include "viet/text.h"

#include <string.h>
#include <strings.h>

/* ---- names -------------------------------------------------------------------------------------------- */

static const struct charset_name {
	const char *code, *label;
} names[CHARSETS] = {
	[CHARSET_NONE] = {"", ""},
	[CHARSET_UTF8] = {"utf-8", "Unicode (UTF-8)"},
	[CHARSET_UTF16] = {"utf-16", "Unicode (UTF-16)"},
	[CHARSET_TCVN3] = {"tcvn3", "TCVN3 (ABC, .VnTime)"},
	[CHARSET_TCVN3_CAPITALS] = {"tcvn3h", "TCVN3 (ABC, .VnTimeH)"},
	[CHARSET_VNI] = {"vni", "VNI (VNI-Times)"},
	[CHARSET_VISCII] = {"viscii", "VISCII"},
	[CHARSET_CP1258] = {"cp1258", "CP1258 (Windows)"},
	[CHARSET_VPS] = {"vps", "VPS"},
	[CHARSET_VIQR] = {"viqr", "VIQR"},
	[CHARSET_CP1252] = {"cp1252", "CP1252 (Latin)"},
};

const char *charset_code(enum charset c)
{
	return names[c].code;
}

bool charset_from_code(const char *code, enum charset *ret)
{
	for (int c = 1; c < CHARSETS; c++)
		if (strcasecmp(names[c].code, code) == 0) {
			*ret = (enum charset)c;
			return true;
		}
	return false;
}

const char *charset_label(enum charset c)
{
	return names[c].label;
}

enum charset charset_of_font(const char *font)
{
	if (!font)
		return CHARSET_NONE;
	if (strncasecmp(font, "VNI-", 4) == 0)
		return CHARSET_VNI;
	/* .VnTime, .VnArial Narrow, .Vn3DH */
	if (strncasecmp(font, ".Vn", 3) != 0)
		return CHARSET_NONE;
	size_t first = strcspn(font, " ");
	return font[first - 1] == 'H' || font[strlen(font) - 1] == 'H' ? CHARSET_TCVN3_CAPITALS
								       : CHARSET_TCVN3;
}

/* ---- UTF-8 -------------------------------------------------------------------------------------------- */

/* Composed by itself and beside its like: nothing below the combining characters takes part in compositions that are
 * not made yet. */
static bool is_composed(uint32_t cp)
{
	return cp < 0x300 || letter_is_plain(cp);
}

/* What ICU gives back ends at a zero byte, so that it is asked from one to the next. */
static int make_composed(struct strbuf *b, size_t from, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf all = {0};
	if (b->failed)
		return ERR_OOM(err);
	for (size_t i = from; i < b->len;) {
		size_t n = strnlen(b->s + i, b->len - i);
		char *nfc;
		int r = text_nfc(b->s + i, n, &nfc, err);
		if (r)
			return r;
		strbuf_add(&all, nfc);
		free(nfc);
		i += n;
		if (i++ < b->len)
			strbuf_addc(&all, '\0');
	}
	b->len = from;
	strbuf_addn(b, strbuf_str(&all), all.len);
	return b->failed || all.failed ? ERR_OOM(err) : 0;
}

static int decode_utf8(const char *s, size_t n, struct strbuf *ret, size_t *odd, struct err *err)
{
	size_t from = ret->len, copied = 0;
	bool composed = true;
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		if (!(s[i] & 0x80)) {
			i += text_ascii_run(s + i, n - i);
			continue;
		}
		int len = text_next(s + i, n - i, &cp);
		if (len > 0) {
			composed = composed && is_composed(cp);
			i += (size_t)len;
			continue;
		}
		strbuf_addn(ret, s + copied, i - copied);
		text_put(ret, CHARSET_ODD);
		++*odd;
		copied = ++i;
	}
	strbuf_addn(ret, s + copied, n - copied);
	if (ret->failed)
		return ERR_OOM(err);
	return composed ? 0 : make_composed(ret, from, err);
}

/* ---- UTF-16 ------------------------------------------------------------------------------------------- */

/* Without a mark: the half in which the zeros of ASCII stand is the high one. */
static bool is_big_endian(const unsigned char *s, size_t n)
{
	size_t zeros[2] = {0};
	for (size_t i = 0; i + 1 < n; i += 2) {
		zeros[0] += !s[i];
		zeros[1] += !s[i + 1];
	}
	return zeros[0] > zeros[1];
}

static uint32_t unit(const unsigned char *s, bool big)
{
	return (uint32_t)s[big ? 0 : 1] << 8 | s[big ? 1 : 0];
}

size_t charset_from_utf16(const char *text, size_t n, bool is_big, struct strbuf *ret)
{
	const unsigned char *s = (const unsigned char *)text;
	size_t odd = 0, i = 0;
	for (; i + 1 < n; i += 2) {
		uint32_t cp = unit(s + i, is_big);
		uint32_t low =
			cp >= 0xD800 && cp < 0xDC00 && i + 3 < n ? unit(s + i + 2, is_big) : 0;
		if (low >= 0xDC00 && low < 0xE000) {
			cp = 0x10000 + ((cp - 0xD800) << 10) + (low - 0xDC00);
			i += 2;
		} else if (cp >= 0xD800 && cp < 0xE000) {
			cp = CHARSET_ODD;
			odd++;
		}
		text_put(ret, cp);
	}
	if (i < n) { /* half a letter */
		text_put(ret, CHARSET_ODD);
		odd++;
	}
	return odd;
}

static int decode_utf16(
	const char *text, size_t n, struct strbuf *ret, size_t *odd, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf utf8 = {0};
	const unsigned char *s = (const unsigned char *)text;
	bool has_mark = n >= 2 && (unit(s, true) == 0xFEFF || unit(s, false) == 0xFEFF);
	bool big = has_mark ? unit(s, true) == 0xFEFF : is_big_endian(s, n);
	size_t skip = has_mark ? 2 : 0;
	*odd += charset_from_utf16(text + skip, n - skip, big, &utf8);
	return utf8.failed ? ERR_OOM(err) : decode_utf8(strbuf_str(&utf8), utf8.len, ret, odd, err);
}

static void encode_utf16(uint32_t cp, struct strbuf *ret)
{
	uint32_t units[2] = {cp, 0};
	if (cp >= 0x10000) {
		units[0] = 0xD800 + ((cp - 0x10000) >> 10);
		units[1] = 0xDC00 + ((cp - 0x10000) & 0x3FF);
	}
	for (int i = 0; i < (cp >= 0x10000 ? 2 : 1); i++) {
		strbuf_addc(ret, (char)(units[i] & 0xFF));
		strbuf_addc(ret, (char)(units[i] >> 8));
	}
}

/* ---- bytes -------------------------------------------------------------------------------------------- */

/* Tones of CP1258 go onto the letter before; what Vietnamese does not have (ñ) is left to ICU. */
static int decode_bytes(const uint16_t table[256], const char *s, size_t n, struct strbuf *ret,
	size_t *odd, struct err *err)
{
	size_t from = ret->len;
	bool composed = true;
	for (size_t i = 0; i < n; i++) {
		uint32_t cp = table[(unsigned char)s[i]], next, joined;
		while (i + 1 < n && (next = table[(unsigned char)s[i + 1]]) >= 0x300 &&
			next < 0x370 && (joined = charset_compose(cp, next)) != 0) {
			cp = joined;
			i++;
		}
		*odd += cp == CHARSET_ODD;
		composed = composed && is_composed(cp);
		text_put(ret, cp);
	}
	if (ret->failed)
		return ERR_OOM(err);
	return composed ? 0 : make_composed(ret, from, err);
}

static bool is_unicode(enum charset c)
{
	return c == CHARSET_NONE || c == CHARSET_UTF8 || c == CHARSET_UTF16;
}

/* Letters in the places of control characters: VISCII and VPS; VIQR makes them of ASCII. */
static bool has_plain_ascii(enum charset c)
{
	return c != CHARSET_UTF16 && c != CHARSET_VIQR && c != CHARSET_VISCII && c != CHARSET_VPS;
}

static int decode_letters(
	enum charset c, const char *s, size_t n, struct strbuf *ret, size_t *odd, struct err *err)
{
	const uint16_t *table;
	if (c == CHARSET_VIQR) {
		charset_decode_viqr(s, n, ret, odd);
		return ret->failed ? ERR_OOM(err) : 0;
	}
	int r = charset_table(c, &table, err);
	if (r)
		return r;
	if (c != CHARSET_VNI)
		return decode_bytes(table, s, n, ret, odd, err);
	charset_decode_vni(table, s, n, ret, odd);
	return ret->failed ? ERR_OOM(err) : 0;
}

/* Capitals that have no codes: of TCVN3, and of VISCII and VPS as converters write them that spare control characters. */
static void mend(enum charset c, char *s, size_t n)
{
	if (c == CHARSET_TCVN3_CAPITALS)
		charset_raise(s, n);
	else if (c == CHARSET_TCVN3 || c == CHARSET_VISCII || c == CHARSET_VPS)
		charset_mend_capitals(s, n);
}

/* ---- in and out --------------------------------------------------------------------------------------- */

int charset_decode(enum charset c, const char *s, size_t n, struct strbuf *ret, size_t *ret_odd,
	struct err *err)
{
	size_t from = ret->len, odd = 0;
	int r = 0;
	if (has_plain_ascii(c) && text_is_ascii(s, n)) {
		strbuf_addn(ret, s, n);
		r = ret->failed ? ERR_OOM(err) : 0;
	} else if (c == CHARSET_UTF16) {
		r = decode_utf16(s, n, ret, &odd, err);
	} else if (is_unicode(c)) {
		r = decode_utf8(s, n, ret, &odd, err);
	} else {
		r = decode_letters(c, s, n, ret, &odd, err);
	}
	if (r)
		return r;
	if (ret->len > from)
		mend(c, ret->s + from, ret->len - from);
	if (ret_odd)
		*ret_odd = odd;
	return 0;
}

/* The text as bytes of CP1252, run after run; what it has no byte for stays between them as it is. */
static int decode_runs(
	enum charset c, const char *s, size_t n, struct strbuf *ret, size_t *odd, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf bytes = {0};
	const uint16_t *cp1252;
	int r = charset_table(CHARSET_CP1252, &cp1252, err);
	for (size_t i = 0; !r && i < n;) {
		uint32_t cp;
		int len = text_next(s + i, n - i, &cp);
		int byte = cp < 0x100 ? (int)cp : charset_table_byte(cp1252, cp);
		i += (size_t)len;
		if (byte >= 0) {
			strbuf_addc(&bytes, (char)byte);
			if (i < n)
				continue;
		}
		if (bytes.failed)
			return ERR_OOM(err);
		r = bytes.len ? decode_letters(c, bytes.s, bytes.len, ret, odd, err) : 0;
		strbuf_clear(&bytes);
		if (!r && byte < 0) {
			text_put(ret, cp);
			++*odd;
		}
	}
	return r;
}

int charset_decode_seen(enum charset c, const char *s, size_t n, struct strbuf *ret,
	size_t *ret_odd, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf unicode = {0};
	size_t from = ret->len, odd = 0;
	if (is_unicode(c) || (has_plain_ascii(c) && text_is_ascii(s, n)))
		return charset_decode(CHARSET_UTF8, s, n, ret, ret_odd, err);
	int r = decode_utf8(s, n, &unicode, &odd, err);
	odd = 0; /* its signs for broken bytes are counted as any other */
	if (!r)
		r = decode_runs(c, strbuf_str(&unicode), unicode.len, ret, &odd, err);
	/* marks beside what stayed as it was */
	if (!r && odd)
		r = make_composed(ret, from, err);
	if (r)
		return r;
	if (ret->failed)
		return ERR_OOM(err);
	if (ret->len > from)
		mend(c, ret->s + from, ret->len - from);
	if (ret_odd)
		*ret_odd = odd;
	return 0;
}

/* `table`: NULL for charsets that have none. */
static bool encode_letter(enum charset c, const uint16_t *table, uint32_t cp, struct strbuf *ret)
{
	if (c == CHARSET_VIQR)
		return charset_encode_viqr(cp, ret);
	if (c == CHARSET_UTF16) {
		encode_utf16(cp, ret);
		return true;
	}
	int byte = charset_table_byte(table, cp);
	if (byte < 0 && c == CHARSET_VNI)
		return charset_encode_vni(table, cp, ret);
	if (byte < 0 && c == CHARSET_CP1258)
		return charset_encode_cp1258(table, cp, ret);
	if (byte < 0 && (c == CHARSET_TCVN3 || c == CHARSET_TCVN3_CAPITALS))
		byte = charset_table_byte(table, letter_lower(cp));
	if (byte >= 0)
		strbuf_addc(ret, (char)byte);
	return byte >= 0;
}

int charset_encode(
	enum charset c, const char *s, struct strbuf *ret, size_t *ret_lost, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf unicode = {0};
	const uint16_t *table = NULL;
	size_t lost = 0;
	int r = decode_utf8(s, strlen(s), &unicode, &lost, err);
	bool is_utf8 = c == CHARSET_NONE || c == CHARSET_UTF8;
	if (!r && !is_utf8 && c != CHARSET_UTF16 && c != CHARSET_VIQR)
		r = charset_table(c, &table, err);
	if (r)
		return r;
	if (is_utf8)
		strbuf_addn(ret, strbuf_str(&unicode), unicode.len);
	else
		lost = 0;
	for (size_t i = 0; !is_utf8 && i < unicode.len;) {
		uint32_t cp;
		i += (size_t)text_next(unicode.s + i, unicode.len - i, &cp);
		if (!encode_letter(c, table, cp, ret)) {
			lost++;
			encode_letter(c, table, '?', ret);
		}
	}
	if (ret->failed)
		return ERR_OOM(err);
	if (ret_lost)
		*ret_lost = lost;
	return 0;
}
