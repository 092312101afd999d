/* Where the program's own files are. "One package, not one file": catalogs and modules are found
 * beside the executable, built or installed, also through a symlink. */
#ifndef TN_BASE_PROGRAM_H
#define TN_BASE_PROGRAM_H

#include "base/err.h"

/* Reads where the executable lies; call once at start. Tests may name the build folder instead:
 * program_init(dir) with NULL means "from /proc/self/exe". */
int program_init(const char *dir, struct err *err);
/* Folder of the catalogs. Never NULL after program_init. */
const char *program_locale_dir(void);
/* Opens module NAME ("icu", "pdf", "xlsx") and returns its table: the address of the symbol
 * `symbol`. Stays loaded. ERR_MODULE with the file's name where it is missing. */
int program_module(const char *name, const char *symbol, const void **ret, struct err *err);

#endif
