DROP TRIGGER terms_taken_are_kept ON scheme_terms;

CREATE TRIGGER terms_taken_are_kept BEFORE UPDATE ON scheme_terms FOR EACH ROW
WHEN (
    OLD.decided_on IS NOT NULL AND (
        NEW.id <> OLD.id OR NEW.scheme_id <> OLD.scheme_id OR NEW.ordinal <> OLD.ordinal OR NEW.months <> OLD.months
        OR NEW.decided_on IS DISTINCT FROM OLD.decided_on
    )
)
EXECUTE FUNCTION refuse_change('terms_taken_are_kept');
