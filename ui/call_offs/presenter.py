"""What the list of call-offs asks, and what is said of it. No widgets here."""

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffList, CallOffQuestion, CallOffTab
from brokerage.domain.person_summary import PersonSummary
from ui import formats

PAUSE_MS = 150
LIMIT = 500
CAME_TO_NOTHING = frozenset({CallOffState.DECLINED, CallOffState.EXPIRED, CallOffState.WITHDRAWN})
"""States after which another service is looked for."""

TAB_WORDS: dict[CallOffTab, str] = {
    CallOffTab.QUEUE: "To do",
    CallOffTab.MINE: "Mine",
    CallOffTab.DRAFTS: "Drafts",
    CallOffTab.AWAITING_APPROVAL: "To approve",
    CallOffTab.TO_SEND: "To send",
    CallOffTab.WAITING_FOR_ANSWER: "Sent",
    CallOffTab.TO_AGREE: "To agree",
    CallOffTab.STARTING_THIS_WEEK: "This week",
    CallOffTab.RUNNING: "Running",
    CallOffTab.ENDED: "Ended",
    CallOffTab.ALL: "All",
}
_EMPTY: dict[CallOffTab, str] = {
    CallOffTab.QUEUE: "Nothing waits for you.",
    CallOffTab.MINE: "You have raised none yet.",
    CallOffTab.DRAFTS: "Nobody has left a draft.",
    CallOffTab.AWAITING_APPROVAL: "None waits for an approver.",
    CallOffTab.TO_SEND: "None waits to be sent to a provider.",
    CallOffTab.WAITING_FOR_ANSWER: "No provider owes an answer.",
    CallOffTab.TO_AGREE: "None waits for its agreement or signatures.",
    CallOffTab.STARTING_THIS_WEEK: "None starts in these seven days.",
    CallOffTab.RUNNING: "None is running.",
    CallOffTab.ENDED: "None has ended.",
    CallOffTab.ALL: "There are no call-offs yet.",
}


def question_for(tab: CallOffTab, text: str, person: PersonSummary | None) -> CallOffQuestion:
    """What to ask for this tab and what was typed; of one person only where `person` is given."""
    return CallOffQuestion(
        tab=tab,
        text=text.strip(),
        person_id=None if person is None else person.person_id,
        limit=LIMIT,
    )


def tab_words(tab: CallOffTab, count: int | None) -> str:
    """`Drafts 3`; the bare words while the count is not known."""
    return TAB_WORDS[tab] if count is None else f"{TAB_WORDS[tab]}  {count:,}"


def tab_said(tab: CallOffTab, count: int | None) -> str:
    """The same for a screen reader."""
    return TAB_WORDS[tab] if count is None else f"{TAB_WORDS[tab]}, {formats.count(count, 'call-off')}"


def count_line(found: CallOffList) -> str:
    """`14 call-offs`, or how many of them are shown."""
    if len(found.rows) < found.count:
        return f"{formats.count(found.count, 'call-off')}, the newest {len(found.rows):,} shown"
    return formats.count(found.count, "call-off")


def empty_words(question: CallOffQuestion) -> tuple[str, str]:
    """Why nothing is listed, as a title and a sentence."""
    if question.text:
        return "Nothing found", "No call-off here has this in its reference, person, service or provider. Look in All."
    if question.person_id is not None:
        return "None for this person", "Untick the box above to see everybody’s."
    return "Nothing here", _EMPTY[question.tab]


def may_print(state: CallOffState) -> bool:
    """Whether a call-off in this state has terms to print, be it a draft: it was raised and stands."""
    return state not in {CallOffState.DRAFT, *CAME_TO_NOTHING}
