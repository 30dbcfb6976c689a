"""The council this database belongs to."""

from sqlalchemy import select

from brokerage.domain.council import Council
from brokerage.storage.queries.reader import Reader
from brokerage.storage.tables.council import CouncilRow

_COUNCIL = select(
    CouncilRow.name,
    CouncilRow.department,
    CouncilRow.address,
    CouncilRow.phone,
    CouncilRow.email,
    CouncilRow.safeguarding_contact,
    CouncilRow.information_contact,
    CouncilRow.logo_png,
    CouncilRow.is_demonstration,
    CouncilRow.version,
    CouncilRow.ocid_prefix,
)
_IS_DEMONSTRATION = select(CouncilRow.is_demonstration)


def is_demonstration(reader: Reader) -> bool | None:
    """Whether the council is the made-up one, or None before its name is set; asks no more, so that unlike tables answer too."""
    return reader.execute(_IS_DEMONSTRATION).scalar()


def council(reader: Reader) -> Council | None:
    """The council this database belongs to, or None before its name is set."""
    row = reader.execute(_COUNCIL).first()
    return None if row is None else Council(*row)
