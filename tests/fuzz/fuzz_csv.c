/* libFuzzer target for the CSV reader, as a stream and as a workbook: clang -fsanitize=fuzzer,address,undefined. */
#include "fuzz_reader.h"
#include "reader/csv.h"

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
	const struct parse_input input = {
		.bytes = (const char *)data, .size = size, .limits = &fuzz_limits};
	fuzz_parse(csv_parse, &input);
	return 0;
}
