#include "report/folder_about.h"

#include "base/clock.h"
#include "base/mem.h"
#include "report/folder_words.h"
#include "version.h"

#include <string.h>

enum { LINE = 100 };

/* A paragraph in lines, CRLF: it is opened on Windows, too. */
static void add_paragraph(struct strbuf *b, const char *indent, const char *text)
{
	size_t used = strlen(indent);
	strbuf_add(b, indent);
	while (*text) {
		size_t n = strcspn(text, " "), cells = 0;
		for (size_t i = 0; i < n; i++)
			cells += (text[i] & 0xC0) != 0x80;
		if (used + cells > LINE && used > strlen(indent)) {
			strbuf_addf(b, "\r\n%s", indent);
			used = strlen(indent);
		}
		strbuf_addn(b, text, n);
		used += cells;
		text += n;
		if (*text == ' ') {
			strbuf_addc(b, ' ');
			used++;
			text++;
		}
	}
	strbuf_add(b, "\r\n");
}

static void add_heading(struct strbuf *b, const char *text)
{
	strbuf_addf(b, "\r\n%s\r\n\r\n", text);
}

static void add_table(struct strbuf *b, const struct db_dump_table *t)
{
	strbuf_addf(b, "\r\n%s.csv – %s\r\n", t->name, folder_table_words(t->name));
	for (size_t c = 0; c < t->column_count; c++) {
		CLEANUP(strbuf_done) struct strbuf words = {0};
		folder_column_words(&words, t, c);
		strbuf_addf(b, "  %-18s %-7s %-4s ", t->columns[c].name, t->columns[c].type,
			t->columns[c].is_needed ? "*" : "");
		strbuf_addf(b, "%s\r\n", strbuf_str(&words));
		b->failed |= words.failed;
	}
}

static const char *const paragraphs[] = {
	N_("This folder holds personal data of everybody in the office’s records, with nothing "
	   "left out. "
	   "Keep it as the records themselves are kept: pass it on only to whom they may be shown, "
	   "encrypted, and "
	   "delete it once it is no longer needed."),
	N_("Every table of the database is a file TABLE.csv with all of its rows and columns. The "
	   "tables refer to each "
	   "other by numbers: event.person_id is the id of a row in person.csv; below, → says to "
	   "which table and "
	   "column a column refers."),
	N_("Form: CSV in UTF-8 with byte order mark, values parted by commas, lines ended by CR "
	   "LF; the first line "
	   "has the names of the columns. A value with a comma, quotation mark or line end stands "
	   "in quotation "
	   "marks, and a quotation mark in it is doubled (RFC 4180)."),
	N_("An empty field is no value (NULL). An empty text is two quotation marks: \"\"."),
	N_("Days are YYYY-MM-DD, of a birth also the year alone; months YYYY-MM; moments have the "
	   "time and its "
	   "distance from UTC. Yes is 1, no is 0."),
	N_("A text that begins with = + - @, a tab or a line end has a ' before it, so that no "
	   "spreadsheet runs it "
	   "as a formula; so has a text that begins with ' and such a sign. Whoever reads the "
	   "files by a program takes "
	   "one ' off: where a value begins with one or more ' and then = + - @, tab or line end."),
	N_("A value of bytes is written as base64:… or, where it is long, as file:NAME of a file "
	   "in this folder."),
	N_("In Excel: Data, From Text/CSV, file origin 65001 UTF-8, delimiter comma, and all "
	   "columns as text, so that "
	   "identity and phone numbers keep their zeros. In LibreOffice Calc: open, UTF-8, comma, "
	   "columns as text."),
	N_("In a database: schema.sql makes the tables and indexes (SQLite; elsewhere the CREATE "
	   "TABLE statements need "
	   "small changes), then the files are loaded in any order with foreign keys off. "
	   "triggers.sql keeps "
	   "the audit and calls functions of this program: it is needed only to go on with the "
	   "program itself, and is run "
	   "after loading."),
};

void folder_about_add(
	struct strbuf *b, const struct db_dump_table *tables, size_t n, int schema_version)
{
	char stamp[CLOCK_STAMP];
	clock_stamp(stamp);
	strbuf_add(b, "\xEF\xBB\xBF");
	strbuf_addf(b, "%s\r\n\r\n", _("The whole database of taonguon as CSV files"));
	strbuf_addf(b, _("Written on %.10s at %.5s by taonguon %s; schema version %d."), stamp,
		stamp + 11, TAONGUON_VERSION, schema_version);
	strbuf_add(b, "\r\n\r\n");
	for (size_t i = 0; i < ARRAY_LEN(paragraphs); i++) {
		add_paragraph(b, "", _(paragraphs[i]));
		strbuf_add(b, "\r\n");
	}
	add_heading(b, _("TABLES"));
	for (size_t i = 0; i < n; i++)
		strbuf_addf(b, "  %-20s %8lld  %s\r\n", tables[i].name, (long long)tables[i].rows,
			folder_table_words(tables[i].name));
	add_heading(b, _("COLUMNS (name, kind, * always has a value, meaning)"));
	for (size_t i = 0; i < n; i++)
		add_table(b, &tables[i]);
}
