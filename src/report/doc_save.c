/* Files are written whole: to a name beside, synced, renamed; what was there stays until then. */
#include "report/doc_save.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
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

static int finish(int r, const char *beside, const char *path, struct err *err)
{
	if (!r && rename(beside, path) != 0)
		r = failed(path, err);
	if (r)
		unlink(beside);
	return r;
}

int doc_save_with(const char *path, int (*write)(void *ctx, FILE *f, struct err *err), void *ctx,
	struct err *err)
{
	if (strcmp(path, "-") == 0) {
		int r = write(ctx, stdout, err);
		return !r && fflush(stdout) ? failed(path, err) : r;
	}
	CLEANUP_FREE char *beside = NULL;
	int fd = make_beside(path, &beside, err);
	if (fd < 0)
		return fd;
	FILE *f = fdopen(fd, "wb");
	if (!f) {
		close(fd);
		return finish(ERR_OOM(err), beside, path, err);
	}
	int r = write(ctx, f, err);
	if (!r && (fflush(f) || fsync(fd)))
		r = failed(path, err);
	if (fclose(f) != 0 && !r)
		r = failed(path, err);
	return finish(r, beside, path, err);
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

int doc_save_named(const char *path, int (*write)(void *ctx, const char *file, struct err *err),
	void *ctx, struct err *err)
{
	bool is_stdout = strcmp(path, "-") == 0;
	const char *tmp = getenv("TMPDIR");
	CLEANUP_FREE char *scratch =
		is_stdout ? mem_printf("%s/taonguon", tmp && *tmp ? tmp : "/tmp") : NULL;
	CLEANUP_FREE char *beside = NULL;
	if (is_stdout && !scratch)
		return ERR_OOM(err);
	int fd = make_beside(is_stdout ? scratch : path, &beside, err);
	if (fd < 0)
		return fd;
	close(fd);
	int r = write(ctx, beside, err);
	if (is_stdout) {
		if (!r)
			r = copy_out(beside, err);
		unlink(beside);
		return r;
	}
	if (!r)
		r = sync_file(beside, err);
	return finish(r, beside, path, err);
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
	return doc_save_with(path, write_bytes, &(struct bytes){path, data, n}, err);
}
