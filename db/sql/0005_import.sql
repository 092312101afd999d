-- What was brought in and how, which heading means which field, and what was judged of people: that two of them are
-- not the same, that something odd about one of them is right as it is.

-- The bytes of a file as it was, once, however often it was brought in. Written once.
CREATE TABLE import_file (
	id INTEGER PRIMARY KEY,
	hash INTEGER NOT NULL,
	bytes BLOB NOT NULL
) STRICT;

-- One file brought in as one act: plan is how it was read (src/exchange/plan.h), the figures are what was said of its
-- rows. What it changed stands in the audit under audit_id; undone_id is the act that took it back, redo_of the batch
-- that this one does again with another plan.
CREATE TABLE import_batch (
	id INTEGER PRIMARY KEY,
	audit_id INTEGER NOT NULL,
	kind TEXT NOT NULL CONSTRAINT kind CHECK (length(kind) BETWEEN 1 AND 40),
	file_name TEXT NOT NULL,
	file_id INTEGER NOT NULL REFERENCES import_file (id),
	plan TEXT NOT NULL,
	added INTEGER NOT NULL,
	updated INTEGER NOT NULL,
	same INTEGER NOT NULL,
	left_out INTEGER NOT NULL,
	undone_id INTEGER,
	redo_of INTEGER REFERENCES import_batch (id)
) STRICT;

-- What a heading of the office's files was said to be: the field's key, '' for none. heading is its heading_key.
CREATE TABLE import_heading (
	kind TEXT NOT NULL,
	heading TEXT NOT NULL,
	field TEXT NOT NULL,
	PRIMARY KEY (kind, heading)
) STRICT, WITHOUT ROWID;

-- A judgement: with another person, that the two are not the same (fault 'same'); else that a fault of the data of one
-- person (src/core/health.h) is right as it is, as long as its value stays the same.
CREATE TABLE judgement (
	id INTEGER PRIMARY KEY,
	person_id INTEGER NOT NULL REFERENCES person (id),
	other_id INTEGER REFERENCES person (id) CONSTRAINT other CHECK (other_id > person_id),
	fault TEXT NOT NULL CONSTRAINT fault CHECK (length(fault) BETWEEN 1 AND 40),
	value TEXT,
	on_date TEXT NOT NULL CONSTRAINT on_date CHECK (on_date GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
	note TEXT,
	rev INTEGER NOT NULL DEFAULT 1
) STRICT;
CREATE TRIGGER judgement_audit_insert AFTER INSERT ON judgement BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, after)
	VALUES (audit_act (), 'judgement', NEW.id, audit_json (
			'person_id', NEW.person_id, 'other_id', NEW.other_id, 'fault', NEW.fault,
			'value', NEW.value, 'on_date', NEW.on_date, 'note', NEW.note));
END;
CREATE TRIGGER judgement_audit_update AFTER UPDATE OF
		id, person_id, other_id, fault, value, on_date, note
ON judgement BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before, after)
	VALUES (audit_act (), 'judgement', NEW.id, audit_json (
			'person_id', OLD.person_id, 'other_id', OLD.other_id, 'fault', OLD.fault,
			'value', OLD.value, 'on_date', OLD.on_date, 'note', OLD.note), audit_json (
			'person_id', NEW.person_id, 'other_id', NEW.other_id, 'fault', NEW.fault,
			'value', NEW.value, 'on_date', NEW.on_date, 'note', NEW.note));
END;
CREATE TRIGGER judgement_audit_delete AFTER DELETE ON judgement BEGIN
	INSERT INTO audit_change (audit_id, record, record_id, before)
	VALUES (audit_act (), 'judgement', OLD.id, audit_json (
			'person_id', OLD.person_id, 'other_id', OLD.other_id, 'fault', OLD.fault,
			'value', OLD.value, 'on_date', OLD.on_date, 'note', OLD.note));
END;

CREATE INDEX import_file_hash ON import_file (hash);
CREATE INDEX import_batch_audit ON import_batch (audit_id);
CREATE INDEX import_batch_file ON import_batch (file_id);
CREATE INDEX import_batch_redo ON import_batch (redo_of) WHERE redo_of IS NOT NULL;
CREATE UNIQUE INDEX judgement_person ON judgement (person_id, fault, ifnull (other_id, 0));
CREATE INDEX judgement_other ON judgement (other_id) WHERE other_id IS NOT NULL;
