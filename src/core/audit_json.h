/* The flat JSON of db/audit_json.c, read back: {"name":"text","name":12}. */
#ifndef TN_CORE_AUDIT_JSON_H
#define TN_CORE_AUDIT_JSON_H

#include "base/err.h"

#include <stddef.h>

struct json_pair {
	char *name, *value;
};
/* The array and its texts are the caller's: audit_json_done. NULL json: none. ERR_CORRUPT "audit" for
 * anything that audit_json would not have written. */
int audit_json_read(const char *json, struct json_pair **ret, size_t *ret_n, struct err *err);
void audit_json_done(struct json_pair *pairs, size_t n);
/* NULL: it has none. */
const char *audit_json_value(const struct json_pair *pairs, size_t n, const char *name);

#endif
