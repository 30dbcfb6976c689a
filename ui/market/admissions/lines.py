"""Admissions as the list shows them: where each stands, what needs attention, which are looked for; no widgets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from brokerage.domain.admission_summary import AdmissionStanding, AdmissionSummary
from brokerage.domain.renewal import REMINDER_DAYS, Lapse, LapseKind

if TYPE_CHECKING:
    from brokerage.services.desk import Database

MOST_SHOWN = 500
LAPSING_DAYS = max(REMINDER_DAYS)


class Stands(Enum):
    """Where an admission stands today, as the list says it; the gravest first."""

    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    LAPSING = "lapsing"
    TO_COME = "not begun"
    ADMITTED = "admitted"
    ENDED = "ended"


class Shown(Enum):
    """Which admissions the list shows."""

    CURRENT = "current"
    ATTENTION = "needs attention"
    SUSPENDED = "suspended"
    LAPSING = "lapsing"
    TO_COME = "not begun"
    ENDED = "ended"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class AdmissionLine:
    """An admission on a day, with what of it and of its service lapses within 60 days, or has lapsed.

    `sought` is all it may be found by, in small letters.
    """

    summary: AdmissionSummary
    stands: Stands
    lapses: tuple[Lapse, ...]
    sought: str

    @property
    def scheme(self) -> str:
        """The scheme's reference."""
        return self.summary.lot.rpartition("/")[0]

    @property
    def needs_attention(self) -> bool:
        """Whether a commissioner has something to decide: it is suspended, or something lapses."""
        return self.stands is Stands.SUSPENDED or bool(self.lapses)


def read_admissions(database: "Database", today: date) -> tuple[AdmissionLine, ...]:
    """Return every admission, those that ended among them, by service and lot."""
    from brokerage.services.keep_admission import list_admissions
    from brokerage.services.lapsing import list_lapsing

    return lines(list_admissions(database, today, with_ended=True), list_lapsing(database, today, LAPSING_DAYS), today)


def lines(admissions: Iterable[AdmissionSummary], lapses: Iterable[Lapse], today: date) -> tuple[AdmissionLine, ...]:
    """Return the admissions in their order, each with its lapses: an insurance is of every admission that has not ended."""
    by_admission: dict[int, list[Lapse]] = {}
    by_service: dict[int, list[Lapse]] = {}
    for lapse in lapses:
        if lapse.admission_id is not None:
            by_admission.setdefault(lapse.admission_id, []).append(lapse)
        elif lapse.service_id is not None and lapse.has_gate:  # documents have a section of their own
            by_service.setdefault(lapse.service_id, []).append(lapse)
    return tuple(_line(each, by_admission, by_service, today) for each in admissions)


def is_shown(line: AdmissionLine, shown: Shown) -> bool:
    """Return whether the filter lets it through."""
    if shown is Shown.ATTENTION:
        return line.needs_attention
    if shown is Shown.CURRENT:
        return line.stands not in (Stands.ENDED, Stands.LAPSED)
    if shown is Shown.ENDED:
        return line.stands in (Stands.ENDED, Stands.LAPSED)
    if shown is Shown.LAPSING:
        return bool(line.lapses)
    return shown is Shown.ALL or line.stands.value == shown.value


def narrowed(found: Iterable[AdmissionLine], text: str, scheme: str) -> tuple[AdmissionLine, ...]:
    """Return those that hold every word typed, in any case, in service, provider, lot or reference; of one scheme where given."""
    words = text.casefold().split()
    return tuple(
        line for line in found if (not scheme or line.scheme == scheme) and all(word in line.sought for word in words)
    )


def counts(found: Sequence[AdmissionLine]) -> dict[Shown, int]:
    """Return how many each filter would let through."""
    return {shown: sum(is_shown(line, shown) for line in found) for shown in Shown}


def _line(
    summary: AdmissionSummary,
    by_admission: Mapping[int, Sequence[Lapse]],
    by_service: Mapping[int, Sequence[Lapse]],
    today: date,
) -> AdmissionLine:
    own = by_admission.get(summary.admission_id, ())
    standing = summary.standing(today)
    of_service = () if standing is AdmissionStanding.ENDED else by_service.get(summary.service_id, ())
    ends = any(lapse.kind is LapseKind.ADMISSION for lapse in own)
    sought = f"{summary.service} {summary.provider} {summary.lot} {summary.lot_title} {summary.reference}".casefold()
    return AdmissionLine(summary, _stands(standing, ends=ends), (*own, *of_service), sought)


def _stands(standing: AdmissionStanding, *, ends: bool) -> Stands:
    if standing is AdmissionStanding.SUSPENDED:
        return Stands.SUSPENDED
    if standing is AdmissionStanding.TO_COME:
        return Stands.TO_COME
    if standing is AdmissionStanding.ENDED:
        return Stands.LAPSED if ends else Stands.ENDED
    return Stands.LAPSING if ends else Stands.ADMITTED
