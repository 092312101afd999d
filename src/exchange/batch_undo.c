/* A batch taken back, and done again with another plan. */
#include "exchange/batch_own.h"

/* Of one that was taken back before, what stayed then and need not any more. */
static int undo_rest(struct db *db, const struct act_by *by, const struct batch *b, bool dry_run,
	struct undo_result *ret, struct err *err)
{
	int r = undo_act(db, by, b->act_id, false, true, ret, err);
	bool is_any = !r && ret->removed + ret->restored + ret->brought_back;
	if (is_any && dry_run)
		return 0;
	undo_result_done(ret);
	if (r)
		return r;
	return is_any ? undo_act(db, by, b->act_id, false, false, ret, err)
		      : ERR(err, ERR_REFUSED, "batch", "%s", b->undone_at);
}

int batch_undo(struct db *db, const struct act_by *by, int64_t id, bool dry_run,
	struct undo_result *ret, struct err *err)
{
	struct batch b;
	*ret = (struct undo_result){0};
	int r = batch_load(db, id, &b, err);
	if (r)
		return r;
	r = b.undone_by ? undo_rest(db, by, &b, dry_run, ret, err)
			: undo_act(db, by, b.act_id, false, dry_run, ret, err);
	batch_done(&b);
	return r;
}

struct rehearsal {
	struct db *db;
	const struct act_by *by;
	const struct batch *b;
	struct undo_result *undone;
};

static int take_back(struct rehearsal *h, struct err *err)
{
	int r = act_begin(h->db, h->by, "undo", NULL, err);
	if (!r && !h->b->undone_by)
		r = undo_act(h->db, h->by, h->b->act_id, false, false, h->undone, err);
	return r;
}

static int take_back_again(void *ctx, struct err *err)
{
	struct rehearsal *h = ctx;
	db_act_rollback(h->db);
	undo_result_done(h->undone);
	return take_back(h, err);
}

/* Both as one, and all of it taken back: does the new plan let everything in that it should? */
static int rehearse(struct db *db, const struct act_by *by, const struct batch *b,
	const struct workbook *w, const struct plan *p, const struct plan_options *options,
	struct undo_result *ret_undone, struct plan_result *ret, struct err *err)
{
	struct rehearsal h = {db, by, b, ret_undone};
	struct plan_options tried = *options;
	tried.dry_run = true;
	tried.again = take_back_again;
	tried.again_ctx = &h;
	int r = take_back(&h, err);
	if (!r)
		r = plan_run(db, by, w, p, &tried, ret, err);
	db_act_rollback(db);
	if (r)
		undo_result_done(ret_undone);
	return r;
}

static int redo_loaded(struct db *db, const struct act_by *by, const struct batch *b,
	const struct workbook *w, const struct plan *p, const struct plan_options *options,
	struct undo_result *ret_undone, struct plan_result *ret, struct err *err)
{
	int r = rehearse(db, by, b, w, p, options, ret_undone, ret, err);
	bool is_let_in = !r && (!ret->sum.refused || options->leave_out);
	if (r || options->dry_run || !is_let_in)
		return r;
	undo_result_done(ret_undone);
	plan_result_done(ret);
	if (!b->undone_by)
		r = undo_act(db, by, b->act_id, false, false, ret_undone, err);
	if (!r)
		r = plan_run(db, by, w, p, options, ret, err);
	if (r)
		undo_result_done(ret_undone);
	return r;
}

/* What was done again, and stands, is what is to be done again. */
static int check_not_anew(struct db *db, int64_t id, struct err *err)
{
	int64_t anew = 0;
	struct db_stmt *s = db_begin(db, DBQ_BATCH_ANEW, err);
	db_bind_int(s, "id", id);
	int r = db_number(s, 0, &anew, err);
	return r || !anew ? r : ERR(err, ERR_REFUSED, "batch_anew", "%lld", (long long)anew);
}

int batch_redo(struct db *db, const struct act_by *by, int64_t id, const struct workbook *w,
	const struct plan *p, const struct plan_options *options, struct undo_result *ret_undone,
	struct plan_result *ret, struct err *err)
{
	struct plan_options o = options ? *options : (struct plan_options){0};
	struct batch b;
	*ret_undone = (struct undo_result){0};
	*ret = (struct plan_result){0};
	int r = batch_load(db, id, &b, err);
	if (r)
		return r;
	o.redo_of = id;
	r = check_not_anew(db, id, err);
	if (!r)
		r = redo_loaded(db, by, &b, w, p, &o, ret_undone, ret, err);
	batch_done(&b);
	return r;
}
