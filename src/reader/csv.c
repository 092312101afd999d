#include "reader/csv.h"

#include "base/mem.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "viet/text.h"

#include <stdbool.h>
#include <string.h>

enum { END = -1 };

enum state { FIELD_BEGIN, FIELD_PLAIN, FIELD_QUOTED, FIELD_QUOTE_SEEN };

struct csv {
	const unsigned char *from, *at, *end;
	long line;
	int delimiter; /* 0: not known yet */
	bool begun;
	bool takes_bytes;
	struct strbuf text; /* the record's fields, each with its NUL */
	VEC(size_t) starts; /* where in the text each begins */
	VEC(char *) fields;
	enum csv_fault fault;
	size_t fault_at;
};

int csv_open_memory(const void *data, size_t n, struct csv **ret, struct err *err)
{
	struct csv *c = mem_alloc(sizeof *c);
	if (!c)
		return ERR_OOM(err);
	c->from = c->at = data;
	c->end = c->from + n;
	c->line = 1;
	*ret = c;
	return 0;
}

void csv_close(struct csv *c)
{
	if (!c)
		return;
	strbuf_done(&c->text);
	VEC_DONE(&c->starts);
	VEC_DONE(&c->fields);
	free(c);
}

void csv_take_bytes(struct csv *c)
{
	c->takes_bytes = true;
}

void csv_progress(const struct csv *c, long *ret_done, long *ret_total)
{
	*ret_done = (long)(c->at - c->from);
	*ret_total = (long)(c->end - c->from);
}

long csv_count_lines(const struct csv *c)
{
	long n = 0;
	for (const unsigned char *p = c->from; p < c->end; p++)
		n += *p == '\n';
	return n;
}

static int peek(const struct csv *c)
{
	return c->at < c->end ? *c->at : END;
}

/* The next byte, every line end as one '\n'. */
static int next(struct csv *c)
{
	int b = peek(c);
	if (b == END)
		return END;
	c->at++;
	if (b == '\r') {
		if (peek(c) == '\n')
			c->at++;
		b = '\n';
	}
	c->line += b == '\n';
	return b;
}

static void set_fault(struct csv *c, enum csv_fault fault)
{
	if (c->fault)
		return;
	c->fault = fault;
	c->fault_at = c->starts.n ? c->starts.n - 1 : 0;
}

static void put(struct csv *c, const unsigned char *s, size_t n)
{
	if (c->text.len - c->starts.v[c->starts.n - 1] + n > CSV_FIELD_MAX)
		set_fault(c, CSV_LONG);
	else
		strbuf_addn(&c->text, (const char *)s, n);
}

static void put_byte(struct csv *c, int b)
{
	unsigned char byte = (unsigned char)b;
	put(c, &byte, 1);
}

/* Bytes that mean nothing to the reader, all at once. */
static void put_run(struct csv *c)
{
	const unsigned char *p = c->at;
	while (p < c->end && *p != '"' && *p != '\n' && *p != '\r' && *p != c->delimiter)
		p++;
	put(c, c->at, (size_t)(p - c->at));
	c->at = p;
}

static bool begin_field(struct csv *c)
{
	if (c->starts.n >= CSV_FIELDS_MAX) {
		set_fault(c, CSV_LONG);
		/* what follows is read over: it goes into the last field, cut at its limit */
		return true;
	}
	return VEC_PUSH(&c->starts, c->text.len);
}

/* Bytes of the field were written: is it text? */
static void end_field(struct csv *c)
{
	size_t from = c->starts.v[c->starts.n - 1];
	size_t n = c->text.len - from;
	const char *s = c->text.s ? c->text.s + from : "";
	if (!c->fault && memchr(s, 0, n))
		set_fault(c, CSV_NUL);
	if (!c->fault && !c->takes_bytes && !text_is_utf8(s, n))
		set_fault(c, CSV_NOT_UTF8);
	strbuf_addc(&c->text, '\0');
}

/* At a line's end: the heading's delimiter is known, or there is none. */
static bool ends_search(const struct csv *c, const size_t count[3])
{
	return !c->takes_bytes || count[0] || count[1] || count[2];
}

/* A spreadsheet's own word for the delimiter. */
static bool take_sep(struct csv *c)
{
	if (c->end - c->at < 6 || memcmp(c->at, "sep=", 4) != 0 || !strchr(",;\t", c->at[4]) ||
		!strchr("\r\n", c->at[5]))
		return false;
	c->delimiter = c->at[4];
	c->at += 5;
	return true;
}

/* The heading tells: what stands most often outside of quotes. Looked at ahead, so that the
 * heading's own fields are cut rightly. */
static void find_delimiter(struct csv *c)
{
	static const char marks[] = {',', ';', '\t'};
	size_t count[sizeof marks] = {0}, best = 0;
	bool quoted = false;
	for (const unsigned char *p = c->at; p < c->end; p++) {
		if (!quoted && strchr("\r\n", *p) && ends_search(c, count))
			break;
		quoted ^= *p == '"';
		for (size_t i = 0; i < sizeof marks && !quoted; i++)
			count[i] += *p == (unsigned char)marks[i];
	}
	for (size_t i = 1; i < sizeof marks; i++)
		if (count[i] > count[best])
			best = i;
	c->delimiter = marks[best];
}

static void begin_input(struct csv *c)
{
	c->begun = true;
	if (c->end - c->at >= 3 && memcmp(c->at, "\xEF\xBB\xBF", 3) == 0)
		c->at += 3;
	if (!c->takes_bytes || !take_sep(c))
		find_delimiter(c);
}

/* Reads one record into text and starts. Returns false without memory. */
static bool read_fields(struct csv *c)
{
	enum state state = FIELD_BEGIN;
	if (!begin_field(c))
		return false;
	for (;;) {
		if (state == FIELD_PLAIN || state == FIELD_QUOTED)
			put_run(c);
		int b = next(c);
		bool ends = b == c->delimiter || b == '\n' || b == END;
		if (state == FIELD_QUOTED && b != END) {
			if (b == '"')
				state = FIELD_QUOTE_SEEN;
			else
				put_byte(c, b);
			continue;
		}
		if (state == FIELD_QUOTED)
			set_fault(c, CSV_QUOTE_OPEN);
		if (ends) {
			end_field(c);
			if (b != c->delimiter)
				return true;
			if (!begin_field(c))
				return false;
			state = FIELD_BEGIN;
		} else if (b == '"' && state == FIELD_BEGIN) {
			state = FIELD_QUOTED;
		} else if (b == '"' && state == FIELD_QUOTE_SEEN) {
			put_byte(c, b);
			state = FIELD_QUOTED;
		} else {
			if (state == FIELD_QUOTE_SEEN)
				set_fault(c, CSV_QUOTE_TEXT);
			put_byte(c, b);
			state = state == FIELD_QUOTE_SEEN ? state : FIELD_PLAIN;
		}
	}
}

/* A ' that we put before = + - @ tab CR in a CSV (a spreadsheet would run it) comes off again; where the text itself
 * began with one, only ours. */
static char *without_guard(char *s)
{
	size_t n = strspn(s, "'");
	return n && s[n] && strchr("=+-@\t\r\n", s[n]) ? s + 1 : s;
}

static bool is_blank(const struct csv *c)
{
	return c->starts.n == 1 && !c->fault && !c->text.s[0];
}

int csv_next(struct csv *c, struct csv_record *ret, struct err *err)
{
	long line;
	if (!c->begun)
		begin_input(c);
	do {
		if (peek(c) == END)
			return 0;
		strbuf_clear(&c->text);
		c->starts.n = c->fields.n = 0;
		c->fault = CSV_OK;
		c->fault_at = 0;
		line = c->line;
		if (!read_fields(c) || c->text.failed)
			return ERR_OOM(err);
	} while (is_blank(c));
	for (size_t i = 0; i < c->starts.n; i++)
		if (!VEC_PUSH(&c->fields, without_guard(c->text.s + c->starts.v[i])))
			return ERR_OOM(err);
	*ret = (struct csv_record){.line = line,
		.n = c->fields.n,
		.field = c->fields.v,
		.fault = c->fault,
		.fault_at = c->fault_at};
	return 1;
}
