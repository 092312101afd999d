-- Papers: who signs them, their register, the sheets that come back, what the statistics ask, lists with chosen columns,
-- and reports that were sent.

-- Who signs from and until a day, for whom: of the committee (1), of its standing committee (2), of the office on
-- their authority (3), of a cell (4). The signer that a name of the committee has is the one of days for which nobody
-- stands here.
CREATE TABLE signer (
	id INTEGER PRIMARY KEY,
	body INTEGER NOT NULL CONSTRAINT body CHECK (body IN (1, 2, 3, 4)),
	cell_id INTEGER REFERENCES cell (id),
	on_behalf TEXT,
	office_held TEXT NOT NULL CONSTRAINT office_held CHECK (length(office_held) BETWEEN 1 AND 100),
	full_name TEXT NOT NULL CONSTRAINT full_name CHECK (length(full_name) BETWEEN 1 AND 120),
	from_date TEXT CONSTRAINT from_date CHECK (from_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	to_date TEXT CONSTRAINT to_date CHECK (to_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	rev INTEGER NOT NULL DEFAULT 1,
	CONSTRAINT cell CHECK ((body = 4) = (cell_id IS NOT NULL))
) STRICT;
CREATE TRIGGER signer_audit_insert AFTER INSERT ON signer BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'signer', NEW.id, audit_json (
			'body', NEW.body, 'cell_id', NEW.cell_id, 'on_behalf', NEW.on_behalf,
			'office_held', NEW.office_held, 'full_name', NEW.full_name,
			'from_date', NEW.from_date, 'to_date', NEW.to_date));
END;
CREATE TRIGGER signer_audit_update AFTER UPDATE OF
		id, body, cell_id, on_behalf, office_held, full_name, from_date, to_date
ON signer BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'signer', NEW.id, audit_json (
			'body', OLD.body, 'cell_id', OLD.cell_id, 'on_behalf', OLD.on_behalf,
			'office_held', OLD.office_held, 'full_name', OLD.full_name,
			'from_date', OLD.from_date, 'to_date', OLD.to_date), audit_json (
			'body', NEW.body, 'cell_id', NEW.cell_id, 'on_behalf', NEW.on_behalf,
			'office_held', NEW.office_held, 'full_name', NEW.full_name,
			'from_date', NEW.from_date, 'to_date', NEW.to_date));
END;
CREATE TRIGGER signer_audit_delete AFTER DELETE ON signer BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'signer', OLD.id, audit_json (
			'body', OLD.body, 'cell_id', OLD.cell_id, 'on_behalf', OLD.on_behalf,
			'office_held', OLD.office_held, 'full_name', OLD.full_name,
			'from_date', OLD.from_date, 'to_date', OLD.to_date));
END;

-- The register of papers that went out: a number per body (the committee, or a cell), type and term. The number is the
-- clerk's.
CREATE TABLE register (
	id INTEGER PRIMARY KEY,
	cell_id INTEGER REFERENCES cell (id),
	type INTEGER NOT NULL CONSTRAINT type CHECK (type BETWEEN 1 AND 13),
	term INTEGER NOT NULL CONSTRAINT term CHECK (term BETWEEN 1930 AND 2200),
	number INTEGER NOT NULL CONSTRAINT number CHECK (number BETWEEN 1 AND 99999),
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	subject TEXT NOT NULL CONSTRAINT subject CHECK (length(subject) BETWEEN 1 AND 300),
	person_id INTEGER REFERENCES person (id),
	sent_to TEXT,
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER register_audit_insert AFTER INSERT ON register BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'register', NEW.id, audit_json (
			'cell_id', NEW.cell_id, 'type', NEW.type, 'term', NEW.term,
			'number', NEW.number, 'on_date', NEW.on_date, 'subject', NEW.subject,
			'person_id', NEW.person_id, 'sent_to', NEW.sent_to, 'note', NEW.note));
END;
CREATE TRIGGER register_audit_update AFTER UPDATE OF
		id, cell_id, type, term, number, on_date, subject, person_id, sent_to, note
ON register BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'register', NEW.id, audit_json (
			'cell_id', OLD.cell_id, 'type', OLD.type, 'term', OLD.term,
			'number', OLD.number, 'on_date', OLD.on_date, 'subject', OLD.subject,
			'person_id', OLD.person_id, 'sent_to', OLD.sent_to, 'note', OLD.note), audit_json (
			'cell_id', NEW.cell_id, 'type', NEW.type, 'term', NEW.term,
			'number', NEW.number, 'on_date', NEW.on_date, 'subject', NEW.subject,
			'person_id', NEW.person_id, 'sent_to', NEW.sent_to, 'note', NEW.note));
END;
CREATE TRIGGER register_audit_delete AFTER DELETE ON register BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'register', OLD.id, audit_json (
			'cell_id', OLD.cell_id, 'type', OLD.type, 'term', OLD.term,
			'number', OLD.number, 'on_date', OLD.on_date, 'subject', OLD.subject,
			'person_id', OLD.person_id, 'sent_to', OLD.sent_to, 'note', OLD.note));
END;

-- What was heard of a candidate in a month, as the sheet came back: nothing new (1), moved on (2), a difficulty (3),
-- not seen (4).
CREATE TABLE follow_up (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	month TEXT NOT NULL CONSTRAINT month CHECK (month GLOB '[12][0-9][0-9][0-9]-[01][0-9]'),
	state INTEGER NOT NULL CONSTRAINT state CHECK (state IN (1, 2, 3, 4)),
	met_on TEXT CONSTRAINT met_on CHECK (met_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER follow_up_audit_insert AFTER INSERT ON follow_up BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'follow_up', NEW.id, audit_json (
			'person_id', NEW.person_id, 'month', NEW.month, 'state', NEW.state,
			'met_on', NEW.met_on, 'note', NEW.note));
END;
CREATE TRIGGER follow_up_audit_update AFTER UPDATE OF
		id, person_id, month, state, met_on, note
ON follow_up BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'follow_up', NEW.id, audit_json (
			'person_id', OLD.person_id, 'month', OLD.month, 'state', OLD.state,
			'met_on', OLD.met_on, 'note', OLD.note), audit_json (
			'person_id', NEW.person_id, 'month', NEW.month, 'state', NEW.state,
			'met_on', NEW.met_on, 'note', NEW.note));
END;
CREATE TRIGGER follow_up_audit_delete AFTER DELETE ON follow_up BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'follow_up', OLD.id, audit_json (
			'person_id', OLD.person_id, 'month', OLD.month, 'state', OLD.state,
			'met_on', OLD.met_on, 'note', OLD.note));
END;

-- What the statistics ask about a person beyond the person's own data. Ones are yes.
CREATE TABLE person_statistics (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	work_kind INTEGER CONSTRAINT work_kind CHECK (work_kind BETWEEN 1 AND 14),
	academic_title INTEGER CONSTRAINT academic_title CHECK (academic_title IN (1, 2)),
	business_owner INTEGER NOT NULL DEFAULT 0 CONSTRAINT business_owner CHECK (business_owner IN (0, 1)),
	foreign_marriage INTEGER NOT NULL DEFAULT 0 CONSTRAINT foreign_marriage CHECK (foreign_marriage IN (0, 1)),
	policy_case INTEGER NOT NULL DEFAULT 0 CONSTRAINT policy_case CHECK (policy_case IN (0, 1)),
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER person_statistics_audit_insert AFTER INSERT ON person_statistics BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'person_statistics', NEW.id, audit_json (
			'person_id', NEW.person_id, 'work_kind', NEW.work_kind,
			'academic_title', NEW.academic_title,
			'business_owner', NEW.business_owner,
			'foreign_marriage', NEW.foreign_marriage, 'policy_case', NEW.policy_case));
END;
CREATE TRIGGER person_statistics_audit_update AFTER UPDATE OF
		id, person_id, work_kind, academic_title, business_owner, foreign_marriage,
		policy_case
ON person_statistics BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'person_statistics', NEW.id, audit_json (
			'person_id', OLD.person_id, 'work_kind', OLD.work_kind,
			'academic_title', OLD.academic_title,
			'business_owner', OLD.business_owner,
			'foreign_marriage', OLD.foreign_marriage, 'policy_case', OLD.policy_case), audit_json (
			'person_id', NEW.person_id, 'work_kind', NEW.work_kind,
			'academic_title', NEW.academic_title,
			'business_owner', NEW.business_owner,
			'foreign_marriage', NEW.foreign_marriage, 'policy_case', NEW.policy_case));
END;
CREATE TRIGGER person_statistics_audit_delete AFTER DELETE ON person_statistics BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'person_statistics', OLD.id, audit_json (
			'person_id', OLD.person_id, 'work_kind', OLD.work_kind,
			'academic_title', OLD.academic_title,
			'business_owner', OLD.business_owner,
			'foreign_marriage', OLD.foreign_marriage, 'policy_case', OLD.policy_case));
END;

-- Columns of a list as the office wants them, under a name: their codes with spaces between.
CREATE TABLE saved_list (
	id INTEGER PRIMARY KEY,
	list TEXT NOT NULL CONSTRAINT list CHECK (length(list) BETWEEN 1 AND 40),
	name TEXT NOT NULL CONSTRAINT name CHECK (length(name) BETWEEN 1 AND 120),
	columns TEXT NOT NULL CONSTRAINT columns CHECK (length(columns) BETWEEN 1 AND 2000),
	order_by TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER saved_list_audit_insert AFTER INSERT ON saved_list BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'saved_list', NEW.id, audit_json (
			'list', NEW.list, 'name', NEW.name, 'columns', NEW.columns, 'order_by', NEW.order_by));
END;
CREATE TRIGGER saved_list_audit_update AFTER UPDATE OF
		id, list, name, columns, order_by
ON saved_list BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'saved_list', NEW.id, audit_json (
			'list', OLD.list, 'name', OLD.name, 'columns', OLD.columns, 'order_by', OLD.order_by), audit_json (
			'list', NEW.list, 'name', NEW.name, 'columns', NEW.columns, 'order_by', NEW.order_by));
END;
CREATE TRIGGER saved_list_audit_delete AFTER DELETE ON saved_list BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'saved_list', OLD.id, audit_json (
			'list', OLD.list, 'name', OLD.name, 'columns', OLD.columns, 'order_by', OLD.order_by));
END;

-- Reports that were sent: what they said, with names and figures, and the last act of the audit that they rest on.
-- What a report said never changes; when, to whom and under which number it was sent can be said later. The audit
-- keeps that it was kept, not all that it says once more.
CREATE TABLE frozen_report (
	id INTEGER PRIMARY KEY,
	report TEXT NOT NULL CONSTRAINT report CHECK (length(report) BETWEEN 1 AND 40),
	from_date TEXT NOT NULL CONSTRAINT from_date CHECK (from_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	to_date TEXT NOT NULL CONSTRAINT to_date CHECK (to_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	as_of TEXT NOT NULL CONSTRAINT as_of CHECK (as_of GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	cell_id INTEGER REFERENCES cell (id),
	with_overdue INTEGER NOT NULL DEFAULT 0 CONSTRAINT with_overdue CHECK (with_overdue IN (0, 1)),
	lang TEXT NOT NULL CONSTRAINT lang CHECK (lang IN ('vi', 'en')),
	title TEXT NOT NULL,
	paper_no TEXT,
	sent_on TEXT CONSTRAINT sent_on CHECK (sent_on GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	sent_to TEXT,
	frozen_at TEXT NOT NULL,
	frozen_by TEXT NOT NULL,
	audit_id INTEGER NOT NULL,
	doc BLOB NOT NULL,
	json BLOB NOT NULL,
	names BLOB NOT NULL,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER frozen_report_keeps_update BEFORE UPDATE OF
		id, report, from_date, to_date, as_of, cell_id, with_overdue, lang, title, frozen_at, frozen_by, audit_id,
		doc, json, names
ON frozen_report BEGIN
	SELECT RAISE (ABORT, 'a report that was sent does not change');
END;
CREATE TRIGGER frozen_report_audit_insert AFTER INSERT ON frozen_report BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'frozen_report', NEW.id, audit_json (
			'report', NEW.report, 'from_date', NEW.from_date, 'to_date', NEW.to_date,
			'as_of', NEW.as_of, 'cell_id', NEW.cell_id,
			'with_overdue', NEW.with_overdue, 'lang', NEW.lang, 'title', NEW.title,
			'paper_no', NEW.paper_no, 'sent_on', NEW.sent_on, 'sent_to', NEW.sent_to,
			'frozen_at', NEW.frozen_at, 'frozen_by', NEW.frozen_by,
			'audit_id', NEW.audit_id));
END;
CREATE TRIGGER frozen_report_audit_update AFTER UPDATE OF
		id, report, from_date, to_date, as_of, cell_id, with_overdue, lang, title, paper_no, sent_on, sent_to,
		frozen_at, frozen_by, audit_id
ON frozen_report BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'frozen_report', NEW.id, audit_json (
			'report', OLD.report, 'from_date', OLD.from_date, 'to_date', OLD.to_date,
			'as_of', OLD.as_of, 'cell_id', OLD.cell_id,
			'with_overdue', OLD.with_overdue, 'lang', OLD.lang, 'title', OLD.title,
			'paper_no', OLD.paper_no, 'sent_on', OLD.sent_on, 'sent_to', OLD.sent_to,
			'frozen_at', OLD.frozen_at, 'frozen_by', OLD.frozen_by,
			'audit_id', OLD.audit_id), audit_json (
			'report', NEW.report, 'from_date', NEW.from_date, 'to_date', NEW.to_date,
			'as_of', NEW.as_of, 'cell_id', NEW.cell_id,
			'with_overdue', NEW.with_overdue, 'lang', NEW.lang, 'title', NEW.title,
			'paper_no', NEW.paper_no, 'sent_on', NEW.sent_on, 'sent_to', NEW.sent_to,
			'frozen_at', NEW.frozen_at, 'frozen_by', NEW.frozen_by,
			'audit_id', NEW.audit_id));
END;
CREATE TRIGGER frozen_report_audit_delete AFTER DELETE ON frozen_report BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'frozen_report', OLD.id, audit_json (
			'report', OLD.report, 'from_date', OLD.from_date, 'to_date', OLD.to_date,
			'as_of', OLD.as_of, 'cell_id', OLD.cell_id,
			'with_overdue', OLD.with_overdue, 'lang', OLD.lang, 'title', OLD.title,
			'paper_no', OLD.paper_no, 'sent_on', OLD.sent_on, 'sent_to', OLD.sent_to,
			'frozen_at', OLD.frozen_at, 'frozen_by', OLD.frozen_by,
			'audit_id', OLD.audit_id));
END;

CREATE INDEX signer_body ON signer (body);
CREATE INDEX signer_cell ON signer (cell_id) WHERE cell_id IS NOT NULL;
-- 0 is the committee itself.
CREATE UNIQUE INDEX register_number ON register (ifnull (cell_id, 0), type, term, number);
CREATE INDEX register_cell ON register (cell_id) WHERE cell_id IS NOT NULL;
CREATE INDEX register_person ON register (person_id) WHERE person_id IS NOT NULL;
CREATE INDEX register_date ON register (on_date);
CREATE UNIQUE INDEX follow_up_person ON follow_up (person_id, month);
CREATE INDEX follow_up_month ON follow_up (month);
CREATE UNIQUE INDEX person_statistics_person ON person_statistics (person_id);
CREATE UNIQUE INDEX saved_list_name ON saved_list (list, name);
CREATE INDEX frozen_report_cell ON frozen_report (cell_id) WHERE cell_id IS NOT NULL;
