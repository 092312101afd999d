/* Files are written whole: to a name beside, synced, renamed; what was there stays until then. */
#include "report/doc.h"

#include "base/mem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static int write_all(int fd, const char *data, size_t n)
{
	while (n) {
		ssize_t k = write(fd, data, n);
		if (k < 0 && errno == EINTR)
			continue;
		if (k < 0)
			return -1;
		data += k;
		n -= (size_t)k;
	}
	return 0;
}

static int failed(const char *path, struct err *err)
{
	int e = errno;
	return ERR(err, e == ENOSPC || e == EDQUOT ? ERR_FULL : ERR_IO, "file", "%s: %s", path,
		strerror(e));
}

int doc_save(const char *path, const char *data, size_t n, struct err *err)
{
	if (strcmp(path, "-") == 0) {
		if (fwrite(data, 1, n, stdout) != n || fflush(stdout) != 0)
			return failed(path, err);
		return 0;
	}
	CLEANUP_FREE char *beside = mem_printf("%s.XXXXXX", path);
	if (!beside)
		return ERR_OOM(err);
	int fd = mkstemp(beside);
	if (fd < 0)
		return failed(path, err);
	int r = write_all(fd, data, n) || fsync(fd) ? failed(path, err) : 0;
	if (close(fd) != 0 && !r)
		r = failed(path, err);
	if (!r && rename(beside, path) != 0)
		r = failed(path, err);
	if (r)
		unlink(beside);
	return r;
}
