"""Measures how many pages of agreements are made in a second, against a bare reportlab document of the same words and tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import process_time

from brokerage.domain.agreement_terms import AgreementTerms
from brokerage.domain.call_off_summary import CallOffQuestion
from brokerage.domain.staff import Actor
from brokerage.services.agree_and_print import HAS_STANDING_AGREEMENT, agreement_terms_of
from brokerage.services.find_call_offs import list_call_offs
from brokerage.services.show_paper import count_pages
from brokerage.storage.engine import Database

AGREEMENTS = 5
ROUNDS = 10


@dataclass(frozen=True, slots=True)
class PaperSpeed:
    """Pages a second: ours, and the bare document's."""

    ours: float
    bare: float

    @property
    def share(self) -> float:
        """Ours over the bare document's."""
        return self.ours / self.bare


def issued_terms(database: Database, actor: Actor, today: date) -> tuple[AgreementTerms, ...]:
    """Returns the terms of some agreements that stand in this database."""
    asked = CallOffQuestion(states=tuple(HAS_STANDING_AGREEMENT), limit=AGREEMENTS)
    return tuple(
        agreement_terms_of(database, row.reference) for row in list_call_offs(database, actor, asked, today).rows
    )


def measure_paper(batch: Sequence[AgreementTerms], rounds: int = ROUNDS) -> PaperSpeed:
    """Prints each agreement and its bare twin in turns; the quickest of each counts, in processor time."""
    from brokerage.documents.agreement import render_agreement
    from brokerage.documents.bare import render_bare, words_and_tables

    pages, seconds = [0, 0], [0.0, 0.0]
    for terms in batch:
        content = words_and_tables(terms)
        tasks = (partial(render_agreement, terms), partial(render_bare, content))
        for number, (task, taken) in enumerate(zip(tasks, _fewest_seconds(tasks, rounds), strict=True)):
            pages[number] += count_pages(task())
            seconds[number] += taken
    return PaperSpeed(pages[0] / seconds[0], pages[1] / seconds[1])


def _fewest_seconds(tasks: Sequence[Callable[[], bytes]], rounds: int) -> list[float]:
    taken: list[list[float]] = [[] for _ in tasks]
    for _ in range(rounds):
        for number, task in enumerate(tasks):
            start = process_time()
            task()
            taken[number].append(process_time() - start)
    return [min(seconds) for seconds in taken]
