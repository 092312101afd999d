#include "base/mem.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

static long fail_at, count, failures;

static int fails(void)
{
	count++;
	return fail_at && count == fail_at;
}

void mem_fail_at(long n)
{
	fail_at = n;
	count = 0;
}

long mem_count(void)
{
	return count;
}

long mem_failures(void)
{
	return failures;
}

static void *counted(void *p)
{
	failures += !p;
	return p;
}

void *mem_alloc(size_t size)
{
	return counted(fails() ? NULL : calloc(1, size ? size : 1));
}

void *mem_resize(void *old, size_t size)
{
	return counted(fails() ? NULL : realloc(old, size ? size : 1));
}

char *mem_strndup(const char *s, size_t n)
{
	if (!s)
		return NULL;
	char *r = mem_alloc(n + 1);
	if (r)
		memcpy(r, s, n);
	return r;
}

char *mem_strdup(const char *s)
{
	return s ? mem_strndup(s, strlen(s)) : NULL;
}

char *mem_vprintf(const char *fmt, va_list ap)
{
	va_list again;
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	char *r = n < 0 ? NULL : mem_alloc((size_t)n + 1);
	if (r)
		vsnprintf(r, (size_t)n + 1, fmt, ap);
	return r;
}

char *mem_printf(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	char *r = mem_vprintf(fmt, ap);
	va_end(ap);
	return r;
}
