/* Files are written whole: to a name beside, synced, renamed; what was there stays until then, and for good where it
 * is to be kept. */
#include "report/doc_save.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(const char *path, struct err *err)
{
	int e = errno;
	/* whoever typed the path understands these better than the system's words */
	if (e == ENOENT || e == ENOTDIR)
		return ERR(err, ERR_NOT_FOUND, "folder", "%s", path);
	if (e == EACCES || e == EPERM || e == EROFS)
		return ERR(err, ERR_READONLY, "file", "%s", path);
	return ERR(err, e == ENOSPC || e == EDQUOT ? ERR_FULL : ERR_IO, "file", "%s: %s", path,
		strerror(e));
}

/* A file of its own, for its owner alone, that only this call knows of: `*ret` is its name. */
static int make_beside(const char *path, char **ret, struct err *err)
{
	char *name = mem_printf("%s.XXXXXX", path);
	if (!name)
		return ERR_OOM(err);
	int fd = mkstemp(name);
	if (fd < 0) {
		int r = failed(path, err);
		free(name);
		return r;
	}
	*ret = name;
	return fd;
}

static int exists(const char *path, struct err *err)
{
	struct stat st;
	/* "exists already" would be no help to whoever named a folder */
	if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
		errno = EISDIR;
		return failed(path, err);
	}
	return ERR(err, ERR_EXISTS, "file", "%s", path);
}

/* The name for our file where nothing has it, in one step: who looked first and renamed then could lose what another
 * program put there in between. */
static int take_name(const char *beside, const char *path, struct err *err)
{
	if (renameat2(AT_FDCWD, beside, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
		return 0;
	if (errno == EEXIST)
		return exists(path, err);
	if (errno != EINVAL && errno != ENOSYS)
		return failed(path, err);
	/* a file system that does not know this, as some sticks and shares: an empty file of ours holds the name */
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return errno == EEXIST ? exists(path, err) : failed(path, err);
	close(fd);
	if (rename(beside, path) == 0)
		return 0;
	int r = failed(path, err);
	unlink(path);
	return r;
}

static int finish(int r, const char *beside, const struct doc_target *t, struct err *err)
{
	if (!r && t->keep_existing)
		r = take_name(beside, t->path, err);
	else if (!r && rename(beside, t->path) != 0)
		r = failed(t->path, err);
	if (r)
		unlink(beside);
	return r;
}

struct doc_target doc_target(const struct doc *d, const char *path)
{
	return (struct doc_target){path, d->keep_existing};
}

/* Before anything is written: minutes of work for a name that is taken are nobody's wish. */
static int look(const struct doc_target *t, struct err *err)
{
	struct stat st;
	return t->keep_existing && lstat(t->path, &st) == 0 ? exists(t->path, err) : 0;
}

int doc_save_with(const struct doc_target *t, int (*write)(void *ctx, FILE *f, struct err *err),
	void *ctx, struct err *err)
{
	const char *path = t->path;
	if (strcmp(path, "-") == 0) {
		int r = write(ctx, stdout, err);
		return !r && fflush(stdout) ? failed(path, err) : r;
	}
	CLEANUP_FREE char *beside = NULL;
	int r = look(t, err), fd = r ? r : make_beside(path, &beside, err);
	if (fd < 0)
		return fd;
	FILE *f = fdopen(fd, "wb");
	if (!f) {
		close(fd);
		return finish(ERR_OOM(err), beside, t, err);
	}
	r = write(ctx, f, err);
	if (!r && (fflush(f) || fsync(fd)))
		r = failed(path, err);
	if (fclose(f) != 0 && !r)
		r = failed(path, err);
	return finish(r, beside, t, err);
}

/* ---- by name --------------------------------------------------------------------------------------- */

static int sync_file(const char *name, struct err *err)
{
	int fd = open(name, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return failed(name, err);
	int r = fsync(fd) ? failed(name, err) : 0;
	close(fd);
	return r;
}

static int copy_out(const char *name, struct err *err)
{
	char buf[BUFSIZ];
	size_t n;
	FILE *f = fopen(name, "rbe");
	if (!f)
		return failed(name, err);
	while ((n = fread(buf, 1, sizeof buf, f)) > 0 && fwrite(buf, 1, n, stdout) == n)
		continue;
	int r = ferror(f) || ferror(stdout) || fflush(stdout) ? failed("-", err) : 0;
	fclose(f);
	return r;
}

int doc_save_named(const struct doc_target *t,
	int (*write)(void *ctx, const char *file, struct err *err), void *ctx, struct err *err)
{
	bool is_stdout = strcmp(t->path, "-") == 0;
	const char *tmp = getenv("TMPDIR");
	CLEANUP_FREE char *scratch =
		is_stdout ? mem_printf("%s/taonguon", tmp && *tmp ? tmp : "/tmp") : NULL;
	CLEANUP_FREE char *beside = NULL;
	if (is_stdout && !scratch)
		return ERR_OOM(err);
	int r = is_stdout ? 0 : look(t, err);
	int fd = r ? r : make_beside(is_stdout ? scratch : t->path, &beside, err);
	if (fd < 0)
		return fd;
	close(fd);
	r = write(ctx, beside, err);
	if (is_stdout) {
		if (!r)
			r = copy_out(beside, err);
		unlink(beside);
		return r;
	}
	if (!r)
		r = sync_file(beside, err);
	return finish(r, beside, t, err);
}

/* ---- whole ----------------------------------------------------------------------------------------- */

struct bytes {
	const char *path, *data;
	size_t n;
};

static int write_bytes(void *ctx, FILE *f, struct err *err)
{
	const struct bytes *b = ctx;
	return fwrite(b->data, 1, b->n, f) == b->n ? 0 : failed(b->path, err);
}

int doc_save(const char *path, const char *data, size_t n, struct err *err)
{
	return doc_save_with(&(struct doc_target){path, false}, write_bytes,
		&(struct bytes){path, data, n}, err);
}

/* ---- as it comes ----------------------------------------------------------------------------------- */

enum { GATHERED = 64 * 1024 };

static int put_out(struct doc_sink *s, struct err *err)
{
	size_t n = s->text->len;
	if (s->text->failed)
		return ERR_OOM(err);
	if (fwrite(strbuf_str(s->text), 1, n, s->f) != n)
		return failed(s->path, err);
	strbuf_clear(s->text);
	return 0;
}

int doc_sink_drain(struct doc_sink *s, struct err *err)
{
	if (!s->f || s->text->len < GATHERED)
		return s->text->failed ? ERR_OOM(err) : 0;
	return put_out(s, err);
}

struct text_job {
	const char *path;
	int (*write)(void *ctx, struct doc_sink *s, struct err *err);
	void *ctx;
};

static int write_text(void *ctx, FILE *f, struct err *err)
{
	const struct text_job *job = ctx;
	struct strbuf text = {0};
	struct doc_sink s = {&text, f, job->path};
	int r = job->write(job->ctx, &s, err);
	if (!r)
		r = put_out(&s, err);
	strbuf_done(&text);
	return r;
}

int doc_save_text_by(const struct doc_target *t,
	int (*write)(void *ctx, struct doc_sink *s, struct err *err), void *ctx, struct err *err)
{
	return doc_save_with(t, write_text, &(struct text_job){t->path, write, ctx}, err);
}
