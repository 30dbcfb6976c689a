CREATE TABLE allowed_application_steps (
    step TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    job TEXT NOT NULL,
    CONSTRAINT pk_allowed_application_steps PRIMARY KEY (step, from_state, to_state, job),
    CONSTRAINT ck_allowed_application_steps_step_known CHECK (step IN ('acknowledge', 'extend', 'assess', 'decide', 'answer', 'award', 'withdraw')),
    CONSTRAINT ck_allowed_application_steps_from_state_known CHECK (from_state IN ('received', 'acknowledged', 'in-assessment', 'decided', 'answered', 'withdrawn')),
    CONSTRAINT ck_allowed_application_steps_to_state_known CHECK (to_state IN ('received', 'acknowledged', 'in-assessment', 'decided', 'answered', 'withdrawn')),
    CONSTRAINT ck_allowed_application_steps_job_known CHECK (job IN ('practitioner', 'broker', 'approver', 'commissioner', 'finance', 'auditor', 'administrator'))
)
 STRICT;

CREATE TABLE rounds (
    scheme_id INTEGER NOT NULL,
    number INTEGER NOT NULL,
    title TEXT NOT NULL,
    opens_on TEXT NOT NULL,
    closes_on TEXT,
    notice_reference TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_rounds PRIMARY KEY (id),
    CONSTRAINT uq_rounds_scheme_id_number UNIQUE (scheme_id, number),
    CONSTRAINT ck_rounds_days_in_order CHECK (closes_on IS NULL OR closes_on >= opens_on),
    CONSTRAINT fk_rounds_scheme_id FOREIGN KEY(scheme_id) REFERENCES schemes (id)
)
 STRICT;

CREATE TABLE scheme_terms (
    scheme_id INTEGER NOT NULL,
    ordinal INTEGER NOT NULL,
    months INTEGER NOT NULL,
    decision_reference TEXT NOT NULL,
    decided_on TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_scheme_terms PRIMARY KEY (id),
    CONSTRAINT uq_scheme_terms_scheme_id_ordinal UNIQUE (scheme_id, ordinal),
    CONSTRAINT ck_scheme_terms_ordinal_not_negative CHECK (ordinal >= 0),
    CONSTRAINT ck_scheme_terms_months_in_reach CHECK (months BETWEEN 1 AND 600),
    CONSTRAINT ck_scheme_terms_decision_whole_or_absent CHECK ((decided_on IS NULL) = (decision_reference = '')),
    CONSTRAINT fk_scheme_terms_scheme_id FOREIGN KEY(scheme_id) REFERENCES schemes (id)
)
 STRICT;

CREATE TABLE scheme_values (
    scheme_id INTEGER NOT NULL,
    year INTEGER NOT NULL,
    estimated_value INTEGER NOT NULL,
    CONSTRAINT pk_scheme_values PRIMARY KEY (scheme_id, year),
    CONSTRAINT ck_scheme_values_value_not_negative CHECK (estimated_value >= 0),
    CONSTRAINT fk_scheme_values_scheme_id FOREIGN KEY(scheme_id) REFERENCES schemes (id)
)
 STRICT;

CREATE TABLE applications (
    reference TEXT NOT NULL,
    request_id TEXT NOT NULL,
    scheme_id INTEGER NOT NULL,
    round_id INTEGER,
    provider_id INTEGER NOT NULL,
    received_on TEXT NOT NULL,
    due_on TEXT NOT NULL,
    extension_reason TEXT NOT NULL,
    acknowledged_on TEXT,
    state TEXT NOT NULL,
    recorded_by_id INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_applications PRIMARY KEY (id),
    CONSTRAINT ck_applications_state_known CHECK (state IN ('received', 'acknowledged', 'in-assessment', 'decided', 'answered', 'withdrawn')),
    CONSTRAINT ck_applications_due_after_receipt CHECK (due_on >= received_on),
    CONSTRAINT uq_applications_reference UNIQUE (reference),
    CONSTRAINT uq_applications_request_id UNIQUE (request_id),
    CONSTRAINT fk_applications_scheme_id FOREIGN KEY(scheme_id) REFERENCES schemes (id),
    CONSTRAINT fk_applications_round_id FOREIGN KEY(round_id) REFERENCES rounds (id),
    CONSTRAINT fk_applications_provider_id FOREIGN KEY(provider_id) REFERENCES providers (id),
    CONSTRAINT fk_applications_recorded_by_id FOREIGN KEY(recorded_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_applications_provider_id ON applications (provider_id);

CREATE INDEX ix_applications_round_id ON applications (round_id);

CREATE INDEX ix_applications_scheme_id ON applications (scheme_id);

CREATE INDEX ix_applications_state_due_on ON applications (state, due_on);

CREATE TABLE lot_cpv_codes (
    lot_id INTEGER NOT NULL,
    code TEXT NOT NULL,
    CONSTRAINT pk_lot_cpv_codes PRIMARY KEY (lot_id, code),
    CONSTRAINT fk_lot_cpv_codes_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id)
)
 STRICT;

CREATE TABLE lot_ratios (
    lot_id INTEGER NOT NULL,
    staff INTEGER NOT NULL,
    people INTEGER NOT NULL,
    CONSTRAINT pk_lot_ratios PRIMARY KEY (lot_id, staff, people),
    CONSTRAINT ck_lot_ratios_ratio_positive CHECK (staff > 0 AND people > 0),
    CONSTRAINT fk_lot_ratios_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id)
)
 STRICT;

CREATE TABLE lot_units (
    lot_id INTEGER NOT NULL,
    unit TEXT NOT NULL,
    CONSTRAINT pk_lot_units PRIMARY KEY (lot_id, unit),
    CONSTRAINT ck_lot_units_unit_known CHECK (unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week', 'mile', 'once')),
    CONSTRAINT fk_lot_units_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id)
)
 STRICT;

CREATE TABLE places_news (
    service_id INTEGER NOT NULL,
    places_free INTEGER NOT NULL,
    said_on TEXT NOT NULL,
    said_by TEXT NOT NULL,
    recorded_by_id INTEGER NOT NULL,
    recorded_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_places_news PRIMARY KEY (id),
    CONSTRAINT ck_places_news_places_not_negative CHECK (places_free >= 0),
    CONSTRAINT fk_places_news_service_id FOREIGN KEY(service_id) REFERENCES services (id),
    CONSTRAINT fk_places_news_recorded_by_id FOREIGN KEY(recorded_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_places_news_service_id ON places_news (service_id);

CREATE TABLE questions (
    lot_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    text TEXT NOT NULL,
    kind TEXT NOT NULL,
    weight INTEGER NOT NULL,
    threshold INTEGER NOT NULL,
    highest_score INTEGER NOT NULL,
    document_kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_questions PRIMARY KEY (id),
    CONSTRAINT ck_questions_kind_known CHECK (kind IN ('pass-fail', 'scored', 'document', 'declaration')),
    CONSTRAINT uq_questions_lot_id_number UNIQUE (lot_id, number),
    CONSTRAINT ck_questions_threshold_in_reach CHECK (weight >= 0 AND threshold >= 0 AND threshold <= highest_score),
    CONSTRAINT ck_questions_only_scored_have_points CHECK ((kind = 'scored') = (highest_score > 0)),
    CONSTRAINT fk_questions_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id)
)
 STRICT;

CREATE TABLE service_transfers (
    service_id INTEGER NOT NULL,
    from_provider_id INTEGER NOT NULL,
    to_provider_id INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    done_by_id INTEGER NOT NULL,
    done_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_service_transfers PRIMARY KEY (id),
    CONSTRAINT ck_service_transfers_to_another_provider CHECK (from_provider_id <> to_provider_id),
    CONSTRAINT fk_service_transfers_service_id FOREIGN KEY(service_id) REFERENCES services (id),
    CONSTRAINT fk_service_transfers_from_provider_id FOREIGN KEY(from_provider_id) REFERENCES providers (id),
    CONSTRAINT fk_service_transfers_to_provider_id FOREIGN KEY(to_provider_id) REFERENCES providers (id),
    CONSTRAINT fk_service_transfers_done_by_id FOREIGN KEY(done_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_service_transfers_service_id ON service_transfers (service_id);

CREATE TABLE uplifts (
    request_id TEXT NOT NULL,
    scheme_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    amount INTEGER NOT NULL,
    rounding TEXT NOT NULL,
    first_day TEXT NOT NULL,
    note TEXT NOT NULL,
    applied_by_id INTEGER NOT NULL,
    applied_at TEXT NOT NULL,
    taken_back_by_id INTEGER,
    taken_back_on TEXT,
    taken_back_at TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_uplifts PRIMARY KEY (id),
    CONSTRAINT ck_uplifts_kind_known CHECK (kind IN ('percent', 'pence')),
    CONSTRAINT ck_uplifts_rounding_known CHECK (rounding IN ('penny', 'five-pence', 'ten-pence', 'pound')),
    CONSTRAINT ck_uplifts_amount_above_zero CHECK (amount > 0),
    CONSTRAINT ck_uplifts_taken_back_by_somebody CHECK ((taken_back_at IS NULL) = (taken_back_by_id IS NULL) AND (taken_back_at IS NULL) = (taken_back_on IS NULL)),
    CONSTRAINT ck_uplifts_taken_back_before_its_first_day CHECK (taken_back_on < first_day),
    CONSTRAINT uq_uplifts_request_id UNIQUE (request_id),
    CONSTRAINT fk_uplifts_scheme_id FOREIGN KEY(scheme_id) REFERENCES schemes (id),
    CONSTRAINT fk_uplifts_applied_by_id FOREIGN KEY(applied_by_id) REFERENCES staff (id),
    CONSTRAINT fk_uplifts_taken_back_by_id FOREIGN KEY(taken_back_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_uplifts_scheme_id ON uplifts (scheme_id);

CREATE TABLE application_lots (
    application_id INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    lot_id INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_application_lots PRIMARY KEY (id),
    CONSTRAINT ck_application_lots_outcome_known CHECK (outcome IN ('asked', 'admitted', 'refused', 'awarded')),
    CONSTRAINT uq_application_lots_application_id_service_id_lot_id UNIQUE (application_id, service_id, lot_id),
    CONSTRAINT fk_application_lots_application_id FOREIGN KEY(application_id) REFERENCES applications (id),
    CONSTRAINT fk_application_lots_service_id FOREIGN KEY(service_id) REFERENCES services (id),
    CONSTRAINT fk_application_lots_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id)
)
 STRICT;

CREATE INDEX ix_application_lots_lot_id ON application_lots (lot_id);

CREATE INDEX ix_application_lots_service_id ON application_lots (service_id);

CREATE TABLE application_steps (
    application_id INTEGER NOT NULL,
    step TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    taken_by_id INTEGER NOT NULL,
    taken_at TEXT NOT NULL,
    note TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_application_steps PRIMARY KEY (id),
    CONSTRAINT ck_application_steps_step_known CHECK (step IN ('acknowledge', 'extend', 'assess', 'decide', 'answer', 'award', 'withdraw')),
    CONSTRAINT ck_application_steps_from_state_known CHECK (from_state IN ('received', 'acknowledged', 'in-assessment', 'decided', 'answered', 'withdrawn')),
    CONSTRAINT ck_application_steps_to_state_known CHECK (to_state IN ('received', 'acknowledged', 'in-assessment', 'decided', 'answered', 'withdrawn')),
    CONSTRAINT fk_application_steps_application_id FOREIGN KEY(application_id) REFERENCES applications (id),
    CONSTRAINT fk_application_steps_taken_by_id FOREIGN KEY(taken_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_application_steps_application_id ON application_steps (application_id);

CREATE TABLE assessors (
    application_id INTEGER NOT NULL,
    staff_id INTEGER NOT NULL,
    has_conflict INTEGER NOT NULL,
    note TEXT NOT NULL,
    declared_at TEXT NOT NULL,
    CONSTRAINT pk_assessors PRIMARY KEY (application_id, staff_id),
    CONSTRAINT fk_assessors_application_id FOREIGN KEY(application_id) REFERENCES applications (id),
    CONSTRAINT fk_assessors_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;

CREATE TABLE contracts (
    number TEXT NOT NULL,
    scheme_id INTEGER NOT NULL,
    provider_id INTEGER NOT NULL,
    application_id INTEGER,
    value INTEGER,
    first_day TEXT NOT NULL,
    last_day TEXT,
    sealed_on TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_contracts PRIMARY KEY (id),
    CONSTRAINT ck_contracts_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT ck_contracts_value_not_negative CHECK (value IS NULL OR value >= 0),
    CONSTRAINT uq_contracts_number UNIQUE (number),
    CONSTRAINT fk_contracts_scheme_id FOREIGN KEY(scheme_id) REFERENCES schemes (id),
    CONSTRAINT fk_contracts_provider_id FOREIGN KEY(provider_id) REFERENCES providers (id),
    CONSTRAINT fk_contracts_application_id FOREIGN KEY(application_id) REFERENCES applications (id)
)
 STRICT;

CREATE INDEX ix_contracts_application_id ON contracts (application_id);

CREATE INDEX ix_contracts_provider_id ON contracts (provider_id);

CREATE INDEX ix_contracts_scheme_id ON contracts (scheme_id);

CREATE TABLE letters (
    application_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    terms TEXT NOT NULL,
    issued_by_id INTEGER NOT NULL,
    issued_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_letters PRIMARY KEY (id),
    CONSTRAINT ck_letters_kind_known CHECK (kind IN ('receipt', 'decision')),
    CONSTRAINT fk_letters_application_id FOREIGN KEY(application_id) REFERENCES applications (id),
    CONSTRAINT fk_letters_issued_by_id FOREIGN KEY(issued_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_letters_application_id ON letters (application_id);

CREATE TABLE decisions (
    application_lot_id INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reasons TEXT NOT NULL,
    feedback TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    decided_by_id INTEGER NOT NULL,
    decided_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_decisions PRIMARY KEY (id),
    CONSTRAINT ck_decisions_outcome_decides CHECK (outcome IN ('admitted', 'refused')),
    CONSTRAINT ck_decisions_reasons_given CHECK (length(reasons) > 0),
    CONSTRAINT uq_decisions_application_lot_id UNIQUE (application_lot_id),
    CONSTRAINT fk_decisions_application_lot_id FOREIGN KEY(application_lot_id) REFERENCES application_lots (id),
    CONSTRAINT fk_decisions_decided_by_id FOREIGN KEY(decided_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE TABLE scores (
    application_lot_id INTEGER NOT NULL,
    question_id INTEGER NOT NULL,
    staff_id INTEGER NOT NULL,
    stage TEXT NOT NULL,
    points INTEGER NOT NULL,
    reason TEXT NOT NULL,
    given_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_scores PRIMARY KEY (id),
    CONSTRAINT ck_scores_stage_known CHECK (stage IN ('individual', 'moderated')),
    CONSTRAINT ck_scores_points_not_negative CHECK (points >= 0),
    CONSTRAINT ck_scores_reason_given CHECK (length(reason) > 0),
    CONSTRAINT fk_scores_application_lot_id FOREIGN KEY(application_lot_id) REFERENCES application_lots (id),
    CONSTRAINT fk_scores_question_id FOREIGN KEY(question_id) REFERENCES questions (id),
    CONSTRAINT fk_scores_staff_id FOREIGN KEY(staff_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_scores_application_lot_id_question_id ON scores (application_lot_id, question_id);

CREATE TABLE uplift_rates (
    uplift_id INTEGER NOT NULL,
    rate_line_id INTEGER NOT NULL,
    old_price INTEGER NOT NULL,
    old_first_day TEXT NOT NULL,
    old_last_day TEXT,
    new_price INTEGER NOT NULL,
    CONSTRAINT pk_uplift_rates PRIMARY KEY (uplift_id, rate_line_id),
    CONSTRAINT ck_uplift_rates_days_in_order CHECK (old_last_day IS NULL OR old_last_day >= old_first_day),
    CONSTRAINT fk_uplift_rates_uplift_id FOREIGN KEY(uplift_id) REFERENCES uplifts (id),
    CONSTRAINT fk_uplift_rates_rate_line_id FOREIGN KEY(rate_line_id) REFERENCES rate_lines (id)
)
 STRICT;

CREATE INDEX ix_uplift_rates_rate_line_id ON uplift_rates (rate_line_id);

CREATE TABLE admission_events (
    admission_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    reason TEXT NOT NULL,
    done_by_id INTEGER NOT NULL,
    done_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_admission_events PRIMARY KEY (id),
    CONSTRAINT ck_admission_events_kind_known CHECK (kind IN ('suspended', 'lifted', 'removed', 'renewed')),
    CONSTRAINT ck_admission_events_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT ck_admission_events_reason_given CHECK (length(reason) > 0),
    CONSTRAINT fk_admission_events_admission_id FOREIGN KEY(admission_id) REFERENCES admissions (id),
    CONSTRAINT fk_admission_events_done_by_id FOREIGN KEY(done_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_admission_events_admission_id ON admission_events (admission_id);

ALTER TABLE schemes ADD COLUMN extended_answer_working_days INTEGER DEFAULT 15 NOT NULL;

ALTER TABLE schemes ADD COLUMN assessors_needed INTEGER DEFAULT 1 NOT NULL;

ALTER TABLE admissions ADD COLUMN contract_id INTEGER CONSTRAINT fk_admissions_contract_id REFERENCES contracts (id);

ALTER TABLE admissions ADD COLUMN application_lot_id INTEGER CONSTRAINT fk_admissions_application_lot_id REFERENCES application_lots (id);

CREATE INDEX ix_admissions_application_lot_id ON admissions (application_lot_id);

CREATE INDEX ix_admissions_contract_id ON admissions (contract_id);

ALTER TABLE rates ADD COLUMN uplift_id INTEGER CONSTRAINT fk_rates_uplift_id REFERENCES uplifts (id);

CREATE INDEX ix_rates_uplift_id ON rates (uplift_id);

INSERT INTO allowed_application_steps (step, from_state, to_state, job) VALUES
    ('acknowledge', 'received', 'acknowledged', 'commissioner'),
    ('extend', 'received', 'received', 'commissioner'),
    ('extend', 'acknowledged', 'acknowledged', 'commissioner'),
    ('extend', 'in-assessment', 'in-assessment', 'commissioner'),
    ('assess', 'acknowledged', 'in-assessment', 'commissioner'),
    ('assess', 'in-assessment', 'in-assessment', 'commissioner'),
    ('decide', 'in-assessment', 'decided', 'commissioner'),
    ('answer', 'decided', 'answered', 'commissioner'),
    ('award', 'decided', 'decided', 'commissioner'),
    ('award', 'answered', 'answered', 'commissioner'),
    ('withdraw', 'received', 'withdrawn', 'commissioner'),
    ('withdraw', 'acknowledged', 'withdrawn', 'commissioner'),
    ('withdraw', 'in-assessment', 'withdrawn', 'commissioner');
