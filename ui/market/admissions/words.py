"""What Market says of admissions: where they stand, what lapses, what was done; no widgets."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from brokerage.domain.admission_event import AdmissionEventKind
from brokerage.domain.admission_summary import EventShown, PlacementThere
from brokerage.domain.calendar import day_in_england
from brokerage.domain.contract import ContractTerms
from brokerage.domain.period import format_day
from brokerage.domain.renewal import Lapse, LapseKind, reminder_reached
from brokerage.domain.service_move import MoveShown
from ui import formats
from ui.market.admissions.lines import MOST_SHOWN, AdmissionLine, Shown, Stands
from ui.market.admissions.reading import AdmissionOpened
from ui.tone import Tone

Fact = tuple[str, str]
ToneFact = tuple[str, str, Tone]

SIGNS = {
    Stands.SUSPENDED: "◆",
    Stands.LAPSED: "✕",
    Stands.LAPSING: "▲",
    Stands.TO_COME: "▸",
    Stands.ADMITTED: "✓",
    Stands.ENDED: "■",
}
"""Each way to stand has a shape of its own."""
TONES = {
    Stands.SUSPENDED: Tone.BAD,
    Stands.LAPSED: Tone.BAD,
    Stands.LAPSING: Tone.WARN,
    Stands.TO_COME: Tone.PLAIN,
    Stands.ADMITTED: Tone.GOOD,
    Stands.ENDED: Tone.QUIET,
}
SHOWN_WORDS = {
    Shown.CURRENT: "Admitted now or to come",
    Shown.ATTENTION: "Needs attention",
    Shown.SUSPENDED: "Suspended",
    Shown.LAPSING: "Something lapses",
    Shown.TO_COME: "Not begun",
    Shown.ENDED: "Ended",
    Shown.ALL: "All",
}
_DONE = {
    AdmissionEventKind.SUSPENDED: "Suspended",
    AdmissionEventKind.LIFTED: "Suspension lifted",
    AdmissionEventKind.REMOVED: "Removed from the lot",
    AdmissionEventKind.RENEWED: "Renewed",
}
_LAPSES = {
    LapseKind.ADMISSION: "Admission",
    LapseKind.INSURANCE: "Insurance",
    LapseKind.REGISTRATION: "Registration",
    LapseKind.DOCUMENT: "Document",
}


def stands(line: AdmissionLine, today: date) -> str:
    """`✓ Admitted`, `◆ Suspended 1 Nov 2026 – 30 Nov 2026`, `▲ Lapses in 12 days`, `▸ Not begun, from 1 Jan 2027`."""
    return f"{SIGNS[line.stands]} {_stands(line, today)}"


def tone(line: AdmissionLine) -> Tone:
    """How it is meant."""
    return TONES[line.stands]


def attention(line: AdmissionLine, today: date) -> str:
    """What lapses or has lapsed, the gravest first; a dash for nothing."""
    return " · ".join(lapse_words(lapse, today) for lapse in line.lapses) or formats.DASH


def attention_tone(line: AdmissionLine, today: date) -> Tone:
    """How it is meant: a gate that is closed is worse than one that will be."""
    if not line.lapses:
        return Tone.QUIET
    return Tone.BAD if any(lapse.has_lapsed(today) for lapse in line.lapses) else Tone.WARN


def lapse_words(lapse: Lapse, today: date) -> str:
    """`◆ Insurance lapsed 3 Nov 2026`, `▲ Admission lapses in 12 days`, `◆ Registration not in force`."""
    name, left = _LAPSES[lapse.kind], lapse.days_left(today)
    if lapse.last_day is None or left is None:
        return f"{formats.STOPPED} {name} not in force"
    if left < 0:
        return f"{formats.STOPPED} {name} lapsed {format_day(lapse.last_day)}"
    return f"{formats.OVER} {name} {_lapses(left)}"


def filter_words(shown: Shown, number: int) -> str:
    """`Needs attention (3)`."""
    return f"{SHOWN_WORDS[shown]} ({number:,})"


def count_line(numbers: Mapping[Shown, int], found: int) -> str:
    """`12 admissions listed · 3 need attention · 1 suspended`."""
    cut = f", the first {MOST_SHOWN:,} shown: narrow the list" if found > MOST_SHOWN else ""
    needing = numbers[Shown.ATTENTION]
    return (
        f"{formats.count(found, 'admission')} listed{cut} · {formats.OVER} {needing:,} "
        f"{'needs' if needing == 1 else 'need'} attention · {SIGNS[Stands.SUSPENDED]} {numbers[Shown.SUSPENDED]:,} suspended"
    )


def schemes(found: Iterable[AdmissionLine]) -> tuple[str, ...]:
    """The schemes that the admissions are to."""
    return tuple(sorted({line.scheme for line in found}))


def facts(opened: AdmissionOpened, today: date) -> tuple[Fact | ToneFact, ...]:
    """What is admitted to what, from when to when, under which contract."""
    about, contract = opened.detail.summary, opened.detail.contract
    suspensions = tuple(
        ("Suspension", f"{formats.period(each.days.first_day, each.days.last_day)}: {each.reason}")
        for each in opened.detail.suspensions
    )
    return (
        ("Stands", stands(opened.line, today), tone(opened.line)),
        ("Provider", about.provider),
        ("Lot", f"{about.lot} · {about.lot_title}"),
        ("Admitted", formats.period(about.period.first_day, about.period.last_day)),
        *suspensions,
        ("Reference", about.reference),
        ("Contract", _contract(contract)),
        *((("Contract’s value", formats.money(contract.value)),) if contract and contract.value is not None else ()),
        ("Scheme’s contracts end", formats.day(opened.detail.at_hand.contracts_last_day, "no day set")),
    )


def renewals(opened: AdmissionOpened, today: date) -> tuple[ToneFact, ...]:
    """What lapses, with the day its gate closes and the reminder that has come."""
    return tuple(
        (
            f"{_LAPSES[lapse.kind]}{f' for {lapse.lot}' if lapse.lot else ''}",
            _renewal(lapse, today),
            Tone.BAD if lapse.has_lapsed(today) else Tone.WARN,
        )
        for lapse in opened.line.lapses
    )


def history(opened: AdmissionOpened) -> tuple[Fact, ...]:
    """Everything done to the admission and every change of owner of its service, the latest first."""
    done = [
        *((event.done_at, _DONE[event.kind], _event(event)) for event in opened.detail.events),
        *((move.done_at, "Moved to another provider", _move(move)) for move in opened.owner.moves),
    ]
    return tuple((f"{format_day(day_in_england(at))} · {what}", told) for at, what, told in sorted(done, reverse=True))


def placements_untouched(opened: AdmissionOpened) -> str:
    """Which placements stay as they are, whatever is done to the admission."""
    running, to_start = opened.detail.running, opened.detail.to_start
    if not running and not to_start:
        return "No placement runs under it."
    told = []
    if running:
        told.append(f"{formats.count(len(running), 'placement that runs', 'placements that run')}: {_named(running)}")
    if to_start:
        told.append(f"{len(to_start):,} raised and still to start: {_named(to_start)}")
    return f"Untouched: {'; '.join(told)}."


def _stands(line: AdmissionLine, today: date) -> str:
    about = line.summary
    if line.stands is Stands.SUSPENDED and about.suspended is not None:
        return f"Suspended {formats.period(about.suspended.first_day, about.suspended.last_day)}"
    if line.stands is Stands.TO_COME:
        return f"Not begun, from {format_day(about.period.first_day)}"
    last_day = about.period.last_day
    if last_day is None or line.stands is Stands.ADMITTED:
        return "Admitted"
    if line.stands is Stands.LAPSING:
        said = _lapses((last_day - today).days)
        return f"{said[:1].upper()}{said[1:]}"
    return f"{'Lapsed' if line.stands is Stands.LAPSED else 'Ended'} {format_day(last_day)}"


def _lapses(left: int) -> str:
    return f"lapses in {formats.count(left, 'day')}" if left else "lapses after today"


def _renewal(lapse: Lapse, today: date) -> str:
    said = lapse_words(lapse, today)
    if lapse.last_day is None or lapse.closes_on is None:
        return f"{said}: no call-off may start"
    if lapse.has_lapsed(today):
        return f"{said}: no call-off may start since {format_day(lapse.closes_on)}"
    reminder = reminder_reached(lapse.last_day, today)
    due = "" if reminder is None else f" · reminder of {reminder} days reached"
    return f"{said}: the gate closes on {format_day(lapse.closes_on)}{due}"


def _contract(contract: ContractTerms | None) -> str:
    if contract is None:
        return "none on record"
    days = formats.period(contract.first_day, contract.last_day)
    return f"{contract.number} · {days} · sealed on {format_day(contract.sealed_on)}"


def _event(event: EventShown) -> str:
    return f"{formats.period(event.first_day, event.last_day)}, {event.done_by}: {event.reason}"


def _move(move: MoveShown) -> str:
    days = f"from {format_day(move.first_day)}"
    return f"{days}, {move.from_provider} → {move.to_provider}, {move.done_by}: {move.reason}"


def _named(placements: Sequence[PlacementThere]) -> str:
    few = 4
    named = ", ".join(each.reference for each in placements[:few])
    return named if len(placements) <= few else f"{named} and {len(placements) - few:,} more, listed below"
