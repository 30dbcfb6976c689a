CREATE TRIGGER competition_criteria_are_never_updated BEFORE UPDATE ON competition_criteria
BEGIN
    SELECT RAISE(ABORT, 'competition_criteria_are_never_changed');
END;

CREATE TRIGGER competition_criteria_are_never_deleted BEFORE DELETE ON competition_criteria
BEGIN
    SELECT RAISE(ABORT, 'competition_criteria_are_never_changed');
END;

CREATE TRIGGER invitations_are_never_updated BEFORE UPDATE ON competition_invitations
BEGIN
    SELECT RAISE(ABORT, 'invitations_are_never_changed');
END;

CREATE TRIGGER invitations_are_never_deleted BEFORE DELETE ON competition_invitations
BEGIN
    SELECT RAISE(ABORT, 'invitations_are_never_changed');
END;

CREATE TRIGGER competition_answers_are_never_updated BEFORE UPDATE ON competition_answers
BEGIN
    SELECT RAISE(ABORT, 'competition_answers_are_never_changed');
END;

CREATE TRIGGER competition_answers_are_never_deleted BEFORE DELETE ON competition_answers
BEGIN
    SELECT RAISE(ABORT, 'competition_answers_are_never_changed');
END;

CREATE TRIGGER competition_scores_are_never_updated BEFORE UPDATE ON competition_scores
BEGIN
    SELECT RAISE(ABORT, 'competition_scores_are_never_changed');
END;

CREATE TRIGGER competition_scores_are_never_deleted BEFORE DELETE ON competition_scores
BEGIN
    SELECT RAISE(ABORT, 'competition_scores_are_never_changed');
END;

CREATE TRIGGER competition_steps_are_never_updated BEFORE UPDATE ON competition_steps
BEGIN
    SELECT RAISE(ABORT, 'competition_steps_are_never_changed');
END;

CREATE TRIGGER competition_steps_are_never_deleted BEFORE DELETE ON competition_steps
BEGIN
    SELECT RAISE(ABORT, 'competition_steps_are_never_changed');
END;

CREATE TRIGGER competition_awards_are_never_updated BEFORE UPDATE ON competition_awards
BEGIN
    SELECT RAISE(ABORT, 'competition_awards_are_never_changed');
END;

CREATE TRIGGER competition_awards_are_never_deleted BEFORE DELETE ON competition_awards
BEGIN
    SELECT RAISE(ABORT, 'competition_awards_are_never_changed');
END;

CREATE TRIGGER competition_letters_are_never_updated BEFORE UPDATE ON competition_letters
BEGIN
    SELECT RAISE(ABORT, 'competition_letters_are_never_changed');
END;

CREATE TRIGGER competition_letters_are_never_deleted BEFORE DELETE ON competition_letters
BEGIN
    SELECT RAISE(ABORT, 'competition_letters_are_never_changed');
END;

CREATE TRIGGER documents_are_never_edited BEFORE UPDATE ON provider_documents
WHEN
    NEW.id IS NOT OLD.id OR NEW.provider_id IS NOT OLD.provider_id OR NEW.service_id IS NOT OLD.service_id
    OR NEW.application_id IS NOT OLD.application_id OR NEW.contract_id IS NOT OLD.contract_id
    OR NEW.kind IS NOT OLD.kind OR NEW.title IS NOT OLD.title OR NEW.file_name IS NOT OLD.file_name
    OR NEW.media_type IS NOT OLD.media_type OR NEW.sha256 IS NOT OLD.sha256 OR NEW.byte_count IS NOT OLD.byte_count
    OR NEW.first_day IS NOT OLD.first_day OR NEW.last_day IS NOT OLD.last_day
    OR NEW.received_on IS NOT OLD.received_on OR NEW.added_by_id IS NOT OLD.added_by_id
    OR NEW.added_at IS NOT OLD.added_at OR OLD.removed_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'documents_are_never_edited');
END;

CREATE TRIGGER documents_are_never_deleted BEFORE DELETE ON provider_documents
BEGIN
    SELECT RAISE(ABORT, 'documents_are_never_edited');
END;

CREATE TRIGGER document_contents_are_never_edited BEFORE UPDATE ON provider_document_contents
BEGIN
    SELECT RAISE(ABORT, 'documents_are_never_edited');
END;

CREATE TRIGGER document_contents_go_with_their_removal BEFORE DELETE ON provider_document_contents
WHEN NOT EXISTS (
    SELECT 1 FROM provider_documents WHERE provider_documents.id = OLD.document_id AND provider_documents.removed_at IS NOT NULL
)
BEGIN
    SELECT RAISE(ABORT, 'documents_are_never_edited');
END;

DROP TRIGGER rates_are_never_edited;

CREATE TRIGGER rates_are_never_edited BEFORE UPDATE ON rates
WHEN NEW.id <> OLD.id OR NEW.rate_line_id <> OLD.rate_line_id OR NEW.price <> OLD.price OR NEW.first_day <> OLD.first_day
    OR NEW.source <> OLD.source OR NEW.note <> OLD.note OR NEW.uplift_id IS NOT OLD.uplift_id
BEGIN
    SELECT RAISE(ABORT, 'rates_are_never_edited');
END;

CREATE TRIGGER competition_over_stays_over BEFORE UPDATE OF state ON competitions
WHEN NEW.state <> OLD.state AND OLD.state <> 'open'
BEGIN
    SELECT RAISE(ABORT, 'competition_over_stays_over');
END;

CREATE TRIGGER invited_are_admitted_to_the_lot BEFORE INSERT ON competition_invitations
WHEN NOT EXISTS (
    SELECT 1 FROM competitions JOIN admissions ON admissions.id = NEW.admission_id
    WHERE competitions.id = NEW.competition_id AND competitions.state = 'open'
    AND admissions.lot_id = competitions.lot_id AND admissions.service_id = NEW.service_id
)
BEGIN
    SELECT RAISE(ABORT, 'invited_are_admitted_to_the_lot');
END;

CREATE TRIGGER answers_come_in_time BEFORE INSERT ON competition_answers
WHEN NOT EXISTS (
    SELECT 1 FROM competition_invitations JOIN competitions ON competitions.id = competition_invitations.competition_id
    WHERE competition_invitations.id = NEW.invitation_id AND competitions.state = 'open'
    AND NEW.answered_on BETWEEN competitions.opened_on AND competitions.answers_due_on
)
BEGIN
    SELECT RAISE(ABORT, 'answers_come_in_time');
END;

CREATE TRIGGER points_within_criterion BEFORE INSERT ON competition_scores
WHEN NOT EXISTS (
    SELECT 1 FROM competition_criteria
    JOIN competition_invitations ON competition_invitations.competition_id = competition_criteria.competition_id
    JOIN competition_answers ON competition_answers.invitation_id = competition_invitations.id
    WHERE competition_criteria.id = NEW.criterion_id AND competition_answers.id = NEW.answer_id
    AND competition_criteria.kind = 'scored' AND NEW.points <= competition_criteria.highest_score
)
BEGIN
    SELECT RAISE(ABORT, 'points_within_criterion');
END;

CREATE TRIGGER award_goes_to_an_offer BEFORE INSERT ON competition_awards
WHEN NOT EXISTS (
    SELECT 1 FROM competition_answers
    JOIN competition_invitations ON competition_invitations.id = competition_answers.invitation_id
    WHERE competition_answers.id = NEW.answer_id AND competition_answers.is_offer
    AND competition_invitations.competition_id = NEW.competition_id
)
BEGIN
    SELECT RAISE(ABORT, 'award_goes_to_an_offer');
END;

CREATE TRIGGER called_off_as_awarded_inserted BEFORE INSERT ON call_offs
WHEN NEW.competition_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled') AND NOT EXISTS (
    SELECT 1 FROM competition_awards
    JOIN competitions ON competitions.id = competition_awards.competition_id
    JOIN competition_answers ON competition_answers.id = competition_awards.answer_id
    JOIN competition_invitations ON competition_invitations.id = competition_answers.invitation_id
    WHERE competitions.id = NEW.competition_id AND competitions.person_id = NEW.person_id
    AND competitions.lot_id = NEW.lot_id AND competition_invitations.service_id = NEW.service_id
)
BEGIN
    SELECT RAISE(ABORT, 'called_off_as_awarded');
END;

CREATE TRIGGER one_call_off_of_an_award_inserted BEFORE INSERT ON call_offs
WHEN NEW.competition_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled') AND EXISTS (
    SELECT 1 FROM call_offs WHERE call_offs.competition_id = NEW.competition_id AND call_offs.id <> NEW.id
    AND call_offs.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled')
)
BEGIN
    SELECT RAISE(ABORT, 'one_call_off_of_an_award');
END;

CREATE TRIGGER called_off_as_awarded_changed BEFORE UPDATE OF competition_id, person_id, lot_id, service_id, state ON call_offs
WHEN NEW.competition_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled') AND NOT EXISTS (
    SELECT 1 FROM competition_awards
    JOIN competitions ON competitions.id = competition_awards.competition_id
    JOIN competition_answers ON competition_answers.id = competition_awards.answer_id
    JOIN competition_invitations ON competition_invitations.id = competition_answers.invitation_id
    WHERE competitions.id = NEW.competition_id AND competitions.person_id = NEW.person_id
    AND competitions.lot_id = NEW.lot_id AND competition_invitations.service_id = NEW.service_id
)
BEGIN
    SELECT RAISE(ABORT, 'called_off_as_awarded');
END;

CREATE TRIGGER one_call_off_of_an_award_changed BEFORE UPDATE OF competition_id, person_id, lot_id, service_id, state ON call_offs
WHEN NEW.competition_id IS NOT NULL AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled') AND EXISTS (
    SELECT 1 FROM call_offs WHERE call_offs.competition_id = NEW.competition_id AND call_offs.id <> NEW.id
    AND call_offs.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled')
)
BEGIN
    SELECT RAISE(ABORT, 'one_call_off_of_an_award');
END;

CREATE TRIGGER answers_stand_once_decided_changed BEFORE UPDATE ON application_answers
WHEN NOT EXISTS (
    SELECT 1 FROM applications
    WHERE applications.id = OLD.application_id AND applications.state IN ('received', 'acknowledged', 'in-assessment')
) OR EXISTS (
    SELECT 1 FROM application_lots
    WHERE application_lots.application_id = OLD.application_id AND application_lots.outcome <> 'asked'
)
BEGIN
    SELECT RAISE(ABORT, 'what_was_written_stands');
END;

CREATE TRIGGER answers_stand_once_decided_deleted BEFORE DELETE ON application_answers
WHEN NOT EXISTS (
    SELECT 1 FROM applications
    WHERE applications.id = OLD.application_id AND applications.state IN ('received', 'acknowledged', 'in-assessment')
) OR EXISTS (
    SELECT 1 FROM application_lots
    WHERE application_lots.application_id = OLD.application_id AND application_lots.outcome <> 'asked'
)
BEGIN
    SELECT RAISE(ABORT, 'what_was_written_stands');
END;

CREATE TRIGGER offers_stand_once_decided_changed BEFORE UPDATE ON offered_prices
WHEN NOT EXISTS (
    SELECT 1 FROM application_lots JOIN applications ON applications.id = application_lots.application_id
    WHERE application_lots.id = OLD.application_lot_id AND application_lots.outcome = 'asked'
    AND applications.state IN ('received', 'acknowledged', 'in-assessment')
)
BEGIN
    SELECT RAISE(ABORT, 'what_was_written_stands');
END;

CREATE TRIGGER offers_stand_once_decided_deleted BEFORE DELETE ON offered_prices
WHEN NOT EXISTS (
    SELECT 1 FROM application_lots JOIN applications ON applications.id = application_lots.application_id
    WHERE application_lots.id = OLD.application_lot_id AND application_lots.outcome = 'asked'
    AND applications.state IN ('received', 'acknowledged', 'in-assessment')
)
BEGIN
    SELECT RAISE(ABORT, 'what_was_written_stands');
END;

CREATE TRIGGER points_come_while_open BEFORE INSERT ON competition_scores
WHEN NOT EXISTS (
    SELECT 1 FROM competition_criteria JOIN competitions ON competitions.id = competition_criteria.competition_id
    WHERE competition_criteria.id = NEW.criterion_id AND competitions.state = 'open'
)
BEGIN
    SELECT RAISE(ABORT, 'points_come_while_open');
END;

CREATE TRIGGER awarded_with_its_list BEFORE UPDATE OF state ON competitions
WHEN NEW.state = 'awarded' AND OLD.state <> 'awarded'
AND NOT EXISTS (SELECT 1 FROM competition_awards WHERE competition_awards.competition_id = NEW.id)
BEGIN
    SELECT RAISE(ABORT, 'awarded_with_its_list');
END;

PRAGMA defer_foreign_keys = ON;

CREATE TEMP TABLE questions_kept AS SELECT lot_id, number, text, kind, weight, threshold, highest_score, document_kind, version, id, retired_at FROM questions;

DROP TABLE questions;

CREATE TABLE questions (
    lot_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    weight INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    highest_score INTEGER NOT NULL,
    document_kind TEXT NOT NULL,
    retired_at TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_questions PRIMARY KEY (id),
    CONSTRAINT ck_questions_kind_known CHECK (kind IN ('pass-fail', 'scored', 'document', 'declaration')),
    CONSTRAINT ck_questions_threshold_in_reach CHECK (weight >= 0 AND threshold >= 0 AND threshold <= highest_score),
    CONSTRAINT ck_questions_only_scored_have_points CHECK ((kind = 'scored') = (highest_score > 0)),
    CONSTRAINT fk_questions_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id)
)
 STRICT;

INSERT INTO questions (lot_id, number, text, kind, weight, threshold, highest_score, document_kind, version, id, retired_at) SELECT lot_id, number, text, kind, weight, threshold, highest_score, document_kind, version, id, retired_at FROM questions_kept;

DROP TABLE questions_kept;

CREATE UNIQUE INDEX uq_questions_asked ON questions (lot_id, number) WHERE retired_at IS NULL;

CREATE INDEX ix_questions_lot_id ON questions (lot_id);

CREATE TRIGGER questions_are_never_edited BEFORE UPDATE ON questions
WHEN
    OLD.retired_at IS NOT NULL OR NEW.id <> OLD.id OR NEW.lot_id <> OLD.lot_id OR NEW.number <> OLD.number
    OR NEW.text <> OLD.text OR NEW.kind <> OLD.kind OR NEW.weight <> OLD.weight OR NEW.threshold <> OLD.threshold
    OR NEW.highest_score <> OLD.highest_score OR NEW.document_kind <> OLD.document_kind
BEGIN
    SELECT RAISE(ABORT, 'questions_are_never_edited');
END;

CREATE TRIGGER questions_are_never_deleted BEFORE DELETE ON questions
BEGIN
    SELECT RAISE(ABORT, 'questions_are_never_edited');
END;

CREATE TRIGGER questions_change_between_applications BEFORE UPDATE OF retired_at ON questions
WHEN NEW.retired_at IS NOT NULL AND EXISTS (
    SELECT 1 FROM application_lots JOIN applications ON applications.id = application_lots.application_id
    WHERE application_lots.lot_id = NEW.lot_id AND application_lots.outcome = 'asked'
    AND applications.state IN ('received', 'acknowledged', 'in-assessment')
)
BEGIN
    SELECT RAISE(ABORT, 'questions_change_between_applications');
END;

CREATE TRIGGER score_of_a_question_asked BEFORE INSERT ON scores
WHEN EXISTS (SELECT 1 FROM questions WHERE questions.id = NEW.question_id AND questions.retired_at IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'question_is_asked_no_more');
END;

CREATE TRIGGER answer_to_a_question_asked BEFORE INSERT ON application_answers
WHEN EXISTS (SELECT 1 FROM questions WHERE questions.id = NEW.question_id AND questions.retired_at IS NOT NULL)
BEGIN
    SELECT RAISE(ABORT, 'question_is_asked_no_more');
END;

CREATE TRIGGER scheme_policies_do_not_overlap_on_insert BEFORE INSERT ON scheme_policies
WHEN EXISTS (
    SELECT 1 FROM scheme_policies AS other
    WHERE other.scheme_id = NEW.scheme_id
    AND (NEW.last_day IS NULL OR other.first_day <= NEW.last_day)
    AND (other.last_day IS NULL OR other.last_day >= NEW.first_day)
)
BEGIN
    SELECT RAISE(ABORT, 'scheme_policies_do_not_overlap');
END;

CREATE TRIGGER scheme_policies_do_not_overlap_on_update BEFORE UPDATE ON scheme_policies
WHEN EXISTS (
    SELECT 1 FROM scheme_policies AS other
    WHERE other.scheme_id = NEW.scheme_id AND other.id <> OLD.id
    AND (NEW.last_day IS NULL OR other.first_day <= NEW.last_day)
    AND (other.last_day IS NULL OR other.last_day >= NEW.first_day)
)
BEGIN
    SELECT RAISE(ABORT, 'scheme_policies_do_not_overlap');
END;
