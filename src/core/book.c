/* What the books consist of. The order of the fields is that of the statement's columns. */
#include "core/book.h"

#include "base/i18n.h"
#include "base/mem.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static const char *const lists[] = {N_("Associations"), N_("Obstacles"), N_("Causes"), NULL};
static const char *const sides[] = {N_("objective"), N_("subjective"), NULL};
static const char *const posts[] = {
	N_("head of the hamlet"), N_("head of an association"), N_("other"), NULL};
static const char *const mets[] = {
	N_("the person"), N_("the family"), N_("teachers"), N_("others"), NULL};
static const char *const ranks[] = {N_("standing committee"), N_("committee"), NULL};

static const char *const bodies[] = {N_("the committee"), N_("the standing committee"),
	N_("the office, on their authority"), N_("a cell"), NULL};
static const char *const states[] = {
	N_("nothing new"), N_("moved on"), N_("a difficulty"), N_("not seen"), NULL};
static const char *const work_kinds[] = {N_("official of a state office, district and above"),
	N_("official of the Party, Front, associations, district and above"),
	N_("official or part-time worker of the commune"), N_("part-time worker of the hamlet"),
	N_("staff of a public service unit"), N_("worker of a private service unit"),
	N_("company: manager"), N_("company: indirect staff"), N_("company: direct worker"),
	N_("farming, forestry, fishing"), N_("army, police"), N_("student"), N_("pupil"),
	N_("other work"), NULL};
static const char *const titles[] = {N_("associate professor"), N_("professor"), NULL};
static const char *const types[] = {N_("resolution (NQ)"), N_("decision (QĐ)"),
	N_("conclusion (KL)"), N_("regulation (QC)"), N_("programme (CTr)"), N_("plan (KH)"),
	N_("report (BC)"), N_("notice (TB)"), N_("proposal (TTr)"), N_("letter (CV)"),
	N_("guide (HD)"), N_("minutes (BB)"), N_("other paper"), NULL};

static const struct book_field term[] = {
	{"list", N_("List"), .type = BOOK_CHOICE, .choices = lists, .required = true,
		.hidden = true},
	{"code", N_("Shipped as"), .hidden = true},
	{"name", N_("Name"), N_("Empty: the shipped name."), .listed = true, .cells = 44},
	{"side", N_("Cause"), N_("Of causes: not in the cell's hands, or in its own."),
		.type = BOOK_CHOICE, .choices = sides, .listed = true, .cells = 12},
	{"closed", N_("No longer used"), N_("It is not offered any more; what has it keeps it."),
		.type = BOOK_YES, .listed = true, .cells = 16},
};
static const struct book_field head[] = {
	{"cell_id", N_("Cell"), .type = BOOK_CELL, .required = true, .listed = true, .cells = 16},
	{"post", N_("Post"), .type = BOOK_CHOICE, .choices = posts, .required = true,
		.listed = true, .cells = 22},
	{"association_id", N_("Association"), N_("Of the head of an association."),
		.type = BOOK_ONE_OF, .of = TERM_ASSOCIATION, .listed = true, .cells = 16},
	{"name", N_("Full name"), .required = true, .listed = true, .cells = 22},
	{"person_id", N_("In the lists as"), N_("Once a candidate or a member."),
		.type = BOOK_PERSON},
	{"is_member", N_("Party member"), .type = BOOK_YES, .listed = true, .cells = 12},
	{"from_date", N_("From"), .type = BOOK_DATE},
	{"to_date", N_("Until"), N_("Empty: still."), .type = BOOK_DATE, .listed = true,
		.cells = 10},
	{"note", N_("Note")},
};
static const struct book_field resolution[] = {
	{"cell_id", N_("Cell"), .type = BOOK_CELL, .required = true, .listed = true, .cells = 20},
	{"year", N_("Year"), .type = BOOK_NUMBER, .required = true, .listed = true, .cells = 6,
		.least = 1930, .most = 2200},
	{"number", N_("Paper number"), N_("As on the paper: 02-NQ/CB."), .listed = true,
		.cells = 14},
	{"on_date", N_("Date"), N_("From its month on reports are owed; empty: from January."),
		.type = BOOK_DATE, .past = true, .listed = true, .cells = 10},
	{"note", N_("Note"), .listed = true, .cells = 20},
};
static const struct book_field duty[] = {
	{"resolution_id", N_("Resolution"), .type = BOOK_RECORD, .of = BOOK_RESOLUTION,
		.required = true, .hidden = true},
	{"position", N_("Place in order"), N_("The order of the paper sheet."), .type = BOOK_NUMBER,
		.unset = "0", .listed = true, .cells = 8},
	{"person_id", N_("Member"), N_("Or an association below."), .type = BOOK_MEMBER,
		.listed = true, .cells = 24},
	{"association_id", N_("Association"), .type = BOOK_ONE_OF, .of = TERM_ASSOCIATION,
		.listed = true, .cells = 20},
	{"find", N_("To find"), N_("How many people."), .type = BOOK_NUMBER, .required = true,
		.listed = true, .cells = 8, .most = 1000},
	{"note", N_("Note"), .listed = true, .cells = 20},
};
static const struct book_field monthly[] = {
	{"cell_id", N_("Cell"), .type = BOOK_CELL, .required = true, .listed = true, .cells = 16},
	{"month", N_("Month"), N_("As 11/2026."), .type = BOOK_MONTH, .required = true,
		.past = true, .listed = true, .cells = 8},
	{"person_id", N_("Member"), N_("Or an association below."), .type = BOOK_MEMBER,
		.listed = true, .cells = 22},
	{"association_id", N_("Association"), .type = BOOK_ONE_OF, .of = TERM_ASSOCIATION,
		.listed = true, .cells = 16},
	{"done", N_("What was done"), N_("Empty: nothing new."), .listed = true, .cells = 30},
	{"received_on", N_("Received on"), .type = BOOK_DATE, .past = true, .listed = true,
		.cells = 10},
};
static const struct book_field activity[] = {
	{"cell_id", N_("Cell"), .type = BOOK_CELL, .required = true, .listed = true, .cells = 16},
	{"association_id", N_("Association"), .type = BOOK_ONE_OF, .of = TERM_ASSOCIATION,
		.listed = true, .cells = 16},
	{"on_date", N_("Date"), .type = BOOK_DATE, .required = true, .past = true, .listed = true,
		.cells = 10},
	{"name", N_("Activity"), .required = true, .listed = true, .cells = 30},
	{"place", N_("Place"), .listed = true, .cells = 18},
	{"took_part", N_("Took part"), .type = BOOK_NUMBER, .listed = true, .cells = 9},
};
static const struct book_field review[] = {
	{"cell_id", N_("Cell"), .type = BOOK_CELL, .required = true, .listed = true, .cells = 16},
	{"association_id", N_("Association"), .type = BOOK_ONE_OF, .of = TERM_ASSOCIATION,
		.required = true, .listed = true, .cells = 16},
	{"on_date", N_("Date"), .type = BOOK_DATE, .required = true, .past = true, .listed = true,
		.cells = 10},
	{"looked_at", N_("Looked at"), N_("How many of its members."), .type = BOOK_NUMBER,
		.required = true, .listed = true, .cells = 9},
	{"noticed", N_("Noticed"), N_("How many of them could be a source."), .type = BOOK_NUMBER,
		.required = true, .listed = true, .cells = 9},
	{"why_not", N_("Why not the others"), .listed = true, .cells = 30},
};
static const struct book_field proposal[] = {
	{"person_id", N_("Proposed"), .type = BOOK_PERSON, .required = true, .listed = true,
		.cells = 22},
	{"cell_id", N_("Cell"), .type = BOOK_CELL, .required = true, .listed = true, .cells = 14},
	{"on_date", N_("Date"), .type = BOOK_DATE, .required = true, .past = true, .listed = true,
		.cells = 10},
	{"finder_id", N_("By the member"), .type = BOOK_MEMBER, .listed = true, .cells = 20},
	{"association_id", N_("By the association"), .type = BOOK_ONE_OF, .of = TERM_ASSOCIATION,
		.listed = true, .cells = 16},
	{"head_id", N_("By the head"), N_("Of a hamlet or an association."), .type = BOOK_RECORD,
		.of = BOOK_HEAD},
	{"report_id", N_("In the report"), .type = BOOK_RECORD, .of = BOOK_MONTHLY, .hidden = true},
	{"activity_id", N_("At the activity"), .type = BOOK_RECORD, .of = BOOK_ACTIVITY,
		.listed = true, .cells = 20},
	{"review_id", N_("In the review"), .type = BOOK_RECORD, .of = BOOK_REVIEW},
	{"note", N_("Note")},
};
static const struct book_field obstacle[] = {
	{"person_id", N_("Candidate"), .type = BOOK_PERSON, .required = true, .listed = true,
		.cells = 22},
	{"kind_id", N_("Obstacle"), .type = BOOK_ONE_OF, .of = TERM_OBSTACLE, .required = true,
		.listed = true, .cells = 26},
	{"since", N_("Since"), .type = BOOK_DATE, .required = true, .past = true, .listed = true,
		.cells = 10},
	{"owner", N_("Who deals with it"), .type = BOOK_NAME, .listed = true, .cells = 20},
	{"next_step", N_("Next step"), .listed = true, .cells = 24},
	{"next_on", N_("Step due"), .type = BOOK_DATE, .listed = true, .cells = 10},
	{"reported_on", N_("Reported to the standing committee"),
		N_("Of a missing diploma: at once."), .type = BOOK_DATE, .past = true},
	{"school", N_("Sent to school"), N_("Where the schooling is made up for.")},
	{"study_from", N_("Studies since"), .type = BOOK_DATE},
	{"study_done", N_("Finished"), .type = BOOK_DATE, .past = true},
	{"ended_on", N_("Ended on"), N_("Empty: it still stands in the way."), .type = BOOK_DATE,
		.past = true, .listed = true, .cells = 10},
	{"outcome", N_("How it ended")},
};
static const struct book_field visit[] = {
	{"cell_id", N_("Cell"), N_("Empty: the person's."), .type = BOOK_CELL, .listed = true,
		.cells = 14},
	{"person_id", N_("Whom it is about"), N_("Empty: several, as the teachers of a school."),
		.type = BOOK_PERSON, .listed = true, .cells = 20},
	{"on_date", N_("Date"), .type = BOOK_DATE, .required = true, .past = true, .listed = true,
		.cells = 10},
	{"visitor", N_("Who went"), .type = BOOK_NAME, .required = true, .listed = true,
		.cells = 20},
	{"met", N_("Talked with"), .type = BOOK_CHOICE, .choices = mets, .required = true,
		.listed = true, .cells = 12},
	{"result", N_("Result"),
		N_("In a line. Nothing of private life that the step does not need."),
		.listed = true, .cells = 30},
	{"next_step", N_("Next step")},
	{"next_on", N_("Next on"), .type = BOOK_DATE, .listed = true, .cells = 10},
};
static const struct book_field oversight[] = {
	{"cell_id", N_("Cell"), .type = BOOK_CELL, .required = true, .listed = true, .cells = 20},
	{"holder", N_("In charge"), .type = BOOK_NAME, .required = true, .listed = true,
		.cells = 24},
	{"rank", N_("Of the"), .type = BOOK_CHOICE, .choices = ranks, .listed = true, .cells = 18},
	{"from_date", N_("From"), .type = BOOK_DATE, .listed = true, .cells = 10},
	{"to_date", N_("Until"), N_("Empty: still, or until the next one begins."),
		.type = BOOK_DATE, .listed = true, .cells = 10},
};
static const struct book_field meeting[] = {
	{"cell_id", N_("Cell"), .type = BOOK_CELL, .required = true, .listed = true, .cells = 16},
	{"on_date", N_("Date"), .type = BOOK_DATE, .required = true, .past = true, .listed = true,
		.cells = 10},
	{"attendee", N_("Who attended"), N_("Of the committee."), .type = BOOK_NAME,
		.required = true, .listed = true, .cells = 22},
	{"what", N_("Occasion"), N_("The monthly meeting, a visit …")},
	{"asked_for", N_("What was asked for"), .listed = true, .cells = 30},
	{"due_on", N_("By"), .type = BOOK_DATE, .listed = true, .cells = 10},
	{"done_on", N_("Done on"), .type = BOOK_DATE, .past = true, .listed = true, .cells = 10},
	{"how_done", N_("How")},
};
static const struct book_field directive[] = {
	{"number", N_("Paper number"), .required = true, .listed = true, .cells = 16},
	{"on_date", N_("Date"), .type = BOOK_DATE, .required = true, .past = true, .listed = true,
		.cells = 10},
	{"issuer", N_("Issued by"), .listed = true, .cells = 22},
	{"subject", N_("On what"), .required = true, .listed = true, .cells = 40},
	{"note", N_("Note")},
};
static const struct book_field directive_cell[] = {
	{"directive_id", N_("Paper from above"), .type = BOOK_RECORD, .of = BOOK_DIRECTIVE,
		.required = true, .hidden = true},
	{"cell_id", N_("Cell"), .type = BOOK_CELL, .required = true, .listed = true, .cells = 30},
	{"passed_on", N_("Passed on"), .type = BOOK_DATE, .required = true, .past = true,
		.listed = true, .cells = 10},
};
static const struct book_field briefing[] = {
	{"on_date", N_("Date"), .type = BOOK_DATE, .required = true, .past = true, .listed = true,
		.cells = 10},
	{"subject", N_("On what"), .required = true, .listed = true, .cells = 34},
	{"speaker", N_("Who explained"), .type = BOOK_NAME, .listed = true, .cells = 22},
	{"audience", N_("To whom"), .listed = true, .cells = 24},
	{"cell_id", N_("Cell"), N_("Empty: for all."), .type = BOOK_CELL, .listed = true,
		.cells = 16},
	{"attended", N_("Attended"), .type = BOOK_NUMBER, .listed = true, .cells = 9},
};
static const struct book_field staff[] = {
	{"cell_id", N_("Cell"), .type = BOOK_CELL, .required = true, .listed = true, .cells = 24},
	{"as_of", N_("As of"), .type = BOOK_DATE, .required = true, .past = true, .listed = true,
		.cells = 10},
	{"post", N_("Post"), N_("Teacher, staff … Empty: not known."), .listed = true, .cells = 18},
	{"age_from", N_("Age from"), .type = BOOK_NUMBER, .listed = true, .cells = 8, .most = 120},
	{"age_to", N_("Age to"), .type = BOOK_NUMBER, .listed = true, .cells = 8, .most = 120},
	{"count", N_("No members yet"), N_("How many: a number, no names."), .type = BOOK_NUMBER,
		.required = true, .listed = true, .cells = 14},
};
static const struct book_field cause[] = {
	{"year", N_("Year"), .type = BOOK_NUMBER, .required = true, .listed = true, .cells = 5,
		.least = 1930, .most = 2200},
	{"cell_id", N_("Cell"), N_("Empty: of the whole committee."), .type = BOOK_CELL,
		.listed = true, .cells = 16},
	{"kind_id", N_("Cause"), N_("From the list, or in own words below."), .type = BOOK_ONE_OF,
		.of = TERM_CAUSE, .listed = true, .cells = 34},
	{"side", N_("Side"), N_("Of own words; the list's causes have theirs."),
		.type = BOOK_CHOICE, .choices = sides, .listed = true, .cells = 10},
	{"words", N_("In own words"), .listed = true, .cells = 34},
};

static const struct book_field signer[] = {
	{"body", N_("Signs for"), .type = BOOK_CHOICE, .choices = bodies, .required = true,
		.listed = true, .cells = 24},
	{"cell_id", N_("Cell"), N_("Of papers of a cell."), .type = BOOK_CELL, .listed = true,
		.cells = 18},
	{"on_behalf", N_("On behalf of"),
		N_("Above the signature: T/M ĐẢNG ỦY, T/L BAN THƯỜNG VỤ. Empty: as usual."),
		.listed = true, .cells = 20},
	{"office_held", N_("Office of the signer"), N_("BÍ THƯ, or PHÓ BÍ THƯ."), .required = true,
		.listed = true, .cells = 16},
	{"full_name", N_("Full name"), .type = BOOK_NAME, .required = true, .listed = true,
		.cells = 22},
	{"from_date", N_("From"), .type = BOOK_DATE, .listed = true, .cells = 10},
	{"to_date", N_("Until"), N_("Empty: still, or until the next one begins."),
		.type = BOOK_DATE, .listed = true, .cells = 10},
};
static const struct book_field entry[] = {
	{"cell_id", N_("Cell"), N_("Empty: a paper of the committee."), .type = BOOK_CELL,
		.listed = true, .cells = 14},
	{"type", N_("Type of paper"), .type = BOOK_CHOICE, .choices = types, .required = true,
		.listed = true, .cells = 16},
	{"term", N_("Term from"),
		N_("The year that the term of office began: numbers run through it."),
		.type = BOOK_NUMBER, .required = true, .least = 1930, .most = 2200},
	{"number", N_("No. in the register"), N_("As on the paper."), .type = BOOK_NUMBER,
		.required = true, .listed = true, .cells = 6, .least = 1, .most = 99999},
	{"on_date", N_("Date"), .type = BOOK_DATE, .required = true, .past = true, .listed = true,
		.cells = 10},
	{"subject", N_("On what"), .required = true, .listed = true, .cells = 36},
	{"person_id", N_("Whom it is about"), .type = BOOK_PERSON, .listed = true, .cells = 20},
	{"sent_to", N_("Sent to"), .listed = true, .cells = 18},
	{"note", N_("Note")},
};
static const struct book_field follow_up[] = {
	{"person_id", N_("Candidate"), .type = BOOK_PERSON, .required = true, .listed = true,
		.cells = 24},
	{"month", N_("Month"), N_("As 11/2026."), .type = BOOK_MONTH, .required = true,
		.past = true, .listed = true, .cells = 8},
	{"state", N_("What was heard"), .type = BOOK_CHOICE, .choices = states, .required = true,
		.listed = true, .cells = 14},
	{"met_on", N_("Talked with on"), .type = BOOK_DATE, .past = true, .listed = true,
		.cells = 14},
	{"note", N_("In a line"), N_("Only what the step needs; nothing more of private life."),
		.listed = true, .cells = 34},
};
static const struct book_field statistics[] = {
	{"person_id", N_("Person"), .type = BOOK_PERSON, .required = true, .listed = true,
		.hidden = true, .cells = 24},
	{"work_kind", N_("Kind of work"), N_("Of the form of new members."), .type = BOOK_CHOICE,
		.choices = work_kinds, .listed = true, .cells = 30},
	{"academic_title", N_("Academic title"), .type = BOOK_CHOICE, .choices = titles,
		.listed = true, .cells = 16},
	{"business_owner", N_("Owns a private business"), .type = BOOK_YES, .listed = true,
		.cells = 12},
	{"foreign_marriage", N_("Married to a foreigner"), .type = BOOK_YES, .listed = true,
		.cells = 12},
	{"policy_case", N_("Case of population policy"), .type = BOOK_YES, .listed = true,
		.cells = 12},
};
static const struct book_field saved_list[] = {
	{"list", N_("List"), .required = true, .listed = true, .hidden = true, .cells = 20},
	{"name", N_("Name"), .required = true, .listed = true, .cells = 30},
	{"columns", N_("Columns"), .required = true, .listed = true, .hidden = true, .cells = 40},
	{"order_by", N_("Order"), .listed = true, .hidden = true, .cells = 10},
};

#define FIELDS(f) .fields = f, .field_count = ARRAY_LEN(f)
static const struct book books[BOOK_KINDS] = {
	[BOOK_TERM] = {"term", "term", N_("The office's lists"), N_("Entry of a list"),
		N_("Nothing is listed. Press a to add."), NULL, FIELDS(term), DBQ_BOOK_TERM_ONE},
	[BOOK_HEAD] = {"local_head", "local_head", N_("Heads of hamlets and associations"),
		N_("Head of a hamlet or association"),
		N_("No heads are listed. Press a to add the first."),
		N_("They are the first to look at for sources."), FIELDS(head),
		DBQ_BOOK_LOCAL_HEAD_ONE, .of_person = DBQ_BOOK_LOCAL_HEAD_PERSON, .has_cell = true,
		.has_person = true},
	[BOOK_RESOLUTION] = {"resolution", "resolution", N_("Resolutions on sources"),
		N_("Resolution on sources"), N_("No resolution is recorded. Press a to add."), NULL,
		FIELDS(resolution), DBQ_BOOK_RESOLUTION_ONE, .has_cell = true, .has_days = true},
	[BOOK_DUTY] = {"duty", "duty", N_("Duties"), N_("Duty"),
		N_("No duties yet: a adds one, m gives one to every member, t takes over last "
		   "year's."),
		NULL, FIELDS(duty), DBQ_BOOK_DUTY_ONE, .of_person = DBQ_BOOK_DUTY_PERSON,
		.of_parent = DBQ_BOOK_DUTY_PARENT, .has_person = true},
	[BOOK_MONTHLY] = {"monthly_report", "monthly_report", N_("Monthly reports"),
		N_("Monthly report"), N_("No report is recorded."), NULL, FIELDS(monthly),
		DBQ_BOOK_MONTHLY_REPORT_ONE, .of_person = DBQ_BOOK_MONTHLY_REPORT_PERSON,
		.of_cell_days = DBQ_BOOK_MONTHLY_REPORT_CELL, .has_cell = true, .has_person = true,
		.has_days = true},
	[BOOK_PROPOSAL] = {"proposal", "proposal", N_("Names that were proposed"),
		N_("Proposed name"), N_("Nobody was proposed. Press a to propose somebody."), NULL,
		FIELDS(proposal), DBQ_BOOK_PROPOSAL_ONE, .of_person = DBQ_BOOK_PROPOSAL_PERSON,
		.of_cell_days = DBQ_BOOK_PROPOSAL_CELL, .has_cell = true, .has_person = true,
		.has_days = true},
	[BOOK_OBSTACLE] = {"obstacle", "obstacle", N_("Obstacles"), N_("Obstacle"),
		N_("No obstacle is recorded. Press a to add."),
		N_("Only what the step needs; nothing more of private life."), FIELDS(obstacle),
		DBQ_BOOK_OBSTACLE_ONE, .of_person = DBQ_BOOK_OBSTACLE_PERSON, .has_cell = true,
		.has_person = true},
	[BOOK_VISIT] = {"visit", "visit", N_("Visits and talks"), N_("Visit or talk"),
		N_("No talk is recorded. Press a to add."),
		N_("Write only what the next step needs, nothing of private life."), FIELDS(visit),
		DBQ_BOOK_VISIT_ONE, .of_person = DBQ_BOOK_VISIT_PERSON, .has_cell = true,
		.has_person = true, .has_days = true},
	[BOOK_OVERSIGHT] = {"oversight", "cell_post", N_("Who is in charge of which cell"),
		N_("In charge of a cell"), N_("Nobody is in charge yet. Press a to add."), NULL,
		FIELDS(oversight), DBQ_BOOK_OVERSIGHT_ONE, .has_cell = true},
	[BOOK_MEETING] = {"meeting", "meeting", N_("Attendance at cells"),
		N_("Attendance at a cell"), N_("No attendance is recorded. Press a to add."), NULL,
		FIELDS(meeting), DBQ_BOOK_MEETING_ONE, .has_cell = true, .has_days = true},
	[BOOK_DIRECTIVE] = {"directive", "directive", N_("Papers from above"),
		N_("Paper from above"), N_("No paper is recorded. Press a to add."), NULL,
		FIELDS(directive), DBQ_BOOK_DIRECTIVE_ONE, .has_days = true},
	[BOOK_DIRECTIVE_CELL] = {"directive_cell", "directive_cell", N_("Passed on to"),
		N_("Passed on to a cell"), N_("Passed on to no cell yet. Press m for all of them."),
		NULL, FIELDS(directive_cell), DBQ_BOOK_DIRECTIVE_CELL_ONE,
		.of_parent = DBQ_BOOK_DIRECTIVE_CELL_PARENT, .has_cell = true},
	[BOOK_BRIEFING] = {"briefing", "briefing", N_("Briefings"), N_("Briefing"),
		N_("No briefing is recorded. Press a to add."), NULL, FIELDS(briefing),
		DBQ_BOOK_BRIEFING_ONE, .has_cell = true, .has_days = true},
	[BOOK_REVIEW] = {"review", "review", N_("Reviews by associations"),
		N_("Review by an association"), N_("No review is recorded. Press a to add."), NULL,
		FIELDS(review), DBQ_BOOK_REVIEW_ONE, .has_cell = true, .has_days = true},
	[BOOK_ACTIVITY] = {"activity", "activity", N_("Activities in the hamlets"), N_("Activity"),
		N_("No activity is recorded. Press a to add."), NULL, FIELDS(activity),
		DBQ_BOOK_ACTIVITY_ONE, .has_cell = true, .has_days = true},
	[BOOK_STAFF] = {"staff", "staff", N_("Staff who are no members yet"),
		N_("Staff who are no members yet"), N_("Nothing is recorded. Press a to add."),
		NULL, FIELDS(staff), DBQ_BOOK_STAFF_ONE, .has_cell = true, .has_days = true},
	[BOOK_CAUSE] = {"cause", "cause", N_("Causes for the year's report"),
		N_("Cause for the year's report"), N_("No cause is recorded. Press a to add."),
		NULL, FIELDS(cause), DBQ_BOOK_CAUSE_ONE, .has_cell = true, .has_days = true},
	[BOOK_SIGNER] = {"signer", "signer", N_("Who signs papers"), N_("Signer"),
		N_("Nobody is named. Press a to add the first."),
		N_("Papers bear the signer of their day."), FIELDS(signer), DBQ_BOOK_SIGNER_ONE,
		.has_cell = true},
	[BOOK_REGISTER] = {"register", "register", N_("Register of papers"),
		N_("Entry of the register"), N_("No paper is entered. Press a to add."), NULL,
		FIELDS(entry), DBQ_BOOK_REGISTER_ONE, .of_person = DBQ_BOOK_REGISTER_PERSON,
		.has_cell = true, .has_person = true, .has_days = true},
	[BOOK_FOLLOW_UP] = {"follow_up", "follow_up", N_("Follow-up by month"),
		N_("Follow-up of a candidate"), N_("Nothing is recorded. Press a to add."), NULL,
		FIELDS(follow_up), DBQ_BOOK_FOLLOW_UP_ONE, .of_person = DBQ_BOOK_FOLLOW_UP_PERSON,
		.has_cell = true, .has_person = true, .has_days = true},
	[BOOK_STATISTICS] = {"statistics", "person_statistics", N_("Data for the statistics"),
		N_("Data for the statistics"), N_("Nothing is recorded. Press a to add."),
		N_("Only totals of this leave the office."), FIELDS(statistics),
		DBQ_BOOK_STATISTICS_ONE, .of_person = DBQ_BOOK_STATISTICS_PERSON,
		.has_person = true},
	[BOOK_SAVED_LIST] = {"saved_list", "saved_list", N_("Saved lists"), N_("Saved list"),
		N_("No list is saved."), NULL, FIELDS(saved_list), DBQ_BOOK_SAVED_LIST_ONE},
};

const struct book *book_of(enum book_kind kind)
{
	return &books[kind];
}

enum book_kind book_of_table(const char *table)
{
	int k = 0;
	while (k < BOOK_KINDS && strcmp(books[k].table, table) != 0)
		k++;
	return (enum book_kind)k;
}

int book_column(enum book_kind kind, const char *column)
{
	const struct book *b = &books[kind];
	for (size_t i = 0; i < b->field_count; i++)
		if (strcmp(b->fields[i].column, column) == 0)
			return (int)i;
	return -1;
}

/* ---- rows ------------------------------------------------------------------------------------------- */

void book_row_done(struct book_row *row)
{
	for (size_t i = 0; i < BOOK_FIELDS_MAX; i++)
		free(row->v[i]);
	*row = (struct book_row){0};
}

void book_rows_done(struct book_rows *rows)
{
	for (size_t i = 0; i < rows->n; i++)
		book_row_done(&rows->v[i]);
	VEC_DONE(rows);
}

const char *book_text(enum book_kind kind, const struct book_row *row, const char *column)
{
	int i = book_column(kind, column);
	return i >= 0 && row->v[i] ? row->v[i] : "";
}

int64_t book_id(enum book_kind kind, const struct book_row *row, const char *column)
{
	return strtoll(book_text(kind, row, column), NULL, 10);
}

struct date book_date(enum book_kind kind, const struct book_row *row, const char *column)
{
	struct date d = {0};
	date_from_iso(book_text(kind, row, column), false, &d);
	return d;
}

int book_set(enum book_kind kind, struct book_row *row, const char *column, const char *text,
	struct err *err)
{
	int i = book_column(kind, column);
	if (i < 0)
		return ERR(err, ERR_INTERNAL, column, NULL);
	char *copy = text && *text ? mem_strdup(text) : NULL;
	if (text && *text && !copy)
		return ERR_OOM(err);
	free(row->v[i]);
	row->v[i] = copy;
	return 0;
}

int book_set_id(
	enum book_kind kind, struct book_row *row, const char *column, int64_t id, struct err *err)
{
	char text[24] = "";
	if (id)
		snprintf(text, sizeof text, "%" PRId64, id);
	return book_set(kind, row, column, text, err);
}

int book_set_date(enum book_kind kind, struct book_row *row, const char *column, struct date d,
	struct err *err)
{
	char text[DATE_TEXT];
	return book_set(kind, row, column, date_to_iso(d, text), err);
}

static int read_row(const struct book *b, struct db_stmt *s, struct book_row *ret, struct err *err)
{
	*ret = (struct book_row){.id = db_int(s, "id"), .rev = db_int(s, "rev")};
	for (size_t i = 0; i < b->field_count; i++) {
		const char *text = db_text(s, b->fields[i].column);
		ret->v[i] = mem_strdup(text);
		if (text && !ret->v[i]) {
			book_row_done(ret);
			return ERR_OOM(err);
		}
	}
	return 0;
}

/* By an index where one fits what is asked, else through the whole book. */
static struct db_stmt *begin_read(
	struct db *db, const struct book *b, const struct book_query *q, struct err *err)
{
	bool has_days = date_is_set(q->from) || date_is_set(q->to);
	struct db_stmt *s;
	if (b->of_person && q->person.v && !q->cell.v && !q->parent && !has_days) {
		s = db_begin(db, b->of_person, err);
		db_bind_int(s, "person", q->person.v);
	} else if (b->of_parent && q->parent && !q->cell.v && !q->person.v && !has_days) {
		s = db_begin(db, b->of_parent, err);
		db_bind_int(s, "parent", q->parent);
	} else if (b->of_cell_days && q->cell.v && !q->person.v && !q->parent &&
		   date_is_set(q->from) && date_is_set(q->to)) {
		s = db_begin(db, b->of_cell_days, err);
		db_bind_int(s, "cell", q->cell.v);
		db_bind_date(s, "from", q->from);
		db_bind_date(s, "to", q->to);
	} else {
		s = db_begin(db, b->first + 1, err);
		db_bind_id(s, "cell", q->cell.v);
		db_bind_id(s, "person", q->person.v);
		db_bind_id(s, "parent", q->parent);
		db_bind_date(s, "from", q->from);
		db_bind_date(s, "to", q->to);
	}
	return s;
}

int book_read(struct db *db, enum book_kind kind, const struct book_query *q, struct book_rows *ret,
	struct err *err)
{
	struct db_stmt *s = begin_read(db, &books[kind], q, err);
	struct book_rows rows = {0};
	int r;
	while ((r = db_step(s, err)) == 1) {
		struct book_row row;
		r = read_row(&books[kind], s, &row, err);
		if (!r && !VEC_PUSH(&rows, row)) {
			book_row_done(&row);
			r = ERR_OOM(err);
		}
		if (r)
			break;
	}
	db_reset(s);
	if (r)
		book_rows_done(&rows);
	else
		*ret = rows;
	return r;
}

int book_load(struct db *db, enum book_kind kind, int64_t id, struct book_row *ret, struct err *err)
{
	struct db_stmt *s = db_begin(db, books[kind].first, err);
	db_bind_int(s, "id", id);
	int r = db_step(s, err);
	if (r == 1)
		r = read_row(&books[kind], s, ret, err);
	else if (r == 0)
		r = ERR(err, ERR_NOT_FOUND, books[kind].table, NULL);
	db_reset(s);
	return r;
}
