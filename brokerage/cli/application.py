"""`brokerage application …`: receives applications to join a scheme, follows their clock, prints receipts."""

from pathlib import Path
from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, Today, acting
from brokerage.cli.application_applicant import add_application_applicant
from brokerage.cli.application_output import print_application, print_board, print_standing
from brokerage.cli.application_workbook import add_application_workbook
from brokerage.cli.application_written import add_application_written
from brokerage.cli.output import print_json
from brokerage.cli.round import day_said

Reference = Annotated[str, typer.Argument(help="The application's reference, AP-2026-0001.", metavar="REF")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the application.")]


def add_application(app: typer.Typer) -> typer.Typer:
    """Add the group of commands to the program; return it, so that the commands of its assessment can be added."""
    group = typer.Typer(
        help="Receive applications to join a scheme, and follow them to their answer.", no_args_is_help=True
    )
    group.command("record")(record)
    group.command("acknowledge")(acknowledge)
    group.command("receipt")(receipt)
    group.command("extend")(extend)
    group.command("withdraw")(withdraw)
    group.command("show")(show)
    group.command("list")(list_)
    add_application_applicant(group)
    add_application_workbook(group)
    add_application_written(group)
    app.add_typer(group, name="application")
    return group


def record(
    scheme: Annotated[str, typer.Option("--scheme", help="The scheme's reference.")],
    provider: Annotated[str, typer.Option("--provider", help="Who applies, by name or reference.")],
    asks: Annotated[
        list[str],
        typer.Option("--asks", help="A service and the lots it wants, 'NAME = 1, 3'; again for each service."),
    ],
    received: Annotated[str, typer.Option("--received", help="The day it came in, 2026-12-17.")],
    request_id: Annotated[
        str | None,
        typer.Option("--request-id", help="Your own id of this request: sent again, it is answered as the first time."),
    ] = None,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record an application that came in; the clock of working days starts with its day of receipt."""
    from brokerage.services.application_typed import ApplicationAsked, read_application
    from brokerage.services.receive_application import record_application

    day = day_said(today)
    with acting(database, login) as desk:
        asked = ApplicationAsked(scheme, provider, tuple(asks), received, request_id)
        form = read_application(desk.database, asked)
        done = record_application(desk.database, desk.actor, form, day or desk.today, desk.now, dry_run=dry_run)
    print_standing(done.result, saved=not dry_run, as_json=as_json)


def acknowledge(
    reference: Reference,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Acknowledge an application: its receipt is issued, to print with `application receipt`."""
    from brokerage.services.receive_application import acknowledge_application

    day = day_said(today)
    with acting(database, login) as desk:
        done = acknowledge_application(
            desk.database, desk.actor, reference, day or desk.today, desk.now, dry_run=dry_run
        )
    print_standing(done.result, saved=not dry_run, as_json=as_json)


def receipt(
    reference: Reference,
    out: Annotated[Path, typer.Option("--out", help="The PDF to write.")],
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Print the receipt of an acknowledged application, as it was issued."""
    from brokerage.services.draw_up_receipt import write_receipt

    with acting(database, login) as desk:
        written = write_receipt(desk.database, reference, out)
    if as_json:
        print_json({"files": [str(written)]})
    else:
        print(f"Written: {written}")


def extend(
    reference: Reference,
    reason: Reason = "",
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take the scheme's longer time to answer, once, with the reason in writing."""
    from brokerage.services.receive_application import extend_application

    day = day_said(today)
    with acting(database, login) as desk:
        done = extend_application(
            desk.database, desk.actor, reference, reason, day or desk.today, desk.now, dry_run=dry_run
        )
    print_standing(done.result, saved=not dry_run, as_json=as_json)


def withdraw(
    reference: Reference,
    reason: Reason = "",
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Withdraw an application at the provider's wish, with the reason; the provider may apply again."""
    from brokerage.services.receive_application import withdraw_application

    day = day_said(today)
    with acting(database, login) as desk:
        done = withdraw_application(
            desk.database, desk.actor, reference, reason, day or desk.today, desk.now, dry_run=dry_run
        )
    print_standing(done.result, saved=not dry_run, as_json=as_json)


def show(
    reference: Reference,
    today: Today = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one application: what it asks for, its documents, clock and steps, and what its provider was refused before."""
    from brokerage.services.find_applications import show_application
    from brokerage.services.provider_documents import find_asked_documents

    day = day_said(today)
    with acting(database, login) as desk:
        detail = show_application(desk.database, reference, day or desk.today)
        documents = find_asked_documents(desk.database, reference, day or desk.today)
    print_application(detail, documents, as_json=as_json)


def list_(
    scheme: Annotated[str, typer.Option("--scheme", help="Applications to this scheme alone, by its reference.")] = "",
    limit: Annotated[int, typer.Option(help="List at most so many.", min=1)] = 100,
    today: Today = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List applications by the working days left: late, due today, due soon, in time, then those that are answered."""
    from brokerage.services.find_applications import list_applications

    day = day_said(today)
    with acting(database, login) as desk:
        board = list_applications(desk.database, day or desk.today, scheme=scheme, limit=limit)
    print_board(board, as_json=as_json)
