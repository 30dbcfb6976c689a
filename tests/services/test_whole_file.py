import errno
import os
from pathlib import Path

import pytest

from brokerage.domain.errors import Unavailable
from brokerage.services.whole_file import refuse_missing_folder, whole_files, write_whole_file


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
    with pytest.raises(Unavailable, match=r"agreement\.pdf was not written: it is a folder"):
        write_whole_file(taken, b"content")
    assert list(tmp_path.iterdir()) == [taken]


def test_too_long_a_name_is_refused_without_repeating_it(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 5_000}.pdf"
    for write in (refuse_missing_folder, lambda place: write_whole_file(place, b"content")):
        with pytest.raises(Unavailable, match=r"^The file was not written: its name of 5,004 letters is too long"):
            write(path)
    assert list(tmp_path.iterdir()) == []


def test_several_files_are_put_in_place_together(tmp_path: Path) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    with whole_files([(first, b"first"), (second, b"second")]) as put_in_place:
        assert not first.exists()
        put_in_place()
    assert (first.read_bytes(), second.read_bytes()) == (b"first", b"second")
    assert sorted(tmp_path.iterdir()) == [first, second]


def test_where_one_of_several_cannot_be_written_none_is(tmp_path: Path) -> None:
    first, taken = tmp_path / "1.pdf", tmp_path / "2.pdf"
    first.write_bytes(b"before")
    taken.mkdir()
    with (
        pytest.raises(Unavailable, match=r"2\.pdf was not written: it is a folder"),
        whole_files([(first, b"first"), (taken, b"second")]) as put_in_place,
    ):
        put_in_place()
    assert first.read_bytes() == b"before"
    assert sorted(tmp_path.iterdir()) == [first, taken]


@pytest.mark.parametrize("before", [None, b"before"])
def test_a_block_that_fails_after_the_move_leaves_every_place_as_it_was(tmp_path: Path, before: bytes | None) -> None:
    path = tmp_path / "agreement.pdf"
    if before is not None:
        path.write_bytes(before)

    def move_and_fail() -> None:
        with whole_files([(path, b"content")]) as put_in_place:
            put_in_place()
            raise RuntimeError("not committed")

    with pytest.raises(RuntimeError, match="not committed"):
        move_and_fail()
    assert [one.read_bytes() for one in tmp_path.iterdir()] == ([] if before is None else [before])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_or_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    # A regression: as root, a sheet saved as /dev/null took the place of the device, and the whole machine went without it.
    pipe, link = tmp_path / "pipe", tmp_path / "link"
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    for path in (pipe, link):
        with pytest.raises(Unavailable, match="pipe is a device or a pipe"):
            write_whole_file(path, b"content")
        with pytest.raises(Unavailable, match="pipe is a device or a pipe"):
            refuse_missing_folder(path)  # asked before anything is issued that then could not be written
    assert pipe.is_fifo()
    assert sorted(tmp_path.iterdir()) == [link, pipe]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_goes_on_leading_to_the_file_that_was_written(tmp_path: Path) -> None:
    path, link = tmp_path / "agreement.pdf", tmp_path / "latest.pdf"
    path.write_bytes(b"first")
    link.symlink_to(path)
    write_whole_file(link, b"second")
    assert link.is_symlink()
    assert path.read_bytes() == b"second"
