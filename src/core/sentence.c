#include "core/sentence.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "core/book.h"
#include "viet/text.h"

#include <stdio.h>
#include <string.h>

static const char *const by_code[] = {
	[-ERR_NOMEM] = N_("There is not enough memory."),
	[-ERR_IO] = N_("The disk or the file cannot be used. Nothing more is written; keep a copy "
		       "elsewhere."),
	[-ERR_FULL] = N_("The disk is full. Nothing was saved; make room and save again."),
	[-ERR_BUSY] = N_("Another program is saving. Try again in a moment."),
	[-ERR_CORRUPT] = N_("The database file is damaged. Use the latest backup."),
	[-ERR_FOREIGN] = N_("This file is not a taonguon database. It was left as it is."),
	[-ERR_NEWER] = N_("This database was made by a newer taonguon. It was left as it is."),
	[-ERR_READONLY] = N_("The database is open for reading only."),
	[-ERR_EXISTS] = N_("This file exists already. It was left as it is."),
	[-ERR_NOT_FOUND] = N_("There is no such record."),
	[-ERR_DUPLICATE] = N_("This is there already."),
	[-ERR_CONFLICT] = N_("Someone else has saved this record in the meantime."),
	[-ERR_INVALID] = N_("This value is not valid."),
	[-ERR_AMBIGUOUS] = N_("More than one record fits; give more to tell them apart."),
	[-ERR_IN_USE] = N_("Other records still need this one."),
	[-ERR_MODULE] = N_("A part of the program is missing beside it."),
	[-ERR_INTERNAL] = N_("The program made a mistake. Nothing was changed."),
	[-ERR_STOPPED] = N_("Stopped."),
	[-ERR_LIMIT] = N_("The file holds more than this program reads of a file from outside."),
};

/* %s: the date or number of err->detail */
static const char *const by_rule[RULE_COUNT] = {
	[RULE_FUTURE] = N_("The day %s is still to come."),
	[RULE_BEFORE_BIRTH] = N_("The day lies before the birth."),
	[RULE_ORDER] = N_("The order of the steps does not fit."),
	[RULE_AFTER_EXIT] = N_("The person is no longer followed on that day."),
	[RULE_NO_EXIT] = N_("There is nothing to come back from."),
	[RULE_TWICE] = N_("This step is recorded already (%s)."),
	[RULE_UNDER_AGE] =
		N_("Under 18 years of age, counted in months, when the cell considers it."),
	[RULE_OVER_AGE] =
		N_("60 years or older when the cell considers it: needs a written reason."),
	[RULE_PROBATION] = N_("Recognised before the twelve months of probation end (%s)."),
	[RULE_NO_CEREMONY] = N_("There is no decision that could be cancelled."),
	[RULE_MENTOR_NOT_OFFICIAL] = N_("A mentor must be an official member on the day."),
	[RULE_MENTOR_SELF] = N_("Nobody can be his own mentor."),
	[RULE_MENTOR_TWICE] = N_("This mentor helps this person already."),
	[RULE_MENTOR_THIRD] = N_("Two mentors help this person already; end one first."),
	[RULE_MENTOR_PERIOD] = N_("The end lies before the beginning."),
	[RULE_CELL_PERIOD] = N_("The end lies before the beginning."),
	[RULE_CELL_CLOSED] = N_("The cell did not exist on that day."),
	[RULE_TARGET_DISAGREES] = N_("Number and percentage disagree: the percentage gives %s."),
	[RULE_TARGET_NO_BASE] = N_("A percentage needs the number it is taken of."),
	[RULE_PARTS] = N_("A part is larger than the whole (%s)."),
	[RULE_CERTIFICATE] = N_("The class certificate had lapsed on %s."),
	[RULE_MENTOR_MONTHS] = N_("The time together with the mentor is full only on %s."),
	[RULE_NO_MENTOR] = N_("On that day nobody helped this person any more."),
	[RULE_DOSSIER_LAPSED] =
		N_("The dossier was older than twelve months from %s on: papers are to "
		   "be made anew."),
	[RULE_STEP_MISSING] = N_("A step before it is not recorded."),
	[RULE_PAPERS_MISSING] = N_("Papers of the dossier are missing: %s."),
	[RULE_EDUCATION] = N_("The education is below what is asked."),
	[RULE_VOTE_FAILED] = N_("The vote that is recorded did not pass."),
	[RULE_VOTE_ROUNDS] = N_("Not enough votes in all rounds: the superior committee decides."),
	[RULE_CHECK_OPEN] = N_("The background check is not answered yet."),
	[RULE_CHECK_NEGATIVE] = N_("The background check says: not qualified."),
	[RULE_CEREMONY_LATE] =
		N_("The ceremony was due until %s: later only with the consent of the "
		   "superior committee."),
	[RULE_DECISION_LATE] = N_("The decision was due until %s."),
	[RULE_READMIT_WAIT] = N_("May be admitted again only from %s on."),
	[RULE_READMIT_ONCE] = N_("Nobody is admitted again a second time."),
	[RULE_READMIT_EXCLUDED] = N_("The way this person left excludes coming back."),
	[RULE_READMIT_CONSENT] = N_("The written consent to the admission again is missing."),
	[RULE_MOVE_DECISION] =
		N_("Decided too long after the move: the decision is to be cancelled."),
	[RULE_SET_SHIPPED] = N_("A shipped rule set is not changed; copy it first."),
	[RULE_SET_USED] = N_("Dossiers rest on this rule set."),
	[RULE_REPORTER] = N_("A member or an association, not both."),
	[RULE_PROPOSED_MEMBER] = N_("This person is a Party member already."),
	[RULE_TERM_SHIPPED] = N_("A shipped entry is renamed or no longer used, not removed."),
	[RULE_REGISTER_TAKEN] = N_("This number is taken: %s."),
	[RULE_REGISTER_ORDER] = N_("The days run backwards: %s."),
	[RULE_SIGNER_CELL] = N_("A cell is given only where somebody signs for a cell."),
	[RULE_PAPER_SUPERIOR] = N_("This paper is made by the body that decides: %s."),
	[RULE_PAPER_CELL] = N_("The person belongs to no cell on that day."),
	[RULE_PAPER_CELLS] = N_("On that day they belong to several cells: a paper for each."),
	[RULE_MERGE_SELF] =
		N_("One of the two found, named or helped the other: they are two people."),
	[RULE_REGISTER_TERM] = N_("The day does not lie in this term."),
};

/* Which of the numbers do not fit. */
static const char *of_vote(const char *field)
{
	if (!strcmp(field, "base"))
		return N_("The total that is counted must be 1 or more.");
	if (!strcmp(field, "present"))
		return N_("More are present than the total that is counted.");
	return N_("The votes for, against and invalid are more than those present.");
}

static const char *rule_sentence(int rule)
{
	return rule > 0 && rule < RULE_COUNT && by_rule[rule] ? by_rule[rule]
							      : N_("A rule refuses this.");
}

/* A sentence with one %s, put together by hand: translations are data, never formats. */
static void fill(struct strbuf *b, const char *format, const char *detail)
{
	const char *at = strstr(format, "%s");
	if (!at) {
		strbuf_add(b, format);
		return;
	}
	strbuf_addn(b, format, (size_t)(at - format));
	text_safe(b, detail, strlen(detail), false, false);
	strbuf_add(b, at + 2);
}

/* Of a file that is not the database: nothing but that file is concerned. */
static const char *of_file(const struct err *e)
{
	if (e->code == ERR_NOT_FOUND && !strcmp(e->field, "folder"))
		return N_("There is no such folder.");
	if (strcmp(e->field, "file") != 0)
		return NULL;
	if (e->code == ERR_NOT_FOUND)
		return N_("There is no such file.");
	if (e->code == ERR_READONLY)
		return N_("You are not allowed to write this file there.");
	if (e->code == ERR_STOPPED)
		return N_("Stopped: no file was written.");
	return e->code == ERR_IO ? N_("The file cannot be read or written.") : NULL;
}

static const char *of_printing(const struct err *e)
{
	if (e->code == ERR_NOT_FOUND && !strcmp(e->field, "lp"))
		return N_("The program that prints (lp) is not installed; save the file instead.");
	if (e->code == ERR_NOT_FOUND && !strcmp(e->field, "printer"))
		return N_("There is no printer here; save the file instead.");
	if (e->code == ERR_NOT_FOUND && !strcmp(e->field, "printer_name"))
		return N_("There is no printer of that name.");
	if (e->code == ERR_BUSY && !strcmp(e->field, "printer"))
		return N_("The printer takes no papers at present.");
	if (e->code == ERR_IO && !strcmp(e->field, "printer"))
		return N_("The paper could not be printed.");
	if (e->code == ERR_INVALID && !strcmp(e->field, "pages"))
		return N_("Pages are given as 1-3,5, upwards, no further than the last one.");
	if (e->code == ERR_INVALID && !strcmp(e->field, "copies"))
		return N_("From 1 to 99 copies can be printed.");
	return of_file(e);
}

static const char *missing(const struct err *e)
{
	if (e->code == ERR_INVALID && !strcmp(e->field, "plan"))
		return N_("It is not said well enough how this file is to be read.");
	if (e->code == ERR_INVALID && !e->detail[0])
		return N_("This must be filled in.");
	if (e->code == ERR_INVALID && !strncmp(e->detail, "U+", 2))
		return N_("This has an invisible or control character.");
	if (e->code == ERR_INVALID && !strcmp(e->detail, "UTF-8"))
		return N_("This is not text in UTF-8.");
	if (e->code == ERR_INVALID && !strcmp(e->field, "birth_last"))
		return N_("Write the birth last, as 20/11/1999, or the year alone.");
	if (e->code == ERR_INVALID && !strcmp(e->field, "whole_name"))
		return N_("Write the whole name: family name and given name.");
	if (e->code == ERR_INVALID && !strcmp(e->field, "template"))
		return strncmp(e->detail, "{{", 2) == 0
			       ? N_("The text names a field that does not exist.")
			       : N_("This is no Word file that can be filled in.");
	if (e->code == ERR_INVALID && !strcmp(e->field, "columns"))
		return N_("There is no such column.");
	if (e->code == ERR_INVALID && !strcmp(e->field, "people"))
		return N_("This paper is about one person.");
	if (e->code == ERR_INVALID && !strcmp(e->field, "field"))
		return N_("There is no such field.");
	if (e->code == ERR_INVALID && !strcmp(e->field, "cccd"))
		return N_("An identity number has 12 digits.");
	if (e->code == ERR_REFUSED && !strcmp(e->field, "batch_anew"))
		return N_("This batch was done again already as another one.");
	if (e->code == ERR_REFUSED && !strcmp(e->field, "batch"))
		return N_("This batch was taken back before.");
	if (e->code == ERR_NOT_FOUND && !strcmp(e->field, "batch"))
		return N_("There is no such batch.");
	if (e->code == ERR_INVALID && !strcmp(e->field, "head"))
		return N_("There is no such row for the headings.");
	if (e->code == ERR_DUPLICATE && !strcmp(e->field, "birth"))
		return N_("The same person is recorded with another birth date.");
	if (e->code == ERR_DUPLICATE && !strcmp(e->field, "sex"))
		return N_("The same person is recorded with the other sex.");
	if (e->code == ERR_DUPLICATE && !strcmp(e->field, "cccd"))
		return N_("Another person has this identity number.");
	if (e->code == ERR_READONLY && !strcmp(e->field, "task"))
		return N_("What is due must be reckoned anew: open the database once for writing.");
	if (e->code == ERR_NOT_FOUND && !strcmp(e->field, "resolution"))
		return N_("The cell has no resolution of that year.");
	if (e->code == ERR_NOT_FOUND && !strcmp(e->field, "cell"))
		return N_("There is no such cell.");
	return of_printing(e);
}

void sentence_add(struct strbuf *b, const struct err *e)
{
	if (e->subject[0]) {
		text_safe(b, e->subject, strlen(e->subject), false, false);
		strbuf_add(b, ": ");
	}
	if ((e->code == ERR_REFUSED && e->rule) || e->code == ERR_REASON) {
		fill(b, _(e->rule == RULE_VOTE_COUNT ? of_vote(e->field) : rule_sentence(e->rule)),
			e->detail);
		if (e->other)
			strbuf_addf(b, " (%s%s%s)", _(event_label((enum event_kind)e->other)),
				e->detail[0] ? " " : "", e->detail);
		if (e->cite[0])
			strbuf_addf(b, _(" Rests on %s."), e->cite);
		return;
	}
	const char *special = sentence_reading(e);
	int i = -(int)e->code;
	if (special && strstr(special, "%s")) {
		fill(b, _(special), e->detail);
		return;
	}
	if (!special)
		special = missing(e);
	if (special)
		strbuf_add(b, _(special));
	else if (i > 0 && i < (int)ARRAY_LEN(by_code) && by_code[i])
		strbuf_add(b, _(by_code[i]));
	if (e->detail[0] && strcmp(e->detail, "UTF-8") != 0) {
		strbuf_add(b, " (");
		text_safe(b, e->detail, strlen(e->detail), false, false);
		strbuf_add(b, ")");
	}
}

char *sentence(const struct err *e, char *buf, size_t size)
{
	struct strbuf b = {0};
	sentence_add(&b, e);
	size_t n = strlen(strbuf_str(&b));
	if (n >= size) {
		n = size - 1;
		while (n && ((unsigned char)b.s[n] & 0xC0) == 0x80)
			n--;
	}
	memcpy(buf, strbuf_str(&b), n);
	buf[n] = '\0';
	strbuf_done(&b);
	return buf;
}

/* The first book that has such a column calls it what all of them do. */
static const char *of_book(const char *field)
{
	for (int k = 0; k < BOOK_KINDS; k++) {
		int i = book_column((enum book_kind)k, field);
		if (i >= 0)
			return _(book_of((enum book_kind)k)->fields[i].label);
	}
	return field;
}

const char *sentence_field(const char *field)
{
	static const struct {
		const char *field, *label;
	} labels[] = {
		{"full_name", N_("Full name")},
		{"birth", N_("Birth date")},
		{"birth_last", N_("Birth date")},
		{"sex", N_("Sex")},
		{"ethnicity", N_("Ethnicity")},
		{"religion", N_("Religion")},
		{"cccd", N_("Identity number")},
		{"phone", N_("Phone")},
		{"home_place", N_("Home place")},
		{"residence", N_("Residence")},
		{"occupation", N_("Occupation")},
		{"education", N_("General education")},
		{"grade", N_("General education")},
		{"professional", N_("Professional level")},
		{"youth_union", N_("Youth union member")},
		{"organisation", N_("Organisations")},
		{"position", N_("Position")},
		{"joined_on", N_("Joined the Party")},
		{"official_on", N_("Official since")},
		{"card_no", N_("Card number")},
		{"readmission", N_("Admitted again")},
		{"note", N_("Note")},
		{"arrived_on", N_("Arrived on")},
		{"cell", N_("Cell")},
		{"code", N_("Cell code")},
		{"name", N_("Name")},
		{"type", N_("Type")},
		{"valid_from", N_("Valid from")},
		{"valid_to", N_("Valid until")},
		{"successor", N_("Merged into")},
		{"nobody_left", N_("Nobody left to admit")},
		{"secretary", N_("Secretary")},
		{"overseer", N_("Committee member in charge")},
		{"as_of", N_("Day of the figures")},
		{"members", N_("Members")},
		{"official", N_("Official members")},
		{"workforce", N_("Workforce")},
		{"workforce_members", N_("Members in the workforce")},
		{"kind", N_("Event")},
		{"on_date", N_("Date")},
		{"paper_no", N_("Paper number")},
		{"body", N_("Body")},
		{"source", N_("Found by")},
		{"mentor", N_("Mentor")},
		{"from_date", N_("From")},
		{"to_date", N_("Until")},
		{"resolution", N_("Resolution")},
		{"end_reason", N_("Reason of ending")},
		{"from_year", N_("Year")},
		{"to_year", N_("Until year")},
		{"count", N_("Target")},
		{"percent", N_("Percent")},
		{"base", N_("Of how many")},
		{"base_date", N_("Counted on")},
		{"set_by", N_("Set by")},
		{"superior", N_("Superior committee")},
		{"place", N_("Place")},
		{"on_behalf", N_("On behalf of")},
		{"office_held", N_("Office of the signer")},
		{"signer", N_("Signer")},
		{"symbol", N_("Paper symbol")},
		{"date_basis", N_("Date that counts")},
		{"dry_years", N_("Years without admission that call for attention")},
		{"lang", N_("Language")},
		{"resolution_by", N_("Resolution of the year is due by")},
		{"report_day", N_("Monthly reports are due on")},
		{"visit_months", N_("A cell may be without a visit for")},
		{"file", N_("File")},
		{"number", N_("Number")},
		{"document", N_("Document")},
		{"document_date", N_("Date of the document")},
		{"point", N_("Point")},
		{"value", N_("Value")},
		{"form", N_("Form number")},
		{"step", N_("Step")},
		{"need", N_("Of whom")},
		{"mover", N_("Whose move")},
		{"vote", N_("Vote")},
		{"is_worked", N_("Worked")},
		{"reason", N_("Reason")},
		{"year", N_("Year")},
		{"state", N_("State")},
		{"kept_at", N_("Kept where")},
		{"purpose", N_("On what")},
		{"round", N_("Round")},
		{"left_out", N_("Left out of the base")},
		{"left_out_why", N_("Why left out")},
		{"present", N_("Present")},
		{"yes", N_("In favour")},
		{"no", N_("Against")},
		{"invalid", N_("Invalid votes")},
		{"is_secret", N_("Secret ballot")},
		{"sent_to", N_("Sent to")},
		{"sent_on", N_("Sent on")},
		{"answered_on", N_("Answered on")},
		{"conclusion", N_("Conclusion")},
		{"until", N_("Until")},
		{"granted_by", N_("Granted by")},
		{"decision_received", N_("Decision received on")},
		{"education_case", N_("Education by place")},
		{"no_check_reason", N_("Why no separate check")},
		{"left_on", N_("Left the Party on")},
		{"age_consent", N_("Consent for one over the age")},
		{"readmit_consent", N_("Consent to admission again")},
	};
	for (size_t i = 0; i < ARRAY_LEN(labels); i++)
		if (strcmp(labels[i].field, field) == 0)
			return _(labels[i].label);
	return of_book(field);
}
