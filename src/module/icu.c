#include "viet/icu.h"

#include <stdlib.h>

#include <unicode/uchar.h>
#include <unicode/ucol.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#define LONGEST (1U << 28) /* bytes; beyond this ICU's 32-bit lengths might not do */

static int code_of(UErrorCode e)
{
	if (U_SUCCESS(e))
		return 0;
	if (e == U_MEMORY_ALLOCATION_ERROR)
		return ERR_NOMEM;
	return e == U_INVALID_CHAR_FOUND || e == U_ILLEGAL_CHAR_FOUND ? ERR_INVALID : ERR_INTERNAL;
}

/* ---- transforms ------------------------------------------------------------------------------ */

typedef int32_t step(UChar *out, int32_t cap, const UChar *s, int32_t n, UErrorCode *e);

static int32_t step_nfc(UChar *out, int32_t cap, const UChar *s, int32_t n, UErrorCode *e)
{
	return unorm2_normalize(unorm2_getNFCInstance(e), s, n, out, cap, e);
}

static int32_t step_nfd(UChar *out, int32_t cap, const UChar *s, int32_t n, UErrorCode *e)
{
	return unorm2_normalize(unorm2_getNFDInstance(e), s, n, out, cap, e);
}

static int32_t step_lower(UChar *out, int32_t cap, const UChar *s, int32_t n, UErrorCode *e)
{
	return u_strToLower(out, cap, s, n, "", e);
}

/* ICU's own macro for this mixes signs, which -Wconversion does not let pass. */
static UChar32 next(const UChar *s, int32_t *i, int32_t n)
{
	uint32_t c = s[(*i)++];
	if (U16_IS_LEAD(c) && *i < n && U16_IS_TRAIL((uint32_t)s[*i]))
		c = 0x10000U + ((c & 0x3FFU) << 10) + (s[(*i)++] & 0x3FFU);
	return (UChar32)c;
}

/* Takes the marks off decomposed lower-case text; đ has no decomposition and goes by hand. */
static int32_t step_strip(UChar *out, int32_t cap, const UChar *s, int32_t n, UErrorCode *e)
{
	int32_t i = 0, len = 0;
	if (cap <= n) {
		*e = U_BUFFER_OVERFLOW_ERROR;
		return n;
	}
	while (i < n) {
		int32_t from = i;
		UChar32 c = next(s, &i, n);
		if (u_getCombiningClass(c) != 0)
			continue;
		for (; from < i; from++)
			out[len++] = c == 0x111 ? 'd' : s[from];
	}
	out[len] = 0;
	return len;
}

/* Runs one step into a new buffer that takes the old one's place. */
static int run(step *work, icu_resize *resize, UChar **s, int32_t *n)
{
	int32_t cap = *n + *n / 4 + 16;
	for (;;) {
		UErrorCode e = U_ZERO_ERROR;
		UChar *out = resize(NULL, (size_t)cap * sizeof *out);
		if (!out)
			return ERR_NOMEM;
		int32_t len = work(out, cap, *s, *n, &e);
		if (U_SUCCESS(e) && len < cap) {
			free(*s);
			*s = out;
			*n = len;
			return 0;
		}
		free(out);
		if (e != U_BUFFER_OVERFLOW_ERROR && U_FAILURE(e))
			return code_of(e);
		cap = len + 1;
	}
}

static int to_utf8(const UChar *s, int32_t n, icu_resize *resize, char **ret)
{
	UErrorCode e = U_ZERO_ERROR;
	size_t cap = (size_t)n * 3 + 1; /* a surrogate pair takes 4 bytes, 2 a unit */
	char *out = resize(NULL, cap);
	if (!out)
		return ERR_NOMEM;
	int32_t len;
	u_strToUTF8(out, (int32_t)cap, &len, s, n, &e);
	if (U_FAILURE(e)) {
		free(out);
		return code_of(e);
	}
	*ret = out;
	return 0;
}

static int transform(enum icu_form form, const char *s, size_t n, icu_resize *resize, char **ret)
{
	static step *const steps[][6] = {
		[ICU_NFC] = {step_nfc},
		[ICU_LOWER] = {step_nfc, step_lower, step_nfc},
		[ICU_FOLD] = {step_nfd, step_lower, step_nfd, step_strip, step_nfc},
	};
	if (n > LONGEST)
		return ERR_NOMEM;
	UErrorCode e = U_ZERO_ERROR;
	int32_t len;
	UChar *u = resize(NULL, (n + 1) * sizeof *u);
	if (!u)
		return ERR_NOMEM;
	u_strFromUTF8(u, (int32_t)n + 1, &len, s, (int32_t)n, &e);
	int r = code_of(e);
	for (step *const *p = steps[form]; !r && *p; p++)
		r = run(*p, resize, &u, &len);
	if (!r)
		r = to_utf8(u, len, resize, ret);
	free(u);
	return r;
}

/* ---- order ----------------------------------------------------------------------------------- */

static UCollator *collator_open(enum icu_order order, UErrorCode *e)
{
	UCollator *c = ucol_open("vi", e);
	ucol_setStrength(c, UCOL_SECONDARY);
	ucol_setAttribute(c, UCOL_NORMALIZATION_MODE, UCOL_ON, e);
	if (order == ICU_LABELS)
		ucol_setAttribute(c, UCOL_NUMERIC_COLLATION, UCOL_ON, e);
	if (U_FAILURE(*e)) {
		ucol_close(c);
		return NULL;
	}
	return c;
}

static int collator(enum icu_order order, UCollator **ret)
{
	static UCollator *kept[ICU_LABELS + 1];
	UErrorCode e = U_ZERO_ERROR;
	if (!kept[order])
		kept[order] = collator_open(order, &e);
	*ret = kept[order];
	return code_of(e);
}

static int key(enum icu_order order, const char *s, size_t n, icu_resize *resize,
	unsigned char *out, size_t cap, size_t *ret_len)
{
	UCollator *c;
	int r = collator(order, &c);
	if (r)
		return r;
	if (n > LONGEST)
		return ERR_NOMEM;
	UChar near[256], *far = NULL, *u = near;
	if (n > sizeof near / sizeof *near) {
		u = far = resize(NULL, n * sizeof *far);
		if (!u)
			return ERR_NOMEM;
	}
	UErrorCode e = U_ZERO_ERROR;
	int32_t len;
	u_strFromUTF8(u, (int32_t)n, &len, s, (int32_t)n, &e);
	if (U_SUCCESS(e))
		*ret_len = (size_t)ucol_getSortKey(c, u, len, out, (int32_t)cap);
	free(far);
	return code_of(e);
}

static int version(char ret[32])
{
	UCollator *c;
	int r = collator(ICU_NAMES, &c);
	if (r)
		return r;
	UVersionInfo v;
	ucol_getVersion(c, v);
	u_versionToString(v, ret);
	return 0;
}

/* ---- characters ------------------------------------------------------------------------------ */

static bool is_visible(uint32_t cp)
{
	const uint32_t hidden = U_GC_CC_MASK | U_GC_CF_MASK | U_GC_CS_MASK | U_GC_CO_MASK |
				U_GC_CN_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK;
	UChar32 c = (UChar32)cp;
	return !(U_MASK(u_charType(c)) & hidden) &&
	       !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static uint32_t base(uint32_t cp)
{
	UErrorCode e = U_ZERO_ERROR;
	UChar d[32];
	UChar32 c = (UChar32)cp;
	int32_t i = 0;
	int32_t n = unorm2_getDecomposition(unorm2_getNFDInstance(&e), c, d, 32, &e);
	if (U_SUCCESS(e) && n > 0)
		c = next(d, &i, n);
	return (uint32_t)c;
}

static int cells(uint32_t cp)
{
	UChar32 c = (UChar32)cp;
	uint32_t type = U_MASK(u_charType(c));
	if (type & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK))
		return 0;
	int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
	if (width == U_EA_WIDE || width == U_EA_FULLWIDTH)
		return 2;
	/* vowels and finals of Hangul written in parts join the letter before them */
	return cp >= 0x1160 && cp <= 0x11FF ? 0 : 1;
}

const struct icu_table icu_table = {
	.transform = transform,
	.key = key,
	.version = version,
	.is_visible = is_visible,
	.base = base,
	.cells = cells,
};
