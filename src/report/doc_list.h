/* A list as a document of one table, and the formats that it goes out in: as papers with the office's letterhead, or the
 * head and the rows alone as data. */
#ifndef TN_REPORT_DOC_LIST_H
#define TN_REPORT_DOC_LIST_H

#include "db/db.h"
#include "report/doc.h"

/* The committee's letterhead of today, DANH SÁCH, title and what is below it (`about`), who printed it when. Texts are
 * already translated. */
int doc_list_head(struct db *db, const char *title, const char *about, const char *user,
	struct doc *d, struct err *err);

struct doc_list_format {
	const char *name;   /* of the command line: "pdf" */
	const char *ending; /* of a file: "pdf" */
	const char *title;  /* N_(), as it is offered */
	bool is_binary;	    /* nothing for a terminal */
	/* To a file, or "-". Only text heeds the options. CSV is the head and the rows alone, as an import takes them;
	 * JSON an array of objects, by the columns' codes or titles. */
	int (*write)(const struct doc *d, const struct doc_text_options *o, const char *path,
		struct err *err);
};
/* In the order that they are offered in; the last one has no name. */
extern const struct doc_list_format doc_list_formats[];
/* NULL: there is none of that name. */
const struct doc_list_format *doc_list_format(const char *name);

#endif
