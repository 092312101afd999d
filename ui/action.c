#include "ui/action.h"

#include <stddef.h>

const struct action *action_find(const struct action *table, uint32_t key)
{
	for (const struct action *a = table; a && a->id; a++)
		if (a->keys && key_is_one_of(key, a->keys))
			return a;
	return NULL;
}
