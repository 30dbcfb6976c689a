"""Colours by their meaning, in light, dark and high contrast, and the style sheet and palette made of them."""

from dataclasses import dataclass, fields
from enum import Enum
from functools import cache

import resources


class ThemeChoice(Enum):
    """What the person at the desk chose; `SYSTEM` follows the computer."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme, as #RRGGBB.

    Grounds are `ground`, `card`, `field`, `chosen` (a chosen row or page) and `ribbon`; what is written on the first four is
    `ink`, `quiet`, `accent`, `good`, `warn` and `bad`. `line` only ever separates.
    """

    name: str
    ground: str
    card: str
    field: str
    chosen: str
    ink: str
    quiet: str
    line: str
    hairline: str
    accent: str
    on_accent: str
    accent_pressed: str
    good: str
    warn: str
    bad: str
    good_ground: str
    warn_ground: str
    bad_ground: str
    ribbon: str
    on_ribbon: str


LIGHT = Tokens(
    name="light", ground="#F6F7F9", card="#FFFFFF", field="#FFFFFF", chosen="#E3F0F2", ink="#14202B", quiet="#4A5866",
    line="#8592A0", hairline="#DCE1E6", accent="#0B5C6B", on_accent="#FFFFFF", accent_pressed="#08434E", good="#1B6B3A",
    warn="#8A4B00", bad="#A3201F", good_ground="#E8F4EC", warn_ground="#FDF1E0", bad_ground="#FCEBEA", ribbon="#5B2A86",
    on_ribbon="#FFFFFF",
)  # fmt: skip
DARK = Tokens(
    name="dark", ground="#12181E", card="#1B232B", field="#141B21", chosen="#1F3A42", ink="#EAF0F5", quiet="#AAB7C4",
    line="#708090", hairline="#2E3944", accent="#6CCBDB", on_accent="#0C1418", accent_pressed="#9ADDE8", good="#7BD49B",
    warn="#F2B866", bad="#FF9C94", good_ground="#17301F", warn_ground="#352713", bad_ground="#3A1C1B", ribbon="#D9B8FF",
    on_ribbon="#1D0F2B",
)  # fmt: skip
HIGH_CONTRAST = Tokens(
    name="high-contrast", ground="#000000", card="#000000", field="#000000", chosen="#00343D", ink="#FFFFFF",
    quiet="#E6E6E6", line="#FFFFFF", hairline="#9A9A9A", accent="#7DF0FF", on_accent="#000000", accent_pressed="#FFFFFF",
    good="#8CFFB0", warn="#FFD75E", bad="#FFB3AD", good_ground="#001F0A", warn_ground="#241B00", bad_ground="#2B0503",
    ribbon="#FFFF00", on_ribbon="#000000",
)  # fmt: skip

_BY_CHOICE = {ThemeChoice.LIGHT: LIGHT, ThemeChoice.DARK: DARK, ThemeChoice.HIGH_CONTRAST: HIGH_CONTRAST}

_INKS = ("ink", "quiet", "accent", "good", "warn", "bad")
_GROUNDS = ("ground", "card", "field", "chosen")
READABLE_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in _INKS for ground in _GROUNDS),
    *((ink, f"{tone}_ground") for tone in ("good", "warn", "bad") for ink in ("ink", "accent", tone)),
    ("on_accent", "accent"),
    ("on_accent", "accent_pressed"),
    ("on_ribbon", "ribbon"),
)
"""What is ever written on what."""


def tokens_for(choice: ThemeChoice, *, system_is_dark: bool) -> Tokens:
    """The colours for a choice."""
    if choice is ThemeChoice.SYSTEM:
        return DARK if system_is_dark else LIGHT
    return _BY_CHOICE[choice]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (Web Content Accessibility Guidelines 2.2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def style_sheet(tokens: Tokens, text_scale: float) -> str:
    """The window's style sheet. Lengths grow with the text."""
    values = {field.name: getattr(tokens, field.name) for field in fields(tokens)}
    values |= {f"px{length}": f"{round(length * text_scale)}px" for length in (4, 6, 8, 12, 16, 24, 28, 36, 40, 44)}
    values["round16"] = f"{round(16 * text_scale) // 2 + 2}px"  # more than half of it, border included, is drawn square
    values |= {f"beside{length}": f"{round(length * text_scale) + MARGIN_OF_CELLS}px" for length in (4, 8)}
    values |= {f"pt{name}": f"{points * text_scale:.2f}pt" for name, points in POINTS.items()}
    values["images"] = _images_folder()
    sheet = _template()
    for name in sorted(values, key=len, reverse=True):  # the longer names first: $ink is also in $inkwell
        sheet = sheet.replace(f"${name}", values[name])
    return sheet


MARGIN_OF_CELLS = 3
"""Qt sets a cell's words this far inside its padding, at every text size; a heading has no such margin."""

POINTS = {"Body": 11.0, "Section": 13.0, "Page": 18.0, "Caption": 9.5}


@cache
def _template() -> str:
    return resources.path("themes", "window.qss").read_text(encoding="utf-8")


@cache
def _images_folder() -> str:
    return resources.path("themes", "images").as_posix()


def _luminance(colour: str) -> float:
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
