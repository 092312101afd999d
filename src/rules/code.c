#include "rules/rules.h"

#include <string.h>

static const char *const codes[] = {
	[STAGE_NONE] = "none",
	[EVENT_FOUND] = "found",
	[EVENT_LISTED] = "listed",
	[STAGE_MENTORED] = "mentored",
	[EVENT_CLASS] = "class",
	[EVENT_PAPERS] = "papers",
	[EVENT_DOSSIER] = "dossier",
	[EVENT_CELL_VOTE] = "cell",
	[EVENT_COMMITTEE] = "committee",
	[EVENT_DECISION] = "decision",
	[EVENT_CEREMONY] = "ceremony",
	[STAGE_PROBATION_OVER] = "probation_over",
	[EVENT_RECOGNISED] = "recognised",
	[EVENT_OFF_LIST] = "off_list",
	[EVENT_MOVED] = "moved",
	[EVENT_VOTE_FAILED] = "vote_failed",
	[EVENT_REFUSED] = "refused",
	[EVENT_CANCELLED] = "cancelled",
	[EVENT_STRUCK] = "struck",
	[EVENT_DIED] = "died",
	[EVENT_RETURNED] = "returned",
	[EVENT_ARRIVED] = "arrived",
};

static bool is_event(int k)
{
	return k > 0 && k <= EVENT_ARRIVED && codes[k] && k != STAGE_MENTORED &&
	       k != STAGE_PROBATION_OVER;
}

const char *event_code(enum event_kind kind)
{
	return is_event((int)kind) ? codes[kind] : NULL;
}

bool event_from_code(const char *code, enum event_kind *ret)
{
	for (int k = 1; k <= EVENT_ARRIVED; k++)
		if (is_event(k) && strcmp(codes[k], code) == 0) {
			*ret = (enum event_kind)k;
			return true;
		}
	return false;
}

const char *stage_code(enum stage s)
{
	if (s == STAGE_PROBATION)
		return "probation";
	if (s == STAGE_OFFICIAL)
		return "official";
	return (int)s >= 0 && (int)s < EVENT_RETURNED && codes[s] ? codes[s] : NULL;
}
