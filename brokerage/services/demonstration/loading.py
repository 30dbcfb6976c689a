"""Fills an empty database with the demonstration council, in one transaction."""

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from brokerage.domain.agreement_drawing import Edition, draw_up
from brokerage.domain.calendar import day_in_england
from brokerage.domain.call_off_price import Holidays
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor, Job
from brokerage.exchange.postcode_directory import DirectoryPostcode
from brokerage.services.areas import write_area
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.services.demonstration.activities import make_activities
from brokerage.services.demonstration.admission_history import record_history
from brokerage.services.demonstration.application_answers import add_answers
from brokerage.services.demonstration.application_papers import answer_applications, draw_up_receipts
from brokerage.services.demonstration.applications import ApplicationMade, ApplicationMaker
from brokerage.services.demonstration.award_criteria import add_award_criteria
from brokerage.services.demonstration.call_offs import CallOffMaker
from brokerage.services.demonstration.competition_plans import CompetitionToRun, plan_competitions
from brokerage.services.demonstration.competitions import run_competitions
from brokerage.services.demonstration.council import make_council
from brokerage.services.demonstration.documents import DocumentMaker, keep_signed_copies
from brokerage.services.demonstration.ledger import Columns, Ledger
from brokerage.services.demonstration.life import AgreementToIssue
from brokerage.services.demonstration.lot_prices import add_lot_prices, add_offers
from brokerage.services.demonstration.people import PersonMaker
from brokerage.services.demonstration.places import KENT_AND_MEDWAY, Places, county_postcodes
from brokerage.services.demonstration.providers import make_providers
from brokerage.services.demonstration.questions import add_questions
from brokerage.services.demonstration.rates import RateMaker
from brokerage.services.demonstration.schemes import make_schemes
from brokerage.services.demonstration.uplift import add_uplift
from brokerage.storage.engine import Database
from brokerage.storage.queries.council import council
from brokerage.storage.queries.for_agreement import agreement_facts
from brokerage.storage.unit_of_work import UnitOfWork, unit_of_work
from brokerage.storage.writes.bulk import insert_tables

EARLIEST_DAY = date(2024, 11, 1)


@dataclass(frozen=True, slots=True)
class Demonstration:
    """How many of each thing the demonstration has."""

    providers: int
    services: int
    rates: int
    weekly_sessions: int
    people: int
    call_offs: int
    staff: int
    postcodes: int


@dataclass(frozen=True, slots=True)
class MadeRows:
    """Every row of the demonstration by table; the agreements and letters to draw up, and what to run, once the rows are in."""

    tables: dict[str, list[Columns]]
    agreements: tuple[AgreementToIssue, ...]
    applications: tuple[ApplicationMade, ...]
    competitions: tuple[CompetitionToRun, ...]


def make_demonstration(today: date, postcodes: Sequence[DirectoryPostcode], *, independent: bool) -> MadeRows:
    """Returns every row of the demonstration for this day, placed at some of the postcodes; the same day gives the same rows.

    `independent` says of its approvals what the database can promise: on the embedded one nobody is independent.

    Raises: BadInput for a day before both schemes had run for two years.
    """
    if today < EARLIEST_DAY:
        raise BadInput(
            f"It looks back two years on schemes that began in 2022: choose a day from {format_day(EARLIEST_DAY)} on.",
            "today",
        )
    ledger = Ledger(today)
    staff = make_council(ledger)
    market = make_schemes(ledger)
    places = Places(ledger, postcodes)
    services = make_providers(ledger, market, places)
    record_history(ledger, staff)
    make_activities(ledger, market, [service for service in services if not service.lots[0].key.startswith("res")])
    rates = RateMaker(ledger)
    for service in services:
        rates.add_card(service)
    people = PersonMaker(ledger, market, staff, places).add_all()
    agreements = CallOffMaker(ledger, staff, services, people, _holidays(), independent=independent).add_all()
    add_uplift(ledger, staff, services)
    questions = add_questions(ledger, tuple(market.lots.values()))
    applications = ApplicationMaker(ledger, staff, market, services, questions, load_bank_holidays().days).add_all()
    add_answers(ledger, market.lots.values())
    add_lot_prices(ledger, market.lots.values())
    add_offers(ledger, market.lots.values(), [one.application_id for one in applications if one.sealed_on is not None])
    DocumentMaker(ledger, staff, services).add_all()
    add_award_criteria(ledger, market)
    competitions = plan_competitions(ledger, market, people, _holidays())
    return MadeRows(ledger.tables, tuple(agreements), tuple(applications), competitions)


def load_demonstration(database: Database, today: date) -> Done[Demonstration]:
    """Fills the empty, migrated database. Raises: RuleBroken when a council lives in it already."""
    with database.reading() as connection:
        if council(connection) is not None:
            raise RuleBroken("This database has a council in it already: the demonstration needs an empty one.")
    with _collector_at_rest():
        return _load(database, today)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Keeps Python's collector from going through rows that all stay until they are written: a tenth of the loading.

    Where it is at rest already, as under the window, it stays so.
    """
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()


def _load(database: Database, today: date) -> Done[Demonstration]:
    postcodes = county_postcodes()
    rows = make_demonstration(today, postcodes, independent=not database.is_embedded)
    now = datetime.combine(today, time(6), UTC)
    with unit_of_work(database, _loader(database), now) as work:
        write_area(work, KENT_AND_MEDWAY, postcodes)
        insert_tables(work.session, rows.tables)
        insert_tables(work.session, {"agreements": _draw_up_all(work, rows.agreements)})
        insert_tables(work.session, {"letters": draw_up_receipts(work, rows.applications)})
        made = _count(rows, len(postcodes))
        work.record("load-demonstration", "council", "1", {"call_offs": str(made.call_offs)})
    answer_applications(database, rows.applications)
    keep_signed_copies(database, rows.applications)
    raised = run_competitions(database, rows.competitions)
    return Done(replace(made, call_offs=made.call_offs + raised), frozenset(Kind))


def _draw_up_all(work: UnitOfWork, agreements: Sequence[AgreementToIssue]) -> list[Columns]:
    """The terms of each agreement, made from the rows as the program itself makes them."""
    reader = work.session.connection()
    return [
        {
            "id": number,
            "call_off_id": issued.call_off_id,
            "number": issued.number,
            "edition": 1,
            "replaces_id": None,
            "terms": draw_up(
                agreement_facts(reader, issued.call_off),
                Edition(issued.number, 1, "", day_in_england(issued.issued_at)),
                _holidays(),
            ).to_plain(),
            "issued_by_id": issued.issued_by_id,
            "issued_at": issued.issued_at,
        }
        for number, issued in enumerate(agreements, start=1)
    ]


def _holidays() -> Holidays:
    listed = load_bank_holidays()
    return Holidays(listed.days, listed.known)


def _loader(database: Database) -> Actor:
    return Actor(8, "administrator", "", Job.ADMINISTRATOR, 1, None, "demonstration", not database.is_embedded)


def _count(rows: MadeRows, postcodes: int) -> Demonstration:
    number = {table: len(made) for table, made in rows.tables.items()}
    return Demonstration(
        providers=number["providers"],
        services=number["services"],
        rates=number["rates"],
        weekly_sessions=number["activity_sessions"],
        people=number["people"],
        call_offs=number["call_offs"],
        staff=number["staff"],
        postcodes=postcodes,
    )
