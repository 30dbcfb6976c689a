"""What the application commands print: JSON, or facts and tables in plain words."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from brokerage.cli.answers_output import answer_json, offered_json, print_answers, print_offered
from brokerage.cli.document_output import asked_json, print_asked
from brokerage.cli.output import enum_in_words, print_facts, print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from datetime import date

    from brokerage.domain.application_board import ApplicationBoard, ApplicationDetail, ApplicationSummary
    from brokerage.domain.documents_asked import AskedDocument
    from brokerage.services.application_standing import ApplicationStanding
    from brokerage.services.write_application import WrittenDown


def print_standing(standing: "ApplicationStanding", *, saved: bool, as_json: bool) -> None:
    """Print where an application stands after a step, or would after a dry run, and what happens next."""
    if as_json:
        print_json({**standing_json(standing), "saved": saved})
        return
    print_facts(
        [
            ("Application", standing.reference),
            ("Now", enum_in_words(standing.state)),
            ("Received", _shown(standing.received_on)),
            ("Answer due", _shown(standing.due_on)),
            ("Time left", standing.time_left or "no answer is owed"),
        ]
    )
    print(f"· {standing.next_step}")
    for note in standing.notes:
        print(f"▲ {note}")
    print_unless_saved(saved)


def standing_json(standing: "ApplicationStanding") -> dict[str, object]:
    """Where an application stands, as JSON has it."""
    return {
        "reference": standing.reference,
        "state": standing.state.value,
        "received_on": standing.received_on.isoformat(),
        "due_on": standing.due_on.isoformat(),
        "between_rounds": standing.is_between_rounds,
        "time_left": standing.time_left,
        "next_step": standing.next_step,
        "notes": list(standing.notes),
        "version": standing.version,
    }


def print_written(told: "WrittenDown", *, saved: bool, as_json: bool) -> None:
    """Print where an application stands with what was written, how much of it is new, and what is wanting still."""
    if as_json:
        written = {"answers": asdict(told.written.answers), "offered_prices": asdict(told.written.offered)}
        print_json({**standing_json(told.standing), **written, "saved": saved})
        return
    print_standing(told.standing, saved=saved, as_json=False)
    print(f"· Answers: {told.written.answers}")
    print(f"· Offered prices: {told.written.offered}")


def print_board(board: "ApplicationBoard", *, as_json: bool) -> None:
    """Print the board by days left, and how many stand at each urgency."""
    if as_json:
        counts = {urgency.value: number for urgency, number in board.counts}
        print_json({"counts": counts, "applications": [_summary(row) for row in board.rows]})
        return
    rows = [
        (
            row.facts.reference,
            row.facts.provider,
            f"{row.facts.scheme}/{', '.join(row.facts.lots)}",
            _shown(row.facts.received_on),
            _shown(row.facts.due_on),
            row.time_left or "–",
            enum_in_words(row.facts.state),
            row.next_step,
        )
        for row in board.rows
    ]
    print_table(("Reference", "Provider", "Lots", "Received", "Due", "Time left", "State", "Next"), rows)
    print("\n" + " · ".join(f"{enum_in_words(urgency)}: {number}" for urgency, number in board.counts))


def print_application(detail: "ApplicationDetail", documents: "Sequence[AskedDocument]", *, as_json: bool) -> None:
    """Print one application whole, with the documents its lots ask for."""
    if as_json:
        print_json({**_detail(detail), "documents": asked_json(documents)})
        return
    from brokerage.domain.application_board import say_refused_before

    facts = detail.summary.facts
    print_facts(
        [
            ("Application", facts.reference),
            ("Provider", facts.provider),
            ("Scheme", f"{facts.scheme} {facts.scheme_title}"),
            ("Round", facts.round or "between rounds"),
            ("Now", enum_in_words(facts.state)),
            ("Received", _shown(facts.received_on)),
            ("Answer due", _shown(facts.due_on)),
            ("Time left", detail.summary.time_left or "no answer is owed"),
        ]
    )
    print(f"\n{detail.summary.next_step}")
    if facts.extension_reason:
        print(f"The longer time was taken: {facts.extension_reason}")
    print()
    asked = [
        (f"{one.lot_number} {one.lot_title}", one.service, enum_in_words(one.outcome), one.reasons)
        for one in detail.asked
    ]
    print_table(("Lot", "Service", "Outcome", "Reasons"), asked)
    print_asked(documents)
    print_answers(detail.answers)
    print_offered(detail.offered)
    print()
    steps = [
        (f"{step.taken_at:%Y-%m-%d %H:%M} UTC", enum_in_words(step.step), step.taken_by, step.note)
        for step in detail.steps
    ]
    print_table(("When", "Step", "By", "Note"), steps)
    for refusal in detail.refused_before:
        print(f"▲ {say_refused_before(refusal)}")


def _summary(row: "ApplicationSummary") -> dict[str, object]:
    facts = row.facts
    return {
        "reference": facts.reference,
        "scheme": facts.scheme,
        "provider": facts.provider,
        "lots": list(facts.lots),
        "round": facts.round or None,
        "received_on": facts.received_on.isoformat(),
        "due_on": facts.due_on.isoformat(),
        "extended": facts.clock.is_extended,
        "acknowledged_on": None if facts.acknowledged_on is None else facts.acknowledged_on.isoformat(),
        "state": facts.state.value,
        "urgency": None if row.urgency is None else row.urgency.value,
        "days_left": row.days_left,
        "time_left": row.time_left,
        "next_step": row.next_step,
        "version": facts.version,
    }


def _detail(detail: "ApplicationDetail") -> dict[str, object]:
    return {
        **_summary(detail.summary),
        "extension_reason": detail.summary.facts.extension_reason,
        "asked": [
            {
                "service": one.service,
                "lot": one.lot_number,
                "lot_title": one.lot_title,
                "outcome": one.outcome.value,
                "decided_on": None if one.decided_on is None else one.decided_on.isoformat(),
                "reasons": one.reasons,
                "feedback": one.feedback,
            }
            for one in detail.asked
        ],
        "answers": [answer_json(each) for each in detail.answers],
        "offered_prices": [offered_json(each) for each in detail.offered],
        "steps": [
            {
                "step": step.step.value,
                "to_state": step.to_state.value,
                "by": step.taken_by,
                "at": step.taken_at.isoformat(),
                "note": step.note,
            }
            for step in detail.steps
        ],
        "letters": [
            {"kind": letter.kind.value, "issued_by": letter.issued_by, "issued_at": letter.issued_at.isoformat()}
            for letter in detail.letters
        ],
        "refused_before": [
            {
                "reference": refusal.reference,
                "scheme": refusal.scheme,
                "service": refusal.service,
                "lot": refusal.lot_number,
                "decided_on": refusal.decided_on.isoformat(),
                "reasons": refusal.reasons,
            }
            for refusal in detail.refused_before
        ],
    }


def _shown(day: "date") -> str:
    from brokerage.domain.period import format_day

    return format_day(day)
