/* A growable text. The first failed allocation makes it `failed`; further appends do nothing, so
 * that one check at the end is enough. */
#ifndef TN_BASE_STRBUF_H
#define TN_BASE_STRBUF_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf {
	char *s; /* NUL-terminated; NULL while empty: use strbuf_str */
	size_t len, cap;
	bool failed;
};

void strbuf_done(struct strbuf *b);
void strbuf_clear(struct strbuf *b); /* keeps the memory, clears `failed` */
void strbuf_add(struct strbuf *b, const char *s);
void strbuf_addn(struct strbuf *b, const char *s, size_t n);
void strbuf_addc(struct strbuf *b, char c);
void strbuf_addf(struct strbuf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *strbuf_str(const struct strbuf *b); /* never NULL */
/* The text, owned by the caller; NULL if the buffer failed. The buffer is empty afterwards. */
char *strbuf_take(struct strbuf *b);

/* As much of `s` (NULL: nothing) as fits into `size` bytes with its NUL: whole characters of UTF-8 only. */
void str_fit(char *ret, size_t size, const char *s);

#endif
