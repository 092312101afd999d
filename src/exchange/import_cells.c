/* cells: code or name finds the cell; figures and posts are kept with their day. */
#include "exchange/verdict.h"

#include "base/clock.h"
#include "base/i18n.h"

#include <string.h>

enum {
	CODE,
	NAME,
	TYPE,
	AS_OF,
	MEMBERS,
	OFFICIAL,
	WORKFORCE,
	WORKFORCE_MEMBERS,
	SECRETARY,
	OVERSEER,
	NOBODY_LEFT
};

static const struct column columns[] = {
	[CODE] = {"code", "Mã chi bộ", "ma|ma so chi bo", VALUE_TEXT},
	[NAME] = {"name", "Tên chi bộ", "chi bo", VALUE_TEXT},
	[TYPE] = {"type", "Loại hình", "loai hinh chi bo|loai chi bo", VALUE_CELL_TYPE},
	[AS_OF] = {"as_of", "Ngày số liệu", "so lieu den ngay|tinh den ngay", VALUE_DATE},
	[MEMBERS] = {"members", "Số đảng viên", "tong so dang vien", VALUE_NUMBER},
	[OFFICIAL] = {"official", "Đảng viên chính thức", "so dang vien chinh thuc", VALUE_NUMBER},
	[WORKFORCE] = {"workforce", "Tổng số lao động", "so lao dong|tong so giao vien",
		VALUE_NUMBER},
	[WORKFORCE_MEMBERS] = {"workforce_members", "Lao động là đảng viên",
		"giao vien la dang vien", VALUE_NUMBER},
	[SECRETARY] = {"secretary", "Bí thư", "bi thu chi bo", VALUE_TEXT},
	[OVERSEER] = {"overseer", "Cấp ủy viên phụ trách", "dang uy vien phu trach", VALUE_TEXT},
	[NOBODY_LEFT] = {"nobody_left", "Không còn quần chúng", "khong con quan chung de ket nap",
		VALUE_YES},
};

static int find_by(struct import *im, int column, struct cell_id *ret, struct err *err)
{
	*ret = (struct cell_id){0};
	int r = has(im, column) ? cell_find(im->db, im->v[column].text, ret, err) : 0;
	im->at = r && r != ERR_NOT_FOUND ? column : -1;
	return r == ERR_NOT_FOUND ? 0 : r;
}

/* By its code, else by its name; id 0: a new one. A cell that is there under another code is not
 * made again, unless it has ended. */
static int find(struct import *im, struct cell_id *ret, struct err *err)
{
	struct cell there;
	struct cell_id id;
	int r = find_by(im, CODE, &id, err);
	if (!r && !id.v)
		r = find_by(im, NAME, &id, err);
	else if (!r)
		*ret = id;
	if (r || !id.v || ret->v)
		return r;
	if (!has(im, CODE)) {
		*ret = id;
		return 0;
	}
	r = cell_load(im->db, id, (struct date){0}, &there, err);
	if (r)
		return r;
	if (!date_is_set(there.valid_to)) {
		im->at = NAME;
		r = ERR(err, ERR_DUPLICATE, "name", "%s", there.code);
	}
	cell_done(&there);
	return r;
}

/* Did the cell ever have this name? Then the row says nothing new. */
static int had_name(
	struct import *im, struct cell_id id, const char *name, bool *ret, struct err *err)
{
	*ret = false;
	struct db_stmt *s = db_begin(im->db, DBQ_CELL_NAMES, err);
	db_bind_int(s, "cell", id.v);
	int r;
	while ((r = db_step(s, err)) == 1)
		*ret |= strcmp(db_text(s, "name"), name) == 0;
	return r;
}

static int add(struct import *im, struct cell_id *ret, struct err *err)
{
	static const int needed[] = {CODE, NAME, TYPE};
	for (size_t i = 0; i < ARRAY_LEN(needed); i++) {
		int r = import_need(im, needed[i], err);
		if (r)
			return r;
	}
	struct cell c = {
		.code = (char *)im->v[CODE].text,
		.name = (char *)im->v[NAME].text,
		.type = (enum cell_type)im->v[TYPE].number,
		.nobody_left = im->v[NOBODY_LEFT].number != 0,
		.secretary = (char *)im->v[SECRETARY].text,
		.overseer = (char *)im->v[OVERSEER].text,
	};
	im->outcome = ROW_ADDED;
	return cell_save(im->db, &im->by, &c, (struct date){0}, ret, err);
}

/* A new holder takes over on the day of the figures, else today: who held it before stays in the
 * past. */
static int change_post(
	struct import *im, const struct cell *c, enum cell_post post, int column, struct err *err)
{
	const char *holder = im->v[column].text;
	const char *latest = post == POST_SECRETARY ? c->secretary : c->overseer;
	struct date from = has(im, AS_OF) ? im->v[AS_OF].date : (struct date){0};
	if (!holder)
		return 0;
	if (date_is_set(from)) {
		struct cell then;
		int r = cell_load(im->db, c->id, from, &then, err);
		if (r)
			return r;
		const char *held = post == POST_SECRETARY ? then.secretary : then.overseer;
		bool is_same = held && strcmp(held, holder) == 0;
		cell_done(&then);
		if (is_same)
			return 0;
	} else if (latest && strcmp(latest, holder) == 0) {
		return 0;
	} else if (latest) {
		from = clock_today();
	}
	if (!latest)
		from = (struct date){0};
	im->outcome = ROW_UPDATED;
	int r = verdict_change(im, column, latest, holder, err);
	return r ? r : cell_post_save(im->db, &im->by, c->id, post, holder, from, err);
}

static int change(struct import *im, struct cell_id id, struct err *err)
{
	struct cell c;
	int r = cell_load(im->db, id, (struct date){0}, &c, err);
	if (r)
		return r;
	struct cell now = c;
	bool known = true;
	if (has(im, NAME))
		r = had_name(im, id, im->v[NAME].text, &known, err);
	if (!known)
		now.name = (char *)im->v[NAME].text;
	if (has(im, TYPE))
		now.type = (enum cell_type)im->v[TYPE].number;
	if (has(im, NOBODY_LEFT))
		now.nobody_left = im->v[NOBODY_LEFT].number != 0;
	now.secretary = now.overseer = NULL;
	if (!r && !known)
		r = verdict_change(im, NAME, c.name, now.name, err);
	if (!r && now.type != c.type)
		r = verdict_change(
			im, TYPE, _(cell_type_label(c.type)), _(cell_type_label(now.type)), err);
	if (!r && now.nobody_left != c.nobody_left)
		r = verdict_change(im, NOBODY_LEFT, c.nobody_left ? _("yes") : _("no"),
			now.nobody_left ? _("yes") : _("no"), err);
	if (!r && (!known || now.type != c.type || now.nobody_left != c.nobody_left)) {
		im->outcome = ROW_UPDATED;
		r = cell_save(im->db, &im->by, &now, (struct date){0}, &id, err);
	}
	if (!r)
		r = change_post(im, &c, POST_SECRETARY, SECRETARY, err);
	if (!r)
		r = change_post(im, &c, POST_OVERSEER, OVERSEER, err);
	cell_done(&c);
	return r;
}

static long figure(const struct import *im, int column)
{
	return has(im, column) ? im->v[column].number : -1;
}

static bool agrees(struct import *im, int column, long known)
{
	return !has(im, column) || im->v[column].number == known;
}

static long known(struct db_stmt *s, const char *column)
{
	return db_is_null(s, column) ? -1 : (long)db_int(s, column);
}

/* Does the row say anything that was not stated for that day? */
static int is_stated(
	struct import *im, struct cell_id id, struct date day, bool *ret, struct err *err)
{
	struct db_stmt *s = db_begin(im->db, DBQ_CELL_COUNT_ON, err);
	db_bind_int(s, "cell", id.v);
	db_bind_date(s, "as_of", day);
	int r = db_step(s, err);
	*ret = r == 1 && agrees(im, MEMBERS, known(s, "members")) &&
	       agrees(im, OFFICIAL, known(s, "official")) &&
	       agrees(im, WORKFORCE, known(s, "workforce")) &&
	       agrees(im, WORKFORCE_MEMBERS, known(s, "workforce_members"));
	db_reset(s);
	return r < 0 ? r : 0;
}

/* Figures without a day: those that hold today, or new ones of today. */
static int is_current(struct import *im, struct cell_id id, bool *ret, struct err *err)
{
	struct cell_stated latest;
	int r = cell_stated_on(im->db, id, clock_today(), &latest, err);
	*ret = !r && agrees(im, MEMBERS, latest.members) && agrees(im, OFFICIAL, latest.official) &&
	       agrees(im, WORKFORCE, latest.workforce) &&
	       agrees(im, WORKFORCE_MEMBERS, latest.workforce_members);
	if (*ret || (r && r != ERR_NOT_FOUND))
		return r;
	return import_warn(im, AS_OF, 0, _("The figures have no day; they count as today's."));
}

static int count(struct import *im, struct cell_id id, struct err *err)
{
	char text[DATE_TEXT];
	struct cell_count c = {.cell = id,
		.as_of = has(im, AS_OF) ? im->v[AS_OF].date : clock_today(),
		.members = figure(im, MEMBERS),
		.official = figure(im, OFFICIAL),
		.workforce = figure(im, WORKFORCE),
		.workforce_members = figure(im, WORKFORCE_MEMBERS)};
	bool is_there;
	if (c.members < 0 && c.official < 0 && c.workforce < 0 && c.workforce_members < 0)
		return 0;
	if (date_cmp(c.as_of, clock_today()) > 0)
		return ERR_RULE(
			err, ERR_REFUSED, RULE_FUTURE, "as_of", "%s", date_to_user(c.as_of, text));
	int r = has(im, AS_OF) ? is_stated(im, id, c.as_of, &is_there, err)
			       : is_current(im, id, &is_there, err);
	if (r || is_there)
		return r;
	for (int column = MEMBERS; !r && column <= WORKFORCE_MEMBERS; column++)
		if (has(im, column))
			r = verdict_change(im, column, NULL, im->v[column].text, err);
	if (im->outcome == ROW_SAME)
		im->outcome = ROW_UPDATED;
	return r ? r : cell_count_save(im->db, &im->by, &c, err);
}

static int row(struct import *im, struct err *err)
{
	struct cell_id id = {0};
	int r = has(im, CODE) || has(im, NAME) ? 0 : import_need(im, CODE, err);
	if (!r)
		r = find(im, &id, err);
	if (r)
		return r;
	r = db_mark(im->db, err);
	if (r)
		return r;
	r = id.v ? change(im, id, err) : add(im, &id, err);
	if (!r)
		r = count(im, id, err);
	return import_mark_end(im, r, err);
}

const struct table import_cells = {.columns = columns, .n = ARRAY_LEN(columns), .row = row};
