"""The council's own settings, and whom to work as."""

from ui.page import PageName
from ui.settings.council_section import CouncilSection
from ui.settings.page import SettingsPage
from ui.settings.scheme_section import SchemeSection
from ui.settings.section import Section
from ui.settings.staff_section import StaffSection
from ui.settings.working_as_section import WorkingAsSection
from ui.tour import Step, Tour, Waits

_TOLD: tuple[tuple[type[Section], str], ...] = (
    (WorkingAsSection, "Settings: whom to work as, and what that means; it is put on record"),
    (CouncilSection, "Settings: what letters and agreements say of the council; read only, and who can change it"),
    (StaffSection, "Settings: who works at the desk, and how much an approver may approve"),
    (SchemeSection, "Settings: the purchasing systems, their lots and the council’s own rules, all of it data"),
)


def look_at_settings(tour: Tour) -> Waits:
    """Look at four of the sections."""
    tour.window.go_to(PageName.SETTINGS)
    page = tour.page(SettingsPage)
    for section, told in _TOLD:
        page.show_section(section)
        yield tour.at_rest
        tour.picture(told)


STEPS: tuple[Step, ...] = (look_at_settings,)
