#include "ui/list.h"

static int shown_min(const struct column *c, const int *width, int n)
{
	int sum = 0;
	for (int i = 0; i < n; i++)
		if (width[i])
			sum += c[i].min + 1;
	return sum ? sum - 1 : 0;
}

/* The column to drop next: the highest `drop`, of equals the rightmost; -1 if all must stay. */
static int next_to_drop(const struct column *c, const int *width, int n)
{
	int found = -1;
	for (int i = 0; i < n; i++)
		if (width[i] && c[i].drop > 0 && (found < 0 || c[i].drop >= c[found].drop))
			found = i;
	return found;
}

void list_layout(const struct column *c, int cells, int width[LIST_COLUMNS_MAX])
{
	int n = 0, drop;
	for (; n < LIST_COLUMNS_MAX && c[n].text; n++)
		width[n] = c[n].min;
	for (int i = n; i < LIST_COLUMNS_MAX; i++)
		width[i] = 0;
	while (shown_min(c, width, n) > cells && (drop = next_to_drop(c, width, n)) >= 0)
		width[drop] = 0;
	int left = cells - shown_min(c, width, n);
	for (int i = 0; i < n && left > 0; i++) {
		int more = width[i] ? c[i].ideal - c[i].min : 0;
		more = more < 0 ? 0 : more > left ? left : more;
		width[i] += more;
		left -= more;
	}
	int growing = 0;
	for (int i = 0; i < n; i++)
		growing += width[i] && c[i].grow;
	for (int i = 0; i < n && growing; i++)
		if (width[i] && c[i].grow) {
			int more = left / growing--;
			width[i] += more > 0 ? more : 0;
			left -= more;
		}
}
