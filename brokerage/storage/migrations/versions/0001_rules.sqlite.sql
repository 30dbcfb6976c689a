CREATE TRIGGER rates_do_not_overlap_on_insert BEFORE INSERT ON rates
WHEN EXISTS (
    SELECT 1 FROM rates AS other
    WHERE other.rate_line_id = NEW.rate_line_id
    AND (NEW.last_day IS NULL OR other.first_day <= NEW.last_day)
    AND (other.last_day IS NULL OR other.last_day >= NEW.first_day)
)
BEGIN
    SELECT RAISE(ABORT, 'rates_do_not_overlap');
END;

CREATE TRIGGER rates_do_not_overlap_on_update BEFORE UPDATE OF last_day ON rates
WHEN EXISTS (
    SELECT 1 FROM rates AS other
    WHERE other.rate_line_id = NEW.rate_line_id AND other.id <> NEW.id
    AND (NEW.last_day IS NULL OR other.first_day <= NEW.last_day)
    AND (other.last_day IS NULL OR other.last_day >= NEW.first_day)
)
BEGIN
    SELECT RAISE(ABORT, 'rates_do_not_overlap');
END;

CREATE TRIGGER rates_are_never_edited BEFORE UPDATE ON rates
WHEN NEW.id <> OLD.id OR NEW.rate_line_id <> OLD.rate_line_id OR NEW.price <> OLD.price OR NEW.first_day <> OLD.first_day
BEGIN
    SELECT RAISE(ABORT, 'rates_are_never_edited');
END;

CREATE TRIGGER rates_are_never_deleted BEFORE DELETE ON rates
BEGIN
    SELECT RAISE(ABORT, 'rates_are_never_edited');
END;

CREATE TRIGGER step_not_allowed BEFORE UPDATE OF state ON call_offs
WHEN NEW.state <> OLD.state AND NOT EXISTS (
    SELECT 1 FROM allowed_steps WHERE from_state = OLD.state AND to_state = NEW.state
)
BEGIN
    SELECT RAISE(ABORT, 'step_not_allowed');
END;

CREATE TRIGGER evidence_is_never_updated BEFORE UPDATE ON evidence
BEGIN
    SELECT RAISE(ABORT, 'evidence_is_never_changed');
END;

CREATE TRIGGER evidence_is_never_deleted BEFORE DELETE ON evidence
BEGIN
    SELECT RAISE(ABORT, 'evidence_is_never_changed');
END;

CREATE TRIGGER agreements_are_never_updated BEFORE UPDATE ON agreements
BEGIN
    SELECT RAISE(ABORT, 'agreements_are_never_changed');
END;

CREATE TRIGGER agreements_are_never_deleted BEFORE DELETE ON agreements
BEGIN
    SELECT RAISE(ABORT, 'agreements_are_never_changed');
END;

CREATE TRIGGER approvals_are_never_updated BEFORE UPDATE ON approvals
BEGIN
    SELECT RAISE(ABORT, 'approvals_are_never_changed');
END;

CREATE TRIGGER approvals_are_never_deleted BEFORE DELETE ON approvals
BEGIN
    SELECT RAISE(ABORT, 'approvals_are_never_changed');
END;

CREATE TRIGGER steps_are_never_updated BEFORE UPDATE ON call_off_steps
BEGIN
    SELECT RAISE(ABORT, 'steps_are_never_changed');
END;

CREATE TRIGGER steps_are_never_deleted BEFORE DELETE ON call_off_steps
BEGIN
    SELECT RAISE(ABORT, 'steps_are_never_changed');
END;

CREATE TRIGGER audit_is_never_updated BEFORE UPDATE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'audit_is_never_changed');
END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit_entries
BEGIN
    SELECT RAISE(ABORT, 'audit_is_never_changed');
END;
