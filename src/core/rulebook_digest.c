#include "core/rulebook_own.h"

#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>

static void add_cite(struct strbuf *b, const struct rule_cite *c)
{
	char on[DATE_TEXT];
	strbuf_addf(b, "|%s|%s|%s|%c", c->document ? c->document : "", date_to_iso(c->date, on),
		c->point ? c->point : "", c->mark ? (char)c->mark : '-');
}

static void add_set(struct strbuf *b, const struct rule_set *s)
{
	char from[DATE_TEXT];
	strbuf_addf(b, "set %s|%s|%s|%s\n", s->key, s->number, date_to_iso(s->from, from),
		s->guides ? s->guides : "");
	for (int p = PARAM_NONE + 1; p < PARAM_COUNT; p++) {
		strbuf_addf(b, "%d=%ld", p, s->values[p].value);
		add_cite(b, &s->values[p].cite);
		strbuf_addc(b, '\n');
	}
	for (size_t i = 0; i < s->paper_count; i++) {
		const struct rule_paper *p = &s->papers[i];
		strbuf_addf(b, "paper %s|%s|%s|%d|%d|%d|%d|%d", p->code, p->form ? p->form : "",
			p->title, (int)p->step, (int)p->need, (int)p->mover, p->event,
			p->is_redone);
		add_cite(b, &p->cite);
		strbuf_addc(b, '\n');
	}
}

void rulebook_digest(const struct rulebook *b, struct strbuf *out)
{
	const struct rulebook_own *own = b->own;
	char on[DATE_TEXT];
	for (size_t i = 0; i < b->set_count; i++)
		add_set(out, b->sets[i]);
	VEC_EACH (s, &own->sets)
		if ((*s)->is_superseded)
			add_set(out, &(*s)->set);
	for (size_t i = 0; i < b->authority_count; i++) {
		const struct authority *a = &b->authorities[i];
		strbuf_addf(out, "authority %lld|%s|%lld|%d|%d|%s|%s|%ld", (long long)a->id,
			date_to_iso(a->from, on), (long long)a->cell, a->cell_type, (int)a->kind,
			a->name, a->on_behalf ? a->on_behalf : "",
			RULE_FRACTION(a->vote.num, a->vote.den, a->vote.is_more));
		add_cite(out, &a->cite);
		strbuf_addc(out, '\n');
	}
	for (size_t i = 0; i < b->calendar.n; i++) {
		const struct calendar_day *d = &b->calendar.days[i];
		strbuf_addf(
			out, "day %s|%d|%d\n", date_to_iso(d->on, on), (int)d->kind, d->is_certain);
	}
}

void rulebook_version(const struct rulebook *b, char ret[32])
{
	struct strbuf text = {0};
	rulebook_digest(b, &text);
	/* without memory: a version that equals none, so that tasks are made anew */
	snprintf(
		ret, 32, text.failed ? "" : "%016" PRIx64, hash_bytes(strbuf_str(&text), text.len));
	strbuf_done(&text);
}
