"""Open data → one OCDS 1.1 release package, as bytes. Equal content gives equal bytes, whenever it is written.

Only the standard's core is used. The package's date is that of its newest fact, as the standard asks of packages made on demand;
its address and the releases' ids are made of their content, so a release that says something else is another release.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from urllib.parse import quote
from zoneinfo import ZoneInfo

from brokerage.domain.ocds import (
    FEWEST_PEOPLE,
    NEAREST_CALL_OFFS,
    NEAREST_POUNDS,
    OCDS_VERSION,
    OpenContract,
    OpenLot,
    OpenPackage,
    OpenScheme,
    QuarterOfCallOffs,
    Supplier,
)
from brokerage.domain.period import ONE_DAY
from brokerage.domain.scheme import SchemeKind
from brokerage.exchange.ocds_kinds import method_details

Json = dict[str, object]

INVENTED = "Demonstration: everything here is invented."
_COUNCIL = "council"
_LONDON = ZoneInfo("Europe/London")
# Only those who were admitted are asked. Of the other kinds the scheme does not say how it was advertised.
_SELECTIVE = frozenset({SchemeKind.DPS_2015, SchemeKind.DYNAMIC_MARKET_2023})


def write_release_package(package: OpenPackage) -> bytes:
    """Return the package as JSON in UTF-8, with one release for each scheme in the order given."""
    releases = [_release(package, scheme) for scheme in package.schemes]
    whole = {
        "uri": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, _digest(releases))}",
        "version": OCDS_VERSION,
        "publishedDate": _start(max(newest_fact(scheme, package.today) for scheme in package.schemes)),
        "publisher": {"name": publisher_name(package)},
        "releases": releases,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def publisher_name(package: OpenPackage) -> str:
    """Return the council's name, labelled where it is the demonstration's."""
    labelled = "(demo" in package.publisher.lower()
    return f"{package.publisher} (demonstration)" if package.is_demonstration and not labelled else package.publisher


def newest_fact(scheme: OpenScheme, today: date) -> date:
    """Return the last day, up to today, on which something came to be true of the scheme."""
    known = [scheme.first_day, *_day_after(scheme.last_day)]
    for opening in scheme.rounds:
        known += [opening.opens_on, *_day_after(opening.closes_on)]
    for contract in scheme.contracts:
        known += [
            contract.first_day,
            *_day_after(contract.last_day),
            *([contract.sealed_on] if contract.sealed_on else []),
        ]
    known += [quarter.quarter.last_day + ONE_DAY for quarter in scheme.quarters]
    return max((day for day in known if day <= today), default=today)


def _day_after(day: date | None) -> list[date]:
    return [] if day is None or day == date.max else [day + ONE_DAY]


def _release(package: OpenPackage, scheme: OpenScheme) -> Json:
    buyer: Json = {"id": _COUNCIL, "name": publisher_name(package)}
    counted = [lot for lot in scheme.lots if any(quarter.lot == lot for quarter in scheme.quarters)]
    awards = [_award(one) for one in scheme.contracts] + [_award_of_call_offs(lot, scheme.contracts) for lot in counted]
    contracts = [_contract(one, package.today) for one in scheme.contracts] + [_quarter(one) for one in scheme.quarters]
    release = _without_gaps(
        {
            "ocid": f"{package.ocid_prefix}-{quote(scheme.reference, safe='')}",
            "date": _start(newest_fact(scheme, package.today)),
            "tag": ["tender", *(["award", "contract"] if awards else [])],
            "initiationType": "tender",
            "parties": _parties(buyer, scheme.contracts),
            "buyer": buyer,
            "tender": _tender(package, scheme, buyer),
            "awards": awards,
            "contracts": contracts,
            "language": "en",
        }
    )
    return {"ocid": release["ocid"], "id": _digest(release)[:24], **release}


def _parties(buyer: Json, contracts: Iterable[OpenContract]) -> list[Json]:
    suppliers = {one.supplier.provider_id: one.supplier for one in contracts}
    return [
        {**buyer, "roles": ["buyer", "procuringEntity"]},
        *(_party(suppliers[provider_id]) for provider_id in sorted(suppliers)),
    ]


def _party(supplier: Supplier) -> Json:
    register = [("GB-COH", supplier.company_number), ("GB-CHC", supplier.charity_number)]
    named = [{"scheme": scheme, "id": number} for scheme, number in register if number]
    return _without_gaps(
        {
            **_organisation(supplier),
            "identifier": {**named[0], "legalName": supplier.name} if named else None,
            "additionalIdentifiers": named[1:],
            "roles": ["supplier"],
        }
    )


def _organisation(supplier: Supplier) -> Json:
    party = f"provider-{supplier.provider_id}"
    return {"id": party, "name": supplier.name or party}


def _tender(package: OpenPackage, scheme: OpenScheme, buyer: Json) -> Json:
    return _without_gaps(
        {
            "id": f"scheme-{scheme.reference}",
            "title": scheme.title,
            "description": INVENTED if package.is_demonstration else None,
            "status": _status(scheme.first_day, scheme.last_day, package.today, ("planned", "active", "complete")),
            "procuringEntity": buyer,
            "items": [_item(f"lot-{lot.number}", lot, f"Lot {lot.number}: {lot.title}") for lot in scheme.lots],
            "value": _pounds(scheme.estimated_value),
            "procurementMethod": "selective" if scheme.kind in _SELECTIVE else None,
            "procurementMethodDetails": method_details(scheme.kind, scheme.law),
            "mainProcurementCategory": "services",
            "tenderPeriod": _rounds(scheme),
            "contractPeriod": _period(scheme.first_day, scheme.last_day, scheme.latest_last_day),
        }
    )


def _rounds(scheme: OpenScheme) -> Json | None:
    if not scheme.rounds:
        return None
    closing = [opening.closes_on for opening in scheme.rounds]
    known = [day for day in closing if day is not None]
    return _period(
        min(opening.opens_on for opening in scheme.rounds), max(known) if len(known) == len(closing) else None
    )


def _item(name: str, lot: OpenLot, description: str) -> Json:
    codes: list[Json] = [{"scheme": "CPV", "id": code} for code in lot.cpv_codes if code]
    return _without_gaps(
        {
            "id": name,
            "description": description,
            "classification": codes[0] if codes else None,
            "additionalClassifications": codes[1:],
        }
    )


def _contract_id(contract: OpenContract) -> str:
    return f"contract-{contract.number}-{contract.supplier.provider_id}"


def _award(contract: OpenContract) -> Json:
    return _without_gaps(
        {
            "id": _contract_id(contract),
            "title": f"Admission under contract {contract.number}",
            "status": "active",
            "date": None if contract.sealed_on is None else _start(contract.sealed_on),
            "value": _pounds(contract.value),
            "suppliers": [_organisation(contract.supplier)],
            "items": [
                _item(f"admission-{one.admission_id}", one.lot, f"Lot {one.lot.number}: {one.lot.title}: {one.service}")
                for one in contract.admissions
            ],
            "contractPeriod": _period(contract.first_day, contract.last_day),
        }
    )


def _contract(contract: OpenContract, today: date) -> Json:
    return _without_gaps(
        {
            "id": _contract_id(contract),
            "awardID": _contract_id(contract),
            "title": f"Contract {contract.number}",
            "status": _status(contract.first_day, contract.last_day, today, ("pending", "active", "terminated")),
            "period": _period(contract.first_day, contract.last_day),
            "value": _pounds(contract.value),
            "dateSigned": None if contract.sealed_on is None else _start(contract.sealed_on),
        }
    )


def _award_of_call_offs(lot: OpenLot, contracts: Sequence[OpenContract]) -> Json:
    """What the counted call-offs of a lot hang on: everybody admitted to it."""
    suppliers = {
        contract.supplier.provider_id: contract.supplier
        for contract in contracts
        if any(admission.lot == lot for admission in contract.admissions)
    }
    return _without_gaps(
        {
            "id": f"call-offs-lot-{lot.number}",
            "title": f"Call-offs under lot {lot.number}: {lot.title}",
            "status": "active",
            "suppliers": [_organisation(suppliers[provider_id]) for provider_id in sorted(suppliers)],
            "items": [_item(f"lot-{lot.number}", lot, f"Lot {lot.number}: {lot.title}")],
        }
    )


def _quarter(counted: QuarterOfCallOffs) -> Json:
    return {
        "id": f"call-offs-lot-{counted.lot.number}-{counted.quarter.label}",
        "awardID": f"call-offs-lot-{counted.lot.number}",
        "title": f"Call-offs under lot {counted.lot.number} that began in {counted.quarter.label}",
        "description": (
            f"About {counted.about_call_offs} call-offs, counted to the nearest {NEAREST_CALL_OFFS}. "
            f"The value is what they cost in an estimated year, to the nearest £{NEAREST_POUNDS:,}. "
            f"Quarters with fewer than {FEWEST_PEOPLE} people are left out."
        ),
        "status": "active",
        "period": _period(counted.quarter.first_day, counted.quarter.last_day),
        "value": _pounds(counted.about_pounds),
    }


def _status(first_day: date, last_day: date | None, today: date, words: tuple[str, str, str]) -> str:
    """The word for before, during and after."""
    if today < first_day:
        return words[0]
    return words[1] if last_day is None or today <= last_day else words[2]


def _pounds(amount: Decimal | None) -> Json | None:
    """Money as the standard has it: a number, whole where it is whole. Pence up to ninety billion pounds are exact so."""
    if amount is None:
        return None
    return {"amount": int(amount) if amount == amount.to_integral_value() else float(amount), "currency": "GBP"}


def _period(first_day: date, last_day: date | None, latest_last_day: date | None = None) -> Json:
    ends = {"endDate": last_day, "maxExtentDate": latest_last_day}
    return {"startDate": _start(first_day), **{name: _end(day) for name, day in ends.items() if day is not None}}


def _start(day: date) -> str:
    return _moment(day, time())


def _end(day: date) -> str:
    return _moment(day, time(23, 59, 59))


def _moment(day: date, at: time) -> str:
    return datetime.combine(day, at, _LONDON).isoformat()


def _without_gaps(fields: Json) -> Json:
    return {name: value for name, value in fields.items() if value not in (None, [], "")}


def _digest(content: object) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode("ascii")).hexdigest()
