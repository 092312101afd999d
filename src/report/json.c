#include "report/json.h"

#include <stdlib.h>

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

void json_text(struct json *j, const char *key, const char *text)
{
	member(j, key);
	if (!text) {
		strbuf_add(j->out, "null");
		return;
	}
	strbuf_addc(j->out, '"');
	for (const char *s = text; *s; s++) {
		unsigned char c = (unsigned char)*s;
		if (c == '"' || c == '\\')
			strbuf_addf(j->out, "\\%c", c);
		else if (c < 0x20 || c == 0x7F)
			strbuf_addf(j->out, "\\u%04x", c);
		else
			strbuf_addc(j->out, (char)c);
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
