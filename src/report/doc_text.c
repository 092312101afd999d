/* A document as text: box drawing or ASCII, by cells and never by bytes. */
#include "report/doc_text.h"

#include "base/mem.h"
#include "viet/text.h"
#include "viet/wording.h"

#include <string.h>

static const struct out_marks boxes = {
	"─", "│", "┼", "┬", "┴", "├", "┤", {"┌", "┐", "└", "┘"}, "█", "░"};
static const struct out_marks plain = {
	"-", "|", "+", "+", "+", "+", "+", {"+", "+", "+", "+"}, "#", "."};

void out_repeat(struct out *o, const char *s, int n)
{
	while (n-- > 0)
		strbuf_add(o->b, s);
}

void out_put(struct out *o, const char *s, int cells, int align)
{
	struct strbuf safe = {0};
	text_safe(&safe, s, strlen(s), false, o->ascii);
	o->b->failed |= safe.failed;
	text_pad(o->b, strbuf_str(&safe), cells, align, o->ascii);
	strbuf_done(&safe);
}

size_t out_line_break(const char *s, int cells, size_t *ret_skip)
{
	int w;
	size_t fit = text_fit(s, cells, &w), at = fit;
	*ret_skip = 0;
	if (!s[fit])
		return fit;
	while (at > 0 && s[at] != ' ')
		at--;
	if (!at) /* one word longer than the line is cut */
		return fit ? fit : strlen(s);
	*ret_skip = 1;
	return at;
}

static void paragraph(struct out *o, const char *text, int indent, int align)
{
	const char *s = text;
	while (*s) {
		size_t skip, n = out_line_break(s, o->width - indent, &skip);
		CLEANUP_FREE char *line = mem_strndup(s, n);
		if (!line) {
			o->b->failed = true;
			return;
		}
		if (align == 0) {
			out_put(o, line, o->width, 0);
			while (o->b->len && o->b->s[o->b->len - 1] == ' ')
				o->b->s[--o->b->len] = '\0';
		} else {
			out_repeat(o, " ", indent);
			out_put(o, line, text_cells(line), -1);
		}
		strbuf_addc(o->b, '\n');
		s += n + skip;
	}
}

static void chart(struct out *o, const struct doc_chart *ch)
{
	long most = 1;
	int label = 0;
	for (size_t i = 0; i < ch->bar_count; i++) {
		const struct doc_bar *b = &ch->bars[i];
		most = b->value > most ? b->value : most;
		most = b->target > most ? b->target : most;
		label = text_cells(b->label) > label ? text_cells(b->label) : label;
	}
	paragraph(o, ch->title ? ch->title : "", 0, -1);
	int room = o->width - label - 24;
	for (size_t i = 0; i < ch->bar_count; i++) {
		const struct doc_bar *b = &ch->bars[i];
		char n[WORDING_MAX];
		int full = (int)((b->value * room + most / 2) / most);
		int rest = b->target > b->value ? (int)((b->target * room + most / 2) / most) - full
						: 0;
		strbuf_add(o->b, "  ");
		out_put(o, b->label, label, -1);
		strbuf_addc(o->b, ' ');
		out_repeat(o, o->m->bar, full);
		out_repeat(o, o->m->rest, rest);
		strbuf_addf(o->b, " %s", wording_number(b->value, n));
		if (b->target >= 0)
			strbuf_addf(o->b, "/%s", wording_number(b->target, n));
		strbuf_addc(o->b, '\n');
	}
	if (ch->target_name) {
		strbuf_addf(o->b, "  %s ", o->m->bar);
		out_put(o, ch->value_name, text_cells(ch->value_name), -1);
		strbuf_addf(o->b, "   %s ", o->m->rest);
		out_put(o, ch->target_name, text_cells(ch->target_name), -1);
		strbuf_addc(o->b, '\n');
	}
}

/* ---- head and foot ----------------------------------------------------------------------------------- */

static void two_blocks(struct out *o, const char *left, const char *right)
{
	int half = o->width / 2;
	out_put(o, left ? left : "", half, 0);
	out_put(o, right ? right : "", o->width - half, 0);
	while (o->b->len && o->b->s[o->b->len - 1] == ' ')
		o->b->s[--o->b->len] = '\0';
	strbuf_addc(o->b, '\n');
}

static void head(struct out *o, const struct doc *d)
{
	const struct doc_letterhead *h = &d->head;
	if (d->form)
		two_blocks(o, NULL, d->form);
	if (h->body || h->motto) {
		if (h->superior) {
			two_blocks(o, h->superior, h->motto);
			two_blocks(o, h->body, "-----");
		} else {
			two_blocks(o, h->body, h->motto);
		}
		two_blocks(o, "*", h->place_date);
		if (h->number)
			two_blocks(o, h->number, NULL);
		strbuf_addc(o->b, '\n');
	}
	paragraph(o, d->kind ? d->kind : "", 0, 0);
	paragraph(o, d->title ? d->title : "", 0, 0);
	paragraph(o, d->subtitle ? d->subtitle : "", 0, 0);
	paragraph(o, "-----", 0, 0);
}

static void foot(struct out *o, const struct doc *d)
{
	const struct doc_letterhead *h = &d->head;
	strbuf_addc(o->b, '\n');
	if (h->on_behalf) {
		two_blocks(o, NULL, h->on_behalf);
		two_blocks(o, NULL, h->office_held);
		out_repeat(o, "\n", 3);
		two_blocks(o, NULL, h->signer);
	}
	for (size_t i = 0; i < h->copy_count; i++)
		paragraph(o, h->copies[i], 0, -1);
	if (d->printed_by)
		paragraph(o, d->printed_by, 0, -1);
}

struct job {
	const struct doc *d;
	const struct doc_text_options *options;
};

static int write_doc(void *ctx, struct doc_sink *sink, struct err *err)
{
	const struct job *job = ctx;
	const struct doc *d = job->d;
	int r = 0;
	struct out o = {.d = d,
		.sink = sink,
		.b = sink->text,
		.m = job->options->ascii ? &plain : &boxes,
		.ascii = job->options->ascii,
		.width = job->options->width < 60 ? 60 : job->options->width};
	head(&o, d);
	for (size_t i = 0; !r && i < d->block_count; i++) {
		const struct doc_block *block = &d->blocks[i];
		strbuf_addc(o.b, '\n');
		if (block->kind == DOC_TABLE)
			r = out_table(&o, &block->table, err);
		else if (block->kind == DOC_CHART)
			chart(&o, &block->chart);
		else if (block->kind == DOC_PAGE)
			strbuf_addc(o.b, '\f');
		else
			paragraph(&o, block->text ? block->text : "",
				block->kind == DOC_NOTE ? 2 : 0,
				block->kind == DOC_CENTRED ? 0 : -1);
	}
	foot(&o, d);
	return !r && o.b->failed ? ERR_OOM(err) : r;
}

int doc_write_text(const struct doc *d, const struct doc_text_options *options, struct strbuf *b,
	struct err *err)
{
	if (d->failed)
		return ERR_OOM(err);
	return write_doc(&(struct job){d, options}, &(struct doc_sink){.text = b}, err);
}

int doc_save_text(const struct doc *d, const struct doc_text_options *options, const char *path,
	struct err *err)
{
	const struct doc_target t = doc_target(d, path);
	if (d->failed)
		return ERR_OOM(err);
	return doc_save_text_by(&t, write_doc, &(struct job){d, options}, err);
}
