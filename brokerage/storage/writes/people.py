"""Saves people from a file with their needs, plans, budgets and contributions. The record names references, never people."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import bindparam, select

from brokerage.domain.import_rows import MoneyEntry, PeopleBook, PersonEntry
from brokerage.domain.period import ONE_DAY, format_day
from brokerage.domain.person import LegalBasis
from brokerage.storage.queries.matching import (
    IDS_AT_ONCE,
    KnownRow,
    as_key,
    district_codes,
    in_parts,
    known_rows,
    last_number_of,
    need_ids,
    outcome_ids,
    staff_ids,
    team_ids,
)
from brokerage.storage.tables.people import (
    BudgetRow,
    ContributionRow,
    PersonNeedRow,
    PersonRow,
    PlanOutcomeRow,
    SupportPlanRow,
)
from brokerage.storage.writes.areas import write_districts
from brokerage.storage.writes.imports import ImportSaving, Values, changed_row, merged
from brokerage.storage.writes.providers import DEMONSTRATION_MARK
from brokerage.storage.writes.services import place_that_follows

PREFIX = "P-"
_NO_TEXT_IF_NEW = ("address", "postcode", "representative")


def save_people(saving: ImportSaving, book: PeopleBook) -> None:
    """Adds and updates people, known by case number, else by NHS number; then what their rows say besides."""
    _add_districts(saving, book)
    known = known_rows(saving.session, PersonRow)
    by_case = {row.columns["case_number"]: row for row in known if row.columns["case_number"]}
    by_nhs = {row.columns["nhs_number"]: row for row in known if row.columns["nhs_number"]}
    said_of = _PersonColumns(saving)
    taken: dict[object, PersonEntry] = {}
    added: list[tuple[PersonEntry, dict[str, object]]] = []
    updated: list[Values] = []
    person_ids: dict[int, PersonEntry] = {}
    for entry in book.people:
        row = by_case.get(entry.case_number) or by_nhs.get(entry.nhs_number)
        if not _is_one_person(saving, entry, row, by_nhs, taken):
            continue
        said = said_of(entry)
        if row is None:
            added.append((entry, _as_new(said)))
            continue
        person_ids[row.id] = entry
        changes = merged(row.columns, said)
        changes.update(place_that_follows(changes, said))
        saving.count("people", changed=bool(changes), unchanged=not changes)
        if changes:
            saving.record("update", "people", row.columns["reference"], changes)
            updated.append(changed_row(row, changes))
    saving.count("people", new=len(added))
    person_ids.update(_add(saving, added))
    saving.update(PersonRow, updated, "Saving people")
    _save_needs(saving, person_ids)
    _save_plans(saving, person_ids)
    _save_money(saving, person_ids, "budgets")
    _save_money(saving, person_ids, "contributions")


def _is_one_person(
    saving: ImportSaving,
    entry: PersonEntry,
    row: KnownRow | None,
    by_nhs: Mapping[object, KnownRow],
    taken: dict[object, PersonEntry],
) -> bool:
    claims: list[tuple[str, object]] = [("Case number", ("case", entry.case_number))]
    if entry.nhs_number is not None:
        claims.append(("NHS number", ("nhs", entry.nhs_number)))
    if row is not None:
        claims.append(("Case number", ("id", row.id)))
    for title, claim in claims:
        first = taken.get(claim)
        if first is not None:
            mend = f"Line {first.line.number} is for the same person: keep one."
            saving.faults.append(entry.line.fault(title, "-", mend, personal=True))
            return False
    owner = by_nhs.get(entry.nhs_number)
    if owner is not None and (row is None or owner.id != row.id):
        mend = "Another record has this NHS number: compare both with the case-management system."
        saving.faults.append(entry.line.fault("NHS number", "-", mend, personal=True))
        return False
    taken.update({claim: entry for _, claim in claims})
    return True


class _PersonColumns:
    """What an entry says, as columns; unknown teams and logins are faults."""

    def __init__(self, saving: ImportSaving) -> None:
        self._saving = saving
        self._teams = team_ids(saving.session)
        self._staff = staff_ids(saving.session)

    def __call__(self, entry: PersonEntry) -> dict[str, object]:
        place = entry.place
        return {
            "case_number": entry.case_number,
            "nhs_number": entry.nhs_number,
            "given_name": entry.given_name,
            "family_name": entry.family_name,
            "born_on": entry.born_on,
            "address": entry.address,
            "postcode": place.postcode if place else None,
            "district_code": place.district_code if place else None,
            "easting": place.easting if place else None,
            "northing": place.northing if place else None,
            "legal_basis": entry.legal_basis,
            "representative": entry.representative,
            "team_id": self._found(entry, "Team", entry.team, self._teams),
            "practitioner_id": self._found(entry, "Practitioner", entry.practitioner_login, self._staff),
        }

    def _found(self, entry: PersonEntry, title: str, named: str | None, keys: Mapping[str, int]) -> int | None:
        if named is None:
            return None
        key = keys.get(named.lower())
        if key is None:
            mend = f"Settings lists no {title.lower()} of this name: correct it, or add it there first."
            self._saving.faults.append(entry.line.fault(title, named, mend))
        return key


def _as_new(said: Values) -> dict[str, object]:
    texts = {name: said[name] or "" for name in _NO_TEXT_IF_NEW}
    is_demonstration = str(said["family_name"]).endswith(DEMONSTRATION_MARK)
    basis = said["legal_basis"] or LegalBasis.CARE_ACT
    return {**said, **texts, "legal_basis": basis, "active": True, "is_demonstration": is_demonstration, "version": 1}


def _add(saving: ImportSaving, added: list[tuple[PersonEntry, dict[str, object]]]) -> dict[int, PersonEntry]:
    last = last_number_of(saving.session, select(PersonRow.reference), PREFIX)
    rows = [{**row, "reference": f"{PREFIX}{last + number}"} for number, (_, row) in enumerate(added, start=1)]
    for row in rows:
        saving.record("add", "people", row["reference"])
    keys = saving.insert(PersonRow, rows, "Saving people")
    return {key: entry for key, (entry, _) in zip(keys, added, strict=True)}


def _add_districts(saving: ImportSaving, book: PeopleBook) -> None:
    known = district_codes(saving.session)
    missing = {code: name for code, name in book.district_names.items() if code not in known}
    if missing:
        write_districts(saving.session, missing)


def _save_needs(saving: ImportSaving, people: Mapping[int, PersonEntry]) -> None:
    needs = need_ids(saving.session)
    wanted = select(PersonNeedRow.person_id, PersonNeedRow.need_id).where(
        PersonNeedRow.person_id.in_(bindparam("people", expanding=True))
    )
    parts = in_parts(sorted(people), IDS_AT_ONCE)
    known = {(row[0], row[1]) for part in parts for row in saving.session.execute(wanted, {"people": part})}
    rows: list[Values] = []
    named = 0
    for person_id, entry in people.items():
        for position, need in enumerate(entry.needs):
            need_id = needs.get(need.lower())
            if need_id is None:
                mend = f"There is no need category “{need[:40]}”: Settings lists those there are. Correct it, or add it there."
                saving.faults.append(entry.line.fault("Needs", "; ".join(entry.needs), mend))
                continue
            named += 1
            if (person_id, need_id) not in known:
                known.add((person_id, need_id))
                rows.append({"person_id": person_id, "need_id": need_id, "position": position})
    saving.insert_unseen(PersonNeedRow, rows, "Saving needs")
    saving.count("needs of people", new=len(rows), unchanged=named - len(rows))


def _save_plans(saving: ImportSaving, people: Mapping[int, PersonEntry]) -> None:
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
    _save_outcomes(saving, with_plan)


def _save_outcomes(saving: ImportSaving, people: Mapping[int, PersonEntry]) -> None:
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
                rows.append({"plan_id": plan_id, "outcome_id": outcome_id, "own_words": ""})
    saving.insert_unseen(PlanOutcomeRow, rows, "Saving outcomes")


_PLAN_OUTCOMES = select(PlanOutcomeRow.plan_id, PlanOutcomeRow.outcome_id).where(
    PlanOutcomeRow.plan_id.in_(bindparam("plans", expanding=True))
)


def _save_money(saving: ImportSaving, people: Mapping[int, PersonEntry], noun: str) -> None:
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
