"""The regulator's public API answers, kept as JSON files, → providers and services. Never a rate, never an admission.

A file holds one location, one provider, or a list of them; a folder holds such files. A location names its provider by id
only: where no file has the provider, it stands under its id until one does.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from brokerage.domain.errors import BadInput
from brokerage.domain.import_report import UNWATCHED, ImportWatch
from brokerage.domain.import_rows import MarketBook, Place, ProviderEntry, ServiceEntry
from brokerage.domain.number_words import count
from brokerage.domain.row_fault import Line
from brokerage.domain.service import Rating, Registration
from brokerage.exchange.cells import read_company_number
from brokerage.exchange.columns import LONGEST_NAME
from brokerage.exchange.guarded_file import FileKind, guard_file, reading_failures
from brokerage.exchange.places import name_districts, place_if_known
from brokerage.exchange.regulator_words import is_social_care, needs_of, read_rating, read_regulator_day

MOST_FILES = 100_000
_SOCIAL_CARE_TYPE = "Social Care Org"


def read_regulator_json(paths: Sequence[Path], watch: ImportWatch = UNWATCHED) -> MarketBook:
    """Return the social care services of the files and their providers, with registration, ratings, beds and specialisms.

    Raises: BadInput or Unavailable for a file that cannot be read at all; ImportStopped.
    """
    book = MarketBook(from_regulator=True)
    answers = _Answers(book)
    files = _files(paths)
    for number, path in enumerate(files, start=1):
        watch.tell("Reading the regulator's files", number, len(files))
        for line, record in _records(path):
            answers.take(line, record)
    answers.finish()
    name_districts(book)
    return book


def _files(paths: Sequence[Path]) -> tuple[Path, ...]:
    found: list[Path] = []
    for path in paths:
        with reading_failures(path):
            found.extend(sorted(path.rglob("*.json")) if path.is_dir() else [path])
    if not found:
        raise BadInput(f"There are no .json files in {paths[0].name}: choose another folder.", "file")
    if len(found) > MOST_FILES:
        raise BadInput(f"There are more than {MOST_FILES:,} files: import them in parts.", "file")
    return tuple(found)


def _records(path: Path) -> Iterator[tuple[Line, Mapping[str, object]]]:
    """Each record of a file with its number in it, from 1."""
    if guard_file(path).kind is not FileKind.JSON:
        raise BadInput(f"{path.name} is not a .json file: choose the regulator's API answers.", "file")
    with reading_failures(path):
        content = path.read_bytes()
    try:
        whole: object = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{path.name} is not sound JSON: fetch it again.", "file") from error
    if isinstance(whole, dict):
        lists = [one for name in ("locations", "providers") if isinstance(one := whole.get(name), list)]
        listed: list[object] = [record for one in lists for record in one] if lists else [whole]
    else:
        listed = whole if isinstance(whole, list) else [whole]
    for number, record in enumerate(listed, start=1):
        yield Line(path.name, "", number), record if isinstance(record, dict) else {}


class _Answers:
    """Gathers services and providers while the records go by."""

    def __init__(self, book: MarketBook) -> None:
        self._book = book
        self._services: dict[str, ServiceEntry] = {}
        self._providers: dict[str, ProviderEntry] = {}
        self._left_out = 0

    def take(self, line: Line, record: Mapping[str, object]) -> None:
        """Take one record in."""
        if _text(record, "locationId"):
            self._take_location(line, record)
        elif _text(record, "providerId") and _text(record, "name"):
            self._take_provider(line, record)
        else:
            mend = "This is no location and no provider of the regulator's: fetch it again, or leave it out."
            self._book.faults.append(line.fault("locationId", "", mend))

    def finish(self) -> None:
        """Hand over; a provider no record tells of stands under its id."""
        for service in self._services.values():
            provider_id = service.provider_regulator_id or ""
            unnamed = ProviderEntry(
                line=service.line,
                name=f"Provider {provider_id} (name not given)",
                regulator_id=provider_id,
                name_is_certain=False,
            )
            self._providers.setdefault(provider_id, unnamed)
        self._book.services.extend(self._services.values())
        self._book.providers.extend(self._providers.values())
        if self._left_out:
            self._book.notes.append(
                f"Left out, not being social care (doctors, dentists and the like): {count(self._left_out, 'record')}."
            )

    def _take_provider(self, line: Line, record: Mapping[str, object]) -> None:
        place, _ = place_if_known(_text(record, "postalCode"))
        entry = ProviderEntry(
            line=line,
            name=_text(record, "name"),
            regulator_id=_text(record, "providerId"),
            company_number=_company_number(_text(record, "companiesHouseNumber")),
            charity_number=_text(record, "charityNumber") or None,
            address=_address(record),
            postcode=place.postcode if place else None,
            phone=_text(record, "mainPhoneNumber") or None,
        )
        self._providers[_text(record, "providerId")] = entry

    def _take_location(self, line: Line, record: Mapping[str, object]) -> None:
        kinds = _names(record.get("gacServiceTypes"))
        if not is_social_care(kinds) and _text(record, "type") != _SOCIAL_CARE_TYPE:
            self._left_out += 1
            return
        for needed in ("name", "providerId"):
            if not _text(record, needed):
                self._book.faults.append(line.fault(needed, "", f"The location has no {needed}: fetch it again."))
                return
        rating, rated_on = _rating(record, self._book, line)
        beds = record.get("numberOfBeds")
        entry = ServiceEntry(
            line=line,
            name=_text(record, "name"),
            regulator_id=_text(record, "locationId"),
            provider_regulator_id=_text(record, "providerId"),
            kind=", ".join(kinds) or None,
            address=_address(record),
            place=_place(record, self._book, line),
            rating=rating,
            rated_on=rated_on,
            registration=_registration(record),
            # Home care is written with 0 beds: that is no capacity of nought.
            capacity=beds if isinstance(beds, int) and beds > 0 else None,
            phone=_text(record, "mainPhoneNumber") or None,
            needs=needs_of(_names(record.get("specialisms"))),
        )
        first = self._services.setdefault(entry.regulator_id or "", entry)
        if first is not entry:
            mend = f"{first.line.file} is for the same location; that one was taken."
            self._book.remarks.append(line.fault("locationId", entry.regulator_id or "", mend))


def _text(record: Mapping[str, object], name: str) -> str:
    value = record.get(name)
    whole = " ".join(str(value).split())[:LONGEST_NAME] if isinstance(value, str | int) else ""
    return whole.encode("utf-8", "ignore").decode().replace("\0", "")


def _names(records: object) -> tuple[str, ...]:
    listed: Iterable[object] = records if isinstance(records, list) else ()
    names = (_text(one, "name") for one in listed if isinstance(one, dict))
    return tuple(dict.fromkeys(name for name in names if name))


def _rating(record: Mapping[str, object], book: MarketBook, line: Line) -> tuple[Rating | None, date | None]:
    current = record.get("currentRatings")
    overall = current.get("overall") if isinstance(current, dict) else None
    if not isinstance(overall, dict) or not _text(overall, "rating"):
        return None, None
    try:
        rating = read_rating(_text(overall, "rating"))
        return rating, read_regulator_day(_text(overall, "reportDate")) if _text(overall, "reportDate") else None
    except BadInput as wrong:
        book.remarks.append(line.fault("currentRatings", _text(overall, "rating"), wrong.sentence))
        return None, None


def _registration(record: Mapping[str, object]) -> Registration:
    if _text(record, "registrationStatus").lower() == "deregistered":
        return Registration.ENDED
    return Registration.DORMANT if _text(record, "dormancy").upper() == "Y" else Registration.REGISTERED


def _place(record: Mapping[str, object], book: MarketBook, line: Line) -> Place | None:
    postcode = _text(record, "postalCode")
    place, wrong = place_if_known(postcode)
    if wrong:
        book.remarks.append(line.fault("postalCode", postcode, f"{wrong} The service was taken without a place."))
    return place


def _address(record: Mapping[str, object]) -> str | None:
    names = ("postalAddressLine1", "postalAddressLine2", "postalAddressTownCity", "postalAddressCounty")
    return ", ".join(part for name in names if (part := _text(record, name))) or None


def _company_number(text: str) -> str | None:
    try:
        return read_company_number(text) if text else None
    except BadInput:
        return None
