"""The tables, by noun. Importing this package makes them all known to `Base.metadata`."""

from brokerage.storage.tables import (
    admissions,
    applications,
    areas,
    assessments,
    audit,
    call_offs,
    contracts,
    council,
    people,
    providers,
    rates,
    scheme_terms,
    schemes,
    uplifts,
)
from brokerage.storage.tables.base import Base

__all__ = [
    "Base",
    "admissions",
    "applications",
    "areas",
    "assessments",
    "audit",
    "call_offs",
    "contracts",
    "council",
    "people",
    "providers",
    "rates",
    "scheme_terms",
    "schemes",
    "uplifts",
]
