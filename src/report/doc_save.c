/* Files are written whole: to a name beside, synced, renamed; what was there stays until then. */
#include "report/doc_save.h"

#include "base/mem.h"

#include <errno.h>
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

int doc_save_with(const char *path, int (*write)(void *ctx, FILE *f, struct err *err), void *ctx,
	struct err *err)
{
	if (strcmp(path, "-") == 0) {
		int r = write(ctx, stdout, err);
		return !r && fflush(stdout) ? failed(path, err) : r;
	}
	CLEANUP_FREE char *beside = mem_printf("%s.XXXXXX", path);
	if (!beside)
		return ERR_OOM(err);
	int fd = mkstemp(beside);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "wb");
	if (!f)
		return failed(path, err);
	int r = write(ctx, f, err);
	if (!r && (fflush(f) || fsync(fd)))
		r = failed(path, err);
	if (fclose(f) != 0 && !r)
		r = failed(path, err);
	if (!r && rename(beside, path) != 0)
		r = failed(path, err);
	if (r)
		unlink(beside);
	return r;
}

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
