/* How near two names of people are: what one hand, one keyboard or one font makes of the same name. */
#ifndef TN_VIET_NAME_NEAR_H
#define TN_VIET_NAME_NEAR_H

#include "base/err.h"

#include <stdbool.h>

#define NAME_NEAR_WORDS 12

/* A name as it sounds, and the same without its marks. As it sounds: NFC, lower case, full-width letters narrow, tones
 * placed one way (hoà, hòa), i for y where the two are one sound (Lý, Lí; not Thúy, Thúi); dots, apostrophes, hyphens
 * and blanks part its words. Words beyond NAME_NEAR_WORDS hang on the last one. */
struct name_near {
	char *sound, *bare; /* words with one blank between; one piece of memory */
	unsigned char words;
	bool is_bare; /* has no mark at all: they may have been lost */
	unsigned char at[NAME_NEAR_WORDS], bare_at[NAME_NEAR_WORDS]; /* where each word begins */
};
/* Bytes that are not UTF-8 or forbidden: ERR_INVALID. */
int name_near_make(const char *name, struct name_near *ret, struct err *err);
void name_near_done(struct name_near *n);

enum name_likeness {
	NAME_OTHER,
	NAME_SAME,
	NAME_MARKS,    /* the same but for marks that one of the two lacks */
	NAME_INITIALS, /* N.V.An */
	NAME_SLIP,     /* one letter or mark other, missing, too many, or two letters turned */
	NAME_TURNED,   /* two words changed places */
	NAME_SHORT,    /* one word is missing */
};
/* The nearest that fits. Where one of the two lacks all marks the rest is asked without marks, too. */
enum name_likeness name_near_compare(const struct name_near *a, const struct name_near *b);

#endif
