#include "viet/text.h"

#include "viet/icu.h"
#include "viet/letters.h"

#include <string.h>

#define REPLACEMENT 0xFFFDU

/* Widths by range, in order; what is between them only ICU knows. Not the C library's wcwidth: it
 * answers for the locale's character set only. */
static const struct {
	uint32_t from, to;
	int cells;
} ranges[] = {
	{0x0000, 0x02FF, 1},
	{0x0300, 0x036F, 0},
	{0x0370, 0x0482, 1},
	{0x1E00, 0x1FFF, 1},
	{0x2000, 0x200A, 1},
	{0x200B, 0x200F, 0},
	{0x2010, 0x2027, 1},
	{0x202A, 0x202E, 0},
	{0x202F, 0x205F, 1},
	{0x2060, 0x2064, 0},
	{0x2066, 0x206F, 0},
	{0x2070, 0x20BF, 1},
	{0x2190, 0x2319, 1},
	{0x2500, 0x25FC, 1},
	{0x3041, 0x3096, 2},
	{0x30A1, 0x30FF, 2},
	{0x3400, 0x4DBF, 2},
	{0x4E00, 0x9FFF, 2},
	{0xAC00, 0xD7A3, 2},
	{0xFE00, 0xFE0F, 0},
	{0xFEFF, 0xFEFF, 0},
	{0xFF01, 0xFF60, 2},
	{0xFFFD, 0xFFFD, 1},
};

int text_cp_cells(uint32_t cp)
{
	for (size_t i = 0; i < sizeof ranges / sizeof *ranges && cp >= ranges[i].from; i++)
		if (cp <= ranges[i].to)
			return ranges[i].cells;
	const struct icu_table *icu;
	return icu_open(&icu, NULL) == 0 ? icu->cells(cp) : 1;
}

/* The width of the next character, *ret_len bytes long; a byte that is not UTF-8 counts as one. */
static int next_cells(const char *s, size_t n, size_t *ret_len)
{
	uint32_t cp = REPLACEMENT;
	int len = text_next(s, n, &cp);
	*ret_len = len > 0 ? (size_t)len : 1;
	return text_cp_cells(cp);
}

int text_cells(const char *s)
{
	int sum = 0;
	for (size_t i = 0, n = strlen(s), len; i < n; i += len)
		sum += next_cells(s + i, n - i, &len);
	return sum;
}

size_t text_fit(const char *s, int cells, int *ret_cells)
{
	int sum = 0;
	size_t i = 0;
	for (size_t n = strlen(s), len; i < n; i += len) {
		int w = next_cells(s + i, n - i, &len);
		if (sum + w > cells)
			break;
		sum += w;
	}
	*ret_cells = sum;
	return i;
}

static void add_blanks(struct strbuf *b, int n)
{
	while (n-- > 0)
		strbuf_addc(b, ' ');
}

void text_pad(struct strbuf *b, const char *s, int cells, int align, bool ascii)
{
	if (cells <= 0)
		return;
	int width;
	size_t len = text_fit(s, cells, &width);
	bool cut = s[len] != '\0';
	if (cut) {
		len = text_fit(s, cells - 1, &width);
		width++;
	}
	int left = align < 0 ? 0 : align == 0 ? (cells - width) / 2 : cells - width;
	add_blanks(b, left);
	strbuf_addn(b, s, len);
	if (cut)
		strbuf_add(b, ascii ? "~" : "…");
	add_blanks(b, cells - width - left);
}

/* The nearest ASCII character, 0 for none to write (a mark), '?' where there is none. */
static char to_ascii(uint32_t cp)
{
	static const struct {
		uint32_t from, to;
		char ascii;
	} signs[] = {
		{0xA0, 0xA0, ' '},
		{0xAB, 0xAB, '"'},
		{0xB7, 0xB7, '.'},
		{0xBB, 0xBB, '"'},
		{0xD7, 0xD7, 'x'},
		{0x300, 0x36F, 0},
		{0x2000, 0x200A, ' '},
		{0x2010, 0x2015, '-'},
		{0x2018, 0x201B, '\''},
		{0x201C, 0x201F, '"'},
		{0x2026, 0x2026, '.'},
		{0x202F, 0x202F, ' '},
		{0x20AB, 0x20AB, 'd'},
		{0x2264, 0x2264, '<'},
		{0x2265, 0x2265, '>'},
		/* the marks of reports, as the screens draw them */
		{0x25CB, 0x25CB, 'o'},
		{0x25CF, 0x25CF, '*'},
		{0x25D0, 0x25D0, '+'},
	};
	char base = cp < 0x80 ? (char)cp : letter_base(cp);
	if (base)
		return base;
	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (cp >= signs[i].from && cp <= signs[i].to)
			return signs[i].ascii;
	const struct icu_table *icu;
	if (letter_is_plain(cp) || icu_open(&icu, NULL) != 0)
		return '?';
	uint32_t bare = icu->base(cp);
	return bare < 0x80 ? (char)bare : '?';
}

void text_safe(struct strbuf *b, const char *s, size_t n, bool keep_newlines, bool ascii)
{
	for (size_t i = 0; i < n;) {
		/* every cell of every screen comes through here: plain letters go in runs */
		size_t run = 0;
		while (i + run < n && s[i + run] >= ' ' && s[i + run] < 0x7F)
			run++;
		if (run) {
			strbuf_addn(b, s + i, run);
			i += run;
			continue;
		}
		uint32_t cp;
		int len = text_next(s + i, n - i, &cp);
		bool bad = len < 0;
		if (!bad && !(cp == '\n' && keep_newlines))
			bad = text_is_forbidden(cp);
		if (bad)
			cp = ascii ? '?' : REPLACEMENT;
		if (ascii && to_ascii(cp))
			strbuf_addc(b, to_ascii(cp));
		else if (!ascii && bad)
			text_put(b, cp);
		else if (!ascii)
			strbuf_addn(b, s + i, (size_t)len);
		i += len < 0 ? 1 : (size_t)len;
	}
}
