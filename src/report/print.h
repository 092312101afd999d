/* To the printer by lp(1) of CUPS, which every Debian desktop has; no shell, and nothing of ours stays running. */
#ifndef TN_REPORT_PRINT_H
#define TN_REPORT_PRINT_H

#include "report/doc.h"

enum print_sides { PRINT_ONE_SIDE, PRINT_LONG_EDGE, PRINT_SHORT_EDGE };
enum { PRINT_NAME_MAX = 128, PRINT_PAGES_MAX = 128, PRINT_COPIES_MAX = 99, PRINTERS_MAX = 64 };

struct print_options {
	char printer[PRINT_NAME_MAX]; /* "": the default one */
	int copies;		      /* 0 is 1 */
	char pages[PRINT_PAGES_MAX];  /* "1-3,5"; "": all */
	enum print_sides sides;
};

/* Are these options that can be? `page_count`: of the paper, 0: not known. ERR_INVALID "printer_name", "copies", "pages"
 * with what was given as detail. Blanks in `pages` are taken out, ";" is taken for ",". */
int print_check(struct print_options *o, size_t page_count, struct err *err);

struct printers {
	char name[PRINTERS_MAX][PRINT_NAME_MAX];
	size_t n;
	size_t standard; /* the default one; n: none is */
};
/* The printers of this machine. ERR_NOT_FOUND "printer": none, or no printing system. */
int printers_read(struct printers *ret, struct err *err);

/* A PDF. ERR_NOT_FOUND "lp": there is no lp; "printer": no printer is the default one; "printer_name": there is none of
 * that name; ERR_BUSY "printer": it takes no jobs; ERR_IO "printer": anything else, with lp's words as detail; what
 * print_check says. */
int print_file(const char *pdf_path, const struct print_options *o, struct err *err);
/* A document, by way of a PDF that nobody else can read and that is gone afterwards; also what doc_write_pdf says. */
int print_document(const struct doc *d, const struct print_options *o, struct err *err);

#endif
