-- The sourcing work itself: resolutions with their duties, monthly reports, who named whom, obstacles, visits, oversight,
-- papers from above, reviews, activities, staff, causes.

-- Who is in charge of a cell, from and until a day: of the standing committee (1) or the committee (2).
ALTER TABLE cell_post ADD COLUMN to_date TEXT CONSTRAINT to_date CHECK (to_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]');
ALTER TABLE cell_post ADD COLUMN rank INTEGER CONSTRAINT rank CHECK (rank IN (1, 2));
DROP TRIGGER cell_post_audit_insert;
DROP TRIGGER cell_post_audit_update;
DROP TRIGGER cell_post_audit_delete;
CREATE TRIGGER cell_post_audit_insert AFTER INSERT ON cell_post BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'cell_post', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'post', NEW.post, 'holder', NEW.holder,
			'from_date', NEW.from_date, 'to_date', NEW.to_date, 'rank', NEW.rank));
END;
CREATE TRIGGER cell_post_audit_update AFTER UPDATE OF
		id, cell_id, post, holder, from_date, to_date, rank
ON cell_post BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'cell_post', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'post', OLD.post, 'holder', OLD.holder,
			'from_date', OLD.from_date, 'to_date', OLD.to_date, 'rank', OLD.rank), audit_json (
			'cell_id', NEW.cell_id, 'post', NEW.post, 'holder', NEW.holder,
			'from_date', NEW.from_date, 'to_date', NEW.to_date, 'rank', NEW.rank));
END;
CREATE TRIGGER cell_post_audit_delete AFTER DELETE ON cell_post BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'cell_post', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'post', OLD.post, 'holder', OLD.holder,
			'from_date', OLD.from_date, 'to_date', OLD.to_date, 'rank', OLD.rank));
END;

-- What is gone is looked for without reading what is there.
CREATE INDEX audit_change_gone ON audit_change (record, record_id) WHERE after IS NULL;

-- The office's own lists: associations (1), obstacles (2), causes (3). Shipped ones have a code, whose name is in
-- the catalogs until the office gives another.
CREATE TABLE term (
	id INTEGER PRIMARY KEY,
	list INTEGER NOT NULL CONSTRAINT list CHECK (list IN (1, 2, 3)),
	code TEXT,
	name TEXT CONSTRAINT name CHECK (length(name) BETWEEN 1 AND 200),
	side INTEGER CONSTRAINT side CHECK (side IN (1, 2)),
	closed INTEGER NOT NULL DEFAULT 0 CONSTRAINT closed CHECK (closed IN (0, 1)),
	rev INTEGER NOT NULL DEFAULT 1,
	CONSTRAINT name CHECK (code IS NOT NULL OR name IS NOT NULL)
) STRICT;
INSERT INTO term (list, code, side) VALUES
	(1, 'front', NULL), (1, 'farmers', NULL), (1, 'women', NULL), (1, 'veterans', NULL), (1, 'youth', NULL),
	(1, 'red_cross', NULL), (1, 'union', NULL),
	(2, 'diploma', NULL), (2, 'family', NULL), (2, 'away', NULL), (2, 'factory', NULL), (2, 'no_wish', NULL),
	(2, 'below_standard', NULL), (2, 'background_check', NULL),
	(3, 'young_away', 1), (3, 'factory_work', 1), (3, 'no_ambition', 1), (3, 'cell_not_decisive', 2),
	(3, 'members_not_assigned', 2), (3, 'not_persuaded', 1), (3, 'nobody_left', 1);
CREATE TRIGGER term_audit_insert AFTER INSERT ON term BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'term', NEW.id, audit_json (
			'list', NEW.list, 'code', NEW.code, 'name', NEW.name, 'side', NEW.side,
			'closed', NEW.closed));
END;
CREATE TRIGGER term_audit_update AFTER UPDATE OF
		id, list, code, name, side, closed
ON term BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'term', NEW.id, audit_json (
			'list', OLD.list, 'code', OLD.code, 'name', OLD.name, 'side', OLD.side,
			'closed', OLD.closed), audit_json (
			'list', NEW.list, 'code', NEW.code, 'name', NEW.name, 'side', NEW.side,
			'closed', NEW.closed));
END;
CREATE TRIGGER term_audit_delete AFTER DELETE ON term BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'term', OLD.id, audit_json (
			'list', OLD.list, 'code', OLD.code, 'name', OLD.name, 'side', OLD.side,
			'closed', OLD.closed));
END;

-- Heads of hamlets (1), of associations (2) and others (3) in a cell's area: the first to look at for sources.
CREATE TABLE local_head (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	post INTEGER NOT NULL CONSTRAINT post CHECK (post IN (1, 2, 3)),
	association_id INTEGER REFERENCES term (id),
	name TEXT NOT NULL CONSTRAINT name CHECK (length(name) BETWEEN 1 AND 120),
	person_id INTEGER REFERENCES person (id),
	is_member INTEGER NOT NULL DEFAULT 0 CONSTRAINT is_member CHECK (is_member IN (0, 1)),
	from_date TEXT CONSTRAINT from_date CHECK (from_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	to_date TEXT CONSTRAINT to_date CHECK (to_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER local_head_audit_insert AFTER INSERT ON local_head BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'local_head', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'post', NEW.post,
			'association_id', NEW.association_id, 'name', NEW.name,
			'person_id', NEW.person_id, 'is_member', NEW.is_member,
			'from_date', NEW.from_date, 'to_date', NEW.to_date, 'note', NEW.note));
END;
CREATE TRIGGER local_head_audit_update AFTER UPDATE OF
		id, cell_id, post, association_id, name, person_id, is_member,
		from_date, to_date, note
ON local_head BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'local_head', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'post', OLD.post,
			'association_id', OLD.association_id, 'name', OLD.name,
			'person_id', OLD.person_id, 'is_member', OLD.is_member,
			'from_date', OLD.from_date, 'to_date', OLD.to_date, 'note', OLD.note), audit_json (
			'cell_id', NEW.cell_id, 'post', NEW.post,
			'association_id', NEW.association_id, 'name', NEW.name,
			'person_id', NEW.person_id, 'is_member', NEW.is_member,
			'from_date', NEW.from_date, 'to_date', NEW.to_date, 'note', NEW.note));
END;
CREATE TRIGGER local_head_audit_delete AFTER DELETE ON local_head BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'local_head', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'post', OLD.post,
			'association_id', OLD.association_id, 'name', OLD.name,
			'person_id', OLD.person_id, 'is_member', OLD.is_member,
			'from_date', OLD.from_date, 'to_date', OLD.to_date, 'note', OLD.note));
END;

-- A cell's resolution of a year on finding sources, and the duties that it gives: to a member or an association.
CREATE TABLE resolution (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	year INTEGER NOT NULL CONSTRAINT year CHECK (year BETWEEN 1930 AND 2200),
	number TEXT,
	on_date TEXT CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER resolution_audit_insert AFTER INSERT ON resolution BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'resolution', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'year', NEW.year, 'number', NEW.number,
			'on_date', NEW.on_date, 'note', NEW.note));
END;
CREATE TRIGGER resolution_audit_update AFTER UPDATE OF
		id, cell_id, year, number, on_date, note
ON resolution BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'resolution', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'year', OLD.year, 'number', OLD.number,
			'on_date', OLD.on_date, 'note', OLD.note), audit_json (
			'cell_id', NEW.cell_id, 'year', NEW.year, 'number', NEW.number,
			'on_date', NEW.on_date, 'note', NEW.note));
END;
CREATE TRIGGER resolution_audit_delete AFTER DELETE ON resolution BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'resolution', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'year', OLD.year, 'number', OLD.number,
			'on_date', OLD.on_date, 'note', OLD.note));
END;

CREATE TABLE duty (
	id INTEGER PRIMARY KEY,
	resolution_id INTEGER NOT NULL REFERENCES resolution (id),
	position INTEGER NOT NULL DEFAULT 0 CONSTRAINT position CHECK (position >= 0),
	person_id INTEGER REFERENCES person (id),
	association_id INTEGER REFERENCES term (id),
	find INTEGER NOT NULL DEFAULT 1 CONSTRAINT find CHECK (find BETWEEN 0 AND 1000),
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1,
	CONSTRAINT person CHECK ((person_id IS NULL) <> (association_id IS NULL))
) STRICT;
CREATE TRIGGER duty_audit_insert AFTER INSERT ON duty BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'duty', NEW.id, audit_json (
			'resolution_id', NEW.resolution_id, 'position', NEW.position,
			'person_id', NEW.person_id, 'association_id', NEW.association_id,
			'find', NEW.find, 'note', NEW.note));
END;
CREATE TRIGGER duty_audit_update AFTER UPDATE OF
		id, resolution_id, position, person_id, association_id, find, note
ON duty BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'duty', NEW.id, audit_json (
			'resolution_id', OLD.resolution_id, 'position', OLD.position,
			'person_id', OLD.person_id, 'association_id', OLD.association_id,
			'find', OLD.find, 'note', OLD.note), audit_json (
			'resolution_id', NEW.resolution_id, 'position', NEW.position,
			'person_id', NEW.person_id, 'association_id', NEW.association_id,
			'find', NEW.find, 'note', NEW.note));
END;
CREATE TRIGGER duty_audit_delete AFTER DELETE ON duty BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'duty', OLD.id, audit_json (
			'resolution_id', OLD.resolution_id, 'position', OLD.position,
			'person_id', OLD.person_id, 'association_id', OLD.association_id,
			'find', OLD.find, 'note', OLD.note));
END;

-- What a member or an association told the cell committee of a month; nothing done: nothing new.
CREATE TABLE monthly_report (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	month TEXT NOT NULL CONSTRAINT month CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
	person_id INTEGER REFERENCES person (id),
	association_id INTEGER REFERENCES term (id),
	done TEXT,
	received_on TEXT CONSTRAINT received_on CHECK (received_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	rev INTEGER NOT NULL DEFAULT 1,
	CONSTRAINT person CHECK ((person_id IS NULL) <> (association_id IS NULL))
) STRICT;
CREATE TRIGGER monthly_report_audit_insert AFTER INSERT ON monthly_report BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'monthly_report', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'month', NEW.month, 'person_id', NEW.person_id,
			'association_id', NEW.association_id, 'done', NEW.done,
			'received_on', NEW.received_on));
END;
CREATE TRIGGER monthly_report_audit_update AFTER UPDATE OF
		id, cell_id, month, person_id, association_id, done, received_on
ON monthly_report BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'monthly_report', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'month', OLD.month, 'person_id', OLD.person_id,
			'association_id', OLD.association_id, 'done', OLD.done,
			'received_on', OLD.received_on), audit_json (
			'cell_id', NEW.cell_id, 'month', NEW.month, 'person_id', NEW.person_id,
			'association_id', NEW.association_id, 'done', NEW.done,
			'received_on', NEW.received_on));
END;
CREATE TRIGGER monthly_report_audit_delete AFTER DELETE ON monthly_report BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'monthly_report', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'month', OLD.month, 'person_id', OLD.person_id,
			'association_id', OLD.association_id, 'done', OLD.done,
			'received_on', OLD.received_on));
END;

-- What the Front and the associations did in the hamlets.
CREATE TABLE activity (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	association_id INTEGER REFERENCES term (id),
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	name TEXT NOT NULL CONSTRAINT name CHECK (length(name) BETWEEN 1 AND 300),
	place TEXT,
	took_part INTEGER CONSTRAINT took_part CHECK (took_part >= 0),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER activity_audit_insert AFTER INSERT ON activity BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'activity', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'association_id', NEW.association_id,
			'on_date', NEW.on_date, 'name', NEW.name, 'place', NEW.place,
			'took_part', NEW.took_part));
END;
CREATE TRIGGER activity_audit_update AFTER UPDATE OF
		id, cell_id, association_id, on_date, name, place, took_part
ON activity BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'activity', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'association_id', OLD.association_id,
			'on_date', OLD.on_date, 'name', OLD.name, 'place', OLD.place,
			'took_part', OLD.took_part), audit_json (
			'cell_id', NEW.cell_id, 'association_id', NEW.association_id,
			'on_date', NEW.on_date, 'name', NEW.name, 'place', NEW.place,
			'took_part', NEW.took_part));
END;
CREATE TRIGGER activity_audit_delete AFTER DELETE ON activity BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'activity', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'association_id', OLD.association_id,
			'on_date', OLD.on_date, 'name', OLD.name, 'place', OLD.place,
			'took_part', OLD.took_part));
END;

-- An association looked through its members.
CREATE TABLE review (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	association_id INTEGER NOT NULL REFERENCES term (id),
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	looked_at INTEGER CONSTRAINT looked_at CHECK (looked_at >= 0),
	noticed INTEGER CONSTRAINT noticed CHECK (noticed >= 0 AND noticed <= looked_at),
	why_not TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER review_audit_insert AFTER INSERT ON review BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'review', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'association_id', NEW.association_id,
			'on_date', NEW.on_date, 'looked_at', NEW.looked_at,
			'noticed', NEW.noticed, 'why_not', NEW.why_not));
END;
CREATE TRIGGER review_audit_update AFTER UPDATE OF
		id, cell_id, association_id, on_date, looked_at, noticed, why_not
ON review BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'review', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'association_id', OLD.association_id,
			'on_date', OLD.on_date, 'looked_at', OLD.looked_at,
			'noticed', OLD.noticed, 'why_not', OLD.why_not), audit_json (
			'cell_id', NEW.cell_id, 'association_id', NEW.association_id,
			'on_date', NEW.on_date, 'looked_at', NEW.looked_at,
			'noticed', NEW.noticed, 'why_not', NEW.why_not));
END;
CREATE TRIGGER review_audit_delete AFTER DELETE ON review BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'review', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'association_id', OLD.association_id,
			'on_date', OLD.on_date, 'looked_at', OLD.looked_at,
			'noticed', OLD.noticed, 'why_not', OLD.why_not));
END;

-- Who named a person as a source: a member, an association, a head; in a report, at an activity, in a review.
CREATE TABLE proposal (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	finder_id INTEGER REFERENCES person (id),
	association_id INTEGER REFERENCES term (id),
	head_id INTEGER REFERENCES local_head (id),
	report_id INTEGER REFERENCES monthly_report (id),
	activity_id INTEGER REFERENCES activity (id),
	review_id INTEGER REFERENCES review (id),
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER proposal_audit_insert AFTER INSERT ON proposal BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'proposal', NEW.id, audit_json (
			'person_id', NEW.person_id, 'cell_id', NEW.cell_id,
			'on_date', NEW.on_date, 'finder_id', NEW.finder_id,
			'association_id', NEW.association_id, 'head_id', NEW.head_id,
			'report_id', NEW.report_id, 'activity_id', NEW.activity_id,
			'review_id', NEW.review_id, 'note', NEW.note));
END;
CREATE TRIGGER proposal_audit_update AFTER UPDATE OF
		id, person_id, cell_id, on_date, finder_id, association_id, head_id,
		report_id, activity_id, review_id, note
ON proposal BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'proposal', NEW.id, audit_json (
			'person_id', OLD.person_id, 'cell_id', OLD.cell_id,
			'on_date', OLD.on_date, 'finder_id', OLD.finder_id,
			'association_id', OLD.association_id, 'head_id', OLD.head_id,
			'report_id', OLD.report_id, 'activity_id', OLD.activity_id,
			'review_id', OLD.review_id, 'note', OLD.note), audit_json (
			'person_id', NEW.person_id, 'cell_id', NEW.cell_id,
			'on_date', NEW.on_date, 'finder_id', NEW.finder_id,
			'association_id', NEW.association_id, 'head_id', NEW.head_id,
			'report_id', NEW.report_id, 'activity_id', NEW.activity_id,
			'review_id', NEW.review_id, 'note', NEW.note));
END;
CREATE TRIGGER proposal_audit_delete AFTER DELETE ON proposal BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'proposal', OLD.id, audit_json (
			'person_id', OLD.person_id, 'cell_id', OLD.cell_id,
			'on_date', OLD.on_date, 'finder_id', OLD.finder_id,
			'association_id', OLD.association_id, 'head_id', OLD.head_id,
			'report_id', OLD.report_id, 'activity_id', OLD.activity_id,
			'review_id', OLD.review_id, 'note', OLD.note));
END;

-- What stands in a candidate's way, whose it is, the next step, and how it ended.
CREATE TABLE obstacle (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	kind_id INTEGER NOT NULL REFERENCES term (id),
	since TEXT NOT NULL CONSTRAINT since CHECK (since GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	owner TEXT,
	next_step TEXT,
	next_on TEXT CONSTRAINT next_on CHECK (next_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	reported_on TEXT CONSTRAINT reported_on CHECK (reported_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	school TEXT,
	study_from TEXT CONSTRAINT study_from CHECK (study_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	study_done TEXT CONSTRAINT study_done CHECK (study_done GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	ended_on TEXT CONSTRAINT ended_on CHECK (ended_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	outcome TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER obstacle_audit_insert AFTER INSERT ON obstacle BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'obstacle', NEW.id, audit_json (
			'person_id', NEW.person_id, 'kind_id', NEW.kind_id, 'since', NEW.since,
			'owner', NEW.owner, 'next_step', NEW.next_step, 'next_on', NEW.next_on,
			'reported_on', NEW.reported_on, 'school', NEW.school,
			'study_from', NEW.study_from, 'study_done', NEW.study_done,
			'ended_on', NEW.ended_on, 'outcome', NEW.outcome));
END;
CREATE TRIGGER obstacle_audit_update AFTER UPDATE OF
		id, person_id, kind_id, since, owner, next_step, next_on, reported_on,
		school, study_from, study_done, ended_on, outcome
ON obstacle BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'obstacle', NEW.id, audit_json (
			'person_id', OLD.person_id, 'kind_id', OLD.kind_id, 'since', OLD.since,
			'owner', OLD.owner, 'next_step', OLD.next_step, 'next_on', OLD.next_on,
			'reported_on', OLD.reported_on, 'school', OLD.school,
			'study_from', OLD.study_from, 'study_done', OLD.study_done,
			'ended_on', OLD.ended_on, 'outcome', OLD.outcome), audit_json (
			'person_id', NEW.person_id, 'kind_id', NEW.kind_id, 'since', NEW.since,
			'owner', NEW.owner, 'next_step', NEW.next_step, 'next_on', NEW.next_on,
			'reported_on', NEW.reported_on, 'school', NEW.school,
			'study_from', NEW.study_from, 'study_done', NEW.study_done,
			'ended_on', NEW.ended_on, 'outcome', NEW.outcome));
END;
CREATE TRIGGER obstacle_audit_delete AFTER DELETE ON obstacle BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'obstacle', OLD.id, audit_json (
			'person_id', OLD.person_id, 'kind_id', OLD.kind_id, 'since', OLD.since,
			'owner', OLD.owner, 'next_step', OLD.next_step, 'next_on', OLD.next_on,
			'reported_on', OLD.reported_on, 'school', OLD.school,
			'study_from', OLD.study_from, 'study_done', OLD.study_done,
			'ended_on', OLD.ended_on, 'outcome', OLD.outcome));
END;

-- A talk with somebody who is to be won, or the family; never more of private life than the step needs.
CREATE TABLE visit (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER REFERENCES cell (id),
	person_id INTEGER REFERENCES person (id),
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	visitor TEXT NOT NULL CONSTRAINT visitor CHECK (length(visitor) BETWEEN 1 AND 200),
	met INTEGER NOT NULL DEFAULT 1 CONSTRAINT met CHECK (met BETWEEN 1 AND 4),
	result TEXT,
	next_step TEXT,
	next_on TEXT CONSTRAINT next_on CHECK (next_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	rev INTEGER NOT NULL DEFAULT 1,
	CONSTRAINT cell CHECK (cell_id IS NOT NULL OR person_id IS NOT NULL)
) STRICT;
CREATE TRIGGER visit_audit_insert AFTER INSERT ON visit BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'visit', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'person_id', NEW.person_id,
			'on_date', NEW.on_date, 'visitor', NEW.visitor, 'met', NEW.met,
			'result', NEW.result, 'next_step', NEW.next_step, 'next_on', NEW.next_on));
END;
CREATE TRIGGER visit_audit_update AFTER UPDATE OF
		id, cell_id, person_id, on_date, visitor, met, result, next_step,
		next_on
ON visit BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'visit', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'person_id', OLD.person_id,
			'on_date', OLD.on_date, 'visitor', OLD.visitor, 'met', OLD.met,
			'result', OLD.result, 'next_step', OLD.next_step, 'next_on', OLD.next_on), audit_json (
			'cell_id', NEW.cell_id, 'person_id', NEW.person_id,
			'on_date', NEW.on_date, 'visitor', NEW.visitor, 'met', NEW.met,
			'result', NEW.result, 'next_step', NEW.next_step, 'next_on', NEW.next_on));
END;
CREATE TRIGGER visit_audit_delete AFTER DELETE ON visit BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'visit', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'person_id', OLD.person_id,
			'on_date', OLD.on_date, 'visitor', OLD.visitor, 'met', OLD.met,
			'result', OLD.result, 'next_step', OLD.next_step, 'next_on', OLD.next_on));
END;

-- A committee member was at a cell: what was asked for, by when, and whether it was done.
CREATE TABLE meeting (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	attendee TEXT NOT NULL CONSTRAINT attendee CHECK (length(attendee) BETWEEN 1 AND 200),
	what TEXT,
	asked_for TEXT,
	due_on TEXT CONSTRAINT due_on CHECK (due_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	done_on TEXT CONSTRAINT done_on CHECK (done_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	how_done TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER meeting_audit_insert AFTER INSERT ON meeting BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'meeting', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'on_date', NEW.on_date,
			'attendee', NEW.attendee, 'what', NEW.what, 'asked_for', NEW.asked_for,
			'due_on', NEW.due_on, 'done_on', NEW.done_on, 'how_done', NEW.how_done));
END;
CREATE TRIGGER meeting_audit_update AFTER UPDATE OF
		id, cell_id, on_date, attendee, what, asked_for, due_on, done_on,
		how_done
ON meeting BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'meeting', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'on_date', OLD.on_date,
			'attendee', OLD.attendee, 'what', OLD.what, 'asked_for', OLD.asked_for,
			'due_on', OLD.due_on, 'done_on', OLD.done_on, 'how_done', OLD.how_done), audit_json (
			'cell_id', NEW.cell_id, 'on_date', NEW.on_date,
			'attendee', NEW.attendee, 'what', NEW.what, 'asked_for', NEW.asked_for,
			'due_on', NEW.due_on, 'done_on', NEW.done_on, 'how_done', NEW.how_done));
END;
CREATE TRIGGER meeting_audit_delete AFTER DELETE ON meeting BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'meeting', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'on_date', OLD.on_date,
			'attendee', OLD.attendee, 'what', OLD.what, 'asked_for', OLD.asked_for,
			'due_on', OLD.due_on, 'done_on', OLD.done_on, 'how_done', OLD.how_done));
END;

-- A paper from above on this work, and to which cells it was passed.
CREATE TABLE directive (
	id INTEGER PRIMARY KEY,
	number TEXT NOT NULL CONSTRAINT number CHECK (length(number) BETWEEN 1 AND 80),
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	issuer TEXT,
	subject TEXT NOT NULL CONSTRAINT subject CHECK (length(subject) BETWEEN 1 AND 300),
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER directive_audit_insert AFTER INSERT ON directive BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'directive', NEW.id, audit_json (
			'number', NEW.number, 'on_date', NEW.on_date, 'issuer', NEW.issuer,
			'subject', NEW.subject, 'note', NEW.note));
END;
CREATE TRIGGER directive_audit_update AFTER UPDATE OF
		id, number, on_date, issuer, subject, note
ON directive BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'directive', NEW.id, audit_json (
			'number', OLD.number, 'on_date', OLD.on_date, 'issuer', OLD.issuer,
			'subject', OLD.subject, 'note', OLD.note), audit_json (
			'number', NEW.number, 'on_date', NEW.on_date, 'issuer', NEW.issuer,
			'subject', NEW.subject, 'note', NEW.note));
END;
CREATE TRIGGER directive_audit_delete AFTER DELETE ON directive BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'directive', OLD.id, audit_json (
			'number', OLD.number, 'on_date', OLD.on_date, 'issuer', OLD.issuer,
			'subject', OLD.subject, 'note', OLD.note));
END;

CREATE TABLE directive_cell (
	id INTEGER PRIMARY KEY,
	directive_id INTEGER NOT NULL REFERENCES directive (id),
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	passed_on TEXT NOT NULL CONSTRAINT passed_on CHECK (passed_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER directive_cell_audit_insert AFTER INSERT ON directive_cell BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'directive_cell', NEW.id, audit_json (
			'directive_id', NEW.directive_id, 'cell_id', NEW.cell_id,
			'passed_on', NEW.passed_on));
END;
CREATE TRIGGER directive_cell_audit_update AFTER UPDATE OF
		id, directive_id, cell_id, passed_on
ON directive_cell BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'directive_cell', NEW.id, audit_json (
			'directive_id', OLD.directive_id, 'cell_id', OLD.cell_id,
			'passed_on', OLD.passed_on), audit_json (
			'directive_id', NEW.directive_id, 'cell_id', NEW.cell_id,
			'passed_on', NEW.passed_on));
END;
CREATE TRIGGER directive_cell_audit_delete AFTER DELETE ON directive_cell BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'directive_cell', OLD.id, audit_json (
			'directive_id', OLD.directive_id, 'cell_id', OLD.cell_id,
			'passed_on', OLD.passed_on));
END;

-- The standards were explained: by whom, to whom. No cell: for all.
CREATE TABLE briefing (
	id INTEGER PRIMARY KEY,
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	subject TEXT NOT NULL CONSTRAINT subject CHECK (length(subject) BETWEEN 1 AND 300),
	speaker TEXT,
	audience TEXT,
	cell_id INTEGER REFERENCES cell (id),
	attended INTEGER CONSTRAINT attended CHECK (attended >= 0),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER briefing_audit_insert AFTER INSERT ON briefing BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'briefing', NEW.id, audit_json (
			'on_date', NEW.on_date, 'subject', NEW.subject, 'speaker', NEW.speaker,
			'audience', NEW.audience, 'cell_id', NEW.cell_id,
			'attended', NEW.attended));
END;
CREATE TRIGGER briefing_audit_update AFTER UPDATE OF
		id, on_date, subject, speaker, audience, cell_id, attended
ON briefing BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'briefing', NEW.id, audit_json (
			'on_date', OLD.on_date, 'subject', OLD.subject, 'speaker', OLD.speaker,
			'audience', OLD.audience, 'cell_id', OLD.cell_id,
			'attended', OLD.attended), audit_json (
			'on_date', NEW.on_date, 'subject', NEW.subject, 'speaker', NEW.speaker,
			'audience', NEW.audience, 'cell_id', NEW.cell_id,
			'attended', NEW.attended));
END;
CREATE TRIGGER briefing_audit_delete AFTER DELETE ON briefing BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'briefing', OLD.id, audit_json (
			'on_date', OLD.on_date, 'subject', OLD.subject, 'speaker', OLD.speaker,
			'audience', OLD.audience, 'cell_id', OLD.cell_id,
			'attended', OLD.attended));
END;

-- Those of a school or office who are no members yet, as a number, by post and age where known.
CREATE TABLE staff (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	as_of TEXT NOT NULL CONSTRAINT as_of CHECK (as_of GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	post TEXT,
	age_from INTEGER CONSTRAINT age_from CHECK (age_from BETWEEN 0 AND 120),
	age_to INTEGER CONSTRAINT age_to CHECK (age_to BETWEEN 0 AND 120 AND age_to >= age_from),
	count INTEGER NOT NULL CONSTRAINT count CHECK (count >= 0),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER staff_audit_insert AFTER INSERT ON staff BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'staff', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'as_of', NEW.as_of, 'post', NEW.post,
			'age_from', NEW.age_from, 'age_to', NEW.age_to, 'count', NEW.count));
END;
CREATE TRIGGER staff_audit_update AFTER UPDATE OF
		id, cell_id, as_of, post, age_from, age_to, count
ON staff BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'staff', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'as_of', OLD.as_of, 'post', OLD.post,
			'age_from', OLD.age_from, 'age_to', OLD.age_to, 'count', OLD.count), audit_json (
			'cell_id', NEW.cell_id, 'as_of', NEW.as_of, 'post', NEW.post,
			'age_from', NEW.age_from, 'age_to', NEW.age_to, 'count', NEW.count));
END;
CREATE TRIGGER staff_audit_delete AFTER DELETE ON staff BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'staff', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'as_of', OLD.as_of, 'post', OLD.post,
			'age_from', OLD.age_from, 'age_to', OLD.age_to, 'count', OLD.count));
END;

-- Why a year's result fell short, of a cell or (no cell) of the whole: from the list, or in its own words.
CREATE TABLE cause (
	id INTEGER PRIMARY KEY,
	year INTEGER NOT NULL CONSTRAINT year CHECK (year BETWEEN 1930 AND 2200),
	cell_id INTEGER REFERENCES cell (id),
	kind_id INTEGER REFERENCES term (id),
	side INTEGER CONSTRAINT side CHECK (side IN (1, 2)),
	words TEXT,
	rev INTEGER NOT NULL DEFAULT 1,
	CONSTRAINT kind CHECK (kind_id IS NOT NULL OR words IS NOT NULL)
) STRICT;
CREATE TRIGGER cause_audit_insert AFTER INSERT ON cause BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'cause', NEW.id, audit_json (
			'year', NEW.year, 'cell_id', NEW.cell_id, 'kind_id', NEW.kind_id,
			'side', NEW.side, 'words', NEW.words));
END;
CREATE TRIGGER cause_audit_update AFTER UPDATE OF
		id, year, cell_id, kind_id, side, words
ON cause BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'cause', NEW.id, audit_json (
			'year', OLD.year, 'cell_id', OLD.cell_id, 'kind_id', OLD.kind_id,
			'side', OLD.side, 'words', OLD.words), audit_json (
			'year', NEW.year, 'cell_id', NEW.cell_id, 'kind_id', NEW.kind_id,
			'side', NEW.side, 'words', NEW.words));
END;
CREATE TRIGGER cause_audit_delete AFTER DELETE ON cause BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'cause', OLD.id, audit_json (
			'year', OLD.year, 'cell_id', OLD.cell_id, 'kind_id', OLD.kind_id,
			'side', OLD.side, 'words', OLD.words));
END;

CREATE UNIQUE INDEX term_code ON term (list, code) WHERE code IS NOT NULL;
CREATE INDEX local_head_cell ON local_head (cell_id);
CREATE INDEX local_head_association ON local_head (association_id) WHERE association_id IS NOT NULL;
CREATE INDEX local_head_person ON local_head (person_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX resolution_year ON resolution (cell_id, year);
CREATE UNIQUE INDEX duty_person ON duty (resolution_id, person_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX duty_association ON duty (resolution_id, association_id) WHERE association_id IS NOT NULL;
CREATE INDEX duty_resolution ON duty (resolution_id, position);
CREATE INDEX duty_of_person ON duty (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX duty_of_association ON duty (association_id) WHERE association_id IS NOT NULL;
CREATE UNIQUE INDEX monthly_report_person ON monthly_report (cell_id, month, person_id) WHERE person_id IS NOT NULL;
CREATE UNIQUE INDEX monthly_report_association ON monthly_report (cell_id, month, association_id) WHERE association_id IS NOT NULL;
CREATE INDEX monthly_report_cell ON monthly_report (cell_id, month);
CREATE INDEX monthly_report_month ON monthly_report (month);
CREATE INDEX monthly_report_of_person ON monthly_report (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX monthly_report_of_association ON monthly_report (association_id) WHERE association_id IS NOT NULL;
CREATE INDEX activity_cell ON activity (cell_id, on_date);
CREATE INDEX activity_association ON activity (association_id) WHERE association_id IS NOT NULL;
CREATE INDEX review_cell ON review (cell_id, on_date);
CREATE INDEX review_association ON review (association_id);
CREATE INDEX proposal_person ON proposal (person_id);
CREATE INDEX proposal_cell ON proposal (cell_id, on_date);
CREATE INDEX proposal_date ON proposal (on_date);
CREATE INDEX proposal_finder ON proposal (finder_id) WHERE finder_id IS NOT NULL;
CREATE INDEX proposal_association ON proposal (association_id) WHERE association_id IS NOT NULL;
CREATE INDEX proposal_head ON proposal (head_id) WHERE head_id IS NOT NULL;
CREATE INDEX proposal_report ON proposal (report_id) WHERE report_id IS NOT NULL;
CREATE INDEX proposal_activity ON proposal (activity_id) WHERE activity_id IS NOT NULL;
CREATE INDEX proposal_review ON proposal (review_id) WHERE review_id IS NOT NULL;
CREATE INDEX obstacle_person ON obstacle (person_id);
CREATE INDEX obstacle_kind ON obstacle (kind_id);
CREATE INDEX obstacle_open ON obstacle (id) WHERE ended_on IS NULL;
CREATE INDEX visit_person ON visit (person_id, on_date) WHERE person_id IS NOT NULL;
CREATE INDEX visit_cell ON visit (cell_id, on_date) WHERE cell_id IS NOT NULL;
CREATE INDEX visit_next ON visit (next_on) WHERE next_on IS NOT NULL;
CREATE INDEX meeting_cell ON meeting (cell_id, on_date);
CREATE UNIQUE INDEX directive_cell_of ON directive_cell (directive_id, cell_id);
CREATE INDEX directive_cell_cell ON directive_cell (cell_id);
CREATE INDEX briefing_cell ON briefing (cell_id) WHERE cell_id IS NOT NULL;
CREATE INDEX staff_cell ON staff (cell_id, as_of);
CREATE INDEX cause_year ON cause (year);
CREATE INDEX cause_cell ON cause (cell_id) WHERE cell_id IS NOT NULL;
CREATE INDEX cause_kind ON cause (kind_id) WHERE kind_id IS NOT NULL;
