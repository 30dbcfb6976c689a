"""What the competition commands print: JSON, or facts and tables in plain words."""

from typing import TYPE_CHECKING

from brokerage.cli.competition_json import criteria_json, detail_json, standing_json, summary_json, weighed_json
from brokerage.cli.output import enum_in_words, print_facts, print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from brokerage.domain.competition_summary import CompetitionDetail, CompetitionSummary, Invited
    from brokerage.domain.competition_weighing import WeighedOffer
    from brokerage.services.award_competition import WeighedCompetition
    from brokerage.services.award_criteria import SchemeCriteria
    from brokerage.services.competition_standing import CompetitionStanding


def print_criteria(found: "SchemeCriteria", *, saved: bool, tried: bool, as_json: bool) -> None:
    """Print by what a scheme weighs answers, as it stands, as it was set, or as a trial run would set it."""
    from brokerage.domain.competition_criteria import say_criterion

    if as_json:
        print_json({"scheme": found.scheme, "criteria": criteria_json(found.criteria), "saved": saved})
        return
    print(f"{found.scheme} {found.title}")
    for criterion in found.criteria:
        print(f"  {criterion.number}  {say_criterion(criterion)}")
    if not found.criteria:
        print("· It has not stated by what answers are weighed: set it with --price and --scored.")
    print_unless_saved(not tried)


def print_standing(standing: "CompetitionStanding", *, saved: bool, as_json: bool) -> None:
    """Print where a competition stands after a step, or would after a dry run, and what happens next."""
    if as_json:
        print_json(standing_json(standing, saved=saved))
        return
    _print_summary(standing.summary)
    for note in standing.notes:
        print(f"▲ {note}")
    for one in standing.not_invited:
        print(f"◆ {one.service} ({one.provider}): {one.reason}")
    print_unless_saved(saved)


def print_competitions(found: "Sequence[CompetitionSummary]", *, as_json: bool) -> None:
    """Print the list of competitions."""
    if as_json:
        print_json({"competitions": [summary_json(one) for one in found]})
        return
    rows = [
        (
            one.reference,
            enum_in_words(one.state),
            f"{one.scheme} {one.lot}",
            one.person,
            _day(one.answers_due_on),
            f"{one.answered} of {one.invited}",
            one.awarded_to,
            one.call_off,
        )
        for one in found
    ]
    print_table(("Reference", "State", "Lot", "Person", "Answers due", "Answered", "Awarded to", "Call-off"), rows)


def print_weighing(found: "WeighedCompetition", *, as_json: bool) -> None:
    """Print the offers as they are weighed, every figure with how it came about."""
    from brokerage.domain.competition_weighing import CONVENTION

    if as_json:
        print_json(
            {
                **summary_json(found.summary),
                "criteria": criteria_json(found.criteria),
                "weighed": weighed_json(found.weighing.offers),
                "missing": list(found.weighing.missing),
                "waiting": list(found.waiting),
                "convention": CONVENTION,
            }
        )
        return
    _print_summary(found.summary)
    _print_weighed(found.weighing.offers)
    for sentence in found.weighing.missing:
        print(f"▲ {sentence}")
    for service in found.waiting:
        print(f"▲ {service} has not answered.")
    print(f"· {CONVENTION}")


def print_competition(detail: "CompetitionDetail", *, as_json: bool) -> None:
    """Print one competition whole."""
    from brokerage.domain.competition_criteria import say_criterion

    if as_json:
        print_json(detail_json(detail))
        return
    _print_summary(detail.summary)
    print(f"\nWhy agreed rates do not settle it: {detail.why}")
    for criterion in detail.criteria:
        print(f"  {criterion.number}  {say_criterion(criterion)}")
    print()
    print_table(("Service", "Invited", "By", "Answer"), [_invited_row(one) for one in detail.invited])
    for step in detail.steps:
        print(f"{step.taken_at:%Y-%m-%d %H:%M} UTC  {enum_in_words(step.step)}  {step.taken_by}  {step.note}".rstrip())
    if detail.award is not None:
        print(f"\nAwarded to {detail.award.service} on {_day(detail.award.awarded_on)}: {detail.award.reasons}")
        _print_weighed(detail.award.weighed)


def _print_summary(summary: "CompetitionSummary") -> None:
    print_facts(
        [
            ("Competition", summary.reference),
            ("Now", enum_in_words(summary.state)),
            ("Lot", f"{summary.scheme} {summary.lot}"),
            ("Person", summary.person),
            ("First day wanted", _day(summary.first_day)),
            ("Answers due", _day(summary.answers_due_on)),
            ("Answered", f"{summary.answered} of {summary.invited} invited, {summary.offers} with an offer"),
            ("Awarded to", summary.awarded_to or "nobody yet"),
        ]
    )
    print(f"· {summary.next_step}")


def _print_weighed(offers: "Sequence[WeighedOffer]") -> None:
    from brokerage.domain.competition_weighing import say_total
    from brokerage.domain.money import format_pounds

    for offer in offers:
        place = "–" if offer.rank is None else f"{offer.rank}."
        print(f"\n{place} {offer.service}, {format_pounds(offer.weekly)} a week, from {_day(offer.starts_on)}")
        for part in offer.parts:
            why = f" {part.reason}" if part.reason else ""
            print(f"   {part.number} {part.text}: {part.sentence}{why}")
        if offer.total is not None:
            print(f"   {say_total(offer)}")


def _invited_row(one: "Invited") -> tuple[str, str, str, str]:
    from brokerage.domain.money import format_pounds

    answer = one.answer
    if answer is None:
        said = "not answered yet"
    elif answer.weekly is None or answer.starts_on is None:
        said = f"cannot: {answer.fit}"
    else:
        said = f"{format_pounds(answer.weekly)} a week from {_day(answer.starts_on)}: {answer.fit}"
    return (one.service, f"{one.invited_at:%Y-%m-%d %H:%M} UTC", one.invited_by, said)


def _day(day: "date") -> str:
    from brokerage.domain.period import format_day

    return format_day(day)
