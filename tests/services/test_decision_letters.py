from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from brokerage.domain.application import ApplicationState
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.services.assess_application import show_assessment
from brokerage.services.decision_letters import (
    decision_letters_of,
    decision_letters_pdf,
    issue_decision_letters,
    write_decision_letters,
)
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.assessments import LetterRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from tests.builders import NOW, TODAY, Desk
from tests.documents.reading import pages_of, text_of
from tests.services.assessment_builders import FAILED, acknowledged, decided, scored


def letters(desk: Desk) -> int:
    with desk.session() as session:
        return session.scalar(select(func.count(LetterRow.id))) or 0


def test_a_letter_gives_the_decision_its_reasons_and_every_criterion_and_answers_the_application(desk: Desk) -> None:
    came = decided(desk, scored(desk, acknowledged(desk), FAILED))
    (letter,) = issue_decision_letters(desk.database, desk.commissioner, [came.reference], TODAY, NOW).result
    (lot,) = letter.lots
    assert (letter.issued_on, letter.signed_by, letter.scheme_reference) == (
        TODAY,
        "Commissioner (demo)",
        came.applicant.scheme,
    )
    assert (lot.is_admitted, lot.reasons, lot.feedback) == (
        False,
        "Question 3 stays below its threshold.",
        "Thank you for a clear answer.",
    )
    assert [(each.number, each.score, each.is_met) for each in lot.criteria] == [
        ("1", "", True),
        ("2", "", True),
        ("3", "2 of 5, at least 3 needed", False),
        ("4", "3 of 5, at least 3 needed", True),
    ]
    assert show_assessment(desk.database, came.reference).state is ApplicationState.ANSWERED


def test_a_letter_prints_the_same_after_everything_it_named_changed(desk: Desk) -> None:
    came = decided(desk)
    issued = issue_decision_letters(desk.database, desk.commissioner, [came.reference], TODAY, NOW).result
    before = decision_letters_pdf(desk.database, issued)
    with desk.session() as session:
        session.execute(update(ProviderRow).values(name="Another name (demo)"))
        session.execute(update(ServiceRow).values(name="Another service (demo)"))
    assert decision_letters_pdf(desk.database, decision_letters_of(desk.database, [came.reference])) == before


def test_a_letter_issued_again_is_the_one_that_was_sent(desk: Desk) -> None:
    came = decided(desk)
    first = issue_decision_letters(desk.database, desk.commissioner, [came.reference], TODAY, NOW)
    again = issue_decision_letters(desk.database, desk.commissioner, [came.reference], TODAY, NOW)
    assert (again.result, again.changed, letters(desk)) == (first.result, frozenset(), 1)


def test_the_database_keeps_a_letter_as_it_was(desk: Desk) -> None:
    came = decided(desk)
    issue_decision_letters(desk.database, desk.commissioner, [came.reference], TODAY, NOW)
    with pytest.raises(RuleBroken, match="A letter once issued is kept as it was"), translated_failures():  # noqa: SIM117
        with desk.session() as session:
            session.execute(update(LetterRow).values(terms={}))


def test_before_the_decision_there_is_no_letter_and_of_a_batch_none_is_issued(desk: Desk) -> None:
    ready, unready = decided(desk), scored(desk, acknowledged(desk))
    with pytest.raises(RuleBroken) as refused:
        issue_decision_letters(desk.database, desk.commissioner, [ready.reference, unready.reference], TODAY, NOW)
    assert refused.value.sentence.startswith(f"{unready.reference}: An application that is in assessment")
    assert refused.value.sentence.endswith("No letter is issued.")
    assert letters(desk) == 0
    with pytest.raises(RuleBroken, match="is not decided yet: decide on every lot"):
        decision_letters_of(desk.database, [unready.reference])
    with pytest.raises(BadInput, match="name at least one application"):
        issue_decision_letters(desk.database, desk.commissioner, [], TODAY, NOW)


def test_until_it_is_issued_a_letter_is_a_draft(desk: Desk) -> None:
    came = decided(desk)
    (draft,) = decision_letters_of(desk.database, [came.reference])
    assert draft.is_draft
    assert "DRAFT" in text_of(decision_letters_pdf(desk.database, (draft,)))
    assert (letters(desk), show_assessment(desk.database, came.reference).state) == (0, ApplicationState.DECIDED)


def test_only_a_commissioner_answers(desk: Desk) -> None:
    came = decided(desk)
    with pytest.raises(RuleBroken, match="Only the commissioner may answer an application; you are working as broker"):
        issue_decision_letters(desk.database, desk.broker, [came.reference], TODAY, NOW)


def test_letters_go_into_one_file_or_into_a_folder_named_by_reference(desk: Desk, tmp_path: Path) -> None:
    first, second = decided(desk), decided(desk)
    references = [second.reference, first.reference]
    issued = issue_decision_letters(desk.database, desk.commissioner, references, TODAY, NOW).result
    assert [letter.reference for letter in issued] == references
    (bound,) = write_decision_letters(desk.database, issued, tmp_path / "letters.pdf")
    assert len(pages_of(bound.read_bytes())) == 2
    apart = write_decision_letters(desk.database, issued, tmp_path)
    assert [path.name for path in apart] == [f"{reference}-answer.pdf" for reference in references]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in apart)
