"""The columns of the council's own workbook: providers, services, what these offer, where they are admitted, at which rates."""

from brokerage.domain.fee_line import FeeKind
from brokerage.domain.service import Registration
from brokerage.domain.unit import Unit
from brokerage.domain.week_notation import WEEKDAYS
from brokerage.exchange.columns import Column, Layout

_YES_NO = ("yes", "no")
_REFERENCE = "The council's own reference for the service; it must stand on the Services sheet or be known already."
_DAY = "As 2026-04-01, 1 Apr 2026 or 01/04/2026. The day counts."
_LAST_DAY = f"{_DAY} Empty: until it is ended."
_SERVICE = Column("Service reference", _REFERENCE, needed=True)
_SCHEME = Column("Scheme reference", "The scheme's reference as Settings shows it.", needed=True, also=("Scheme",))
_LOT = Column("Lot number", "The number of the lot within the scheme.", needed=True, also=("Lot",))
_FIRST_DAY = Column("First day", _DAY, needed=True, also=("Start date", "From"))
_ENDING = Column("Last day", _LAST_DAY, also=("End date", "To"))
_PHONE = Column("Phone", "With the area code.", also=("Phone number", "Telephone"))
_EMAIL = Column("Email", "One address.", also=("E-mail",))
_POSTCODE = Column(
    "Postcode", "Any UK postcode; it gives the place for distances. Empty: no place.", also=("Post code",)
)

PROVIDERS = Layout(
    "Providers",
    (
        Column("Provider reference", "The council's own reference; rows with a known one are updated.", needed=True),
        Column("Provider name", "The legal body's full name.", needed=True),
        Column("Company number", "Eight figures or letters, as Companies House has it."),
        Column("Charity number", "As the Charity Commission has it."),
        Column(
            "Regulator provider id",
            "The Care Quality Commission's provider id, such as 1-101234567.",
            also=("CQC provider ID",),
        ),
        Column("Address", "The registered office."),
        _POSTCODE,
        _PHONE,
        _EMAIL,
    ),
)
SERVICES = Layout(
    "Services",
    (
        Column("Service reference", "The council's own reference; rows with a known one are updated.", needed=True),
        Column(
            "Provider reference", "The provider that runs it, as on the Providers sheet or known already.", needed=True
        ),
        Column("Service name", "What people call it.", needed=True),
        Column("Kind", "Such as Care home, Supported living, Day opportunities."),
        Column("Summary", "A sentence or two for the person and family."),
        Column("Address", "Where it is, without the postcode."),
        _POSTCODE,
        Column(
            "Regulator location id",
            "The Care Quality Commission's location id, such as 1-101234567.",
            also=("CQC location ID",),
        ),
        Column(
            "Registration",
            "Whether the regulator has it on its register.",
            choices=tuple(one.value for one in Registration),
        ),
        Column("Needs", "Need categories it supports, with semicolons between them."),
        Column("Languages", "Spoken or signed there, with semicolons between them."),
        Column("Capacity", "How many people it can take."),
        Column("Places free", "How many more it could take on the day said."),
        Column("Places said on", f"The day the provider said so. {_DAY}"),
        Column("Youngest age", "In years; empty: any."),
        Column("Oldest age", "In years; empty: any."),
        Column("Insurance last day", f"The last day its insurance covers. {_DAY}"),
        Column("Days open", "As Mon-Fri or Mon, Wed, Sat. Empty: as known, every day for a new service."),
        Column("Transport", "Whether it brings people.", choices=_YES_NO),
        Column("Wheelchair access", "Whether all of it can be used in a wheelchair.", choices=_YES_NO),
        _PHONE,
        _EMAIL,
    ),
)
ACTIVITIES = Layout(
    "Activities",
    (
        _SERVICE,
        Column("Activity name", "What people do, once for each service.", needed=True, also=("Activity",)),
        Column("Summary", "A sentence or two."),
        Column("Outcomes", "Outcomes it works towards, with semicolons between them."),
        _FIRST_DAY,
        _ENDING,
    ),
)
SESSIONS = Layout(
    "Sessions",
    (
        _SERVICE,
        Column("Activity name", "As on the Activities sheet, or known already.", needed=True, also=("Activity",)),
        Column(
            "Weekday", "One day a row. Give all sessions of an activity that you list.", needed=True, choices=WEEKDAYS
        ),
        Column("Start", "As 09:30.", needed=True, also=("Start time",)),
        Column("End", "As 15:00, after the start.", needed=True, also=("End time",)),
        Column("Places", "How many people can come; empty: not limited."),
    ),
)
ADMISSIONS = Layout(
    "Admissions",
    (
        _SERVICE,
        _SCHEME,
        _LOT,
        Column("Admission reference", "The contract's number.", needed=True),
        _FIRST_DAY,
        _ENDING,
        Column("Sealed on", f"The day the contract was sealed. {_DAY}"),
    ),
)
RATES = Layout(
    "Rates",
    (
        _SERVICE,
        Column("Service name", "For whoever reads it; the reference tells which service is meant."),
        _SCHEME,
        _LOT,
        Column("Activity name", "Empty: for the whole service.", also=("Activity",)),
        Column("Pays for", "What the rate pays for.", needed=True, choices=tuple(one.value for one in FeeKind)),
        Column("Unit", "What one price buys.", needed=True, choices=tuple(one.value for one in Unit)),
        Column("Ratio", "Staff to people, as 1:3, when the price is for that ratio."),
        Column("Band", "The need band, when prices differ by it."),
        Column("Price", "Pounds and pence for one unit, such as 24.08.", needed=True, also=("Rate",)),
        _FIRST_DAY,
        _ENDING,
        Column("Source", "Where the price was agreed, such as a letter's date."),
        Column("Note", "What was said when it was agreed; no names of people."),
    ),
)
LAYOUTS = (PROVIDERS, SERVICES, ACTIVITIES, SESSIONS, ADMISSIONS, RATES)
