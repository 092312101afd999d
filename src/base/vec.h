/* Growable arrays: struct { T *v; size_t n, cap; }. */
#ifndef TN_BASE_VEC_H
#define TN_BASE_VEC_H

#include "base/mem.h"

#include <stdbool.h>

#define VEC(T)                                                                                     \
	struct {                                                                                   \
		T *v;                                                                              \
		size_t n, cap;                                                                     \
	}

/* Makes room for one more; false without memory (the array is unchanged). */
static inline bool vec_room(void **v, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return true;
	size_t more = *cap ? *cap * 2 : 8;
	void *grown = mem_resize(*v, more * size);
	if (!grown)
		return false;
	*v = grown;
	*cap = more;
	return true;
}

/* bool: appends the value `x`. */
#define VEC_PUSH(a, x)                                                                             \
	(vec_room((void **)&(a)->v, (a)->n, &(a)->cap, sizeof *(a)->v)                             \
			? ((a)->v[(a)->n++] = (x), true)                                           \
			: false)
/* (nothing is added to the NULL of an empty one: that is undefined, even 0) */
#define VEC_EACH(p, a)                                                                             \
	for (__typeof__((a)->v + 0) p = (a)->v; p && p < (a)->v + (a)->n; p++)
#define VEC_DONE(a)    (free((a)->v), (a)->v = NULL, (a)->n = (a)->cap = 0)

#endif
