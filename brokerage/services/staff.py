"""Who works at the desk, and as whom one works now."""

import getpass
from datetime import date, datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.council import StaffEntry
from brokerage.domain.errors import RuleBroken
from brokerage.domain.said_back import said_back
from brokerage.domain.staff import Actor
from brokerage.storage.engine import Database
from brokerage.storage.queries import staff as queries
from brokerage.storage.unit_of_work import unit_of_work

DEMONSTRATION_LOGIN = "practitioner"


def list_staff(database: Database) -> tuple[StaffEntry, ...]:
    """Everybody who works or worked at the desk, by name."""
    with database.reading() as connection:
        return queries.staff(connection)


def actor_for(database: Database, login: str | None, *, today: date) -> Actor:
    """Who is acting at this desk on this day.

    On the embedded database one chooses (`login`); without a choice it is the staff member named as the computer's
    user, else the demonstration's practitioner. On the shared database it is always who signed in.
    Raises: RuleBroken when that is nobody who may work here today, and when another is chosen on the shared database.
    """
    with database.reading() as connection:
        if database.is_embedded:
            signed_in_as, independent = computer_user(), False
            chosen = login or _usual_login(queries.staff(connection), signed_in_as)
        else:
            signed_in_as, independent = queries.session_user(connection), True
            chosen = _refuse_another(login, signed_in_as)
        member = queries.staff_member(connection, chosen)
    return _acting(_refuse_who_may_not_work(member, chosen, today), signed_in_as, independent=independent)


def work_as(database: Database, login: str | None, now: datetime) -> Actor:
    """Who is acting, as `actor_for` says; on the embedded database the choice is put on record. Raises: RuleBroken."""
    actor = actor_for(database, login, today=day_in_england(now))
    if not actor.independent:
        with unit_of_work(database, actor, now) as work:
            work.record("works-as", "staff", actor.login, {"job": actor.job.value})
    return actor


def computer_user() -> str:
    """The name the computer knows the person by, or “unknown” where it keeps none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _usual_login(staff: tuple[StaffEntry, ...], signed_in_as: str) -> str:
    return signed_in_as if any(member.login == signed_in_as for member in staff) else DEMONSTRATION_LOGIN


def _refuse_another(login: str | None, signed_in_as: str) -> str:
    if login is not None and login != signed_in_as:
        raise RuleBroken(
            f"On a shared database you work as who you signed in as, “{signed_in_as}”. "
            f"To work as “{said_back(login)}”, sign in with that login."
        )
    return signed_in_as


def _refuse_who_may_not_work(member: StaffEntry | None, login: str, today: date) -> StaffEntry:
    if member is None:
        raise RuleBroken(
            f"Nobody with the login “{said_back(login)}” works at this desk. Choose one that Settings lists under Staff, "
            "or ask your administrator to add you."
        )
    if not member.works_on(today):
        raise RuleBroken(f"The login “{login}” may not work at this desk today. Ask your administrator.")
    return member


def _acting(member: StaffEntry, signed_in_as: str, *, independent: bool) -> Actor:
    return Actor(
        staff_id=member.staff_id,
        login=member.login,
        full_name=member.full_name,
        job=member.job,
        team_id=member.team_id,
        approval_limit=member.approval_limit,
        signed_in_as=signed_in_as,
        independent=independent,
    )
