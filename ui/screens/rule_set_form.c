#include "ui/screens/rule_set_form.h"

#include "base/clock.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "ui/ask.h"
#include "ui/form.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

int64_t rule_set_own_id(const char *key)
{
	int64_t id = 0;
	return sscanf(key, "own/%" SCNd64, &id) == 1 ? id : 0;
}

void rule_set_own_key(int64_t id, char ret[RULE_KEY_MAX])
{
	snprintf(ret, RULE_KEY_MAX, "own/%" PRId64, id);
}

const struct rule_set *rule_set_before(const struct rulebook *book, const struct rule_set *set)
{
	const struct rule_set *best = NULL;
	for (size_t i = 0; i < book->set_count; i++) {
		const struct rule_set *s = book->sets[i];
		if (date_cmp(s->from, set->from) < 0 && (!best || date_cmp(s->from, best->from) >= 0))
			best = s;
	}
	return best;
}

int rule_set_open_points(const struct rule_set *set)
{
	int n = 0;
	for (int p = PARAM_NONE + 1; p < PARAM_COUNT; p++)
		n += set->values[p].value != RULE_NOT_SET &&
		     rule_mark_is_open(set->values[p].cite.mark);
	for (size_t i = 0; i < set->paper_count; i++)
		n += rule_mark_is_open(set->papers[i].cite.mark);
	return n;
}

/* ---- copying --------------------------------------------------------------------------------- */

struct copy_ctx {
	struct db *db;
	struct act_by by;
	char uid[DB_UID_MAX];
	const char *key;
	int64_t id;
};

static const struct field fields[] = {
	{"number", N_("Number of the set"), N_("As the office calls it: 208-QĐ/TW."), FIELD_TEXT,
		.required = true, .cells = 40, .max = 80},
	{"from_date", N_("In force from"),
		N_("Dossiers whose papers begin on that day or later go by it."), FIELD_DATE,
		.required = true},
	{"guides", N_("Guides that go with it"), NULL, FIELD_TEXT, .cells = 50}, {0}};

static int load(void *ctx, struct form *f, struct err *err)
{
	const struct copy_ctx *c = ctx;
	const struct rulebook *book;
	const struct rule_set *set;
	int r = rulebook_of(c->db, &book, err);
	if (!r)
		r = rulebook_find(book, c->key, &set, err);
	if (!r)
		r = form_set(f, "number", set->number);
	if (!r)
		r = form_set_date(f, "from_date", set->from);
	return r ? r : form_set(f, "guides", set->guides);
}

static int save(void *ctx, const struct form *f, const char *reason, struct err *err)
{
	struct copy_ctx *c = ctx;
	c->by.reason = reason;
	return rule_set_copy(c->db, &c->by, c->key, form_value(f, "number"),
		form_date(f, "from_date"), form_value(f, "guides"), &c->id, err);
}

static const struct form_ops ops = {
	.name = "rule-set",
	.title = N_("Copy as the office's own rule set"),
	.fields = fields,
	.save_name = N_("Copy"),
	.load = load,
	.save = save,
};

int rule_set_copy_form(struct app *app, const char *key, int64_t *ret, struct err *err)
{
	const struct office *office = app_data(app);
	struct copy_ctx c = {.db = office->db, .by = office->by, .key = key};
	db_make_uid(c.uid);
	c.by.uid = c.uid;
	int r = form_run(app, &ops, &c, err);
	if (!r) {
		*ret = c.id;
		app_say(app, _("Copied. Dossiers that had begun keep what they began under."));
	}
	return r;
}

/* ---- back to the shipped one ------------------------------------------------------------------- */

int rule_set_reset(struct app *app, int64_t id, struct err *err)
{
	const struct office *office = app_data(app);
	if (!ask_confirm(app, _("Take the office's own rule set back?"),
		    _("What was changed in it no longer holds: papers that begin from now on go "
		      "by the shipped sets. Dossiers that began under it keep it."),
		    _("Take back")))
		return ERR_STOPPED;
	int r = rule_set_remove(office->db, &office->by, id, err);
	if (!r)
		app_say(app, _("The shipped rule sets hold again."));
	return r;
}
