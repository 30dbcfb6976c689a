"""Plays the whole journey through the real window and leaves numbered pictures, the papers made, and a page that tells it.

A chapter is a module of ui/tour_steps with `STEPS`, functions that take the `Tour` and yield whenever they have to wait: what they
yield is a question answered True once the window is ready to go on. So the one event loop runs all the time::

    def search(tour: Tour) -> Waits:
        tour.window.go_to(PageName.FIND)
        page = tour.page(FindPage)
        yield lambda: bool(page.table.rows)
        tour.picture("Find: what the week really costs at each service, the ones that fit first")

Widgets are used as a person would use them (`click`, typing, choosing a row). `tour.find(Kind)` finds
one; facts that a later chapter needs stand in `tour.desk`.
"""

import html
import sys
import traceback
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QAbstractAnimation, QCoreApplication, QEvent, QPoint, QRect, QTimer
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.app import Asked, Start, make_application
from ui.desk import Desk
from ui.failures import describe
from ui.main_window import MainWindow
from ui.page import Page
from ui.preferences import Preferences
from ui.theme import ThemeChoice

Waits = Iterator[Callable[[], bool]]
Step = Callable[["Tour"], Waits]
PageT = TypeVar("PageT", bound=Page)
WidgetT = TypeVar("WidgetT", bound=QWidget)

CHAPTERS = ("opening", "home", "find", "compare", "call_offs", "people", "market", "settings", "other_looks")
PATIENCE_MS, LOOK_EVERY_MS = 20_000, 20
LOOKS_TO_BE_SURE = 3
"""A page may take a breath before it goes on: only what stays ready is ready."""

WIDTH, HEIGHT = 1366, 768
_FLOORS_OF_LAYOUT = 12


class TourFailed(Exception):
    """The journey cannot go on; the text says at which picture."""


class Tour:
    """The journey as far as it has come.

    Attributes:
        window: the real window, 1366 by 768, light.
        desk: its desk.
        folder: where everything is left.
    """

    def __init__(self, start: Start, folder: Path) -> None:
        assert start.desk is not None  # noqa: S101 - the journey begins when the desk is there
        self.window: MainWindow = start.window
        self.desk: Desk = start.desk
        self.folder = folder
        self._told: list[tuple[str, str]] = []

    @property
    def last_told(self) -> str:
        """The words of the last picture."""
        return self._told[-1][1] if self._told else "the beginning"

    def page(self, kind: type[PageT]) -> PageT:
        """The page in front, known to be of this class. Raises: TourFailed when another is."""
        found = self.window.page(self.window.current) if self.window.current else None
        if not isinstance(found, kind):
            raise TourFailed(f"The page in front is no {kind.__name__}.")
        return found

    def find(self, kind: type[WidgetT], within: QWidget | None = None) -> WidgetT:
        """The first widget of this class in the window, or within another. Raises: TourFailed when there is none."""
        found = (within or self.window).findChild(kind)
        if not isinstance(found, kind):
            raise TourFailed(f"There is no {kind.__name__} to be seen.")
        return found

    def at_rest(self) -> bool:
        """Whether no use case is under way or about to be asked, and nothing moves: the usual thing to wait for."""
        if self.desk.reads.is_busy or self.desk.writes.is_busy:
            return False
        moves = self.window.findChildren(QAbstractAnimation)
        pauses = self.window.findChildren(QTimer)
        return not any(move.state() is QAbstractAnimation.State.Running for move in moves) and not any(
            pause.isActive() and pause.isSingleShot() for pause in pauses
        )

    def picture(self, words: str) -> None:
        """Keep a picture of the window as it is, with a dialog that stands over it; the words tell what is seen."""
        name = f"{len(self._told) + 1:02d}.png"
        _settle_layout()
        if not _with_dialogs(self.window).save(str(self.folder / name)):
            raise TourFailed(f"The picture {name} cannot be written into {self.folder}.")
        self._told.append((name, words))

    def paper(self, name: str, content: bytes, words: str) -> None:
        """Keep a file that was made on the way, such as the agreement."""
        (self.folder / name).write_bytes(content)
        self._told.append((name, words))

    def write_index(self) -> None:
        """Write the page that tells the journey."""
        items = "\n".join(_item(number, name, words) for number, (name, words) in enumerate(self._told, start=1))
        (self.folder / "index.html").write_text(_INDEX.format(items=items), encoding="utf-8")


def play(folder: Path, *, address: str | None = None, login: str | None = None) -> int:
    """Play the journey into the folder; the exit code: 0, or 1 when it could not go on."""
    folder.mkdir(parents=True, exist_ok=True)
    application = make_application()
    start = Start(Asked(address=address, login=login), Preferences())
    start.look.choose(ThemeChoice.LIGHT)
    start.window.resize(WIDTH, HEIGHT)
    player = _Player(start, folder)
    start.ready.connect(player.begin)
    start.failed.connect(player.cannot_begin)
    start.window.show()
    return application.exec()


class _Player:
    """Takes one step after the other, on the window's own event loop."""

    def __init__(self, start: Start, folder: Path) -> None:
        self._start, self._folder = start, folder
        self._tour: Tour | None = None
        self._waits: Waits = iter(())
        self._ready: Callable[[], bool] = lambda: True
        self._waited_ms = self._ready_looks = 0
        self._timer = QTimer(interval=LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def begin(self) -> None:
        self._tour = Tour(self._start, self._folder)
        self._waits = _all_waits(self._tour)
        self._timer.start()

    def cannot_begin(self, error: Exception) -> None:
        sys.stderr.write(f"The journey cannot begin: {describe(error).sentence}\n")
        self._end(1)

    def _look(self) -> None:
        try:
            self._go_on()
        except StopIteration:
            self._end(0)
        except Exception:  # noqa: BLE001 - whatever stops the journey is told, and the exit code says so
            traceback.print_exc()
            said = self._tour.last_told if self._tour else "the beginning"
            sys.stderr.write(f"The journey stopped after: {said}\n")
            self._end(1)

    def _go_on(self) -> None:
        self._ready_looks = self._ready_looks + 1 if self._is_ready() else 0
        if self._ready_looks >= LOOKS_TO_BE_SURE:
            self._waited_ms = self._ready_looks = 0
            self._ready = next(self._waits)
        elif self._waited_ms > PATIENCE_MS:
            raise TourFailed(f"Nothing came for {PATIENCE_MS // 1000} seconds.")
        else:
            self._waited_ms += LOOK_EVERY_MS

    def _is_ready(self) -> bool:
        return self._ready() and (self._tour is None or self._tour.at_rest())

    def _end(self, exit_code: int) -> None:
        self._timer.stop()
        if self._tour is not None:
            self._tour.write_index()
        self._start.window.close()
        QApplication.exit(exit_code)


def _settle_layout() -> None:
    """Lay out now what was asked to be laid out: what grew asks its surroundings in turn, a few floors up."""
    for _ in range(_FLOORS_OF_LAYOUT):
        QCoreApplication.sendPostedEvents(None, int(QEvent.Type.LayoutRequest.value))


def _all_waits(tour: Tour) -> Waits:
    for chapter in CHAPTERS:
        steps: tuple[Step, ...] = import_module(f"ui.tour_steps.{chapter}").STEPS
        for step in steps:
            yield from step(tour)


def _with_dialogs(window: QWidget) -> QPixmap:
    picture = window.grab()
    painter = QPainter(picture)
    for dialog in window.findChildren(QDialog):
        if dialog.isVisible():
            centre = QRect(QPoint(), dialog.size())
            centre.moveCenter(window.rect().center())
            painter.drawPixmap(centre.topLeft(), dialog.grab())
            painter.drawRect(centre)
    painter.end()
    return picture


def _item(number: int, name: str, words: str) -> str:
    told = html.escape(words)
    if name.endswith(".png"):
        return f'<figure><img src="{name}" alt="{told}"><figcaption>{number}. {told}</figcaption></figure>'
    return f'<p>{number}. <a href="{html.escape(name)}">{told}</a></p>'


_INDEX = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Brokerage Desk: a journey</title>
<style>body {{ font: 16px/1.5 sans-serif; max-width: 1400px; margin: 2rem auto; padding: 0 1rem; }}
body {{ color: #14202B; background: #F6F7F9; }}
figure {{ margin: 0 0 3rem; }}
img {{ max-width: 100%; border: 1px solid #8592A0; border-radius: 6px; }}
figcaption {{ font-weight: bold; margin-top: .5rem; }}</style></head><body>
<h1>Brokerage Desk: a journey from a question to a printed agreement</h1>
<p>Every picture is the real window at work on the demonstration council. All people, providers and prices are made up.</p>
{items}
</body></html>
"""
