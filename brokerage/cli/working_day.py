"""`brokerage working-day`: a day so many working days on. Its form is fixed, because other programs call it."""

from typing import Annotated

import typer

from brokerage.cli.acting import JsonOption
from brokerage.cli.output import print_json


def add_working_day(app: typer.Typer) -> None:
    """Add the command to the program."""
    app.command("working-day")(working_day)


def working_day(
    first_day: Annotated[str | None, typer.Option("--from", help="The day to count from; it is not counted.")] = None,
    number: Annotated[str | None, typer.Option("--add", help="How many working days to add, from 1 on.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Say which working day is so many working days on, England's bank holidays left out."""
    from brokerage.domain.period import format_day
    from brokerage.domain.week_notation import WEEKDAYS
    from brokerage.services.working_days import find_working_day

    day = find_working_day(first_day, number)
    if as_json:
        print_json({"day": day.isoformat()})
    else:
        print(f"{WEEKDAYS[day.weekday()]} {format_day(day)}")
