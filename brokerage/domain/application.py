"""The life of an application to join a scheme: its states, the steps between them, and which job may take which step.

Everyone who meets the criteria is admitted; there is no cap and no fee (Public Contracts Regulations 2015, regulation 34). An
application is decided lot by lot; the application itself is decided once each of its lots is.
"""

from dataclasses import dataclass
from enum import Enum

from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.staff import Job


class ApplicationState(Enum):
    """Where an application stands."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    IN_ASSESSMENT = "in-assessment"
    DECIDED = "decided"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"


class LotOutcome(Enum):
    """What was decided of one service in one lot."""

    ASKED = "asked"
    ADMITTED = "admitted"
    REFUSED = "refused"
    AWARDED = "awarded"


class ApplicationStep(Enum):
    """What somebody does to an application."""

    ACKNOWLEDGE = "acknowledge"
    EXTEND = "extend"
    ASSESS = "assess"
    DECIDE = "decide"
    ANSWER = "answer"
    AWARD = "award"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class AllowedApplicationStep:
    """One way forward; only a commissioner runs a scheme."""

    step: ApplicationStep
    from_state: ApplicationState
    to_state: ApplicationState
    job: Job = Job.COMMISSIONER


_S = ApplicationState
_OPEN = (_S.RECEIVED, _S.ACKNOWLEDGED, _S.IN_ASSESSMENT)
_WAYS: tuple[tuple[ApplicationStep, tuple[ApplicationState, ...], ApplicationState | None], ...] = (
    (ApplicationStep.ACKNOWLEDGE, (_S.RECEIVED,), _S.ACKNOWLEDGED),
    (ApplicationStep.EXTEND, _OPEN, None),
    (ApplicationStep.ASSESS, (_S.ACKNOWLEDGED, _S.IN_ASSESSMENT), _S.IN_ASSESSMENT),
    (ApplicationStep.DECIDE, (_S.IN_ASSESSMENT,), _S.DECIDED),
    (ApplicationStep.ANSWER, (_S.DECIDED,), _S.ANSWERED),
    (ApplicationStep.AWARD, (_S.DECIDED, _S.ANSWERED), None),
    (ApplicationStep.WITHDRAW, _OPEN, _S.WITHDRAWN),
)

ALLOWED_APPLICATION_STEPS: tuple[AllowedApplicationStep, ...] = tuple(
    AllowedApplicationStep(step, from_state, to_state or from_state)
    for step, from_states, to_state in _WAYS
    for from_state in from_states
)

UNDECIDED = frozenset(_OPEN)
"""States in which something is still to be decided, so that the provider may still mend what it wrote."""

AWAITING_ANSWER = UNDECIDED | {_S.DECIDED}
"""States in which the clock runs: the provider has no answer yet."""

NEXT_APPLICATION_STEPS: dict[ApplicationState, str] = {
    _S.RECEIVED: "Acknowledge it.",
    _S.ACKNOWLEDGED: "Assess it against the criteria of each lot.",
    _S.IN_ASSESSMENT: "Finish the scores, then decide lot by lot with reasons.",
    _S.DECIDED: "Send the letters.",
    _S.ANSWERED: "Award and seal the contract where it was admitted.",
    _S.WITHDRAWN: "Nothing more; the provider may apply again.",
}
"""What happens next, in words."""


def application_state_after(step: ApplicationStep, state: ApplicationState, job: Job) -> ApplicationState:
    """Return the state the step leads to. Raises: RuleBroken when the job may not, or when the state does not fit."""
    for way in ALLOWED_APPLICATION_STEPS:
        if way.step is step and way.from_state is state:
            if way.job is not job:
                raise RuleBroken(
                    f"Only the {way.job.value} may {step.value} an application; you are working as {job.value}."
                )
            return way.to_state
    raise RuleBroken(
        f"An application that is {state.value.replace('-', ' ')} cannot be taken through “{step.value}”. "
        f"{NEXT_APPLICATION_STEPS[state]}"
    )


def check_decision(outcome: LotOutcome, reasons: str) -> str:
    """Return the reasons of a decision on a lot. Raises: BadInput without any, or where nothing was decided."""
    if outcome not in (LotOutcome.ADMITTED, LotOutcome.REFUSED):
        raise BadInput("A decision admits or refuses: choose one of them.", "outcome")
    why = reasons.strip()
    if not why:
        raise BadInput("A decision needs its reasons: the letter gives them to the provider, lot by lot.", "reasons")
    return why


def check_award(outcome: LotOutcome) -> None:
    """Pass when the lot was admitted. Raises: RuleBroken for an award before, without, or after the admission."""
    if outcome is LotOutcome.AWARDED:
        raise RuleBroken("This lot was awarded already: its contract stands.")
    if outcome is not LotOutcome.ADMITTED:
        raise RuleBroken(
            "A contract is awarded after the decision to admit: this lot was "
            + ("refused." if outcome is LotOutcome.REFUSED else "not decided yet.")
        )
