"""Rubbish is collected on the window's thread only: a widget destroyed by another thread ends the program."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from ui.rubbish import RubbishRounds


@pytest.fixture
def rounds(qapp: QApplication) -> Iterator[RubbishRounds]:
    made = RubbishRounds()
    made.begin()
    yield made
    made.end()
    gc.disable()  # as every test of the window has it


class Circle(QWidget):
    """A widget that refers to itself and so is only found by the collector; it notes the thread that destroys it."""

    def __init__(self, destroyed_by: list[int]) -> None:
        super().__init__()
        self.itself = self
        self.destroyed.connect(lambda: destroyed_by.append(threading.get_ident()))


def _allocate_much() -> None:
    kept = [[number] for number in range(100_000)]
    del kept


def test_thread_that_allocates_collects_nothing(rounds: RubbishRounds) -> None:
    destroyed_by: list[int] = []
    Circle(destroyed_by)
    worker = threading.Thread(target=_allocate_much)
    worker.start()
    worker.join()
    assert destroyed_by == []
    gc.collect()
    assert destroyed_by == [threading.get_ident()]


def test_round_collects_what_is_due(rounds: RubbishRounds) -> None:
    _kept = [[number] for number in range(gc.get_threshold()[0] * 2)]
    before = gc.get_count()[0]
    assert before > gc.get_threshold()[0]
    rounds.go_round()
    assert gc.get_count()[0] < before


def test_rounds_go_back_to_python_at_the_end(qapp: QApplication) -> None:
    made = RubbishRounds()
    made.begin()
    assert not gc.isenabled()
    made.end()
    assert gc.isenabled()
    gc.disable()  # as every test of the window has it
