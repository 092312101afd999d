/* People who stand in the lists twice, on the command line: listed with the reasons, made one of two. */
#include "command.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/act.h"
#include "core/same.h"
#include "report/json.h"
#include "viet/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const level_codes[] = {"no", "maybe", "likely", "sure"};

/* Ctrl-C is asked about by the writer of files alone: here it just ends, nothing has been written. */
static bool show(void *ctx, long done, long total)
{
	bool *is_shown = ctx;
	enum { WORTH_A_BAR = 200000 };
	if (total >= WORTH_A_BAR && isatty(STDERR_FILENO)) {
		*is_shown = true;
		command_bar((size_t)done, (size_t)total);
	}
	return false;
}

/* "12  Nguyễn Văn An · 12/05/1999 · Ấp 2" */
static int add_person(struct db *db, struct strbuf *b, struct person_id id, struct err *err)
{
	struct person p;
	char birth[DATE_TEXT], no[24];
	int r = person_load(db, id, &p, err);
	if (r)
		return r;
	snprintf(no, sizeof no, "%lld", (long long)id.v);
	strbuf_addf(b, "  %6s  ", no);
	text_safe(b, p.full_name, strlen(p.full_name), false, false);
	strbuf_addf(b, " · %s",
		date_is_set(p.birth) ? date_to_user(p.birth, birth) : _("birth not known"));
	if (p.cell.v) {
		strbuf_add(b, " · ");
		r = cell_name_add(db, b, p.cell, err);
	}
	strbuf_add(b, "\n");
	person_done(&p);
	return r;
}

static int add_text(struct db *db, struct strbuf *b, const struct same_pair *p, struct err *err)
{
	strbuf_addf(b, "%s (%d): ", _(same_level_label(p->verdict.level)), p->verdict.score);
	same_reasons_add(b, &p->verdict);
	strbuf_add(b, "\n");
	int r = add_person(db, b, p->a, err);
	return r ? r : add_person(db, b, p->b, err);
}

static int add_json_person(struct db *db, struct json *j, struct person_id id, struct err *err)
{
	struct person p;
	CLEANUP_FREE char *cell = NULL;
	int r = person_load(db, id, &p, err);
	if (!r && p.cell.v)
		r = cell_code_of(db, p.cell, &cell, err);
	if (!r) {
		char birth[DATE_TEXT];
		json_open(j, NULL, '{');
		json_number(j, "id", (long)id.v);
		json_text(j, "full_name", p.full_name);
		json_text(j, "birth", date_is_set(p.birth) ? date_to_iso(p.birth, birth) : NULL);
		json_text(j, "cell", cell);
		json_close(j, '}');
	}
	person_done(&p);
	return r;
}

static int add_json(struct db *db, struct json *j, const struct same_pair *p, struct err *err)
{
	json_open(j, NULL, '{');
	json_text(j, "level", level_codes[p->verdict.level]);
	json_number(j, "score", p->verdict.score);
	json_open(j, "reasons", '[');
	for (size_t i = 0; i < p->verdict.n; i++)
		json_text(j, NULL, same_reason_code(p->verdict.reasons[i]));
	json_close(j, ']');
	json_open(j, "people", '[');
	int r = add_json_person(db, j, p->a, err);
	if (!r)
		r = add_json_person(db, j, p->b, err);
	json_close(j, ']');
	json_close(j, '}');
	return r;
}

static int list(const struct options *o, struct db *db)
{
	struct err err = {0};
	struct strbuf out = {0};
	struct json j = {.out = &out};
	struct same_pair *pairs;
	size_t n;
	bool is_shown = false;
	int r = same_pairs(db, show, &is_shown, &pairs, &n, &err);
	if (is_shown)
		fputs("\r\033[K", stderr);
	if (r)
		return command_failed(&err);
	if (o->json)
		json_open(&j, NULL, '[');
	for (size_t i = 0; !r && i < n; i++)
		r = o->json ? add_json(db, &j, &pairs[i], &err)
			    : add_text(db, &out, &pairs[i], &err);
	if (o->json)
		json_close(&j, ']');
	else if (!n)
		strbuf_addf(&out, "%s\n", _("Nobody stands in the lists twice."));
	if (!r && out.failed)
		r = ERR_OOM(&err);
	if (!r)
		fputs(strbuf_str(&out), stdout);
	if (!r && o->json)
		putchar('\n');
	strbuf_done(&out);
	free(pairs);
	return r ? command_failed(&err) : 0;
}

static bool parse_id(const char *word, struct person_id *ret)
{
	char *end;
	ret->v = strtoll(word, &end, 10);
	return *word && !*end && ret->v > 0;
}

static void add_double(struct strbuf *out, const struct same_double *d)
{
	struct strbuf label = {0};
	same_double_label(&label, d);
	strbuf_addf(out, _("%s: %s stands, its note tells %s\n"), strbuf_str(&label),
		d->text[d->second_stands], d->text[!d->second_stands]);
	strbuf_done(&label);
}

/* Of each field what the first has, and what the second knows better; what both told otherwise is said. */
static int merge(const struct options *o, struct db *db)
{
	const struct act_by by = {.actor = act_user()};
	struct person_id keep, drop;
	struct person a = {0}, b = {0};
	struct same_take take = {0};
	struct strbuf out = {0};
	struct err err = {0};
	if (o->word_count != 2 || !parse_id(o->words[0], &keep) || !parse_id(o->words[1], &drop) ||
		keep.v == drop.v)
		return command_usage(
			_("--merge needs the numbers of two people: who stays, who goes"));
	int r = person_load(db, keep, &a, &err);
	if (!r)
		r = person_load(db, drop, &b, &err);
	if (!r)
		r = same_propose(db, &a, &b, &take, &err);
	if (!r)
		r = same_merge_seen(db, &by, &a, &b, &take, &err);
	for (size_t i = 0; !r && i < take.double_count; i++)
		add_double(&out, &take.doubles[i]);
	person_done(&a);
	person_done(&b);
	same_take_done(&take);
	if (!r)
		fputs(strbuf_str(&out), stdout);
	strbuf_done(&out);
	if (r)
		return command_failed(&err);
	printf(_("%lld is part of %lld now.\n"), (long long)drop.v, (long long)keep.v);
	return 0;
}

int command_duplicates(const struct options *o, struct db *db)
{
	if (o->merge)
		return merge(o, db);
	if (o->word_count)
		return command_usage(_("duplicates takes no further word"));
	return list(o, db);
}
