/* Stands in until viet has them. */
#include "viet/charset.h"

#include "base/mem.h"

struct charset_tally {
	int n;
};

__attribute__((weak)) struct charset_tally *charset_tally_make(bool is_seen)
{
	(void)is_seen;
	return mem_alloc(sizeof(struct charset_tally));
}
__attribute__((weak)) void charset_tally_free(struct charset_tally *t)
{
	free(t);
}
__attribute__((weak)) int charset_tally_add(
	struct charset_tally *t, const char *s, size_t n, enum charset font, struct err *err)
{
	(void)s;
	(void)n;
	(void)font;
	(void)err;
	t->n++;
	return 0;
}
__attribute__((weak)) void charset_tally_verdict(
	const struct charset_tally *t, struct charset_verdict *ret)
{
	*ret = (struct charset_verdict){
		.is_plain = !t->n, .charset = t->n ? CHARSET_UTF8 : CHARSET_NONE};
}
__attribute__((weak)) bool charset_from_code(const char *code, enum charset *ret)
{
	(void)code;
	(void)ret;
	return false;
}
