from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.domain.person_record import (
    BudgetEntry,
    ContributionEntry,
    OutcomeWanted,
    PersonDetails,
    PersonRecord,
    PlanEntry,
)
from brokerage.services.manage_people import (
    find_people,
    keep_person,
    list_people,
    open_person,
    person_choices,
    read_open_person,
    read_person,
)
from brokerage.services.person_checks import is_nhs_number
from brokerage.services.plan_and_budget import (
    end_budget,
    end_contribution,
    keep_budget,
    keep_contribution,
    keep_plan,
)
from brokerage.services.raise_call_off import raise_call_off
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import form, listed, offer

NEXT_MONTH = date(2026, 12, 1)


def record_of(desk: Desk, person_id: int) -> PersonRecord:
    return read_open_person(desk.database, person_id)


def version_of(desk: Desk, person_id: int) -> int:
    return record_of(desk, person_id).details.version


def budget(weekly: str, first_day: date = NEXT_MONTH, **fields: object) -> BudgetEntry:
    return replace(BudgetEntry(Decimal(weekly), BudgetRoute.COUNCIL_MANAGED, first_day), **fields)  # type: ignore[arg-type]


def contribution(weekly: str, first_day: date = TODAY) -> ContributionEntry:
    return ContributionEntry(Decimal(weekly), CollectedBy.COUNCIL, first_day)


def somebody(**fields: object) -> PersonDetails:
    given = PersonDetails(" Ada ", "Sample", date(1990, 5, 17), LegalBasis.CARE_ACT, ("learning-disability",))
    return replace(given, **fields)  # type: ignore[arg-type]


def audit(desk: Desk, action: str) -> list[AuditEntryRow]:
    with desk.session() as session:
        return list(session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == action)))


def test_opening_a_record_is_put_on_record_by_its_reference_only(desk: Desk) -> None:
    person_id = desk.person()
    record = open_person(desk.database, desk.auditor, person_id, NOW).result
    entry = audit(desk, "open")[0]
    assert (entry.actor, entry.subject_key, entry.detail) == ("auditor", record.details.reference, {})


def test_looking_again_at_an_open_record_is_no_second_opening(desk: Desk) -> None:
    person_id = desk.person()
    open_person(desk.database, desk.broker, person_id, NOW)
    assert read_open_person(desk.database, person_id).details.given_name == "Wren"
    assert len(audit(desk, "open")) == 1


def test_a_record_that_is_not_there_is_said_so(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="not in the database"):
        open_person(desk.database, desk.broker, 999_999, NOW)
    assert not audit(desk, "open")


def test_lists_leave_out_who_is_no_longer_active_unless_asked(desk: Desk) -> None:
    desk.person(reference="P-7001", active=False)
    desk.person(reference="P-7002")
    found = list_people(desk.database, desk.broker, "P-700", TODAY)
    everybody = list_people(desk.database, desk.broker, "P-700", TODAY, inactive_too=True)
    assert [person.reference for person in found] == ["P-7002"]
    assert [person.reference for person in everybody] == ["P-7001", "P-7002"]
    assert find_people(desk.database, desk.broker, "P-700", TODAY) == found


def test_somebody_new_is_given_the_next_reference(desk: Desk) -> None:
    desk.person(reference="P-1043")
    desk.need()
    first = keep_person(desk.database, desk.practitioner, somebody(), NOW).result
    second = keep_person(desk.database, desk.practitioner, somebody(), NOW).result
    references = [record_of(desk, number).details.reference for number in (first, second)]
    assert references == ["P-1044", "P-1045"]


def test_somebody_new_is_kept_whole(desk: Desk) -> None:
    desk.need()
    details = somebody(nhs_number="943 476 5919", case_number=" 77 ", postcode="me14 1xx", address="1 High Street")
    kept = record_of(desk, keep_person(desk.database, desk.practitioner, details, NOW).result)
    assert (kept.details.given_name, kept.details.nhs_number, kept.details.case_number) == ("Ada", "9434765919", "77")
    assert (kept.details.postcode, kept.need_titles) == ("ME141XX", ("Learning disability",))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("given_name", " "),
        ("family_name", ""),
        ("born_on", date(2027, 1, 1)),
        ("born_on", date(1890, 1, 1)),
        ("nhs_number", "9434765918"),
        ("nhs_number", "12345"),
        ("postcode", "ZZ99 9ZZ"),
        ("postcode", "nowhere"),
        ("needs", ()),
    ],
)
def test_what_cannot_be_kept_is_refused_at_its_field_without_repeating_it(
    desk: Desk, field: str, value: object
) -> None:
    with pytest.raises(BadInput) as refused:
        keep_person(desk.database, desk.practitioner, somebody(**{field: value}), NOW)
    assert refused.value.field == field
    assert not isinstance(value, str) or not value.strip() or value not in refused.value.sentence


def test_a_number_of_another_record_is_refused_and_tells_nothing_of_that_record(desk: Desk) -> None:
    desk.person(reference="P-1050", case_number="A-1")
    desk.need()
    with pytest.raises(BadInput) as refused:
        keep_person(desk.database, desk.practitioner, somebody(case_number="A-1"), NOW)
    assert refused.value.field == "case_number"
    assert "P-1050" not in refused.value.sentence
    assert "Wren" not in refused.value.sentence


@pytest.mark.parametrize(("figures", "is_one"), [("9434765919", True), ("9434765918", False), ("943476591", False)])
def test_the_last_figure_of_an_nhs_number_checks_the_others(figures: str, is_one: bool) -> None:
    assert is_nhs_number(figures) is is_one


def test_a_change_names_the_fields_and_never_what_stands_in_them(desk: Desk) -> None:
    person_id = desk.person()
    before = record_of(desk, person_id).details
    keep_person(desk.database, desk.practitioner, replace(before, family_name="Otherwise"), NOW)
    assert record_of(desk, person_id).details.family_name == "Otherwise"
    assert audit(desk, "change")[0].detail == {"fields": "family_name"}


def test_who_changed_it_meanwhile_and_when_is_told_and_nothing_is_overwritten(desk: Desk) -> None:
    person_id = desk.person()
    seen = record_of(desk, person_id).details
    keep_person(desk.database, desk.broker, replace(seen, given_name="Robin"), NOW)
    with pytest.raises(Conflict, match=r"Broker \(demo\) changed P-\d+ on 2 Nov 2026 at 09:00 UTC"):
        keep_person(desk.database, desk.practitioner, replace(seen, given_name="Lee"), NOW)
    assert record_of(desk, person_id).details.given_name == "Robin"


def test_a_colleague_who_only_read_it_is_not_named_as_who_changed_it(desk: Desk) -> None:
    person_id = desk.person()
    seen = record_of(desk, person_id).details
    keep_person(desk.database, desk.broker, replace(seen, given_name="Robin"), NOW)
    open_person(desk.database, desk.auditor, person_id, NOW)
    with pytest.raises(Conflict, match="Broker"):
        keep_person(desk.database, desk.practitioner, seen, NOW)


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


def test_it_becomes_aftercare_only_once_nothing_is_charged_any_more(desk: Desk) -> None:
    person_id = desk.person()
    desk.contribution(person_id, "20")
    details = replace(record_of(desk, person_id).details, legal_basis=LegalBasis.AFTERCARE_117)
    with pytest.raises(BadInput, match="end the contribution first") as refused:
        keep_person(desk.database, desk.practitioner, details, NOW)
    assert refused.value.field == "legal_basis"


def raised_for(desk: Desk, person_id: int, price: str, last_day: date | None) -> None:
    ready = desk.ready_service(price)
    draft = form(person_id, ready, planned_last_day=last_day, reason="The person chose it.")
    raise_call_off(desk.database, desk.practitioner, draft, NOW, listed(offer(ready)))


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


def test_a_form_can_choose_from_needs_outcomes_teams_and_practitioners(desk: Desk) -> None:
    desk.need()
    desk.outcome()
    choices = person_choices(desk.database)
    assert choices.needs == (("learning-disability", "Learning disability"),)
    assert choices.outcomes == (("cook-a-meal", "Cook a meal"),)
    assert [team.title for team in choices.teams] == ["Brokerage (demo)"]
    assert [who.title for who in choices.practitioners] == ["Practitioner (demo)"]
