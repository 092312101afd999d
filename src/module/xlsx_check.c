/* libxlsxwriter does not look whether its temporary files took what it wrote: where the disk was full for a while
 * a part may end in the middle. So the finished file is read once more. */
#include "module/xlsx_book.h"

#include <string.h>
#include <zip.h>

/* What was read last, and the name of the part's outermost element. */
struct part {
	char root[64], tail[80];
	size_t n;
};

static void take_root(struct part *p, const char *s, size_t n)
{
	const char *end = s + n, *at = memchr(s, '<', n);
	if (at && at + 1 < end && at[1] == '?')
		at = memchr(at + 1, '<', (size_t)(end - at - 1));
	size_t k = 0;
	for (at = at ? at + 1 : end; at < end && !strchr(" >/\r\n", *at); at++)
		if (k < sizeof p->root - 1)
			p->root[k++] = *at;
}

static void take_tail(struct part *p, const char *s, size_t n)
{
	size_t room = sizeof p->tail - 1;
	if (n >= room) {
		memcpy(p->tail, s + n - room, room);
		p->n = room;
		return;
	}
	size_t keep = p->n + n > room ? room - n : p->n;
	memmove(p->tail, p->tail + p->n - keep, keep);
	memcpy(p->tail + keep, s, n);
	p->n = keep + n;
}

static bool is_whole(struct zip *z, zip_uint64_t i)
{
	char buf[8192], end[72];
	struct part p = {0};
	zip_int64_t n;
	bool is_first = true;
	zip_file_t *f = zip_fopen_index(z, i, 0);
	if (!f)
		return false;
	while ((n = zip_fread(f, buf, sizeof buf)) > 0) {
		if (is_first)
			take_root(&p, buf, (size_t)n);
		is_first = false;
		take_tail(&p, buf, (size_t)n);
	}
	zip_fclose(f);
	while (p.n && strchr(" \r\n", p.tail[p.n - 1]))
		p.n--;
	int k = snprintf(end, sizeof end, "</%s>", p.root);
	return n == 0 && k > 3 && p.n >= (size_t)k && memcmp(p.tail + p.n - k, end, (size_t)k) == 0;
}

bool xlsx_is_whole(const char *file)
{
	struct zip *z = zip_open(file, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
	zip_int64_t n = z ? zip_get_num_entries(z, 0) : 0;
	bool ok = n > 0;
	for (zip_int64_t i = 0; ok && i < n; i++)
		ok = is_whole(z, (zip_uint64_t)i);
	if (z)
		zip_discard(z);
	return ok;
}
