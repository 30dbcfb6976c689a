"""The tables, by noun. Importing this package makes them all known to `Base.metadata`."""

from brokerage.storage.tables import (
    admissions,
    application_answers,
    applications,
    areas,
    assessments,
    audit,
    call_offs,
    competitions,
    contracts,
    council,
    people,
    provider_documents,
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
    "application_answers",
    "applications",
    "areas",
    "assessments",
    "audit",
    "call_offs",
    "competitions",
    "contracts",
    "council",
    "people",
    "provider_documents",
    "providers",
    "rates",
    "scheme_terms",
    "schemes",
    "uplifts",
]
