"""The invented words the demonstration is made of, from resources/demonstration."""

import csv
import json
from dataclasses import dataclass
from functools import cache

import resources

LABEL = "(demo)"


@dataclass(frozen=True, slots=True)
class InventedActivity:
    """A thing to do, and the codes of the outcomes it works towards."""

    name: str
    summary: str
    outcomes: tuple[str, ...]


@cache
def words(kind: str) -> tuple[str, ...]:
    """The list of this name in words.json."""
    listed = json.loads(resources.path("demonstration", "words.json").read_text(encoding="utf-8"))
    return tuple(listed[kind])


@cache
def outcomes() -> tuple[tuple[str, str], ...]:
    """Code and title of every outcome."""
    return tuple((row["code"], row["title"]) for row in _rows("outcomes.csv"))


@cache
def activities() -> tuple[InventedActivity, ...]:
    """Everything a service may have on its timetable."""
    return tuple(
        InventedActivity(row["name"], row["summary"], tuple(row["outcomes"].split(";")))
        for row in _rows("activities.csv")
    )


@cache
def example_questions(asked_of: str) -> tuple[dict[str, str], ...]:
    """The questions asked of a `home`, an `activity` or a `micro`-enterprise, column by column."""
    return tuple(row for row in _rows("questions.csv") if row["for"] == asked_of)


def labelled(name: str) -> str:
    """The name, marked as made up."""
    return f"{name} {LABEL}"


def _rows(name: str) -> list[dict[str, str]]:
    with resources.path("demonstration", name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
