/* What the parts of `import` share. Private to them. */
#ifndef TN_COMMAND_IMPORT_OWN_H
#define TN_COMMAND_IMPORT_OWN_H

#include "command.h"

#include <stdio.h>

struct import_job {
	const struct options *o;
	struct db *db;
	struct workbook *w;
	struct plan plan;
	FILE *say; /* for what is said of the file as a whole: not where a list is written */
};

/* ---- what is printed (command_import.c) ---- */
void import_print_safe(FILE *to, const char *s);
/* "2023, " where there are several sheets. */
void import_print_sheet(FILE *to, const struct import_job *j, size_t sheet);

/* ---- the plan (command_import_plan.c) ---- */
/* Changes the guessed plan as the options say. 0: it can be carried out; else the exit status, said why. */
int import_make_plan(struct import_job *j);

#endif
