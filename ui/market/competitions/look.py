"""A competition before it is opened: who will be asked, who will not and why, and the sheet as the market will see it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from brokerage.domain.changes import Done
from brokerage.domain.competition_form import CompetitionForm
from brokerage.domain.competition_summary import Invited, NotInvited
from brokerage.domain.period import format_day
from brokerage.domain.staff import Actor
from ui import formats
from ui.desk import Desk, Tone
from ui.market.competitions.columns import NOT_INVITED, TO_INVITE
from ui.widgets.card import CARD_MARGIN, GAP, Card, scrolled
from ui.widgets.paper import PaperView
from ui.widgets.row_table import RowTable
from ui.widgets.text import body, set_tone

if TYPE_CHECKING:
    from brokerage.services.desk import Database
    from brokerage.services.open_competition import OpeningLook

MOST_ROWS = 5


@dataclass(frozen=True, slots=True)
class Looked:
    """What opening would do, and the sheet as it would be printed."""

    look: "OpeningLook"
    pdf: bytes
    pages: int


def look_before(database: "Database", actor: Actor, form: CompetitionForm, today: date, now: datetime) -> Done[Looked]:
    """Return what opening would do; nothing is kept. Raises: as `open_competition`."""
    from brokerage.services.competition_letters import sheet_pdf
    from brokerage.services.open_competition import look_at_opening
    from brokerage.services.show_paper import count_pages

    look = look_at_opening(database, actor, form, today, now).result
    pdf = sheet_pdf(database, look.sheet)
    return Done(Looked(look, pdf, count_pages(pdf)), frozenset())


class LookBefore(QWidget):
    """The services at the left, the sheet at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.due, self.notes = body(strong=True), body()
        set_tone(self.notes, Tone.WARN)
        self.invited: RowTable[Invited] = RowTable(
            "Will be invited", TO_INVITE, desk.look, key=lambda each: each.service_id, dense=True
        )
        self.not_invited: RowTable[NotInvited] = RowTable(
            "Will not be invited", NOT_INVITED, desk.look, key=lambda each: (each.service, each.provider), dense=True
        )
        for table in (self.invited, self.not_invited):
            table.view.setObjectName("compact")
            table.be_as_tall_as_rows(MOST_ROWS)
        self.sheet = PaperView(desk)
        self.sheet.failed.connect(desk.fail)
        self._lay_out()

    def show_look(self, looked: Looked) -> None:
        """Show what opening would do."""
        look = looked.look
        number = formats.count(len(look.invited), "service")
        self.due.setText(f"{number} will be asked, answers until {format_day(look.sheet.answers_due_on)}.")
        self.notes.setText("\n".join(f"▲ {note}" for note in look.notes))
        self.notes.setVisible(bool(look.notes))
        self.invited.show_rows(look.invited)
        if look.not_invited:
            self.not_invited.show_rows(look.not_invited)
        else:
            self.not_invited.show_empty("Everybody is asked", "No service of the lot is left out.")
        self.sheet.show_pdf(looked.pdf, looked.pages)

    def _lay_out(self) -> None:
        asked, left_out = Card("Will be invited"), Card("Will not be invited, and why")
        asked.add(self.invited)
        left_out.add(self.not_invited)
        services = QWidget()
        left = QVBoxLayout(services)
        left.setContentsMargins(0, 0, GAP, 0)
        left.setSpacing(CARD_MARGIN)
        for part in (self.due, self.notes, asked, left_out):
            left.addWidget(part)
        left.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(CARD_MARGIN)
        whole.addWidget(scrolled(services, "Who will be invited, and who will not"), 1)
        whole.addWidget(self.sheet, 1)
