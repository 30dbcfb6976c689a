"""Where a postcode of the council's own area is."""

from sqlalchemy import Connection, Text, bindparam, select

from brokerage.domain.offer import SearchPoint
from brokerage.storage.tables.areas import PostcodeRow

_POINT = select(PostcodeRow.easting, PostcodeRow.northing).where(
    PostcodeRow.postcode == bindparam("postcode", type_=Text)
)


def postcode_point(connection: Connection, postcode: str) -> SearchPoint | None:
    """The place of a postcode written in capitals without its space, or None where the council's area does not hold it."""
    row = connection.execute(_POINT, {"postcode": postcode}).first()
    return None if row is None else SearchPoint(row.easting, row.northing, postcode)
