"""How an offer is written in the list. No widgets here."""

from datetime import date

from brokerage.domain.gates import Gate, GateName
from brokerage.domain.offer import Offer
from ui import formats
from ui.tone import Tone

_LEADS_TO_TIMES = (" at these times: ", " these times: ", ": ")


def rate(offer: Offer) -> str:
    """`£35.35 ½ day`, or "no agreed rate"."""
    return formats.unit_price(offer.unit_price, offer.unit, offer.ratio)


def week_words(offer: Offer) -> str:
    """The weekly cost, or what stops a call-off: whoever runs down the list reads the reason where the cost would stand."""
    return formats.money(offer.weekly) if offer.gate is None else _in_short(offer.gate)


def week_tone(offer: Offer) -> Tone:
    """Bad where a gate stops it."""
    return Tone.PLAIN if offer.gate is None else Tone.BAD


def week_tip(offer: Offer) -> str:
    """The weekly cost of what is stopped too, where it has one."""
    cost = "" if offer.weekly is None else formats.money(offer.weekly)
    if offer.gate is None:
        return cost or formats.DASH
    return " · ".join(filter(None, (formats.gate(offer.gate), f"{cost} a week" if cost else "")))


def outcomes_words(offer: Offer, asked: int) -> str:
    """`2 of 3` of the outcomes asked, or a dash for none."""
    return f"{offer.outcomes_matched} of {asked}" if offer.outcomes_matched else formats.DASH


def budget_words(offer: Offer) -> str:
    """What stops it, else how it sits in the budget, else that it may be called off."""
    if offer.gate is not None or offer.budget_left is not None:
        return formats.budget_or_gate(offer.budget_left, offer.gate)
    return "no budget asked" if offer.weekly is not None else "say the days wanted"


def budget_tone(offer: Offer) -> Tone:
    """Bad where a gate stops it, warn where it is over, good where it fits."""
    if offer.gate is not None:
        return Tone.BAD
    if offer.budget_left is None:
        return Tone.QUIET
    return Tone.GOOD if offer.budget_left >= 0 else Tone.WARN


def rating_words(offer: Offer) -> str:
    """The regulator's rating, short enough for its column."""
    short = {"Not rated": formats.DASH, "Requires improvement": "Req. improv."}
    said = formats.words(offer.rating)
    return short.get(said, said)


def places_sentence(offer: Offer, today: date) -> str:
    """`3 places free, said 2 days ago`."""
    if offer.places_free is None:
        return "Nobody has said how many places are free."
    free = formats.count(offer.places_free, "place") + " free"
    if offer.places_said_on is None:
        return f"{free}; it is not known when this was said."
    days = (today - offer.places_said_on).days
    when = "today" if days <= 0 else f"{formats.count(days, 'day')} ago"
    return f"{free}, said {when} ({formats.day(offer.places_said_on)})."


def service_tip(offer: Offer) -> str:
    """The whole names: service, provider, lot, scheme."""
    return " · ".join(filter(None, (offer.service, offer.provider, offer.lot, offer.scheme)))


def rate_tip(offer: Offer) -> str:
    """The rate and the activity it is for."""
    return " · ".join(filter(None, (rate(offer), offer.activity)))


def _in_short(gate: Gate) -> str:
    """The reason; of the timetable's, not what runs instead, which may be a whole week: the tip and the detail have that."""
    said = formats.gate(gate)
    if gate.name is not GateName.TIMETABLE:
        return said
    for instead in ("; it runs ", "; nothing on its timetable "):
        said = said.split(instead, maxsplit=1)[0]
    lead = next((lead for lead in _LEADS_TO_TIMES if lead in said), " ")
    return said.replace(lead, " ", 1)
