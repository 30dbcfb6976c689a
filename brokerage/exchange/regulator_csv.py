"""The regulator's public care directory as CSV (or a workbook) → providers and services. Never a rate, never an admission.

Quirks of the real files: rows for providers among those for services (no location id), blanks before names, a kind of service
written twice, commas inside specialisms, blank postcodes and ratings, three ways of writing a day. What is odd is taken as it
is and remarked upon: nobody at the council can mend the regulator's file.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from brokerage.domain.errors import BadInput
from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.domain.import_rows import MarketBook, Place, ProviderEntry, ServiceEntry
from brokerage.domain.number_words import count
from brokerage.domain.service import Registration
from brokerage.exchange.columns import Column, Layout, LayoutReader, Row
from brokerage.exchange.file_reader import read_sheets
from brokerage.exchange.places import name_districts, place_if_known
from brokerage.exchange.regulator_words import (
    is_care_activity,
    is_social_care,
    needs_of,
    read_rating,
    read_regulator_day,
    split_listed,
)

ValueT = TypeVar("ValueT")
_OFFICE = "(for office use only)"
DIRECTORY = Layout(
    "Directory",
    (
        Column("Name", "The service's name.", needed=True, also=("location_name", "Location Name")),
        Column(
            "CQC Location ID",
            "Empty for a provider's own row.",
            needed=True,
            also=(f"CQC Location ID {_OFFICE}", "location_id"),
        ),
        Column(
            "CQC Provider ID", "The provider's id.", needed=True, also=(f"CQC Provider ID {_OFFICE}", "provider_id")
        ),
        Column("Provider name", "The legal body.", needed=True, also=("provider_name",)),
        Column("Postcode", "May be blank.", also=("Location Postal Code",)),
        Column("Address 1", "Street.", also=("street",)),
        Column("Address 2", "Second line.", also=("line2",)),
        Column("Town/City", "Town.", also=("city",)),
        Column("County", "County."),
        Column("Phone number", "Telephone."),
        Column("Report publication date", "Day of the latest report.", also=("published",)),
        Column("Rating", "The overall rating.", also=("Overall rating", "Latest overall rating")),
        Column("Specialisms/services", "Whom it is for."),
        Column("Service types", "What it is."),
        Column("Care home", "Y or N.", also=("care_home", "Care home?")),
        Column("Primary category", "The inspector's category."),
        Column("lad_code", "District code."),
        Column("easting", "Metres."),
        Column("northing", "Metres."),
    ),
)


_PATTERN = "the regulator's care directory as it is published"


def read_regulator_csv(paths: Sequence[Path], watch: ImportWatch = UNWATCHED) -> MarketBook:
    """Return the social care services of the files and their providers; each service once, by its location id.

    Raises: BadInput or Unavailable for a file that cannot be read at all; ImportStopped.
    """
    book = MarketBook(from_regulator=True)
    reader = LayoutReader(book.faults, book.remarks, watch, remarks_unknown_headings=False, pattern=_PATTERN)
    directory = _Directory(book)
    for path in paths:
        for sheet in read_sheets(path, watch):
            for row in reader.rows(sheet, DIRECTORY):
                directory.take(row)
    directory.finish()
    name_districts(book)
    return book


class _Directory:
    """Gathers services and providers while the rows go by."""

    def __init__(self, book: MarketBook) -> None:
        self._book = book
        self._services: dict[str, ServiceEntry] = {}
        self._providers: dict[str, ProviderEntry] = {}
        self._own_rows: dict[str, ProviderEntry] = {}
        self._left_out = 0

    def take(self, row: Row) -> None:
        """Take one row in, as a service or as a provider's own."""
        kinds = split_listed(row.text("Service types") or "")
        provider_id = row.needed("CQC Provider ID")
        if not row.text("CQC Location ID"):
            self._take_provider(row, provider_id)
        elif kinds and not is_social_care(kinds):
            self._left_out += 1
        else:
            self._take_service(row, provider_id, kinds)

    def finish(self) -> None:
        """Hand over: providers of the services first known by their own rows, then by what the services say of them."""
        self._book.services.extend(self._services.values())
        self._book.providers.extend(self._own_rows.get(key, entry) for key, entry in self._providers.items())
        self._book.providers.extend(entry for key, entry in self._own_rows.items() if key not in self._providers)
        if self._left_out:
            self._book.notes.append(
                f"Left out, not being social care (doctors, dentists and the like): {count(self._left_out, 'row')}."
            )

    def _take_provider(self, row: Row, provider_id: str) -> None:
        entry = ProviderEntry(
            line=row.line,
            name=" ".join(row.needed("Name").split()),
            regulator_id=provider_id,
            address=_address(row),
            postcode=(_place(row) or Place("")).postcode or None,
            phone=row.name("Phone number"),
        )
        if not is_care_activity(split_listed(row.text("Specialisms/services") or "")):
            self._left_out += row.is_sound
        elif row.is_sound:
            self._own_rows.setdefault(provider_id, entry)

    def _take_service(self, row: Row, provider_id: str, kinds: tuple[str, ...]) -> None:
        rating = _taken_as_is(row, self._book, "Rating", read_rating)
        rated_on = _taken_as_is(row, self._book, "Report publication date", read_regulator_day)
        entry = ServiceEntry(
            line=row.line,
            name=" ".join(row.needed("Name").split()),
            regulator_id=row.needed("CQC Location ID"),
            provider_regulator_id=provider_id,
            kind=", ".join(kinds) or _kind_by_category(row),
            address=_address(row),
            place=_place(row, self._book),
            rating=rating,
            rated_on=rated_on if rating is not None else None,
            registration=Registration.REGISTERED,
            phone=row.name("Phone number"),
            needs=needs_of(split_listed(row.text("Specialisms/services") or "")),
        )
        provider = ProviderEntry(
            line=row.line, name=" ".join(row.needed("Provider name").split()), regulator_id=provider_id
        )
        if not row.is_sound:
            return
        first = self._services.setdefault(entry.regulator_id or "", entry)
        if first is not entry:
            mend = f"Line {first.line.number} is for the same location; that one was taken."
            self._book.remarks.append(row.line.fault("CQC Location ID", entry.regulator_id or "", mend))
        self._providers.setdefault(provider_id, provider)


def _taken_as_is(row: Row, book: MarketBook, title: str, read: Callable[[str], ValueT]) -> ValueT | None:
    """What the cell stands for; a cell that cannot be read is remarked upon and says nothing."""
    text = row.text(title)
    if text is None or text == "-":
        return None
    try:
        return read(text)
    except BadInput as wrong:
        book.remarks.append(row.line.fault(title, text, wrong.sentence))
        return None


def _place(row: Row, book: MarketBook | None = None) -> Place | None:
    """The postcode's place; where the directory does not know it, the place the file itself gives."""
    postcode = row.text("Postcode") or ""
    place, wrong = place_if_known(postcode)
    if place is not None and place.easting is None:
        own = _own_grid(row)
        if own is not None:
            return Place(place.postcode, *own)
    if wrong and book is not None:
        book.remarks.append(row.line.fault("Postcode", postcode, f"{wrong} The service was taken without a place."))
    return place


def _own_grid(row: Row) -> tuple[str, int, int] | None:
    district, easting, northing = row.text("lad_code"), row.text("easting"), row.text("northing")
    try:
        return (district, round(float(easting)), round(float(northing))) if district and easting and northing else None
    except (ValueError, OverflowError):
        return None


def _address(row: Row) -> str | None:
    parts = (row.text(title) for title in ("Address 1", "Address 2", "Town/City", "County"))
    return ", ".join(part for part in parts if part and part != "-") or None


def _kind_by_category(row: Row) -> str | None:
    return "Care home" if (row.text("Care home") or "").upper().startswith("Y") else row.name("Primary category")
