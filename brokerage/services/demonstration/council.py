"""The council, its three teams and its staff: one for every job, and a leaver who may no longer work here."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from brokerage.domain.staff import Job
from brokerage.services.demonstration.ledger import Ledger
from brokerage.services.demonstration.words import labelled

COUNCIL = "Weald County Council (demonstration)"
_TEAMS = ("Maidstone and Mid Weald", "East Coast", "West Weald and Estuary")
_SINCE = date(2022, 6, 1)

# login, name, job, team number, limit in pounds of estimated year
_STAFF: tuple[tuple[str, str, Job, int, str | None], ...] = (
    ("practitioner", "Petra Practice", Job.PRACTITIONER, 1, None),
    ("broker", "Bruno Broke-Well", Job.BROKER, 1, None),
    ("approver", "Ava Approve", Job.APPROVER, 1, "30000"),
    ("senior-approver", "Sena Seniority", Job.APPROVER, 1, "250000"),
    ("commissioner", "Colm Commission", Job.COMMISSIONER, 1, None),
    ("finance", "Fenella Figures", Job.FINANCE, 1, None),
    ("auditor", "Audley Audit", Job.AUDITOR, 1, None),
    ("administrator", "Ada Minister", Job.ADMINISTRATOR, 1, None),
    ("practitioner-east", "Pascoe Practice", Job.PRACTITIONER, 2, None),
    ("broker-east", "Bonnie Broke-Well", Job.BROKER, 2, None),
    ("practitioner-west", "Pixie Practice", Job.PRACTITIONER, 3, None),
    ("broker-west", "Bartram Broke-Well", Job.BROKER, 3, None),
    ("approver-west", "Anselm Approve", Job.APPROVER, 3, "45000"),
    ("director", "Dorothea Direct", Job.APPROVER, 1, "1000000"),
    ("second-commissioner", "Cordelia Commission", Job.COMMISSIONER, 1, None),
)


@dataclass(frozen=True, slots=True)
class Team:
    """A team's number and the numbers of those who ask for its people."""

    id: int
    practitioner_id: int
    broker_id: int


@dataclass(frozen=True, slots=True)
class Approver:
    """Somebody who approves up to a limit, in pounds of estimated year."""

    id: int
    limit: Decimal


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works at the demonstration's desk. Approvers stand in order of their limits."""

    by_login: dict[str, int]
    teams: tuple[Team, ...]
    approvers: tuple[Approver, ...]


def make_council(ledger: Ledger) -> Staff:
    """Adds the council, teams and staff."""
    ledger.add(
        "council",
        name=COUNCIL,
        department="Adult and Children's Brokerage (demo)",
        address="County Hall, 1 Specimen Street, Wealdstead",
        phone="01632 960700",
        email="brokerage@weald.example",
        safeguarding_contact="Safeguarding desk (demo), 01632 960701, safeguarding@weald.example",
        information_contact="Information governance (demo), 01632 960702, information@weald.example",
        is_demonstration=True,
    )
    for number, name in enumerate(_TEAMS, start=1):
        ledger.add("teams", name=labelled(name), phone=f"01632 96071{number}", email=f"team-{number}@weald.example")
    by_login = _hire_all(ledger)
    _add_leaver(ledger)
    suffixes = ("", "-east", "-west")
    return Staff(
        by_login,
        tuple(
            Team(number, by_login[f"practitioner{suffix}"], by_login[f"broker{suffix}"])
            for number, suffix in enumerate(suffixes, start=1)
        ),
        tuple(
            sorted(
                (Approver(by_login[login], Decimal(limit)) for login, _, _, _, limit in _STAFF if limit is not None),
                key=lambda approver: approver.limit,
            )
        ),
    )


def _hire_all(ledger: Ledger) -> dict[str, int]:
    return {
        login: ledger.add(
            "staff",
            login=login,
            full_name=labelled(name),
            job=job,
            team_id=team_id,
            approval_limit=None if limit is None else Decimal(limit),
            phone=f"01632 9607{20 + number}",
            email=f"{login}@weald.example",
            active=True,
            first_day=_SINCE,
            last_day=None,
        )
        for number, (login, name, job, team_id, limit) in enumerate(_STAFF, start=1)
    }


def _add_leaver(ledger: Ledger) -> None:
    ledger.add(
        "staff",
        login="leaver",
        full_name=labelled("Lev Leaver"),
        job=Job.BROKER,
        team_id=2,
        approval_limit=None,
        phone="",
        email="",
        active=False,
        first_day=_SINCE,
        last_day=ledger.day(-90),
    )
