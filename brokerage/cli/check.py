"""`brokerage check`: whether a database agrees with itself."""

import typer

from brokerage.cli.acting import DatabaseOption, JsonOption
from brokerage.cli.output import ExitCode, print_json, print_table


def add_check(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("check")(check)


def check(database: DatabaseOption = None, as_json: JsonOption = False) -> int:
    """Check that a database agrees with itself: tables, references, sums, dated lists. Changes nothing; ends with 1 if not."""
    from brokerage.services.check import check_database
    from brokerage.services.desk import default_database_url, open_desk

    desk = open_desk(database or default_database_url())
    try:
        checked = check_database(desk)
    finally:
        desk.close()
    is_well = all(item.is_well for item in checked)
    if as_json:
        items = [{"title": item.title, "well": item.is_well, "wrong": list(item.wrong)} for item in checked]
        print_json({"well": is_well, "checked": items})
    else:
        print_table(
            ("Checked", ""), [(item.title, "well" if item.is_well else "; ".join(item.wrong)) for item in checked]
        )
    return ExitCode.DONE if is_well else ExitCode.RULE_BROKEN
