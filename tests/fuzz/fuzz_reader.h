/* A reader in one process: what it says goes straight to the parent's side of the wire, which must find no fault with an
 * honest child, and the sheets are walked. */
#ifndef TN_TESTS_FUZZ_READER_H
#define TN_TESTS_FUZZ_READER_H

#include "base/program.h"
#include "reader/parse.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Names of sheets are made clean: that needs the module of ICU, found by TAONGUON_BUILD_DIR. */
int LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	return program_init(NULL, NULL);
}

static const struct reader_limits fuzz_limits = {.seconds = 5,
	.memory = 8 << 20,
	.unpacked = 4 << 20,
	.rows = 2000,
	.columns = 64,
	.cell = 4096};

static inline int fuzz_send(void *ctx, const void *bytes, size_t n)
{
	int r = wire_in_feed(ctx, bytes, n, NULL);
	if (r == ERR_CORRUPT)
		abort();
	return r;
}

static inline void fuzz_walk(struct wire_in *in)
{
	struct workbook *w = calloc(1, sizeof *w);
	size_t total = 0;
	if (!w)
		abort();
	if (wire_in_take(in, w, NULL) == 0)
		for (size_t i = 0; i < w->sheet_count; i++) {
			const struct workbook_sheet *s = &w->sheets[i];
			long last = -1;
			for (size_t row = 0; row < s->rows; row++) {
				long number = workbook_row_number(s, row);
				if (number <= last)
					abort();
				last = number;
				for (size_t c = 0; c <= s->columns; c++) {
					struct raw_cell cell = workbook_cell(s, row, c);
					if (strlen(cell.text) != cell.size ||
						(cell.kind == RAW_EMPTY) != !cell.size)
						abort();
					total += cell.size;
				}
			}
			for (size_t a = 0; a < s->merged_count; a++)
				if (s->merged[a].row + s->merged[a].rows > s->rows)
					abort();
		}
	if (total > fuzz_limits.memory)
		abort();
	workbook_free(w);
}

static inline void fuzz_parse(parse_fn *parse, const struct parse_input *input)
{
	struct err err = {0};
	struct wire_in *in = wire_in_make(&fuzz_limits);
	struct wire_out out = {.send = fuzz_send, .ctx = in, .limits = &fuzz_limits};
	if (!in)
		abort();
	int r = parse(input, &out, &err);
	if (!r) {
		wire_end(&out, 0, NULL, &err);
		if (wire_in_is_complete(in))
			fuzz_walk(in);
	}
	wire_out_done(&out);
	wire_in_free(in);
}

#endif
