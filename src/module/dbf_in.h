/* A DBF as it comes from outside: its fields, and what stands in one. */
#ifndef TN_MODULE_DBF_IN_H
#define TN_MODULE_DBF_IN_H

#include "base/vec.h"
#include "module/memo_in.h"
#include "module/value_in.h"
#include "reader/parse.h"

struct dbf_field {
	char name[16];
	char type;
	size_t at, size; /* in the record */
};

struct dbf {
	const struct parse_input *in;
	bool is_foxpro; /* Visual FoxPro: memo pointers are binary */
	struct memo_file memo;
	size_t head_size, record_size;
	VEC(struct dbf_field) fields;
	char text[VALUE_TEXT];	 /* of the last value that had to be written anew */
	struct strbuf unwrapped; /* the last memo, without the line ends of dBase's editor */
};

/* What the record has in the field. A memo that is not where it should be is the error "#MEMO": the rest of the file is
 * still of use. Lives until the next call. (dbf_in_field.c) */
struct raw_cell dbf_field(struct dbf *d, const struct dbf_field *f, const char *record);

#endif
