"""What is said of a contract that is awarded, or to be. No widgets here."""

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment
from brokerage.domain.contract import Contract, RateFromOffer
from brokerage.domain.money import format_pounds
from brokerage.domain.provider_document import ProviderDocument
from brokerage.domain.staff import Actor
from brokerage.domain.unit import FOR_ONE
from ui import formats
from ui.market.applications import words as application_words
from ui.market.assessing import words as assess_words
from ui.market.assessing.reading import ApplicationRead

Fact = tuple[str, str]


def waiting(shown: ApplicationAssessment) -> tuple[LotAssessment, ...]:
    """The lots that were admitted and have no contract yet."""
    if shown.state not in (ApplicationState.DECIDED, ApplicationState.ANSWERED):
        return ()
    return tuple(lot for lot in shown.lots if lot.outcome is LotOutcome.ADMITTED)


def may_award(shown: ApplicationAssessment, actor: Actor) -> bool:
    """Whether who works now may award a contract on it."""
    return bool(waiting(shown)) and assess_words.may_work(shown, actor)


def facts(read: ApplicationRead) -> tuple[Fact, ...]:
    """Each contract with its value, its days and whom it admits, and below it its signed copy."""
    return tuple(
        fact
        for contract in read.contracts
        for fact in (
            (contract.terms.number, _contract(contract)),
            *(("Agreed as offered", _rate(rate)) for rate in contract.rates),
            ("Signed copy", _signed_copy(read, contract)),
        )
    )


def unsigned(read: ApplicationRead, actor: Actor) -> tuple[Contract, ...]:
    """The contracts without a signed copy on record, for whoever may add one."""
    if application_words.why_not(actor):
        return ()
    return tuple(contract for contract in read.contracts if _copy_of(read, contract) is None)


def signed_copy_kept(number: str) -> str:
    """What happened."""
    return f"The signed copy of {number} is kept with its contract; it stands under the provider’s documents."


def lot_name(lot: LotAssessment) -> str:
    """`Lot 2 Autism, Barley Cottage (demo)`."""
    return f"Lot {lot.lot.number} {lot.lot.title}, {lot.service.name}"


def awarded(contract: Contract) -> str:
    """What happened, and from when on whom it can be called off."""
    services = list(dict.fromkeys(made.service for made in contract.admissions))
    names = services[0] if len(services) == 1 else f"{', '.join(services[:-1])} and {services[-1]}"
    stands = "stands" if len(services) == 1 else "stand"
    first_day = formats.day(contract.terms.first_day)
    rates = (
        f" {formats.count(len(contract.rates), 'offered price')} agreed from then on."
        if contract.rates
        else " Next: agree its prices under Rates; without one nobody can call it off."
    )
    return (
        f"Contract {contract.terms.number} is sealed: {names} {stands} in everybody’s search now, "
        f"and can be called off from {first_day}.{rates}"
    )


def _rate(rate: RateFromOffer) -> str:
    price = f"{format_pounds(rate.price)} {FOR_ONE[rate.unit]}"
    return f"{rate.service}, lot {rate.lot}, {rate.is_for}: {price} from {formats.day(rate.first_day)}"


def _signed_copy(read: ApplicationRead, contract: Contract) -> str:
    copy = _copy_of(read, contract)
    return "▲ none is kept yet" if copy is None else f"✓ kept, received {formats.day(copy.received_on)}"


def _copy_of(read: ApplicationRead, contract: Contract) -> ProviderDocument | None:
    return next((each for each in read.signed_copies if each.contract == contract.terms.number), None)


def _contract(contract: Contract) -> str:
    terms = contract.terms
    value = "no value estimated" if terms.value is None else format_pounds(terms.value)
    days = formats.period(terms.first_day, terms.last_day)
    admitted = "; ".join(f"{made.service} in lot {made.lot}" for made in contract.admissions)
    return f"{days} · {value} · sealed {formats.day(terms.sealed_on)} · in everybody’s search: {admitted}"
