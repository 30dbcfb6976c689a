CREATE TABLE allowed_steps (
    step TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    job TEXT NOT NULL,
    CONSTRAINT pk_allowed_steps PRIMARY KEY (step, from_state, job),
    CONSTRAINT ck_allowed_steps_step_known CHECK (step IN ('raise', 'change', 'amend', 'approve', 'return', 'send', 'accept', 'decline', 'expire', 'issue-agreement', 'sign', 'start', 'end', 'withdraw', 'cancel')),
    CONSTRAINT ck_allowed_steps_from_state_known CHECK (from_state IN ('draft', 'awaiting-approval', 'approved', 'sent', 'accepted', 'declined', 'expired', 'agreement-issued', 'signed', 'running', 'ended', 'withdrawn', 'cancelled')),
    CONSTRAINT ck_allowed_steps_to_state_known CHECK (to_state IN ('draft', 'awaiting-approval', 'approved', 'sent', 'accepted', 'declined', 'expired', 'agreement-issued', 'signed', 'running', 'ended', 'withdrawn', 'cancelled')),
    CONSTRAINT ck_allowed_steps_job_known CHECK (job IN ('practitioner', 'broker', 'approver', 'commissioner', 'finance', 'auditor', 'administrator'))
)
 STRICT;

CREATE TABLE audit_entries (
    at TEXT NOT NULL,
    actor TEXT NOT NULL,
    signed_in_as TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_key TEXT NOT NULL,
    detail TEXT NOT NULL,
    program_version TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_audit_entries PRIMARY KEY (id)
)
 STRICT;

CREATE INDEX ix_audit_entries_subject ON audit_entries (subject, subject_key);

CREATE TABLE council (
    name TEXT NOT NULL,
    department TEXT NOT NULL,
    address TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    safeguarding_contact TEXT NOT NULL,
    information_contact TEXT NOT NULL,
    logo_png BLOB,
    is_demonstration INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_council PRIMARY KEY (id),
    CONSTRAINT ck_council_only_one CHECK (id = 1)
)
 STRICT;

CREATE TABLE districts (
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    chosen INTEGER NOT NULL,
    CONSTRAINT pk_districts PRIMARY KEY (code)
)
 STRICT;

CREATE TABLE need_categories (
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_need_categories PRIMARY KEY (id),
    CONSTRAINT uq_need_categories_code UNIQUE (code)
)
 STRICT;

CREATE TABLE outcomes (
    code TEXT NOT NULL,
    title TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_outcomes PRIMARY KEY (id),
    CONSTRAINT uq_outcomes_code UNIQUE (code)
)
 STRICT;

CREATE TABLE providers (
    name TEXT NOT NULL,
    council_reference TEXT,
    company_number TEXT,
    charity_number TEXT,
    regulator_id TEXT,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    is_demonstration INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_providers PRIMARY KEY (id),
    CONSTRAINT uq_providers_council_reference UNIQUE (council_reference),
    CONSTRAINT uq_providers_company_number UNIQUE (company_number),
    CONSTRAINT uq_providers_regulator_id UNIQUE (regulator_id)
)
 STRICT;

CREATE INDEX ix_providers_name ON providers (name);

CREATE TABLE reference_counters (
    prefix TEXT NOT NULL,
    last_number INTEGER NOT NULL,
    CONSTRAINT pk_reference_counters PRIMARY KEY (prefix)
)
 STRICT;

CREATE TABLE schemes (
    reference TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    law TEXT NOT NULL,
    description TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    last_call_off_day TEXT,
    estimated_value INTEGER,
    answer_working_days INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_schemes PRIMARY KEY (id),
    CONSTRAINT ck_schemes_kind_known CHECK (kind IN ('dynamic-purchasing-system-2015', 'dynamic-market-2023', 'framework', 'open-framework', 'spot')),
    CONSTRAINT ck_schemes_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT uq_schemes_reference UNIQUE (reference)
)
 STRICT;

CREATE TABLE teams (
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_teams PRIMARY KEY (id),
    CONSTRAINT uq_teams_name UNIQUE (name)
)
 STRICT;

CREATE TABLE lots (
    scheme_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    title TEXT NOT NULL,
    min_age INTEGER,
    max_age INTEGER,
    registration_needed INTEGER NOT NULL,
    derives_ratio INTEGER NOT NULL,
    last_call_off_day TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_lots PRIMARY KEY (id),
    CONSTRAINT uq_lots_scheme_id_number UNIQUE (scheme_id, number),
    CONSTRAINT ck_lots_ages_in_order CHECK (min_age IS NULL OR max_age IS NULL OR min_age <= max_age),
    CONSTRAINT fk_lots_scheme_id FOREIGN KEY(scheme_id) REFERENCES schemes (id)
)
 STRICT;

CREATE INDEX ix_lots_scheme_id ON lots (scheme_id);

CREATE TABLE postcodes (
    postcode TEXT NOT NULL,
    outcode TEXT NOT NULL,
    district_code TEXT NOT NULL,
    easting INTEGER NOT NULL,
    northing INTEGER NOT NULL,
    CONSTRAINT pk_postcodes PRIMARY KEY (postcode),
    CONSTRAINT fk_postcodes_district_code FOREIGN KEY(district_code) REFERENCES districts (code)
)
 STRICT;

CREATE INDEX ix_postcodes_district_code ON postcodes (district_code);

CREATE INDEX ix_postcodes_outcode ON postcodes (outcode);

CREATE TABLE scheme_policies (
    scheme_id INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    bank_holiday_rule TEXT NOT NULL,
    notice_days INTEGER NOT NULL,
    trial_days INTEGER NOT NULL,
    review_weeks INTEGER NOT NULL,
    absence_full_days INTEGER NOT NULL,
    absence_share_percent INTEGER NOT NULL,
    days_after_death INTEGER NOT NULL,
    payment_weeks INTEGER NOT NULL,
    approval_weeks INTEGER NOT NULL,
    longest_half_day_minutes INTEGER NOT NULL,
    answer_days INTEGER NOT NULL,
    direct_payment_stay_days INTEGER,
    price_review TEXT NOT NULL,
    source TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_scheme_policies PRIMARY KEY (id),
    CONSTRAINT ck_scheme_policies_bank_holiday_rule_known CHECK (bank_holiday_rule IN ('paid', 'unpaid', 'moved')),
    CONSTRAINT ck_scheme_policies_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT uq_scheme_policies_scheme_id_first_day UNIQUE (scheme_id, first_day),
    CONSTRAINT ck_scheme_policies_absence_share_is_a_percentage CHECK (absence_share_percent BETWEEN 0 AND 100),
    CONSTRAINT ck_scheme_policies_approval_weeks_positive CHECK (approval_weeks > 0),
    CONSTRAINT ck_scheme_policies_longest_half_day_within_a_day CHECK (longest_half_day_minutes BETWEEN 1 AND 1440),
    CONSTRAINT ck_scheme_policies_stay_days_positive CHECK (direct_payment_stay_days IS NULL OR direct_payment_stay_days > 0),
    CONSTRAINT fk_scheme_policies_scheme_id FOREIGN KEY(scheme_id) REFERENCES schemes (id)
)
 STRICT;

CREATE INDEX ix_scheme_policies_scheme_id ON scheme_policies (scheme_id);

CREATE TABLE scheme_routes (
    scheme_id INTEGER NOT NULL,
    route TEXT NOT NULL,
    rule_reference TEXT NOT NULL,
    CONSTRAINT pk_scheme_routes PRIMARY KEY (scheme_id, route),
    CONSTRAINT ck_scheme_routes_route_known CHECK (route IN ('direct', 'small-competition', 'persons-choice', 'off-scheme')),
    CONSTRAINT fk_scheme_routes_scheme_id FOREIGN KEY(scheme_id) REFERENCES schemes (id)
)
 STRICT;

CREATE TABLE services (
    provider_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    council_reference TEXT,
    kind TEXT NOT NULL,
    summary TEXT NOT NULL,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    district_code TEXT,
    easting INTEGER,
    northing INTEGER,
    regulator_id TEXT,
    rating TEXT NOT NULL,
    rated_on TEXT,
    registration TEXT NOT NULL,
    capacity INTEGER,
    places_free INTEGER,
    places_said_on TEXT,
    places_said_by TEXT NOT NULL,
    min_age INTEGER,
    max_age INTEGER,
    insurance_last_day TEXT,
    weekday_mask INTEGER NOT NULL,
    has_transport INTEGER NOT NULL,
    wheelchair_access INTEGER NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    search_text TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_services PRIMARY KEY (id),
    CONSTRAINT ck_services_rating_known CHECK (rating IN ('outstanding', 'good', 'requires-improvement', 'inadequate', 'not-rated')),
    CONSTRAINT ck_services_registration_known CHECK (registration IN ('registered', 'dormant', 'ended', 'not-needed')),
    CONSTRAINT ck_services_weekday_mask_in_range CHECK (weekday_mask BETWEEN 0 AND 127),
    CONSTRAINT ck_services_places_not_oversold CHECK (places_free IS NULL OR places_free >= 0),
    CONSTRAINT ck_services_ages_in_order CHECK (min_age IS NULL OR max_age IS NULL OR min_age <= max_age),
    CONSTRAINT fk_services_provider_id FOREIGN KEY(provider_id) REFERENCES providers (id),
    CONSTRAINT uq_services_council_reference UNIQUE (council_reference),
    CONSTRAINT fk_services_district_code FOREIGN KEY(district_code) REFERENCES districts (code),
    CONSTRAINT uq_services_regulator_id UNIQUE (regulator_id)
)
 STRICT;

CREATE INDEX ix_services_district_code ON services (district_code);

CREATE INDEX ix_services_grid ON services (northing, easting);

CREATE INDEX ix_services_name ON services (name);

CREATE INDEX ix_services_provider_id ON services (provider_id);

CREATE TABLE staff (
    login TEXT NOT NULL,
    full_name TEXT NOT NULL,
    job TEXT NOT NULL,
    team_id INTEGER,
    approval_limit INTEGER,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    active INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_staff PRIMARY KEY (id),
    CONSTRAINT ck_staff_job_known CHECK (job IN ('practitioner', 'broker', 'approver', 'commissioner', 'finance', 'auditor', 'administrator')),
    CONSTRAINT ck_staff_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT ck_staff_limit_not_negative CHECK (approval_limit IS NULL OR approval_limit >= 0),
    CONSTRAINT uq_staff_login UNIQUE (login),
    CONSTRAINT fk_staff_team_id FOREIGN KEY(team_id) REFERENCES teams (id)
)
 STRICT;

CREATE INDEX ix_staff_team_id ON staff (team_id);

CREATE TABLE activities (
    service_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    summary TEXT NOT NULL,
    weekday_mask INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_activities PRIMARY KEY (id),
    CONSTRAINT uq_activities_service_id_name UNIQUE (service_id, name),
    CONSTRAINT ck_activities_weekday_mask_in_range CHECK (weekday_mask BETWEEN 0 AND 127),
    CONSTRAINT ck_activities_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT fk_activities_service_id FOREIGN KEY(service_id) REFERENCES services (id)
)
 STRICT;

CREATE TABLE admissions (
    service_id INTEGER NOT NULL,
    lot_id INTEGER NOT NULL,
    reference TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    sealed_on TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_admissions PRIMARY KEY (id),
    CONSTRAINT uq_admissions_service_id_lot_id_first_day UNIQUE (service_id, lot_id, first_day),
    CONSTRAINT ck_admissions_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT fk_admissions_service_id FOREIGN KEY(service_id) REFERENCES services (id),
    CONSTRAINT fk_admissions_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id)
)
 STRICT;

CREATE INDEX ix_admissions_lot_id_service_id ON admissions (lot_id, service_id);

CREATE TABLE closures (
    service_id INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT NOT NULL,
    reason TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_closures PRIMARY KEY (id),
    CONSTRAINT ck_closures_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT fk_closures_service_id FOREIGN KEY(service_id) REFERENCES services (id)
)
 STRICT;

CREATE INDEX ix_closures_service_id ON closures (service_id);

CREATE TABLE lot_needs (
    lot_id INTEGER NOT NULL,
    need_id INTEGER NOT NULL,
    CONSTRAINT pk_lot_needs PRIMARY KEY (lot_id, need_id),
    CONSTRAINT fk_lot_needs_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id),
    CONSTRAINT fk_lot_needs_need_id FOREIGN KEY(need_id) REFERENCES need_categories (id)
)
 STRICT;

CREATE INDEX ix_lot_needs_need_id ON lot_needs (need_id);

CREATE TABLE people (
    reference TEXT NOT NULL,
    case_number TEXT,
    nhs_number TEXT,
    given_name TEXT NOT NULL,
    family_name TEXT NOT NULL,
    born_on TEXT NOT NULL,
    address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    district_code TEXT,
    easting INTEGER,
    northing INTEGER,
    legal_basis TEXT NOT NULL,
    representative TEXT NOT NULL,
    team_id INTEGER,
    practitioner_id INTEGER,
    active INTEGER NOT NULL,
    is_demonstration INTEGER NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_people PRIMARY KEY (id),
    CONSTRAINT ck_people_legal_basis_known CHECK (legal_basis IN ('care-act-2014', 'mental-health-act-117', 'children-act-1989', 'chronically-sick-act-1970')),
    CONSTRAINT uq_people_reference UNIQUE (reference),
    CONSTRAINT uq_people_case_number UNIQUE (case_number),
    CONSTRAINT uq_people_nhs_number UNIQUE (nhs_number),
    CONSTRAINT fk_people_district_code FOREIGN KEY(district_code) REFERENCES districts (code),
    CONSTRAINT fk_people_team_id FOREIGN KEY(team_id) REFERENCES teams (id),
    CONSTRAINT fk_people_practitioner_id FOREIGN KEY(practitioner_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_people_district_code ON people (district_code);

CREATE INDEX ix_people_practitioner_id ON people (practitioner_id);

CREATE INDEX ix_people_team_id ON people (team_id);

CREATE TABLE service_languages (
    service_id INTEGER NOT NULL,
    language TEXT NOT NULL,
    CONSTRAINT pk_service_languages PRIMARY KEY (service_id, language),
    CONSTRAINT fk_service_languages_service_id FOREIGN KEY(service_id) REFERENCES services (id)
)
 STRICT;

CREATE TABLE service_needs (
    need_id INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    CONSTRAINT pk_service_needs PRIMARY KEY (need_id, service_id),
    CONSTRAINT fk_service_needs_need_id FOREIGN KEY(need_id) REFERENCES need_categories (id),
    CONSTRAINT fk_service_needs_service_id FOREIGN KEY(service_id) REFERENCES services (id)
)
 STRICT;

CREATE INDEX ix_service_needs_service_id ON service_needs (service_id);

CREATE TABLE activity_outcomes (
    activity_id INTEGER NOT NULL,
    outcome_id INTEGER NOT NULL,
    CONSTRAINT pk_activity_outcomes PRIMARY KEY (activity_id, outcome_id),
    CONSTRAINT fk_activity_outcomes_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id),
    CONSTRAINT fk_activity_outcomes_outcome_id FOREIGN KEY(outcome_id) REFERENCES outcomes (id)
)
 STRICT;

CREATE INDEX ix_activity_outcomes_outcome_id ON activity_outcomes (outcome_id);

CREATE TABLE activity_sessions (
    activity_id INTEGER NOT NULL,
    weekday INTEGER NOT NULL,
    start_minute INTEGER NOT NULL,
    end_minute INTEGER NOT NULL,
    places INTEGER,
    id INTEGER NOT NULL,
    CONSTRAINT pk_activity_sessions PRIMARY KEY (id),
    CONSTRAINT ck_activity_sessions_weekday_in_range CHECK (weekday BETWEEN 0 AND 6),
    CONSTRAINT ck_activity_sessions_times_in_order CHECK (start_minute >= 0 AND end_minute > start_minute AND end_minute <= 1440),
    CONSTRAINT fk_activity_sessions_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id)
)
 STRICT;

CREATE INDEX ix_activity_sessions_activity_id ON activity_sessions (activity_id);

CREATE TABLE budgets (
    person_id INTEGER NOT NULL,
    route TEXT NOT NULL,
    weekly INTEGER NOT NULL,
    cost_centre TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_budgets PRIMARY KEY (id),
    CONSTRAINT ck_budgets_route_known CHECK (route IN ('council-managed', 'direct-payment', 'individual-service-fund')),
    CONSTRAINT ck_budgets_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT ck_budgets_weekly_not_negative CHECK (weekly >= 0),
    CONSTRAINT fk_budgets_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)
 STRICT;

CREATE INDEX ix_budgets_person_id ON budgets (person_id);

CREATE TABLE contributions (
    person_id INTEGER NOT NULL,
    weekly INTEGER NOT NULL,
    collected_by TEXT NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_contributions PRIMARY KEY (id),
    CONSTRAINT ck_contributions_collected_by_known CHECK (collected_by IN ('council', 'provider')),
    CONSTRAINT ck_contributions_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT ck_contributions_weekly_not_negative CHECK (weekly >= 0),
    CONSTRAINT fk_contributions_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)
 STRICT;

CREATE INDEX ix_contributions_person_id ON contributions (person_id);

CREATE TABLE packages (
    person_id INTEGER NOT NULL,
    made_by_id INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_packages PRIMARY KEY (id),
    CONSTRAINT uq_packages_id_person_id UNIQUE (id, person_id),
    CONSTRAINT fk_packages_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_packages_made_by_id FOREIGN KEY(made_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_packages_person_id ON packages (person_id);

CREATE TABLE person_needs (
    person_id INTEGER NOT NULL,
    need_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT pk_person_needs PRIMARY KEY (person_id, need_id),
    CONSTRAINT fk_person_needs_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_person_needs_need_id FOREIGN KEY(need_id) REFERENCES need_categories (id)
)
 STRICT;

CREATE TABLE rate_lines (
    service_id INTEGER NOT NULL,
    lot_id INTEGER NOT NULL,
    activity_id INTEGER,
    kind TEXT NOT NULL,
    unit TEXT NOT NULL,
    ratio_staff INTEGER,
    ratio_people INTEGER,
    band TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_rate_lines PRIMARY KEY (id),
    CONSTRAINT ck_rate_lines_kind_known CHECK (kind IN ('care', 'transport', 'meals', 'one-to-one', 'accommodation', 'one-off')),
    CONSTRAINT ck_rate_lines_unit_known CHECK (unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week', 'mile', 'once')),
    CONSTRAINT ck_rate_lines_ratio_whole_or_absent CHECK ((ratio_staff IS NULL) = (ratio_people IS NULL)),
    CONSTRAINT ck_rate_lines_ratio_positive CHECK (ratio_staff IS NULL OR (ratio_staff > 0 AND ratio_people > 0)),
    CONSTRAINT fk_rate_lines_service_id FOREIGN KEY(service_id) REFERENCES services (id),
    CONSTRAINT fk_rate_lines_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id),
    CONSTRAINT fk_rate_lines_activity_id FOREIGN KEY(activity_id) REFERENCES activities (id)
)
 STRICT;

CREATE INDEX ix_rate_lines_activity_id ON rate_lines (activity_id);

CREATE INDEX ix_rate_lines_lot_id ON rate_lines (lot_id);

CREATE INDEX ix_rate_lines_search ON rate_lines (service_id, lot_id, kind, unit, activity_id, ratio_staff, ratio_people, id);

CREATE UNIQUE INDEX uq_rate_lines_line ON rate_lines (service_id, lot_id, coalesce(activity_id, 0), kind, unit, coalesce(ratio_staff, 0), coalesce(ratio_people, 0), band);

CREATE TABLE support_plans (
    person_id INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    review_on TEXT,
    summary TEXT NOT NULL,
    week TEXT NOT NULL,
    ratio TEXT NOT NULL,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_support_plans PRIMARY KEY (id),
    CONSTRAINT ck_support_plans_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT fk_support_plans_person_id FOREIGN KEY(person_id) REFERENCES people (id)
)
 STRICT;

CREATE INDEX ix_support_plans_person_id ON support_plans (person_id);

CREATE TABLE suspensions (
    admission_id INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    reason TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_suspensions PRIMARY KEY (id),
    CONSTRAINT ck_suspensions_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT fk_suspensions_admission_id FOREIGN KEY(admission_id) REFERENCES admissions (id)
)
 STRICT;

CREATE INDEX ix_suspensions_admission_id ON suspensions (admission_id);

CREATE TABLE call_offs (
    reference TEXT NOT NULL,
    request_id TEXT NOT NULL,
    package_id INTEGER NOT NULL,
    person_id INTEGER NOT NULL,
    service_id INTEGER NOT NULL,
    lot_id INTEGER,
    admission_id INTEGER,
    route TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL,
    first_day TEXT NOT NULL,
    planned_last_day TEXT,
    ended_on TEXT,
    week TEXT NOT NULL,
    ratio TEXT NOT NULL,
    weekly INTEGER NOT NULL,
    four_weekly INTEGER NOT NULL,
    first_year INTEGER NOT NULL,
    one_off INTEGER NOT NULL,
    year_estimate INTEGER NOT NULL,
    budget_weekly INTEGER,
    contribution_weekly INTEGER NOT NULL,
    collected_by TEXT,
    contribution_asked INTEGER,
    collector_asked TEXT,
    top_up_weekly INTEGER NOT NULL,
    top_up_asked INTEGER,
    top_up_payer TEXT NOT NULL,
    price_locked INTEGER NOT NULL,
    holds_place INTEGER NOT NULL,
    room TEXT NOT NULL,
    lines_edition INTEGER NOT NULL,
    raised_by_id INTEGER NOT NULL,
    made_at TEXT NOT NULL,
    raised_at TEXT,
    answer_due_on TEXT,
    version INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_call_offs PRIMARY KEY (id),
    CONSTRAINT ck_call_offs_state_known CHECK (state IN ('draft', 'awaiting-approval', 'approved', 'sent', 'accepted', 'declined', 'expired', 'agreement-issued', 'signed', 'running', 'ended', 'withdrawn', 'cancelled')),
    CONSTRAINT ck_call_offs_route_known CHECK (route IN ('direct', 'small-competition', 'persons-choice', 'off-scheme')),
    CONSTRAINT ck_call_offs_collected_by_known CHECK (collected_by IS NULL OR collected_by IN ('council', 'provider')),
    CONSTRAINT ck_call_offs_days_in_order CHECK (planned_last_day IS NULL OR planned_last_day >= first_day),
    CONSTRAINT ck_call_offs_money_not_negative CHECK (weekly >= 0 AND one_off >= 0 AND year_estimate >= 0),
    CONSTRAINT ck_call_offs_contribution_within_cost CHECK (contribution_weekly >= 0 AND contribution_weekly <= weekly),
    CONSTRAINT ck_call_offs_top_up_not_negative CHECK (top_up_weekly >= 0),
    CONSTRAINT ck_call_offs_collector_known CHECK (collector_asked IS NULL OR collector_asked IN ('council', 'provider')),
    CONSTRAINT ck_call_offs_asked_not_negative CHECK (contribution_asked >= 0 AND top_up_asked >= 0),
    CONSTRAINT fk_call_offs_package_id FOREIGN KEY(package_id, person_id) REFERENCES packages (id, person_id),
    CONSTRAINT uq_call_offs_reference UNIQUE (reference),
    CONSTRAINT uq_call_offs_request_id UNIQUE (request_id),
    CONSTRAINT fk_call_offs_person_id FOREIGN KEY(person_id) REFERENCES people (id),
    CONSTRAINT fk_call_offs_service_id FOREIGN KEY(service_id) REFERENCES services (id),
    CONSTRAINT fk_call_offs_lot_id FOREIGN KEY(lot_id) REFERENCES lots (id),
    CONSTRAINT fk_call_offs_admission_id FOREIGN KEY(admission_id) REFERENCES admissions (id),
    CONSTRAINT fk_call_offs_raised_by_id FOREIGN KEY(raised_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_call_offs_lot_id ON call_offs (lot_id);

CREATE INDEX ix_call_offs_package_id ON call_offs (package_id);

CREATE INDEX ix_call_offs_person_id ON call_offs (person_id);

CREATE INDEX ix_call_offs_raised_by_id ON call_offs (raised_by_id);

CREATE INDEX ix_call_offs_service_id ON call_offs (service_id);

CREATE INDEX ix_call_offs_state_first_day ON call_offs (state, first_day);

CREATE TABLE plan_outcomes (
    plan_id INTEGER NOT NULL,
    outcome_id INTEGER NOT NULL,
    own_words TEXT NOT NULL,
    CONSTRAINT pk_plan_outcomes PRIMARY KEY (plan_id, outcome_id),
    CONSTRAINT fk_plan_outcomes_plan_id FOREIGN KEY(plan_id) REFERENCES support_plans (id),
    CONSTRAINT fk_plan_outcomes_outcome_id FOREIGN KEY(outcome_id) REFERENCES outcomes (id)
)
 STRICT;

CREATE TABLE rates (
    rate_line_id INTEGER NOT NULL,
    price INTEGER NOT NULL,
    first_day TEXT NOT NULL,
    last_day TEXT,
    source TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_rates PRIMARY KEY (id),
    CONSTRAINT ck_rates_price_above_zero CHECK (price > 0),
    CONSTRAINT ck_rates_days_in_reach CHECK (first_day >= '2000-01-01' AND (last_day IS NULL OR last_day < '2270-01-01')),
    CONSTRAINT ck_rates_days_in_order CHECK (last_day IS NULL OR last_day >= first_day),
    CONSTRAINT fk_rates_rate_line_id FOREIGN KEY(rate_line_id) REFERENCES rate_lines (id)
)
 STRICT;

CREATE INDEX ix_rates_in_force ON rates (rate_line_id, first_day, last_day, price, id);

CREATE TABLE agreements (
    call_off_id INTEGER NOT NULL,
    number TEXT NOT NULL,
    edition INTEGER NOT NULL,
    replaces_id INTEGER,
    terms TEXT NOT NULL,
    issued_by_id INTEGER NOT NULL,
    issued_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_agreements PRIMARY KEY (id),
    CONSTRAINT uq_agreements_number_edition UNIQUE (number, edition),
    CONSTRAINT uq_agreements_call_off_id_edition UNIQUE (call_off_id, edition),
    CONSTRAINT ck_agreements_edition_from_one CHECK (edition > 0),
    CONSTRAINT fk_agreements_call_off_id FOREIGN KEY(call_off_id) REFERENCES call_offs (id),
    CONSTRAINT fk_agreements_replaces_id FOREIGN KEY(replaces_id) REFERENCES agreements (id),
    CONSTRAINT fk_agreements_issued_by_id FOREIGN KEY(issued_by_id) REFERENCES staff (id)
)
 STRICT;

CREATE TABLE call_off_lines (
    call_off_id INTEGER NOT NULL,
    edition INTEGER NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    description TEXT NOT NULL,
    unit TEXT NOT NULL,
    ratio TEXT NOT NULL,
    price INTEGER NOT NULL,
    rate_id INTEGER,
    week TEXT NOT NULL,
    per_attended_day TEXT NOT NULL,
    ratio_derived INTEGER NOT NULL,
    weekly INTEGER NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_call_off_lines PRIMARY KEY (id),
    CONSTRAINT ck_call_off_lines_kind_known CHECK (kind IN ('care', 'transport', 'meals', 'one-to-one', 'accommodation', 'one-off')),
    CONSTRAINT ck_call_off_lines_unit_known CHECK (unit IN ('hour', 'session', 'half-day', 'day', 'night', 'week', 'mile', 'once')),
    CONSTRAINT uq_call_off_lines_call_off_id_edition_position UNIQUE (call_off_id, edition, position),
    CONSTRAINT ck_call_off_lines_price_above_zero CHECK (price > 0),
    CONSTRAINT fk_call_off_lines_call_off_id FOREIGN KEY(call_off_id) REFERENCES call_offs (id),
    CONSTRAINT fk_call_off_lines_rate_id FOREIGN KEY(rate_id) REFERENCES rates (id)
)
 STRICT;

CREATE TABLE call_off_steps (
    call_off_id INTEGER NOT NULL,
    step TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state TEXT NOT NULL,
    taken_by_id INTEGER NOT NULL,
    taken_at TEXT NOT NULL,
    note TEXT NOT NULL,
    request_id TEXT,
    id INTEGER NOT NULL,
    CONSTRAINT pk_call_off_steps PRIMARY KEY (id),
    CONSTRAINT ck_call_off_steps_step_known CHECK (step IN ('raise', 'change', 'amend', 'approve', 'return', 'send', 'accept', 'decline', 'expire', 'issue-agreement', 'sign', 'start', 'end', 'withdraw', 'cancel')),
    CONSTRAINT ck_call_off_steps_from_state_known CHECK (from_state IN ('draft', 'awaiting-approval', 'approved', 'sent', 'accepted', 'declined', 'expired', 'agreement-issued', 'signed', 'running', 'ended', 'withdrawn', 'cancelled')),
    CONSTRAINT ck_call_off_steps_to_state_known CHECK (to_state IN ('draft', 'awaiting-approval', 'approved', 'sent', 'accepted', 'declined', 'expired', 'agreement-issued', 'signed', 'running', 'ended', 'withdrawn', 'cancelled')),
    CONSTRAINT fk_call_off_steps_call_off_id FOREIGN KEY(call_off_id) REFERENCES call_offs (id),
    CONSTRAINT fk_call_off_steps_taken_by_id FOREIGN KEY(taken_by_id) REFERENCES staff (id),
    CONSTRAINT uq_call_off_steps_request_id UNIQUE (request_id)
)
 STRICT;

CREATE INDEX ix_call_off_steps_call_off_id ON call_off_steps (call_off_id);

CREATE TABLE evidence (
    call_off_id INTEGER NOT NULL,
    criteria TEXT NOT NULL,
    offers TEXT NOT NULL,
    listed_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_evidence PRIMARY KEY (id),
    CONSTRAINT fk_evidence_call_off_id FOREIGN KEY(call_off_id) REFERENCES call_offs (id)
)
 STRICT;

CREATE INDEX ix_evidence_call_off_id ON evidence (call_off_id);

CREATE TABLE approvals (
    call_off_id INTEGER NOT NULL,
    answers_step_id INTEGER,
    approver_id INTEGER NOT NULL,
    approved INTEGER NOT NULL,
    year_estimate INTEGER NOT NULL,
    approval_limit INTEGER,
    reason TEXT NOT NULL,
    independent INTEGER NOT NULL,
    decided_at TEXT NOT NULL,
    id INTEGER NOT NULL,
    CONSTRAINT pk_approvals PRIMARY KEY (id),
    CONSTRAINT fk_approvals_call_off_id FOREIGN KEY(call_off_id) REFERENCES call_offs (id),
    CONSTRAINT fk_approvals_answers_step_id FOREIGN KEY(answers_step_id) REFERENCES call_off_steps (id),
    CONSTRAINT fk_approvals_approver_id FOREIGN KEY(approver_id) REFERENCES staff (id)
)
 STRICT;

CREATE INDEX ix_approvals_call_off_id ON approvals (call_off_id);

INSERT INTO allowed_steps (step, from_state, to_state, job) VALUES
    ('raise', 'draft', 'awaiting-approval', 'practitioner'),
    ('raise', 'draft', 'awaiting-approval', 'broker'),
    ('change', 'awaiting-approval', 'awaiting-approval', 'practitioner'),
    ('change', 'awaiting-approval', 'awaiting-approval', 'broker'),
    ('change', 'approved', 'awaiting-approval', 'practitioner'),
    ('change', 'approved', 'awaiting-approval', 'broker'),
    ('change', 'sent', 'awaiting-approval', 'practitioner'),
    ('change', 'sent', 'awaiting-approval', 'broker'),
    ('change', 'accepted', 'awaiting-approval', 'practitioner'),
    ('change', 'accepted', 'awaiting-approval', 'broker'),
    ('change', 'agreement-issued', 'awaiting-approval', 'practitioner'),
    ('change', 'agreement-issued', 'awaiting-approval', 'broker'),
    ('change', 'signed', 'awaiting-approval', 'practitioner'),
    ('change', 'signed', 'awaiting-approval', 'broker'),
    ('amend', 'awaiting-approval', 'awaiting-approval', 'practitioner'),
    ('amend', 'awaiting-approval', 'awaiting-approval', 'broker'),
    ('amend', 'approved', 'approved', 'practitioner'),
    ('amend', 'approved', 'approved', 'broker'),
    ('amend', 'sent', 'sent', 'practitioner'),
    ('amend', 'sent', 'sent', 'broker'),
    ('amend', 'accepted', 'accepted', 'practitioner'),
    ('amend', 'accepted', 'accepted', 'broker'),
    ('amend', 'agreement-issued', 'accepted', 'practitioner'),
    ('amend', 'agreement-issued', 'accepted', 'broker'),
    ('amend', 'signed', 'accepted', 'practitioner'),
    ('amend', 'signed', 'accepted', 'broker'),
    ('approve', 'awaiting-approval', 'approved', 'approver'),
    ('return', 'awaiting-approval', 'draft', 'approver'),
    ('send', 'approved', 'sent', 'broker'),
    ('accept', 'sent', 'accepted', 'broker'),
    ('decline', 'sent', 'declined', 'broker'),
    ('expire', 'sent', 'expired', 'broker'),
    ('issue-agreement', 'accepted', 'agreement-issued', 'broker'),
    ('issue-agreement', 'agreement-issued', 'agreement-issued', 'broker'),
    ('issue-agreement', 'signed', 'agreement-issued', 'broker'),
    ('sign', 'agreement-issued', 'signed', 'broker'),
    ('start', 'signed', 'running', 'broker'),
    ('start', 'agreement-issued', 'running', 'broker'),
    ('end', 'running', 'ended', 'broker'),
    ('withdraw', 'draft', 'withdrawn', 'practitioner'),
    ('withdraw', 'draft', 'withdrawn', 'broker'),
    ('withdraw', 'awaiting-approval', 'withdrawn', 'practitioner'),
    ('withdraw', 'awaiting-approval', 'withdrawn', 'broker'),
    ('withdraw', 'approved', 'withdrawn', 'practitioner'),
    ('withdraw', 'approved', 'withdrawn', 'broker'),
    ('cancel', 'sent', 'cancelled', 'broker'),
    ('cancel', 'accepted', 'cancelled', 'broker'),
    ('cancel', 'agreement-issued', 'cancelled', 'broker'),
    ('cancel', 'signed', 'cancelled', 'broker');
