/* Between the files of the charsets. Private to this layer. */
#ifndef TN_VIET_CHARSET_OWN_H
#define TN_VIET_CHARSET_OWN_H

#include "viet/charset.h"

#include <stdint.h>

/* In a table: no letter; in text: what was none. */
#define CHARSET_ODD 0xFFFDU

/* ---- one byte, one letter (charset_table.c) ---------------------------------------------------------- */

/* The code point of each byte, CHARSET_ODD where there is none. For TCVN3, VISCII, CP1258 (whose tones are letters of
 * their own, U+0300 and the like), VPS, CP1252, and for VNI the bytes that stand alone. ERR_MODULE where iconv does
 * not know the charset. */
int charset_table(enum charset c, const uint16_t **ret, struct err *err);
/* The byte that stands for cp, -1 for none. */
int charset_table_byte(const uint16_t table[256], uint32_t cp);

/* ---- letters and their marks (charset_marks.c) ------------------------------------------------------- */

/* Appends the text of a charset in which a mark follows its letter. */
void charset_decode_vni(
	const uint16_t table[256], const char *s, size_t n, struct strbuf *ret, size_t *odd);
void charset_decode_viqr(const char *s, size_t n, struct strbuf *ret, size_t *odd);
/* One letter that has no byte of its own; false if it has no code. */
bool charset_encode_vni(const uint16_t table[256], uint32_t cp, struct strbuf *ret);
bool charset_encode_cp1258(const uint16_t table[256], uint32_t cp, struct strbuf *ret);
/* One letter. VIQR escapes what would be read as a mark, so it looks at what stands in `ret` already. */
bool charset_encode_viqr(uint32_t cp, struct strbuf *ret);

/* The letter with the mark (a combining character) on it: â + U+0301 → ấ, ạ + U+0302 → ậ. 0 if Vietnamese has none. */
uint32_t charset_compose(uint32_t letter, uint32_t mark);

/* ---- capitals (charset_capitals.c) ------------------------------------------------------------------- */

/* All Vietnamese letters of UTF-8 in place: a letter and its capital have as many bytes. */
void charset_raise(char *s, size_t n);
/* Small letters with a tone in words of capitals become capitals, in place: NGUYễN → NGUYỄN. A word of one capital and
 * such letters alone (Hà, Đỗ) follows the other words of its phrase; a capital that has a code of its own (Đ, Ê) says
 * that the letters without one are small where it could be told: Lê stays. */
void charset_mend_capitals(char *s, size_t n);

#endif
