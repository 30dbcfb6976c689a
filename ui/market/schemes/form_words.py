"""What is typed to set up a purchasing system, read into what the use case takes, and what is said of it; no widgets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from brokerage.domain.changes import Done
from brokerage.domain.errors import BadInput
from brokerage.domain.money import parse_pounds
from brokerage.domain.notice_plan import Beside, choose_notice, fill_from_notice
from brokerage.domain.ocds_notice import Notice
from brokerage.domain.period import format_day
from brokerage.domain.scheme import SchemeKind
from brokerage.domain.scheme_asked import SchemeAsked, plan_of, still_to_say
from brokerage.domain.scheme_plan import LotPlan, parse_lot, parse_months
from brokerage.domain.staff import Actor
from ui import formats
from ui.market.read_only import only_commissioners
from ui.widgets.row_model import Column

if TYPE_CHECKING:
    from brokerage.services.desk import Database
    from brokerage.services.open_scheme import SchemeOpened

BESIDE: tuple[Column[Beside], ...] = (
    Column("", lambda one: formats.OVER if one.differs else "", width=40),
    Column("What", lambda one: one.what, width=180, strong=True),
    Column("The notice said", lambda one: one.said),
    Column("Set up", lambda one: one.opened),
)
NEW_LOT = "1 = Day centres: learning-disability, autism; ages 18-; registered; cpv 85311200-4; units day; ratios 1:3"


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """A notice that was read from a file: all the file tells of, and the one chosen."""

    path: Path
    notices: tuple[Notice, ...]
    ocid: str = ""


@dataclass(frozen=True, slots=True)
class SchemeTried:
    """A scheme that was set up, or would be; what the notice said beside it, and what to look at again."""

    opened: "SchemeOpened"
    beside: tuple[Beside, ...] = ()
    remarks: tuple[str, ...] = ()


def read(
    texts: Mapping[str, str], days: Mapping[str, date | None], kind: SchemeKind | None, rules_of: str
) -> SchemeAsked:
    """Return what is typed. Raises: BadInput at the field that cannot be read."""
    return SchemeAsked(
        texts["reference"].strip(),
        texts["decision"],
        days["on"],
        texts["title"],
        texts["description"],
        kind,
        texts["law"],
        days["from"],
        parse_months(texts["terms"]) if texts["terms"].strip() else (),
        tuple(parse_lot(line) for line in texts["lot"].splitlines() if line.strip()),
        days["last-call-off-day"],
        _number(texts["answer-days"], "answer-days"),
        _number(texts["longer-answer-days"], "longer-answer-days"),
        _number(texts["assessors"], "assessors") or 1,
        _pounds(texts["value"]),
        rules_of,
    )


def wanting(asked: SchemeAsked) -> dict[str, str]:
    """What is still to be said, each at its field: a sentence."""
    own = {"kind": "which kind of scheme it is"}  # its choices stand in the list
    return {field: f"Still to be said: {own.get(field, words)}." for field, words in still_to_say(asked).items()}


def from_notice(file: NoticeFile) -> tuple[dict[str, str], dict[str, date | None], SchemeKind | None]:
    """What the notice says, as one would type it: texts, days and the kind. Raises: BadInput as `choose_notice`."""
    said = fill_from_notice(SchemeAsked(""), choose_notice(file.notices, file.ocid))
    texts = {
        "title": said.title,
        "description": said.description,
        "law": said.law,
        "terms": "+".join(str(months) for months in said.months),
        "value": "" if said.estimated_value is None else f"{said.estimated_value:,.2f}",
        "lot": "\n".join(lot_line(lot) for lot in said.lots),
    }
    return texts, {"from": said.first_day}, said.kind


def terms_hint(file: NoticeFile) -> str:
    """What the notice says of the terms, where it leaves their months open; empty where it does not."""
    said = fill_from_notice(SchemeAsked(""), choose_notice(file.notices, file.ocid))
    return "" if said.months else f"{said.terms_hint[:1].upper()}{said.terms_hint[1:]}."


def filled(file: NoticeFile) -> str:
    """What was done with the notice, and what is left to do."""
    return (
        f"{formats.FITS} Filled from {file.path.name} where nothing was typed. Say what it leaves open; the needs of each lot "
        "stand after its colon."
    )


def lot_line(lot: LotPlan) -> str:
    """The lot as it is typed; the needs it is for are left to be said."""
    codes = f"; cpv {', '.join(lot.cpv_codes)}" if lot.cpv_codes else ""
    return f"{lot.number} = {lot.title.replace(':', ' –').replace(';', ',')}: {', '.join(lot.needs)}{codes}"


def notices_of(notices: Sequence[Notice]) -> tuple[tuple[str, str], ...]:
    """The notices of a file to choose among, by their ocid."""
    return tuple({one.ocid: f"{one.ocid} · {one.title[:60]}" for one in notices if one.ocid}.items())


def set_up(
    database: "Database", actor: Actor, asked: SchemeAsked, file: NoticeFile | None, now: datetime, *, dry_run: bool
) -> Done[SchemeTried]:
    """Set the scheme up, from the notice where one was read. Raises: as the use cases do."""
    from brokerage.services.open_scheme import open_scheme
    from brokerage.services.scheme_from_notice import open_from_notice

    if file is None:
        done = open_scheme(database, actor, plan_of(asked), now, dry_run=dry_run)
        return Done(SchemeTried(done.result), done.changed)
    started = open_from_notice(database, actor, asked, file.path, now, ocid=file.ocid, dry_run=dry_run)
    told = started.result
    return Done(SchemeTried(told.opened, told.beside, told.remarks), started.changed)


def told(tried: SchemeTried, *, is_trial: bool) -> str:
    """What would be set up, or was, and what it still wants, a sentence a line."""
    opened = tried.opened
    ends = ", ".join(format_day(day) for day in opened.contract_ends)
    verb = "would be set up" if is_trial else "is set up"
    first = f"{formats.FITS} {opened.reference} {verb} with {formats.count(opened.lots, 'lot')}; its contracts end on {ends}."
    rules = (
        ()
        if opened.has_rules
        else ("It has no standing rules, so nothing can be called off under it yet: set them on its page.",)
    )
    asks = ("Its lots ask nothing yet of who applies: write it under “What each lot asks”.",)
    return "\n".join((first, *(f"{formats.OVER} {sentence}" for sentence in (*tried.remarks, *rules, *asks))))


def why_not(actor: Actor) -> str:
    """Why no scheme can be set up, and who can; empty when this actor can."""
    return only_commissioners(actor, "sets up schemes", "set it up")


def _number(text: str, field: str) -> int | None:
    if not text.strip():
        return None
    if not text.strip().isdecimal() or len(text.strip()) > 3:
        raise BadInput("Write a whole number, such as 20.", field)
    return int(text)


def _pounds(text: str) -> Decimal | None:
    try:
        return parse_pounds(text, what="value") if text.strip() else None
    except BadInput as error:
        raise BadInput(error.sentence, "value") from error
