"""From a key press to the painted table, beyond the query and a frame of the table; and that frame alone.

The pause for typing is left out. Drawn offscreen or on a screen, as the program is started.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from statistics import median
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer

from brokerage.services.desk import Database, open_desk
from brokerage.services.find_support import find_offers
from brokerage.services.staff import work_as
from ui import fonts
from ui.app import make_application
from ui.changes import Changes
from ui.desk import Desk
from ui.find.form import form_for, question_of
from ui.find.page import FindPage
from ui.icons import Icons
from ui.look import Look
from ui.tasks import Reads, Writes
from ui.theme import ThemeChoice

_TYPED = ("g", "ga", "gar", "gard", "garde", "gar", "g", "", "c", "co", "coo", "cook", "co", "c", "")
_SIZE = (1218, 660)
_WAKE_EVERY_MS = 5


@dataclass(frozen=True, slots=True)
class KeyToTable:
    """Milliseconds, the median of the keys pressed.

    `whole` is from the key to the painted table, `least` what cannot be saved of it: the query and the frame, each by itself.
    """

    whole: float
    least: float
    beyond: float
    frame: float


def measure_key_to_table(address: str, times: int = 3) -> KeyToTable:
    """Types words into Find so many times. Raises: BadInput or Unavailable as opening the desk does."""
    application = make_application()
    fonts.load_first()
    look = Look(ThemeChoice.LIGHT)
    look.put_on()
    database = open_desk(address)
    try:
        with _open_page(database, look) as page:
            return _typed(page, database, _TYPED * times)
    finally:
        database.close()
        application.processEvents()


def _typed(page: FindPage, database: Database, words_typed: tuple[str, ...]) -> KeyToTable:
    painted = _Painted()
    viewport = page.results.table.view.viewport()
    viewport.installEventFilter(painted)
    page.results.table.model.modelReset.connect(painted.answered)
    whole, queries, frames = [], [], []
    for words in words_typed:
        queries.append(_query_ms(page, database, words))
        frames.append(_fastest_ms(viewport.repaint))
        whole.append(_key_to_painted_ms(page, painted, words))
    viewport.removeEventFilter(painted)
    least = [query + frame for query, frame in zip(queries, frames, strict=True)]
    beyond = [taken - floor for taken, floor in zip(whole, least, strict=True)]
    return KeyToTable(median(whole), median(least), median(beyond), median(frames))


@contextmanager
def _open_page(database: Database, look: Look) -> Iterator[FindPage]:
    def fail(error: Exception) -> None:
        raise error

    now = datetime.now(UTC)
    reads, writes, icons = Reads(fail), Writes(fail), Icons(look)
    icons.load()
    changes = Changes(reads, lambda: "0")
    page = FindPage(
        Desk(database, work_as(database, None, now), reads, writes, changes, look, icons, lambda: datetime.now(UTC))
    )
    look.dress(page)
    page.resize(*_SIZE)
    page.show()
    page.activated()
    _turn_until(partial(_is_at_rest, page))
    yield page
    page.close()
    reads.close()
    writes.close()


class _Painted(QObject):
    """Notes when the table last took an answer, and when it was last painted."""

    def __init__(self) -> None:
        super().__init__()
        self.at = self.answered_at = 0.0

    def answered(self) -> None:
        self.answered_at = perf_counter()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at = perf_counter()
        return False


def _key_to_painted_ms(page: FindPage, painted: _Painted, words: str) -> float:
    began = perf_counter()
    page.criteria.words.setText(words)
    page.ask_now()
    _turn_until(lambda: painted.at > painted.answered_at > began)
    taken = (painted.at - began) * 1000
    _turn_until(partial(_is_at_rest, page))
    return taken


def _is_at_rest(page: FindPage) -> bool:
    return not page.desk.reads.is_busy and not page.is_pausing


def _turn_until(done: Callable[[], bool]) -> None:
    waker = QTimer(interval=_WAKE_EVERY_MS)
    waker.timeout.connect(lambda: None)
    waker.start()
    while not done():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    waker.stop()


def _query_ms(page: FindPage, database: Database, words: str) -> float:
    criteria = question_of(form_for(None, page.desk.today())).criteria
    return _fastest_ms(partial(find_offers, database, replace(criteria, text=words)))


def _fastest_ms(task: Callable[[], object]) -> float:
    taken = []
    for _ in range(3):
        began = perf_counter()
        task()
        taken.append((perf_counter() - began) * 1000)
    return min(taken)
