/* taonguon paper: what the office makes itself for a step, filled from the record. */
#include "command.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/people.h"
#include "core/sentence.h"
#include "paper/paper.h"
#include "viet/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_WIDTH = 100 };

static int list_kinds(void)
{
	for (size_t i = 0; i < paper_kind_count; i++)
		printf("%-22s %s%s%s%s\n", paper_kinds[i].code, _(paper_kinds[i].what),
			paper_kinds[i].form ? " (" : "",
			paper_kinds[i].form ? paper_kinds[i].form : "",
			paper_kinds[i].form ? ")" : "");
	return 0;
}

/* ---- who -------------------------------------------------------------------------------------------- */

static int said(const char *option, const char *value, const struct err *err)
{
	char buf[512];
	fprintf(stderr, "taonguon: %s%s: %s\n", option, value, sentence(err, buf, sizeof buf));
	return 1;
}

/* By number, or by the name if one person alone has it. */
static int find_person(struct db *db, const char *word, struct person_id *ret, struct err *err)
{
	enum { ENOUGH = 50 };
	char *end;
	struct person p = {0};
	*ret = (struct person_id){strtoll(word, &end, 10)};
	if (*word && !*end) {
		int r = person_load(db, *ret, &p, err);
		person_done(&p);
		return r;
	}
	struct person_row *rows = mem_alloc(ENOUGH * sizeof *rows);
	size_t n = 0, same = 0;
	int r = rows ? people_lookup(db, word, false, rows, ENOUGH, &n, err) : ERR_OOM(err);
	for (size_t i = 0; !r && i < n; i++)
		if (strcmp(rows[i].name, word) == 0) {
			ret->v = rows[i].id;
			same++;
		}
	free(rows);
	if (r)
		return r;
	return same == 1 ? 0 : ERR(err, same ? ERR_AMBIGUOUS : ERR_NOT_FOUND, "person", "%s", word);
}

/* ---- what is missing -------------------------------------------------------------------------------- */

static void print_gaps(const struct office_paper *p)
{
	for (size_t i = 0; i < p->gap_count; i++) {
		const struct paper_gap *g = &p->gaps[i];
		struct strbuf b = {0};
		if (g->name) {
			text_safe(&b, g->name, strlen(g->name), false, false);
			strbuf_add(&b, ": ");
		}
		strbuf_addf(&b, "%s ({{%s}})%s", _(g->field->label), g->field->name,
			g->field->mend == MEND_NUMBER ? _(": room is left for it") : "");
		fprintf(stderr, "  %s\n", strbuf_str(&b));
		strbuf_done(&b);
	}
}

/* ---- writing ---------------------------------------------------------------------------------------- */

static int write_paper(const struct options *o, struct office_paper *p, struct err *err)
{
	const struct doc_text_options text = {.width = TEXT_WIDTH, .ascii = o->ascii};
	const char *format = o->format ? o->format : "text", *to = o->output ? o->output : "-";
	p->doc.keep_existing = !o->replace;
	if (strcmp(format, "pdf") == 0)
		return doc_write_pdf(&p->doc, to, err);
	if (strcmp(format, "docx") == 0)
		return paper_write_docx(p, to, err);
	return doc_save_text(&p->doc, &text, to, err);
}

static const char *misuse(const struct options *o)
{
	const char *f = o->format ? o->format : "text";
	if (strcmp(f, "text") != 0 && strcmp(f, "pdf") != 0 && strcmp(f, "docx") != 0)
		return _("a paper goes out as text, pdf or docx");
	if (strcmp(f, "text") != 0 && !o->output)
		return _("this format needs --output FILE");
	return o->person_count ? NULL : _("paper needs --person NAME or NUMBER");
}

static int make(const struct options *o, struct db *db, const struct paper_request *q)
{
	struct err err = {0};
	struct office_paper paper;
	CLEANUP_FREE char *folder = paper_folder(db_path(db));
	struct paper_request with = *q;
	with.folder = folder;
	int r = folder ? paper_make(db, &with, &paper, &err) : ERR_OOM(&err);
	if (r)
		return command_failed(&err);
	size_t open = paper_gaps_open(&paper);
	if (open && !o->blanks) {
		fprintf(stderr,
			P_("taonguon: %zu field is missing; nothing was made:\n",
				"taonguon: %zu fields are missing; nothing was made:\n", open),
			open);
		print_gaps(&paper);
		fputs(_("Record it, give it by --set FIELD=TEXT, or leave blanks by --blanks.\n"),
			stderr);
		paper_done(&paper);
		return 1;
	}
	r = write_paper(o, &paper, &err);
	if (!r && paper.gap_count) {
		fputs(_("taonguon: left blank, to be filled in by hand:\n"), stderr);
		print_gaps(&paper);
	}
	paper_done(&paper);
	return r ? command_failed(&err) : 0;
}

/* Each template into the folder; a file that is there stays. */
static int write_templates(const char *folder)
{
	int status = 0;
	for (size_t i = 0; i < paper_kind_count; i++) {
		struct err err = {0};
		CLEANUP_FREE char *path = NULL;
		int r = paper_template_write(&paper_kinds[i], folder, &path, &err);
		if (r == ERR_NOMEM || r == ERR_READONLY)
			return said("", folder, &err);
		if (r)
			status = said("", path, &err);
		else
			puts(path);
	}
	return status;
}

int command_paper(const struct options *o, struct db *db)
{
	struct err err = {0};
	struct person_id people[OPTIONS_MAX];
	struct paper_given given[OPTIONS_MAX];
	struct paper_request q = {
		.people = people, .on = o->date, .number = o->number, .given = given};
	if (o->templates)
		return write_templates(o->templates);
	if (!o->word_count)
		return list_kinds();
	q.kind = o->word_count == 1 ? paper_kind_of(o->words[0]) : NULL;
	if (!q.kind)
		return command_usage(_("paper takes one of the kinds that “taonguon paper” lists"));
	const char *wrong = misuse(o);
	if (wrong)
		return command_usage(wrong);
	for (; q.n < (size_t)o->person_count; q.n++)
		if (find_person(db, o->people[q.n], &people[q.n], &err))
			return said("--person ", o->people[q.n], &err);
	for (; q.given_count < (size_t)o->set_count; q.given_count++) {
		char *set = o->sets[q.given_count], *equals = strchr(set, '=');
		if (!equals)
			return command_usage(_("--set needs FIELD=TEXT"));
		*equals = '\0';
		given[q.given_count] = (struct paper_given){set, equals + 1};
	}
	return make(o, db, &q);
}
