/* A row of the file as values for the fields that its columns mean. */
#include "exchange/plan_own.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "exchange/word.h"
#include "viet/text.h"

#include <string.h>

void plan_reader_open(
	struct plan_reader *r, const struct workbook *w, const struct plan *p, size_t sheet)
{
	const struct table *t = import_table(p->kind);
	const struct plan_sheet *s = &p->sheets[sheet];
	*r = (struct plan_reader){.w = w, .p = p, .table = t, .sheet = sheet};
	r->columns = s->column_count < CSV_FIELDS_MAX ? s->column_count : CSV_FIELDS_MAX;
	r->name = import_column(t, "full_name");
	if (r->name < 0)
		r->name = import_column(t, "name");
	r->birth = import_column(t, "birth");
	r->sex = import_column(t, "sex");
	r->cccd = import_column(t, "cccd");
	r->phone = import_column(t, "phone");
	r->name_heading = "";
	for (size_t c = 0; c < s->column_count; c++) {
		if (s->columns[c].field >= 0 && s->columns[c].field == r->name)
			r->name_heading = s->columns[c].heading;
		if (s->columns[c].field >= 0)
			r->is_mapped[s->columns[c].field] = true;
		if (s->columns[c].heading[0])
			r->headed = c + 1;
	}
}

void plan_reader_done(struct plan_reader *r)
{
	strbuf_done(&r->raw);
	strbuf_done(&r->values);
	strbuf_done(&r->second);
}

static void say(struct plan_line *line, size_t column, bool is_warning, const char *text)
{
	if (line->said_count < PLAN_SAID)
		line->said[line->said_count++] =
			(struct plan_said){(int)column, -1, text, is_warning};
}

/* The cell as text in r->raw, or what was put in its place by hand. */
static int read_raw(struct plan_reader *r, size_t row, size_t column, enum raw_kind *ret_kind,
	struct plan_line *line, struct err *err)
{
	const struct plan_column *c = &r->p->sheets[r->sheet].columns[column];
	const char *edited = plan_edited(r->p, r->sheet, row, column);
	size_t odd = 0;
	int code = 0;
	strbuf_clear(&r->raw);
	if (edited) {
		*ret_kind = RAW_TEXT;
		strbuf_add(&r->raw, edited);
	} else {
		*ret_kind = r->cell[column].kind;
		code = plan_cell_text(r->w, &r->cell[column], c, &r->raw, &odd, err);
	}
	/* of the ends of lines in a cell one is enough */
	for (size_t i = 0; i < r->raw.len; i++)
		if (strchr("\r\v\f\t", r->raw.s[i]))
			r->raw.s[i] = r->raw.s[i] == '\t' || (r->raw.s[i] == '\r' &&
								     r->raw.s[i + 1] == '\n')
					      ? ' '
					      : '\n';
	if (odd && c->field >= 0)
		say(line, column, false,
			N_("Letters stand here that the column's charset has not. Choose another "
			   "charset for it."));
	return code ? code : r->raw.failed ? ERR_OOM(err) : 0;
}

/* Texts are made clean by the importers themselves; all others must be clean to be understood. */
static bool is_for_importers(const struct column *c)
{
	return c->kind == VALUE_TEXT && !c->second;
}

static void end_value(struct plan_reader *r, int at_field, size_t from)
{
	if (r->values.len == from)
		return;
	strbuf_addc(&r->values, '\0');
	r->at[at_field] = from + 1;
}

/* Two names in the one column for mentors. */
static void put_names(struct plan_reader *r, int to)
{
	int second = r->table->columns[to].second - 1;
	size_t from = r->values.len;
	strbuf_clear(&r->second);
	value_names(strbuf_str(&r->raw), &r->values, &r->second);
	if (r->second.len && r->is_mapped[second]) { /* that column has its own */
		r->values.len = from;
		strbuf_add(&r->values, strbuf_str(&r->raw));
		r->second.len = 0;
	}
	end_value(r, to, from);
	from = r->values.len;
	if (r->second.len && !r->is_mapped[second]) {
		strbuf_add(&r->values, strbuf_str(&r->second));
		end_value(r, second, from);
	}
}

static bool is_name(const struct column *c)
{
	return strcmp(c->field, "full_name") == 0 || strncmp(c->field, "mentor", 6) == 0;
}

/* Excel's plain "CSV" writes "Nguy?n V?n An"; other programs leave U+FFFD: the letters are gone, whatever the charset. */
static bool has_lost_letters(const char *s)
{
	if (strstr(s, "\xEF\xBF\xBD"))
		return true;
	for (const char *p = s; (p = strchr(p, '?')); p++) {
		bool is_begun = p > s && !strchr(" ?.,;:()", p[-1]);
		bool goes_on = p[1] && !strchr(" ?.,;:()", p[1]);
		if (is_begun && goes_on)
			return true;
	}
	return false;
}

static void look_for_lost(
	const struct plan_reader *r, size_t column, const struct column *c, struct plan_line *line)
{
	const char *s = strbuf_str(&r->raw);
	bool is_part = strchr(s, '?') && s[1];
	if (c->kind != VALUE_TEXT || (!has_lost_letters(s) && !(is_name(c) && is_part)))
		return;
	say(line, column, !is_name(c),
		N_("Letters were lost when the file was saved: “?” stands for them. Save it in "
		   "Excel "
		   "as a workbook (.xlsx) or as CSV UTF-8."));
}

/* Of a paper, a card: listed_no, card_no. */
static bool is_paper_number(const struct column *c)
{
	size_t n = strlen(c->field);
	return c->kind == VALUE_TEXT && n > 3 && strcmp(c->field + n - 3, "_no") == 0;
}

static bool is_explained(const struct plan *p, int field)
{
	for (size_t i = 0; i < p->meaning_count; i++)
		if (p->meanings[i].field == field)
			return true;
	return false;
}

/* What the file says may have been said to mean something else. */
static int read_meaning(
	struct plan_reader *r, size_t row, size_t column, enum raw_kind *kind, struct err *err)
{
	int field = r->p->sheets[r->sheet].columns[column].field;
	if (!is_explained(r->p, field) || !r->raw.len || plan_edited(r->p, r->sheet, row, column))
		return 0;
	int code = plan_tidy(&r->raw, 0, err);
	const struct plan_meaning *m =
		code ? NULL : plan_meaning_of(r->p, field, strbuf_str(&r->raw));
	if (!m)
		return code;
	*kind = RAW_TEXT;
	strbuf_clear(&r->raw);
	strbuf_add(&r->raw, m->means);
	return r->raw.failed ? ERR_OOM(err) : 0;
}

static int read_cell(struct plan_reader *r, size_t row, size_t column,
	const struct value_about *about, struct plan_line *line, struct err *err)
{
	int to = r->p->sheets[r->sheet].columns[column].field;
	const struct column *c = &r->table->columns[to];
	enum raw_kind kind;
	struct value_said said;
	int code = read_raw(r, row, column, &kind, line, err);
	if (!code)
		code = read_meaning(r, row, column, &kind, err);
	if (!code && r->raw.len && !is_for_importers(c) && !c->second)
		code = plan_tidy(&r->raw, 0, err);
	if (code || !r->raw.len || r->at[to])
		return code;
	look_for_lost(r, column, c, line);
	if (r->p->sheets[r->sheet].columns[column].charset == CHARSET_TCVN3 && is_name(c))
		charset_raise_initials(r->raw.s);
	if (c->second) {
		put_names(r, to);
		return r->values.failed || r->second.failed ? ERR_OOM(err) : 0;
	}
	size_t from = r->values.len;
	long failures = mem_failures();
	value_read(c->kind, kind, strbuf_str(&r->raw), about, &r->values, &said);
	end_value(r, to, from);
	/* what is lost of a number is no slip; a note may say what it likes */
	bool is_lost = kind != RAW_DATE && is_paper_number(c);
	if (said.warning)
		say(line, column, !is_lost, said.warning);
	if (said.refusal)
		say(line, column, false, said.refusal);
	return r->values.failed || mem_failures() != failures ? ERR_OOM(err) : 0;
}

/* "Nữ" as a heading of its own is ticked, or true in a DBF. */
static bool is_female_mark(const struct plan_column *c)
{
	static const char *const words[] = {"Nữ", "NỮ", "nữ", "NU"};
	for (size_t i = 0; i < ARRAY_LEN(words); i++)
		if (strcmp(c->heading, words[i]) == 0)
			return true;
	return false;
}

static int read_fields(struct plan_reader *r, size_t row, bool of_person, struct value_about *about,
	struct plan_line *line, struct err *err)
{
	const struct plan_sheet *s = &r->p->sheets[r->sheet];
	int code = 0;
	for (size_t c = 0; !code && c < r->columns; c++) {
		int to = s->columns[c].field;
		if (to < 0 || (to == r->birth || to == r->sex) != of_person)
			continue;
		about->days = s->columns[c].days;
		about->is_days_mixed = s->columns[c].is_days_mixed;
		about->is_days_swapped = s->columns[c].is_days_swapped;
		about->is_female_mark = to == r->sex && is_female_mark(&s->columns[c]);
		code = read_cell(r, row, c, about, line, err);
	}
	return code;
}

/* What the row says of the person, for numbers that must fit it. */
static void learn(const struct plan_reader *r, struct value_about *about)
{
	const char *birth =
		r->birth >= 0 && r->at[r->birth] ? r->values.s + r->at[r->birth] - 1 : "";
	const char *sex = r->sex >= 0 && r->at[r->sex] ? r->values.s + r->at[r->sex] - 1 : "";
	if (!date_from_user(birth, true, &about->birth))
		about->birth = (struct date){0};
	about->sex = 0;
	if (*sex)
		word_sex(sex, &about->sex);
}

static void count_cells(struct plan_reader *r, size_t row, struct plan_line *line)
{
	const struct workbook_sheet *s = &r->w->sheets[r->sheet];
	const struct plan_sheet *p = &r->p->sheets[r->sheet];
	r->cells = r->given = 0;
	for (size_t c = 0; c < r->columns; c++) {
		r->cell[c] = workbook_cell(s, row, c);
		bool has = r->cell[c].size > 0;
		r->cells += has;
		r->given += has && p->columns[c].field >= 0;
		/* a comma too many moves everything behind it by one column */
		if (has && c >= r->headed && r->w->format == WORKBOOK_CSV)
			say(line, (size_t)-1, false,
				N_("The row has more fields than the heading."));
	}
}

static int read_one_fixed(struct plan_reader *r, const struct plan_fixed *f,
	const struct value_about *about, struct plan_line *line, struct err *err)
{
	const struct column *c = &r->table->columns[f->field];
	struct value_said said = {0};
	size_t from = r->values.len;
	strbuf_clear(&r->raw);
	strbuf_add(&r->raw, f->text);
	int code = is_for_importers(c) ? 0 : plan_tidy(&r->raw, 0, err);
	if (code)
		return code;
	long failures = mem_failures();
	value_read(c->kind, RAW_TEXT, strbuf_str(&r->raw), about, &r->values, &said);
	end_value(r, f->field, from);
	const char *text = said.refusal ? said.refusal : said.warning;
	if (text && line->said_count < PLAN_SAID)
		line->said[line->said_count++] =
			(struct plan_said){-1, f->field, text, !said.refusal};
	return r->values.failed || mem_failures() != failures ? ERR_OOM(err) : 0;
}

/* What no column of the row says. */
static int read_fixed(struct plan_reader *r, const struct value_about *about,
	struct plan_line *line, struct err *err)
{
	const struct plan_sheet *s = &r->p->sheets[r->sheet];
	struct value_about plain = *about;
	int code = 0;
	plain.days = DAYS_FIRST;
	plain.is_days_mixed = plain.is_days_swapped = plain.is_female_mark = false;
	for (size_t i = 0; !code && i < s->fixed_count; i++)
		if (!r->at[s->fixed[i].field])
			code = read_one_fixed(r, &s->fixed[i], &plain, line, err);
	return code;
}

/* The texts may have moved since. */
static void point_to_values(const struct plan_reader *r, struct plan_line *line)
{
	for (size_t i = 0; i < r->table->n; i++)
		if (r->at[i])
			line->value[i] = r->values.s + r->at[i] - 1;
}

int plan_reader_row(struct plan_reader *r, size_t row, struct plan_line *ret, struct err *err)
{
	struct value_about about = {.today = clock_today()};
	ret->said_count = 0;
	ret->left_out = NULL;
	memset(ret->value, 0, sizeof ret->value);
	memset(r->at, 0, sizeof r->at);
	strbuf_clear(&r->values);
	count_cells(r, row, ret);
	ret->is_empty = !r->cells;
	if (ret->is_empty)
		return 0;
	int code = read_fields(r, row, true, &about, ret, err);
	learn(r, &about);
	if (!code)
		code = read_fields(r, row, false, &about, ret, err);
	if (code)
		return code;
	point_to_values(r, ret);
	code = plan_skip(r, row, ret, &ret->left_out, err);
	/* whether it is anybody's row it says itself */
	if (!code && !ret->left_out && r->p->sheets[r->sheet].fixed_count) {
		code = read_fixed(r, &about, ret, err);
		point_to_values(r, ret);
	}
	return code;
}

int plan_value(const struct workbook *w, const struct plan *p, size_t sheet, size_t row,
	size_t column, struct strbuf *ret, bool *ret_changed, struct err *err)
{
	const struct plan_column *c = &p->sheets[sheet].columns[column];
	struct raw_cell raw = workbook_cell(&w->sheets[sheet], row, column);
	struct plan_reader r;
	struct plan_line line;
	size_t from = ret->len;
	int code;
	if (c->field < 0) {
		code = plan_text(w, &w->sheets[sheet], row, column, c, ret, NULL, err);
	} else {
		plan_reader_open(&r, w, p, sheet);
		code = plan_reader_row(&r, row, &line, err);
		if (!code && line.value[c->field])
			strbuf_add(ret, line.value[c->field]);
		/* the two names of one cell are shown as one again */
		int second = import_table(p->kind)->columns[c->field].second - 1;
		if (!code && second >= 0 && line.value[second] && !r.is_mapped[second])
			strbuf_addf(ret, "; %s", line.value[second]);
		plan_reader_done(&r);
	}
	if (!code && ret->len > from)
		code = plan_tidy(ret, from, err);
	if (!code && ret_changed)
		*ret_changed = raw.kind != RAW_EMPTY ? strcmp(strbuf_str(ret) + from, raw.text) != 0
						     : ret->len > from;
	return code;
}

int plan_as_stands(const struct workbook *w, size_t sheet, size_t row, size_t column,
	struct strbuf *ret, struct err *err)
{
	const struct raw_cell cell = workbook_cell(&w->sheets[sheet], row, column);
	bool is_old = w->is_bytes && !text_is_utf8(cell.text, cell.size);
	return workbook_text(w, &cell, is_old ? CHARSET_CP1252 : CHARSET_NONE, ret, NULL, err);
}

int plan_before_after(const struct workbook *w, const struct plan *p, size_t sheet, size_t column,
	void (*each)(void *ctx, const char *before, const char *after), void *ctx, struct err *err)
{
	const struct plan_sheet *s = &p->sheets[sheet];
	const struct workbook_sheet *of = &w->sheets[sheet];
	int r = 0, n = 0;
	for (size_t row = s->head + s->head_rows; !r && row < of->rows && n < PLAN_SHOWN; row++) {
		CLEANUP(strbuf_done) struct strbuf before = {0}, after = {0};
		const struct raw_cell cell = workbook_cell(of, row, column);
		if (cell.kind == RAW_EMPTY)
			continue;
		r = plan_as_stands(w, sheet, row, column, &before, err);
		if (!r)
			r = plan_value(w, p, sheet, row, column, &after, NULL, err);
		if (!r)
			each(ctx, strbuf_str(&before), strbuf_str(&after));
		n++;
	}
	return r;
}
