#include "reader/file.h"

#include "base/mem.h"
#include "base/strbuf.h"
#include "reader/sniff.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Behind the memos: these words and, in eight bytes from the lowest, how many bytes the memos are. */
static const char mark[] = "\x1A\ntaonguon memo\n";
enum { MARK = sizeof mark - 1, TAIL = MARK + 8 };

static int fault(const char *path, int why, struct err *err)
{
	return ERR(err, why == ENOENT || why == ENOTDIR ? ERR_NOT_FOUND : ERR_IO, "file", "%s: %s",
		path, strerror(why));
}

/* Appends all there is. */
static int take(int fd, const char *path, size_t max, struct strbuf *b, struct err *err)
{
	static char chunk[65536]; /* the program is single-threaded */
	for (;;) {
		ssize_t n = read(fd, chunk, sizeof chunk);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fault(path, errno, err);
		if (!n)
			return b->failed ? ERR_OOM(err) : 0;
		if (b->len + (size_t)n > max)
			return ERR(err, ERR_LIMIT, "unpacked", NULL);
		strbuf_addn(b, chunk, (size_t)n);
		if (b->failed)
			return ERR_OOM(err);
	}
}

static int take_path(const char *path, size_t max, struct strbuf *b, struct err *err)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	struct stat st;
	if (fd < 0)
		return fault(path, errno, err);
	/* a pipe or a device of the file system would be waited for without end */
	if (!is_stdin && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))) {
		close(fd);
		return fault(path, S_ISDIR(st.st_mode) ? EISDIR : EINVAL, err);
	}
	int r = take(fd, path, max, b, err);
	if (!is_stdin)
		close(fd);
	return r;
}

/* The file of the same name with this ending, capitals aside; NULL: there is none. */
static char *find_memo(const char *path, const char *end)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	const char *dot = strrchr(name, '.');
	size_t stem = dot ? (size_t)(dot - name) : strlen(name);
	char *folder = slash ? mem_strndup(path, (size_t)(name - path)) : mem_strdup("./");
	DIR *dir = folder ? opendir(folder) : NULL;
	char *found = NULL;
	for (struct dirent *e; dir && !found && (e = readdir(dir));)
		if (strlen(e->d_name) == stem + 4 && strncasecmp(e->d_name, name, stem) == 0 &&
			strcasecmp(e->d_name + stem, end) == 0)
			found = mem_printf("%s%s", folder, e->d_name);
	if (dir)
		closedir(dir);
	free(folder);
	return found;
}

static int add_memo(const char *path, size_t max, struct strbuf *b, struct err *err)
{
	const char *end;
	enum workbook_format format;
	const char *name;
	size_t before = b->len;
	if (!b->len || !sniff_format(b->s, b->len, &format, &name) || format != WORKBOOK_DBF ||
		!sniff_has_memo((unsigned char)b->s[0], &end) || strcmp(path, "-") == 0)
		return 0;
	char *memo = find_memo(path, end);
	if (!memo)
		return 0;
	int r = take_path(memo, max, b, err);
	free(memo);
	if (r)
		return r;
	uint64_t n = b->len - before;
	strbuf_addn(b, mark, MARK);
	for (int i = 0; i < 8; i++)
		strbuf_addc(b, (char)(n >> 8 * i & 0xFF));
	return b->failed ? ERR_OOM(err) : 0;
}

int file_load(const char *path, size_t max, char **ret, size_t *ret_n, struct err *err)
{
	struct strbuf b = {0};
	int r = take_path(path, max, &b, err);
	if (!r)
		r = add_memo(path, max, &b, err);
	size_t n = b.len;
	char *bytes = r ? NULL : strbuf_take(&b);
	strbuf_done(&b);
	if (!r && !bytes)
		r = ERR_OOM(err);
	if (r)
		return r;
	*ret = bytes;
	*ret_n = n;
	return 0;
}

size_t file_memo(const char *bytes, size_t n, const char **ret_memo, size_t *ret_memo_n)
{
	uint64_t size = 0;
	*ret_memo = NULL;
	*ret_memo_n = 0;
	if (n < TAIL || memcmp(bytes + n - TAIL, mark, MARK) != 0)
		return n;
	for (int i = 0; i < 8; i++)
		size |= (uint64_t)(unsigned char)bytes[n - 8 + (size_t)i] << 8 * i;
	if (size > n - TAIL)
		return n;
	*ret_memo_n = (size_t)size;
	*ret_memo = bytes + (n - TAIL - *ret_memo_n);
	return n - TAIL - *ret_memo_n;
}
