"""Pages of a PDF on the screen, one below the other, as wide as the room allows. They are drawn off the window's thread."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from brokerage.domain.page_picture import PagePicture
from ui.desk import Desk

MARGIN, LEAST_WIDTH, MOST_WIDTH = 16, 320, 1400
A4_HEIGHT = 1.4143
"""Of its width."""
SETTLE_MS = 120
AT_ONCE = 2
"""Pages are asked for so many at a time, so that the first is there at once."""


class PaperView(QScrollArea):
    """The pages.

    Signals:
        failed(Exception): they cannot be drawn.
    """

    failed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._key = f"page pictures {id(self)}"
        self.setAccessibleName("The paper, page by page")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pdf = b""
        self._drawn_at = 0
        self._whole_page = False
        self.pages: list[QLabel] = []
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MARGIN)
        whole = QWidget()
        whole.setLayout(self._column)
        self.setWidget(whole)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._draw)

    def show_pdf(self, pdf: bytes, pages: int) -> None:
        """Show this paper from its first page."""
        self._pdf = pdf
        self._drawn_at = 0
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.pages = [self._blank(number, pages) for number in range(pages)]
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)
        self._draw()

    def clear(self) -> None:
        """Show nothing, and draw nothing any more."""
        self._desk.reads.drop(self._key)
        self.show_pdf(b"", 0)

    def show_whole_pages(self, *, whole: bool) -> None:
        """Show a whole page at a time, or each as wide as the room."""
        self._whole_page = whole
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._settle.start()

    def _draw(self) -> None:
        width = self._page_width()
        if not self._pdf or width == self._drawn_at:
            return
        self._drawn_at = width
        for page in self.pages:
            page.setFixedSize(QSize(width, round(width * A4_HEIGHT)))
        self._ask(0, width)

    def _ask(self, first: int, width: int) -> None:
        from brokerage.services.show_paper import page_pictures

        dots = round(width * self.devicePixelRatioF())
        ask = partial(page_pictures, self._pdf, dots, first, AT_ONCE)
        self._desk.reads.latest(self._key, ask, partial(self._show, first, width), self.failed.emit)

    def _show(self, first: int, width: int, pictures: tuple[PagePicture, ...]) -> None:
        for number, picture in enumerate(pictures, start=first):
            image = QImage(
                picture.rgba, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGBA8888
            )
            pixmap = QPixmap.fromImage(image)
            pixmap.setDevicePixelRatio(picture.width / width)
            self.pages[number].setPixmap(pixmap)
            self.pages[number].setFixedSize(QSize(width, round(picture.height * width / picture.width)))
        if first + AT_ONCE < len(self.pages) and width == self._drawn_at:
            self._ask(first + AT_ONCE, width)

    def _page_width(self) -> int:
        room = self.viewport().width() - 2 * MARGIN
        if self._whole_page:
            room = min(room, round((self.viewport().height() - MARGIN) / A4_HEIGHT))
        return max(LEAST_WIDTH, min(room, self._desk.look.px(MOST_WIDTH)))

    def _blank(self, number: int, pages: int) -> QLabel:
        page = QLabel()
        page.setAccessibleName(f"Page {number + 1} of {pages}")
        page.setStyleSheet("background: white;")  # paper is white whatever the theme
        self._column.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
        return page
