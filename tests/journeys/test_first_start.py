"""What somebody sees who starts the program for the first time on a machine without a display."""

import re
import subprocess
import sys
from pathlib import Path

import pypdfium2

from brokerage.cli.app import main


def test_the_whole_journey_from_a_question_to_a_printed_agreement(tmp_path: Path) -> None:
    address, left = f"sqlite:///{(tmp_path / 'demonstration.db').as_posix()}", tmp_path / "journey"
    assert main(["demo", "--database", address]) == 0
    asked = [sys.executable, "-m", "ui", "--database", address, "--as", "practitioner", "--tour", str(left)]
    played = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=400)
    assert played.returncode == 0, played.stderr
    told = (left / "index.html").read_text(encoding="utf-8")
    pictures = re.findall(r'<img src="(\d\d\.png)"', told)
    assert len(pictures) >= 30
    assert all((left / picture).stat().st_size > 5_000 for picture in pictures)
    agreements = list(left.glob("PA-*.pdf"))
    assert len(agreements) == 1
    assert agreements[0].name in told
    with pypdfium2.PdfDocument(agreements[0]) as paper:
        words = paper[0].get_textpage().get_text_bounded()
    assert "Placement agreement" in words
    assert "not a real agreement" in words
    assert (left / "comparison.pdf").read_bytes().startswith(b"%PDF")
