"""The papers of the demonstration's applications, made as the program itself makes them: receipts, answers, one contract."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from brokerage.domain.application_letter import LetterKind
from brokerage.domain.contract import ContractTerms
from brokerage.domain.staff import Actor, Job
from brokerage.services.award import award
from brokerage.services.decision_letters import issue_decision_letters
from brokerage.services.demonstration.applications import ApplicationMade
from brokerage.services.demonstration.ledger import Columns
from brokerage.services.draw_up_receipt import draw_up_receipt
from brokerage.storage.engine import Database
from brokerage.storage.queries.application_at_hand import application_now
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.staff import staff_member
from brokerage.storage.unit_of_work import UnitOfWork

_LOGIN = "commissioner"
_DAYS_FROM_SEAL_TO_START = 7


def draw_up_receipts(work: UnitOfWork, applications: Sequence[ApplicationMade]) -> list[Columns]:
    """The receipt of each application that was acknowledged, as rows."""
    actor = commissioner(work.session, independent=work.actor.independent)
    return [
        {
            "application_id": made.application_id,
            "kind": LetterKind.RECEIPT,
            "terms": draw_up_receipt(
                work.session, application_now(work.session, made.reference), made.acknowledged_on, actor.full_name
            ).to_plain(),
            "issued_by_id": actor.staff_id,
            "issued_at": _at(made.acknowledged_on),
        }
        for made in applications
        if made.acknowledged_on is not None
    ]


def answer_applications(database: Database, applications: Sequence[ApplicationMade]) -> None:
    """Sends the letters of those that are answered, then seals the contract of the one that was awarded."""
    with database.reading() as reader:
        actor = commissioner(reader, independent=not database.is_embedded)
    for made in applications:
        if made.answered_on is not None:
            issue_decision_letters(database, actor, (made.reference,), made.answered_on, _at(made.answered_on))
        if made.sealed_on is not None:
            first_day = made.sealed_on + timedelta(days=_DAYS_FROM_SEAL_TO_START)
            terms = ContractTerms(f"EXAMPLE-{made.reference}", None, first_day, None, made.sealed_on)
            award(database, actor, made.reference, terms, made.sealed_on, _at(made.sealed_on))


def commissioner(reader: Reader, *, independent: bool) -> Actor:
    """Return the commissioner who acts in the demonstration."""
    member = staff_member(reader, _LOGIN)
    if member is None:
        raise LookupError("the demonstration has no commissioner")
    return Actor(member.staff_id, _LOGIN, member.full_name, Job.COMMISSIONER, member.team_id, None, _LOGIN, independent)


def _at(day: date) -> datetime:
    return datetime.combine(day, time(10, 30), UTC)
