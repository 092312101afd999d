/* Prints a file from outside as the readers see it, one JSON value a line: the workbook, then of every sheet its head and
 * its rows. dump FILE [seconds]; what is wrong with the file is the last line: {"error":…}. */
#include "base/mem.h"
#include "base/program.h"
#include "reader/workbook.h"
#include "viet/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_text(const char *s, size_t n)
{
	uint32_t cp;
	putchar('"');
	for (size_t i = 0; i < n;) {
		int len = text_next(s + i, n - i, &cp);
		if (len <= 0) { /* a byte of some charset */
			printf("\\udc%02x", (unsigned char)s[i++]);
			continue;
		}
		if (cp < 0x20 || cp == '"' || cp == '\\' || cp == 0x7F)
			printf("\\u%04x", cp);
		else
			fwrite(s + i, 1, (size_t)len, stdout);
		i += (size_t)len;
	}
	putchar('"');
}

static void put_cell(const struct raw_cell *c)
{
	static const char kinds[] = "-tndbe";
	printf("[\"%c", kinds[c->kind]);
	if (c->font)
		printf("%s", charset_code(c->font));
	printf("\",");
	put_text(c->text, c->size);
	printf("]");
}

static void put_row(const struct workbook_sheet *s, size_t row)
{
	size_t columns = s->columns;
	printf("{\"row\":%ld,\"cells\":[", workbook_row_number(s, row));
	while (columns && workbook_cell(s, row, columns - 1).kind == RAW_EMPTY)
		columns--;
	for (size_t i = 0; i < columns; i++) {
		struct raw_cell c = workbook_cell(s, row, i);
		printf("%s", i ? "," : "");
		if (c.kind == RAW_EMPTY)
			printf("null");
		else
			put_cell(&c);
	}
	printf("]}\n");
}

static void put_sheet(const struct workbook_sheet *s)
{
	printf("{\"sheet\":");
	put_text(s->name, strlen(s->name));
	printf(",\"hidden\":%d,\"headed\":%d,\"rows\":%zu,\"columns\":%zu,\"deleted\":%ld,"
	       "\"merged\":[",
		s->is_hidden, s->is_headed, s->rows, s->columns, s->deleted);
	for (size_t i = 0; i < s->merged_count; i++)
		printf("%s[%zu,%zu,%zu,%zu]", i ? "," : "", s->merged[i].row, s->merged[i].column,
			s->merged[i].rows, s->merged[i].columns);
	printf("]}\n");
	for (size_t i = 0; i < s->rows; i++)
		put_row(s, i);
}

int main(int argc, char **argv)
{
	struct err err = {0};
	struct workbook *w;
	struct reader_limits limits = reader_limits_usual;
	const struct reader_options options = {.limits = &limits};
	if (argc < 2 || program_init(NULL, &err))
		return 2;
	if (argc > 2)
		limits.seconds = atoi(argv[2]);
	if (workbook_read(argv[1], &options, &w, &err)) {
		printf("{\"error\":%d,\"field\":\"%s\",\"detail\":", (int)err.code, err.field);
		put_text(err.detail, strlen(err.detail));
		printf("}\n");
		return 1;
	}
	printf("{\"format\":");
	put_text(workbook_format_label(w->format), strlen(workbook_format_label(w->format)));
	printf(",\"bytes\":%d,\"sheets\":%zu}\n", w->is_bytes, w->sheet_count);
	for (size_t i = 0; i < w->sheet_count; i++)
		put_sheet(&w->sheets[i]);
	workbook_free(w);
	return 0;
}
