"""The money of a package: its sums, and how they are told. No widgets here."""

from dataclasses import dataclass
from decimal import Decimal

from ui import formats
from ui.call_offs.detail_words import Fact
from ui.call_offs.package import Looked
from ui.desk import Tone


@dataclass(frozen=True, slots=True)
class Together:
    """The package's money in pounds a week; `left_before` and `left_after` are of the budget."""

    weekly: Decimal
    four_weekly: Decimal
    first_year: Decimal
    one_off: Decimal
    year_estimate: Decimal
    contribution: Decimal
    top_up: Decimal
    net_weekly: Decimal
    budget: Decimal | None
    left_before: Decimal | None

    @property
    def left_after(self) -> Decimal | None:
        """What is left of the budget once all of it is raised; negative when over."""
        return None if self.left_before is None else self.left_before - self.weekly


def together(looked: Looked) -> Together | None:
    """The sums of the package, or None while a part of it has no price."""
    priced = [look.priced for look in looked.looks]
    known = [each for each in priced if each is not None]
    if not known or len(known) < len(priced):
        return None
    contributions = [each.contribution.weekly for each in known if each.contribution is not None]
    nothing = Decimal("0.00")
    return Together(
        weekly=sum((each.weekly for each in known), nothing),
        four_weekly=sum((each.four_weekly for each in known), nothing),
        first_year=sum((each.first_year for each in known), nothing),
        one_off=sum((each.one_off for each in known), nothing),
        year_estimate=sum((each.year_estimate for each in known), nothing),
        contribution=sum(contributions, nothing),
        top_up=sum((each.top_up_weekly for each in known), nothing),
        net_weekly=sum((each.council_net_weekly for each in known), nothing),
        budget=known[0].budget_weekly,
        left_before=known[0].budget_left,
    )


def together_facts(sums: Together) -> list[Fact]:
    """The sums as facts, with the convention of each."""
    shown: list[Fact] = [
        ("A week", formats.money(sums.weekly)),
        ("Four weeks", formats.money(sums.four_weekly)),
        ("First year, real dates", formats.money(sums.first_year)),
    ]
    if sums.one_off:
        shown.append(("Of that, once", formats.money(sums.one_off)))
    if sums.contribution:
        shown.append(("Contribution a week", f"−{formats.money(sums.contribution)}"))
    if sums.top_up:
        shown.append(("Top-up a week", f"−{formats.money(sums.top_up)}"))
    shown.append(("The council bears, a week", formats.money(sums.net_weekly)))
    if sums.budget is None or sums.left_before is None:
        shown.append(("Budget", "None in force on the first day", Tone.WARN))
        return shown
    shown.append(("Budget a week", formats.money(sums.budget)))
    shown.append(("Budget before this", formats.budget_left(sums.left_before), _tone(sums.left_before)))
    left = sums.left_before - sums.weekly
    shown.append(("Budget after this", formats.budget_left(left), _tone(left)))
    return shown


def _tone(left: Decimal) -> Tone:
    return Tone.GOOD if left >= 0 else Tone.BAD
