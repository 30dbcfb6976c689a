"""What the call-off commands print: JSON with money as text, or facts and tables in plain words."""

from typing import TYPE_CHECKING

from brokerage.cli.output import print_facts, print_json, print_table

if TYPE_CHECKING:
    from decimal import Decimal

    from brokerage.domain.agreement_terms import IssuedAgreement
    from brokerage.domain.call_off_summary import CallOffDetail, CallOffList, CallOffSummary
    from brokerage.services.call_off_standing import CallOffStanding
    from brokerage.services.change_typed import ChangeTold


def print_standing(standing: "CallOffStanding", *, as_json: bool) -> None:
    """Print where a call-off stands after a step, and what happens next."""
    if as_json:
        print_json(_standing(standing))
        return
    print_facts(
        [("Call-off", standing.reference), ("Now", _words(standing.state.value)), *_estimate(standing.year_estimate)]
    )
    for sentence in (standing.next_step, *standing.notes):
        print(f"· {sentence}")


def print_package(raised: "tuple[CallOffStanding, ...]", *, as_json: bool) -> None:
    """Print where each call-off of a package stands, in the order they were asked for."""
    if as_json:
        print_json({"package": raised[0].package_id, "call_offs": [_standing(each) for each in raised]})
        return
    for standing in raised:
        print_standing(standing, as_json=False)


def print_change(told: "ChangeTold", *, as_json: bool) -> None:
    """Print what a change makes different, before and after, and where the call-off stands then."""
    standing = told.standing
    if as_json:
        changes = [{"what": each.what, "before": each.before, "after": each.after} for each in told.changes]
        print_json(
            {
                **({"reference": told.reference} if standing is None else _standing(standing)),
                "saved": standing is not None,
                "changes": changes,
                "reopens": told.reopens,
            }
        )
        return
    print_table(("What", "Before", "After"), [(each.what, each.before, each.after) for each in told.changes])
    if told.reopens:
        print(f"· {told.reopens}")
    if standing is None:
        print("· Nothing is saved: this only shows what would be different.")
    else:
        print_standing(standing, as_json=False)


def print_issued(issued: "IssuedAgreement", *, as_json: bool) -> None:
    """Print the number and edition of an agreement that was issued."""
    if as_json:
        print_json({"call_off": issued.terms.call_off, "number": issued.number, "edition": issued.edition})
    else:
        print(f"Issued {issued.name} for {issued.terms.call_off}.")


def print_list(found: "CallOffList", *, as_json: bool) -> None:
    """Print the list of call-offs with how many each tab holds."""
    from brokerage.domain.money import format_pounds
    from brokerage.domain.period import format_day

    if as_json:
        counts = {tab.value: count for tab, count in found.counts}
        print_json({"count": found.count, "counts": counts, "call_offs": [_summary(row) for row in found.rows]})
        return
    headings = ("Reference", "Person", "Service", "From", "A week", "State", "Next")
    rows = [
        (
            row.reference,
            f"{row.person_reference} {row.person_initials}",
            row.service,
            format_day(row.first_day),
            format_pounds(row.weekly),
            _words(row.state.value),
            row.next_step,
        )
        for row in found.rows
    ]
    print_table(headings, rows, right=(4,))
    print(f"\n{len(found.rows)} of {found.count}")


def print_detail(detail: "CallOffDetail", *, as_json: bool) -> None:
    """Print one call-off whole."""
    if as_json:
        print_json(_detail(detail))
        return
    from brokerage.domain.money import format_pounds

    row = detail.summary
    print_facts(
        [
            ("Call-off", row.reference),
            ("Person", f"{row.person_reference} {row.person_initials}"),
            ("Service", row.service),
            ("Provider", row.provider),
            *([("Competition", detail.competition)] if detail.competition else []),
            ("Now", _words(row.state.value)),
            ("A week", format_pounds(row.weekly)),
            ("Four weeks", format_pounds(detail.four_weekly)),
            ("First year, dated", format_pounds(detail.first_year)),
            *_estimate(row.year_estimate),
        ]
    )
    print(f"\n{row.next_step}")
    if detail.reason:
        print(f"Reason: {detail.reason}")
    print()
    lines = [
        (line.description, line.unit.value, format_pounds(line.price), format_pounds(line.weekly))
        for line in detail.lines
    ]
    print_table(("Line", "Unit", "Price", "A week"), lines, right=(2, 3))
    print()
    steps = [
        (f"{step.taken_at:%Y-%m-%d %H:%M} UTC", _words(step.step.value), step.taken_by, step.note)
        for step in detail.steps
    ]
    print_table(("When", "Step", "By", "Note"), steps)


def _summary(row: "CallOffSummary") -> dict[str, object]:
    return {
        "reference": row.reference,
        "person": row.person_reference,
        "initials": row.person_initials,
        "service": row.service,
        "provider": row.provider,
        "lot": row.lot or None,
        "state": row.state.value,
        "route": row.route.value,
        "first_day": row.first_day.isoformat(),
        "planned_last_day": None if row.planned_last_day is None else row.planned_last_day.isoformat(),
        "weekly": str(row.weekly),
        "year_estimate": str(row.year_estimate),
        "raised_by": row.raised_by,
        "answer_due_on": None if row.answer_due_on is None else row.answer_due_on.isoformat(),
        "next_step": row.next_step,
        "package": row.package_id,
        "version": row.version,
    }


def _detail(detail: "CallOffDetail") -> dict[str, object]:
    evidence = detail.evidence
    return {
        **_summary(detail.summary),
        "scheme": detail.scheme,
        "competition": detail.competition or None,
        "reason": detail.reason,
        "week": detail.week,
        "ratio": detail.ratio,
        "room": detail.room,
        "four_weekly": str(detail.four_weekly),
        "first_year": str(detail.first_year),
        "one_off": str(detail.one_off),
        "budget_weekly": _money(detail.budget_weekly),
        "contribution_weekly": str(detail.contribution_weekly),
        "collected_by": None if detail.collected_by is None else detail.collected_by.value,
        "top_up_weekly": str(detail.top_up_weekly),
        "top_up_payer": detail.top_up_payer,
        "lines": [
            {
                "kind": line.kind.value,
                "description": line.description,
                "unit": line.unit.value,
                "ratio": line.ratio,
                "price": str(line.price),
                "week": line.week,
                "weekly": str(line.weekly),
            }
            for line in detail.lines
        ],
        "steps": [
            {
                "step": step.step.value,
                "from": step.from_state.value,
                "to": step.to_state.value,
                "by": step.taken_by,
                "at": step.taken_at.isoformat(),
                "note": step.note,
            }
            for step in detail.steps
        ],
        "approvals": [
            {
                "approver": each.approver,
                "approved": each.approved,
                "year_estimate": str(each.year_estimate),
                "limit": _money(each.approval_limit),
                "reason": each.reason,
                "independent": each.independent,
                "at": each.decided_at.isoformat(),
                "stands": each.stands,
            }
            for each in detail.approvals
        ],
        "agreements": [
            {"number": each.number, "edition": each.edition, "at": each.issued_at.isoformat()}
            for each in detail.agreements
        ],
        "chosen_from": None
        if evidence is None
        else {
            "at": evidence.listed_at.isoformat(),
            "offers": [
                {
                    "service": offer.service,
                    "weekly": _money(offer.weekly),
                    "gate": None if offer.gate is None else offer.gate.reason,
                }
                for offer in evidence.offers
            ],
        },
        "steps_open": [step.value for step in detail.steps_open],
    }


def _standing(standing: "CallOffStanding") -> dict[str, object]:
    return {
        "reference": standing.reference,
        "state": standing.state.value,
        "version": standing.version,
        "package": standing.package_id,
        "year_estimate": str(standing.year_estimate),
        "next_step": standing.next_step,
        "notes": list(standing.notes),
    }


def _estimate(year_estimate: "Decimal") -> list[tuple[str, str]]:
    from brokerage.domain.money import format_pounds

    return [("Estimated year, for approval", format_pounds(year_estimate))]


def _money(amount: "Decimal | None") -> str | None:
    return None if amount is None else str(amount)


def _words(value: str) -> str:
    return value.replace("-", " ")
