"""A small competition among the admitted services of a lot, where agreed rates do not settle who supports a person.

Every admitted service whose gates are open is invited; each sees the need and the outcode and nothing that names the person
(rules.md 16). Answers are weighed by the scheme's stated weights, never by price alone. Here are its states, the steps between
them, and who may take them.
"""

from enum import Enum

from brokerage.domain.errors import RuleBroken
from brokerage.domain.gates import GateName
from brokerage.domain.staff import Actor, Job


class CompetitionState(Enum):
    """Where a competition stands. One that is open is weighed once its last day for answers is over."""

    OPEN = "open"
    AWARDED = "awarded"
    ENDED = "ended"


class CompetitionStep(Enum):
    """What somebody does to a competition: more days for everybody, an award, or an end without one."""

    EXTEND = "extend"
    AWARD = "award"
    END = "end"


class CriterionKind(Enum):
    """How an answer is weighed on a criterion: by its price against the lowest, or by points with a reason."""

    PRICE = "price"
    SCORED = "scored"


class CompetitionLetterKind(Enum):
    """What an invited provider is sent."""

    INVITATION = "invitation"
    AWARD = "award"
    UNSUCCESSFUL = "unsuccessful"


RUNS_COMPETITIONS = frozenset({Job.PRACTITIONER, Job.BROKER, Job.COMMISSIONER})
"""Who may open a competition, record its answers, score them, and award or end it."""

SETTLED_BY_ANSWERS = frozenset({GateName.TIMETABLE, GateName.RATE})
"""Gates that keep nobody from being asked: the answer itself brings the price and the hours that are not agreed yet."""

_LEADS_TO = {
    CompetitionStep.EXTEND: CompetitionState.OPEN,
    CompetitionStep.AWARD: CompetitionState.AWARDED,
    CompetitionStep.END: CompetitionState.ENDED,
}

NEXT_COMPETITION_STEPS: dict[CompetitionState, str] = {
    CompetitionState.OPEN: "Record and score the answers; award it once the last day for answers is over, or all have answered.",
    CompetitionState.AWARDED: "Send the letters, then raise the call-off.",
    CompetitionState.ENDED: "Nothing more; open another for a new request.",
}
"""What happens next, in words."""


def refuse_who_runs_no_competition(actor: Actor, doing: str = "run a small competition") -> None:
    """Pass when the actor's job may run competitions. Raises: RuleBroken naming who may."""
    if actor.job not in RUNS_COMPETITIONS:
        who = ", ".join(sorted(job.value for job in RUNS_COMPETITIONS))
        raise RuleBroken(f"Only these may {doing}: {who}; you are working as {actor.job.value}.")


def competition_state_after(step: CompetitionStep, state: CompetitionState) -> CompetitionState:
    """Return the state the step leads to. Raises: RuleBroken once the competition is over."""
    refuse_over(state)
    return _LEADS_TO[step]


def refuse_over(state: CompetitionState) -> None:
    """Pass while the competition is open. Raises: RuleBroken once it was awarded or ended."""
    if state is not CompetitionState.OPEN:
        raise RuleBroken(f"This competition is over: it was {state.value}. Open another for a new request.")
