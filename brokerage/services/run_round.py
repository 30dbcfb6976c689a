"""Opens rounds of a scheme, in which newcomers apply, and lists them as they stand on a day."""

from dataclasses import dataclass
from datetime import date, datetime

from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput
from brokerage.domain.number_words import count
from brokerage.domain.period import Period
from brokerage.domain.round import OPEN_THROUGHOUT, Round, RoundState, check_close, check_round, round_open_on
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.services.typed_text import typed_line
from brokerage.storage.engine import Database
from brokerage.storage.queries.rounds import all_rounds, rounds_of, waiting_between_rounds
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand, scheme_for_update, scheme_now
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.rounds import add_round, change_closing_day

CHANGED = frozenset({Kind.SCHEMES})


@dataclass(frozen=True, slots=True)
class RoundToOpen:
    """What a form says of a round. `closes_on` is None for a continuous one; the title may be left to the program."""

    scheme: str
    opens_on: date
    closes_on: date | None = None
    title: str = ""
    notice_reference: str = ""


@dataclass(frozen=True, slots=True)
class RoundToday:
    """A round and where it stands on the day asked about."""

    round: Round
    state: RoundState


@dataclass(frozen=True, slots=True)
class RoundList:
    """Rounds by scheme and opening day, and what to be warned of."""

    rounds: tuple[RoundToday, ...]
    warnings: tuple[str, ...]


def open_round(
    database: Database, actor: Actor, to_open: RoundToOpen, now: datetime, *, dry_run: bool = False
) -> Done[Round]:
    """Return the round as opened; the same form sent again is answered with the round it opened. A dry run keeps nothing.

    Raises: BadInput for an unknown scheme or a closing day before the opening; RuleBroken when it shares a day with another
    round of the scheme, opens after its contracts have ended, or the job may not.
    """
    refuse_who_runs_no_scheme(actor)
    title, notice = typed_line(to_open.title, "title"), typed_line(to_open.notice_reference, "notice_reference")
    with unit_of_work(database, actor, now) as work:
        scheme = scheme_for_update(work.session, to_open.scheme)
        others = rounds_of(work.session, scheme.scheme_id)
        number = max((other.number for other in others), default=0) + 1
        repeated = _same(others, to_open, title)
        if repeated is not None:
            return Done(repeated, frozenset())
        days = check_round(to_open.opens_on, to_open.closes_on, others, scheme.last_day)
        opened = add_round(work, scheme, number, days, title or _usual_title(number, days), notice)
        if dry_run:
            work.undo()
    return Done(opened, frozenset() if dry_run else CHANGED)


def close_round(
    database: Database,
    actor: Actor,
    scheme: str,
    number: int,
    closes_on: date,
    today: date,
    now: datetime,
    *,
    dry_run: bool = False,
) -> Done[Round]:
    """Return the round with its closing day set or moved; the same asked again changes nothing. A dry run keeps nothing.

    Raises: BadInput for an unknown scheme or round, or a day before it opens or before today; RuleBroken when it is closed
    already, would share a day with another round, or the job may not.
    """
    refuse_who_runs_no_scheme(actor)
    with unit_of_work(database, actor, now) as work:
        found = scheme_for_update(work.session, scheme)
        rounds = rounds_of(work.session, found.scheme_id)
        one = next((one for one in rounds if one.number == number), None)
        if one is None:
            raise BadInput(f"{found.reference} has no round {number}: list its rounds for their numbers.", "number")
        if one.closes_on == closes_on:
            return Done(one, frozenset())
        check_close(one, closes_on, rounds, today)
        closed = change_closing_day(work, one, closes_on)
        if dry_run:
            work.undo()
    return Done(closed, frozenset() if dry_run else CHANGED)


def list_rounds(database: Database, today: date, *, scheme: str = "") -> RoundList:
    """Return the rounds of one scheme or of all, each with its state on the day, and warnings about newcomers between rounds.

    Raises: BadInput for an unknown scheme.
    """
    with database.reading() as reader:
        only = scheme_now(reader, scheme) if scheme.strip() else None
        rounds = all_rounds(reader) if only is None else rounds_of(reader, only.scheme_id)
        waiting = waiting_between_rounds(reader)
    warnings = [
        _warn_of_waiting(reference, number)
        for reference, number in sorted(waiting.items())
        if only is None or reference == only.reference
    ]
    if only is not None and only.kind in OPEN_THROUGHOUT and round_open_on(rounds, today) is None:
        warnings.append(_warn_of_closed(only))
    return RoundList(tuple(RoundToday(one, one.state_on(today)) for one in rounds), tuple(warnings))


def refuse_who_runs_no_scheme(actor: Actor) -> None:
    """Pass for a commissioner. Raises: RuleBroken for every other job."""
    refuse_other_jobs(actor, Job.COMMISSIONER, "run a scheme")


def _same(others: tuple[Round, ...], to_open: RoundToOpen, title: str) -> Round | None:
    """The round that this very form opened already: pressed twice, it is answered as the first time."""
    asked = (to_open.opens_on, to_open.closes_on)
    return next(
        (
            other
            for other in others
            if (other.opens_on, other.closes_on) == asked
            and other.title == (title or _usual_title(other.number, other.period))
        ),
        None,
    )


def _usual_title(number: int, days: Period) -> str:
    return f"Round {number}" + (", continuous" if days.is_open else "")


def _warn_of_waiting(scheme: str, number: int) -> str:
    came = count(number, "application")
    return f"{scheme}: {came} came between rounds; the day of receipt is kept and the clock runs."


def _warn_of_closed(scheme: SchemeAtHand) -> str:
    return (
        f"{scheme.reference}: no round is open today, and a scheme of this kind is not closed to newcomers: "
        "open a continuous round."
    )
