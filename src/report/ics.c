#include "report/ics.h"

#include "base/clock.h"
#include "base/i18n.h"

#include <string.h>

enum { LINE_MAX_OCTETS = 75 };

/* One content line, folded at 75 octets between characters. */
static void add_line(struct strbuf *out, const char *line)
{
	size_t left = strlen(line), room = LINE_MAX_OCTETS;
	while (left > room) {
		size_t n = room;
		while (n > 1 && ((unsigned char)line[n] & 0xC0) == 0x80)
			n--;
		strbuf_addn(out, line, n);
		strbuf_add(out, "\r\n ");
		line += n;
		left -= n;
		room = LINE_MAX_OCTETS - 1; /* the blank of the fold counts */
	}
	strbuf_addn(out, line, left);
	strbuf_add(out, "\r\n");
}

/* TEXT: \ ; , and line breaks escaped. */
static void add_text(struct strbuf *line, const char *s)
{
	for (; *s; s++) {
		if (*s == '\n') {
			strbuf_add(line, "\\n");
			continue;
		}
		if (strchr("\\;,", *s))
			strbuf_addc(line, '\\');
		if ((unsigned char)*s >= 0x20 && *s != 0x7F)
			strbuf_addc(line, *s);
	}
}

/* Ends the line that was being made. */
static void put(struct strbuf *out, struct strbuf *line)
{
	add_line(out, strbuf_str(line));
	out->failed |= line->failed;
	strbuf_done(line);
}

static void add_date(struct strbuf *out, const char *name, struct date d)
{
	struct strbuf line = {0};
	strbuf_addf(&line, "%s;VALUE=DATE:%04d%02d%02d", name, d.year, d.month, d.day);
	put(out, &line);
}

void ics_begin(struct strbuf *out)
{
	add_line(out, "BEGIN:VCALENDAR");
	add_line(out, "VERSION:2.0");
	add_line(out, "PRODID:-//taonguon//taonguon//VI");
	add_line(out, "CALSCALE:GREGORIAN");
}

void ics_end(struct strbuf *out)
{
	add_line(out, "END:VCALENDAR");
}

void ics_add_timezone(struct strbuf *out)
{
	static const char *const lines[] = {"BEGIN:VTIMEZONE", "TZID:Asia/Ho_Chi_Minh",
		"BEGIN:STANDARD", "DTSTART:19700101T000000", "TZOFFSETFROM:+0700",
		"TZOFFSETTO:+0700", "TZNAME:+07", "END:STANDARD", "END:VTIMEZONE"};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		add_line(out, lines[i]);
}

/* The day that the program takes for today, at midnight: the same list gives the same bytes. */
static void add_stamp(struct strbuf *out)
{
	struct date d = clock_today();
	struct strbuf line = {0};
	strbuf_addf(&line, "DTSTAMP:%04d%02d%02dT000000Z", d.year, d.month, d.day);
	put(out, &line);
}

void ics_add(struct strbuf *out, const struct due_row *d, const char *office)
{
	struct strbuf line = {0};
	add_line(out, "BEGIN:VEVENT");
	strbuf_addf(
		&line, "UID:%lld-%s-%d-", (long long)d->t.person.v, need_code(d->t.kind), d->t.nth);
	/* of a cell the same comes again with another year or month */
	if (!d->t.person.v)
		strbuf_addf(&line, "%04d%02d%02d-", d->t.due.year, d->t.due.month, d->t.due.day);
	strbuf_addf(&line, "%s@taonguon", office);
	put(out, &line);
	add_stamp(out);
	add_date(out, "DTSTART", d->t.due);
	add_date(out, "DTEND", date_add_days(d->t.due, 1));
	strbuf_add(&line, "SUMMARY:");
	/* of a cell: whose it is comes first, what it is about last */
	add_text(&line, d->t.person.v ? d->t.name : d->cell ? cell_short_name(d->cell) : "");
	strbuf_add(&line, ": ");
	add_text(&line, _(need_label(d->t.kind)));
	if (!d->t.person.v) {
		strbuf_add(&line, " · ");
		add_text(&line, d->t.name);
	}
	put(out, &line);
	add_line(out, "TRANSP:TRANSPARENT");
	add_line(out, "END:VEVENT");
}
