"""A page of a document as a picture, on its way to a screen."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page: its size in pixels and its pixels row by row, four bytes each (red, green, blue, opacity)."""

    width: int
    height: int
    rgba: bytes
