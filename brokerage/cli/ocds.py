"""`brokerage ocds`: open data in the form of the Open Contracting Data Standard."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brokerage.cli.acting import DatabaseOption, DryRun, JsonOption, LoginOption, acting
from brokerage.cli.output import ExitCode, print_json, print_table, print_unless_saved

if TYPE_CHECKING:
    from brokerage.domain.ocds_notice import Notice
    from brokerage.services.open_data import Published

TodayOption = Annotated[
    str | None, typer.Option("--today", help="The day to publish as of, 2026-11-02; today when not said.")
]


def add_ocds(app: typer.Typer) -> None:
    """Add the commands to the program."""
    ocds = typer.Typer(
        help="Open data, in the form of the Open Contracting Data Standard (OCDS) 1.1.", no_args_is_help=True
    )
    ocds.command("export")(export)
    ocds.command("awards")(awards)
    ocds.command("check")(check)
    ocds.command("read")(read)
    ocds.command("prefix")(prefix)
    app.add_typer(ocds, name="ocds")


def export(
    out: Annotated[Path, typer.Option(help="The release package to write, FILE.json.")],
    prefix: Annotated[
        str | None, typer.Option(help="Another prefix than the council's own, ocds-b5fd17, for this file alone.")
    ] = None,
    today: TodayOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write schemes, contracts and call-offs by quarter as one release package; nothing in it is about any person."""
    from brokerage.services.desk import default_database_url, open_desk
    from brokerage.services.open_data import export_package

    day = _day(today)
    desk = open_desk(database or default_database_url())
    try:
        published = export_package(desk, out, day, prefix)
    finally:
        desk.close()
    _tell(published, as_json, with_prefix=True)


def awards(
    out: Annotated[Path, typer.Option(help="The table to write, FILE.csv.")],
    today: TodayOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a CSV of awards, with a row for each service admitted to a lot."""
    from brokerage.services.desk import default_database_url, open_desk
    from brokerage.services.open_data import export_awards

    day = _day(today)
    desk = open_desk(database or default_database_url())
    try:
        published = export_awards(desk, out, day)
    finally:
        desk.close()
    _tell(published, as_json)


def _day(today: str | None) -> date:
    from brokerage.domain.calendar import day_in_england
    from brokerage.domain.period import parse_day

    return day_in_england(datetime.now(UTC)) if today is None else parse_day(today, what="day")


def _tell(published: "Published", as_json: bool, *, with_prefix: bool = False) -> None:
    from brokerage.domain.number_words import count

    if as_json:
        counted = {"schemes": published.schemes, "contracts": published.contracts, "admissions": published.admissions}
        under = {"ocid_prefix": published.ocid_prefix, "advice": published.advice} if with_prefix else {}
        print_json({"file": str(published.path), **counted, **under})
    else:
        held = (count(published.schemes, "scheme"), count(published.contracts, "contract"))
        print(f"Written: {published.path} ({', '.join(held)}, {count(published.admissions, 'admission')}).")
        if with_prefix and published.advice:
            print(f"· Its processes stand under the neutral {published.ocid_prefix}. {published.advice}")


def check(
    file: Annotated[Path, typer.Argument(help="A release package of anybody's.", metavar="FILE")],
    as_json: JsonOption = False,
) -> int:
    """Say what is wrong with a release package: where, what, and how to mend it. Ends with 1 if anything is."""
    from brokerage.services.open_data import check_package

    wrong = check_package(file)
    if as_json:
        print_json([{"path": fault.path, "what": fault.what, "mend": fault.mend} for fault in wrong])
    elif wrong:
        for fault in wrong:
            print(f"{fault.path}  {fault.what} {fault.mend}")
    else:
        print(f"{file.name} is a sound release package.")
    return ExitCode.RULE_BROKEN if wrong else ExitCode.DONE


def read(
    file: Annotated[Path, typer.Argument(help="A published notice: a release package or one release.", metavar="FILE")],
    as_json: JsonOption = False,
) -> None:
    """List the schemes a published notice tells of, to start one from: days, value, lots with their codes. Keeps nothing."""
    from brokerage.services.open_data import list_notices

    notices = list_notices(file)
    if as_json:
        print_json([_as_json(notice) for notice in notices])
    else:
        for notice in notices:
            _print(notice)


def prefix(
    own: Annotated[
        str | None,
        typer.Argument(help="The prefix the council was given, ocds-b5fd17; not said, the one it has is told."),
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="The council has none (any more).")] = False,
    dry_run: DryRun = False,
    login: LoginOption = None,
    database: DatabaseOption = None,
    as_json: JsonOption = False,
) -> None:
    """Tell or set what the council's open contracting ids begin with; an administrator sets it, as in Settings."""
    from brokerage.domain.ocid import HOW_TO_GET_ONE
    from brokerage.services.administer import find_council, keep_ocid_prefix

    asked = "" if clear else own
    with acting(database, login) as desk:
        if asked is None:
            council = find_council(desk.database)
        else:
            council = keep_ocid_prefix(desk.database, desk.actor, asked, desk.now, dry_run=dry_run).result
    has = council.ocid_prefix if council is not None else ""
    saved = asked is not None and not dry_run
    if as_json:
        print_json({"ocid_prefix": has, "advice": "" if has else HOW_TO_GET_ONE, "saved": saved})
        return
    print(
        f"The council’s open contracting ids begin with {has}."
        if has
        else f"The council has no prefix. {HOW_TO_GET_ONE}"
    )
    print_unless_saved(saved or asked is None)


def _as_json(notice: "Notice") -> dict[str, object]:
    days = ("applications_from", "applications_until", "first_day", "last_day", "latest_last_day")
    return {
        "ocid": notice.ocid,
        "reference": notice.reference,
        "title": notice.title,
        "buyer": notice.buyer,
        "method": notice.method,
        "description": notice.description,
        "kind": None if notice.kind is None else notice.kind.value,
        "law": notice.law,
        "contract_days": notice.contract_days,
        "renewal": notice.renewal,
        **{name: day.isoformat() if (day := getattr(notice, name)) else None for name in days},
        "value": None if notice.value is None else str(notice.value),
        "lots": [
            {
                "number": lot.number,
                "title": lot.title,
                "value": None if lot.value is None else str(lot.value),
                "cpv_codes": list(lot.cpv_codes),
            }
            for lot in notice.lots
        ],
        "remarks": list(notice.remarks),
    }


def _print(notice: "Notice") -> None:
    from brokerage.domain.money import format_pounds
    from brokerage.domain.period import format_day

    def days(first: date | None, last: date | None) -> str:
        if first is not None and last is not None:
            return f"{format_day(first)} to {format_day(last)}"
        if first is not None:
            return f"from {format_day(first)}"
        return "not said" if last is None else f"until {format_day(last)}"

    extended = f", at most to {format_day(notice.latest_last_day)}" if notice.latest_last_day else ""
    print(f"{notice.title or 'Without a title'} ({notice.ocid or 'without an ocid'})")
    print(f"  Buyer         {notice.buyer or 'not said'}")
    print(f"  Kind          {'not said' if notice.kind is None else notice.kind.value}")
    print(f"  Law           {notice.law or 'not said'}")
    print(f"  Applications  {days(notice.applications_from, notice.applications_until)}")
    print(f"  Contracts     {days(notice.first_day, notice.last_day)}{extended}")
    print(f"  Value         {'not said' if notice.value is None else format_pounds(notice.value)}")
    for remark in notice.remarks:
        print(f"  ◆ {remark}")
    rows = [
        (lot.number, lot.title, "" if lot.value is None else format_pounds(lot.value), ", ".join(lot.cpv_codes))
        for lot in notice.lots
    ]
    if rows:
        print()
        print_table(("Lot", "Title", "Value", "Codes"), rows, right=(2,))
    print()
