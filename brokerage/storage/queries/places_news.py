"""What stands of a service's free places, the news that was told, and how many were called off since a day."""

from datetime import UTC, date, datetime, time

from sqlalchemy import BindParameter, Integer, bindparam, func, select
from sqlalchemy.orm import Session

from brokerage.domain.errors import RuleBroken
from brokerage.domain.period import ONE_DAY
from brokerage.domain.places_news import PlacesNews, PlacesStanding
from brokerage.storage.column_types import UtcStamp
from brokerage.storage.queries.reader import Reader
from brokerage.storage.row_locks import held
from brokerage.storage.tables.call_offs import CallOffRow
from brokerage.storage.tables.contracts import PlacesNewsRow
from brokerage.storage.tables.council import StaffRow
from brokerage.storage.tables.providers import ServiceRow

_ID: BindParameter[int] = bindparam("service_id", type_=Integer())
_STANDING = select(
    ServiceRow.id,
    ServiceRow.name,
    ServiceRow.capacity,
    ServiceRow.places_free,
    ServiceRow.places_said_on,
    ServiceRow.places_said_by,
).where(ServiceRow.id == _ID)
_LOCK = held(select(ServiceRow.id).where(ServiceRow.id == _ID))
_NEWS = (
    select(
        PlacesNewsRow.places_free,
        PlacesNewsRow.said_on,
        PlacesNewsRow.said_by,
        StaffRow.full_name,
        PlacesNewsRow.recorded_at,
    )
    .join(StaffRow, StaffRow.id == PlacesNewsRow.recorded_by_id)
    .where(PlacesNewsRow.service_id == _ID)
    .order_by(PlacesNewsRow.said_on.desc(), PlacesNewsRow.id.desc())
)
_TAKEN_SINCE = select(func.count(CallOffRow.id)).where(
    CallOffRow.service_id == _ID,
    CallOffRow.holds_place,
    CallOffRow.raised_at >= bindparam("since", type_=UtcStamp()),
)


def places_standing(reader: Reader, service_id: int) -> PlacesStanding:
    """Return what stands of the service's places, and its news. Raises: RuleBroken when there is none of this number."""
    asked = {"service_id": service_id}
    row = reader.execute(_STANDING, asked).first()
    if row is None:
        raise RuleBroken("The service is not in the database: search again.")
    service, name, capacity, places_free, said_on, said_by = row
    news = tuple(PlacesNews(*each) for each in reader.execute(_NEWS, asked))
    return PlacesStanding(service, name, capacity, places_free, said_on, said_by, news)


def lock_service(session: Session, service_id: int) -> None:
    """Lock the service until the transaction ends, so that no call-off takes a place meanwhile."""
    session.execute(_LOCK, {"service_id": service_id}).all()


def places_taken_since(session: Session, service_id: int, day: date) -> int:
    """Return how many places are held by call-offs raised after the day (UTC)."""
    midnight = datetime.combine(day + ONE_DAY, time(), UTC)
    return session.execute(_TAKEN_SINCE, {"service_id": service_id, "since": midnight}).scalar_one()
