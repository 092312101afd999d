#include "core/audit_json.h"

#include "base/strbuf.h"
#include "base/vec.h"

#include <string.h>

/* Four hexadecimal digits of a control character, all that is written as \uXXXX. */
static int hex4(const char *s)
{
	int v = 0;
	for (int i = 0; i < 4; i++) {
		int d = s[i] >= '0' && s[i] <= '9'   ? s[i] - '0'
			: s[i] >= 'a' && s[i] <= 'f' ? s[i] - 'a' + 10
						     : -1;
		if (d < 0)
			return -1;
		v = v * 16 + d;
	}
	return v;
}

/* After the opening quote; what follows the closing one, or NULL. */
static const char *read_string(const char *s, char **ret)
{
	struct strbuf b = {0};
	for (; *s && *s != '"'; s++) {
		if (*s != '\\') {
			strbuf_addc(&b, *s);
			continue;
		}
		s++;
		int c = *s == 'u' ? hex4(s + 1) : *s == '"' || *s == '\\' ? *s : -1;
		if (c <= 0 || c >= 0x80) {
			strbuf_done(&b);
			return NULL;
		}
		s += *s == 'u' ? 4 : 0;
		strbuf_addc(&b, (char)c);
	}
	*ret = b.len ? strbuf_take(&b) : mem_strdup("");
	strbuf_done(&b);
	return *s && *ret ? s + 1 : NULL;
}

static const char *read_number(const char *s, char **ret)
{
	size_t n = strspn(s, "-0123456789");
	*ret = n ? mem_alloc(n + 1) : NULL;
	if (!*ret)
		return NULL;
	memcpy(*ret, s, n);
	(*ret)[n] = '\0';
	return s + n;
}

static const char *read_pair(const char *s, struct json_pair *ret)
{
	if (*s != '"' || !(s = read_string(s + 1, &ret->name)) || *s != ':')
		return NULL;
	s++;
	return *s == '"' ? read_string(s + 1, &ret->value) : read_number(s, &ret->value);
}

int audit_json_read(const char *json, struct json_pair **ret, size_t *ret_n, struct err *err)
{
	VEC(struct json_pair) list = {0};
	const char *s = json ? json : "{}";
	bool ok = *s == '{';
	s += ok;
	while (ok && *s != '}') {
		struct json_pair p = {0};
		const char *next = read_pair(s, &p);
		/* a comma, and a pair behind it, or the end */
		ok = next && (*next == '}' || (*next == ',' && next[1] == '"')) &&
		     VEC_PUSH(&list, p);
		if (!ok) {
			free(p.name);
			free(p.value);
		} else
			s = next + (*next == ',');
	}
	if (!ok || s[1]) {
		audit_json_done(list.v, list.n);
		return ERR(err, ERR_CORRUPT, "audit", NULL);
	}
	*ret = list.v;
	*ret_n = list.n;
	return 0;
}

void audit_json_done(struct json_pair *pairs, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		free(pairs[i].name);
		free(pairs[i].value);
	}
	free(pairs);
}

const char *audit_json_value(const struct json_pair *pairs, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(pairs[i].name, name) == 0)
			return pairs[i].value;
	return NULL;
}
