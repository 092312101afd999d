#include "reader/workbook.h"

#include "base/mem.h"
#include "base/program.h"
#include "reader/child.h"
#include "reader/file.h"
#include "reader/parse.h"
#include "reader/rows.h"
#include "reader/sniff.h"

#include <string.h>

const struct reader_limits reader_limits_usual = {.seconds = 5,
	.memory = 256u << 20,
	.unpacked = 512u << 20,
	.rows = 1048576,
	.columns = 512,
	.cell = 65536};

static const struct format {
	const char *label;
	const char *module; /* NULL: no library is needed */
} formats[] = {
	[WORKBOOK_XLSX] = {"Excel (.xlsx)", "workbook"},
	[WORKBOOK_ODS] = {"OpenDocument (.ods)", "workbook"},
	[WORKBOOK_CSV] = {"CSV", NULL},
	[WORKBOOK_DBF] = {"DBF (FoxPro, dBase)", "dbf"},
};

const char *workbook_format_label(enum workbook_format f)
{
	return formats[f].label;
}

void workbook_free(struct workbook *w)
{
	if (!w)
		return;
	for (size_t i = 0; i < w->sheet_count; i++) {
		free(w->sheets[i].name);
		free(w->sheets[i].merged);
		rows_free(w->sheets[i].own);
	}
	free(w->sheets);
	free(w->name);
	free(w->bytes);
	free(w);
}

struct reading {
	struct parse_input input;
	const char *module;
	parse_fn *parse;
};

static int load(void *ctx, struct err *err)
{
	struct reading *r = ctx;
	const void *p;
	if (!r->module)
		return 0;
	int code = program_module(r->module, READER_MODULE_SYMBOL, &p, err);
	if (code)
		return code;
	r->parse = ((const struct reader_module *)p)->parse;
	return 0;
}

static int parse(void *ctx, struct wire_out *out, struct err *err)
{
	struct reading *r = ctx;
	return r->parse(&r->input, out, err);
}

static int read_sheets(struct workbook *w, const struct reader_options *options, struct err *err)
{
	const struct reader_limits *limits =
		options && options->limits ? options->limits : &reader_limits_usual;
	const char *name;
	if (w->size > limits->unpacked)
		return ERR(err, ERR_LIMIT, "unpacked", NULL);
	if (!sniff_format(w->bytes, w->size, &w->format, &name))
		return ERR(err, ERR_INVALID, "file", "%s", *name ? name : "binary");
	struct reading reading = {.module = formats[w->format].module,
		.parse = csv_parse,
		.input = {.bytes = w->bytes,
			.size = w->size,
			.limits = limits,
			.charset_of_font = charset_of_font}};
	if (w->format == WORKBOOK_DBF)
		reading.input.size =
			file_memo(w->bytes, w->size, &reading.input.memo, &reading.input.memo_size);
	const struct child_work work = {load, parse, &reading};
	struct wire_in *in = wire_in_make(limits);
	if (!in)
		return ERR_OOM(err);
	int r = child_run(&work, limits, options, in, err);
	if (!r)
		r = wire_in_take(in, w, err);
	wire_in_free(in);
	return r;
}

/* Takes the bytes, also on failure. */
static int make(const char *name, char *bytes, size_t n, const struct reader_options *options,
	struct workbook **ret, struct err *err)
{
	struct workbook *w = mem_alloc(sizeof *w);
	if (!w) {
		free(bytes);
		return ERR_OOM(err);
	}
	w->bytes = bytes;
	w->size = n;
	w->name = mem_strdup(name);
	int r = w->name ? read_sheets(w, options, err) : ERR_OOM(err);
	if (r) {
		workbook_free(w);
		return r;
	}
	*ret = w;
	return 0;
}

int workbook_read(const char *path, const struct reader_options *options, struct workbook **ret,
	struct err *err)
{
	const struct reader_limits *limits =
		options && options->limits ? options->limits : &reader_limits_usual;
	const char *slash = strrchr(path, '/');
	char *bytes;
	size_t n;
	int r = file_load(path, limits->unpacked, &bytes, &n, err);
	return r ? r : make(slash ? slash + 1 : path, bytes, n, options, ret, err);
}

int workbook_from_bytes(const char *name, const void *bytes, size_t n,
	const struct reader_options *options, struct workbook **ret, struct err *err)
{
	char *copy = mem_alloc(n + 1);
	if (!copy)
		return ERR_OOM(err);
	if (n)
		memcpy(copy, bytes, n);
	return make(name, copy, n, options, ret, err);
}
