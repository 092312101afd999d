-- The first schema. Dates are ISO text; a CHECK bears the name of its field, so that a form can put the
-- cursor there. Every table that the office writes is followed by triggers that keep what changed in
-- audit_change: audit_act() is the act that is open, and refuses to write outside one.
PRAGMA application_id = 0x74616F6E;

CREATE TABLE cell_type (type INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO cell_type VALUES (1, 'residential'), (2, 'school'), (3, 'military'), (4, 'police'),
	(5, 'health'), (6, 'office'), (7, 'enterprise'), (8, 'other');

CREATE TABLE event_kind (kind INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE) STRICT;
INSERT INTO event_kind VALUES (1, 'found'), (2, 'listed'), (4, 'class'), (5, 'papers'),
	(6, 'dossier'), (7, 'cell'), (8, 'committee'), (9, 'decision'), (10, 'ceremony'),
	(12, 'recognised'), (21, 'off_list'), (22, 'moved'), (23, 'vote_failed'), (24, 'refused'),
	(25, 'cancelled'), (26, 'struck'), (27, 'died'), (30, 'returned');

-- One row an act of the office; uid is made by the client, so that a repeated act is known again.
CREATE TABLE audit (
	id INTEGER PRIMARY KEY,
	uid TEXT NOT NULL UNIQUE,
	at TEXT NOT NULL,
	actor TEXT NOT NULL,
	act TEXT NOT NULL,
	record TEXT,
	record_id INTEGER,
	reason TEXT
) STRICT;

-- What the act changed, record by record; before is empty for a new record, after for a deleted one.
CREATE TABLE audit_change (
	id INTEGER PRIMARY KEY,
	audit_id INTEGER NOT NULL REFERENCES audit (id) DEFERRABLE INITIALLY DEFERRED,
	record TEXT NOT NULL,
	record_id INTEGER NOT NULL,
	before TEXT,
	after TEXT
) STRICT;
CREATE INDEX audit_change_of_act ON audit_change (audit_id);
CREATE INDEX audit_change_of_record ON audit_change (record, record_id);

CREATE TRIGGER audit_keeps_update BEFORE UPDATE ON audit BEGIN
	SELECT RAISE (ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_keeps_delete BEFORE DELETE ON audit BEGIN
	SELECT RAISE (ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_change_keeps_update BEFORE UPDATE ON audit_change BEGIN
	SELECT RAISE (ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_change_keeps_delete BEFORE DELETE ON audit_change BEGIN
	SELECT RAISE (ABORT, 'the audit is append-only');
END;

-- An act as one row, with what it changed before and after as JSON.
CREATE VIEW audit_log AS
SELECT a.id, a.uid, a.at, a.actor, a.act, a.record, a.record_id, a.reason,
	(SELECT json_group_array (json_object ('record', c.record, 'id', c.record_id, 'value', json (c.before)))
		FROM audit_change c WHERE c.audit_id = a.id AND c.before IS NOT NULL) AS before,
	(SELECT json_group_array (json_object ('record', c.record, 'id', c.record_id, 'value', json (c.after)))
		FROM audit_change c WHERE c.audit_id = a.id AND c.after IS NOT NULL) AS after
FROM audit a;

-- Office settings; the keys are in db/setting.c.
CREATE TABLE setting (
	id INTEGER PRIMARY KEY,
	key TEXT NOT NULL UNIQUE,
	value TEXT NOT NULL,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER setting_audit_insert AFTER INSERT ON setting BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'setting', NEW.id, audit_json (
			'key', NEW.key, 'value', NEW.value));
END;
CREATE TRIGGER setting_audit_update AFTER UPDATE OF
		id, key, value
ON setting BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'setting', NEW.id, audit_json (
			'key', OLD.key, 'value', OLD.value), audit_json (
			'key', NEW.key, 'value', NEW.value));
END;
CREATE TRIGGER setting_audit_delete AFTER DELETE ON setting BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'setting', OLD.id, audit_json (
			'key', OLD.key, 'value', OLD.value));
END;

-- The committee's own names by date: a paper of the past keeps the name of its day.
CREATE TABLE committee (
	id INTEGER PRIMARY KEY,
	from_date TEXT CONSTRAINT from_date CHECK (from_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	name TEXT NOT NULL CONSTRAINT name CHECK (length(name) BETWEEN 1 AND 200),
	superior TEXT,
	place TEXT,
	on_behalf TEXT,
	office_held TEXT,
	signer TEXT,
	symbol TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER committee_audit_insert AFTER INSERT ON committee BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'committee', NEW.id, audit_json (
			'from_date', NEW.from_date, 'name', NEW.name, 'superior', NEW.superior,
			'place', NEW.place, 'on_behalf', NEW.on_behalf,
			'office_held', NEW.office_held, 'signer', NEW.signer,
			'symbol', NEW.symbol));
END;
CREATE TRIGGER committee_audit_update AFTER UPDATE OF
		id, from_date, name, superior, place, on_behalf, office_held, signer, symbol
ON committee BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'committee', NEW.id, audit_json (
			'from_date', OLD.from_date, 'name', OLD.name, 'superior', OLD.superior,
			'place', OLD.place, 'on_behalf', OLD.on_behalf,
			'office_held', OLD.office_held, 'signer', OLD.signer,
			'symbol', OLD.symbol), audit_json (
			'from_date', NEW.from_date, 'name', NEW.name, 'superior', NEW.superior,
			'place', NEW.place, 'on_behalf', NEW.on_behalf,
			'office_held', NEW.office_held, 'signer', NEW.signer,
			'symbol', NEW.symbol));
END;
CREATE TRIGGER committee_audit_delete AFTER DELETE ON committee BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'committee', OLD.id, audit_json (
			'from_date', OLD.from_date, 'name', OLD.name, 'superior', OLD.superior,
			'place', OLD.place, 'on_behalf', OLD.on_behalf,
			'office_held', OLD.office_held, 'signer', OLD.signer,
			'symbol', OLD.symbol));
END;

-- A cell (chi bộ). Its names and figures are dated and stand in tables of their own.
CREATE TABLE cell (
	id INTEGER PRIMARY KEY,
	code TEXT NOT NULL CONSTRAINT code CHECK (length(code) BETWEEN 1 AND 40),
	code_key BLOB NOT NULL,
	type INTEGER NOT NULL REFERENCES cell_type (type),
	valid_from TEXT CONSTRAINT valid_from CHECK (valid_from GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	valid_to TEXT CONSTRAINT valid_to CHECK (valid_to GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	successor_id INTEGER REFERENCES cell (id) CONSTRAINT successor CHECK (successor_id <> id),
	nobody_left INTEGER NOT NULL DEFAULT 0 CONSTRAINT nobody_left CHECK (nobody_left IN (0, 1)),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER cell_audit_insert AFTER INSERT ON cell BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'cell', NEW.id, audit_json (
			'code', NEW.code, 'type', NEW.type, 'valid_from', NEW.valid_from,
			'valid_to', NEW.valid_to, 'successor_id', NEW.successor_id,
			'nobody_left', NEW.nobody_left));
END;
CREATE TRIGGER cell_audit_update AFTER UPDATE OF
		id, code, type, valid_from, valid_to, successor_id, nobody_left
ON cell BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'cell', NEW.id, audit_json (
			'code', OLD.code, 'type', OLD.type, 'valid_from', OLD.valid_from,
			'valid_to', OLD.valid_to, 'successor_id', OLD.successor_id,
			'nobody_left', OLD.nobody_left), audit_json (
			'code', NEW.code, 'type', NEW.type, 'valid_from', NEW.valid_from,
			'valid_to', NEW.valid_to, 'successor_id', NEW.successor_id,
			'nobody_left', NEW.nobody_left));
END;
CREATE TRIGGER cell_audit_delete AFTER DELETE ON cell BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'cell', OLD.id, audit_json (
			'code', OLD.code, 'type', OLD.type, 'valid_from', OLD.valid_from,
			'valid_to', OLD.valid_to, 'successor_id', OLD.successor_id,
			'nobody_left', OLD.nobody_left));
END;

-- What a cell was called from a day on; no day: always.
CREATE TABLE cell_name (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	from_date TEXT CONSTRAINT from_date CHECK (from_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	name TEXT NOT NULL CONSTRAINT name CHECK (length(name) BETWEEN 1 AND 200),
	name_fold TEXT NOT NULL,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER cell_name_audit_insert AFTER INSERT ON cell_name BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'cell_name', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'from_date', NEW.from_date, 'name', NEW.name));
END;
CREATE TRIGGER cell_name_audit_update AFTER UPDATE OF
		id, cell_id, from_date, name
ON cell_name BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'cell_name', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'from_date', OLD.from_date, 'name', OLD.name), audit_json (
			'cell_id', NEW.cell_id, 'from_date', NEW.from_date, 'name', NEW.name));
END;
CREATE TRIGGER cell_name_audit_delete AFTER DELETE ON cell_name BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'cell_name', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'from_date', OLD.from_date, 'name', OLD.name));
END;

-- Secretary (1) and committee member in charge (2) of a cell, from a day on.
CREATE TABLE cell_post (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	post INTEGER NOT NULL CONSTRAINT post CHECK (post IN (1, 2)),
	holder TEXT NOT NULL,
	from_date TEXT CONSTRAINT from_date CHECK (from_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER cell_post_audit_insert AFTER INSERT ON cell_post BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'cell_post', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'post', NEW.post, 'holder', NEW.holder,
			'from_date', NEW.from_date));
END;
CREATE TRIGGER cell_post_audit_update AFTER UPDATE OF
		id, cell_id, post, holder, from_date
ON cell_post BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'cell_post', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'post', OLD.post, 'holder', OLD.holder,
			'from_date', OLD.from_date), audit_json (
			'cell_id', NEW.cell_id, 'post', NEW.post, 'holder', NEW.holder,
			'from_date', NEW.from_date));
END;
CREATE TRIGGER cell_post_audit_delete AFTER DELETE ON cell_post BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'cell_post', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'post', OLD.post, 'holder', OLD.holder,
			'from_date', OLD.from_date));
END;

-- Figures a cell stated for a day.
CREATE TABLE cell_count (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	as_of TEXT NOT NULL CONSTRAINT as_of CHECK (as_of GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	members INTEGER CONSTRAINT members CHECK (members >= 0),
	official INTEGER CONSTRAINT official CHECK (official >= 0 AND official <= members),
	workforce INTEGER CONSTRAINT workforce CHECK (workforce >= 0),
	workforce_members INTEGER CONSTRAINT workforce_members CHECK (workforce_members >= 0 AND workforce_members <= workforce),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER cell_count_audit_insert AFTER INSERT ON cell_count BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'cell_count', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'as_of', NEW.as_of, 'members', NEW.members,
			'official', NEW.official, 'workforce', NEW.workforce,
			'workforce_members', NEW.workforce_members));
END;
CREATE TRIGGER cell_count_audit_update AFTER UPDATE OF
		id, cell_id, as_of, members, official, workforce, workforce_members
ON cell_count BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'cell_count', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'as_of', OLD.as_of, 'members', OLD.members,
			'official', OLD.official, 'workforce', OLD.workforce,
			'workforce_members', OLD.workforce_members), audit_json (
			'cell_id', NEW.cell_id, 'as_of', NEW.as_of, 'members', NEW.members,
			'official', NEW.official, 'workforce', NEW.workforce,
			'workforce_members', NEW.workforce_members));
END;
CREATE TRIGGER cell_count_audit_delete AFTER DELETE ON cell_count BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'cell_count', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'as_of', OLD.as_of, 'members', OLD.members,
			'official', OLD.official, 'workforce', OLD.workforce,
			'workforce_members', OLD.workforce_members));
END;

-- Members and candidates: a candidate becomes a member. The last six columns follow from the other
-- tables and are kept for lists; `check` and a test prove them equal.
CREATE TABLE person (
	id INTEGER PRIMARY KEY,
	full_name TEXT NOT NULL CONSTRAINT full_name CHECK (length(full_name) BETWEEN 1 AND 120),
	birth TEXT CONSTRAINT birth CHECK (birth GLOB '[12][0-9][0-9][0-9]' OR birth GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	sex TEXT CONSTRAINT sex CHECK (sex IN ('m', 'f')),
	ethnicity TEXT,
	religion TEXT,
	cccd TEXT CONSTRAINT cccd CHECK (length(cccd) = 12 AND cccd NOT GLOB '*[^0-9]*'),
	phone TEXT,
	home_place TEXT,
	residence TEXT,
	occupation TEXT,
	education INTEGER CONSTRAINT education CHECK (education BETWEEN 1 AND 4),
	grade TEXT,
	professional INTEGER CONSTRAINT professional CHECK (professional BETWEEN 1 AND 6),
	youth_union INTEGER NOT NULL DEFAULT 0 CONSTRAINT youth_union CHECK (youth_union IN (0, 1)),
	organisation TEXT,
	position TEXT,
	is_member INTEGER NOT NULL DEFAULT 0 CONSTRAINT is_member CHECK (is_member IN (0, 1)),
	joined_on TEXT CONSTRAINT joined_on CHECK (joined_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	official_on TEXT CONSTRAINT official_on CHECK (official_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	card_no TEXT,
	readmission INTEGER NOT NULL DEFAULT 0 CONSTRAINT readmission CHECK (readmission IN (0, 1)),
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1,
	name_key BLOB NOT NULL,
	name_fold TEXT NOT NULL,
	cell_id INTEGER REFERENCES cell (id),
	stage INTEGER NOT NULL DEFAULT 0,
	stage_on TEXT,
	is_candidate INTEGER NOT NULL DEFAULT 0,
	uncovered INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TRIGGER person_audit_insert AFTER INSERT ON person BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'person', NEW.id, audit_json (
			'full_name', NEW.full_name, 'birth', NEW.birth, 'sex', NEW.sex,
			'ethnicity', NEW.ethnicity, 'religion', NEW.religion, 'cccd', NEW.cccd,
			'phone', NEW.phone, 'home_place', NEW.home_place,
			'residence', NEW.residence, 'occupation', NEW.occupation,
			'education', NEW.education, 'grade', NEW.grade,
			'professional', NEW.professional, 'youth_union', NEW.youth_union,
			'organisation', NEW.organisation, 'position', NEW.position,
			'is_member', NEW.is_member, 'joined_on', NEW.joined_on,
			'official_on', NEW.official_on, 'card_no', NEW.card_no,
			'readmission', NEW.readmission, 'note', NEW.note));
END;
CREATE TRIGGER person_audit_update AFTER UPDATE OF
		id, full_name, birth, sex, ethnicity, religion, cccd, phone, home_place,
		residence, occupation, education, grade, professional, youth_union,
		organisation, position, is_member, joined_on, official_on, card_no,
		readmission, note
ON person BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'person', NEW.id, audit_json (
			'full_name', OLD.full_name, 'birth', OLD.birth, 'sex', OLD.sex,
			'ethnicity', OLD.ethnicity, 'religion', OLD.religion, 'cccd', OLD.cccd,
			'phone', OLD.phone, 'home_place', OLD.home_place,
			'residence', OLD.residence, 'occupation', OLD.occupation,
			'education', OLD.education, 'grade', OLD.grade,
			'professional', OLD.professional, 'youth_union', OLD.youth_union,
			'organisation', OLD.organisation, 'position', OLD.position,
			'is_member', OLD.is_member, 'joined_on', OLD.joined_on,
			'official_on', OLD.official_on, 'card_no', OLD.card_no,
			'readmission', OLD.readmission, 'note', OLD.note), audit_json (
			'full_name', NEW.full_name, 'birth', NEW.birth, 'sex', NEW.sex,
			'ethnicity', NEW.ethnicity, 'religion', NEW.religion, 'cccd', NEW.cccd,
			'phone', NEW.phone, 'home_place', NEW.home_place,
			'residence', NEW.residence, 'occupation', NEW.occupation,
			'education', NEW.education, 'grade', NEW.grade,
			'professional', NEW.professional, 'youth_union', NEW.youth_union,
			'organisation', NEW.organisation, 'position', NEW.position,
			'is_member', NEW.is_member, 'joined_on', NEW.joined_on,
			'official_on', NEW.official_on, 'card_no', NEW.card_no,
			'readmission', NEW.readmission, 'note', NEW.note));
END;
CREATE TRIGGER person_audit_delete AFTER DELETE ON person BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'person', OLD.id, audit_json (
			'full_name', OLD.full_name, 'birth', OLD.birth, 'sex', OLD.sex,
			'ethnicity', OLD.ethnicity, 'religion', OLD.religion, 'cccd', OLD.cccd,
			'phone', OLD.phone, 'home_place', OLD.home_place,
			'residence', OLD.residence, 'occupation', OLD.occupation,
			'education', OLD.education, 'grade', OLD.grade,
			'professional', OLD.professional, 'youth_union', OLD.youth_union,
			'organisation', OLD.organisation, 'position', OLD.position,
			'is_member', OLD.is_member, 'joined_on', OLD.joined_on,
			'official_on', OLD.official_on, 'card_no', OLD.card_no,
			'readmission', OLD.readmission, 'note', OLD.note));
END;

-- In which cell a person is, from a day (none: always) until a day.
CREATE TABLE person_cell (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	cell_id INTEGER NOT NULL REFERENCES cell (id),
	from_date TEXT CONSTRAINT from_date CHECK (from_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	to_date TEXT CONSTRAINT to_date CHECK (to_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER person_cell_audit_insert AFTER INSERT ON person_cell BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'person_cell', NEW.id, audit_json (
			'person_id', NEW.person_id, 'cell_id', NEW.cell_id,
			'from_date', NEW.from_date, 'to_date', NEW.to_date));
END;
CREATE TRIGGER person_cell_audit_update AFTER UPDATE OF
		id, person_id, cell_id, from_date, to_date
ON person_cell BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'person_cell', NEW.id, audit_json (
			'person_id', OLD.person_id, 'cell_id', OLD.cell_id,
			'from_date', OLD.from_date, 'to_date', OLD.to_date), audit_json (
			'person_id', NEW.person_id, 'cell_id', NEW.cell_id,
			'from_date', NEW.from_date, 'to_date', NEW.to_date));
END;
CREATE TRIGGER person_cell_audit_delete AFTER DELETE ON person_cell BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'person_cell', OLD.id, audit_json (
			'person_id', OLD.person_id, 'cell_id', OLD.cell_id,
			'from_date', OLD.from_date, 'to_date', OLD.to_date));
END;

-- What happened to a candidate or member.
CREATE TABLE event (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	kind INTEGER NOT NULL REFERENCES event_kind (kind),
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	paper_no TEXT,
	body TEXT,
	source TEXT,
	finder_id INTEGER REFERENCES person (id),
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER event_audit_insert AFTER INSERT ON event BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'event', NEW.id, audit_json (
			'person_id', NEW.person_id, 'kind', NEW.kind, 'on_date', NEW.on_date,
			'paper_no', NEW.paper_no, 'body', NEW.body, 'source', NEW.source,
			'finder_id', NEW.finder_id, 'note', NEW.note));
END;
CREATE TRIGGER event_audit_update AFTER UPDATE OF
		id, person_id, kind, on_date, paper_no, body, source, finder_id, note
ON event BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'event', NEW.id, audit_json (
			'person_id', OLD.person_id, 'kind', OLD.kind, 'on_date', OLD.on_date,
			'paper_no', OLD.paper_no, 'body', OLD.body, 'source', OLD.source,
			'finder_id', OLD.finder_id, 'note', OLD.note), audit_json (
			'person_id', NEW.person_id, 'kind', NEW.kind, 'on_date', NEW.on_date,
			'paper_no', NEW.paper_no, 'body', NEW.body, 'source', NEW.source,
			'finder_id', NEW.finder_id, 'note', NEW.note));
END;
CREATE TRIGGER event_audit_delete AFTER DELETE ON event BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'event', OLD.id, audit_json (
			'person_id', OLD.person_id, 'kind', OLD.kind, 'on_date', OLD.on_date,
			'paper_no', OLD.paper_no, 'body', OLD.body, 'source', OLD.source,
			'finder_id', OLD.finder_id, 'note', OLD.note));
END;

-- Who helps whom. mentor_id is empty for a name that is not among the members: unconfirmed.
CREATE TABLE mentor_assignment (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	mentor_id INTEGER REFERENCES person (id) CONSTRAINT mentor CHECK (mentor_id <> person_id),
	mentor_name TEXT NOT NULL,
	from_date TEXT CONSTRAINT from_date CHECK (from_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	to_date TEXT CONSTRAINT to_date CHECK (to_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	resolution TEXT,
	end_reason TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER mentor_assignment_audit_insert AFTER INSERT ON mentor_assignment BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'mentor_assignment', NEW.id, audit_json (
			'person_id', NEW.person_id, 'mentor_id', NEW.mentor_id,
			'mentor_name', NEW.mentor_name, 'from_date', NEW.from_date,
			'to_date', NEW.to_date, 'resolution', NEW.resolution,
			'end_reason', NEW.end_reason));
END;
CREATE TRIGGER mentor_assignment_audit_update AFTER UPDATE OF
		id, person_id, mentor_id, mentor_name, from_date, to_date, resolution,
		end_reason
ON mentor_assignment BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'mentor_assignment', NEW.id, audit_json (
			'person_id', OLD.person_id, 'mentor_id', OLD.mentor_id,
			'mentor_name', OLD.mentor_name, 'from_date', OLD.from_date,
			'to_date', OLD.to_date, 'resolution', OLD.resolution,
			'end_reason', OLD.end_reason), audit_json (
			'person_id', NEW.person_id, 'mentor_id', NEW.mentor_id,
			'mentor_name', NEW.mentor_name, 'from_date', NEW.from_date,
			'to_date', NEW.to_date, 'resolution', NEW.resolution,
			'end_reason', NEW.end_reason));
END;
CREATE TRIGGER mentor_assignment_audit_delete AFTER DELETE ON mentor_assignment BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'mentor_assignment', OLD.id, audit_json (
			'person_id', OLD.person_id, 'mentor_id', OLD.mentor_id,
			'mentor_name', OLD.mentor_name, 'from_date', OLD.from_date,
			'to_date', OLD.to_date, 'resolution', OLD.resolution,
			'end_reason', OLD.end_reason));
END;

-- A target of a year (from_year = to_year) or a term, of the committee (no cell) or a cell. A percentage
-- is in hundredths and needs its base.
CREATE TABLE target (
	id INTEGER PRIMARY KEY,
	from_year INTEGER NOT NULL CONSTRAINT from_year CHECK (from_year BETWEEN 1930 AND 2200),
	to_year INTEGER NOT NULL CONSTRAINT to_year CHECK (to_year BETWEEN from_year AND from_year + 20),
	cell_id INTEGER REFERENCES cell (id),
	kind INTEGER NOT NULL CONSTRAINT kind CHECK (kind IN (1, 2, 3)),
	count INTEGER CONSTRAINT count CHECK (count >= 0),
	percent INTEGER CONSTRAINT percent CHECK (percent BETWEEN 0 AND 100000),
	base INTEGER CONSTRAINT base CHECK (base >= 0),
	base_date TEXT CONSTRAINT base_date CHECK (base_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	set_by TEXT,
	paper_no TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER target_audit_insert AFTER INSERT ON target BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'target', NEW.id, audit_json (
			'from_year', NEW.from_year, 'to_year', NEW.to_year,
			'cell_id', NEW.cell_id, 'kind', NEW.kind, 'count', NEW.count,
			'percent', NEW.percent, 'base', NEW.base, 'base_date', NEW.base_date,
			'set_by', NEW.set_by, 'paper_no', NEW.paper_no));
END;
CREATE TRIGGER target_audit_update AFTER UPDATE OF
		id, from_year, to_year, cell_id, kind, count, percent, base, base_date, set_by,
		paper_no
ON target BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'target', NEW.id, audit_json (
			'from_year', OLD.from_year, 'to_year', OLD.to_year,
			'cell_id', OLD.cell_id, 'kind', OLD.kind, 'count', OLD.count,
			'percent', OLD.percent, 'base', OLD.base, 'base_date', OLD.base_date,
			'set_by', OLD.set_by, 'paper_no', OLD.paper_no), audit_json (
			'from_year', NEW.from_year, 'to_year', NEW.to_year,
			'cell_id', NEW.cell_id, 'kind', NEW.kind, 'count', NEW.count,
			'percent', NEW.percent, 'base', NEW.base, 'base_date', NEW.base_date,
			'set_by', NEW.set_by, 'paper_no', NEW.paper_no));
END;
CREATE TRIGGER target_audit_delete AFTER DELETE ON target BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'target', OLD.id, audit_json (
			'from_year', OLD.from_year, 'to_year', OLD.to_year,
			'cell_id', OLD.cell_id, 'kind', OLD.kind, 'count', OLD.count,
			'percent', OLD.percent, 'base', OLD.base, 'base_date', OLD.base_date,
			'set_by', OLD.set_by, 'paper_no', OLD.paper_no));
END;

-- Words of names (folded), in the order of names: search as one types reads only what it shows.
CREATE TABLE person_word (
	word TEXT NOT NULL,
	name_key BLOB NOT NULL,
	person_id INTEGER NOT NULL,
	PRIMARY KEY (word, name_key, person_id)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX committee_from ON committee (ifnull (from_date, ''));
CREATE UNIQUE INDEX cell_code ON cell (code);
CREATE INDEX cell_order ON cell (type, code_key, id);
CREATE INDEX cell_successor ON cell (successor_id);
CREATE UNIQUE INDEX cell_name_from ON cell_name (cell_id, ifnull (from_date, ''));
CREATE INDEX cell_name_name ON cell_name (name_fold);
CREATE UNIQUE INDEX cell_post_from ON cell_post (cell_id, post, ifnull (from_date, ''));
CREATE UNIQUE INDEX cell_count_as_of ON cell_count (cell_id, as_of);

CREATE UNIQUE INDEX person_cccd ON person (cccd) WHERE cccd IS NOT NULL;
CREATE INDEX person_name ON person (name_key, id);
CREATE INDEX person_cell_name ON person (cell_id, name_key, id);
CREATE INDEX candidate_name ON person (name_key, id) WHERE is_candidate = 1;
CREATE INDEX candidate_cell_stage ON person (cell_id, stage, name_key, id) WHERE is_candidate = 1;
CREATE INDEX candidate_stage ON person (stage, name_key, id) WHERE is_candidate = 1;
CREATE INDEX candidate_since ON person (stage_on, id) WHERE is_candidate = 1;
CREATE INDEX candidate_uncovered ON person (name_key, id) WHERE uncovered = 1;
CREATE INDEX member_name ON person (name_key, id) WHERE stage BETWEEN 10 AND 12;
CREATE INDEX member_cell ON person (cell_id, name_key, id) WHERE stage BETWEEN 10 AND 12;
CREATE INDEX probation_since ON person (stage_on, id) WHERE stage = 10;

CREATE INDEX person_cell_person ON person_cell (person_id, from_date);
CREATE INDEX person_cell_cell ON person_cell (cell_id);
CREATE UNIQUE INDEX person_cell_now ON person_cell (person_id) WHERE to_date IS NULL;
CREATE UNIQUE INDEX event_person ON event (person_id, kind, on_date);
CREATE INDEX event_kind_date ON event (kind, on_date, person_id);
CREATE INDEX event_finder ON event (finder_id) WHERE finder_id IS NOT NULL;
CREATE INDEX mentor_assignment_person ON mentor_assignment (person_id);
CREATE INDEX mentor_assignment_mentor ON mentor_assignment (mentor_id, to_date);
CREATE UNIQUE INDEX target_of ON target (from_year, to_year, ifnull (cell_id, 0), kind);
CREATE INDEX target_cell ON target (cell_id) WHERE cell_id IS NOT NULL;
