#include "viet/heading.h"

#include "base/mem.h"
#include "viet/letters.h"
#include "viet/text.h"

#include <string.h>

int heading_key(const char *s, char **ret, struct err *err)
{
	CLEANUP_FREE char *folded = NULL;
	CLEANUP(strbuf_done) struct strbuf b = {0};
	int r = text_fold(s, &folded, err);
	if (r)
		return r;
	bool gap = false;
	for (size_t i = 0, n = strlen(folded); i < n;) {
		uint32_t cp = 0;
		int len = text_next(folded + i, n - i, &cp);
		if (letter_is_word(cp)) {
			if (gap && b.len)
				strbuf_addc(&b, ' ');
			strbuf_addn(&b, folded + i, (size_t)len);
			gap = false;
		} else {
			gap = true;
		}
		i += (size_t)len;
	}
	char *out = strbuf_take(&b);
	if (!out)
		return ERR_OOM(err);
	*ret = out;
	return 0;
}
