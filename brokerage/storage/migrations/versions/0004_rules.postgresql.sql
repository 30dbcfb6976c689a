DROP TRIGGER terms_taken_are_kept ON scheme_terms;

CREATE TRIGGER terms_taken_are_kept BEFORE UPDATE ON scheme_terms FOR EACH ROW
WHEN (
    OLD.decided_on IS NOT NULL AND (
        NEW.id <> OLD.id OR NEW.scheme_id <> OLD.scheme_id OR NEW.ordinal <> OLD.ordinal OR NEW.months <> OLD.months
        OR NEW.decided_on IS DISTINCT FROM OLD.decided_on
    )
)
EXECUTE FUNCTION refuse_change('terms_taken_are_kept');

CREATE TRIGGER answers_in_days BEFORE INSERT OR UPDATE ON schemes FOR EACH ROW
WHEN (NOT (
    NEW.answer_working_days >= 1 AND NEW.extended_answer_working_days >= NEW.answer_working_days
))
EXECUTE FUNCTION refuse_change('answers_in_days');

CREATE TRIGGER assessed_by_somebody BEFORE INSERT OR UPDATE ON schemes FOR EACH ROW
WHEN (NOT (
    NEW.assessors_needed >= 1
))
EXECUTE FUNCTION refuse_change('assessed_by_somebody');

CREATE TRIGGER call_offs_end_after_its_first_day BEFORE INSERT OR UPDATE ON schemes FOR EACH ROW
WHEN (NOT (
    NEW.last_call_off_day >= NEW.first_day
))
EXECUTE FUNCTION refuse_change('call_offs_end_after_its_first_day');

CREATE TRIGGER value_of_a_scheme_not_negative BEFORE INSERT OR UPDATE ON schemes FOR EACH ROW
WHEN (NOT (
    NEW.estimated_value >= 0
))
EXECUTE FUNCTION refuse_change('value_of_a_scheme_not_negative');

CREATE TRIGGER rules_count_from_nothing_up BEFORE INSERT OR UPDATE ON scheme_policies FOR EACH ROW
WHEN (NOT (
    NEW.notice_days >= 0 AND NEW.trial_days >= 0 AND NEW.review_weeks >= 0
    AND NEW.absence_full_days >= 0 AND NEW.days_after_death >= 0 AND NEW.payment_weeks >= 1 AND NEW.answer_days >= 1
))
EXECUTE FUNCTION refuse_change('rules_count_from_nothing_up');

CREATE TRIGGER sealed_before_it_begins BEFORE INSERT OR UPDATE ON contracts FOR EACH ROW
WHEN (NOT (
    NEW.sealed_on <= NEW.first_day
))
EXECUTE FUNCTION refuse_change('sealed_before_it_begins');

CREATE TRIGGER contract_has_a_number BEFORE INSERT OR UPDATE ON contracts FOR EACH ROW
WHEN (NOT (
    length(NEW.number) > 0
))
EXECUTE FUNCTION refuse_change('contract_has_a_number');

CREATE TRIGGER suspended_with_a_reason BEFORE INSERT OR UPDATE ON suspensions FOR EACH ROW
WHEN (NOT (
    length(NEW.reason) > 0
))
EXECUTE FUNCTION refuse_change('suspended_with_a_reason');

CREATE TRIGGER moved_with_a_reason BEFORE INSERT OR UPDATE ON service_transfers FOR EACH ROW
WHEN (NOT (
    length(NEW.reason) > 0
))
EXECUTE FUNCTION refuse_change('moved_with_a_reason');

CREATE TRIGGER news_said_by_somebody BEFORE INSERT OR UPDATE ON places_news FOR EACH ROW
WHEN (NOT (
    length(NEW.said_by) > 0
))
EXECUTE FUNCTION refuse_change('news_said_by_somebody');

CREATE TRIGGER step_with_its_reason BEFORE INSERT OR UPDATE ON application_steps FOR EACH ROW
WHEN (NOT (
    NEW.step NOT IN ('extend', 'withdraw') OR length(NEW.note) > 0
))
EXECUTE FUNCTION refuse_change('step_with_its_reason');

CREATE TRIGGER day_of_receipt_is_kept BEFORE UPDATE OF received_on ON applications FOR EACH ROW
WHEN (NEW.received_on <> OLD.received_on) EXECUTE FUNCTION refuse_change('day_of_receipt_is_kept');

CREATE TRIGGER longer_time_once_with_reason BEFORE UPDATE OF due_on, extension_reason ON applications FOR EACH ROW
WHEN (
    (NEW.due_on <> OLD.due_on OR NEW.extension_reason <> OLD.extension_reason)
    AND (OLD.extension_reason <> '' OR NEW.extension_reason = '')
)
EXECUTE FUNCTION refuse_change('longer_time_once_with_reason');

CREATE TRIGGER declared_conflict_stands BEFORE UPDATE OF has_conflict ON assessors FOR EACH ROW
WHEN (OLD.has_conflict AND NOT NEW.has_conflict) EXECUTE FUNCTION refuse_change('declared_conflict_stands');

CREATE TRIGGER uplifts_are_never_edited BEFORE UPDATE ON uplifts FOR EACH ROW
WHEN (
    NEW.id <> OLD.id OR NEW.request_id <> OLD.request_id OR NEW.scheme_id <> OLD.scheme_id OR NEW.kind <> OLD.kind
    OR NEW.amount <> OLD.amount OR NEW.rounding <> OLD.rounding OR NEW.first_day <> OLD.first_day OR NEW.note <> OLD.note
    OR NEW.applied_by_id <> OLD.applied_by_id OR NEW.applied_at <> OLD.applied_at OR OLD.taken_back_at IS NOT NULL
)
EXECUTE FUNCTION refuse_change('uplifts_are_never_edited');

ALTER TABLE admissions ADD CONSTRAINT admissions_do_not_overlap EXCLUDE USING gist (
    numrange(
        (service_id::numeric * 1000000000 + lot_id) * 10000000 + (first_day - DATE '0001-01-01'),
        (service_id::numeric * 1000000000 + lot_id) * 10000000 + coalesce(last_day - DATE '0001-01-01', 9999999),
        '[]'
    ) WITH &&
);

CREATE FUNCTION check_asks_its_own_scheme_and_services() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM applications
        JOIN lots ON lots.scheme_id = applications.scheme_id
        JOIN services ON services.provider_id = applications.provider_id
        WHERE applications.id = NEW.application_id AND lots.id = NEW.lot_id AND services.id = NEW.service_id
    ) THEN
        RAISE EXCEPTION 'asks_its_own_scheme_and_services' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER asks_its_own_scheme_and_services
BEFORE INSERT ON application_lots FOR EACH ROW
EXECUTE FUNCTION check_asks_its_own_scheme_and_services();

CREATE FUNCTION check_lot_takes_no_more_applications() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM applications
        JOIN lots ON lots.id = NEW.lot_id
        JOIN schemes ON schemes.id = lots.scheme_id
        WHERE applications.id = NEW.application_id AND (
            applications.received_on > lots.last_call_off_day OR applications.received_on > schemes.last_call_off_day
            OR applications.received_on > schemes.last_day
        )
    ) THEN
        RAISE EXCEPTION 'lot_takes_no_more_applications' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER lot_takes_no_more_applications
BEFORE INSERT ON application_lots FOR EACH ROW
EXECUTE FUNCTION check_lot_takes_no_more_applications();

CREATE FUNCTION check_outcome_follows_its_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM decisions
        WHERE decisions.application_lot_id = NEW.id
        AND decisions.outcome = CASE NEW.outcome WHEN 'awarded' THEN 'admitted' ELSE NEW.outcome END
    ) THEN
        RAISE EXCEPTION 'outcome_follows_its_decision' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER outcome_follows_its_decision
BEFORE UPDATE OF outcome ON application_lots FOR EACH ROW
WHEN (NEW.outcome <> OLD.outcome)
EXECUTE FUNCTION check_outcome_follows_its_decision();

CREATE FUNCTION check_decided_lot_by_lot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM application_lots WHERE application_lots.application_id = NEW.id AND application_lots.outcome = 'asked'
    ) THEN
        RAISE EXCEPTION 'decided_lot_by_lot' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER decided_lot_by_lot
BEFORE UPDATE OF state ON applications FOR EACH ROW
WHEN (NEW.state = 'decided' AND OLD.state = 'in-assessment')
EXECUTE FUNCTION check_decided_lot_by_lot();

CREATE FUNCTION check_decision_follows_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM application_lots JOIN applications ON applications.id = application_lots.application_id
        WHERE application_lots.id = NEW.application_lot_id AND applications.state IN ('received', 'acknowledged', 'withdrawn')
    ) THEN
        RAISE EXCEPTION 'decision_follows_assessment' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER decision_follows_assessment
BEFORE INSERT ON decisions FOR EACH ROW
EXECUTE FUNCTION check_decision_follows_assessment();

CREATE FUNCTION check_decided_without_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assessors JOIN application_lots ON application_lots.application_id = assessors.application_id
        WHERE application_lots.id = NEW.application_lot_id AND assessors.staff_id = NEW.decided_by_id AND assessors.has_conflict
    ) THEN
        RAISE EXCEPTION 'assessor_has_no_conflict' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER decided_without_conflict
BEFORE INSERT ON decisions FOR EACH ROW
EXECUTE FUNCTION check_decided_without_conflict();

CREATE FUNCTION check_stepped_without_conflict() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM assessors
        WHERE assessors.application_id = NEW.application_id AND assessors.staff_id = NEW.taken_by_id AND assessors.has_conflict
    ) THEN
        RAISE EXCEPTION 'assessor_has_no_conflict' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER stepped_without_conflict
BEFORE INSERT ON application_steps FOR EACH ROW
WHEN (NEW.step IN ('assess', 'decide', 'award'))
EXECUTE FUNCTION check_stepped_without_conflict();

CREATE FUNCTION check_scored_question_of_the_lot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM application_lots JOIN questions ON questions.lot_id = application_lots.lot_id
        WHERE application_lots.id = NEW.application_lot_id AND questions.id = NEW.question_id
    ) THEN
        RAISE EXCEPTION 'question_of_the_lot' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER scored_question_of_the_lot
BEFORE INSERT ON scores FOR EACH ROW
EXECUTE FUNCTION check_scored_question_of_the_lot();

CREATE FUNCTION check_answered_question_of_the_lot() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM application_lots JOIN questions ON questions.lot_id = application_lots.lot_id
        WHERE application_lots.application_id = NEW.application_id AND questions.id = NEW.question_id
    ) THEN
        RAISE EXCEPTION 'question_of_the_lot' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER answered_question_of_the_lot
BEFORE INSERT ON application_answers FOR EACH ROW
EXECUTE FUNCTION check_answered_question_of_the_lot();

CREATE FUNCTION check_contract_within_its_scheme() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM schemes
        WHERE schemes.id = NEW.scheme_id AND (
            NEW.first_day < schemes.first_day OR NEW.first_day > schemes.last_day OR NEW.last_day > schemes.last_day
        )
    ) THEN
        RAISE EXCEPTION 'contract_within_its_scheme' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER contract_within_its_scheme_made
BEFORE INSERT ON contracts FOR EACH ROW
EXECUTE FUNCTION check_contract_within_its_scheme();

CREATE TRIGGER contract_within_its_scheme_changed
BEFORE UPDATE OF first_day, last_day, scheme_id ON contracts FOR EACH ROW
EXECUTE FUNCTION check_contract_within_its_scheme();

CREATE FUNCTION check_admission_within_its_contract() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM contracts
        WHERE contracts.id = NEW.contract_id AND (
            NEW.first_day < contracts.first_day OR NEW.last_day > contracts.last_day
            OR (NEW.last_day IS NULL AND contracts.last_day IS NOT NULL)
        )
    ) THEN
        RAISE EXCEPTION 'admission_within_its_contract' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER admission_within_its_contract_made
BEFORE INSERT ON admissions FOR EACH ROW
WHEN (NEW.contract_id IS NOT NULL)
EXECUTE FUNCTION check_admission_within_its_contract();

CREATE TRIGGER admission_within_its_contract_changed
BEFORE UPDATE OF first_day, last_day, contract_id ON admissions FOR EACH ROW
WHEN (NEW.contract_id IS NOT NULL)
EXECUTE FUNCTION check_admission_within_its_contract();

CREATE FUNCTION check_suspended_while_admitted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM admissions
        WHERE admissions.id = NEW.admission_id AND (
            NEW.first_day < admissions.first_day OR NEW.first_day > admissions.last_day
        )
    ) THEN
        RAISE EXCEPTION 'suspended_while_admitted' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER suspended_while_admitted
BEFORE INSERT ON suspensions FOR EACH ROW
EXECUTE FUNCTION check_suspended_while_admitted();

CREATE FUNCTION check_rate_as_its_lot_allows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (
        EXISTS (SELECT 1 FROM lot_units WHERE lot_units.lot_id = NEW.lot_id)
        AND NOT EXISTS (SELECT 1 FROM lot_units WHERE lot_units.lot_id = NEW.lot_id AND lot_units.unit = NEW.unit)
    ) OR (
        NEW.ratio_staff IS NOT NULL
        AND EXISTS (SELECT 1 FROM lot_ratios WHERE lot_ratios.lot_id = NEW.lot_id)
        AND NOT EXISTS (
            SELECT 1 FROM lot_ratios
            WHERE lot_ratios.lot_id = NEW.lot_id AND lot_ratios.staff = NEW.ratio_staff AND lot_ratios.people = NEW.ratio_people
        )
    ) THEN
        RAISE EXCEPTION 'rate_as_its_lot_allows' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER rate_as_its_lot_allows
BEFORE INSERT ON rate_lines FOR EACH ROW
EXECUTE FUNCTION check_rate_as_its_lot_allows();

CREATE FUNCTION check_bytes_as_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM provider_documents
        WHERE provider_documents.id = NEW.document_id AND provider_documents.byte_count = length(NEW.content)
    ) THEN
        RAISE EXCEPTION 'bytes_as_counted' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER bytes_as_counted
BEFORE INSERT ON provider_document_contents FOR EACH ROW
EXECUTE FUNCTION check_bytes_as_counted();

CREATE FUNCTION check_called_off_while_admitted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM admissions
        WHERE admissions.id = NEW.admission_id AND admissions.service_id = NEW.service_id AND admissions.lot_id = NEW.lot_id
        AND admissions.first_day <= NEW.first_day AND (admissions.last_day IS NULL OR admissions.last_day >= NEW.first_day)
    ) THEN
        RAISE EXCEPTION 'called_off_while_admitted' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER called_off_while_admitted_raised
BEFORE INSERT ON call_offs FOR EACH ROW
WHEN (NEW.admission_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled'))
EXECUTE FUNCTION check_called_off_while_admitted();

CREATE TRIGGER called_off_while_admitted_changed
BEFORE UPDATE OF first_day, admission_id, service_id, lot_id, state ON call_offs FOR EACH ROW
WHEN (NEW.admission_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled') AND (
    OLD.state = 'draft' OR OLD.admission_id IS NULL OR NEW.admission_id <> OLD.admission_id OR NEW.first_day <> OLD.first_day
    OR NEW.service_id <> OLD.service_id OR OLD.lot_id IS NULL OR NEW.lot_id <> OLD.lot_id
))
EXECUTE FUNCTION check_called_off_while_admitted();

CREATE FUNCTION check_called_off_while_not_suspended() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM suspensions
        WHERE suspensions.admission_id = NEW.admission_id AND suspensions.first_day <= NEW.first_day
        AND (suspensions.last_day IS NULL OR suspensions.last_day >= NEW.first_day)
    ) THEN
        RAISE EXCEPTION 'called_off_while_not_suspended' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER called_off_while_not_suspended_raised
BEFORE INSERT ON call_offs FOR EACH ROW
WHEN (NEW.admission_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled'))
EXECUTE FUNCTION check_called_off_while_not_suspended();

CREATE TRIGGER called_off_while_not_suspended_changed
BEFORE UPDATE OF first_day, admission_id, state ON call_offs FOR EACH ROW
WHEN (NEW.admission_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled') AND (
    OLD.state = 'draft' OR OLD.admission_id IS NULL OR NEW.admission_id <> OLD.admission_id OR NEW.first_day <> OLD.first_day
))
EXECUTE FUNCTION check_called_off_while_not_suspended();
