DROP TRIGGER terms_taken_are_kept;

CREATE TRIGGER terms_taken_are_kept BEFORE UPDATE ON scheme_terms
WHEN OLD.decided_on IS NOT NULL AND (
    NEW.id <> OLD.id OR NEW.scheme_id <> OLD.scheme_id OR NEW.ordinal <> OLD.ordinal OR NEW.months <> OLD.months
    OR NEW.decided_on IS NOT OLD.decided_on
)
BEGIN
    SELECT RAISE(ABORT, 'terms_taken_are_kept');
END;
