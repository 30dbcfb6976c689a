"""Reads a picture for the letterhead: guarded in bytes and pixels, made small enough for paper, kept as PNG."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from brokerage.domain.errors import BadInput

LARGEST_FILE = 4 * 1024 * 1024
LARGEST_SIDE = 6000
KEPT = QSize(800, 320)
_FORMATS = {"png", "jpeg", "jpg"}


def read_logo(file: Path) -> bytes:
    """The picture as PNG, at most 800 by 320 pixels. Raises: BadInput for a file too large or of another kind."""
    try:
        size = file.stat().st_size
    except OSError as error:
        raise BadInput(
            "The picture cannot be read: check that it is still there, then choose it again.", "logo"
        ) from error
    if size > LARGEST_FILE:
        raise BadInput("The picture is larger than 4 MB: save it smaller, then choose it again.", "logo")
    return _as_png(_fitted(_image(file)))


def _image(file: Path) -> QImage:
    reader = QImageReader(str(file))
    reader.setDecideFormatFromContent(True)
    if bytes(reader.format().data()).decode() not in _FORMATS:
        raise BadInput("The file is no PNG or JPEG picture: save it as one of these, then choose it again.", "logo")
    if max(reader.size().width(), reader.size().height()) > LARGEST_SIDE:
        raise BadInput(f"The picture is over {LARGEST_SIDE} pixels wide or high: save it smaller.", "logo")
    image = reader.read()
    if image.isNull():
        raise BadInput("The picture is damaged: save it again, then choose it.", "logo")
    return image


def _fitted(image: QImage) -> QImage:
    if image.width() <= KEPT.width() and image.height() <= KEPT.height():
        return image
    return image.scaled(KEPT, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)


def _as_png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes where Qt takes text
    return bytes(held.data())
