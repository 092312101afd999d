/* The module "workbook": XLSX and ODS. */
#include "module/ods_in.h"
#include "module/part_in.h"
#include "module/xlsx_in.h"

extern const struct reader_module reader_module;

/* Packages that are none of ours, by a part that only they have. */
static int other_package(struct package *p, struct err *err)
{
	static const struct {
		const char *part, *name;
	} t[] = {
		{"word/document.xml", "Word (.docx)"},
		{"ppt/presentation.xml", "PowerPoint (.pptx)"},
		{"xl/workbook.bin", "Excel (.xlsb)"},
		{"META-INF/container.xml", "EPUB"},
	};
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		if (package_has(p, t[i].part))
			return ERR(err, ERR_INVALID, "file", "%s", t[i].name);
	/* whatever its workbook is called there */
	if (package_has(p, "[Content_Types].xml"))
		return xlsx_parse(p, err);
	return ERR(err, ERR_INVALID, "file", "ZIP");
}

static int parse(const struct parse_input *in, struct wire_out *out, struct err *err)
{
	struct package p;
	int r = package_open(&p, in, out, err);
	if (r)
		return r;
	if (!p.zip || package_has(&p, "content.xml"))
		r = ods_parse(&p, err);
	else if (package_has(&p, "xl/workbook.xml"))
		r = xlsx_parse(&p, err);
	else
		r = other_package(&p, err);
	package_close(&p);
	return r;
}

const struct reader_module reader_module = {parse};
