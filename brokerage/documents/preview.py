"""PDF pages as pictures, for showing on a screen before printing."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

import pypdfium2

from brokerage.domain.errors import Unavailable
from brokerage.domain.page_picture import PagePicture

# PDFium may be used by one thread at a time only, and questions are asked on several.
_ONE_AT_A_TIME = Lock()


def page_pictures(pdf: bytes, width_px: int, first_page: int = 0, count: int | None = None) -> tuple[PagePicture, ...]:
    """Return the pages from the first asked for (0 is the first of all) as pictures so many pixels wide.

    Raises: Unavailable when the bytes are no PDF.
    """
    with _opened(pdf) as document:
        last = len(document) if count is None else min(first_page + count, len(document))
        return tuple(_picture(document[number], width_px) for number in range(first_page, last))


def count_pages(pdf: bytes) -> int:
    """Return how many pages the PDF has. Raises: Unavailable when the bytes are no PDF."""
    with _opened(pdf) as document:
        return len(document)


@contextmanager
def _opened(pdf: bytes) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError:
            raise Unavailable("The document cannot be shown: it is not a PDF. Make it again.") from None
        try:
            yield document
        finally:
            document.close()


def _picture(page: pypdfium2.PdfPage, width_px: int) -> PagePicture:
    bitmap = page.render(
        scale=width_px / page.get_width(), rev_byteorder=True, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA
    )
    try:
        rows, stride = bytes(bitmap.buffer), bitmap.stride
        line = bitmap.width * 4
        packed = (
            rows
            if stride == line
            else b"".join(rows[at : at + line] for at in range(0, stride * bitmap.height, stride))
        )
        return PagePicture(bitmap.width, bitmap.height, packed)
    finally:
        bitmap.close()
