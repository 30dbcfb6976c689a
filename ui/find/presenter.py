"""What Find asks and what it says about the answer. No widgets here, and nothing is decided anywhere else on the page."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from brokerage.domain.errors import BadInput
from brokerage.domain.offer import Offer, OfferList, OfferOrder, SearchCriteria
from brokerage.domain.offer_detail import OfferDetail
from brokerage.domain.search_choices import SearchChoices
from ui import formats
from ui.find.chips import Chip, cleared, loosened
from ui.find.form import FEWEST_SHOWN, MOST_SHOWN, Fault, FindForm, Question, prices_alike, question_of
from ui.intents import CompareOffers, RaiseCallOffs

if TYPE_CHECKING:
    from brokerage.services.desk import Database
    from brokerage.services.typing_errors import TextHelp, TextSuggestion

PAUSE_MS = 150
"""Typing pauses this long before anything is asked."""

MOST_COMPARED = 6
_OF_THE_PLACE = frozenset({"near", "miles", "postcode", "outcode"})


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its question and the moment it was given: what a call-off keeps as the list it was chosen from."""

    criteria: SearchCriteria
    offers: OfferList
    listed_at: datetime


@dataclass(frozen=True, slots=True)
class Loosening:
    """The criterion to leave out when nothing matches, and how many services there are without it."""

    words: str
    form: FindForm
    count: int


@dataclass(frozen=True, slots=True)
class WaysOut:
    """What helps when nothing matches: what a mistyped word may have meant, and what to leave out."""

    text: "TextHelp"
    loosening: Loosening | None


@dataclass(frozen=True, slots=True)
class Empty:
    """What stands in place of the rows: why there are none, and what to do, the best first, each with the form it leads to."""

    title: str
    sentence: str
    actions: tuple[tuple[str, FindForm], ...]


def search(database: "Database", question: Question, now: datetime) -> Answer:
    """The answer to the question. Raises: BadInput at `place` for a place nobody knows."""
    from brokerage.services.find_support import find_offers

    criteria = _placed(database, question)
    return Answer(criteria, find_offers(database, criteria), now)


def count_values(database: "Database", criteria: SearchCriteria) -> Mapping[tuple[str, str], int]:
    """How many services there are for each value of each question, by question and code."""
    from brokerage.services.find_support import count_facets

    return {(facet.question, facet.code): facet.count for facet in count_facets(database, criteria)}


def open_selected(database: "Database", offer: Offer, criteria: SearchCriteria) -> OfferDetail:
    """Everything behind the offer."""
    from brokerage.services.find_support import open_offer

    return open_offer(database, offer.service_id, offer.lot_id, criteria)


def comparing(answer: Answer, chosen: tuple[Offer, ...]) -> CompareOffers:
    """What Compare is sent: the chosen offers, and the list they were chosen from."""
    return CompareOffers(answer.criteria, chosen, answer.offers.offers, answer.listed_at)


def calling_off(answer: Answer, chosen: tuple[Offer, ...]) -> RaiseCallOffs:
    """What Call-offs is sent: the chosen offers, and the list they were chosen from, to be frozen with them."""
    return RaiseCallOffs(answer.criteria, chosen, answer.offers.offers, answer.listed_at)


def ways_out(database: "Database", criteria: SearchCriteria, form: FindForm, choices: SearchChoices) -> WaysOut:
    """What may have been meant by words that nothing is called, and the best criterion to leave out."""
    from brokerage.services.typing_errors import help_with_text

    return WaysOut(help_with_text(database, criteria), best_loosening(database, form, choices))


def best_loosening(database: "Database", form: FindForm, choices: SearchChoices) -> Loosening | None:
    """The first criterion whose absence alone brings services back, mildest first; None when no single one does."""
    from brokerage.services.find_support import find_offers

    for chip in loosened(form, choices):
        criteria = _placed(database, question_of(replace(chip.without, limit=1)))
        found = find_offers(database, criteria).count
        if found:
            return Loosening(chip.words, chip.without, found)
    return None


def _placed(database: "Database", question: Question) -> SearchCriteria:
    from brokerage.services.find_support import resolve_place

    if not question.place:
        return question.criteria
    return replace(question.criteria, near=resolve_place(database, question.place))


class Asking:
    """Which question was asked last, so that a form that did not change asks nothing."""

    def __init__(self) -> None:
        self._asked: Question | None = None

    def next_question(self, form: FindForm) -> Question | None:
        """The question to ask now; None when it is the one asked last."""
        question = question_of(form)
        if question == self._asked:
            return None
        self._asked = question
        return question

    def forget(self) -> None:
        """Ask again whatever the form says: the data, not the form, has changed, or the answer failed."""
        self._asked = None


def count_line(answer: Answer) -> str:
    """`212 services · 148 fit · sorted by fit, then weekly cost`."""
    offers, criteria = answer.offers, answer.criteria
    fitting = "fit the budget" if criteria.weekly_budget is not None else "may be called off"
    if offers.count_fitting == 1:
        fitting = "fits the budget" if criteria.weekly_budget is not None else "may be called off"
    return f"{formats.count(offers.count, 'service')} · {offers.count_fitting:,} {fitting}"


def terms_line(answer: Answer) -> str:
    """For which start the list is, and how much of it is shown."""
    offers = answer.offers
    shown = "" if len(offers.offers) == offers.count else f" · first {len(offers.offers):,} shown"
    return f"from {formats.day(answer.criteria.start_day)}{shown}"


def may_show_more(answer: Answer) -> bool:
    """Whether more of the list can be shown."""
    return len(answer.offers.offers) < answer.offers.count and answer.criteria.limit < MOST_SHOWN


def in_order(form: FindForm, order: OfferOrder) -> FindForm:
    """The form that asks for the same in another order."""
    return replace(form, order=order, limit=FEWEST_SHOWN)


def missing_for_price(criteria: SearchCriteria) -> str:
    """What to say where prices cannot be worked out, else nothing."""
    if criteria.week is None:
        return "Say the days and hours wanted, and every price is worked out for that week."
    return ""


def fault_of(error: BadInput) -> Fault:
    """The fault at the field it belongs to: a postcode and its first half are typed in one place."""
    field = error.field or ""
    return Fault("near" if field in _OF_THE_PLACE else field, error.sentence)


def faults_line(faults: tuple[Fault, ...]) -> str:
    """What to say while something typed cannot be used: the list is that of the last good question."""
    if not faults:
        return ""
    return "▲ The list is as it was: mend what is marked at the left, and it is searched again."


def empty_of(ways: WaysOut, form: FindForm, chips: tuple[Chip, ...]) -> Empty:
    """Why nothing is there, and what to do: take a word that was meant, leave out a criterion, or all."""
    if not chips:
        sentence = "Bring in the council’s workbook with “brokerage import”."
        return Empty("There are no services yet", sentence, (("Search again", form),))
    actions = [(f"Search for {meant.text}", replace(form, text=meant.text)) for meant in ways.text.suggestions]
    if ways.loosening is not None:
        actions.append((f"Search without {ways.loosening.words}", ways.loosening.form))
    sentence = _meant_sentence(ways.text) or _loosening_sentence(ways.loosening)
    title = ways.text.title or "No service has all of this"
    return Empty(title, sentence, tuple(actions or [("Clear all", cleared(form))]))


def _meant_sentence(text: "TextHelp") -> str:
    found = [meant for meant in text.suggestions if meant.count]
    if not found:
        return text.question
    counted = formats.listed(tuple(_counted(meant, alone=len(text.suggestions) == 1) for meant in found))
    return f"{text.question} There {_are(found[0].count)} {counted}."


def _counted(meant: "TextSuggestion", *, alone: bool) -> str:
    services = formats.count(meant.count, "service")
    return services if alone else f"{services} for {meant.text}"


def _loosening_sentence(loosening: Loosening | None) -> str:
    if loosening is None:
        return "Leaving out any one criterion alone does not help."
    return f"Without {loosening.words} there {_are(loosening.count)} {formats.count(loosening.count, 'service')}."


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def chosen_line(chosen: tuple[Offer, ...]) -> str:
    """How many are chosen of how many may be."""
    if not chosen:
        return f"Tick up to {MOST_COMPARED} to compare (Space)."
    return f"{len(chosen)} of {MOST_COMPARED} chosen."


def refused_tick_sentence(most: int) -> str:
    """What to say when one more than may be is ticked."""
    return f"{most} are chosen already, and no more than {most} can be compared: untick one first."


def still_good(chosen: tuple[Offer, ...], before: SearchCriteria | None, answer: Answer) -> tuple[Offer, ...]:
    """The chosen offers whose figures still stand: those in the new list with its figures, others if it prices alike."""
    now = {offer_key(offer): offer for offer in answer.offers.offers}
    alike = before is not None and prices_alike(before, answer.criteria)
    found = ((offer, now.get(offer_key(offer))) for offer in chosen)
    return tuple(newer or older for older, newer in found if newer is not None or alike)


def not_raised(chosen: tuple[Offer, ...], raised: AbstractSet[tuple[int | None, int | None]]) -> tuple[Offer, ...]:
    """The chosen offers for which no call-off was raised; one in no lot was raised outside the scheme."""
    services = {service_id for service_id, _ in raised}
    return tuple(
        offer
        for offer in chosen
        if offer_key(offer) not in raised and not (offer.lot_id is None and offer.service_id in services)
    )


def offer_key(offer: Offer) -> tuple[int, int | None]:
    """What makes an offer itself: the service and the lot."""
    return (offer.service_id, offer.lot_id)


def call_off_words(chosen: tuple[Offer, ...]) -> str:
    """What the button that calls off says."""
    return "Call off" if len(chosen) <= 1 else f"Call off these {len(chosen)}"


def order_choices() -> tuple[tuple[OfferOrder, str], ...]:
    """The orders, in words."""
    return tuple((order, formats.words(order)) for order in OfferOrder)
