"""The rows of a workbook that want mending or a look, as every workbook that is read tells them; no widgets."""

from collections.abc import Iterable
from dataclasses import dataclass

from brokerage.domain.import_report import ImportReport
from brokerage.domain.row_fault import RowFault
from ui import formats
from ui.tone import Tone
from ui.widgets.row_model import Column


@dataclass(frozen=True, slots=True)
class RowTold:
    """A row of a workbook to mend (◆), or to look at (▲)."""

    mark: str
    row: RowFault


def tone(told: RowTold) -> Tone:
    """How the sign of the row is meant."""
    return Tone.BAD if told.mark == formats.STOPPED else Tone.WARN


ROWS: tuple[Column[RowTold], ...] = (
    Column("", lambda told: told.mark, width=40, tone=tone),
    Column("File", lambda told: told.row.file, width=170),
    Column("Sheet", lambda told: told.row.sheet, width=120),
    Column("Line", lambda told: str(told.row.line), figures=True, width=60),
    Column("Column", lambda told: told.row.column, width=150),
    Column("It says", lambda told: told.row.value, width=130),
    Column("How to mend it", lambda told: told.row.how_to_mend),
)


def rows_told(reports: Iterable[ImportReport]) -> tuple[RowTold, ...]:
    """The rows to mend, then those to look at, of all files."""
    known = tuple(reports)
    faults = (RowTold(formats.STOPPED, fault) for each in known for fault in each.faults)
    return (*faults, *(RowTold(formats.OVER, remark) for each in known for remark in each.remarks))
