/* An act that takes in many people at once, into a database of fewer: what is cheaper done for all of them at its end
 * (indexes, the words of names) waits until then, and who is not there yet is known without asking the database. */
#ifndef TN_CORE_CROWD_H
#define TN_CORE_CROWD_H

#include "core/record.h"

/* Inside an act, before its first write; decides by the sizes whether that pays (db_bulk_begin), else all goes its
 * usual way. Ends with crowd_end, or with the act that is taken back. */
int crowd_begin(struct db *db, int64_t rows, struct err *err);
int crowd_end(struct db *db, struct err *err);

/* Surely nobody has this number, nor this name (name_key) with this birth date or with one that might be it. false: ask
 * the database. */
bool crowd_has_not(
	struct db *db, const void *key, size_t key_len, struct date birth, const char *cccd);

/* ---- for person_save, which alone writes people ---- */

/* The person's row was written. */
int crowd_note(struct db *db, const void *key, size_t key_len, struct date birth, const char *cccd,
	struct err *err);
/* Are the words of this person's name written at the end? */
bool crowd_words_wait(struct db *db, struct person_id id);

#endif
