"""`brokerage call-off raise` and `change`: what a call-off says, new or different."""

from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, JsonOption, LoginOption, acting
from brokerage.cli.call_off_options import (
    CollectedByWhom,
    Contribution,
    End,
    Lot,
    Once,
    Owed,
    Price,
    PriceUnit,
    Rates,
    RatioWanted,
    Reference,
    RequestId,
    Room,
    Route,
    TopUp,
    TopUpPayer,
    Transport,
    Week,
)
from brokerage.cli.call_off_output import print_change, print_package, print_standing


def raise_(
    person: Annotated[str, typer.Option(help="The person's reference, P-1043.")] = "",
    service: Annotated[str, typer.Option(help="The service's whole name, or its reference.")] = "",
    start: Annotated[str, typer.Option(help="First day, 2026-12-07; it counts.")] = "",
    competition: Annotated[
        str | None,
        typer.Option(help="A competition that was awarded, SC-2026-0001: it says whom, where, when and at what price."),
    ] = None,
    end: End = None,
    week: Week = None,
    ratio: RatioWanted = None,
    lot: Lot = None,
    route: Route = None,
    reason: Owed = None,
    rate: Rates = None,
    price: Price = None,
    unit: PriceUnit = None,
    once: Once = None,
    transport: Transport = False,
    lock_price: Annotated[
        bool, typer.Option("--lock-price", help="Later agreed rates do not change the price.")
    ] = False,
    contribution: Contribution = None,
    collected_by: CollectedByWhom = None,
    top_up: TopUp = None,
    top_up_payer: TopUpPayer = None,
    room: Room = None,
    also: Annotated[
        list[str] | None,
        typer.Option(
            help='Another service in the same package: its name, or "NAME = Tue 10:00-15:00"; may be given again.'
        ),
    ] = None,
    package: Annotated[
        int | None, typer.Option(help="Number of the package it joins; a new one when not said.")
    ] = None,
    request_id: RequestId = None,
    draft: Annotated[bool, typer.Option("--draft", help="Save it as a draft only.")] = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Raise a call-off: its price and the list it was chosen from are frozen, a place is held, approval is asked for."""
    from brokerage.services.call_off_typed import CallOffAsked, read_package
    from brokerage.services.draft_package import draft_package
    from brokerage.services.raise_call_off import raise_package

    asked = CallOffAsked(
        person=person,
        service=service,
        start=start,
        end=end,
        week=week,
        ratio=ratio,
        lot=lot,
        route=route,
        reason=reason or "",
        rates=tuple(rate or ()),
        price=price,
        unit=unit,
        once=once,
        with_transport=transport,
        price_locked=lock_price,
        contribution=contribution,
        collected_by=collected_by,
        top_up=top_up,
        top_up_payer=top_up_payer or "",
        room=room or "",
        package_id=package,
        request_id=request_id,
        also=tuple(also or ()),
        competition=competition,
    )
    with acting(database, login) as desk:
        forms, chosen_from = read_package(desk.database, asked, desk.now)
        if draft:
            done = draft_package(desk.database, desk.actor, forms, desk.now)
        else:
            done = raise_package(desk.database, desk.actor, forms, desk.now, chosen_from)
    if asked.also:
        print_package(done.result, as_json=as_json)
    else:
        print_standing(done.result[0], as_json=as_json)


def change(
    reference: Reference,
    why: Annotated[str, typer.Option(help="Why it is changed; it stands in the timeline.")] = "",
    service: Annotated[str | None, typer.Option(help="Another service: its whole name, or its reference.")] = None,
    start: Annotated[str | None, typer.Option(help="Another first day; it counts.")] = None,
    end: End = None,
    week: Week = None,
    ratio: RatioWanted = None,
    lot: Lot = None,
    route: Route = None,
    reason: Owed = None,
    rate: Rates = None,
    price: Price = None,
    unit: PriceUnit = None,
    once: Once = None,
    transport: Transport = False,
    lock_price: Annotated[
        bool | None,
        typer.Option("--lock-price/--follow-rates", help="Whether later agreed rates leave the price as it is."),
    ] = None,
    contribution: Contribution = None,
    collected_by: CollectedByWhom = None,
    top_up: TopUp = None,
    top_up_payer: TopUpPayer = None,
    room: Room = None,
    request_id: RequestId = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show before and after; save nothing.")] = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Change a raised call-off: only what is said is different; its price is worked out again and it is approved again.

    Where only --room or the words of --reason differ, nothing the approver decided on changes: the approval stands.

    The word "none" takes away a planned end, week, ratio, one-off, or what was settled of contribution, collector and top-up.
    """
    from brokerage.services.change_typed import ChangeAsked, change_as_typed

    asked = ChangeAsked(
        service=service,
        start=start,
        end=end,
        week=week,
        ratio=ratio,
        lot=lot,
        route=route,
        reason=reason,
        rates=tuple(rate or ()),
        price=price,
        unit=unit,
        once=once,
        with_transport=transport,
        price_locked=lock_price,
        contribution=contribution,
        collected_by=collected_by,
        top_up=top_up,
        top_up_payer=top_up_payer,
        room=room,
    )
    with acting(database, login) as desk:
        told = change_as_typed(
            desk.database, desk.actor, reference, asked, why, desk.now, request_id=request_id, dry_run=dry_run
        )
    print_change(told, as_json=as_json)
