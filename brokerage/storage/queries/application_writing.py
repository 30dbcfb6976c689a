"""What an application asks for as it is written on: lots with their questions and prices allowed, activities, what stands."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from brokerage.domain.application_answers import OfferedPrice
from brokerage.domain.application_form import ServiceInLot
from brokerage.domain.application_written import AskedToWrite
from brokerage.storage.queries.application_answers import answers_given, prices_offered
from brokerage.storage.queries.applications import asked_for
from brokerage.storage.queries.blank_application import blank_application
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_at_hand import SchemeAtHand
from brokerage.storage.tables.providers import ActivityRow

_ACTIVITIES = (
    select(ActivityRow.service_id, ActivityRow.name, ActivityRow.id)
    .where(ActivityRow.service_id.in_(bindparam("services", expanding=True)))
    .order_by(ActivityRow.id)
)


@dataclass(frozen=True, slots=True)
class WritingAtHand:
    """An application's services in lots, the row each has, the ids of activities by service and name, and what stands."""

    asked: tuple[AskedToWrite, ...]
    rows: Mapping[ServiceInLot, int]
    activities: Mapping[int, Mapping[str, int]]
    answers: Mapping[int, str]
    offered: tuple[OfferedPrice, ...]

    def activity_id(self, service_id: int, name: str) -> int | None:
        """The id of the service's activity of this name in any case; None without a name."""
        known = {each.casefold(): key for each, key in self.activities.get(service_id, {}).items()}
        return known[name.casefold()] if name else None


def writing_at_hand(reader: Reader, application_id: int, scheme: SchemeAtHand) -> WritingAtHand:
    """Return the application, to be written on; services and lots in the order it asks for them."""
    rows = asked_for(reader, application_id)
    lots = {lot.lot_id: lot for lot in blank_application(reader, scheme).lots}
    activities = activities_named(reader, {row.service_id for row in rows})
    return WritingAtHand(
        tuple(
            AskedToWrite(
                ServiceInLot(row.service_id, row.lot_id),
                row.service,
                lots[row.lot_id],
                tuple(activities.get(row.service_id, ())),
            )
            for row in rows
        ),
        {ServiceInLot(row.service_id, row.lot_id): row.application_lot_id for row in rows},
        activities,
        {given.question_id: given.answer for given in answers_given(reader, application_id)},
        prices_offered(reader, application_id),
    )


def activities_named(reader: Reader, services: Collection[int]) -> dict[int, dict[str, int]]:
    """Return the ids of the services' activities, by service and name, in the order they were added."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for service_id, name, activity_id in reader.execute(_ACTIVITIES, {"services": sorted(services)}):
        found[service_id][name] = activity_id
    return dict(found)
