/* The columns of a book's list: the fields that are listed. No callback is told which column it is of: each place has its
 * own. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/book_own.h"
#include "viet/text.h"

#include <string.h>

static const struct book_line *line(const void *row)
{
	return row;
}

static void add_words(const void *row, size_t i, struct strbuf *ret)
{
	strbuf_add(ret, line(row)->words[i] ? line(row)->words[i] : "");
}

/* Days and months by their ISO text, numbers by their value. */
static int compare(const void *x, const void *y, size_t i)
{
	const char *a = line(x)->raw[i] ? line(x)->raw[i] : "",
		   *b = line(y)->raw[i] ? line(y)->raw[i] : "";
	if (strlen(a) == strlen(b) || strchr(a, '-') || strchr(b, '-'))
		return strcmp(a, b);
	return strlen(a) < strlen(b) ? -1 : 1;
}

#define COLUMN(n)                                                                                  \
	static void words_##n(const void *row, void *ctx, struct strbuf *ret)                      \
	{                                                                                          \
		(void)ctx;                                                                         \
		add_words(row, n, ret);                                                            \
	}                                                                                          \
	static int compare_##n(const void *x, const void *y)                                       \
	{                                                                                          \
		return compare(x, y, n);                                                           \
	}
COLUMN(0)
COLUMN(1)
COLUMN(2)
COLUMN(3)
COLUMN(4)
COLUMN(5)
COLUMN(6)
COLUMN(7)
COLUMN(8)
COLUMN(9)
COLUMN(10)
COLUMN(11)
COLUMN(12)
COLUMN(13)

static const struct {
	void (*words)(const void *row, void *ctx, struct strbuf *ret);
	int (*compare)(const void *x, const void *y);
} of_field[BOOK_FIELDS_MAX] = {
	{words_0, compare_0},
	{words_1, compare_1},
	{words_2, compare_2},
	{words_3, compare_3},
	{words_4, compare_4},
	{words_5, compare_5},
	{words_6, compare_6},
	{words_7, compare_7},
	{words_8, compare_8},
	{words_9, compare_9},
	{words_10, compare_10},
	{words_11, compare_11},
	{words_12, compare_12},
	{words_13, compare_13},
};

static void cell_code(const void *row, void *ctx, struct strbuf *ret)
{
	(void)ctx;
	strbuf_add(ret, line(row)->code);
}

bool book_is_listed(const struct book_list *l, const struct book_field *f)
{
	if (!f->listed)
		return false;
	if (strcmp(f->column, "cell_id") == 0)
		return !l->q.cell.v;
	if (strcmp(f->column, "person_id") == 0)
		return !l->q.person.v || !book_of(l->kind)->has_person;
	return l->kind != BOOK_TERM || strcmp(f->column, "side") != 0 || l->q.parent == TERM_CAUSE;
}

static bool is_name(const struct book_field *f)
{
	return f->type == BOOK_NAME || f->type == BOOK_PERSON || f->type == BOOK_MEMBER ||
	       strcmp(f->column, "name") == 0;
}

/* Days, names and words of a list are seen whole, of texts half; of a number its heading. */
static int least_cells(const struct book_field *f)
{
	int label = text_cells(_(f->label)), part = f->cells / 2;
	if (f->type == BOOK_DATE || f->type == BOOK_MONTH || f->cells < 8)
		return label > f->cells && label <= 12 ? label : f->cells;
	if (f->type == BOOK_CELL)
		return f->cells < 20 ? 10 : 20;
	if (f->type == BOOK_ONE_OF || f->type == BOOK_CHOICE)
		return f->cells < 14 ? f->cells : 14;
	if (f->type == BOOK_YES)
		return label < f->cells ? label : f->cells;
	if (f->type == BOOK_NUMBER)
		return label < 4 ? 4 : label < 17 ? label : 17;
	if (f->type == BOOK_NAME)
		return f->cells < 16 ? f->cells : 16;
	if (is_name(f))
		return f->cells < 19 ? f->cells : 19;
	return part < 8 ? 8 : part;
}

/* Where it is narrow the first three stay; these go first, then the last one and so on. */
static int drop_of(enum book_kind kind, const struct book_field *f, int place)
{
	static const struct {
		enum book_kind kind;
		const char *column;
	} first[] = {{BOOK_OBSTACLE, "since"}, {BOOK_VISIT, "met"}};
	for (size_t i = 0; i < ARRAY_LEN(first); i++)
		if (first[i].kind == kind && strcmp(first[i].column, f->column) == 0)
			return LIST_COLUMNS_MAX;
	return place < 3 ? 0 : place;
}

static struct column make_column(
	enum book_kind kind, const struct book_field *f, size_t i, int place)
{
	bool is_day = f->type == BOOK_DATE || f->type == BOOK_MONTH,
	     is_number = f->type == BOOK_NUMBER;
	int least = least_cells(f);
	return (struct column){.title = f->label,
		.min = least,
		.ideal = f->cells > least ? f->cells : least,
		.grow = f->cells >= 20,
		.align = is_number ? 1 : -1,
		.drop = drop_of(kind, f, place),
		.sort = (int)i + 1,
		.find = !is_number,
		.text = of_field[i].words,
		.brief = f->type == BOOK_CELL ? cell_code : NULL,
		.compare = is_day || is_number ? of_field[i].compare : NULL};
}

void book_make_columns(struct book_list *l)
{
	const struct book *book = book_of(l->kind);
	int n = 0;
	for (size_t i = 0; i < book->field_count; i++)
		if (book_is_listed(l, &book->fields[i])) {
			l->columns[n] = make_column(l->kind, &book->fields[i], i, n);
			n++;
		}
}
