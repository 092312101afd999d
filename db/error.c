#include "db/conn.h"

#include <string.h>

/* "UNIQUE constraint failed: person.cccd" and "CHECK constraint failed: full_name" end in the field's
 * name; an index on an expression is named in quotes instead. */
static void field_of(const char *message, char *ret, size_t size)
{
	static const struct {
		const char *index, *field;
	} by_index[] = {
		{"committee_from", "from_date"},
		{"cell_name_from", "from_date"},
		{"cell_post_from", "from_date"},
		{"target_of", "kind"},
		{"register_number", "number"},
	};
	ret[0] = '\0';
	for (size_t i = 0; i < sizeof by_index / sizeof *by_index; i++)
		if (strstr(message, by_index[i].index)) {
			strncat(ret, by_index[i].field, size - 1);
			return;
		}
	const char *at = strrchr(message, '.');
	if (!at)
		at = strrchr(message, ' ');
	if (at)
		strncat(ret, at + 1, size - 1);
}

static enum err_code code_of(int rc, int extended)
{
	switch (extended) {
	case SQLITE_CONSTRAINT_UNIQUE:
	case SQLITE_CONSTRAINT_PRIMARYKEY:
	case SQLITE_CONSTRAINT_ROWID:
		return ERR_DUPLICATE;
	case SQLITE_CONSTRAINT_CHECK:
	case SQLITE_CONSTRAINT_NOTNULL:
	case SQLITE_CONSTRAINT_DATATYPE:
		return ERR_INVALID;
	case SQLITE_IOERR_NOMEM:
		return ERR_NOMEM;
	case SQLITE_CONSTRAINT_FOREIGNKEY:
		return ERR_IN_USE;
	}
	switch (rc & 0xff) {
	case SQLITE_NOMEM:
		return ERR_NOMEM;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_FULL:
		return ERR_FULL;
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_PROTOCOL:
		return ERR_IO;
	case SQLITE_CORRUPT:
		return ERR_CORRUPT;
	case SQLITE_NOTADB:
		return ERR_FOREIGN;
	case SQLITE_READONLY:
		return ERR_READONLY;
	case SQLITE_INTERRUPT:
		return ERR_STOPPED;
	default:
		return ERR_INTERNAL;
	}
}

int db_error(struct db *db, int rc, struct err *err, const char *file, int line)
{
	char field[32];
	const char *message = db->h ? sqlite3_errmsg(db->h) : sqlite3_errstr(rc);
	enum err_code code = code_of(rc, db->h ? sqlite3_extended_errcode(db->h) : rc);
	bool has_field = code == ERR_DUPLICATE || code == ERR_INVALID;
	field[0] = '\0';
	if (has_field)
		field_of(message, field, sizeof field);
	return err_fill(err, file, line, code, 0, field, "%s", has_field ? "" : message);
}
