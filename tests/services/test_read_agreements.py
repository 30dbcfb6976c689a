import pytest
from sqlalchemy import select

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.read_agreements import note_printing, read_agreements
from brokerage.storage.tables.audit import AuditEntryRow
from tests.builders import NOW, Desk
from tests.services.call_off_builders import accepted


def actions(desk: Desk) -> list[tuple[str, str, str]]:
    with desk.session() as session:
        found = session.scalars(select(AuditEntryRow).where(AuditEntryRow.action.like("%-agreement"))).all()
        return [(entry.action, entry.actor, entry.subject_key) for entry in found]


def test_reading_an_agreement_is_put_on_record_and_its_file_names_nobody(desk: Desk) -> None:
    reference = accepted(desk).reference
    paper = read_agreements(desk.database, desk.auditor, (reference,), NOW).result
    assert actions(desk) == [("read-agreement", "auditor", reference)]
    assert paper.file_name == f"{reference}-draft.pdf"
    assert paper.pages >= 3
    assert "Sampleby" not in paper.file_name


def test_printing_is_put_on_record_apart(desk: Desk) -> None:
    reference = accepted(desk).reference
    paper = read_agreements(desk.database, desk.broker, (reference,), NOW).result
    note_printing(desk.database, desk.broker, paper, NOW)
    assert [action for action, _, _ in actions(desk)] == ["read-agreement", "print-agreement"]


def test_several_are_one_paper_with_all_their_pages(desk: Desk) -> None:
    first, second = accepted(desk).reference, accepted(desk).reference
    issue_agreement(desk.database, desk.broker, second, NOW)
    both = read_agreements(desk.database, desk.broker, (first, second), NOW).result
    alone = [read_agreements(desk.database, desk.broker, (each,), NOW).result for each in (first, second)]
    assert both.pages == sum(paper.pages for paper in alone)
    assert [terms.is_draft for terms in both.terms] == [True, False]


def test_nothing_chosen_is_refused(desk: Desk) -> None:
    with pytest.raises(BadInput, match="at least one"):
        read_agreements(desk.database, desk.broker, (), NOW)


def test_an_unknown_call_off_leaves_no_trace_of_a_reading(desk: Desk) -> None:
    with pytest.raises(RuleBroken):
        read_agreements(desk.database, desk.broker, ("CO-2026-9999",), NOW)
    assert actions(desk) == []
