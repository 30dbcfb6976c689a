"""What the tests of the Call-offs page share: services to choose, the page on the screen, pressing as a person would."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from sqlalchemy import func, select

from brokerage.domain.call_off import CallOffState
from brokerage.domain.call_off_summary import CallOffTab
from brokerage.domain.offer import Offer, SearchCriteria
from brokerage.services.call_off_standing import CallOffStanding
from brokerage.services.manage_people import read_person
from brokerage.storage.tables.call_offs import CallOffRow, EvidenceRow
from tests.builders import NOW, START, TODAY, ReadyService
from tests.builders import Desk as Council
from tests.services.call_off_builders import WEEK, offer
from ui.call_offs.package import Looked
from ui.call_offs.page import CallOffsPage
from ui.call_offs.raise_form import RaiseForm
from ui.desk import Desk
from ui.intents import RaiseCallOffs

AtRest = Callable[[], None]


def chosen(*offers: Offer, **criteria: object) -> RaiseCallOffs:
    """The intent Find sends: these chosen, from a list of just these."""
    asked = replace(SearchCriteria(start_day=START, week=WEEK), **criteria)  # type: ignore[arg-type]
    return RaiseCallOffs(asked, offers, offers, NOW)


def person_in_hand(council: Council, desk: Desk, **person: object) -> int:
    """Somebody new, in hand."""
    person_id = council.person(**person)  # type: ignore[arg-type]
    desk.take_in_hand(read_person(council.database, person_id, TODAY))
    return person_id


def open_form(page: CallOffsPage, at_rest: AtRest, intent: RaiseCallOffs) -> RaiseForm:
    """The form for what was chosen, priced."""
    page.activated(intent)
    at_rest()
    while not page.form.is_ready:
        QApplication.processEvents()
    QApplication.processEvents()
    return page.form


def one_service(council: Council, price: str = "70.70", **columns: object) -> tuple[ReadyService, Offer]:
    """A service and its offer, two days a week."""
    ready = council.ready_service(price, **columns)  # type: ignore[arg-type]
    return ready, offer(ready)


def show_tab(page: CallOffsPage, at_rest: AtRest, tab: CallOffTab = CallOffTab.ALL) -> None:
    """The list at this tab, read, with its first row selected and shown."""
    page.activated()
    page.list.open_tab(tab)
    at_rest()
    at_rest()
    QApplication.processEvents()


def looked_at(form: RaiseForm) -> Looked:
    """The package of the form as it stands."""
    assert form.looked is not None
    return form.looked


def state_of(council: Council, standing: CallOffStanding) -> CallOffState:
    with council.session() as session:
        return session.scalars(select(CallOffRow.state).where(CallOffRow.id == standing.call_off_id)).one()


def button_of(page: CallOffsPage, words: str) -> QPushButton:
    QApplication.processEvents()
    found = [made for made in page.list.detail.findChildren(QPushButton) if made.text() == words and made.isVisible()]
    assert len(found) == 1, f"{words}: {[made.text() for made in page.list.detail.findChildren(QPushButton)]}"
    return found[0]


def texts(page: CallOffsPage) -> str:
    QApplication.processEvents()
    return "\n".join(label.text() for label in page.list.detail.findChildren(QLabel) if label.isVisible())


def count_of(council: Council, table: type[CallOffRow | EvidenceRow]) -> int:
    with council.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def only_call_off(council: Council) -> CallOffRow:
    with council.session() as session:
        return session.scalars(select(CallOffRow)).one()


def raise_it(page: CallOffsPage, at_rest: AtRest) -> None:
    page.form.check.click()
    page.form.answers.raise_button.click()
    at_rest()


def open_agreement(page: CallOffsPage, at_rest: AtRest) -> None:
    """The agreement of the call-off that is selected, shown."""
    page.list.detail.agreement_pressed.emit()
    at_rest()
    at_rest()
