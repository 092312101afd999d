/* Writing JSON: commas and quotes are its business, one line a member. */
#ifndef TN_REPORT_JSON_H
#define TN_REPORT_JSON_H

#include "base/date.h"
#include "base/strbuf.h"

struct json {
	struct strbuf *out;
	int depth;
	bool has_member; /* a comma is due */
};

/* `key` NULL inside an array and at the top. */
void json_open(struct json *j, const char *key, char bracket);	   /* '{' or '[' */
void json_close(struct json *j, char bracket);			   /* '}' or ']' */
void json_text(struct json *j, const char *key, const char *text); /* NULL: null */
void json_number(struct json *j, const char *key, long n);
void json_number_or_null(struct json *j, const char *key, long n); /* negative: null */
void json_tenths(struct json *j, const char *key, long tenths); /* 294 → 29.4; negative: null */
void json_points(struct json *j, const char *key, long tenths); /* the same, negative ones too */
void json_bool(struct json *j, const char *key, bool v);
void json_date(struct json *j, const char *key, struct date d); /* unset: null */

#endif
