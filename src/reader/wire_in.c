#include "reader/wire.h"

#include "reader/rows.h"
#include "reader/wire_frame.h"
#include "viet/text.h"

#include <string.h>

struct area {
	uint32_t number, column, rows, columns;
};

struct sheet {
	char *name;
	bool is_hidden, is_headed;
	long deleted;
	struct workbook_rows *rows;
	VEC(struct area) areas;
};

struct wire_in {
	const struct reader_limits *limits;
	struct strbuf pending; /* the beginning of a frame */
	bool has_format, is_bytes, is_complete;
	enum workbook_format format;
	VEC(struct sheet) sheets;
	size_t held; /* bytes of the sheets that are over */
	uint64_t done, total;
};

static int lie(const char *what, struct err *err)
{
	return ERR(err, ERR_CORRUPT, "file", "%s", what);
}

struct wire_in *wire_in_make(const struct reader_limits *limits)
{
	struct wire_in *in = mem_alloc(sizeof *in);
	if (in)
		in->limits = limits;
	return in;
}

void wire_in_free(struct wire_in *in)
{
	if (!in)
		return;
	VEC_EACH (s, &in->sheets) {
		free(s->name);
		rows_free(s->rows);
		VEC_DONE(&s->areas);
	}
	VEC_DONE(&in->sheets);
	strbuf_done(&in->pending);
	free(in);
}

bool wire_in_is_complete(const struct wire_in *in)
{
	return in->is_complete;
}

void wire_in_progress(const struct wire_in *in, long *ret_done, long *ret_total)
{
	*ret_done = (long)in->done;
	*ret_total = (long)in->total;
}

/* ---- a cell's text is what its kind says ------------------------------------------------------------- */

static bool is_number(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (!strchr("0123456789.+-Ee", s[i]) || !s[i])
			return false;
	return n < 400;
}

static bool fits(const char *s, const char *shape)
{
	for (; *shape; s++, shape++)
		if (*shape == '0' ? *s < '0' || *s > '9' : *s != *shape)
			return false;
	return true;
}

static bool is_date(const char *s, size_t n)
{
	return (n == 10 && fits(s, "0000-00-00")) || (n == 16 && fits(s, "0000-00-00T00:00"));
}

static bool is_text(const struct wire_in *in, const char *s, size_t n)
{
	return !memchr(s, 0, n) && (in->is_bytes || text_is_utf8(s, n));
}

/* \x1F, 'A' + a charset, text, and again */
static bool is_mixed(const char *s, size_t n)
{
	if (!n || s[0] != '\x1F')
		return false;
	for (size_t i = 0; i < n; i++)
		if (s[i] == '\x1F' && (i + 1 >= n || s[i + 1] < 'A' || s[i + 1] >= 'A' + CHARSETS))
			return false;
	return true;
}

static bool is_cell(const struct wire_in *in, const struct wire_cell_head *h, const char *s)
{
	bool mixed = h->font & WIRE_MIXED;
	if ((h->font & ~WIRE_MIXED) >= CHARSETS || !h->size || (mixed && h->kind != RAW_TEXT))
		return false;
	switch ((enum raw_kind)h->kind) {
	case RAW_NUMBER:
		return is_number(s, h->size);
	case RAW_DATE:
		return is_date(s, h->size);
	case RAW_BOOL:
		return h->size == 1 && (*s == '0' || *s == '1');
	case RAW_TEXT:
	case RAW_ERROR:
		return is_text(in, s, h->size) && (!mixed || is_mixed(s, h->size));
	case RAW_EMPTY:
		break;
	}
	return false;
}

/* ---- frames ----------------------------------------------------------------------------------------- */

static struct sheet *last_sheet(const struct wire_in *in)
{
	return in->sheets.n ? &in->sheets.v[in->sheets.n - 1] : NULL;
}

/* Sheets that are over, the one that is read, and what each costs besides. */
static int hold(const struct wire_in *in, size_t more, struct err *err)
{
	const struct sheet *s = last_sheet(in);
	size_t now = in->held + (s ? rows_size(s->rows) + s->areas.n * sizeof(struct area) : 0);
	/* places in a text are 32 bits wide (rows.h) */
	size_t most = in->limits->memory < INT32_MAX ? in->limits->memory : INT32_MAX;
	return now + more > most ? ERR(err, ERR_LIMIT, "memory", NULL) : 0;
}

static int on_format(struct wire_in *in, const char *p, size_t n, struct err *err)
{
	if (n != 2 || in->has_format || (unsigned char)p[0] > WORKBOOK_DBF ||
		(unsigned char)p[1] > 1)
		return lie("format", err);
	in->has_format = true;
	in->format = (enum workbook_format)p[0];
	in->is_bytes = p[1];
	return 0;
}

static int on_sheet(struct wire_in *in, const char *p, size_t n, struct err *err)
{
	struct sheet *before = last_sheet(in);
	if (n < 2 || n > 2 + WIRE_NAME_MAX || memchr(p + 2, 0, n - 2))
		return lie("sheet", err);
	int r = hold(in, sizeof *before + sizeof *before->rows + n + 64, err);
	if (r)
		return r;
	if (before) {
		rows_close(before->rows);
		in->held += rows_size(before->rows) + before->areas.n * sizeof(struct area);
	}
	in->held += sizeof *before + sizeof *before->rows + n + 64;
	struct sheet s = {.is_hidden = p[0],
		.is_headed = p[1],
		.name = mem_strndup(p + 2, n - 2),
		.rows = mem_alloc(sizeof *s.rows)};
	if (!s.name || !s.rows || !VEC_PUSH(&in->sheets, s)) {
		free(s.name);
		free(s.rows);
		return ERR_OOM(err);
	}
	return 0;
}

static int on_row(struct wire_in *in, const char *p, size_t n, struct err *err)
{
	struct sheet *s = last_sheet(in);
	uint32_t number;
	long column = -1;
	if (!s || n < sizeof number)
		return lie("row", err);
	memcpy(&number, p, sizeof number);
	struct workbook_rows *rows = s->rows;
	if (rows->rows.n && rows->rows.v[rows->rows.n - 1].number >= number)
		return lie("row", err);
	if (rows->rows.n >= in->limits->rows || number > in->limits->rows + 1)
		return ERR(err, ERR_LIMIT, "rows", NULL);
	int r = hold(in, 2 * n, err);
	if (!r)
		r = rows_begin(rows, number, err);
	for (size_t at = sizeof number; !r && at < n;) {
		struct wire_cell_head h;
		if (n - at < sizeof h)
			return lie("cell", err);
		memcpy(&h, p + at, sizeof h);
		at += sizeof h;
		if (h.size > n - at || h.column <= column || !is_cell(in, &h, p + at))
			return lie("cell", err);
		if (h.column >= in->limits->columns)
			return ERR(err, ERR_LIMIT, "columns", NULL);
		if (h.size > in->limits->cell)
			return ERR(err, ERR_LIMIT, "cell", NULL);
		struct rows_cell c = {
			.size = h.size, .column = h.column, .kind = h.kind, .font = h.font};
		r = rows_add(rows, &c, p + at, err);
		column = h.column;
		at += h.size;
	}
	return r;
}

static int on_merged(struct wire_in *in, const char *p, size_t n, struct err *err)
{
	struct sheet *s = last_sheet(in);
	struct area a;
	if (!s || n != sizeof a)
		return lie("merged", err);
	memcpy(&a, p, sizeof a);
	if (!a.number || !a.rows || !a.columns)
		return lie("merged", err);
	int r = hold(in, sizeof a, err);
	if (r)
		return r;
	return VEC_PUSH(&s->areas, a) ? 0 : ERR_OOM(err);
}

static int on_deleted(struct wire_in *in, const char *p, size_t n, struct err *err)
{
	struct sheet *s = last_sheet(in);
	uint32_t v;
	if (!s || n != sizeof v)
		return lie("deleted", err);
	memcpy(&v, p, sizeof v);
	s->deleted = (long)v;
	return 0;
}

static int on_progress(struct wire_in *in, const char *p, size_t n, struct err *err)
{
	uint64_t v[2];
	if (n != sizeof v)
		return lie("progress", err);
	memcpy(v, p, sizeof v);
	in->total = v[1] > INT32_MAX ? INT32_MAX : v[1];
	in->done = v[0] > in->total ? in->total : v[0];
	return 0;
}

/* An error of the child is taken at its word only where it is one that a reader may have. */
static int on_end(struct wire_in *in, const char *p, size_t n, struct err *err)
{
	static const enum err_code codes[] = {
		ERR_NOMEM, ERR_CORRUPT, ERR_INVALID, ERR_LIMIT, ERR_MODULE, ERR_IO};
	int32_t code;
	if (n < sizeof code + 1)
		return lie("end", err);
	memcpy(&code, p, sizeof code);
	size_t field = (unsigned char)p[sizeof code], at = sizeof code + 1;
	if (field >= sizeof err->field || n - at < field || n - at - field > WIRE_DETAIL_MAX)
		return lie("end", err);
	if (!code) {
		in->is_complete = true;
		return 0;
	}
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		if (code == (int32_t)codes[i]) {
			char name[sizeof err->field] = "";
			struct strbuf detail = {0};
			memcpy(name, p + at, field);
			text_safe(&detail, p + at + field, n - at - field, false, false);
			/* memory that is short in the child is short by its limit */
			if (code == ERR_NOMEM)
				ERR(err, ERR_LIMIT, "memory", NULL);
			else
				ERR(err, codes[i], name, "%s", strbuf_str(&detail));
			strbuf_done(&detail);
			return code == ERR_NOMEM ? ERR_LIMIT : code;
		}
	return lie("end", err);
}

static int on_frame(struct wire_in *in, unsigned tag, const char *p, size_t n, struct err *err)
{
	static int (*const on[])(struct wire_in *, const char *, size_t, struct err *) = {
		[WIRE_FORMAT] = on_format,
		[WIRE_SHEET] = on_sheet,
		[WIRE_ROW] = on_row,
		[WIRE_MERGED] = on_merged,
		[WIRE_DELETED] = on_deleted,
		[WIRE_PROGRESS] = on_progress,
		[WIRE_END] = on_end,
	};
	if (tag >= ARRAY_LEN(on) || !on[tag] || in->is_complete ||
		(!in->has_format && tag != WIRE_FORMAT && tag != WIRE_END))
		return lie("frame", err);
	return on[tag](in, p, n, err);
}

static size_t frame_max(const struct wire_in *in)
{
	size_t row = 4 + in->limits->columns * (sizeof(struct wire_cell_head) + in->limits->cell);
	return row > 4096 ? row : 4096;
}

/* The frames that are whole; *ret_used: their bytes. */
static int take_frames(
	struct wire_in *in, const char *p, size_t n, size_t *ret_used, struct err *err)
{
	size_t at = 0;
	while (n - at >= WIRE_HEAD) {
		uint32_t size;
		memcpy(&size, p + at + 1, sizeof size);
		if (size > frame_max(in))
			return lie("length", err);
		if (n - at - WIRE_HEAD < size)
			break;
		int r = on_frame(in, (unsigned char)p[at], p + at + WIRE_HEAD, size, err);
		if (r)
			return r;
		at += WIRE_HEAD + size;
	}
	*ret_used = at;
	return 0;
}

int wire_in_feed(struct wire_in *in, const void *bytes, size_t n, struct err *err)
{
	size_t used = 0;
	const char *p = bytes;
	if (in->pending.len) {
		strbuf_addn(&in->pending, bytes, n);
		if (in->pending.failed)
			return ERR_OOM(err);
		p = in->pending.s;
		n = in->pending.len;
	}
	int r = take_frames(in, p, n, &used, err);
	if (r)
		return r;
	if (in->pending.len) {
		memmove(in->pending.s, p + used, n - used);
		in->pending.len = n - used;
		in->pending.s[in->pending.len] = '\0';
	} else if (used < n) {
		strbuf_addn(&in->pending, p + used, n - used);
	}
	return in->pending.failed ? ERR_OOM(err) : 0;
}

/* ---- the sheets ------------------------------------------------------------------------------------- */

static int clean_name(const char *name, char **ret, struct err *err)
{
	struct err why = {0};
	int r = text_clean(name, ret, &why);
	if (r != ERR_INVALID) {
		if (r && err)
			*err = why;
		return r;
	}
	struct strbuf b = {0};
	text_safe(&b, name, strlen(name), false, false);
	*ret = strbuf_take(&b);
	return *ret ? 0 : ERR_OOM(err);
}

/* Areas are sent in row numbers; people of rows want their places among those that are kept. */
static int place_areas(struct sheet *s, struct workbook_sheet *ret, struct err *err)
{
	if (!s->areas.n)
		return 0;
	ret->merged = mem_alloc(s->areas.n * sizeof *ret->merged);
	if (!ret->merged)
		return ERR_OOM(err);
	VEC_EACH (a, &s->areas) {
		uint64_t end = (uint64_t)a->number + a->rows;
		size_t from = rows_find(s->rows, a->number);
		size_t to = rows_find(s->rows, end > UINT32_MAX ? UINT32_MAX : (uint32_t)end);
		if (to == from || a->column >= s->rows->columns)
			continue;
		ret->merged[ret->merged_count++] = (struct workbook_area){
			.row = from, .column = a->column, .rows = to - from, .columns = a->columns};
	}
	return 0;
}

int wire_in_take(struct wire_in *in, struct workbook *ret, struct err *err)
{
	struct workbook_sheet *list = in->sheets.n ? mem_alloc(in->sheets.n * sizeof *list) : NULL;
	if (in->sheets.n && !list)
		return ERR_OOM(err);
	ret->format = in->format;
	ret->is_bytes = in->is_bytes;
	ret->sheets = list;
	for (; ret->sheet_count < in->sheets.n; ret->sheet_count++) {
		struct sheet *s = &in->sheets.v[ret->sheet_count];
		struct workbook_sheet *to = &list[ret->sheet_count];
		int r = clean_name(s->name, &to->name, err);
		if (!r && (r = place_areas(s, to, err)))
			free(to->name);
		if (r)
			return r;
		rows_close(s->rows);
		to->is_hidden = s->is_hidden;
		to->is_headed = s->is_headed;
		to->deleted = s->deleted;
		to->rows = s->rows->rows.n;
		to->columns = s->rows->columns;
		to->own = TAKE_PTR(s->rows);
	}
	return 0;
}
