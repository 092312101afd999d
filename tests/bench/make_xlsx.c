/* make_xlsx FROM TO: a CSV as a workbook, all of it as texts, as a clerk's Excel writes them: shared strings, one sheet. */
#include "bench.h"

#include "reader/csv.h"
#include "reader/file.h"

#include <stdint.h>
#include <stdlib.h>
#include <xlsxwriter.h>

int main(int argc, char **argv)
{
	struct err err = {0};
	struct csv_record record;
	struct csv *csv;
	char *bytes;
	size_t n;
	int r;
	if (argc != 3)
		bench_die("make_xlsx FROM TO", NULL);
	bench_must(file_load(argv[1], SIZE_MAX, &bytes, &n, &err), &err);
	bench_must(csv_open_memory(bytes, n, &csv, &err), &err);
	lxw_workbook *book = workbook_new(argv[2]);
	lxw_worksheet *sheet = book ? workbook_add_worksheet(book, "DANH SACH") : NULL;
	if (!sheet)
		bench_die(argv[2], "cannot be made");
	for (lxw_row_t row = 0; (r = csv_next(csv, &record, &err)) == 1; row++)
		for (size_t c = 0; c < record.n; c++)
			if (*record.field[c])
				worksheet_write_string(
					sheet, row, (lxw_col_t)c, record.field[c], NULL);
	bench_must(r, &err);
	csv_close(csv);
	free(bytes);
	if (workbook_close(book))
		bench_die(argv[2], "cannot be written");
	return 0;
}
