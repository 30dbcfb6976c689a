"""The picture for the letterhead."""

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from brokerage.domain.errors import BadInput
from ui.settings.logo import KEPT, LARGEST_FILE, read_logo


def picture(file: Path, width: int, height: int) -> Path:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#0B5C6B"))
    assert image.save(str(file))
    return file


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_logo_is_kept_as_png_at_the_size_letters_need(qapp: object, tmp_path: Path, ending: str) -> None:
    kept = read_logo(picture(tmp_path / f"logo.{ending}", 2400, 600))
    image = QImage.fromData(kept)
    assert kept.startswith(b"\x89PNG")
    assert (image.width(), image.height()) == (KEPT.width(), 200)


def test_what_is_no_picture_or_too_large_is_refused(qapp: object, tmp_path: Path) -> None:
    note = tmp_path / "logo.png"
    note.write_text("no picture")
    with pytest.raises(BadInput, match="no PNG or JPEG"):
        read_logo(note)
    note.write_bytes(b"0" * (LARGEST_FILE + 1))
    with pytest.raises(BadInput, match="larger than 4 MB"):
        read_logo(note)
    with pytest.raises(BadInput, match="cannot be read"):
        read_logo(tmp_path / "missing.png")
    with pytest.raises(BadInput, match="pixels"):
        read_logo(picture(tmp_path / "wide.png", 6001, 10))
    cut = picture(tmp_path / "cut.png", 300, 300)
    cut.write_bytes(cut.read_bytes()[:60])
    with pytest.raises(BadInput, match="damaged"):
        read_logo(cut)
