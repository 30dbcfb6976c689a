"""What the tests of imports share: taking in a small workbook, and every row of the database as it stands."""

from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from brokerage.domain.import_report import ImportReport
from brokerage.services.import_files import (
    ImportSource,
    import_files,
)
from brokerage.storage.tables import Base
from tests.builders import NOW, Desk
from tests.exchange.workbooks import Sheets, make_xlsx

RATE_HEADINGS = ("Service reference", "Scheme", "Lot", "Pays for", "Unit", "Price", "First day", "Last day")


def take_in_sheets(desk: Desk, folder: Path, sheets: Sheets, *, dry_run: bool = False) -> ImportReport:
    path = make_xlsx(folder / "council.xlsx", sheets)
    return import_files(
        desk.database, desk.commissioner, ImportSource.COUNCIL_WORKBOOK, path, now=NOW, dry_run=dry_run
    ).result


def everything_in(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, as texts a comparison can take."""
    with Session(desk.database.write_engine) as session:
        return {
            name: sorted(tuple(str(value) for value in row) for row in session.execute(select(table)))
            for name, table in Base.metadata.tables.items()
        }


def columns(desk: Desk, *wanted: object) -> list[tuple[object, ...]]:
    with Session(desk.database.write_engine) as session:
        return sorted(tuple(row) for row in session.execute(select(*wanted)))  # type: ignore[call-overload]


def columns_unsorted(desk: Desk, *wanted: object) -> list[tuple[object, ...]]:
    with Session(desk.database.write_engine) as session:
        return [tuple(row) for row in session.execute(select(*wanted))]  # type: ignore[call-overload]


def count_rows(desk: Desk, table: type[Base]) -> int:
    with Session(desk.database.write_engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def unchanged_only(report: ImportReport) -> bool:
    return all(one.new == one.changed == 0 for one in report.counts)
