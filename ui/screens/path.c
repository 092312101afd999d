#include "ui/screens/path.h"

#include "base/mem.h"

char *path_from_user(const char *typed)
{
	const char *home = getenv("HOME");
	return typed[0] == '~' && typed[1] == '/' && home ? mem_printf("%s%s", home, typed + 1)
							  : mem_strdup(typed);
}
