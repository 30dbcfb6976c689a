"""What the form that changes a call-off says. No widgets here."""

from typing import TYPE_CHECKING

from brokerage.domain.call_off import CallOffState, Step
from brokerage.domain.call_off_face import Changed
from brokerage.domain.person_summary import PersonSummary
from ui import formats
from ui.call_offs import raise_words
from ui.call_offs.package import Looked
from ui.desk import Tone

if TYPE_CHECKING:
    from brokerage.services.call_off_standing import CallOffStanding
    from brokerage.services.look_at_change import CallOffStood

NOTHING = "Nothing is changed yet."
WHY_MISSING = "Say why it is changed."


def changes(looked: Looked) -> tuple[Changed, ...]:
    """What would be different once it is saved."""
    return () if looked.change is None else looked.change.changes


def standing_line(looked: Looked, person: PersonSummary | None, why: str) -> tuple[str, Tone]:
    """The line beside the button: what is missing, that nothing is changed, or what the change comes to."""
    if raise_words.missing_of(looked, person):
        return raise_words.standing_line(looked, person)
    found = changes(looked)
    if not found:
        return f"▲ {NOTHING}", Tone.WARN
    if not why.strip():
        return f"▲ {WHY_MISSING}", Tone.WARN
    weekly = next((each.sentence for each in found if each.what == "A week"), "The weekly cost stays as it is.")
    return f"✓ {formats.count(len(found), 'change')}. {weekly} Check your answers next.", Tone.GOOD


def before_words(stood: "CallOffStood") -> str:
    """`Approved, £141.40 a week from 7 Dec 2026`: how it stands before the change."""
    summary = stood.detail.summary
    return (
        f"{formats.words(summary.state)}, {formats.money(summary.weekly)} a week from {formats.day(summary.first_day)}"
    )


def is_amendment(looked: Looked) -> bool:
    """Whether nothing the approver decided on differs, so that the approval stands."""
    return looked.change is not None and looked.change.step is Step.AMEND


def money_kept(stood: "CallOffStood") -> str:
    """That an amendment works out no price again."""
    summary = stood.detail.summary
    return (
        f"Stays as it was frozen: {formats.money(summary.weekly)} a week, "
        f"{formats.money(summary.year_estimate)} estimated year."
    )


def saved_words(standing: "CallOffStanding", looked: Looked) -> str:
    """What to say once it is saved."""
    changed = f"{standing.reference} is changed in {formats.count(len(changes(looked)), 'point')}"
    if not is_amendment(looked):
        return f"{changed} and waits for approval again."
    if standing.state is CallOffState.AWAITING_APPROVAL:
        return f"{changed} and waits for approval as before."
    return f"{changed}; the approval stands. {standing.next_step}"
