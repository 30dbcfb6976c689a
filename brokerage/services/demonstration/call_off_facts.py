"""What has been made, as the rules of a call-off ask for it: the service, its lot, its rates."""

from brokerage.domain.call_off_facts import AdmissionFacts, LotFacts, RateFacts, ServiceFacts
from brokerage.domain.rate import Rate
from brokerage.domain.scheme import AwardRoute
from brokerage.services.demonstration.lots import Lot
from brokerage.services.demonstration.made import MadeLine, MadeService


def service_facts(service: MadeService) -> ServiceFacts:
    """The service as whoever raises a call-off sees it."""
    return ServiceFacts(
        service_id=service.id,
        name=service.name,
        provider=service.provider,
        rating=service.rating,
        registration=service.registration,
        insurance_last_day=service.insurance_last_day,
        min_age=service.min_age,
        max_age=service.max_age,
        places_free=service.places_free,
        closures=frozenset(service.closures),
    )


def lot_facts(service: MadeService, lot: Lot) -> LotFacts:
    """The lot with the service's place in it; every way of choosing is open."""
    admission = service.admissions.get(lot.key)
    return LotFacts(
        lot_id=lot.id,
        key=lot.search_key,
        scheme_id=lot.scheme.id,
        scheme=lot.scheme.title,
        lot=lot.title,
        last_call_off_day=lot.last_call_off_day,
        contract_last_day=lot.scheme.last_day,
        min_age=lot.min_age,
        max_age=lot.max_age,
        registration_needed=lot.registration_needed,
        derives_ratio=lot.derives_ratio,
        routes=tuple(AwardRoute),
        admissions=()
        if admission is None
        else (AdmissionFacts(admission.id, admission.reference, admission.period, admission.suspensions),),
    )


def rate_facts(line: MadeLine, rate_id: int) -> RateFacts:
    """The line with all its rates, known by the one that is in force."""
    return RateFacts(
        rate_id=rate_id,
        unit=line.unit,
        ratio=line.ratio,
        description=" · ".join(part for part in (line.activity, line.band) if part),
        of_this_service=True,
        rates=tuple(Rate(rate.price, rate.period) for rate in line.rates),
    )
