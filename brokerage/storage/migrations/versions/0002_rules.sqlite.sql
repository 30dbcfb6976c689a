CREATE TRIGGER application_steps_are_never_updated BEFORE UPDATE ON application_steps
BEGIN
    SELECT RAISE(ABORT, 'application_steps_are_never_changed');
END;

CREATE TRIGGER application_steps_are_never_deleted BEFORE DELETE ON application_steps
BEGIN
    SELECT RAISE(ABORT, 'application_steps_are_never_changed');
END;

CREATE TRIGGER scores_are_never_updated BEFORE UPDATE ON scores
BEGIN
    SELECT RAISE(ABORT, 'scores_are_never_changed');
END;

CREATE TRIGGER scores_are_never_deleted BEFORE DELETE ON scores
BEGIN
    SELECT RAISE(ABORT, 'scores_are_never_changed');
END;

CREATE TRIGGER decisions_are_never_updated BEFORE UPDATE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'decisions_are_never_changed');
END;

CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
BEGIN
    SELECT RAISE(ABORT, 'decisions_are_never_changed');
END;

CREATE TRIGGER letters_are_never_updated BEFORE UPDATE ON letters
BEGIN
    SELECT RAISE(ABORT, 'letters_are_never_changed');
END;

CREATE TRIGGER letters_are_never_deleted BEFORE DELETE ON letters
BEGIN
    SELECT RAISE(ABORT, 'letters_are_never_changed');
END;

CREATE TRIGGER admission_events_are_never_updated BEFORE UPDATE ON admission_events
BEGIN
    SELECT RAISE(ABORT, 'admission_events_are_never_changed');
END;

CREATE TRIGGER admission_events_are_never_deleted BEFORE DELETE ON admission_events
BEGIN
    SELECT RAISE(ABORT, 'admission_events_are_never_changed');
END;

CREATE TRIGGER service_transfers_are_never_updated BEFORE UPDATE ON service_transfers
BEGIN
    SELECT RAISE(ABORT, 'service_transfers_are_never_changed');
END;

CREATE TRIGGER service_transfers_are_never_deleted BEFORE DELETE ON service_transfers
BEGIN
    SELECT RAISE(ABORT, 'service_transfers_are_never_changed');
END;

CREATE TRIGGER places_news_are_never_updated BEFORE UPDATE ON places_news
BEGIN
    SELECT RAISE(ABORT, 'places_news_are_never_changed');
END;

CREATE TRIGGER places_news_are_never_deleted BEFORE DELETE ON places_news
BEGIN
    SELECT RAISE(ABORT, 'places_news_are_never_changed');
END;

CREATE TRIGGER uplift_rates_are_never_updated BEFORE UPDATE ON uplift_rates
BEGIN
    SELECT RAISE(ABORT, 'uplift_rates_are_never_changed');
END;

CREATE TRIGGER uplift_rates_are_never_deleted BEFORE DELETE ON uplift_rates
BEGIN
    SELECT RAISE(ABORT, 'uplift_rates_are_never_changed');
END;

CREATE TRIGGER application_step_not_allowed BEFORE UPDATE OF state ON applications
WHEN NEW.state <> OLD.state AND NOT EXISTS (
    SELECT 1 FROM allowed_application_steps WHERE from_state = OLD.state AND to_state = NEW.state
)
BEGIN
    SELECT RAISE(ABORT, 'application_step_not_allowed');
END;

DROP TRIGGER rates_are_never_edited;

CREATE TRIGGER rates_are_never_edited BEFORE UPDATE ON rates
WHEN NEW.id <> OLD.id OR NEW.rate_line_id <> OLD.rate_line_id OR NEW.price <> OLD.price OR NEW.first_day <> OLD.first_day
    OR NEW.uplift_id IS NOT OLD.uplift_id
BEGIN
    SELECT RAISE(ABORT, 'rates_are_never_edited');
END;

DROP TRIGGER rates_are_never_deleted;

CREATE TRIGGER rates_are_never_deleted BEFORE DELETE ON rates
WHEN NOT EXISTS (SELECT 1 FROM uplifts WHERE uplifts.id = OLD.uplift_id AND uplifts.taken_back_at IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'rates_are_never_edited');
END;

CREATE TRIGGER admission_before_award BEFORE INSERT ON admissions
WHEN NEW.application_lot_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM decisions WHERE decisions.application_lot_id = NEW.application_lot_id AND decisions.outcome = 'admitted'
)
BEGIN
    SELECT RAISE(ABORT, 'admission_before_award');
END;

CREATE TRIGGER extension_out_of_order BEFORE UPDATE OF decided_on ON scheme_terms
WHEN NEW.decided_on IS NOT NULL AND EXISTS (
    SELECT 1 FROM scheme_terms AS earlier
    WHERE earlier.scheme_id = NEW.scheme_id AND earlier.ordinal < NEW.ordinal AND earlier.decided_on IS NULL
)
BEGIN
    SELECT RAISE(ABORT, 'extension_out_of_order');
END;

CREATE TRIGGER terms_taken_are_kept BEFORE UPDATE ON scheme_terms
WHEN OLD.decided_on IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'terms_taken_are_kept');
END;

CREATE TRIGGER suspensions_do_not_overlap_on_insert BEFORE INSERT ON suspensions
WHEN EXISTS (
    SELECT 1 FROM suspensions AS other
    WHERE other.admission_id = NEW.admission_id
    AND (NEW.last_day IS NULL OR other.first_day <= NEW.last_day)
    AND (other.last_day IS NULL OR other.last_day >= NEW.first_day)
)
BEGIN
    SELECT RAISE(ABORT, 'suspensions_do_not_overlap');
END;

CREATE TRIGGER suspensions_do_not_overlap_on_update BEFORE UPDATE ON suspensions
WHEN EXISTS (
    SELECT 1 FROM suspensions AS other
    WHERE other.admission_id = NEW.admission_id AND other.id <> OLD.id
    AND (NEW.last_day IS NULL OR other.first_day <= NEW.last_day)
    AND (other.last_day IS NULL OR other.last_day >= NEW.first_day)
)
BEGIN
    SELECT RAISE(ABORT, 'suspensions_do_not_overlap');
END;

CREATE TRIGGER rounds_do_not_overlap_on_insert BEFORE INSERT ON rounds
WHEN EXISTS (
    SELECT 1 FROM rounds AS other
    WHERE other.scheme_id = NEW.scheme_id
    AND (NEW.closes_on IS NULL OR other.opens_on <= NEW.closes_on)
    AND (other.closes_on IS NULL OR other.closes_on >= NEW.opens_on)
)
BEGIN
    SELECT RAISE(ABORT, 'rounds_do_not_overlap');
END;

CREATE TRIGGER rounds_do_not_overlap_on_update BEFORE UPDATE ON rounds
WHEN EXISTS (
    SELECT 1 FROM rounds AS other
    WHERE other.scheme_id = NEW.scheme_id AND other.id <> OLD.id
    AND (NEW.closes_on IS NULL OR other.opens_on <= NEW.closes_on)
    AND (other.closes_on IS NULL OR other.closes_on >= NEW.opens_on)
)
BEGIN
    SELECT RAISE(ABORT, 'rounds_do_not_overlap');
END;

CREATE TRIGGER assessor_has_no_conflict BEFORE INSERT ON scores
WHEN EXISTS (
    SELECT 1 FROM assessors JOIN application_lots ON application_lots.application_id = assessors.application_id
    WHERE application_lots.id = NEW.application_lot_id AND assessors.staff_id = NEW.staff_id AND assessors.has_conflict
)
BEGIN
    SELECT RAISE(ABORT, 'assessor_has_no_conflict');
END;

CREATE TRIGGER points_within_question BEFORE INSERT ON scores
WHEN NEW.points > (
    SELECT CASE questions.kind WHEN 'scored' THEN questions.highest_score ELSE 1 END
    FROM questions WHERE questions.id = NEW.question_id
)
BEGIN
    SELECT RAISE(ABORT, 'points_within_question');
END;
