/* The sourcing work about one person, on the person's page. */
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/screens/book_own.h"
#include "ui/screens/person_view.h"

#include <string.h>

enum { TALKS_SEEN = 5 };

static void head(struct page *page, const char *title)
{
	page_line(page);
	page_line(page);
	page_text(page, STYLE_HEAD, title);
}

/* Fields by their columns, " · " between them; after the first two the warning, which must not be cut
 * off. */
static int add_fields(struct db *db, struct strbuf *b, enum book_kind kind,
	const struct book_row *row, const char *const *columns, const char *warning,
	struct err *err)
{
	int r = 0, n = 0;
	for (size_t i = 0; !r && columns[i]; i++) {
		if (!*book_text(kind, row, columns[i]))
			continue;
		strbuf_add(b, n == 0 ? " " : n == 1 ? "  " : " · ");
		n++;
		r = book_cell_add(db, b, kind, row, (size_t)book_column(kind, columns[i]), err);
		if (i == 1 && warning)
			strbuf_addf(b, " · %s", warning);
	}
	return r;
}

/* Its line is a door. */
static int line(struct db *db, struct page *page, enum book_kind kind, const struct book_row *row,
	const char *const *columns, const char *warning, enum style style, struct err *err)
{
	struct strbuf b = {0};
	int r = add_fields(db, &b, kind, row, columns, warning, err);
	page_line(page);
	page_line_door(page, (struct door){DOOR_RECORD, row->id, kind});
	page_text(page, style, strbuf_str(&b));
	strbuf_done(&b);
	return r;
}

static int proposals(struct db *db, struct page *page, const struct book_query *q, struct err *err)
{
	static const char *const columns[] = {"on_date", "finder_id", "association_id", "head_id",
		"activity_id", "review_id", "note", NULL};
	struct book_rows rows = {0};
	int r = book_read(db, BOOK_PROPOSAL, q, &rows, err);
	if (!r && rows.n)
		head(page, _("Source"));
	for (size_t i = 0; !r && i < rows.n; i++)
		r = line(db, page, BOOK_PROPOSAL, &rows.v[i], columns, NULL, STYLE_NORMAL, err);
	book_rows_done(&rows);
	return r;
}

static int obstacle(struct db *db, struct page *page, const struct book_row *row, struct err *err)
{
	static const char *const open[] = {
		"since", "kind_id", "owner", "next_step", "next_on", NULL};
	static const char *const ended[] = {"since", "kind_id", "ended_on", "outcome", NULL};
	bool is_open = !*book_text(BOOK_OBSTACLE, row, "ended_on"), is_unreported = false;
	int r = obstacle_is_unreported(db, row, &is_unreported, err);
	const char *warning =
		is_unreported ? _("! not reported to the standing committee yet") : NULL;
	if (!r)
		r = line(db, page, BOOK_OBSTACLE, row, is_open ? open : ended, warning,
			is_unreported ? STYLE_WARN
			: is_open     ? STYLE_NORMAL
				      : STYLE_DIM,
			err);
	return r;
}

/* Those that still stand in the way come first. */
static int obstacles(struct db *db, struct page *page, const struct book_query *q, struct err *err)
{
	struct book_rows rows = {0};
	int r = book_read(db, BOOK_OBSTACLE, q, &rows, err);
	if (!r && rows.n)
		head(page, _("Obstacles"));
	for (int has_ended = 0; !r && has_ended <= 1; has_ended++)
		for (size_t i = 0; !r && i < rows.n; i++) {
			bool is_open = !*book_text(BOOK_OBSTACLE, &rows.v[i], "ended_on");
			if (is_open == !has_ended)
				r = obstacle(db, page, &rows.v[i], err);
		}
	book_rows_done(&rows);
	return r;
}

static int talks(struct db *db, struct page *page, const struct book_query *q, struct err *err)
{
	static const char *const columns[] = {
		"on_date", "visitor", "met", "result", "next_step", "next_on", NULL};
	struct book_rows rows = {0};
	int r = book_read(db, BOOK_VISIT, q, &rows, err);
	if (!r && rows.n)
		head(page, _("Visits and talks"));
	for (size_t i = rows.n; !r && i-- > 0 && rows.n - i <= TALKS_SEEN;)
		r = line(db, page, BOOK_VISIT, &rows.v[i], columns, NULL, STYLE_NORMAL, err);
	if (!r && rows.n > TALKS_SEEN) {
		page_line(page);
		page_textf(page, STYLE_DIM,
			P_(" and %zu before", " and %zu before", rows.n - TALKS_SEEN),
			rows.n - TALKS_SEEN);
	}
	book_rows_done(&rows);
	return r;
}

int person_obstacles_hint(struct db *db, struct page *page, struct person_id id, struct err *err)
{
	const struct book_query q = {.person = id};
	struct book_rows rows = {0};
	struct strbuf b = {0};
	int r = book_read(db, BOOK_OBSTACLE, &q, &rows, err);
	for (size_t i = 0; !r && i < rows.n; i++) {
		if (*book_text(BOOK_OBSTACLE, &rows.v[i], "ended_on"))
			continue;
		strbuf_add(&b, b.len ? ", " : "  ! ");
		r = book_cell_add(db, &b, BOOK_OBSTACLE, &rows.v[i],
			(size_t)book_column(BOOK_OBSTACLE, "kind_id"), err);
	}
	if (!r && b.len)
		page_text(page, STYLE_WARN, strbuf_str(&b));
	strbuf_done(&b);
	book_rows_done(&rows);
	return r;
}

int person_work(struct db *db, struct page *page, struct person_id id, struct err *err)
{
	const struct book_query q = {.person = id};
	int r = proposals(db, page, &q, err);
	if (!r)
		r = obstacles(db, page, &q, err);
	return r ? r : talks(db, page, &q, err);
}
