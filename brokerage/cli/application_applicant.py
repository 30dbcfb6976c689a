"""`brokerage application add-provider|add-service`: who applies and is not known yet, said by hand."""

from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, acting
from brokerage.cli.output import print_json

AsNew = Annotated[bool, typer.Option("--as-new", help="A name near to a known one is of another: add it as new.")]
Address = Annotated[str, typer.Option(help="Without the postcode.")]
Postcode = Annotated[str, typer.Option(help="Of that address.")]


def add_application_applicant(group: typer.Typer) -> None:
    """Add the commands to the group of applications."""
    group.command("add-provider")(add_provider)
    group.command("add-service")(add_service)


def add_provider(
    name: Annotated[str, typer.Argument(help="The legal body, or the person who trades by themselves.")],
    address: Address,
    postcode: Postcode,
    company_number: Annotated[str, typer.Option(help="As Companies House has it.")] = "",
    charity_number: Annotated[str, typer.Option(help="As the Charity Commission has it.")] = "",
    regulator_id: Annotated[str, typer.Option(help="The regulator's id of the provider.")] = "",
    phone: Annotated[str, typer.Option(help="With the area code.")] = "",
    email: Annotated[str, typer.Option(help="The council's answer goes there.")] = "",
    as_new: AsNew = False,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a provider that applies and is not known yet; its services follow with `application add-service`."""
    from brokerage.services import add_applicant
    from brokerage.services.applicant_typed import ProviderTyped

    typed = ProviderTyped(name, company_number, charity_number, regulator_id, address, postcode, phone, email)
    with acting(database, login) as desk:
        done = add_applicant.add_provider(desk.database, desk.actor, typed, desk.now, as_new=as_new, dry_run=dry_run)
    _print("provider", done.result.name, saved=not dry_run, as_json=as_json)


def add_service(
    provider: Annotated[str, typer.Argument(help="Who runs it, by name or reference.")],
    name: Annotated[str, typer.Argument(help="What people call the service.")],
    kind: Annotated[str, typer.Option(help="Such as 'Care home'.")] = "",
    address: Address = "",
    postcode: Postcode = "",
    regulator_id: Annotated[str, typer.Option(help="The regulator's id of the place.")] = "",
    registration: Annotated[str, typer.Option(help="registered, dormant, ended or not-needed.")] = "",
    needs: Annotated[str, typer.Option(help="Need categories, with semicolons between them.")] = "",
    capacity: Annotated[str, typer.Option(help="How many people it can take.")] = "",
    min_age: Annotated[str, typer.Option(help="In years.")] = "",
    max_age: Annotated[str, typer.Option(help="In years.")] = "",
    days_open: Annotated[str, typer.Option(help="As Mon-Fri; else every day.")] = "",
    insurance_last_day: Annotated[str, typer.Option(help="The last day insured, 2027-03-31.")] = "",
    as_new: AsNew = False,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a service with which a known provider applies; one with a timetable comes in by its application workbook."""
    from brokerage.services import add_applicant
    from brokerage.services.applicant_typed import ServiceTyped
    from brokerage.services.typed_parts import provider_of

    typed = ServiceTyped(
        name=name,
        kind=kind,
        address=address,
        postcode=postcode,
        regulator_id=regulator_id,
        registration=registration,
        needs=needs,
        capacity=capacity,
        min_age=min_age,
        max_age=max_age,
        days_open=days_open,
        insurance_last_day=insurance_last_day,
    )
    with acting(database, login) as desk:
        provider_id = provider_of(desk.database, provider).provider_id
        done = add_applicant.add_service(
            desk.database, desk.actor, provider_id, typed, desk.now, as_new=as_new, dry_run=dry_run
        )
    _print("service", done.result.name, saved=not dry_run, as_json=as_json)


def _print(what: str, name: str, *, saved: bool, as_json: bool) -> None:
    if as_json:
        print_json({what: name, "saved": saved})
    else:
        print(f"{name} is added." if saved else f"{name} would be added. Nothing was saved.")
