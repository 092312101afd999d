/* What the command line does besides the screens. Each returns the exit status: 0, 1 (data refused or
 * nothing done, said why on stderr), 2 (usage). */
#ifndef TN_COMMAND_H
#define TN_COMMAND_H

#include "base/err.h"
#include "db/db.h"
#include "exchange/plan.h"
#include "options.h"
#include "report/doc.h"
#include "report/format.h"

#include <signal.h>

int command_init(const struct options *o);
int command_export(const struct options *o, struct db *db);
int command_import(const struct options *o, struct db *db);
/* What was brought in, latest first. */
int command_batches(const struct options *o, struct db *db);
/* A file and how the options say that it is read; the exit status where they cannot be, said why. The workbook and the
 * plan are the caller's. */
int command_plan(const struct options *o, struct db *db, enum import_kind kind, const char *path,
	struct workbook **ret, struct plan *ret_plan);
int command_reconcile(const struct options *o, struct db *db);
int command_report(const struct options *o, struct db *db);
int command_list(const struct options *o, struct db *db);
int command_paper(const struct options *o, struct db *db);
/* People who stand in the lists twice: lists them, or makes one of two (--merge). */
int command_duplicates(const struct options *o, struct db *db);
int command_check(const struct options *o, struct db *db);
/* Text in a legacy charset to UTF-8 on standard output; no database. */
int command_convert(const struct options *o);
/* The reports that were kept: lists them, or writes one, or what the records say otherwise now. */
int command_frozen(const struct options *o, struct db *db);
/* Of `report --freeze`: makes it and keeps it, and writes it if a file or format was asked for. */
int command_freeze(const struct options *o, struct db *db, const struct report_request *q);

/* Around the writing of a long file: a bar on a terminal where it takes its time, and Ctrl-C (or whatever else
 * asks the program to end) makes the writer answer ERR_STOPPED, which leaves no file behind. */
struct command_writing {
	struct sigaction before[3];
	bool has_bar, is_shown;
};
struct doc_progress command_writing_begin(struct command_writing *w, const char *output);
void command_writing_end(struct command_writing *w);
/* For what reads or compares: a bar on a terminal from the first call on; true once the end was asked for. `ctx`: struct
 * command_writing that has begun without an output. */
bool command_progress(void *ctx, long done, long total);
/* "[####    ]  50 %" in place of the one before. */
void command_bar(size_t done, size_t all);

/* "taonguon: SENTENCE" on stderr; returns 1. */
int command_failed(const struct err *err);
int command_usage(const char *what);
/* To --output or standard output. */
int command_write(const struct options *o, const struct report_format *format, struct report *rep,
	struct err *err);
/* Is the file of --output there, and nobody asked for it to go? */
bool command_would_replace(const struct options *o);
/* The same said on stderr; returns 1. */
int command_refuse_replacing(void);

#endif
