#include "core/register.h"

#include "base/mem.h"

#include <stdio.h>
#include <string.h>

enum { TERM_YEARS = 5 };

const char *paper_type_symbol(enum paper_type type)
{
	static const char *const symbols[] = {[PAPER_RESOLUTION] = "NQ",
		[PAPER_DECISION] = "QĐ",
		[PAPER_CONCLUSION] = "KL",
		[PAPER_REGULATION] = "QC",
		[PAPER_PROGRAMME] = "CTr",
		[PAPER_PLAN] = "KH",
		[PAPER_REPORT] = "BC",
		[PAPER_NOTICE] = "TB",
		[PAPER_PROPOSAL] = "TTr",
		[PAPER_LETTER] = "CV",
		[PAPER_GUIDE] = "HD",
		[PAPER_MINUTES] = "BB"};
	return (size_t)type < ARRAY_LEN(symbols) && symbols[type] ? symbols[type] : "";
}

int register_term(struct db *db, struct date day, int *ret, struct err *err)
{
	struct target t;
	int r = target_of_term(db, day.year, (struct cell_id){0}, TARGET_ADMISSION, &t, err);
	if (r < 0)
		return r;
	*ret = day.year - day.year % TERM_YEARS;
	if (r) {
		*ret = t.from_year;
		target_done(&t);
	}
	return 0;
}

static struct db_stmt *begin(
	struct db *db, enum db_query q, int64_t cell, int64_t type, int64_t term, struct err *err)
{
	struct db_stmt *s = db_begin(db, q, err);
	db_bind_int(s, "cell", cell);
	db_bind_int(s, "type", type);
	db_bind_int(s, "term", term);
	return s;
}

int register_next(struct db *db, struct cell_id cell, enum paper_type type, int term, long *ret,
	struct err *err)
{
	struct db_stmt *s = begin(db, DBQ_REGISTER_LAST, cell.v, type, term, err);
	int r = db_step(s, err);
	if (r == 1)
		*ret = db_int(s, "number") + 1;
	db_reset(s);
	return r < 0 ? r : 0;
}

int register_number_add(struct db *db, struct strbuf *b, struct cell_id cell, enum paper_type type,
	long number, struct date day, struct err *err)
{
	struct committee c = {0};
	int r = cell.v ? 0 : committee_load(db, day, &c, err);
	if (r)
		return r;
	const char *symbol = paper_type_symbol(type);
	strbuf_addf(b, "%02ld%s%s/%s", number, *symbol ? "-" : "", symbol,
		cell.v	   ? "CB"
		: c.symbol ? c.symbol
			   : "ĐU");
	committee_done(&c);
	return 0;
}

int register_find(struct db *db, struct cell_id cell, enum paper_type type, int term, long number,
	int64_t *ret_id, char *detail, size_t size, struct err *err)
{
	char day[DATE_TEXT];
	struct db_stmt *s = begin(db, DBQ_REGISTER_TAKEN, cell.v, type, term, err);
	db_bind_int(s, "number", number);
	int r = db_step(s, err);
	*ret_id = r == 1 ? db_int(s, "id") : 0;
	if (r == 1)
		snprintf(detail, size, "%s, %.80s", date_to_user(db_date(s, "on_date"), day),
			db_text(s, "subject"));
	db_reset(s);
	return r < 0 ? r : 0;
}

/* ---- what is refused -------------------------------------------------------------------------------- */

static int check_taken(struct db *db, const struct book_row *row, struct err *err)
{
	char detail[120];
	int64_t id = 0;
	int r = register_find(db, (struct cell_id){book_id(BOOK_REGISTER, row, "cell_id")},
		(enum paper_type)book_id(BOOK_REGISTER, row, "type"),
		(int)book_id(BOOK_REGISTER, row, "term"),
		(long)book_id(BOOK_REGISTER, row, "number"), &id, detail, sizeof detail, err);
	return r ? r
	       : id && id != row->id
		       ? ERR_RULE(err, ERR_REFUSED, RULE_REGISTER_TAKEN, "number", "%s", detail)
		       : 0;
}

/* 1: there is one; `detail` says which. */
static int find_against(struct db *db, enum db_query q, const struct book_row *row, char *detail,
	size_t size, struct err *err)
{
	char day[DATE_TEXT];
	struct db_stmt *s = begin(db, q, book_id(BOOK_REGISTER, row, "cell_id"),
		book_id(BOOK_REGISTER, row, "type"), book_id(BOOK_REGISTER, row, "term"), err);
	db_bind_int(s, "number", book_id(BOOK_REGISTER, row, "number"));
	db_bind_text(s, "on_date", book_text(BOOK_REGISTER, row, "on_date"));
	int r = db_step(s, err);
	if (r == 1)
		snprintf(detail, size, "%02ld · %s", (long)db_int(s, "number"),
			date_to_user(db_date(s, "on_date"), day));
	db_reset(s);
	return r;
}

int register_check(struct db *db, const struct book_row *row, const char *reason, struct err *err)
{
	char detail[64];
	int year = book_date(BOOK_REGISTER, row, "on_date").year;
	long term = (long)book_id(BOOK_REGISTER, row, "term");
	/* a congress may come a year late */
	if (year < term || year > term + TERM_YEARS + 1)
		return ERR_RULE(err, ERR_REFUSED, RULE_REGISTER_TERM, "on_date", NULL);
	int r = check_taken(db, row, err);
	if (r || (reason && *reason))
		return r;
	r = find_against(db, DBQ_REGISTER_BEFORE, row, detail, sizeof detail, err);
	if (!r)
		r = find_against(db, DBQ_REGISTER_AFTER, row, detail, sizeof detail, err);
	return r == 1 ? ERR_RULE(err, ERR_REASON, RULE_REGISTER_ORDER, "on_date", "%s", detail) : r;
}
