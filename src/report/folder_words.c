#include "report/folder_words.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/audit_log.h"
#include "core/book.h"
#include "core/dossier.h"
#include "core/record.h"
#include "core/rulebook.h"
#include "core/turnaround.h"

#include <string.h>

const char *folder_table_words(const char *table)
{
	static const struct {
		const char *table, *words;
	} list[] = {
		{"cell_type", N_("types of cells and their codes")},
		{"event_kind", N_("kinds of events and their codes")},
		{"audit", N_("every act: who did what, and when")},
		{"audit_change", N_("what each act changed: a record before and after, as JSON")},
		{"setting", N_("settings of the office")},
		{"committee", N_("names and signer of the committee, from a day on")},
		{"cell", N_("cells")},
		{"cell_name", N_("what a cell was called, from a day on")},
		{"cell_post",
			N_("secretary and committee member in charge of a cell, from a day on")},
		{"cell_count", N_("figures that a cell stated for a day")},
		{"person", N_("people: members and candidates; a candidate becomes a member")},
		{"person_cell", N_("in which cell a person is, from and until a day")},
		{"event", N_("steps and events of a person")},
		{"mentor_assignment", N_("who helped whom, from and until a day")},
		{"target", N_("targets of a year or term, of a cell or the whole committee")},
		{"person_word", N_("words of names, for searching; follows from person")},
		{"rule_set", N_("rule sets of the office’s own")},
		{"rule_value", N_("what such a rule set says")},
		{"rule_paper", N_("papers that such a rule set asks for")},
		{"authority", N_("who decides, where that is not as the program has it")},
		{"day_off", N_("days off and worked weekends of the office’s own")},
		{"calendar_year", N_("years whose days off were held against the announcement")},
		{"dossier", N_("dossiers of admission")},
		{"paper", N_("papers of a dossier: had or not, number, day; never their content")},
		{"vote", N_("votes")},
		{"inquiry", N_("background checks: sent, answered; never their content")},
		{"extension", N_("more time granted for a step")},
		{"task", N_("what is due; follows from the other tables")},
		{"derived", N_("by which reading of the rules the tasks were made")},
		{"term", N_("the office’s lists: associations, obstacles, causes")},
		{"local_head", N_("heads of hamlets and associations")},
		{"resolution", N_("resolutions of the year on finding sources")},
		{"duty", N_("duties that a resolution gives")},
		{"monthly_report", N_("monthly reports of a member or an association")},
		{"activity", N_("activities of the associations")},
		{"review", N_("reviews of an association’s members")},
		{"proposal", N_("who named a person as a source")},
		{"obstacle", N_("what stands in a candidate’s way")},
		{"visit", N_("talks with a person or the family")},
		{"meeting", N_("committee members at a cell’s meeting")},
		{"directive", N_("papers from above on this work")},
		{"directive_cell", N_("to which cells such a paper was passed")},
		{"briefing", N_("when and to whom the standards were explained")},
		{"staff", N_("staff of a school or office who are no members yet, as numbers")},
		{"cause", N_("why a year’s result fell short")},
		{"signer", N_("who signs, from and until a day")},
		{"register", N_("papers that went out, with their numbers")},
		{"follow_up", N_("what was heard of a candidate in a month")},
		{"person_statistics", N_("what the statistics ask of a person besides")},
		{"saved_list", N_("columns of a list that were saved under a name")},
		{"frozen_report", N_("reports as they were sent")},
		{"import_file", N_("files that were brought in, as they were")},
		{"import_batch", N_("each time a file was brought in, and how it was read")},
		{"import_heading", N_("which heading of the office’s files means which field")},
		{"judgement",
			N_("what was judged right as it is: not the same person, an odd value")},
	};
	for (size_t i = 0; i < ARRAY_LEN(list); i++)
		if (strcmp(list[i].table, table) == 0)
			return _(list[i].words);
	return "";
}

/* ---- columns ---------------------------------------------------------------------------------------- */

/* What the records' own labels do not say. Those of one table first, then those of any. */
static const char *own_words(const char *table, const char *column)
{
	static const struct {
		const char *table, *column, *words;
	} list[] = {
		{"cell_type", "type", N_("number of the type")},
		{"event_kind", "kind", N_("number of the kind")},
		{"audit", "uid", N_("the act’s own sign, made once")},
		{"audit", "at", N_("when: day and time with the distance from UTC")},
		{"audit", "actor", N_("login name of who did it")},
		{"audit", "act", N_("code of the act")},
		{"audit", "record", N_("table of the record that it was about")},
		{"audit", "record_id", N_("number of that record")},
		{"audit", "reason", N_("reason in writing, where a rule asked for one")},
		{"audit_change", "record", N_("table of the record")},
		{"audit_change", "record_id", N_("number of that record")},
		{"audit_change", "before", N_("the record before, JSON; empty: it is new")},
		{"audit_change", "after", N_("the record afterwards, JSON; empty: it is gone")},
		{"setting", "key", N_("which setting")},
		{"cell", "code_key", N_("follows from the code: orders cells as people do")},
		{"cell", "valid_to", N_("last day of the cell; empty: it goes on")},
		{"cell", "successor_id", N_("cell that it was merged into")},
		{"cell_post", "holder", N_("who holds it")},
		{"cell_post", "rank", N_("rank of who is in charge")},
		{"person", "birth", N_("birth date, or the year alone")},
		{"person", "name_key", N_("follows from the name: orders names as people do")},
		{"person", "stage", N_("how far the person has come; follows from the events")},
		{"person", "stage_on", N_("since when; follows from the events")},
		{"person", "is_candidate",
			N_("1: has steps of admission; follows from the events")},
		{"person", "uncovered",
			N_("1: needs a mentor and has none; follows from the assignments")},
		{"event", "finder_id", N_("the member who found the person")},
		{"person", "grade", N_("general education as it was written: 12/12")},
		{"event", "body", N_("who issued the paper")},
		{"event", "source", N_("who introduced the person")},
		{"mentor_assignment", "mentor_id",
			N_("the mentor; empty: nobody of this name is among the members")},
		{"mentor_assignment", "mentor_name", N_("the mentor’s name")},
		{"target", "percent", N_("in hundredths of a percent: 325 is 3.25 %")},
		{"target", "kind", N_("of what")},
		{"target", "count", N_("how many")},
		{"person_word", "word", N_("a word of the name, without marks")},
		{"person_word", "name_key", N_("as person.name_key")},
		{"rule_set", "number", N_("number of its document")},
		{"rule_set", "copied_from", N_("what it was copied from")},
		{"rule_set", "guides", N_("guiding documents")},
		{"rule_set", "is_superseded", N_("1: a later row stands for it")},
		{"rule_value", "param", N_("code of what is ruled")},
		{NULL, "mark",
			N_("how sure its source is: P read in the document, L a province’s guide, "
			   "S quoted by others, I inferred, O the office’s own")},
		{"rule_paper", "code", N_("code of the paper")},
		{"rule_paper", "position", N_("place in the list")},
		{"rule_paper", "title", N_("title of the paper")},
		{"rule_paper", "event", N_("kind of the event that it belongs to")},
		{"rule_paper", "is_redone", N_("1: made anew each time")},
		{"authority", "cell_type", N_("type of cells that it is for")},
		{"authority", "kind", N_("who decides")},
		{"authority", "vote",
			N_("the majority that is needed, as a number of the program")},
		{"dossier", "rule_shipped", N_("rule set of the program that it goes by")},
		{"paper", "code", N_("which paper, by its code")},
		{"paper", "state", N_("1 had, 2 asked for, 3 does not apply")},
		{"task", "due_on", N_("when it is due")},
		{"task", "nth", N_("number where there are several")},
		{"task", "opens_on", N_("from when it can be done")},
		{"task", "is_lapse", N_("1: it lapses if it is not done")},
		{"task", "kind", N_("what is to be done, as a number of the program")},
		{"task", "state", N_("how urgent, as a number of the program")},
		{"task", "mover", N_("whose move it is, as a number of the program")},
		{"derived", "name", N_("what was made")},
		{"derived", "version", N_("sign of the rules and days off")},
		{"term", "list", N_("1 associations, 2 obstacles, 3 causes")},
		{"term", "code",
			N_("code of one that the program brought; empty: the office’s own")},
		{"term", "name", N_("the office’s name for it; empty: that of the program")},
		{"term", "side", N_("of causes: 1 objective, 2 subjective")},
		{"term", "closed", N_("1: no longer offered")},
		{"duty", "position", N_("place in the resolution")},
		{"duty", "find", N_("how many people are to be found")},
		{"saved_list", "list", N_("which list")},
		{"saved_list", "columns", N_("codes of the columns")},
		{"saved_list", "order_by", N_("by which column it is ordered")},
		{"frozen_report", "report", N_("which report")},
		{"frozen_report", "as_of", N_("the day whose state it tells")},
		{"frozen_report", "with_overdue", N_("1: with what was due before")},
		{"frozen_report", "lang", N_("its language")},
		{"frozen_report", "title", N_("its title")},
		{"frozen_report", "frozen_at", N_("when it was kept")},
		{"frozen_report", "frozen_by", N_("login name of who kept it")},
		{"frozen_report", "audit_id", N_("last act that it rests on")},
		{"frozen_report", "doc", N_("the document, packed as the program keeps it")},
		{"frozen_report", "json",
			N_("its figures as JSON, packed as the program keeps it")},
		{"frozen_report", "names", N_("the people behind its figures, packed likewise")},
		{"import_file", "hash", N_("check number of the content")},
		{"import_file", "bytes", N_("the file itself")},
		{"import_batch", "kind", N_("which list it was")},
		{"import_batch", "file_name", N_("name of the file")},
		{"import_batch", "plan", N_("how its sheets and columns were read")},
		{"import_batch", "added", N_("rows that were new")},
		{"import_batch", "updated", N_("rows that changed something")},
		{"import_batch", "same", N_("rows that said nothing new")},
		{"import_batch", "left_out", N_("rows that were left out")},
		{"import_batch", "audit_id", N_("the act that brought it in (audit.id)")},
		{"import_batch", "undone_id", N_("the act that took it back (audit.id)")},
		{"import_heading", "kind", N_("which list")},
		{"import_heading", "heading", N_("the heading, without marks")},
		{"import_heading", "field", N_("code of the field; “”: none")},
		{"judgement", "fault", N_("what was judged: “same”, or the code of a fault")},
		{"judgement", "value", N_("the value that is right as it is")},
		{NULL, "id", N_("number of the record")},
		{NULL, "rev", N_("counts the changes of the record")},
		{NULL, "name_fold", N_("follows from the name: without marks, for searching")},
		{NULL, "person_id", N_("whom it is about")},
		{NULL, "audit_id", N_("the act (audit.id)")},
		{NULL, "other_id", N_("the other person")},
		{NULL, "dossier_id", N_("dossier that it belongs to")},
		{NULL, "code", N_("its code")},
		{NULL, "code_key", N_("orders as people do")},
	};
	for (size_t i = 0; i < ARRAY_LEN(list); i++)
		if ((!list[i].table || strcmp(list[i].table, table) == 0) &&
			strcmp(list[i].column, column) == 0)
			return _(list[i].words);
	return NULL;
}

/* ---- codes ------------------------------------------------------------------------------------------ */

static const char *stage_words(int v)
{
	return stage_label((enum stage)v);
}
static const char *event_words(int v)
{
	return event_label((enum event_kind)v);
}
static const char *type_words(int v)
{
	return cell_type_label((enum cell_type)v);
}
static const char *target_words(int v)
{
	return target_kind_label((enum target_kind)v);
}
static const char *post_words(int v)
{
	return v == POST_SECRETARY ? N_("Secretary") : N_("Committee member in charge");
}
static const char *purpose_words(int v)
{
	return vote_purpose_label((enum vote_purpose)v);
}
static const char *body_words(int v)
{
	return vote_body_label((enum vote_body)v);
}
static const char *case_words(int v)
{
	return education_case_label((enum education_case)v);
}
static const char *left_words(int v)
{
	return left_how_label((enum left_how)v);
}
static const char *authority_words(int v)
{
	return authority_kind_label((enum authority_kind)v);
}
static const char *follow_words(int v)
{
	return follow_state_label((enum follow_state)v);
}
static const char *conclusion_words(int v)
{
	return v ? N_("qualified") : N_("not qualified");
}

static const struct codes {
	const char *table, *column;
	int first, last;
	const char *(*label)(int v); /* N_(), "" for one that there is not */
} codes[] = {
	{"cell", "type", CELL_RESIDENTIAL, CELL_OTHER, type_words},
	{"cell_type", "type", CELL_RESIDENTIAL, CELL_OTHER, type_words},
	{"event", "kind", EVENT_FOUND, EVENT_ARRIVED, event_words},
	{"event_kind", "kind", EVENT_FOUND, EVENT_ARRIVED, event_words},
	{"person", "stage", STAGE_NONE, STAGE_DIED, stage_words},
	{"person", "education", EDU_LITERATE, EDU_UPPER, education_label},
	{"person", "professional", PRO_ELEMENTARY, PRO_DOCTOR, professional_label},
	{"cell_post", "post", POST_SECRETARY, POST_OVERSEER, post_words},
	{"target", "kind", TARGET_ADMISSION, TARGET_LIST, target_words},
	{"vote", "purpose", 1, 3, purpose_words},
	{"vote", "body", 1, 3, body_words},
	{"dossier", "education_case", 1, 2, case_words},
	{"dossier", "left_how", 1, 3, left_words},
	{"inquiry", "conclusion", 0, 1, conclusion_words},
	{"authority", "kind", 1, 3, authority_words},
	{"follow_up", "state", 1, 4, follow_words},
};

static void add_code(struct strbuf *b, size_t *n, int v, const char *label)
{
	if (label && *label)
		strbuf_addf(b, "%s%d %s", (*n)++ ? "; " : " (", v, _(label));
}

static void add_codes(struct strbuf *b, const char *table, const char *column)
{
	size_t n = 0;
	for (size_t i = 0; i < ARRAY_LEN(codes); i++)
		if (!strcmp(codes[i].table, table) && !strcmp(codes[i].column, column))
			for (int v = codes[i].first; v <= codes[i].last; v++)
				add_code(b, &n, v, codes[i].label(v));
	enum book_kind book = book_of_table(table);
	int at = book < BOOK_KINDS ? book_column(book, column) : -1;
	const struct book_field *f = at >= 0 ? &book_of(book)->fields[at] : NULL;
	if (!n && f && f->type == BOOK_CHOICE)
		for (int v = 1; f->choices[v - 1]; v++)
			add_code(b, &n, v, f->choices[v - 1]);
	if (!n && f && f->type == BOOK_YES) {
		add_code(b, &n, 1, N_("yes"));
		add_code(b, &n, 0, N_("no"));
	}
	strbuf_add(b, n ? ")" : "");
}

/* Names of the terms that the program brings: the rows have only their codes. */
static void add_terms(struct strbuf *b)
{
	const char *code;
	for (size_t i = 0; (code = term_shipped(i)) != NULL; i++)
		strbuf_addf(b, "%s%s %s", i ? "; " : " (", code, term_name(code, NULL));
	strbuf_add(b, ")");
}

void folder_column_words(struct strbuf *b, const struct db_dump_table *t, size_t column)
{
	const struct db_dump_column *c = &t->columns[column];
	const char *words = own_words(t->name, c->name);
	if (!words)
		words = audit_field_label(t->name, c->name);
	strbuf_add(b, words && strcmp(words, c->name) != 0 ? words : "");
	if (strcmp(c->name, "sex") == 0)
		strbuf_addf(b, " (m %s, f %s)", _("Male"), _("Female"));
	if (strcmp(t->name, "term") == 0 && strcmp(c->name, "code") == 0)
		add_terms(b);
	add_codes(b, t->name, c->name);
	if (c->of_table)
		strbuf_addf(b, " → %s.%s", c->of_table, c->of_column);
}
