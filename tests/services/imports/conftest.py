"""A council with one lot, and its small workbook."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from brokerage.domain.import_report import ImportReport
from tests.builders import Desk
from tests.exchange.workbooks import Cell, council_sheets
from tests.services.imports.council_rows import take_in_sheets


@pytest.fixture
def council(desk: Desk) -> Desk:
    """A desk whose scheme ELA has lot 1, with the need and the outcome that the small workbook names."""
    desk.need("learning-disability")
    desk.outcome("cook-a-meal")
    desk.lot(desk.scheme(reference="ELA"), number="1")
    return desk


@pytest.fixture
def take_in(council: Desk, tmp_path: Path) -> Callable[..., ImportReport]:
    """Imports the small workbook with some sheets replaced."""

    def run(*, dry_run: bool = False, **sheets: Sequence[Sequence[Cell]]) -> ImportReport:
        return take_in_sheets(council, tmp_path, council_sheets(**sheets), dry_run=dry_run)

    return run
