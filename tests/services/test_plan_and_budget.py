"""Plans, budgets and contributions: each entry ends the one before it and none is edited once begun."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.person_record import (
    OutcomeWanted,
    PlanEntry,
)
from brokerage.services.manage_people import (
    read_person,
)
from brokerage.services.plan_and_budget import (
    end_budget,
    end_contribution,
    keep_budget,
    keep_contribution,
    keep_plan,
)
from tests.builders import NOW, START, TODAY, Desk
from tests.services.record_builders import (
    NEXT_MONTH,
    budget,
    contribution,
    raised_for,
    record_of,
    version_of,
)


@pytest.mark.parametrize("job", ["approver", "commissioner", "finance", "auditor", "administrator"])
def test_only_practitioners_and_brokers_change_records(desk: Desk, job: str) -> None:
    person_id = desk.person()
    with pytest.raises(RuleBroken, match="practitioner or a broker"):
        keep_budget(desk.database, getattr(desk, job), person_id, 1, budget("400"), NOW)


def test_a_new_budget_ends_the_one_that_runs_the_day_before(desk: Desk) -> None:
    person_id = desk.person(budget="310")
    keep_budget(desk.database, desk.practitioner, person_id, version_of(desk, person_id), budget("340"), NOW)
    kept = record_of(desk, person_id).budgets
    assert [(entry.weekly, entry.last_day) for entry in kept] == [
        (Decimal(340), None),
        (Decimal(310), date(2026, 11, 30)),
    ]


def test_a_budget_of_nothing_is_refused_at_its_field(desk: Desk) -> None:
    person_id = desk.person()
    with pytest.raises(BadInput, match="no budget") as refused:
        keep_budget(desk.database, desk.practitioner, person_id, 1, budget("0"), NOW)
    assert refused.value.field == "weekly"


def test_a_budget_that_has_begun_is_never_edited(desk: Desk) -> None:
    person_id = desk.person(budget="310")
    standing = record_of(desk, person_id).budgets[0]
    changed = replace(standing, weekly=Decimal(1))
    with pytest.raises(BadInput, match="has begun"):
        keep_budget(desk.database, desk.practitioner, person_id, version_of(desk, person_id), changed, NOW)


def test_a_budget_to_come_may_be_changed(desk: Desk) -> None:
    person_id = desk.person(budget=None)
    keep_budget(desk.database, desk.practitioner, person_id, version_of(desk, person_id), budget("340"), NOW)
    to_come = record_of(desk, person_id).budgets[0]
    changed = replace(to_come, weekly=Decimal(345))
    keep_budget(desk.database, desk.practitioner, person_id, version_of(desk, person_id), changed, NOW)
    assert [entry.weekly for entry in record_of(desk, person_id).budgets] == [Decimal(345)]


def test_ending_a_budget_keeps_it_until_its_last_day(desk: Desk) -> None:
    person_id = desk.person(budget="310")
    number = record_of(desk, person_id).budgets[0].budget_id
    end_budget(desk.database, desk.broker, person_id, version_of(desk, person_id), number, TODAY, NOW)
    summary = read_person(desk.database, person_id, NEXT_MONTH)
    assert summary is not None
    assert summary.weekly_budget is None
    with pytest.raises(BadInput, match="ends on 2 Nov 2026 already"):
        end_budget(desk.database, desk.broker, person_id, version_of(desk, person_id), number, NEXT_MONTH, NOW)


def test_aftercare_under_section_117_is_never_charged(desk: Desk) -> None:
    person_id = desk.person(legal_basis=LegalBasis.AFTERCARE_117)
    version = version_of(desk, person_id)
    with pytest.raises(BadInput, match="section 117") as refused:
        keep_contribution(desk.database, desk.practitioner, person_id, version, contribution("0.01"), NOW)
    assert refused.value.field == "weekly"
    keep_contribution(desk.database, desk.practitioner, person_id, version, contribution("0"), NOW)


def test_a_contribution_above_the_cost_is_refused(desk: Desk) -> None:
    person_id = desk.person()
    raised_for(desk, person_id, "70.70", None)
    with pytest.raises(BadInput, match=r"more than the cost of £141\.40 a week"):
        keep_contribution(
            desk.database, desk.practitioner, person_id, version_of(desk, person_id), contribution("141.41"), NOW
        )
    keep_contribution(
        desk.database, desk.practitioner, person_id, version_of(desk, person_id), contribution("141.40"), NOW
    )


def test_a_contribution_above_what_is_left_after_part_of_the_cost_ends_is_refused_from_that_day(desk: Desk) -> None:
    # £1,000 + £500 until day D, contribution £1,300: refused from D + 1.
    person_id = desk.person(budget="2000")
    raised_for(desk, person_id, "500", None)
    raised_for(desk, person_id, "250", date(2026, 12, 31))
    with pytest.raises(BadInput, match=r"£1,000\.00 a week from 1 Jan 2027"):
        keep_contribution(
            desk.database, desk.practitioner, person_id, version_of(desk, person_id), contribution("1300"), NOW
        )


def test_a_contribution_may_be_kept_before_there_is_any_cost(desk: Desk) -> None:
    person_id = desk.person()
    keep_contribution(
        desk.database, desk.practitioner, person_id, version_of(desk, person_id), contribution("98.35"), NOW
    )
    assert record_of(desk, person_id).contributions[0].weekly == Decimal("98.35")


def test_a_budget_paid_out_is_never_less_than_the_contribution(desk: Desk) -> None:
    person_id = desk.person(budget="310", route=BudgetRoute.DIRECT_PAYMENT)
    with pytest.raises(BadInput, match="more than"):
        keep_contribution(
            desk.database, desk.practitioner, person_id, version_of(desk, person_id), contribution("310.01"), NOW
        )


def test_a_new_contribution_follows_and_can_be_ended(desk: Desk) -> None:
    person_id = desk.person()
    desk.contribution(person_id, "20")
    keep_contribution(
        desk.database, desk.broker, person_id, version_of(desk, person_id), contribution("25", NEXT_MONTH), NOW
    )
    newest, older = record_of(desk, person_id).contributions
    assert (newest.weekly, older.last_day) == (Decimal(25), date(2026, 11, 30))
    end_contribution(
        desk.database, desk.broker, person_id, version_of(desk, person_id), newest.contribution_id, START, NOW
    )
    assert record_of(desk, person_id).contributions[0].last_day == START


def test_a_new_plan_follows_and_keeps_outcomes_in_the_persons_own_words(desk: Desk) -> None:
    person_id = desk.person(week="Mon 10:00-15:00")
    desk.outcome()
    plan = PlanEntry(
        NEXT_MONTH, week="tue, thu 10-15", ratio=" 1:3 ", outcomes=(OutcomeWanted("cook-a-meal", "", " Soup! "),)
    )
    keep_plan(desk.database, desk.practitioner, person_id, version_of(desk, person_id), plan, NOW)
    newest, older = record_of(desk, person_id).plans
    assert (newest.week, newest.ratio) == ("Tue,Thu 10:00-15:00", "1:3")
    assert newest.outcomes == (OutcomeWanted("cook-a-meal", "Cook a meal", "Soup!"),)
    assert older.last_day == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (PlanEntry(NEXT_MONTH, week="Mon 15:00-10:00"), "week"),
        (PlanEntry(NEXT_MONTH, ratio="three"), "ratio"),
        (PlanEntry(NEXT_MONTH, review_on=TODAY), "review_on"),
        (PlanEntry(NEXT_MONTH, last_day=TODAY), "last_day"),
    ],
)
def test_a_plan_that_cannot_be_read_is_refused_at_its_field(desk: Desk, plan: PlanEntry, field: str) -> None:
    person_id = desk.person()
    with pytest.raises(BadInput) as refused:
        keep_plan(desk.database, desk.practitioner, person_id, version_of(desk, person_id), plan, NOW)
    assert refused.value.field == field
    assert version_of(desk, person_id) == 1


def test_the_package_counts_what_is_raised_and_runs_against_the_budget(desk: Desk) -> None:
    person_id = desk.person()
    raised_for(desk, person_id, "70.70", None)
    record = record_of(desk, person_id)
    summary = read_person(desk.database, person_id, TODAY)
    assert summary is not None
    assert record.weekly_from(TODAY) == summary.spent_weekly == Decimal("141.40")
    assert [part.service for part in record.package] == [record.package[0].service]
