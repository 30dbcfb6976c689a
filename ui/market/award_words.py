"""What is said of a contract that is awarded, or to be. No widgets here."""

from brokerage.domain.application import ApplicationState, LotOutcome
from brokerage.domain.application_assessment import ApplicationAssessment, LotAssessment
from brokerage.domain.contract import Contract
from brokerage.domain.money import format_pounds
from brokerage.domain.staff import Actor
from ui import formats
from ui.market import assess_words

Fact = tuple[str, str]


def waiting(shown: ApplicationAssessment) -> tuple[LotAssessment, ...]:
    """The lots that were admitted and have no contract yet."""
    if shown.state not in (ApplicationState.DECIDED, ApplicationState.ANSWERED):
        return ()
    return tuple(lot for lot in shown.lots if lot.outcome is LotOutcome.ADMITTED)


def may_award(shown: ApplicationAssessment, actor: Actor) -> bool:
    """Whether who works now may award a contract on it."""
    return bool(waiting(shown)) and assess_words.may_work(shown, actor)


def facts(contracts: tuple[Contract, ...]) -> tuple[Fact, ...]:
    """Each contract with its value, its days and whom it admits."""
    return tuple((contract.terms.number, _contract(contract)) for contract in contracts)


def lot_name(lot: LotAssessment) -> str:
    """`Lot 2 Autism, Barley Cottage (demo)`."""
    return f"Lot {lot.lot.number} {lot.lot.title}, {lot.service.name}"


def awarded(contract: Contract) -> str:
    """What happened, and from when on whom it can be called off."""
    services = list(dict.fromkeys(made.service for made in contract.admissions))
    names = services[0] if len(services) == 1 else f"{', '.join(services[:-1])} and {services[-1]}"
    stands = "stands" if len(services) == 1 else "stand"
    first_day = formats.day(contract.terms.first_day)
    return (
        f"Contract {contract.terms.number} is sealed: {names} {stands} in everybody’s search now, "
        f"and can be called off from {first_day}."
    )


def _contract(contract: Contract) -> str:
    terms = contract.terms
    value = "no value estimated" if terms.value is None else format_pounds(terms.value)
    days = formats.period(terms.first_day, terms.last_day)
    admitted = "; ".join(f"{made.service} in lot {made.lot}" for made in contract.admissions)
    return f"{days} · {value} · sealed {formats.day(terms.sealed_on)} · in everybody’s search: {admitted}"
