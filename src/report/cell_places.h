/* Where a cell stands in a list of cells: found by its id. */
#ifndef TN_REPORT_CELL_PLACES_H
#define TN_REPORT_CELL_PLACES_H

#include "base/vec.h"
#include "core/record.h"

#include <stdint.h>

struct cell_places {
	struct cell_place {
		int64_t cell;
		size_t at;
	} * v;
	size_t n, cap;
};

/* The next of the list; false without memory. */
bool cell_places_add(struct cell_places *p, struct cell_id cell);
/* After the last, before anything is looked for. */
void cell_places_sort(struct cell_places *p);
/* SIZE_MAX: it is not in the list. */
size_t cell_places_find(const struct cell_places *p, struct cell_id cell);

#endif
