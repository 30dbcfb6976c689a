"""What is asked and said where answers and offered prices are typed in by hand; no widgets."""

from brokerage.domain.application_written import ApplicationWriting, AskedToWrite, lots_to_write
from brokerage.domain.assessment import Question, QuestionKind
from brokerage.domain.blank_application import BlankLot, say_kind, say_threshold, say_weight
from brokerage.domain.number_words import count
from brokerage.domain.staff import Actor
from ui import formats
from ui.market.read_only import only_commissioners

NOTHING_ASKED = "Tick the lots it asks to join: their questions stand here, and room for the prices it offers."
NO_QUESTION = "This lot asks no question."
TO_COME = "Write the answers and prices too…"
LEFT_OUT = "Leave the answers and prices for later"


def lot(asked: BlankLot) -> str:
    """`Lot 1 · Skills and training`."""
    return f"Lot {asked.number} · {asked.title}"


def asks(question: Question) -> str:
    """`Scored · at least 3 of 5 · weighs 60`; what to write for a document."""
    if question.kind is QuestionKind.DOCUMENT:
        return "A document: write its file name, and add the file under Documents."
    if question.kind is not QuestionKind.SCORED:
        return say_kind(question)
    return f"{say_kind(question)} · at least {say_threshold(question)} · weighs {say_weight(question)}"


def prices_of(asked: AskedToWrite) -> str:
    """`Prices of The Workshop in lot 1`."""
    return f"Prices of {asked.service} in lot {asked.lot.number}"


def allowed(asked: AskedToWrite) -> str:
    """What the lot may be priced by, in a sentence; empty where it may be by anything."""
    pricing = asked.lot.pricing
    units = f"by the {_listed(tuple(formats.words(unit).lower() for unit in pricing.units))}" if pricing.units else ""
    ratios = f"at {_listed(tuple(map(str, pricing.ratios)))} or at no ratio" if pricing.ratios else ""
    said = " ".join(filter(None, (units, ratios)))
    return f"This lot is priced {said}." if said else ""


def standing(writing: ApplicationWriting) -> str:
    """How much is written, and what is wanting still, a sentence a line."""
    asked = sum(len(each.questions) for each in lots_to_write(writing.asked))
    answered = (
        f"{len(writing.answers)} of {count(asked, 'question')} answered, {count(len(writing.prices), 'price')} offered."
    )
    return "\n".join((answered, *(f"{formats.OVER} {sentence}" for sentence in writing.wanting)))


def saved(reference: str, answers: int, prices: int) -> str:
    """What happened and what happens next."""
    return f"{reference} is written: {count(answers, 'answer')} and {count(prices, 'price')} stand with it for its assessors."


def changed_meanwhile(reference: str) -> str:
    """What is said to somebody who is typing when a colleague changed the same."""
    return (
        f"What {reference} answers or offers was changed meanwhile. What you typed is still here, and takes its place when "
        "you save it."
    )


def begun(reference: str) -> str:
    """What is said to somebody who is typing when the assessment has begun."""
    return f"{reference} is being assessed now, so nothing of this can be saved any more."


def why_not(actor: Actor) -> str:
    """Why nothing can be typed in, and who can; empty when this actor can."""
    return only_commissioners(actor, "writes what a provider answers", "write it")


def _listed(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"
