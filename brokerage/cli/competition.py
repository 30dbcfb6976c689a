"""`brokerage competition …`: runs a small competition, from the request put to the market to its award."""

from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, Today, acting
from brokerage.cli.competition_output import (
    print_competition,
    print_competitions,
    print_criteria,
    print_standing,
    print_weighing,
)
from brokerage.cli.round import day_said

Reference = Annotated[str, typer.Argument(help="The competition's reference, SC-2026-0001.", metavar="REF")]
Service = Annotated[str, typer.Option("--service", help="The invited service: its whole name, or its reference.")]
RequestId = Annotated[
    str | None,
    typer.Option("--request-id", help="Your own id of this request: sent again, it is answered as the first time."),
]


def add_competition(app: typer.Typer) -> typer.Typer:
    """Add the group of commands to the program; return it, so that the commands of its papers can be added."""
    group = typer.Typer(
        help="Run a small competition among the services of a lot, where agreed rates do not settle it.",
        no_args_is_help=True,
    )
    group.command("criteria")(criteria)
    group.command("open")(open_)
    group.command("answer")(answer)
    group.command("extend")(extend)
    group.command("score")(score)
    group.command("weigh")(weigh)
    group.command("award")(award)
    group.command("end")(end)
    group.command("list")(list_)
    group.command("show")(show)
    app.add_typer(group, name="competition")
    return group


def criteria(
    scheme: Annotated[str, typer.Argument(help="The scheme's reference.", metavar="SCHEME")],
    price: Annotated[str | None, typer.Option("--price", help="What the price weighs, in whole percent: 40.")] = None,
    scored: Annotated[
        list[str] | None,
        typer.Option(
            "--scored", help="What else is weighed, '60%, 10 points: How it meets the outcomes'; may be given again."
        ),
    ] = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show by what a scheme weighs answers; with --price and --scored, set it: the weights make 100 %, never price alone."""
    from brokerage.services.award_criteria import change_award_criteria, show_award_criteria
    from brokerage.services.competition_typed import read_criteria

    is_set = price is not None or bool(scored)
    with acting(database, login) as desk:
        if is_set:
            asked = read_criteria(price, tuple(scored or ()))
            found = change_award_criteria(desk.database, desk.actor, scheme, asked, desk.now, dry_run=dry_run).result
        else:
            found = show_award_criteria(desk.database, scheme)
    print_criteria(found, saved=is_set and not dry_run, tried=is_set and dry_run, as_json=as_json)


def open_(
    person: Annotated[str, typer.Option("--person", help="The person's reference, P-1043.")],
    lot: Annotated[str, typer.Option("--lot", help="The lot as SCHEME/1.")],
    start: Annotated[str, typer.Option("--start", help="The first day wanted; it counts.")],
    why: Annotated[str, typer.Option("--why", help="Why agreed rates do not settle it; the council keeps it.")],
    last_day: Annotated[
        str | None, typer.Option("--end", help="Planned last day; it counts. Open when not said.")
    ] = None,
    week: Annotated[
        str | None, typer.Option("--week", help='"Mon,Wed 10:00-15:00"; the plan\'s when not said, or none.')
    ] = None,
    ratio: Annotated[
        str | None, typer.Option("--ratio", help="Staff to people, 1:3; the plan's when not said, or none.")
    ] = None,
    what_matters: Annotated[
        str, typer.Option("--what-matters", help="What matters to the person, for the market: no name, no number.")
    ] = "",
    how_to_answer: Annotated[str, typer.Option("--how-to-answer", help="How to answer, for the market.")] = "",
    contact: Annotated[str, typer.Option("--contact", help="Whom to ask at the council, for the market.")] = "",
    working_days: Annotated[
        int | None, typer.Option("--working-days", help="The time for answers, counted from the day after today.")
    ] = None,
    due: Annotated[str | None, typer.Option("--due", help="Or the last day for answers, a working day.")] = None,
    request_id: RequestId = None,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Put a request to every open-gated service of a lot; say who was invited, who was not, and why."""
    from brokerage.services.competition_typed import CompetitionAsked, read_competition
    from brokerage.services.open_competition import open_competition

    asked = CompetitionAsked(
        person,
        lot,
        start,
        why,
        last_day,
        week,
        ratio,
        what_matters,
        how_to_answer,
        contact,
        working_days,
        due,
        request_id,
    )
    day = day_said(today)
    with acting(database, login) as desk:
        form = read_competition(desk.database, asked)
        done = open_competition(desk.database, desk.actor, form, day or desk.today, desk.now, dry_run=dry_run)
    print_standing(done.result, saved=not dry_run, as_json=as_json)


def answer(
    reference: Reference,
    service: Service,
    fit: Annotated[str, typer.Option("--fit", help="How it meets the need, or why it cannot, in the service's words.")],
    price: Annotated[str | None, typer.Option("--price", help="Pounds for one unit, for the ratio asked.")] = None,
    unit: Annotated[
        str | None, typer.Option("--unit", help="The unit of that price: hour, session, day, week …")
    ] = None,
    starts: Annotated[
        str | None, typer.Option("--starts", help="From when it can; the first day asked when not said.")
    ] = None,
    declines: Annotated[bool, typer.Option("--declines", help="It cannot.")] = False,
    on: Annotated[str | None, typer.Option("--on", help="The day the answer came in; today when not said.")] = None,
    request_id: RequestId = None,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record what an invited service answered; a newer answer counts instead of the older."""
    from brokerage.services.answer_competition import answer_competition
    from brokerage.services.competition_typed import AnswerAsked, read_answer

    asked = AnswerAsked(service, fit, declines, price, unit, starts, on, request_id)
    day = day_said(today)
    with acting(database, login) as desk:
        today_is = day or desk.today
        form = read_answer(desk.database, reference, asked, today_is)
        done = answer_competition(desk.database, desk.actor, reference, form, today_is, desk.now, dry_run=dry_run)
    print_standing(done.result, saved=not dry_run, as_json=as_json)


def extend(
    reference: Reference,
    due: Annotated[str, typer.Option("--due", help="The new last day for answers, a working day.")],
    reason: Annotated[str, typer.Option("--reason", help="Why everybody is given more time; it is kept.")] = "",
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give everybody more time to answer, with the reason."""
    from brokerage.domain.period import parse_day
    from brokerage.services.award_competition import extend_competition

    day, due_on = day_said(today), parse_day(due, what="last day for answers")
    with acting(database, login) as desk:
        done = extend_competition(
            desk.database, desk.actor, reference, due_on, reason, day or desk.today, desk.now, dry_run=dry_run
        )
    print_standing(done.result, saved=not dry_run, as_json=as_json)


def score(
    reference: Reference,
    service: Service,
    give: Annotated[
        list[str], typer.Option("--give", help="A criterion's points and why, '2 = 8: why'; may be given again.")
    ],
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a service's answer points on the scored criteria, each with its reason."""
    from brokerage.domain.competition_answer import parse_points
    from brokerage.services.answer_competition import score_answer
    from brokerage.services.typed_parts import service_of

    with acting(database, login) as desk:
        given = tuple(parse_points(said) for said in give)
        service_id = service_of(desk.database, service)
        done = score_answer(desk.database, desk.actor, reference, service_id, given, desk.now, dry_run=dry_run)
    print_standing(done.result, saved=not dry_run, as_json=as_json)


def weigh(
    reference: Reference, login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Weigh the answers by the stated weights, every figure with how it came about; after the award, as it was frozen."""
    from brokerage.services.award_competition import weigh_competition

    with acting(database, login) as desk:
        found = weigh_competition(desk.database, reference)
    print_weighing(found, as_json=as_json)


def award(
    reference: Reference,
    reasons: Annotated[str, typer.Option("--reasons", help="Why; the letters give them to the providers.")] = "",
    service: Annotated[
        str | None, typer.Option("--service", help="The service meant; refused when it is not the first of the list.")
    ] = None,
    today: Today = None,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Award it to the first of the list, which is frozen with the reasons; then raise the call-off with --competition."""
    from brokerage.services.award_competition import award_competition
    from brokerage.services.typed_parts import service_of

    day = day_said(today)
    with acting(database, login) as desk:
        done = award_competition(
            desk.database,
            desk.actor,
            reference,
            reasons,
            day or desk.today,
            desk.now,
            service_id=None if service is None else service_of(desk.database, service),
            dry_run=dry_run,
        )
    print_standing(done.result, saved=not dry_run, as_json=as_json)


def end(
    reference: Reference,
    reasons: Annotated[str, typer.Option("--reasons", help="Why nobody is chosen; it is kept.")] = "",
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """End it without an award, with the reasons."""
    from brokerage.services.award_competition import end_competition

    with acting(database, login) as desk:
        done = end_competition(desk.database, desk.actor, reference, reasons, desk.now, dry_run=dry_run)
    print_standing(done.result, saved=not dry_run, as_json=as_json)


def list_(
    state: Annotated[str, typer.Option("--state", help="open, awarded or ended alone; all when not said.")] = "",
    limit: Annotated[int, typer.Option(help="List at most so many.", min=1)] = 100,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List competitions: open ones by their last day for answers, then the others."""
    from brokerage.services.competition_typed import read_state
    from brokerage.services.find_competitions import list_competitions

    asked = read_state(state)
    with acting(database, login) as desk:
        found = list_competitions(desk.database, state=asked, limit=limit)
    print_competitions(found, as_json=as_json)


def show(
    reference: Reference, login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Show one competition: what was asked and why, who was invited when and answered what, its steps and award."""
    from brokerage.services.find_competitions import show_competition

    with acting(database, login) as desk:
        found = show_competition(desk.database, reference)
    print_competition(found, as_json=as_json)
