/* What the layer asks of ICU: a table that the module "icu" exports and icu_open loads at the first
 * text that needs it (performance.md: linked libraries cost start-up even unused). */
#ifndef TN_VIET_ICU_H
#define TN_VIET_ICU_H

#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* mem_resize of the caller: the module has no copy of the base layer */
typedef void *icu_resize(void *old, size_t size);

enum icu_form {
	ICU_NFC,
	ICU_LOWER, /* text_lower */
	ICU_FOLD,  /* text_fold */
};
enum icu_order {
	ICU_NAMES,  /* dictionary order, case aside */
	ICU_LABELS, /* the same, with numbers in number order */
};

/* Codes are those of `enum err_code`: ERR_NOMEM, ERR_INVALID for bytes that are not UTF-8,
 * ERR_INTERNAL where ICU or its data cannot do its work. */
struct icu_table {
	int (*transform)(
		enum icu_form form, const char *s, size_t n, icu_resize *resize, char **ret);
	/* Sort key with its closing 0. *ret_len > cap: key[] holds nothing of use. */
	int (*key)(enum icu_order order, const char *s, size_t n, icu_resize *resize,
		unsigned char *key, size_t cap, size_t *ret_len);
	int (*version)(char ret[32]);
	/* assigned, and seen when written */
	bool (*is_visible)(uint32_t cp);
	/* what is left of a letter without its marks */
	uint32_t (*base)(uint32_t cp);
	int (*cells)(uint32_t cp);
};

#define ICU_SYMBOL "icu_table"
extern const struct icu_table icu_table; /* in the module only */

/* ERR_MODULE where the module is missing. Loads once. */
int icu_open(const struct icu_table **ret, struct err *err);
/* `form` of s by ICU. ERR_NOMEM, ERR_MODULE, ERR_INVALID "UTF-8", ERR_INTERNAL. */
int icu_transform(enum icu_form form, const char *s, size_t n, char **ret, struct err *err);

#endif
