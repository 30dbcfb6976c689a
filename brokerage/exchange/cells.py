"""Reads one cell's text as what it stands for. Each raises BadInput with the sentence that says how to mend the cell."""

import re
from collections.abc import Mapping
from enum import Enum
from functools import cache
from typing import TypeVar

from brokerage.domain.errors import BadInput
from brokerage.domain.week_notation import WEEKDAYS
from brokerage.domain.week_wanted import parse_week

EnumT = TypeVar("EnumT", bound=Enum)
LONGEST_NUMBER = 9
_TIME = re.compile(r"([0-9]{1,2})[:.]([0-9]{2})(?::00)?")
_COMPANY_NUMBER = re.compile(r"[A-Z]{0,2}[0-9]{4,8}[A-Z]?")
_YES = ("yes", "y", "true", "1", "x")
_NO = ("no", "n", "false", "0")
_SEPARATORS = re.compile(r"[;,\n|]+")


def read_whole_number(text: str) -> int:
    """Return a whole number from 0."""
    bare = text.replace(",", "").strip()
    if not (bare.isascii() and bare.isdigit()) or len(bare) > LONGEST_NUMBER:
        raise BadInput("This is not a whole number: write figures only, such as 12, or leave the cell empty.")
    return int(bare)


def read_yes_or_no(text: str) -> bool:
    """Return True for yes."""
    lowered = text.strip().lower()
    if lowered not in _YES + _NO:
        raise BadInput("Write yes or no, or leave the cell empty.")
    return lowered in _YES


def read_choice(text: str, members: type[EnumT]) -> EnumT:
    """Return the member whose value the text is; capitals, spaces and hyphens do not matter."""
    found = _by_plain_value(members).get(_plain(text))
    if isinstance(found, members):
        return found
    listed = ", ".join(str(member.value) for member in members)
    raise BadInput(f"This is not one of those known: write one of {listed}.")


@cache
def _by_plain_value(members: type[Enum]) -> Mapping[str, Enum]:
    return {_plain(str(member.value)): member for member in members}


def _plain(text: str) -> str:
    return re.sub(r"[\s_-]+", "-", text.strip().lower())


def read_minute_of_day(text: str) -> int:
    """Return the minutes from midnight of a time such as 09:30; 24:00 ends the day."""
    match = _TIME.fullmatch(text.strip())
    if match is None or int(match[2]) > 59 or int(match[1]) * 60 + int(match[2]) > 24 * 60:
        raise BadInput("This is not a time of day: write it as 09:30.")
    return int(match[1]) * 60 + int(match[2])


def read_weekday(text: str) -> int:
    """Return the weekday, Monday as 0."""
    lowered = text.strip().lower()
    for number, name in enumerate(WEEKDAYS):
        if lowered.startswith(name.lower()) and lowered.isalpha():
            return number
    raise BadInput(f"This is not a day of the week: write one of {', '.join(WEEKDAYS)}.")


def read_weekday_mask(text: str) -> int:
    """Return the weekdays of a text such as `Mon-Fri` or `Mon, Wed` as bits, Monday as 1."""
    return parse_week(re.sub(r"\s+to\s+", "-", text)).weekday_mask


def read_list(text: str) -> tuple[str, ...]:
    """Return the parts between semicolons or commas, each once, in order, without blanks at their ends."""
    parts = (part.strip() for part in _SEPARATORS.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def read_company_number(text: str) -> str:
    """Return a company number of eight characters; a spreadsheet takes its leading zeros away, so they are put back."""
    bare = re.sub(r"\s+", "", text).upper()
    if not _COMPANY_NUMBER.fullmatch(bare):
        raise BadInput("This is not a company number: write its eight figures or letters, such as 01234567.")
    return bare.zfill(8) if bare.isdigit() else bare


def read_nhs_number(text: str) -> str:
    """Return the ten figures of an NHS number whose last figure checks the others (NHS Data Dictionary, modulus 11)."""
    figures = re.sub(r"[\s-]+", "", text)
    if not re.fullmatch(r"[0-9]{10}", figures):
        raise BadInput("This is not an NHS number: write its ten figures.")
    check = (
        11 - sum(int(figure) * weight for figure, weight in zip(figures, range(10, 1, -1), strict=False)) % 11
    ) % 11
    if check != int(figures[-1]):
        raise BadInput("This NHS number does not check: one of its figures is wrong. Compare it with the record.")
    return figures


def read_email(text: str) -> str:
    """Return an address that has one @ with something on both sides."""
    if not re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        raise BadInput("This is not an e-mail address: write it as name@example.org, or leave the cell empty.")
    return text
