/* The Vietnamese letters as a table, so that ordinary text needs no ICU. Private to this layer. */
#ifndef TN_VIET_LETTERS_H
#define TN_VIET_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/* letter_vowel's numbers. */
enum {
	V_A,
	V_A_BREVE,
	V_A_ROOF,
	V_E,
	V_E_ROOF,
	V_I,
	V_O,
	V_O_ROOF,
	V_O_HORN,
	V_U,
	V_U_HORN,
	V_Y,
	VOWELS
};
enum { TONES = 6 };

/* A vowel taken apart. `vowel` numbers a ă â e ê i o ô ơ u ư y; `tone` numbers level, huyền, hỏi,
 * ngã, sắc, nặng. */
struct letter_vowel {
	unsigned char vowel, tone;
	bool upper;
};

/* false if cp is no vowel, with or without marks */
bool letter_split(uint32_t cp, struct letter_vowel *ret);
uint32_t letter_join(struct letter_vowel v);
/* The letter's ASCII one in the same case (Ệ → E, đ → d); 0 if cp is not one of the 134 letters
 * with a mark. */
char letter_base(uint32_t cp);
/* Lower case of ASCII and of the 134, and their capitals; others as they are. */
uint32_t letter_lower(uint32_t cp);
uint32_t letter_upper(uint32_t cp);
/* ASCII, the 134 letters, and common signs without case or marks: text of these alone is NFC, and
 * letter_base and letter_lower say all about it. */
bool letter_is_plain(uint32_t cp);
/* Part of a word: letters, digits, marks; not blanks, punctuation or symbols. Made for telling
 * where a word begins, exact for what Vietnamese text has in it. */
bool letter_is_word(uint32_t cp);

#endif
