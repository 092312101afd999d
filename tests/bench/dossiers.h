/* Dossiers of the benchmark's database: papers, votes and inquiries as far as the person has come. */
#ifndef TN_TESTS_BENCH_DOSSIERS_H
#define TN_TESTS_BENCH_DOSSIERS_H

#include "invent.h"

#include <sqlite3.h>

struct dossiers;
struct dossiers *dossiers_begin(sqlite3 *h, struct inventor *v); /* v: where it draws from */
void dossiers_add(struct dossiers *d, int64_t person, const struct invented *p);
void dossiers_end(struct dossiers *d);

#endif
