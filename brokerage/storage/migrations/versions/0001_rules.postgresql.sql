ALTER TABLE rates ADD CONSTRAINT rates_do_not_overlap EXCLUDE USING gist (
    int8range(
        rate_line_id::bigint * 100000 + (first_day - DATE '2000-01-01'),
        rate_line_id::bigint * 100000 + coalesce(last_day - DATE '2000-01-01', 99999),
        '[]'
    ) WITH &&
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'check_violation';
END
$$;

CREATE FUNCTION check_call_off_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.state <> OLD.state AND NOT EXISTS (
        SELECT 1 FROM allowed_steps WHERE from_state = OLD.state AND to_state = NEW.state
    ) THEN
        RAISE EXCEPTION 'step_not_allowed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER step_not_allowed BEFORE UPDATE OF state ON call_offs
FOR EACH ROW EXECUTE FUNCTION check_call_off_step();

CREATE TRIGGER rates_are_never_edited BEFORE UPDATE ON rates FOR EACH ROW
WHEN (NEW.id <> OLD.id OR NEW.rate_line_id <> OLD.rate_line_id OR NEW.price <> OLD.price OR NEW.first_day <> OLD.first_day)
EXECUTE FUNCTION refuse_change('rates_are_never_edited');

CREATE TRIGGER rates_are_never_deleted BEFORE DELETE OR TRUNCATE ON rates
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('rates_are_never_edited');

CREATE TRIGGER evidence_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('evidence_is_never_changed');

CREATE TRIGGER agreements_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON agreements
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('agreements_are_never_changed');

CREATE TRIGGER approvals_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON approvals
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('approvals_are_never_changed');

CREATE TRIGGER steps_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON call_off_steps
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('steps_are_never_changed');

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entries
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('audit_is_never_changed');
