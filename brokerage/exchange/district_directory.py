"""The local-authority districts of England and Wales: ONS code and name. docs/sources.md names the source."""

import csv
from dataclasses import dataclass
from functools import cache

import resources


@dataclass(frozen=True, slots=True)
class DirectoryDistrict:
    """A district by its ONS code, such as E07000110 Maidstone."""

    code: str
    name: str


@cache
def districts() -> tuple[DirectoryDistrict, ...]:
    """Returns every district, in order of code."""
    with resources.path("areas", "districts.csv").open(encoding="utf-8", newline="") as file:
        return tuple(DirectoryDistrict(row["code"], row["name"]) for row in csv.DictReader(file))


def district_name(code: str) -> str | None:
    """Returns the district's name, or None for a code the list does not have."""
    return _names().get(code)


@cache
def _names() -> dict[str, str]:
    return {district.code: district.name for district in districts()}
