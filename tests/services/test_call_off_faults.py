"""A save is whole or absent: a fault before each statement of a use case leaves nothing half-written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from brokerage.services.agree_and_print import issue_agreement
from brokerage.services.approve import approve
from brokerage.services.raise_call_off import draft_call_off, raise_call_off
from brokerage.services.send_and_answer import decline_call_off
from brokerage.storage.tables.base import Base
from tests.builders import NOW, Desk
from tests.services.call_off_builders import accepted, form, listed, raised, sent


class PowerCutError(Exception):
    """The fault; nothing in the program knows it."""


@contextmanager
def power_cut_before(desk: Desk, number: int) -> Iterator[list[int]]:
    """Let `number` statements of a writing transaction pass, then fail; the list grows with each that was tried."""
    tried: list[int] = []

    def fail(*_given: Any) -> None:
        tried.append(len(tried))
        if len(tried) > number:
            raise PowerCutError

    engine = desk.database.write_engine
    event.listen(engine, "before_cursor_execute", fail)
    try:
        yield tried
    finally:
        event.remove(engine, "before_cursor_execute", fail)


@contextmanager
def power_cut_at_commit() -> Iterator[None]:
    """Fail when the transaction is about to be committed."""

    def fail(_session: Session) -> None:
        raise PowerCutError

    event.listen(Session, "before_commit", fail)
    try:
        yield
    finally:
        event.remove(Session, "before_commit", fail)


def everything(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with desk.database.reading() as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(table.select())), key=repr)
            for table in Base.metadata.sorted_tables
        }


def refuse_half_written(desk: Desk, act: Callable[[], object]) -> None:
    """Cut the power before each statement in turn and at the commit; then the act itself must still work."""
    before = everything(desk)
    for number in count():
        with power_cut_before(desk, number) as tried:
            try:
                act()
            except PowerCutError:
                assert everything(desk) == before, f"something is left after a fault before statement {number + 1}"
                continue
        assert len(tried) > 3
        break
    assert everything(desk) != before


def test_raising_is_whole_or_absent(desk: Desk) -> None:
    ready = desk.ready_service()
    draft = form(desk.person(), ready)
    refuse_half_written(desk, lambda: raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()))


def test_raising_that_fails_at_its_commit_is_absent_and_may_be_sent_again(desk: Desk) -> None:
    draft = form(desk.person(), desk.ready_service())
    before = everything(desk)
    with power_cut_at_commit(), pytest.raises(PowerCutError):
        raise_call_off(desk.database, desk.practitioner, draft, NOW, listed())
    assert everything(desk) == before
    again = raise_call_off(desk.database, desk.practitioner, draft, NOW, listed()).result
    assert again.reference == "CO-2026-0001"


def test_saving_a_draft_is_whole_or_absent(desk: Desk) -> None:
    draft = form(desk.person(), desk.ready_service())
    refuse_half_written(desk, lambda: draft_call_off(desk.database, desk.practitioner, draft, NOW))


def test_approving_is_whole_or_absent(desk: Desk) -> None:
    reference = raised(desk).reference
    refuse_half_written(desk, lambda: approve(desk.database, desk.approver, reference, NOW))


def test_declining_is_whole_or_absent(desk: Desk) -> None:
    reference = sent(desk).reference
    refuse_half_written(desk, lambda: decline_call_off(desk.database, desk.broker, reference, "No driver", NOW))


def test_issuing_an_agreement_is_whole_or_absent(desk: Desk) -> None:
    reference = accepted(desk).reference
    refuse_half_written(desk, lambda: issue_agreement(desk.database, desk.broker, reference, NOW))
