"""The columns of the three tables on Home."""

from datetime import date

from brokerage.domain.call_off_summary import CallOffSummary
from ui import formats
from ui.desk import Tone
from ui.home import presenter
from ui.widgets.row_table import Column


def waiting(today: date) -> tuple[Column[CallOffSummary], ...]:
    """What waits for me: who, where, when, what it costs, what to do."""
    return (
        Column("Call-off", lambda row: row.reference, width=132, strong=True),
        Column("Person", presenter.person, width=124),
        Column("Service", lambda row: row.service, tip=lambda row: f"{row.service}, {row.provider}"),
        starting(today),
        _weekly(),
        Column("State", lambda row: formats.words(row.state), width=148, sort_key=lambda row: row.state.value),
        Column("What to do next", lambda row: row.next_step),
    )


def drafts() -> tuple[Column[CallOffSummary], ...]:
    """My unfinished ones."""
    return (
        Column("Call-off", lambda row: row.reference, width=132, strong=True),
        Column("Person", presenter.person, width=124),
        Column("Service", lambda row: row.service, tip=lambda row: f"{row.service}, {row.provider}"),
        _weekly(),
    )


def this_week(today: date) -> tuple[Column[CallOffSummary], ...]:
    """What starts this week."""
    return (
        starting(today),
        Column("Person", presenter.person, width=124),
        Column("Service", lambda row: row.service, tip=lambda row: f"{row.service}, {row.provider}"),
        Column("State", lambda row: formats.words(row.state), width=150),
    )


def starting(today: date) -> Column[CallOffSummary]:
    """When it starts, marked when that presses."""
    return Column(
        "Starts",
        lambda row: presenter.starts(row, today),
        width=134,
        tip=lambda row: formats.day(row.first_day),
        sort_key=lambda row: row.first_day,
        tone=lambda row: Tone.WARN if presenter.is_pressing(row, today) else Tone.PLAIN,
    )


def _weekly() -> Column[CallOffSummary]:
    return Column(
        "A week", lambda row: formats.money(row.weekly), figures=True, width=100, sort_key=lambda row: row.weekly
    )
