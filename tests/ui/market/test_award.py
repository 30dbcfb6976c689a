"""Market, an application opened: awarded to the lots ticked, its prices agreed, the signed copy of its contract added."""

from datetime import date
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QPoint

from brokerage.domain.application import LotOutcome
from brokerage.domain.contract import ContractTerms
from brokerage.domain.errors import BadInput
from brokerage.services.assess_application import show_assessment
from brokerage.services.award import award, contracts_of_application
from tests.builders import START, TODAY
from tests.builders import Desk as Council
from tests.services.application_builders import offered
from tests.services.assessment_builders import decided, scored, two_lots
from tests.services.document_builders import certificate
from tests.ui.accessibility import tab_order
from tests.ui.conftest import NOW
from tests.ui.market.opened import AtRest, Open
from ui.desk import Desk
from ui.market.page import MarketPage


def test_an_award_is_refused_at_its_fields_and_made_for_the_lots_that_are_ticked(
    council: Council, opened: Open, at_rest: AtRest
) -> None:
    came = decided(council, scored(council, two_lots(council)))
    made = opened()
    form = made.section.view.assessment.award

    def below(field: str) -> str:
        form.award.click()
        at_rest()
        return form.fields[field]._below.text()

    assert below("sealed_on") == "▲ Give the day."
    wrong = {name for name, field in form.fields.items() if field._below.text().startswith("▲")}
    assert wrong == {"number", "sealed_on", "first_day"}
    form.sealed_on.set_day(date(2026, 11, 3))
    form.first_day.set_day(date(2026, 12, 7))
    assert below("number").startswith("▲ The contract has no number")
    form.number.setText("C-42")
    form.value.setText("a lot")
    assert form.value.text() == "a lot"
    assert below("value").startswith("▲")
    form.value.setText("120000")
    assert "a day to come" in below("sealed_on")
    form.sealed_on.set_day(TODAY)
    form.first_day.set_day(date(2026, 11, 1))
    assert "it begins on that day or later" in below("first_day")
    form.first_day.set_day(date(2026, 12, 7))
    form.last_day.set_day(date(2040, 1, 1))
    assert "decide on an extension first" in below("last_day")
    form.last_day.set_day(None)
    first, second = form.lots.values()
    first.setChecked(False)
    second.setChecked(False)
    below("number")
    assert form.wrong.text() == "◆ No lot is ticked: tick those the contract is for."
    number = form.number.text()
    form.number.clear()
    assert "The contract has no number" in below("number")  # both are told in one press
    assert form.wrong.isVisible()
    form.number.setText(number)
    first.setChecked(True)
    form.award.click()
    made.again()
    outcomes = [lot.outcome for lot in show_assessment(council.database, came.reference).lots]
    assert outcomes == [LotOutcome.AWARDED, LotOutcome.ADMITTED]
    assert form.contracts.isVisible()
    assert [box.isChecked() for box in form.lots.values()] == [True]


def test_the_prices_offered_are_agreed_with_the_award_unless_they_are_left_out(
    council: Council, opened: Open, said: list[str]
) -> None:
    came = scored(council, two_lots(council))
    for asked in came.asked:
        offered(council, asked, "70.70")
    decided(council, came)
    made = opened()
    form = made.section.view.assessment.award
    for number, (asked, with_rates) in enumerate(zip(came.asked, (True, False), strict=True)):
        for lot_id, box in form.lots.items():
            box.setChecked(lot_id == asked)
        assert form.with_rates.isVisible()
        form.with_rates.setChecked(with_rates)
        form.number.setText(f"C-{number}")
        form.sealed_on.set_day(TODAY)
        form.first_day.set_day(START)
        form.award.click()
        made.again()
    contracts = contracts_of_application(council.database, came.reference)
    assert [len(contract.rates) for contract in contracts] == [1, 0]
    assert "1 offered price agreed from then on." in said[0]
    assert form.contracts._labels[1][1].text().endswith("£70.70 a day from 7 Dec 2026")


def test_the_signed_copy_of_a_contract_is_added_where_it_was_awarded(
    council: Council,
    opened: Open,
    at_rest: AtRest,
    said: list[str],
    tmp_path: Path,
    window_desk: Desk,
    failures: list[Exception],
) -> None:
    came = decided(council)
    terms = ContractTerms("C-42", None, START, None, TODAY)
    contract = award(council.database, council.commissioner, came.reference, terms, TODAY, NOW).result
    made = opened()
    form = made.section.view.assessment.award
    assert form.contracts._labels[1][1].text() == "▲ none is kept yet"
    window_desk.work_as(council.practitioner)
    assert not form.signed.isVisible()
    window_desk.work_as(council.commissioner)
    assert form.signed.buttons["C-42"].text() == "Add the signed copy of C-42…"
    (tmp_path / "letter.pdf").write_text("no paper at all")
    form.signed.add_from(contract, tmp_path / "letter.pdf")
    at_rest()
    assert [type(failure) for failure in failures] == [BadInput]
    form.signed.add_from(contract, certificate(tmp_path))
    made.again()
    assert said[0].startswith("The signed copy of C-42 is kept with its contract")
    assert form.contracts._labels[1][1].text() == "✓ kept, received 2 Nov 2026"
    assert not form.signed.isVisible()


def test_the_tab_key_leads_down_the_page_from_the_lots_to_the_letter_and_the_award(
    page: MarketPage, council: Council, opened: Open
) -> None:
    came = decided(council, scored(council, two_lots(council)))
    terms = ContractTerms("C-42", None, START, None, TODAY)
    award(
        council.database,
        council.commissioner,
        came.reference,
        terms,
        TODAY,
        NOW,
        application_lot_ids=came.asked[:1],
    )
    view = opened().section.view.assessment
    first, second = view.lots.values()
    (ticked,) = view.award.lots.values()
    wanted = (first.fold, second.fold, view.letter, view.award.signed.buttons["C-42"], ticked, view.award.award)
    order = tab_order(first.fold)
    assert [each.accessibleName() for each in order if each in wanted] == [each.accessibleName() for each in wanted]
    places = [each.rect().translated(each.mapTo(view, QPoint())) for each in order if view.isAncestorOf(each)]
    assert all(later.bottom() >= before.top() for before, later in pairwise(places))  # beside one another at most
