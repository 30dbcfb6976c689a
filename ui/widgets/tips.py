"""What the pointer is told. Qt takes a tip that looks like markup for markup, and `Smith & Sons <b>` would lose its end."""

import html

from PySide6.QtGui import Qt


def plain_tip(words: str) -> str:
    """The tip that shows these words as they are."""
    if not Qt.mightBeRichText(words):
        return words
    return f"<qt>{html.escape(words).replace(chr(10), '<br>')}</qt>"
