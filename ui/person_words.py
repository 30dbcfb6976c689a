"""How the person in hand is said in one line; no widgets."""

from brokerage.domain.money import format_pounds
from brokerage.domain.person_summary import PersonSummary

MOST_NEEDS = 2


def who(person: PersonSummary | None) -> str:
    """`P-1043 · A.B.`, or that nobody is in hand."""
    return "What-if" if person is None else f"{person.reference} · {person.initials}"


def what(person: PersonSummary | None) -> str:
    """`Learning disability, autism · Maidstone · 34 years`."""
    if person is None:
        return "Nobody in hand: choose a person, or search for nobody in particular"
    needs = ", ".join(person.need_titles[:MOST_NEEDS])
    more = len(person.need_titles) - MOST_NEEDS
    if more > 0:
        needs += f" and {more} more"
    return " · ".join(filter(None, (needs, person.district, f"{person.age} years")))


def budget(person: PersonSummary | None) -> str:
    """`Budget £310.00 a week`, or that there is none."""
    if person is None:
        return ""
    if person.weekly_budget is None:
        return "No budget in force"
    return f"Budget {format_pounds(person.weekly_budget)} a week"
