/* Every table that the audit keeps, with the columns it keeps and what refers to its records: the one list from which
 * statements and readers are made, so that a column that comes is in all of them (tests/core/test_audited.c holds it
 * against the schema). */
#ifndef TN_DB_QUERY_AUDITED_H
#define TN_DB_QUERY_AUDITED_H

/* C(column). */
#define AUDITED_SETTING(C)                                                                        \
	C(key) C(value)
#define AUDITED_COMMITTEE(C)                                                                      \
	C(from_date) C(name) C(superior) C(place) C(on_behalf) C(office_held) C(signer)           \
	C(symbol)
#define AUDITED_CELL(C)                                                                           \
	C(code) C(type) C(valid_from) C(valid_to) C(successor_id) C(nobody_left)
#define AUDITED_CELL_NAME(C)                                                                      \
	C(cell_id) C(from_date) C(name)
#define AUDITED_CELL_POST(C)                                                                      \
	C(cell_id) C(post) C(holder) C(from_date) C(to_date) C(rank)
#define AUDITED_CELL_COUNT(C)                                                                     \
	C(cell_id) C(as_of) C(members) C(official) C(workforce) C(workforce_members)
#define AUDITED_PERSON(C)                                                                         \
	C(full_name) C(birth) C(sex) C(ethnicity) C(religion) C(cccd) C(phone)                    \
	C(home_place) C(residence) C(occupation) C(education) C(grade) C(professional)            \
	C(youth_union) C(organisation) C(position) C(is_member) C(joined_on) C(official_on)       \
	C(card_no) C(readmission) C(note)
#define AUDITED_PERSON_CELL(C)                                                                    \
	C(person_id) C(cell_id) C(from_date) C(to_date)
#define AUDITED_EVENT(C)                                                                          \
	C(person_id) C(kind) C(on_date) C(paper_no) C(body) C(source) C(finder_id) C(note)
#define AUDITED_ASSIGNMENT(C)                                                                     \
	C(person_id) C(mentor_id) C(mentor_name) C(from_date) C(to_date) C(resolution)            \
	C(end_reason)
#define AUDITED_TARGET(C)                                                                         \
	C(from_year) C(to_year) C(cell_id) C(kind) C(count) C(percent) C(base) C(base_date)       \
	C(set_by) C(paper_no)
#define AUDITED_RULE_SET(C)                                                                       \
	C(number) C(from_date) C(copied_from) C(guides) C(is_superseded)
#define AUDITED_RULE_VALUE(C)                                                                     \
	C(rule_set_id) C(param) C(value) C(document) C(document_date) C(point) C(mark)
#define AUDITED_RULE_PAPER(C)                                                                     \
	C(rule_set_id) C(position) C(code) C(form) C(title) C(step) C(need) C(mover)              \
	C(event) C(is_redone) C(document) C(document_date) C(point) C(mark)
#define AUDITED_AUTHORITY(C)                                                                      \
	C(from_date) C(cell_id) C(cell_type) C(kind) C(name) C(on_behalf) C(vote)                 \
	C(document) C(document_date) C(point) C(mark)
#define AUDITED_DAY_OFF(C)                                                                        \
	C(on_date) C(is_worked) C(reason)
#define AUDITED_CALENDAR_YEAR(C)                                                                  \
	C(year) C(paper_no)
#define AUDITED_DOSSIER(C)                                                                        \
	C(person_id) C(began_on) C(frozen_on) C(rule_shipped) C(rule_set_id)                      \
	C(decision_received) C(education_case) C(is_union) C(is_pupil) C(has_subcommittee)        \
	C(no_check) C(no_check_reason) C(left_how) C(left_on) C(was_readmitted)                   \
	C(age_consent) C(readmit_consent)
#define AUDITED_PAPER(C)                                                                          \
	C(dossier_id) C(code) C(state) C(on_date) C(paper_no) C(kept_at) C(reason)
#define AUDITED_VOTE(C)                                                                           \
	C(dossier_id) C(purpose) C(body) C(round) C(on_date) C(base) C(left_out)                  \
	C(left_out_why) C(present) C(yes) C(no) C(invalid) C(is_secret) C(paper_no) C(note)
#define AUDITED_INQUIRY(C)                                                                        \
	C(dossier_id) C(sent_to) C(sent_on) C(is_abroad) C(is_recheck) C(paper_no)                \
	C(answered_on) C(conclusion) C(kept_at)
#define AUDITED_EXTENSION(C)                                                                      \
	C(dossier_id) C(kind) C(until) C(paper_no) C(granted_by)
#define AUDITED_TERM(C)                                                                           \
	C(list) C(code) C(name) C(side) C(closed)
#define AUDITED_LOCAL_HEAD(C)                                                                     \
	C(cell_id) C(post) C(association_id) C(name) C(person_id) C(is_member) C(from_date)       \
	C(to_date) C(note)
#define AUDITED_RESOLUTION(C)                                                                     \
	C(cell_id) C(year) C(number) C(on_date) C(note)
#define AUDITED_DUTY(C)                                                                           \
	C(resolution_id) C(position) C(person_id) C(association_id) C(find) C(note)
#define AUDITED_MONTHLY_REPORT(C)                                                                 \
	C(cell_id) C(month) C(person_id) C(association_id) C(done) C(received_on)
#define AUDITED_ACTIVITY(C)                                                                       \
	C(cell_id) C(association_id) C(on_date) C(name) C(place) C(took_part)
#define AUDITED_REVIEW(C)                                                                         \
	C(cell_id) C(association_id) C(on_date) C(looked_at) C(noticed) C(why_not)
#define AUDITED_PROPOSAL(C)                                                                       \
	C(person_id) C(cell_id) C(on_date) C(finder_id) C(association_id) C(head_id)              \
	C(report_id) C(activity_id) C(review_id) C(note)
#define AUDITED_OBSTACLE(C)                                                                       \
	C(person_id) C(kind_id) C(since) C(owner) C(next_step) C(next_on) C(reported_on)          \
	C(school) C(study_from) C(study_done) C(ended_on) C(outcome)
#define AUDITED_VISIT(C)                                                                          \
	C(cell_id) C(person_id) C(on_date) C(visitor) C(met) C(result) C(next_step)               \
	C(next_on)
#define AUDITED_MEETING(C)                                                                        \
	C(cell_id) C(on_date) C(attendee) C(what) C(asked_for) C(due_on) C(done_on)               \
	C(how_done)
#define AUDITED_DIRECTIVE(C)                                                                      \
	C(number) C(on_date) C(issuer) C(subject) C(note)
#define AUDITED_DIRECTIVE_CELL(C)                                                                 \
	C(directive_id) C(cell_id) C(passed_on)
#define AUDITED_BRIEFING(C)                                                                       \
	C(on_date) C(subject) C(speaker) C(audience) C(cell_id) C(attended)
#define AUDITED_STAFF(C)                                                                          \
	C(cell_id) C(as_of) C(post) C(age_from) C(age_to) C(count)
#define AUDITED_CAUSE(C)                                                                          \
	C(year) C(cell_id) C(kind_id) C(side) C(words)
#define AUDITED_SIGNER(C)                                                                         \
	C(body) C(cell_id) C(on_behalf) C(office_held) C(full_name) C(from_date) C(to_date)
#define AUDITED_REGISTER(C)                                                                       \
	C(cell_id) C(type) C(term) C(number) C(on_date) C(subject) C(person_id) C(sent_to)        \
	C(note)
#define AUDITED_FOLLOW_UP(C)                                                                      \
	C(person_id) C(month) C(state) C(met_on) C(note)
#define AUDITED_STATISTICS(C)                                                                     \
	C(person_id) C(work_kind) C(academic_title) C(business_owner) C(foreign_marriage)         \
	C(policy_case)
#define AUDITED_SAVED_LIST(C)                                                                     \
	C(list) C(name) C(columns) C(order_by)
#define AUDITED_FROZEN_REPORT(C)                                                                  \
	C(report) C(from_date) C(to_date) C(as_of) C(cell_id) C(with_overdue) C(lang)             \
	C(title) C(paper_no) C(sent_on) C(sent_to) C(frozen_at) C(frozen_by) C(audit_id)
#define AUDITED_JUDGEMENT(C)                                                                      \
	C(person_id) C(other_id) C(fault) C(value) C(on_date) C(note)

/* T(NAME, table, columns, values): of what follows from the record, those that a new row must have at once; core puts
 * the true ones in their place. */
#define AUDITED_OWN(T)                                                                            \
	T(SETTING, setting, "", "") T(COMMITTEE, committee, "", "")                               \
	T(CELL, cell, ", code_key", ", x''") T(CELL_NAME, cell_name, ", name_fold", ", ''")       \
	T(CELL_POST, cell_post, "", "") T(CELL_COUNT, cell_count, "", "")                         \
	T(PERSON, person, ", name_key, name_fold", ", x'', ''")                                   \
	T(PERSON_CELL, person_cell, "", "") T(EVENT, event, "", "")                               \
	T(ASSIGNMENT, mentor_assignment, "", "") T(TARGET, target, "", "")                        \
	T(RULE_SET, rule_set, "", "") T(RULE_VALUE, rule_value, "", "")                           \
	T(RULE_PAPER, rule_paper, "", "") T(AUTHORITY, authority, "", "")                         \
	T(DAY_OFF, day_off, "", "") T(CALENDAR_YEAR, calendar_year, "", "")                       \
	T(DOSSIER, dossier, "", "") T(PAPER, paper, "", "") T(VOTE, vote, "", "")                 \
	T(INQUIRY, inquiry, "", "") T(EXTENSION, extension, "", "")                               \
	T(LOCAL_HEAD, local_head, "", "") T(RESOLUTION, resolution, "", "")                       \
	T(DUTY, duty, "", "") T(MONTHLY_REPORT, monthly_report, "", "")                           \
	T(ACTIVITY, activity, "", "") T(REVIEW, review, "", "")                                   \
	T(PROPOSAL, proposal, "", "") T(OBSTACLE, obstacle, "", "") T(VISIT, visit, "", "")       \
	T(MEETING, meeting, "", "") T(DIRECTIVE, directive, "", "")                               \
	T(DIRECTIVE_CELL, directive_cell, "", "") T(BRIEFING, briefing, "", "")                   \
	T(STAFF, staff, "", "") T(CAUSE, cause, "", "") T(SIGNER, signer, "", "")                 \
	T(REGISTER, register, "", "") T(FOLLOW_UP, follow_up, "", "")                             \
	T(STATISTICS, person_statistics, "", "") T(SAVED_LIST, saved_list, "", "")                \
	T(JUDGEMENT, judgement, "", "")
/* Entries of the lists: some are shipped, and stand there without an act. */
#define AUDITED(T) AUDITED_OWN(T) T(TERM, term, "", "")
/* Of a report that was sent the audit does not keep what it said: its rows come and go by their own acts alone. */
#define AUDITED_ALL(T) AUDITED(T) T(FROZEN_REPORT, frozen_report, "", "")

/* U(NAME, table, column): the column refers to a record of the table NAME; P: is a part of that record. What is derived (person.cell_id, task) is
 * left out. */
#define REFERS_TO_CELL(U, P)                                                                      \
	U(CELL, frozen_report, cell_id) U(CELL, register, cell_id) U(CELL, signer, cell_id)       \
	U(CELL, cause, cell_id) U(CELL, staff, cell_id) U(CELL, briefing, cell_id)                \
	U(CELL, directive_cell, cell_id) U(CELL, meeting, cell_id) U(CELL, visit, cell_id)        \
	U(CELL, proposal, cell_id) U(CELL, review, cell_id) U(CELL, activity, cell_id)            \
	U(CELL, monthly_report, cell_id) U(CELL, resolution, cell_id)                             \
	U(CELL, local_head, cell_id) U(CELL, authority, cell_id) U(CELL, target, cell_id)         \
	U(CELL, person_cell, cell_id) P(CELL, cell_count, cell_id)                                \
	P(CELL, cell_post, cell_id) P(CELL, cell_name, cell_id) U(CELL, cell, successor_id)
#define REFERS_TO_PERSON(U, P)                                                                    \
	U(PERSON, judgement, person_id) U(PERSON, judgement, other_id)                            \
	P(PERSON, person_statistics, person_id) P(PERSON, follow_up, person_id)                   \
	U(PERSON, register, person_id) P(PERSON, visit, person_id)                                \
	P(PERSON, obstacle, person_id) P(PERSON, proposal, person_id)                             \
	U(PERSON, proposal, finder_id) U(PERSON, monthly_report, person_id)                       \
	U(PERSON, duty, person_id) U(PERSON, local_head, person_id)                               \
	P(PERSON, dossier, person_id) P(PERSON, mentor_assignment, person_id)                     \
	U(PERSON, mentor_assignment, mentor_id) P(PERSON, event, person_id)                       \
	U(PERSON, event, finder_id) P(PERSON, person_cell, person_id)
#define REFERS_TO_RULE_SET(U, P)                                                                  \
	U(RULE_SET, dossier, rule_set_id) P(RULE_SET, rule_paper, rule_set_id)                    \
	P(RULE_SET, rule_value, rule_set_id)
#define REFERS_TO_DOSSIER(U, P)                                                                   \
	P(DOSSIER, extension, dossier_id) P(DOSSIER, inquiry, dossier_id)                         \
	P(DOSSIER, vote, dossier_id) P(DOSSIER, paper, dossier_id)
#define REFERS_TO_TERM(U, P)                                                                      \
	U(TERM, cause, kind_id) U(TERM, obstacle, kind_id)                                        \
	U(TERM, proposal, association_id) U(TERM, review, association_id)                         \
	U(TERM, activity, association_id) U(TERM, monthly_report, association_id)                 \
	U(TERM, duty, association_id) U(TERM, local_head, association_id)
#define REFERS_TO_LOCAL_HEAD(U, P)                                                                \
	U(LOCAL_HEAD, proposal, head_id)
#define REFERS_TO_RESOLUTION(U, P)                                                                \
	P(RESOLUTION, duty, resolution_id)
#define REFERS_TO_MONTHLY_REPORT(U, P)                                                            \
	U(MONTHLY_REPORT, proposal, report_id)
#define REFERS_TO_ACTIVITY(U, P)                                                                  \
	U(ACTIVITY, proposal, activity_id)
#define REFERS_TO_REVIEW(U, P)                                                                    \
	U(REVIEW, proposal, review_id)
#define REFERS_TO_DIRECTIVE(U, P)                                                                 \
	P(DIRECTIVE, directive_cell, directive_id)
#define REFERS(U, P)                                                                              \
	REFERS_TO_CELL(U, P) REFERS_TO_PERSON(U, P) REFERS_TO_RULE_SET(U, P)                      \
	REFERS_TO_DOSSIER(U, P) REFERS_TO_TERM(U, P) REFERS_TO_LOCAL_HEAD(U, P)                   \
	REFERS_TO_RESOLUTION(U, P) REFERS_TO_MONTHLY_REPORT(U, P) REFERS_TO_ACTIVITY(U, P)        \
	REFERS_TO_REVIEW(U, P) REFERS_TO_DIRECTIVE(U, P)
/* R(NAME, table) */
#define REFERRED_TO(R)                                                                            \
	R(CELL, cell) R(PERSON, person) R(RULE_SET, rule_set) R(DOSSIER, dossier)                 \
	R(TERM, term) R(LOCAL_HEAD, local_head) R(RESOLUTION, resolution)                         \
	R(MONTHLY_REPORT, monthly_report) R(ACTIVITY, activity) R(REVIEW, review)                 \
	R(DIRECTIVE, directive)

#endif
