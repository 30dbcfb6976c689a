CREATE TRIGGER application_steps_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON application_steps
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('application_steps_are_never_changed');

CREATE TRIGGER scores_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON scores
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('scores_are_never_changed');

CREATE TRIGGER decisions_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('decisions_are_never_changed');

CREATE TRIGGER letters_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON letters
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('letters_are_never_changed');

CREATE TRIGGER admission_events_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON admission_events
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('admission_events_are_never_changed');

CREATE TRIGGER service_transfers_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON service_transfers
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('service_transfers_are_never_changed');

CREATE TRIGGER places_news_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON places_news
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('places_news_are_never_changed');

CREATE TRIGGER uplift_rates_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON uplift_rates
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('uplift_rates_are_never_changed');

CREATE FUNCTION check_application_step() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM allowed_application_steps WHERE from_state = OLD.state AND to_state = NEW.state
    ) THEN
        RAISE EXCEPTION 'application_step_not_allowed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER application_step_not_allowed BEFORE UPDATE OF state ON applications FOR EACH ROW
WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION check_application_step();

DROP TRIGGER rates_are_never_edited ON rates;

CREATE TRIGGER rates_are_never_edited BEFORE UPDATE ON rates FOR EACH ROW
WHEN (
    NEW.id <> OLD.id OR NEW.rate_line_id <> OLD.rate_line_id OR NEW.price <> OLD.price OR NEW.first_day <> OLD.first_day
    OR NEW.uplift_id IS DISTINCT FROM OLD.uplift_id
)
EXECUTE FUNCTION refuse_change('rates_are_never_edited');

DROP TRIGGER rates_are_never_deleted ON rates;

CREATE TRIGGER rates_are_never_truncated BEFORE TRUNCATE ON rates
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('rates_are_never_edited');

CREATE FUNCTION check_rate_deleted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM uplifts WHERE uplifts.id = OLD.uplift_id AND uplifts.taken_back_at IS NOT NULL) THEN
        RAISE EXCEPTION 'rates_are_never_edited' USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
END
$$;

CREATE TRIGGER rates_are_never_deleted BEFORE DELETE ON rates FOR EACH ROW EXECUTE FUNCTION check_rate_deleted();

CREATE FUNCTION check_admission_awarded() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM decisions WHERE decisions.application_lot_id = NEW.application_lot_id AND decisions.outcome = 'admitted'
    ) THEN
        RAISE EXCEPTION 'admission_before_award' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER admission_before_award BEFORE INSERT ON admissions FOR EACH ROW
WHEN (NEW.application_lot_id IS NOT NULL) EXECUTE FUNCTION check_admission_awarded();

CREATE FUNCTION check_extension_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM scheme_terms AS earlier
        WHERE earlier.scheme_id = NEW.scheme_id AND earlier.ordinal < NEW.ordinal AND earlier.decided_on IS NULL
    ) THEN
        RAISE EXCEPTION 'extension_out_of_order' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER extension_out_of_order BEFORE UPDATE OF decided_on ON scheme_terms FOR EACH ROW
WHEN (NEW.decided_on IS NOT NULL) EXECUTE FUNCTION check_extension_order();

CREATE TRIGGER terms_taken_are_kept BEFORE UPDATE ON scheme_terms FOR EACH ROW
WHEN (OLD.decided_on IS NOT NULL) EXECUTE FUNCTION refuse_change('terms_taken_are_kept');

ALTER TABLE suspensions ADD CONSTRAINT suspensions_do_not_overlap EXCLUDE USING gist (
    int8range(
        admission_id::bigint * 10000000 + (first_day - DATE '0001-01-01'),
        admission_id::bigint * 10000000 + coalesce(last_day - DATE '0001-01-01', 9999999),
        '[]'
    ) WITH &&
);

ALTER TABLE rounds ADD CONSTRAINT rounds_do_not_overlap EXCLUDE USING gist (
    int8range(
        scheme_id::bigint * 10000000 + (opens_on - DATE '0001-01-01'),
        scheme_id::bigint * 10000000 + coalesce(closes_on - DATE '0001-01-01', 9999999),
        '[]'
    ) WITH &&
);

CREATE FUNCTION check_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assessors JOIN application_lots ON application_lots.application_id = assessors.application_id
        WHERE application_lots.id = NEW.application_lot_id AND assessors.staff_id = NEW.staff_id AND assessors.has_conflict
    ) THEN
        RAISE EXCEPTION 'assessor_has_no_conflict' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.points > (
        SELECT CASE questions.kind WHEN 'scored' THEN questions.highest_score ELSE 1 END
        FROM questions WHERE questions.id = NEW.question_id
    ) THEN
        RAISE EXCEPTION 'points_within_question' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER score_is_allowed BEFORE INSERT ON scores FOR EACH ROW EXECUTE FUNCTION check_score();
