/* Taking the rights of a process away for good: the module "sandbox" (it needs libseccomp). */
#ifndef TN_READER_SANDBOX_H
#define TN_READER_SANDBOX_H

#include "base/err.h"

#include <stddef.h>

struct sandbox_needs {
	int fd; /* the only one that stays open, for writing */
	int seconds;
	size_t memory; /* beyond what the process has already */
};

struct sandbox_module {
	/* After this a call to the system other than for memory, writing to fd and ending kills the process. ERR_MODULE where
	 * the system refuses any part of it: then nothing may be parsed. */
	int (*enter)(const struct sandbox_needs *needs, struct err *err);
};
#define SANDBOX_MODULE_SYMBOL "sandbox_module"

#endif
