/* A plan as text, a thing a line, fields parted by tabs; \t, \n and \ within texts are escaped. What is read back is
 * held against the file: a text that fits it in no way is refused as a whole. */
#include "exchange/plan_own.h"

#include <limits.h>
#include <string.h>

enum { FIELDS = 10, DAYS_MIXED = 2, DAYS_SWAPPED = 3 };
static const char version[] = "taonguon-plan 1";

static void put_text(struct strbuf *b, const char *s)
{
	for (; *s; s++) {
		if (*s == '\\' || *s == '\t' || *s == '\n')
			strbuf_addc(b, '\\');
		strbuf_addc(b, *s == '\t' ? 't' : *s == '\n' ? 'n' : *s);
	}
}

static void write_column(struct strbuf *b, const struct table *t, const struct plan_column *c)
{
	static const char known[] = "?srp";
	int days = c->is_days_mixed	? DAYS_MIXED
		   : c->is_days_swapped ? DAYS_SWAPPED
					: c->is_days_proved;
	strbuf_addf(b, "column\t%s\t%c\t%s\t%s\t%c\t%d\t",
		c->field >= 0 ? t->columns[c->field].field : "", known[c->known],
		charset_code(c->charset), charset_code(c->verdict.charset),
		c->days == MONTHS_FIRST ? 'm' : 'd', days);
	put_text(b, c->heading);
	strbuf_addc(b, '\n');
}

static const char meant[] = "nbx";

static void write_meaning(struct strbuf *b, const struct table *t, const struct plan_meaning *m)
{
	strbuf_addf(b, "meaning\t%c\t%s\t", meant[m->from], t->columns[m->field].field);
	put_text(b, m->said);
	strbuf_addc(b, '\t');
	put_text(b, m->means);
	strbuf_addc(b, '\n');
}

int plan_write(const struct plan *p, struct strbuf *ret)
{
	const struct table *t = import_table(p->kind);
	strbuf_addf(ret, "%s\t%s\t%zu\n", version, import_kind_code(p->kind), p->sheet_count);
	for (size_t i = 0; i < p->sheet_count; i++) {
		const struct plan_sheet *s = &p->sheets[i];
		strbuf_addf(ret, "sheet\t%d\t%zu\t%zu\t%d\t%zu\n", s->is_used, s->head,
			s->head_rows, s->year, s->column_count);
		for (size_t c = 0; c < s->column_count; c++)
			write_column(ret, t, &s->columns[c]);
	}
	for (size_t i = 0; i < p->meaning_count; i++)
		write_meaning(ret, t, &p->meanings[i]);
	for (size_t i = 0; i < p->edit_count; i++) {
		const struct plan_edit *e = &p->edits[i];
		strbuf_addf(ret, "%s\t%zu\t%zu\t%zu\t", e->text ? "edit" : "out", e->sheet, e->row,
			e->column);
		put_text(ret, e->text ? e->text : "");
		strbuf_addc(ret, '\n');
	}
	for (size_t i = 0; i < p->sheet_count; i++)
		for (size_t k = 0; k < p->sheets[i].fixed_count; k++) {
			const struct plan_fixed *f = &p->sheets[i].fixed[k];
			strbuf_addf(ret, "fixed\t%zu\t%s\t%c\t", i, t->columns[f->field].field,
				f->is_guessed ? 'g' : 'p');
			put_text(ret, f->text);
			strbuf_addc(ret, '\n');
		}
	return ret->failed ? ERR_NOMEM : 0;
}

/* ---- reading ----------------------------------------------------------------------------------------- */

struct reading {
	const struct workbook *w;
	struct plan *p;
	char *at;
	char *field[FIELDS];
	size_t n;
};

/* Cuts the next line into its fields, in place. false: no more, or it is none of ours. */
static bool next_line(struct reading *r)
{
	char *to = r->at, *from = r->at;
	if (!*from)
		return false;
	r->n = 0;
	r->field[r->n++] = to;
	for (; *from && *from != '\n'; from++) {
		if (*from == '\t') {
			*to++ = '\0';
			if (r->n == FIELDS)
				return false;
			r->field[r->n++] = to;
		} else if (*from == '\\') {
			char c = *++from;
			if (c != 't' && c != 'n' && c != '\\')
				return false;
			*to++ = (char)(c == 't' ? '\t' : c == 'n' ? '\n' : c);
		} else {
			*to++ = *from;
		}
	}
	if (!*from)
		return false;
	*to = '\0';
	r->at = from + 1;
	return true;
}

static bool number(const char *s, size_t max, size_t *ret)
{
	size_t v = 0, n = 0;
	for (; s[n] >= '0' && s[n] <= '9' && n < 10; n++)
		v = v * 10 + (size_t)(s[n] - '0');
	*ret = v;
	return n && !s[n] && v <= max;
}

static bool one_of(const char *s, const char *letters, int *ret)
{
	const char *p = s[0] && !s[1] ? strchr(letters, s[0]) : NULL;
	*ret = p ? (int)(p - letters) : 0;
	return p;
}

static bool begin(struct reading *r, size_t *ret_sheets)
{
	return next_line(r) && r->n == 3 && strcmp(r->field[0], version) == 0 &&
	       import_kind_from_code(r->field[1], &r->p->kind) &&
	       number(r->field[2], r->w->sheet_count, ret_sheets) &&
	       *ret_sheets == r->w->sheet_count;
}

static bool read_sheet_line(struct reading *r, size_t i, struct plan_sheet *s, size_t *ret_columns)
{
	const struct workbook_sheet *real = &r->w->sheets[i];
	size_t year;
	int used;
	bool ok = next_line(r) && r->n == 6 && strcmp(r->field[0], "sheet") == 0 &&
		  one_of(r->field[1], "01", &used) && number(r->field[2], real->rows, &s->head) &&
		  number(r->field[3], 2, &s->head_rows) && s->head + s->head_rows <= real->rows &&
		  number(r->field[4], 9999, &year) &&
		  number(r->field[5], CSV_FIELDS_MAX, ret_columns) && *ret_columns == real->columns;
	if (!ok)
		return false;
	s->is_used = used;
	s->year = (int)year;
	return true;
}

/* Nothing: no charset is known (nothing but plain letters, or no answer). */
static bool read_charset(const char *s, enum charset *ret)
{
	*ret = CHARSET_NONE;
	return !*s || charset_from_code(s, ret);
}

static bool read_column(struct reading *r, const struct table *t, struct plan_column *c)
{
	int known, days, proved;
	bool ok = next_line(r) && r->n == 8 && strcmp(r->field[0], "column") == 0 &&
		  one_of(r->field[2], "?srp", &known) && read_charset(r->field[3], &c->charset) &&
		  read_charset(r->field[4], &c->verdict.charset) &&
		  one_of(r->field[5], "dm", &days) && one_of(r->field[6], "0123", &proved);
	if (!ok)
		return false;
	c->field = PLAN_IGNORED;
	if (r->field[1][0] && (c->field = import_column(t, r->field[1])) < 0)
		return false;
	c->known = (enum plan_known)known;
	c->days = days ? MONTHS_FIRST : DAYS_FIRST;
	c->is_days_proved = proved == 1 || proved == DAYS_SWAPPED;
	c->is_days_swapped = proved == DAYS_SWAPPED;
	c->is_days_mixed = proved == DAYS_MIXED;
	c->heading = mem_strdup(r->field[7]);
	return true;
}

static bool read_sheets(struct reading *r, bool *ret_oom)
{
	const struct table *t = import_table(r->p->kind);
	for (size_t i = 0; i < r->p->sheet_count; i++) {
		struct plan_sheet *s = &r->p->sheets[i];
		size_t n;
		if (!read_sheet_line(r, i, s, &n))
			return false;
		s->columns = mem_alloc((n + 1) * sizeof *s->columns);
		*ret_oom = !s->columns;
		s->column_count = s->columns ? n : 0;
		for (size_t c = 0; c < s->column_count; c++) {
			if (!read_column(r, t, &s->columns[c]))
				return false;
			*ret_oom |= !s->columns[c].heading;
		}
		if (*ret_oom)
			return false;
	}
	return true;
}

static bool is_meaning(const struct reading *r, struct plan_kept_meaning *ret)
{
	int from;
	if (r->n != 5 || strcmp(r->field[0], "meaning") != 0 || !one_of(r->field[1], meant, &from))
		return false;
	*ret = (struct plan_kept_meaning){
		r->field[2], r->field[3], r->field[4], (enum plan_meant)from};
	return true;
}

int plan_each_meaning(const char *text,
	int (*each)(void *ctx, const struct plan_kept_meaning *m, struct err *err), void *ctx,
	struct err *err)
{
	CLEANUP_FREE char *own = mem_strdup(text);
	struct reading r = {.at = own};
	struct plan_kept_meaning m;
	int code = own ? 0 : ERR_OOM(err);
	if (code || !next_line(&r) || strcmp(r.field[0], version) != 0)
		return code;
	while (!code && next_line(&r))
		if (is_meaning(&r, &m))
			code = each(ctx, &m, err);
	return code;
}

static int read_meaning(struct reading *r, const struct plan_kept_meaning *m, struct err *err)
{
	int field = import_column(import_table(r->p->kind), m->field);
	return field < 0 ? ERR(err, ERR_INVALID, "plan", NULL)
			 : plan_put_meaning(r->p, field, m->said, m->means, m->from, err);
}

static int read_fixed(struct reading *r, size_t sheet, struct err *err)
{
	int guessed, field = import_column(import_table(r->p->kind), r->field[2]);
	if (field < 0 || !one_of(r->field[3], "pg", &guessed))
		return ERR(err, ERR_INVALID, "plan", NULL);
	return plan_fix(r->p, sheet, field, r->field[4], guessed, err);
}

/* What was put right by hand, and what all rows of a sheet have in common, what words mean. */
static int read_edits(struct reading *r, struct err *err)
{
	while (*r->at) {
		size_t sheet, row, column;
		struct plan_kept_meaning m;
		bool ok = next_line(r) && r->n == 5;
		if (ok && is_meaning(r, &m)) {
			int code = read_meaning(r, &m, err);
			if (code)
				return code;
			continue;
		}
		ok = ok && number(r->field[1], r->p->sheet_count - 1, &sheet) && r->p->sheet_count;
		if (ok && strcmp(r->field[0], "fixed") == 0) {
			int code = read_fixed(r, sheet, err);
			if (code)
				return code;
			continue;
		}
		ok = ok && number(r->field[2], r->w->sheets[sheet].rows, &row) &&
		     number(r->field[3], CSV_FIELDS_MAX, &column);
		bool is_out = ok && strcmp(r->field[0], "out") == 0;
		if (!ok || (!is_out && strcmp(r->field[0], "edit") != 0))
			return ERR(err, ERR_INVALID, "plan", NULL);
		int code = is_out ? plan_leave_out(r->p, sheet, row, true, err)
				  : plan_edit(r->p, sheet, row, column, r->field[4], err);
		if (code)
			return code;
	}
	return 0;
}

int plan_read(const char *text, const struct workbook *w, struct plan *ret, struct err *err)
{
	CLEANUP_FREE char *own = mem_strdup(text);
	struct plan p = {0};
	struct reading r = {.w = w, .p = &p, .at = own};
	bool oom = !own;
	size_t n = 0;
	bool ok = own && begin(&r, &n);
	if (ok) {
		p.sheets = mem_alloc((n + 1) * sizeof *p.sheets);
		p.sheet_count = p.sheets ? n : 0;
		oom = !p.sheets;
		ok = !oom && read_sheets(&r, &oom);
	}
	int code = oom ? ERR_OOM(err) : ok ? 0 : ERR(err, ERR_INVALID, "plan", NULL);
	if (!code)
		code = read_edits(&r, err);
	if (code)
		plan_done(&p);
	else
		*ret = p;
	return code;
}
