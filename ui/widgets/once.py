"""Changes many parts of a widget at the price of one: each part shown by itself has every layout around it worked out anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QWidget


@contextmanager
def laid_out_once(container: QWidget) -> Iterator[None]:
    """Let parts of the container come and go in the block; the layouts are worked out at its end.

    A container that is on the screen is hidden meanwhile, so it must not hold what has the focus.
    """
    if not container.isVisible():
        yield
        return
    container.hide()
    yield
    container.show()
