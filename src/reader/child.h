/* Work on bytes from outside, done by a child of this process that has no rights: no files, no network, no processes, so
 * much memory and time and no more (src/module/sandbox.c). What it has to say comes over a pipe and is checked
 * (wire_in.c). However it ends, it is over and reaped when this returns; nothing is ever parsed without the sandbox. */
#ifndef TN_READER_CHILD_H
#define TN_READER_CHILD_H

#include "reader/wire.h"

struct child_work {
	/* In the child while it still may open files: loads modules. NULL: nothing to load. */
	int (*load)(void *ctx, struct err *err);
	/* In the child, without rights. */
	int (*parse)(void *ctx, struct wire_out *out, struct err *err);
	void *ctx;
};

/* The child's words in *in, complete when 0 is returned. ERR_CORRUPT where it broke down, ERR_LIMIT "seconds" or "memory",
 * ERR_MODULE where the sandbox cannot be had, ERR_STOPPED, and what the child itself reports. */
int child_run(const struct child_work *work, const struct reader_limits *limits,
	const struct reader_options *options, struct wire_in *in, struct err *err);

#endif
