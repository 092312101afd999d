#include "paper/paper.h"

#include "base/clock.h"
#include "base/mem.h"
#include "base/program.h"
#include "base/vec.h"
#include "core/register.h"
#include "module/word.h"
#include "paper/paper_own.h"
#include "paper/template.h"
#include "report/doc_save.h"
#include "viet/text.h"
#include "viet/wording.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DOTS "……………"

struct making {
	struct db *db;
	const struct paper_request *q;
	struct date on;
	struct paper_head head;
	struct paper_source *sources; /* one a person */
	struct office_paper *paper;
};

/* ---- fields ----------------------------------------------------------------------------------------- */

static const char *given(const struct paper_request *q, const char *field)
{
	for (size_t i = 0; i < q->given_count; i++)
		if (strcmp(q->given[i].field, field) == 0)
			return q->given[i].text;
	return NULL;
}

static int add_gap(struct office_paper *p, const struct paper_field *f,
	const struct paper_source *s, struct err *err)
{
	struct person_id person = s ? s->view.person.id : (struct person_id){0};
	for (size_t i = 0; i < p->gap_count; i++)
		if (p->gaps[i].field == f && p->gaps[i].person.v == person.v)
			return 0;
	char *name = s ? mem_strdup(s->view.person.full_name) : NULL;
	if ((s && !name) ||
		!vec_room((void **)&p->gaps, p->gap_count, &p->gap_cap, sizeof *p->gaps)) {
		free(name);
		return ERR_OOM(err);
	}
	p->gaps[p->gap_count++] = (struct paper_gap){f, person, name};
	return 0;
}

static int add_field(struct making *m, const char *name, bool may_be_empty, int person,
	struct strbuf *ret, struct err *err)
{
	const struct paper_field *f = paper_field_of(name);
	const struct paper_source *s = &m->sources[person < 0 ? 0 : person];
	const char *typed = f ? given(m->q, f->name) : NULL;
	size_t begin = ret->len;
	if (!f)
		return ERR(err, ERR_INVALID, "template", "{{%s}}", name);
	if (typed) {
		strbuf_add(ret, typed);
		return 0;
	}
	int r = f->get(s, f->arg, ret, err);
	if (r || may_be_empty || ret->len > begin)
		return r;
	strbuf_add(ret, DOTS);
	return add_gap(m->paper, f, paper_field_is_of_person(f) ? s : NULL, err);
}

/* "… {{name}} … {{name?}} …": one with a question mark may be empty. */
static int fill(void *ctx, const char *text, int person, struct strbuf *ret, struct err *err)
{
	int r = 0;
	for (const char *at; !r && (at = strstr(text, "{{")); text = at + 2) {
		char name[64];
		const char *end = strstr(at, "}}");
		size_t n = end ? (size_t)(end - at - 2) : sizeof name;
		if (n >= sizeof name)
			return ERR(err, ERR_INVALID, "template", "%.60s", at);
		memcpy(name, at + 2, n);
		name[n] = '\0';
		bool may_be_empty = n && name[n - 1] == '?';
		if (may_be_empty)
			name[n - 1] = '\0';
		strbuf_addn(ret, text, (size_t)(at - text));
		r = add_field(ctx, name, may_be_empty, person, ret, err);
		at = end;
	}
	strbuf_add(ret, text);
	return r;
}

/* ---- head and foot ---------------------------------------------------------------------------------- */

static bool is_digits(const char *s)
{
	return *s && strspn(s, "0123456789") == strlen(s) && strlen(s) <= 5;
}

/* "Số 05-NQ/CB". A letter or minutes of the type "other" has a number without a symbol. */
static int number_line(struct making *m, struct cell_id cell, struct err *err)
{
	const char *typed = m->q->number;
	struct strbuf b = {0};
	int r = 0;
	m->head.has_number = typed && *typed;
	strbuf_add(&b, "Số ");
	if (m->head.has_number && is_digits(typed)) {
		r = register_number_add(
			m->db, &b, cell, m->q->kind->type, strtol(typed, NULL, 10), m->on, err);
	} else if (m->head.has_number) {
		strbuf_add(&b, typed);
	} else {
		const char *symbol = paper_type_symbol(m->q->kind->type);
		strbuf_addf(&b, "        %s%s/%s", *symbol ? "-" : "", symbol, m->head.of.symbol);
	}
	m->head.number = r || b.failed ? NULL : mem_strdup(strbuf_str(&b));
	strbuf_done(&b);
	return r ? r : m->head.number ? 0 : ERR_OOM(err);
}

/* Who signs a decision is who decides on its day. */
static int body_of(const struct making *m, enum signer_body *ret, struct err *err)
{
	const struct authority *a = m->sources[0].authority;
	*ret = m->q->kind->body;
	if (*ret != SIGNS_STANDING || !a)
		return 0;
	if (a->kind == AUTHORITY_SUPERIOR)
		return ERR_RULE(err, ERR_REFUSED, RULE_PAPER_SUPERIOR, "kind", "%s", a->name);
	*ret = a->kind == AUTHORITY_COMMITTEE ? SIGNS_COMMITTEE : SIGNS_STANDING;
	return 0;
}

/* A cell resolves about its own people only. */
static int read_cell(struct making *m, struct err *err)
{
	struct cell_id cell = paper_cell_on(&m->sources[0].history, m->on);
	if (!cell.v)
		return ERR_RULE(err, ERR_REFUSED, RULE_PAPER_CELL, "cell", NULL);
	for (size_t i = 1; i < m->q->n; i++)
		if (paper_cell_on(&m->sources[i].history, m->on).v != cell.v)
			return ERR_RULE(err, ERR_REFUSED, RULE_PAPER_CELLS, "cell", NULL);
	m->paper->cell = cell;
	return 0;
}

static int read_head(struct making *m, struct err *err)
{
	char date[WORDING_MAX];
	struct cell_id cell;
	int r = body_of(m, &m->paper->body, err);
	if (!r && m->paper->body == SIGNS_CELL)
		r = read_cell(m, err);
	cell = m->paper->cell;
	if (!r)
		r = letterhead_load(m->db, m->paper->body, cell, m->on, &m->head.of, err);
	if (r)
		return r;
	m->head.place_date = mem_printf("%s%s%s", m->head.of.place ? m->head.of.place : "",
		m->head.of.place ? ", " : "", wording_long_date(m->on, date));
	return m->head.place_date ? number_line(m, cell, err) : ERR_OOM(err);
}

/* One field of the head; what is missing there is a gap of the paper. */
static char *head_field(struct making *m, const char *name, struct err *err, int *r)
{
	struct strbuf b = {0};
	if (!*r)
		*r = add_field(m, name, false, -1, &b, err);
	char *copy = *r ? NULL : doc_dup(&m->paper->doc, strbuf_str(&b));
	strbuf_done(&b);
	return copy;
}

static int put_head(struct making *m, struct err *err)
{
	struct doc *d = &m->paper->doc;
	const struct paper_kind *k = m->q->kind;
	int r = 0;
	paper_put_title(d, k);
	if (k->is_unsigned)
		return d->failed ? ERR_OOM(err) : 0;
	d->head.superior = head_field(m, "cap_tren", err, &r);
	d->head.body = head_field(m, "co_quan", err, &r);
	d->head.number = head_field(m, "so_ky_hieu", err, &r);
	d->head.motto = doc_dup(d, "ĐẢNG CỘNG SẢN VIỆT NAM");
	d->head.place_date = head_field(m, "dia_danh_ngay_thang", err, &r);
	d->head.on_behalf = head_field(m, "thay_mat", err, &r);
	d->head.office_held = head_field(m, "chuc_vu_ky", err, &r);
	d->head.signer = head_field(m, "nguoi_ky", err, &r);
	if (!r && !m->head.has_number)
		r = add_gap(m->paper, paper_field_of("so_ky_hieu"), NULL, err);
	return r ? r : d->failed ? ERR_OOM(err) : 0;
}

/* ---- making ----------------------------------------------------------------------------------------- */

static int check(const struct paper_request *q, struct err *err)
{
	if (!q->n || (q->n > 1 && !q->kind->is_of_many))
		return ERR(err, ERR_INVALID, "people", "%zu", q->n);
	for (size_t i = 0; i < q->given_count; i++)
		if (!paper_field_of(q->given[i].field))
			return ERR(err, ERR_INVALID, "field", "%s", q->given[i].field);
	return 0;
}

static int load(struct making *m, struct err *err)
{
	int r = 0;
	m->sources = mem_alloc(m->q->n * sizeof *m->sources);
	if (!m->sources)
		return ERR_OOM(err);
	for (size_t i = 0; !r && i < m->q->n; i++) {
		r = paper_source_load(
			m->db, m->q->kind, m->q->people[i], m->on, &m->sources[i], err);
		m->sources[i].place = i + 1;
		m->sources[i].head = &m->head;
	}
	return r ? r : read_head(m, err);
}

static void making_done(struct making *m)
{
	for (size_t i = 0; m->sources && i < m->q->n; i++)
		paper_source_done(&m->sources[i]);
	free(m->sources);
	letterhead_done(&m->head.of);
	free(m->head.number);
	free(m->head.place_date);
}

/* The office's own text, if it has one. */
static int find_own(const struct paper_request *q, char **ret, struct err *err)
{
	*ret = q->folder ? mem_printf("%s/%s.docx", q->folder, q->kind->code) : NULL;
	if (q->folder && !*ret)
		return ERR_OOM(err);
	if (*ret && access(*ret, F_OK) != 0) {
		free(*ret);
		*ret = NULL;
	}
	return 0;
}

/* What goes into a Word file has been made safe as the writers do. */
static int fill_safe(void *ctx, const char *text, int person, struct strbuf *ret, struct err *err)
{
	struct strbuf raw = {0};
	int r = fill(ctx, text, person, &raw, err);
	if (!r)
		text_safe(ret, strbuf_str(&raw), raw.len, false, false);
	strbuf_done(&raw);
	return r;
}

static int scratch(char **ret, struct err *err)
{
	const char *tmp = getenv("TMPDIR");
	char *name = mem_printf("%s/taonguon-XXXXXX", tmp && *tmp ? tmp : "/tmp");
	if (!name)
		return ERR_OOM(err);
	int fd = mkstemp(name);
	if (fd < 0) {
		free(name);
		return ERR(err, ERR_IO, "file", "%s", tmp && *tmp ? tmp : "/tmp");
	}
	close(fd);
	*ret = name;
	return 0;
}

static int build_own(struct making *m, const char *own, struct err *err)
{
	const struct template_filler filler = {fill_safe, m, (int)m->q->n};
	const void *symbol;
	int r = program_module("word", WORD_MODULE_SYMBOL, &symbol, err);
	const struct word_module *word = symbol;
	if (!r)
		r = scratch(&m->paper->filled, err);
	if (!r && !m->head.has_number && !m->q->kind->is_unsigned)
		r = add_gap(m->paper, paper_field_of("so_ky_hieu"), NULL, err);
	if (!r)
		r = word->fill(own, m->paper->filled, &filler, err);
	if (!r)
		r = word->read(m->paper->filled, &m->paper->doc, err);
	/* which of the texts it is */
	if (r == ERR_INVALID && err)
		snprintf(err->subject, sizeof err->subject, "%.80s.docx", m->q->kind->code);
	return r;
}

static int build_shipped(struct making *m, struct err *err)
{
	const struct template_filler filler = {fill, m, (int)m->q->n};
	const char *text = template_text(m->q->kind->code);
	if (!text)
		return ERR(err, ERR_INTERNAL, "template", "%s", m->q->kind->code);
	int r = put_head(m, err);
	return r ? r : template_build(text, &filler, &m->paper->doc, err);
}

int paper_make(
	struct db *db, const struct paper_request *q, struct office_paper *ret, struct err *err)
{
	struct office_paper paper = {0};
	struct making m = {.db = db,
		.q = q,
		.on = date_is_set(q->on) ? q->on : clock_today(),
		.paper = &paper};
	CLEANUP_FREE char *own = NULL;
	int r = check(q, err);
	if (!r)
		r = find_own(q, &own, err);
	if (r)
		return r;
	r = db_read_begin(db, err);
	if (r)
		return r;
	r = load(&m, err);
	db_read_end(db);
	if (!r)
		r = own ? build_own(&m, own, err) : build_shipped(&m, err);
	making_done(&m);
	if (r)
		paper_done(&paper);
	else
		*ret = paper;
	return r;
}

void paper_done(struct office_paper *p)
{
	doc_done(&p->doc);
	if (p->filled)
		unlink(p->filled);
	free(p->filled);
	for (size_t i = 0; i < p->gap_count; i++)
		free(p->gaps[i].name);
	free(p->gaps);
	*p = (struct office_paper){0};
}

size_t paper_gaps_open(const struct office_paper *p)
{
	size_t n = 0;
	for (size_t i = 0; i < p->gap_count; i++)
		n += p->gaps[i].field->mend != MEND_NUMBER;
	return n;
}

/* ---- out -------------------------------------------------------------------------------------------- */

static int copy_filled(void *ctx, FILE *out, struct err *err)
{
	const struct office_paper *p = ctx;
	char buf[BUFSIZ];
	size_t n;
	FILE *in = fopen(p->filled, "rbe");
	bool ok = in != NULL;
	while (ok && (n = fread(buf, 1, sizeof buf, in)) > 0)
		ok = fwrite(buf, 1, n, out) == n;
	ok = ok && !ferror(in);
	if (in)
		fclose(in);
	return ok ? 0 : ERR(err, ERR_IO, "file", "%s", p->filled);
}

int paper_write_docx(const struct office_paper *p, const char *path, struct err *err)
{
	const struct doc_target t = doc_target(&p->doc, path);
	return p->filled ? doc_save_with(&t, copy_filled, (void *)(uintptr_t)p, err)
			 : doc_write_docx(&p->doc, path, err);
}
