#include "core/audit_log.h"

#include "base/i18n.h"
#include "base/vec.h"
#include "core/audit_json.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

struct reader {
	struct db *db;
	int64_t person;
	VEC(struct log_entry) entries;
	int64_t *dossiers; /* his, those of earlier ways, too */
	size_t dossier_count;
	/* audit_log_since: instead of his */
	bool (*wants)(void *ctx, const char *record, struct person_id person, struct cell_id cell);
	void *ctx;
};

static void entry_done(struct log_entry *e)
{
	for (size_t i = 0; i < e->field_count; i++) {
		free(e->fields[i].before);
		free(e->fields[i].after);
	}
	free(e->fields);
	free(e->at);
	free(e->actor);
	free(e->act);
	free(e->reason);
	free(e->record);
	free(e->name);
}

void audit_log_done(struct audit_log *log)
{
	for (size_t i = 0; i < log->n; i++)
		entry_done(&log->entries[i]);
	free(log->entries);
	*log = (struct audit_log){0};
}

/* ---- one change ------------------------------------------------------------------------------------- */

struct side {
	struct json_pair *pairs;
	size_t n;
};

/* A number of a deleted row may have been given to another person's since: each change says whose it is. */
static bool is_his(const struct reader *r, const char *record, int64_t id, const struct side *s)
{
	if (strcmp(record, "person") == 0)
		return id == r->person;
	const char *person = audit_json_value(s->pairs, s->n, "person_id");
	const char *dossier = audit_json_value(s->pairs, s->n, "dossier_id");
	if (person)
		return strtoll(person, NULL, 10) == r->person;
	for (size_t i = 0; dossier && i < r->dossier_count; i++)
		if (strtoll(dossier, NULL, 10) == r->dossiers[i])
			return true;
	return false;
}

static int64_t id_in(const struct side *s, const char *field)
{
	const char *value = audit_json_value(s->pairs, s->n, field);
	return value ? strtoll(value, NULL, 10) : 0;
}

static int person_of_dossier(struct reader *r, int64_t dossier, int64_t *ret, struct err *err)
{
	struct db_stmt *s = db_begin(r->db, DBQ_AUDIT_DOSSIER_PERSON, err);
	db_bind_int(s, "id", dossier);
	return db_number(s, 0, ret, err);
}

/* Whose the change is, and whether it is asked for. */
static int is_wanted(
	struct reader *r, struct log_entry *e, const struct side *s, bool *ret, struct err *err)
{
	int64_t dossier = id_in(s, "dossier_id");
	int code = 0;
	e->person.v = strcmp(e->record, "person") == 0 ? e->record_id : id_in(s, "person_id");
	e->cell.v = strcmp(e->record, "cell") == 0 ? e->record_id : id_in(s, "cell_id");
	if (dossier && !e->person.v)
		code = person_of_dossier(r, dossier, &e->person.v, err);
	if (!code)
		*ret = r->wants(r->ctx, e->record, e->person, e->cell);
	return code;
}

static int in_words(struct reader *r, const struct log_entry *e, const char *field,
	const char *value, char **ret, struct err *err)
{
	struct strbuf b = {0};
	*ret = NULL;
	if (!value)
		return 0;
	int code = audit_value_add(r->db, &b, e->record, field, value, err);
	/* what is empty in words (not recorded, no) is nothing */
	if (!code && b.len && !(*ret = strbuf_take(&b)))
		code = ERR_OOM(err);
	strbuf_done(&b);
	return code;
}

static int add_field(struct reader *r, struct log_entry *e, const char *field, const char *before,
	const char *after, struct err *err)
{
	struct log_field f = {.label = audit_field_label(e->record, field)};
	bool is_same = before && after && strcmp(before, after) == 0;
	bool is_name = !(before && after) && audit_field_names(e->record, field);
	if (!f.label || is_same || is_name)
		return 0;
	int code = in_words(r, e, field, before, &f.before, err);
	if (!code)
		code = in_words(r, e, field, after, &f.after, err);
	if (!code && (f.before || f.after)) {
		struct log_field *more = mem_resize(e->fields, (e->field_count + 1) * sizeof *more);
		if (more) {
			e->fields = more;
			e->fields[e->field_count++] = f;
			return 0;
		}
		code = ERR_OOM(err);
	}
	free(f.before);
	free(f.after);
	return code;
}

/* From the later state, or from what was there. */
static int add_name(struct reader *r, struct log_entry *e, const struct side *s, struct err *err)
{
	struct strbuf b = {0};
	int code = 0;
	for (size_t i = 0; !code && i < s->n; i++) {
		const struct json_pair *p = &s->pairs[i];
		if (!audit_field_names(e->record, p->name))
			continue;
		strbuf_add(&b, b.len ? ", " : "");
		code = audit_value_add(r->db, &b, e->record, p->name, p->value, err);
	}
	if (!code && b.len && !(e->name = strbuf_take(&b)))
		code = ERR_OOM(err);
	strbuf_done(&b);
	return code;
}

/* In the order of the columns: those of the later state, then those that were there before only. */
static int add_fields(struct reader *r, struct log_entry *e, const struct side *before,
	const struct side *after, struct err *err)
{
	int code = 0;
	for (size_t i = 0; !code && i < after->n; i++) {
		const struct json_pair *p = &after->pairs[i];
		code = add_field(r, e, p->name, audit_json_value(before->pairs, before->n, p->name),
			p->value, err);
	}
	for (size_t i = 0; !code && i < before->n; i++) {
		const struct json_pair *p = &before->pairs[i];
		if (!audit_json_value(after->pairs, after->n, p->name))
			code = add_field(r, e, p->name, p->value, NULL, err);
	}
	return code;
}

char *audit_moment(const char *at)
{
	char day[DATE_TEXT] = "", text[DATE_TEXT];
	struct date d;
	if (!at || strlen(at) < 16)
		return mem_strdup(at ? at : "");
	memcpy(day, at, 10);
	if (!date_from_iso(day, false, &d))
		return mem_strdup(at);
	return mem_printf("%s %.5s", date_to_user(d, text), at + 11);
}

/* The statement's present row, as it stands there. */
struct row {
	struct log_entry e;
	char *before, *after;
};

static void row_done(struct row *row)
{
	entry_done(&row->e);
	free(row->before);
	free(row->after);
}

static bool take(struct db_stmt *s, struct row *ret)
{
	const char *before = db_text(s, "before"), *after = db_text(s, "after"),
		   *reason = db_text(s, "reason");
	*ret = (struct row){.e = {.id = db_int(s, "id"),
				    .act_id = db_int(s, "audit_id"),
				    .at = audit_moment(db_text(s, "at")),
				    .actor = mem_strdup(db_text(s, "actor")),
				    .act = mem_strdup(db_text(s, "act")),
				    .reason = mem_strdup(reason),
				    .record = mem_strdup(db_text(s, "record")),
				    .record_id = db_int(s, "record_id"),
				    .change = !before  ? LOG_ADDED
					      : !after ? LOG_REMOVED
						       : LOG_CHANGED},
		.before = mem_strdup(before),
		.after = mem_strdup(after)};
	return ret->e.at && ret->e.actor && ret->e.act && ret->e.record &&
	       (!reason || ret->e.reason) && (!before || ret->before) && (!after || ret->after);
}

/* Into the log, if it is his and says anything. The row is empty afterwards, or not his. */
static int add_row(struct reader *r, struct row *row, struct err *err)
{
	struct side before = {0}, after = {0};
	int code = audit_json_read(row->before, &before.pairs, &before.n, err);
	if (!code)
		code = audit_json_read(row->after, &after.pairs, &after.n, err);
	const struct side *known = after.n ? &after : &before;
	bool his = false;
	if (!code && r->wants)
		code = is_wanted(r, &row->e, known, &his, err);
	else if (!code)
		his = is_his(r, row->e.record, row->e.record_id, known);
	his = his && !code;
	if (his)
		code = add_name(r, &row->e, after.n ? &after : &before, err);
	if (his && !code)
		code = add_fields(r, &row->e, &before, &after, err);
	if (his && !code && (row->e.field_count || row->e.change != LOG_CHANGED)) {
		if (VEC_PUSH(&r->entries, row->e))
			row->e = (struct log_entry){0};
		else
			code = ERR_OOM(err);
	}
	audit_json_done(before.pairs, before.n);
	audit_json_done(after.pairs, after.n);
	return code;
}

/* ---- finding ---------------------------------------------------------------------------------------- */

/* All rows of the statement, then each: their words are read with other statements. */
static int read_rows(struct reader *r, struct db_stmt *s, struct err *err)
{
	VEC(struct row) rows = {0};
	int code;
	while ((code = db_step(s, err)) == 1) {
		struct row row;
		if (!take(s, &row) || !VEC_PUSH(&rows, row)) {
			row_done(&row);
			code = ERR_OOM(err);
			break;
		}
	}
	db_reset(s);
	for (size_t i = 0; !code && i < rows.n; i++)
		code = add_row(r, &rows.v[i], err);
	VEC_EACH (row, &rows)
		row_done(row);
	VEC_DONE(&rows);
	return code;
}

static int read_record(struct reader *r, const char *record, int64_t id, struct err *err)
{
	struct db_stmt *s = db_begin(r->db, DBQ_AUDIT_LOG_RECORD, err);
	db_bind_text(s, "record", record);
	db_bind_int(s, "id", id);
	return read_rows(r, s, err);
}

static int read_gone(
	struct reader *r, const char *record, const char *owner, int64_t owner_id, struct err *err)
{
	char needle[64];
	int64_t *ids = NULL;
	size_t n = 0;
	snprintf(needle, sizeof needle, "\"%s\":%lld", owner, (long long)owner_id);
	struct db_stmt *s = db_begin(r->db, DBQ_AUDIT_LOG_GONE, err);
	db_bind_text(s, "record", record);
	db_bind_text(s, "owner", needle);
	int code = db_read_ids(s, &ids, &n, err);
	for (size_t i = 0; !code && i < n; i++)
		code = read_record(r, record, ids[i], err);
	free(ids);
	return code;
}

static int read_all_gone(struct reader *r, struct err *err)
{
	static const char *const of_person[] = {"event", "mentor_assignment", "person_cell",
		"local_head", "duty", "monthly_report", "proposal", "obstacle", "visit"};
	static const char *const of_dossier[] = {"paper", "vote", "inquiry", "extension"};
	int code = 0;
	for (size_t i = 0; !code && i < ARRAY_LEN(of_person); i++)
		code = read_gone(r, of_person[i], "person_id", r->person, err);
	for (size_t i = 0; !code && i < ARRAY_LEN(of_dossier); i++)
		for (size_t k = 0; !code && k < r->dossier_count; k++)
			code = read_gone(r, of_dossier[i], "dossier_id", r->dossiers[k], err);
	return code;
}

static int read_dossiers(struct reader *r, struct err *err)
{
	struct db_stmt *s = db_begin(r->db, DBQ_DOSSIERS_OF, err);
	db_bind_int(s, "person", r->person);
	return db_read_ids(s, &r->dossiers, &r->dossier_count, err);
}

static int compare(const void *a, const void *b)
{
	const struct log_entry *x = a, *y = b;
	if (x->act_id != y->act_id)
		return x->act_id < y->act_id ? 1 : -1;
	return x->id < y->id ? -1 : x->id > y->id;
}

/* What is there and was gone under the same number is found twice. */
static void drop_twice(struct reader *r)
{
	size_t n = 0;
	for (size_t i = 0; i < r->entries.n; i++) {
		if (n && r->entries.v[n - 1].id == r->entries.v[i].id)
			entry_done(&r->entries.v[i]);
		else
			r->entries.v[n++] = r->entries.v[i];
	}
	r->entries.n = n;
}

int audit_log_load(struct db *db, struct person_id person, struct audit_log *ret, struct err *err)
{
	struct reader r = {.db = db, .person = person.v};
	int code = db_read_begin(db, err);
	if (code)
		return code;
	code = read_dossiers(&r, err);
	if (!code) {
		struct db_stmt *s = db_begin(db, DBQ_AUDIT_LOG, err);
		db_bind_int(s, "person", person.v);
		code = read_rows(&r, s, err);
	}
	if (!code)
		code = read_all_gone(&r, err);
	db_read_end(db);
	if (r.entries.n)
		qsort(r.entries.v, r.entries.n, sizeof *r.entries.v, compare);
	drop_twice(&r);
	free(r.dossiers);
	*ret = (struct audit_log){r.entries.v, r.entries.n};
	if (code)
		audit_log_done(ret);
	return code;
}

int audit_log_since(struct db *db, int64_t after,
	bool (*wants)(void *ctx, const char *record, struct person_id person, struct cell_id cell),
	void *ctx, struct audit_log *ret, struct err *err)
{
	struct reader r = {.db = db, .wants = wants, .ctx = ctx};
	int code = db_read_begin(db, err);
	if (code)
		return code;
	struct db_stmt *s = db_begin(db, DBQ_AUDIT_LOG_SINCE, err);
	db_bind_int(s, "after", after);
	code = read_rows(&r, s, err);
	db_read_end(db);
	if (r.entries.n)
		qsort(r.entries.v, r.entries.n, sizeof *r.entries.v, compare);
	*ret = (struct audit_log){r.entries.v, r.entries.n};
	if (code)
		audit_log_done(ret);
	return code;
}

static bool wants_all(void *ctx, const char *record, struct person_id person, struct cell_id cell)
{
	(void)ctx;
	(void)record;
	(void)person;
	(void)cell;
	return true;
}

int audit_log_of_act(struct db *db, int64_t act, size_t n, struct audit_log *ret, struct err *err)
{
	struct reader r = {.db = db, .wants = wants_all};
	int code = db_read_begin(db, err);
	if (code)
		return code;
	struct db_stmt *s = db_begin(db, DBQ_AUDIT_LOG_ACT, err);
	db_bind_int(s, "act", act);
	db_bind_int(s, "n", (int64_t)n);
	code = read_rows(&r, s, err);
	db_read_end(db);
	*ret = (struct audit_log){r.entries.v, r.entries.n};
	if (code)
		audit_log_done(ret);
	return code;
}

int audit_act_add(struct db *db, struct strbuf *b, int64_t act, struct err *err)
{
	struct db_stmt *s = db_begin(db, DBQ_AUDIT_BY_ID, err);
	db_bind_int(s, "id", act);
	int r = db_step(s, err);
	if (r == 1) {
		CLEANUP_FREE char *at = audit_moment(db_text(s, "at"));
		const char *actor = db_text(s, "actor");
		strbuf_addf(b, "%s · %s · ", _(audit_act_label(db_text(s, "act"))), at ? at : "");
		text_safe(b, actor, strlen(actor), false, false);
	}
	db_reset(s);
	return r < 0 ? r : 0;
}
