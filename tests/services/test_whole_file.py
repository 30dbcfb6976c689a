import errno
import os
from pathlib import Path

import pytest

from brokerage.domain.errors import Unavailable
from brokerage.services.whole_file import write_whole_file


def test_a_file_is_written_whole_over_the_one_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "agreement.pdf"
    for content in (b"first", b"second"):
        write_whole_file(path, content)
        assert path.read_bytes() == content
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_what_was_there_and_says_how_to_mend_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "agreement.pdf"
    write_whole_file(path, b"first")

    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match=r"The disk is full: agreement\.pdf was not written"):
        write_whole_file(path, b"second")
    assert path.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="There is no folder"):
        write_whole_file(tmp_path / "nowhere" / "agreement.pdf", b"content")


def test_a_folder_in_the_files_place_is_refused_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    taken = tmp_path / "agreement.pdf"
    taken.mkdir()
    with pytest.raises(Unavailable, match=r"agreement\.pdf was not written"):
        write_whole_file(taken, b"content")
    assert list(tmp_path.iterdir()) == [taken]
