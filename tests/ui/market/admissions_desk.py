"""The section of admissions, one opened in it, for its tests."""

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from brokerage.storage.tables.admissions import AdmissionRow
from tests.builders import Desk as Council
from tests.builders import ReadyService
from ui.desk import Desk
from ui.market.admissions.section import AdmissionsSection
from ui.market.page import MarketPage
from ui.market.reason_form import ReasonForm

AtRest = Callable[[], None]


Opened = Callable[[], AdmissionsSection]


WHY = "The regulator asked for a plan."


NEW_OWNER = "Hartwell Living (demo)"


@pytest.fixture
def opened(page: MarketPage, window_desk: Desk, at_rest: AtRest) -> Opened:
    """Brings the section to the front and lets it read; what changes is read again, as in the window."""
    window_desk.writes.changed.connect(page.reload)

    def bring() -> AdmissionsSection:
        page.show_section(AdmissionsSection)
        at_rest()
        at_rest()
        at_rest()
        section = page.section
        assert isinstance(section, AdmissionsSection)
        return section

    return bring


def ending(council: Council, last_day: date, name: str = "") -> ReadyService:
    """A service whose admission ends."""
    ready = council.ready_service(name=name)
    with council.session() as session:
        session.get_one(AdmissionRow, ready.admission_id).last_day = last_day
    return ready


def fill(form: ReasonForm, days: Mapping[str, str], name: str = "", reason: str = WHY) -> None:
    """Type into the form, leaving each day."""
    for key, text in days.items():
        form.days[key]._line.setText(text)
        form.days[key].finish()
    form.name.setText(name)
    form.reason.set_text(reason)


def errors(form: ReasonForm) -> dict[str, str]:
    """What stands at each field of which something is wrong."""
    return {key: field._below.text() for key, field in form.fields.items() if field._below.text().startswith("▲")}
