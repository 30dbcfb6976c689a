"""A published OCDS notice → the schemes it tells of, for reading only.

Notices are seldom sound to the letter, so every field may be absent or of another kind; what cannot be understood is left out and
remarked on. Lots come from the standard's lots extension; where a notice has none, its items are taken for lots.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from brokerage.domain.calendar import day_in_england
from brokerage.domain.errors import BadInput
from brokerage.domain.ocds_notice import Notice, NoticeLot
from brokerage.exchange.guarded_json import UnsoundJson, read_json

MOST_NOTICES = 1_000
MOST_LOTS = 1_000
LONGEST_TEXT = 500
_MOST_POUNDS = Decimal(10**12)

Fields = Mapping[str, object]


def read_notices(path: Path) -> tuple[Notice, ...]:
    """Return the schemes in the order of the file, one for each release that has a tender.

    Raises: BadInput when the file is not there, too large, no JSON, or tells of no scheme; Unavailable when it cannot be read.
    """
    try:
        whole = _fields(read_json(path))
    except UnsoundJson as unsound:
        raise BadInput(f"{path.name}: {unsound.what} {unsound.mend}", "file") from None
    releases = _list(whole.get("releases")) or [whole]
    found = [release for release in releases if _fields(release.get("tender"))]
    if not found:
        raise BadInput(
            f"{path.name} tells of no scheme: choose a release package whose releases have a tender.", "file"
        )
    if len(found) > MOST_NOTICES:
        raise BadInput(f"{path.name} holds more than {MOST_NOTICES:,} notices: split it into several.", "file")
    return tuple(_notice(release) for release in found)


def _notice(release: Fields) -> Notice:
    tender = _fields(release.get("tender"))
    contract_days, application_days = _fields(tender.get("contractPeriod")), _fields(tender.get("tenderPeriod"))
    buyer = _fields(release.get("buyer")) or _fields(tender.get("procuringEntity"))
    lots = _lots(tender)
    notice = Notice(
        ocid=_text(release, "ocid"),
        reference=_text(tender, "id"),
        title=_text(tender, "title"),
        buyer=_text(buyer, "name"),
        method=_text(tender, "procurementMethodDetails") or _text(tender, "procurementMethod"),
        applications_from=_day(application_days, "startDate"),
        applications_until=_day(application_days, "endDate"),
        first_day=_day(contract_days, "startDate"),
        last_day=_day(contract_days, "endDate"),
        latest_last_day=_day(contract_days, "maxExtentDate"),
        value=_pounds(tender.get("value")),
        lots=lots[:MOST_LOTS],
        remarks=(),
    )
    return _with_remarks(notice, tender, len(lots))


def _with_remarks(notice: Notice, tender: Fields, lots: int) -> Notice:
    currency = _text(_fields(tender.get("value")), "currency")
    said = (
        (not notice.title, "No title is said."),
        (notice.first_day is None, "No first day of the contracts is said."),
        (notice.last_day is None, "No last day of the contracts is said."),
        (_is_before(notice.last_day, notice.first_day), "The contracts end before they start."),
        (notice.value is None and not currency, "No value is said."),
        (notice.value is None and currency not in ("", "GBP"), "The value is not in pounds, so it was left out."),
        (not lots, "No lots are said."),
        (bool(lots) and not _list(tender.get("lots")), "The notice names no lots: each of its items is listed as one."),
        (lots > MOST_LOTS, f"Only the first {MOST_LOTS:,} lots are listed."),
        (bool(lots) and not any(lot.cpv_codes for lot in notice.lots), "No codes of the common procurement vocabulary are said."),
    )  # fmt: skip
    return replace(notice, remarks=tuple(remark for holds, remark in said if holds))


def _is_before(day: date | None, other: date | None) -> bool:
    return day is not None and other is not None and day < other


def _lots(tender: Fields) -> tuple[NoticeLot, ...]:
    items = _list(tender.get("items"))
    lots = _list(tender.get("lots"))
    whole = _codes([tender])
    if not lots:
        return tuple(
            NoticeLot(_text(item, "id"), _text(item, "description"), None, _codes([item]) or whole) for item in items
        )
    by_lot: dict[str, list[Fields]] = {}
    for item in items:
        for number in _related(item):
            by_lot.setdefault(number, []).append(item)
    return tuple(
        NoticeLot(
            number := _text(lot, "id"),
            _text(lot, "title") or _text(lot, "description"),
            _pounds(lot.get("value")),
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
        _text(one, "id")
        for item in items
        for one in (_fields(item.get("classification")), *_list(item.get("additionalClassifications")))
        if _text(one, "scheme").upper() == "CPV"
    ]
    return tuple(dict.fromkeys(code for code in found if code))


def _fields(value: object) -> Fields:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Fields]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(fields: Fields, name: str) -> str:
    """The text on one line, without signs that a screen would obey, and not without end."""
    value = fields.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    plain = "".join(sign if sign.isprintable() else " " for sign in str(value)[: 4 * LONGEST_TEXT])
    return " ".join(plain.split())[:LONGEST_TEXT]


def _day(fields: Fields, name: str) -> date | None:
    """The day in England; a moment without a zone is taken as England's."""
    try:
        moment = datetime.fromisoformat(_text(fields, name))
        return moment.date() if moment.tzinfo is None else day_in_england(moment)
    except (ValueError, OverflowError):
        return None


def _pounds(value: object) -> Decimal | None:
    """The amount without tax where both are said, which is how estimates are made."""
    fields = _fields(value)
    amount = fields.get("amount", fields.get("amountGross"))
    if isinstance(amount, bool) or not isinstance(amount, int | float) or _text(fields, "currency") not in ("", "GBP"):
        return None
    pounds = Decimal(str(amount))
    return pounds.quantize(Decimal("0.01")) if 0 <= pounds < _MOST_POUNDS else None
