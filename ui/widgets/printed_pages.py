"""Draws the pages of a paper, which come as pictures, on whatever printer is given."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrinter

from brokerage.domain.page_picture import PagePicture


def draw_pages(printer: QPrinter, pages: tuple[PagePicture, ...]) -> bool:
    """Draw each picture on a page of its own, as large as the paper allows; False when the printer refused."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        picture = QImage(page.rgba, page.width, page.height, 4 * page.width, QImage.Format.Format_RGBA8888)
        room = painter.viewport()
        size = picture.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        painter.drawImage(QRect(room.topLeft(), size), picture)
    return painter.end()
