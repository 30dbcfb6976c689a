"""A hostile file is refused by what it declares and by what is counted while it streams, never by how long it takes."""

import os
import re
import struct
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from brokerage.domain.errors import BadInput, Unavailable
from brokerage.domain.import_report import ImportProgress, ImportStopped, ImportWatch
from brokerage.exchange import guarded_file, guarded_xml, guarded_zip
from brokerage.exchange.guarded_file import FileKind, guard_file
from brokerage.exchange.workbook_reader import read_workbook
from tests.exchange.workbooks import council_sheets, make_ods, make_xlsx, make_zip, parts_of

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return make_xlsx(tmp_path / "sound.xlsx", {"Rates": [("Price",), ("24.08",)]})


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        guard_file(path)
    return refused.value.sentence


def test_sound_files_pass_whatever_they_are(tmp_path: Path) -> None:
    assert guard_file(make_xlsx(tmp_path / "a.xlsx", council_sheets())).kind is FileKind.XLSX
    assert guard_file(make_ods(tmp_path / "a.ods", council_sheets())).kind is FileKind.ODS
    text = tmp_path / "a.csv"
    text.write_text("Price\n1\n")
    assert guard_file(text).kind is FileKind.CSV


def test_a_workbook_named_as_text_is_still_a_workbook(sound: Path) -> None:
    assert guard_file(sound.rename(sound.with_suffix(".csv"))).kind is FileKind.XLSX


def test_text_named_as_a_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "rates.xlsx"
    path.write_text("Price\n24.08\n")
    assert (
        refusal(path)
        == "rates.xlsx is not a workbook, whatever its name says. Save it as .xlsx, .ods or .csv, then try again."
    )


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    assert "is not a workbook" in refusal(make_zip(tmp_path / "photos.xlsx", {"photo.jpg": "…"}))


def test_a_missing_file_an_empty_one_and_a_folder_are_named(tmp_path: Path) -> None:
    assert "There is no file gone.csv" in refusal(tmp_path / "gone.csv")
    (tmp_path / "empty.csv").touch()
    assert "empty.csv is empty" in refusal(tmp_path / "empty.csv")
    assert "is a folder" in refusal(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="a file in a file is merely missing there")
def test_a_file_the_disk_refuses_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    with pytest.raises(Unavailable, match="cannot be read"):
        guard_file(tmp_path / "a.csv" / "b.csv")


def test_a_name_no_disk_can_hold_is_that_of_no_file(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"There is no file x{40}… in that folder"):
        guard_file(tmp_path / ("x" * 300 + ".csv"))


def test_a_password_protected_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    assert "protected by a password" in refusal(path)


def test_an_encrypted_member_is_refused(sound: Path) -> None:
    content = bytearray(sound.read_bytes())
    for mark, flags_at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), bytes(content)):
            content[found.start() + flags_at] |= 1
    sound.write_bytes(content)
    assert "protected by a password" in refusal(sound)


@pytest.mark.parametrize("name", ["../../etc/cron.d/x.xml", "/etc/passwd", "xl\\..\\..\\x.xml", "C:/x.xml"])
def test_a_member_that_points_outside_is_refused(sound: Path, name: str) -> None:
    make_zip(sound, {**parts_of(sound), name: "<a/>"})
    assert "point outside it" in refusal(sound)


def test_two_members_of_one_name_are_refused(sound: Path) -> None:
    with zipfile.ZipFile(sound, "a") as archive:
        archive.writestr(SHEET.upper(), "<worksheet/>")
    assert "two parts of the same name" in refusal(sound)


def test_a_workbook_with_macros_is_refused_by_what_is_in_it_and_by_its_name(sound: Path) -> None:
    renamed = sound.with_suffix(".xlsm")
    renamed.write_bytes(sound.read_bytes())
    assert "macros" in refusal(renamed)
    make_zip(sound, {**parts_of(sound), "xl/vbaProject.bin": b"\0"})
    assert "macros" in refusal(sound)


def test_an_entity_is_refused_before_anything_reads_it(sound: Path) -> None:
    reaching = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>'
    make_zip(sound, {**parts_of(sound), SHEET: reaching})
    assert "DOCTYPE" in refusal(sound)


def test_entities_that_multiply_are_refused(sound: Path) -> None:
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst>&b;</sst>'
    make_zip(sound, {**parts_of(sound), "xl/sharedStrings.xml": laughs})
    assert "DOCTYPE" in refusal(sound)


def test_broken_xml_and_broken_zips_are_refused(sound: Path) -> None:
    parts = parts_of(sound)
    make_zip(sound, {**parts, SHEET: b"<worksheet><row>"})
    assert "damaged" in refusal(sound)
    make_zip(sound, parts)
    sound.write_bytes(sound.read_bytes()[:-40])
    assert "damaged" in refusal(sound)


def test_a_bomb_is_refused_by_its_declared_size_without_unpacking_it(sound: Path) -> None:
    bomb = bytes(guarded_zip.LARGEST_UNPACKED_BYTES + 1)
    make_zip(sound, {**parts_of(sound), "xl/media/image1.bin": bomb})
    del bomb
    tracemalloc.start()
    sentence = refusal(sound)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "would unpack to far more" in sentence
    assert peak < guarded_file.MEGABYTE


def test_a_member_that_packs_too_well_is_refused(sound: Path) -> None:
    make_zip(sound, {**parts_of(sound), "xl/media/image1.bin": bytes(2 * guarded_zip.RATIO_COUNTS_FROM_BYTES)})
    assert "would unpack to far more" in refusal(sound)


def test_a_bomb_that_lies_about_its_size_is_refused_by_what_really_streams_out(sound: Path) -> None:
    real = bytes(5 * guarded_file.MEGABYTE)
    make_zip(sound, {**parts_of(sound), "xl/media/image1.bin": real})
    lying = sound.read_bytes().replace(struct.pack("<I", len(real)), struct.pack("<I", 100))
    sound.write_bytes(lying)
    assert "would unpack to far more" in refusal(sound)


def test_too_many_members_are_refused(sound: Path) -> None:
    extra = {f"xl/media/{number}.bin": b"" for number in range(guarded_zip.MOST_MEMBERS)}
    make_zip(sound, {**parts_of(sound), **extra})
    assert "would unpack to far more" in refusal(sound)


def test_a_file_larger_than_is_read_is_refused_before_it_is_opened(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guarded_file, "LARGEST_ZIP_BYTES", 1000)
    assert "the most that is read is" in refusal(sound)


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"/></row><row r="1048576"><c r="XFD1048576"/></row>',
        '<row r="1"><c r="A1"/><c r="XFD1048576"/></row>',
        '<row r="1048576">' + "<c/>" * 200 + "</row>",
        '<row r="1"><c r="ZZZZ99999999"/></row>',
        '<row r=""><c r=""/><c r="XFD1048576"/></row>',
        '<row r="6"><c r="A6"/><c r="XFD1048576"/></row>',
    ],
)
def test_one_far_cell_is_refused_because_a_reader_keeps_the_whole_rectangle(sound: Path, rows: str) -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    make_zip(sound, {**parts_of(sound), SHEET: sheet})
    assert "one cell far away from the others" in refusal(sound)


def test_a_false_dimension_is_refused(sound: Path) -> None:
    sheet = f'<worksheet xmlns="{MAIN}"><dimension ref="A1:XFD1048576"/></worksheet>'
    make_zip(sound, {**parts_of(sound), SHEET: sheet})
    assert "far away" in refusal(sound)


def test_repeated_cells_of_an_ods_count_as_often_as_they_repeat(tmp_path: Path) -> None:
    path = make_ods(tmp_path / "a.ods", {"Rates": [("Price",)]})
    content = parts_of(path)["content.xml"].replace(
        b'<table:table-cell office:value-type="string">',
        b'<table:table-cell office:value-type="string" table:number-columns-repeated="9000000">',
    )
    make_zip(path, {**parts_of(path), "content.xml": content})
    assert "far away" in refusal(path)


def test_the_empty_rest_of_an_ods_counts_for_nothing(tmp_path: Path) -> None:
    file = guard_file(make_ods(tmp_path / "a.ods", {"Rates": [("Price",), ("24.08",)]}))
    assert [row.cells for row in read_workbook(file)[0].rows] == [("Price",), ("24.08",)]


def test_too_many_tags_are_refused(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guarded_xml, "MOST_TAGS", 50)
    assert "cells" in refusal(sound)


def test_checking_can_be_stopped(sound: Path) -> None:
    class Pressed:
        def is_set(self) -> bool:
            return True

    with pytest.raises(ImportStopped):
        guard_file(sound, ImportWatch(cancel=Pressed()))


def test_checking_tells_of_progress(sound: Path) -> None:
    told: list[ImportProgress] = []
    guard_file(sound, ImportWatch(progress=told.append))
    assert {one.doing for one in told} == {"Checking sound.xlsx"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "rates.xlsx"
    os.mkfifo(pipe)
    with pytest.raises(BadInput, match=r"rates\.xlsx is a device or a pipe: choose a file"):
        guard_file(pipe)
