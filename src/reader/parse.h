/* A parser: bytes in, rows out. It runs in the child (child.h), and in the fuzzers without one. */
#ifndef TN_READER_PARSE_H
#define TN_READER_PARSE_H

#include "reader/wire.h"

struct parse_input {
	const char *bytes;
	size_t size;
	const char *memo; /* of a DBF; NULL: none */
	size_t memo_size;
	const struct reader_limits *limits;
	enum charset (*charset_of_font)(const char *font);
};

typedef int parse_fn(const struct parse_input *in, struct wire_out *out, struct err *err);

/* CSV in any charset; UTF-16 becomes UTF-8. (csv_sheet.c) */
parse_fn csv_parse;

/* The others are modules: "workbook" (XLSX, ODS), "dbf". */
struct reader_module {
	parse_fn *parse;
};
#define READER_MODULE_SYMBOL "reader_module"

#endif
