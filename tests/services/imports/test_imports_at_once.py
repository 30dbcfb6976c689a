"""Two people import, or one saves while another imports: nothing is overwritten and nothing doubled."""

import threading
from pathlib import Path

import pytest

from brokerage.domain.errors import Conflict
from brokerage.domain.import_report import ImportProgress, ImportReport
from brokerage.services.import_files import (
    ImportSource,
    import_files,
)
from brokerage.storage.engine import open_database
from brokerage.storage.tables.providers import ProviderRow
from tests.builders import NOW, open_council
from tests.exchange.workbooks import make_xlsx
from tests.services.imports.council_rows import columns, count_rows


def test_a_colleagues_save_in_between_is_never_overwritten(postgresql_url: str, tmp_path: Path) -> None:
    database = open_database(postgresql_url)
    desk = open_council(database)
    provider = desk.provider("One (demo)", council_reference="P1")
    path = make_xlsx(
        tmp_path / "council.xlsx", {"Providers": [("Provider reference", "Provider name"), ("P1", "Two (demo)")]}
    )

    def colleague_saves(progress: ImportProgress) -> None:
        if progress.doing == "Saving providers":
            with desk.session() as session:
                session.get_one(ProviderRow, provider).name = "Three (demo)"

    with pytest.raises(Conflict, match="A colleague changed one of these"):
        import_files(
            database, desk.commissioner, ImportSource.COUNCIL_WORKBOOK, path, now=NOW, progress=colleague_saves
        )
    assert columns(desk, ProviderRow.name) == [("Three (demo)",)]
    database.close()


def test_what_a_colleague_added_in_between_is_not_doubled(postgresql_url: str, tmp_path: Path) -> None:
    database = open_database(postgresql_url)
    desk = open_council(database)
    path = make_xlsx(
        tmp_path / "council.xlsx", {"Providers": [("Provider reference", "Provider name"), ("P1", "Two (demo)")]}
    )

    def colleague_adds(progress: ImportProgress) -> None:
        if progress.doing == "Saving providers":
            desk.provider("Two (demo)", council_reference="P1")

    with pytest.raises(Conflict, match="A colleague added one of these"):
        import_files(database, desk.commissioner, ImportSource.COUNCIL_WORKBOOK, path, now=NOW, progress=colleague_adds)
    assert count_rows(desk, ProviderRow) == 1
    database.close()


def test_two_imports_at_once_on_the_shared_database_wait_for_one_another(postgresql_url: str, tmp_path: Path) -> None:
    database = open_database(postgresql_url)
    desk = open_council(database)
    path = make_xlsx(
        tmp_path / "council.xlsx", {"Providers": [("Provider reference", "Provider name"), ("P1", "Two (demo)")]}
    )
    reports: list[ImportReport] = []

    def take_in() -> None:
        reports.append(import_files(database, desk.commissioner, ImportSource.COUNCIL_WORKBOOK, path, now=NOW).result)

    threads = [threading.Thread(target=take_in) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(report.count_of("providers").new for report in reports) == [0, 0, 0, 1]
    database.close()
