"""The columns of the list of people and of the package on a record."""

from brokerage.domain.person_record import PackagePart
from brokerage.domain.person_summary import PersonSummary
from ui import formats
from ui.call_off_words import state_tone, state_words
from ui.desk import Tone
from ui.people import presenter
from ui.widgets.row_model import Column

PEOPLE: tuple[Column[PersonSummary], ...] = (
    Column(
        "Reference", lambda person: person.reference, width=110, strong=True, sort_key=lambda person: person.reference
    ),
    Column("Initials", lambda person: person.initials, width=80),
    Column("Age", lambda person: str(person.age), figures=True, width=60, sort_key=lambda person: person.age),
    Column("Needs", lambda person: ", ".join(person.need_titles)),
    Column("District", lambda person: person.district, sort_key=lambda person: person.district),
    Column("Week wanted", lambda person: person.week or formats.DASH),
    Column(
        "Budget a week",
        lambda person: formats.money(person.weekly_budget),
        figures=True,
        width=120,
        sort_key=lambda person: person.weekly_budget,
    ),
    Column(
        "Left",
        lambda person: formats.budget_left(presenter.left(person)),
        width=140,
        tone=presenter.left_tone,
        sort_key=presenter.left,
    ),
    Column("", lambda person: "" if person.active else "Not active", width=90, tone=lambda _person: Tone.QUIET),
)
PACKAGE: tuple[Column[PackagePart], ...] = (
    Column("Reference", lambda part: part.reference, width=146, strong=True),
    Column("Service", lambda part: part.service),
    Column("State", lambda part: state_words(part.state), width=164, tone=lambda part: state_tone(part.state)),
    Column("Days", lambda part: formats.period(part.first_day, part.last_day), width=220),
    Column("A week", lambda part: formats.money(part.weekly), figures=True, width=110),
)
