"""What is said of people and of one person's record. No widgets here."""

from datetime import date
from decimal import Decimal

from brokerage.domain.person_record import BudgetEntry, ContributionEntry, PersonRecord, PlanEntry
from brokerage.domain.person_summary import PersonSummary
from brokerage.domain.postcode import display_postcode
from brokerage.domain.staff import Actor, Job
from ui import formats
from ui.desk import Tone

Fact = tuple[str, str] | tuple[str, str, Tone]
PAUSE_MS = 150
_CHANGING = frozenset({Job.PRACTITIONER, Job.BROKER})


def left(person: PersonSummary) -> Decimal | None:
    """What is left of the budget in pounds a week; None where none is in force."""
    return None if person.weekly_budget is None else person.weekly_budget - person.spent_weekly


def left_tone(person: PersonSummary) -> Tone:
    """Good where something is left, bad where it is over, quiet where there is no budget."""
    amount = left(person)
    if amount is None:
        return Tone.QUIET
    return Tone.GOOD if amount >= 0 else Tone.BAD


def count_line(people: tuple[PersonSummary, ...], most: int) -> str:
    """How many are listed."""
    if len(people) >= most:
        return f"The first {most:,} people by reference: type to find others."
    return formats.count(len(people), "person", "people")


def may_change(actor: Actor) -> bool:
    """Whether who works now may change records."""
    return actor.job in _CHANGING


def read_only_words(actor: Actor) -> str:
    """Why nothing can be changed, and who can; nothing where it can be."""
    if may_change(actor):
        return ""
    return f"You are working as {formats.words(actor.job).lower()} and can read this. A practitioner or a broker can change it."


def heading(record: PersonRecord, today: date) -> str:
    """`P-1043 · A.B., 34 years`: never the name, which stands on the record itself."""
    details = record.details
    return f"{details.reference} · {details.initials}, {age(details.born_on, today)} years"


def age(born_on: date, today: date) -> int:
    """Age in whole years on the day."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))


def who_facts(record: PersonRecord) -> list[Fact]:
    """Who the person is."""
    details = record.details
    return [
        ("Name", f"{details.given_name} {details.family_name}"),
        ("Born", formats.day(details.born_on)),
        ("Address", ", ".join(filter(None, (details.address, display_postcode(details.postcode)))) or formats.DASH),
        ("District", record.district or formats.DASH),
        ("Needs", ", ".join(record.need_titles) or formats.DASH),
        ("Legal basis", formats.words(details.legal_basis)),
        ("Case number", details.case_number or formats.DASH),
        ("NHS number", shown_nhs_number(details.nhs_number) or formats.DASH),
        ("Representative", details.representative or formats.DASH),
        ("Team", record.team or formats.DASH),
        ("Practitioner", record.practitioner or formats.DASH),
        ("Active", "Yes" if details.active else "No"),
    ]


def plan_facts(plan: PlanEntry) -> list[Fact]:
    """A support plan."""
    shown: list[Fact] = [
        ("Days", formats.period(plan.first_day, plan.last_day)),
        ("Week wanted", plan.week or "None said"),
        ("Ratio", plan.ratio or "None said"),
        ("Review", formats.day(plan.review_on, "No day set")),
    ]
    if plan.summary:
        shown.append(("In short", plan.summary))
    return shown


def outcome_lines(plan: PlanEntry) -> list[str]:
    """The outcomes, each with the person's own words where there are any."""
    return [
        f"{outcome.title}: “{outcome.own_words}”" if outcome.own_words else outcome.title for outcome in plan.outcomes
    ]


def budget_line(entry: BudgetEntry, today: date) -> str:
    """`£310.00 a week, managed by the council, from 1 Apr 2026 (now)`."""
    where = f", {entry.cost_centre}" if entry.cost_centre else ""
    days = formats.period(entry.first_day, entry.last_day)
    return f"{formats.money(entry.weekly)} a week, {formats.words(entry.route).lower()}{where}, {days}{_when(entry, today)}"


def contribution_line(entry: ContributionEntry, today: date) -> str:
    """`£98.35 a week, collected by the council, from 1 Apr 2026 (now)`."""
    days = formats.period(entry.first_day, entry.last_day)
    return f"{formats.money(entry.weekly)} a week, {formats.words(entry.collected_by).lower()}, {days}{_when(entry, today)}"


def package_line(record: PersonRecord, today: date) -> tuple[str, Tone]:
    """The package's weekly total against the budget of the day."""
    weekly, budget = record.weekly_from(today), record.budget_on(today)
    running = f"What is raised and runs takes {formats.money(weekly)} a week"
    if budget is None:
        return f"{running}; no budget is in force.", Tone.WARN
    rest = budget.weekly - weekly
    tone = Tone.GOOD if rest >= 0 else Tone.BAD
    return f"{running} of {formats.money(budget.weekly)}: {formats.budget_left(rest)}.", tone


def shown_nhs_number(figures: str) -> str:
    """`943 476 5919`."""
    return f"{figures[:3]} {figures[3:6]} {figures[6:]}" if len(figures) == 10 else figures


def _when(entry: BudgetEntry | ContributionEntry, today: date) -> str:
    if entry.first_day > today:
        return " (to come)"
    return " (now)" if entry.last_day is None or entry.last_day >= today else " (over)"
