/* libFuzzer target for the CSV reader: clang -fsanitize=fuzzer,address,undefined. */
#include "reader/csv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct csv *c;
	struct csv_record rec;
	long line = 0;
	if (csv_open_memory(data, size, &c, NULL))
		return 0;
	while (csv_next(c, &rec, NULL) == 1) {
		if (rec.line <= line || !rec.n || rec.n > CSV_FIELDS_MAX)
			abort();
		line = rec.line;
		for (size_t i = 0; i < rec.n; i++)
			if (strlen(rec.field[i]) > CSV_FIELD_MAX)
				abort();
	}
	csv_close(c);
	return 0;
}
