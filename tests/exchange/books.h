/* Workbooks made by hand, and plans over them. */
#ifndef TN_TESTS_EXCHANGE_BOOKS_H
#define TN_TESTS_EXCHANGE_BOOKS_H

#include "fixture.h"

#include "exchange/batch.h"
#include "reader/rows.h"

/* A sheet of texts: rows end in NULL, the sheet in a row that is NULL. A text "#123" is a number, "@2022-05-27" a day. */
static inline void book_sheet(
	struct workbook *w, const char *name, bool is_hidden, const char *const *const *rows)
{
	w->sheets = realloc(w->sheets, (w->sheet_count + 1) * sizeof *w->sheets);
	struct workbook_sheet *s = &w->sheets[w->sheet_count++];
	*s = (struct workbook_sheet){.name = strdup(name), .is_hidden = is_hidden};
	s->own = calloc(1, sizeof *s->own);
	for (; *rows; rows++, s->rows++) {
		assert_int_equal(rows_begin(s->own, (uint32_t)s->rows + 1, NULL), 0);
		size_t c = 0;
		for (const char *const *t = *rows; *t; t++, c++) {
			const char *text = *t;
			struct rows_cell cell = {.column = (uint16_t)c, .kind = RAW_TEXT};
			if (!*text)
				continue;
			if (*text == '#' || *text == '@')
				cell.kind = *text++ == '#' ? RAW_NUMBER : RAW_DATE;
			cell.size = (uint32_t)strlen(text);
			assert_int_equal(rows_add(s->own, &cell, text, NULL), 0);
		}
		if (c > s->columns)
			s->columns = c;
	}
}

static inline struct workbook *book_make(void)
{
	static const char bytes[] = "made by hand";
	struct workbook *w = calloc(1, sizeof *w);
	assert_non_null(w);
	w->format = WORKBOOK_XLSX;
	w->name = strdup("so.xlsx");
	w->bytes = strdup(bytes);
	w->size = sizeof bytes - 1;
	return w;
}

static inline void book_merge(
	struct workbook *w, size_t row, size_t column, size_t rows, size_t columns)
{
	struct workbook_sheet *s = &w->sheets[w->sheet_count - 1];
	s->merged = realloc(s->merged, (s->merged_count + 1) * sizeof *s->merged);
	s->merged[s->merged_count++] = (struct workbook_area){row, column, rows, columns};
}

#define ROW(...)  ((const char *const[]){__VA_ARGS__, NULL})
#define ROWS(...) ((const char *const *const[]){__VA_ARGS__, NULL})

static inline struct workbook *book_csv(const char *text)
{
	struct err err = {0};
	struct workbook *w;
	if (workbook_from_bytes("in.csv", text, strlen(text), NULL, &w, &err))
		fail_msg("%d %s %s (%s:%d)", err.code, err.field, err.detail, err.file, err.line);
	return w;
}

static inline struct plan guess(struct fixture *f, const struct workbook *w, enum import_kind kind)
{
	struct err err = {0};
	struct plan p;
	if (plan_guess(f->db, w, kind, &p, &err))
		fail_msg("%d %s %s (%s:%d)", err.code, err.field, err.detail, err.file, err.line);
	return p;
}

static inline struct plan_result run_plan(struct fixture *f, const struct workbook *w,
	const struct plan *p, const struct plan_options *options)
{
	struct err err = {0};
	struct plan_result r;
	if (plan_run(f->db, &by, w, p, options, &r, &err))
		fail_msg("%d %s %s (%s:%d)", err.code, err.field, err.detail, err.file, err.line);
	return r;
}

/* "new/update/same/conflict/refused/left out", with every note where it differs. */
static inline void expect_groups(const char *what, const struct plan_result *r, const char *want)
{
	char got[100];
	snprintf(got, sizeof got, "%ld/%ld/%ld/%ld/%ld/%ld", r->of_group[0], r->of_group[1],
		r->of_group[2], r->of_group[3], r->of_group[4], r->of_group[5]);
	if (strcmp(got, want) == 0)
		return;
	struct strbuf b = {0};
	for (size_t i = 0; i < r->sum.note_count; i++) {
		strbuf_addc(&b, '\n');
		import_note_add(&b, &r->sum.notes[i]);
	}
	fail_msg("%s: %s, not %s%s", what, got, want, strbuf_str(&b));
}

/* Guessed and carried out at once. */
static inline void bring(struct fixture *f, const struct workbook *w, enum import_kind kind,
	const struct plan_options *options, const char *want)
{
	struct plan p = guess(f, w, kind);
	struct plan_result r = run_plan(f, w, &p, options);
	expect_groups("the whole", &r, want);
	plan_result_done(&r);
	plan_done(&p);
}

#endif
