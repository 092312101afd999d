/* audit_json (name, value, …): the record of an audit trigger as JSON, empty columns left out. SQLite's own
 * json_object is not INNOCUOUS, so that a schema that is not trusted may not call it. */
#include "db/conn.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Hundreds of thousands of records in an import: written in one go into room that surely suffices. */
enum { NEAR = 4096 };

char *db_record_text(char *to, const char *s, size_t n)
{
	static const char hex[] = "0123456789abcdef";
	*to++ = '"';
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c < 0x20) {
			to = (char *)memcpy(to, "\\u00", 4) + 4;
			*to++ = hex[c >> 4];
			c = (unsigned char)hex[c & 15];
		} else if (c == '"' || c == '\\')
			*to++ = '\\';
		*to++ = (char)c;
	}
	*to++ = '"';
	return to;
}

char *db_record_number(char *to, int64_t v)
{
	char digits[20];
	uint64_t left = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	size_t n = 0;
	do
		digits[n++] = (char)('0' + left % 10);
	while (left /= 10);
	if (v < 0)
		*to++ = '-';
	while (n)
		*to++ = digits[--n];
	return to;
}

static size_t length(sqlite3_value *v)
{
	return sqlite3_value_text(v) ? (size_t)sqlite3_value_bytes(v) : 0;
}

static size_t room_for(int argc, sqlite3_value **argv)
{
	size_t room = 2;
	for (int i = 0; i < argc; i++)
		room += DB_RECORD_ROOM(
			sqlite3_value_type(argv[i]) == SQLITE_INTEGER ? 0 : length(argv[i]));
	return room;
}

static char *put_record(char *to, int argc, sqlite3_value **argv)
{
	bool is_first = true;
	*to++ = '{';
	for (int i = 0; i + 1 < argc; i += 2) {
		sqlite3_value *v = argv[i + 1];
		int type = sqlite3_value_type(v);
		if (type == SQLITE_NULL)
			continue;
		if (!is_first)
			*to++ = ',';
		is_first = false;
		to = db_record_text(to, (const char *)sqlite3_value_text(argv[i]), length(argv[i]));
		*to++ = ':';
		to = type == SQLITE_INTEGER
			     ? db_record_number(to, sqlite3_value_int64(v))
			     : db_record_text(to, (const char *)sqlite3_value_text(v), length(v));
	}
	*to++ = '}';
	return to;
}

static void sql_audit_json(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	char near[NEAR], *far = NULL;
	size_t room = room_for(argc, argv);
	if (room > sizeof near && !(far = sqlite3_malloc64(room))) {
		sqlite3_result_error_nomem(ctx);
		return;
	}
	char *to = far ? far : near;
	sqlite3_result_text64(ctx, to, (sqlite3_uint64)(put_record(to, argc, argv) - to),
		SQLITE_TRANSIENT, SQLITE_UTF8);
	sqlite3_free(far);
}

int db_audit_json_register(sqlite3 *h)
{
	return sqlite3_create_function_v2(h, "audit_json", -1,
		SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC, NULL, sql_audit_json, NULL,
		NULL, NULL);
}
