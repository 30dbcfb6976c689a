"""A person as lists and the person bar show them: reference and initials, never a name."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """Money in pounds a week on the day asked about; `weekly_budget` is None where no budget is in force.

    `need_codes` and `need_titles` are in step, the first to show first. `spent_weekly` is what running and raised call-offs
    take. `week` and `ratio` are the plan's as `parse_week` and `parse_ratio` read them, empty where there is none; so are the
    codes of its outcomes, by title.
    """

    person_id: int
    reference: str
    initials: str
    need_codes: tuple[str, ...]
    need_titles: tuple[str, ...]
    district: str
    outcode: str
    age: int
    weekly_budget: Decimal | None
    spent_weekly: Decimal
    week: str
    active: bool
    ratio: str = ""
    outcome_codes: tuple[str, ...] = ()

    @property
    def budget_left(self) -> Decimal | None:
        """Pounds a week the person's call-offs leave; nothing when they take it all, None without a budget."""
        return None if self.weekly_budget is None else max(self.weekly_budget - self.spent_weekly, Decimal("0.00"))
