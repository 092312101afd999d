/* libFuzzer target for what the parent takes from a child that is not to be trusted; the first byte says in pieces of how
 * many: clang -fsanitize=fuzzer,address,undefined. */
#include "fuzz_reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct wire_in *in = wire_in_make(&fuzz_limits);
	size_t step = size ? data[0] + 1U : 1;
	int r = 0;
	if (!in)
		abort();
	for (size_t at = 1; !r && at < size; at += step)
		r = wire_in_feed(in, data + at, step < size - at ? step : size - at, NULL);
	if (!r)
		fuzz_walk(in);
	wire_in_free(in);
	return 0;
}
