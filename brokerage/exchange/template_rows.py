"""The template's made-up rows. No provider, service, person or price here is real."""

from collections.abc import Mapping

_SERVICE_A, _SERVICE_B = "DEMO-S-001", "DEMO-S-002"
_HOMES, _DAYS = "RES-2022", "ELA-2022"

DEMO_ROWS: Mapping[str, tuple[Mapping[str, str], ...]] = {
    "Providers": (
        {
            "Provider reference": "DEMO-P-001",
            "Provider name": "Example Orchard Care Ltd (demo)",
            "Address": "1 Example Street, Maidstone",
            "Postcode": "ME14 1XX",
            "Email": "orchard@example.org",
        },
        {
            "Provider reference": "DEMO-P-002",
            "Provider name": "Example Harbour Activities CIC (demo)",
            "Address": "2 Example Quay, Whitstable",
            "Postcode": "CT5 1AB",
        },
    ),
    "Services": (
        {
            "Service reference": _SERVICE_A,
            "Provider reference": "DEMO-P-001",
            "Service name": "Example Orchard House (demo)",
            "Kind": "Care home",
            "Address": "3 Example Lane, Maidstone",
            "Postcode": "ME14 1XX",
            "Registration": "registered",
            "Needs": "learning-disability",
            "Capacity": "8",
            "Places free": "1",
            "Places said on": "2026-04-01",
            "Youngest age": "18",
            "Oldest age": "64",
            "Insurance last day": "2027-03-31",
            "Wheelchair access": "yes",
        },
        {
            "Service reference": _SERVICE_B,
            "Provider reference": "DEMO-P-002",
            "Service name": "Example Harbour Kitchen (demo)",
            "Kind": "Day opportunities",
            "Postcode": "CT5 1AB",
            "Registration": "not-needed",
            "Needs": "learning-disability; physical-disability",
            "Languages": "English; Makaton",
            "Days open": "Mon-Fri",
            "Transport": "yes",
        },
    ),
    "Activities": (
        {
            "Service reference": _SERVICE_B,
            "Activity name": "Cooking together (demo)",
            "Summary": "Planning, shopping for and cooking a lunch.",
            "First day": "2026-04-01",
        },
    ),
    "Sessions": tuple(
        {
            "Service reference": _SERVICE_B,
            "Activity name": "Cooking together (demo)",
            "Weekday": weekday,
            "Start": "09:30",
            "End": "15:00",
            "Places": "8",
        }
        for weekday in ("Mon", "Thu")
    ),
    "Admissions": (
        {
            "Service reference": _SERVICE_A,
            "Scheme reference": _HOMES,
            "Lot number": "1",
            "Admission reference": "DEMO-C-001",
            "First day": "2026-04-01",
            "Last day": "2030-03-31",
        },
        {
            "Service reference": _SERVICE_B,
            "Scheme reference": _DAYS,
            "Lot number": "1",
            "Admission reference": "DEMO-C-002",
            "First day": "2026-04-01",
        },
    ),
    "Rates": (
        {
            "Service reference": _SERVICE_A,
            "Scheme reference": _HOMES,
            "Lot number": "1",
            "Pays for": "care",
            "Unit": "week",
            "Band": "Standard",
            "Price": "£1,450.00",
            "First day": "2026-04-01",
            "Source": "Made up (demo)",
        },
        {
            "Service reference": _SERVICE_B,
            "Scheme reference": _DAYS,
            "Lot number": "1",
            "Activity name": "Cooking together (demo)",
            "Pays for": "care",
            "Unit": "hour",
            "Ratio": "1:3",
            "Price": "11.50",
            "First day": "2026-04-01",
            "Source": "Made up (demo)",
        },
    ),
    "People": (
        {
            "Case number": "DEMO-1",
            "Given name": "Example",
            "Family name": "Person (demo)",
            "Born on": "1990-05-17",
            "Postcode": "ME14 1XX",
            "Legal basis": "care-act-2014",
            "Needs": "learning-disability",
            "Plan first day": "2026-04-01",
            "Week": "Mon,Thu 09:30-15:00",
            "Ratio": "1:3",
            "Budget weekly": "£310.00",
            "Budget first day": "2026-04-01",
            "Budget route": "council-managed",
        },
    ),
}
