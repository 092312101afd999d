#include "report/cell_places.h"

#include <stdlib.h>

static int by_cell(const void *a, const void *b)
{
	const struct cell_place *x = a, *y = b;
	return (x->cell > y->cell) - (x->cell < y->cell);
}

bool cell_places_add(struct cell_places *p, struct cell_id cell)
{
	const struct cell_place place = {cell.v, p->n};
	return VEC_PUSH(p, place);
}

void cell_places_sort(struct cell_places *p)
{
	if (p->n)
		qsort(p->v, p->n, sizeof *p->v, by_cell);
}

size_t cell_places_find(const struct cell_places *p, struct cell_id cell)
{
	const struct cell_place key = {.cell = cell.v};
	const struct cell_place *found =
		p->n ? bsearch(&key, p->v, p->n, sizeof key, by_cell) : NULL;
	return found ? found->at : SIZE_MAX;
}
