"""Setting up a new purchasing system by the decision behind it."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from brokerage.domain.calendar import day_in_england
from brokerage.domain.changes import Done, Kind
from brokerage.domain.errors import RuleBroken
from brokerage.domain.scheme_plan import LotPlan, SchemePlan, check_plan
from brokerage.domain.staff import Actor, Job, refuse_other_jobs
from brokerage.services.typed_text import typed_line, typed_text
from brokerage.storage.engine import Database
from brokerage.storage.queries.reader import Reader
from brokerage.storage.queries.scheme_terms import SUBJECT, scheme_now, scheme_of_notice
from brokerage.storage.unit_of_work import unit_of_work
from brokerage.storage.writes.schemes import copy_rules, write_scheme


@dataclass(frozen=True, slots=True)
class SchemeOpened:
    """A scheme that was set up: where its contracts end initially and after each extension, and whether it has standing rules.

    Without standing rules nothing can be called off under it yet.
    """

    reference: str
    lots: int
    contract_ends: tuple[date, ...]
    has_rules: bool


def open_scheme(
    database: Database, actor: Actor, plan: SchemePlan, now: datetime, *, dry_run: bool = False
) -> Done[SchemeOpened]:
    """Set up the scheme with its terms and lots; its initial term is taken by the decision. A dry run keeps nothing.

    Raises: BadInput at a field, for a reference that is taken and a need that is not there; RuleBroken, also when a scheme was
    started from the same notice already.
    """
    refuse_other_jobs(actor, Job.COMMISSIONER, "set up a scheme")
    cleaned = _cleaned(plan)
    check_plan(cleaned, day_in_england(now))
    with unit_of_work(database, actor, now) as work:
        _refuse_notice_taken(work.session, cleaned.notice_ocid)
        other = scheme_now(work.session, cleaned.rules_of).scheme_id if cleaned.rules_of else None
        scheme_id = write_scheme(work.session, cleaned)
        has_rules = other is not None and copy_rules(work.session, other, cleaned, scheme_id)
        work.record("open-scheme", SUBJECT, cleaned.reference, _figures(cleaned))
        if dry_run:
            work.undo()
    opened = SchemeOpened(cleaned.reference, len(cleaned.lots), cleaned.contract_ends, has_rules)
    return Done(opened, frozenset() if dry_run else frozenset({Kind.SCHEMES}))


def _refuse_notice_taken(reader: Reader, ocid: str) -> None:
    """Pass when no scheme was started from the notice yet. Raises: RuleBroken naming the one that was."""
    started = scheme_of_notice(reader, ocid) if ocid else None
    if started is not None:
        raise RuleBroken(
            f"{started} was started from this notice already: look at it with “brokerage scheme show {started}”.",
            {"scheme": started},
        )


def _cleaned(plan: SchemePlan) -> SchemePlan:
    return replace(
        plan,
        description=typed_text(plan.description, "description"),
        notice_ocid=typed_line(plan.notice_ocid, "ocid"),
        reference=typed_line(plan.reference, "reference"),
        title=typed_line(plan.title, "title"),
        law=typed_line(plan.law, "law"),
        decision_reference=typed_line(plan.decision_reference, "decision", 100),
        lots=tuple(_cleaned_lot(lot) for lot in plan.lots),
    )


def _cleaned_lot(lot: LotPlan) -> LotPlan:
    return replace(lot, title=typed_line(lot.title, "lot"))


def _figures(plan: SchemePlan) -> dict[str, str]:
    return {
        "decision": plan.decision_reference,
        "decided_on": plan.decided_on.isoformat(),
        "months": "+".join(str(months) for months in plan.months),
        "lots": ", ".join(lot.number for lot in plan.lots),
        **({"notice": plan.notice_ocid} if plan.notice_ocid else {}),
    }
