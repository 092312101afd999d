#include "base/clock.h"

#include <stdio.h>
#include <time.h>

static struct date pinned_today;
static char pinned_stamp[CLOCK_STAMP];

void clock_pin_today(struct date today)
{
	pinned_today = today;
}

struct date clock_pinned(void)
{
	return pinned_today;
}

void clock_pin_stamp(const char *stamp)
{
	snprintf(pinned_stamp, sizeof pinned_stamp, "%s", stamp ? stamp : "");
}

struct date clock_today(void)
{
	if (date_is_set(pinned_today))
		return pinned_today;
	time_t now = time(NULL);
	struct tm tm;
	localtime_r(&now, &tm);
	return (struct date){.year = (short)(tm.tm_year + 1900),
		.month = (signed char)(tm.tm_mon + 1),
		.day = (signed char)tm.tm_mday};
}

char *clock_stamp(char buf[CLOCK_STAMP])
{
	if (pinned_stamp[0]) {
		snprintf(buf, CLOCK_STAMP, "%s", pinned_stamp);
		return buf;
	}
	struct timespec ts;
	struct tm tm;
	char day[24], zone[8];
	clock_gettime(CLOCK_REALTIME, &ts);
	localtime_r(&ts.tv_sec, &tm);
	strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &tm);
	strftime(zone, sizeof zone, "%z", &tm);
	snprintf(buf, CLOCK_STAMP, "%s.%03d%.3s:%.2s", day, (int)(ts.tv_nsec / 1000000), zone,
		zone + 3);
	return buf;
}
