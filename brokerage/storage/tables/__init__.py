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

# What the rules of a table look at stands before its rows do, though no key refers to it.
for _later, _earlier in (
    ("application_answers", "application_lots"),
    ("rate_lines", "lot_units"),
    ("rate_lines", "lot_ratios"),
    ("call_offs", "suspensions"),
):
    Base.metadata.tables[_later].add_is_dependent_on(Base.metadata.tables[_earlier])
