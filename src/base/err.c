#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

int err_fill(struct err *e, const char *file, int line, enum err_code code, int rule,
	const char *field, const char *fmt, ...)
{
	if (!e)
		return code;
	memset(e, 0, sizeof *e);
	e->code = code;
	e->rule = rule;
	e->file = file;
	e->line = line;
	if (field)
		snprintf(e->field, sizeof e->field, "%s", field);
	if (fmt) {
		va_list ap;
		va_start(ap, fmt);
		vsnprintf(e->detail, sizeof e->detail, fmt, ap);
		va_end(ap);
		/* vsnprintf cuts bytes: take back a UTF-8 sequence that was cut in two */
		size_t n = strlen(e->detail);
		if (n == sizeof e->detail - 1) {
			size_t i = n;
			while (i > 0 && ((unsigned char)e->detail[i - 1] & 0xC0) == 0x80)
				i--;
			if (i > 0 && (unsigned char)e->detail[i - 1] >= 0xC0)
				e->detail[i - 1] = '\0';
		}
	}
	return code;
}
