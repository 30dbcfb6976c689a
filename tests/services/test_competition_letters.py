from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from brokerage.domain.competition import CompetitionLetterKind
from brokerage.domain.competition_answer import GivenPoints
from brokerage.domain.competition_letter import InvitationTerms, ResultTerms
from brokerage.domain.errors import RuleBroken
from brokerage.domain.market_sheet import MarketSheet
from brokerage.services.answer_competition import score_answer
from brokerage.services.award_competition import award_competition, end_competition, extend_competition
from brokerage.services.competition_letters import (
    Letters,
    competition_letters_pdf,
    issue_competition_letters,
    market_sheet_of,
    market_sheet_pdf,
    write_competition_letters,
    write_market_sheet,
)
from brokerage.services.find_competitions import show_competition
from brokerage.storage.failures import translated_failures
from brokerage.storage.tables.audit import AuditEntryRow
from brokerage.storage.tables.competitions import CompetitionLetterRow
from brokerage.storage.tables.providers import ProviderRow, ServiceRow
from tests.builders import TODAY, Desk
from tests.documents.reading import letters_of, pages_of, text_of
from tests.services.competition_builders import DUE, NOW, awarded, market, offered, opened, weighed

IDENTITY = ("Persimmon", "Quillfeather", "LAS-77123", "9434765919", "Larkspur", "ME14 1XX")


def kept(desk: Desk) -> int:
    with desk.session() as session:
        return session.scalar(select(func.count(CompetitionLetterRow.id))) or 0


def reference_of_person(desk: Desk, reference: str) -> str:
    return show_competition(desk.database, reference).summary.person


def invitations(desk: Desk, reference: str) -> tuple[InvitationTerms, ...]:
    done = issue_competition_letters(desk.database, desk.broker, reference, Letters.INVITATIONS, TODAY, NOW)
    return tuple(letter for letter in done.result if isinstance(letter, InvitationTerms))


def results(desk: Desk, reference: str) -> tuple[ResultTerms, ...]:
    done = issue_competition_letters(desk.database, desk.broker, reference, Letters.RESULTS, TODAY, NOW)
    return tuple(letter for letter in done.result if isinstance(letter, ResultTerms))


def test_every_invited_service_is_sent_the_same_sheet_and_nothing_that_names_the_person(desk: Desk) -> None:
    reference = opened(desk, market(desk)).reference
    letters = invitations(desk, reference)
    assert [letter.service for letter in letters] == ["A Yard (demo)", "B Yard (demo)", "C Yard (demo)"]
    assert {letter.sheet for letter in letters} == {market_sheet_of(desk.database, reference)}
    said = text_of(competition_letters_pdf(desk.database, letters))
    assert letters_of("Likes a quiet room and cooking.") in letters_of(said)
    assert not [secret for secret in IDENTITY if letters_of(secret) in letters_of(said)]
    assert reference_of_person(desk, reference) not in said.split()


def test_results_go_to_those_who_offered_the_chosen_one_first_with_their_own_points_and_reasons(desk: Desk) -> None:
    won, lost = results(desk, awarded(desk, market(desk)))
    assert (won.kind, won.service, won.own.total) == (CompetitionLetterKind.AWARD, "B Yard (demo)", Decimal("89.0000"))
    assert (lost.kind, lost.service, lost.own.total) == (
        CompetitionLetterKind.UNSUCCESSFUL,
        "A Yard (demo)",
        Decimal("76.0000"),
    )
    assert lost.chosen is not None
    assert (lost.chosen.service, lost.chosen.total, lost.offers) == ("B Yard (demo)", Decimal("89.0000"), 2)
    assert [(each.weighted, each.chosen_weighted, each.reason) for each in lost.own.feedback] == [
        (Decimal("40.0000"), Decimal("35.0000"), ""),
        (Decimal("36.0000"), Decimal("54.0000"), "6 of 10 for what they showed."),
    ]
    assert lost.reasons == "The better fit by the weights."


def test_no_letter_names_the_person_or_anybody_who_lost_but_its_reader(desk: Desk) -> None:
    of = market(desk, services=4)
    reference = weighed(desk, of)
    with desk.session() as session:
        session.execute(update(ServiceRow).where(ServiceRow.id == of.services[2]).values(name="Hop Farm (demo)"))
    reason = "Less than B Yard and Hop Farm showed."
    given = (GivenPoints(2, 5, reason),)
    score_answer(desk.database, desk.broker, reference, of.services[0], given, NOW)
    award_competition(desk.database, desk.broker, reference, "Better than A Yard.", TODAY, NOW)
    won, lost = results(desk, reference)
    assert won.reasons is None
    assert lost.reasons == "Better than A Yard."
    assert [each.reason for each in lost.own.feedback] == ["", None]
    said = text_of(competition_letters_pdf(desk.database, (lost,)))
    assert "Hop Farm" not in said
    assert "A Yard" not in text_of(competition_letters_pdf(desk.database, (won,)))
    assert not [secret for secret in IDENTITY if letters_of(secret) in letters_of(said)]


def test_a_competition_that_ended_without_an_award_tells_those_who_offered_and_why(desk: Desk) -> None:
    of = market(desk)
    reference = opened(desk, of).reference
    offered(desk, reference, of.services[0], "70")
    end_competition(desk.database, desk.broker, reference, "The request is no longer needed.", NOW)
    (letter,) = results(desk, reference)
    assert (letter.service, letter.chosen, letter.own.total, letter.reasons) == (
        "A Yard (demo)",
        None,
        None,
        "The request is no longer needed.",
    )


def test_letters_are_issued_once_and_print_the_same_after_everything_they_named_changed(desk: Desk) -> None:
    reference = awarded(desk, market(desk))
    letters = results(desk, reference)
    before = competition_letters_pdf(desk.database, letters)
    with desk.session() as session:
        session.execute(update(ProviderRow).values(name="Another name (demo)"))
        session.execute(update(ServiceRow).values(name="Another service (demo)"))
    done = issue_competition_letters(desk.database, desk.auditor, reference, Letters.RESULTS, date(2027, 1, 4), NOW)
    assert done.result == letters
    assert done.changed == frozenset()
    assert competition_letters_pdf(desk.database, done.result) == before
    assert kept(desk) == 2


def test_a_dry_run_issues_nothing(desk: Desk) -> None:
    reference = awarded(desk, market(desk))
    done = issue_competition_letters(desk.database, desk.broker, reference, Letters.RESULTS, TODAY, NOW, dry_run=True)
    assert len(done.result) == 2
    assert done.changed == frozenset()
    assert kept(desk) == 0


def test_issuing_is_one_audit_entry_that_says_how_many_and_names_nobody(desk: Desk) -> None:
    reference = awarded(desk, market(desk))
    results(desk, reference)
    with desk.session() as session:
        (entry,) = session.scalars(select(AuditEntryRow).where(AuditEntryRow.action == "issue-letters"))
        assert (entry.subject, entry.subject_key, entry.detail) == (
            "competitions",
            reference,
            {"kinds": "award, unsuccessful", "letters": "2"},
        )


def test_an_issued_letter_is_never_changed(desk: Desk) -> None:
    results(desk, awarded(desk, market(desk)))
    with pytest.raises(RuleBroken), translated_failures(), desk.session() as session:
        session.execute(update(CompetitionLetterRow).values(terms={}))


def test_letters_at_the_wrong_time_by_the_wrong_job_or_of_no_competition_are_refused(desk: Desk) -> None:
    of = market(desk)
    reference = opened(desk, of).reference
    with pytest.raises(RuleBroken, match="is still open"):
        results(desk, reference)
    with pytest.raises(RuleBroken, match="Only these may send the letters of a small competition"):
        issue_competition_letters(desk.database, desk.auditor, reference, Letters.INVITATIONS, TODAY, NOW)
    end_competition(desk.database, desk.broker, reference, "No longer needed.", NOW)
    with pytest.raises(RuleBroken, match="is over, so nobody is asked any more"):
        invitations(desk, reference)
    with pytest.raises(RuleBroken, match="There is no competition SC-1999-0001"):
        results(desk, "SC-1999-0001")
    with pytest.raises(RuleBroken, match="nobody offered"):
        competition_letters_pdf(desk.database, results(desk, reference))
    assert kept(desk) == 0


def test_the_sheet_says_the_last_day_as_it_is_now_and_an_invitation_the_day_it_was_sent_with(desk: Desk) -> None:
    reference = opened(desk, market(desk)).reference
    letters = invitations(desk, reference)
    later = date(2026, 11, 11)
    extend_competition(desk.database, desk.broker, reference, later, "Half term.", TODAY, NOW)
    sheet = market_sheet_of(desk.database, reference)
    assert sheet.answers_due_on == later
    assert replace(sheet, answers_due_on=DUE) == letters[0].sheet
    assert invitations(desk, reference) == letters


def test_papers_are_written_whole_and_equal_each_time(desk: Desk, tmp_path: Path) -> None:
    reference = awarded(desk, market(desk))
    first = write_market_sheet(desk.database, reference, tmp_path / "sheet.pdf").read_bytes()
    assert first == market_sheet_pdf(desk.database, reference)
    assert MarketSheet.from_plain(market_sheet_of(desk.database, reference).to_plain()) == market_sheet_of(
        desk.database, reference
    )
    (written,) = write_competition_letters(desk.database, results(desk, reference), tmp_path / "letters.pdf")
    assert sum("Page 1 of" in page for page in pages_of(written.read_bytes())) == 2
