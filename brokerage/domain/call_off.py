"""The life of a call-off: its states, the steps between them, and which job may take which step.

`ALLOWED_STEPS` is the domain's own copy of the table `allowed_steps`; a test holds the two equal. A change of money sends a
call-off back to be approved again, from wherever it stands before it runs; an amendment touches nothing the approver decided on
(the room, the words of a reason) and leaves the approval standing. A new edition of an agreement wants new signatures.
"""

from dataclasses import dataclass
from enum import Enum

from brokerage.domain.errors import RuleBroken
from brokerage.domain.staff import Job


class CallOffState(Enum):
    """Where a call-off stands."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting-approval"
    APPROVED = "approved"
    SENT = "sent"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    AGREEMENT_ISSUED = "agreement-issued"
    SIGNED = "signed"
    RUNNING = "running"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"
    CANCELLED = "cancelled"


class Step(Enum):
    """What somebody does to a call-off."""

    RAISE = "raise"
    CHANGE = "change"
    AMEND = "amend"
    APPROVE = "approve"
    RETURN = "return"
    SEND = "send"
    ACCEPT = "accept"
    DECLINE = "decline"
    EXPIRE = "expire"
    ISSUE_AGREEMENT = "issue-agreement"
    SIGN = "sign"
    START = "start"
    END = "end"
    WITHDRAW = "withdraw"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class AllowedStep:
    """One way forward: `job` may take `step` from one state to the other."""

    step: Step
    from_state: CallOffState
    to_state: CallOffState
    job: Job


_S = CallOffState
_BROKERING = (Job.BROKER,)
_ASKING = (Job.PRACTITIONER, Job.BROKER)
_BEFORE_AGREED = (_S.AWAITING_APPROVAL, _S.APPROVED, _S.SENT, _S.ACCEPTED)
_AGREED = (_S.AGREEMENT_ISSUED, _S.SIGNED)
_WAYS: tuple[tuple[Step, tuple[CallOffState, ...], CallOffState, tuple[Job, ...]], ...] = (
    (Step.RAISE, (_S.DRAFT,), _S.AWAITING_APPROVAL, _ASKING),
    (Step.CHANGE, (*_BEFORE_AGREED, *_AGREED), _S.AWAITING_APPROVAL, _ASKING),
    *((Step.AMEND, (state,), state, _ASKING) for state in _BEFORE_AGREED),
    (Step.AMEND, _AGREED, _S.ACCEPTED, _ASKING),
    (Step.APPROVE, (_S.AWAITING_APPROVAL,), _S.APPROVED, (Job.APPROVER,)),
    (Step.RETURN, (_S.AWAITING_APPROVAL,), _S.DRAFT, (Job.APPROVER,)),
    (Step.SEND, (_S.APPROVED,), _S.SENT, _BROKERING),
    (Step.ACCEPT, (_S.SENT,), _S.ACCEPTED, _BROKERING),
    (Step.DECLINE, (_S.SENT,), _S.DECLINED, _BROKERING),
    (Step.EXPIRE, (_S.SENT,), _S.EXPIRED, _BROKERING),
    (Step.ISSUE_AGREEMENT, (_S.ACCEPTED, _S.AGREEMENT_ISSUED, _S.SIGNED), _S.AGREEMENT_ISSUED, _BROKERING),
    (Step.SIGN, (_S.AGREEMENT_ISSUED,), _S.SIGNED, _BROKERING),
    (Step.START, (_S.SIGNED, _S.AGREEMENT_ISSUED), _S.RUNNING, _BROKERING),
    (Step.END, (_S.RUNNING,), _S.ENDED, _BROKERING),
    (Step.WITHDRAW, (_S.DRAFT, _S.AWAITING_APPROVAL, _S.APPROVED), _S.WITHDRAWN, _ASKING),
    (Step.CANCEL, (_S.SENT, _S.ACCEPTED, _S.AGREEMENT_ISSUED, _S.SIGNED), _S.CANCELLED, _BROKERING),
)

ALLOWED_STEPS: tuple[AllowedStep, ...] = tuple(
    AllowedStep(step, from_state, to_state, job)
    for step, from_states, to_state, jobs in _WAYS
    for from_state in from_states
    for job in jobs
)

HOLDS_A_PLACE: frozenset[CallOffState] = frozenset(
    {_S.AWAITING_APPROVAL, _S.APPROVED, _S.SENT, _S.ACCEPTED, _S.AGREEMENT_ISSUED, _S.SIGNED, _S.RUNNING}
)
"""States in which a place at the service is kept for this person."""


NEXT_STEPS: dict[CallOffState, str] = {
    _S.DRAFT: "Finish it and raise it.",
    _S.AWAITING_APPROVAL: "An approver decides.",
    _S.APPROVED: "A broker sends it to the provider.",
    _S.SENT: "The provider answers; a broker records the answer.",
    _S.ACCEPTED: "A broker issues the agreement.",
    _S.AGREEMENT_ISSUED: "All parties sign the agreement; a broker records it.",
    _S.SIGNED: "It starts on its first day; a broker records the start.",
    _S.RUNNING: "Nothing until it is reviewed or ends.",
    _S.DECLINED: "Nothing more; choose another service.",
    _S.EXPIRED: "Nothing more; send a new call-off or choose another service.",
    _S.ENDED: "Nothing more.",
    _S.WITHDRAWN: "Nothing more.",
    _S.CANCELLED: "Nothing more.",
}
"""What happens next, and who does it, in words."""

NEXT_STEP: dict[CallOffState, Step] = {
    _S.DRAFT: Step.RAISE,
    _S.AWAITING_APPROVAL: Step.APPROVE,
    _S.APPROVED: Step.SEND,
    _S.SENT: Step.ACCEPT,
    _S.ACCEPTED: Step.ISSUE_AGREEMENT,
    _S.AGREEMENT_ISSUED: Step.SIGN,
    _S.SIGNED: Step.START,
}
"""The step those words speak of; other steps may be open too. Where nothing more leads on there is none."""


def state_after(step: Step, state: CallOffState, job: Job) -> CallOffState:
    """The state the step leads to. Raises RuleBroken, naming who may take it, when this job may not or the state does not fit."""
    ways = [way for way in ALLOWED_STEPS if way.step is step and way.from_state is state]
    for way in ways:
        if way.job is job:
            return way.to_state
    if ways:
        who = " or ".join(sorted({way.job.value for way in ways}))
        raise RuleBroken(
            f"Only the {who} may {_DOING.get(step, step.value)} this call-off; you are working as {job.value}."
        )
    raise RuleBroken(f"A call-off that is {_words(state)} cannot be taken through “{_words(step)}”.")


def steps_open_to(job: Job, state: CallOffState) -> tuple[Step, ...]:
    """The steps this job may take from this state, in the order of a call-off's life."""
    return tuple(way.step for way in ALLOWED_STEPS if way.job is job and way.from_state is state)


_DOING = {
    Step.ACCEPT: "record the acceptance of",
    Step.DECLINE: "record the refusal of",
    Step.EXPIRE: "record that no answer came to",
    Step.ISSUE_AGREEMENT: "issue the agreement of",
    Step.SIGN: "record the signing of",
}
"""The steps that do not read as a verb before "this call-off"."""


def _words(value: Enum) -> str:
    return str(value.value).replace("-", " ")
