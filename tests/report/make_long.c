/* make_long twins FOLDER: the same document with stored and with streamed rows, in every format.
 * make_long grow FILE ROWS: a list of so many streamed rows; prints the kilobytes of memory at the peak. */
#include "base/program.h"
#include "long_list.h"

#include <stdlib.h>
#include <sys/resource.h>

static int make_twins(const char *folder)
{
	static const char *const endings[] = {"txt", "csv", "pdf", "xlsx", "docx"};
	for (size_t i = 0; i < 2 * ARRAY_LEN(endings); i++) {
		struct doc d;
		struct err err = {0};
		struct long_list first = {.count = 700}, second = {.count = 1}, none = {0};
		void (*add)(struct doc *, struct long_list *) = i % 2 ? long_stream : long_store;
		CLEANUP_FREE char *path = mem_printf(
			"%s/%s.%s", folder, i % 2 ? "streamed" : "stored", endings[i / 2]);
		long_begin_doc(&d);
		doc_heading(&d, 1, "Một");
		add(&d, &first);
		doc_note(&d, "Ghi chú");
		doc_heading(&d, 1, "Hai");
		add(&d, &second);
		add(&d, &none);
		int r = long_write(&d, path, &err);
		doc_done(&d);
		if (r)
			return 1;
	}
	return 0;
}

static int make_grow(const char *file, size_t rows)
{
	struct doc d;
	struct err err = {0};
	struct rusage used;
	struct long_list list = {.count = rows};
	long_begin_doc(&d);
	long_stream(&d, &list);
	int r = long_write(&d, file, &err);
	doc_done(&d);
	getrusage(RUSAGE_SELF, &used);
	printf("%ld\n", used.ru_maxrss);
	return r ? 1 : 0;
}

int main(int argc, char **argv)
{
	struct err err = {0};
	if (argc < 3 || program_init(NULL, &err))
		return 2;
	return strcmp(argv[1], "twins") == 0 ? make_twins(argv[2])
	       : argc == 4		     ? make_grow(argv[2], strtoul(argv[3], NULL, 10))
					     : 2;
}
