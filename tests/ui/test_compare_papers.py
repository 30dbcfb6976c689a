"""The comparison on paper: saved as a PDF or printed page by page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter

from brokerage.services.show_paper import page_pictures
from tests.ui.compared import compared, page
from tests.ui.example_market import council, market, market_made
from ui.compare import presenter
from ui.compare.page import ComparePage
from ui.desk import Desk as WindowDesk
from ui.widgets.printed_pages import draw_pages

__all__ = ["compared", "council", "market", "market_made", "page"]


def test_comparison_is_saved_as_a_pdf_that_names_no_person(
    page: ComparePage, window_desk: WindowDesk, at_rest: Callable[[], None], tmp_path: Path
) -> None:
    said: list[str] = []
    window_desk.noticed.connect(lambda notice: said.append(notice.text))
    assert page.comparison is not None
    assert presenter.file_name(page.comparison) == "comparison from 2026-12-07.pdf"
    page.save_to(tmp_path / "comparison.pdf")
    at_rest()
    assert (tmp_path / "comparison.pdf").read_bytes().startswith(b"%PDF")
    assert said == ["The comparison is saved as comparison.pdf."]


def test_comparison_that_cannot_be_written_says_why(
    page: ComparePage, failures: list[Exception], at_rest: Callable[[], None], tmp_path: Path
) -> None:
    page.save_to(tmp_path / "nowhere" / "comparison.pdf")
    at_rest()
    assert "There is no folder" in str(failures[0])


def test_comparison_goes_to_a_printer_page_by_page(page: ComparePage, tmp_path: Path) -> None:
    assert page.comparison is not None
    pictures = page_pictures(presenter.paper_of(page.desk.database, page.comparison), 800)
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    assert draw_pages(printer, pictures)
    assert len(page_pictures((tmp_path / "printed.pdf").read_bytes(), 100)) == len(pictures)


def test_without_a_printer_it_says_to_save_instead(
    page: ComparePage, window_desk: WindowDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    window_desk.noticed.connect(lambda notice: said.append(notice.text))
    monkeypatch.setattr("ui.compare.printing.QPrinterInfo.availablePrinterNames", list)
    page.print_button.click()
    assert "Save it as a PDF" in said[0]
