"""What is said of the questions a lot asks; no widgets."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from brokerage.domain.assessment import QuestionKind
from brokerage.domain.number_words import count
from brokerage.domain.question_plan import (
    WHOLE,
    LotQuestions,
    QuestionPlan,
    QuestionTyped,
    read_questions,
    say_weights,
    weights_made,
)
from brokerage.domain.staff import Actor
from ui import formats
from ui.market.read_only import only_commissioners

if TYPE_CHECKING:
    from brokerage.services.ask_questions import LotNamed

KINDS = {
    QuestionKind.PASS_FAIL: "Pass or fail",
    QuestionKind.SCORED: "Scored",
    QuestionKind.DOCUMENT: "Document to send",
    QuestionKind.DECLARATION: "Declaration",
}
NOTHING_YET = "This lot asks nothing yet, so nobody who applies can be assessed by it. Write its questions, or copy another lot’s."


def facts(lot: LotQuestions) -> tuple[tuple[str, str], ...]:
    """Each question: its number and kind beside what is asked and how it counts."""
    return tuple((f"{plan.number}  {KINDS[plan.kind]}", _asked(plan)) for plan in lot.questions)


def lot_named(lot: LotQuestions) -> str:
    """How a lot is chosen, with how much it asks."""
    return f"{lot.number} {lot.title}: {count(len(lot.questions), 'question') if lot.questions else 'asks nothing yet'}"


def summary(lot: LotQuestions) -> str:
    """What the weights make; what is said of a lot that asks nothing."""
    return say_weights(lot.questions) if lot.questions else f"{formats.OVER} {NOTHING_YET}"


def waiting(lot: LotQuestions) -> str:
    """Why the questions cannot be changed now; empty when they can."""
    if not lot.waiting:
        return ""
    wait = "waits" if lot.waiting == 1 else "wait"
    return (
        f"{count(lot.waiting, 'application')} for this lot {wait} for a decision, and everyone is assessed by the questions they "
        "answered: decide first, then change what it asks."
    )


def sum_typed(typed: Sequence[QuestionTyped]) -> tuple[str, bool]:
    """What the weights typed so far make, and whether that can stand."""
    plans = read_questions(typed).plans
    is_scored = any(plan.kind is QuestionKind.SCORED for plan in plans)
    stands = not is_scored or weights_made(plans) == WHOLE
    return f"{formats.FITS if stands else formats.OVER} {say_weights(plans)}", stands


def typed_of(plan: QuestionPlan) -> QuestionTyped:
    """The question as one would type it."""
    is_scored = plan.kind is QuestionKind.SCORED
    weight, threshold, highest = (
        str(figure) if is_scored else "" for figure in (plan.weight, plan.threshold, plan.highest_score)
    )
    return QuestionTyped(plan.kind.value, plan.text, weight, threshold, highest, plan.document.replace("-", " "))


def saved(lot: LotQuestions, added: int, retired: int) -> str:
    """What happened and what happens next."""
    gone = f"; {count(retired, 'question is', 'questions are')} asked no more" if retired else ""
    asks = f"Lot {lot.key} asks {count(len(lot.questions), 'question')}, {added} of them new{gone}."
    return f"{asks} Workbooks made from now on have them."


def sources(to_copy: Sequence["LotNamed"], scheme: str) -> tuple[tuple[str, str], ...]:
    """What may be copied, by its key with its words: each lot that asks anything, then other schemes as a whole."""
    lots = ((each.key, f"{each.key} {each.title}") for each in to_copy)
    others = dict.fromkeys(each.key.rpartition("/")[0] for each in to_copy)
    return (*lots, *((other, f"{other}: each lot as the one of its number") for other in others if other != scheme))


def may_ask(lot: LotQuestions, like: str, to_copy: Sequence["LotNamed"]) -> bool:
    """Whether the lot can be told to ask what this key, of a lot or of a whole scheme, stands for."""
    alike = like if "/" in like else f"{like}/{lot.number}"
    return not lot.waiting and lot.key != like and any(each.key.lower() == alike.lower() for each in to_copy)


def target(lot: LotQuestions) -> str:
    """How a lot is ticked: `2 Autism: 5 questions, 1 application waits`."""
    if not lot.waiting:
        return lot_named(lot)
    return f"{lot_named(lot)}, {count(lot.waiting, 'application')} {'waits' if lot.waiting == 1 else 'wait'}"


def spread(lots: Sequence[LotQuestions]) -> str:
    """What happened and what happens next."""
    keys = [lot.key for lot in lots]
    named = keys[0] if len(keys) == 1 else f"{', '.join(keys[:-1])} and {keys[-1]}"
    return f"{count(len(lots), 'lot')} now {'asks' if len(lots) == 1 else 'ask'} what was copied: {named}."


def people(number: int) -> str:
    """How many assess, as it is chosen."""
    return count(number, "person", "people")


def assessors_saved(scheme: str, assessors: int) -> str:
    """What happened."""
    people = "one person assesses" if assessors == 1 else f"{assessors} people assess"
    return f"From now on {people} each application of {scheme}."


def changed_meanwhile(lot: LotQuestions) -> str:
    """What is said to somebody who is typing when a colleague changed the same."""
    return (
        f"A colleague changed what lot {lot.key} asks: it asks {count(len(lot.questions), 'question')} now. What you typed is "
        "still here, and takes their place when you save it."
    )


def why_not(actor: Actor) -> str:
    """Why nothing can be asked, and who can; empty when this actor can."""
    return only_commissioners(actor, "says what a lot asks")


def _asked(plan: QuestionPlan) -> str:
    counts = ""
    if plan.kind is QuestionKind.SCORED:
        counts = f"\nWeighs {plan.weight} %; at least {plan.threshold} of {plan.highest_score} points."
    elif plan.document:
        counts = f"\nTo send: {plan.document.replace('-', ' ')}."
    return f"{plan.text}{counts}"
