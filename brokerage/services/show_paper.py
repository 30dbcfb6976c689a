"""Shows paper on the screen before it is printed."""

from brokerage.domain.page_picture import PagePicture


def page_pictures(pdf: bytes, width_px: int, first_page: int = 0, count: int | None = None) -> tuple[PagePicture, ...]:
    """Return pages of a PDF as pictures so many pixels wide, from the first asked for (0 is the first of all).

    Raises: Unavailable when the bytes are no PDF.
    """
    from brokerage.documents import preview

    return preview.page_pictures(pdf, width_px, first_page, count)


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has. Raises: Unavailable when the bytes are no PDF."""
    from brokerage.documents import preview

    return preview.count_pages(pdf)
