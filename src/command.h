/* What the command line does besides the screens. Each returns the exit status: 0, 1 (data refused or
 * nothing done, said why on stderr), 2 (usage). */
#ifndef TN_COMMAND_H
#define TN_COMMAND_H

#include "base/err.h"
#include "db/db.h"
#include "options.h"

int command_init(const struct options *o);
int command_import(const struct options *o, struct db *db);
int command_report(const struct options *o, struct db *db);
int command_check(const struct options *o, struct db *db);

/* "taonguon: SENTENCE" on stderr; returns 1. */
int command_failed(const struct err *err);
int command_usage(const char *what);

#endif
