"""Saves what stands beside people in a file: plans with their outcomes, budgets and contributions, which follow one another."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, select

from brokerage.domain.import_rows import MoneyEntry, PersonEntry
from brokerage.domain.period import ONE_DAY, format_day
from brokerage.storage.queries.matching import IDS_AT_ONCE, KnownRow, as_key, in_parts, known_rows, outcome_ids
from brokerage.storage.tables.people import BudgetRow, ContributionRow, PlanOutcomeRow, SupportPlanRow
from brokerage.storage.writes.imports import ImportSaving, Values, changed_row, merged

_PLAN_OUTCOMES = select(PlanOutcomeRow.plan_id, PlanOutcomeRow.outcome_id).where(
    PlanOutcomeRow.plan_id.in_(bindparam("plans", expanding=True))
)


def save_person_parts(saving: ImportSaving, people: Mapping[int, PersonEntry]) -> set[int]:
    """Save plans, budgets and contributions; return the people whose record changed by it."""
    changed = _save_plans(saving, people)
    changed |= _save_money(saving, people, "budgets")
    return changed | _save_money(saving, people, "contributions")


def _save_plans(saving: ImportSaving, people: Mapping[int, PersonEntry]) -> set[int]:
    """A plan is known by its first day; a later one ends the plan before it on the day before."""
    with_plan = {person_id: entry for person_id, entry in people.items() if entry.plan is not None}
    known = _by_person(known_rows(saving.session, SupportPlanRow, "person_id", with_plan))
    succession = _Succession(saving, "plans", "Plan first day")
    for person_id, entry in with_plan.items():
        plan = entry.plan
        if plan is None:
            continue
        said: Values = {
            "first_day": plan.first_day,
            "last_day": plan.last_day,
            "review_on": plan.review_on,
            "summary": plan.summary,
            "week": plan.week,
            "ratio": plan.ratio,
        }
        empty_texts = {name: said[name] or "" for name in ("summary", "week", "ratio")}
        succession.take(entry, known.get(person_id, []), said, {**said, **empty_texts, "person_id": person_id})
    succession.save(SupportPlanRow)
    return succession.people_changed | _save_outcomes(saving, with_plan)


def _save_outcomes(saving: ImportSaving, people: Mapping[int, PersonEntry]) -> set[int]:
    outcomes = outcome_ids(saving.session)
    plans = {
        (row.columns["person_id"], row.columns["first_day"]): row.id
        for row in known_rows(saving.session, SupportPlanRow, "person_id", people)
    }
    known = {
        (row[0], row[1])
        for part in in_parts(sorted(plans.values()), IDS_AT_ONCE)
        for row in saving.session.execute(_PLAN_OUTCOMES, {"plans": part})
    }
    rows: list[Values] = []
    changed: set[int] = set()
    for person_id, entry in people.items():
        plan = entry.plan
        plan_id = None if plan is None else plans.get((person_id, plan.first_day))
        for outcome in () if plan is None else plan.outcomes:
            outcome_id = outcomes.get(outcome.lower())
            if outcome_id is None:
                mend = f"There is no outcome “{outcome[:40]}”: Settings lists those there are. Correct it, or add it there."
                saving.faults.append(entry.line.fault("Outcomes", outcome, mend))
            elif plan_id is not None and (plan_id, outcome_id) not in known:
                known.add((plan_id, outcome_id))
                changed.add(person_id)
                rows.append({"plan_id": plan_id, "outcome_id": outcome_id, "own_words": ""})
    saving.insert_unseen(PlanOutcomeRow, rows, "Saving outcomes")
    return changed


def _save_money(saving: ImportSaving, people: Mapping[int, PersonEntry], noun: str) -> set[int]:
    """A budget is known by its route and first day, a contribution by its first day; a later one ends the one before."""
    is_budget = noun == "budgets"
    row_type = BudgetRow if is_budget else ContributionRow
    amounts = {
        key: money for key, entry in people.items() if (money := entry.budget if is_budget else entry.contribution)
    }
    known = _by_person(known_rows(saving.session, row_type, "person_id", amounts))
    succession = _Succession(saving, noun, "Budget first day" if is_budget else "Contribution first day")
    for person_id, money in amounts.items():
        entry = people[person_id]
        rows = known.get(person_id, [])
        own: Values = {"collected_by": entry.collected_by}
        new: Values = own
        if is_budget:
            rows = [row for row in rows if row.columns["route"] is entry.budget_route]
            own = {"route": entry.budget_route, "cost_centre": entry.cost_centre}
            new = {**own, "cost_centre": entry.cost_centre or ""}
        said = {**_money_columns(money), **own}
        succession.take(entry, rows, said, {**said, **new, "person_id": person_id})
    succession.save(row_type)
    return succession.people_changed


def _money_columns(money: MoneyEntry) -> dict[str, object]:
    return {"weekly": money.weekly, "first_day": money.first_day, "last_day": money.last_day}


class _Succession:
    """Rows that follow one another for a person: the same first day is the same row, a later one ends the one before."""

    def __init__(self, saving: ImportSaving, noun: str, column: str) -> None:
        self._saving = saving
        self._noun = noun
        self._column = column
        self._added: list[Values] = []
        self._updated: list[Values] = []
        self.people_changed: set[int] = set()

    def take(self, entry: PersonEntry, rows: list[KnownRow], said: Values, new: Values) -> None:
        """Decide for one row of the file."""
        first_day = said["first_day"]
        same = next((row for row in rows if row.columns["first_day"] == first_day), None)
        others = [row for row in rows if row is not same]
        if not isinstance(first_day, date) or not self._fits(entry, first_day, said["last_day"], same, others):
            return
        if same is not None:
            changes = merged(same.columns, said)
            self._saving.count(self._noun, changed=bool(changes), unchanged=not changes)
            if changes:
                self._saving.record("update", self._noun, same.id, changes)
                self._write(same, changes)
            return
        for row in others:
            last_day = row.columns["last_day"]
            started = row.columns["first_day"]
            if (
                isinstance(started, date)
                and started < first_day
                and (not isinstance(last_day, date) or last_day >= first_day)
            ):
                self._write(row, {"last_day": first_day - ONE_DAY})
                self._saving.record("end", self._noun, row.id, ("last_day",))
                self._saving.count(self._noun, changed=1)
        self._saving.count(self._noun, new=1)
        self._added.append({**new, "version": 1})
        self.people_changed.add(as_key(new["person_id"]))

    def _fits(
        self, entry: PersonEntry, first_day: date, last_day: object, same: KnownRow | None, others: list[KnownRow]
    ) -> bool:
        stands_until = last_day if isinstance(last_day, date) else same.columns["last_day"] if same else None
        for row in others:
            later = row.columns["first_day"]
            if (
                isinstance(later, date)
                and later > first_day
                and (not isinstance(stands_until, date) or stands_until >= later)
            ):
                mend = f"One from {format_day(later)} is known already: give a last day before it."
                self._saving.faults.append(entry.line.fault(self._column, first_day.isoformat(), mend))
                return False
        return True

    def _write(self, row: KnownRow, changes: Values) -> None:
        self._updated.append(changed_row(row, changes))
        self.people_changed.add(as_key(row.columns["person_id"]))

    def save(self, row_type: type[SupportPlanRow | BudgetRow | ContributionRow]) -> None:
        """Write what was decided."""
        self._saving.update(row_type, self._updated, f"Saving {self._noun}")
        for key in self._saving.insert(row_type, self._added, f"Saving {self._noun}"):
            self._saving.record("add", self._noun, key)


def _by_person(rows: tuple[KnownRow, ...]) -> dict[int, list[KnownRow]]:
    found: dict[int, list[KnownRow]] = {}
    for row in rows:
        found.setdefault(as_key(row.columns["person_id"]), []).append(row)
    return found
