"""What of a person's record changed since it was read: the fields of each form, and what stands beside them. No widgets here."""

from collections.abc import Mapping
from datetime import date
from enum import Enum
from functools import partial

from brokerage.domain.person_record import (
    BudgetEntry,
    ContributionEntry,
    OutcomeWanted,
    PersonChoices,
    PersonDetails,
    PersonRecord,
    PlanEntry,
)
from brokerage.domain.postcode import display_postcode
from ui import formats
from ui.conflicts import Difference, FieldWords
from ui.people import presenter


class Part(Enum):
    """The part of a record that a form changes."""

    DETAILS = "details"
    PLAN = "plan"
    BUDGET = "budget"
    CONTRIBUTION = "contribution"


def details_words(choices: PersonChoices) -> tuple[FieldWords[PersonDetails], ...]:
    """The fields of the details, as they are told."""
    needs = dict(choices.needs)
    teams = {each.number: each.title for each in choices.teams}
    practitioners = {each.number: each.title for each in choices.practitioners}
    return (
        FieldWords("given_name", "given name", lambda d: d.given_name),
        FieldWords("family_name", "family name", lambda d: d.family_name),
        FieldWords("born_on", "birth date", lambda d: formats.day(d.born_on)),
        FieldWords("legal_basis", "legal basis", lambda d: formats.words(d.legal_basis)),
        FieldWords("needs", "needs", lambda d: ", ".join(needs.get(code, code) for code in d.needs)),
        FieldWords("address", "address", lambda d: d.address),
        FieldWords("postcode", "postcode", lambda d: display_postcode(d.postcode)),
        FieldWords("case_number", "case number", lambda d: d.case_number),
        FieldWords("nhs_number", "NHS number", lambda d: presenter.shown_nhs_number(d.nhs_number)),
        FieldWords("representative", "representative", lambda d: d.representative),
        FieldWords("team_id", "team", lambda d: _title(teams, d.team_id)),
        FieldWords("practitioner_id", "practitioner", lambda d: _title(practitioners, d.practitioner_id)),
        FieldWords("active", "active", lambda d: "Yes" if d.active else "No"),
    )


def plan_words(choices: PersonChoices) -> tuple[FieldWords[PlanEntry], ...]:
    """The fields of a support plan, each outcome one of its own."""
    return (
        FieldWords("first_day", "first day", lambda p: formats.day(p.first_day)),
        FieldWords("last_day", "last day", lambda p: formats.day(p.last_day, "")),
        FieldWords("review_on", "review", lambda p: formats.day(p.review_on, "")),
        FieldWords("week", "week wanted", lambda p: p.week),
        FieldWords("ratio", "ratio", lambda p: p.ratio),
        FieldWords("summary", "in short", lambda p: p.summary),
        *(
            FieldWords(outcome_name(code), f"outcome “{title}”", partial(_outcome_text, code))
            for code, title in choices.outcomes
        ),
    )


BUDGET_WORDS: tuple[FieldWords[BudgetEntry], ...] = (
    FieldWords("weekly", "pounds a week", lambda b: formats.money(b.weekly)),
    FieldWords("route", "who holds it", lambda b: formats.words(b.route)),
    FieldWords("cost_centre", "cost centre", lambda b: b.cost_centre),
    FieldWords("first_day", "first day", lambda b: formats.day(b.first_day)),
    FieldWords("last_day", "last day", lambda b: formats.day(b.last_day, "")),
)
CONTRIBUTION_WORDS: tuple[FieldWords[ContributionEntry], ...] = (
    FieldWords("weekly", "pounds a week", lambda c: formats.money(c.weekly)),
    FieldWords("collected_by", "who collects it", lambda c: formats.words(c.collected_by)),
    FieldWords("first_day", "first day", lambda c: formats.day(c.first_day)),
    FieldWords("last_day", "last day", lambda c: formats.day(c.last_day, "")),
)


def outcome_name(code: str) -> str:
    """The name of the field of an outcome."""
    return f"outcome:{code}"


def outcome_of(plan: PlanEntry, code: str) -> OutcomeWanted | None:
    """The outcome of this code in the plan, or None where it is not chosen."""
    return next((outcome for outcome in plan.outcomes if outcome.code == code), None)


def changes_elsewhere(
    before: PersonRecord, now: PersonRecord, part: Part | None, number: int, today: date
) -> tuple[Difference, ...]:
    """What changed in the record beside the form that is about this part, and there about the entry of this number."""
    found: list[Difference] = []
    if part is not Part.DETAILS:
        facts = zip(presenter.who_facts(before), presenter.who_facts(now), strict=True)
        found += [_told(old[0], old[1], new[1]) for old, new in facts]
    for kind, old_lines, new_lines in (
        (Part.PLAN, _plan_lines(before), _plan_lines(now)),
        (Part.BUDGET, _budget_lines(before, today), _budget_lines(now, today)),
        (Part.CONTRIBUTION, _contribution_lines(before, today), _contribution_lines(now, today)),
    ):
        own = number if kind is part else 0
        found += [
            _told(
                new_lines.get(key, old_lines.get(key, ("", "")))[0],
                old_lines.get(key, _NONE)[1],
                new_lines.get(key, _NONE)[1],
            )
            for key in {**new_lines, **old_lines}
            if key != own
        ]
    return tuple(each for each in found if each.before != each.theirs)


_Lines = Mapping[int, tuple[str, str]]
"""An entry's number, its title and its line."""

_NONE = ("", "None")


def _plan_lines(record: PersonRecord) -> _Lines:
    return {
        plan.plan_id: (
            f"plan from {formats.day(plan.first_day)}",
            "; ".join(
                (*(f"{fact[0]}: {fact[1]}" for fact in presenter.plan_facts(plan)), *presenter.outcome_lines(plan))
            ),
        )
        for plan in record.plans
    }


def _budget_lines(record: PersonRecord, today: date) -> _Lines:
    return {
        entry.budget_id: (f"budget from {formats.day(entry.first_day)}", presenter.budget_line(entry, today))
        for entry in record.budgets
    }


def _contribution_lines(record: PersonRecord, today: date) -> _Lines:
    return {
        entry.contribution_id: (
            f"contribution from {formats.day(entry.first_day)}",
            presenter.contribution_line(entry, today),
        )
        for entry in record.contributions
    }


def _told(words: str, before: str, theirs: str) -> Difference:
    return Difference(words, words, before, theirs)


def _title(titles: Mapping[int, str], number: int | None) -> str:
    return "" if number is None else titles.get(number, "Somebody who is not listed any more")


def _outcome_text(code: str, plan: PlanEntry) -> str:
    outcome = outcome_of(plan, code)
    if outcome is None:
        return "Not chosen"
    return f"“{outcome.own_words}”" if outcome.own_words else "Chosen"
