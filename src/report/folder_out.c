#include "report/folder_out.h"

#include "base/mem.h"
#include "db/dump.h"
#include "report/doc_save.h"
#include "report/folder_about.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A longer BLOB has a file of its own. ASK_EVERY: rows between two questions whether to go on. */
enum { BLOB_IN_LINE = 1024, ASK_EVERY = 200 };

struct out {
	struct db *db;
	const char *dir; /* the folder in the making */
	struct db_dump_table *tables;
	size_t table_count;
	struct doc_progress progress;
	size_t done, all;
	const struct db_dump_table *at;
	int64_t row; /* of it, from 1 */
	bool has_blobs;
};

/* ---- fields ----------------------------------------------------------------------------------------- */

static void add_base64(struct strbuf *b, const char *data, size_t n)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *s = (const unsigned char *)data;
	strbuf_add(b, "base64:");
	for (size_t i = 0; i < n; i += 3) {
		unsigned v = (unsigned)s[i] << 16 | (i + 1 < n ? (unsigned)s[i + 1] << 8 : 0) |
			     (i + 2 < n ? s[i + 2] : 0);
		strbuf_addc(b, digits[v >> 18]);
		strbuf_addc(b, digits[v >> 12 & 63]);
		strbuf_addc(b, i + 1 < n ? digits[v >> 6 & 63] : '=');
		strbuf_addc(b, i + 2 < n ? digits[v & 63] : '=');
	}
}

/* The very bytes, whatever they are: somebody's note of years ago is not mended here. */
static void add_text(struct strbuf *b, const char *s, size_t n)
{
	bool guard = doc_csv_needs_guard(s), quote = !n;
	for (size_t i = 0; i < n && !quote; i++)
		quote = strchr(",;\"\r\n\t", s[i]) != NULL;
	strbuf_add(b, quote ? "\"" : "");
	strbuf_add(b, guard ? "'" : "");
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '"')
			strbuf_addc(b, '"');
		strbuf_addc(b, s[i]);
	}
	strbuf_add(b, quote ? "\"" : "");
}

static int write_bytes(void *ctx, struct doc_sink *s, struct err *err)
{
	const struct strbuf *data = ctx;
	(void)err;
	strbuf_addn(s->text, strbuf_str(data), data->len);
	return 0;
}

static int save(const struct out *o, const char *name,
	int (*write)(void *ctx, struct doc_sink *s, struct err *err), void *ctx, struct err *err)
{
	CLEANUP_FREE char *path = mem_printf("%s/%s", o->dir, name);
	if (!path)
		return ERR_OOM(err);
	return doc_save_text_by(&(struct doc_target){path, true}, write, ctx, err);
}

static int add_blob(struct out *o, struct strbuf *b, const char *column, const char *data, size_t n,
	struct err *err)
{
	if (n <= BLOB_IN_LINE) {
		add_base64(b, data, n);
		return 0;
	}
	CLEANUP_FREE char *folder = mem_printf("%s/blobs", o->dir);
	CLEANUP_FREE char *name =
		mem_printf("blobs/%s-%s-%lld.bin", o->at->name, column, (long long)o->row);
	struct strbuf whole = {.s = (char *)(uintptr_t)data, .len = n};
	if (!folder || !name)
		return ERR_OOM(err);
	if (!o->has_blobs && mkdir(folder, 0700) != 0)
		return ERR(err, ERR_IO, "folder", "%s: %s", folder, strerror(errno));
	o->has_blobs = true;
	strbuf_addf(b, "file:%s", name);
	return save(o, name, write_bytes, &whole, err);
}

/* ---- a table ---------------------------------------------------------------------------------------- */

static int go_on(struct out *o, struct err *err)
{
	size_t done = o->done < o->all ? o->done : o->all;
	if (o->progress.go_on && o->progress.go_on(o->progress.ctx, done, o->all))
		return ERR(err, ERR_STOPPED, "file", NULL);
	return 0;
}

static int add_row(struct out *o, struct db_dump *d, struct strbuf *b, struct err *err)
{
	int r = 0;
	for (size_t c = 0; !r && c < o->at->column_count; c++) {
		const char *data;
		size_t n;
		enum db_value kind = db_dump_value(d, c, &data, &n);
		strbuf_add(b, c ? "," : "");
		if (kind == DB_NUMBER)
			strbuf_addn(b, data, n);
		else if (kind == DB_TEXT)
			add_text(b, data, n);
		else if (kind == DB_BLOB)
			r = add_blob(o, b, o->at->columns[c].name, data, n, err);
	}
	strbuf_add(b, "\r\n");
	return r;
}

static int add_rows(struct out *o, struct db_dump *d, struct doc_sink *s, struct err *err)
{
	int r;
	while ((r = db_dump_next(d, err)) == 1) {
		o->row++;
		r = add_row(o, d, s->text, err);
		if (!r)
			r = doc_sink_drain(s, err);
		if (!r && ++o->done % ASK_EVERY == 0)
			r = go_on(o, err);
		if (r)
			break;
	}
	return r;
}

static int write_table(void *ctx, struct doc_sink *s, struct err *err)
{
	struct out *o = ctx;
	struct db_dump *d;
	strbuf_add(s->text, "\xEF\xBB\xBF");
	for (size_t c = 0; c < o->at->column_count; c++)
		strbuf_addf(s->text, "%s%s", c ? "," : "", o->at->columns[c].name);
	strbuf_add(s->text, "\r\n");
	int r = db_dump_open(o->db, o->at, &d, err);
	if (r)
		return r;
	r = add_rows(o, d, s, err);
	db_dump_close(d);
	return r;
}

/* ---- the rest --------------------------------------------------------------------------------------- */

static int add_statement(void *ctx, const char *sql)
{
	struct strbuf *b = ctx;
	strbuf_addf(b, "%s;\n", sql);
	return 0;
}

static int write_schema(void *ctx, struct doc_sink *s, struct err *err)
{
	struct out *o = ctx;
	/* what makes the file one of this program's: put there, a database from these files opens again */
	strbuf_addf(s->text, "PRAGMA application_id = 1952542574;\nPRAGMA user_version = %d;\n",
		db_schema_version(o->db));
	return db_dump_schema(o->db, false, add_statement, s->text, err);
}

static int write_triggers(void *ctx, struct doc_sink *s, struct err *err)
{
	struct out *o = ctx;
	return db_dump_schema(o->db, true, add_statement, s->text, err);
}

static int write_about(void *ctx, struct doc_sink *s, struct err *err)
{
	struct out *o = ctx;
	(void)err;
	folder_about_add(s->text, o->tables, o->table_count, db_schema_version(o->db));
	return 0;
}

static int write_about_in(struct out *o, enum i18n_lang lang, const char *name, struct err *err)
{
	enum i18n_lang before = i18n_speak(lang);
	int r = save(o, name, write_about, o, err);
	i18n_speak(before);
	return r;
}

static int write_all(struct out *o, struct err *err)
{
	int r = db_dump_tables(o->db, &o->tables, &o->table_count, err);
	for (size_t i = 0; i < o->table_count; i++)
		o->all += (size_t)o->tables[i].rows;
	if (!r)
		r = go_on(o, err);
	for (size_t i = 0; !r && i < o->table_count; i++) {
		CLEANUP_FREE char *name = mem_printf("%s.csv", o->tables[i].name);
		o->at = &o->tables[i];
		o->row = 0;
		r = name ? save(o, name, write_table, o, err) : ERR_OOM(err);
	}
	if (!r)
		r = save(o, "schema.sql", write_schema, o, err);
	if (!r)
		r = save(o, "triggers.sql", write_triggers, o, err);
	if (!r)
		r = write_about_in(o, LANG_VI, "MOTA.txt", err);
	if (!r)
		r = write_about_in(o, LANG_EN, "README.txt", err);
	if (!r)
		r = go_on(o, err);
	db_dump_tables_done(o->tables, o->table_count);
	return r;
}

/* ---- the folder ------------------------------------------------------------------------------------- */

static int failed(const char *path, struct err *err)
{
	int e = errno;
	if (e == EEXIST || e == ENOTEMPTY)
		return ERR(err, ERR_EXISTS, "folder", "%s", path);
	if (e == ENOENT || e == ENOTDIR)
		return ERR(err, ERR_NOT_FOUND, "folder", "%s", path);
	if (e == EACCES || e == EPERM || e == EROFS)
		return ERR(err, ERR_READONLY, "folder", "%s", path);
	return ERR(err, e == ENOSPC || e == EDQUOT ? ERR_FULL : ERR_IO, "folder", "%s: %s", path,
		strerror(e));
}

/* What this call made itself: a folder of files, and one folder of files in it. */
static void remove_folder(const char *path)
{
	DIR *d = opendir(path);
	struct dirent *e;
	while (d && (e = readdir(d))) {
		if (!strcmp(e->d_name, ".") || !strcmp(e->d_name, ".."))
			continue;
		CLEANUP_FREE char *name = mem_printf("%s/%s", path, e->d_name);
		if (name && unlink(name) != 0)
			remove_folder(name);
	}
	if (d)
		closedir(d);
	rmdir(path);
}

static void sync_folder(const char *path)
{
	int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd >= 0) {
		fsync(fd);
		close(fd);
	}
}

static int take_name(const char *beside, const char *path, struct err *err)
{
	sync_folder(beside);
	if (renameat2(AT_FDCWD, beside, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno != EINVAL && errno != ENOSYS)
		return failed(path, err);
	/* a file system that does not know this: an empty folder of ours holds the name */
	if (mkdir(path, 0700) != 0)
		return failed(path, err);
	if (rename(beside, path) == 0)
		return 0;
	int r = failed(path, err);
	rmdir(path);
	return r;
}

int folder_out(struct db *db, const char *folder, struct doc_progress progress, struct err *err)
{
	struct stat st;
	size_t n = strlen(folder);
	while (n > 1 && folder[n - 1] == '/')
		n--;
	CLEANUP_FREE char *path = mem_strndup(folder, n);
	CLEANUP_FREE char *beside = path ? mem_printf("%s.XXXXXX", path) : NULL;
	if (!beside)
		return ERR_OOM(err);
	if (lstat(path, &st) == 0)
		return ERR(err, ERR_EXISTS, "folder", "%s", path);
	if (!mkdtemp(beside))
		return failed(path, err);
	struct out o = {.db = db, .dir = beside, .progress = progress};
	int r = db_read_begin(db, err);
	if (!r) {
		r = write_all(&o, err);
		db_read_end(db);
	}
	if (!r)
		r = take_name(beside, path, err);
	if (r)
		remove_folder(beside);
	return r;
}
