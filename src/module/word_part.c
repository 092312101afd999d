#include "module/word_part.h"

#include <libxml/parser.h>

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char space[] = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

int word_bad(const char *why, struct err *err)
{
	return ERR(err, ERR_INVALID, "template", "%s", why);
}

int word_open(const char *file, int flags, struct zip **ret, struct err *err)
{
	int code;
	struct zip *z = zip_open(file, flags, &code);
	if (!z && code == ZIP_ER_MEMORY)
		return ERR_OOM(err);
	if (!z && code == ZIP_ER_OPEN)
		return ERR(err, ERR_IO, "file", "%s", strerror(errno));
	if (!z)
		return word_bad("zip", err);
	if (zip_get_num_entries(z, 0) > WORD_PARTS_MAX) {
		zip_discard(z);
		return word_bad("zip", err);
	}
	*ret = z;
	return 0;
}

/* Not more than the part says, and not more than is allowed: what it says may be a lie. */
static int unpack(struct zip *z, zip_uint64_t index, struct strbuf *ret, struct err *err)
{
	char buf[16384];
	zip_int64_t n;
	zip_file_t *f = zip_fopen_index(z, index, 0);
	if (!f)
		return word_bad("zip", err);
	while ((n = zip_fread(f, buf, sizeof buf)) > 0 && ret->len <= WORD_PART_MAX)
		strbuf_addn(ret, buf, (size_t)n);
	zip_fclose(f);
	if (ret->failed)
		return ERR_OOM(err);
	return n < 0 || ret->len > WORD_PART_MAX ? word_bad("zip", err) : 0;
}

int word_parse(struct zip *z, zip_uint64_t index, xmlDocPtr *ret, struct err *err)
{
	struct strbuf data = {0};
	int r = unpack(z, index, &data, err);
	if (!r) {
		/* no network, no entities from outside; a fault is told by us, not by the library */
		*ret = xmlReadMemory(strbuf_str(&data), (int)data.len, NULL, NULL,
			XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
		if (!*ret || !xmlDocGetRootElement(*ret) || xmlGetIntSubset(*ret)) {
			xmlFreeDoc(*ret);
			r = word_bad("XML", err);
		}
	}
	strbuf_done(&data);
	return r;
}

bool word_is(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && n->ns &&
	       strcmp((const char *)n->ns->href, space) == 0 &&
	       strcmp((const char *)n->name, name) == 0;
}

xmlNode *word_child(const xmlNode *n, const char *name)
{
	xmlNode *c = n->children;
	while (c && !word_is(c, name))
		c = c->next;
	return c;
}

xmlNode *word_next(xmlNode *n, const xmlNode *top)
{
	if (n->children && n->type == XML_ELEMENT_NODE)
		return n->children;
	while (n != top && !n->next)
		n = n->parent;
	return n == top ? NULL : n->next;
}

void word_text(xmlNode *top, struct strbuf *ret)
{
	for (xmlNode *n = top; n; n = word_next(n, top)) {
		if (word_is(n, "br") || word_is(n, "tab"))
			strbuf_addc(ret, ' ');
		if (n->type == XML_TEXT_NODE && n->parent && word_is(n->parent, "t"))
			strbuf_add(ret, (const char *)n->content);
	}
}

const char *word_attr(const xmlNode *n, const char *name, char *buf, size_t size)
{
	xmlChar *v = xmlGetNsProp(n, (const xmlChar *)name, (const xmlChar *)space);
	snprintf(buf, size, "%s", v ? (const char *)v : "");
	xmlFree(v);
	return buf;
}
