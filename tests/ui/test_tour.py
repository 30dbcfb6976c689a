"""The journey is played through the real window, and says when it could not go on."""

import subprocess
import sys
from pathlib import Path

from tests.builders import Desk as Council

_PLAY = """
import sys
from pathlib import Path
import ui.tour

ui.tour.PATIENCE_MS = int(sys.argv[3])
ui.tour.CHAPTERS = tuple(sys.argv[4:])
sys.exit(ui.tour.play(Path(sys.argv[1]), address=sys.argv[2], login="practitioner"))
"""


ENOUGH_MS, PATIENCE_MS = 2_000, 60_000
"""How long to wait for what never comes, and for what will."""


def play(
    folder: Path, address: str, *chapters: str, patience_ms: int = PATIENCE_MS
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", _PLAY, str(folder), address, str(patience_ms), *chapters],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_a_journey_leaves_numbered_pictures_and_a_page_that_tells_it(council: Council, tmp_path: Path) -> None:
    council.person(week="Mon,Wed 10:00-15:00")
    played = play(tmp_path / "tour", council.database.url, "opening", "home")
    assert played.returncode == 0, played.stderr
    left = {file.name: file.stat().st_size for file in (tmp_path / "tour").iterdir()}
    assert set(left) == {"01.png", "02.png", "index.html"}
    assert min(left.values()) > 500
    told = (tmp_path / "tour" / "index.html").read_text(encoding="utf-8")
    assert "1. Choosing whom to work for" in told
    assert "2. Home: what waits for me" in told


def test_a_journey_that_cannot_go_on_says_where_and_fails(council: Council, tmp_path: Path) -> None:
    played = play(tmp_path / "tour", council.database.url, "opening", patience_ms=ENOUGH_MS)
    assert played.returncode == 1
    assert "The journey stopped after" in played.stderr


def test_a_database_that_cannot_be_opened_fails_the_journey(tmp_path: Path) -> None:
    played = play(tmp_path / "tour", f"sqlite:///{(tmp_path / 'missing.db').as_posix()}", "home")
    assert played.returncode == 1
    assert "missing.db" in played.stderr
