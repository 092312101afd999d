/* libFuzzer target for the reader of OpenDocument, packed and flat: clang -fsanitize=fuzzer,address,undefined. */
#include "fuzz_pack.h"
#include "fuzz_reader.h"

extern const struct reader_module reader_module;

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct strbuf zip = {0};
	pack_parts((const char *)data, size, &zip);
	const struct parse_input input = {.bytes = strbuf_str(&zip),
		.size = zip.len,
		.limits = &fuzz_limits,
		.charset_of_font = charset_of_font};
	fuzz_parse(reader_module.parse, &input);
	strbuf_done(&zip);
	return 0;
}
