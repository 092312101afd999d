-- The records as they stood on a day: for this connection, until the savepoint is taken back, every statement that
-- names a table reads the view of that name instead. A row is left out if what it tells of happened later; of a row
-- that began earlier, what came later is empty. What bears no day (targets, settings, a person's own data) is that of
-- now. `past_day` has the day, and until when what tells of it is known.
CREATE TEMP TABLE past_day (day TEXT NOT NULL, known TEXT NOT NULL);

-- Of whom something came later: what follows from the rest. Written through the view, as the kept columns are.
CREATE TEMP TABLE past_person (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER,
	stage INTEGER NOT NULL,
	stage_on TEXT,
	is_candidate INTEGER NOT NULL,
	uncovered INTEGER NOT NULL
);
CREATE TEMP VIEW person AS
SELECT p.id AS id, p.full_name, p.birth, p.sex, p.ethnicity, p.religion, p.cccd, p.phone, p.home_place, p.residence,
	p.occupation, p.education, p.grade, p.professional, p.youth_union, p.organisation, p.position,
	CASE WHEN p.joined_on > d.day THEN 0 ELSE p.is_member END AS is_member,
	CASE WHEN p.joined_on <= d.day THEN p.joined_on END AS joined_on,
	CASE WHEN p.official_on <= d.day THEN p.official_on END AS official_on,
	p.card_no, p.readmission, p.note, p.rev, p.name_key, p.name_fold,
	CASE WHEN t.id IS NULL THEN p.cell_id ELSE t.cell_id END AS cell_id,
	CASE WHEN t.id IS NULL THEN p.stage ELSE t.stage END AS stage,
	CASE WHEN t.id IS NULL THEN p.stage_on ELSE t.stage_on END AS stage_on,
	CASE WHEN t.id IS NULL THEN p.is_candidate ELSE t.is_candidate END AS is_candidate,
	CASE WHEN t.id IS NULL THEN p.uncovered ELSE t.uncovered END AS uncovered
FROM main.person p JOIN temp.past_day d LEFT JOIN temp.past_person t ON t.id = p.id;
CREATE TEMP TRIGGER past_person_kept INSTEAD OF UPDATE ON person BEGIN
	INSERT OR REPLACE INTO past_person (id, cell_id, stage, stage_on, is_candidate, uncovered)
	VALUES (NEW.id, NEW.cell_id, NEW.stage, NEW.stage_on, NEW.is_candidate, NEW.uncovered);
END;

CREATE TEMP VIEW event AS
SELECT id, person_id, kind, on_date, paper_no, body, source, finder_id, note, rev
FROM main.event WHERE on_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW person_cell AS
SELECT id, person_id, cell_id, from_date,
	CASE WHEN to_date <= (SELECT day FROM temp.past_day) THEN to_date END AS to_date, rev
FROM main.person_cell WHERE from_date IS NULL OR from_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW mentor_assignment AS
SELECT id, person_id, mentor_id, mentor_name, from_date,
	CASE WHEN to_date <= (SELECT day FROM temp.past_day) THEN to_date END AS to_date, resolution,
	CASE WHEN to_date <= (SELECT day FROM temp.past_day) THEN end_reason END AS end_reason, rev
FROM main.mentor_assignment WHERE from_date IS NULL OR from_date <= (SELECT day FROM temp.past_day);

-- ---- cells --------------------------------------------------------------------------------------------

CREATE TEMP VIEW cell AS
SELECT id, code, code_key, type, valid_from,
	CASE WHEN valid_to <= (SELECT day FROM temp.past_day) THEN valid_to END AS valid_to,
	CASE WHEN valid_to <= (SELECT day FROM temp.past_day) THEN successor_id END AS successor_id, nobody_left, rev
FROM main.cell;

-- A cell that was not there yet keeps its first name: what speaks of it has no other.
CREATE TEMP VIEW cell_name AS
SELECT n.id, n.cell_id, n.from_date, n.name, n.name_fold, n.rev
FROM main.cell_name n WHERE n.from_date IS NULL OR n.from_date <= (SELECT day FROM temp.past_day)
	OR NOT EXISTS (SELECT 1 FROM main.cell_name f WHERE f.cell_id = n.cell_id
		AND (f.from_date IS NULL OR f.from_date <= (SELECT day FROM temp.past_day)));

CREATE TEMP VIEW cell_post AS
SELECT id, cell_id, post, holder, from_date,
	CASE WHEN to_date <= (SELECT day FROM temp.past_day) THEN to_date END AS to_date, rank, rev
FROM main.cell_post WHERE from_date IS NULL OR from_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW cell_count AS
SELECT id, cell_id, as_of, members, official, workforce, workforce_members, rev
FROM main.cell_count WHERE as_of <= (SELECT day FROM temp.past_day);

-- ---- dossiers -----------------------------------------------------------------------------------------

CREATE TEMP VIEW dossier AS
SELECT id, person_id, began_on,
	CASE WHEN frozen_on <= (SELECT day FROM temp.past_day) THEN frozen_on END AS frozen_on,
	CASE WHEN frozen_on <= (SELECT day FROM temp.past_day) THEN rule_shipped END AS rule_shipped,
	CASE WHEN frozen_on <= (SELECT day FROM temp.past_day) THEN rule_set_id END AS rule_set_id,
	CASE WHEN decision_received <= (SELECT day FROM temp.past_day) THEN decision_received END AS decision_received,
	education_case, is_union, is_pupil, has_subcommittee, no_check, no_check_reason, left_how, left_on,
	was_readmitted, age_consent, readmit_consent, rev
FROM main.dossier WHERE began_on <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW paper AS
SELECT id, dossier_id, code, state, on_date, paper_no, kept_at, reason, rev
FROM main.paper WHERE on_date IS NULL OR on_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW vote AS
SELECT id, rev, dossier_id, purpose, body, round, on_date, base, left_out, left_out_why, present, yes, no, invalid,
	is_secret, paper_no, note
FROM main.vote WHERE on_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW inquiry AS
SELECT id, rev, dossier_id, sent_to, sent_on, is_abroad, is_recheck, paper_no,
	CASE WHEN answered_on <= (SELECT day FROM temp.past_day) THEN answered_on END AS answered_on,
	CASE WHEN answered_on <= (SELECT day FROM temp.past_day) THEN conclusion END AS conclusion,
	CASE WHEN answered_on <= (SELECT day FROM temp.past_day) THEN kept_at END AS kept_at
FROM main.inquiry WHERE sent_on <= (SELECT day FROM temp.past_day);

-- ---- the sourcing work --------------------------------------------------------------------------------

CREATE TEMP VIEW local_head AS
SELECT id, cell_id, post, association_id, name, person_id, is_member, from_date,
	CASE WHEN to_date <= (SELECT day FROM temp.past_day) THEN to_date END AS to_date, note, rev
FROM main.local_head WHERE from_date IS NULL OR from_date <= (SELECT day FROM temp.past_day);

-- Of one without a day its year is known.
CREATE TEMP VIEW resolution AS
SELECT id, cell_id, year, number, on_date, note, rev
FROM main.resolution WHERE on_date <= (SELECT day FROM temp.past_day)
	OR on_date IS NULL AND year <= (SELECT substr (day, 1, 4) + 0 FROM temp.past_day);

-- A month's reports come in after it.
CREATE TEMP VIEW monthly_report AS
SELECT id, cell_id, month, person_id, association_id, done, received_on, rev
FROM main.monthly_report WHERE month <= (SELECT substr (day, 1, 7) FROM temp.past_day)
	AND (received_on IS NULL OR received_on <= (SELECT known FROM temp.past_day));

CREATE TEMP VIEW activity AS
SELECT id, cell_id, association_id, on_date, name, place, took_part, rev
FROM main.activity WHERE on_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW review AS
SELECT id, cell_id, association_id, on_date, looked_at, noticed, why_not, rev
FROM main.review WHERE on_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW proposal AS
SELECT id, person_id, cell_id, on_date, finder_id, association_id, head_id, report_id, activity_id, review_id, note, rev
FROM main.proposal WHERE on_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW obstacle AS
SELECT id, person_id, kind_id, since, owner, next_step, next_on,
	CASE WHEN reported_on <= (SELECT day FROM temp.past_day) THEN reported_on END AS reported_on, school,
	CASE WHEN study_from <= (SELECT day FROM temp.past_day) THEN study_from END AS study_from,
	CASE WHEN study_done <= (SELECT day FROM temp.past_day) THEN study_done END AS study_done,
	CASE WHEN ended_on <= (SELECT day FROM temp.past_day) THEN ended_on END AS ended_on,
	CASE WHEN ended_on <= (SELECT day FROM temp.past_day) THEN outcome END AS outcome, rev
FROM main.obstacle WHERE since <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW visit AS
SELECT id, cell_id, person_id, on_date, visitor, met, result, next_step, next_on, rev
FROM main.visit WHERE on_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW meeting AS
SELECT id, cell_id, on_date, attendee, what, asked_for, due_on,
	CASE WHEN done_on <= (SELECT day FROM temp.past_day) THEN done_on END AS done_on,
	CASE WHEN done_on <= (SELECT day FROM temp.past_day) THEN how_done END AS how_done, rev
FROM main.meeting WHERE on_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW directive AS
SELECT id, number, on_date, issuer, subject, note, rev
FROM main.directive WHERE on_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW directive_cell AS
SELECT id, directive_id, cell_id, passed_on, rev
FROM main.directive_cell WHERE passed_on <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW briefing AS
SELECT id, on_date, subject, speaker, audience, cell_id, attended, rev
FROM main.briefing WHERE on_date <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW staff AS
SELECT id, cell_id, as_of, post, age_from, age_to, count, rev
FROM main.staff WHERE as_of <= (SELECT day FROM temp.past_day);

CREATE TEMP VIEW follow_up AS
SELECT id, person_id, month, state, met_on, note, rev
FROM main.follow_up WHERE met_on <= (SELECT day FROM temp.past_day)
	OR met_on IS NULL AND month <= (SELECT substr (day, 1, 7) FROM temp.past_day);

CREATE TEMP VIEW register AS
SELECT id, cell_id, type, term, number, on_date, subject, person_id, sent_to, note, rev
FROM main.register WHERE on_date <= (SELECT day FROM temp.past_day);

-- ---- what is due: made anew for the day ---------------------------------------------------------------

CREATE TEMP TABLE task (
	due_on TEXT NOT NULL,
	person_id INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	nth INTEGER NOT NULL DEFAULT 0,
	opens_on TEXT,
	mover INTEGER NOT NULL,
	state INTEGER NOT NULL,
	is_lapse INTEGER NOT NULL,
	cell_id INTEGER,
	PRIMARY KEY (due_on, person_id, kind, nth)
) WITHOUT ROWID;
CREATE TEMP TABLE derived (name TEXT PRIMARY KEY, version TEXT NOT NULL);
CREATE INDEX temp.task_person ON task (person_id);
CREATE INDEX temp.task_cell ON task (cell_id, due_on, person_id);
CREATE INDEX temp.task_kind ON task (kind, due_on, person_id);
