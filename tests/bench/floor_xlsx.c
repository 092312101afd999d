/* floor_xlsx FILE ROWS: the list by libxlsxwriter alone, a row in memory at a time; prints milliseconds. */
#include "list_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

int main(int argc, char **argv)
{
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	if (argc != 3)
		return 2;
	size_t rows = strtoul(argv[2], NULL, 10);
	list_row(0);
	list_ms();
	lxw_workbook *book = workbook_new_opt(argv[1], &options);
	lxw_worksheet *sheet = workbook_add_worksheet(book, "list");
	for (lxw_col_t c = 0; c < LIST_COLUMNS; c++)
		worksheet_write_string(sheet, 0, c, list_titles[c], NULL);
	for (size_t i = 0; i < rows; i++) {
		const char *const *row = list_row(i);
		for (lxw_col_t c = 0; c < LIST_COLUMNS; c++)
			worksheet_write_string(sheet, (lxw_row_t)i + 1, c, row[c], NULL);
	}
	if (workbook_close(book))
		return 1;
	printf("%.3f\n", list_ms());
	return 0;
}
