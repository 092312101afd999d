/* Texts that say the same, wherever the tone of "uy" stands. */
#include "report/doc_compare_own.h"

#include <string.h>

/* The next byte of a text as it would be spelt "ủy"; the state is what is still to come of a syllable. */
struct spelling {
	const char *at, *rest;
};

static unsigned char next(struct spelling *s)
{
	static const struct {
		const char *from, *to;
	} tones[] = {{"u\u1EF7", "\u1EE7y"}, {"U\u1EF6", "\u1EE6Y"}, {"U\u1EF7", "\u1EE6y"}};
	if (s->rest && *s->rest)
		return (unsigned char)*s->rest++;
	for (size_t i = 0; i < sizeof tones / sizeof *tones; i++) {
		size_t n = strlen(tones[i].from);
		if (strncmp(s->at, tones[i].from, n) != 0)
			continue;
		s->at += n;
		s->rest = tones[i].to + 1;
		return (unsigned char)*tones[i].to;
	}
	return *s->at ? (unsigned char)*s->at++ : 0;
}

bool words_same(const char *a, const char *b)
{
	struct spelling x = {.at = a ? a : ""}, y = {.at = b ? b : ""};
	unsigned char c;
	while ((c = next(&x)) == next(&y))
		if (!c)
			return true;
	return false;
}

uint64_t words_hash(uint64_t hash, const char *text)
{
	struct spelling s = {.at = text};
	unsigned char c;
	do {
		c = next(&s);
		hash = (hash ^ c) * UINT64_C(1099511628211);
	} while (c); /* the end, too: "a", "b" is not "ab" */
	return hash;
}
