"""The shipped fonts: one made for low vision, one behind it for the letters it lacks, one of our own for the shapes ✓ ▲ ◆."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

import resources

FAMILIES = ("Atkinson Hyperlegible", "Brokerage Desk Shapes", "Noto Sans")
_TABULAR = QFont.Tag("tnum")


def load_first() -> None:
    """Load what the first picture of the window needs: regular and bold."""
    for name in ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf"):
        _load(_packaged("fontpkg_atkinson_hyperlegible", name))
    _load(resources.path("fonts", "BrokerageDeskShapes.ttf"))


def load_rest() -> None:
    """Load the slanted letters, and the font behind for letters the first lacks."""
    for name in ("AtkinsonHyperlegible-Italic.ttf", "AtkinsonHyperlegible-BoldItalic.ttf"):
        _load(_packaged("fontpkg_atkinson_hyperlegible", name))
    _load(_packaged("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"))


def window_font(points: float, *, bold: bool = False) -> QFont:
    """The window's font. Every figure takes the same width, so that columns of money stand in line."""
    font = QFont(list(FAMILIES))
    font.setPointSizeF(points)
    font.setFeature(_TABULAR, 1)
    font.setBold(bold)
    return font


@cache
def _load(path: Path) -> None:
    if QFontDatabase.addApplicationFont(str(path)) < 0:
        raise OSError(f"The font {path.name} cannot be read.")


def _packaged(package: str, name: str) -> Path:
    found = find_spec(package)
    if found is None or found.origin is None:
        raise OSError(f"The package {package} is not installed; set the program up again.")
    return Path(found.origin).parent / "files" / name
