#include "rules/authority.h"

#include "rules/shipped.h"

/* Three regimes in eighteen months: the district (to 30/6/2025), the commune as the pilot superior of its cells,
 * the commune as a grassroots organisation. */
static const struct authority shipped[] = {
	{.from = {2021, 7, 30},
		.kind = AUTHORITY_SUPERIOR,
		.name = "Ban Thường vụ cấp ủy cấp huyện",
		.on_behalf = "T/M BAN THƯỜNG VỤ",
		.vote = {1, 2, true},
		.cite = {DOC_24, NULL, MARK_QUOTED}},
	{.from = {2025, 7, 1},
		.kind = AUTHORITY_STANDING,
		.name = "Ban Thường vụ Đảng ủy",
		.on_behalf = "T/M BAN THƯỜNG VỤ",
		.vote = {1, 2, true},
		.cite = {DOC_294, "10.2", MARK_READ}},
	{.from = {2026, 7, 26},
		.kind = AUTHORITY_STANDING,
		.name = "Ban Thường vụ Đảng ủy",
		.on_behalf = "T/M BAN THƯỜNG VỤ",
		.vote = {1, 2, true},
		.cite = {DOC_208, NULL, MARK_QUOTED}},
};

const struct authority *authorities_shipped(size_t *ret_n)
{
	*ret_n = sizeof shipped / sizeof *shipped;
	return shipped;
}

/* How narrowly a row means this cell; negative: not at all. */
static int fits(const struct authority *a, int64_t cell, int cell_type)
{
	if (a->cell)
		return a->cell == cell ? 2 : -1;
	if (a->cell_type)
		return a->cell_type == cell_type ? 1 : -1;
	return 0;
}

const struct authority *authority_on(
	const struct authority *list, size_t n, int64_t cell, int cell_type, struct date day)
{
	const struct authority *best = NULL;
	int best_fit = 0;
	for (size_t i = 0; i < n; i++) {
		const struct authority *a = &list[i];
		int fit = fits(a, cell, cell_type);
		if (fit < 0 || date_cmp(a->from, day) > 0)
			continue;
		int later = best ? date_cmp(a->from, best->from) : 1;
		if (!best || fit > best_fit ||
			(fit == best_fit && (later > 0 || (later == 0 && a->id)))) {
			best = a;
			best_fit = fit;
		}
	}
	return best;
}
