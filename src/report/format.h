/* The formats that reports go out in: a line of the table each. */
#ifndef TN_REPORT_FORMAT_H
#define TN_REPORT_FORMAT_H

#include "report/report.h"

struct report_format {
	const char *name;   /* of the command line: "pdf" */
	const char *ending; /* of a file: "pdf" */
	const char *title;  /* N_(), as it is offered; NULL: not offered */
	bool data_only;	    /* report_request.data_only goes with it */
	bool is_binary;	    /* nothing for a terminal */
	bool of_due;	    /* REPORT_DUE alone has it */
	/* To a file, or "-". Only text heeds the options. */
	int (*write)(const struct report *r, const struct doc_text_options *o, const char *path,
		struct err *err);
};
/* In the order that they are offered in; the last one has no name. */
extern const struct report_format report_formats[];
/* NULL: there is none of that name. */
const struct report_format *report_format(const char *name);

#endif
