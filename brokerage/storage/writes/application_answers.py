"""Writes what a provider answers and offers with its application. While nothing is decided, what is mended replaces it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import delete
from sqlalchemy.orm import Session

from brokerage.domain.application_answers import OfferedPrice
from brokerage.storage.queries.application_answers import answers_given, prices_offered
from brokerage.storage.tables.application_answers import ApplicationAnswerRow, OfferedPriceRow

KeyT = TypeVar("KeyT")


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many were written new, changed, taken out, and left as they were."""

    new: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0

    @property
    def is_change(self) -> bool:
        """Whether anything is otherwise than before."""
        return bool(self.new or self.changed or self.removed)

    def __str__(self) -> str:
        return f"{self.new} new, {self.changed} changed, {self.removed} taken out, {self.unchanged} unchanged"


def replace_answers(session: Session, application_id: int, answers: Mapping[int, str]) -> Replaced:
    """Make these, by the number of their question, the application's answers; an empty one is none."""
    stands = {given.question_id: given.answer for given in answers_given(session, application_id)}
    given = {question_id: answer for question_id, answer in answers.items() if answer}
    differ = [question_id for question_id, answer in stands.items() if given.get(question_id) != answer]
    gone = delete(ApplicationAnswerRow).where(
        ApplicationAnswerRow.application_id == application_id, ApplicationAnswerRow.question_id.in_(differ)
    )
    session.execute(gone)
    session.add_all(
        ApplicationAnswerRow(application_id=application_id, question_id=question_id, answer=answer)
        for question_id, answer in given.items()
        if stands.get(question_id) != answer
    )
    session.flush()
    return _counted(stands, given)


def replace_offered(session: Session, application_id: int, offered: Sequence[OfferedPrice]) -> Replaced:
    """Make these the prices the application offers."""
    stands = {one.thing: (one.price, one.note) for one in prices_offered(session, application_id)}
    given = {one.thing: (one.price, one.note) for one in offered}
    counted = _counted(stands, given)
    if counted.is_change:
        lots = {one.application_lot_id for one in (*prices_offered(session, application_id), *offered)}
        session.execute(delete(OfferedPriceRow).where(OfferedPriceRow.application_lot_id.in_(lots)))
        session.add_all(_row(one) for one in offered)
        session.flush()
    return counted


def _row(one: OfferedPrice) -> OfferedPriceRow:
    return OfferedPriceRow(
        application_lot_id=one.application_lot_id,
        activity_id=one.activity_id,
        kind=one.kind,
        unit=one.unit,
        ratio_staff=None if one.ratio is None else one.ratio.staff,
        ratio_people=None if one.ratio is None else one.ratio.people,
        band=one.band,
        price=one.price,
        note=one.note,
    )


def _counted(stands: Mapping[KeyT, object], given: Mapping[KeyT, object]) -> Replaced:
    both = stands.keys() & given.keys()
    unchanged = sum(stands[key] == given[key] for key in both)
    return Replaced(
        new=len(given.keys() - both),
        changed=len(both) - unchanged,
        removed=len(stands.keys() - both),
        unchanged=unchanged,
    )
