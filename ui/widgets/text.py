"""Words on a page: titles, captions, body, with a tone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from ui.tone import Tone


def page_title(words: str) -> QLabel:
    """The heading of a page."""
    return _label(words, size="page")


def section_title(words: str) -> QLabel:
    """The heading of a part of a page."""
    return _label(words, size="section")


def caption(words: str = "", *, on_one_line: bool = False) -> QLabel:
    """Small quiet words under or beside something."""
    label = _label(words, size="caption")
    label.setWordWrap(not on_one_line)
    return label


def body(words: str = "", *, strong: bool = False) -> QLabel:
    """A paragraph that wraps and can be copied."""
    label = _label(words)
    if strong:
        label.setProperty("strong", "true")
    return label


def figure(words: str = "", *, strong: bool = False) -> QLabel:
    """A figure or a short fact on one line, right-aligned."""
    label = body(words, strong=strong)
    label.setWordWrap(False)
    label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return label


def rule() -> QFrame:
    """A hairline across."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Give the words or the frame the colour of a tone; say the meaning in words too."""
    set_style(widget, "tone", tone.value)


def set_style(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet looks at, and draw the widget anew if it is another; what was never set is false."""
    if (widget.property(name) or "false") != value:
        widget.setProperty(name, value)
        if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it is dressed when it is first shown
            widget.style().unpolish(widget)
            widget.style().polish(widget)


def _label(words: str, *, size: str = "") -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)  # what people type is never markup
    label.setWordWrap(True)
    if size:
        label.setProperty("textSize", size)
    else:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
