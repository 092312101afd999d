/* The records of one person become those of another. */
#include "core/same_own.h"

#include "base/i18n.h"
#include "base/vec.h"

#include <string.h>

const struct same_reference same_references[] = {
	{"person_cell", "person_id", "person", DBQ_SAME_MOVE_CELL},
	{"event", "person_id", "person", DBQ_SAME_MOVE_EVENT},
	{"event", "finder_id", "person", DBQ_SAME_MOVE_FINDER},
	{"mentor_assignment", "person_id", "person", DBQ_SAME_MOVE_ASSIGNMENT},
	{"mentor_assignment", "mentor_id", "person", DBQ_SAME_MOVE_MENTOR},
	{"dossier", "person_id", "person", DBQ_SAME_MOVE_DOSSIER},
	{"local_head", "person_id", "person", DBQ_SAME_MOVE_HEAD},
	{"duty", "person_id", "person", DBQ_SAME_MOVE_DUTY},
	{"monthly_report", "person_id", "person", DBQ_SAME_MOVE_REPORT},
	{"proposal", "person_id", "person", DBQ_SAME_MOVE_PROPOSAL},
	{"proposal", "finder_id", "person", DBQ_SAME_MOVE_PROPOSER},
	{"obstacle", "person_id", "person", DBQ_SAME_MOVE_OBSTACLE},
	{"visit", "person_id", "person", DBQ_SAME_MOVE_VISIT},
	{"register", "person_id", "person", DBQ_SAME_MOVE_REGISTER},
	{"follow_up", "person_id", "person", DBQ_SAME_MOVE_FOLLOW_UP},
	{"person_statistics", "person_id", "person", DBQ_SAME_MOVE_STATISTICS},
	{"judgement", "other_id", "person", DBQ_SAME_MOVE_JUDGED}, /* the pairs, either way round */
	{"judgement", "person_id", "person", DBQ_SAME_MOVE_JUDGEMENT},
	{"task", "person_id", "person", DBQ_COUNT},
	{"paper", "dossier_id", "dossier", DBQ_SAME_MOVE_PAPER},
	{"vote", "dossier_id", "dossier", DBQ_SAME_MOVE_VOTE},
	{"inquiry", "dossier_id", "dossier", DBQ_SAME_MOVE_INQUIRY},
	{"extension", "dossier_id", "dossier", DBQ_SAME_MOVE_EXTENSION},
	{"proposal", "report_id", "monthly_report", DBQ_SAME_MOVE_REPORT_PROPOSAL},
};
const size_t same_reference_count = ARRAY_LEN(same_references);

static struct db_stmt *begin(struct db *db, enum db_query q, struct same_two of, struct err *err)
{
	struct db_stmt *s = db_begin(db, q, err);
	db_bind_int(s, "keep", of.keep);
	db_bind_int(s, "drop", of.drop);
	return s;
}

static int run(struct db *db, enum db_query q, struct same_two of, struct err *err)
{
	return db_run(begin(db, q, of, err), err);
}

/* Everything that points at the row `of.drop` of the table points at `of.keep`. */
static int move_all(struct db *db, const char *parent, struct same_two of, struct err *err)
{
	int r = 0;
	for (size_t i = 0; !r && i < same_reference_count; i++)
		if (strcmp(same_references[i].parent, parent) == 0 &&
			same_references[i].move != DBQ_COUNT)
			r = run(db, same_references[i].move, of, err);
	return r;
}

/* ---- rows that cannot both stand ----------------------------------------------------------------------- */

/* How two rows of a table become one: which (pairs), what the first takes over, that the second goes. */
struct joined {
	enum db_query pairs, join, gone;
	/* What has to be done before, with the two rows. */
	int (*first)(struct db *db, struct same_two rows, struct err *err);
};
#define JOINED(PAIRS, NAME, FIRST)                                                                 \
	{                                                                                          \
		DBQ_SAME_##PAIRS, DBQ_SAME_JOIN_##NAME, DBQ_SAME_GONE_##NAME, FIRST                \
	}

static bool is_gone(const same_twos *done, int64_t id)
{
	for (size_t i = 0; i < done->n; i++)
		if (done->v[i].drop == id)
			return true;
	return false;
}

int same_twos_read(struct db_stmt *s, same_twos *ret, struct err *err)
{
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct same_two rows = {db_int(s, "keep_id"), db_int(s, "drop_id")};
		if (!is_gone(ret, rows.drop) && !VEC_PUSH(ret, rows)) {
			db_reset(s);
			return ERR_OOM(err);
		}
	}
	return r;
}

static int join(struct db *db, const struct joined *j, struct same_two rows, struct err *err)
{
	int r = j->first ? j->first(db, rows, err) : 0;
	if (r)
		return r;
	struct db_stmt *s = db_begin(db, j->join, err);
	db_bind_int(s, "keep_id", rows.keep);
	db_bind_int(s, "drop_id", rows.drop);
	r = db_run(s, err);
	if (r)
		return r;
	s = db_begin(db, j->gone, err);
	db_bind_int(s, "drop_id", rows.drop);
	return db_run(s, err);
}

static int join_all(struct db *db, const struct joined *j, struct same_two of, struct err *err)
{
	same_twos list = {0};
	int r = same_twos_read(begin(db, j->pairs, of, err), &list, err);
	for (size_t i = 0; !r && i < list.n; i++)
		r = join(db, j, list.v[i], err);
	VEC_DONE(&list);
	return r;
}

/* What was named in the one report was named in the other. */
static int take_report(struct db *db, struct same_two rows, struct err *err)
{
	return move_all(db, "monthly_report", rows, err);
}

static int take_dossier(struct db *db, struct same_two rows, struct err *err)
{
	static const struct joined parts[] = {JOINED(PAPERS, PAPER, NULL),
		JOINED(VOTES, VOTE, NULL), JOINED(INQUIRIES, INQUIRY, NULL),
		JOINED(EXTENSIONS, EXTENSION, NULL)};
	int r = 0;
	for (size_t i = 0; !r && i < ARRAY_LEN(parts); i++)
		r = join_all(db, &parts[i], rows, err);
	return r ? r : move_all(db, "dossier", rows, err);
}

/* As the helped person's and as the mentor's: one after the other, for one that has become longer may meet a third. */
static int join_assignments(struct db *db, int64_t keep, struct err *err)
{
	static const struct joined assignment = JOINED(ASSIGNMENTS, ASSIGNMENT, NULL);
	for (;;) {
		struct db_stmt *s = db_begin(db, DBQ_SAME_ASSIGNMENTS, err);
		db_bind_int(s, "keep", keep);
		int r = db_step(s, err);
		if (r <= 0)
			return r;
		struct same_two rows = {db_int(s, "keep_id"), db_int(s, "drop_id")};
		db_reset(s);
		r = join(db, &assignment, rows, err);
		if (r)
			return r;
	}
}

int same_take_rows(struct db *db, struct person_id keep, struct person_id drop, struct err *err)
{
	static const struct joined tables[] = {
		JOINED(EVENTS, EVENT, NULL),
		JOINED(DOSSIERS, DOSSIER, take_dossier),
		JOINED(DUTIES, DUTY, NULL),
		JOINED(REPORTS, REPORT, take_report),
		JOINED(FOLLOW_UPS, FOLLOW_UP, NULL),
		JOINED(STATISTICS, STATISTICS, NULL),
		JOINED(JUDGED_TWICE, JUDGEMENT, NULL),
	};
	struct same_two of = {keep.v, drop.v};
	int r = run(db, DBQ_SAME_JUDGED_OTHER, of, err);
	for (size_t i = 0; !r && i < ARRAY_LEN(tables); i++)
		r = join_all(db, &tables[i], of, err);
	if (!r)
		r = move_all(db, "person", of, err);
	return r ? r : join_assignments(db, keep.v, err);
}

/* ---- memberships ---------------------------------------------------------------------------------------- */

/* "was also recorded in Chi bộ Ấp 2 (01/02/2021 –)" */
static int tell_cell(
	struct db *db, const struct person_cell *c, struct strbuf *note, struct err *err)
{
	char from[DATE_TEXT], to[DATE_TEXT];
	CLEANUP_FREE char *name = NULL;
	int r = cell_name(db, c->cell, c->from, &name, err);
	if (r)
		return r;
	strbuf_addf(note, "%s%s %s", note->len ? ", " : "", _("was also recorded in"), name);
	if (date_is_set(c->from) || date_is_set(c->to))
		strbuf_addf(
			note, " (%s – %s)", date_to_user(c->from, from), date_to_user(c->to, to));
	return note->failed ? ERR_OOM(err) : 0;
}

static bool is_known(const struct person_history *h, struct cell_id cell)
{
	for (size_t i = 0; i < h->cell_count; i++)
		if (h->cells[i].cell.v == cell.v)
			return true;
	return false;
}

/* One membership beside those that stand: up to their first day, or not at all. */
static int fit_cell(struct db *db, const struct person_history *stands, const struct person_cell *c,
	int64_t keep, struct strbuf *note, struct err *err)
{
	struct date first = stands->cells[0].from;
	bool is_before =
		date_is_set(first) && (!date_is_set(c->from) || date_cmp(c->from, first) < 0);
	struct db_stmt *s;
	if (is_before) {
		s = db_begin(db, DBQ_SAME_CELL_UNTIL, err);
		db_bind_int(s, "id", c->id);
		db_bind_int(s, "person", keep);
		db_bind_date(s, "to", date_min(c->to, first));
		return db_run(s, err);
	}
	int r = is_known(stands, c->cell) ? 0 : tell_cell(db, c, note, err);
	if (r)
		return r;
	s = db_begin(db, DBQ_SAME_CELL_GONE, err);
	db_bind_int(s, "id", c->id);
	return db_run(s, err);
}

int same_take_cells(struct db *db, struct person_id keep, struct person_id drop, bool of_drop,
	struct strbuf *note, struct err *err)
{
	struct person_history k = {0}, d = {0};
	int r = person_history_load(db, keep, &k, err);
	if (!r)
		r = person_history_load(db, drop, &d, err);
	bool drop_stands = d.cell_count && (of_drop || !k.cell_count);
	const struct person_history *stands = drop_stands ? &d : &k,
				    *others = drop_stands ? &k : &d;
	for (size_t i = 0; !r && stands->cell_count && i < others->cell_count; i++)
		r = fit_cell(db, stands, &others->cells[i], keep.v, note, err);
	person_history_done(&k);
	person_history_done(&d);
	return r;
}
