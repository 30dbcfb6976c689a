"""The twelve applications of the demonstration: one or more in every state, so that each word of the board can be met.

All of it is made up. Days are working days before today, so that the board reads the same on whatever day it is made.
"""

from dataclasses import dataclass

from brokerage.domain.application import ApplicationState, LotOutcome

_S = ApplicationState
ASKED, ADMITTED, REFUSED = LotOutcome.ASKED, LotOutcome.ADMITTED, LotOutcome.REFUSED


@dataclass(frozen=True, slots=True)
class ApplicationStory:
    """One application. `asks` are lots with what became of them; `applies_again` gives it the service of the first refusal.

    `scored_by` is how many assessors have given all their scores; `extension_reason` is empty where the usual time holds.
    `is_answered` says that its letter was sent, `is_awarded` that its contract was sealed as well.
    """

    working_days_ago: int
    state: ApplicationState
    asks: tuple[tuple[str, LotOutcome], ...]
    scored_by: int = 0
    extension_reason: str = ""
    has_conflict: bool = False
    applies_again: bool = False
    is_answered: bool = False
    is_awarded: bool = False


STORIES = (
    ApplicationStory(60, _S.DECIDED, (("skills", REFUSED),), scored_by=1, is_answered=True),
    ApplicationStory(45, _S.DECIDED, (("day", ADMITTED),), scored_by=1, is_answered=True, is_awarded=True),
    ApplicationStory(20, _S.WITHDRAWN, (("res-pd", ASKED),)),
    ApplicationStory(
        13,
        _S.DECIDED,
        (("res-ld", REFUSED),),
        scored_by=2,
        extension_reason="Both assessors had to see the home again (demo).",
    ),
    ApplicationStory(12, _S.IN_ASSESSMENT, (("evening", ASKED),), has_conflict=True),
    ApplicationStory(
        11,
        _S.ACKNOWLEDGED,
        (("day", ASKED), ("evening", ASKED)),
        extension_reason="Two places are to be visited (demo).",
    ),
    ApplicationStory(10, _S.ACKNOWLEDGED, (("res-mh", ASKED),)),
    ApplicationStory(9, _S.DECIDED, (("day", ADMITTED), ("skills", REFUSED)), scored_by=1),
    ApplicationStory(8, _S.RECEIVED, (("res-ld", ASKED), ("res-mh", ASKED))),
    ApplicationStory(7, _S.IN_ASSESSMENT, (("res-pd", ASKED),), scored_by=1),
    ApplicationStory(4, _S.ACKNOWLEDGED, (("skills", ASKED),), applies_again=True),
    ApplicationStory(1, _S.RECEIVED, (("children", ASKED),)),
)
"""In the order they came in."""
