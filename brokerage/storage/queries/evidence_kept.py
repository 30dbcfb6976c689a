"""The list a call-off was chosen from, as it was frozen; the latest where a change made another."""

from collections.abc import Mapping, Sequence
from typing import cast

from sqlalchemy import Integer, bindparam, select

from brokerage.domain.call_off_draft import ChosenFrom
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.domain.plain import from_plain
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.call_offs import EvidenceRow

_LATEST = (
    select(EvidenceRow.criteria)
    .where(EvidenceRow.call_off_id == bindparam("call_off_id", type_=Integer()))
    .order_by(EvidenceRow.id.desc())
    .limit(1)
)
_WHOLE = _LATEST.add_columns(EvidenceRow.offers, EvidenceRow.listed_at)


def question_kept(reader: Reader, call_off_id: int) -> SearchCriteria | None:
    """Return the question the list answers; None for a draft, which keeps no list."""
    row = reader.execute(_LATEST, {"call_off_id": call_off_id}).first()
    return None if row is None else from_plain(SearchCriteria, row.criteria)


def list_kept(reader: Reader, call_off_id: int) -> ChosenFrom | None:
    """Return the question, the offers in rank order, and when they were listed; None for a draft."""
    row = reader.execute(_WHOLE, {"call_off_id": call_off_id}).first()
    if row is None:
        return None
    offers = cast("Sequence[Mapping[str, object]]", row.offers)
    criteria = from_plain(SearchCriteria, row.criteria)
    return ChosenFrom(criteria, tuple(from_plain(Offer, offer) for offer in offers), row.listed_at)
