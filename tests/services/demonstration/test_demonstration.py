import gc
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_draft import subject_of
from brokerage.domain.call_off_timetable import unmet_by_draft
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.gates import GateName
from brokerage.domain.offer import SearchCriteria
from brokerage.domain.service import Rating
from brokerage.domain.staff import Job
from brokerage.domain.week_wanted import parse_week
from brokerage.services.areas import chosen_districts
from brokerage.services.call_off_decision import read_facts
from brokerage.services.check import check_database
from brokerage.services.demonstration import loading
from brokerage.services.demonstration.loading import load_demonstration, make_demonstration
from brokerage.services.demonstration.places import county_postcodes
from brokerage.services.demonstration.stories import STATES
from brokerage.services.draft_call_offs import draft_of
from brokerage.services.find_competitions import list_competitions
from brokerage.services.find_support import find_offers
from brokerage.services.staff import list_staff
from brokerage.storage.engine import Database, open_database
from brokerage.storage.tables import Base
from brokerage.storage.tables.call_offs import ApprovalRow, CallOffRow, CallOffStepRow
from tests.demonstrations import DEMONSTRATION_DAY


def count(database: Database, table: str) -> int:
    with database.reading() as connection:
        return connection.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0


def numbers(database: Database, asked: str) -> tuple[int, ...]:
    with database.reading() as connection:
        return tuple(connection.execute(text(asked)).one())


def test_the_same_day_gives_the_same_demonstration() -> None:
    postcodes = county_postcodes()
    once = make_demonstration(DEMONSTRATION_DAY, postcodes, independent=True)
    assert make_demonstration(DEMONSTRATION_DAY, postcodes, independent=True) == once


@pytest.mark.parametrize("today", [date(2024, 11, 1), date(2029, 4, 1)])
def test_the_demonstration_can_be_made_for_an_early_and_a_late_day(sqlite_url: str, today: date) -> None:
    database = open_database(sqlite_url)
    load_demonstration(database, today)
    assert [item for item in check_database(database) if not item.is_well] == []
    bank_holidays_are_known = today < date(2028, 12, 1)  # without them no last day for answers can be counted
    assert bool(list_competitions(database)) is bank_holidays_are_known
    database.close()


@pytest.mark.parametrize("at_work", [True, False])
def test_the_collector_of_rubbish_rests_while_loading_and_is_left_as_it_was(at_work: bool) -> None:
    """Under the window it is at rest for good: it must not be woken by a demonstration made there."""
    was_at_work = gc.isenabled()
    (gc.enable if at_work else gc.disable)()
    try:
        with suppress(BadInput), loading._collector_at_rest():
            assert not gc.isenabled()
            raise BadInput("The day is too early.")
        assert gc.isenabled() is at_work
    finally:
        (gc.enable if was_at_work else gc.disable)()


def test_a_day_before_the_schemes_had_run_for_two_years_is_refused() -> None:
    with pytest.raises(BadInput, match="from 1 Nov 2024 on"):
        make_demonstration(date(2024, 10, 31), (), independent=True)


def test_the_demonstration_has_the_size_it_promises(demonstration: Database) -> None:
    assert count(demonstration, "providers") == 120
    assert count(demonstration, "services") == 350
    assert 2_400 <= count(demonstration, "rates") <= 2_900
    assert count(demonstration, "activity_sessions") == 400
    assert count(demonstration, "people") == 150
    assert count(demonstration, "call_offs") == 251
    assert count(demonstration, "schemes") == 2
    assert count(demonstration, "postcodes") == 71_839
    assert len(chosen_districts(demonstration)) == 13


def test_a_call_off_of_every_state_is_there(demonstration: Database) -> None:
    assert set(STATES) == set(CallOffState)
    with demonstration.reading() as connection:
        found = Counter(connection.scalars(select(CallOffRow.state)))
    assert found == Counter(STATES) + Counter({CallOffState.AWAITING_APPROVAL: 1})  # the one awarded in a competition


def test_there_are_rates_past_present_and_to_come(demonstration: Database) -> None:
    day = DEMONSTRATION_DAY.isoformat()
    past, present, coming = numbers(
        demonstration,
        f"SELECT count(CASE WHEN last_day < '{day}' THEN 1 END), "  # the day is ours
        f"count(CASE WHEN first_day <= '{day}' AND (last_day IS NULL OR last_day >= '{day}') THEN 1 END), "
        f"count(CASE WHEN first_day > '{day}' THEN 1 END) FROM rates",
    )
    assert min(past, present) > 500
    assert coming > 100


def test_every_gate_can_be_met(demonstration: Database) -> None:
    criteria = SearchCriteria(start_day=DEMONSTRATION_DAY + timedelta(days=35), age=30, limit=1000)
    offers = find_offers(demonstration, criteria).offers
    by_day = find_offers(demonstration, replace(criteria, week=parse_week("Mon,Wed 10:00-15:00"))).offers
    met = Counter(offer.gate.name for offer in (*offers, *by_day) if offer.gate is not None)
    assert set(met) == set(GateName)
    assert sum(offer.gate is None for offer in offers) > 200
    assert any(offer.rating is Rating.INADEQUATE for offer in offers)


def test_a_persons_week_finds_something_within_their_budget(demonstration: Database) -> None:
    criteria = SearchCriteria(
        start_day=DEMONSTRATION_DAY + timedelta(days=35),
        week=parse_week("Mon,Wed 10:00-15:00"),
        needs=("learning-disability",),
        weekly_budget=find_budget(demonstration),
        age=30,
    )
    found = find_offers(demonstration, criteria)
    assert 0 < found.count_fitting < found.count


def test_evening_clubs_are_sold_for_evenings_and_many_services_for_the_day(demonstration: Database) -> None:
    def callable_then(week: str) -> Counter[str]:
        start_day = DEMONSTRATION_DAY + timedelta(days=35)
        found = find_offers(demonstration, SearchCriteria(start_day, week=parse_week(week), age=30, limit=1000))
        return Counter(offer.lot for offer in found.offers if offer.gate is None)

    by_day, in_the_evening = callable_then("Mon,Wed 10:00-15:00"), callable_then("Tue,Fri 18:00-20:30")
    assert by_day["Evenings and weekends"] == 0 < in_the_evening["Evenings and weekends"]
    assert by_day["Traditional day opportunities"] > 20
    assert sum(count for lot, count in by_day.items() if count and "home" not in lot.lower()) > 40


def find_budget(database: Database) -> Decimal:
    (pence,) = numbers(database, "SELECT max(weekly) FROM budgets WHERE route = 'direct-payment'")
    return Decimal(pence).scaleb(-2)


def test_every_job_is_staffed_in_three_teams_and_a_leaver_is_not_active(demonstration: Database) -> None:
    staff = list_staff(demonstration)
    assert {member.job for member in staff if member.active} == set(Job)
    assert {member.login for member in staff} >= {*(job.value for job in Job), "senior-approver"}
    assert len({member.team for member in staff}) == 3
    assert [member.login for member in staff if not member.active] == ["leaver"]


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("providers", "name"),
        ("services", "name"),
        ("teams", "name"),
        ("staff", "full_name"),
        ("application_answers", "answer"),
    ],
)
def test_whatever_is_made_up_says_so(demonstration: Database, table: str, column: str) -> None:
    unlabelled = f"SELECT count(*) FROM {table} WHERE {column} NOT LIKE '%(demo)'"
    assert numbers(demonstration, unlabelled) == (0,)


def test_no_telephone_or_mail_address_could_be_real(demonstration: Database) -> None:
    # 01632 960000 to 960999 are kept for fiction by Ofcom; .example by the Internet's own rules (RFC 2606).
    for table in ("providers", "services", "staff", "teams", "council"):
        asked = (
            f"SELECT count(*) FROM {table} WHERE (phone <> '' AND phone NOT LIKE '01632 960___') "
            "OR (email <> '' AND email NOT LIKE '%.example')"
        )
        assert numbers(demonstration, asked) == (0,), table


def test_services_stand_at_different_real_postcodes_of_the_councils_districts(demonstration: Database) -> None:
    asked = (
        "SELECT count(DISTINCT s.postcode), count(DISTINCT s.district_code) FROM services s "
        "JOIN postcodes p ON p.postcode = s.postcode AND p.district_code = s.district_code "
        "AND p.easting = s.easting AND p.northing = s.northing"
    )
    assert numbers(demonstration, asked) == (350, 13)


def test_an_approval_says_it_was_independent_only_where_the_database_can_promise_it(demonstration: Database) -> None:
    with demonstration.reading() as connection:
        said = set(connection.scalars(select(ApprovalRow.independent)))
    assert said == {not demonstration.is_embedded}


def test_no_step_lies_in_the_future_and_approvals_are_somebody_elses(demonstration: Database) -> None:
    tomorrow = datetime.combine(DEMONSTRATION_DAY, time(), UTC) + timedelta(days=1)
    with demonstration.reading() as connection:
        assert connection.scalars(select(func.max(CallOffStepRow.taken_at))).one() < tomorrow
    own = (
        "SELECT count(*) FROM approvals a JOIN call_offs c ON c.id = a.call_off_id WHERE a.approver_id = c.raised_by_id"
    )
    assert numbers(demonstration, own) == (0,)


def test_a_package_is_for_one_person_and_some_have_two_services(demonstration: Database) -> None:
    mixed = "SELECT count(*) FROM call_offs c JOIN packages p ON p.id = c.package_id WHERE p.person_id <> c.person_id"
    assert numbers(demonstration, mixed) == (0,)
    shared, different = numbers(
        demonstration,
        "SELECT count(*), count(CASE WHEN a.service_id <> b.service_id THEN 1 END) "
        "FROM call_offs a JOIN call_offs b ON a.package_id = b.package_id AND a.id < b.id",
    )
    assert shared == different > 10


def test_top_ups_contributions_and_every_way_of_choosing_are_there(demonstration: Database) -> None:
    top_ups, by_provider, by_council, routes, kinds = numbers(
        demonstration,
        "SELECT count(CASE WHEN top_up_weekly > 0 THEN 1 END), count(CASE WHEN collected_by = 'provider' THEN 1 END), "
        "count(CASE WHEN collected_by = 'council' THEN 1 END), count(DISTINCT route), "
        "(SELECT count(DISTINCT kind) FROM call_off_lines) FROM call_offs",
    )
    assert min(top_ups, by_provider, by_council) > 3
    assert (routes, kinds) == (4, 5)


def test_what_was_called_off_is_on_when_it_was_called_off_for(demonstration: Database) -> None:
    """A draft made of any call-off could be raised again as far as the timetable goes."""
    with demonstration.reading() as connection:
        references = connection.scalars(select(CallOffRow.reference).where(CallOffRow.admission_id.is_not(None))).all()
    assert len(references) > 200
    for reference in references:
        draft = draft_of(demonstration, reference)
        subject = subject_of(draft)
        assert subject is not None
        with demonstration.reading() as connection:
            facts = read_facts(connection, draft, subject, own_id=0)
        assert unmet_by_draft(draft, facts, subject.first_day) is None, reference


def test_everything_in_the_demonstration_agrees_with_itself(demonstration: Database) -> None:
    assert [item for item in check_database(demonstration) if not item.is_well] == []


def test_the_demonstration_needs_an_empty_database(demonstration: Database) -> None:
    with pytest.raises(RuleBroken, match="needs an empty one"):
        load_demonstration(demonstration, DEMONSTRATION_DAY)


def test_numbers_given_out_later_go_on_after_the_demonstrations(demonstration: Database) -> None:
    with demonstration.write_engine.begin() as connection:
        made = connection.execute(
            text("INSERT INTO teams (name, phone, email, version) VALUES ('A new team', '', '', 1) RETURNING id")
        ).scalar()
    assert made == 4
