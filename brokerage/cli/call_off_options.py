"""The options that commands of a call-off share, each with its help."""

from typing import Annotated

import typer

Reference = Annotated[str, typer.Argument(help="The call-off's reference, CO-2026-0001.", metavar="REF")]
Reason = Annotated[str, typer.Option("--reason", help="Why; kept with the call-off.")]
End = Annotated[str | None, typer.Option("--end", help="Planned last day; it counts. Without it: until it is ended.")]
Week = Annotated[str | None, typer.Option("--week", help='"Mon,Wed 10:00-15:00"; the plan\'s week when not said.')]
RatioWanted = Annotated[str | None, typer.Option("--ratio", help="Staff to people, 1:3; the plan's when not said.")]
Lot = Annotated[str | None, typer.Option("--lot", help="The lot as SCHEME/1, where the service is in several or none.")]
Route = Annotated[str | None, typer.Option("--route", help="direct, small-competition, persons-choice or off-scheme.")]
Owed = Annotated[
    str | None, typer.Option("--reason", help="Owed when dearer, over budget, off-scheme or the person's choice.")
]
Rates = Annotated[
    list[int] | None,
    typer.Option("--rate", help="Number of an agreed rate; may be given again. Else the cheapest that fits."),
]
Price = Annotated[str | None, typer.Option("--price", help="A price outside the scheme, in pounds for one unit.")]
PriceUnit = Annotated[str | None, typer.Option("--unit", help="The unit of that price: hour, session, day, week …")]
Once = Annotated[str | None, typer.Option("--once", help="A one-off in pounds besides.")]
Transport = Annotated[bool, typer.Option("--transport", help="With the service's transport.")]
Contribution = Annotated[
    str | None,
    typer.Option("--contribution", help="Pounds a week the person pays; what the record says when not said."),
]
CollectedByWhom = Annotated[
    str | None,
    typer.Option(
        "--collected-by", help="council or provider: who collects the contribution; as on record when not said."
    ),
]
TopUp = Annotated[
    str | None,
    typer.Option("--top-up", help="Pounds a week of top-up; all the home costs above the budget when not said."),
]
TopUpPayer = Annotated[str | None, typer.Option("--top-up-payer", help="Who pays a top-up, where there is one.")]
Room = Annotated[str | None, typer.Option("--room", help="The room or place, where it is known.")]
RequestId = Annotated[
    str | None,
    typer.Option("--request-id", help="Your own id of this request: sent again, it is answered as the first time."),
]
