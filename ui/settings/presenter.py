"""What Settings says and asks; no widgets."""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal

from brokerage.domain.council import Council, StaffEntry, Team
from brokerage.domain.period import format_day
from brokerage.domain.policy_words import rules_in_words
from brokerage.domain.scheme_summary import PolicySummary, SchemeSummary
from brokerage.domain.staff import Actor, Job
from ui import formats
from ui.conflicts import FieldWords

NO_TEAM = Team(0, 0, "", "", "", 0)
NO_COUNCIL = Council("", "", "", "", "", "", "", None, is_demonstration=False, version=0)


COUNCIL_WORDS: tuple[FieldWords[Council], ...] = (
    FieldWords("name", "name", lambda c: c.name),
    FieldWords("department", "department", lambda c: c.department),
    FieldWords("phone", "telephone", lambda c: c.phone),
    FieldWords("email", "email", lambda c: c.email),
    FieldWords("ocid_prefix", "open data prefix", lambda c: c.ocid_prefix),
    FieldWords("safeguarding_contact", "safeguarding contact", lambda c: c.safeguarding_contact),
    FieldWords("information_contact", "information sharing contact", lambda c: c.information_contact),
    FieldWords("address", "address", lambda c: c.address),
    FieldWords("logo", "logo", lambda c: f"A picture of {len(c.logo_png):,} bytes" if c.logo_png else ""),
)
TEAM_WORDS: tuple[FieldWords[Team], ...] = (
    FieldWords("name", "name", lambda team: team.name),
    FieldWords("phone", "telephone", lambda team: team.phone),
    FieldWords("email", "email", lambda team: team.email),
)


def staff_words(team_name: Callable[[int | None], str]) -> tuple[FieldWords[StaffEntry], ...]:
    """The fields of somebody who works at the desk, as they are told; the login never changes."""
    return (
        FieldWords("full_name", "name", lambda e: e.full_name),
        FieldWords("job", "job", lambda e: formats.words(e.job)),
        FieldWords("team", "team", lambda e: team_name(e.team_id)),
        FieldWords("approval_limit", "approval limit", lambda e: limit(e.approval_limit)),
        FieldWords("phone", "telephone", lambda e: e.phone),
        FieldWords("email", "email", lambda e: e.email),
        FieldWords("first day", "first day", lambda e: format_day(e.first_day)),
        FieldWords("last day", "last day", lambda e: formats.day(e.last_day, "")),
        FieldWords("active", "works here", lambda e: "Yes" if e.active else "No"),
    )


def may_change(actor: Actor) -> bool:
    """Whether this actor may change what the administrator keeps."""
    return actor.job is Job.ADMINISTRATOR


def why_not(actor: Actor) -> str:
    """Why the fields are read-only, and who can change them; empty when this actor can."""
    if may_change(actor):
        return ""
    who = (
        "Choose the administrator under “Working as” to change it."
        if not actor.independent
        else "Ask one to change it."
    )
    return f"Read only: you are working as {formats.words(actor.job).lower()}, and only an administrator changes this. {who}"


def consequence(actor: Actor) -> str:
    """What working as somebody means here."""
    if actor.independent:
        return (
            f"You signed in to a shared database as “{actor.signed_in_as}”, and that is who you are here. "
            "To work as somebody else, sign in as them."
        )
    return (
        "This database is a file on this computer, so one person may play every job, to try a whole journey. "
        "Whom you choose is put on record, and an approval given this way says that it was not independent."
    )


def new_staff_entry(today: date) -> StaffEntry:
    """Somebody not kept yet, to be filled in."""
    return StaffEntry(
        staff_id=0,
        version=0,
        login="",
        full_name="",
        job=Job.PRACTITIONER,
        team_id=None,
        team="",
        approval_limit=None,
        phone="",
        email="",
        active=True,
        first_day=today,
        last_day=None,
    )


def team_choices(teams: Iterable[Team]) -> tuple[tuple[int | None, str], ...]:
    """The teams to choose from, and none."""
    return ((None, "No team"), *((team.team_id, team.name) for team in teams))


def limit(amount: Decimal | None) -> str:
    """`£25,000.00 a year`, or a dash where the job approves nothing."""
    return formats.DASH if amount is None else f"{formats.money(amount)} a year"


def works(entry: StaffEntry, today: date) -> str:
    """Whether somebody works here today, or from or until when."""
    if not entry.active:
        return "No longer"
    if entry.first_day > today:
        return f"From {format_day(entry.first_day)}"
    if entry.last_day is not None:
        return (
            f"Until {format_day(entry.last_day)}" if entry.last_day >= today else f"Left {format_day(entry.last_day)}"
        )
    return "Yes"


def scheme_facts(scheme: SchemeSummary) -> tuple[tuple[str, str], ...]:
    """The scheme's own facts, in order."""
    return (
        ("Reference", scheme.reference),
        ("Kind", formats.words(scheme.kind)),
        ("Law", scheme.law or formats.DASH),
        ("Contracts", formats.period(scheme.first_day, scheme.last_day)),
        ("Last day to call off", formats.day(scheme.last_call_off_day, "the last day of the contracts")),
        ("Estimated value", formats.money(scheme.estimated_value)),
        ("Award routes", ", ".join(formats.words(route) for route in scheme.routes) or formats.DASH),
    )


def policy_facts(policy: PolicySummary) -> tuple[tuple[str, str], ...]:
    """The council's rules for the scheme, each as a sentence of its own."""
    return ("In force", formats.period(policy.first_day, policy.last_day)), *rules_in_words(policy.rules)
