/* How wide a text will be in the font's own measure: no word processor is asked, and none is there. */
#include "module/docx_part.h"

/* Thousandths of the font's size, from the blank to the tilde: the widths of Times, which its likes keep. */
static const short widths[] = {250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333,
	250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
	921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722,
	667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444,
	500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500,
	500, 722, 500, 500, 444, 480, 200, 480, 541};
enum { SMALL = 500, CAPITAL = 722, OTHER = 1000 };
/* Beyond any page: there it makes no difference any more. */
enum { ENDLESS = 1000 * 1000 };

/* Letters with marks are as wide as without; of the pairs in Latin the capital has the even number, but for one. */
static int width_beyond(const unsigned char *s, size_t *ret_bytes)
{
	*ret_bytes = 1;
	if (*s >= 0xC3 && *s <= 0xC6 && (s[1] & 0xC0) == 0x80) {
		*ret_bytes = 2;
		if (*s == 0xC3)
			return s[1] < 0xA0 ? CAPITAL : SMALL;
		return (s[1] & 1) == (*s == 0xC6 && s[1] >= 0xAF) ? CAPITAL : SMALL;
	}
	if (*s == 0xE1 && (s[1] == 0xBA || s[1] == 0xBB) && (s[2] & 0xC0) == 0x80) {
		*ret_bytes = 3;
		return s[2] & 1 ? SMALL : CAPITAL;
	}
	/* the rest of a letter's bytes is nothing */
	return (*s & 0xC0) == 0x80 ? 0 : OTHER;
}

struct docx_width docx_text_width(const char *text)
{
	struct docx_width w = {0};
	int line = 0, word = 0;
	for (const unsigned char *s = (const unsigned char *)text; *s && line < ENDLESS;) {
		size_t n = 1;
		int letter = *s < ' ' || *s == 0x7F ? 0
			     : *s < 0x7F	    ? widths[*s - ' ']
						    : width_beyond(s, &n);
		line = *s == '\n' ? 0 : line + letter;
		word = *s == '\n' || *s == ' ' ? 0 : word + letter;
		w.all = line > w.all ? line : w.all;
		w.word = word > w.word ? word : w.word;
		s += n;
	}
	return w;
}
