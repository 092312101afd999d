#include "ui/screens/weekday.h"

#include "base/i18n.h"

const char *weekday_short(struct date d)
{
	static const char *const days[] = {
		N_("Mo"), N_("Tu"), N_("We"), N_("Th"), N_("Fr"), N_("Sa"), N_("Su")};
	return date_is_full(d) ? _(days[date_weekday(d)]) : "";
}
