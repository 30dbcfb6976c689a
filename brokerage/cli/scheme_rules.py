"""`brokerage scheme policy|routes|values|lot`: a scheme's own rules, shown where nothing is said to be set."""

from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, acting
from brokerage.cli.scheme_rules_output import (
    print_estimates,
    print_estimates_told,
    print_lot_told,
    print_lots,
    print_policies,
    print_policy_told,
    print_routes,
    print_routes_told,
    print_taken_back,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

Scheme = Annotated[str, typer.Argument(help="The scheme's reference, as the list names it.", metavar="SCHEME")]


def add_scheme_rules(group: typer.Typer) -> None:
    """Add the commands to those of `scheme`."""
    group.command("policy")(policy)
    group.command("routes")(routes)
    group.command("values")(values)
    group.command("lot")(lot)


def policy(
    scheme: Scheme,
    first_day: Annotated[
        str | None,
        typer.Option("--from", help="The day from which these rules hold; a scheme's first rules: its own first day."),
    ] = None,
    by: Annotated[str | None, typer.Option("--by", help="The decision, or who sets them; said each time.")] = None,
    bank_holidays: Annotated[str | None, typer.Option("--bank-holidays", help="paid, unpaid or moved.")] = None,
    notice_days: Annotated[str | None, typer.Option("--notice-days", help="Days of notice.")] = None,
    trial_days: Annotated[str | None, typer.Option("--trial-days", help="Days of trial.")] = None,
    review_weeks: Annotated[str | None, typer.Option("--review-weeks", help="Weeks until the first review.")] = None,
    absence_days: Annotated[str | None, typer.Option("--absence-days", help="Days of absence paid in full.")] = None,
    absence_share: Annotated[str | None, typer.Option("--absence-share", help="Per cent paid after those.")] = None,
    days_after_death: Annotated[
        str | None, typer.Option("--days-after-death", help="Days paid after a death; 0 for to the day.")
    ] = None,
    payment_weeks: Annotated[str | None, typer.Option("--payment-weeks", help="Weeks between payments.")] = None,
    approval_weeks: Annotated[
        str | None, typer.Option("--approval-weeks", help="Weeks that count for approval, such as 52.")
    ] = None,
    half_day_minutes: Annotated[
        str | None, typer.Option("--half-day-minutes", help="The longest half day, such as 240.")
    ] = None,
    answer_days: Annotated[
        str | None, typer.Option("--answer-days", help="Working days a provider has to answer a call-off.")
    ] = None,
    stay_days: Annotated[
        str | None, typer.Option("--stay-days", help="The longest stay a direct payment may buy; none for no stays.")
    ] = None,
    price_review: Annotated[str | None, typer.Option("--price-review", help="The price review, in words.")] = None,
    take_back: Annotated[
        str | None,
        typer.Option("--take-back", help="Take back the rules to come that begin on the day.", metavar="DAY"),
    ] = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show a scheme's standing rules over time; or let others hold from a day on. What is not said stays as it was."""
    from brokerage.domain.period import parse_day
    from brokerage.services.set_policy import PolicyAsked, set_policy, show_scheme_rules, take_policy_back

    said = _said(
        {
            "by": by,
            "bank-holidays": bank_holidays,
            "notice-days": notice_days,
            "trial-days": trial_days,
            "review-weeks": review_weeks,
            "absence-days": absence_days,
            "absence-share": absence_share,
            "days-after-death": days_after_death,
            "payment-weeks": payment_weeks,
            "approval-weeks": approval_weeks,
            "half-day-minutes": half_day_minutes,
            "answer-days": answer_days,
            "stay-days": stay_days,
            "price-review": price_review,
        }
    )
    with acting(database, login) as desk:
        if take_back is not None:
            _refuse_both(bool(said) or first_day is not None)
            day = parse_day(take_back, what="first day")
            told = take_policy_back(desk.database, desk.actor, scheme, day, desk.now, dry_run=dry_run).result
            print_taken_back(told, saved=not dry_run, as_json=as_json)
        elif said or first_day is not None:
            day_from = None if first_day is None else parse_day(first_day, what="first day")
            asked = PolicyAsked(scheme, day_from, said)
            told = set_policy(desk.database, desk.actor, asked, desk.now, dry_run=dry_run).result
            print_policy_told(told, saved=not dry_run, as_json=as_json)
        else:
            print_policies(show_scheme_rules(desk.database, scheme), desk.today, as_json=as_json)


def routes(
    scheme: Scheme,
    route: Annotated[
        list[str] | None,
        typer.Option("--route", help='"direct: the rule that allows it"; again for each route allowed from now on.'),
    ] = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the award routes a scheme allows, each with its rule; or allow those said, and no others."""
    from brokerage.domain.award_route_rule import parse_route
    from brokerage.services.set_policy import show_scheme_rules
    from brokerage.services.set_scheme_rules import set_routes

    asked = tuple(parse_route(each) for each in route or ())
    with acting(database, login) as desk:
        if asked:
            told = set_routes(desk.database, desk.actor, scheme, asked, desk.now, dry_run=dry_run).result
            print_routes_told(told, saved=not dry_run, as_json=as_json)
        else:
            print_routes(show_scheme_rules(desk.database, scheme), as_json=as_json)


def values(
    scheme: Scheme,
    estimate: Annotated[
        list[str] | None,
        typer.Argument(help="2026-27=1200000, again for each year; 2026-27=none takes it away.", metavar="YEAR=POUNDS"),
    ] = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what the council expects to buy through a scheme by financial year; or set it, year by year."""
    from brokerage.domain.year_estimate import parse_estimates
    from brokerage.services.set_policy import show_scheme_rules
    from brokerage.services.set_scheme_rules import set_estimates

    asked = parse_estimates(estimate or ())
    with acting(database, login) as desk:
        if asked:
            told = set_estimates(desk.database, desk.actor, scheme, asked, desk.now, dry_run=dry_run).result
            print_estimates_told(told, saved=not dry_run, as_json=as_json)
        else:
            print_estimates(show_scheme_rules(desk.database, scheme), as_json=as_json)


def lot(
    named: Annotated[str, typer.Argument(help="A scheme, or one lot of it: RES-2030/1.", metavar="SCHEME/LOT")],
    add: Annotated[bool, typer.Option("--add", help="Add a lot of this number.")] = False,
    remove: Annotated[
        bool, typer.Option("--remove", help="Take it away, added by mistake: while nothing rests on it.")
    ] = False,
    title: Annotated[str | None, typer.Option("--title", help="What it is called.")] = None,
    needs: Annotated[
        str | None, typer.Option("--needs", help="What it is for: learning-disability, autism.", metavar="NEED,NEED")
    ] = None,
    ages: Annotated[str | None, typer.Option("--ages", help="18-64, 18-, or any.")] = None,
    registered: Annotated[
        bool | None, typer.Option("--registered/--not-registered", help="Whether the regulator must know the service.")
    ] = None,
    cpv: Annotated[str | None, typer.Option("--cpv", help="Its CPV codes, 85311200-4; or none.")] = None,
    units: Annotated[str | None, typer.Option("--units", help="What it may be priced by: week,day; or any.")] = None,
    ratios: Annotated[str | None, typer.Option("--ratios", help="At which ratios: 1:1,1:3; or any.")] = None,
    derived: Annotated[
        bool | None,
        typer.Option(
            "--derived/--each-agreed", help="Whether other ratios follow from the 1:1 price, or are agreed each."
        ),
    ] = None,
    last_call_off_day: Annotated[
        str | None,
        typer.Option("--last-call-off-day", help="The lot's own last day for call-offs; none for the scheme's."),
    ] = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what a lot is for and allows; or change it, --add one, --remove one. What is not said stays as it was."""
    from brokerage.services.set_lot import LotAsked, add_lot, change_lot, remove_lot
    from brokerage.services.set_policy import show_scheme_rules

    scheme, _, number = named.partition("/")
    said = _said(
        {
            "title": title,
            "needs": needs,
            "ages": ages,
            "registered": _yes_or_no(registered),
            "cpv": cpv,
            "units": units,
            "ratios": ratios,
            "derived": _yes_or_no(derived),
            "last-call-off-day": last_call_off_day,
        }
    )
    _refuse_more_than_one(add=add, remove=remove, says_more=bool(said))
    with acting(database, login) as desk:
        if add or remove or said:
            change = add_lot if add else remove_lot if remove else change_lot
            told = change(desk.database, desk.actor, LotAsked(scheme, number, said), desk.now, dry_run=dry_run).result
            print_lot_told(told, saved=not dry_run, as_json=as_json)
        else:
            print_lots(show_scheme_rules(desk.database, scheme), number, as_json=as_json)


def _said(options: "Mapping[str, str | None]") -> dict[str, str]:
    return {name: text for name, text in options.items() if text is not None}


def _yes_or_no(said: bool | None) -> str | None:
    return None if said is None else "yes" if said else "no"


def _refuse_more_than_one(*, add: bool, remove: bool, says_more: bool) -> None:
    from brokerage.domain.errors import BadInput

    if remove and (add or says_more):
        raise BadInput("Take a lot away, or say what it is: leave out --remove or the rest.", "remove")


def _refuse_both(is_setting: bool) -> None:
    from brokerage.domain.errors import BadInput

    if is_setting:
        raise BadInput("Take rules back, or set others, one at a time: leave out the one or the other.", "take-back")
