import errno
import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from brokerage.domain.call_off import CallOffState
from brokerage.domain.contribution import CollectedBy
from brokerage.domain.errors import Conflict, RuleBroken, Unavailable
from brokerage.domain.unit import Unit
from brokerage.services.agree_and_print import (
    agreement_pdf,
    agreement_terms_of,
    agreements_of,
    issue_agreement,
    issue_agreements,
    reissue_agreement,
    write_agreement,
    write_agreements,
    write_agreements_as_one,
)
from brokerage.services.find_call_offs import show_call_off
from brokerage.services.raise_call_off import raise_call_off
from brokerage.services.run_placement import mark_signed
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.council import CouncilRow
from tests.builders import NOW, START, TODAY, Desk
from tests.services.call_off_builders import accepted, form, listed, raised


def test_an_agreement_is_issued_once_with_its_number_and_terms_then_signed(desk: Desk) -> None:
    reference = accepted(desk).reference
    issued = issue_agreement(desk.database, desk.broker, reference, NOW).result
    assert issued.name == "PA-2026-0001 edition 1"
    assert issue_agreement(desk.database, desk.broker, reference, NOW).result == issued
    assert agreement_terms_of(desk.database, reference) == issued.terms
    assert mark_signed(desk.database, desk.broker, reference, NOW).result.state is CallOffState.SIGNED


def test_agreements_of_several_are_all_issued_in_the_order_given(desk: Desk) -> None:
    first, second = accepted(desk).reference, accepted(desk).reference
    issued = issue_agreements(desk.database, desk.broker, (second, first), NOW).result
    assert [each.terms.call_off for each in issued] == [second, first]
    assert {each.name for each in issued} == {"PA-2026-0001 edition 1", "PA-2026-0002 edition 1"}
    assert issue_agreements(desk.database, desk.broker, (second, first), NOW).result == issued


def test_agreements_of_several_are_not_issued_at_all_where_one_is_refused(desk: Desk) -> None:
    ready, unready = accepted(desk).reference, raised(desk).reference
    with pytest.raises(RuleBroken, match=f"^{unready}: .* None of them is issued"):
        issue_agreements(desk.database, desk.broker, (ready, unready), NOW)
    assert agreements_of(desk.database, ready) == ()
    assert show_call_off(desk.database, desk.broker, ready, TODAY).summary.state is CallOffState.ACCEPTED
    assert issue_agreement(desk.database, desk.broker, ready, NOW).result.name == "PA-2026-0001 edition 1"


def test_the_terms_carry_the_money_of_the_call_off_to_the_penny(desk: Desk) -> None:
    terms = agreement_terms_of(desk.database, accepted(desk).reference)
    assert terms.money.weekly == Decimal("141.40")
    assert terms.first_period.total == sum(fee.amount for fee in terms.first_period.dates)


def test_a_draft_is_printed_as_one_before_anybody_approved(desk: Desk, tmp_path: Path) -> None:
    reference = raised(desk).reference
    assert agreement_terms_of(desk.database, reference).is_draft
    path = write_agreement(desk.database, desk.practitioner, reference, tmp_path / "draft.pdf", NOW)
    assert path.read_bytes().startswith(b"%PDF-")


def test_terms_hold_what_an_agreement_prints(desk: Desk) -> None:
    terms = agreement_terms_of(desk.database, accepted(desk, room="4").reference)
    assert terms.council.name == "Weald County Council (demonstration)"
    assert terms.is_demonstration
    assert (terms.person.reference[:2], terms.person.full_name[:4]) == ("P-", "Wren")
    assert (terms.service.room, terms.first_day, terms.trial_last_day) == ("4", START, date(2027, 1, 3))
    assert terms.review_days == (date(2027, 1, 18),)
    assert terms.needs == ("Learning disability",)
    assert [(each.weekday, each.times) for each in terms.attendances] == [
        ("Monday", "10:00-15:00"),
        ("Wednesday", "10:00-15:00"),
    ]
    assert (terms.first_period.first_day, terms.first_period.last_day) == (START, date(2027, 1, 3))
    assert len(terms.first_period.dates) == 7  # eight attendances, less the bank holiday of 28 Dec
    assert terms.first_period.total == Decimal("494.90")
    assert terms.money.convention.startswith("Dated: the sum of the real dates from 7 Dec 2026 to 6 Dec 2027")
    assert terms.lines[0].arithmetic[0].endswith("= £141.40 a week.")
    assert (terms.policy.notice_days, terms.policy.absence_share_percent) == (28, 60)
    assert [approval.approver for approval in terms.approvals] == ["Approver (demo)"]
    assert terms.is_independently_approved is not desk.database.is_embedded
    assert terms.scheme.contract_reference.startswith("ADM-")
    assert [signatory.signs_for for signatory in terms.signatories][2] == "the person"


def test_the_figures_of_the_paper_are_those_of_the_call_off(desk: Desk) -> None:
    reference = accepted(desk).reference
    terms, detail = (
        agreement_terms_of(desk.database, reference),
        show_call_off(desk.database, desk.broker, reference, TODAY),
    )
    assert (terms.money.weekly, terms.money.four_weekly) == (detail.summary.weekly, detail.four_weekly)
    assert terms.money.first_year == detail.first_year


@pytest.mark.parametrize(("collector", "paid"), [(CollectedBy.COUNCIL, "1450.00"), (CollectedBy.PROVIDER, "1351.65")])
def test_who_collects_the_contribution_decides_what_the_council_pays(
    desk: Desk, collector: CollectedBy, paid: str
) -> None:
    ready, person = desk.ready_service("1450.00", Unit.WEEK), desk.person(budget="1500")
    desk.contribution(person, "98.35", collector)
    draft = form(person, ready, unit=Unit.WEEK)
    reference = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result.reference
    money = agreement_terms_of(desk.database, reference).money
    assert (money.collected_by, money.paid_to_provider_weekly) == (collector, Decimal(paid))
    assert money.council_net_weekly == Decimal("1351.65")


def test_an_issued_edition_does_not_change_when_the_council_does(desk: Desk) -> None:
    reference = accepted(desk).reference
    issued = issue_agreement(desk.database, desk.broker, reference, NOW).result
    with desk.session() as session:
        session.get_one(CouncilRow, 1).safeguarding_contact = "0300 000 000"
    assert agreement_terms_of(desk.database, reference) == issued.terms


def test_a_new_edition_names_what_it_replaces_and_what_changed_and_wants_new_signatures(desk: Desk) -> None:
    reference = accepted(desk).reference
    issue_agreement(desk.database, desk.broker, reference, NOW)
    mark_signed(desk.database, desk.broker, reference, NOW)
    with pytest.raises(RuleBroken, match="Nothing differs from PA-2026-0001 edition 1"):
        reissue_agreement(desk.database, desk.broker, reference, 1, NOW)
    with desk.session() as session:
        session.get_one(CouncilRow, 1).safeguarding_contact = "0300 000 000"
    second, pressed_again = (reissue_agreement(desk.database, desk.broker, reference, 1, NOW).result for _ in range(2))
    assert second == pressed_again
    assert (second.number, second.edition, second.terms.replaces) == ("PA-2026-0001", 2, "PA-2026-0001 edition 1")
    assert second.terms.changes == ("Safeguarding contact: none becomes 0300 000 000.",)
    assert [issued.edition for issued in agreements_of(desk.database, reference)] == [1, 2]
    detail = show_call_off(desk.database, desk.broker, reference, TODAY)
    assert detail.summary.state is CallOffState.AGREEMENT_ISSUED
    assert agreement_terms_of(desk.database, reference, edition=1).edition == 1


def test_a_reissue_of_an_edition_a_colleague_replaced_is_a_conflict_that_names_them(desk: Desk) -> None:
    reference = accepted(desk).reference
    issue_agreement(desk.database, desk.broker, reference, NOW)
    with desk.session() as session:
        session.get_one(CouncilRow, 1).phone = session.get_one(CouncilRow, 1).safeguarding_contact = "0300 000 000"
    reissue_agreement(desk.database, desk.broker, reference, 1, NOW)
    other = desk.staff("other-broker", desk.broker.job)
    with pytest.raises(Conflict, match=r"Broker \(demo\) issued PA-2026-0001 edition 2 on 2 Nov 2026"):
        reissue_agreement(desk.database, other, reference, 1, NOW)


def test_only_an_accepted_call_off_has_its_agreement_issued(desk: Desk) -> None:
    with pytest.raises(RuleBroken, match="awaiting approval"):
        issue_agreement(desk.database, desk.broker, raised(desk).reference, NOW)


def test_a_batch_goes_into_one_folder_or_one_file_and_is_put_on_record(desk: Desk, tmp_path: Path) -> None:
    first, second = accepted(desk).reference, raised(desk).reference
    issue_agreement(desk.database, desk.broker, first, NOW)
    paths = write_agreements(desk.database, desk.broker, [first, second], tmp_path, NOW)
    assert [path.name for path in paths] == ["PA-2026-0001-edition-1.pdf", "CO-2026-0002-draft.pdf"]
    one = write_agreements_as_one(desk.database, desk.broker, [first, second], tmp_path / "all.pdf", NOW)
    assert one.read_bytes().startswith(b"%PDF-")
    with desk.session() as session:
        printed = select(AuditEntryRow.subject_key).where(AuditEntryRow.action == "print-agreement")
        assert session.scalars(printed.order_by(AuditEntryRow.id)).all() == [first, second, first, second]


def test_an_agreement_that_cannot_be_written_is_not_on_record_as_read(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    references = [accepted(desk).reference, raised(desk).reference]
    folder = tmp_path / "papers"
    (folder / f"{references[1]}-draft.pdf").mkdir(parents=True)
    with pytest.raises(Unavailable, match="it is a folder"):
        write_agreements(desk.database, desk.broker, references, folder, NOW)

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="The disk is full"):
        write_agreement(desk.database, desk.broker, references[0], folder / "one.pdf", NOW)
    with desk.session() as session:
        assert session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == "print-agreement")).all() == []
    assert [path.name for path in folder.iterdir()] == [f"{references[1]}-draft.pdf"]


def test_equal_terms_give_equal_bytes(desk: Desk) -> None:
    terms = agreement_terms_of(desk.database, accepted(desk).reference)
    assert agreement_pdf(desk.database, (terms,)) == agreement_pdf(desk.database, (terms,))
