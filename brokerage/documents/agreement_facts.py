"""What an agreement says of the purchase, the person, the service, the outcomes and the week."""

from itertools import groupby

from reportlab.platypus import Flowable

from brokerage.documents.look import Styles
from brokerage.documents.tables import fact_table
from brokerage.documents.text import bullets, paragraph
from brokerage.documents.wording import agreement_wording
from brokerage.documents.words import (
    LEGAL_BASIS_WORDS,
    RATING_WORDS,
    ROUTE_WORDS,
    joined,
    say_day_or,
    say_weekday_and_day,
)
from brokerage.domain.agreement_terms import AgreementTerms
from brokerage.domain.period import format_day


def purchasing(terms: AgreementTerms) -> list[Flowable]:
    """Return the scheme, lot, contract and admission, and how this service was chosen."""
    scheme = terms.scheme
    contract = joined(
        scheme.contract_reference,
        "" if scheme.contract_last_day is None else f"ends {format_day(scheme.contract_last_day)}",
    )
    return [
        fact_table(
            (
                ("Purchasing system", joined(scheme.title, scheme.reference and f"reference {scheme.reference}")),
                ("Law", scheme.law),
                ("Lot", scheme.lot),
                ("Contract", contract),
                (
                    "Admitted to the lot",
                    "" if scheme.admitted_from is None else f"from {format_day(scheme.admitted_from)}",
                ),
                ("How the service was chosen", joined(ROUTE_WORDS[scheme.route], scheme.route_rule, by=" – ")),
                ("Call-off", terms.call_off),
            )
        )
    ]


def person(terms: AgreementTerms) -> list[Flowable]:
    """Return for whom this is, and under which duty or power."""
    return [
        fact_table(
            (
                ("Name", terms.person.full_name),
                ("Born", format_day(terms.person.born_on)),
                ("Council's reference", terms.person.reference),
                ("Support is arranged under", LEGAL_BASIS_WORDS[terms.person.legal_basis]),
                ("Represented by", terms.person.representative),
            )
        )
    ]


def service(terms: AgreementTerms) -> list[Flowable]:
    """Return where the support is given, and the days that matter."""
    place = terms.service
    regulator = "" if place.regulator_id is None else f"location {place.regulator_id}"
    return [
        fact_table(
            (
                ("Service", place.name),
                ("Address", joined(place.address, place.postcode, by="\n")),
                ("Room", place.room),
                ("Telephone and email", joined(place.phone, place.email)),
                (
                    "Care Quality Commission",
                    joined(regulator, f"rated {RATING_WORDS[place.rating]}".replace("rated Not", "not")),
                ),
                ("Starts", say_weekday_and_day(terms.first_day)),
                ("Planned end", say_day_or(terms.planned_last_day, "none: it goes on until it is ended")),
                ("Trial until", format_day(terms.trial_last_day)),
                ("Reviews", joined(*(format_day(day) for day in terms.review_days))),
                ("To note", "\n".join(terms.notes)),
            )
        )
    ]


def needs_and_outcomes(terms: AgreementTerms) -> list[Flowable]:
    """Return the needs and what the person wants to achieve, in their own words where they gave them."""
    content: list[Flowable] = []
    if terms.needs:
        content += [paragraph("Needs", Styles.group), *bullets(terms.needs)]
    if terms.outcomes:
        spoken = tuple(
            joined(each.title, each.own_words and f"“{each.own_words}”", by=" – ") for each in terms.outcomes
        )
        content += [paragraph("What the person wants to achieve", Styles.group), *bullets(spoken)]
    return [*content, paragraph(agreement_wording(terms.wording)["support"]["text"])]


def usual_week(terms: AgreementTerms) -> list[Flowable]:
    """Return the days and times of the usual week, the ratio and the transport."""
    by_day = groupby(terms.attendances, key=lambda attendance: attendance.weekday)
    days = [
        (weekday, joined(*(each.times.replace("-", "–") or "no set times" for each in held), by=" and "))
        for weekday, held in by_day
    ]
    ratio = terms.ratio and f"{terms.ratio} (staff to people supported)"
    facts = [*days, ("Ratio", ratio), ("Transport", terms.transport)]
    return [fact_table(facts)] if any(value for _, value in facts) else []
