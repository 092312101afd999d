/* A record of a book shown, changed, taken out; and a missing diploma reported. */
#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/screens/book_own.h"

#include <string.h>

/* A cause of the list is objective or subjective as the list has it. */
static int add_side_of_list(struct db *db, struct strbuf *b, int64_t term, struct err *err)
{
	struct book_row row;
	int r = term ? book_load(db, BOOK_TERM, term, &row, err) : 0;
	if (r || !term)
		return r;
	size_t side = (size_t)book_column(BOOK_TERM, "side");
	r = book_value_add(db, b, BOOK_TERM, side, row.v[side], err);
	book_row_done(&row);
	return r;
}

int book_cell_add(struct db *db, struct strbuf *b, enum book_kind kind, const struct book_row *row,
	size_t field, struct err *err)
{
	if (kind == BOOK_TERM && (int)field == book_column(kind, "name")) {
		strbuf_add(b, term_name(book_text(kind, row, "code"), row->v[field]));
		return 0;
	}
	if (kind == BOOK_CAUSE && (int)field == book_column(kind, "side") && !row->v[field])
		return add_side_of_list(db, b, book_id(kind, row, "kind_id"), err);
	return book_value_add(db, b, kind, field, row->v[field], err);
}

int book_show(struct app *app, enum book_kind kind, int64_t id, struct err *err)
{
	const struct office *office = app_data(app);
	const struct book *book = book_of(kind);
	struct book_row row;
	struct strbuf b = {0};
	int r = book_load(office->db, kind, id, &row, err);
	if (r)
		return r;
	for (size_t i = 0; !r && i < book->field_count; i++)
		if (row.v[i] && !book->fields[i].hidden) {
			strbuf_addf(&b, "%s%s: ", b.len ? "\n" : "", _(book->fields[i].label));
			r = book_cell_add(office->db, &b, kind, &row, i, err);
		}
	if (!r)
		ask_read(app, _(book->one), strbuf_str(&b));
	strbuf_done(&b);
	book_row_done(&row);
	return r;
}

int book_edit(struct app *app, enum book_kind kind, int64_t id, struct err *err)
{
	const struct book_row row = {.id = id};
	return app_is_read_only(app) ? book_show(app, kind, id, err)
				     : book_form(app, kind, &row, NULL, err);
}

/* What is listed of the record, then what that means. */
static int add_loss(struct db *db, struct strbuf *b, enum book_kind kind,
	const struct book_row *row, struct err *err)
{
	static const char *const more[BOOK_KINDS] = {
		[BOOK_PROPOSAL] = N_("The person stays in the lists; only who proposed is lost."),
		[BOOK_HEAD] = N_("Of one who left the post, write the last day instead."),
		[BOOK_OBSTACLE] = N_("Of one that is over, write the end instead (x)."),
		[BOOK_OVERSIGHT] = N_("Of one who is no longer in charge, write the last day "
				      "instead."),
	};
	const struct book *book = book_of(kind);
	struct strbuf words = {0};
	int r = 0;
	for (size_t i = 0; !r && i < book->field_count; i++) {
		if (!book->fields[i].listed)
			continue;
		strbuf_clear(&words);
		r = book_cell_add(db, &words, kind, row, i, err);
		if (words.len)
			strbuf_addf(b, "%s%s", b->len ? " · " : "", strbuf_str(&words));
	}
	strbuf_done(&words);
	strbuf_addf(b, "\n%s", _("This record will be gone."));
	if (more[kind])
		strbuf_addf(b, " %s", _(more[kind]));
	return r;
}

int book_ask_remove(struct app *app, enum book_kind kind, int64_t id, struct err *err)
{
	const struct office *office = app_data(app);
	struct book_row row;
	struct strbuf b = {0};
	int r = book_load(office->db, kind, id, &row, err);
	if (r)
		return r;
	int64_t rev = row.rev;
	r = add_loss(office->db, &b, kind, &row, err);
	book_row_done(&row);
	if (!r && !ask_confirm(app, _(book_of(kind)->one), strbuf_str(&b), _("Remove")))
		r = ERR_STOPPED;
	strbuf_done(&b);
	if (!r)
		r = book_remove(office->db, &office->by, kind, id, rev, err);
	if (!r)
		app_say(app, _("Removed."));
	return r;
}

/* ---- a missing diploma ------------------------------------------------------------------------------ */

int obstacle_is_unreported(struct db *db, const struct book_row *row, bool *ret, struct err *err)
{
	struct book_row term;
	*ret = false;
	if (*book_text(BOOK_OBSTACLE, row, "reported_on") ||
		*book_text(BOOK_OBSTACLE, row, "ended_on"))
		return 0;
	int r = book_load(db, BOOK_TERM, book_id(BOOK_OBSTACLE, row, "kind_id"), &term, err);
	if (r)
		return r;
	*ret = strcmp(book_text(BOOK_TERM, &term, "code"), "diploma") == 0;
	book_row_done(&term);
	return 0;
}

int obstacle_report(struct app *app, int64_t id, struct err *err)
{
	const struct office *office = app_data(app);
	struct book_row row;
	int r = book_load(office->db, BOOK_OBSTACLE, id, &row, err);
	if (r)
		return r;
	r = book_set_date(BOOK_OBSTACLE, &row, "reported_on", clock_today(), err);
	if (!r)
		r = book_save(office->db, &office->by, BOOK_OBSTACLE, &row, NULL, err);
	book_row_done(&row);
	if (!r)
		app_say(app, _("Reported to the standing committee today."));
	return r;
}

int obstacle_ask_report(struct app *app, int64_t id, struct err *err)
{
	const struct office *office = app_data(app);
	struct book_row row;
	bool is_unreported;
	int r = book_load(office->db, BOOK_OBSTACLE, id, &row, err);
	if (r)
		return r;
	r = obstacle_is_unreported(office->db, &row, &is_unreported, err);
	book_row_done(&row);
	if (r || !is_unreported)
		return r;
	if (ask_go_on(app, _("Missing diploma: reported today?"),
		    _("It is to be reported to the standing committee at once, which arranges for "
		      "schooling. Until then it stands among the things to do."),
		    _("Reported today")))
		return obstacle_report(app, id, err);
	app_say(app, _("Saved. It stands among the things to do until it is reported."));
	return 0;
}
