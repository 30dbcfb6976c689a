"""`brokerage admission …`: what becomes of admitted services: suspensions, removals, renewals, lapses, owners, free places."""

from datetime import date
from typing import Annotated

import typer

from brokerage.cli.acting import Acting, DatabaseOption, DryRun, JsonOption, LoginOption, Today, acting
from brokerage.cli.admission_output import print_admission, print_admissions, print_lapses, print_owner, print_places

Service = Annotated[str, typer.Argument(help="The service's name or reference.", metavar="SERVICE")]
Lot = Annotated[str, typer.Option("--lot", help="The lot as SCHEME/1, where the service is admitted to several.")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with it.")]


def add_admission(app: typer.Typer) -> None:
    """Add the group of commands to the program."""
    group = typer.Typer(
        help="Suspend, lift, remove and renew admissions; what lapses, who has a service, its free places.",
        no_args_is_help=True,
    )
    for name, command in (
        ("list", list_),
        ("show", show),
        ("suspend", suspend),
        ("lift", lift),
        ("remove", remove),
        ("renew", renew),
        ("lapsing", lapsing),
        ("move", move),
        ("places", places),
    ):
        group.command(name)(command)
    app.add_typer(group, name="admission")


def list_(
    service: Annotated[
        str | None, typer.Option("--service", help="Of this service alone, by name or reference.")
    ] = None,
    lot: Annotated[str, typer.Option("--lot", help="Of this lot alone, written as SCHEME/1.")] = "",
    ended: Annotated[bool, typer.Option("--ended", help="With those that have ended.")] = False,
    today: Today = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List admissions with their days and where each stands."""
    from brokerage.services.keep_admission import list_admissions
    from brokerage.services.typed_parts import lot_of, service_of

    with acting(database, login) as desk:
        day = _day_or(today, desk)
        service_id = None if service is None else service_of(desk.database, service)
        if lot:
            lot_of(desk.database, lot)
        found = list_admissions(desk.database, day, service_id=service_id, lot=lot, with_ended=ended)
    print_admissions(found, day, as_json=as_json)


def show(
    service: Service,
    lot: Lot = "",
    today: Today = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one admission: its suspensions, what was done to it and why, the moves of its service, the placements under it."""
    from brokerage.services.keep_admission import show_admission
    from brokerage.services.move_service import find_owner
    from brokerage.services.typed_parts import service_of

    with acting(database, login) as desk:
        day = _day_or(today, desk)
        detail = show_admission(desk.database, _admission(desk, service, lot, day), day)
        owner = find_owner(desk.database, service_of(desk.database, service))
    print_admission(detail, day, as_json=as_json, owner=owner)


def suspend(
    service: Service,
    first_day: Annotated[str, typer.Option("--from", help="The first day on which no call-off may start.")],
    last_day: Annotated[
        str | None, typer.Option("--to", help="The last such day; it counts. Without it: until it is lifted.")
    ] = None,
    reason: Reason = "",
    lot: Lot = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Suspend an admission from a day to a day; placements that run are listed, and go on."""
    from brokerage.domain.period import Period, parse_day
    from brokerage.services.keep_admission import suspend_admission

    first = parse_day(first_day, what="first day")
    days = Period(first, None if last_day is None else parse_day(last_day, what="last day"))
    with acting(database, login) as desk:
        number = _admission(desk, service, lot, first)
        done = suspend_admission(desk.database, desk.actor, number, days, reason, desk.now, dry_run=dry_run)
    print_admission(done.result, desk.today, as_json=as_json, saved=not dry_run)


def lift(
    service: Service,
    day: Annotated[str, typer.Option("--from", help="The first day on which call-offs may start again.")],
    reason: Reason = "",
    lot: Lot = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Lift a suspension from a day; from its own first day it is taken back whole."""
    from brokerage.domain.period import parse_day
    from brokerage.services.keep_admission import lift_suspension

    from_day = parse_day(day, what="day")
    with acting(database, login) as desk:
        number = _admission(desk, service, lot, from_day)
        done = lift_suspension(desk.database, desk.actor, number, from_day, reason, desk.now, dry_run=dry_run)
    print_admission(done.result, desk.today, as_json=as_json, saved=not dry_run)


def remove(
    service: Service,
    day: Annotated[str, typer.Option("--from", help="The first day on which it is not admitted any more.")],
    reason: Reason = "",
    lot: Lot = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Remove a service from its lot from a day; placements that run are listed, and go on."""
    from brokerage.domain.period import parse_day
    from brokerage.services.keep_admission import remove_from_lot

    from_day = parse_day(day, what="day")
    with acting(database, login) as desk:
        number = _admission(desk, service, lot, from_day)
        done = remove_from_lot(desk.database, desk.actor, number, from_day, reason, desk.now, dry_run=dry_run)
    print_admission(done.result, desk.today, as_json=as_json, saved=not dry_run)


def renew(
    service: Service,
    last_day: Annotated[str, typer.Option("--to", help="The new last day; it counts.")],
    reason: Reason = "",
    lot: Lot = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Renew an admission to a later day, at most to the end of the scheme's contracts."""
    from brokerage.domain.period import parse_day
    from brokerage.services.keep_admission import renew_admission

    to_day = parse_day(last_day, what="new last day")
    with acting(database, login) as desk:
        number = _admission(desk, service, lot, desk.today)
        done = renew_admission(desk.database, desk.actor, number, to_day, reason, desk.now, dry_run=dry_run)
    print_admission(done.result, desk.today, as_json=as_json, saved=not dry_run)


def lapsing(
    days: Annotated[
        int | None, typer.Option("--days", help="How far ahead to look; else as the first reminder.")
    ] = None,
    today: Today = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List admissions, insurances, registrations and other documents that lapse or have lapsed, with the day the gate closes."""
    from brokerage.services.lapsing import list_lapsing

    with acting(database, login) as desk:
        day = _day_or(today, desk)
        found = list_lapsing(desk.database, day) if days is None else list_lapsing(desk.database, day, days)
    print_lapses(found, day, as_json=as_json)


def move(
    service: Service,
    to: Annotated[str, typer.Option("--to", help="The provider it moves to: name, reference or company number.")],
    first_day: Annotated[str, typer.Option("--from", help="The new provider's first day; not one to come.")],
    reason: Reason = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Move a service to another legal body; what was raised and issued before goes on naming the old one."""
    from brokerage.domain.period import parse_day
    from brokerage.services.move_service import move_service
    from brokerage.services.typed_parts import provider_of, service_of

    day = parse_day(first_day, what="first day")
    with acting(database, login) as desk:
        number, provider_id = service_of(desk.database, service), provider_of(desk.database, to).provider_id
        done = move_service(desk.database, desk.actor, number, provider_id, day, reason, desk.now, dry_run=dry_run)
    print_owner(done.result, saved=not dry_run, as_json=as_json)


def places(
    service: Service,
    free: Annotated[int | None, typer.Option("--free", help="How many places are free, to record it.")] = None,
    said_on: Annotated[str | None, typer.Option("--on", help="The day it was said; today when not said.")] = None,
    said_by: Annotated[str, typer.Option("--by", help="Who said it.")] = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what stands of a service's free places and how old it is; with --free, record news of them."""
    from brokerage.domain.errors import BadInput
    from brokerage.domain.period import parse_day
    from brokerage.services.places_news import find_places, record_places_news
    from brokerage.services.typed_parts import service_of

    if free is None and (said_on is not None or said_by or dry_run):
        raise BadInput("News of places needs its number: say with --free how many are free.", "free")
    said = None if said_on is None else parse_day(said_on, what="day it was said")
    with acting(database, login) as desk:
        number = service_of(desk.database, service)
        if free is None:
            standing, saved = find_places(desk.database, number), None
        else:
            done = record_places_news(
                desk.database, desk.actor, number, free, said or desk.today, said_by, desk.now, dry_run=dry_run
            )
            standing, saved = done.result, not dry_run
    print_places(standing, desk.today, as_json=as_json, saved=saved)


def _day_or(today: str | None, desk: Acting) -> date:
    from brokerage.domain.period import parse_day

    return desk.today if today is None else parse_day(today, what="day")


def _admission(desk: Acting, service: str, lot: str, day: date) -> int:
    """Return the number of the service's admission on the day, to the lot where one is named."""
    from brokerage.services.keep_admission import admission_named
    from brokerage.services.typed_parts import lot_of, service_of

    if lot:
        lot_of(desk.database, lot)
    return admission_named(desk.database, service_of(desk.database, service), lot, day)
