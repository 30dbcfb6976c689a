"""What a provider answers and offers, typed in by hand: the rules of the workbook, kept the same way, while nobody assesses it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

import pytest
from sqlalchemy import select

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_form import ApplicationForm, ServiceInLot
from brokerage.domain.application_written import AnswerTyped, PriceTyped, WrittenTyped
from brokerage.domain.changes import Done
from brokerage.domain.contract import ContractTerms
from brokerage.domain.errors import BadInput, Conflict, RuleBroken
from brokerage.domain.unit import Unit
from brokerage.services.assess_application import score, show_assessment
from brokerage.services.award import award
from brokerage.services.decide_application import decide_lot
from brokerage.services.find_applications import list_applications, show_application
from brokerage.services.price_spread import show_rate_card
from brokerage.services.receive_application import acknowledge_application, record_application
from brokerage.services.write_application import WrittenDown, find_writing, write_application, write_part
from brokerage.services.written_typed import read_written
from brokerage.storage.failures import USED_REQUEST
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, TODAY, Desk
from tests.services.application_builders import Received, applicant, questions, received
from tests.services.assessment_builders import MET
from tests.services.test_call_off_races import at_once
from tests.services.workbook_builders import received_by_hand


@pytest.fixture
def came(desk: Desk) -> Received:
    return received_by_hand(desk)


def in_lot(came: Received) -> ServiceInLot:
    return ServiceInLot(came.applicant.service_id, came.applicant.lot_id)


def answers(came: Received, *texts: str) -> tuple[AnswerTyped, ...]:
    return tuple(AnswerTyped(key, text) for key, text in zip(came.applicant.questions, texts, strict=False))


def price(came: Received, amount: str = "24.08", **said: str) -> PriceTyped:
    return PriceTyped(in_lot(came), **{"unit": "session", "ratio": "1:3", "price": amount, **said})


def write(desk: Desk, came: Received, typed: WrittenTyped, **said: Any) -> WrittenDown:
    return write_application(desk.database, desk.commissioner, came.reference, typed, TODAY, NOW, **said).result


def part(desk: Desk, came: Received, typed: WrittenTyped, **said: Any) -> WrittenDown:
    return write_part(desk.database, desk.commissioner, came.reference, typed, TODAY, NOW, **said).result


def told(desk: Desk, came: Received) -> tuple[dict[str, str], dict[str, Decimal]]:
    shown = show_application(desk.database, came.reference, TODAY)
    return {one.number: one.answer for one in shown.answers}, {one.is_for: one.price for one in shown.offered}


def actions(desk: Desk, reference: str) -> list[str]:
    with desk.session() as session:
        found = select(AuditEntryRow.action).where(AuditEntryRow.subject_key == reference).order_by(AuditEntryRow.id)
        return list(session.scalars(found))


def test_answers_and_prices_typed_in_stand_as_those_of_a_workbook_and_what_is_wanting_is_told(
    desk: Desk, came: Received
) -> None:
    typed = WrittenTyped(
        answers(came, "Yes", "  They choose\nfrom pictures.  "),
        (price(came, "£24.08", activity="woodwork"), price(came, "60", unit="Day", ratio="", note="With lunch")),
    )
    done = write(desk, came, typed)
    assert told(desk, came) == (
        {"1": "Yes", "2": "They choose\nfrom pictures."},
        {"Woodwork · care by the session, 1:3": Decimal("24.08"), "care by the day": Decimal("60.00")},
    )
    assert (done.written.answers.new, done.written.offered.new, done.standing.version) == (2, 2, 2)
    assert done.standing.notes == ("Lot 1 has no answer yet to questions 3 and 4.",)
    assert actions(desk, came.reference) == ["mend"]
    asked = show_assessment(desk.database, came.reference).lots[0]
    assert [one.answer for one in asked.answers] == ["Yes", "They choose\nfrom pictures."]
    assert len(asked.offered) == 2


def test_what_is_written_whole_replaces_what_stood_and_the_same_again_changes_nothing(
    desk: Desk, came: Received
) -> None:
    first = WrittenTyped(answers(came, "Yes", "Yes"), (price(came), price(came, "40", ratio="1:1")))
    write(desk, came, first)
    second = WrittenTyped(answers(came, "", "As enclosed"), (price(came, "26"),))
    done = write(desk, came, second, version=2)
    assert told(desk, came) == ({"2": "As enclosed"}, {"care by the session, 1:3": Decimal("26.00")})
    assert (str(done.written.answers), str(done.written.offered)) == (
        "0 new, 1 changed, 1 taken out, 0 unchanged",
        "0 new, 1 changed, 1 taken out, 0 unchanged",
    )
    again = write_application(desk.database, desk.commissioner, came.reference, second, TODAY, NOW, version=2)
    assert (again.result.standing.version, again.changed) == (3, frozenset())
    assert actions(desk, came.reference) == ["mend", "mend"]
    shown = find_writing(desk.database, came.reference)
    assert shown is not None
    assert (shown.version, shown.answers) == (3, {came.applicant.questions[1]: "As enclosed"})
    assert shown.prices == (price(came, "£26.00"),)
    assert shown.asked[0].activities == ("Woodwork",)


def test_a_part_is_written_beside_what_stands_and_a_price_is_taken_back(desk: Desk, came: Received) -> None:
    part(desk, came, WrittenTyped(answers(came, "Yes")))
    part(desk, came, WrittenTyped(answers(came, "No")[:1], (price(came),)))
    part(desk, came, WrittenTyped(prices=(price(came, "40", ratio="1:1"),)))
    done = part(desk, came, WrittenTyped(prices=(price(came, "25"),)), taken_back=(price(came, "", ratio="1:1"),))
    assert told(desk, came) == ({"1": "No"}, {"care by the session, 1:3": Decimal("25.00")})
    assert str(done.written.offered) == "0 new, 1 changed, 1 taken out, 0 unchanged"
    with pytest.raises(BadInput, match="offers nothing in lot 1 for care by the day"):
        part(desk, came, WrittenTyped(), taken_back=(price(came, unit="day", ratio=""),))


def test_a_trial_run_tells_and_keeps_nothing(desk: Desk, came: Received) -> None:
    done = write(desk, came, WrittenTyped(answers(came, "Yes")), dry_run=True)
    assert done.written.answers.new == 1
    assert told(desk, came) == ({}, {})
    assert actions(desk, came.reference) == []


def test_everything_wrong_is_said_at_its_field_and_nothing_is_kept(desk: Desk, came: Received) -> None:
    shown = find_writing(desk.database, came.reference)
    assert shown is not None
    first, second, _, _ = came.applicant.questions
    wrong = WrittenTyped(
        (
            AnswerTyped(first, "x" * 8_001),
            AnswerTyped(second, "turned \N{RIGHT-TO-LEFT OVERRIDE} about"),
            AnswerTyped(0, "y"),
        ),
        (
            price(came, "24.085", activity="Pottery"),
            price(came, "0", unit="week", ratio="1:2"),
            price(came, "10 %", unit=""),
            price(came, kind="juggling", ratio="one to three"),
            price(came, "7"),
            price(came, "8"),
        ),
    )
    faults = {fault.field: fault.sentence for fault in read_written(wrong, shown.asked).faults}
    assert {field: sentence[:38] for field, sentence in faults.items()} == {
        f"answer-{first}": "This has more than 8,000 letters: shor",
        f"answer-{second}": "There is a sign in it that cannot be s",
        "answer-0": "The lots applied for do not ask this q",
        "activity-1": "The service has no activity of this na",
        "price-1": "The price has parts of a penny: give a",
        "price-2": "The price is zero: give an amount of a",
        "unit-2": f"Lot {came.applicant.scheme}/1 is not priced by the week: choose one"[:38],
        "ratio-2": f"Lot {came.applicant.scheme}/1 is not priced at 1:2: choose one of"[:38],
        "price-3": "The price has a percent sign: give pou",
        "unit-3": "Unit is empty: fill it in.",
        "kind-4": "This is not one of those known: write ",
        "ratio-4": "The ratio cannot be read: write staff ",
        "price-6": "There is a price for the same thing ab",
    }
    with pytest.raises(BadInput) as refused:
        write(desk, came, wrong)
    assert refused.value.field == f"answer-{first}"
    stranger = PriceTyped(ServiceInLot(came.applicant.service_id, 0), unit="day", price="1")
    with pytest.raises(BadInput, match="no such service and lot"):
        write(desk, came, WrittenTyped(prices=(stranger,)))
    assert told(desk, came) == ({}, {})


def test_once_it_is_assessed_nothing_is_typed_in_any_more_and_other_jobs_may_not(desk: Desk, came: Received) -> None:
    typed = WrittenTyped(answers(came, "Yes"))
    with pytest.raises(RuleBroken, match="Only the commissioner"):
        write_application(desk.database, desk.broker, came.reference, typed, TODAY, NOW)
    with pytest.raises(BadInput, match="There is no application"):
        write_application(desk.database, desk.commissioner, "AP-0", typed, TODAY, NOW)
    acknowledge_application(desk.database, desk.commissioner, came.reference, TODAY, NOW)
    write(desk, came, typed)
    score(desk.database, desk.commissioner, came.reference, came.asked[0], MET[:1], NOW)
    assert find_writing(desk.database, came.reference) is None
    with pytest.raises(RuleBroken, match="A mended workbook of the provider still replaces it"):
        write(desk, came, WrittenTyped())
    gone = received(desk, state=ApplicationState.WITHDRAWN)
    with pytest.raises(RuleBroken, match="is withdrawn: what its provider wrote stands as it was"):
        write(desk, gone, WrittenTyped())


def test_a_colleagues_change_is_not_overwritten(desk: Desk, came: Received) -> None:
    write(desk, came, WrittenTyped(answers(came, "Yes")), version=1)
    with pytest.raises(Conflict, match=f"changed {came.reference} on"):
        write(desk, came, WrittenTyped(answers(came, "No")), version=1)
    assert told(desk, came)[0] == {"1": "Yes"}


def test_of_two_who_write_at_once_one_is_told_of_the_other(desk: Desk, came: Received) -> None:
    each = [partial(write, desk, came, WrittenTyped(answers(came, text)), version=1) for text in ("First", "Second")]
    ended = at_once(each)
    assert sorted(type(one).__name__ for one in ended) == ["Conflict", "WrittenDown"]
    assert len(told(desk, came)[0]) == 1


def test_what_is_typed_while_recording_is_kept_with_the_application_or_nothing_is(desk: Desk) -> None:
    who = applicant(desk)
    asked = ServiceInLot(who.service_id, who.lot_id)
    form = ApplicationForm("form-1", who.scheme, who.provider_id, (asked,), TODAY)
    typed = WrittenTyped((AnswerTyped(who.questions[0], "Yes"),), (PriceTyped(asked, unit="day", price="70.70"),))
    wrong = replace(typed, prices=(PriceTyped(asked, unit="day", price="nothing"),))

    def record(written: WrittenTyped, **said: bool) -> Done[Any]:
        return record_application(desk.database, desk.commissioner, form, TODAY, NOW, written=written, **said)

    with pytest.raises(BadInput) as refused:
        record(wrong)
    assert refused.value.field == "price-1"
    record(typed, dry_run=True)
    assert list_applications(desk.database, TODAY).rows == ()
    first = record(typed).result
    shown = show_application(desk.database, first.reference, TODAY)
    assert ([one.answer for one in shown.answers], [one.price for one in shown.offered]) == (
        ["Yes"],
        [Decimal("70.70")],
    )
    assert (record(typed).result, actions(desk, first.reference)) == (first, ["receive", "write"])
    with pytest.raises(RuleBroken, match=USED_REQUEST[:30]):
        record(replace(typed, prices=()))
    assert len(show_application(desk.database, first.reference, TODAY).offered) == 1


def test_two_services_in_one_lot_answer_once_and_offer_each_its_own_price(desk: Desk) -> None:
    who = applicant(desk)
    other, second = desk.service(who.provider_id, name="Second (demo)"), desk.lot(who.scheme_id, number="2")
    questions(desk, second)
    pairs = ((who.service_id, who.lot_id), (other, who.lot_id), (other, second))
    came = received(desk, who, asked=pairs)
    prices = tuple(PriceTyped(ServiceInLot(*pair), unit="day", price=str(place)) for place, pair in enumerate(pairs, 1))
    done = write(desk, came, WrittenTyped(answers(came, "a", "b", "c", "d"), prices[:2]))
    assert done.standing.notes == (
        "Lot 2 has no answer yet to questions 1, 2, 3 and 4.",
        "Second (demo) offers no price in lot 2: agree one before the award.",
    )
    offered = show_application(desk.database, came.reference, TODAY).offered
    assert sorted((one.service == "Second (demo)", one.price) for one in offered) == [
        (False, Decimal(1)),
        (True, Decimal(2)),
    ]


def test_a_price_typed_in_is_the_agreed_rate_once_the_contract_is_awarded(desk: Desk, came: Received) -> None:
    write(desk, came, WrittenTyped(answers(came, "a", "b", "c", "d"), (price(came, activity="Woodwork"),)))
    database, who = desk.database, desk.commissioner
    acknowledge_application(database, who, came.reference, TODAY, NOW)
    score(database, who, came.reference, came.asked[0], MET, NOW)
    decide_lot(database, who, came.reference, came.asked[0], LotOutcome.ADMITTED, "All met.", TODAY, NOW)
    award(database, who, came.reference, ContractTerms("C-1", None, date(2026, 12, 1), None, TODAY), TODAY, NOW)
    card = show_rate_card(database, came.applicant.service_id, came.applicant.lot_id)
    assert [(line.activity, str(line.ratio), line.unit) for line in card.lines] == [("Woodwork", "1:3", Unit.SESSION)]
