"""The tables, by noun. Importing this package makes them all known to `Base.metadata`."""

from brokerage.storage.tables import admissions, areas, audit, call_offs, council, people, providers, rates, schemes
from brokerage.storage.tables.base import Base

__all__ = ["Base", "admissions", "areas", "audit", "call_offs", "council", "people", "providers", "rates", "schemes"]
