CREATE TABLE scheme_award_criteria (
    scheme_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    weight INTEGER NOT NULL,
    highest_score INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id SERIAL NOT NULL,
    CONSTRAINT pk_scheme_award_criteria PRIMARY KEY (id),
    CONSTRAINT ck_scheme_award_criteria_kind_known CHECK (kind IN ('price', 'scored')),
    CONSTRAINT uq_scheme_award_criteria_scheme_id_number UNIQUE (scheme_id, number),
    CONSTRAINT ck_scheme_award_criteria_weight_is_a_part CHECK (weight BETWEEN 1 AND 99),
    CONSTRAINT ck_scheme_award_criteria_only_scored_have_points CHECK ((kind = 'scored') = (highest_score > 0)),
    CONSTRAINT fk_scheme_award_criteria_scheme_id FOREIGN KEY(scheme_id) REFERENCES schemes (id)
);

CREATE TABLE application_answers (
    application_id INTEGER NOT NULL,
    question_id INTEGER NOT NULL,
    answer TEXT NOT NULL,
    CONSTRAINT pk_application_answers PRIMARY KEY (application_id, question_id),
    CONSTRAINT ck_application_answers_answer_given CHECK (length(answer) > 0),
    CONSTRAINT fk_application_answers_application_id FOREIGN KEY(application_id) REFERENCES applications (id),
    CONSTRAINT fk_application_answers_question_id FOREIGN KEY(question_id) REFERENCES questions (id)
);

CREATE INDEX ix_application_answers_question_id ON application_answers (question_id);

CREATE TABLE competitions (
    reference TEXT NOT NULL,
    request_id TEXT NOT NULL,
    lot_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    state TEXT NOT NULL,
    opened_on DATE NOT NULL,
    answers_due_on DATE NOT NULL,
    first_day DATE NOT NULL,
    planned_last_day DATE,
    week TEXT NOT NULL,
    ratio TEXT NOT NULL,
    why TEXT NOT NULL,
    sheet JSON NOT NULL,
    opened_by_id INTEGER NOT NULL,
    opened_at TIMESTAMP WITH TIME ZONE NOT NULL,
    version INTEGER NOT NULL,
    id SERIAL NOT NULL,
    CONSTRAINT pk_competitions PRIMARY KEY (id),
    CONSTRAINT ck_competitions_state_known CHECK (state IN ('open', 'awarded', 'ended')),
    CONSTRAINT ck_competitions_days_in_order CHECK (planned_last_day IS NULL OR planned_last_day >= first_day),
    CONSTRAINT ck_competitions_due_after_opening CHECK (answers_due_on >= opened_on),
    CONSTRAINT uq_competitions_reference UNIQUE (reference),
    CONSTRAINT uq_competitions_request_id UNIQUE (request_id),
    CONSTRAINT fk_competitions_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id),
    CONSTRAINT fk_competitions_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_competitions_opened_by_id FOREIGN KEY(opened_by_id) REFERENCES staff (id)
);

CREATE INDEX ix_competitions_lot_id ON competitions (lot_id);

CREATE INDEX ix_competitions_person_id ON competitions (person_id);

CREATE INDEX ix_competitions_state_answers_due_on ON competitions (state, answers_due_on);

CREATE TABLE competition_criteria (
    competition_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    weight INTEGER NOT NULL,
    highest_score INTEGER NOT NULL,
    id SERIAL NOT NULL,
    CONSTRAINT pk_competition_criteria PRIMARY KEY (id),
    CONSTRAINT ck_competition_criteria_kind_known CHECK (kind IN ('price', 'scored')),
    CONSTRAINT uq_competition_criteria_competition_id_number UNIQUE (competition_id, number),
    CONSTRAINT ck_competition_criteria_weight_is_a_part CHECK (weight BETWEEN 1 AND 99),
    CONSTRAINT ck_competition_criteria_only_scored_have_points CHECK ((kind = 'scored') = (highest_score > 0)),
    CONSTRAINT fk_competition_criteria_competition_id FOREIGN KEY(competition_id) REFERENCES competitions (id)
);

CREATE TABLE competition_steps (
    competition_id INTEGER NOT NULL,
    step TEXT NOT NULL,
    note TEXT NOT NULL,
    taken_by_id INTEGER NOT NULL,
    taken_at TIMESTAMP WITH TIME ZONE NOT NULL,
    id SERIAL NOT NULL,
    CONSTRAINT pk_competition_steps PRIMARY KEY (id),
    CONSTRAINT ck_competition_steps_step_known CHECK (step IN ('extend', 'award', 'end')),
    CONSTRAINT fk_competition_steps_competition_id FOREIGN KEY(competition_id) REFERENCES competitions (id),
    CONSTRAINT fk_competition_steps_taken_by_id FOREIGN KEY(taken_by_id) REFERENCES staff (id)
);

CREATE INDEX ix_competition_steps_competition_id ON competition_steps (competition_id);

CREATE TABLE offered_prices (
    application_lot_id INTEGER NOT NULL,
    activity_id INTEGER,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    ratio_staff INTEGER,
    ratio_people INTEGER,
    band TEXT NOT NULL,
    price BIGINT NOT NULL,
    note TEXT NOT NULL,
    id SERIAL NOT NULL,
    CONSTRAINT pk_offered_prices PRIMARY KEY (id),
    CONSTRAINT ck_offered_prices_kind_known CHECK (kind IN ('care', 'transport', 'meals', 'one-to-one', 'accommodation', 'one-off')),
    CONSTRAINT ck_offered_prices_unit_known CHECK (unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week', 'mile', 'once')),
    CONSTRAINT ck_offered_prices_price_above_zero CHECK (price > 0),
    CONSTRAINT ck_offered_prices_ratio_whole_or_absent CHECK ((ratio_staff IS NULL) = (ratio_people IS NULL)),
    CONSTRAINT ck_offered_prices_ratio_positive CHECK (ratio_staff IS NULL OR (ratio_staff > 0 AND ratio_people > 0)),
    CONSTRAINT fk_offered_prices_application_lot_id FOREIGN KEY(application_lot_id) REFERENCES application_lots (id),
    CONSTRAINT fk_offered_prices_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id)
);

CREATE UNIQUE INDEX uq_offered_prices_line ON offered_prices (application_lot_id, coalesce(activity_id, 0), kind, unit, coalesce(ratio_staff, 0), coalesce(ratio_people, 0), band);

CREATE TABLE provider_documents (
    provider_id INTEGER NOT NULL,
    service_id INTEGER,
    application_id INTEGER,
    contract_id INTEGER,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    file_name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    byte_count INTEGER NOT NULL,
    first_day DATE,
    last_day DATE,
    received_on DATE NOT NULL,
    added_by_id INTEGER NOT NULL,
    added_at TIMESTAMP WITH TIME ZONE NOT NULL,
    removed_by_id INTEGER,
    removed_at TIMESTAMP WITH TIME ZONE,
    removal_reason TEXT NOT NULL,
    id SERIAL NOT NULL,
    CONSTRAINT pk_provider_documents PRIMARY KEY (id),
    CONSTRAINT ck_provider_documents_kind_known CHECK (kind IN ('insurance', 'registration', 'policy', 'signed-contract', 'other')),
    CONSTRAINT ck_provider_documents_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT ck_provider_documents_size_in_reach CHECK (byte_count BETWEEN 1 AND 10485760),
    CONSTRAINT ck_provider_documents_signed_copy_of_a_contract CHECK ((kind = 'signed-contract') = (contract_id IS NOT NULL)),
    CONSTRAINT ck_provider_documents_removed_by_somebody CHECK ((removed_at IS NULL) = (removed_by_id IS NULL)),
    CONSTRAINT ck_provider_documents_removed_with_reason CHECK ((removed_at IS NULL) = (removal_reason = '')),
    CONSTRAINT fk_provider_documents_provider_id FOREIGN KEY(provider_id) REFERENCES providers (id),
    CONSTRAINT fk_provider_documents_service_id FOREIGN KEY(service_id) REFERENCES services (id),
    CONSTRAINT fk_provider_documents_application_id FOREIGN KEY(application_id) REFERENCES applications (id),
    CONSTRAINT fk_provider_documents_contract_id FOREIGN KEY(contract_id) REFERENCES contracts (id),
    CONSTRAINT fk_provider_documents_added_by_id FOREIGN KEY(added_by_id) REFERENCES staff (id),
    CONSTRAINT fk_provider_documents_removed_by_id FOREIGN KEY(removed_by_id) REFERENCES staff (id)
);

CREATE INDEX ix_provider_documents_application_id ON provider_documents (application_id);

CREATE INDEX ix_provider_documents_contract_id ON provider_documents (contract_id);

CREATE INDEX ix_provider_documents_provider_id ON provider_documents (provider_id);

CREATE INDEX ix_provider_documents_service_id ON provider_documents (service_id);

CREATE TABLE competition_invitations (
    competition_id INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    admission_id INTEGER NOT NULL,
    invited_by_id INTEGER NOT NULL,
    invited_at TIMESTAMP WITH TIME ZONE NOT NULL,
    id SERIAL NOT NULL,
    CONSTRAINT pk_competition_invitations PRIMARY KEY (id),
    CONSTRAINT uq_competition_invitations_competition_id_service_id UNIQUE (competition_id, service_id),
    CONSTRAINT fk_competition_invitations_competition_id FOREIGN KEY(competition_id) REFERENCES competitions (id),
    CONSTRAINT fk_competition_invitations_service_id FOREIGN KEY(service_id) REFERENCES services (id),
    CONSTRAINT fk_competition_invitations_admission_id FOREIGN KEY(admission_id) REFERENCES admissions (id),
    CONSTRAINT fk_competition_invitations_invited_by_id FOREIGN KEY(invited_by_id) REFERENCES staff (id)
);

CREATE INDEX ix_competition_invitations_admission_id ON competition_invitations (admission_id);

CREATE INDEX ix_competition_invitations_service_id ON competition_invitations (service_id);

CREATE TABLE provider_document_contents (
    document_id INTEGER NOT NULL,
    content BYTEA NOT NULL,
    CONSTRAINT pk_provider_document_contents PRIMARY KEY (document_id),
    CONSTRAINT fk_provider_document_contents_document_id FOREIGN KEY(document_id) REFERENCES provider_documents (id)
);

CREATE TABLE competition_answers (
    invitation_id INTEGER NOT NULL,
    request_id TEXT NOT NULL,
    is_offer BOOLEAN NOT NULL,
    unit TEXT,
    price BIGINT,
    weekly BIGINT,
    starts_on DATE,
    fit TEXT NOT NULL,
    answered_on DATE NOT NULL,
    recorded_by_id INTEGER NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    id SERIAL NOT NULL,
    CONSTRAINT pk_competition_answers PRIMARY KEY (id),
    CONSTRAINT ck_competition_answers_unit_known CHECK (unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week', 'mile', 'once')),
    CONSTRAINT ck_competition_answers_price_above_zero CHECK (price > 0),
    CONSTRAINT ck_competition_answers_offer_whole_or_absent CHECK (is_offer = (price IS NOT NULL) AND is_offer = (unit IS NOT NULL) AND is_offer = (weekly IS NOT NULL) AND is_offer = (starts_on IS NOT NULL)),
    CONSTRAINT ck_competition_answers_fit_given CHECK (length(fit) > 0),
    CONSTRAINT fk_competition_answers_invitation_id FOREIGN KEY(invitation_id) REFERENCES competition_invitations (id),
    CONSTRAINT uq_competition_answers_request_id UNIQUE (request_id),
    CONSTRAINT fk_competition_answers_recorded_by_id FOREIGN KEY(recorded_by_id) REFERENCES staff (id)
);

CREATE INDEX ix_competition_answers_invitation_id ON competition_answers (invitation_id);

CREATE TABLE competition_letters (
    invitation_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    terms JSON NOT NULL,
    issued_by_id INTEGER NOT NULL,
    issued_at TIMESTAMP WITH TIME ZONE NOT NULL,
    id SERIAL NOT NULL,
    CONSTRAINT pk_competition_letters PRIMARY KEY (id),
    CONSTRAINT ck_competition_letters_kind_known CHECK (kind IN ('invitation', 'award', 'unsuccessful')),
    CONSTRAINT fk_competition_letters_invitation_id FOREIGN KEY(invitation_id) REFERENCES competition_invitations (id),
    CONSTRAINT fk_competition_letters_issued_by_id FOREIGN KEY(issued_by_id) REFERENCES staff (id)
);

CREATE INDEX ix_competition_letters_invitation_id ON competition_letters (invitation_id);

CREATE TABLE competition_awards (
    competition_id INTEGER NOT NULL,
    answer_id INTEGER NOT NULL,
    reasons TEXT NOT NULL,
    weighed JSON NOT NULL,
    awarded_on DATE NOT NULL,
    awarded_by_id INTEGER NOT NULL,
    awarded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_competition_awards PRIMARY KEY (competition_id),
    CONSTRAINT ck_competition_awards_reasons_given CHECK (length(reasons) > 0),
    CONSTRAINT fk_competition_awards_competition_id FOREIGN KEY(competition_id) REFERENCES competitions (id),
    CONSTRAINT uq_competition_awards_answer_id UNIQUE (answer_id),
    CONSTRAINT fk_competition_awards_answer_id FOREIGN KEY(answer_id) REFERENCES competition_answers (id),
    CONSTRAINT fk_competition_awards_awarded_by_id FOREIGN KEY(awarded_by_id) REFERENCES staff (id)
);

CREATE TABLE competition_scores (
    answer_id INTEGER NOT NULL,
    criterion_id INTEGER NOT NULL,
    points INTEGER NOT NULL,
    reason TEXT NOT NULL,
    given_by_id INTEGER NOT NULL,
    given_at TIMESTAMP WITH TIME ZONE NOT NULL,
    id SERIAL NOT NULL,
    CONSTRAINT pk_competition_scores PRIMARY KEY (id),
    CONSTRAINT ck_competition_scores_points_not_negative CHECK (points >= 0),
    CONSTRAINT ck_competition_scores_reason_given CHECK (length(reason) > 0),
    CONSTRAINT fk_competition_scores_answer_id FOREIGN KEY(answer_id) REFERENCES competition_answers (id),
    CONSTRAINT fk_competition_scores_criterion_id FOREIGN KEY(criterion_id) REFERENCES competition_criteria (id),
    CONSTRAINT fk_competition_scores_given_by_id FOREIGN KEY(given_by_id) REFERENCES staff (id)
);

CREATE INDEX ix_competition_scores_answer_id_criterion_id ON competition_scores (answer_id, criterion_id);

ALTER TABLE council ADD COLUMN ocid_prefix TEXT DEFAULT '' NOT NULL;

ALTER TABLE schemes ADD COLUMN notice_ocid TEXT DEFAULT '' NOT NULL;

CREATE UNIQUE INDEX ix_schemes_notice_ocid ON schemes (notice_ocid) WHERE notice_ocid <> '';

ALTER TABLE rates ADD COLUMN note TEXT DEFAULT '' NOT NULL;

ALTER TABLE rates ADD COLUMN end_reason TEXT DEFAULT '' NOT NULL;

ALTER TABLE call_offs ADD COLUMN competition_id INTEGER CONSTRAINT fk_call_offs_competition_id REFERENCES competitions (id);

CREATE INDEX ix_call_offs_competition_id ON call_offs (competition_id);

ALTER TABLE questions ADD COLUMN retired_at TIMESTAMP WITH TIME ZONE;
