/* Đổi nhiều người: one field of many people, first old → new, then saved as one act. */
#ifndef TN_UI_SCREENS_BULK_H
#define TN_UI_SCREENS_BULK_H

#include "ui/screens/screens.h"

/* Asks which field and which value (`field` NULL, or one that is not changed in bulk: the first), then shows what would
 * become of each. ERR_STOPPED: left. The ids are copied. */
int bulk_open(
	struct app *app, const struct person_id *ids, size_t n, const char *field, struct err *err);

/* The form of it. 0: *ret_field of core/bulk.h, and *ret_value to the caller. */
struct bulk_field;
int bulk_ask(struct app *app, size_t n, const char *field, const struct bulk_field **ret_field,
	char **ret_value, struct err *err);

#endif
