"""PDF pages as pictures, for showing on a screen before printing."""

import pypdfium2

from brokerage.domain.errors import Unavailable
from brokerage.domain.page_picture import PagePicture


def page_pictures(pdf: bytes, width_px: int, first_page: int = 0, count: int | None = None) -> tuple[PagePicture, ...]:
    """Return the pages from the first asked for (0 is the first of all) as pictures so many pixels wide.

    Raises: Unavailable when the bytes are no PDF.
    """
    try:
        document = pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError:
        raise Unavailable("The document cannot be shown: it is not a PDF. Make it again.") from None
    try:
        last = len(document) if count is None else min(first_page + count, len(document))
        return tuple(_picture(document[number], width_px) for number in range(first_page, last))
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
