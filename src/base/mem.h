/* Memory: thin wrappers so that a test can make the n-th allocation fail, cleanup attributes and
 * ownership hand-over. Every function here may return NULL; callers below the UI must cope. */
#ifndef TN_BASE_MEM_H
#define TN_BASE_MEM_H

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

void *mem_alloc(size_t size);		  /* zeroed */
void *mem_resize(void *old, size_t size); /* like realloc; old stays valid on failure */
char *mem_strdup(const char *s);	  /* NULL in, NULL out */
char *mem_strndup(const char *s, size_t n);
char *mem_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
char *mem_vprintf(const char *fmt, va_list ap) __attribute__((format(printf, 1, 0)));

/* How many allocations have failed so far: where a question about words can only be answered with no for want of memory,
 * whoever asked looks whether it was. */
long mem_failures(void);

/* Test hook: the allocation number `n` from now (1 = next) fails once; 0 switches off. */
void mem_fail_at(long n);
/* Allocations made since mem_fail_at was last called. */
long mem_count(void);

static inline void mem_freep(void *p)
{
	void **q = p;
	free(*q);
	*q = NULL;
}
#define CLEANUP(f)   __attribute__((cleanup(f)))
#define CLEANUP_FREE CLEANUP(mem_freep)

/* Hands a pointer over: the variable becomes NULL. */
#define TAKE_PTR(p)                                                                                \
	__extension__({                                                                            \
		__typeof__(p) *_tp = &(p);                                                         \
		__typeof__(p) _tv = *_tp;                                                          \
		*_tp = NULL;                                                                       \
		_tv;                                                                               \
	})

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

#endif
