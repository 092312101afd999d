#include "report/frozen.h"

#include "base/mem.h"
#include "report/build.h"
#include "report/doc_keep.h"
#include "report/frozen_own.h"

#include <stdlib.h>
#include <string.h>

/* ---- keeping ------------------------------------------------------------------------------------------ */

struct keeping {
	struct report *r;
	struct strbuf doc, names;
	int64_t audit_id;
};

static void keeping_done(struct keeping *k)
{
	report_free(k->r);
	strbuf_done(&k->doc);
	strbuf_done(&k->names);
}

/* All of it on one state of the records. */
static int make(struct db *db, const struct report_request *q, struct keeping *ret, struct err *err)
{
	struct frozen_names names = {0};
	int r = db_read_begin(db, err);
	if (r)
		return r;
	r = frozen_state(db, &ret->audit_id, err);
	if (!r)
		r = report_make(db, q, &ret->r, err);
	if (!r)
		r = frozen_names_of(db, ret->r, &names, err);
	db_read_end(db);
	if (!r)
		r = frozen_names_keep(&names, &ret->names, err);
	if (!r)
		r = doc_keep(&ret->r->doc, &ret->doc, err);
	frozen_names_done(&names);
	return r;
}

int frozen_keep(struct db *db, const struct act_by *by, const struct report_request *q,
	const struct frozen_sent *sent, int64_t *ret, struct err *err)
{
	struct keeping k = {0};
	struct report_request whole = *q;
	if (q->rows)
		return ERR(err, ERR_INVALID, "report", NULL);
	whole.data_only = false;
	int r = make(db, &whole, &k, err);
	if (!r) {
		const struct report *made = k.r;
		const struct frozen_row row = {.report = (char *)report_name(q->kind),
			.from = made->q.from,
			.to = made->q.to,
			.as_of = date_is_set(q->as_of) ? q->as_of : made->today,
			.cell = q->cell,
			.with_overdue = q->with_overdue,
			.lang = made->doc.lang,
			.title = made->doc.title,
			.paper_no = (char *)sent->paper_no,
			.sent_on = sent->on,
			.sent_to = (char *)sent->to,
			.audit_id = k.audit_id};
		const struct frozen_says says = {.doc = strbuf_str(&k.doc),
			.doc_n = k.doc.len,
			.json = strbuf_str(&made->json),
			.json_n = made->json.len,
			.names = strbuf_str(&k.names),
			.names_n = k.names.len};
		r = frozen_add(db, by, &row, &says, ret, err);
	}
	keeping_done(&k);
	return r;
}

/* ---- opening ------------------------------------------------------------------------------------------ */

static int take(void *ctx, const struct frozen_says *says, struct err *err)
{
	struct report *r = ctx;
	int k = doc_open(says->doc, says->doc_n, &r->doc, err);
	r->names = k ? NULL : mem_alloc(sizeof *r->names);
	if (!k && !r->names)
		k = ERR_OOM(err);
	if (!k)
		k = frozen_names_open(says->names, says->names_n, r->names, err);
	strbuf_addn(&r->json, says->json, says->json_n);
	return k ? k : r->json.failed ? ERR_OOM(err) : 0;
}

int frozen_request(const struct frozen_row *row, struct report_request *ret, struct err *err)
{
	for (int k = 0; k < REPORT_KINDS; k++)
		if (strcmp(report_name((enum report_kind)k), row->report) == 0) {
			*ret = (struct report_request){.kind = (enum report_kind)k,
				.from = row->from,
				.to = row->to,
				.as_of = row->as_of,
				.cell = row->cell,
				.with_overdue = row->with_overdue};
			return 0;
		}
	/* of a later program: it can be read, not made */
	return ERR(err, ERR_NEWER, "report", "%s", row->report);
}

/* "05-BC/ĐU" stands on the paper as "Số 05-BC/ĐU": in the language of the paper, not in that of now. */
static int put_number(struct doc *d, const char *paper_no, struct err *err)
{
	bool is_bare = *paper_no >= '0' && *paper_no <= '9';
	const char *word = !is_bare ? "" : d->lang && !strcmp(d->lang, "vi") ? "Số " : "No. ";
	CLEANUP_FREE char *number = mem_printf("%s%s", word, paper_no);
	free(d->head.number);
	d->head.number = doc_dup(d, number);
	return d->head.number ? 0 : ERR_OOM(err);
}

int frozen_open(struct db *db, int64_t id, struct report **ret, struct err *err)
{
	struct frozen_row row;
	struct report *r = mem_alloc(sizeof *r);
	if (!r)
		return ERR_OOM(err);
	int k = frozen_row_load(db, id, &row, err);
	if (k) {
		report_free(r);
		return k;
	}
	frozen_request(&row, &r->q, NULL);
	k = frozen_says_read(db, id, take, r, err);
	if (!k && row.paper_no)
		k = put_number(&r->doc, row.paper_no, err);
	frozen_row_done(&row);
	if (k)
		report_free(r);
	else
		*ret = r;
	return k;
}
