#include "report/doc_keep.h"

#include "base/mem.h"
#include "base/vec.h"
#include "report/doc_walk.h"
#include "report/keep_bytes.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* Raised only where a document read by an older program would say something else. */
enum { FORM = 1 };
/* Beyond these no report goes; a writer would fill pages with spaces. */
enum { COLUMNS_MOST = 1000, LEVELS_MOST = 9, INDENT_MOST = 20, WEIGHT_MOST = 1000 };
#define BAR_MOST INT64_C(1000000000000)

/* The tags; in files for years, so none is ever given to something else. */
enum {
	TAG_FORM = 'V',
	TAG_WIDE = 'w',
	TAG_HEADING = 'h',
	TAG_PARAGRAPH = 'p',
	TAG_NOTE = 'n',
	TAG_CENTRED = 'm',
	TAG_TABLE = 't',
	TAG_COLUMN = 'c',
	TAG_ROW = 'r',
	TAG_CHART = 'x',
	TAG_BAR = 'b',
	TAG_COPY = 'y',
	TAG_PAGE = 'g',
	TAG_FORM_TABLE = 'f', /* of the last table */
	TAG_END = 'Z',	      /* what has none was cut off */
};
enum { ROW_TOTAL = 1, ROW_GROUP = 2 };

/* Texts of the document itself, a record each. */
static const struct {
	char tag;
	size_t at;
} texts[] = {
	{'K', offsetof(struct doc, kind)},
	{'T', offsetof(struct doc, title)},
	{'S', offsetof(struct doc, subtitle)},
	{'F', offsetof(struct doc, form)},
	{'L', offsetof(struct doc, lang)},
	{'P', offsetof(struct doc, printed_by)},
	{'A', offsetof(struct doc, head.superior)},
	{'B', offsetof(struct doc, head.body)},
	{'N', offsetof(struct doc, head.number)},
	{'M', offsetof(struct doc, head.motto)},
	{'D', offsetof(struct doc, head.place_date)},
	{'O', offsetof(struct doc, head.on_behalf)},
	{'H', offsetof(struct doc, head.office_held)},
	{'G', offsetof(struct doc, head.signer)},
};

/* ---- writing ------------------------------------------------------------------------------------------ */

static void keep_row(struct strbuf *out, const struct doc_table *t, const struct doc_row *row)
{
	size_t begun = keep_begin(out, TAG_ROW);
	keep_number(out, (row->is_total ? ROW_TOTAL : 0) | (row->is_group ? ROW_GROUP : 0));
	keep_number(out, row->indent);
	for (size_t c = 0; c < t->column_count; c++) {
		keep_number(out, row->cells[c].door);
		keep_text(out, row->cells[c].text);
	}
	keep_end(out, begun);
}

static int keep_table(
	struct strbuf *out, const struct doc *d, const struct doc_table *t, struct err *err)
{
	const struct doc_row *row;
	struct doc_walk w;
	size_t begun = keep_begin(out, TAG_TABLE);
	keep_text(out, t->key);
	keep_end(out, begun);
	if (t->is_form)
		keep_end(out, keep_begin(out, TAG_FORM_TABLE));
	for (size_t c = 0; c < t->column_count; c++) {
		begun = keep_begin(out, TAG_COLUMN);
		keep_number(out, t->columns[c].align);
		keep_number(out, t->columns[c].weight);
		keep_text(out, t->columns[c].title);
		keep_text(out, t->columns[c].group);
		keep_end(out, begun);
	}
	int r = doc_walk_begin(&w, d, t, DOC_MEASURE, err);
	while (!r && (r = doc_walk_next(&w, &row, err)) == 1) {
		keep_row(out, t, row);
		r = 0;
	}
	return r;
}

static void keep_chart(struct strbuf *out, const struct doc_chart *chart)
{
	size_t begun = keep_begin(out, TAG_CHART);
	keep_text(out, chart->title);
	keep_text(out, chart->value_name);
	keep_text(out, chart->target_name);
	keep_end(out, begun);
	for (size_t i = 0; i < chart->bar_count; i++) {
		const struct doc_bar *b = &chart->bars[i];
		begun = keep_begin(out, TAG_BAR);
		keep_text(out, b->label);
		keep_number(out, b->value);
		keep_number(out, b->target);
		keep_number(out, b->door);
		keep_end(out, begun);
	}
}

static int keep_block(
	struct strbuf *out, const struct doc *d, const struct doc_block *b, struct err *err)
{
	size_t begun;
	switch (b->kind) {
	case DOC_HEADING:
		begun = keep_begin(out, TAG_HEADING);
		keep_number(out, b->level);
		keep_text(out, b->text);
		keep_end(out, begun);
		break;
	case DOC_PARAGRAPH:
	case DOC_CENTRED:
	case DOC_NOTE:
		begun = keep_begin(out, b->kind == DOC_NOTE	 ? TAG_NOTE
					: b->kind == DOC_CENTRED ? TAG_CENTRED
								 : TAG_PARAGRAPH);
		keep_text(out, b->text);
		keep_end(out, begun);
		break;
	case DOC_TABLE:
		return keep_table(out, d, &b->table, err);
	case DOC_CHART:
		keep_chart(out, &b->chart);
		break;
	case DOC_PAGE:
		keep_end(out, keep_begin(out, TAG_PAGE));
		break;
	}
	return 0;
}

int doc_keep(const struct doc *d, struct strbuf *out, struct err *err)
{
	size_t begun = keep_begin(out, TAG_FORM);
	keep_number(out, FORM);
	keep_end(out, begun);
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		keep_text_record(
			out, texts[i].tag, *(char *const *)((const char *)d + texts[i].at));
	for (size_t i = 0; i < d->head.copy_count; i++)
		keep_text_record(out, TAG_COPY, d->head.copies[i]);
	if (d->is_wide)
		keep_end(out, keep_begin(out, TAG_WIDE));
	int r = 0;
	for (size_t i = 0; !r && i < d->block_count; i++)
		r = keep_block(out, d, &d->blocks[i], err);
	if (r)
		return r;
	keep_end(out, keep_begin(out, TAG_END));
	return out->failed || d->failed ? ERR_OOM(err) : 0;
}

/* ---- reading ------------------------------------------------------------------------------------------ */

struct opening {
	struct doc d;
	struct keep_reader body; /* of the present record */
	bool is_newer, is_whole;
};

static struct doc_block *add_block(struct opening *o, enum doc_block_kind kind)
{
	struct doc *d = &o->d;
	if (!vec_room((void **)&d->blocks, d->block_count, &d->block_cap, sizeof *d->blocks)) {
		d->failed = true;
		return NULL;
	}
	struct doc_block *b = &d->blocks[d->block_count++];
	*b = (struct doc_block){.kind = kind};
	return b;
}

static void take_text_block(struct opening *o, enum doc_block_kind kind)
{
	struct doc_block *b = add_block(o, kind);
	if (b && kind == DOC_HEADING)
		b->level = (int)keep_take_within(&o->body, 0, LEVELS_MOST);
	if (b)
		b->text = keep_take_text(&o->body);
}

static void take_table(struct opening *o)
{
	struct doc_block *b = add_block(o, DOC_TABLE);
	if (b)
		b->table.key = keep_take_text(&o->body);
}

/* The block that a column, row or bar belongs to: the last one. */
static struct doc_block *last_block(struct opening *o, enum doc_block_kind kind)
{
	struct doc_block *b = o->d.block_count ? &o->d.blocks[o->d.block_count - 1] : NULL;
	if (b && b->kind == kind)
		return b;
	o->body.failed = true;
	return NULL;
}

static void take_form(struct opening *o)
{
	struct doc_block *b = last_block(o, DOC_TABLE);
	if (b)
		b->table.is_form = true;
}

static void take_column(struct opening *o)
{
	struct doc_block *b = last_block(o, DOC_TABLE);
	if (!b)
		return;
	struct doc_table *t = &b->table;
	/* every row has as many cells as there are columns: none comes after a row */
	if (t->row_count || t->column_count >= COLUMNS_MOST) {
		o->body.failed = true;
		return;
	}
	struct doc_column *more = mem_resize(t->columns, (t->column_count + 1) * sizeof *more);
	if (!more) {
		o->d.failed = true;
		return;
	}
	t->columns = more;
	struct doc_column *c = &t->columns[t->column_count++];
	*c = (struct doc_column){
		.align = (enum doc_align)keep_take_within(&o->body, DOC_LEFT, DOC_RIGHT),
		.weight = (int)keep_take_within(&o->body, 0, WEIGHT_MOST)};
	c->title = keep_take_text(&o->body);
	c->group = keep_take_text(&o->body);
}

static void take_row(struct opening *o)
{
	struct doc_block *b = last_block(o, DOC_TABLE);
	struct doc_row *row = b ? doc_table_row(&o->d, &b->table) : NULL;
	if (!row)
		return;
	int64_t flags = keep_take_number(&o->body);
	row->is_total = flags & ROW_TOTAL;
	row->is_group = flags & ROW_GROUP;
	row->indent = (int)keep_take_within(&o->body, 0, INDENT_MOST);
	for (size_t c = 0; !o->body.failed && c < b->table.column_count; c++) {
		row->cells[c].door = (int)keep_take_within(&o->body, 0, INT_MAX);
		row->cells[c].text = keep_take_text(&o->body);
	}
}

static void take_chart(struct opening *o)
{
	struct doc_block *b = add_block(o, DOC_CHART);
	if (!b)
		return;
	b->chart.title = keep_take_text(&o->body);
	b->chart.value_name = keep_take_text(&o->body);
	b->chart.target_name = keep_take_text(&o->body);
}

static void take_bar(struct opening *o)
{
	struct doc_block *b = last_block(o, DOC_CHART);
	if (!b)
		return;
	CLEANUP_FREE char *label = keep_take_text(&o->body);
	long value = (long)keep_take_within(&o->body, -BAR_MOST, BAR_MOST);
	long target = (long)keep_take_within(&o->body, -BAR_MOST, BAR_MOST);
	doc_chart_bar(&o->d, &b->chart, label, value, target,
		(int)keep_take_within(&o->body, 0, INT_MAX));
}

static void take_copy(struct opening *o)
{
	struct doc_letterhead *h = &o->d.head;
	char **more = mem_resize(h->copies, (h->copy_count + 1) * sizeof *more);
	if (!more) {
		o->d.failed = true;
		return;
	}
	h->copies = more;
	h->copies[h->copy_count++] = keep_take_text(&o->body);
}

static void take_text(struct opening *o, char tag)
{
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (texts[i].tag == tag) {
			char **at = (char **)((char *)&o->d + texts[i].at);
			free(*at);
			*at = keep_take_text(&o->body);
		}
}

static void take_record(struct opening *o, char tag)
{
	switch (tag) {
	case TAG_FORM:
		o->is_newer = keep_take_number(&o->body) > FORM;
		break;
	case TAG_WIDE:
		o->d.is_wide = true;
		break;
	case TAG_HEADING:
		take_text_block(o, DOC_HEADING);
		break;
	case TAG_PARAGRAPH:
		take_text_block(o, DOC_PARAGRAPH);
		break;
	case TAG_CENTRED:
		take_text_block(o, DOC_CENTRED);
		break;
	case TAG_NOTE:
		take_text_block(o, DOC_NOTE);
		break;
	case TAG_TABLE:
		take_table(o);
		break;
	case TAG_PAGE:
		add_block(o, DOC_PAGE);
		break;
	case TAG_FORM_TABLE:
		take_form(o);
		break;
	case TAG_COLUMN:
		take_column(o);
		break;
	case TAG_ROW:
		take_row(o);
		break;
	case TAG_CHART:
		take_chart(o);
		break;
	case TAG_BAR:
		take_bar(o);
		break;
	case TAG_COPY:
		take_copy(o);
		break;
	case TAG_END:
		o->is_whole = true;
		break;
	default:
		take_text(o, tag);
	}
}

int doc_open(const void *data, size_t n, struct doc *ret, struct err *err)
{
	struct keep_reader r = keep_read(data, n);
	struct opening o = {0};
	bool is_first = true, ok = true;
	char tag;
	while (ok && keep_next(&r, &tag, &o.body)) {
		ok = (tag == TAG_FORM) == is_first && !o.is_whole;
		is_first = false;
		if (ok)
			take_record(&o, tag);
		ok = ok && !o.body.failed && !o.d.failed && !o.is_newer;
	}
	if (ok && !r.failed && o.is_whole) {
		*ret = o.d;
		return 0;
	}
	bool no_memory = o.d.failed;
	doc_done(&o.d);
	return o.is_newer  ? ERR(err, ERR_NEWER, "doc", NULL)
	       : no_memory ? ERR_OOM(err)
			   : ERR(err, ERR_CORRUPT, "doc", NULL);
}
