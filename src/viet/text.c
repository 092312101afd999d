#include "viet/text.h"

#include "base/mem.h"
#include "viet/icu.h"
#include "viet/letters.h"

#include <string.h>

int text_next(const char *s, size_t n, uint32_t *ret)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	if (!n)
		return 0;
	unsigned char c = (unsigned char)*s;
	if (c < 0x80) {
		*ret = c;
		return 1;
	}
	int len = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
	if (c < 0xC0 || c > 0xF4 || n < (size_t)len)
		return -1;
	uint32_t cp = c & (0x7FU >> len);
	for (int i = 1; i < len; i++) {
		c = (unsigned char)s[i];
		if ((c & 0xC0) != 0x80)
			return -1;
		cp = cp << 6 | (c & 0x3FU);
	}
	if (cp < least[len] || cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		return -1;
	*ret = cp;
	return len;
}

size_t text_ascii_run(const char *s, size_t n)
{
	size_t i = 0;
	for (uint64_t word; i + sizeof word <= n; i += sizeof word) {
		memcpy(&word, s + i, sizeof word);
		if (word & 0x8080808080808080U)
			break;
	}
	while (i < n && !(s[i] & 0x80))
		i++;
	return i;
}

bool text_is_ascii(const char *s, size_t n)
{
	return text_ascii_run(s, n) == n;
}

bool text_is_utf8(const char *s, size_t n)
{
	while (n) {
		uint32_t cp;
		int len = text_next(s, n, &cp);
		if (len < 0)
			return false;
		s += len;
		n -= (size_t)len;
	}
	return true;
}

void text_put(struct strbuf *b, uint32_t cp)
{
	static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
	if (cp < 0x80) {
		strbuf_addc(b, (char)cp);
		return;
	}
	char out[4];
	int len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
	for (int i = len - 1; i > 0; i--) {
		out[i] = (char)(0x80 | (cp & 0x3F));
		cp >>= 6;
	}
	out[0] = (char)(lead[len] | cp);
	strbuf_addn(b, out, (size_t)len);
}

/* Unicode's class Zs, closed since 6.3 */
static bool is_blank(uint32_t cp)
{
	return cp == ' ' || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) ||
	       cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

/* Known without ICU to be in NFC, alone and beside its like. */
static bool is_composed(uint32_t cp)
{
	return letter_is_plain(cp) || (cp >= 0xC0 && cp <= 0x1B0);
}

bool text_is_forbidden(uint32_t cp)
{
	const struct icu_table *icu;
	if (cp < 0xA0)
		return cp < 0x20 || cp >= 0x7F;
	if (cp >= 0x202A && cp <= 0x202E)
		return true;
	if (is_composed(cp) || is_blank(cp) || (cp >= 0x300 && cp <= 0x34E))
		return false;
	return icu_open(&icu, NULL) != 0 || !icu->is_visible(cp);
}

int text_nfc(const char *s, size_t n, char **ret, struct err *err)
{
	bool composed = true;
	for (size_t i = 0; i < n;) {
		uint32_t cp;
		int len = text_next(s + i, n - i, &cp);
		if (len < 0)
			return ERR(err, ERR_INVALID, NULL, "UTF-8");
		composed = composed && is_composed(cp);
		i += (size_t)len;
	}
	if (!composed)
		return icu_transform(ICU_NFC, s, n, ret, err);
	char *copy = mem_strndup(s, n);
	if (!copy)
		return ERR_OOM(err);
	*ret = copy;
	return 0;
}

/* Without the module text_is_forbidden would call every character beyond our own tables so. */
static int refuse(uint32_t cp, struct err *err)
{
	const struct icu_table *icu;
	int r = cp < 0xA0 ? 0 : icu_open(&icu, err);
	return r ? r : ERR(err, ERR_INVALID, NULL, "U+%04X", (unsigned)cp);
}

/* Most texts are as they should be: nothing that text_clean would change, refuse or ask ICU about. */
static bool is_clean(const char *s, size_t n)
{
	bool after_blank = true;
	for (size_t i = 0; i < n;) {
		uint32_t cp = (unsigned char)s[i];
		int len = cp < 0x80 ? 1 : text_next(s + i, n - i, &cp);
		bool blank = cp == ' ';
		if (len < 0 || (blank && after_blank) || cp < 0x20 || (cp >= 0x7F && cp < 0xA1) ||
			(cp > 0x7F && (is_blank(cp) || !is_composed(cp))))
			return false;
		after_blank = blank;
		i += (size_t)len;
	}
	return n && !after_blank;
}

int text_clean(const char *s, char **ret, struct err *err)
{
	size_t bytes = strlen(s);
	if (is_clean(s, bytes)) {
		char *copy = mem_strndup(s, bytes);
		if (!copy)
			return ERR_OOM(err);
		*ret = copy;
		return 0;
	}
	CLEANUP(strbuf_done) struct strbuf b = {0};
	bool gap = false;
	for (size_t i = 0; i < bytes;) {
		uint32_t cp;
		int len = text_next(s + i, bytes - i, &cp);
		if (len < 0)
			return ERR(err, ERR_INVALID, NULL, "UTF-8");
		i += (size_t)len;
		if (is_blank(cp)) {
			gap = b.len > 0;
			continue;
		}
		if (cp >= 0xFF01 && cp <= 0xFF5E)
			cp -= 0xFF01 - '!';
		if (text_is_forbidden(cp))
			return refuse(cp, err);
		if (gap)
			strbuf_addc(&b, ' ');
		gap = false;
		text_put(&b, cp);
	}
	if (b.failed)
		return ERR_OOM(err);
	return text_nfc(strbuf_str(&b), b.len, ret, err);
}
