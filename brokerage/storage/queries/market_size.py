"""How large the market in a database is."""

from sqlalchemy import Connection, func, select

from brokerage.storage.tables.providers import ServiceRow

_SERVICES = select(func.count()).select_from(ServiceRow)


def number_of_services(connection: Connection) -> int:
    """The number of services the database holds."""
    return connection.execute(_SERVICES).scalar_one()
