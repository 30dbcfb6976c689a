"""Puts a PDF on a printer. The pages are drawn off the window's thread: Qt allows painting on a printer there."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from brokerage.domain.errors import Unavailable
from ui.widgets.printed_pages import draw_pages

DOTS_ACROSS = 1754
"""A page 210 mm wide at a little over 200 dots an inch."""
NO_PRINTER = "No printer is set up on this computer. Save it as a PDF instead, and print that where there is one."
REFUSED = "The printer did not take it. Save it as a PDF, or choose another printer."


def ask_printer(over: QWidget, title: str, print_on: Callable[[QPrinter], None]) -> QPrintDialog:
    """Ask which printer, without an event loop of its own. Raises: Unavailable when none is set up."""
    if not QPrinterInfo.availablePrinterNames():
        raise Unavailable(NO_PRINTER)
    printer = a4_printer()
    dialog = QPrintDialog(printer, over)
    dialog.setWindowTitle(title)
    dialog.accepted.connect(lambda: print_on(printer))
    dialog.finished.connect(dialog.deleteLater)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    dialog.show()
    return dialog


def a4_printer() -> QPrinter:
    """A printer set to A4, upright."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setFullPage(True)
    return printer


def print_paper(pdf: bytes, printer: QPrinter) -> int:
    """Print every page; return how many. Not on the window's thread. Raises: Unavailable when the printer refuses."""
    from brokerage.services.show_paper import page_pictures

    pictures = page_pictures(pdf, DOTS_ACROSS)
    if not draw_pages(printer, pictures):
        raise Unavailable(REFUSED)
    return len(pictures)
