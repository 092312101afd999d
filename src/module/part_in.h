/* A package of XML parts (XLSX, ODS) as it comes from outside: parts by name, each given out as it streams by. No entity,
 * no DTD, nothing from outside the package; the bytes that come out of it are counted over all parts. */
#ifndef TN_MODULE_PART_IN_H
#define TN_MODULE_PART_IN_H

#include "reader/parse.h"

#include <zip.h>

struct package {
	const struct parse_input *in;
	struct wire_out *out;
	struct zip *zip; /* NULL: the bytes are one XML part (.fods) */
	size_t unpacked; /* bytes so far */
	size_t total;	 /* bytes that the parts to be read say they have; a lie does no harm */
	size_t told;	 /* unpacked when progress was last told */
};

int package_open(
	struct package *p, const struct parse_input *in, struct wire_out *out, struct err *err);
void package_close(struct package *p);
bool package_has(const struct package *p, const char *name);
/* Bytes that the part is said to unpack to; 0: none. */
size_t package_size(const struct package *p, const char *name);
/* Between two rows: says how far it is, if that is worth saying. */
int package_progress(struct package *p, struct err *err);

/* A part that is being read. */
struct part;
struct part_ops {
	/* Local names: prefixes are the writer's choice. A code other than 0 ends the reading. end may be NULL. */
	int (*start)(struct part *p, const char *name, struct err *err);
	int (*end)(struct part *p, const char *name, struct err *err);
};
struct part {
	struct package *package;
	void *ctx;
	const struct part_ops *ops;
	/* Characters are gathered here while takes_text; not longer than a cell may be. */
	bool takes_text;
	struct strbuf text;
	/* the library's */
	const void *attributes;
	int attribute_count;
	void *parser;
	int r;
	struct err *err;
};

/* ERR_CORRUPT "file" with the part's name: missing, not XML, a DTD, cut; ERR_LIMIT "unpacked", "cell"; what ops say. */
int part_read(struct package *p, const char *name, const struct part_ops *ops, void *ctx,
	struct err *err);
/* An attribute of the element that starts, by local name: not NUL-terminated. */
bool part_attr(const struct part *p, const char *name, const char **ret, size_t *ret_n);
/* The same as text cut to the buffer, "" where there is none; and as a number, `otherwise` where there is none, -1 where
 * it is no number from 0 to 10^12. */
const char *part_attr_text(const struct part *p, const char *name, char *buf, size_t size);
/* The same of the namespace whose address has this word: for names that two of them have. */
const char *part_attr_from(
	const struct part *p, const char *space, const char *name, char *buf, size_t size);
long part_attr_number(const struct part *p, const char *name, long otherwise);
bool part_attr_is(const struct part *p, const char *name, const char *value);

int part_bad(const char *what, struct err *err); /* ERR_CORRUPT "file" */

#endif
