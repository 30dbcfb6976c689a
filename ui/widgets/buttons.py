"""Buttons: verbs, in four weights."""

from collections.abc import Callable
from typing import Literal

from PySide6.QtWidgets import QPushButton

from ui.icons import Icons

Weight = Literal["primary", "secondary", "quiet", "danger"]


def button(
    words: str,
    on_press: Callable[[], object],
    *,
    weight: Weight = "secondary",
    icons: Icons | None = None,
    icon: str = "",
    tip: str = "",
) -> QPushButton:
    """A button that says what it does. One `primary` a page; `danger` for what ends or withdraws something."""
    made = QPushButton(words)
    made.setProperty("kind", weight)
    made.setAccessibleName(words.replace("&", ""))
    made.setAutoDefault(False)
    made.clicked.connect(lambda _checked=False: on_press())
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    if icons is not None and icon:
        icons.put_on(made, icon, {"primary": "on_accent", "danger": "bad"}.get(weight, "accent"))
    return made
