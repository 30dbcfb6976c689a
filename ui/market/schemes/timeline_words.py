"""What a timeline shows: spans and marks with their days, how they are placed to scale, and the same told in words. No widgets.

A place is a share of the whole width, 0 at the first day's morning and 1 at the last day's evening.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from math import ceil

from brokerage.domain.period import ONE_DAY, format_day


class SpanShape(Enum):
    """How a span is drawn: each kind has a shape of its own, whatever its colour."""

    TAKEN = "filled"
    LEFT = "hatched with a dashed edge"
    ROUND = "a thin bar"


class MarkShape(Enum):
    """How a day is marked; the value is the sign its words begin with."""

    TODAY = "▼"
    LAST_DAY = "◆"


@dataclass(frozen=True, slots=True)
class Span:
    """From a day to a day, both included; no last day where it is still going on. `words` name it in the picture."""

    words: str
    first_day: date
    last_day: date | None
    shape: SpanShape


@dataclass(frozen=True, slots=True)
class Mark:
    """One day that matters."""

    words: str
    day: date
    shape: MarkShape

    @property
    def label(self) -> str:
        """`▼ Today, 2 Nov 2026`."""
        return f"{self.shape.value} {self.words}, {format_day(self.day)}"


@dataclass(frozen=True, slots=True)
class Timeline:
    """The spans in order and the marks; the scale reaches from the first of their days to the last."""

    spans: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def first_day(self) -> date:
        """The first day of the scale. Raises ValueError for a timeline of nothing."""
        return min((*(span.first_day for span in self.spans), *(mark.day for mark in self.marks)))

    @property
    def last_day(self) -> date:
        """The last day of the scale. Raises ValueError for a timeline of nothing."""
        ends = (span.last_day or span.first_day for span in self.spans)
        return max((*ends, *(mark.day for mark in self.marks)))

    @property
    def days(self) -> int:
        """How many days the scale holds."""
        return (self.last_day - self.first_day).days + 1

    def place(self, day: date) -> float:
        """Where the day begins."""
        return (day - self.first_day).days / self.days

    def places(self, span: Span) -> tuple[float, float]:
        """Where a span begins and ends; what is still going on reaches to the end of the scale."""
        end = 1.0 if span.last_day is None else self.place(span.last_day + ONE_DAY)
        return self.place(span.first_day), end

    def years(self, most: int) -> tuple[date, ...]:
        """The first days of calendar years within the scale, evenly left out until there are so many at most."""
        found = [
            date(year, 1, 1)
            for year in range(self.first_day.year, self.last_day.year + 1)
            if date(year, 1, 1) >= self.first_day
        ]
        step = max(1, ceil(len(found) / max(most, 1)))
        return tuple(found[::step])


def lines_for(extents: Sequence[tuple[float, float]]) -> tuple[int, ...]:
    """Return for each extent the first line, counted from 0, on which it meets none before it."""
    ends: list[float] = []
    found: list[int] = []
    for begins, finishes in extents:
        line = next((number for number, end in enumerate(ends) if end <= begins), len(ends))
        if line == len(ends):
            ends.append(finishes)
        else:
            ends[line] = finishes
        found.append(line)
    return tuple(found)


def said(timeline: Timeline) -> str:
    """The whole timeline as sentences, for who does not see the picture."""
    return " ".join(
        (*map(_span_said, timeline.spans), *(f"{mark.words}: {format_day(mark.day)}." for mark in timeline.marks))
    )


def _span_said(span: Span) -> str:
    if span.last_day is None:
        return f"{span.words}: from {format_day(span.first_day)}, still going on."
    return f"{span.words}: {format_day(span.first_day)} to {format_day(span.last_day)}."
