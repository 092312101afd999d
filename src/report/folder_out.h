/* The whole database as a folder that needs no program of ours: a CSV file for every table with every column, a
 * description in Vietnamese (MOTA.txt) and in English (README.txt), the statements that make the schema (schema.sql, and
 * apart from it triggers.sql, which only this program can run). Nothing is left out.
 *
 * CSV in UTF-8 with BOM, comma, CRLF; the first line has the columns' names. No value is an empty field, an empty text is
 * "". A text that a spreadsheet would run as a formula has a ' before it (doc_csv_needs_guard). A BLOB is "base64:…", or
 * "file:blobs/…" where it is long. */
#ifndef TN_REPORT_FOLDER_OUT_H
#define TN_REPORT_FOLDER_OUT_H

#include "db/db.h"
#include "report/doc.h"

/* Makes `folder` (0700, files 0600), all of it or none: on one state of the data, beside it and renamed. ERR_EXISTS
 * "folder" where something of that name is there; ERR_STOPPED; ERR_NOT_FOUND "folder", ERR_READONLY, ERR_FULL, ERR_IO. The
 * progress is told rows. */
int folder_out(struct db *db, const char *folder, struct doc_progress progress, struct err *err);

#endif
