CREATE TRIGGER competition_criteria_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON competition_criteria
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('competition_criteria_are_never_changed');

CREATE TRIGGER invitations_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON competition_invitations
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('invitations_are_never_changed');

CREATE TRIGGER competition_answers_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON competition_answers
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('competition_answers_are_never_changed');

CREATE TRIGGER competition_scores_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON competition_scores
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('competition_scores_are_never_changed');

CREATE TRIGGER competition_steps_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON competition_steps
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('competition_steps_are_never_changed');

CREATE TRIGGER competition_awards_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON competition_awards
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('competition_awards_are_never_changed');

CREATE TRIGGER competition_letters_are_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON competition_letters
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('competition_letters_are_never_changed');

CREATE TRIGGER documents_are_never_edited BEFORE UPDATE ON provider_documents FOR EACH ROW
WHEN (
    NEW.id IS DISTINCT FROM OLD.id OR NEW.provider_id IS DISTINCT FROM OLD.provider_id
    OR NEW.service_id IS DISTINCT FROM OLD.service_id OR NEW.application_id IS DISTINCT FROM OLD.application_id
    OR NEW.contract_id IS DISTINCT FROM OLD.contract_id OR NEW.kind IS DISTINCT FROM OLD.kind
    OR NEW.title IS DISTINCT FROM OLD.title OR NEW.file_name IS DISTINCT FROM OLD.file_name
    OR NEW.media_type IS DISTINCT FROM OLD.media_type OR NEW.sha256 IS DISTINCT FROM OLD.sha256
    OR NEW.byte_count IS DISTINCT FROM OLD.byte_count OR NEW.first_day IS DISTINCT FROM OLD.first_day
    OR NEW.last_day IS DISTINCT FROM OLD.last_day OR NEW.received_on IS DISTINCT FROM OLD.received_on
    OR NEW.added_by_id IS DISTINCT FROM OLD.added_by_id OR NEW.added_at IS DISTINCT FROM OLD.added_at
    OR OLD.removed_at IS NOT NULL
)
EXECUTE FUNCTION refuse_change('documents_are_never_edited');

CREATE TRIGGER documents_are_never_deleted BEFORE DELETE OR TRUNCATE ON provider_documents
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('documents_are_never_edited');

CREATE TRIGGER document_contents_are_never_edited BEFORE UPDATE OR TRUNCATE ON provider_document_contents
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('documents_are_never_edited');

CREATE FUNCTION check_document_content_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM provider_documents WHERE provider_documents.id = OLD.document_id AND provider_documents.removed_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'documents_are_never_edited' USING ERRCODE = 'check_violation';
    END IF;
    RETURN OLD;
END
$$;

CREATE TRIGGER document_contents_go_with_their_removal BEFORE DELETE ON provider_document_contents FOR EACH ROW
EXECUTE FUNCTION check_document_content_removed();

DROP TRIGGER rates_are_never_edited ON rates;

CREATE TRIGGER rates_are_never_edited BEFORE UPDATE ON rates FOR EACH ROW
WHEN (
    NEW.id <> OLD.id OR NEW.rate_line_id <> OLD.rate_line_id OR NEW.price <> OLD.price OR NEW.first_day <> OLD.first_day
    OR NEW.source <> OLD.source OR NEW.note <> OLD.note OR NEW.uplift_id IS DISTINCT FROM OLD.uplift_id
)
EXECUTE FUNCTION refuse_change('rates_are_never_edited');

CREATE FUNCTION check_competition_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'open' THEN
        RAISE EXCEPTION 'competition_over_stays_over' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER competition_over_stays_over BEFORE UPDATE OF state ON competitions FOR EACH ROW
WHEN (NEW.state <> OLD.state)
EXECUTE FUNCTION check_competition_state();

CREATE FUNCTION check_invitation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM competitions JOIN admissions ON admissions.id = NEW.admission_id
        WHERE competitions.id = NEW.competition_id AND competitions.state = 'open'
        AND admissions.lot_id = competitions.lot_id AND admissions.service_id = NEW.service_id
    ) THEN
        RAISE EXCEPTION 'invited_are_admitted_to_the_lot' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER invited_are_admitted_to_the_lot BEFORE INSERT ON competition_invitations FOR EACH ROW
EXECUTE FUNCTION check_invitation();

CREATE FUNCTION check_answer_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM competition_invitations JOIN competitions ON competitions.id = competition_invitations.competition_id
        WHERE competition_invitations.id = NEW.invitation_id AND competitions.state = 'open'
        AND NEW.answered_on BETWEEN competitions.opened_on AND competitions.answers_due_on
    ) THEN
        RAISE EXCEPTION 'answers_come_in_time' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER answers_come_in_time BEFORE INSERT ON competition_answers FOR EACH ROW
EXECUTE FUNCTION check_answer_in_time();

CREATE FUNCTION check_competition_points() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM competition_criteria
        JOIN competition_invitations ON competition_invitations.competition_id = competition_criteria.competition_id
        JOIN competition_answers ON competition_answers.invitation_id = competition_invitations.id
        WHERE competition_criteria.id = NEW.criterion_id AND competition_answers.id = NEW.answer_id
        AND competition_criteria.kind = 'scored' AND NEW.points <= competition_criteria.highest_score
    ) THEN
        RAISE EXCEPTION 'points_within_criterion' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER points_within_criterion BEFORE INSERT ON competition_scores FOR EACH ROW
EXECUTE FUNCTION check_competition_points();

CREATE FUNCTION check_competition_award() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM competition_answers
        JOIN competition_invitations ON competition_invitations.id = competition_answers.invitation_id
        WHERE competition_answers.id = NEW.answer_id AND competition_answers.is_offer
        AND competition_invitations.competition_id = NEW.competition_id
    ) THEN
        RAISE EXCEPTION 'award_goes_to_an_offer' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER award_goes_to_an_offer BEFORE INSERT ON competition_awards FOR EACH ROW
EXECUTE FUNCTION check_competition_award();

CREATE FUNCTION check_call_off_from_competition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Two call-offs from one award wait for each other here, whoever asks for them.
    PERFORM 1 FROM competitions WHERE competitions.id = NEW.competition_id FOR UPDATE;
    IF NOT EXISTS (
        SELECT 1 FROM competition_awards
        JOIN competitions ON competitions.id = competition_awards.competition_id
        JOIN competition_answers ON competition_answers.id = competition_awards.answer_id
        JOIN competition_invitations ON competition_invitations.id = competition_answers.invitation_id
        WHERE competitions.id = NEW.competition_id AND competitions.person_id = NEW.person_id
        AND competitions.lot_id = NEW.lot_id AND competition_invitations.service_id = NEW.service_id
    ) THEN
        RAISE EXCEPTION 'called_off_as_awarded' USING ERRCODE = 'check_violation';
    END IF;
    IF EXISTS (
        SELECT 1 FROM call_offs WHERE call_offs.competition_id = NEW.competition_id AND call_offs.id <> NEW.id
        AND call_offs.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled')
    ) THEN
        RAISE EXCEPTION 'one_call_off_of_an_award' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER called_off_as_awarded
BEFORE INSERT OR UPDATE OF competition_id, person_id, lot_id, service_id, state ON call_offs FOR EACH ROW
WHEN (
    NEW.competition_id IS NOT NULL
    AND NEW.state NOT IN ('draft', 'declined', 'expired', 'withdrawn', 'cancelled')
)
EXECUTE FUNCTION check_call_off_from_competition();

CREATE FUNCTION check_answer_undecided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM applications
        WHERE applications.id = OLD.application_id AND applications.state IN ('received', 'acknowledged', 'in-assessment')
    ) OR EXISTS (
        SELECT 1 FROM application_lots
        WHERE application_lots.application_id = OLD.application_id AND application_lots.outcome <> 'asked'
    ) THEN
        RAISE EXCEPTION 'what_was_written_stands' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END
$$;

CREATE TRIGGER answers_stand_once_decided BEFORE UPDATE OR DELETE ON application_answers FOR EACH ROW
EXECUTE FUNCTION check_answer_undecided();

CREATE FUNCTION check_offer_undecided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM application_lots JOIN applications ON applications.id = application_lots.application_id
        WHERE application_lots.id = OLD.application_lot_id AND application_lots.outcome = 'asked'
        AND applications.state IN ('received', 'acknowledged', 'in-assessment')
    ) THEN
        RAISE EXCEPTION 'what_was_written_stands' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END
$$;

CREATE TRIGGER offers_stand_once_decided BEFORE UPDATE OR DELETE ON offered_prices FOR EACH ROW
EXECUTE FUNCTION check_offer_undecided();

CREATE FUNCTION check_points_of_open_competition() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM competition_criteria JOIN competitions ON competitions.id = competition_criteria.competition_id
        WHERE competition_criteria.id = NEW.criterion_id AND competitions.state = 'open'
    ) THEN
        RAISE EXCEPTION 'points_come_while_open' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER points_come_while_open BEFORE INSERT ON competition_scores FOR EACH ROW
EXECUTE FUNCTION check_points_of_open_competition();

CREATE FUNCTION check_award_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM competition_awards WHERE competition_awards.competition_id = NEW.id) THEN
        RAISE EXCEPTION 'awarded_with_its_list' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER awarded_with_its_list BEFORE UPDATE OF state ON competitions FOR EACH ROW
WHEN (NEW.state = 'awarded' AND OLD.state <> 'awarded')
EXECUTE FUNCTION check_award_is_kept();

ALTER TABLE questions DROP CONSTRAINT uq_questions_lot_id_number;

CREATE UNIQUE INDEX uq_questions_asked ON questions (lot_id, number) WHERE retired_at IS NULL;

CREATE INDEX ix_questions_lot_id ON questions (lot_id);

CREATE FUNCTION refuse_edited_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'questions_are_never_edited' USING ERRCODE = 'check_violation';
END
$$;

CREATE TRIGGER questions_are_never_edited BEFORE UPDATE ON questions FOR EACH ROW
WHEN (
    OLD.retired_at IS NOT NULL
    OR (NEW.id, NEW.lot_id, NEW.number, NEW.text, NEW.kind, NEW.weight, NEW.threshold, NEW.highest_score, NEW.document_kind)
    IS DISTINCT FROM
    (OLD.id, OLD.lot_id, OLD.number, OLD.text, OLD.kind, OLD.weight, OLD.threshold, OLD.highest_score, OLD.document_kind)
)
EXECUTE FUNCTION refuse_edited_question();

CREATE TRIGGER questions_are_never_deleted BEFORE DELETE ON questions FOR EACH ROW
EXECUTE FUNCTION refuse_edited_question();

CREATE FUNCTION check_nobody_answers_the_question() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT 1 FROM application_lots JOIN applications ON applications.id = application_lots.application_id
        WHERE application_lots.lot_id = NEW.lot_id AND application_lots.outcome = 'asked'
        AND applications.state IN ('received', 'acknowledged', 'in-assessment')
    ) THEN
        RAISE EXCEPTION 'questions_change_between_applications' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER questions_change_between_applications BEFORE UPDATE OF retired_at ON questions FOR EACH ROW
WHEN (NEW.retired_at IS NOT NULL)
EXECUTE FUNCTION check_nobody_answers_the_question();

CREATE FUNCTION check_question_is_asked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM questions WHERE questions.id = NEW.question_id AND questions.retired_at IS NOT NULL) THEN
        RAISE EXCEPTION 'question_is_asked_no_more' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER score_of_a_question_asked BEFORE INSERT ON scores FOR EACH ROW
EXECUTE FUNCTION check_question_is_asked();

CREATE TRIGGER answer_to_a_question_asked BEFORE INSERT ON application_answers FOR EACH ROW
EXECUTE FUNCTION check_question_is_asked();

ALTER TABLE scheme_policies ADD CONSTRAINT scheme_policies_do_not_overlap EXCLUDE USING gist (
    int8range(
        scheme_id::bigint * 10000000 + (first_day - DATE '0001-01-01'),
        scheme_id::bigint * 10000000 + coalesce(last_day - DATE '0001-01-01', 9999999),
        '[]'
    ) WITH &&
);
