/* The charsets under libFuzzer: any bytes in, only UTF-8 in NFC out, and the same when it is read again; any text out. The
 * first byte chooses the charset and the way. TAONGUON_BUILD_DIR is where the module of ICU lies. */
#include "base/mem.h"
#include "base/program.h"
#include "viet/charset.h"
#include "viet/text.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum way { WAY_DECODE, WAY_SEEN, WAY_ENCODE, WAY_GUESS, WAYS };

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	/* without the module what needs ICU answers ERR_MODULE */
	if (program_init(getenv("TAONGUON_BUILD_DIR"), NULL))
		abort();
	return 0;
}

static void must(bool ok)
{
	if (!ok)
		abort();
}

static void check_text(const struct strbuf *b)
{
	must(text_is_utf8(strbuf_str(b), b->len));
	for (size_t i = 0; i < b->len;) {
		char *nfc;
		size_t n = strnlen(b->s + i, b->len - i);
		int r = text_nfc(b->s + i, n, &nfc, NULL);
		must(r == 0 || r == ERR_MODULE);
		must(r || (strlen(nfc) == n && !memcmp(nfc, b->s + i, n)));
		if (!r)
			free(nfc);
		i += n + 1;
	}
}

static void decode(enum charset c, bool is_seen, const char *s, size_t n)
{
	struct strbuf b = {0}, again = {0};
	size_t odd = 0, more = 0;
	int r = is_seen ? charset_decode_seen(c, s, n, &b, &odd, NULL)
			: charset_decode(c, s, n, &b, &odd, NULL);
	must(r == 0 || r == ERR_MODULE);
	must(odd <= n);
	if (!r) {
		check_text(&b);
		/* what has been read is read once more as what it is now */
		must(charset_decode(CHARSET_UTF8, strbuf_str(&b), b.len, &again, &more, NULL) == 0);
		must(more == 0 && again.len == b.len);
		must(!b.len || !memcmp(again.s, b.s, b.len));
	}
	strbuf_done(&b);
	strbuf_done(&again);
}

static void encode(enum charset c, const char *s, size_t n)
{
	struct strbuf bytes = {0}, back = {0};
	char *text = mem_strndup(s, n);
	size_t lost = 0, odd = 0;
	must(text != NULL);
	int r = charset_encode(c, text, &bytes, &lost, NULL);
	must(r == 0 || r == ERR_MODULE);
	must(lost <= strlen(text));
	if (!r)
		r = charset_decode(c, strbuf_str(&bytes), bytes.len, &back, &odd, NULL);
	must(r == 0 || r == ERR_MODULE);
	/* a charset has letters for its own codes; CP1252's are those of Unicode */
	must(r || odd == 0 || c == CHARSET_UTF8 || c == CHARSET_NONE || c == CHARSET_UTF16);
	strbuf_done(&bytes);
	strbuf_done(&back);
	free(text);
}

static void guess(bool is_seen, const char *s, size_t n)
{
	struct charset_verdict v;
	struct charset_tally *t = charset_tally_make(is_seen);
	bool marked;
	must(t != NULL);
	must(charset_tally_add(t, s, n / 2, CHARSET_NONE, NULL) == 0);
	must(charset_tally_add(t, s + n / 2, n - n / 2, CHARSET_TCVN3, NULL) == 0);
	charset_tally_verdict(t, &v);
	must(v.confidence >= 0 && v.confidence <= 100 && v.score_count <= CHARSETS);
	must(!v.is_plain || v.charset == CHARSET_NONE);
	charset_tally_free(t);
	charset_is_syllable(s, n, &marked);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (!size)
		return 0;
	enum charset c = (enum charset)(data[0] % CHARSETS);
	const char *s = (const char *)data + 1;
	size_t n = size - 1;
	switch ((enum way)(data[0] / CHARSETS % WAYS)) {
	case WAY_DECODE:
	case WAY_SEEN:
		decode(c, data[0] / CHARSETS % WAYS == WAY_SEEN, s, n);
		break;
	case WAY_ENCODE:
		encode(c, s, n);
		break;
	default:
		guess(c & 1, s, n);
		break;
	}
	return 0;
}
