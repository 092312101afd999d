/* A layer over SQLite's own file access that cuts the power and fails operations. Registered as the
 * default, it lies under the program's own data layer, which does not know of it. Files are real
 * ones, best in memory (/dev/shm). For one process, one thread. */
#ifndef TN_TESTS_PROVE_FAULT_VFS_H
#define TN_TESTS_PROVE_FAULT_VFS_H

#include <stdbool.h>
#include <stdint.h>

enum fault_kind {
	FAULT_NONE,
	FAULT_POWER,	  /* at the operation and after it nothing works; see fault_after_power */
	FAULT_IO_ONCE,	  /* the operation fails with an I/O error */
	FAULT_IO_FOREVER, /* it and all that follow */
	FAULT_FULL_ONCE,  /* a write fails as on a full disk; other operations are spared */
	FAULT_FULL_FOREVER,
};

int fault_install(void);
/* Forgets all that was seen, and arms: the fault comes at operation `at` from here (1: the next).
 * Reads are operations only where `reads`. */
void fault_arm(enum fault_kind kind, long at, bool reads);
long fault_operations(void); /* since fault_arm */
long fault_hits(void);	     /* operations that were made to fail */
/* Which operation was the first to fail: "write x.db-wal"; "" none. */
const char *fault_first(void);
/* What the disk holds after the power came back: every write and truncation that no sync followed
 * was kept, dropped or torn, as `seed` decides. Rewrites the files; all of them must be closed. */
int fault_after_power(uint64_t seed);

#endif
