/* What a figure counts, as a question to one admission. */
#include "report/figures.h"

long figures_count(const struct admission *list, size_t n,
	bool (*test)(const struct admission *a, int arg), int arg)
{
	long count = 0;
	for (size_t i = 0; i < n; i++)
		count += test(&list[i], arg);
	return count;
}

bool admission_any(const struct admission *a, int arg)
{
	(void)a;
	(void)arg;
	return true;
}

bool admission_in_year(const struct admission *a, int year)
{
	return a->on.year == year;
}

bool admission_residential(const struct admission *a, int arg)
{
	(void)arg;
	return a->type == CELL_RESIDENTIAL;
}

bool admission_not_residential(const struct admission *a, int arg)
{
	(void)arg;
	return a->type != CELL_RESIDENTIAL;
}

bool admission_type(const struct admission *a, int type)
{
	return (int)a->type == type;
}

bool admission_cell(const struct admission *a, int cell)
{
	return a->cell.v == cell;
}

bool admission_female(const struct admission *a, int arg)
{
	(void)arg;
	return a->is_female;
}

bool admission_minority(const struct admission *a, int arg)
{
	(void)arg;
	return a->is_minority;
}

bool admission_religious(const struct admission *a, int arg)
{
	(void)arg;
	return a->is_religious;
}

bool admission_youth(const struct admission *a, int arg)
{
	(void)arg;
	return a->is_youth;
}

bool admission_readmitted(const struct admission *a, int arg)
{
	(void)arg;
	return a->is_readmitted;
}

bool admission_band(const struct admission *a, int band)
{
	return age_band(a->age) == band;
}

bool admission_education(const struct admission *a, int education)
{
	return a->education == education;
}

bool admission_professional(const struct admission *a, int professional)
{
	return a->professional == professional;
}

long figures_average_age(const struct admission *list, size_t n)
{
	long sum = 0, known = 0;
	for (size_t i = 0; i < n; i++)
		if (list[i].age >= 0) {
			sum += list[i].age;
			known++;
		}
	return known ? (20 * sum + known) / (2 * known) : -1;
}

struct workforce figures_workforce(const struct figures *f, int type)
{
	struct workforce w = {.all = -1};
	VEC_EACH (c, &f->cells) {
		if ((int)c->cell.type != type || !c->is_valid || c->workforce <= 0)
			continue;
		w.all = (w.all < 0 ? 0 : w.all) + c->workforce;
		w.members += c->workforce_members > 0 ? c->workforce_members : 0;
		w.on = date_max(w.on, c->workforce_on);
	}
	return w;
}
