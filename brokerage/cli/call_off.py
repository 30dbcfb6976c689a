"""`brokerage call-off …`: every step of a call-off's life that needs no window."""

from typing import Annotated

import typer

from brokerage.cli.acting import DatabaseOption, JsonOption, LoginOption, acting
from brokerage.cli.call_off_options import Reason, Reference
from brokerage.cli.call_off_output import print_detail, print_list, print_standing
from brokerage.cli.call_off_raise import change, raise_


def add_call_off(app: typer.Typer) -> None:
    """Add the group of commands to the program."""
    group = typer.Typer(
        help="Raise, change, approve, send, answer and follow call-offs.", callback=_help, invoke_without_command=True
    )
    for name, command in (
        ("raise", raise_),
        ("change", change),
        ("approve", approve),
        ("return", return_),
        ("send", send),
        ("answer", answer),
        ("issue", issue),
        ("sign", sign),
        ("start", start),
        ("end", end),
        ("withdraw", withdraw),
        ("cancel", cancel),
        ("show", show),
        ("list", list_),
    ):
        group.command(name)(command)
    app.add_typer(group, name="call-off")


def _help(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        print(context.get_help())


def approve(
    reference: Reference, login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Approve a call-off within your limit; never your own."""
    from brokerage.services.approve import approve as approve_call_off

    with acting(database, login) as desk:
        done = approve_call_off(desk.database, desk.actor, reference, desk.now)
    print_standing(done.result, as_json=as_json)


def return_(
    reference: Reference,
    reason: Reason = "",
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Return a call-off to whoever raised it, with a reason."""
    from brokerage.services.approve import return_call_off

    with acting(database, login) as desk:
        done = return_call_off(desk.database, desk.actor, reference, reason, desk.now)
    print_standing(done.result, as_json=as_json)


def send(
    reference: Reference, login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Send an approved call-off to the provider."""
    from brokerage.services.send_and_answer import send_call_off

    with acting(database, login) as desk:
        done = send_call_off(desk.database, desk.actor, reference, desk.now)
    print_standing(done.result, as_json=as_json)


def answer(
    reference: Reference,
    said: Annotated[str, typer.Argument(help="accept, decline or expire.", metavar="ANSWER")],
    reason: Reason = "",
    room: Annotated[str | None, typer.Option(help="The room the provider named.")] = None,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record the provider's answer; a decline needs their reason."""
    from brokerage.domain.errors import BadInput
    from brokerage.services.send_and_answer import accept_call_off, decline_call_off, expire_call_off

    with acting(database, login) as desk:
        if said == "accept":
            done = accept_call_off(desk.database, desk.actor, reference, desk.now, room=room)
        elif said == "decline":
            done = decline_call_off(desk.database, desk.actor, reference, reason, desk.now)
        elif said == "expire":
            done = expire_call_off(desk.database, desk.actor, reference, desk.now)
        else:
            raise BadInput("The answer is not known: choose accept, decline or expire.", "answer")
    print_standing(done.result, as_json=as_json)


def issue(
    reference: Reference, login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Issue the agreement of an accepted call-off; print it with `brokerage agreement`."""
    from brokerage.cli.call_off_output import print_issued
    from brokerage.services.agree_and_print import issue_agreement

    with acting(database, login) as desk:
        done = issue_agreement(desk.database, desk.actor, reference, desk.now)
    print_issued(done.result, as_json=as_json)


def sign(
    reference: Reference, login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Record that all parties have signed the agreement."""
    from brokerage.services.run_placement import mark_signed

    with acting(database, login) as desk:
        done = mark_signed(desk.database, desk.actor, reference, desk.now)
    print_standing(done.result, as_json=as_json)


def start(
    reference: Reference, login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Record that the placement has started, from its first day on."""
    from brokerage.services.run_placement import start_placement

    with acting(database, login) as desk:
        done = start_placement(desk.database, desk.actor, reference, desk.now)
    print_standing(done.result, as_json=as_json)


def end(
    reference: Reference,
    last_day: Annotated[str, typer.Option("--on", help="The last day, 2026-12-31; it counts.")],
    reason: Reason = "",
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Record that the placement has ended, with the reason."""
    from brokerage.domain.period import parse_day
    from brokerage.services.run_placement import end_placement

    day = parse_day(last_day, what="last day")
    with acting(database, login) as desk:
        done = end_placement(desk.database, desk.actor, reference, day, reason, desk.now)
    print_standing(done.result, as_json=as_json)


def withdraw(
    reference: Reference,
    reason: Reason = "",
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Withdraw a call-off before it is sent, with a reason."""
    from brokerage.services.send_and_answer import withdraw_call_off

    with acting(database, login) as desk:
        done = withdraw_call_off(desk.database, desk.actor, reference, reason, desk.now)
    print_standing(done.result, as_json=as_json)


def cancel(
    reference: Reference,
    reason: Reason = "",
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Cancel a call-off after it was sent and before it runs, with a reason."""
    from brokerage.services.send_and_answer import cancel_call_off

    with acting(database, login) as desk:
        done = cancel_call_off(desk.database, desk.actor, reference, reason, desk.now)
    print_standing(done.result, as_json=as_json)


def show(
    reference: Reference, login: LoginOption = None, database: DatabaseOption = None, as_json: JsonOption = False
) -> None:
    """Show one call-off: its lines and money, its timeline, approvals and agreements, and what may be done next."""
    from brokerage.services.find_call_offs import show_call_off

    with acting(database, login) as desk:
        detail = show_call_off(desk.database, desk.actor, reference, desk.today)
    print_detail(detail, as_json=as_json)


def list_(
    tab: Annotated[
        str, typer.Option(help="queue, mine, drafts, awaiting-approval, to-send, running, ended, all …")
    ] = "all",
    text: Annotated[str, typer.Option(help="Words in references, service or provider.")] = "",
    limit: Annotated[int, typer.Option(help="List at most so many.")] = 100,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """List call-offs, the newest first."""
    from brokerage.domain.call_off_summary import CallOffQuestion, CallOffTab
    from brokerage.domain.errors import BadInput
    from brokerage.services.find_call_offs import list_call_offs

    if tab not in {known.value for known in CallOffTab}:
        raise BadInput(f"The tab is not known: choose one of {', '.join(known.value for known in CallOffTab)}.", "tab")
    question = CallOffQuestion(CallOffTab(tab), text=text, limit=limit)
    with acting(database, login) as desk:
        found = list_call_offs(desk.database, desk.actor, question, desk.today)
    print_list(found, as_json=as_json)
