"""The columns of a case-management extract: a person a row, with plan, budget and contribution beside."""

from brokerage.domain.contribution import CollectedBy
from brokerage.domain.person import BudgetRoute, LegalBasis
from brokerage.exchange.columns import Column, Layout

_DAY = "As 2026-04-01, 1 Apr 2026 or 01/04/2026. The day counts."

PEOPLE = Layout(
    "People",
    (
        Column(
            "Case number", "The case-management system's number; a known one is updated.", needed=True, personal=True
        ),
        Column("NHS number", "Ten figures; the last checks the others.", personal=True),
        Column("Given name", "First name.", needed=True, personal=True, also=("First name", "Forename")),
        Column("Family name", "Last name.", needed=True, personal=True, also=("Last name", "Surname")),
        Column("Born on", _DAY, needed=True, personal=True, also=("Date of birth", "DOB")),
        Column("Address", "Without the postcode.", personal=True),
        Column("Postcode", "Any UK postcode.", personal=True, also=("Post code",)),
        Column("Legal basis", "Empty: Care Act.", choices=tuple(one.value for one in LegalBasis)),
        Column("Representative", "Who speaks for the person, if anybody.", personal=True),
        Column("Team", "A team's name, as Settings shows it."),
        Column("Practitioner", "The practitioner's login."),
        Column("Needs", "Need categories, the first to show first, with semicolons between them."),
        Column("Plan first day", f"First day of the support plan. {_DAY}"),
        Column("Plan last day", f"Empty: until it is ended. {_DAY}"),
        Column("Review on", f"The next review. {_DAY}"),
        Column("Plan summary", "A few words.", personal=True),
        Column("Week", "The usual week, as Mon,Thu 09:30-15:00."),
        Column("Ratio", "Staff to people, as 1:3."),
        Column("Outcomes", "Outcomes of the plan, with semicolons between them."),
        Column("Budget weekly", "Pounds and pence a week."),
        Column("Budget first day", _DAY),
        Column("Budget last day", f"Empty: until it is ended. {_DAY}"),
        Column("Budget route", "Who holds it. Empty: the council.", choices=tuple(one.value for one in BudgetRoute)),
        Column("Cost centre", "Where it is booked."),
        Column("Contribution weekly", "Pounds and pence a week the person pays."),
        Column("Contribution first day", _DAY),
        Column("Contribution last day", f"Empty: until it is ended. {_DAY}"),
        Column("Collected by", "Empty: the council.", choices=tuple(one.value for one in CollectedBy)),
    ),
)
