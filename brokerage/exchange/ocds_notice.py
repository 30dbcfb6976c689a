"""A published OCDS notice → the schemes it tells of, for reading only.

Notices are seldom sound to the letter, so every field may be absent or of another kind; what cannot be understood is left out and
remarked on. Lots come from the standard's lots extension; where a notice has none, its items are taken for lots. What the
vehicle is and the law it runs under come from its techniques and legal-basis extensions, as Find a Tender publishes them, or from
the words beside its procurement method, as this program writes them.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

from brokerage.domain.errors import BadInput
from brokerage.domain.ocds_notice import Notice, NoticeLot
from brokerage.domain.scheme import SchemeKind
from brokerage.exchange.guarded_json import UnsoundJson, read_json
from brokerage.exchange.ocds_fields import (
    LONGEST_TEXT,
    Fields,
    day_of,
    fields_of,
    list_of,
    moment_of,
    pounds_of,
    text_of,
    whole_number_of,
)
from brokerage.exchange.ocds_kinds import read_method_details

MOST_NOTICES = 1_000
MOST_LOTS = 1_000
LONGEST_DESCRIPTION = 2_000

_ACT_OF_2023, _REGULATIONS_OF_2015 = "Procurement Act 2023", "Public Contracts Regulations 2015"
_LAWS = {
    ("UKPGA", "2023/54"): _ACT_OF_2023,
    ("UKSI", "2015/102"): _REGULATIONS_OF_2015,
    # The directive the regulations of 2015 carry out; British notices of that time name it and not the regulations.
    ("CELEX", "32014L0024"): _REGULATIONS_OF_2015,
}
_DYNAMIC = {_ACT_OF_2023: SchemeKind.DYNAMIC_MARKET_2023, _REGULATIONS_OF_2015: SchemeKind.DPS_2015}


def read_notices(path: Path) -> tuple[Notice, ...]:
    """Return the schemes in the order of the file, one for each release that has a tender.

    Raises: BadInput when the file is not there, too large, no JSON, or tells of no scheme; Unavailable when it cannot be read.
    """
    try:
        whole = fields_of(read_json(path))
    except UnsoundJson as unsound:
        raise BadInput(f"{path.name}: {unsound.what} {unsound.mend}", "file") from None
    found = [release for release in _releases(whole) if fields_of(release.get("tender"))]
    if not found:
        raise BadInput(
            f"{path.name} tells of no scheme: choose a release package whose releases have a tender.", "file"
        )
    if len(found) > MOST_NOTICES:
        raise BadInput(f"{path.name} holds more than {MOST_NOTICES:,} notices: split it into several.", "file")
    return tuple(_notice(release) for release in found)


def _releases(whole: Fields) -> list[Fields]:
    """The releases of a package, those that records were compiled to, or the one release that the file is."""
    records = [fields_of(record.get("compiledRelease")) for record in list_of(whole.get("records"))]
    return list_of(whole.get("releases")) or records or [whole]


def _notice(release: Fields) -> Notice:
    tender = fields_of(release.get("tender"))
    contract_days, application_days = _contract_period(tender), fields_of(tender.get("tenderPeriod"))
    buyer = fields_of(release.get("buyer")) or fields_of(tender.get("procuringEntity"))
    lots, (kind, law) = _lots(tender), _kind_and_law(tender)
    notice = Notice(
        ocid=text_of(release, "ocid"),
        released_at=moment_of(release, "date"),
        reference=text_of(tender, "id"),
        title=text_of(tender, "title"),
        description=text_of(tender, "description", LONGEST_DESCRIPTION),
        buyer=text_of(buyer, "name"),
        method=text_of(tender, "procurementMethodDetails") or text_of(tender, "procurementMethod"),
        kind=kind,
        law=law,
        applications_from=day_of(application_days, "startDate"),
        applications_until=day_of(application_days, "endDate"),
        first_day=day_of(contract_days, "startDate"),
        last_day=day_of(contract_days, "endDate"),
        latest_last_day=day_of(contract_days, "maxExtentDate"),
        contract_days=whole_number_of(contract_days.get("durationInDays")),
        renewal=_renewal(tender),
        value=pounds_of(tender.get("value")),
        lots=lots[:MOST_LOTS],
        remarks=(),
    )
    return _with_remarks(notice, tender, len(lots))


def _contract_period(tender: Fields) -> Fields:
    """The days of the contracts: the notice's own, or else those that all its lots share; nothing where they differ."""
    own = fields_of(tender.get("contractPeriod"))
    if own:
        return own
    of_lots = [fields_of(lot.get("contractPeriod")) for lot in list_of(tender.get("lots"))]
    return of_lots[0] if of_lots and all(period == of_lots[0] for period in of_lots) else {}


def _kind_and_law(tender: Fields) -> tuple[SchemeKind | None, str]:
    """The vehicle and its law by what is made to be read by programs; by the words beside the method where that is silent."""
    law = _law(tender)
    kind = _kind(tender, law)
    if kind is None and not law:
        return read_method_details(text_of(tender, "procurementMethodDetails"))
    return kind, law


def _law(tender: Fields) -> str:
    basis = fields_of(tender.get("legalBasis"))
    key = (text_of(basis, "scheme").upper(), text_of(basis, "id").upper())
    return _LAWS.get(key, "") or text_of(basis, "description")


def _kind(tender: Fields, law: str) -> SchemeKind | None:
    """The vehicle by the techniques that the notice or its lots name; None where it names none, or not under which law."""
    techniques = [fields_of(one.get("techniques")) or one for one in (tender, *list_of(tender.get("lots")))]
    if any(one.get("hasDynamicPurchasingSystem") is True for one in techniques):
        return _DYNAMIC.get(law)
    frameworks = [one for one in techniques if one.get("hasFrameworkAgreement") is True]
    if not frameworks:
        return None
    agreements = [fields_of(one.get("frameworkAgreement")) for one in frameworks]
    is_open = any(one.get("isOpenFrameworkScheme") is True for one in agreements)
    return SchemeKind.OPEN_FRAMEWORK if is_open else SchemeKind.FRAMEWORK


def _renewal(tender: Fields) -> str:
    """What the notice says of going on, each thing once; `yes` where it says no more than that."""
    of_all = [one for one in (tender, *list_of(tender.get("lots"))) if one.get("hasRenewal") is True]
    said = [text_of(fields_of(one.get("renewal")), "description") for one in of_all]
    return "; ".join(dict.fromkeys(filter(None, said)))[:LONGEST_TEXT] or ("yes" if of_all else "")


def _with_remarks(notice: Notice, tender: Fields, lots: int) -> Notice:
    currency = text_of(fields_of(tender.get("value")), "currency")
    said = (
        (not notice.title, "No title is said."),
        (notice.first_day is None, "No first day of the contracts is said."),
        (notice.last_day is None, "No last day of the contracts is said."),
        (_lots_differ(tender), "Its lots have contracts of different days, so none were taken."),
        (_is_before(notice.last_day, notice.first_day), "The contracts end before they start."),
        (notice.value is None and not currency, "No value is said."),
        (notice.value is None and currency not in ("", "GBP"), "The value is not in pounds, so it was left out."),
        (not lots, "No lots are said."),
        (bool(lots) and not list_of(tender.get("lots")), "The notice names no lots: each of its items is listed as one."),
        (lots > MOST_LOTS, f"Only the first {MOST_LOTS:,} lots are listed."),
        (bool(lots) and not any(lot.cpv_codes for lot in notice.lots), "No codes of the common procurement vocabulary are said."),
    )  # fmt: skip
    return replace(notice, remarks=tuple(remark for holds, remark in said if holds))


def _lots_differ(tender: Fields) -> bool:
    return not _contract_period(tender) and any(
        fields_of(lot.get("contractPeriod")) for lot in list_of(tender.get("lots"))
    )


def _is_before(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day < other


def _lots(tender: Fields) -> tuple[NoticeLot, ...]:
    items = list_of(tender.get("items"))
    lots = list_of(tender.get("lots"))
    whole = _codes([tender])
    if not lots:
        return tuple(
            NoticeLot(text_of(item, "id"), text_of(item, "description"), None, _codes([item]) or whole)
            for item in items
        )
    by_lot: dict[str, list[Fields]] = {}
    for item in items:
        for number in _related(item):
            by_lot.setdefault(number, []).append(item)
    return tuple(
        NoticeLot(
            number := text_of(lot, "id"),
            text_of(lot, "title") or text_of(lot, "description"),
            pounds_of(lot.get("value")),
            _codes(by_lot.get(number, ())) or whole,
        )
        for lot in lots
    )


def _related(item: Fields) -> tuple[str, ...]:
    """The lots an item belongs to, each once: the extension has one, some publishers give several."""
    several = item.get("relatedLots")
    listed = several if isinstance(several, list) else []
    return tuple(
        dict.fromkeys(str(number) for number in [item.get("relatedLot"), *listed] if isinstance(number, str | int))
    )


def _codes(items: Iterable[Fields]) -> tuple[str, ...]:
    """The codes of the common procurement vocabulary that the items stand under, each once, in order."""
    found = [
        text_of(one, "id")
        for item in items
        for one in (fields_of(item.get("classification")), *list_of(item.get("additionalClassifications")))
        if text_of(one, "scheme").upper() == "CPV"
    ]
    return tuple(dict.fromkeys(code for code in found if code))
