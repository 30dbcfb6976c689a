"""The columns of the tables in Settings."""

from datetime import date

from brokerage.domain.council import NamedCode, StaffEntry, Team
from brokerage.domain.scheme_summary import LotSummary
from ui import formats
from ui.settings import presenter
from ui.widgets.row_table import Column

TEAMS: tuple[Column[Team], ...] = (
    Column("Team", lambda team: team.name, sort_key=lambda team: team.name.lower()),
    Column("Telephone", lambda team: team.phone or formats.DASH, width=150),
    Column("Email", lambda team: team.email or formats.DASH),
    Column("Staff", lambda team: str(team.staff_count), figures=True, width=70, sort_key=lambda team: team.staff_count),
)
TITLES: tuple[Column[NamedCode], ...] = (
    Column("Words", lambda line: line.title, sort_key=lambda line: line.title.lower()),
    Column("Used", lambda line: str(line.used), figures=True, width=80, sort_key=lambda line: line.used),
)
LOTS: tuple[Column[LotSummary], ...] = (
    Column("Lot", lambda lot: lot.number, width=60),
    Column("Title", lambda lot: lot.title),
    Column("Ages", lambda lot: formats.ages(lot.min_age, lot.max_age), width=120),
    Column("Registration", lambda lot: "Needed" if lot.registration_needed else "Not needed", width=120),
    Column("Other ratios", lambda lot: "From the 1:1 price" if lot.derives_ratio else "Agreed each", width=150),
    Column("Last call-off", lambda lot: formats.day(lot.last_call_off_day), width=120),
    Column("Admitted", lambda lot: str(lot.admitted), figures=True, width=90, sort_key=lambda lot: lot.admitted),
)


def staff(today: date) -> tuple[Column[StaffEntry], ...]:
    """Staff as the administrator sees them on a day."""
    return (
        Column("Name", lambda entry: entry.full_name, sort_key=lambda entry: entry.full_name.lower()),
        Column("Job", lambda entry: formats.words(entry.job), width=130, sort_key=lambda entry: entry.job.value),
        Column("Team", lambda entry: entry.team or formats.DASH, sort_key=lambda entry: entry.team.lower()),
        Column(
            "May approve",
            lambda entry: presenter.limit(entry.approval_limit),
            figures=True,
            width=160,
            sort_key=lambda entry: entry.approval_limit,
        ),
        Column("Works here", lambda entry: presenter.works(entry, today), width=120),
    )
