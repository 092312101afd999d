/* What is wrong with a file from outside (reader/workbook.h), and what the clerk can do about it. */
#include "core/sentence.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <string.h>

#define OLD N_("This is an old Excel format. Open it in Excel or LibreOffice and save it as .xlsx.")
#define LOCK                                                                                       \
	N_("The file is locked with a password. Open it, take the password off and save it anew.")
#define PAGE                                                                                       \
	N_("This is a web page that only bears a table's name. Open it in Excel or LibreOffice "   \
	   "and save it as .xlsx.")
#define TEXT                                                                                       \
	N_("This is a text document. Copy the table into Excel or LibreOffice and save that as "   \
	   ".xlsx.")
#define SEEN                                                                                       \
	N_("Nothing can be read from pictures and PDF files. Ask for the table they were made "    \
	   "from.")
#define PACK N_("This is a packed folder. Unpack it and choose the table inside.")
#define SAVE N_("Save the table as .xlsx or .csv in the program that made this file.")

/* What a file is that is none of ours: detail of ERR_INVALID "file". */
static const struct {
	const char *format, *sentence;
} formats[] = {
	{"Excel (.xls)", OLD},
	{"Excel (.xlsb)", OLD},
	{"Excel, encrypted", LOCK},
	{"ZIP, encrypted", LOCK},
	{"OpenDocument, encrypted", LOCK},
	{"HTML", PAGE},
	{"XML", PAGE},
	{"Word (.docx)", TEXT},
	{"Word (.doc)", TEXT},
	{"RTF", TEXT},
	{"OpenDocument", TEXT},
	{"PDF", SEEN},
	{"JPEG", SEEN},
	{"PNG", SEEN},
	{"GIF", SEEN},
	{"TIFF", SEEN},
	{"ZIP", PACK},
	{"RAR", PACK},
	{"7z", PACK},
	{"gzip", PACK},
	{"Access (.mdb)", SAVE},
	{"dBase 7 (.dbf)", SAVE},
	{"SQLite", SAVE},
	{"PowerPoint (.ppt)", SAVE},
	{"PowerPoint (.pptx)", SAVE},
	{"OLE2", SAVE},
	{"EPUB", SAVE},
	{"ELF", N_("This is a program, not a table.")},
	{"EXE", N_("This is a program, not a table.")},
	{"binary", N_("This file is no table that can be read: .xlsx, .ods, .csv and .dbf files "
		      "are.")},
};

/* Those with %s need the detail: a line, a record. */
static const struct {
	enum err_code code;
	const char *field, *sentence;
} faults[] = {
	{ERR_CORRUPT, "file",
		N_("The file is damaged or was cut short. Copy it once more, or open it in its own "
		   "program and save it anew as .xlsx.")},
	{ERR_CORRUPT, "quote",
		N_("A quotation mark in line %s is not closed or stands in the wrong place. Open "
		   "the "
		   "file in Excel or LibreOffice and save it as .xlsx.")},
	{ERR_CORRUPT, "line",
		N_("Line %s holds bytes that are no text. Save the table as .xlsx in the program "
		   "that "
		   "made this file.")},
	{ERR_CORRUPT, "record",
		N_("The file was cut short: record %s is missing. Copy it once more.")},
	{ERR_LIMIT, "seconds",
		N_("Reading the file took too long and was stopped. Save the sheet that is needed "
		   "in a "
		   "file of its own.")},
	{ERR_LIMIT, "memory",
		N_("The file is too large to be read. Save the sheet that is needed in a file of "
		   "its "
		   "own.")},
	{ERR_LIMIT, "unpacked",
		N_("The file is too large to be read. Save the sheet that is needed in a file of "
		   "its "
		   "own.")},
	{ERR_LIMIT, "rows",
		N_("There are more rows than can be read. Delete the rows below the table, or save "
		   "it "
		   "in several files.")},
	{ERR_LIMIT, "columns",
		N_("In line %s there are more columns than can be read. Delete those that are not "
		   "needed.")},
	{ERR_LIMIT, "columns",
		N_("There are more columns than can be read. Delete those that are not needed.")},
	{ERR_LIMIT, "cell", N_("A cell in line %s holds more text than can be read. Shorten it.")},
	{ERR_LIMIT, "cell", N_("A cell holds more text than can be read. Shorten it.")},
	{ERR_MODULE, "sandbox",
		N_("Files from outside can only be read where the system can lock the reader in; "
		   "this "
		   "one cannot. Nothing was read.")},
	{ERR_IO, "child", N_("The part that reads files could not be started. Try again.")},
};

const char *sentence_reading(const struct err *e)
{
	for (size_t i = 0; i < ARRAY_LEN(formats); i++)
		if (e->code == ERR_INVALID && !strcmp(e->field, "file") &&
			!strcmp(e->detail, formats[i].format))
			return formats[i].sentence;
	for (size_t i = 0; i < ARRAY_LEN(faults); i++)
		if (e->code == faults[i].code && !strcmp(e->field, faults[i].field) &&
			(e->detail[0] || !strstr(faults[i].sentence, "%s")))
			return faults[i].sentence;
	return NULL;
}
