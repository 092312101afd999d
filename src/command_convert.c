/* Text in a legacy charset to UTF-8, and the other way round. Needs no database. */
#include "command.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "viet/charset.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- pieces of a file, each ending where a line does -------------------------------------------------- */

enum {
	PIECE = 1 << 18,
	LINE_MOST = 1 << 24, /* a longer line is cut at a blank */
};

struct pieces {
	int fd;
	off_t start;  /* where reading began: what has come before was for somebody else */
	bool is_wide; /* UTF-16: two bytes a unit */
	bool is_at_end;
	struct strbuf buf;
	size_t used; /* of buf: the piece before */
};

static int read_more(struct pieces *p, struct err *err)
{
	char chunk[1 << 16];
	ssize_t n;
	do
		n = read(p->fd, chunk, sizeof chunk);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return ERR(err, ERR_IO, "file", "%s", strerror(errno));
	p->is_at_end = n == 0;
	strbuf_addn(&p->buf, chunk, (size_t)n);
	return p->buf.failed ? ERR_OOM(err) : 0;
}

/* Does a unit with this sign end before `at`? */
static bool ends_with(const struct pieces *p, const char *s, size_t at, char sign)
{
	if (!p->is_wide)
		return s[at - 1] == sign;
	return at % 2 == 0 &&
	       ((s[at - 1] == sign && !s[at - 2]) || (s[at - 2] == sign && !s[at - 1]));
}

/* How much of s[0, n) is lines to their ends; 0: none of it. */
static size_t whole_lines(const struct pieces *p, const char *s, size_t n)
{
	static const char signs[] = {'\n', '\r'};
	for (size_t k = 0; k < sizeof signs; k++)
		for (size_t at = n; at > (p->is_wide ? 1 : 0); at--)
			if (ends_with(p, s, at, signs[k]) && (at < n || signs[k] == '\n'))
				return at;
	return 0;
}

static size_t up_to_blank(const struct pieces *p, const char *s, size_t n)
{
	for (size_t at = n; at > n / 2 && at > 1; at--)
		if (ends_with(p, s, at, ' '))
			return at;
	return n & ~(size_t)1;
}

/* *ret_n is 0 at the end of the file. */
static int next_piece(struct pieces *p, const char **ret, size_t *ret_n, struct err *err)
{
	memmove(p->buf.s ? p->buf.s : "", p->buf.s ? p->buf.s + p->used : "", p->buf.len - p->used);
	p->buf.len -= p->used;
	size_t whole = 0;
	while (!whole && !p->is_at_end) {
		size_t want = p->buf.len + PIECE;
		while (p->buf.len < want && !p->is_at_end) {
			int r = read_more(p, err);
			if (r)
				return r;
		}
		whole = whole_lines(p, strbuf_str(&p->buf), p->buf.len);
		if (!whole && p->buf.len > LINE_MOST)
			whole = up_to_blank(p, p->buf.s, p->buf.len);
	}
	p->used = *ret_n = p->is_at_end ? p->buf.len : whole;
	*ret = strbuf_str(&p->buf);
	return 0;
}

static int rewind_pieces(struct pieces *p, struct err *err)
{
	p->used = p->buf.len = 0;
	p->is_at_end = false;
	return lseek(p->fd, p->start, SEEK_SET) < 0
		       ? ERR(err, ERR_IO, "file", "%s", strerror(errno))
		       : 0;
}

/* A pipe can be read once only: into a file of its own that nobody sees. */
static int make_seekable(struct pieces *p, FILE **ret_copy, struct err *err)
{
	const char *s;
	size_t n = 0;
	p->start = lseek(p->fd, 0, SEEK_CUR);
	if (p->start >= 0)
		return 0;
	p->start = 0;
	FILE *copy = tmpfile();
	int r = copy ? 0 : ERR(err, ERR_IO, "file", "%s", strerror(errno));
	do {
		r = r ? r : next_piece(p, &s, &n, err);
		if (!r && fwrite(s, 1, n, copy) != n)
			r = ERR(err, ERR_IO, "file", "%s", strerror(errno));
	} while (!r && n);
	if (!r && fflush(copy) != 0)
		r = ERR(err, ERR_IO, "file", "%s", strerror(errno));
	*ret_copy = copy;
	if (r)
		return r;
	p->fd = fileno(copy);
	return rewind_pieces(p, err);
}

/* ---- which charset? ----------------------------------------------------------------------------------- */

struct conversion {
	enum charset from, to;
	bool is_seen; /* UTF-8 whose letters only look right in an old font */
	bool is_seen_known;
	bool has_begun;
	size_t odd, lost;
	long lines, first_odd; /* line; 0: none */
};

static bool has_mark8(const char *s, size_t n)
{
	return n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0;
}

static int judge(struct pieces *p, bool is_seen, struct charset_verdict *ret, struct err *err)
{
	const char *s;
	size_t n;
	bool is_first = true;
	struct charset_tally *t = charset_tally_make(is_seen);
	int r = t ? rewind_pieces(p, err) : ERR_OOM(err);
	do {
		r = r ? r : next_piece(p, &s, &n, err);
		size_t skip = !r && is_first && has_mark8(s, n) ? 3 : 0;
		is_first = false;
		r = r ? r : charset_tally_add(t, s + skip, n - skip, CHARSET_NONE, err);
	} while (!r && n);
	if (!r)
		charset_tally_verdict(t, ret);
	charset_tally_free(t);
	return r ? r : rewind_pieces(p, err);
}

static void say_verdict(const struct charset_verdict *v, bool is_seen)
{
	if (v->is_plain) {
		fputs(_("There are no letters beyond ASCII.\n"), stderr);
		return;
	}
	if (is_seen)
		fprintf(stderr,
			_("The file is UTF-8, its letters are those of %s; certainty %d %%.\n"),
			charset_label(v->charset), v->confidence);
	else
		fprintf(stderr, _("The file is in %s; certainty %d %%.\n"),
			charset_label(v->charset), v->confidence);
	if (v->loses_capitals)
		fputs(_("TCVN3 has no capitals with a tone: they follow the letters around them; "
			"look them over.\n"),
			stderr);
}

static int refuse_to_guess(const struct charset_verdict *v)
{
	fputs(_("taonguon: the charset cannot be told for certain; choose one with --from:\n"),
		stderr);
	for (size_t i = 0; i < v->score_count; i++)
		if (v->scores[i].spelled > 0)
			fprintf(stderr,
				_("  %-8s %ld of %ld words are spelled as Vietnamese, %ld letters "
				  "are "
				  "impossible\n"),
				charset_code(v->scores[i].charset), v->scores[i].spelled,
				v->scores[i].words, v->scores[i].odd);
	return 1;
}

/* 0; 1: said why not; or an error. */
static int find_charset(struct pieces *p, struct conversion *c, struct err *err)
{
	struct charset_verdict v, seen;
	int r = judge(p, false, &v, err);
	if (!r && v.charset == CHARSET_UTF8)
		r = judge(p, true, &seen, err);
	if (r)
		return r;
	c->is_seen_known = true;
	if (v.charset == CHARSET_UTF8 && seen.charset != CHARSET_UTF8) {
		v = seen;
		c->is_seen = true;
	}
	if (v.charset == CHARSET_NONE && !v.is_plain)
		return refuse_to_guess(&v);
	say_verdict(&v, c->is_seen);
	c->from = v.is_plain ? CHARSET_UTF8 : v.charset;
	return 0;
}

/* Somebody named a legacy charset, and the file is UTF-8: it was saved so with the letters of the old font in it. */
static int look_for_utf8(struct conversion *c, const char *s, size_t n, struct err *err)
{
	struct charset_verdict v;
	bool is_unicode = c->from == CHARSET_UTF8 || c->from == CHARSET_UTF16;
	if (is_unicode || c->from == CHARSET_VIQR || c->is_seen_known)
		return 0;
	c->is_seen = has_mark8(s, n);
	struct charset_tally *t = charset_tally_make(false);
	int r = t ? charset_tally_add(t, s, n, CHARSET_NONE, err) : ERR_OOM(err);
	if (!r) {
		charset_tally_verdict(t, &v);
		c->is_seen = c->is_seen || (v.charset == CHARSET_UTF8 && v.confidence == 99);
		c->is_seen_known = c->is_seen || !v.is_plain;
	}
	charset_tally_free(t);
	if (!r && c->is_seen)
		fprintf(stderr, _("The file is UTF-8; its letters are read as those of %s.\n"),
			charset_label(c->from));
	return r;
}

/* ---- converting --------------------------------------------------------------------------------------- */

static int decode(const struct conversion *c, const char *s, size_t n, struct strbuf *ret,
	size_t *odd, struct err *err)
{
	return c->is_seen ? charset_decode_seen(c->from, s, n, ret, odd, err)
			  : charset_decode(c->from, s, n, ret, odd, err);
}

/* The line of the first odd letter, which the piece has. */
static int find_odd(
	struct conversion *c, const struct pieces *p, const char *s, size_t n, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf text = {0};
	long line = c->lines + 1;
	size_t from = 0, odd = 0;
	for (size_t at = p->is_wide ? 2 : 1; at <= n && !odd; at++) {
		bool is_end = ends_with(p, s, at, '\n');
		if (!is_end && at < n)
			continue;
		strbuf_clear(&text);
		int r = decode(c, s + from, at - from, &text, &odd, err);
		if (r)
			return r;
		line += is_end && !odd;
		from = at;
	}
	c->first_odd = line;
	return 0;
}

static int put(const char *s, size_t n, struct err *err)
{
	return fwrite(s, 1, n, stdout) == n ? 0 : ERR(err, ERR_IO, "file", "%s", strerror(errno));
}

/* Text is encoded up to each zero byte, which the charsets have as well. */
static int put_encoded(struct conversion *c, const struct strbuf *text, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf bytes = {0};
	for (size_t i = 0; i <= text->len;) {
		const char *s = strbuf_str(text) + i;
		size_t lost = 0, len = strlen(s);
		int r = charset_encode(c->to, s, &bytes, &lost, err);
		if (r)
			return r;
		c->lost += lost;
		i += len + 1;
		if (i <= text->len)
			strbuf_addn(&bytes, "\0", c->to == CHARSET_UTF16 ? 2 : 1);
	}
	return bytes.failed ? ERR_OOM(err) : put(strbuf_str(&bytes), bytes.len, err);
}

static int convert_piece(
	struct conversion *c, const struct pieces *p, const char *s, size_t n, struct err *err)
{
	CLEANUP(strbuf_done) struct strbuf text = {0};
	size_t odd = 0;
	int r = look_for_utf8(c, s, n, err);
	if (!r && !c->has_begun && c->to == CHARSET_UTF16)
		r = put("\xFF\xFE", 2, err);
	if (!c->has_begun && (c->from == CHARSET_UTF8 || c->is_seen) && has_mark8(s, n)) {
		s += 3;
		n -= 3;
	}
	c->has_begun = true;
	r = r ? r : decode(c, s, n, &text, &odd, err);
	if (!r && odd && !c->first_odd)
		r = find_odd(c, p, s, n, err);
	if (r)
		return r;
	c->odd += odd;
	for (size_t i = 0; i < text.len; i++)
		c->lines += text.s[i] == '\n';
	return c->to == CHARSET_UTF8 ? put(strbuf_str(&text), text.len, err)
				     : put_encoded(c, &text, err);
}

static int convert(struct pieces *p, struct conversion *c, struct err *err)
{
	const char *s;
	size_t n;
	int r;
	p->is_wide = c->from == CHARSET_UTF16;
	do {
		r = next_piece(p, &s, &n, err);
		r = r || !n ? r : convert_piece(c, p, s, n, err);
	} while (!r && n);
	if (!r && fflush(stdout) != 0)
		r = ERR(err, ERR_IO, "file", "%s", strerror(errno));
	if (c->odd)
		fprintf(stderr,
			P_("warning: %zu letter is none of this charset, on line %ld\n",
				"warning: %zu letters are none of this charset, the first on line "
				"%ld\n",
				c->odd),
			c->odd, c->first_odd);
	if (c->lost)
		fprintf(stderr,
			P_("warning: %zu letter cannot be written in %s: it became “?”\n",
				"warning: %zu letters cannot be written in %s: they became “?”\n",
				c->lost),
			c->lost, charset_label(c->to));
	return r;
}

static int open_input(const char *name, int *ret, struct err *err)
{
	if (!name || strcmp(name, "-") == 0) {
		*ret = STDIN_FILENO;
		return 0;
	}
	*ret = open(name, O_RDONLY | O_CLOEXEC);
	if (*ret >= 0)
		return 0;
	return errno == ENOENT ? ERR(err, ERR_NOT_FOUND, "file", "%s", name)
			       : ERR(err, ERR_IO, "file", "%s", strerror(errno));
}

int command_convert(const struct options *o)
{
	struct err err = {0};
	struct pieces p = {0};
	struct conversion c = {.to = CHARSET_UTF8};
	FILE *copy = NULL;
	bool is_auto = o->from_name && strcmp(o->from_name, "auto") == 0;
	if (!o->from_name || (!is_auto && !charset_from_code(o->from_name, &c.from)))
		return command_usage(
			_("convert needs --from: tcvn3, tcvn3h, vni, viscii, cp1258, vps, "
			  "viqr, utf-16, utf-8, cp1252 or auto"));
	if (o->to_name && !charset_from_code(o->to_name, &c.to))
		return command_usage(
			_("--to is one of tcvn3, tcvn3h, vni, viscii, cp1258, vps, viqr, "
			  "utf-16, utf-8, cp1252"));
	if (o->word_count > 1)
		return command_usage(_("convert takes one file"));
	int r = open_input(o->word_count ? o->words[0] : NULL, &p.fd, &err);
	if (r)
		return command_failed(&err);
	int fd = p.fd;
	if (is_auto)
		r = make_seekable(&p, &copy, &err);
	if (!r && is_auto)
		r = find_charset(&p, &c, &err);
	if (!r)
		r = convert(&p, &c, &err);
	strbuf_done(&p.buf);
	if (copy)
		fclose(copy);
	if (fd != STDIN_FILENO)
		close(fd);
	return r < 0 ? command_failed(&err) : r;
}
