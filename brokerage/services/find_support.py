"""Finding support: which services answer a question, what the week costs at each, and what stops a call-off.

The window's Find page and `brokerage search` both stand on this; nothing here writes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from brokerage.domain import offer_detail, priced_apart
from brokerage.domain.errors import BadInput, RuleBroken
from brokerage.domain.gates import GateName
from brokerage.domain.offer import Facet, Offer, OfferList, SearchCriteria, SearchPoint
from brokerage.domain.offer_detail import OfferDetail
from brokerage.domain.postcode import display_postcode
from brokerage.domain.priced_apart import PricedActivity
from brokerage.domain.schedule import AttendanceRules
from brokerage.domain.search_choices import SearchChoices
from brokerage.exchange import postcode_directory
from brokerage.services.bank_holidays import load_bank_holidays
from brokerage.storage.engine import Database
from brokerage.storage.queries import offer_facets, offers, places
from brokerage.storage.queries import search_choices as choices
from brokerage.storage.queries.priced_apart import ServiceInLot, priced_activities
from brokerage.storage.queries.service_sheet import service_sheet

MOST_OFFERS = 100_000
FARTHEST_MILES = Decimal(1000)
OLDEST = 130


def find_offers(database: Database, criteria: SearchCriteria) -> OfferList:
    """The offers that answer the question in rank order, at most its limit; how many there are, and how many fit.

    An offer fits when it may be called off on the start day and, with a budget given, its week costs no more than that.
    A service a gate stops is in the list with its reason. Without a week wanted only prices by the week have a weekly
    cost; others show the price of one unit. Lots are named by number, title or `scheme/number`, schemes by reference or
    title, districts by name or ONS code. Raises: BadInput for a question that cannot be meant; Unavailable.
    """
    _refuse(criteria)
    return offers.find_offers(database, criteria)


def open_offer(database: Database, service_id: int, lot_id: int | None, criteria: SearchCriteria) -> OfferDetail:
    """One offer opened: every price with its arithmetic and dates, the timetable, closures, rates past and to come, all gates.

    Raises: RuleBroken when the service is no longer in that lot; Unavailable.
    """
    _refuse(criteria)
    offer = offers.find_offer(database, service_id, lot_id, criteria)
    with database.reading() as connection:
        sheet = service_sheet(connection, service_id, lot_id, criteria.start_day)
    if offer is None or sheet is None:
        raise RuleBroken("This service is not in the list any more. Search again.")
    holidays = load_bank_holidays()
    calendar = AttendanceRules(bank_holidays=holidays.days, bank_holidays_known=holidays.known)
    return offer_detail.open_offer(offer, sheet, criteria, calendar)


def name_priced_apart(database: Database, answer: OfferList, criteria: SearchCriteria) -> OfferList:
    """The same answer; an offer without a rate for the whole week names the activities priced for some of its days alone.

    One question more for hundreds of such offers, none where there are none. Raises: Unavailable.
    """
    rateless = {offer.service_id for offer in answer.offers if offer.gate and offer.gate.name is GateName.RATE}
    if criteria.week is None or not rateless:
        return answer
    with database.reading() as connection:
        priced = priced_activities(connection, rateless, criteria.start_day)
    return replace(answer, offers=tuple(_naming(offer, criteria, priced) for offer in answer.offers))


def count_facets(database: Database, criteria: SearchCriteria) -> tuple[Facet, ...]:
    """How many offers of the answer carry each need, outcome, district, rating, lot and scheme.

    Apart, so that the list waits for no count. Lots and schemes are counted as if no other were asked for.
    """
    _refuse(criteria)
    with database.reading() as connection:
        return offer_facets.count_facets(connection, criteria)


def find_choices(database: Database) -> SearchChoices:
    """What a question can be asked with: needs, schemes, lots, outcomes, districts, languages."""
    with database.reading() as connection:
        return choices.search_choices(connection)


def resolve_place(database: Database, text: str) -> SearchPoint:
    """The point meant by a postcode or its first half, in any case and spacing; an outcode is the middle of its postcodes.

    The council's own postcodes come from its database, all others from the directory of UK postcodes.
    Raises: BadInput naming what is unknown and how to mend it.
    """
    bare = "".join(text.split()).upper()
    if not bare:
        raise BadInput("The place is empty: give a postcode such as ME14 1XX, or its first half, ME14.", "near")
    with database.reading() as connection:
        known = places.postcode_point(connection, bare)
    if known is None:
        return postcode_directory.find_place(bare)
    return replace(known, asked_as=display_postcode(bare))


def _naming(offer: Offer, criteria: SearchCriteria, priced: Mapping[ServiceInLot, Sequence[PricedActivity]]) -> Offer:
    if offer.gate is None or offer.lot_id is None:
        return offer
    activities = priced.get((offer.service_id, offer.lot_id), ())
    gate = priced_apart.name_priced_apart(offer.gate, criteria.week, criteria.ratio, activities)
    return offer._replace(gate=gate)


def _refuse(criteria: SearchCriteria) -> None:
    if not 1 <= criteria.limit <= MOST_OFFERS:
        raise BadInput(f"The limit must be from 1 to {MOST_OFFERS:,}: it is how many offers are listed.", "limit")
    if criteria.miles is not None and criteria.near is None:
        raise BadInput("Miles need a place to be counted from: give a postcode, such as ME14 1XX.", "near")
    if criteria.miles is not None and not 0 < criteria.miles <= FARTHEST_MILES:
        raise BadInput(f"The miles must be above zero and at most {FARTHEST_MILES:,}, as in 10 or 2.5.", "miles")
    if criteria.weekly_budget is not None and criteria.weekly_budget < 0:
        raise BadInput("The budget is negative: give pounds a week, such as 310.00.", "budget")
    if criteria.age is not None and not 0 <= criteria.age <= OLDEST:
        raise BadInput(f"The age must be from 0 to {OLDEST}.", "age")
