"""What is asked and said when an application is recorded by hand; no widgets."""

from typing import TYPE_CHECKING

from brokerage.domain.applying import ApplicantFound, ApplicationLook, ServiceToApply
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor
from ui import formats
from ui.market.read_only import only_commissioners

if TYPE_CHECKING:
    from brokerage.services.application_standing import ApplicationStanding

CHOOSE_FIRST = "Choose the provider: its services stand here, each with the lots it may ask for."
NO_SERVICE = "This provider has no service yet: add the one it applies with."
NO_LOT = "This scheme has no lot to apply for yet."


def chosen(provider: ApplicantFound) -> str:
    """`✓ Chosen: PR-7, 3 services`."""
    return (
        f"{formats.FITS} Chosen: {', '.join(filter(None, (provider.key, formats.count(provider.services, 'service'))))}"
    )


def clock(look: ApplicationLook) -> str:
    """`Answer due on 5 Jan 2027: 10 working days after receipt. It comes in Round 1.` before it is recorded."""
    days = formats.count(look.working_days, "working day")
    comes = f"It comes in {look.round_title}." if look.round_title else "It comes between rounds."
    return f"Answer due on {format_day(look.due_on)}: {days} after receipt. {comes}"


def notes(look: ApplicationLook) -> str:
    """What to be warned of, a sentence a line; empty for nothing."""
    return "\n".join(f"▲ {note}" for note in look.notes)


def nothing_to_ask(look: ApplicationLook) -> str:
    """Why no service and lot can be ticked; empty where some can."""
    if not look.lots:
        return NO_LOT
    return "" if look.services else NO_SERVICE


def why_not(actor: Actor) -> str:
    """Why no application can be recorded, and who can; empty when this actor can."""
    return only_commissioners(actor, "records applications", "record it")


def provider_added(provider: ApplicantFound) -> str:
    """What happened and what happens next."""
    return f"{provider.name} is added. Next: add the service it applies with."


def service_added(service: ServiceToApply) -> str:
    """What happened and what happens next."""
    return f"{service.name} is added. Next: tick the lots it asks to join, and record the application."


def recorded(standing: "ApplicationStanding") -> str:
    """What happened and what happens next."""
    due = format_day(standing.due_on)
    return f"{standing.reference} is recorded: its answer is due on {due}. Next: {standing.next_step}"
