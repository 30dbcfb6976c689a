"""The letters issued to applicants, with all they say."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, Text, bindparam, select

from brokerage.domain.application_letter import LetterKind
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.applications import ApplicationRow
from brokerage.storage.tables.assessments import LetterRow

_LAST: Select[tuple[dict[str, Any]]] = (
    select(LetterRow.terms)
    .join(ApplicationRow, ApplicationRow.id == LetterRow.application_id)
    .where(
        ApplicationRow.reference == bindparam("reference", type_=Text()),
        LetterRow.kind == bindparam("kind", type_=LetterRow.kind.type),
    )
    .order_by(LetterRow.id.desc())
    .limit(1)
)


def last_letter(reader: Reader, reference: str, kind: LetterKind) -> Mapping[str, object] | None:
    """Return what the letter of this kind issued last says, or None while none was issued."""
    return reader.execute(_LAST, {"reference": reference, "kind": kind}).scalar()
