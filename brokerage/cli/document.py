"""`brokerage document …`: keeps the documents providers send, and tells what lapses."""

from pathlib import Path
from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, Today, acting
from brokerage.cli.document_output import print_document, print_documents, print_saved
from brokerage.cli.round import day_said

Number = Annotated[int, typer.Argument(help="The document's number, as listed.", metavar="NUMBER")]
Provider = Annotated[str, typer.Option("--provider", help="The provider: name, reference or company number.")]
Service = Annotated[str, typer.Option("--service", help="One service of it, by name or reference; else all of them.")]
Application = Annotated[str, typer.Option("--application", help="The application it came with, AP-2026-0001.")]
Contract = Annotated[str, typer.Option("--contract", help="The contract it is the signed copy of, by its number.")]


def add_document_group(app: typer.Typer) -> None:
    """Add the group of commands to the program."""
    group = typer.Typer(
        help="Keep documents of providers: insurance, registration, policies, signed contracts.", no_args_is_help=True
    )
    for name, command in (("add", add), ("list", list_), ("save", save), ("remove", remove)):
        group.command(name)(command)
    app.add_typer(group, name="document")


def add(
    file: Annotated[Path, typer.Argument(help="The file: PDF, PNG, JPEG, DOCX, XLSX, ODT, ODS or text, up to 10 MB.")],
    kind: Annotated[str, typer.Option("--kind", help="insurance, registration, policy, signed-contract or other.")],
    provider: Provider = "",
    service: Service = "",
    application: Application = "",
    contract: Contract = "",
    title: Annotated[str, typer.Option("--title", help="What it is called; else as its kind. Name no person.")] = "",
    first_day: Annotated[str | None, typer.Option("--from", help="The first day it is in force.")] = None,
    last_day: Annotated[
        str | None, typer.Option("--to", help="The last day it is in force; it counts. Without it: it does not lapse.")
    ] = None,
    received: Annotated[str | None, typer.Option("--received", help="The day it came; today when not said.")] = None,
    shortens: Annotated[
        bool, typer.Option("--shortens", help="An insurance counts though it ends sooner than the one that counts now.")
    ] = False,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Keep a document. An insurance lets no call-off start after its last day, in its service or in all of the provider's."""
    from brokerage.domain.period import parse_day
    from brokerage.services.document_typed import DocumentSaid, read_document_kind, read_document_said
    from brokerage.services.provider_documents import add_document

    begins = None if first_day is None else parse_day(first_day, what="first day")
    ends = None if last_day is None else parse_day(last_day, what="last day")
    came = None if received is None else parse_day(received, what="day of receipt")
    of_kind = read_document_kind(kind)
    with acting(database, login) as desk:
        said = DocumentSaid(
            of_kind, came or desk.today, provider, service, application, contract, title, begins, ends, shortens
        )
        form = read_document_said(desk.database, said)
        done = add_document(desk.database, desk.actor, form, file, desk.now, dry_run=dry_run)
    print_document(done.result, desk.today, saved=not dry_run, as_json=as_json)


def list_(
    provider: Provider = "",
    service: Annotated[str, typer.Option("--service", help="Those that hold for this service.")] = "",
    application: Annotated[str, typer.Option("--application", help="Those that came with this application.")] = "",
    contract: Annotated[str, typer.Option("--contract", help="The signed copies of this contract.")] = "",
    kind: Annotated[str, typer.Option("--kind", help="Of this kind alone.")] = "",
    text: Annotated[str, typer.Option("--text", help="Where title, file name, provider or service has this.")] = "",
    former: Annotated[bool, typer.Option("--former", help="With those that were followed or removed.")] = False,
    limit: Annotated[int, typer.Option(help="List at most so many.", min=1)] = 100,
    today: Today = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List documents: what lapses first, or has lapsed, first."""
    from brokerage.services.document_typed import read_document_kind
    from brokerage.services.provider_documents import DocumentsWanted, list_documents
    from brokerage.services.typed_parts import provider_of, service_of

    day = day_said(today)
    of_kind = read_document_kind(kind) if kind else None
    with acting(database, login) as desk:
        wanted = DocumentsWanted(
            provider_id=provider_of(desk.database, provider).provider_id if provider else None,
            service_id=service_of(desk.database, service) if service else None,
            application=application,
            contract=contract,
            kind=of_kind,
            text=text,
            with_former=former,
        )
        found = list_documents(desk.database, wanted, limit)
    print_documents(found, day or desk.today, as_json=as_json)


def save(
    number: Number,
    out: Annotated[
        Path, typer.Option("--out", help="The file to write, or a folder: then named by provider, kind and number.")
    ],
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Save a copy of a document as it was received."""
    from brokerage.services.provider_documents import save_document

    with acting(database, login) as desk:
        written = save_document(desk.database, number, out)
    print_saved(written, as_json=as_json)


def remove(
    number: Number,
    reason: Annotated[str, typer.Option("--reason", help="Why; it is kept when the document is not.")] = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove a document kept by mistake: its bytes go, and that it was there and why it went stays."""
    from brokerage.services.provider_documents import remove_document

    with acting(database, login) as desk:
        done = remove_document(desk.database, desk.actor, number, reason, desk.now, dry_run=dry_run)
    print_document(done.result, desk.today, saved=not dry_run, as_json=as_json)
