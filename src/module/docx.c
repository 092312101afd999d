/* A document as a Word file: its parts, written by libxml2, in an archive of libzip. The document itself, which
 * may be long, waits in a temporary file and not in memory. */
#include "module/docx_part.h"
#include "report/doc_walk.h"

#include <errno.h>
#include <string.h>
#include <zip.h>

#define OFFICE	 "application/vnd.openxmlformats-officedocument."
#define WORD	 OFFICE "wordprocessingml."
#define RELATION "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE	 "http://schemas.openxmlformats.org/package/2006/"
#define RELS	 "application/vnd.openxmlformats-package.relationships+xml"

/* Who points to a part: the package, the document, or nobody. */
enum owner { BY_PACKAGE, BY_DOCUMENT };

static const struct piece {
	const char *name, *type; /* content type */
	enum owner owner;
	const char *id, *relation;
	void (*write)(struct docx *x);
	bool is_long;
} pieces[] = {
	{"word/document.xml", WORD "document.main+xml", BY_PACKAGE, "rId1",
		RELATION "officeDocument", docx_body, true},
	{"word/styles.xml", WORD "styles+xml", BY_DOCUMENT, "rId1", RELATION "styles", docx_styles},
	{"word/settings.xml", WORD "settings+xml", BY_DOCUMENT, "rId2", RELATION "settings",
		docx_settings},
	{"word/header1.xml", WORD "header+xml", BY_DOCUMENT, DOCX_HEADER, RELATION "header",
		docx_header},
	{"word/footer1.xml", WORD "footer+xml", BY_DOCUMENT, DOCX_FOOTER, RELATION "footer",
		docx_footer},
	{"docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml",
		BY_PACKAGE, "rId2", PACKAGE "relationships/metadata/core-properties", docx_core},
	{"docProps/app.xml", OFFICE "extended-properties+xml", BY_PACKAGE, "rId3",
		RELATION "extended-properties", docx_app},
};
enum { PIECES = sizeof pieces / sizeof *pieces };

/* ---- what says which parts there are --------------------------------------------------------------- */

static void put_types(struct docx *x)
{
	part_open(x, "Types");
	part_attr(x, "xmlns", PACKAGE "content-types");
	part_open(x, "Default");
	part_attr(x, "Extension", "rels");
	part_attr(x, "ContentType", RELS);
	part_close(x);
	for (int i = 0; i < PIECES; i++) {
		char name[64];
		snprintf(name, sizeof name, "/%s", pieces[i].name);
		part_open(x, "Override");
		part_attr(x, "PartName", name);
		part_attr(x, "ContentType", pieces[i].type);
		part_close(x);
	}
	part_close(x);
}

static void put_relations(struct docx *x, enum owner owner)
{
	/* the document's targets are named from its folder */
	size_t skip = owner == BY_DOCUMENT ? strlen("word/") : 0;
	part_open(x, "Relationships");
	part_attr(x, "xmlns", PACKAGE "relationships");
	for (int i = 0; i < PIECES; i++) {
		if (pieces[i].owner != owner)
			continue;
		part_open(x, "Relationship");
		part_attr(x, "Id", pieces[i].id);
		part_attr(x, "Type", pieces[i].relation);
		part_attr(x, "Target", pieces[i].name + skip);
		part_close(x);
	}
	part_close(x);
}

static void put_package_relations(struct docx *x)
{
	put_relations(x, BY_PACKAGE);
}

static void put_document_relations(struct docx *x)
{
	put_relations(x, BY_DOCUMENT);
}

/* ---- the archive ----------------------------------------------------------------------------------- */

/* Whether all has arrived is asked of the file at the end: the library would say here, on standard error, that
 * it has not. */
static int to_file(void *ctx, const char *data, int n)
{
	fwrite(data, 1, (size_t)n, ctx);
	return n;
}

/* Writes the part with what x->w is; frees that. */
static bool write_part(struct docx *x, void (*write)(struct docx *x))
{
	if (!x->w)
		return false;
	x->failed |= xmlTextWriterStartDocument(x->w, NULL, "UTF-8", "yes") < 0;
	write(x);
	if (!x->failed)
		x->failed = xmlTextWriterEndDocument(x->w) < 0 || xmlTextWriterFlush(x->w) < 0;
	xmlFreeTextWriter(x->w);
	x->w = NULL;
	return !x->failed;
}

static int add(struct zip *z, const char *name, zip_source_t *source, struct err *err)
{
	if (source && zip_file_add(z, name, source, ZIP_FL_ENC_UTF_8) >= 0)
		return 0;
	zip_source_free(source);
	return ERR_OOM(err);
}

static int add_short(struct zip *z, struct docx *x, const char *name, void (*write)(struct docx *x),
	struct err *err)
{
	xmlBufferPtr buf = xmlBufferCreate();
	x->w = buf ? xmlNewTextWriterMemory(buf, 0) : NULL;
	bool ok = write_part(x, write);
	size_t n = ok ? (size_t)xmlBufferLength(buf) : 0;
	xmlChar *data = ok ? xmlBufferDetach(buf) : NULL;
	xmlBufferFree(buf);
	if (!data)
		return ERR_OOM(err);
	zip_source_t *source = zip_source_buffer(z, data, n, 1);
	if (!source)
		free(data);
	return add(z, name, source, err);
}

static int failed(int number, const char *what, struct err *err)
{
	return ERR(
		err, number == ENOSPC || number == EDQUOT ? ERR_FULL : ERR_IO, "file", "%s", what);
}

static int add_long(struct zip *z, struct docx *x, const char *name, void (*write)(struct docx *x),
	struct err *err)
{
	FILE *f = tmpfile();
	if (!f)
		return failed(errno, strerror(errno), err);
	errno = 0;
	xmlOutputBufferPtr out = xmlOutputBufferCreateIO(to_file, NULL, f, NULL);
	x->w = out ? xmlNewTextWriter(out) : NULL;
	if (out && !x->w)
		xmlOutputBufferClose(out);
	bool ok = write_part(x, write);
	if (fflush(f) || ferror(f)) {
		int number = errno;
		fclose(f);
		return failed(number, strerror(number), err);
	}
	if (!ok) {
		fclose(f);
		return x->r ? x->r : ERR_OOM(err);
	}
	/* libzip reads on from where the file stands */
	rewind(f);
	zip_source_t *source = zip_source_filep(z, f, 0, -1);
	if (!source)
		fclose(f);
	return add(z, name, source, err);
}

static int fill(struct zip *z, struct docx *x, struct err *err)
{
	int r = add_short(z, x, "[Content_Types].xml", put_types, err);
	if (!r)
		r = add_short(z, x, "_rels/.rels", put_package_relations, err);
	if (!r)
		r = add_short(z, x, "word/_rels/document.xml.rels", put_document_relations, err);
	for (int i = 0; !r && i < PIECES; i++)
		r = (pieces[i].is_long ? add_long : add_short)(
			z, x, pieces[i].name, pieces[i].write, err);
	return r;
}

struct packing {
	const struct doc *d;
	unsigned calls;
	int r;
	struct err *err;
};

static int wants_stop(struct zip *z, void *ctx)
{
	enum { ASK_EVERY = 64 };
	struct packing *p = ctx;
	(void)z;
	if (!p->r && p->calls++ % ASK_EVERY == 0)
		p->r = doc_go_on(p->d, p->err);
	return p->r != 0;
}

/* Frees z only where it could be packed. */
static int pack(struct zip *z, const struct doc *d, struct err *err)
{
	struct packing p = {.d = d, .err = err};
	zip_register_cancel_callback_with_state(z, wants_stop, NULL, &p);
	if (zip_close(z) == 0)
		return 0;
	zip_error_t *e = zip_get_error(z);
	return p.r ? p.r : failed(zip_error_code_system(e), zip_error_strerror(e), err);
}

static int write_docx(
	const struct doc *d, const char *file, const struct office_text *text, struct err *err)
{
	int code;
	struct docx x = {.d = d, .text = text, .err = err};
	struct zip *z = zip_open(file, ZIP_CREATE | ZIP_TRUNCATE, &code);
	if (!z)
		return code == ZIP_ER_MEMORY ? ERR_OOM(err) : failed(errno, strerror(errno), err);
	int r = fill(z, &x, err);
	if (!r)
		r = pack(z, d, err);
	if (r)
		zip_discard(z);
	strbuf_done(&x.clean);
	return r;
}

__attribute__((visibility("default"))) extern const struct office_module office_module;
const struct office_module office_module = {.write = write_docx};
