/* What text was written in before it was Unicode: one interface to all charsets, iconv's tables behind those
 * that it knows (VISCII, CP1258), our own behind the others. Bytes 80-9F are CP1252's punctuation where the charset
 * has no letter there: Word's quotes. */
#ifndef TN_VIET_CHARSET_H
#define TN_VIET_CHARSET_H

#include "base/err.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

enum charset {
	CHARSET_NONE,  /* nobody can say */
	CHARSET_UTF8,  /* composed or not */
	CHARSET_UTF16, /* by its mark, else by where its zero bytes stand */
	CHARSET_TCVN3,
	CHARSET_TCVN3_CAPITALS, /* a font whose lower-case letters look like capitals (.VnTimeH): all letters become capitals */
	CHARSET_VNI,
	CHARSET_VISCII,
	CHARSET_CP1258,
	CHARSET_VPS,
	CHARSET_VIQR, /* on request only: plain text collides with it */
	CHARSET_CP1252,
};
#define CHARSETS 11

/* "tcvn3", "tcvn3h", "vni", "viscii", "cp1258", "vps", "viqr", "utf-8", "utf-16", "cp1252"; "" for none. */
const char *charset_code(enum charset c);
bool charset_from_code(const char *code, enum charset *ret);
/* As people call it: "TCVN3 (ABC, .VnTime)"; proper names, the same in every language. */
const char *charset_label(enum charset c);
/* By the name of a font: .Vn* TCVN3, .Vn*H its capitals, VNI-* VNI; of others CHARSET_NONE. */
enum charset charset_of_font(const char *font);

/* Appends the n bytes as UTF-8 in NFC. *ret_odd (may be NULL) counts what the charset has no letter for; each becomes
 * U+FFFD. A lower-case accented letter of TCVN3 in a word whose other letters are capitals becomes a capital; Hà, where
 * that cannot be told, follows the words around it in the same phrase (charset_own.h). So it is with VISCII and VPS, whose
 * capitals in the places of control characters many converters leave out; both ways are read. CHARSET_NONE is read as
 * UTF-8. ERR_NOMEM, ERR_MODULE. */
int charset_decode(enum charset c, const char *s, size_t n, struct strbuf *ret, size_t *ret_odd,
	struct err *err);
/* The same of text that is Unicode already, but whose letters only look right in an old font: each code point stands for
 * the byte that CP1252 has for it (ư of TCVN3 is the soft hyphen U+00AD). Code points beyond CP1252 count as odd and stay
 * as they are. With UTF8 it is NFC and no more. */
int charset_decode_seen(enum charset c, const char *s, size_t n, struct strbuf *ret,
	size_t *ret_odd, struct err *err);
/* UTF-16 without its mark as UTF-8, not composed: that needs no ICU. Half a pair and half a letter become
 * U+FFFD; returns how many. */
size_t charset_from_utf16(const char *s, size_t n, bool is_big, struct strbuf *ret);
/* UTF-8 (any form) into bytes of the charset; *ret_lost counts letters that it has no code for (each becomes "?"); a
 * capital of TCVN3 without a code of its own takes its lower-case letter's and is not lost. */
int charset_encode(
	enum charset c, const char *s, struct strbuf *ret, size_t *ret_lost, struct err *err);

/* TCVN3 has no codes for most capitals with marks: in a name a word that begins with such a letter had one, where another
 * word of it has its own. In place. */
void charset_raise_initials(char *name);

/* ---- which one? (charset_guess.c) ------------------------------------------------------------------- */

/* Texts of one column or one file, counted under every reading that may be. Never asked of one cell. */
struct charset_tally;
/* is_seen: the texts are Unicode that may have been written in an old font (a workbook), else bytes as they stood in a
 * file. Bytes that turn out to be UTF-8 may still have been typed in an old font (a workbook saved as CSV UTF-8): then a
 * second tally, of texts seen, tells. NULL without memory. */
struct charset_tally *charset_tally_make(bool is_seen);
void charset_tally_free(struct charset_tally *t);
/* `font`: charset_of_font of where the text stands, CHARSET_NONE. */
int charset_tally_add(
	struct charset_tally *t, const char *s, size_t n, enum charset font, struct err *err);

struct charset_verdict {
	enum charset charset; /* CHARSET_NONE: a tie, or nothing to go by beyond ASCII (is_plain) */
	bool is_plain;	      /* ASCII alone: every reading gives the same */
	bool is_by_font;
	bool loses_capitals; /* TCVN3: capitals with a mark cannot be known for certain */
	int confidence;	     /* 0 to 100 */
	struct charset_score {
		enum charset charset;
		long words, spelled,
			odd; /* with marks; of these Vietnamese syllables; impossible letters */
	} scores[CHARSETS];
	size_t score_count; /* best first */
};
void charset_tally_verdict(const struct charset_tally *t, struct charset_verdict *ret);

/* Is the word (UTF-8, NFC or not, case aside) a syllable that Vietnamese can spell? Tone and ending fit each other
 * (c, ch, p, t take sắc and nặng alone). *ret_marked: it has a mark or đ. */
bool charset_is_syllable(const char *word, size_t n, bool *ret_marked);

#endif
