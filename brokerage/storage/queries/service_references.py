"""What a workbook calls a service: by the council's reference; else by the regulator's id; else by its number here, as `#351`."""

from sqlalchemy import ColumnElement, String, cast, func, literal, select
from sqlalchemy.orm import Session

from brokerage.storage.tables.providers import ServiceRow


def reference_in_workbooks() -> ColumnElement[str]:
    """The reference; none is empty, so that every service can be named."""
    own_number = literal("#") + cast(ServiceRow.id, String())
    return func.coalesce(ServiceRow.council_reference, ServiceRow.regulator_id, own_number)


def services_by_reference(session: Session) -> dict[str, int]:
    """The key of each service by what a workbook calls it; where two could be meant, the council's own reference decides."""
    given_by_the_council = ServiceRow.council_reference.is_not(None)
    named = select(reference_in_workbooks(), ServiceRow.id).order_by(given_by_the_council, ServiceRow.id)
    return dict(session.execute(named).tuples().all())
