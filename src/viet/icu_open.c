#include "viet/icu.h"

#include "base/mem.h"
#include "base/program.h"

int icu_open(const struct icu_table **ret, struct err *err)
{
	static const struct icu_table *table;
	if (!table) {
		const void *p;
		int r = program_module("icu", ICU_SYMBOL, &p, err);
		if (r)
			return r;
		table = p;
	}
	*ret = table;
	return 0;
}

int icu_transform(enum icu_form form, const char *s, size_t n, char **ret, struct err *err)
{
	const struct icu_table *icu;
	int r = icu_open(&icu, err);
	if (r)
		return r;
	r = icu->transform(form, s, n, mem_resize, ret);
	if (r)
		return ERR(err, (enum err_code)r, NULL, r == ERR_INVALID ? "UTF-8" : "ICU");
	return 0;
}
