-- The way of a dossier by the rules of its day: rule sets of the office, the days off, papers, votes, background
-- checks; and what is due, kept for the list (`check` and a test prove it equal to what follows).
INSERT INTO event_kind VALUES (31, 'arrived');

-- The office's own rule sets (bộ quy định), copied from a shipped one or from another. One that a dossier
-- rests on is not changed any more: a change makes a new row, and this one is superseded.
CREATE TABLE rule_set (
	id INTEGER PRIMARY KEY,
	number TEXT NOT NULL CONSTRAINT number CHECK (length(number) BETWEEN 1 AND 80),
	from_date TEXT NOT NULL CONSTRAINT from_date CHECK (from_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	copied_from TEXT,
	guides TEXT,
	is_superseded INTEGER NOT NULL DEFAULT 0 CONSTRAINT is_superseded CHECK (is_superseded IN (0, 1)),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER rule_set_audit_insert AFTER INSERT ON rule_set BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'rule_set', NEW.id, audit_json (
			'number', NEW.number, 'from_date', NEW.from_date,
			'copied_from', NEW.copied_from, 'guides', NEW.guides,
			'is_superseded', NEW.is_superseded));
END;
CREATE TRIGGER rule_set_audit_update AFTER UPDATE OF
		id, number, from_date, copied_from, guides, is_superseded
ON rule_set BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'rule_set', NEW.id, audit_json (
			'number', OLD.number, 'from_date', OLD.from_date,
			'copied_from', OLD.copied_from, 'guides', OLD.guides,
			'is_superseded', OLD.is_superseded), audit_json (
			'number', NEW.number, 'from_date', NEW.from_date,
			'copied_from', NEW.copied_from, 'guides', NEW.guides,
			'is_superseded', NEW.is_superseded));
END;
CREATE TRIGGER rule_set_audit_delete AFTER DELETE ON rule_set BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'rule_set', OLD.id, audit_json (
			'number', OLD.number, 'from_date', OLD.from_date,
			'copied_from', OLD.copied_from, 'guides', OLD.guides,
			'is_superseded', OLD.is_superseded));
END;

-- What such a set says, by the code of its parameter; no value: nothing.
CREATE TABLE rule_value (
	id INTEGER PRIMARY KEY,
	rule_set_id INTEGER NOT NULL REFERENCES rule_set (id),
	param TEXT NOT NULL,
	value INTEGER,
	document TEXT,
	document_date TEXT CONSTRAINT document_date CHECK (document_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	point TEXT,
	mark TEXT NOT NULL CONSTRAINT mark CHECK (mark IN ('P', 'L', 'S', 'I', 'O')),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER rule_value_audit_insert AFTER INSERT ON rule_value BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'rule_value', NEW.id, audit_json (
			'rule_set_id', NEW.rule_set_id, 'param', NEW.param, 'value', NEW.value,
			'document', NEW.document, 'document_date', NEW.document_date,
			'point', NEW.point, 'mark', NEW.mark));
END;
CREATE TRIGGER rule_value_audit_update AFTER UPDATE OF
		id, rule_set_id, param, value, document, document_date, point, mark
ON rule_value BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'rule_value', NEW.id, audit_json (
			'rule_set_id', OLD.rule_set_id, 'param', OLD.param, 'value', OLD.value,
			'document', OLD.document, 'document_date', OLD.document_date,
			'point', OLD.point, 'mark', OLD.mark), audit_json (
			'rule_set_id', NEW.rule_set_id, 'param', NEW.param, 'value', NEW.value,
			'document', NEW.document, 'document_date', NEW.document_date,
			'point', NEW.point, 'mark', NEW.mark));
END;
CREATE TRIGGER rule_value_audit_delete AFTER DELETE ON rule_value BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'rule_value', OLD.id, audit_json (
			'rule_set_id', OLD.rule_set_id, 'param', OLD.param, 'value', OLD.value,
			'document', OLD.document, 'document_date', OLD.document_date,
			'point', OLD.point, 'mark', OLD.mark));
END;

-- The papers it asks for.
CREATE TABLE rule_paper (
	id INTEGER PRIMARY KEY,
	rule_set_id INTEGER NOT NULL REFERENCES rule_set (id),
	position INTEGER NOT NULL,
	code TEXT NOT NULL CONSTRAINT code CHECK (length(code) BETWEEN 1 AND 40),
	form TEXT,
	title TEXT NOT NULL CONSTRAINT title CHECK (length(title) BETWEEN 1 AND 300),
	step INTEGER NOT NULL CONSTRAINT step CHECK (step BETWEEN 1 AND 11),
	need INTEGER NOT NULL CONSTRAINT need CHECK (need BETWEEN 0 AND 9),
	mover INTEGER NOT NULL CONSTRAINT mover CHECK (mover BETWEEN 1 AND 11),
	event INTEGER REFERENCES event_kind (kind),
	is_redone INTEGER NOT NULL DEFAULT 0 CONSTRAINT is_redone CHECK (is_redone IN (0, 1)),
	document TEXT,
	document_date TEXT CONSTRAINT document_date CHECK (document_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	point TEXT,
	mark TEXT NOT NULL CONSTRAINT mark CHECK (mark IN ('P', 'L', 'S', 'I', 'O')),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER rule_paper_audit_insert AFTER INSERT ON rule_paper BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'rule_paper', NEW.id, audit_json (
			'rule_set_id', NEW.rule_set_id, 'position', NEW.position, 'code', NEW.code,
			'form', NEW.form, 'title', NEW.title, 'step', NEW.step, 'need', NEW.need,
			'mover', NEW.mover, 'event', NEW.event, 'is_redone', NEW.is_redone,
			'document', NEW.document, 'document_date', NEW.document_date,
			'point', NEW.point, 'mark', NEW.mark));
END;
CREATE TRIGGER rule_paper_audit_update AFTER UPDATE OF
		id, rule_set_id, position, code, form, title, step, need, mover, event,
		is_redone, document, document_date, point, mark
ON rule_paper BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'rule_paper', NEW.id, audit_json (
			'rule_set_id', OLD.rule_set_id, 'position', OLD.position, 'code', OLD.code,
			'form', OLD.form, 'title', OLD.title, 'step', OLD.step, 'need', OLD.need,
			'mover', OLD.mover, 'event', OLD.event, 'is_redone', OLD.is_redone,
			'document', OLD.document, 'document_date', OLD.document_date,
			'point', OLD.point, 'mark', OLD.mark), audit_json (
			'rule_set_id', NEW.rule_set_id, 'position', NEW.position, 'code', NEW.code,
			'form', NEW.form, 'title', NEW.title, 'step', NEW.step, 'need', NEW.need,
			'mover', NEW.mover, 'event', NEW.event, 'is_redone', NEW.is_redone,
			'document', NEW.document, 'document_date', NEW.document_date,
			'point', NEW.point, 'mark', NEW.mark));
END;
CREATE TRIGGER rule_paper_audit_delete AFTER DELETE ON rule_paper BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'rule_paper', OLD.id, audit_json (
			'rule_set_id', OLD.rule_set_id, 'position', OLD.position, 'code', OLD.code,
			'form', OLD.form, 'title', OLD.title, 'step', OLD.step, 'need', OLD.need,
			'mover', OLD.mover, 'event', OLD.event, 'is_redone', OLD.is_redone,
			'document', OLD.document, 'document_date', OLD.document_date,
			'point', OLD.point, 'mark', OLD.mark));
END;

-- Who decides from a day on, where that is not as shipped: for one cell, a type of cells, or all.
CREATE TABLE authority (
	id INTEGER PRIMARY KEY,
	from_date TEXT NOT NULL CONSTRAINT from_date CHECK (from_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	cell_id INTEGER REFERENCES cell (id),
	cell_type INTEGER REFERENCES cell_type (type),
	kind INTEGER NOT NULL CONSTRAINT kind CHECK (kind IN (1, 2, 3)),
	name TEXT NOT NULL CONSTRAINT name CHECK (length(name) BETWEEN 1 AND 200),
	on_behalf TEXT,
	vote INTEGER NOT NULL CONSTRAINT vote CHECK (vote BETWEEN 1010 AND 99991),
	document TEXT,
	document_date TEXT CONSTRAINT document_date CHECK (document_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	point TEXT,
	mark TEXT NOT NULL CONSTRAINT mark CHECK (mark IN ('P', 'L', 'S', 'I', 'O')),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER authority_audit_insert AFTER INSERT ON authority BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'authority', NEW.id, audit_json (
			'from_date', NEW.from_date, 'cell_id', NEW.cell_id,
			'cell_type', NEW.cell_type, 'kind', NEW.kind, 'name', NEW.name,
			'on_behalf', NEW.on_behalf, 'vote', NEW.vote, 'document', NEW.document,
			'document_date', NEW.document_date, 'point', NEW.point, 'mark', NEW.mark));
END;
CREATE TRIGGER authority_audit_update AFTER UPDATE OF
		id, from_date, cell_id, cell_type, kind, name, on_behalf, vote, document,
		document_date, point, mark
ON authority BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'authority', NEW.id, audit_json (
			'from_date', OLD.from_date, 'cell_id', OLD.cell_id,
			'cell_type', OLD.cell_type, 'kind', OLD.kind, 'name', OLD.name,
			'on_behalf', OLD.on_behalf, 'vote', OLD.vote, 'document', OLD.document,
			'document_date', OLD.document_date, 'point', OLD.point, 'mark', OLD.mark), audit_json (
			'from_date', NEW.from_date, 'cell_id', NEW.cell_id,
			'cell_type', NEW.cell_type, 'kind', NEW.kind, 'name', NEW.name,
			'on_behalf', NEW.on_behalf, 'vote', NEW.vote, 'document', NEW.document,
			'document_date', NEW.document_date, 'point', NEW.point, 'mark', NEW.mark));
END;
CREATE TRIGGER authority_audit_delete AFTER DELETE ON authority BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'authority', OLD.id, audit_json (
			'from_date', OLD.from_date, 'cell_id', OLD.cell_id,
			'cell_type', OLD.cell_type, 'kind', OLD.kind, 'name', OLD.name,
			'on_behalf', OLD.on_behalf, 'vote', OLD.vote, 'document', OLD.document,
			'document_date', OLD.document_date, 'point', OLD.point, 'mark', OLD.mark));
END;

-- The office's own days off and worked Saturdays or Sundays, over those of the law.
CREATE TABLE day_off (
	id INTEGER PRIMARY KEY,
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	is_worked INTEGER NOT NULL DEFAULT 0 CONSTRAINT is_worked CHECK (is_worked IN (0, 1)),
	reason TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER day_off_audit_insert AFTER INSERT ON day_off BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'day_off', NEW.id, audit_json (
			'on_date', NEW.on_date, 'is_worked', NEW.is_worked, 'reason', NEW.reason));
END;
CREATE TRIGGER day_off_audit_update AFTER UPDATE OF
		id, on_date, is_worked, reason
ON day_off BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'day_off', NEW.id, audit_json (
			'on_date', OLD.on_date, 'is_worked', OLD.is_worked, 'reason', OLD.reason), audit_json (
			'on_date', NEW.on_date, 'is_worked', NEW.is_worked, 'reason', NEW.reason));
END;
CREATE TRIGGER day_off_audit_delete AFTER DELETE ON day_off BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'day_off', OLD.id, audit_json (
			'on_date', OLD.on_date, 'is_worked', OLD.is_worked, 'reason', OLD.reason));
END;

-- Years whose days off the office has held against the announcement.
CREATE TABLE calendar_year (
	id INTEGER PRIMARY KEY,
	year INTEGER NOT NULL CONSTRAINT year CHECK (year BETWEEN 1930 AND 2200),
	paper_no TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER calendar_year_audit_insert AFTER INSERT ON calendar_year BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'calendar_year', NEW.id, audit_json (
			'year', NEW.year, 'paper_no', NEW.paper_no));
END;
CREATE TRIGGER calendar_year_audit_update AFTER UPDATE OF
		id, year, paper_no
ON calendar_year BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'calendar_year', NEW.id, audit_json (
			'year', OLD.year, 'paper_no', OLD.paper_no), audit_json (
			'year', NEW.year, 'paper_no', NEW.paper_no));
END;
CREATE TRIGGER calendar_year_audit_delete AFTER DELETE ON calendar_year BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'calendar_year', OLD.id, audit_json (
			'year', OLD.year, 'paper_no', OLD.paper_no));
END;

-- The papers of one way of a person to admission. The rule set is frozen when the papers begin: a shipped
-- one by its key, or one of the office's own.
CREATE TABLE dossier (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	began_on TEXT NOT NULL CONSTRAINT began_on CHECK (began_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	frozen_on TEXT CONSTRAINT frozen_on CHECK (frozen_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	rule_shipped TEXT,
	rule_set_id INTEGER REFERENCES rule_set (id),
	decision_received TEXT CONSTRAINT decision_received CHECK (decision_received GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	education_case INTEGER NOT NULL DEFAULT 0 CONSTRAINT education_case CHECK (education_case IN (0, 1, 2)),
	is_union INTEGER NOT NULL DEFAULT 0 CONSTRAINT is_union CHECK (is_union IN (0, 1)),
	is_pupil INTEGER NOT NULL DEFAULT 0 CONSTRAINT is_pupil CHECK (is_pupil IN (0, 1)),
	has_subcommittee INTEGER NOT NULL DEFAULT 0 CONSTRAINT has_subcommittee CHECK (has_subcommittee IN (0, 1)),
	no_check INTEGER NOT NULL DEFAULT 0 CONSTRAINT no_check CHECK (no_check IN (0, 1)),
	no_check_reason TEXT,
	left_how INTEGER NOT NULL DEFAULT 0 CONSTRAINT left_how CHECK (left_how BETWEEN 0 AND 3),
	left_on TEXT CONSTRAINT left_on CHECK (left_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	was_readmitted INTEGER NOT NULL DEFAULT 0 CONSTRAINT was_readmitted CHECK (was_readmitted IN (0, 1)),
	age_consent TEXT,
	readmit_consent TEXT,
	rev INTEGER NOT NULL DEFAULT 1,
	CONSTRAINT rule_set CHECK (rule_shipped IS NULL OR rule_set_id IS NULL)
) STRICT;
CREATE TRIGGER dossier_audit_insert AFTER INSERT ON dossier BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'dossier', NEW.id, audit_json (
			'person_id', NEW.person_id, 'began_on', NEW.began_on,
			'frozen_on', NEW.frozen_on, 'rule_shipped', NEW.rule_shipped,
			'rule_set_id', NEW.rule_set_id, 'decision_received', NEW.decision_received,
			'education_case', NEW.education_case, 'is_union', NEW.is_union,
			'is_pupil', NEW.is_pupil, 'has_subcommittee', NEW.has_subcommittee,
			'no_check', NEW.no_check,
			'no_check_reason', NEW.no_check_reason, 'left_how', NEW.left_how,
			'left_on', NEW.left_on, 'was_readmitted', NEW.was_readmitted,
			'age_consent', NEW.age_consent, 'readmit_consent', NEW.readmit_consent));
END;
CREATE TRIGGER dossier_audit_update AFTER UPDATE OF
		id, person_id, began_on, frozen_on, rule_shipped, rule_set_id,
		decision_received, education_case, is_union, is_pupil, has_subcommittee, no_check,
		no_check_reason, left_how, left_on, was_readmitted, age_consent,
		readmit_consent
ON dossier BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'dossier', NEW.id, audit_json (
			'person_id', OLD.person_id, 'began_on', OLD.began_on,
			'frozen_on', OLD.frozen_on, 'rule_shipped', OLD.rule_shipped,
			'rule_set_id', OLD.rule_set_id, 'decision_received', OLD.decision_received,
			'education_case', OLD.education_case, 'is_union', OLD.is_union,
			'is_pupil', OLD.is_pupil, 'has_subcommittee', OLD.has_subcommittee,
			'no_check', OLD.no_check,
			'no_check_reason', OLD.no_check_reason, 'left_how', OLD.left_how,
			'left_on', OLD.left_on, 'was_readmitted', OLD.was_readmitted,
			'age_consent', OLD.age_consent, 'readmit_consent', OLD.readmit_consent), audit_json (
			'person_id', NEW.person_id, 'began_on', NEW.began_on,
			'frozen_on', NEW.frozen_on, 'rule_shipped', NEW.rule_shipped,
			'rule_set_id', NEW.rule_set_id, 'decision_received', NEW.decision_received,
			'education_case', NEW.education_case, 'is_union', NEW.is_union,
			'is_pupil', NEW.is_pupil, 'has_subcommittee', NEW.has_subcommittee,
			'no_check', NEW.no_check,
			'no_check_reason', NEW.no_check_reason, 'left_how', NEW.left_how,
			'left_on', NEW.left_on, 'was_readmitted', NEW.was_readmitted,
			'age_consent', NEW.age_consent, 'readmit_consent', NEW.readmit_consent));
END;
CREATE TRIGGER dossier_audit_delete AFTER DELETE ON dossier BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'dossier', OLD.id, audit_json (
			'person_id', OLD.person_id, 'began_on', OLD.began_on,
			'frozen_on', OLD.frozen_on, 'rule_shipped', OLD.rule_shipped,
			'rule_set_id', OLD.rule_set_id, 'decision_received', OLD.decision_received,
			'education_case', OLD.education_case, 'is_union', OLD.is_union,
			'is_pupil', OLD.is_pupil, 'has_subcommittee', OLD.has_subcommittee,
			'no_check', OLD.no_check,
			'no_check_reason', OLD.no_check_reason, 'left_how', OLD.left_how,
			'left_on', OLD.left_on, 'was_readmitted', OLD.was_readmitted,
			'age_consent', OLD.age_consent, 'readmit_consent', OLD.readmit_consent));
END;

-- A paper of a dossier: had or not, its number and day, where it is kept. Never what it says.
CREATE TABLE paper (
	id INTEGER PRIMARY KEY,
	dossier_id INTEGER NOT NULL REFERENCES dossier (id),
	code TEXT NOT NULL CONSTRAINT code CHECK (length(code) BETWEEN 1 AND 40),
	state INTEGER NOT NULL CONSTRAINT state CHECK (state IN (1, 2, 3)),
	on_date TEXT CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	paper_no TEXT,
	kept_at TEXT,
	reason TEXT CONSTRAINT reason CHECK (state <> 3 OR length(reason) > 0),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER paper_audit_insert AFTER INSERT ON paper BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'paper', NEW.id, audit_json (
			'dossier_id', NEW.dossier_id, 'code', NEW.code, 'state', NEW.state,
			'on_date', NEW.on_date, 'paper_no', NEW.paper_no, 'kept_at', NEW.kept_at,
			'reason', NEW.reason));
END;
CREATE TRIGGER paper_audit_update AFTER UPDATE OF
		id, dossier_id, code, state, on_date, paper_no, kept_at, reason
ON paper BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'paper', NEW.id, audit_json (
			'dossier_id', OLD.dossier_id, 'code', OLD.code, 'state', OLD.state,
			'on_date', OLD.on_date, 'paper_no', OLD.paper_no, 'kept_at', OLD.kept_at,
			'reason', OLD.reason), audit_json (
			'dossier_id', NEW.dossier_id, 'code', NEW.code, 'state', NEW.state,
			'on_date', NEW.on_date, 'paper_no', NEW.paper_no, 'kept_at', NEW.kept_at,
			'reason', NEW.reason));
END;
CREATE TRIGGER paper_audit_delete AFTER DELETE ON paper BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'paper', OLD.id, audit_json (
			'dossier_id', OLD.dossier_id, 'code', OLD.code, 'state', OLD.state,
			'on_date', OLD.on_date, 'paper_no', OLD.paper_no, 'kept_at', OLD.kept_at,
			'reason', OLD.reason));
END;

-- A vote, passed or not, in whole numbers; the base has nobody in it who was left out.
CREATE TABLE vote (
	id INTEGER PRIMARY KEY,
	dossier_id INTEGER NOT NULL REFERENCES dossier (id),
	purpose INTEGER NOT NULL CONSTRAINT purpose CHECK (purpose IN (1, 2, 3)),
	body INTEGER NOT NULL CONSTRAINT body CHECK (body IN (1, 2, 3)),
	round INTEGER NOT NULL CONSTRAINT round CHECK (round BETWEEN 1 AND 20),
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	base INTEGER NOT NULL CONSTRAINT base CHECK (base > 0),
	left_out INTEGER NOT NULL DEFAULT 0 CONSTRAINT left_out CHECK (left_out >= 0),
	left_out_why TEXT,
	present INTEGER NOT NULL CONSTRAINT present CHECK (present BETWEEN 0 AND base),
	yes INTEGER NOT NULL CONSTRAINT yes CHECK (yes >= 0),
	no INTEGER NOT NULL CONSTRAINT no CHECK (no >= 0),
	invalid INTEGER NOT NULL DEFAULT 0 CONSTRAINT invalid CHECK (invalid >= 0),
	is_secret INTEGER NOT NULL CONSTRAINT is_secret CHECK (is_secret IN (0, 1)),
	paper_no TEXT,
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1,
	CONSTRAINT yes CHECK (yes + no + invalid <= present)
) STRICT;
CREATE TRIGGER vote_audit_insert AFTER INSERT ON vote BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'vote', NEW.id, audit_json (
			'dossier_id', NEW.dossier_id, 'purpose', NEW.purpose, 'body', NEW.body,
			'round', NEW.round, 'on_date', NEW.on_date, 'base', NEW.base,
			'left_out', NEW.left_out, 'left_out_why', NEW.left_out_why,
			'present', NEW.present, 'yes', NEW.yes, 'no', NEW.no, 'invalid', NEW.invalid,
			'is_secret', NEW.is_secret, 'paper_no', NEW.paper_no, 'note', NEW.note));
END;
CREATE TRIGGER vote_audit_update AFTER UPDATE OF
		id, dossier_id, purpose, body, round, on_date, base, left_out, left_out_why,
		present, yes, no, invalid, is_secret, paper_no, note
ON vote BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'vote', NEW.id, audit_json (
			'dossier_id', OLD.dossier_id, 'purpose', OLD.purpose, 'body', OLD.body,
			'round', OLD.round, 'on_date', OLD.on_date, 'base', OLD.base,
			'left_out', OLD.left_out, 'left_out_why', OLD.left_out_why,
			'present', OLD.present, 'yes', OLD.yes, 'no', OLD.no, 'invalid', OLD.invalid,
			'is_secret', OLD.is_secret, 'paper_no', OLD.paper_no, 'note', OLD.note), audit_json (
			'dossier_id', NEW.dossier_id, 'purpose', NEW.purpose, 'body', NEW.body,
			'round', NEW.round, 'on_date', NEW.on_date, 'base', NEW.base,
			'left_out', NEW.left_out, 'left_out_why', NEW.left_out_why,
			'present', NEW.present, 'yes', NEW.yes, 'no', NEW.no, 'invalid', NEW.invalid,
			'is_secret', NEW.is_secret, 'paper_no', NEW.paper_no, 'note', NEW.note));
END;
CREATE TRIGGER vote_audit_delete AFTER DELETE ON vote BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'vote', OLD.id, audit_json (
			'dossier_id', OLD.dossier_id, 'purpose', OLD.purpose, 'body', OLD.body,
			'round', OLD.round, 'on_date', OLD.on_date, 'base', OLD.base,
			'left_out', OLD.left_out, 'left_out_why', OLD.left_out_why,
			'present', OLD.present, 'yes', OLD.yes, 'no', OLD.no, 'invalid', OLD.invalid,
			'is_secret', OLD.is_secret, 'paper_no', OLD.paper_no, 'note', OLD.note));
END;

-- A background check: sent, answered, yes or no, where the paper is kept. Never its content.
CREATE TABLE inquiry (
	id INTEGER PRIMARY KEY,
	dossier_id INTEGER NOT NULL REFERENCES dossier (id),
	sent_to TEXT NOT NULL CONSTRAINT sent_to CHECK (length(sent_to) BETWEEN 1 AND 200),
	sent_on TEXT NOT NULL CONSTRAINT sent_on CHECK (sent_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	is_abroad INTEGER NOT NULL DEFAULT 0 CONSTRAINT is_abroad CHECK (is_abroad IN (0, 1)),
	is_recheck INTEGER NOT NULL DEFAULT 0 CONSTRAINT is_recheck CHECK (is_recheck IN (0, 1)),
	paper_no TEXT,
	answered_on TEXT CONSTRAINT answered_on CHECK (answered_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	conclusion INTEGER CONSTRAINT conclusion CHECK (conclusion IN (0, 1)),
	kept_at TEXT,
	rev INTEGER NOT NULL DEFAULT 1,
	CONSTRAINT conclusion CHECK ((answered_on IS NULL) = (conclusion IS NULL))
) STRICT;
CREATE TRIGGER inquiry_audit_insert AFTER INSERT ON inquiry BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'inquiry', NEW.id, audit_json (
			'dossier_id', NEW.dossier_id, 'sent_to', NEW.sent_to, 'sent_on', NEW.sent_on,
			'is_abroad', NEW.is_abroad, 'is_recheck', NEW.is_recheck,
			'paper_no', NEW.paper_no, 'answered_on', NEW.answered_on,
			'conclusion', NEW.conclusion, 'kept_at', NEW.kept_at));
END;
CREATE TRIGGER inquiry_audit_update AFTER UPDATE OF
		id, dossier_id, sent_to, sent_on, is_abroad, is_recheck, paper_no,
		answered_on, conclusion, kept_at
ON inquiry BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'inquiry', NEW.id, audit_json (
			'dossier_id', OLD.dossier_id, 'sent_to', OLD.sent_to, 'sent_on', OLD.sent_on,
			'is_abroad', OLD.is_abroad, 'is_recheck', OLD.is_recheck,
			'paper_no', OLD.paper_no, 'answered_on', OLD.answered_on,
			'conclusion', OLD.conclusion, 'kept_at', OLD.kept_at), audit_json (
			'dossier_id', NEW.dossier_id, 'sent_to', NEW.sent_to, 'sent_on', NEW.sent_on,
			'is_abroad', NEW.is_abroad, 'is_recheck', NEW.is_recheck,
			'paper_no', NEW.paper_no, 'answered_on', NEW.answered_on,
			'conclusion', NEW.conclusion, 'kept_at', NEW.kept_at));
END;
CREATE TRIGGER inquiry_audit_delete AFTER DELETE ON inquiry BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'inquiry', OLD.id, audit_json (
			'dossier_id', OLD.dossier_id, 'sent_to', OLD.sent_to, 'sent_on', OLD.sent_on,
			'is_abroad', OLD.is_abroad, 'is_recheck', OLD.is_recheck,
			'paper_no', OLD.paper_no, 'answered_on', OLD.answered_on,
			'conclusion', OLD.conclusion, 'kept_at', OLD.kept_at));
END;

-- More time for a step, or the consent to be late, in writing; kinds are those of task.
CREATE TABLE extension (
	id INTEGER PRIMARY KEY,
	dossier_id INTEGER NOT NULL REFERENCES dossier (id),
	kind INTEGER NOT NULL CONSTRAINT kind CHECK (kind BETWEEN 1 AND 60),
	until TEXT NOT NULL CONSTRAINT until CHECK (until GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	paper_no TEXT NOT NULL CONSTRAINT paper_no CHECK (length(paper_no) > 0),
	granted_by TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER extension_audit_insert AFTER INSERT ON extension BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'extension', NEW.id, audit_json (
			'dossier_id', NEW.dossier_id, 'kind', NEW.kind, 'until', NEW.until,
			'paper_no', NEW.paper_no, 'granted_by', NEW.granted_by));
END;
CREATE TRIGGER extension_audit_update AFTER UPDATE OF
		id, dossier_id, kind, until, paper_no, granted_by
ON extension BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'extension', NEW.id, audit_json (
			'dossier_id', OLD.dossier_id, 'kind', OLD.kind, 'until', OLD.until,
			'paper_no', OLD.paper_no, 'granted_by', OLD.granted_by), audit_json (
			'dossier_id', NEW.dossier_id, 'kind', NEW.kind, 'until', NEW.until,
			'paper_no', NEW.paper_no, 'granted_by', NEW.granted_by));
END;
CREATE TRIGGER extension_audit_delete AFTER DELETE ON extension BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'extension', OLD.id, audit_json (
			'dossier_id', OLD.dossier_id, 'kind', OLD.kind, 'until', OLD.until,
			'paper_no', OLD.paper_no, 'granted_by', OLD.granted_by));
END;

-- What is due, by day: kinds are those of rules/dossier.h. Follows from the other tables and the calendar.
CREATE TABLE task (
	due_on TEXT NOT NULL,
	person_id INTEGER NOT NULL REFERENCES person (id),
	kind INTEGER NOT NULL,
	nth INTEGER NOT NULL DEFAULT 0,
	opens_on TEXT,
	mover INTEGER NOT NULL,
	state INTEGER NOT NULL,
	is_lapse INTEGER NOT NULL,
	cell_id INTEGER,
	PRIMARY KEY (due_on, person_id, kind, nth)
) STRICT, WITHOUT ROWID;
-- By which reading of the rules and days off the kept rows above were made.
CREATE TABLE derived (
	name TEXT PRIMARY KEY,
	version TEXT NOT NULL
) STRICT;

CREATE INDEX task_person ON task (person_id);
CREATE INDEX task_cell ON task (cell_id, due_on, person_id);
CREATE INDEX task_kind ON task (kind, due_on, person_id);

CREATE UNIQUE INDEX rule_set_from ON rule_set (from_date, number) WHERE is_superseded = 0;
CREATE UNIQUE INDEX rule_value_param ON rule_value (rule_set_id, param);
CREATE UNIQUE INDEX rule_paper_code ON rule_paper (rule_set_id, code);
CREATE INDEX rule_paper_event ON rule_paper (event) WHERE event IS NOT NULL;
CREATE UNIQUE INDEX authority_from ON authority (from_date, ifnull (cell_id, 0), ifnull (cell_type, 0));
CREATE INDEX authority_cell ON authority (cell_id) WHERE cell_id IS NOT NULL;
CREATE INDEX authority_cell_type ON authority (cell_type) WHERE cell_type IS NOT NULL;
CREATE UNIQUE INDEX day_off_on ON day_off (on_date);
CREATE UNIQUE INDEX calendar_year_year ON calendar_year (year);
CREATE UNIQUE INDEX dossier_person ON dossier (person_id, began_on);
CREATE INDEX dossier_rule_set ON dossier (rule_set_id) WHERE rule_set_id IS NOT NULL;
CREATE UNIQUE INDEX paper_code ON paper (dossier_id, code);
CREATE UNIQUE INDEX vote_round ON vote (dossier_id, purpose, body, round);
CREATE INDEX inquiry_dossier ON inquiry (dossier_id);
CREATE INDEX extension_kind ON extension (dossier_id, kind);
