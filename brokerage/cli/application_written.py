"""`brokerage application answer|price`: what the provider wrote, typed in by hand while nobody assesses the application."""

from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, Today, acting
from brokerage.cli.application_output import print_written
from brokerage.cli.round import day_said

if TYPE_CHECKING:
    from brokerage.domain.application_form import ServiceInLot
    from brokerage.services.desk import Database

Reference = Annotated[str, typer.Argument(help="The application's reference, AP-2026-0001.", metavar="REF")]
Lot = Annotated[str, typer.Option("--lot", help="The lot, by its number or as SCHEME/1.")]
Version = Annotated[
    int | None,
    typer.Option("--version", help="The version that “application show --json” tells: a change since is a conflict."),
]


def add_application_written(group: typer.Typer) -> None:
    """Add the commands to the group of applications."""
    group.command("answer")(answer)
    group.command("price")(price)


def answer(
    reference: Reference,
    lot: Lot,
    question: Annotated[str, typer.Option("--question", help="The question, by its number.")],
    text: Annotated[str, typer.Option("--text", help="The provider's words; empty takes the answer back.")],
    version: Version = None,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the provider's answer to a question of a lot; the same again changes nothing."""
    from brokerage.domain.application_written import AnswerTyped, WrittenTyped
    from brokerage.domain.score_given import question_numbered
    from brokerage.services.assess_application import asked_lots_named, show_assessment
    from brokerage.services.write_application import write_part

    day = day_said(today)
    with acting(database, login) as desk:
        asked = asked_lots_named(show_assessment(desk.database, reference), lot)[0]
        typed = WrittenTyped((AnswerTyped(question_numbered(asked.questions, question).question_id, text),))
        done = write_part(
            *(desk.database, desk.actor, reference, typed, day or desk.today, desk.now),
            version=version,
            dry_run=dry_run,
        )
    print_written(done.result, saved=not dry_run, as_json=as_json)


def price(
    reference: Reference,
    lot: Lot,
    unit: Annotated[str, typer.Option("--unit", help="What one price buys: hour, session, day, week …")],
    price: Annotated[str, typer.Option("--price", help="Pounds and pence for one unit, 24.08.")] = "",
    service: Annotated[str, typer.Option("--service", help="The service, where several ask for the lot.")] = "",
    activity: Annotated[str, typer.Option("--activity", help="One activity alone; else the whole service.")] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="care, transport, meals, one-to-one, accommodation or one-off.")
    ] = "care",
    ratio: Annotated[str, typer.Option("--ratio", help="Staff to people, 1:3; else at no ratio.")] = "",
    band: Annotated[str, typer.Option("--band", help="The need band, where prices differ by it.")] = "",
    note: Annotated[str, typer.Option("--note", help="What the price holds, or what is apart.")] = "",
    remove: Annotated[bool, typer.Option("--remove", help="It is offered no more; no price is needed.")] = False,
    version: Version = None,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a price the provider offers in a lot, or correct it; the award makes an agreed rate of it."""
    from brokerage.domain.application_written import PriceTyped, WrittenTyped
    from brokerage.services.write_application import write_part

    day = day_said(today)
    with acting(database, login) as desk:
        asked = _asked(desk.database, reference, lot, service)
        typed = PriceTyped(asked, activity, kind, unit, ratio, band, price, note)
        new, gone = (WrittenTyped(), (typed,)) if remove else (WrittenTyped(prices=(typed,)), ())
        done = write_part(
            *(desk.database, desk.actor, reference, new, day or desk.today, desk.now),
            taken_back=gone,
            version=version,
            dry_run=dry_run,
        )
    print_written(done.result, saved=not dry_run, as_json=as_json)


def _asked(database: "Database", reference: str, lot: str, service: str) -> "ServiceInLot":
    from brokerage.domain.application_form import ServiceInLot
    from brokerage.services.assess_application import asked_lot_named, show_assessment

    asked = asked_lot_named(show_assessment(database, reference), lot, service)
    return ServiceInLot(asked.service.service_id, asked.lot.lot_id)
