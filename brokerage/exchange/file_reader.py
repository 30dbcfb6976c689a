"""Any file of tables → its sheets, looked at before it is parsed."""

from pathlib import Path

from brokerage.domain.errors import BadInput
from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.exchange.csv_reader import read_csv
from brokerage.exchange.guarded_file import FileKind, guard_file
from brokerage.exchange.sheet import Sheet
from brokerage.exchange.workbook_reader import read_workbook


def read_sheets(path: Path, watch: ImportWatch = UNWATCHED) -> tuple[Sheet, ...]:
    """Return the tables of an .xlsx, .ods or .csv. Raises: BadInput, Unavailable, ImportStopped."""
    file = guard_file(path, watch)
    if file.kind is FileKind.CSV:
        return (read_csv(file),)
    if file.kind is FileKind.JSON:
        raise BadInput(f"{path.name} is no table: choose an .xlsx, .ods or .csv file.", "file")
    return read_workbook(file)
