/* Lookups that several forms share. ctx begins with a struct db *. */
#ifndef TN_UI_SCREENS_LOOKUP_H
#define TN_UI_SCREENS_LOOKUP_H

#include "core/record.h"
#include "ui/form.h"

int lookup_cell(void *ctx, const char *typed, struct picks *ret, struct err *err);
int lookup_member(void *ctx, const char *typed, struct picks *ret, struct err *err);
/* The same, those of the cell first. */
int lookup_member_near(
	struct db *db, struct cell_id cell, const char *typed, struct picks *ret, struct err *err);
/* Candidates and members. */
int lookup_person(void *ctx, const char *typed, struct picks *ret, struct err *err);
/* Sets a cell lookup to `cell` (0: empty). */
int lookup_set_cell(
	struct db *db, struct form *f, const char *field, struct cell_id cell, struct err *err);

#endif
