/* Notes of refused and odd rows, and what is counted. */
#include "exchange/import_row.h"

#include "base/i18n.h"
#include "core/sentence.h"
#include "exchange/verdict.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

char *import_safe(const char *s)
{
	struct strbuf b = {0};
	text_safe(&b, s, strlen(s), false, false);
	return strbuf_take(&b);
}

int import_note_put(struct import *im, const struct import_note *given, const char *column)
{
	struct import_note n = *given;
	n.line = im->line;
	n.row = im->row;
	n.column = mem_strdup(column);
	if (!n.reason || (column && !n.column) || !VEC_PUSH(&im->notes, n)) {
		free(n.column);
		free(n.reason);
		return ERR_NOMEM;
	}
	im->result->warnings += n.is_warning;
	return 0;
}

static const char *own_heading(const struct import *im, int column)
{
	if (column < 0)
		return NULL;
	int f = im->file_of[column];
	return f >= 0 ? im->headings[f] : im->table->columns[column].heading;
}

static const char *hint(enum value_kind kind)
{
	switch (kind) {
	case VALUE_DATE:
		return N_("Dates are written like 31/12/2022.");
	case VALUE_BIRTH:
		return N_("Dates are written like 31/12/2022, or a year alone.");
	case VALUE_YES:
		return N_("x means yes, empty means no.");
	case VALUE_NUMBER:
		return N_("A whole number is needed.");
	case VALUE_YEARS:
		return N_("A year like 2024, or a term like 2020-2025.");
	default:
		return NULL;
	}
}

int import_refuse(struct import *im, const struct err *e)
{
	int column = im->at >= 0 ? im->at : import_column(im->table, e->field);
	CLEANUP(strbuf_done) struct strbuf b = {0};
	sentence_add(&b, e);
	verdict_add_earlier(im, e, &b);
	const char *more = column >= 0 && e->code == ERR_INVALID && e->detail[0]
				   ? hint(im->table->columns[column].kind)
				   : NULL;
	if (more) {
		strbuf_addc(&b, ' ');
		strbuf_add(&b, _(more));
	}
	struct import_note n = {.reason = strbuf_take(&b), .code = e->code, .rule = e->rule};
	snprintf(n.field, sizeof n.field, "%s",
		column >= 0 ? im->table->columns[column].field : e->field);
	im->outcome = ROW_REFUSED;
	verdict_refused(im, e->code);
	return import_note_put(im, &n, own_heading(im, column));
}

bool import_is_refusal(int r)
{
	switch (r) {
	case ERR_INVALID:
	case ERR_REFUSED:
	case ERR_REASON:
	case ERR_DUPLICATE:
	case ERR_NOT_FOUND:
	case ERR_AMBIGUOUS:
	case ERR_IN_USE:
		return true;
	default:
		return false;
	}
}

int import_settle(struct import *im, int r, const struct err *e)
{
	return import_is_refusal(r) ? import_refuse(im, e) : r;
}

int import_warn(struct import *im, int column, int rule, const char *text)
{
	struct import_note n = {.reason = import_safe(text), .is_warning = true, .rule = rule};
	if (column >= 0)
		snprintf(n.field, sizeof n.field, "%s", im->table->columns[column].field);
	return import_note_put(im, &n, own_heading(im, column));
}

int import_warn_rule(struct import *im, int column, int rule)
{
	char text[256];
	struct err e = {.code = ERR_REASON, .rule = rule};
	return import_warn(im, column, rule, sentence(&e, text, sizeof text));
}

int import_refuse_text(struct import *im, const char *heading, const char *text)
{
	struct import_note n = {.reason = mem_strdup(text), .code = ERR_INVALID};
	im->outcome = ROW_REFUSED;
	verdict_refused(im, ERR_INVALID);
	return import_note_put(im, &n, heading);
}

int import_need(struct import *im, int column, struct err *err)
{
	if (has(im, column))
		return 0;
	im->at = column;
	return ERR(err, ERR_INVALID, im->table->columns[column].field, "%s", "");
}

long *import_counter(struct import_result *r, enum outcome o)
{
	long *const of[] = {&r->same, &r->added, &r->updated, &r->refused};
	return of[o];
}

void import_recount(struct import *im, enum outcome was, enum outcome now)
{
	--*import_counter(im->result, was);
	++*import_counter(im->result, now);
	verdict_outcome(im, now);
}

void import_note_add(struct strbuf *b, const struct import_note *n)
{
	if (n->column)
		strbuf_addf(b, "%s %ld, %s: ", _("Line"), n->line, n->column);
	else
		strbuf_addf(b, "%s %ld: ", _("Line"), n->line);
	strbuf_add(b, n->reason);
}

void import_result_done(struct import_result *r)
{
	for (size_t i = 0; i < r->note_count; i++) {
		free(r->notes[i].column);
		free(r->notes[i].reason);
	}
	free(r->notes);
	*r = (struct import_result){0};
}
