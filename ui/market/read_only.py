"""Why somebody only reads in Market, and who can do it; no widgets."""

from brokerage.domain.staff import Actor, Job
from ui import formats


def only_commissioners(actor: Actor, does: str, ask_for: str = "do it") -> str:
    """Why a form is read only and who can use it; empty for a commissioner. `does` is said as in `runs schemes`."""
    if actor.job is Job.COMMISSIONER:
        return ""
    who = f"Ask one to {ask_for}." if actor.independent else "Choose one under Settings, “Working as”."
    return f"Read only: you are working as {formats.words(actor.job).lower()}, and only a commissioner {does}. {who}"
