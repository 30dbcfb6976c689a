"""What an import did, or would do, and every row that stopped it. Values of personal columns are never kept here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from brokerage.domain.import_rows import RateMoved
from brokerage.domain.row_fault import RowFault


@dataclass(frozen=True, slots=True)
class NounCount:
    """How many of one noun, such as rates, are new, changed or as they were."""

    noun: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0


class ImportOutcome(Enum):
    """How an import ended. Only `applied` changed anything."""

    APPLIED = "applied"
    DRY_RUN = "dry-run"
    FAULTS = "faults"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class ImportReport:
    """An import's result. With faults nothing was changed; `counts` then says what the sound rows alone would do.

    `remarks` are rows that were taken and still want a look; `notes` are sentences about the whole; `not_admitted` names the
    services of the files that no lot has admitted, so that nobody can call them off yet. `rates` is old against new, row by row,
    where the files are rates alone; `mark` then is another once any of it is another.
    """

    files: tuple[str, ...]
    outcome: ImportOutcome
    counts: tuple[NounCount, ...] = ()
    faults: tuple[RowFault, ...] = ()
    remarks: tuple[RowFault, ...] = ()
    notes: tuple[str, ...] = ()
    not_admitted: tuple[str, ...] = ()
    rates: tuple[RateMoved, ...] = ()
    mark: str = ""

    @property
    def applied(self) -> bool:
        """True when the database was changed."""
        return self.outcome is ImportOutcome.APPLIED

    def count_of(self, noun: str) -> NounCount:
        """The count of one noun; all zero when the file had none."""
        return next((count for count in self.counts if count.noun == noun), NounCount(noun))


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: what it is doing, and rows done; `total` is None while it is not known."""

    doing: str
    done: int
    total: int | None


class ImportStopped(Exception):
    """The person asked to stop; everything is undone. Never leaves the use case."""


class Cancel(Protocol):
    """What tells an import to stop; a `threading.Event` is one."""

    def is_set(self) -> bool:
        """True once the person asked to stop."""


@dataclass(frozen=True, slots=True)
class ImportWatch:
    """Tells of progress and notices that the person asked to stop."""

    progress: Callable[[ImportProgress], None] | None = None
    cancel: Cancel | None = None

    def tell(self, doing: str, done: int, total: int | None = None) -> None:
        """Report progress. Raises: ImportStopped once the person asked to stop."""
        if self.cancel is not None and self.cancel.is_set():
            raise ImportStopped
        if self.progress is not None:
            self.progress(ImportProgress(doing, done, total))


UNWATCHED = ImportWatch()
