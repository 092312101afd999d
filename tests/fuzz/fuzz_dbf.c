/* libFuzzer target for DBF and its memos, framed as they are kept: clang -fsanitize=fuzzer,address,undefined. */
#include "fuzz_reader.h"
#include "reader/file.h"

extern const struct reader_module reader_module;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct parse_input input = {.bytes = (const char *)data,
		.limits = &fuzz_limits,
		.charset_of_font = charset_of_font};
	if (!size)
		return 0;
	input.size = file_memo(input.bytes, size, &input.memo, &input.memo_size);
	fuzz_parse(reader_module.parse, &input);
	return 0;
}
