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
    return " · ".join(filter(None, (needs(person), person.district, f"{person.age} years")))


def needs(person: PersonSummary) -> str:
    """`Learning disability, autism and 1 more`."""
    first, *others = person.need_titles[:MOST_NEEDS] or ("",)
    shown = ", ".join((first, *(_in_a_sentence(title) for title in others)))
    more = len(person.need_titles) - MOST_NEEDS
    return f"{shown} and {more} more" if more > 0 else shown


def budget(person: PersonSummary | None) -> str:
    """`Budget £310.00 a week`, or that there is none."""
    if person is None:
        return ""
    if person.weekly_budget is None:
        return "No budget in force"
    return f"Budget {format_pounds(person.weekly_budget)} a week"


def _in_a_sentence(title: str) -> str:
    """The title with a small first letter, unless it is an abbreviation."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]
