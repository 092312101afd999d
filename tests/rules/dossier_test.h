/* A dossier's facts as text, for the tests of the dossier's rules. */
#ifndef TN_TESTS_DOSSIER_TEST_H
#define TN_TESTS_DOSSIER_TEST_H

#include "rules_test.h"

#include "rules/dossier.h"

enum { FACTS = 24 };

struct facts {
	const char *birth;
	const char *events; /* "listed 2025-01-05, class 2025-02-01" */
	const char
		*mentors; /* "2025-01-05, 2025-01-05/2025-06-01": ended; "+2025-06-02": replaces */
	const char *papers; /* "1-KND 2025-03-01, 2-KND -": missing, "?": asked, "x": not needed */
	const char *votes;  /* "admission cell 1 2025-04-01 20/30": round, yes of the base */
	const char *
		checks; /* "2025-03-01, 2025-03-01/2025-04-01 yes, *2025-05-01": from abroad, "!": again */
	const char *extensions;	  /* "decision 2025-07-01" */
	struct fact_dossier with; /* the rest */
};

struct dossier {
	struct fact_dossier d;
	struct fact_event events[EVENTS];
	struct fact_mentor mentors[FACTS];
	struct fact_paper papers[FACTS];
	char codes[FACTS][32];
	struct fact_vote votes[FACTS];
	struct fact_inquiry inquiries[FACTS];
	struct fact_extension extensions[FACTS];
};

/* The next item of a list, cut off it; NULL at its end. */
static inline char *item_next(const char *list, char copy[1024], char **save)
{
	if (!*save) {
		snprintf(copy, 1024, "%s", list ? list : "");
		*save = copy;
	}
	char *item = *save + strspn(*save, " ,");
	size_t n = strcspn(item, ",");
	*save = item + n + (item[n] == ',');
	item[n] = '\0';
	return n ? item : NULL;
}
#define EACH_ITEM(item, list)                                                                      \
	for (char copy[1024], *save = NULL, *item; (item = item_next(list, copy, &save));)

/* "2025-01-05/2025-06-01": the second may be missing. */
static inline void period_of(const char *text, struct date *from, struct date *to)
{
	char a[16] = "", b[16] = "";
	if (sscanf(text, "%10[0-9-]/%10[0-9-]", a, b) < 1)
		fail_msg("not a period: %s", text);
	*from = day(a);
	*to = day(b);
}

static inline void mentors_of(const char *text, struct dossier *ret)
{
	EACH_ITEM(m, text)
	{
		struct fact_mentor *to = &ret->mentors[ret->d.mentor_count++];
		*to = (struct fact_mentor){.is_replacement = *m == '+'};
		period_of(m + to->is_replacement, &to->from, &to->to);
		to->is_active = !date_is_set(to->to);
	}
	ret->d.mentors = ret->mentors;
}

static inline void papers_of(const char *text, struct dossier *ret)
{
	EACH_ITEM(p, text)
	{
		char on[16];
		char *code = ret->codes[ret->d.paper_count];
		struct fact_paper *to = &ret->papers[ret->d.paper_count++];
		if (sscanf(p, "%31s %15s", code, on) != 2)
			fail_msg("not a paper: %s", p);
		*to = (struct fact_paper){.code = code,
			.state = *on == '-'   ? PAPER_MISSING
				 : *on == '?' ? PAPER_ASKED
				 : *on == 'x' ? PAPER_NOT_NEEDED
					      : PAPER_IN_HAND};
		if (to->state == PAPER_IN_HAND)
			to->on = day(on);
	}
	ret->d.papers = ret->papers;
}

static inline void votes_of(const char *text, struct dossier *ret)
{
	EACH_ITEM(v, text)
	{
		char purpose[16], body[16], on[16];
		struct fact_vote *to = &ret->votes[ret->d.vote_count++];
		*to = (struct fact_vote){0};
		if (sscanf(v, "%15s %15s %d %15s %ld/%ld", purpose, body, &to->round, on, &to->yes,
			    &to->base) != 6)
			fail_msg("not a vote: %s", v);
		to->purpose = strcmp(purpose, "admission") == 0 ? VOTE_ADMISSION
			      : strcmp(purpose, "removal") == 0 ? VOTE_REMOVAL
								: VOTE_RECOGNITION;
		to->body = strcmp(body, "cell") == 0	    ? VOTE_CELL
			   : strcmp(body, "committee") == 0 ? VOTE_COMMITTEE
							    : VOTE_DECIDER;
		to->on = day(on);
		to->present = to->base;
		to->no = to->base - to->yes;
	}
	ret->d.votes = ret->votes;
}

static inline void checks_of(const char *text, struct dossier *ret)
{
	EACH_ITEM(c, text)
	{
		struct fact_inquiry *to = &ret->inquiries[ret->d.inquiry_count++];
		*to = (struct fact_inquiry){.conclusion = -1};
		for (; *c == '*' || *c == '!'; c++) {
			to->is_abroad |= *c == '*';
			to->is_recheck |= *c == '!';
		}
		period_of(c, &to->sent, &to->answered);
		if (date_is_set(to->answered))
			to->conclusion = strstr(c, "yes") != NULL;
	}
	ret->d.inquiries = ret->inquiries;
}

static inline void extensions_of(const char *text, struct dossier *ret)
{
	EACH_ITEM(e, text)
	{
		char code[32], until[16];
		struct fact_extension *to = &ret->extensions[ret->d.extension_count++];
		if (sscanf(e, "%31s %15s", code, until) != 2)
			fail_msg("not an extension: %s", e);
		*to = (struct fact_extension){.until = day(until)};
		for (int k = 1; k < NEED_KINDS; k++)
			if (strcmp(code, need_code((enum need_kind)k)) == 0)
				to->of = (enum need_kind)k;
	}
	ret->d.extensions = ret->extensions;
}

/* ret holds what ret->d points to: it must not be copied. */
static inline void dossier_of(const struct facts *f, struct dossier *ret)
{
	ret->d = f->with;
	ret->d.person.birth = day(f->birth ? f->birth : "");
	ret->d.person.event_count = f->events ? events_of(f->events, ret->events) : 0;
	ret->d.person.events = ret->events;
	mentors_of(f->mentors, ret);
	papers_of(f->papers, ret);
	votes_of(f->votes, ret);
	checks_of(f->checks, ret);
	extensions_of(f->extensions, ret);
}

/* "24": the shipped set of that regulation; NULL: none. */
static inline const struct rule_set *set_of(const char *number)
{
	char key[32];
	if (!number)
		return NULL;
	snprintf(key, sizeof key, "%s-QĐ/TW#1", number);
	const struct rule_set *set = rule_set_by_key(key);
	if (!set)
		fail_msg("no set %s", key);
	return set;
}

/* The calendar by law, nothing confirmed. */
static struct calendar law;
static inline int law_set_up(void **state)
{
	(void)state;
	law.days = calendar_merge(2015, 2035, NULL, 0, NULL, 0, &law.n);
	return law.days ? 0 : -1;
}
static inline int law_tear_down(void **state)
{
	(void)state;
	free((void *)(uintptr_t)law.days);
	law = (struct calendar){0};
	return 0;
}

/* "06-HD/TW 5.4b": where a parameter of a set stands; "" where nothing was seen. */
static inline const char *source_of(const struct rule_set *set, int param, char ret[128])
{
	const struct rule_cite *c = rule_cite(set, (enum rule_param)param);
	snprintf(ret, 128, "%s%s%s", c ? c->document : "", c && c->point ? " " : "",
		c && c->point ? c->point : "");
	return ret;
}

#endif
