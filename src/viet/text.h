/* Vietnamese text in UTF-8: what comes in is made clean and NFC, what goes out is safe for a
 * terminal, widths are in cells. ICU does the work, loaded as a module at the first text that is not
 * plain ASCII, so that start-up does not pay for it (performance.md). */
#ifndef TN_VIET_TEXT_H
#define TN_VIET_TEXT_H

#include "base/err.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One code point from s (n bytes left); returns its length, 0 at the end, -1 for bytes that are not
 * UTF-8 (overlong, surrogate, cut). */
int text_next(const char *s, size_t n, uint32_t *ret);
bool text_is_utf8(const char *s, size_t n);
/* How many of its first bytes are ASCII; all of them? */
size_t text_ascii_run(const char *s, size_t n);
bool text_is_ascii(const char *s, size_t n);
/* Appends one code point as UTF-8. */
void text_put(struct strbuf *b, uint32_t cp);

/* Control, bidi control (U+061C 200E 200F 202A-202E 2066-2069), zero-width (200B-200D 2060 FEFF)
 * characters, U+00AD and unassigned/private/noncharacters: never part of a name or a note. */
bool text_is_forbidden(uint32_t cp);

/* A value as typed or imported → NFC; blanks (NBSP, U+202F and the like too) trimmed and runs of
 * them made one space; full-width forms folded (NFKC of U+FF01-FF5E only). ERR_INVALID with detail
 * "U+202E" for a forbidden character or "UTF-8" for bytes that are none. Ownership to the caller. */
int text_clean(const char *s, char **ret, struct err *err);
/* NFC only. */
int text_nfc(const char *s, size_t n, char **ret, struct err *err);

/* For search: lower case, marks off, đ → d; other characters as they are ("Nguyễn Thị Ánh" →
 * "nguyen thi anh"). */
int text_fold(const char *s, char **ret, struct err *err);
/* Lower case in NFC, marks kept: for a query that has marks. */
int text_lower(const char *s, char **ret, struct err *err);
/* Capitals, as letterheads have them ("Tiến Hưng" → "TIẾN HƯNG"); letters other than ASCII and the
 * Vietnamese ones stay as they are. */
int text_upper(const char *s, char **ret, struct err *err);
/* true if s has any mark or đ/Đ: then the search is exact. */
bool text_has_marks(const char *s);
/* Does `text` have `query`, every word of it at the beginning of a word of `text`? Both sides
 * folded, or lower-cased with marks where the query has any (uỷ = ủy, hoà = hòa there too). Bytes
 * that are not UTF-8 match nothing. ERR_NOMEM and ERR_MODULE only. */
int text_matches(const char *text, const char *query, bool *ret, struct err *err);

/* Width in terminal cells of clean text: combining 0, wide 2, else 1. No locale needed. */
int text_cells(const char *s);
int text_cp_cells(uint32_t cp);
/* Bytes of the longest beginning of s that fits into `cells`; *ret_cells gets its width. */
size_t text_fit(const char *s, int cells, int *ret_cells);
/* Appends s cut or padded to exactly `cells`; a cut is marked by "…" (or "~" if ascii). align <0
 * left, 0 centre, >0 right. */
void text_pad(struct strbuf *b, const char *s, int cells, int align, bool ascii);

/* Appends s so that a terminal takes no command from it: forbidden characters and bytes that are not
 * UTF-8 become U+FFFD (or "?" if ascii); with `ascii` letters lose their marks. Newlines stay only
 * with `keep_newlines`. */
void text_safe(struct strbuf *b, const char *s, size_t n, bool keep_newlines, bool ascii);

#endif
