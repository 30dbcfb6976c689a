DROP TRIGGER terms_taken_are_kept;

CREATE TRIGGER terms_taken_are_kept BEFORE UPDATE ON scheme_terms
WHEN OLD.decided_on IS NOT NULL AND (
    NEW.id <> OLD.id OR NEW.scheme_id <> OLD.scheme_id OR NEW.ordinal <> OLD.ordinal OR NEW.months <> OLD.months
    OR NEW.decided_on IS NOT OLD.decided_on
)
BEGIN
    SELECT RAISE(ABORT, 'terms_taken_are_kept');
END;

CREATE TRIGGER answers_in_days_inserted BEFORE INSERT ON schemes
WHEN NOT (
    NEW.answer_working_days >= 1 AND NEW.extended_answer_working_days >= NEW.answer_working_days
)
BEGIN
    SELECT RAISE(ABORT, 'answers_in_days');
END;

CREATE TRIGGER answers_in_days_changed BEFORE UPDATE ON schemes
WHEN NOT (
    NEW.answer_working_days >= 1 AND NEW.extended_answer_working_days >= NEW.answer_working_days
)
BEGIN
    SELECT RAISE(ABORT, 'answers_in_days');
END;

CREATE TRIGGER assessed_by_somebody_inserted BEFORE INSERT ON schemes
WHEN NOT (
    NEW.assessors_needed >= 1
)
BEGIN
    SELECT RAISE(ABORT, 'assessed_by_somebody');
END;

CREATE TRIGGER assessed_by_somebody_changed BEFORE UPDATE ON schemes
WHEN NOT (
    NEW.assessors_needed >= 1
)
BEGIN
    SELECT RAISE(ABORT, 'assessed_by_somebody');
END;

CREATE TRIGGER call_offs_end_after_its_first_day_inserted BEFORE INSERT ON schemes
WHEN NOT (
    NEW.last_call_off_day >= NEW.first_day
)
BEGIN
    SELECT RAISE(ABORT, 'call_offs_end_after_its_first_day');
END;

CREATE TRIGGER call_offs_end_after_its_first_day_changed BEFORE UPDATE ON schemes
WHEN NOT (
    NEW.last_call_off_day >= NEW.first_day
)
BEGIN
    SELECT RAISE(ABORT, 'call_offs_end_after_its_first_day');
END;

CREATE TRIGGER value_of_a_scheme_not_negative_inserted BEFORE INSERT ON schemes
WHEN NOT (
    NEW.estimated_value >= 0
)
BEGIN
    SELECT RAISE(ABORT, 'value_of_a_scheme_not_negative');
END;

CREATE TRIGGER value_of_a_scheme_not_negative_changed BEFORE UPDATE ON schemes
WHEN NOT (
    NEW.estimated_value >= 0
)
BEGIN
    SELECT RAISE(ABORT, 'value_of_a_scheme_not_negative');
END;

CREATE TRIGGER rules_count_from_nothing_up_inserted BEFORE INSERT ON scheme_policies
WHEN NOT (
    NEW.notice_days >= 0 AND NEW.trial_days >= 0 AND NEW.review_weeks >= 0
    AND NEW.absence_full_days >= 0 AND NEW.days_after_death >= 0 AND NEW.payment_weeks >= 1 AND NEW.answer_days >= 1
)
BEGIN
    SELECT RAISE(ABORT, 'rules_count_from_nothing_up');
END;

CREATE TRIGGER rules_count_from_nothing_up_changed BEFORE UPDATE ON scheme_policies
WHEN NOT (
    NEW.notice_days >= 0 AND NEW.trial_days >= 0 AND NEW.review_weeks >= 0
    AND NEW.absence_full_days >= 0 AND NEW.days_after_death >= 0 AND NEW.payment_weeks >= 1 AND NEW.answer_days >= 1
)
BEGIN
    SELECT RAISE(ABORT, 'rules_count_from_nothing_up');
END;

CREATE TRIGGER sealed_before_it_begins_inserted BEFORE INSERT ON contracts
WHEN NOT (
    NEW.sealed_on <= NEW.first_day
)
BEGIN
    SELECT RAISE(ABORT, 'sealed_before_it_begins');
END;

CREATE TRIGGER sealed_before_it_begins_changed BEFORE UPDATE ON contracts
WHEN NOT (
    NEW.sealed_on <= NEW.first_day
)
BEGIN
    SELECT RAISE(ABORT, 'sealed_before_it_begins');
END;

CREATE TRIGGER contract_has_a_number_inserted BEFORE INSERT ON contracts
WHEN NOT (
    length(NEW.number) > 0
)
BEGIN
    SELECT RAISE(ABORT, 'contract_has_a_number');
END;

CREATE TRIGGER contract_has_a_number_changed BEFORE UPDATE ON contracts
WHEN NOT (
    length(NEW.number) > 0
)
BEGIN
    SELECT RAISE(ABORT, 'contract_has_a_number');
END;

CREATE TRIGGER suspended_with_a_reason_inserted BEFORE INSERT ON suspensions
WHEN NOT (
    length(NEW.reason) > 0
)
BEGIN
    SELECT RAISE(ABORT, 'suspended_with_a_reason');
END;

CREATE TRIGGER suspended_with_a_reason_changed BEFORE UPDATE ON suspensions
WHEN NOT (
    length(NEW.reason) > 0
)
BEGIN
    SELECT RAISE(ABORT, 'suspended_with_a_reason');
END;

CREATE TRIGGER moved_with_a_reason_inserted BEFORE INSERT ON service_transfers
WHEN NOT (
    length(NEW.reason) > 0
)
BEGIN
    SELECT RAISE(ABORT, 'moved_with_a_reason');
END;

CREATE TRIGGER moved_with_a_reason_changed BEFORE UPDATE ON service_transfers
WHEN NOT (
    length(NEW.reason) > 0
)
BEGIN
    SELECT RAISE(ABORT, 'moved_with_a_reason');
END;

CREATE TRIGGER news_said_by_somebody_inserted BEFORE INSERT ON places_news
WHEN NOT (
    length(NEW.said_by) > 0
)
BEGIN
    SELECT RAISE(ABORT, 'news_said_by_somebody');
END;

CREATE TRIGGER news_said_by_somebody_changed BEFORE UPDATE ON places_news
WHEN NOT (
    length(NEW.said_by) > 0
)
BEGIN
    SELECT RAISE(ABORT, 'news_said_by_somebody');
END;

CREATE TRIGGER step_with_its_reason_inserted BEFORE INSERT ON application_steps
WHEN NOT (
    NEW.step NOT IN ('extend', 'withdraw') OR length(NEW.note) > 0
)
BEGIN
    SELECT RAISE(ABORT, 'step_with_its_reason');
END;

CREATE TRIGGER step_with_its_reason_changed BEFORE UPDATE ON application_steps
WHEN NOT (
    NEW.step NOT IN ('extend', 'withdraw') OR length(NEW.note) > 0
)
BEGIN
    SELECT RAISE(ABORT, 'step_with_its_reason');
END;

CREATE TRIGGER day_of_receipt_is_kept BEFORE UPDATE OF received_on ON applications
WHEN NEW.received_on <> OLD.received_on
BEGIN
    SELECT RAISE(ABORT, 'day_of_receipt_is_kept');
END;

CREATE TRIGGER longer_time_once_with_reason BEFORE UPDATE OF due_on, extension_reason ON applications
WHEN (NEW.due_on <> OLD.due_on OR NEW.extension_reason <> OLD.extension_reason)
    AND (OLD.extension_reason <> '' OR NEW.extension_reason = '')
BEGIN
    SELECT RAISE(ABORT, 'longer_time_once_with_reason');
END;

CREATE TRIGGER declared_conflict_stands BEFORE UPDATE OF has_conflict ON assessors
WHEN OLD.has_conflict AND NOT NEW.has_conflict
BEGIN
    SELECT RAISE(ABORT, 'declared_conflict_stands');
END;

CREATE TRIGGER uplifts_are_never_edited BEFORE UPDATE ON uplifts
WHEN NEW.id <> OLD.id OR NEW.request_id <> OLD.request_id OR NEW.scheme_id <> OLD.scheme_id OR NEW.kind <> OLD.kind
    OR NEW.amount <> OLD.amount OR NEW.rounding <> OLD.rounding OR NEW.first_day <> OLD.first_day OR NEW.note <> OLD.note
    OR NEW.applied_by_id <> OLD.applied_by_id OR NEW.applied_at <> OLD.applied_at OR OLD.taken_back_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'uplifts_are_never_edited');
END;

CREATE TRIGGER admissions_do_not_overlap_on_insert BEFORE INSERT ON admissions
WHEN EXISTS (
    SELECT 1 FROM admissions AS other
    WHERE other.service_id = NEW.service_id AND other.lot_id = NEW.lot_id AND other.id <> coalesce(NEW.id, 0)
    AND other.first_day <= coalesce(NEW.last_day, '9999-12-31') AND NEW.first_day <= coalesce(other.last_day, '9999-12-31')
)
BEGIN
    SELECT RAISE(ABORT, 'admissions_do_not_overlap');
END;

CREATE TRIGGER admissions_do_not_overlap_on_update BEFORE UPDATE OF service_id, lot_id, first_day, last_day ON admissions
WHEN EXISTS (
    SELECT 1 FROM admissions AS other
    WHERE other.service_id = NEW.service_id AND other.lot_id = NEW.lot_id AND other.id <> coalesce(NEW.id, 0)
    AND other.first_day <= coalesce(NEW.last_day, '9999-12-31') AND NEW.first_day <= coalesce(other.last_day, '9999-12-31')
)
BEGIN
    SELECT RAISE(ABORT, 'admissions_do_not_overlap');
END;

CREATE TRIGGER asks_its_own_scheme_and_services BEFORE INSERT ON application_lots
WHEN NOT EXISTS (
    SELECT 1 FROM applications
    JOIN lots ON lots.scheme_id = applications.scheme_id
    JOIN services ON services.provider_id = applications.provider_id
    WHERE applications.id = NEW.application_id AND lots.id = NEW.lot_id AND services.id = NEW.service_id
)
BEGIN
    SELECT RAISE(ABORT, 'asks_its_own_scheme_and_services');
END;

CREATE TRIGGER lot_takes_no_more_applications BEFORE INSERT ON application_lots
WHEN EXISTS (
    SELECT 1 FROM applications
    JOIN lots ON lots.id = NEW.lot_id
    JOIN schemes ON schemes.id = lots.scheme_id
    WHERE applications.id = NEW.application_id AND (
        applications.received_on > lots.last_call_off_day OR applications.received_on > schemes.last_call_off_day
        OR applications.received_on > schemes.last_day
    )
)
BEGIN
    SELECT RAISE(ABORT, 'lot_takes_no_more_applications');
END;

CREATE TRIGGER outcome_follows_its_decision BEFORE UPDATE OF outcome ON application_lots
WHEN NEW.outcome <> OLD.outcome
AND NOT EXISTS (
    SELECT 1 FROM decisions
    WHERE decisions.application_lot_id = NEW.id
    AND decisions.outcome = CASE NEW.outcome WHEN 'awarded' THEN 'admitted' ELSE NEW.outcome END
)
BEGIN
    SELECT RAISE(ABORT, 'outcome_follows_its_decision');
END;

CREATE TRIGGER decided_lot_by_lot BEFORE UPDATE OF state ON applications
WHEN NEW.state = 'decided' AND OLD.state = 'in-assessment'
AND EXISTS (
    SELECT 1 FROM application_lots WHERE application_lots.application_id = NEW.id AND application_lots.outcome = 'asked'
)
BEGIN
    SELECT RAISE(ABORT, 'decided_lot_by_lot');
END;

CREATE TRIGGER decision_follows_assessment BEFORE INSERT ON decisions
WHEN EXISTS (
    SELECT 1 FROM application_lots JOIN applications ON applications.id = application_lots.application_id
    WHERE application_lots.id = NEW.application_lot_id AND applications.state IN ('received', 'acknowledged', 'withdrawn')
)
BEGIN
    SELECT RAISE(ABORT, 'decision_follows_assessment');
END;

CREATE TRIGGER decided_without_conflict BEFORE INSERT ON decisions
WHEN EXISTS (
    SELECT 1 FROM assessors JOIN application_lots ON application_lots.application_id = assessors.application_id
    WHERE application_lots.id = NEW.application_lot_id AND assessors.staff_id = NEW.decided_by_id AND assessors.has_conflict
)
BEGIN
    SELECT RAISE(ABORT, 'assessor_has_no_conflict');
END;

CREATE TRIGGER stepped_without_conflict BEFORE INSERT ON application_steps
WHEN NEW.step IN ('assess', 'decide', 'award')
AND EXISTS (
    SELECT 1 FROM assessors
    WHERE assessors.application_id = NEW.application_id AND assessors.staff_id = NEW.taken_by_id AND assessors.has_conflict
)
BEGIN
    SELECT RAISE(ABORT, 'assessor_has_no_conflict');
END;

CREATE TRIGGER scored_question_of_the_lot BEFORE INSERT ON scores
WHEN NOT EXISTS (
    SELECT 1 FROM application_lots JOIN questions ON questions.lot_id = application_lots.lot_id
    WHERE application_lots.id = NEW.application_lot_id AND questions.id = NEW.question_id
)
BEGIN
    SELECT RAISE(ABORT, 'question_of_the_lot');
END;

CREATE TRIGGER answered_question_of_the_lot BEFORE INSERT ON application_answers
WHEN NOT EXISTS (
    SELECT 1 FROM application_lots JOIN questions ON questions.lot_id = application_lots.lot_id
    WHERE application_lots.application_id = NEW.application_id AND questions.id = NEW.question_id
)
BEGIN
    SELECT RAISE(ABORT, 'question_of_the_lot');
END;

CREATE TRIGGER contract_within_its_scheme_made BEFORE INSERT ON contracts
WHEN EXISTS (
    SELECT 1 FROM schemes
    WHERE schemes.id = NEW.scheme_id AND (
        NEW.first_day < schemes.first_day OR NEW.first_day > schemes.last_day OR NEW.last_day > schemes.last_day
    )
)
BEGIN
    SELECT RAISE(ABORT, 'contract_within_its_scheme');
END;

CREATE TRIGGER contract_within_its_scheme_changed BEFORE UPDATE OF first_day, last_day, scheme_id ON contracts
WHEN EXISTS (
    SELECT 1 FROM schemes
    WHERE schemes.id = NEW.scheme_id AND (
        NEW.first_day < schemes.first_day OR NEW.first_day > schemes.last_day OR NEW.last_day > schemes.last_day
    )
)
BEGIN
    SELECT RAISE(ABORT, 'contract_within_its_scheme');
END;

CREATE TRIGGER admission_within_its_contract_made BEFORE INSERT ON admissions
WHEN NEW.contract_id IS NOT NULL
AND EXISTS (
    SELECT 1 FROM contracts
    WHERE contracts.id = NEW.contract_id AND (
        NEW.first_day < contracts.first_day OR NEW.last_day > contracts.last_day
        OR (NEW.last_day IS NULL AND contracts.last_day IS NOT NULL)
    )
)
BEGIN
    SELECT RAISE(ABORT, 'admission_within_its_contract');
END;

CREATE TRIGGER admission_within_its_contract_changed BEFORE UPDATE OF first_day, last_day, contract_id ON admissions
WHEN NEW.contract_id IS NOT NULL
AND EXISTS (
    SELECT 1 FROM contracts
    WHERE contracts.id = NEW.contract_id AND (
        NEW.first_day < contracts.first_day OR NEW.last_day > contracts.last_day
        OR (NEW.last_day IS NULL AND contracts.last_day IS NOT NULL)
    )
)
BEGIN
    SELECT RAISE(ABORT, 'admission_within_its_contract');
END;

CREATE TRIGGER suspended_while_admitted BEFORE INSERT ON suspensions
WHEN EXISTS (
    SELECT 1 FROM admissions
    WHERE admissions.id = NEW.admission_id AND (
        NEW.first_day < admissions.first_day OR NEW.first_day > admissions.last_day
    )
)
BEGIN
    SELECT RAISE(ABORT, 'suspended_while_admitted');
END;

CREATE TRIGGER rate_as_its_lot_allows BEFORE INSERT ON rate_lines
WHEN (
    EXISTS (SELECT 1 FROM lot_units WHERE lot_units.lot_id = NEW.lot_id)
    AND NOT EXISTS (SELECT 1 FROM lot_units WHERE lot_units.lot_id = NEW.lot_id AND lot_units.unit = NEW.unit)
) OR (
    NEW.ratio_staff IS NOT NULL
    AND EXISTS (SELECT 1 FROM lot_ratios WHERE lot_ratios.lot_id = NEW.lot_id)
    AND NOT EXISTS (
        SELECT 1 FROM lot_ratios
        WHERE lot_ratios.lot_id = NEW.lot_id AND lot_ratios.staff = NEW.ratio_staff AND lot_ratios.people = NEW.ratio_people
    )
)
BEGIN
    SELECT RAISE(ABORT, 'rate_as_its_lot_allows');
END;

CREATE TRIGGER bytes_as_counted BEFORE INSERT ON provider_document_contents
WHEN NOT EXISTS (
    SELECT 1 FROM provider_documents
    WHERE provider_documents.id = NEW.document_id AND provider_documents.byte_count = length(NEW.content)
)
BEGIN
    SELECT RAISE(ABORT, 'bytes_as_counted');
END;

CREATE TRIGGER called_off_while_admitted_raised BEFORE INSERT ON call_offs
WHEN NEW.admission_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled')
AND NOT EXISTS (
    SELECT 1 FROM admissions
    WHERE admissions.id = NEW.admission_id AND admissions.service_id = NEW.service_id AND admissions.lot_id = NEW.lot_id
    AND admissions.first_day <= NEW.first_day AND (admissions.last_day IS NULL OR admissions.last_day >= NEW.first_day)
)
BEGIN
    SELECT RAISE(ABORT, 'called_off_while_admitted');
END;

CREATE TRIGGER called_off_while_admitted_changed BEFORE UPDATE OF first_day, admission_id, service_id, lot_id, state ON call_offs
WHEN NEW.admission_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled') AND (
    OLD.state = 'draft' OR OLD.admission_id IS NULL OR NEW.admission_id <> OLD.admission_id OR NEW.first_day <> OLD.first_day
    OR NEW.service_id <> OLD.service_id OR OLD.lot_id IS NULL OR NEW.lot_id <> OLD.lot_id
)
AND NOT EXISTS (
    SELECT 1 FROM admissions
    WHERE admissions.id = NEW.admission_id AND admissions.service_id = NEW.service_id AND admissions.lot_id = NEW.lot_id
    AND admissions.first_day <= NEW.first_day AND (admissions.last_day IS NULL OR admissions.last_day >= NEW.first_day)
)
BEGIN
    SELECT RAISE(ABORT, 'called_off_while_admitted');
END;

CREATE TRIGGER called_off_while_not_suspended_raised BEFORE INSERT ON call_offs
WHEN NEW.admission_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled')
AND EXISTS (
    SELECT 1 FROM suspensions
    WHERE suspensions.admission_id = NEW.admission_id AND suspensions.first_day <= NEW.first_day
    AND (suspensions.last_day IS NULL OR suspensions.last_day >= NEW.first_day)
)
BEGIN
    SELECT RAISE(ABORT, 'called_off_while_not_suspended');
END;

CREATE TRIGGER called_off_while_not_suspended_changed BEFORE UPDATE OF first_day, admission_id, state ON call_offs
WHEN NEW.admission_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled') AND (
    OLD.state = 'draft' OR OLD.admission_id IS NULL OR NEW.admission_id <> OLD.admission_id OR NEW.first_day <> OLD.first_day
)
AND EXISTS (
    SELECT 1 FROM suspensions
    WHERE suspensions.admission_id = NEW.admission_id AND suspensions.first_day <= NEW.first_day
    AND (suspensions.last_day IS NULL OR suspensions.last_day >= NEW.first_day)
)
BEGIN
    SELECT RAISE(ABORT, 'called_off_while_not_suspended');
END;
