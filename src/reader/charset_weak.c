/* Stands in until viet has them. */
#include "viet/charset.h"

#include <string.h>

__attribute__((weak)) enum charset charset_of_font(const char *font)
{
	size_t n = strlen(font);
	if (strncmp(font, ".Vn", 3) == 0)
		return font[n - 1] == 'H' ? CHARSET_TCVN3_CAPITALS : CHARSET_TCVN3;
	return strncmp(font, "VNI-", 4) == 0 ? CHARSET_VNI : CHARSET_NONE;
}

__attribute__((weak)) int charset_decode(enum charset c, const char *s, size_t n,
	struct strbuf *ret, size_t *ret_odd, struct err *err)
{
	(void)c;
	(void)ret_odd;
	strbuf_addn(ret, s, n);
	return ret->failed ? ERR_OOM(err) : 0;
}

__attribute__((weak)) int charset_decode_seen(enum charset c, const char *s, size_t n,
	struct strbuf *ret, size_t *ret_odd, struct err *err)
{
	return charset_decode(c, s, n, ret, ret_odd, err);
}

__attribute__((weak)) const char *charset_code(enum charset c)
{
	static const char *const codes[CHARSETS] = {"", "utf-8", "utf-16", "tcvn3", "tcvn3h", "vni",
		"viscii", "cp1258", "vps", "viqr", "cp1252"};
	return codes[c];
}
