#include "module/xlsx_in.h"

#include <stdio.h>
#include <string.h>

/* ---- which part is which ---------------------------------------------------------------------------- */

enum rel_type { REL_OTHER, REL_BOOK, REL_SHEET, REL_STYLES, REL_STRINGS };
struct rel {
	char id[64], target[XLSX_NAME];
	enum rel_type type;
};
struct rels {
	const char *folder; /* targets are relative to it; "" or "xl/" */
	VEC(struct rel) list;
};

/* "xl/" and "../a/b.xml" → "a/b.xml", "/a/b.xml" → "a/b.xml". */
static void resolve(const char *folder, const char *target, char ret[XLSX_NAME])
{
	char base[XLSX_NAME];
	str_fit(base, sizeof base, *target == '/' ? "" : folder);
	target += *target == '/';
	for (;;) {
		if (strncmp(target, "./", 2) == 0) {
			target += 2;
		} else if (strncmp(target, "../", 3) == 0) {
			target += 3;
			size_t n = strlen(base);
			if (n)
				base[n - 1] = '\0';
			char *slash = strrchr(base, '/');
			*(slash ? slash + 1 : base) = '\0';
		} else {
			break;
		}
	}
	snprintf(ret, XLSX_NAME, "%.250s%.250s", base, target);
}

static enum rel_type type_of(const char *uri)
{
	static const struct {
		const char *end;
		enum rel_type type;
	} t[] = {{"/officeDocument", REL_BOOK}, {"/worksheet", REL_SHEET}, {"/styles", REL_STYLES},
		{"/sharedStrings", REL_STRINGS}};
	size_t n = strlen(uri);
	for (size_t i = 0; i < sizeof t / sizeof *t; i++)
		if (n >= strlen(t[i].end) && strcmp(uri + n - strlen(t[i].end), t[i].end) == 0)
			return t[i].type;
	return REL_OTHER;
}

static int on_rel(struct part *p, const char *name, struct err *err)
{
	struct rels *r = p->ctx;
	char target[XLSX_NAME], type[256];
	struct rel rel = {0};
	if (strcmp(name, "Relationship") != 0 || part_attr_is(p, "TargetMode", "External"))
		return 0;
	part_attr_text(p, "Id", rel.id, sizeof rel.id);
	rel.type = type_of(part_attr_text(p, "Type", type, sizeof type));
	if (rel.type == REL_OTHER)
		return 0;
	resolve(r->folder, part_attr_text(p, "Target", target, sizeof target), rel.target);
	return VEC_PUSH(&r->list, rel) ? 0 : ERR_OOM(err);
}

static int read_rels(struct package *p, const char *part, struct rels *ret, struct err *err)
{
	static const struct part_ops ops = {.start = on_rel};
	return package_has(p, part) ? part_read(p, part, &ops, ret, err) : 0;
}

static const struct rel *rel_of_type(const struct rels *r, enum rel_type type)
{
	VEC_EACH (rel, &r->list)
		if (rel->type == type)
			return rel;
	return NULL;
}

static const struct rel *rel_of_id(const struct rels *r, const char *id)
{
	VEC_EACH (rel, &r->list)
		if (strcmp(rel->id, id) == 0)
			return rel;
	return NULL;
}

/* ---- the workbook ----------------------------------------------------------------------------------- */

struct sheet {
	char name[256], rel[64];
	bool is_hidden;
};
struct workbook_part {
	bool is_1904;
	VEC(struct sheet) sheets;
};

static int on_workbook(struct part *p, const char *name, struct err *err)
{
	struct workbook_part *w = p->ctx;
	if (strcmp(name, "workbookPr") == 0)
		w->is_1904 =
			part_attr_is(p, "date1904", "1") || part_attr_is(p, "date1904", "true");
	if (strcmp(name, "sheet") != 0)
		return 0;
	struct sheet s = {.is_hidden = part_attr_is(p, "state", "hidden") ||
				       part_attr_is(p, "state", "veryHidden")};
	part_attr_text(p, "name", s.name, sizeof s.name);
	part_attr_text(p, "id", s.rel, sizeof s.rel);
	return VEC_PUSH(&w->sheets, s) ? 0 : ERR_OOM(err);
}

static int read_sheets(const struct xlsx_book *b, const struct workbook_part *w,
	const struct rels *rels, struct err *err)
{
	int r = 0;
	VEC_EACH (s, &w->sheets) {
		const struct rel *rel = rel_of_id(rels, s->rel);
		if (rel)
			b->package->total += package_size(b->package, rel->target);
	}
	VEC_EACH (s, &w->sheets) {
		const struct rel *rel = rel_of_id(rels, s->rel);
		if (!rel)
			return part_bad(s->name, err);
		if (rel->type != REL_SHEET)
			continue; /* a sheet that is a chart */
		r = wire_sheet(b->package->out, s->name, s->is_hidden, false, err);
		if (!r)
			r = xlsx_sheet_read(b, rel->target, err);
		if (r)
			return r;
	}
	return 0;
}

static int read_rest(
	struct package *p, const struct workbook_part *w, struct rels *rels, struct err *err)
{
	struct xlsx_styles styles = {0};
	struct xlsx_strings strings = {0};
	const struct xlsx_book book = {p, &styles, &strings, w->is_1904};
	const struct rel *s = rel_of_type(rels, REL_STYLES), *t = rel_of_type(rels, REL_STRINGS);
	int r = s && package_has(p, s->target) ? xlsx_styles_read(p, s->target, &styles, err) : 0;
	if (!r && t && package_has(p, t->target))
		r = xlsx_strings_read(p, t->target, &strings, err);
	if (!r)
		r = wire_format(p->out, WORKBOOK_XLSX, false, err);
	if (!r)
		r = read_sheets(&book, w, rels, err);
	xlsx_styles_done(&styles);
	xlsx_strings_done(&strings);
	return r;
}

static int read_workbook(struct package *p, const char *part, struct err *err)
{
	static const struct part_ops ops = {.start = on_workbook};
	struct workbook_part w = {0};
	char folder[XLSX_NAME], names[XLSX_NAME + 16];
	str_fit(folder, sizeof folder, part);
	char *slash = strrchr(folder, '/');
	const char *file = part + (slash ? slash - folder + 1 : 0);
	*(slash ? slash + 1 : folder) = '\0';
	snprintf(names, sizeof names, "%s_rels/%s.rels", folder, file);
	struct rels rels = {.folder = folder};
	int r = part_read(p, part, &ops, &w, err);
	if (!r)
		r = read_rels(p, names, &rels, err);
	if (!r)
		r = read_rest(p, &w, &rels, err);
	VEC_DONE(&w.sheets);
	VEC_DONE(&rels.list);
	return r;
}

int xlsx_parse(struct package *p, struct err *err)
{
	struct rels top = {.folder = ""};
	char part[XLSX_NAME] = "xl/workbook.xml";
	int r = read_rels(p, "_rels/.rels", &top, err);
	const struct rel *book = rel_of_type(&top, REL_BOOK);
	if (book)
		str_fit(part, sizeof part, book->target);
	VEC_DONE(&top.list);
	return r ? r : read_workbook(p, part, err);
}
