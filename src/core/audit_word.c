/* The audit in the office's words. */
#include "core/audit_log.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/book.h"
#include "core/dossier.h"
#include "core/health.h"
#include "core/sentence.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct word {
	const char *code, *label;
};

static const char *find(const struct word *words, size_t n, const char *code)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(words[i].code, code) == 0)
			return words[i].label;
	return code;
}

/* Acts of the books: "obstacle_add" is told by what it was about; that it was added the change tells. */
static const char *book_act(const char *act)
{
	const char *end = strrchr(act, '_');
	for (int k = 0; end && k < BOOK_KINDS; k++) {
		const struct book *b = book_of((enum book_kind)k);
		size_t n = strlen(b->code);
		if ((size_t)(end - act) == n && strncmp(act, b->code, n) == 0)
			return b->one;
	}
	return NULL;
}

const char *audit_act_label(const char *act)
{
	static const struct word words[] = {
		{"authority_add", N_("Who decides")},
		{"authority_change", N_("Who decides")},
		{"authority_remove", N_("Who decides")},
		{"calendar_confirm", N_("Confirmed year")},
		{"calendar_open", N_("Confirmed year")},
		{"candidate_add", N_("New candidate")},
		{"cell_add", N_("New cell")},
		{"cell_change", N_("Data of the cell changed")},
		{"cell_count", N_("Figures of a cell")},
		{"cell_post", N_("Post in a cell")},
		{"cell_rename", N_("Name of the cell changed")},
		{"committee_add", N_("Name of the committee")},
		{"committee_change", N_("Name of the committee")},
		{"day_off", N_("Day off")},
		{"day_off_remove", N_("Day off")},
		{"decision_received", N_("Day the decision was received")},
		{"dossier_save", N_("Data of the dossier")},
		{"event_add", N_("Step or event recorded")},
		{"event_add_many", N_("Step recorded for many people")},
		{"event_change", N_("Event corrected")},
		{"event_remove", N_("Event removed")},
		{"extension", N_("More time granted")},
		{"extension_remove", N_("Extension removed")},
		{"frozen_add", N_("Report kept as it was sent")},
		{"frozen_change", N_("Sending of a report corrected")},
		{"frozen_remove", N_("Kept report removed")},
		{"import_candidates", N_("Candidates imported")},
		{"import_cells", N_("Cells imported")},
		{"import_events", N_("Events imported")},
		{"import_members", N_("Members imported")},
		{"import_mentors", N_("Mentors imported")},
		{"import_targets", N_("Targets imported")},
		{"inquiry_add", N_("Background check sent")},
		{"inquiry_change", N_("Background check: answer or correction")},
		{"inquiry_remove", N_("Background check removed")},
		{"judgement_remove", N_("Judged right: taken back")},
		{"judgement_save", N_("Judged right as it is")},
		{"mentor_assign", N_("Mentor assigned")},
		{"mentor_change", N_("Mentor assignment corrected")},
		{"mentor_end", N_("Mentor's work ended")},
		{"mentor_replace", N_("Mentor replaced")},
		{"paper", N_("Papers of the dossier recorded")},
		{"person_add", N_("New person")},
		{"person_change", N_("Data of the person changed")},
		{"person_merge", N_("Two records of one person made one")},
		{"person_other", N_("Judged to be two people")},
		{"person_change_many", N_("Data of many people changed")},
		{"person_move", N_("Moved to another cell")},
		{"rule_paper", N_("Rule set changed")},
		{"rule_set_copy", N_("Rule set copied")},
		{"rule_set_remove", N_("Rule set taken back")},
		{"rule_value", N_("Rule set changed")},
		{"sample_load", N_("Sample data")},
		{"setting", N_("Setting")},
		{"target_change", N_("Target changed")},
		{"target_remove", N_("Target removed")},
		{"target_set", N_("Target set")},
		{"targets_copy", N_("Targets taken over")},
		{"undo", N_("Undone")},
		{"vote_add", N_("Vote recorded")},
		{"vote_change", N_("Vote corrected")},
		{"vote_remove", N_("Vote removed")},
	};
	const char *of_book = book_act(act);
	return of_book ? of_book : find(words, ARRAY_LEN(words), act);
}

const char *audit_record_label(const char *record)
{
	static const struct word words[] = {
		{"person", N_("Person")},
		{"judgement", N_("Judgement of a person")},
		{"setting", N_("Setting")},
		{"committee", N_("Name of the committee")},
		{"rule_set", N_("Rule set")},
		{"rule_value", N_("Value of a rule set")},
		{"rule_paper", N_("Paper of a rule set")},
		{"authority", N_("Who decides")},
		{"day_off", N_("Day off")},
		{"calendar_year", N_("Confirmed year")},
		{"frozen_report", N_("Report that was sent")},
		{"saved_list", N_("Saved list")},
		{"cell", N_("Cell")},
		{"cell_name", N_("Name of a cell")},
		{"cell_post", N_("Post in a cell")},
		{"cell_count", N_("Figures of a cell")},
		{"target", N_("Target")},
		{"person_cell", N_("Membership")},
		{"event", N_("Event")},
		{"mentor_assignment", N_("Mentor assignment")},
		{"dossier", N_("Dossier")},
		{"paper", N_("Paper of a dossier")},
		{"vote", N_("Vote")},
		{"inquiry", N_("Background check")},
		{"extension", N_("More time")},
	};
	enum book_kind book = book_of_table(record);
	return book < BOOK_KINDS ? book_of(book)->one : find(words, ARRAY_LEN(words), record);
}

/* ---- fields ----------------------------------------------------------------------------------------- */

static bool is_one_of(const char *const *names, size_t n, const char *name)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

bool audit_field_names(const char *record, const char *field)
{
	static const struct {
		const char *record, *field;
	} names[] = {{"event", "kind"}, {"mentor_assignment", "mentor_name"},
		{"person_cell", "cell_id"}, {"paper", "code"}, {"vote", "purpose"},
		{"vote", "body"}, {"inquiry", "sent_to"}, {"extension", "kind"},
		{"obstacle", "kind_id"}, {"visit", "on_date"}, {"monthly_report", "month"},
		{"local_head", "post"}, {"cell_name", "cell_id"}, {"cell_post", "cell_id"},
		{"cell_count", "cell_id"}, {"cell", "code"}, {"target", "cell_id"},
		{"judgement", "fault"}};
	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		if (strcmp(names[i].record, record) == 0 && strcmp(names[i].field, field) == 0)
			return true;
	return false;
}

const char *audit_field_label(const char *record, const char *field)
{
	/* whose it is; and the mentor's name says more than his number */
	static const char *const hidden[] = {"person_id", "dossier_id", "mentor_id"};
	static const struct word words[] = {
		{"cell_id", N_("Cell")},
		{"finder_id", N_("Found by")},
		{"mentor_name", N_("Mentor")},
		{"grade", N_("Grade")},
		{"is_member", N_("In the list of members")},
		{"fault", N_("What is wrong")},
		{"value", N_("What stands there")},
		{"other_id", N_("The other person")},
		{"began_on", N_("Opened on")},
		{"frozen_on", N_("Rule set fixed on")},
		{"rule_shipped", N_("Rule set")},
		{"rule_set_id", N_("Rule set of the office")},
		{"is_union", N_("Trade union member")},
		{"is_pupil", N_("Pupil")},
		{"has_subcommittee", N_("Has an intermediate committee")},
		{"no_check", N_("No separate background check")},
		{"left_how", N_("Was a member before")},
		{"was_readmitted", N_("Was admitted again before")},
		{"is_abroad", N_("Abroad")},
		{"is_recheck", N_("Asked for after a move")},
	};
	if (is_one_of(hidden, ARRAY_LEN(hidden), field))
		return NULL;
	enum book_kind book = book_of_table(record);
	int column = book < BOOK_KINDS ? book_column(book, field) : -1;
	if (column >= 0)
		return _(book_of(book)->fields[column].label);
	if (strcmp(record, "paper") == 0 && strcmp(field, "code") == 0)
		return _("Paper");
	if (strcmp(record, "vote") == 0 && strcmp(field, "base") == 0)
		return _("Base");
	if (strcmp(record, "extension") == 0 && strcmp(field, "kind") == 0)
		return _("Of what");
	const char *label = find(words, ARRAY_LEN(words), field);
	return label == field ? sentence_field(field) : _(label);
}

/* ---- values ----------------------------------------------------------------------------------------- */

/* The word of a choice; NULL: it is none. */
static const char *choice(const char *record, const char *field, long v)
{
	bool is_vote = strcmp(record, "vote") == 0;
	if (strcmp(record, "target") == 0 && strcmp(field, "kind") == 0)
		return target_kind_label((enum target_kind)v);
	if (strcmp(record, "cell") == 0 && strcmp(field, "type") == 0)
		return cell_type_label((enum cell_type)v);
	if (strcmp(record, "cell_post") == 0 && strcmp(field, "post") == 0)
		return v == POST_SECRETARY ? N_("Secretary") : N_("Committee member in charge");
	if (strcmp(field, "kind") == 0)
		return strcmp(record, "extension") == 0 ? need_label((enum need_kind)v)
							: event_label((enum event_kind)v);
	if (strcmp(field, "education") == 0)
		return education_label((int)v);
	if (strcmp(field, "professional") == 0)
		return professional_label((int)v);
	if (strcmp(field, "state") == 0)
		return paper_state_label((enum paper_state)v);
	if (strcmp(field, "education_case") == 0)
		return v ? education_case_label((enum education_case)v) : "";
	if (strcmp(field, "left_how") == 0)
		return v ? left_how_label((enum left_how)v) : "";
	if (strcmp(field, "conclusion") == 0)
		return v ? N_("qualified") : N_("not qualified");
	if (is_vote && strcmp(field, "purpose") == 0)
		return vote_purpose_label((enum vote_purpose)v);
	if (is_vote && strcmp(field, "body") == 0)
		return vote_body_label((enum vote_body)v);
	return NULL;
}

static bool is_yes_no(const char *field)
{
	static const char *const names[] = {"youth_union", "is_member", "readmission", "is_union",
		"is_pupil", "has_subcommittee", "no_check", "was_readmitted", "is_abroad",
		"is_recheck", "is_secret", "nobody_left"};
	return is_one_of(names, ARRAY_LEN(names), field);
}

static bool is_date(const char *field)
{
	static const char *const names[] = {
		"birth", "until", "decision_received", "as_of", "valid_from", "valid_to", "since"};
	size_t n = strlen(field);
	return is_one_of(names, ARRAY_LEN(names), field) ||
	       (n > 3 && strcmp(field + n - 3, "_on") == 0) ||
	       (n > 5 && strcmp(field + n - 5, "_date") == 0);
}

/* A paper by its title in the latest set that knows it. */
static int add_paper(struct db *db, struct strbuf *b, const char *code, struct err *err)
{
	const struct rulebook *book;
	const struct rule_paper *paper = NULL;
	int r = rulebook_of(db, &book, err);
	if (r)
		return r;
	for (size_t i = 0; i < book->set_count; i++) {
		const struct rule_paper *p = rule_paper_find(book->sets[i], code);
		paper = p ? p : paper;
	}
	strbuf_add(b, paper ? paper->title : code);
	if (paper && paper->form)
		strbuf_addf(b, " (%s)", paper->form);
	return 0;
}

static int add_set(struct db *db, struct strbuf *b, const char *id, struct err *err)
{
	const struct rulebook *book;
	const struct rule_set *set;
	char key[32];
	snprintf(key, sizeof key, "own/%s", id);
	int r = rulebook_of(db, &book, err);
	if (!r && !rulebook_find(book, key, &set, NULL))
		strbuf_add(b, set->number);
	return r;
}

/* Names of records; 1: it is another kind of value. */
static int add_named(struct db *db, struct strbuf *b, const char *record, const char *field,
	const char *value, struct err *err)
{
	int64_t id = strtoll(value, NULL, 10);
	if (strcmp(field, "cell_id") == 0)
		return cell_name_add(db, b, (struct cell_id){id}, err);
	if (strcmp(field, "finder_id") == 0 || strcmp(field, "other_id") == 0)
		return person_name_add(db, b, (struct person_id){id}, err);
	if (strcmp(field, "rule_set_id") == 0)
		return add_set(db, b, value, err);
	if (strcmp(record, "paper") == 0 && strcmp(field, "code") == 0)
		return add_paper(db, b, value, err);
	if (strcmp(record, "judgement") == 0 && strcmp(field, "fault") == 0) {
		size_t rule = health_rule_of(value);
		strbuf_add(b, rule < health_rule_count ? _(health_rules[rule].label) : value);
		return 0;
	}
	if (strcmp(record, "judgement") == 0 && strcmp(field, "value") == 0) {
		health_value_add(b, value);
		return 0;
	}
	return 1;
}

int audit_value_add(struct db *db, struct strbuf *b, const char *record, const char *field,
	const char *value, struct err *err)
{
	char text[DATE_TEXT];
	struct date d;
	enum book_kind book = book_of_table(record);
	int column = book < BOOK_KINDS ? book_column(book, field) : -1;
	if (column >= 0)
		return book_value_add(db, b, book, (size_t)column, value, err);
	int r = add_named(db, b, record, field, value, err);
	if (r != 1)
		return r;
	const char *word = choice(record, field, strtol(value, NULL, 10));
	if (word)
		strbuf_add(b, *word ? _(word) : "");
	else if (is_yes_no(field))
		strbuf_add(b, strcmp(value, "1") == 0 ? _("yes") : _("no"));
	else if (strcmp(field, "sex") == 0)
		strbuf_add(b, strcmp(value, "m") == 0 ? _("Male") : _("Female"));
	else if (strcmp(field, "rule_shipped") == 0)
		strbuf_addn(b, value, strcspn(value, "#"));
	else if (is_date(field) && date_from_iso(value, true, &d))
		strbuf_add(b, date_to_user(d, text));
	else
		strbuf_add(b, value);
	return 0;
}
