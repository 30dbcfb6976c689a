from decimal import Decimal
from pathlib import Path

from brokerage.domain.call_off import CallOffState
from brokerage.services.agree_and_print import agreement_terms_of, issue_agreement, write_agreement
from brokerage.services.run_placement import mark_signed
from tests.builders import NOW, Desk
from tests.services.call_off_builders import accepted, raised


def test_an_agreement_is_issued_once_with_its_number_and_terms_then_signed(desk: Desk) -> None:
    reference = accepted(desk).reference
    issued = issue_agreement(desk.database, desk.broker, reference, NOW).result
    assert issued.name == "PA-2026-0001 edition 1"
    assert issue_agreement(desk.database, desk.broker, reference, NOW).result == issued
    assert agreement_terms_of(desk.database, reference) == issued.terms
    assert mark_signed(desk.database, desk.broker, reference, NOW).result.state is CallOffState.SIGNED


def test_the_terms_carry_the_money_of_the_call_off_to_the_penny(desk: Desk) -> None:
    terms = agreement_terms_of(desk.database, accepted(desk).reference)
    assert terms.money.weekly == Decimal("141.40")
    assert terms.first_period.total == sum(fee.amount for fee in terms.first_period.dates)


def test_a_draft_is_printed_as_one_before_anybody_approved(desk: Desk, tmp_path: Path) -> None:
    reference = raised(desk).reference
    assert agreement_terms_of(desk.database, reference).is_draft
    path = write_agreement(desk.database, desk.practitioner, reference, tmp_path / "draft.pdf", NOW)
    assert path.read_bytes().startswith(b"%PDF-")
