/* What is counted of a column: between the counting and the verdict. Private to this layer. */
#ifndef TN_VIET_CHARSET_TALLY_H
#define TN_VIET_CHARSET_TALLY_H

#include "viet/charset.h"

#include <stdint.h>

enum {
	READINGS = 7,
	WORDS_MOST = 2048, /* different ones; more would say the same */
};
/* Unicode first: of equals it wins. */
extern const enum charset charset_readings[READINGS];

/* How a word looks in one reading; the pieces of a word look as the worst of them. */
enum look {
	LOOK_PLAIN,  /* says nothing: signs, quotes, a letter alone */
	LOOK_STRONG, /* a syllable of three letters or more */
	LOOK_SHORT,  /* one of two */
	LOOK_LATIN,  /* a word of another language that uses Latin letters */
	LOOK_NONE,   /* none of these */
};

struct seen_word {
	uint64_t hash; /* 0: the slot is free */
	long count;
	unsigned char looks[READINGS];
	unsigned char odd[READINGS];
	bool is_utf8;
};

struct charset_tally {
	bool is_seen;
	struct seen_word *slots; /* by their hashes, half of them free at least; a power of two */
	size_t slot_count, words;
	struct strbuf text; /* of one word in one reading */
	/* of a file: bytes, zeros at even and odd places, whether a mark of UTF-16 begins it */
	long bytes, zeros[2];
	bool has_mark16;
	long in_font[CHARSETS]; /* words with marks by the font they stand in */
};

#endif
