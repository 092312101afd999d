/* A document as a workbook: a cover with the letterhead and all that is no table, then a sheet for each table
 * and chart. */
#include "module/xlsx_book.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* The cover is as wide as a page: two columns, about COVER_CELLS letters of 13 points. */
enum { LEFT, RIGHT, COVER_COLUMN = 48, COVER_CELLS = 92 };

static void pair(struct book *b, const char *left, struct style left_style, const char *right,
	struct style right_style)
{
	left_style.align = right_style.align = DOC_CENTRE;
	left_style.wrap = right_style.wrap = 1;
	int left_lines = book_lines(b, left, COVER_COLUMN),
	    lines = book_lines(b, right, COVER_COLUMN);
	book_height(b, b->cover, b->row, left_lines > lines ? left_lines : lines, 12);
	book_text(b, b->cover, b->row, LEFT, left, left_style);
	book_text(b, b->cover, b->row++, RIGHT, right, right_style);
}

static void line(struct book *b, const char *s, struct style style)
{
	if (!s || !*s)
		return;
	style.wrap = 1;
	style.size = style.size ? style.size : 13;
	book_height(b, b->cover, b->row, book_lines(b, s, COVER_CELLS), style.size);
	book_wide(b, b->cover, b->row++, LEFT, RIGHT, s, style);
}

static void head(struct book *b)
{
	const struct doc *d = b->d;
	const struct style plain = {0}, bold = {.bold = 1}, italic = {.italic = 1};
	if (d->head.body || d->head.motto) {
		pair(b, d->head.superior, plain, d->head.motto, bold);
		pair(b, d->head.body, bold, NULL, plain);
		pair(b, d->head.number, plain, d->head.place_date, italic);
		b->row++;
	}
	line(b, d->kind, (struct style){.size = 15, .bold = 1, .align = DOC_CENTRE});
	line(b, d->title, (struct style){.size = 14, .bold = 1, .align = DOC_CENTRE});
	line(b, d->subtitle, (struct style){.align = DOC_CENTRE});
	b->row++;
}

static void heading(struct book *b, int level, const char *text)
{
	int at = level < 1 ? 0 : level > BOOK_LEVELS ? BOOK_LEVELS - 1 : level - 1;
	b->heading[at] = text;
	for (int i = at + 1; i < BOOK_LEVELS; i++)
		b->heading[i] = NULL;
	line(b, text, (struct style){.bold = 1});
}

static void block(struct book *b, const struct doc_block *block)
{
	switch (block->kind) {
	case DOC_HEADING:
		heading(b, block->level, block->text);
		break;
	case DOC_CENTRED:
		line(b, block->text, (struct style){.bold = 1, .align = DOC_CENTRE});
		break;
	case DOC_PARAGRAPH:
		line(b, block->text, (struct style){0});
		break;
	case DOC_NOTE:
		line(b, block->text, (struct style){.size = 10, .italic = 1});
		break;
	case DOC_TABLE:
		sheet_table(b, &block->table);
		break;
	case DOC_CHART:
		sheet_chart(b, &block->chart);
		break;
	case DOC_PAGE: /* its table has a sheet */
		b->row++;
		break;
	}
}

static void foot(struct book *b)
{
	const struct doc_letterhead *h = &b->d->head;
	const struct style plain = {0}, bold = {.bold = 1};
	b->row++;
	if (h->on_behalf) {
		pair(b, NULL, plain, h->on_behalf, bold);
		pair(b, NULL, plain, h->office_held, plain);
		b->row += 3;
		pair(b, NULL, plain, h->signer, bold);
	}
	for (size_t i = 0; i < h->copy_count; i++)
		line(b, h->copies[i], (struct style){.size = 11});
	line(b, b->d->printed_by, (struct style){.size = 10, .italic = 1});
	book_check(b, worksheet_print_area(b->cover, 0, LEFT, b->row ? b->row - 1 : 0, RIGHT));
}

static void properties(struct book *b)
{
	enum { MAX = 250 }; /* letters that the format allows */
	const char *const texts[] = {b->d->title, b->d->head.body};
	struct strbuf clean[2] = {0};
	for (int i = 0; i < 2; i++) {
		const char *s = texts[i] ? texts[i] : "";
		size_t n = strnlen(s, MAX);
		b->text->safe(&clean[i], s, n, false, false);
		b->failed |= clean[i].failed;
	}
	lxw_doc_properties p = {.title = clean[0].s, .author = clean[1].s};
	book_check(b, workbook_set_properties(b->workbook, &p));
	for (int i = 0; i < 2; i++)
		strbuf_done(&clean[i]);
}

/* The tables, a sheet each; headings name them. */
static void fill_data(struct book *b)
{
	const struct doc *d = b->d;
	for (size_t i = 0; i < d->block_count && book_is_well(b); i++) {
		if (d->blocks[i].kind == DOC_HEADING)
			b->heading[0] = d->blocks[i].text;
		else if (d->blocks[i].kind == DOC_TABLE)
			sheet_table(b, &d->blocks[i].table);
	}
}

static void fill(struct book *b)
{
	const struct doc *d = b->d;
	properties(b);
	if (d->is_data) {
		fill_data(b);
		return;
	}
	b->cover = book_sheet(b, d->kind && *d->kind ? d->kind : d->title, NULL);
	if (!b->cover)
		return;
	book_check(b, worksheet_set_column(b->cover, LEFT, RIGHT, COVER_COLUMN, NULL));
	book_page(b, b->cover, false);
	head(b);
	for (size_t i = 0; i < d->block_count && book_is_well(b); i++)
		block(b, &d->blocks[i]);
	if (book_is_well(b))
		foot(b);
}

/* The library says on standard error what goes wrong, in the middle of a screen: there it stays quiet. Returns
 * what `unmute` wants. */
static int mute(void)
{
	int old = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	int null = open("/dev/null", O_WRONLY | O_CLOEXEC);
	fflush(stderr);
	if (old >= 0 && null >= 0)
		dup2(null, STDERR_FILENO);
	if (null >= 0)
		close(null);
	return old;
}

static void unmute(int old)
{
	fflush(stderr);
	if (old < 0)
		return;
	dup2(old, STDERR_FILENO);
	close(old);
}

/* Frees the workbook without packing it: nobody wants it any more. */
static void give_up(lxw_workbook *workbook)
{
	lxw_worksheet *w;
	/* the rows of each sheet wait in a file that only the packing closes */
	STAILQ_FOREACH(w, workbook->worksheets, list_pointers)
	if (w->optimize_tmpfile) {
		fclose(w->optimize_tmpfile);
		w->optimize_tmpfile = NULL;
	}
	lxw_workbook_free(workbook);
}

static int outcome(const struct book *b, int number, struct err *err)
{
	if (b->r)
		return b->r;
	if (b->failed || b->error == LXW_ERROR_MEMORY_MALLOC_FAILED)
		return ERR_OOM(err);
	if (b->error == LXW_ERROR_WORKSHEET_INDEX_OUT_OF_RANGE)
		return ERR(err, ERR_INVALID, "format", "xlsx");
	if (b->error)
		return ERR(err, number == ENOSPC || number == EDQUOT ? ERR_FULL : ERR_IO, "file",
			"%s", lxw_strerror(b->error));
	return 0;
}

static int write_xlsx(
	const struct doc *d, const char *file, const struct office_text *text, struct err *err)
{
	lxw_workbook_options options = {.constant_memory = LXW_TRUE};
	struct book b = {.d = d, .text = text, .err = err};
	int old = mute();
	errno = 0;
	b.workbook = workbook_new_opt(file, &options);
	b.failed = !b.workbook;
	if (b.workbook) {
		fill(&b);
		if (b.r)
			give_up(b.workbook);
		else /* also where something failed */
			book_check(&b, workbook_close(b.workbook));
	}
	int number = errno;
	unmute(old);
	if (book_is_well(&b) && !xlsx_is_whole(file))
		b.error = LXW_ERROR_CREATING_TMPFILE;
	book_done(&b);
	return outcome(&b, number, err);
}

__attribute__((visibility("default"))) extern const struct office_module office_module;
const struct office_module office_module = {.write = write_xlsx};
