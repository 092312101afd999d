/* A report as a neutral document: what it says, not how it looks. A report builds one and knows
 * nothing of formats; a writer per format knows nothing of reports. Texts are UTF-8 in the user's
 * language, owned by the document. A figure can carry a door: the number by which the report that made
 * the document lists the people behind it (report.h); writers pass doors over. */
#ifndef TN_REPORT_DOC_H
#define TN_REPORT_DOC_H

#include "base/err.h"
#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

enum doc_align { DOC_LEFT, DOC_CENTRE, DOC_RIGHT };

enum doc_block_kind {
	DOC_HEADING,   /* text, level 1…3 */
	DOC_PARAGRAPH, /* text */
	DOC_CENTRED,   /* text, bold, in the middle: QUYẾT NGHỊ */
	DOC_NOTE,      /* small print below a table */
	DOC_TABLE,
	DOC_CHART, /* bars of whole numbers, one or two series */
	DOC_PAGE,  /* what follows begins a page; nothing where a page has just begun */
};

struct doc_column {
	char *title;
	char *group; /* a head above several neighbouring columns with the same group; NULL: none */
	enum doc_align align;
	int weight; /* share of the width beyond what the words need; 0: as narrow as they allow */
	char *code; /* stable name for JSON (doc_list.h); NULL: the title does */
};

struct doc_cell {
	char *text; /* NULL: empty */
	int door;   /* 0: none */
};

struct doc_row {
	struct doc_cell *cells; /* one per column */
	bool is_total;		/* bold, set off by a line */
	bool is_group;		/* a group's name over the full width: cells[0] only */
	int indent;		/* of the first text column */
};

/* Rows that are read while they are written, for lists too long to be kept. Writers read them more than once:
 * the widths of the columns come before the first row. Screens show stored rows only. */
struct doc_rows {
	int (*begin)(void *ctx, struct err *err); /* from the first row, again */
	/* 1: a row, valid until the next call; 0: no more; an error ends the writing. */
	int (*next)(void *ctx, const struct doc_row **row, struct err *err);
	void (*done)(void *ctx); /* may be NULL */
	void *ctx;
	size_t count; /* of rows, for the progress; 0: not known */
};

struct doc_table {
	struct doc_column *columns;
	size_t column_count;
	struct doc_row *rows; /* stored ones */
	size_t row_count, row_cap;
	struct doc_rows
		*streamed; /* instead of them; NULL: stored. Writers walk both by doc_walk.h */
	char *key;	   /* stable name for CSV and JSON, as "by_cell" */
	bool is_form;	   /* to be filled in by hand: rows of 9 mm at least */
};

struct doc_bar {
	char *label;
	long value, target; /* target < 0: none */
	int door;
};

struct doc_chart {
	char *title, *value_name, *target_name;
	struct doc_bar *bars;
	size_t bar_count, bar_cap;
};

struct doc_block {
	enum doc_block_kind kind;
	int level;
	char *text;
	struct doc_table table;
	struct doc_chart chart;
};

/* The office's head and foot (domain.md 4). Any may be NULL. */
struct doc_letterhead {
	char *superior;	   /* ĐẢNG BỘ THÀNH PHỐ … */
	char *body;	   /* ĐẢNG ỦY XÃ … */
	char *number;	   /* Số 05-BC/ĐU; never invented */
	char *motto;	   /* ĐẢNG CỘNG SẢN VIỆT NAM */
	char *place_date;  /* Tiến Hưng, ngày 31 tháng 12 năm 2022 */
	char *on_behalf;   /* T/M ĐẢNG ỦY */
	char *office_held; /* BÍ THƯ */
	char *signer;
	char **copies; /* Nơi nhận: lines */
	size_t copy_count;
};

/* Who is told of the rows that are written, now and then; `all` 0: nobody knows how many there are. Not 0: stop,
 * the writer answers ERR_STOPPED "file" and leaves no file. */
struct doc_progress {
	int (*go_on)(void *ctx, size_t done, size_t all); /* NULL: nobody */
	void *ctx;
};

struct doc {
	char *kind;	/* BÁO CÁO */
	char *title;	/* Kết quả kết nạp đảng viên */
	char *subtitle; /* từ 01/01/2020 đến 31/12/2022 */
	char *form;	/* 9-KNĐ, in the upper right corner; NULL: none */
	char *lang;	/* "vi", "en" */
	struct doc_letterhead head;
	struct doc_block *blocks;
	size_t block_count, block_cap;
	char *printed_by; /* who printed it when: the last line of every page and of the text */
	bool is_wide; /* PDF: landscape from the first page on, rows of one line where 8 points allow */
	bool is_data; /* tables for programs: a workbook is their sheets alone, the heads in row 1 */
	bool is_form; /* data to be filled in: what is typed into a sheet stays as it was typed */
	bool failed;  /* memory ran out while building: writers answer ERR_NOMEM */
	struct doc_progress progress;
	bool keep_existing; /* a file that is there stays: ERR_EXISTS "file"; else it is replaced */
};

/* Building. Texts are copied (NULL allowed); each call may set doc->failed, checked by the writer. */
void doc_done(struct doc *d);
char *doc_dup(struct doc *d, const char *s);
void doc_heading(struct doc *d, int level, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void doc_paragraph(struct doc *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void doc_centred(struct doc *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void doc_note(struct doc *d, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void doc_page_break(struct doc *d);
/* The returned table or chart stays valid until the next block is added; NULL once failed: the
 * calls below take that. */
struct doc_table *doc_table(struct doc *d, const char *key);
void doc_table_column(struct doc *d, struct doc_table *t, const char *group, const char *title,
	enum doc_align align, int weight);
/* Of the column added last. */
void doc_table_column_code(struct doc *d, struct doc_table *t, const char *code);
/* Begins a row; cells are then set from left to right by doc_cell. */
struct doc_row *doc_table_row(struct doc *d, struct doc_table *t);
void doc_cell(struct doc *d, struct doc_table *t, size_t column, int door, const char *fmt, ...)
	__attribute__((format(printf, 5, 6))); /* in the last row */
/* The rows of `t` are these and none that is stored. `rows` is copied; its ctx belongs to the document from here on,
 * also on failure: doc_done calls done. */
void doc_table_rows(struct doc *d, struct doc_table *t, const struct doc_rows *rows);
struct doc_chart *doc_chart(
	struct doc *d, const char *title, const char *value_name, const char *target_name);
void doc_chart_bar(
	struct doc *d, struct doc_chart *c, const char *label, long value, long target, int door);

/* Writers: append to `out`, or write a file whole (to a temporary name beside it, synced, renamed). */
struct doc_text_options {
	int width;  /* cells, 60 and up */
	bool ascii; /* + - | and letters without marks: for printers and terminals of old */
};
int doc_write_text(
	const struct doc *d, const struct doc_text_options *o, struct strbuf *out, struct err *err);
/* One CSV with BOM: each table preceded by a line with its heading, and an empty line after it.
 * RFC 4180, comma; formula-safe: a leading = + - @ tab CR of a text gets a ' before it (numbers as
 * "-5" or "-" do not). */
int doc_write_csv(const struct doc *d, struct strbuf *out, struct err *err);
/* Either into a file, row by row: what a list takes of memory does not grow with it. */
int doc_save_text(
	const struct doc *d, const struct doc_text_options *o, const char *path, struct err *err);
int doc_save_csv(const struct doc *d, const char *path, struct err *err);
/* One field of it. */
void doc_csv_field(struct strbuf *out, const char *s);
/* Would a spreadsheet run the text as a formula? Also if it begins with ' and one follows: so that whoever takes one '
 * off has exactly what was there. Numbers and dashes do not. */
bool doc_csv_needs_guard(const char *s);
/* A4 PDF through the module "pdf" (Pango, Cairo), loaded at the first call. */
int doc_write_pdf(const struct doc *d, const char *path, struct err *err);
/* A workbook through the module "xlsx" (libxlsxwriter): a sheet with all that is no table, then one for each
 * table and chart. Texts are texts, never formulas; whole numbers, tenths and percentages of right-aligned columns
 * are numbers. ERR_INVALID "format" for a table of more rows than a sheet has (1,048,576). */
int doc_write_xlsx(const struct doc *d, const char *path, struct err *err);
/* A Word file through the module "docx" (libxml2, libzip), laid out as the PDF; charts are tables with bars. */
int doc_write_docx(const struct doc *d, const char *path, struct err *err);
/* `data` to `path` as described above, in place of what is there; "-" is standard output. */
int doc_save(const char *path, const char *data, size_t n, struct err *err);

#endif
