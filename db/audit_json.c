/* audit_json (name, value, …): the record of an audit trigger as JSON, empty columns left out. SQLite's own
 * json_object is not INNOCUOUS, so that a schema that is not trusted may not call it. */
#include "db/conn.h"

#include <stddef.h>

static void add_text(sqlite3_str *out, const char *s)
{
	sqlite3_str_appendchar(out, 1, '"');
	while (*s) {
		/* most texts have nothing to be escaped: whole runs at a time */
		size_t n = 0;
		while ((unsigned char)s[n] >= 0x20 && s[n] != '"' && s[n] != '\\')
			n++;
		sqlite3_str_append(out, s, (int)n);
		s += n;
		if (!*s)
			break;
		if ((unsigned char)*s < 0x20)
			sqlite3_str_appendf(out, "\\u%04x", (unsigned char)*s);
		else
			sqlite3_str_appendf(out, "\\%c", *s);
		s++;
	}
	sqlite3_str_appendchar(out, 1, '"');
}

static void sql_audit_json(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	sqlite3_str *out = sqlite3_str_new(sqlite3_context_db_handle(ctx));
	sqlite3_str_appendchar(out, 1, '{');
	for (int i = 0; i + 1 < argc; i += 2) {
		if (sqlite3_value_type(argv[i + 1]) == SQLITE_NULL)
			continue;
		if (sqlite3_str_length(out) > 1)
			sqlite3_str_appendchar(out, 1, ',');
		const char *text = (const char *)sqlite3_value_text(argv[i]);
		add_text(out, text ? text : "");
		sqlite3_str_appendchar(out, 1, ':');
		if (sqlite3_value_type(argv[i + 1]) == SQLITE_INTEGER)
			sqlite3_str_appendf(out, "%lld", sqlite3_value_int64(argv[i + 1]));
		else {
			text = (const char *)sqlite3_value_text(argv[i + 1]);
			add_text(out, text ? text : "");
		}
	}
	sqlite3_str_appendchar(out, 1, '}');
	int rc = sqlite3_str_errcode(out), n = sqlite3_str_length(out);
	char *json = sqlite3_str_finish(out);
	if (rc == SQLITE_OK && json)
		sqlite3_result_text(ctx, json, n, sqlite3_free);
	else {
		sqlite3_free(json);
		sqlite3_result_error_nomem(ctx);
	}
}

int db_audit_json_register(sqlite3 *h)
{
	return sqlite3_create_function_v2(h, "audit_json", -1,
		SQLITE_UTF8 | SQLITE_INNOCUOUS | SQLITE_DETERMINISTIC, NULL, sql_audit_json, NULL,
		NULL, NULL);
}
