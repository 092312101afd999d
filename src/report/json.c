#include "report/json.h"

#include "viet/text.h"

#include <stdlib.h>
#include <string.h>

static void member(struct json *j, const char *key)
{
	if (j->has_member)
		strbuf_addc(j->out, ',');
	if (j->depth) {
		strbuf_addc(j->out, '\n');
		for (int i = 0; i < j->depth; i++)
			strbuf_addc(j->out, ' ');
	}
	j->has_member = true;
	if (key)
		strbuf_addf(j->out, "\"%s\": ", key);
}

void json_open(struct json *j, const char *key, char bracket)
{
	member(j, key);
	strbuf_addc(j->out, bracket);
	j->depth++;
	j->has_member = false;
}

void json_close(struct json *j, char bracket)
{
	j->depth--;
	if (j->has_member) {
		strbuf_addc(j->out, '\n');
		for (int i = 0; i < j->depth; i++)
			strbuf_addc(j->out, ' ');
	}
	strbuf_addc(j->out, bracket);
	j->has_member = true;
	if (!j->depth)
		strbuf_addc(j->out, '\n');
}

static size_t plain_run(const char *s)
{
	size_t n = 0;
	while (s[n] >= ' ' && s[n] < 0x7F && s[n] != '"' && s[n] != '\\')
		n++;
	return n;
}

/* One character, escaped where a terminal would take it for a command, a reader for the end of the line or the other
 * direction; nothing is lost. Bytes that are none: U+FFFD. Returns how long it is. */
static size_t add_escaped(struct strbuf *out, const char *s)
{
	uint32_t cp;
	int len = text_next(s, strnlen(s, 4), &cp);
	if (len < 0)
		strbuf_add(out, "\\ufffd");
	else if (*s == '"' || *s == '\\')
		strbuf_addf(out, "\\%c", *s);
	else if (cp < 0x20 ||
		 (cp < 0x10000 && (text_is_forbidden(cp) || cp == 0x2028 || cp == 0x2029)))
		strbuf_addf(out, "\\u%04x", (unsigned)cp);
	else
		strbuf_addn(out, s, (size_t)len);
	return len < 0 ? 1 : (size_t)len;
}

void json_text(struct json *j, const char *key, const char *text)
{
	member(j, key);
	if (!text) {
		strbuf_add(j->out, "null");
		return;
	}
	strbuf_addc(j->out, '"');
	for (const char *s = text; *s;) {
		size_t plain = plain_run(s);
		strbuf_addn(j->out, s, plain);
		s += plain;
		if (*s)
			s += add_escaped(j->out, s);
	}
	strbuf_addc(j->out, '"');
}

void json_number(struct json *j, const char *key, long n)
{
	member(j, key);
	strbuf_addf(j->out, "%ld", n);
}

void json_number_or_null(struct json *j, const char *key, long n)
{
	if (n < 0)
		json_text(j, key, NULL);
	else
		json_number(j, key, n);
}

void json_tenths(struct json *j, const char *key, long tenths)
{
	if (tenths < 0) {
		json_text(j, key, NULL);
		return;
	}
	member(j, key);
	strbuf_addf(j->out, "%ld.%ld", tenths / 10, tenths % 10);
}

void json_points(struct json *j, const char *key, long tenths)
{
	member(j, key);
	strbuf_addf(
		j->out, "%s%ld.%ld", tenths < 0 ? "-" : "", labs(tenths) / 10, labs(tenths) % 10);
}

void json_bool(struct json *j, const char *key, bool v)
{
	member(j, key);
	strbuf_add(j->out, v ? "true" : "false");
}

void json_date(struct json *j, const char *key, struct date d)
{
	char text[DATE_TEXT];
	json_text(j, key, date_is_set(d) ? date_to_iso(d, text) : NULL);
}
