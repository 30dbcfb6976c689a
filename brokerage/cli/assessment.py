"""`brokerage application score|moderate|decide|letter|award …`: from the first score to the sealed contract."""

from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import Acting, DatabaseOption, DryRun, JsonOption, LoginOption, Today, acting
from brokerage.cli.assessment_output import (
    print_assessment,
    print_contract,
    print_decided,
    print_declared,
    print_letters,
    print_lot,
)
from brokerage.cli.round import day_said

if TYPE_CHECKING:
    from datetime import date

    from brokerage.domain.application_assessment import LotAssessment

Reference = Annotated[str, typer.Argument(help="The application's reference, AP-2026-0001.", metavar="REF")]
Lot = Annotated[str, typer.Option("--lot", help="The lot, by its number or as SCHEME/1.")]
Service = Annotated[str, typer.Option("--service", help="The service, where several ask for the lot.")]
Give = Annotated[
    list[str],
    typer.Option("--give", help="A question's score and why, '3 = 4: why' or '1 = pass: why'; may be given again."),
]


def add_assessment(group: typer.Typer) -> None:
    """Add the commands to the group `application`."""
    group.command("assessment")(assessment)
    group.command("declare")(declare)
    group.command("score")(score)
    group.command("moderate")(moderate)
    group.command("decide")(decide)
    group.command("letter")(letter)
    group.command("award")(award)


def assessment(
    reference: Reference, login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Show an application lot by lot: scores with reasons, the regulator's word on the service, decisions, contracts."""
    from brokerage.domain.sealed_scores import application_seen
    from brokerage.services.assess_application import show_assessment
    from brokerage.services.award import contracts_of_application

    with acting(database, login) as desk:
        shown = application_seen(show_assessment(desk.database, reference), desk.actor)
        contracts = contracts_of_application(desk.database, reference)
    print_assessment(shown, contracts, as_json=as_json)


def declare(
    reference: Reference,
    interest: Annotated[str, typer.Option("--interest", help="What the conflict of interest is; it is kept.")] = "",
    none: Annotated[bool, typer.Option("--none", help="You have no conflict of interest, and assess it.")] = False,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Declare your own conflict of interest with the applicant: you stay out, your scores do not count. Or that you have none."""
    from brokerage.domain.errors import BadInput
    from brokerage.services.assess_application import declare_interest, declare_no_interest

    if none and interest:
        raise BadInput("An interest and none cannot both be: give --interest or --none.", "interest")
    with acting(database, login) as desk:
        if none:
            done = declare_no_interest(desk.database, desk.actor, reference, desk.now, dry_run=dry_run)
        else:
            done = declare_interest(desk.database, desk.actor, reference, interest, desk.now, dry_run=dry_run)
    print_declared(done.result, saved=not dry_run, as_json=as_json)


def score(
    reference: Reference,
    lot: Lot,
    give: Give,
    service: Service = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give your own scores for a lot, each with its reason: all are kept, or none."""
    from brokerage.domain.score_given import parse_given
    from brokerage.domain.sealed_scores import lot_seen
    from brokerage.services.assess_application import score as give_scores

    with acting(database, login) as desk:
        asked = _asked_lot(desk, reference, lot, service)
        given = [parse_given(text, asked.questions) for text in give]
        done = give_scores(
            desk.database, desk.actor, reference, asked.application_lot_id, given, desk.now, dry_run=dry_run
        )
    print_lot(reference, lot_seen(done.result, desk.actor), saved=not dry_run, as_json=as_json)


def moderate(
    reference: Reference,
    lot: Lot,
    give: Give,
    service: Service = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep the scores agreed where the assessors differ, each with its reason."""
    from brokerage.domain.score_given import parse_given
    from brokerage.domain.sealed_scores import lot_seen
    from brokerage.services.assess_application import moderate as keep_agreed

    with acting(database, login) as desk:
        asked = _asked_lot(desk, reference, lot, service)
        given = [parse_given(text, asked.questions) for text in give]
        done = keep_agreed(
            desk.database, desk.actor, reference, asked.application_lot_id, given, desk.now, dry_run=dry_run
        )
    print_lot(reference, lot_seen(done.result, desk.actor), saved=not dry_run, as_json=as_json)


def decide(
    reference: Reference,
    said: Annotated[str, typer.Argument(help="admit or refuse.", metavar="DECISION")],
    lot: Lot,
    reasons: Annotated[str, typer.Option("--reasons", help="Why; the letter gives them to the provider.")],
    feedback: Annotated[str, typer.Option("--feedback", help="What would help the provider; in the letter.")] = "",
    service: Service = "",
    on: Annotated[str | None, typer.Option("--on", help="The day it was decided; today when not said.")] = None,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Admit a service to a lot, or refuse it, with reasons; whoever meets every criterion is admitted, and nobody else."""
    from brokerage.domain.application import LotOutcome
    from brokerage.domain.errors import BadInput
    from brokerage.services.decide_application import decide_lot

    outcomes = {"admit": LotOutcome.ADMITTED, "refuse": LotOutcome.REFUSED}
    if said not in outcomes:
        raise BadInput("The decision is not known: choose admit or refuse.", "decision")
    with acting(database, login) as desk:
        asked = _asked_lot(desk, reference, lot, service)
        day = day_said(today) or desk.today
        done = decide_lot(
            desk.database,
            desk.actor,
            reference,
            asked.application_lot_id,
            outcomes[said],
            reasons,
            day,
            desk.now,
            feedback=feedback,
            decided_on=None if on is None else _day(on, "day of the decision"),
            dry_run=dry_run,
        )
        notes = _documents_wanting(desk, reference, asked, day) if outcomes[said] is LotOutcome.ADMITTED else ()
    print_decided(done.result, notes, saved=not dry_run, as_json=as_json)


def letter(
    references: Annotated[list[str], typer.Argument(help="References of applications.", metavar="REF…")],
    out: Annotated[Path, typer.Option("--out", help="The PDF to write; for several in files of their own, a folder.")],
    today: Today = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Issue nothing; what was not issued is written as a draft.")
    ] = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Issue and print the letters of decided applications, with reasons and feedback lot by lot; all of them, or none."""
    from brokerage.services.decision_letters import (
        decision_letters_of,
        issue_decision_letters,
        write_decision_letters,
    )
    from brokerage.services.whole_file import refuse_missing_folder, told_as_issued

    refuse_missing_folder(out)  # before anything is issued that then could not be written
    with acting(database, login) as desk:
        if dry_run:
            letters = decision_letters_of(desk.database, references)
        else:
            day = day_said(today) or desk.today
            letters = issue_decision_letters(desk.database, desk.actor, references, day, desk.now).result
        with nullcontext() if dry_run else told_as_issued("The letters are"):
            written = write_decision_letters(desk.database, letters, out)
    print_letters(letters, written, as_json=as_json)


def award(
    reference: Reference,
    number: Annotated[str, typer.Option("--number", help="The contract's number.")],
    first_day: Annotated[str, typer.Option("--first-day", help="The contract's first day; it counts.")],
    sealed: Annotated[str, typer.Option("--sealed", help="The day it was sealed.")],
    last_day: Annotated[
        str | None, typer.Option("--last-day", help="Its last day; that of the scheme's contracts when not said.")
    ] = None,
    value: Annotated[str | None, typer.Option("--value", help="The estimate over the whole term, in pounds.")] = None,
    lots: Annotated[
        list[str] | None, typer.Option("--lot", help="A lot, may be given again; every admitted one when not said.")
    ] = None,
    service: Service = "",
    without_rates: Annotated[
        bool, typer.Option("--without-rates", help="Leave the offered prices out; rates are agreed apart.")
    ] = False,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Award and seal the contract of admitted lots: each service is in every search from then on, from its first day callable."""
    from brokerage.domain.contract import ContractTerms
    from brokerage.domain.money import parse_pounds
    from brokerage.services.award import award as award_contract

    terms = ContractTerms(
        number,
        None if value is None else parse_pounds(value, zero_allowed=True, what="value"),
        _day(first_day, "first day"),
        None if last_day is None else _day(last_day, "last day"),
        _day(sealed, "day of sealing"),
    )
    with acting(database, login) as desk:
        named = [_asked_lot(desk, reference, lot, service).application_lot_id for lot in lots or ()]
        done = award_contract(
            desk.database,
            desk.actor,
            reference,
            terms,
            day_said(today) or desk.today,
            desk.now,
            application_lot_ids=named,
            with_rates=not without_rates,
            dry_run=dry_run,
        )
    print_contract(reference, done.result, saved=not dry_run, as_json=as_json)


def _documents_wanting(desk: Acting, reference: str, lot: "LotAssessment", day: "date") -> tuple[str, ...]:
    """What to say of documents that the lot asks for and that are missing, or have lapsed."""
    from brokerage.domain.documents_asked import warn_of_asked
    from brokerage.services.provider_documents import find_asked_documents

    return warn_of_asked(find_asked_documents(desk.database, reference, day), lot.application_lot_id)


def _asked_lot(desk: Acting, reference: str, lot: str, service: str) -> "LotAssessment":
    from brokerage.services.assess_application import asked_lot_named, show_assessment

    return asked_lot_named(show_assessment(desk.database, reference), lot, service)


def _day(text: str, what: str) -> "date":
    from brokerage.domain.period import parse_day

    return parse_day(text, what=what)
