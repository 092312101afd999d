#include "base/program.h"

#include <dlfcn.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Installed: PREFIX/bin/taonguon, PREFIX/lib/taonguon/NAME.so, PREFIX/share/locale.
 * Built: BUILD/taonguon, BUILD/src/module/NAME.so, BUILD/po. */
static char top[PATH_MAX];
static char locale_dir[PATH_MAX + 16];

static int is_dir(const char *path)
{
	return access(path, X_OK) == 0;
}

int program_init(const char *dir, struct err *err)
{
	const char *build = dir ? dir : getenv("TAONGUON_BUILD_DIR");
	char exe[PATH_MAX];
	if (build) {
		if (!realpath(build, top))
			return ERR(err, ERR_IO, NULL, "%s", build);
	} else {
		if (!realpath("/proc/self/exe", exe))
			return ERR(err, ERR_IO, NULL, "/proc/self/exe");
		char *slash = strrchr(exe, '/');
		*slash = '\0';
		snprintf(top, sizeof top, "%s", exe);
	}
	snprintf(locale_dir, sizeof locale_dir, "%s/po", top);
	if (!is_dir(locale_dir)) {
		char *slash = strrchr(top, '/');
		if (slash)
			*slash = '\0';
		snprintf(locale_dir, sizeof locale_dir, "%s/share/locale", top);
	}
	return 0;
}

const char *program_locale_dir(void)
{
	return locale_dir;
}

int program_module(const char *name, const char *symbol, const void **ret, struct err *err)
{
	static const char *const folders[] = {"src/module", "lib/taonguon"};
	char path[PATH_MAX + 64] = "";
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		snprintf(path, sizeof path, "%s/%s/%s.so", top, folders[i], name);
		if (access(path, R_OK) == 0)
			break;
	}
	void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
	if (!handle)
		return ERR(err, ERR_MODULE, NULL, "%s: %s", path, dlerror());
	const void *table = dlsym(handle, symbol);
	if (!table)
		return ERR(err, ERR_MODULE, NULL, "%s: %s", path, symbol);
	*ret = table;
	return 0;
}
