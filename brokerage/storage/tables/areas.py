"""Districts and the postcodes of those the council has chosen (ONS Postcode Directory)."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from brokerage.storage.tables.base import STRICT, Base


class DistrictRow(Base):
    """A local-authority district by its ONS code; `chosen` ones are the council's own area."""

    __tablename__ = "districts"
    __table_args__ = (STRICT,)

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    chosen: Mapped[bool] = mapped_column(default=False)


class PostcodeRow(Base):
    """One postcode, written without its space in capitals, with its place on the national grid in metres."""

    __tablename__ = "postcodes"
    __table_args__ = (STRICT,)

    postcode: Mapped[str] = mapped_column(primary_key=True)
    outcode: Mapped[str] = mapped_column(index=True)
    district_code: Mapped[str] = mapped_column(ForeignKey("districts.code"), index=True)
    easting: Mapped[int]
    northing: Mapped[int]
