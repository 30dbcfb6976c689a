"""Puts the comparison on the printer the person at the desk chose."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPageLayout
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from brokerage.domain.page_picture import PagePicture
from ui.desk import Desk
from ui.tone import Tone
from ui.widgets.printed_pages import draw_pages

DOTS_ACROSS = 2400
_NO_PRINTER = "No printer is set up on this computer. Save it as a PDF instead, and print that where there is one."


class PrintJob(QObject):
    """Makes the paper off the window's thread, asks which printer, prints."""

    def __init__(self, desk: Desk, over: QWidget) -> None:
        super().__init__(over)
        self._desk = desk
        self._over = over

    def begin(self, make_pdf: Callable[[], bytes]) -> None:
        """Make the paper and ask on which printer it goes; without a printer say so."""
        if not QPrinterInfo.availablePrinterNames():
            self._desk.say(_NO_PRINTER, Tone.WARN)
            return
        self._desk.reads.latest("compare: paper", partial(_pictures, make_pdf), self._ask_printer)

    def _ask_printer(self, pages: tuple[PagePicture, ...]) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageOrientation(QPageLayout.Orientation.Landscape)
        dialog = QPrintDialog(printer, self._over)
        dialog.setWindowTitle("Print the comparison")
        dialog.accepted.connect(lambda: self._print(printer, pages))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _print(self, printer: QPrinter, pages: tuple[PagePicture, ...]) -> None:
        if draw_pages(printer, pages):
            self._desk.say("The comparison went to the printer.")
        else:
            self._desk.say("The printer did not take it. Save it as a PDF, or choose another printer.", Tone.BAD)


def _pictures(make_pdf: Callable[[], bytes]) -> tuple[PagePicture, ...]:
    from brokerage.services.show_paper import page_pictures

    return page_pictures(make_pdf(), DOTS_ACROSS)
