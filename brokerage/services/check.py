"""Checks that a database agrees with itself: its tables, its references, its sums, its lists of dates."""

from dataclasses import dataclass

from brokerage.storage.engine import Database
from brokerage.storage.queries import competition_integrity, document_integrity, integrity, repeated_integrity
from brokerage.storage.queries.integrity import Question

_QUESTIONS: tuple[tuple[str, Question], ...] = (
    ("The database file is whole", integrity.broken_pages),
    ("Every row names rows that are there", integrity.loose_rows),
    ("No two agreed rates of a line overlap", integrity.overlapping_rates),
    ("Each agreed rate repeats what its line is for", repeated_integrity.rates_unlike_their_line),
    ("Each service lists for the search the needs it supports", repeated_integrity.services_unlike_their_needs),
    ("The weekly cost of each call-off is the sum of its lines", integrity.call_offs_unlike_their_lines),
    ("Each call-off stands where its last step left it", integrity.call_offs_unlike_their_steps),
    ("Each raised call-off keeps the list it was chosen from", integrity.call_offs_without_evidence),
    ("Each approval is somebody else's, within their limit", integrity.call_offs_without_approval),
    ("Each agreement's first period is the sum of its dates", integrity.agreements_unlike_their_dates),
    ("The contracts of each scheme end with its last term taken", integrity.schemes_unlike_their_terms),
    ("Each award is that of the list its answers make", competition_integrity.awards_unlike_their_answers),
    ("Each call-off from a competition is at its award's price", competition_integrity.call_offs_unlike_their_award),
    ("Each document kept has its bytes, each removed has none", document_integrity.documents_unlike_their_bytes),
    ("The allowed steps are those of this program", integrity.steps_unlike_the_program),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was checked, and the references of what is wrong with it (none when all is well)."""

    title: str
    wrong: tuple[str, ...]

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong."""
        return not self.wrong


def check_database(database: Database) -> tuple[Checked, ...]:
    """Everything that was checked, in order, on a database that `open_desk` found to have the present tables."""
    with database.reading() as connection:
        asked = tuple(Checked(title, question(connection)) for title, question in _QUESTIONS)
    return (Checked("The tables are those of this program", ()), *asked)
